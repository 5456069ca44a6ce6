package engine

import (
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"html"
	"strconv"
	"strings"

	"signalbox/engine/match"
	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// These are the Cache-Control values that Next sends.
const (
	noStore        = "private, no-cache, no-store, max-age=0, must-revalidate"
	yearLong       = "s-maxage=31536000"
	revalidateNow  = "public, max-age=0, must-revalidate"
	baseVary       = "rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch"
	htmlType       = "text/html; charset=utf-8"
	internalError  = "Internal Server Error"
	poweredBy      = "Next.js"
	notFoundPhrase = "This page could not be found."
)

// document completes an HTML answer of signalbox's own with the headers that
// Next gives its documents.
func document(status int, title, body string) *answer {
	page := "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width\"/><title>" +
		html.EscapeString(title) + "</title><style>body{font:16px/1.5 system-ui,sans-serif;margin:3rem auto;max-width:44rem;padding:0 1rem}" +
		"code,td,th{font-family:ui-monospace,monospace}th{text-align:left;padding-right:2rem;font-weight:normal;opacity:.7}</style></head><body>" +
		body + "</body></html>"
	a := newAnswer(status)
	a.set("Vary", baseVary)
	a.set("X-Powered-By", poweredBy)
	a.set("ETag", etag([]byte(page)))
	a.set("Content-Type", htmlType)
	a.setWhole([]byte(page))
	return a
}

// etag is a strong tag over a body.
func etag(body []byte) string {
	sum := sha1.Sum(body)
	return `"` + strconv.FormatInt(int64(len(body)), 16) + "-" + base64.RawURLEncoding.EncodeToString(sum[:9]) + `"`
}

// notFound is the 404 page (NEXT-FACTS D13). near marks a path that fits a route
// only when decoded, which Next lets caches keep (A10).
func notFound(near bool) *answer {
	a := document(404, "404: "+notFoundPhrase, "<h1>404</h1><p>"+notFoundPhrase+"</p>")
	a.set("x-nextjs-cache", "HIT")
	a.set("x-nextjs-prerender", "1")
	a.set("x-nextjs-stale-time", "300")
	a.set("Cache-Control", noStore)
	if near {
		a.set("Cache-Control", yearLong)
	}
	return a
}

// serverError is what `next start` says when a route fails outside its handler.
func serverError() *answer {
	a := textAnswer(500, "text/plain", internalError)
	a.set("ETag", etag([]byte(internalError)))
	return a
}

// routerError is what it says when routing itself fails.
func routerError() *answer {
	a := serverError()
	a.set("Cache-Control", noStore)
	return a
}

// methodRefused is the answer of a prerendered route to a method other than GET
// and HEAD: two Allow lines and a short text (NEXT-FACTS D2). Next.js 14 sends a
// document instead.
func methodRefused(version string) *answer {
	if version == "14" {
		a := document(405, "405: Method Not Allowed.", "<h1>405</h1><p>Method Not Allowed.</p>")
		a.set("Cache-Control", noStore)
		a.set("Allow", "GET, HEAD")
		return a
	}
	a := textAnswer(405, "", "Method Not Allowed")
	a.set("Vary", baseVary)
	a.header = append(a.header, header("Allow", "GET"), header("Allow", "HEAD"))
	return a
}

// pageDocument stands for a page, which signalbox does not render: it shows the
// route, its params and the chain of files around it.
func pageDocument(r *route.Route, params []trace.Param) *answer {
	var b strings.Builder
	fmt.Fprintf(&b, "<h1>%s</h1><p>A page. signalbox does not render React; this is what Next.js would put together.</p><table>", html.EscapeString(r.Path))
	row := func(label, value string) {
		fmt.Fprintf(&b, "<tr><th>%s</th><td><code>%s</code></td></tr>", html.EscapeString(label), html.EscapeString(value))
	}
	row("page", r.File)
	for _, l := range r.Layouts {
		row("layout", l)
	}
	for _, s := range r.Special {
		row("around it", s)
	}
	for _, s := range r.Slots {
		row("slot", s)
	}
	for _, p := range params {
		if p.CatchAll {
			row("params."+p.Name, fmt.Sprintf("%q", p.Values))
		} else {
			row("params."+p.Name, fmt.Sprintf("%q", p.Value))
		}
	}
	b.WriteString("</table>")
	return document(200, r.Path, b.String())
}

// redirect is a redirect that routing decided: the target is the body, and a 308
// carries Refresh (NEXT-FACTS C6, C16).
func redirect(res match.Result) *answer {
	a := newAnswer(res.Status)
	a.set("location", res.Location)
	if res.Status == 308 {
		a.set("Refresh", "0;url="+res.Location)
	}
	a.setWhole([]byte(res.Location))
	return a
}
