package wire

import (
	"bufio"
	"context"
	"errors"
	"io"
	"math"
	"net"
	"net/http/httputil"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// conn is one connection.
type conn struct {
	net.Conn
	server *Server
	r      *bufio.Reader
	w      *bufio.Writer
	busy   atomic.Bool // a request is being answered
	last   atomic.Bool // no further request is taken
}

func newConn(s *Server, nc net.Conn) *conn {
	return &conn{Conn: nc, server: s, r: bufio.NewReaderSize(nc, 4<<10), w: bufio.NewWriterSize(nc, 4<<10)}
}

// badRequest and tooLarge are what Node's parser answers.
const (
	badRequest = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"
	tooLarge   = "HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n"
)

// serve answers request after request.
func (c *conn) serve(ctx context.Context) {
	for !c.last.Load() {
		if c.SetReadDeadline(time.Now().Add(idleTime)) != nil {
			return
		}
		if _, err := c.r.Peek(1); err != nil {
			return
		}
		_ = c.SetReadDeadline(time.Now().Add(headTime))
		r, err := readHead(c.r)
		if err != nil {
			c.refuse(err)
			return
		}
		c.busy.Store(true)
		again := c.answer(ctx, r)
		c.busy.Store(false)
		if !again {
			return
		}
	}
}

// refuse says what is wrong with a head and ends the connection.
func (c *conn) refuse(err error) {
	switch {
	case errors.Is(err, errTooLarge):
		_, _ = c.w.WriteString(tooLarge)
	case errors.Is(err, errBad):
		_, _ = c.w.WriteString(badRequest)
	default:
		return // the client went away
	}
	_ = c.w.Flush()
	_, _ = io.CopyN(io.Discard, c.r, int64(c.r.Buffered()))
}

// answer runs the handler for one request. It reports whether the connection
// can go on.
func (c *conn) answer(ctx context.Context, r *Request) bool {
	_ = c.SetReadDeadline(time.Time{})
	r.Local, r.Remote = c.LocalAddr(), c.RemoteAddr()
	body, err := c.body(r)
	if err != nil {
		c.refuse(err)
		return false
	}
	if upgrades(r) || r.Method == "CONNECT" {
		return false
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if body != nil {
		r.Body = body
		if strings.EqualFold(r.Get("expect"), "100-continue") {
			_, _ = c.w.WriteString("HTTP/1.1 100 Continue\r\n\r\n")
			_ = c.w.Flush()
		}
	}
	w := &Writer{conn: c, head: r.Method == "HEAD", keep: keepsAlive(r) && !c.last.Load()}
	watch := c.watch(body, cancel)
	c.server.handle(ctx, w, r)
	watch.stop()
	if !w.finish() {
		return false
	}
	return w.keep && body.drain()
}

// body makes the reader of the request's body, nil for none.
func (c *conn) body(r *Request) (*body, error) {
	length, encoding := r.Get("content-length"), r.Get("transfer-encoding")
	switch {
	case encoding != "" && length != "", encoding != "" && !strings.EqualFold(encoding, "chunked"):
		return nil, errBad
	case encoding != "":
		return &body{from: httputil.NewChunkedReader(c.r), trailer: c.r}, nil
	case length == "":
		return nil, nil
	}
	n, err := strconv.ParseUint(length, 10, 62)
	if err != nil {
		return nil, errBad
	}
	if n == 0 {
		return nil, nil
	}
	return &body{from: io.LimitReader(c.r, int64(n)), left: int64(n), sized: true}, nil
}

// body is the rest of a request's body on its connection.
type body struct {
	from    io.Reader
	trailer *bufio.Reader // chunked: what follows the last chunk
	left    int64
	sized   bool
	ended   atomic.Bool
	err     error
}

// Read reads from the connection.
func (b *body) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.from.Read(p)
	b.left -= int64(n)
	if b.sized && b.left > 0 && errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if b.sized && b.left == 0 && err == nil {
		err = io.EOF
	}
	if err != nil {
		b.err = err
		if errors.Is(err, io.EOF) && b.trailer != nil {
			skipTrailer(b.trailer)
		}
		b.ended.Store(true)
	}
	return n, err
}

// drain reads what the handler left. It reports whether the connection stands
// at the next request.
func (b *body) drain() bool {
	if b == nil {
		return true
	}
	if !b.ended.Load() {
		_, _ = io.CopyN(io.Discard, b, maxLeftover)
	}
	return b.ended.Load() && errors.Is(b.err, io.EOF)
}

func skipTrailer(r *bufio.Reader) {
	for {
		line, err := r.ReadString('\n')
		if err != nil || line == "\r\n" || line == "\n" {
			return
		}
	}
}

// watcher looks out for the end of a connection while a handler runs.
type watcher struct {
	conn  *conn
	timer *time.Timer
	begun chan struct{} // closed when the look-out has begun and ended
	began atomic.Bool
}

// watch begins to look out once the handler has taken a moment, and only where
// the body has been read, because both read from the connection.
func (c *conn) watch(b *body, cancel context.CancelFunc) *watcher {
	w := &watcher{conn: c, begun: make(chan struct{})}
	// The timer is started once it is in its place: look sets it again.
	w.timer = time.AfterFunc(math.MaxInt64, func() { w.look(b, cancel) })
	w.timer.Reset(watchAfter)
	return w
}

func (w *watcher) look(b *body, cancel context.CancelFunc) {
	if b != nil && !b.ended.Load() {
		w.timer.Reset(watchAfter)
		return
	}
	if !w.began.CompareAndSwap(false, true) {
		return
	}
	defer close(w.begun)
	_, err := w.conn.r.Peek(1)
	var timeout net.Error
	if err != nil && !(errors.As(err, &timeout) && timeout.Timeout()) {
		cancel()
	}
}

// stop ends the look-out.
func (w *watcher) stop() {
	w.timer.Stop()
	if w.began.CompareAndSwap(false, true) {
		return
	}
	_ = w.conn.SetReadDeadline(time.Unix(1, 0))
	<-w.begun
	_ = w.conn.SetReadDeadline(time.Time{})
}
