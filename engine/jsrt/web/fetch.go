package web

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/textproto"
	"net/url"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/andybalholm/brotli"

	"signalbox/engine/jsrt/vm"
	"signalbox/engine/weburl"
)

// maxRedirects is the limit of the Fetch Standard.
const maxRedirects = 20

// fetcher keeps the exchanges of one machine by number, from fetchOpen to the
// end of the response's body.
type fetcher struct {
	o         Options
	transport http.RoundTripper
	mu        sync.Mutex
	open      map[int]*exchange
	next      int
}

// exchange is one call of fetch.
type exchange struct {
	ctx    context.Context
	cancel context.CancelFunc
	upload *io.PipeReader // a streamed request body
	feed   *io.PipeWriter
	body   io.ReadCloser // the response's, decompressed
	buf    []byte
	unhook func() bool
}

// fetchHead is what js/fetch.js asks for.
type fetchHead struct {
	ID        int      `json:"id"`
	URL       string   `json:"url"`
	Method    string   `json:"method"`
	Headers   []string `json:"headers"`
	Redirect  string   `json:"redirect"`
	Streaming bool     `json:"streaming"`
	Call      uint64   `json:"call"`
}

// fetchAnswer is the head of the response, or why there is none.
type fetchAnswer struct {
	Status     int      `json:"status"`
	StatusText string   `json:"statusText"`
	Headers    []string `json:"headers"`
	URL        string   `json:"url"`
	Redirected bool     `json:"redirected"`
	Error      string   `json:"error,omitempty"`
	Code       string   `json:"code,omitempty"`
	Denied     bool     `json:"denied,omitempty"`
}

// addFetch adds the operations below fetch.
func addFetch(l *vm.Library, o Options) {
	f := &fetcher{o: o, transport: o.Transport, open: map[int]*exchange{}}
	if f.transport == nil {
		f.transport = newTransport()
	}
	l.Ops["fetchOpen"] = func([]any) (any, error) { return f.begin(), nil }
	l.Ops["fetchAbort"] = func(args []any) (any, error) {
		f.end(vm.Int(args, 0))
		return nil, nil
	}
	l.AsyncOps["fetchStart"] = func(ctx context.Context, args []any) (any, error) {
		var head fetchHead
		if err := vm.Into(args, 0, &head); err != nil {
			return nil, err
		}
		var body []byte
		if len(args) > 1 && args[1] != nil {
			body = vm.Bytes(args, 1)
		}
		return f.start(ctx, head, body), nil
	}
	l.AsyncOps["fetchSend"] = func(_ context.Context, args []any) (any, error) {
		if len(args) < 2 || args[1] == nil {
			return f.send(vm.Int(args, 0), nil), nil
		}
		return f.send(vm.Int(args, 0), vm.Bytes(args, 1)), nil
	}
	l.AsyncOps["fetchRead"] = func(_ context.Context, args []any) (any, error) { return f.read(vm.Int(args, 0)) }
	l.Ops["dataURL"] = func(args []any) (any, error) {
		kind, body, ok := dataURL(vm.Str(args, 0))
		if !ok {
			return nil, nil
		}
		return []any{kind, body}, nil
	}
}

// How long a connection may lie idle, and a server take to begin its answer, as
// undici has them.
const (
	idleConn     = 4 * time.Second
	responseHead = 5 * time.Minute
)

func (f *fetcher) begin() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.next++
	x := &exchange{}
	x.ctx, x.cancel = context.WithCancel(context.Background())
	x.upload, x.feed = io.Pipe()
	f.open[f.next] = x
	return f.next
}

func (f *fetcher) get(id int) *exchange {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.open[id]
}

// end gives an exchange up: the connection closes, readers and writers fail.
func (f *fetcher) end(id int) {
	f.mu.Lock()
	x := f.open[id]
	delete(f.open, id)
	f.mu.Unlock()
	if x == nil {
		return
	}
	x.cancel()
	if x.unhook != nil {
		x.unhook()
	}
	x.upload.CloseWithError(context.Canceled)
	if x.body != nil {
		x.body.Close()
	}
}

// send writes a piece of a streamed request body, nil for its end. It answers
// false where nobody reads any more.
func (f *fetcher) send(id int, b []byte) bool {
	x := f.get(id)
	if x == nil {
		return false
	}
	if b == nil {
		return x.feed.Close() == nil
	}
	_, err := x.feed.Write(b)
	return err == nil
}

// read answers the next piece of the response's body, nil at its end.
func (f *fetcher) read(id int) (any, error) {
	x := f.get(id)
	if x == nil || x.body == nil {
		return nil, nil
	}
	if x.buf == nil {
		x.buf = make([]byte, 64<<10)
	}
	n, err := x.body.Read(x.buf)
	if n > 0 {
		return slices.Clone(x.buf[:n]), nil
	}
	f.end(id)
	if err == nil || errors.Is(err, io.EOF) {
		return nil, nil
	}
	_, code := describeNetError(err)
	return nil, &vm.Error{Name: "Error", Message: "other side closed", Code: code}
}

