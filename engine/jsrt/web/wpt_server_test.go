//go:build wpt

package web

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// wptServer plays the test server of web-platform-tests: the checkout's files,
// with the headers that stand beside them and the names put in, and those of
// its programs that the selected tests ask (in wptPrograms, by base name).
type wptServer struct {
	dir   string
	host  string
	mu    sync.Mutex
	stash map[string]any
}

func startWPTServer(t *testing.T, dir string) *httptest.Server {
	s := &wptServer{dir: dir, stash: map[string]any{}}
	srv := httptest.NewServer(s)
	s.host = srv.Listener.Addr().String()
	t.Cleanup(srv.CloseClientConnections)
	return srv
}

func (s *wptServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := path.Clean(r.URL.Path)
	if program, ok := wptPrograms[path.Base(name)]; ok {
		program(s, w, r)
		return
	}
	data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", wptType(name))
	if lines, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)+".headers")); err == nil {
		for line := range strings.SplitSeq(string(lines), "\n") {
			if k, v, ok := strings.Cut(line, ":"); ok {
				w.Header().Set(k, strings.TrimSpace(v))
			}
		}
	}
	w.Write([]byte(s.fill(name, string(data))))
}

func wptType(name string) string {
	types := map[string]string{".json": "application/json", ".txt": "text/plain", ".html": "text/html", ".js": "text/javascript", ".xml": "application/xml"}
	if t, ok := types[path.Ext(name)]; ok {
		return t
	}
	return "application/octet-stream"
}

// fill puts the names of the server into a .sub. file: every host is this one.
func (s *wptServer) fill(name, text string) string {
	if !strings.Contains(path.Base(name), ".sub.") {
		return text
	}
	host, port, _ := strings.Cut(s.host, ":")
	return strings.NewReplacer("{{host}}", host, "{{hosts[alt][]}}", "localhost", "{{domains[www]}}", "localhost", "{{domains[www1]}}", "localhost",
		"{{domains[www2]}}", "localhost", "{{ports[http][0]}}", port, "{{ports[http][1]}}", port, "{{ports[https][0]}}", port, "{{ports[https][1]}}", port).Replace(text)
}

func (s *wptServer) put(key string, value any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stash[key] = value
}

func (s *wptServer) take(key string) any {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.stash[key]
	delete(s.stash, key)
	return v
}

type wptProgram func(s *wptServer, w http.ResponseWriter, r *http.Request)

var wptPrograms = map[string]wptProgram{
	"inspect-headers.py":        inspectHeaders,
	"echo-content.py":           echoContent,
	"echo-content.h2.py":        echoContent,
	"method.py":                 echoMethod,
	"status.py":                 sayStatus,
	"trickle.py":                trickle,
	"bad-chunk-encoding.py":     badChunks,
	"redirect.py":               redirect,
	"redirect.h2.py":            redirect,
	"infinite-slow-response.py": endless,
	"stash-put.py": func(s *wptServer, w http.ResponseWriter, r *http.Request) {
		s.put(query(r, "key"), query(r, "value"))
		fmt.Fprint(w, "done")
	},
	"stash-take.py": func(s *wptServer, w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode(s.take(query(r, "key")))
	},
	"clean-stash.py":               cleanStash,
	"authentication.py":            authentication,
	"dump-authorization-header.py": dumpAuthorization,
	"redirect-empty-location.py": func(_ *wptServer, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "")
		w.WriteHeader(302)
	},
	"cache.py": conditional,
	"echo-headers.py": func(_ *wptServer, w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		r.Header.Write(w)
	},
	"parse-headers.py": func(_ *wptServer, w http.ResponseWriter, r *http.Request) {
		w.Header().Set("My-Custom-Header", query(r, "my-custom-header"))
	},
	"bad-gzip-body.py": func(_ *wptServer, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		fmt.Fprint(w, "not actually gzip")
	},
	"bad-br-body.py": func(_ *wptServer, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		fmt.Fprint(w, "not actually br")
	},
	"preflight.py": func(_ *wptServer, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Did-Preflight", "0")
		w.Header().Set("Content-Type", "text/plain")
	},
}

