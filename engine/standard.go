package engine

import (
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"html"
	"strconv"
	"strings"

	"signalbox/engine/jsrt"
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

// document is an HTML answer of signalbox's own with the headers that Next gives
// its documents, in its order: lead, X-Powered-By, control ("" for none), and
// those of the text.
func document(status int, title, body, control string, lead ...jsrt.Header) *answer {
	page := "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width\"/><title>" +
		html.EscapeString(title) + "</title><style>body{font:16px/1.5 system-ui,sans-serif;margin:3rem auto;max-width:44rem;padding:0 1rem}" +
		"code,td,th{font-family:ui-monospace,monospace}th{text-align:left;padding-right:2rem;font-weight:normal;opacity:.7}</style></head><body>" +
		body + "</body></html>"
	a := newAnswer(status)
	a.header = append(a.header, lead...)
	a.header = append(a.header, header("X-Powered-By", poweredBy))
	if control != "" {
		a.header = append(a.header, header("Cache-Control", control))
	}
	a.header = append(a.header, header("ETag", etag([]byte(page))), header("Content-Type", htmlType))
	a.setWhole([]byte(page))
	return a
}

// prerendered are the headers of a document that was made before the request.
// One of them comes twice, as from Next.
func prerendered() []jsrt.Header {
	twice := header("x-nextjs-prerender", "1")
	return []jsrt.Header{header("x-nextjs-cache", "HIT"), twice, twice, header("x-nextjs-stale-time", "300")}
}

// etag is a strong tag over a body.
func etag(body []byte) string {
	sum := sha1.Sum(body)
	return `"` + strconv.FormatInt(int64(len(body)), 16) + "-" + base64.RawURLEncoding.EncodeToString(sum[:9]) + `"`
}

// notFound is the 404 page (NEXT-FACTS D13). near marks a path that fits a route
// only when decoded, which Next lets caches keep (A10); left that a route had the
// path and did not take it.
func notFound(near, left bool) *answer {
	control, vary := header("Cache-Control", noStore), header("vary", baseVary)
	if near {
		control.Value = yearLong
	}
	lead := []jsrt.Header{control, vary}
	if left {
		lead[0], lead[1] = vary, control
	}
	return document(404, "404: "+notFoundPhrase, "<h1>404</h1><p>"+notFoundPhrase+"</p>", "", append(lead, prerendered()...)...)
}

// routeError is what `next start` says when a route fails outside its handler.
func routeError() *answer {
	a := newAnswer(0)
	a.set("vary", baseVary)
	return a.broken()
}

// errorDocument is the 500 of Next.js 14 and 15 where a request fails before it
// comes to the route.
func errorDocument() *answer {
	return document(500, "500: "+internalError, "<h1>500</h1><p>"+internalError+".</p>", noStore, header("vary", baseVary))
}

// broken turns an answer into that of a failed route, under the headers that are
// set already.
func (a *answer) broken() *answer {
	a.status, a.text = 500, ""
	a.set("ETag", etag([]byte(internalError)))
	a.set("Content-Type", "text/plain")
	a.setWhole([]byte(internalError))
	return a
}

// routerError is what it says when routing itself fails.
func routerError() *answer {
	a := newAnswer(0)
	a.set("Cache-Control", noStore)
	return a.broken()
}

// methodRefused is the answer of a prerendered route to a method other than GET
// and HEAD: two Allow lines and a short text (NEXT-FACTS D2). Next.js 14 sends a
// document instead.
func methodRefused(version string) *answer {
	if version == "14" {
		a := document(405, "405: Method Not Allowed.", "<h1>405</h1><p>Method Not Allowed.</p>", noStore, header("vary", baseVary))
		a.set("Allow", "GET, HEAD")
		return a
	}
	a := textAnswer(405, "", "Method Not Allowed")
	a.chunked = true
	a.header = append(a.header, header("vary", baseVary), header("Allow", "GET"), header("Allow", "HEAD"))
	return a
}

// pageDocument stands for a page, which signalbox does not render: it shows the
// route, its params and the chain of files around it. control and lead are as in
// document.
func pageDocument(r *route.Route, params []trace.Param, control string, lead ...jsrt.Header) *answer {
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
	return document(200, r.Path, b.String(), control, lead...)
}

// redirect is a redirect that routing decided: the target is the body, and a 308
// carries Refresh (NEXT-FACTS C6, C16).
func redirect(res match.Result) *answer {
	a := newAnswer(res.Status)
	a.set("location", res.Location)
	if res.Status == 308 {
		a.set("Refresh", "0;url="+res.Location)
	}
	a.chunked = true
	a.setWhole([]byte(res.Location))
	return a
}
