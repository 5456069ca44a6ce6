package engine

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// TestRecorded replays what real Next.js answered, 16.4.6 where cases.json names
// no other version, to the requests of testdata/recorded: each folder is an app
// tree with its cases.json, written by record.mjs beside it. Waiting is done by
// moving the clock.
func TestRecorded(t *testing.T) {
	apps, err := os.ReadDir("testdata/recorded")
	if err != nil {
		t.Fatal(err)
	}
	for i, app := range apps {
		if app.IsDir() && (!testing.Short() || i%short == 0) {
			t.Run(app.Name(), func(t *testing.T) {
				t.Parallel()
				replay(t, path.Join("testdata/recorded", app.Name()))
			})
		}
	}
}

// short is how many apps there are for each that runs with -short, which the
// race detector does: it makes the interpreter ten times as slow.
const short = 6

// step is one request with what Next answered.
type step struct {
	Name, Method, Path string
	Headers            map[string]any // a string, or a list of them
	Body               *string
	BodyB64            string                  `json:"body_b64"`
	BodyChunks         []struct{ Data string } `json:"body_chunks"`
	WaitMS             int                     `json:"wait_ms"`
	UseCookie          string                  `json:"use_cookie"` // the step whose cookies it sends
	Match              loose
	Want               observed
}

// loose says what is compared less strictly.
type loose struct {
	IgnoreBody    bool              `json:"ignore_body"`
	IgnoreHeaders []string          `json:"ignore_headers"`
	HeaderRegex   map[string]string `json:"header_regex"`
	BodyRegex     string            `json:"body_regex"`
	JSONIgnore    []string          `json:"json_ignore"`
	SameAs        string            `json:"same_as"`
	DiffersFrom   string            `json:"differs_from"`
	StatusText    bool              `json:"status_text"`
}

// observed is a response as it is compared.
type observed struct {
	Status     int
	StatusText string `json:"status_text"`
	Headers    map[string]any
	Body       string
	BodyB64    string `json:"body_b64"`
	BodyError  bool   `json:"body_error"`
	Order      string // the names of the headers as they were spelled, "" where the recording lacks it
}

