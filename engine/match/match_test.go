package match

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// naive is what Next does: the route of that very path, else the first dynamic
// route, in the sorted list, that matches the whole path.
func naive(paths []string, target string) string {
	if slices.Contains(paths, target) {
		return target
	}
	var dynamic []route.Pattern
	for _, path := range paths {
		if route.IsDynamic(path) {
			dynamic = append(dynamic, route.Parse(path))
		}
	}
	slices.SortStableFunc(dynamic, route.Compare)
	for _, p := range dynamic {
		if p.Matches(target) {
			return p.String()
		}
	}
	return ""
}

// chosen is what the Matcher does.
func chosen(m *Matcher, target string) string {
	r := m.Route(&Request{Method: "GET", Target: target}, Hooks{})
	if r.Route == nil {
		return ""
	}
	return r.Route.Path
}

// buildable says whether a build would accept the paths together, and a server
// start with them.
func buildable(paths []string) bool {
	var dynamic []string
	for _, path := range paths {
		if len(route.Check(path)) > 0 {
			return false
		}
		if route.IsDynamic(path) {
			dynamic = append(dynamic, path)
		}
	}
	_, err := route.Sort(dynamic)
	return err == nil && len(route.CheckAll(paths)) == 0
}

// TestMatchAgainstNaive compares the trie with the list over random trees and
// every short path.
func TestMatchAgainstNaive(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	segments := []string{"a", "b", "c", "[x]", "[x]", "[...r]", "[[...o]]", "p[x]", "(.)[x]"}
	targets := shortPaths([]string{"a", "b", "pz", "(.)1", "1"}, 4)
	trees := 0
	for trees < 300 {
		paths := randomPaths(random, segments)
		if !buildable(paths) {
			continue
		}
		trees++
		m := New(tableOf(paths...), nil, nil)
		for _, target := range targets {
			if got, want := chosen(m, target), naive(paths, target); got != want {
				t.Fatalf("routes %q: %s goes to %q, want %q", paths, target, got, want)
			}
		}
	}
}

func randomPaths(random *rand.Rand, segments []string) []string {
	var paths []string
	for range 1 + random.IntN(8) {
		path := ""
		for range 1 + random.IntN(4) {
			path += "/" + segments[random.IntN(len(segments))]
		}
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

func shortPaths(parts []string, depth int) []string {
	paths, level := []string{"/"}, []string{""}
	for range depth {
		var longer []string
		for _, path := range level {
			for _, part := range parts {
				longer = append(longer, path+"/"+part)
			}
		}
		paths, level = append(paths, longer...), longer
	}
	return paths
}

func FuzzMatch(f *testing.F) {
	f.Add("/a/[x]/c /[y]/b/e /[y]/[z] /[...rest]", "/a/b/e")
	f.Add("/[[...o]] /a/p[x] /(.)[x]/b", "/a/pz")
	f.Add("/[a][b] /x[y]/[z]", "/1[b]")
	f.Fuzz(func(t *testing.T, list, target string) {
		paths := strings.Fields(list)
		slices.Sort(paths)
		paths = slices.Compact(paths)
		for _, path := range paths {
			if !strings.HasPrefix(path, "/") || strings.Contains(path, "//") || len(path) > 1 && strings.HasSuffix(path, "/") {
				return
			}
		}
		if len(paths) > 12 || !strings.HasPrefix(target, "/") || strings.ContainsAny(target, "%?#\\. ") || strings.Contains(target, "//") || !plainASCII(list+target) || !buildable(paths) {
			return
		}
		m := New(tableOf(paths...), nil, nil)
		split := splitTarget(target)
		if split.path != target || len(target) > 1 && strings.HasSuffix(target, "/") {
			return
		}
		if builtIn := m.exact[target].builtIn != ""; builtIn {
			return
		}
		if got, want := chosen(m, target), naive(paths, target); got != want {
			t.Fatalf("routes %q: %s goes to %q, want %q", paths, target, got, want)
		}
	})
}

func plainASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}

func FuzzRoute(f *testing.F) {
	for _, seed := range []string{"/", "/p/1", "//a", "/a\\b", "/%", "/p/%E0%A4%A", "/a?b=c&d", "*", "http://x/y", "/p/../q/.", "/#", "/p/1?_rsc"} {
		f.Add("GET", seed)
	}
	config := nextconfig.Default()
	config.TrailingSlash, config.BasePath = true, "/base"
	config.Redirects = []nextconfig.Rule{{Source: "/:path*/old", Destination: "/:path*/new?x=:path*"}}
	config.Rewrites.After = []nextconfig.Rule{{Source: "/rw/:a", Destination: "/p/:a?b=:a"}}
	table := tableOf("/", "/p/[id]", "/ca/[...s]", "/oc/[[...o]]", "/x y")
	matchers := []*Matcher{New(table, nil, []string{"a.txt"}), New(table, config, nil)}
	f.Fuzz(func(t *testing.T, method, target string) {
		for _, m := range matchers {
			r := m.Match(method, target)
			if r.Status < 200 || r.Status > 599 {
				t.Fatalf("%s %q: status %d", method, target, r.Status)
			}
			if r.Outcome == Redirected && r.Location == "" || r.Outcome == Routed && r.Route == nil {
				t.Fatalf("%s %q: %+v", method, target, r)
			}
			if r.Reason == "" {
				t.Fatalf("%s %q: no reason for %d", method, target, r.Status)
			}
		}
	})
}

func TestStaticHitDoesNotAllocate(t *testing.T) {
	m := New(tableOfSize(100), nil, nil)
	req := &Request{Method: "GET", Target: "/static/page"}
	if n := testing.AllocsPerRun(100, func() { m.Route(req, Hooks{}) }); n != 0 {
		t.Errorf("a static hit allocates %v times", n)
	}
}

func TestHiddenRoutes(t *testing.T) {
	config := nextconfig.Default()
	config.NoFileSystemRoutes = true
	config.Rewrites.After = []nextconfig.Rule{{Source: "/to/:a", Destination: "/p/:a"}}
	m := New(tableOf("/a", "/p/[id]"), config, []string{"f.txt"})
	for target, want := range map[string]int{"/a": 404, "/p/1": 404, "/to/1": 200, "/f.txt": 200} {
		if r := m.Match("GET", target); r.Status != want {
			t.Errorf("%s: %d, want %d", target, r.Status, want)
		}
	}
}

func TestSkip(t *testing.T) {
	m := New(tableOf("/p/[id]", "/[...all]"), nil, nil)
	r := m.Route(&Request{Method: "GET", Target: "/p/1", Skip: []string{"/p/[id]"}}, Hooks{})
	if r.Route == nil || r.Route.Path != "/[...all]" {
		t.Errorf("without /p/[id], /p/1 goes to %+v", r.Route)
	}
}

func TestMatchTakesWholeURL(t *testing.T) {
	m := New(tableOf("/p/[id]"), nil, nil)
	for _, target := range []string{"/p/1", "http://localhost:3000/p/1", "https://example.com/p/1?x=1"} {
		if r := m.Match("GET", target); r.Status != 200 || r.Path != "/p/1" {
			t.Errorf("%s: %d %s", target, r.Status, r.Path)
		}
	}
	if r := m.Match("GET", "https://example.com"); r.Path != "/" {
		t.Errorf("an origin alone has the path %q", r.Path)
	}
}

// TestExplain holds the sentences of an explanation.
func TestExplain(t *testing.T) {
	config := nextconfig.Default()
	config.Rewrites.Before = []nextconfig.Rule{{Source: "/old/:a", Destination: "/bt/:a/b/e"}}
	m := New(tableOf("/bt/a/[x]/c", "/bt/[y]/b/e", "/bt/[y]/[z]", "/bt/[...rest]", "/sp ace", "/Team"), config, nil)
	tests := []struct{ target, want string }{
		{"/old/a", `/old/:a applied: the beforeFiles rule rewrites the path to /bt/a/b/e
/bt/a/[x]/c rejected: its part c is not "e"
/bt/[y]/b/e chosen: the first dynamic route, in order of specificity, that takes the whole path
/bt/[y]/[z] rejected: it ends before "e"
/bt/[...rest] beaten: it takes the path too, and /bt/[y]/b/e comes first`},
		{"/bt", `/bt/a/[x]/c rejected: the path ends before a
/bt/[y]/b/e rejected: the path ends before [y]
/bt/[y]/[z] rejected: the path ends before [y]
/bt/[...rest] rejected: [...rest] takes one part of the path at least, and there is none left`},
		{"/team", `/Team rejected: it differs from the path in the case of its letters, which counts`},
		{"/sp%20ace", `/sp ace rejected: only the decoded path is the route's; Next compares with /sp%20ace`},
	}
	for _, test := range tests {
		var lines []string
		for _, s := range m.Match("GET", test.target).Steps {
			lines = append(lines, fmt.Sprintf("%s %s: %s", s.Candidate, s.Verdict, s.Reason))
		}
		if got := strings.Join(lines, "\n"); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.target, got, test.want)
		}
	}
}

