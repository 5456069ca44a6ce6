package engine

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"signalbox/engine/jsrt"
	"signalbox/engine/match"
	"signalbox/engine/trace"
)

// external fetches what a rewrite to another origin leads to. A rewrite to this
// very server goes through the pipeline a second time, without the network:
// Next takes "localhost" for another origin where it listens on 127.0.0.1
// (NEXT-FACTS C19).
func (x *run) external(ctx context.Context) *answer {
	x.header = x.forwarded()
	target := x.result.Location
	if rest, ok := strings.CutPrefix(target, x.origin()); ok {
		return x.again(ctx, "/"+strings.TrimPrefix(rest, "/"))
	}
	if err := x.tree.code.host.AllowFetch(ctx, 0, target); err != nil {
		x.rec.add(trace.Fetched{Method: x.req.Method, URL: target, Err: err.Error()})
		return textAnswer(500, "text/plain; charset=utf-8", "the rewrite leads to "+target+", and "+err.Error())
	}
	began := time.Now()
	resp, err := passOn(ctx, x.req.Method, target, x.header, x.req.Body)
	if err != nil {
		x.rec.add(trace.Fetched{Method: x.req.Method, URL: target, Err: err.Error(), Took: time.Since(began)})
		return textAnswer(500, "", internalError)
	}
	x.rec.add(trace.Fetched{Method: x.req.Method, URL: target, Status: resp.StatusCode, Took: time.Since(began)})
	a := newAnswer(resp.StatusCode)
	a.chunked = true
	for _, name := range slices.Sorted(maps.Keys(resp.Header)) {
		for _, v := range resp.Header[name] {
			if l := strings.ToLower(name); !ofConnection(l) && l != "content-length" {
				a.header = append(a.header, header(l, v))
			}
		}
	}
	a.body = resp.Body
	x.underlay(a)
	return a
}

// underlay adds what the config and the proxy ask for to an answer that came
// from another server, whose own headers win.
func (x *run) underlay(a *answer) {
	for _, h := range x.result.Header {
		if _, there := a.get(h.Name); !there || strings.EqualFold(h.Name, "set-cookie") {
			a.add(h.Name, h.Value)
		}
	}
	a.merged = true
}

// ofConnection says that a header belongs to one connection and is not passed on.
func ofConnection(name string) bool {
	switch name {
	case "connection", "keep-alive", "transfer-encoding", "upgrade", "proxy-connection":
		return true
	}
	return false
}

// forwarded are the headers that a proxied request carries: those of the client
// and x-forwarded-host. The others that Next adds are there only where the
// proxy ran, which adds what it decided.
func (x *run) forwarded() []match.Header {
	if x.proxy != nil {
		return x.overridden()
	}
	own := len(x.header) - x.added
	out := slices.Clone(x.header[:own])
	if (x.req.Method == "DELETE" || x.req.Method == "OPTIONS") && x.lookup("content-length") == "" {
		out = append(out, match.Header{Name: "content-length", Value: "0"})
	}
	for _, h := range x.header[own:] {
		if h.Name == "x-forwarded-host" {
			out = append(out, h)
		}
	}
	return out
}

// overridden are the request headers as the proxy left them.
func (x *run) overridden() []match.Header {
	if x.result.RequestHeader != nil {
		return x.result.RequestHeader
	}
	set := map[string]string{}
	var order []string
	put := func(name, value string) {
		if _, ok := set[name]; !ok {
			order = append(order, name)
		}
		set[name] = value
	}
	names, all := proxyHeader(x.proxy, "x-middleware-override-headers")
	for _, h := range x.header {
		if !all || strings.Contains(","+names+",", ","+h.Name+",") {
			put(h.Name, h.Value)
		}
	}
	for _, h := range x.proxy.Header {
		name := strings.ToLower(h.Name)
		if key, ok := strings.CutPrefix(name, "x-middleware-request-"); ok {
			put(key, h.Value)
		} else if !strings.HasPrefix(name, "x-middleware-") && name != "content-length" && name != "location" {
			put(name, h.Value)
		}
	}
	out := make([]match.Header, 0, len(order))
	for _, name := range order {
		out = append(out, match.Header{Name: name, Value: set[name]})
	}
	return out
}

func proxyHeader(r *jsrt.Response, name string) (string, bool) {
	for _, h := range r.Header {
		if strings.EqualFold(h.Name, name) {
			return h.Value, true
		}
	}
	return "", false
}

// maxAgain ends rewrites of the proxy that lead to themselves.
const maxAgain = 10

// again sends the request through the pipeline once more.
func (x *run) again(ctx context.Context, target string) *answer {
	if x.req.depth++; x.req.depth > maxAgain {
		x.rec.add(trace.Thrown{What: "error", Message: "the proxy rewrites to itself without end"})
		x.looped = true
		return textAnswer(500, "", internalError)
	}
	x.rec.add(trace.Oddity{Fact: "NEXT-FACTS C19",
		Text: "a rewrite of the proxy to localhost goes out as a new request where the server listens on 127.0.0.1: the proxy runs again"})
	u, err := url.Parse(x.origin())
	if err != nil {
		return routerError()
	}
	second := x.req
	second.Target, second.Host = target, u.Host
	second.Header = make([]jsrt.Header, 0, len(x.header))
	for _, h := range x.header {
		if h.Name != "host" {
			second.Header = append(second.Header, jsrt.Header{Name: h.Name, Value: h.Value})
		}
	}
	y := &run{engine: x.engine, tree: x.tree, rec: x.rec, req: second}
	y.header = y.requestHeaders()
	y.readDraft()
	a := y.answer(ctx)
	if x.looped = y.looped; x.looped { // in Next the first request gives up when half a minute is over
		a = textAnswer(500, "", internalError)
	}
	x.result.Route, x.result.Params = y.result.Route, y.result.Params
	x.underlay(a)
	return a
}
