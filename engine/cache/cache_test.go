package cache

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
)

// clock is a moment that a test moves.
type clock struct{ at time.Time }

func (c *clock) now() time.Time          { return c.at }
func (c *clock) forward(d time.Duration) { c.at = c.at.Add(d) }

func newCache() (*Cache, *clock) {
	c := &clock{time.Unix(1e9, 0)}
	return New(c.now), c
}

var page = &Answer{Status: 200, Body: []byte("x")}

func TestTimeline(t *testing.T) {
	cases := []struct {
		name string
		life Life
		age  time.Duration
		want State
	}{
		{"never grows old", Life{Never, Never}, 1e6 * time.Second, Hit},
		{"younger than revalidate", Life{5, 100}, 4 * time.Second, Hit},
		{"as old as revalidate", Life{5, 100}, 5 * time.Second, Stale},
		{"as old as expire", Life{5, 100}, 100 * time.Second, Expired},
		{"no expire", Life{5, Never}, 1e6 * time.Second, Stale},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			c, clock := newCache()
			c.Store("/a", "/a", page, tc.life, nil)
			clock.forward(tc.age)
			if d := c.Lookup("/a"); d.State != tc.want || d.Reason == "" {
				t.Errorf("state %v because %q, want %v", d.State, d.Reason, tc.want)
			}
		})
	}
}

func TestOneRefreshBehindAStaleAnswer(t *testing.T) {
	c, clock := newCache()
	c.StoreBuilt("/a", "/a", page, Life{1, Never}, nil, c.now())
	clock.forward(2 * time.Second)
	first, second := c.Lookup("/a"), c.Lookup("/a")
	if !first.Refresh || second.Refresh {
		t.Fatalf("refresh: first %v, second %v; want only the first", first.Refresh, second.Refresh)
	}
	c.Store("/a", "/a", page, Life{1, Never}, nil)
	if d := c.Lookup("/a"); d.State != Hit {
		t.Errorf("after the refresh: %v because %q", d.State, d.Reason)
	}
	clock.forward(2 * time.Second)
	if !c.Lookup("/a").Refresh {
		t.Error("the next stale answer starts no refresh")
	}
}

func TestAbandonKeepsTheAnswerAndWaits(t *testing.T) {
	c, clock := newCache()
	c.Store("/a", "/a", page, Life{1, 1000}, nil)
	clock.forward(2 * time.Second)
	c.Lookup("/a")
	c.Abandon("/a")
	if d := c.Lookup("/a"); d.State != Hit || d.Life.Revalidate != 3 {
		t.Errorf("right after: %v with revalidate %d, want HIT with 3", d.State, d.Life.Revalidate)
	}
	clock.forward(3 * time.Second)
	if d := c.Lookup("/a"); d.State != Stale {
		t.Errorf("after 3 s: %v", d.State)
	}
}

func TestTags(t *testing.T) {
	cases := []struct {
		name    string
		profile string // JSON
		after   time.Duration
		want    State
	}{
		{"no profile", `null`, 0, Miss},
		{"max", `"max"`, 0, Stale},
		{"expire 0", `{"expire":0}`, 0, Miss},
		{"expire 2, before", `{"expire":2}`, time.Second, Stale},
		{"expire 2, after", `{"expire":2}`, 2 * time.Second, Miss},
		{"unknown name", `"nosuch"`, 0, Hit},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			c, clock := newCache()
			c.Store("/a", "/a", page, Life{Never, Never}, []string{"t"})
			out, effect, err := c.Call("revalidateTag", []byte(`{"tags":["t"],"profile":`+tc.profile+`}`), Scope{Version: "16"})
			if err != nil {
				t.Fatal(err)
			}
			if d := c.Lookup("/a"); d.State != Hit {
				t.Errorf("before Apply: %v", d.State)
			}
			effect.Apply()
			clock.forward(tc.after)
			if d := c.Lookup("/a"); d.State != tc.want {
				t.Errorf("%v because %q, want %v; the call answered %s", d.State, d.Reason, tc.want, out)
			}
		})
	}
}

func TestTagOfALaterEntryIsNotTouched(t *testing.T) {
	c, _ := newCache()
	c.Expire([]string{"t"}, "test")
	c.Store("/a", "/a", page, Life{Never, Never}, []string{"t"})
	if d := c.Lookup("/a"); d.State != Hit {
		t.Errorf("with a stopped clock: %v because %q", d.State, d.Reason)
	}
}

func TestImplicitTags(t *testing.T) {
	cases := []struct{ page, path, want string }{
		{"/f/gsp/[id]/route", "/f/gsp/a", "/layout /f/layout /f/gsp/layout /f/gsp/[id]/layout /f/gsp/[id]/route /f/gsp/a"},
		{"/route", "/", "/layout /route / /index"},
		{"/(g)/ü/route", "/%C3%BC", "/layout /(g)/layout /(g)/%C3%BC/layout /(g)/%C3%BC/route /%C3%BC"},
	}
	for _, tc := range cases {
		got := strings.ReplaceAll(strings.Join(ImplicitTags(tc.page, tc.path), " "), implicit, "")
		if got != tc.want {
			t.Errorf("%s at %s:\ngot  %s\nwant %s", tc.page, tc.path, got, tc.want)
		}
	}
}

