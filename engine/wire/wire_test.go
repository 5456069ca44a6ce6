package wire

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// talk sends bytes to a server on one connection and returns all that it
// answers until it closes the connection.
func talk(t *testing.T, h Handler, sent string) string {
	t.Helper()
	client, conn := net.Pipe()
	s := New(h)
	go newConn(s, conn).serveAndClose()
	go func() { _, _ = io.WriteString(client, sent) }()
	_ = client.SetReadDeadline(time.Now().Add(5 * time.Second))
	got, err := io.ReadAll(client)
	if err != nil {
		t.Fatalf("%v after %q", err, got)
	}
	return string(got)
}

func (c *conn) serveAndClose() {
	c.serve(context.Background())
	_ = c.Close()
}

func echo(_ context.Context, w *Writer, r *Request) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
	}
	w.Head(200, "", []Header{{"x-target", r.Target}})
	_, _ = io.WriteString(w, r.Method+" "+string(body))
}

func TestRefusals(t *testing.T) {
	cases := []struct{ name, sent, want string }{
		{"lower-case method", "get / HTTP/1.1\r\nHost: x\r\n\r\n", badRequest},
		{"unknown method", "FOO / HTTP/1.1\r\nHost: x\r\n\r\n", badRequest},
		{"space in the target", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", badRequest},
		{"byte above 126 in the target", "GET /\xc3\xbc HTTP/1.1\r\nHost: x\r\n\r\n", badRequest},
		{"no host", "GET / HTTP/1.1\r\n\r\n", badRequest},
		{"no colon", "GET / HTTP/1.1\r\nHost: x\r\nbad\r\n\r\n", badRequest},
		{"space before the colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", badRequest},
		{"wrong version", "GET / HTTP/2.0\r\nHost: x\r\n\r\n", badRequest},
		{"two lengths of a body", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", badRequest},
		{"bad length", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", badRequest},
		{"head too large", "GET / HTTP/1.1\r\nHost: x\r\nA: " + strings.Repeat("a", maxHead) + "\r\n\r\n", tooLarge},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := talk(t, echo, tc.sent); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestTargetsComeAsTheyWere(t *testing.T) {
	for _, target := range []string{"/p/%E0%A4%A", "/%", "//a//b", "/a/../b?x=%zz#y", "*", "http://h/x"} {
		got := talk(t, echo, "GET "+target+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
		if !strings.Contains(got, "\r\nx-target: "+target+"\r\n") {
			t.Errorf("%s: %q", target, got)
		}
	}
}

func TestRequestsOnOneConnection(t *testing.T) {
	got := talk(t, echo, "\r\nPOST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab"+
		"POST /2 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\ncd\r\n1;x=y\r\ne\r\n0\r\nTrailer: z\r\n\r\n"+
		"GET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	for _, want := range []string{"7\r\nPOST ab\r\n0\r\n\r\n", "8\r\nPOST cde\r\n0\r\n\r\n", "4\r\nGET \r\n0\r\n\r\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
}

func TestBodyThatNobodyReads(t *testing.T) {
	ignore := func(_ context.Context, w *Writer, r *Request) { w.Head(204, "", nil) }
	got := talk(t, ignore, "POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhelloGET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	if strings.Count(got, "HTTP/1.1 204 No Content\r\n") != 2 || strings.Contains(got, "chunked") {
		t.Errorf("%q", got)
	}
}

func TestHead(t *testing.T) {
	h := func(_ context.Context, w *Writer, _ *Request) {
		w.Head(299, "Weird", []Header{{"Allow", "GET"}, {"Allow", "HEAD"}, {"x-split", "a\r\nb"}})
		_, _ = io.WriteString(w, "body")
	}
	got := talk(t, h, "HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	if !strings.HasPrefix(got, "HTTP/1.1 299 Weird\r\nAllow: GET\r\nAllow: HEAD\r\nx-split: ab\r\n") || !strings.HasSuffix(got, "\r\n\r\n") {
		t.Errorf("%q", got)
	}
}

func TestAbortIsSeen(t *testing.T) {
	h := func(_ context.Context, w *Writer, _ *Request) {
		w.Head(200, "", nil)
		_, _ = io.WriteString(w, "part")
		w.Abort()
	}
	if got := talk(t, h, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"); !strings.HasSuffix(got, "4\r\npart\r\n") {
		t.Errorf("%q", got)
	}
}

// Node holds the head back until the first piece of the body, so a body that
// fails before it leaves the client without any answer.
func TestAbortBeforeTheFirstByte(t *testing.T) {
	h := func(_ context.Context, w *Writer, _ *Request) {
		w.Head(200, "", nil)
		w.Abort()
	}
	if got := talk(t, h, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"); got != "" {
		t.Errorf("%q", got)
	}
}

func TestExpectContinue(t *testing.T) {
	got := talk(t, echo, "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\nConnection: close\r\n\r\na")
	if !strings.HasPrefix(got, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n") {
		t.Errorf("%q", got)
	}
}

func TestClientThatGoesAwayCancels(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, conn := net.Pipe()
		var cause error
		s := New(func(ctx context.Context, w *Writer, _ *Request) {
			<-ctx.Done()
			cause = ctx.Err()
			w.Head(200, "", nil)
		})
		go newConn(s, conn).serveAndClose()
		_, _ = io.WriteString(client, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		_ = client.Close()
		synctest.Wait()
		time.Sleep(2 * watchAfter) // the bubble's clock
		synctest.Wait()
		if !errors.Is(cause, context.Canceled) {
			t.Errorf("the handler's context ended with %v", cause)
		}
	})
}

func TestServeEndsWithItsContext(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- New(echo).Serve(ctx, l, time.Second) }()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(c, "GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil || line != "HTTP/1.1 200 OK\r\n" {
		t.Fatalf("%q, %v", line, err)
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("serve: %v", err)
	}
}

func FuzzReadHead(f *testing.F) {
	f.Add("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	f.Add("POST /a?b HTTP/1.0\nA:b\n\n")
	f.Fuzz(func(t *testing.T, in string) {
		r, err := readHead(bufio.NewReader(strings.NewReader(in)))
		if err != nil {
			return
		}
		if !knownMethod(r.Method) || !printable(r.Target) {
			t.Errorf("took %q as %q %q", in, r.Method, r.Target)
		}
		for _, h := range r.Header {
			if !token(h.Name) || strings.ContainsAny(h.Value, "\r\n\x00") {
				t.Errorf("took %q with the header %q", in, h)
			}
		}
	})
}
