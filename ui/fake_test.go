package ui

import (
	"context"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
	"sync"
	"time"

	"signalbox/engine"
	"signalbox/engine/diag"
	"signalbox/engine/jsrt"
	"signalbox/engine/match"
	"signalbox/engine/route"
	"signalbox/engine/trace"
	"signalbox/ui/draft"
	"signalbox/workspace"
)

// fakeEngine resolves a tree by file names alone and answers with the name of
// the route. A handler's file says more in comments:
//
//	// answers 201 {"id":1}      status and body
//	// streams                   the body comes in pieces, one for each call of step
//	// hangs                     there is no answer before the request is cancelled
//	// cached 60                 a GET is an entry of the cache
type fakeEngine struct {
	now func() time.Time

	mu      sync.Mutex
	table   *route.Table
	texts   map[string]string
	entries []engine.CacheEntry
	opened  int
	sent    []engine.Request
	step    chan string // pieces of a streamed body; closed at its end
}

func (f *fakeEngine) Open(_ context.Context, src engine.Source) error {
	s := src.(*workspace.Snapshot)
	files, err := s.Files("app")
	if err != nil {
		return err
	}
	t := &route.Table{Revision: src.Revision(), Root: "app", Version: "16"}
	texts := map[string]string{}
	for _, name := range files {
		text, err := s.ReadFile(name)
		if err != nil {
			return err
		}
		texts[name] = string(text)
		addRoute(t, name, string(text))
	}
	conflicts(t)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.table, f.texts = t, texts
	f.opened++
	return nil
}

func exports(file, text string) []route.Export {
	var out []route.Export
	re := regexp.MustCompile(`^export (?:async )?function (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b`)
	for i, line := range strings.Split(text, "\n") {
		if m := re.FindStringSubmatch(line); m != nil {
			out = append(out, route.Export{Name: m[1], Span: diag.Span{Pos: diag.Pos{File: file, Line: i + 1, Column: 1}}})
		}
	}
	return out
}

func addRoute(t *route.Table, name, text string) {
	stem, _, _ := strings.Cut(path.Base(name), ".")
	p := route.NormalizePath("/" + strings.TrimPrefix(strings.TrimPrefix(path.Dir(name), "app"), "/"))
	r := route.Route{Path: p, Pattern: route.Parse(p), File: name}
	switch stem {
	case "route":
		r.Exports = exports(name, text)
		for _, m := range []string{"HEAD", "OPTIONS"} {
			if _, ok := runs(&r, "GET"); ok || m == "OPTIONS" {
				r.Implicit = append(r.Implicit, m)
			}
		}
		if strings.Contains(text, "// cached") {
			r.Render, r.Revalidate = route.Static, route.Revalidate{Set: true, Seconds: 60}
		}
	case "page":
		r.Kind, r.Render = route.Page, route.Static
	default:
		return
	}
	t.Routes = append(t.Routes, r)
}

// conflicts finds a page and a handler at one path.
func conflicts(t *route.Table) {
	for i := range t.Routes {
		for j := range t.Routes {
			a, b := &t.Routes[i], &t.Routes[j]
			if a.Path != b.Path || a.Kind != route.Page || b.Kind != route.Handler {
				continue
			}
			n := len(t.Problems)
			a.Problems, b.Problems = append(a.Problems, n), append(b.Problems, n)
			t.Problems = append(t.Problems, diag.Diagnostic{
				Code: "page-route-conflict", Severity: diag.Error, Stage: diag.StageBuild, Path: a.Path, Witness: a.Path,
				Message: "a page and a handler both answer " + a.Path,
				Next:    "You cannot have two parallel pages that resolve to the same path.",
				Spans:   []diag.Span{{Pos: diag.Pos{File: a.File, Line: 1}}, {Pos: diag.Pos{File: b.File, Line: 1}}},
				Fix: &diag.Fix{Title: "move the handler to " + path.Join("app/api", a.Path), Edits: []diag.Edit{
					{Op: diag.Rename, File: b.File, To: path.Join("app/api", a.Path, path.Base(b.File))}}},
			})
		}
	}
}

func (f *fakeEngine) Table() *route.Table {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.table
}

func (f *fakeEngine) WaitBuild(context.Context) error { return nil }

func runs(r *route.Route, method string) (string, bool) {
	for _, e := range r.Exports {
		if e.Name == method || method == "HEAD" && e.Name == "GET" {
			return e.Name, true
		}
	}
	return "", false
}

// Match tries literal paths, then every pattern in the order of the table.
func (f *fakeEngine) Match(method, target string) match.Result {
	t := f.Table()
	d := draft.Draft{Target: target}
	p, _, _ := strings.Cut(target, "?")
	found := -1
	for i := range t.Routes {
		_, fits := d.Params(t.Routes[i].Pattern)
		if t.Routes[i].Path == p || found < 0 && fits {
			found = i
		}
	}
	if found < 0 {
		return match.Result{Status: 404, Reason: "no route answers " + p}
	}
	r := &t.Routes[found]
	res := match.Result{Outcome: match.Routed, Status: 200, Route: r}
	if name, ok := runs(r, method); ok {
		res.Runs = name
	} else if r.Kind == route.Handler {
		res.Status, res.Reason = 405, "the file exports "+strings.Join(r.Methods(), " ")
	}
	return res
}

