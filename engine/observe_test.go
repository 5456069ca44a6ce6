package engine

import (
	"bufio"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// strict are the headers of which a value on one side and none on the other is
// a difference.
var strict = []string{
	"content-type", "location", "allow", "set-cookie", "cache-control", "x-nextjs-cache", "refresh", "content-encoding",
	"content-range", "accept-ranges", "www-authenticate", "link", "last-modified", "x-middleware-next", "x-middleware-rewrite",
	"x-middleware-set-cookie", "x-middleware-override-headers",
}

// noise are the headers that are not compared: those of the connection, and what
// only Next's documents carry.
var noise = []string{
	"date", "connection", "keep-alive", "transfer-encoding", "content-length", "etag", "x-powered-by", "server",
	"x-nextjs-prerender", "x-nextjs-stale-time", "x-nextjs-postponed", "trailer",
}

func itoa(n int) string { return strconv.Itoa(n) }

// observe reads a response line by line, because repeated lines and the spelling
// of their values count.
func observe(t *testing.T, conn net.Conn, method, addr string) observed {
	t.Helper()
	r := bufio.NewReader(conn)
	line := func() string {
		s, err := r.ReadString('\n')
		if err != nil {
			t.Fatalf("the head ends early: %v", err)
		}
		return strings.TrimSuffix(strings.TrimSuffix(s, "\n"), "\r")
	}
	first := strings.SplitN(line(), " ", 3)
	o := observed{Headers: map[string]any{}}
	o.Status, _ = strconv.Atoi(first[1])
	o.StatusText = first[2]
	var body io.Reader = r
	zipped := false
	_, port, _ := net.SplitHostPort(addr)
	for l := line(); l != ""; l = line() {
		name, value, _ := strings.Cut(l, ": ")
		o.ordered(name)
		name = strings.ToLower(name)
		switch {
		case name == "transfer-encoding":
			body = httputil.NewChunkedReader(r)
		case name == "content-length":
			n, _ := strconv.ParseInt(value, 10, 64)
			body = io.LimitReader(r, n)
		case name == "content-encoding":
			zipped = value == "gzip"
		}
		o.note(name, normal(latin1(value), port))
	}
	o.read(method, body, zipped, port)
	return o
}

func latin1(s string) string {
	out := make([]rune, len(s))
	for i := range len(s) {
		out[i] = rune(s[i])
	}
	return string(out)
}

// ordered notes the spelling of a header, but for those of the connection and the
// length, of which a document of signalbox's own has another.
func (o *observed) ordered(name string) {
	switch strings.ToLower(name) {
	case "date", "connection", "keep-alive", "transfer-encoding", "content-length", "etag":
		return
	}
	o.Order = strings.TrimPrefix(o.Order+" "+name, " ")
}

func (o *observed) note(name, value string) {
	if name == "vary" {
		value = foreignVary(value)
		if value == "" {
			return
		}
		if old, ok := o.Headers[name].(string); ok {
			value = foreignVary(old + ", " + value)
		}
		o.Headers[name] = value
		return
	}
	if slices.Contains(noise, name) {
		return
	}
	if name == "set-cookie" {
		old, _ := o.Headers[name].([]string)
		o.Headers[name] = append(old, cookieAge(value))
		return
	}
	if old, ok := o.Headers[name].(string); ok {
		value = old + ", " + value
	}
	o.Headers[name] = value
}

// foreignVary leaves what is not Next's own.
func foreignVary(value string) string {
	var out []string
	for part := range strings.SplitSeq(value, ",") {
		part = strings.ToLower(strings.TrimSpace(part))
		switch part {
		case "", "rsc", "next-router-state-tree", "next-router-prefetch", "next-router-segment-prefetch", "next-url", "accept-encoding":
		default:
			out = append(out, part)
		}
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), ", ")
}

// normal replaces the port, which differs from run to run.
func normal(s, port string) string {
	for _, form := range [...][2]string{{"localhost:", "localhost:{PORT}"}, {"127.0.0.1:", "127.0.0.1:{PORT}"}, {"%3A", "%3A{PORT}"}} {
		s = strings.ReplaceAll(s, form[0]+port, form[1])
	}
	return strings.ReplaceAll(s, `"`+port+`"`, `"{PORT}"`)
}

var (
	maxAge  = regexp.MustCompile(`(?i);\s*max-age=(-?\d+)`)
	expires = regexp.MustCompile(`(?i);\s*expires=([^;]+)`)
)

// cookieAge marks an Expires that only repeats Max-Age.
func cookieAge(v string) string {
	age, at := maxAge.FindStringSubmatch(v), expires.FindStringSubmatch(v)
	if age == nil || at == nil {
		return v
	}
	seconds, _ := strconv.Atoi(age[1])
	moment, err := http.ParseTime(at[1])
	if err == nil && moment.Sub(time.Now().Add(time.Duration(seconds)*time.Second)).Abs() < time.Minute {
		return strings.Replace(v, at[1], "<now+max-age>", 1)
	}
	return v
}

func (o *observed) read(method string, body io.Reader, zipped bool, port string) {
	if method == "HEAD" || o.Status == 204 || o.Status == 304 {
		return
	}
	data, err := io.ReadAll(body)
	o.BodyError = err != nil && !errors.Is(err, io.EOF)
	if zipped {
		if z, err := gzip.NewReader(strings.NewReader(string(data))); err == nil {
			data, _ = io.ReadAll(z)
		}
	}
	if utf8.Valid(data) {
		o.Body = normal(string(data), port)
	} else {
		o.BodyB64 = base64.StdEncoding.EncodeToString(data)
	}
}
