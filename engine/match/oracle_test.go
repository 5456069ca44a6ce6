package match

import (
	"cmp"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// recorded is an app of testdata/apps with what real Next answered.
type recorded struct {
	Config        string
	Proxy         *recordedProxy
	Host          string
	Files         map[string]string
	Public        []string
	Pages         []string
	AppPaths      map[string]string
	DynamicRoutes []string
	Static        []string
	Answers       map[string]answer
}

// recordedProxy is what the proxy of an app answers: by decoded path.
type recordedProxy struct {
	Matcher []json.RawMessage
	Replies map[string]struct {
		Status  int
		Headers map[string]any
	}
}

// matchers reads config.matcher.
func (p *recordedProxy) matchers(t *testing.T) []nextconfig.Rule {
	t.Helper()
	var rules []nextconfig.Rule
	for _, raw := range p.Matcher {
		var rule nextconfig.Rule
		if json.Unmarshal(raw, &rule.Source) != nil {
			if err := json.Unmarshal(raw, &rule); err != nil {
				t.Fatal(err)
			}
		}
		rules = append(rules, rule)
	}
	return rules
}

// hook does what the recorder's proxy.ts does.
func (p *recordedProxy) hook(base string) Hooks {
	return Hooks{Proxy: func(call ProxyCall) (*ProxyResponse, error) {
		path, query, _ := strings.Cut(call.URL, "?")
		decoded, _ := spellings(path)
		shown := path
		if rest := strings.TrimPrefix(path, base); base != "" && rest != path {
			shown = rest
		}
		if query != "" {
			query = "?" + query
		}
		out := &ProxyResponse{Status: 200, Header: []Header{
			{"x-t-proxy", path + query}, {"x-t-nexturl", shown}, {"x-t-base", cmp.Or(base, "none")}, {"x-t-origin", "http://localhost"},
		}}
		reply, ok := p.Replies[decoded]
		if !ok {
			out.Header = append(out.Header, Header{"x-middleware-next", "1"})
		}
		if reply.Status != 0 {
			out.Status = reply.Status
		}
		for _, name := range slices.Sorted(maps.Keys(reply.Headers)) {
			for _, value := range each(reply.Headers[name]) {
				out.Header = append(out.Header, Header{name, strings.ReplaceAll(value, "{origin}", "http://localhost:3000")})
			}
		}
		return out, nil
	}}
}

func each(v any) []string {
	if one, ok := v.(string); ok {
		return []string{one}
	}
	var out []string
	for _, item := range v.([]any) {
		out = append(out, item.(string))
	}
	return out
}

// answer is what came back for one request.
type answer struct {
	Status  int
	Headers map[string]json.RawMessage
	Route   string
	File    string
	Runs    string
	Params  map[string]json.RawMessage
	URL     string
	Public  string
	// Upstream is the URL for which the other origin was asked.
	Upstream string
	Seen     map[string]string
	Body     string
}

func (a answer) header(name string) string {
	var s string
	_ = json.Unmarshal(a.Headers[name], &s)
	return s
}

func readApps(t *testing.T, dir string) map[string]recorded {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no recorded apps: %v", err)
	}
	apps := make(map[string]recorded, len(names))
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var app recorded
		if err := json.Unmarshal(text, &app); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		apps[strings.TrimSuffix(filepath.Base(name), ".json")] = app
	}
	return apps
}

var exportedMethod = regexp.MustCompile(`export (?:async function|const) ([A-Z]+)`)

// table builds the route table from the manifests that the build wrote, so that
// this test needs no scanner.
func (app recorded) table() *route.Table {
	t := &route.Table{Root: "app", Version: "16"}
	for _, entry := range slices.Sorted(maps.Keys(app.AppPaths)) {
		path := app.AppPaths[entry]
		if path == "/_not-found" || path == "/_global-error" {
			continue
		}
		r := route.Route{Path: path, Pattern: route.Parse(path), Kind: route.Page}
		for _, ext := range []string{".ts", ".tsx"} {
			for _, name := range []string{"app" + entry + ext, "app" + strings.Replace(entry, "/_", "/%5F", 1) + ext} {
				if _, ok := app.Files[name]; ok {
					r.File = name
				}
			}
		}
		switch {
		case r.File == "":
			r.Kind = route.Metadata
		case strings.HasSuffix(entry, "/route"):
			r.Kind, r.Exports = route.Handler, exportsOf(app.Files[r.File])
		}
		if slices.Contains(app.Static, path) {
			r.Render = route.Static
		}
		t.Routes = append(t.Routes, r)
	}
	return t
}