func TestRevalidatePathHitsWhatImplicitTagsName(t *testing.T) {
	cases := []struct {
		path, kind string
		hits       bool
	}{
		{"/p/a", "", true}, {"/p/a/", "", true}, {"/p/b", "", false}, {"/p/[id]", "", false},
		{"/p/[id]", "page", false}, {"/p/[id]", "layout", true}, {"/p", "layout", true}, {"/", "layout", true}, {"/q", "layout", false},
	}
	for _, tc := range cases {
		got := false
		tags := ImplicitTags("/p/[id]/route", "/p/a")
		for _, tag := range PathTags(tc.path, tc.kind) {
			got = got || slices.Contains(tags, tag)
		}
		if got != tc.hits {
			t.Errorf("revalidatePath(%q, %q) hits: %v, want %v", tc.path, tc.kind, got, tc.hits)
		}
	}
}

func call(t *testing.T, c *Cache, op, in string, s Scope) getOut {
	t.Helper()
	out, _, err := c.Call(op, []byte(in), s)
	if err != nil {
		t.Fatal(err)
	}
	var v getOut
	if err := json.Unmarshal(out, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestDataStore(t *testing.T) {
	c, clock := newCache()
	set := func(kind string) {
		call(t, c, "set", `{"kind":"`+kind+`","key":"k","value":{"n":1},"tags":["t"],"revalidate":5,"expire":null}`, Scope{})
	}
	get := func(kind, more string, s Scope) getOut {
		return call(t, c, "get", `{"kind":"`+kind+`","key":"k"`+more+`}`, s)
	}
	if v := get("fetch", "", Scope{}); v.Hit {
		t.Error("a hit in an empty store")
	}
	set("fetch")
	set("use-cache")
	if v := get("fetch", "", Scope{}); !v.Hit || v.Stale || string(v.Value) != `{"n":1}` {
		t.Errorf("right after: %+v", v)
	}
	clock.forward(3 * time.Second)
	if v := get("fetch", `,"revalidate":2`, Scope{}); !v.Stale {
		t.Errorf("the caller wants 2 s: %+v", v)
	}
	if v := get("fetch", "", Scope{Soft: []string{"s"}, Pending: []string{"s"}}); v.Hit {
		t.Error("a tag that this request revalidated still hits")
	}
	clock.forward(3 * time.Second)
	if v := get("fetch", "", Scope{}); !v.Stale {
		t.Errorf("after 6 s: %+v", v)
	}
	if v := get("use-cache", "", Scope{}); v.Hit {
		t.Error("an old 'use cache' value is dropped, not served stale")
	}
	c.Expire([]string{"s"}, "test")
	if v := get("fetch", "", Scope{Soft: []string{"s"}}); v.Hit {
		t.Error("an implicit tag of the route expired, and the value still hits")
	}
}

func TestCacheLife(t *testing.T) {
	c, _ := newCache()
	c.SetProfiles(Profiles(map[string]Profile{"own": {1, 2, 3}}))
	for profile, want := range map[string]string{
		`"hours"`: `{"expire":86400,"revalidate":3600,"stale":300}`,
		`"own"`:   `{"expire":3,"revalidate":2,"stale":1}`,
	} {
		out, _, err := c.Call("cacheLife", []byte(`{"profile":`+profile+`}`), Scope{})
		if err != nil || string(out) != want {
			t.Errorf("%s: %s, %v; want %s", profile, out, err, want)
		}
	}
	if _, _, err := c.Call("cacheLife", []byte(`{"profile":"none"}`), Scope{}); err == nil || !strings.Contains(err.Error(), "Unknown `cacheLife()` profile \"none\"") {
		t.Errorf("an unknown profile: %v", err)
	}
}

func TestListShowsBothStores(t *testing.T) {
	c, clock := newCache()
	c.StoreBuilt("/a", "/a", page, Life{1, Never}, []string{"t"}, c.now())
	call(t, c, "set", `{"kind":"fetch","key":"k","label":"GET http://x","value":1,"tags":["t"],"revalidate":null}`, Scope{})
	clock.forward(2 * time.Second)
	c.Lookup("/a")
	got := c.List()
	if len(got) != 2 || got[0].Store != "response" || got[0].State != "stale" || got[0].Hits != 1 || got[0].Why == "" || !got[0].Build {
		t.Fatalf("%+v", got)
	}
	if got[1].Store != "data" || got[1].Key != "GET http://x" || got[1].State != "fresh" || got[1].Life.Revalidate != Never {
		t.Errorf("%+v", got[1])
	}
}

func FuzzCall(f *testing.F) {
	f.Add("get", `{"kind":"fetch","key":"k","tags":["a"],"revalidate":1}`)
	f.Add("set", `{"kind":"fetch","key":"k","value":{},"revalidate":-1}`)
	f.Add("revalidatePath", `{"path":"/[a]","type":null}`)
	f.Fuzz(func(t *testing.T, op, in string) {
		c, _ := newCache()
		out, effect, err := c.Call(op, []byte(in), Scope{})
		if err == nil && !json.Valid(out) {
			t.Errorf("%s(%s) answers %q, which is no JSON", op, in, out)
		}
		if effect.Apply != nil {
			effect.Apply()
		}
	})
}