func query(r *http.Request, name string) string { return r.URL.Query().Get(name) }

func orNone(value, none string) string {
	if value == "" {
		return none
	}
	return value
}

func cors(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", orNone(r.Header.Get("Origin"), "*"))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func inspectHeaders(_ *wptServer, w http.ResponseWriter, r *http.Request) {
	for name := range strings.SplitSeq(query(r, "headers"), "|") {
		values := r.Header.Values(name)
		if strings.EqualFold(name, "host") {
			values = []string{r.Host}
		}
		if strings.EqualFold(name, "content-length") && r.ContentLength >= 0 && r.Header.Get("Content-Length") == "" && r.Method != "GET" {
			values = []string{strconv.FormatInt(r.ContentLength, 10)}
		}
		if len(values) > 0 {
			w.Header()["x-request-"+name] = []string{strings.Join(values, ", ")}
		}
	}
	if r.URL.Query().Has("cors") {
		cors(w, r)
	}
	w.Header().Set("Content-Type", "text/plain")
}

func contentLength(r *http.Request) string {
	if r.ContentLength < 0 || r.ContentLength == 0 && r.Header.Get("Content-Length") == "" && r.Method == "GET" {
		return "NO"
	}
	return strconv.FormatInt(r.ContentLength, 10)
}

func echoContent(_ *wptServer, w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Request-Method", r.Method)
	h.Set("X-Request-Content-Length", contentLength(r))
	h.Set("X-Request-Content-Type", orNone(r.Header.Get("Content-Type"), "NO"))
	h.Set("Content-Type", "text/plain")
	body(w, r)
}

// body sends what came back.
func body(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body)
	if err == nil {
		w.Write(data)
	}
}

func echoMethod(_ *wptServer, w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	if r.URL.Query().Has("cors") {
		cors(w, r)
	}
	h.Set("X-Request-Method", r.Method)
	h.Set("X-Request-Content-Length", contentLength(r))
	for _, name := range []string{"Content-Type", "Content-Encoding", "Content-Language", "Content-Location"} {
		h.Set("X-Request-"+name, orNone(r.Header.Get(name), "NO"))
	}
	body(w, r)
}

func sayStatus(_ *wptServer, w http.ResponseWriter, r *http.Request) {
	code, _ := strconv.Atoi(orNone(query(r, "code"), "200"))
	conn, buf, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	text, content := "OMG", query(r, "content")
	if r.URL.Query().Has("text") {
		text = query(r, "text")
	}
	fmt.Fprintf(buf, "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nX-Request-Method: %s\r\n", code, text, query(r, "type"), r.Method)
	if r.Method != "HEAD" && code != 204 && code != 304 {
		fmt.Fprintf(buf, "Content-Length: %d\r\n", len(content))
	}
	fmt.Fprint(buf, "Connection: close\r\n\r\n")
	if r.Method != "HEAD" && code != 204 && code != 304 {
		fmt.Fprint(buf, content)
	}
	buf.Flush()
}

func milliseconds(r *http.Request, standard string) time.Duration {
	n, _ := strconv.ParseFloat(orNone(query(r, "ms"), standard), 64)
	return time.Duration(n * float64(time.Millisecond))
}

func trickle(_ *wptServer, w http.ResponseWriter, r *http.Request) {
	count, _ := strconv.Atoi(orNone(query(r, "count"), "50"))
	if !r.URL.Query().Has("notype") {
		w.Header().Set("Content-Type", "text/plain")
	} else {
		w.Header()["Content-Type"] = nil
	}
	time.Sleep(milliseconds(r, "500"))
	for range count {
		if _, err := fmt.Fprint(w, "TEST_TRICKLE\n"); err != nil {
			return
		}
		w.(http.Flusher).Flush()
		time.Sleep(milliseconds(r, "500"))
	}
}