func TestExplainEvents(t *testing.T) {
	m := New(tableOf("/p/[id]"), nil, nil)
	events := m.Match("GET", "/p/1").Events
	last, ok := events[len(events)-1].(trace.Matched)
	if !ok || last.Path != "/p/[id]" || len(last.Params) != 1 {
		t.Errorf("the last event is %+v", events[len(events)-1])
	}
	if events := m.Match("GET", "/p//1").Events; len(events) != 1 {
		t.Errorf("repeated slashes leave %+v", events)
	}
}

// TestClosedRoutes holds that a route with dynamicParams = false leaves paths
// that it does not name to the next one (NEXT-FACTS F7).
func TestClosedRoutes(t *testing.T) {
	shut := route.ConfigValue{Name: "dynamicParams", Value: false}
	table := &route.Table{Routes: []route.Route{
		{Path: "/blog/[slug]", Pattern: route.Parse("/blog/[slug]"), Kind: route.Page, Render: route.SSG, HasStaticParams: true,
			Config: []route.ConfigValue{shut}, Prepared: []string{"/blog/a", "/blog/b c"}},
		{Path: "/blog/[...rest]", Pattern: route.Parse("/blog/[...rest]"), Kind: route.Page},
		{Path: "/doc/[id]", Pattern: route.Parse("/doc/[id]"), Kind: route.Page, Render: route.SSG, HasStaticParams: true,
			Config: []route.ConfigValue{shut}, Prepared: []string{}},
		{Path: "/open/[id]", Pattern: route.Parse("/open/[id]"), Kind: route.Page, Render: route.SSG, HasStaticParams: true,
			Config: []route.ConfigValue{shut}},
	}}
	m := New(table, nil, nil)
	for target, want := range map[string]string{
		"/blog/a": "/blog/[slug]", "/blog/b%20c": "/blog/[slug]", "/blog/c": "/blog/[...rest]", "/doc/1": "", "/open/1": "/open/[id]",
	} {
		got := ""
		if r := m.Match("GET", target); r.Route != nil {
			got = r.Route.Path
		}
		if got != want {
			t.Errorf("%s leads to %q, want %q", target, got, want)
		}
	}
}
