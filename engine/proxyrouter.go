package engine

import (
	"net/url"
	"slices"
	"strings"

	"signalbox/engine/jsrt"
	"signalbox/engine/match"
	"signalbox/engine/nextconfig"
)

// The proxy sees a request of the client router as one for the page: the
// router's own headers and its query _rsc are taken away before it runs and put
// back where its answer leads on (Next's web/adapter).

// flightHeaders are what the client router adds to its requests.
var flightHeaders = [...]string{
	"rsc", "next-router-state-tree", "next-router-prefetch", "next-hmr-refresh", "next-router-segment-prefetch",
}

// routerQuery is the query key of a payload.
const routerQuery = "_rsc"

// routerAsk is what was taken from a request of the client router.
type routerAsk struct {
	flight  []match.Header
	payload bool   // it asks for a payload
	data    bool   // it asks for the data of a page of pages/
	hash    string // the value of _rsc
}

// withoutRouter takes the router's parts out of a call of the proxy.
func (x *run) withoutRouter(call match.ProxyCall) (match.ProxyCall, routerAsk) {
	var ask routerAsk
	for _, h := range call.Header {
		ask.payload = ask.payload || h.Name == "rsc" && h.Value == "1"
	}
	data, _, _ := strings.Cut(x.req.Target, "?")
	ask.data = strings.HasPrefix(data, x.tree.cfg.BasePath+"/_next/data/") && strings.HasSuffix(data, ".json")
	if x.tree.cfg.SkipProxyURLNormalize {
		return call, ask
	}
	call.Header = slices.DeleteFunc(slices.Clone(call.Header), func(h match.Header) bool {
		taken := slices.Contains(flightHeaders[:], h.Name)
		if taken {
			ask.flight = append(ask.flight, h)
		}
		return taken
	})
	path, query, _ := strings.Cut(call.URL, "?")
	parsed := withoutPrefixes(nextconfig.ParseQuery(query))
	if values, has := parsed.Get(routerQuery); has {
		ask.hash = values[0]
		parsed = slices.DeleteFunc(parsed, func(q nextconfig.QueryValue) bool { return q.Name == routerQuery })
	}
	if call.URL = path; len(parsed) > 0 {
		call.URL += "?" + parsed.Encode()
	}
	return call, ask
}

// withoutPrefixes takes from the names of a query what Next puts before those of
// params.
func withoutPrefixes(query nextconfig.Query) nextconfig.Query {
	for _, q := range slices.Clone(query) {
		plain := strings.TrimPrefix(q.Name, "nxtP")
		if plain == q.Name {
			plain = strings.TrimPrefix(q.Name, "nxtI")
		}
		if plain == q.Name || plain == "" {
			continue
		}
		query = slices.DeleteFunc(query, func(o nextconfig.QueryValue) bool { return o.Name == plain || o.Name == q.Name })
		query = append(query, nextconfig.QueryValue{Name: plain, Values: q.Values})
	}
	return query
}

// answerRouter adds to the proxy's answer what the client router looks for.
func (x *run) answerRouter(ask routerAsk, call match.ProxyCall, resp *jsrt.Response) {
	if names, all := proxyHeader(resp, "x-middleware-override-headers"); all {
		for _, h := range ask.flight {
			names += "," + h.Name
			setProxyHeader(resp, "x-middleware-request-"+h.Name, h.Value)
		}
		setProxyHeader(resp, "x-middleware-override-headers", names)
	}
	if !ask.payload && !ask.data {
		return
	}
	if to, ok := proxyHeader(resp, "x-middleware-rewrite"); ok {
		x.tellRewrite(ask, call, resp, to)
	}
	if to, ok := proxyHeader(resp, "location"); ok && ask.data {
		resp.Header = slices.DeleteFunc(resp.Header, func(h jsrt.Header) bool { return strings.EqualFold(h.Name, "location") })
		setProxyHeader(resp, "x-nextjs-redirect", strings.TrimPrefix(to, x.origin()))
	}
}

// tellRewrite names the path and the query to which a request of the router was
// rewritten, and keeps its _rsc.
func (x *run) tellRewrite(ask routerAsk, call match.ProxyCall, resp *jsrt.Response, to string) {
	target, err := url.Parse(to)
	if err != nil {
		return
	}
	rest, own := strings.CutPrefix(to, x.origin())
	if own && ask.data {
		setProxyHeader(resp, "x-nextjs-rewrite", rest)
	}
	if own && ask.payload {
		before, search, _ := strings.Cut(call.URL, "?")
		if path := x.withoutBase(target.EscapedPath()); path != x.withoutBase(before) {
			setProxyHeader(resp, "x-nextjs-rewritten-path", path)
		}
		if target.RawQuery != search {
			setProxyHeader(resp, "x-nextjs-rewritten-query", target.RawQuery)
		}
	}
	query := nextconfig.ParseQuery(target.RawQuery)
	if _, there := query.Get(routerQuery); there || !ask.payload || ask.hash == "" {
		return
	}
	target.RawQuery = append(query, nextconfig.QueryValue{Name: routerQuery, Values: []string{ask.hash}}).Encode()
	setProxyHeader(resp, "x-middleware-rewrite", target.String())
}

func (x *run) withoutBase(path string) string {
	if rest, ok := strings.CutPrefix(path, x.tree.cfg.BasePath); ok && strings.HasPrefix(rest, "/") {
		return rest
	}
	return path
}

func setProxyHeader(r *jsrt.Response, name, value string) {
	for i := range r.Header {
		if strings.EqualFold(r.Header[i].Name, name) {
			r.Header[i].Value = value
			return
		}
	}
	r.Header = append(r.Header, jsrt.Header{Name: name, Value: value})
}