func badChunks(_ *wptServer, w http.ResponseWriter, r *http.Request) {
	count, _ := strconv.Atoi(orNone(query(r, "count"), "50"))
	conn, buf, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	fmt.Fprint(buf, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
	for range count {
		time.Sleep(milliseconds(r, "1000"))
		fmt.Fprint(buf, "a\r\nTEST_CHUNK\r\n")
		buf.Flush()
	}
	fmt.Fprint(buf, "garbage")
	buf.Flush()
}

func redirect(s *wptServer, w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	cors(w, r)
	count := 0
	if token := q.Get("token"); token != "" {
		if n, ok := s.take(token).(int); ok {
			count = n
		}
	}
	count++
	status, err := strconv.Atoi(q.Get("redirect_status"))
	if err != nil {
		status = 302
	}
	if q.Has("location") {
		target := q.Get("location")
		if u, err := url.Parse(target); err == nil && !q.Has("simple") && (u.Scheme == "" || strings.HasPrefix(u.Scheme, "http")) {
			join := "?"
			if strings.Contains(target, "?") {
				join = "&"
			}
			one := url.Values{}
			for k, v := range q {
				one.Set(k, v[0])
			}
			target += join + one.Encode() + "&count=" + strconv.Itoa(count)
		}
		w.Header().Set("Location", target)
	}
	if d := q.Get("delay"); d != "" {
		n, _ := strconv.ParseFloat(d, 64)
		time.Sleep(time.Duration(n) * time.Millisecond)
	}
	if token := q.Get("token"); token != "" {
		s.put(token, count)
		if most, err := strconv.Atoi(q.Get("max_count")); err == nil && count > most {
			fmt.Fprint(w, count-1)
			return
		}
	}
	w.Header().Set("Content-Type", "text/plain")
	w.WriteHeader(status)
}

func endless(s *wptServer, w http.ResponseWriter, r *http.Request) {
	state, abort := query(r, "stateKey"), query(r, "abortKey")
	if state != "" {
		s.put(state, "open")
	}
	w.Header().Set("Content-Type", "text/plain")
	fmt.Fprint(w, strings.Repeat(".", 2048))
	for r.Context().Err() == nil && (abort == "" || s.take(abort) == nil) {
		fmt.Fprint(w, ".")
		w.(http.Flusher).Flush()
		time.Sleep(10 * time.Millisecond)
	}
	if state != "" {
		s.put(state, "closed")
	}
}

func cleanStash(s *wptServer, w http.ResponseWriter, r *http.Request) {
	if s.take(query(r, "token")) != nil {
		fmt.Fprint(w, "1")
		return
	}
	fmt.Fprint(w, "0")
}

func authentication(_ *wptServer, w http.ResponseWriter, r *http.Request) {
	if user, password, _ := r.BasicAuth(); user == "user" && password == "password" {
		fmt.Fprint(w, "Authentication done")
		return
	}
	w.Header().Set("WWW-Authenticate", `Basic realm="`+orNone(query(r, "realm"), "test")+`"`)
	w.WriteHeader(401)
	fmt.Fprint(w, "Please login with credentials 'user' and 'password'")
}

func dumpAuthorization(_ *wptServer, w http.ResponseWriter, r *http.Request) {
	cors(w, r)
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(w, orNone(r.Header.Get("Authorization"), "none"))
}

func conditional(_ *wptServer, w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("If-None-Match") == `"123abc"` {
		w.Header().Set("X-HTTP-STATUS", "304")
		w.WriteHeader(304)
		return
	}
	w.Header().Set("ETag", `"123abc"`)
	w.Header().Set("Content-Type", "text/plain")
	fmt.Fprint(w, "lorem ipsum dolor sit amet")
}
