package engine

import (
	"slices"
	"strings"

	"signalbox/engine/jsrt"
	"signalbox/engine/trace"
)

// notFound is the 404 page, or a short text for what a document asks for beside
// itself: images, fonts, scripts.
func (x *run) notFound() *answer {
	path, _, _ := strings.Cut(x.req.Target, "?")
	if x.isAsset(path) {
		return shortNotFound()
	}
	if strings.HasSuffix(path, ".rsc") {
		return x.payloadMissing()
	}
	switch x.lookup("sec-fetch-dest") {
	case "", "document", "iframe", "frame", "empty", "embed", "object", "fencedframe":
		return x.missing()
	}
	if x.req.Method != "GET" && x.req.Method != "HEAD" {
		return x.missing()
	}
	return shortNotFound()
}

// missing is the 404 page with the headers that depend on how it came to it: in
// draft mode and beside the base path, fewer say that it was prerendered.
func (x *run) missing() *answer {
	a := notFound(x.result.NearMiss, len(x.skip) > 0 || x.result.Closed != "")
	x.explainClosed()
	path, _, _ := strings.Cut(x.req.Target, "?")
	base := x.tree.cfg.BasePath
	outside := base != "" && path != base && !strings.HasPrefix(path, base+"/")
	if !x.draft && !outside {
		return a
	}
	seen := false
	a.header = slices.DeleteFunc(a.header, func(h jsrt.Header) bool {
		again := h.Name == "x-nextjs-prerender" && seen
		seen = seen || h.Name == "x-nextjs-prerender"
		return again || h.Name == "x-nextjs-stale-time" && x.draft
	})
	return a
}

// payloadMissing is the 404 of a client router that asks for the payload of a
// page or of a route that has none.
func (x *run) payloadMissing() *answer {
	x.rec.add(trace.Unsupported{What: "pages are not rendered: the payload of the 404 page that the client router would read is empty here"})
	a := notFound(x.result.NearMiss, false)
	a.header = slices.DeleteFunc(a.header, func(h jsrt.Header) bool { return h.Name == "X-Powered-By" || h.Name == "ETag" })
	a.set("Content-Type", "text/x-component")
	a.chunked = true
	a.setWhole(nil)
	return a
}

// isAsset says that a path is one of the files that a build writes, with the
// base path or the asset prefix before it.
func (x *run) isAsset(path string) bool {
	for _, prefix := range [...]string{x.tree.cfg.BasePath, x.tree.cfg.AssetPrefix} {
		if rest, ok := strings.CutPrefix(path, prefix); ok && strings.HasPrefix(rest, "/_next/static/") {
			return true
		}
	}
	return false
}

// shortNotFound is the 404 of files that a document asks for.
func shortNotFound() *answer {
	a := newAnswer(404)
	a.set("Cache-Control", noStore)
	a.set("Content-Type", "text/plain; charset=utf-8")
	a.chunked = true
	a.setWhole([]byte("Not Found"))
	return a
}

// explainClosed says which route would have had the path of a 404.
func (x *run) explainClosed() {
	if rb := x.tree.build.routes[x.result.Closed]; rb != nil && x.rec.on() {
		x.rec.add(closedTo(cacheKey(x.result.Path), readSegment(rb.route)))
	}
}

// closedTo is the decision about a path that generateStaticParams does not name.
func closedTo(key string, s segment) trace.CacheDecision {
	return trace.CacheDecision{State: "MISS", Key: key, Pos: s.line["dynamicParams"],
		Reason: "generateStaticParams does not name this path and dynamicParams is false: for this route it does not exist (with dynamicParams = true it would run and be kept)"}
}