// Explain is Match, with the stages that it went through.
func (f *fakeEngine) Explain(req engine.Request) match.Result {
	r := f.Match(req.Method, req.Target)
	if r.Route != nil {
		r.Events = append(r.Events, trace.Candidate{Path: r.Route.Path, File: r.Route.File, Chosen: true, Reason: "it fits"})
	}
	return r
}

func (f *fakeEngine) Do(ctx context.Context, req engine.Request) (*engine.Exchange, error) {
	res := f.Match(req.Method, req.Target)
	f.mu.Lock()
	f.sent = append(f.sent, req)
	number := uint64(len(f.sent))
	f.mu.Unlock()
	text := ""
	if res.Route != nil {
		text = f.texts[res.Route.File]
	}
	if strings.Contains(text, "// hangs") {
		<-ctx.Done()
		return nil, fmt.Errorf("cancelled: %w", ctx.Err())
	}
	return f.exchange(ctx, number, req, res, text), nil
}

func (f *fakeEngine) exchange(ctx context.Context, number uint64, req engine.Request, res match.Result, text string) *engine.Exchange {
	ex := &engine.Exchange{ID: number, Request: req}
	status, body := res.Status, ""
	events := []trace.Entry{}
	add := func(e trace.Event) { events = append(events, trace.Entry{Event: e}) }
	if res.Route != nil {
		ex.Route, ex.File, ex.Kind = res.Route.Path, res.Route.File, res.Route.Kind.String()
		add(trace.Candidate{Path: res.Route.Path, File: res.Route.File, Chosen: true, Reason: "the path fits"})
		add(trace.MethodChosen{Requested: req.Method, Exported: res.Route.Methods(), Runs: res.Runs, Status: res.Status, Reason: res.Reason})
		if res.Status == 200 {
			body = fmt.Sprintf(`{"route":%q,"method":%q}`, res.Route.Path, req.Method)
		}
	}
	if m := regexp.MustCompile(`// answers (\d+) ?(.*)`).FindStringSubmatch(text); m != nil && res.Status == 200 {
		_, _ = fmt.Sscan(m[1], &status)
		body = m[2]
	}
	if strings.Contains(text, "// cached") && req.Method == "GET" {
		add(f.cached(req.Target))
	}
	add(trace.Responded{Status: status, Bytes: int64(len(body))})
	ex.Trace = func() []trace.Entry { return events }
	ex.Response = &engine.Response{Status: status, Body: io.NopCloser(strings.NewReader(body))}
	if strings.Contains(text, "// streams") {
		ex.Response.Body = &streamed{ctx: ctx, pieces: f.step}
	}
	if body != "" {
		ex.Response.Header = []jsrt.Header{{Name: "content-type", Value: "application/json"}}
	}
	return ex
}

// cached answers a GET from the cache, as of now.
func (f *fakeEngine) cached(key string) trace.Event {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i := range f.entries {
		if e := &f.entries[i]; e.Key == key {
			e.Hits++
			return trace.CacheDecision{State: "HIT", Key: key, Age: f.now().Sub(e.Stored), Reason: "the entry is fresh"}
		}
	}
	f.entries = append(f.entries, engine.CacheEntry{Store: "response", Key: key, Status: 200, Stored: f.now(), Revalidate: 60, Expire: -1, Tags: []string{"items"}, Why: "force-static"})
	return trace.CacheDecision{State: "MISS", Key: key, Reason: "nothing was stored yet"}
}

func (f *fakeEngine) CacheEntries() []engine.CacheEntry {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := append([]engine.CacheEntry(nil), f.entries...)
	for i := range out {
		out[i].State = "fresh"
		if f.now().Sub(out[i].Stored) >= time.Duration(out[i].Revalidate)*time.Second {
			out[i].State = "stale"
		}
	}
	return out
}

func (f *fakeEngine) RevalidateTag(tag string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for i := range f.entries {
		if tag == "items" {
			f.entries[i].Stored = f.entries[i].Stored.Add(-time.Hour)
			n++
		}
	}
	return n
}

func (f *fakeEngine) RevalidatePath(string) int { return 0 }

func (f *fakeEngine) ClearCache() { f.mu.Lock(); defer f.mu.Unlock(); f.entries = nil }

// streamed is a body that comes in pieces.
type streamed struct {
	ctx    context.Context
	pieces chan string
}

func (s *streamed) Read(p []byte) (int, error) {
	select {
	case piece, ok := <-s.pieces:
		if !ok {
			return 0, io.EOF
		}
		return copy(p, piece), nil
	case <-s.ctx.Done():
		return 0, s.ctx.Err()
	}
}

func (s *streamed) Close() error { return nil }