// serverPages lists the pages that are rendered for each request.
func (app recorded) serverPages() []string {
	var list []string
	for file, text := range app.Files {
		if strings.HasPrefix(file, "pages/") && (strings.Contains(text, "getServerSideProps") || strings.Contains(text, "getInitialProps")) {
			list = append(list, strings.TrimSuffix(strings.TrimPrefix(file, "pages"), ".tsx"))
		}
	}
	return list
}

func exportsOf(what string) []route.Export {
	var exports []route.Export
	if what == "static" {
		what = "GET"
	}
	if !strings.Contains(what, "export") {
		for _, method := range strings.Fields(what) {
			exports = append(exports, route.Export{Name: method})
		}
		return exports
	}
	for _, m := range exportedMethod.FindAllStringSubmatch(what, -1) {
		exports = append(exports, route.Export{Name: m[1]})
	}
	return exports
}

func (app recorded) matcher(t *testing.T) *Matcher {
	t.Helper()
	config := nextconfig.Default()
	if app.Config != "" {
		var complete bool
		config, _, complete = nextconfig.ReadStatic("next.config.mjs", []byte(app.Config))
		if !complete {
			t.Fatal("the config cannot be read statically")
		}
	}
	tree := Tree{Table: app.table(), Config: config, Public: app.Public, Pages: app.Pages, ServerPages: app.serverPages()}
	if app.Proxy != nil {
		tree.Proxy, tree.Matchers = "proxy.ts", app.Proxy.matchers(t)
	}
	m := NewTree(tree)
	for _, err := range m.Errors() {
		t.Error(err)
	}
	return m
}

// parseRequest reads a key of Answers: `GET /x {"header":"value"}`.
func parseRequest(t *testing.T, key string) *Request {
	t.Helper()
	method, rest, _ := strings.Cut(key, " ")
	target, headers, found := strings.Cut(rest, " {")
	req := &Request{Method: method, Target: target, Host: "localhost:3000"}
	if found {
		var values map[string]string
		if err := json.Unmarshal([]byte("{"+headers), &values); err != nil {
			t.Fatalf("%s: %v", key, err)
		}
		for _, name := range slices.Sorted(maps.Keys(values)) {
			req.Header = append(req.Header, Header{name, values[name]})
			if name == "host" {
				req.Host = values[name]
			}
		}
	}
	return req
}

// TestRecorded replays what real Next answered.
func TestRecorded(t *testing.T) { replay(t, "testdata/apps") }

// TestLive asks real Next anew and compares, where SIGNALBOX_NEXT names a folder
// whose node_modules holds next, react and react-dom; without it nothing is
// asked. It builds each app of testdata/apps below that folder and starts it on
// port 4611 (PORT changes that), which takes a few minutes:
//
//	cd /somewhere && npm install next@16.4.6 react react-dom typescript @types/node @types/react
//	SIGNALBOX_NEXT=/somewhere go test ./engine/match -run TestLive -count=1 -timeout 60m
func TestLive(t *testing.T) {
	next := os.Getenv("SIGNALBOX_NEXT")
	if next == "" {
		return
	}
	apps := t.TempDir()
	if err := os.CopyFS(apps, os.DirFS("testdata/apps")); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "node", "testdata/record/record.mjs", "--next", next, "--apps", apps).CombinedOutput()
	if err != nil {
		t.Fatalf("recording failed: %v\n%s", err, out)
	}
	replay(t, apps)
}

func replay(t *testing.T, dir string) {
	for name, app := range readApps(t, dir) {
		t.Run(name, func(t *testing.T) {
			m := app.matcher(t)
			var hooks Hooks
			if app.Proxy != nil {
				hooks = app.Proxy.hook(m.Config().BasePath)
			}
			for _, key := range slices.Sorted(maps.Keys(app.Answers)) {
				req := parseRequest(t, key)
				if app.Host != "" {
					req.Origin = "http://" + app.Host + ":3000"
				}
				compare(t, key, follow(m, req, hooks), app.Answers[key])
			}
		})
	}
}

// follow routes a request, and once more where the proxy rewrites it to the
// server's own port under another name: that is a request of its own, whose
// headers come on top.
func follow(m *Matcher, req *Request, hooks Hooks) Result {
	r := m.Route(req, hooks)
	target, own := strings.CutPrefix(r.Location, "http://localhost:3000")
	if r.Outcome != External || !own {
		return r
	}
	again := *req
	again.Target = target
	second := m.Route(&again, hooks)
	for _, h := range second.Header {
		r.assign(h.Name, h.Value)
	}
	second.Header = r.Header
	return second
}

