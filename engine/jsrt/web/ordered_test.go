package web

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// heads is a server that answers every request and keeps the head as it came.
func heads(t *testing.T) (addr string, got chan string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	got = make(chan string, 4)
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		var seen bytes.Buffer
		r := bufio.NewReader(io.TeeReader(conn, &seen))
		for {
			req, err := http.ReadRequest(r)
			if err != nil {
				return
			}
			_, _ = io.Copy(io.Discard, req.Body)
			head, _, _ := strings.Cut(seen.String(), "\r\n\r\n")
			seen.Reset()
			got <- head
			_, _ = io.WriteString(conn, "HTTP/1.1 204 No Content\r\n\r\n")
		}
	}()
	return l.Addr().String(), got
}

func TestHeadersGoOutInTheOrderOfTheCode(t *testing.T) {
	addr, got := heads(t)
	f := &fetcher{transport: newTransport()}
	long := strings.Repeat("z", 9000)
	tests := []struct {
		name    string
		headers []string
		body    string
		want    []string
	}{
		{"own first, length last", []string{"x-b", "1", "content-type", "text/plain", "a", "2"}, "body",
			[]string{"host", "x-b", "content-type", "a", "accept", "accept-language", "sec-fetch-mode", "user-agent", "accept-encoding", "content-length"}},
		{"on a kept connection, longer than a buffer", []string{"user-agent", "mine", "x-long", long}, "",
			[]string{"host", "user-agent", "x-long", "accept", "accept-language", "sec-fetch-mode", "accept-encoding", "content-length"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := &exchange{ctx: t.Context()}
			res, err := f.trip(x, fetchHead{Method: "POST", Headers: tt.headers}, "http://"+addr+"/", []byte(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			_ = res.Body.Close()
			var names []string
			for _, line := range strings.Split(<-got, "\r\n")[1:] {
				name, _, _ := strings.Cut(line, ":")
				names = append(names, strings.ToLower(name))
			}
			if strings.Join(names, " ") != strings.Join(tt.want, " ") {
				t.Errorf("sent %v, want %v", names, tt.want)
			}
		})
	}
}
