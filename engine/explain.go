package engine

import (
	"signalbox/engine/match"
)

// Explain answers what routing alone decides for a request, its headers and
// cookies included, and says why at each stage. Nothing runs: where the proxy
// takes part, Result.Proxy says which of its matchers let it see the request.
func (e *Engine) Explain(req Request) match.Result {
	t := e.tree.Load()
	if t == nil {
		return match.Result{Status: 404, Reason: ErrNotOpen.Error()}
	}
	r := &match.Request{Method: req.Method, Target: req.Target, Host: req.Host, Proto: req.Proto, Explain: true}
	for _, h := range req.Header {
		r.Header = append(r.Header, match.Header{Name: h.Name, Value: h.Value})
	}
	return t.match.Route(r, match.Hooks{})
}
