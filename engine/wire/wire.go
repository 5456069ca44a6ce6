// Package wire is a small HTTP/1.1 server that keeps a request as it came: the
// target byte for byte, header names and their order, and that answers in the
// same way, with a status text, repeated lines and a spelling of names of the
// handler's choice.
//
// net/http does none of this: it refuses targets with a bad percent sign, which
// Next.js takes, sorts headers, and has one text per status. What Node's parser
// refuses is refused here with the same bytes (NEXT-FACTS C8, D1): a method that
// it does not know, a space or a byte above 126 in the target, a missing Host.
//
// One goroutine serves one connection, request after request. A second one looks
// out for the end of the connection while a handler takes its time, so that a
// client that goes away cancels what it asked for.
package wire

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"time"
)

// Header is one line of a header block.
type Header struct{ Name, Value string }

// Request is a request as it came.
type Request struct {
	Method string
	Target string
	Minor  int // of HTTP/1.x
	Header []Header
	// Body is nil for none. It need not be read to its end.
	Body          io.Reader
	Local, Remote net.Addr
}

// Get returns the first line of a header, "" for none. name is lower-case.
func (r *Request) Get(name string) string {
	for i := range r.Header {
		if equalFold(r.Header[i].Name, name) {
			return r.Header[i].Value
		}
	}
	return ""
}

// Handler answers a request. ctx ends when the client goes away.
type Handler func(ctx context.Context, w *Writer, r *Request)

// The limits are Node's.
const (
	maxHead     = 16 << 10
	idleTime    = 6 * time.Second // "Keep-Alive: timeout=5" and Node's grace
	headTime    = 60 * time.Second
	watchAfter  = 20 * time.Millisecond
	maxLeftover = 256 << 10
)

// Server serves connections until its context ends.
type Server struct {
	handle Handler

	mu    sync.Mutex
	conns map[*conn]struct{}
	ended bool
	wg    sync.WaitGroup
}

// New makes a Server.
func New(h Handler) *Server { return &Server{handle: h, conns: map[*conn]struct{}{}} }

// Serve accepts connections until ctx ends; then it closes the listener, lets
// requests under way finish for a grace time, and returns nil.
func (s *Server) Serve(ctx context.Context, l net.Listener, grace time.Duration) error {
	stop := context.AfterFunc(ctx, func() { _ = l.Close() })
	defer stop()
	for {
		c, err := l.Accept()
		if err != nil {
			if ctx.Err() == nil && !errors.Is(err, net.ErrClosed) {
				return err
			}
			s.shutdown(grace)
			return nil
		}
		s.start(ctx, c)
	}
}

func (s *Server) start(ctx context.Context, nc net.Conn) {
	c := newConn(s, nc)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		_ = nc.Close()
		return
	}
	s.conns[c] = struct{}{}
	s.wg.Go(func() {
		defer s.drop(c)
		c.serve(context.WithoutCancel(ctx))
	})
}

func (s *Server) drop(c *conn) {
	_ = c.Close()
	s.mu.Lock()
	delete(s.conns, c)
	s.mu.Unlock()
}

// shutdown ends idle connections at once and the others after the grace time.
func (s *Server) shutdown(grace time.Duration) {
	s.each(func(c *conn) {
		c.last.Store(true)
		if !c.busy.Load() {
			_ = c.Close()
		}
	})
	done := make(chan struct{})
	go func() { s.wg.Wait(); close(done) }()
	select {
	case <-done:
		return
	case <-time.After(grace):
	}
	s.each(func(c *conn) { _ = c.Close() })
	<-done
}

func (s *Server) each(f func(*conn)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	for c := range s.conns {
		f(c)
	}
}