// start makes the request and follows its redirects.
func (f *fetcher) start(ctx context.Context, head fetchHead, body []byte) *fetchAnswer {
	x := f.get(head.ID)
	if x == nil {
		return &fetchAnswer{Error: "This operation was aborted"}
	}
	x.unhook = context.AfterFunc(ctx, x.cancel) // ctx ends with the machine
	answer := f.follow(x, head, body)
	if answer.Error != "" {
		f.end(head.ID)
	}
	return answer
}

func (f *fetcher) follow(x *exchange, head fetchHead, body []byte) *fetchAnswer {
	target := head.URL
	for hop := 0; ; hop++ {
		if err := f.allow(x.ctx, head.Call, target); err != nil {
			return &fetchAnswer{Error: err.Error(), Denied: true}
		}
		res, err := f.trip(x, head, target, body)
		if err != nil {
			message, code := describeNetError(err)
			return &fetchAnswer{Error: message, Code: code}
		}
		location, moves := res.Header["Location"]
		if !isRedirect(res.StatusCode) || !moves || head.Redirect == "manual" {
			return f.answer(x, head, res, target, hop > 0)
		}
		res.Body.Close()
		if head.Redirect == "error" {
			return &fetchAnswer{Error: "unexpected redirect"}
		}
		if hop == maxRedirects {
			return &fetchAnswer{Error: "redirect count exceeded"}
		}
		next, err := resolve(target, location[0])
		if err != nil {
			return &fetchAnswer{Error: err.Error()}
		}
		if head.Streaming && res.StatusCode != http.StatusSeeOther {
			return &fetchAnswer{Error: "a streamed request body cannot be sent again for a redirect"}
		}
		body = redirected(&head, res.StatusCode, target, next, body)
		target = next
	}
}

func (f *fetcher) allow(ctx context.Context, call uint64, target string) error {
	if f.o.AllowFetch == nil {
		return fmt.Errorf("fetch of %s is not allowed here", target)
	}
	return f.o.AllowFetch(ctx, call, target)
}

func isRedirect(status int) bool {
	switch status {
	case 301, 302, 303, 307, 308:
		return true
	}
	return false
}

// resolve is the target of a redirect, whose bytes are read as UTF-8. The
// fragment of the old URL stays where the new one has none.
func resolve(base, location string) (string, error) {
	b, err := weburl.Parse(base, nil)
	if err != nil {
		return "", errors.New("invalid URL")
	}
	u, err := weburl.Parse(strings.ToValidUTF8(location, "\uFFFD"), b)
	if err != nil {
		return "", errors.New("invalid redirect location")
	}
	if p := u.Protocol(); p != "http:" && p != "https:" {
		return "", errors.New("URL scheme must be a HTTP(S) scheme")
	}
	if u.Hash() == "" {
		u.Set("hash", b.Hash())
	}
	return u.Href(), nil
}

// redirected changes the request as a redirect of that status asks.
func redirected(head *fetchHead, status int, from, to string, body []byte) []byte {
	drop := []string{}
	post := (status == 301 || status == 302) && head.Method == http.MethodPost
	other := status == 303 && head.Method != http.MethodGet && head.Method != http.MethodHead
	if post || other {
		head.Method, body, head.Streaming = http.MethodGet, nil, false
		drop = append(drop, "content-encoding", "content-language", "content-location", "content-type", "content-length")
	}
	if !sameOrigin(from, to) {
		drop = append(drop, "authorization", "proxy-authorization", "cookie", "host")
	}
	var kept []string
	for i := 0; i+1 < len(head.Headers); i += 2 {
		if !slices.Contains(drop, head.Headers[i]) {
			kept = append(kept, head.Headers[i], head.Headers[i+1])
		}
	}
	head.Headers = kept
	return body
}

func sameOrigin(a, b string) bool {
	x, err := url.Parse(a)
	if err != nil {
		return false
	}
	y, err := url.Parse(b)
	return err == nil && x.Scheme == y.Scheme && x.Host == y.Host
}

// trip sends one request and waits for the head of its response.
func (f *fetcher) trip(x *exchange, head fetchHead, target string, body []byte) (*http.Response, error) {
	var content io.Reader
	switch {
	case head.Streaming:
		content = x.upload
	case body != nil:
		content = bytes.NewReader(body)
	}
	req, err := http.NewRequestWithContext(x.ctx, head.Method, target, content)
	if err != nil {
		return nil, err
	}
	if body == nil && !head.Streaming && (head.Method == http.MethodPost || head.Method == http.MethodPut) {
		req.Body = http.NoBody
	}
	order := setHeaders(req, head.Headers)
	return f.transport.RoundTrip(req.WithContext(inOrder(x.ctx, order)))
}

