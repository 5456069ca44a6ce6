package engine

import (
	"slices"
	"strings"

	"signalbox/engine/jsrt"
	"signalbox/engine/match"
	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// page answers for a page of the app folder with the status that routing decided
// (NEXT-FACTS D10): a document of signalbox's own, or the refusal of a method or
// of a server action that does not exist.
func (x *run) page() *answer {
	r := x.result.Route
	static := r.Render == route.Static || r.Render == route.SSG
	var a *answer
	switch x.result.Status {
	case 405:
		return methodRefused(x.engine.opts.Version)
	case 400:
		if x.req.Method == "OPTIONS" {
			a = newAnswer(400)
			a.set("vary", baseVary)
			return a
		}
		a = actionRefused(400, "Invalid Server Action request.")
	case 409:
		a = actionRefused(409, "Server Action unavailable.")
	default:
		return x.document(static)
	}
	switch {
	case !static:
		a.set("Cache-Control", noStore)
	default:
		a.set("x-nextjs-cache", "HIT")
		if !x.looksLikeAction() {
			a.set("Cache-Control", yearLong)
		}
	}
	return a
}

// document stands for a page that Next would render, or has rendered before.
func (x *run) document(static bool) *answer {
	x.rec.add(trace.Unsupported{What: "pages are not rendered: this document of signalbox's own stands for it"})
	lead, control := []jsrt.Header{header("vary", baseVary)}, noStore
	if static {
		lead, control = append(lead, prerendered()...), yearLong
		if x.looksLikeAction() {
			control = ""
		}
	}
	a := pageDocument(x.result.Route, x.result.Params, control, lead...)
	a.status = x.result.Status
	if !static {
		a.header = slices.DeleteFunc(a.header, func(h jsrt.Header) bool { return h.Name == "ETag" })
		a.chunked = true
	}
	return a
}

// actionRefused answers a server action that the page does not have.
func actionRefused(status int, text string) *answer {
	a := textAnswer(status, "text/plain", text)
	a.set("vary", baseVary)
	a.set("x-nextjs-action-not-found", "1")
	return a
}

// legacyPage stands for a route of the pages folder.
func (x *run) legacyPage() *answer {
	x.rec.add(trace.Unsupported{What: "routes of the pages folder are matched, not run"})
	if x.result.Page == "/api" || strings.HasPrefix(x.result.Page, "/api/") {
		return textAnswer(501, "text/plain; charset=utf-8", "signalbox does not run API routes of the pages folder: "+x.result.Page)
	}
	switch x.result.Status {
	case 405:
		return methodRefused(x.engine.opts.Version)
	case 400:
		return newAnswer(400)
	}
	a := pageDocument(&route.Route{Path: x.result.Page, File: "pages" + x.result.Page}, x.result.Params, "", header("vary", baseVary))
	render := x.tree.found.pages[x.result.Page]
	if render.props && !render.server {
		a.set("x-nextjs-cache", "HIT")
	}
	if control := render.cacheControl(); control != "" {
		a.set("Cache-Control", control)
	}
	return a
}

// broken answers an error of routing: the 500 page where the path names it, else
// a short text, which only an exception within a route sends without
// Cache-Control.
func (x *run) broken() *answer {
	switch {
	case x.req.Method == "TRACE" && x.engine.opts.Version != "16":
		return errorDocument()
	case !x.result.Plain:
		return document(500, "500: "+internalError, "<h1>500</h1><p>"+internalError+".</p>", yearLong,
			header("vary", baseVary), header("x-nextjs-cache", "HIT"))
	case x.result.Route != nil && x.req.Method == "TRACE":
		return routeError()
	}
	return routerError()
}

// redirected answers a redirect of routing. One that only asks the client router
// for its query _rsc has no body (NEXT-FACTS D12b).
func (x *run) redirected() *answer {
	a := redirect(x.result)
	if x.result.Route == nil || x.result.Outcome != match.Redirected {
		return a
	}
	x.rec.add(trace.Oddity{Text: "a request with the header rsc: 1 is sent on to the same URL with its query _rsc, without running anything", Fact: "NEXT-FACTS D12b"})
	a.body, a.length = nil, 0
	return a
}