func replay(t *testing.T, dir string) {
	var cases struct {
		Next  string // the version that answered
		IDs   bool   // ids that a run makes up are written <v1>, <v2> … in the order in which they came
		Steps []step
	}
	data, err := os.ReadFile(path.Join(dir, "cases.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	up := startUpstream(t)
	clock := NewClock()
	clock.Stop()
	version, _, _ := strings.Cut(cases.Next, ".")
	e := New(Options{Version: version, InProcess: true, AllowNet: []string{"*"}, Clock: clock, BuildAge: StartTime})
	t.Cleanup(func() { _ = e.Close() })
	if err := e.Open(t.Context(), loadApp(t, dir, up)); err != nil {
		t.Fatal(err)
	}
	addr := listen(t, e)
	prior, jar, ids := map[string]observed{}, map[string][]string{}, newTokens()
	for _, s := range cases.Steps {
		if err := e.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		clock.Advance(time.Duration(s.WaitMS)*time.Millisecond + time.Millisecond)
		if s.UseCookie != "" {
			s.addCookies(jar[s.UseCookie])
		}
		got := s.send(t, addr)
		jar[s.Name] = cookiesOf(got)
		if cases.IDs {
			ids.name(s.Want, &got)
		}
		for _, difference := range s.compare(got, prior) {
			t.Errorf("%s: %s %s: %s", s.Name, s.Method, s.Path, difference)
		}
		prior[s.Name] = got
	}
}

func listen(t *testing.T, e *Engine) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- e.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	return l.Addr().String()
}

// appSource is an app tree in memory.
type appSource struct{ fstest.MapFS }

// Revision is always the first.
func (appSource) Revision() uint64 { return 1 }

// Changes are unknown.
func (appSource) Changes(uint64) ([]string, bool) { return nil, false }

// Dir is a virtual folder.
func (appSource) Dir() string { return "/app" }

// upstreamPort is where the recording's own server listened.
const upstreamPort = "127.0.0.1:4499"

func loadApp(t *testing.T, dir, upstream string) appSource {
	out := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "cases.json" {
			return err
		}
		data, err := os.ReadFile(path.Join(dir, name))
		data = bytes.ReplaceAll(data, []byte(upstreamPort), []byte(upstream))
		out[name] = &fstest.MapFile{Data: data, Mode: 0o644, ModTime: time.Unix(1e9, 0)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	out[".env.local"] = &fstest.MapFile{Data: []byte("UPSTREAM_URL=http://" + upstream + "\n"), Mode: 0o644}
	return appSource{out}
}

// send sends the request over a connection of its own.
func (s *step) send(t *testing.T, addr string) observed {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := conn.Write(s.raw(addr)); err != nil {
		t.Fatal(err)
	}
	return observe(t, conn, s.Method, addr)
}

// raw is the request in bytes: a client of net/http would clean some targets.
func (s *step) raw(addr string) []byte {
	var b bytes.Buffer
	host := addr
	var lines []string
	for name, value := range s.Headers {
		values, ok := value.([]any)
		if !ok {
			values = []any{value}
		}
		for _, v := range values {
			if strings.EqualFold(name, "host") {
				host = v.(string)
				continue
			}
			lines = append(lines, name+": "+v.(string))
		}
	}
	body := s.body()
	if body != nil {
		lines = append(lines, "content-length: "+itoa(len(body)))
	}
	b.WriteString(s.Method + " " + s.Path + " HTTP/1.1\r\n" + strings.Join(append(lines, "Host: "+host, "Connection: close"), "\r\n") + "\r\n\r\n")
	b.Write(body)
	return b.Bytes()
}

func (s *step) body() []byte {
	switch {
	case s.BodyB64 != "":
		b, _ := base64.StdEncoding.DecodeString(s.BodyB64)
		return b
	case s.Body != nil:
		return []byte(*s.Body)
	case len(s.BodyChunks) > 0:
		var b []byte
		for _, c := range s.BodyChunks {
			b = append(b, c.Data...)
		}
		return b
	}
	return nil
}

// compare lists what differs.
func (s *step) compare(got observed, prior map[string]observed) []string {
	var out []string
	say := func(what string, want, got any) {
		out = append(out, what+" want "+text(want)+" got "+text(got))
	}
	if s.Want.Status != got.Status {
		say("status", s.Want.Status, got.Status)
	}
	if s.Match.StatusText && s.Want.StatusText != got.StatusText {
		say("status text", s.Want.StatusText, got.StatusText)
	}
	names := slices.Clone(strict)
	for name := range s.Want.Headers {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if re := s.Match.HeaderRegex[name]; re != "" {
			if !regexp.MustCompile(re).MatchString(strings.Join(list(got.Headers[name]), "\n")) {
				say(name, re, got.Headers[name])
			}
			continue
		}
		if !slices.Contains(s.Match.IgnoreHeaders, name) && !slices.Equal(list(s.Want.Headers[name]), list(got.Headers[name])) {
			say(name, s.Want.Headers[name], got.Headers[name])
		}
	}
	if s.Want.Order != "" && s.Want.Order != got.Order {
		say("the order of headers", s.Want.Order, got.Order)
	}
	if s.Want.BodyError != got.BodyError {
		say("an early end", s.Want.BodyError, got.BodyError)
	}
	return append(out, s.compareBody(got, prior)...)
}

func (s *step) compareBody(got observed, prior map[string]observed) []string {
	m := s.Match
	differ := func(a, b observed) bool { return a.Body != b.Body || a.BodyB64 != b.BodyB64 }
	switch {
	case m.IgnoreBody:
	case m.BodyRegex != "":
		if !regexp.MustCompile("(?s)" + m.BodyRegex).MatchString(got.Body) {
			return []string{"body want /" + m.BodyRegex + "/ got " + got.Body}
		}
	case m.SameAs != "":
		if differ(prior[m.SameAs], got) {
			return []string{"body should be that of " + m.SameAs + ": " + prior[m.SameAs].Body + " got " + got.Body}
		}
	case m.DiffersFrom != "":
		if !differ(prior[m.DiffersFrom], got) {
			return []string{"body should not be that of " + m.DiffersFrom + ": " + got.Body}
		}
	case len(m.JSONIgnore) > 0:
		if a, b := without(s.Want.Body, m.JSONIgnore), without(got.Body, m.JSONIgnore); a != b {
			return []string{"body want " + a + " got " + b}
		}
	case differ(s.Want, got):
		return []string{"body want " + s.Want.Body + s.Want.BodyB64 + " got " + got.Body + got.BodyB64}
	}
	return nil
}

func without(body string, keys []string) string {
	var v map[string]any
	if json.Unmarshal([]byte(body), &v) != nil {
		return body
	}
	for _, k := range keys {
		delete(v, k)
	}
	return text(v)
}

func text(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

func list(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{strings.ToLower(strings.ReplaceAll(v, " ", ""))}
	case []string:
		return v
	case []any:
		var out []string
		for _, item := range v {
			out = append(out, item.(string))
		}
		return out
	}
	return nil
}

// upstream is the server that recorded handlers fetch from.
func startUpstream(t *testing.T) string {
	counters, events := map[string]int{}, []string{}
	mux := http.NewServeMux()
	answer := func(w http.ResponseWriter, v string) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, v)
	}
	lock := make(chan struct{}, 1)
	guarded := func(h http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			lock <- struct{}{}
			defer func() { <-lock }()
			h(w, r)
		}
	}
	mux.HandleFunc("/counter", guarded(func(w http.ResponseWriter, r *http.Request) {
		k := r.URL.Query().Get("k")
		counters[k]++
		answer(w, `{"k":`+text(k)+`,"n":`+itoa(counters[k])+`}`)
	}))
	mux.HandleFunc("/slow", guarded(func(w http.ResponseWriter, _ *http.Request) { // slow only where it was recorded
		counters["slow"]++
		answer(w, `{"slow":"`+fmt.Sprintf("00000000-0000-4000-9000-%012x", counters["slow"])+`"}`)
	}))
	tickets, down := 0, map[string]bool{}
	mux.HandleFunc("/ticket", guarded(func(w http.ResponseWriter, r *http.Request) {
		tickets++
		answer(w, `{"id":"`+fmt.Sprintf("00000000-0000-4000-8000-%012x", tickets)+`"}`)
	}))
	mux.HandleFunc("/flip", guarded(func(w http.ResponseWriter, r *http.Request) {
		down[r.URL.Query().Get("k")] = r.URL.Query().Get("on") == "1"
		answer(w, `{"ok":true}`)
	}))
	mux.HandleFunc("/maybe", guarded(func(w http.ResponseWriter, r *http.Request) {
		k := r.URL.Query().Get("k")
		if down[k] {
			w.WriteHeader(http.StatusInternalServerError)
			answer(w, `{"error":"down"}`)
			return
		}
		counters["maybe "+k]++
		answer(w, `{"n":`+itoa(counters["maybe "+k])+`}`)
	}))
	mux.HandleFunc("/status", func(w http.ResponseWriter, r *http.Request) {
		var code int
		_, _ = fmt.Sscan(r.URL.Query().Get("code"), &code)
		w.Header().Set("Content-Type", "text/plain")
		w.WriteHeader(code)
		_, _ = io.WriteString(w, r.URL.Query().Get("body"))
	})
	mux.HandleFunc("/bytes", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/octet-stream")
		_, _ = w.Write([]byte{0, 1, 2, 250, 251, 255})
	})
	mux.HandleFunc("/cookies", func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Set-Cookie"] = []string{"a=1; Path=/", "b=2; HttpOnly"}
		w.Header()["X-Multi"] = []string{"one", "two"}
		w.Header().Set("Content-Type", "text/plain")
		_, _ = io.WriteString(w, "c")
	})
	mux.HandleFunc("/gzip", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = io.WriteString(z, "gzipped text body")
		_ = z.Close()
	})
	mux.HandleFunc("/latin1", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=iso-8859-1")
		_, _ = io.WriteString(w, "caf\xe9")
	})
	mux.HandleFunc("/event", guarded(func(w http.ResponseWriter, r *http.Request) {
		events = append(events, r.URL.Query().Get("e"))
		answer(w, `{"ok":true}`)
	}))
	mux.HandleFunc("/events", guarded(func(w http.ResponseWriter, r *http.Request) { answer(w, text(events)) }))
	mux.HandleFunc("/json", func(w http.ResponseWriter, r *http.Request) {
		answer(w, `{"hello":"upstream","n":`+r.URL.Query().Get("n")+`}`)
	})
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		answer(w, `{"method":`+text(r.Method)+`,"url":`+text(r.RequestURI)+`,"headers":{"x-forwarded-host":`+text(r.Header.Get("X-Forwarded-Host"))+`},"body":"","size":0}`)
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: mux}
	go func() { _ = server.Serve(l) }()
	t.Cleanup(func() { _ = server.Close() })
	return l.Addr().String()
}
