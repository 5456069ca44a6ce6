package engine

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"

	"signalbox/engine/match"
)

// passOn sends a request to another server as the http-proxy package within Next
// does: the headers of the client in their order, the host of the target in the
// place of its own, one connection for one request. It is written out here
// because net/http sorts headers and adds its own.
func passOn(ctx context.Context, method, target string, headers []match.Header, body io.Reader) (*http.Response, error) {
	u, err := url.Parse(target)
	if err != nil {
		return nil, err
	}
	conn, err := dialServer(ctx, u)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	resp, err := exchangeOver(conn, u.Host, outgoing{method, requestPath(target), headers, body})
	if err != nil {
		stop()
		_ = conn.Close()
		return nil, err
	}
	resp.Body = &connBody{resp.Body, conn, stop}
	return resp, nil
}

// outgoing is a request that is passed on.
type outgoing struct {
	method string
	path   string // with the query, as it was written
	header []match.Header
	body   io.Reader
}

// requestPath is the path and the query of an absolute URL, spelled as they are.
func requestPath(target string) string {
	_, rest, _ := strings.Cut(target, "://")
	rest, _, _ = strings.Cut(rest, "#")
	at := strings.IndexAny(rest, "/?")
	switch {
	case at < 0:
		return "/"
	case rest[at] == '?':
		return "/" + rest[at:]
	}
	return rest[at:]
}

// connBody closes the connection with the body.
type connBody struct {
	io.ReadCloser
	conn net.Conn
	stop func() bool
}

// Close ends the body and the connection.
func (b *connBody) Close() error {
	b.stop()
	_ = b.ReadCloser.Close()
	return b.conn.Close()
}

func dialServer(ctx context.Context, u *url.URL) (net.Conn, error) {
	port := u.Port()
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("a rewrite to %s cannot be passed on: only http and https can", u.Scheme)
	case port == "" && u.Scheme == "https":
		port = "443"
	case port == "":
		port = "80"
	}
	address := net.JoinHostPort(u.Hostname(), port)
	if u.Scheme == "https" {
		return (&tls.Dialer{Config: &tls.Config{ServerName: u.Hostname()}}).DialContext(ctx, "tcp", address)
	}
	return new(net.Dialer).DialContext(ctx, "tcp", address)
}

// exchangeOver writes the request and reads the head of the response.
func exchangeOver(conn net.Conn, host string, o outgoing) (*http.Response, error) {
	head, chunked := o.head(host)
	if _, err := conn.Write(head); err != nil {
		return nil, err
	}
	if err := o.writeBody(conn, chunked); err != nil {
		return nil, err
	}
	return http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: o.method})
}

// head is the request line and the header block. chunked says how the body
// follows.
func (o outgoing) head(host string) (block []byte, chunked bool) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\n", o.method, o.path)
	seen := map[string]bool{}
	for _, h := range o.header {
		value := h.Value
		switch h.Name {
		case "host":
			value = host
		case "connection":
			value = "close"
		case "transfer-encoding":
			chunked = true
		case "keep-alive", "upgrade", "proxy-connection":
			continue
		}
		seen[h.Name] = true
		writeField(&b, h.Name, value)
	}
	if !seen["host"] {
		writeField(&b, "host", host)
	}
	if !seen["content-length"] && !seen["transfer-encoding"] && o.wantsLength() {
		writeField(&b, "content-length", "0")
	}
	if !seen["connection"] {
		writeField(&b, "connection", "close")
	}
	b.WriteString("\r\n")
	return b.Bytes(), chunked
}

// wantsLength says that a request without a body states its length.
func (o outgoing) wantsLength() bool {
	switch o.method {
	case "GET", "HEAD", "TRACE":
		return false
	}
	return true
}

func writeField(b *bytes.Buffer, name, value string) {
	b.WriteString(name + ": " + value + "\r\n")
}

func (o outgoing) writeBody(w io.Writer, chunked bool) error {
	switch {
	case o.body == nil && !chunked:
		return nil
	case !chunked:
		_, err := io.CopyN(w, o.body, o.length())
		return err
	}
	c := httputil.NewChunkedWriter(w)
	if o.body != nil {
		if _, err := io.Copy(c, o.body); err != nil {
			return err
		}
	}
	if err := c.Close(); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\r\n")
	return err
}

// length is what the request says about its body.
func (o outgoing) length() int64 {
	for _, h := range o.header {
		if strings.EqualFold(h.Name, "content-length") {
			if n, err := strconv.ParseInt(h.Value, 10, 64); err == nil {
				return n
			}
		}
	}
	return 0
}
