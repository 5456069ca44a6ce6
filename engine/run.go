package engine

import (
	"bytes"
	"context"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"time"

	"signalbox/engine/jsrt"
	"signalbox/engine/match"
	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// run is one request on its way through the pipeline.
type run struct {
	engine *Engine
	tree   *tree
	rec    *recorder
	req    Request
	header []match.Header // as the code sees them: lower-case names, one line each
	result match.Result
	draft  bool // the request carries a valid draft cookie
	stray  bool // it carries one that is not valid
	proxy  *jsrt.Response
	fault  error    // what the proxy failed with
	added  int      // how many headers at the end of header Next added
	skip   []string // routes that turned out not to have the path
	looped bool     // the proxy rewrites to itself without end
}

// Do sends one request through the pipeline and returns when its response
// begins. The response's body streams; closing it early cancels the handler.
func (e *Engine) Do(ctx context.Context, req Request) (*Exchange, error) {
	return e.exchange(ctx, req, newRecorder())
}

func (e *Engine) exchange(ctx context.Context, req Request, rec *recorder) (*Exchange, error) {
	t := e.current()
	if t == nil {
		return nil, ErrNotOpen
	}
	start := time.Now()
	x := &run{engine: e, tree: t, rec: rec, req: complete(req)}
	x.header = x.requestHeaders()
	x.readDraft()
	a := x.answer(ctx)
	ex := &Exchange{ID: e.exchanges.Add(1), Revision: t.src.Revision(), Request: req, Trace: rec.snapshot}
	if r := x.result.Route; r != nil {
		ex.Route, ex.File, ex.Kind = r.Path, r.File, r.Kind.String()
	} else if x.result.Outcome == match.File {
		ex.Route, ex.File, ex.Kind = "/"+x.result.Public, x.result.File(), "public"
	}
	ex.Response = x.finish(a, start)
	return ex, nil
}

// complete fills in what a request leaves open.
func complete(req Request) Request {
	if req.Method == "" {
		req.Method = "GET"
	}
	if req.Host == "" {
		req.Host = "localhost:3000"
	}
	if req.Local == "" {
		req.Local = req.Host
	}
	if req.Proto == "" {
		req.Proto = "http"
	}
	if req.Remote == "" {
		req.Remote = "127.0.0.1"
	}
	return req
}

// onlyFirst are the request headers of which Node keeps the first line.
var onlyFirst = map[string]bool{
	"age": true, "authorization": true, "content-length": true, "content-type": true, "etag": true, "expires": true,
	"from": true, "host": true, "if-modified-since": true, "if-unmodified-since": true, "last-modified": true,
	"location": true, "max-forwards": true, "proxy-authorization": true, "referer": true, "retry-after": true,
	"server": true, "user-agent": true,
}

// internalNames are headers that Next keeps for itself and takes from no client.
var internalNames = map[string]bool{
	"x-middleware-rewrite": true, "x-middleware-redirect": true, "x-middleware-set-cookie": true,
	"x-middleware-skip": true, "x-middleware-override-headers": true, "x-middleware-next": true,
	"x-now-route-matches": true, "x-matched-path": true, "x-nextjs-data": true, "x-next-resume-state-length": true, "next-resume": true,
}

// requestHeaders joins repeated lines as Node does and adds the x-forwarded
// headers that Next adds (NEXT-FACTS E3).
func (x *run) requestHeaders() []match.Header {
	out := make([]match.Header, 0, len(x.req.Header)+5)
	put := func(name, value string) {
		for i := range out {
			if out[i].Name != name {
				continue
			}
			switch {
			case onlyFirst[name]:
			case name == "cookie":
				out[i].Value += "; " + value
			default:
				out[i].Value += ", " + value
			}
			return
		}
		out = append(out, match.Header{Name: name, Value: value})
	}
	for _, h := range x.req.Header {
		if name := strings.ToLower(h.Name); !internalNames[name] {
			put(name, h.Value)
		}
	}
	if _, there := find(out, "host"); !there {
		put("host", x.req.Host)
	}
	own := len(out)
	out = x.forward(out)
	x.added = len(out) - own
	return out
}

func find(list []match.Header, name string) (string, bool) {
	for _, h := range list {
		if h.Name == name {
			return h.Value, true
		}
	}
	return "", false
}

// forward adds the x-forwarded headers that are missing: when a request comes in,
// and again behind a proxy that took them away.
func (x *run) forward(list []match.Header) []match.Header {
	name, port, _ := net.SplitHostPort(x.req.Local)
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[x.req.Proto]
	}
	if host, there := find(list, "host"); there {
		name = host
	}
	for _, h := range [...]match.Header{
		{Name: "x-forwarded-host", Value: name}, {Name: "x-forwarded-port", Value: port},
		{Name: "x-forwarded-proto", Value: x.req.Proto}, {Name: "x-forwarded-for", Value: x.req.Remote},
	} {
		if _, there := find(list, h.Name); !there {
			list = append(list, h)
		}
	}
	return list
}

// lookup returns a request header, "" for none.
func (x *run) lookup(name string) string {
	for _, h := range x.header {
		if h.Name == name {
			return h.Value
		}
	}
	return ""
}

// scheme is what request.url begins with: a client may claim https.
func (x *run) scheme() string {
	if x.req.Proto == "https" || strings.Contains(x.lookup("x-forwarded-proto"), "https") {
		return "https"
	}
	return "http"
}

