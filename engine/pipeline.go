package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"signalbox/engine/jsrt"
	"signalbox/engine/match"
	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// answer takes the request through routing (NEXT-FACTS C1) and lets what it
// leads to answer.
func (x *run) answer(ctx context.Context) *answer {
	hooks := match.Hooks{}
	if x.tree.found.proxy != "" {
		hooks.Proxy = func(call match.ProxyCall) (*match.ProxyResponse, error) { return x.runProxy(ctx, call) }
	}
	x.result = x.tree.match.Route(&match.Request{
		Method: x.req.Method, Target: x.req.Target, Host: x.req.Host, Proto: x.scheme(), Origin: x.scheme() + "://" + x.req.Local,
		Header: x.routingHeader(), Explain: x.rec.on(), Skip: x.skip, Draft: x.draft,
	}, hooks)
	x.explain()
	if x.result.RequestHeader != nil {
		x.header = x.forward(x.result.RequestHeader)
	}
	a := x.outcome(ctx)
	x.configHeaders(a)
	return a
}

// routingHeader are the request headers as routing sees them. Before Next.js 16 a
// request of the client router for a payload was not sent on to another URL.
func (x *run) routingHeader() []match.Header {
	if x.engine.opts.Version == "16" || x.lookup("rsc") == "" {
		return x.header
	}
	return slices.DeleteFunc(slices.Clone(x.header), func(h match.Header) bool { return h.Name == "rsc" })
}

// explain puts what routing did into the trace.
func (x *run) explain() {
	if !x.rec.on() {
		return
	}
	x.rec.add(x.result.Events...)
}

// outcome answers what routing came to.
func (x *run) outcome(ctx context.Context) *answer {
	switch x.result.Outcome {
	case match.Routed:
		return x.routed(ctx)
	case match.File:
		if x.result.Status == 500 && x.result.Allow == "" {
			return routerError()
		}
		return x.publicFile()
	case match.Redirected:
		return x.redirected()
	case match.External:
		return x.external(ctx)
	case match.ProxyReply:
		return x.proxyReply()
	case match.BadRequest:
		a := newAnswer(400)
		if x.result.Page != "" {
			a.set("Cache-Control", noStore)
		}
		return a
	case match.ServerError:
		if x.fault != nil {
			x.rec.add(trace.Thrown{What: "error", Message: x.fault.Error()})
		}
		return x.broken()
	case match.Asset:
		return x.image()
	case match.LegacyPage:
		return x.legacyPage()
	case match.NotFound:
	}
	return x.notFound()
}

// configHeaders puts what the headers rules of the config and the proxy ask for
// before the headers of an answer that is not a handler's. A redirect of the
// config carries none (NEXT-FACTS C2); its list is empty then. What the list
// names keeps its value, but for what the 404 page and the 500 of a public file
// or of routing itself set afterwards.
func (x *run) configHeaders(a *answer) {
	if a.merged || len(x.result.Header) == 0 {
		return
	}
	own := a.header
	a.header = nil
	for _, h := range x.result.Header {
		if strings.EqualFold(h.Name, "location") && x.result.Outcome == match.Redirected {
			continue // which says it in its own form
		}
		if a.status == 304 && strings.HasPrefix(strings.ToLower(h.Name), "content-") {
			continue // send takes them out again
		}
		if isMultiple(h.Name) {
			a.add(h.Name, h.Value)
		} else {
			a.set(h.Name, h.Value)
		}
	}
	missing := x.result.Outcome == match.NotFound
	ruled := a.header
	for _, h := range own {
		lower := strings.ToLower(h.Name)
		switch {
		case lower == "vary" && missing, lower == "cache-control" && (missing || a.status == 500 && x.result.Outcome != match.Routed):
			a.set(h.Name, h.Value)
		case isMultiple(lower):
			a.add(h.Name, h.Value)
		case !named(ruled, lower):
			a.header = append(a.header, h)
		}
	}
}

// named says that a list holds a header.
func named(headers []jsrt.Header, name string) bool {
	return slices.ContainsFunc(headers, func(h jsrt.Header) bool { return strings.EqualFold(h.Name, name) })
}

