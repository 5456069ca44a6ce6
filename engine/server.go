package engine

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"signalbox/engine/jsrt"
	"signalbox/engine/wire"
)

// outlet is where a response goes: a connection of engine/wire, or what
// net/http gives a handler.
type outlet interface {
	Head(status int, text string, headers []wire.Header)
	io.Writer
	Flush() error
	// Abort cuts the connection, so that the client sees the body end early.
	Abort()
}

// graceTime is how long requests under way may take when serving ends.
const graceTime = 3 * time.Second

// Serve answers the requests of a listener as `next start` would, until ctx
// ends. Requests wait until the static routes of the revision have been
// prerendered. What came in and what goes out keeps its spelling.
func (e *Engine) Serve(ctx context.Context, l net.Listener) error {
	return wire.New(e.serveWire).Serve(ctx, l, graceTime)
}

func (e *Engine) serveWire(ctx context.Context, w *wire.Writer, r *wire.Request) {
	req := Request{Method: r.Method, Target: r.Target, Proto: "http", Local: e.local(r.Local), Remote: hostOf(r.Remote.String()), Body: r.Body}
	req.Header = make([]jsrt.Header, 0, len(r.Header))
	for _, h := range r.Header {
		name := strings.ToLower(h.Name)
		if name == "host" && req.Host == "" {
			req.Host = h.Value
		}
		req.Header = append(req.Header, jsrt.Header{Name: name, Value: h.Value})
	}
	e.serve(ctx, w, req)
}

// local is the address of a connection under the name that the server was
// started with.
func (e *Engine) local(addr net.Addr) string {
	_, port, err := net.SplitHostPort(addr.String())
	if err != nil || e.opts.Hostname == "" {
		return addr.String()
	}
	return net.JoinHostPort(e.opts.Hostname, port)
}

func hostOf(addr string) string {
	if host, _, err := net.SplitHostPort(addr); err == nil {
		return host
	}
	return addr
}

// Handler serves the open revision within a server of net/http. That server
// refuses some targets that Next takes and knows one text per status; Serve has
// neither limit.
func (e *Engine) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e.serve(r.Context(), &httpOutlet{w: w}, request(r))
	})
}

// serve runs one request and sends its answer.
func (e *Engine) serve(ctx context.Context, out outlet, req Request) {
	if err := e.WaitBuild(ctx); err != nil {
		unavailable(out, err)
		return
	}
	var rec *recorder
	if e.opts.OnExchange != nil {
		rec = newRecorder()
	}
	ex, err := e.exchange(ctx, req, rec)
	if err != nil {
		unavailable(out, err)
		return
	}
	send(out, req, ex.Response)
	if e.opts.OnExchange != nil {
		e.opts.OnExchange(ex)
	}
}

func unavailable(out outlet, err error) {
	out.Head(http.StatusServiceUnavailable, "", []wire.Header{{Name: "Content-Type", Value: "text/plain; charset=utf-8"}})
	_, _ = io.WriteString(out, err.Error()+"\n")
}

// request takes over what net/http read.
func request(r *http.Request) Request {
	req := Request{Method: r.Method, Target: r.RequestURI, Host: r.Host, Proto: "http", Remote: hostOf(r.RemoteAddr)}
	if r.TLS != nil {
		req.Proto = "https"
	}
	if local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		req.Local = local.String()
	}
	if r.ContentLength != 0 {
		req.Body = r.Body
	}
	add := func(name, value string) { req.Header = append(req.Header, jsrt.Header{Name: name, Value: value}) }
	for name, values := range r.Header {
		for _, v := range values {
			add(strings.ToLower(name), v)
		}
	}
	if len(r.TransferEncoding) > 0 {
		add("transfer-encoding", strings.Join(r.TransferEncoding, ", "))
	}
	if r.ContentLength > 0 && r.Header.Get("Content-Length") == "" {
		add("content-length", fmt.Sprint(r.ContentLength))
	}
	slices.SortStableFunc(req.Header, func(a, b jsrt.Header) int { return strings.Compare(a.Name, b.Name) })
	return req
}

// send writes a response.
func send(out outlet, req Request, resp *Response) {
	defer resp.Body.Close()
	zip := compressible(req, resp)
	headers := make([]wire.Header, 0, len(resp.Header)+2)
	for _, h := range resp.Header {
		headers = append(headers, wire.Header(h))
	}
	if zip {
		headers = append(headers, wire.Header{Name: "Content-Encoding", Value: "gzip"})
	}
	if !resp.Chunked && !zip && !nullBody(resp.Status) {
		at := len(headers)
		if at > 0 && headers[at-1].Name == "Vary" { // which compression adds when all else is said
			at--
		}
		headers = slices.Insert(headers, at, wire.Header{Name: "Content-Length", Value: fmt.Sprint(resp.Length)})
	}
	out.Head(resp.Status, resp.StatusText, headers)
	if req.Method == http.MethodHead || nullBody(resp.Status) || resp.Empty {
		return
	}
	if err := pump(out, resp, zip); err != nil {
		out.Abort()
	}
}

// copyBuffers are what bodies pass through.
var copyBuffers = sync.Pool{New: func() any { b := make([]byte, 32<<10); return &b }}

// pump copies the body and lets each piece go at once where the answer streams.
// An error is one of the body, which the client has to notice; a client that
// went away is none.
func pump(out outlet, resp *Response, zip bool) error {
	to, finish := sinkOf(out, zip)
	buffer := copyBuffers.Get().(*[]byte)
	defer copyBuffers.Put(buffer)
	sent := false
	for {
		n, err := resp.Body.Read(*buffer)
		if n > 0 {
			sent = true
			if _, werr := to.Write((*buffer)[:n]); werr != nil {
				return nil
			}
			if resp.Chunked && resp.Length == 0 && err == nil {
				if werr := to.Flush(); werr != nil {
					return nil
				}
			}
		}
		if errors.Is(err, io.EOF) {
			return finish()
		}
		if err != nil {
			if sent {
				_ = to.Flush()
			}
			return err
		}
	}
}

// httpOutlet is a response of net/http. Header names go into its map as they
// are spelled, so that it neither changes nor completes them.
type httpOutlet struct{ w http.ResponseWriter }

// Head sends the header block; the text is lost.
func (o *httpOutlet) Head(status int, _ string, headers []wire.Header) {
	out := o.w.Header()
	out["Content-Type"] = nil // not sniffed
	for _, h := range headers {
		out[h.Name] = append(out[h.Name], h.Value)
	}
	o.w.WriteHeader(status)
}

// Write sends a piece of the body.
func (o *httpOutlet) Write(p []byte) (int, error) { return o.w.Write(p) }

// Flush sends what was written.
func (o *httpOutlet) Flush() error { return http.NewResponseController(o.w).Flush() }

// Abort cuts the connection.
func (o *httpOutlet) Abort() { panic(http.ErrAbortHandler) }
