package engine

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

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
	request := x.jsRequest(call.Method, x.origin()+call.URL, call.Header)
	if body != nil && request.Body != nil {
		request.Body = bytes.NewReader(body)
	}
	h := x.tree.code.host
	c := &jsrt.Call{ID: x.engine.calls.Add(1), Action: jsrt.ActProxy, File: file, Request: request, Mode: x.tree.baseMode()}
	c.Mode.RoutePath = "/_middleware"
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
	return x.proxyAnswered(file, res), nil
}

func (x *run) proxyAnswered(file string, res *jsrt.Result) *match.ProxyResponse {
	resp := res.Response
	if resp == nil { // the function returned nothing: the request goes on
		resp = &jsrt.Response{Status: 200, Header: []jsrt.Header{header("x-middleware-next", "1")}}
	}
	x.proxy = resp
	out := &match.ProxyResponse{Status: resp.Status}
	for _, h := range resp.Header {
		out.Header = append(out.Header, match.Header{Name: h.Name, Value: h.Value})
	}
	x.rec.add(trace.ProxyRan{File: file, Ran: true, Outcome: proxyOutcome(resp), Took: res.Took})
	return out
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

// external fetches what a rewrite to another origin leads to.
func (x *run) external(ctx context.Context) *answer {
	target := x.result.Location
	if err := x.tree.code.host.AllowFetch(ctx, 0, target); err != nil {
		x.rec.add(trace.Fetched{Method: x.req.Method, URL: target, Err: err.Error()})
		return textAnswer(500, "text/plain; charset=utf-8", "the rewrite leads to "+target+", and "+err.Error())
	}
	began := time.Now()
	req, err := http.NewRequestWithContext(ctx, x.req.Method, target, x.req.Body)
	if err != nil {
		return serverError()
	}
	for _, h := range x.header {
		if h.Name != "host" && h.Name != "connection" && h.Name != "accept-encoding" && h.Name != "content-length" && h.Name != "transfer-encoding" {
			req.Header.Add(h.Name, h.Value)
		}
	}
	transport := &http.Transport{DisableCompression: true, DisableKeepAlives: true}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		x.rec.add(trace.Fetched{Method: x.req.Method, URL: target, Err: err.Error(), Took: time.Since(began)})
		return textAnswer(500, "", internalError)
	}
	x.rec.add(trace.Fetched{Method: x.req.Method, URL: target, Status: resp.StatusCode, Took: time.Since(began)})
	a := newAnswer(resp.StatusCode)
	a.chunked = true
	for name, values := range resp.Header {
		for _, v := range values {
			if l := strings.ToLower(name); l != "connection" && l != "transfer-encoding" && l != "content-length" {
				a.header = append(a.header, header(l, v))
			}
		}
	}
	a.body = resp.Body
	return a
}
