package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"
	"sync"

	"signalbox/engine/jsrt"
	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// mode is how code of the route runs. prerender is a run whose answer is kept.
func (x *run) mode(p plan, prerender bool) jsrt.Mode {
	m := x.tree.baseMode()
	m.Dynamic, m.FetchCache, m.EdgeRuntime = p.config.dynamic, p.config.fetchCache, p.config.edge
	m.RoutePath, m.Prerender, m.Draft = x.result.Route.Path, prerender, x.draft
	m.Revalidate = seconds(p.config.revalidate)
	return m
}

// seconds is the file's own revalidate, nil where it says nothing or false.
func seconds(r route.Revalidate) *int {
	if !r.Set || r.Never {
		return nil
	}
	return &r.Seconds
}

// paramsJSON writes the params in path order, nil where the route has none.
func paramsJSON(r *route.Route, params []trace.Param) []byte {
	if !hasDynamicSegment(r) {
		return nil
	}
	var b strings.Builder
	b.WriteByte('{')
	for i, p := range params {
		if i > 0 {
			b.WriteByte(',')
		}
		key, _ := json.Marshal(p.Name)
		var value []byte
		if p.CatchAll {
			value, _ = json.Marshal(p.Values)
		} else {
			value, _ = json.Marshal(p.Value)
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return []byte(b.String())
}

// call runs a method export with the request and returns when its response
// begins. The call stays known to the host until the body is closed, because a
// streamed body runs code too.
func (x *run) call(ctx context.Context, export string, p plan, mode jsrt.Mode) (*jsrt.Result, error) {
	m, err := x.tree.code.machine(ctx, x.result.Route.File)
	if err != nil {
		return nil, err
	}
	return x.callOn(ctx, m, x.tree.code.host, export, mode)
}

// callOn is call on a machine of the caller's choice.
func (x *run) callOn(ctx context.Context, m jsrt.Runtime, h *host, export string, mode jsrt.Mode) (*jsrt.Result, error) {
	r := x.result.Route
	method := x.req.Method
	if mode.Prerender && export == "GET" && method != "HEAD" {
		method = "GET"
	}
	c := &jsrt.Call{
		ID: x.engine.calls.Add(1), Action: jsrt.ActHandler, File: r.File, Export: export,
		Request: x.jsRequest(method, x.url(), x.header), Params: paramsJSON(r, x.result.Params), Mode: mode,
	}
	state := h.open(c.ID, x.rec, x.implicitTags(r))
	res, err := m.Do(ctx, c)
	state.settle()
	if err != nil {
		h.close(c.ID)
		return nil, err
	}
	x.ran(r, export, res.Took)
	if res.Response == nil {
		h.close(c.ID)
		return res, nil
	}
	if all, ok := wholeOf(res.Response.Body); ok {
		h.close(c.ID)
		res.Response.Body = all
		return res, nil
	}
	res.Response.Body = &closing{ReadCloser: nonNil(res.Response.Body), end: func() { h.close(c.ID) }}
	return res, nil
}

// known is a body that is there as a whole.
type known struct{ *bytes.Reader }

// Close does nothing.
func (known) Close() error { return nil }

// wholeOf takes over a body that the machine has sent as a whole, which it says
// by being an io.WriterTo.
func wholeOf(body io.ReadCloser) (known, bool) {
	from, ok := body.(io.WriterTo)
	if !ok {
		return known{}, false
	}
	var b bytes.Buffer
	if _, err := from.WriteTo(&b); err != nil {
		return known{}, false
	}
	return known{bytes.NewReader(b.Bytes())}, true
}

func nonNil(r io.ReadCloser) io.ReadCloser {
	if r == nil {
		return io.NopCloser(strings.NewReader(""))
	}
	return r
}

// closing runs something once when a body is closed.
type closing struct {
	io.ReadCloser
	end  func()
	once sync.Once
}

// Close closes the body and runs what is to follow.
func (c *closing) Close() error {
	err := c.ReadCloser.Close()
	c.once.Do(c.end)
	return err
}

// thrown answers what the code threw: redirect(), notFound() and their like, or
// an error (NEXT-FACTS D7, D10).
func (x *run) thrown(ctx context.Context, res *jsrt.Result, p plan) *answer {
	resp := x.thrownResponse(res.Thrown)
	if resp == nil {
		return x.failed(ctx, &thrownError{res.Thrown}, p)
	}
	return x.send(resp)
}

// thrownResponse is the response that Next makes of a navigation helper, nil
// for an error.
func (x *run) thrownResponse(t *jsrt.Thrown) *jsrt.Response {
	resp := &jsrt.Response{Body: io.NopCloser(strings.NewReader(""))}
	switch t.Kind {
	case "redirect":
		resp.Status = t.Status
		if x.looksLikeAction() {
			resp.Status = 303
		}
		resp.Header = append(resp.Header, header("location", t.URL))
		for _, c := range t.Cookies {
			resp.Header = append(resp.Header, header("set-cookie", c))
		}
	case "notFound":
		resp.Status = 404
	case "forbidden":
		resp.Status = 403
	case "unauthorized":
		resp.Status = 401
	default:
		return nil
	}
	if len(t.Cookies) > 0 && t.Kind != "redirect" {
		x.rec.add(trace.Oddity{Text: "cookies that were set before " + t.Kind + "() do not reach the client", Fact: "NEXT-FACTS D10"})
	}
	return resp
}

func header(name, value string) jsrt.Header { return jsrt.Header{Name: name, Value: value} }

// thrownError is an exception as a Go error.
type thrownError struct{ t *jsrt.Thrown }

// Error is the first line of the stack.
func (e *thrownError) Error() string {
	if e.t.Name == "" {
		return e.t.Message
	}
	return e.t.Name + ": " + e.t.Message
}

// failed answers a handler that failed: 500 with an empty body, or a short text
// on the edge runtime. The error is told to instrumentation.
func (x *run) failed(ctx context.Context, err error, p plan) *answer {
	x.report(ctx, err, "")
	if p.config.edge {
		return routerError()
	}
	a := newAnswer(500)
	a.chunked = true
	a.set("vary", baseVary)
	return a
}

// tell prints an error where no trace is kept, as `next start` does.
func (x *run) tell(e trace.Thrown) {
	if print := x.engine.opts.Console; print != nil && !x.rec.on() {
		text := e.Message
		if e.Stack != "" {
			text += "\n" + e.Stack
		}
		print(trace.Console{Level: "error", Text: x.req.Method + " " + x.req.Target + ": " + text, Pos: e.Pos})
	}
}

// report traces an error and passes it to onRequestError of instrumentation
// (NEXT-FACTS J7). revalidate is why a kept answer was being made, "" where none
// was.
func (x *run) report(ctx context.Context, err error, revalidate string) {
	e := trace.Thrown{What: "error", Message: err.Error()}
	if t, ok := err.(*thrownError); ok {
		e.Stack, e.Pos = t.t.Stack, t.t.Pos
		if t.t.Kind == "limit" {
			x.rec.add(trace.Limited{Limit: t.t.Limit, Text: t.t.Message})
		}
	}
	x.rec.add(e)
	x.tell(e)
	file := x.tree.found.instrumentation
	if file == "" || x.result.Route == nil {
		return
	}
	m, merr := x.tree.code.machine(ctx, x.result.Route.File)
	if merr != nil {
		return
	}
	headers := map[string]string{}
	for _, h := range x.header {
		headers[h.Name] = h.Value
	}
	described := struct {
		Name    string `json:"name,omitempty"`
		Message string `json:"message"`
		Stack   string `json:"stack,omitempty"`
	}{Message: err.Error()}
	if t, ok := err.(*thrownError); ok {
		described.Name, described.Message, described.Stack = t.t.Name, t.t.Message, t.t.Stack
	}
	args, _ := json.Marshal([]any{
		described,
		map[string]any{"path": x.req.Target, "method": x.req.Method, "headers": headers},
		struct {
			RouterKind string `json:"routerKind"`
			RoutePath  string `json:"routePath"`
			RouteType  string `json:"routeType"`
			Revalidate string `json:"revalidateReason,omitempty"`
		}{"App Router", x.result.Route.Path, "route", revalidate},
	})
	call := &jsrt.Call{ID: x.engine.calls.Add(1), Action: jsrt.ActRequestError, File: file, Args: args, Mode: x.tree.baseMode()}
	if _, err := m.Do(context.WithoutCancel(ctx), call); err != nil {
		x.rec.add(trace.Thrown{What: "error", Message: file + ": onRequestError could not run: " + err.Error()})
	}
}