// setHeaders writes the request's headers and those that Node adds, and returns
// their names in the order in which they go out.
func setHeaders(req *http.Request, flat []string) []string {
	var order []string
	for i := 0; i+1 < len(flat); i += 2 {
		name := textproto.CanonicalMIMEHeaderKey(flat[i])
		switch strings.ToLower(flat[i]) {
		case "host":
			req.Host = flat[i+1]
		case "content-length", "transfer-encoding", "connection":
		default:
			req.Header.Add(name, latin1Bytes(flat[i+1]))
			order = append(order, strings.ToLower(name))
		}
	}
	encodings := "gzip, deflate"
	if req.URL.Scheme == "https" {
		encodings = "br, gzip, deflate"
	}
	for _, h := range [][2]string{
		{"Accept", "*/*"}, {"Accept-Language", "*"}, {"Sec-Fetch-Mode", "cors"}, {"User-Agent", "node"}, {"Accept-Encoding", encodings},
	} {
		if req.Header.Get(h[0]) == "" {
			req.Header.Set(h[0], h[1])
			order = append(order, strings.ToLower(h[0]))
		}
	}
	return order
}

// latin1Bytes is the string of bytes behind a byte string that crossed as text.
func latin1Bytes(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			b := make([]byte, 0, len(s))
			for _, r := range s {
				b = append(b, byte(r))
			}
			return string(b)
		}
	}
	return s
}

// answer describes the response and keeps its body for read.
func (f *fetcher) answer(x *exchange, head fetchHead, res *http.Response, target string, moved bool) *fetchAnswer {
	target, _, _ = strings.Cut(target, "#")
	_, text, _ := strings.Cut(res.Status, " ")
	a := &fetchAnswer{Status: res.StatusCode, StatusText: text, URL: target, Redirected: moved, Headers: []string{}}
	for _, name := range slices.Sorted(maps.Keys(res.Header)) {
		for _, v := range res.Header[name] {
			a.Headers = append(a.Headers, strings.ToLower(name), latin1([]byte(v)))
		}
	}
	if res.ContentLength >= 0 && res.Header.Get("Content-Length") == "" && len(res.TransferEncoding) == 0 && res.ContentLength > 0 {
		a.Headers = append(a.Headers, "content-length", fmt.Sprint(res.ContentLength))
	}
	if len(res.TransferEncoding) > 0 {
		a.Headers = append(a.Headers, "transfer-encoding", strings.Join(res.TransferEncoding, ", "))
	}
	x.body = res.Body
	if head.Method != http.MethodHead && res.StatusCode != 204 && res.StatusCode != 304 {
		x.body = decompressed(res.Body, res.Header.Get("Content-Encoding"))
	}
	return a
}

// decompressed undoes the content codings that Node undoes. Unknown codings
// leave the body as it is.
func decompressed(body io.ReadCloser, codings string) io.ReadCloser {
	if codings == "" {
		return body
	}
	var r io.Reader = body
	list := strings.Split(strings.ToLower(codings), ",")
	for _, coding := range slices.Backward(list) {
		switch strings.TrimSpace(coding) {
		case "gzip", "x-gzip":
			r = &lazyReader{make: func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }, from: r}
		case "deflate":
			r = &lazyReader{make: newInflate, from: r}
		case "br":
			r = brotli.NewReader(r)
		default:
			return body
		}
	}
	return struct {
		io.Reader
		io.Closer
	}{r, body}
}

// newInflate reads zlib data, or raw deflate data as some servers send it.
func newInflate(r io.Reader) (io.Reader, error) {
	var first [1]byte
	if _, err := io.ReadFull(r, first[:]); err != nil {
		return nil, err
	}
	r = io.MultiReader(bytes.NewReader(first[:]), r)
	if first[0]&15 == 8 {
		return zlib.NewReader(r)
	}
	return flate.NewReader(r), nil
}

// lazyReader opens a decompressor at the first read: opening reads a header,
// which may not have arrived yet. An empty body stays empty.
type lazyReader struct {
	make func(io.Reader) (io.Reader, error)
	from io.Reader
	r    io.Reader
}

// Read implements io.Reader.
func (l *lazyReader) Read(p []byte) (int, error) {
	if l.r == nil {
		r, err := l.make(l.from)
		if err != nil {
			return 0, err
		}
		l.r = r
	}
	return l.r.Read(p)
}

// describeNetError words a failed connection as Node does, with its code.
func describeNetError(err error) (message, code string) {
	address := ""
	var op *net.OpError
	if errors.As(err, &op) && op.Addr != nil {
		address = " " + op.Addr.String()
	}
	var dns *net.DNSError
	switch {
	case errors.Is(err, context.Canceled):
		return "This operation was aborted", ""
	case errors.As(err, &dns):
		return "getaddrinfo ENOTFOUND " + dns.Name, "ENOTFOUND"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "connect ECONNREFUSED" + address, "ECONNREFUSED"
	case errors.Is(err, syscall.ECONNRESET):
		return "read ECONNRESET", "ECONNRESET"
	case errors.Is(err, syscall.ETIMEDOUT), errors.Is(err, context.DeadlineExceeded):
		return "connect ETIMEDOUT" + address, "ETIMEDOUT"
	case errors.Is(err, syscall.EHOSTUNREACH):
		return "connect EHOSTUNREACH" + address, "EHOSTUNREACH"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "other side closed", "UND_ERR_SOCKET"
	}
	return err.Error(), "UND_ERR_SOCKET"
}
