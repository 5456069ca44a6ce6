package match

import (
	"slices"
	"testing"

	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
)

// TestResponseHeaders holds what becomes of headers that the config and the
// proxy set twice, in one spelling and in another (NEXT-FACTS C17).
func TestResponseHeaders(t *testing.T) {
	rule := func(name, value string) nextconfig.Rule {
		return nextconfig.Rule{Source: "/:p*", Headers: []nextconfig.Header{{Key: name, Value: value}}}
	}
	cases := []struct {
		name   string
		config []nextconfig.Rule
		proxy  []Header
		want   []Header
	}{
		{"a later rule replaces", []nextconfig.Rule{rule("x-a", "1"), rule("x-b", "2"), rule("x-a", "3")}, nil, []Header{{"x-a", "3"}, {"x-b", "2"}}},
		{"another spelling replaces when sent", []nextconfig.Rule{rule("X-A", "1"), rule("x-b", "2"), rule("x-a", "3")}, nil, []Header{{"x-a", "3"}, {"x-b", "2"}}},
		{"cookies of the config add up", []nextconfig.Rule{rule("Set-Cookie", "a"), rule("Set-Cookie", "b")}, nil, []Header{{"Set-Cookie", "a"}, {"Set-Cookie", "b"}}},
		{"in one spelling", []nextconfig.Rule{rule("set-cookie", "a"), rule("Set-Cookie", "b")}, nil, []Header{{"Set-Cookie", "b"}}},
		{"the proxy replaces", []nextconfig.Rule{rule("x-a", "1")}, []Header{{"x-a", "p"}}, []Header{{"x-a", "p"}}},
		{"where the config is spelled as it is", []nextconfig.Rule{rule("x-a", "1"), rule("X-A", "2")}, []Header{{"x-a", "p"}}, []Header{{"X-A", "2"}}},
		{"cookies of the proxy stand alone", []nextconfig.Rule{rule("set-cookie", "a")}, []Header{{"set-cookie", "p"}, {"set-cookie", "q"}}, []Header{{"set-cookie", "p"}, {"set-cookie", "q"}}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			config := nextconfig.Default()
			config.Headers = tc.config
			m := NewTree(Tree{Table: &route.Table{}, Config: config, Proxy: "proxy.ts"})
			got := m.Route(&Request{Method: "GET", Target: "/x"}, Hooks{Proxy: func(ProxyCall) (*ProxyResponse, error) {
				return &ProxyResponse{Status: 200, Header: append([]Header{{"x-middleware-next", "1"}}, tc.proxy...)}, nil
			}})
			if !slices.Equal(got.Header, tc.want) {
				t.Errorf("got %v, want %v", got.Header, tc.want)
			}
		})
	}
}

// TestInterceptions holds the rewrites of interception routes; the first two are as
// the build writes them into routes-manifest.json.
func TestInterceptions(t *testing.T) {
	cases := []struct{ route, base, source, destination, comingFrom string }{
		{"/(.)photo/[id]", "", "/photo/:nxtPid", "/(.)photo/:nxtPid", "/.*"},
		{"/feed/(..)photo/[id]", "", "/photo/:nxtPid", "/feed/(..)photo/:nxtPid", "/feed(?:/.*)?"},
		{"/[user-name]/feed/(.)x/[...rest]", "/b", "/b/:nxtPusername/feed/x/:nxtPrest+", "/b/:nxtPusername/feed/(.)x/:nxtPrest+", "/(?<nxtPusername>[^/]+?)/feed(?:/.*)?"},
		{"/a/[[...o]]/(...)z", "", "/z", "/a/:nxtPo*/(...)z", "/a(?:/(?<nxtPo>.+?))?(?:/.*)?"},
	}
	for _, tc := range cases {
		config := nextconfig.Default()
		config.BasePath = tc.base
		table := &route.Table{Routes: []route.Route{{Path: tc.route, Pattern: route.Parse(tc.route)}}}
		m := NewTree(Tree{Table: table, Config: config})
		if len(m.intercepts) != 1 {
			t.Errorf("%s: %d rewrites, %v", tc.route, len(m.intercepts), m.Errors())
			continue
		}
		rule := m.intercepts[0].Rule
		if rule.Source != tc.source || rule.Destination != tc.destination || rule.Has[0].Value != tc.comingFrom {
			t.Errorf("%s: %s → %s from %s, want %s → %s from %s", tc.route, rule.Source, rule.Destination, rule.Has[0].Value, tc.source, tc.destination, tc.comingFrom)
		}
	}
}

func TestIntercepted(t *testing.T) {
	table := &route.Table{}
	for _, path := range []string{"/(.)photo/[id]", "/photo/[id]", "/[user]/(..)photo/[id]"} {
		table.Routes = append(table.Routes, route.Route{Path: path, Pattern: route.Parse(path), Kind: route.Page})
	}
	m := New(table, nil, nil)
	for from, want := range map[string]string{"": "/photo/[id]", "/": "/(.)photo/[id]", "/joe": "/(.)photo/[id]"} {
		req := &Request{Method: "GET", Target: "/photo/5"}
		if from != "" {
			req.Header = []Header{{"next-url", from}}
		}
		if got := m.Route(req, Hooks{}); got.Route == nil || got.Route.Path != want {
			t.Errorf("from %q: %+v, want %s", from, got.Route, want)
		}
	}
}

func TestStaticFolder(t *testing.T) {
	m := NewTree(Tree{Table: &route.Table{}, Public: []string{"a.txt", "per%20cent.txt"}, Static: []string{"old.txt"}})
	cases := []struct {
		target, folder, file string
		status               int
	}{
		{"/a.txt", "public", "a.txt", 200},
		{"/static/old.txt", "static", "old.txt", 200},
		{"/old.txt", "", "", 404},
		{"/per%2520cent.txt", "public", "per%20cent.txt", 200},
		{"/per%20cent.txt", "public", "per%20cent.txt", 500},
	}
	for _, tc := range cases {
		got := m.Match("GET", tc.target)
		if got.Static != (tc.folder == "static") || got.Public != tc.file || got.Status != tc.status {
			t.Errorf("%s: %s %d (%s), want %s/%s %d", tc.target, got.File(), got.Status, got.Reason, tc.folder, tc.file, tc.status)
		}
	}
}