// routed answers with the route that routing chose.
func (x *run) routed(ctx context.Context) *answer {
	r := x.result.Route
	x.tree.build.waitFor(ctx, r.Path)
	if r.Kind == route.Page {
		return x.page()
	}
	p := x.tree.build.plan(r)
	key := cacheKey(x.result.Path)
	if p.some && x.tree.build.lists(r, key) {
		p.kind, p.reason = listed, "generateStaticParams names this path, and its run before the first request was static"
	}
	if p.some && p.kind == perRequest {
		p.reason = "of the paths that generateStaticParams names, only those are kept whose run was static, and this is none of them (" + p.reason + ")"
	}
	if p.closed && !p.some && !x.draft && !x.tree.build.lists(r, key) {
		return x.pass(ctx, p, key)
	}
	if p.sole && !x.tree.build.lists(r, key) {
		p.kind, p.reason = perRequest, "only the path with a dash in the place of each param was prepared before the first request"
	}
	guarded := p.kind == attempt || x.engine.opts.Version == "14" && p.kind != perRequest
	if guarded && x.req.Method != "GET" && x.req.Method != "HEAD" && !x.looksLikeAction() {
		x.rec.add(trace.MethodChosen{
			Requested: x.req.Method, Exported: r.Methods(), Status: 405, Pos: p.pos,
			Reason: "the GET was computed before the first request, and a static route answers GET and HEAD only (" + p.reason + ")",
		})
		return methodRefused(x.engine.opts.Version)
	}
	if p.kind == perRequest {
		if x.req.Method == "GET" || x.req.Method == "HEAD" {
			x.rec.add(trace.CacheDecision{State: "BYPASS", Reason: p.reason, Pos: p.pos})
		}
		return x.perRequest(ctx, p)
	}
	return x.cached(ctx, p)
}

// pass gives a path that generateStaticParams does not name to the next route
// that takes it (NEXT-FACTS F7).
func (x *run) pass(ctx context.Context, p plan, key string) *answer {
	x.rec.add(closedTo(key, p.config))
	x.skip = append(x.skip, x.result.Route.Path)
	return x.answer(ctx)
}

// perRequest runs the code for this request.
func (x *run) perRequest(ctx context.Context, p plan) *answer {
	r := x.result.Route
	if r.Kind == route.Metadata {
		return x.freshMetadata(ctx, p)
	}
	runs, status, reason := x.method()
	x.rec.add(trace.MethodChosen{Requested: x.req.Method, Exported: r.Methods(), Runs: runs, Status: status, Reason: reason})
	if runs == "" {
		return refused(r, status)
	}
	done, err := x.call(ctx, runs, p, x.mode(p, false))
	if err != nil {
		return x.failed(ctx, err, p)
	}
	if done.Thrown != nil {
		return x.thrown(ctx, done, p)
	}
	if err := unusable(done.Response); err != nil {
		_ = done.Response.Body.Close()
		return x.failed(ctx, err, p)
	}
	return x.send(done.Response)
}

// send streams a handler's response.
func (x *run) send(resp *jsrt.Response) *answer {
	a := newAnswer(resp.Status)
	a.text, a.chunked = resp.StatusText, true
	x.preset(a)
	a.take(resp.Header)
	a.body = resp.Body
	if all, ok := resp.Body.(known); ok {
		a.length = all.Len()
	}
	return a
}

// preset puts the headers of the config and the proxy and the Vary of every
// route in place before a handler's own, which they beat or precede (NEXT-FACTS
// C17).
func (x *run) preset(a *answer) {
	for _, h := range x.result.Header {
		if isMultiple(h.Name) {
			a.add(h.Name, h.Value)
		} else {
			a.set(h.Name, h.Value)
		}
	}
	a.add("vary", baseVary)
	a.merged = true
}

// unusable is a response that a handler must not return (NEXT-FACTS D7).
func unusable(r *jsrt.Response) error {
	for _, h := range r.Header {
		switch strings.ToLower(h.Name) {
		case "x-middleware-rewrite":
			return fmt.Errorf("NextResponse.rewrite() was used in a app route handler, this is not currently supported. Please remove the invocation to continue.")
		case "x-middleware-next":
			if h.Value == "1" {
				return fmt.Errorf("NextResponse.next() was used in a app route handler, this is not supported. See here for more info: https://nextjs.org/docs/messages/next-response-next-in-app-route-handler")
			}
		}
	}
	return nil
}
