package match

import "strings"

// Header is one line of a header block. Names are compared without case.
type Header struct{ Name, Value string }

// Request is what routing looks at.
type Request struct {
	Method string // "GET"
	Target string // the raw request target: "/api/posts/42?draft=1"
	Host   string // the Host header, with port; default "localhost:3000"
	Proto  string // "http" (default) or "https"
	Header []Header
	// Explain asks for Result.Steps and Result.Events, which cost allocations.
	Explain bool
	// Skip lists route paths that are not to be taken: a route with
	// dynamicParams = false that does not know the params leaves the request to
	// the next one.
	Skip []string
	// Draft says that the request is in draft mode, where dynamicParams = false
	// closes no route (NEXT-FACTS E11).
	Draft bool
	// Origin is where the server listens, by the host it was started with:
	// "http://localhost:3000". A rewrite of the proxy to another origin is an
	// external one. Default: Proto and Host.
	Origin string
}

// Get returns the values of a header, joined by ", " as Node does.
func (r *Request) Get(name string) (string, bool) { return headerValue(r.Header, name) }

func headerValue(list []Header, name string) (string, bool) {
	value, found := "", false
	for _, h := range list {
		if !strings.EqualFold(h.Name, name) {
			continue
		}
		if found {
			h.Value = value + ", " + h.Value
		}
		value, found = h.Value, true
	}
	return value, found
}

// Hooks let the caller take part in the walk of Route.
type Hooks struct {
	// Proxy runs proxy.ts (or middleware.ts) where its matchers select the
	// request: stage 3 of NEXT-FACTS C1. Nil skips the stage.
	Proxy func(ProxyCall) (*ProxyResponse, error)
}

// ProxyCall is the request as the proxy sees it.
type ProxyCall struct {
	Method string
	// URL is path and query, basePath included: what proxy's request.url shows
	// behind the origin.
	URL    string
	Header []Header
}

// ProxyResponse is what the proxy's Response says in status and headers; the
// caller keeps the body. Route reads the x-middleware-* headers as Next does:
// next, rewrite, redirect, request header overrides, or a direct response.
type ProxyResponse struct {
	Status int
	Header []Header
}
