package web

import (
	"bytes"
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/http/httptrace"
	"slices"
	"strings"
)

// orderedConn sends the head of a request with its fields in the order that the
// code gave them, the ones that Node adds behind them and the length last, as
// undici does. net/http sorts them, and a server that echoes what it got shows
// the difference.
//
// The transport writes a request only after it was given the connection, and
// one at a time, so expect, called at that moment, tells that a head follows.
type orderedConn struct {
	net.Conn
	order   []string // lower-case names; nil: the head is through
	waiting bytes.Buffer
}

// expect says that the next bytes are the head of a request.
func (c *orderedConn) expect(order []string) {
	c.order = order
	c.waiting.Reset()
}

// Write passes bytes on, a head as a whole.
func (c *orderedConn) Write(p []byte) (int, error) {
	if c.order == nil {
		return c.Conn.Write(p)
	}
	c.waiting.Write(p)
	head, rest, whole := bytes.Cut(c.waiting.Bytes(), []byte("\r\n\r\n"))
	if !whole {
		return len(p), nil
	}
	out := append(arrange(string(head), c.order), rest...)
	c.order = nil
	if _, err := c.Conn.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

// arrange puts the fields of a head in order: the host first, then those that
// order names, then the others as they stand.
func arrange(head string, order []string) []byte {
	lines := strings.Split(head, "\r\n")
	rank := func(line string) int {
		name, _, _ := strings.Cut(line, ":")
		name = strings.ToLower(name)
		if name == "host" {
			return -1
		}
		if i := slices.Index(order, name); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(lines[1:], func(a, b string) int { return rank(a) - rank(b) })
	return []byte(strings.Join(lines, "\r\n") + "\r\n\r\n")
}

// inOrder makes the connection that a request gets send its fields in order.
func inOrder(ctx context.Context, order []string) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		if c, ok := info.Conn.(*orderedConn); ok {
			c.expect(order)
		}
	}})
}

// newTransport is a client like Node's: HTTP/1.1, no proxy of the environment,
// no decompression behind our back, the fields of a head in their order.
func newTransport() *http.Transport {
	var dialer net.Dialer
	return &http.Transport{
		DisableCompression:    true,
		MaxIdleConnsPerHost:   16,
		IdleConnTimeout:       idleConn,
		ResponseHeaderTimeout: responseHead,
		TLSNextProto:          map[string]func(string, *tls.Conn) http.RoundTripper{},
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			conn, err := dialer.DialContext(ctx, network, addr)
			if err != nil {
				return nil, err
			}
			return &orderedConn{Conn: conn}, nil
		},
		DialTLSContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			conn, err := (&tls.Dialer{NetDialer: &dialer}).DialContext(ctx, network, addr)
			if err != nil {
				return nil, err
			}
			return &orderedConn{Conn: conn}, nil
		},
	}
}