// origin is the scheme and host of request.url. The host is the server's own,
// and a loopback address is spelled localhost (NEXT-FACTS C13).
func (x *run) origin() string {
	host, port, err := net.SplitHostPort(x.req.Local)
	if err != nil {
		host, port = x.req.Local, ""
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() {
		host = "localhost"
	} else if ip != nil && ip.To4() == nil {
		host = "[" + host + "]"
	}
	if port != "" && !(x.scheme() == "http" && port == "80") && !(x.scheme() == "https" && port == "443") {
		host += ":" + port
	}
	return x.scheme() + "://" + host
}

// shownOrigin is the origin in request.url: that of nextUrl, unless the config
// asks for URLs as they came.
func (x *run) shownOrigin() string {
	if x.tree.cfg.SkipProxyURLNormalize {
		return x.scheme() + "://" + x.req.Local
	}
	return x.origin()
}

// url is request.url of a handler. Query keys that Next uses inside are taken
// out (NEXT-FACTS C11).
func (x *run) url() string {
	path, query, has := strings.Cut(x.result.URL, "?")
	if _, raw, asked := strings.Cut(x.req.Target, "?"); has && asked && x.engine.opts.Version == "14" {
		path, query = path+"?"+raw, raw // which does not write the query anew
		if !strings.Contains(raw, "nxt") {
			return x.origin() + path
		}
		path, _, _ = strings.Cut(path, "?")
	}
	if !has || !strings.Contains(query, "nxtP") && !strings.Contains(query, "nxtI") {
		return x.shownOrigin() + x.result.URL
	}
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		if !strings.HasPrefix(pair, "nxtP") && !strings.HasPrefix(pair, "nxtI") {
			kept = append(kept, pair)
		}
	}
	if len(kept) > 0 {
		path += "?" + strings.Join(kept, "&")
	}
	return x.shownOrigin() + path
}

// jsRequest is the request as code sees it.
func (x *run) jsRequest(method, url string, headers []match.Header) *jsrt.Request {
	r := &jsrt.Request{Method: method, URL: url, Header: make([]jsrt.Header, len(headers))}
	for i, h := range headers {
		r.Header[i] = jsrt.Header{Name: h.Name, Value: h.Value}
	}
	if method != "GET" && method != "HEAD" {
		r.Body = x.req.Body
	}
	return r
}

// asConfigured leaves out what the config switches off: compression, the header
// that names Next, the tags of what is not a handler's.
func (x *run) asConfigured(a *answer) {
	c := x.tree.cfg
	if c.Compress {
		a.varyByEncoding()
	}
	if value, _ := a.get("x-powered-by"); !c.PoweredByHeader && value == poweredBy {
		a.drop("x-powered-by")
	}
	own := slices.ContainsFunc(x.result.Header, func(h match.Header) bool { return strings.EqualFold(h.Name, "etag") })
	if r := x.result.Route; !c.GenerateEtags && !own && x.result.Outcome != match.ProxyReply && (r == nil || r.Kind == route.Page) {
		a.drop("etag")
	}
}

// drop takes every line of a header away.
func (a *answer) drop(name string) {
	a.header = slices.DeleteFunc(slices.Clone(a.header), func(h jsrt.Header) bool { return strings.EqualFold(h.Name, name) })
}

// finish turns an answer into the response of the exchange.
func (x *run) finish(a *answer, start time.Time) *Response {
	if x.stray {
		clearDraft(a)
	}
	x.asConfigured(a)
	body := a.body
	if x.req.Method == "HEAD" && body != nil {
		_ = body.Close()
		body = nil
	}
	if body == nil {
		body = io.NopCloser(bytes.NewReader(nil))
	}
	return &Response{
		Status: a.status, StatusText: a.text, Header: a.header, Chunked: a.chunked, Length: a.length, Empty: a.body == nil, Plain: !x.tree.cfg.Compress,
		Body: &countedBody{ReadCloser: body, rec: x.rec, status: a.status, start: start, release: x.tree.release},
	}
}

// countedBody says in the trace how the answer ended.
type countedBody struct {
	io.ReadCloser
	rec     *recorder
	status  int
	start   time.Time
	n       int64
	once    sync.Once // the end of the body
	closed  sync.Once
	release func()
}

// Read counts what passes.
func (b *countedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.n += int64(n)
	if err != nil {
		b.done()
	}
	return n, err
}

// Close ends the answer.
func (b *countedBody) Close() error {
	err := b.ReadCloser.Close()
	b.done()
	b.closed.Do(b.release)
	return err
}

func (b *countedBody) done() {
	b.once.Do(func() {
		b.rec.add(trace.Responded{Status: b.status, Bytes: b.n, Took: time.Since(b.start)})
	})
}

// looksLikeAction says that Next takes the request for a server action, which a
// static route lets pass (NEXT-FACTS D2, D10).
func (x *run) looksLikeAction() bool {
	if x.req.Method != "POST" {
		return false
	}
	contentType := x.lookup("content-type")
	return x.lookup("next-action") != "" || strings.HasPrefix(contentType, "multipart/form-data") ||
		contentType == "application/x-www-form-urlencoded"
}

// ran describes what ran, for the trace.
func (x *run) ran(r *route.Route, export string, took time.Duration) {
	if !x.rec.on() {
		return
	}
	e := trace.HandlerRan{File: r.File, Export: export, Took: took}
	for _, exported := range r.Exports {
		if exported.Name == export {
			e.Pos = exported.Span.Pos
		}
	}
	x.rec.add(e)
}
