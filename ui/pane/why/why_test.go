package why

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"signalbox/engine/diag"
	"signalbox/engine/trace"
	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/theme"
)

// every returns one event of each kind, its texts hostile.
func every() []trace.Event {
	list := []trace.Event{
		trace.Normalised{}, trace.ConfigRule{}, trace.ProxyRan{}, trace.Candidate{}, trace.Matched{}, trace.MethodChosen{},
		trace.CacheDecision{}, trace.DataRead{}, trace.ModuleLoaded{}, trace.HandlerRan{}, trace.DynamicRead{}, trace.Console{}, trace.Fetched{},
		trace.CookieSet{}, trace.TagTouched{}, trace.BodyRead{}, trace.Thrown{}, trace.Oddity{}, trace.Unsupported{},
		trace.Limited{}, trace.Responded{},
	}
	for i, e := range list {
		v := reflect.New(reflect.TypeOf(e)).Elem()
		for j := range v.NumField() {
			if f := v.Field(j); f.Kind() == reflect.String {
				f.SetString("\x1b]0;x\x07 a text that is long enough to need a second line")
			}
		}
		list[i] = v.Interface().(trace.Event)
	}
	return list
}

// TestEveryEventIsDrawn: each kind of event has a row, and none lets a control
// character through. The kinds are counted in their source, so that a new one
// fails here.
func TestEveryEventIsDrawn(t *testing.T) {
	src, err := os.ReadFile("../../../engine/trace/trace.go")
	if err != nil {
		t.Fatal(err)
	}
	if kinds := len(regexp.MustCompile(`(?m)^func \(\w+\) +event\(\)`).FindAll(src, -1)); kinds != len(every()) {
		t.Errorf("there are %d kinds of event, this test knows %d", kinds, len(every()))
	}
	m := New(theme.New(theme.Options{}))
	m.SetSize(60, 400)
	for _, e := range every() {
		m.SetTrace([]trace.Entry{{Event: e}})
		lines := m.View()
		if len(m.rows) == 0 {
			t.Errorf("%T has no row", e)
		}
		for _, l := range lines {
			if text := cell.Strip(l); cell.Width(text) > 60 || strings.ContainsAny(text, "\x07\x1b") {
				t.Errorf("%T draws %q", e, text)
			}
		}
	}
}

// TestOneRowForOneRoute: a route that was tried, won and matched is one row with
// its params; a loser keeps its reason.
func TestOneRowForOneRoute(t *testing.T) {
	m := New(theme.New(theme.Options{}))
	m.SetSize(100, 20)
	m.SetTrace([]trace.Entry{
		{Event: trace.Candidate{Path: "/posts/new", Reason: "literal ≠ 42"}},
		{Event: trace.Candidate{Path: "/posts/[id]", Chosen: true}},
		{Event: trace.Matched{Path: "/posts/[id]", File: "app/posts/[id]/route.ts", Params: []trace.Param{{Name: "id", Value: "42"}}}},
	})
	text := cell.Strip(strings.Join(m.View(), "\n"))
	if n := strings.Count(text, "[id]  id=\"42\""); n != 1 || strings.Count(text, "\n") != 1 || !strings.Contains(text, "literal ≠ 42") {
		t.Errorf("got\n%s", text)
	}
}

// TestRefusedMethodOffersAnother: a 405 names a method that would work, and x
// asks for it; a row with a line of source leads there.
func TestRefusedMethodOffersAnother(t *testing.T) {
	m := New(theme.New(theme.Options{}))
	m.SetSize(80, 20)
	pos := diag.Pos{File: "app/route.ts", Line: 3}
	m.SetTrace([]trace.Entry{{Event: trace.MethodChosen{Requested: "PUT", Status: 405, Exported: []string{"POST"}, Pos: pos}}})
	if got := m.Do(action.TryOther); got != (Tried{"POST"}) {
		t.Errorf("x wants %v", got)
	}
	if got := m.Do(action.Open); got != (Jumped{pos}) {
		t.Errorf("enter wants %v", got)
	}
	m.SetTrace([]trace.Entry{{Event: trace.MethodChosen{Requested: "GET", Runs: "GET"}}})
	if m.Off(action.TryOther) == "" || m.Do(action.TryOther) != nil {
		t.Error("an accepted method offers another")
	}
}

// TestLosersAreFolded: of many routes that lost the first ones are shown, Enter
// on the row for the others shows all, and what was decided after them is near.
func TestLosersAreFolded(t *testing.T) {
	var entries []trace.Entry
	for i := range 50 {
		entries = append(entries, trace.Entry{Event: trace.Candidate{Path: "/lost" + strings.Repeat("x", i), Reason: "no"}})
	}
	entries = append(entries, trace.Entry{Event: trace.Responded{Status: 404}})
	m := New(theme.New(theme.Options{}))
	m.SetSize(90, 60)
	m.SetTrace(entries)
	if want := loserRows + 2; len(m.rows) != want {
		t.Fatalf("%d rows, want %d", len(m.rows), want)
	}
	for range loserRows {
		m.Do(action.Down)
	}
	if text := cell.Strip(strings.Join(m.View(), "\n")); !strings.Contains(text, "44 more did not fit") {
		t.Errorf("got\n%s", text)
	}
	if got := m.Do(action.Open); got != nil || len(m.rows) != 51 {
		t.Errorf("unfolding gives %v and %d rows", got, len(m.rows))
	}
	if m.Begin(); m.open {
		t.Error("the next trace is unfolded too")
	}
}

// TestTheWinnerStandsFirst: where a route won, it stands before those that lost,
// and of them those are told that are most like it.
func TestTheWinnerStandsFirst(t *testing.T) {
	var entries []trace.Entry
	for _, p := range []string{"/api/admin/[id]", "/api/links/[id]/stats", "/api/zones/[id]", "/api/links/[id]/clicks"} {
		entries = append(entries, trace.Entry{Event: trace.Candidate{Path: p, Reason: "no"}})
	}
	entries = append(entries,
		trace.Entry{Event: trace.Candidate{Path: "/api/links/[id]", Chosen: true, File: "app/api/links/[id]/route.ts"}},
		trace.Entry{Event: trace.Matched{Path: "/api/links/[id]", Params: []trace.Param{{Name: "id", Value: "1"}}}},
		trace.Entry{Event: trace.MethodChosen{Requested: "GET", Runs: "GET"}})
	m := New(theme.New(theme.Options{}))
	m.SetSize(70, 20)
	m.SetTrace(entries)
	var got []string
	for _, l := range m.View() {
		got = append(got, strings.TrimRight(cell.Strip(l), " "))
	}
	want := []string{
		` match   ✓ /api/links/[id]  id="1"`,
		`         ✗ /api/links/[id]/stats  no`,
		`         ✗ /api/links/[id]/clicks  no`,
		`         ▸ 2 more did not fit; enter shows them`,
		` method  ✓ GET`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