// TestRecordedOrder holds the order of dynamic routes against the manifest.
func TestRecordedOrder(t *testing.T) {
	for name, app := range readApps(t, "testdata/apps") {
		var dynamic []string
		for _, path := range slices.Concat(slices.Collect(maps.Values(app.AppPaths)), app.Pages) {
			if route.IsDynamic(path) {
				dynamic = append(dynamic, path)
			}
		}
		sorted, err := route.Sort(dynamic)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !slices.Equal(sorted, app.DynamicRoutes) {
			t.Errorf("%s: order %q, want %q", name, sorted, app.DynamicRoutes)
		}
	}
}

func compare(t *testing.T, key string, got Result, want answer) {
	t.Helper()
	if got.Outcome == External {
		if want.Upstream != "" && got.Location != want.Upstream {
			t.Errorf("%s: leads to %q, want %q", key, got.Location, want.Upstream)
		}
		return
	}
	if got.Status != want.Status {
		t.Errorf("%s: status %d (%s), want %d", key, got.Status, got.Reason, want.Status)
		return
	}
	if got.Location != want.header("location") && got.Outcome == Redirected {
		t.Errorf("%s: location %q, want %q", key, got.Location, want.header("location"))
	}
	if location, found := headerValue(got.Header, "location"); found && location != want.header("location") {
		t.Errorf("%s: header location %q, want %q", key, location, want.header("location"))
	}
	if got.Public != want.Public && want.Public != "" {
		t.Errorf("%s: public file %q, want %q", key, got.Public, want.Public)
	}
	if allow := want.header("allow"); allow != got.Allow {
		t.Errorf("%s: allow %q, want %q", key, got.Allow, allow)
	}
	if near := want.Status == 404 && want.header("cache-control") == "s-maxage=31536000"; near != got.NearMiss {
		t.Errorf("%s: near miss %v, want %v", key, got.NearMiss, near)
	}
	compareHeaders(t, key, got, want)
	if want.Route == "" {
		return
	}
	if got.Route == nil || got.Route.Path != want.Route || got.Route.File != want.File {
		t.Errorf("%s: route %+v, want %s", key, got.Route, want.Route)
		return
	}
	if got.Runs != want.Runs {
		t.Errorf("%s: runs %q, want %q", key, got.Runs, want.Runs)
	}
	// Next writes params into a URL that spells the folder's own name.
	comparable := got.Route.Render != route.Static && !strings.Contains(key, "[")
	if comparable && want.URL != "" && "http://localhost:3000"+got.URL != want.URL {
		t.Errorf("%s: url %q, want %q", key, got.URL, want.URL)
	}
	if len(want.Seen) > 0 && got.RequestHeader != nil {
		compareSeen(t, key, got, want)
	}
	if shown, wanted := paramsJSON(t, got.Params), wantedParams(t, want.Params); shown != wanted {
		t.Errorf("%s: params %s, want %s", key, shown, wanted)
	}
}

// compareHeaders looks at the headers that only a config or a proxy sets.
func compareHeaders(t *testing.T, key string, got Result, want answer) {
	t.Helper()
	names := map[string]bool{}
	for name := range want.Headers {
		if strings.HasPrefix(name, "x-t") || name == "x-middleware-rewrite" {
			names[name] = true
		}
	}
	for _, h := range got.Header {
		if name := strings.ToLower(h.Name); strings.HasPrefix(name, "x-t") || name == "x-middleware-rewrite" {
			names[name] = true
		}
	}
	for name := range names {
		if value, _ := headerValue(got.Header, name); value != want.header(name) {
			t.Errorf("%s: header %s is %q, want %q", key, name, value, want.header(name))
		}
	}
}

// compareSeen looks at the request headers that the handler saw.
func compareSeen(t *testing.T, key string, got Result, want answer) {
	t.Helper()
	seen := map[string]string{}
	for _, h := range got.RequestHeader {
		if name := strings.ToLower(h.Name); strings.HasPrefix(name, "x-t") {
			seen[name], _ = headerValue(got.RequestHeader, name)
		}
	}
	if !maps.Equal(seen, want.Seen) {
		t.Errorf("%s: the handler saw %v, want %v", key, seen, want.Seen)
	}
}

func paramsJSON(t *testing.T, params []trace.Param) string {
	t.Helper()
	m := make(map[string]any, len(params))
	for _, p := range params {
		m[p.Name] = p.Value
		if p.CatchAll {
			m[p.Name] = p.Values
		}
	}
	return toJSON(t, m)
}

func wantedParams(t *testing.T, params map[string]json.RawMessage) string {
	t.Helper()
	m := make(map[string]any, len(params))
	for name, raw := range params {
		var v any
		if err := json.Unmarshal(raw, &v); err != nil {
			t.Fatal(err)
		}
		m[name] = v
	}
	return toJSON(t, m)
}

func toJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
