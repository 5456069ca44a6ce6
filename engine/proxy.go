package engine

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"signalbox/engine/jsrt"
	"signalbox/engine/match"
	"signalbox/engine/trace"
)

// maxProxyBody is how much of a request body Next keeps so that both the proxy
// and the handler can read it.
const maxProxyBody = 10 << 20

// runProxy runs proxy.ts (or middleware.ts) for routing. Its response stays in
// x.proxy, for the case that it is the answer.
func (x *run) runProxy(ctx context.Context, call match.ProxyCall) (*match.ProxyResponse, error) {
	file := x.tree.found.proxy
	if call.Method == "TRACE" {
		x.fault = errors.New("TypeError: 'TRACE' HTTP method is unsupported.")
		return nil, x.fault
	}
	body, err := x.keepBody()
	if err != nil {
		x.fault = err
		return nil, err
	}
	m, err := x.tree.code.machine(ctx, file)
	if err != nil {
		x.fault = err
		return nil, err
	}
	shown, ask := x.withoutRouter(call)
	request := x.jsRequest(call.Method, x.shownOrigin()+shown.URL, shown.Header)
	if body != nil && request.Body != nil {
		request.Body = bytes.NewReader(body)
	}
	h := x.tree.code.host
	c := &jsrt.Call{ID: x.engine.calls.Add(1), Action: jsrt.ActProxy, File: file, Request: request, Mode: x.tree.baseMode()}
	c.Mode.RoutePath = "/_middleware"
	c.Mode.EdgeRuntime = x.tree.found.edgeProxy()
	c.Mode.I18N = x.tree.cfg.I18N.JSON()
	c.Mode.Draft = x.draft
	state := h.open(c.ID, x.rec, nil)
	defer h.close(c.ID)
	res, err := m.Do(ctx, c)
	state.settle()
	if body != nil {
		x.req.Body = bytes.NewReader(body)
	}
	if err == nil && res.Thrown != nil {
		err = &thrownError{res.Thrown}
	}
	if err != nil {
		x.fault = err
		x.rec.add(trace.ProxyRan{File: file, Ran: true, Outcome: "threw " + err.Error()})
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if res.Response != nil {
		x.answerRouter(ask, shown, res.Response)
	}
	return x.proxyAnswered(file, res)
}

// proxyAnswered passes on what the proxy decided. A location that is no absolute
// URL is an exception in Next's adapter, whatever the status (NEXT-FACTS C19).
func (x *run) proxyAnswered(file string, res *jsrt.Result) (*match.ProxyResponse, error) {
	resp := res.Response
	if resp == nil { // the function returned nothing: the request goes on
		resp = &jsrt.Response{Status: 200, Header: []jsrt.Header{header("x-middleware-next", "1")}}
	}
	x.proxy = resp
	out := &match.ProxyResponse{Status: resp.Status}
	for _, h := range resp.Header {
		if strings.EqualFold(h.Name, "location") {
			u, err := url.Parse(h.Value)
			if err != nil || u.Scheme == "" {
				x.fault = fmt.Errorf("%s: TypeError: Invalid URL: the location %q must be absolute", file, h.Value)
				x.rec.add(trace.ProxyRan{File: file, Ran: true, Outcome: x.fault.Error(), Took: res.Took})
				return nil, x.fault
			}
		}
		out.Header = append(out.Header, match.Header{Name: h.Name, Value: h.Value})
	}
	x.rec.add(trace.ProxyRan{File: file, Ran: true, Outcome: proxyOutcome(resp), Took: res.Took})
	return out, nil
}

// proxyOutcome is what the proxy decided, in a few words.
func proxyOutcome(resp *jsrt.Response) string {
	location := ""
	for _, h := range resp.Header {
		switch strings.ToLower(h.Name) {
		case "x-middleware-rewrite":
			return "rewrite " + h.Value
		case "x-middleware-next":
			return "next"
		case "location":
			location = h.Value
		}
	}
	if location != "" {
		return fmt.Sprintf("redirect %d %s", resp.Status, location)
	}
	return fmt.Sprintf("response %d", resp.Status)
}

// keepBody reads the request body, which two pieces of code are going to read.
func (x *run) keepBody() ([]byte, error) {
	if x.req.Body == nil || x.req.Method == "GET" || x.req.Method == "HEAD" {
		return nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(x.req.Body, maxProxyBody))
	if err != nil {
		return nil, fmt.Errorf("the request body could not be read: %w", err)
	}
	return body, nil
}

// proxyReply sends the proxy's own response.
func (x *run) proxyReply() *answer {
	a := newAnswer(x.result.Status)
	a.chunked = true
	if x.proxy == nil {
		return a
	}
	a.text = x.proxy.StatusText
	a.body = x.proxy.Body
	return a
}
