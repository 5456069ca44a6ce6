package history

import (
	"strings"
	"testing"
	"time"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/pane"
	"signalbox/ui/theme"
)

// drawn is the pane with one exchange of an earlier run, one that was read from
// a file and two of this run.
func drawn(w int) *Model {
	m := New(theme.New(theme.Options{}))
	m.SetSize(w, 5)
	at := time.Date(2025, 3, 4, 10, 11, 12, 0, time.UTC)
	m.Add(Entry{Number: 201, At: at, Method: "GET", Target: "/a", Status: 200, Took: "1.0 ms", Size: "2 B", Cache: "HIT"})
	m.Add(Entry{Number: 202, At: at, Method: "POST", Target: "/b\x1b[31m", Took: "2.0 ms", Size: "0 B"})
	m.Add(Entry{Number: 203, At: at, Method: "GET", Target: "/c", Unsent: true})
	m.Before([]Entry{{Number: 200, At: at.AddDate(0, 0, -2), Method: "PUT", Target: "/z", Status: 404, Earlier: true}})
	return m
}

func TestNewestFirst(t *testing.T) {
	want := []string{
		"   4 file     · new  GET     /c",
		"   3 10:11:12 ✗ none POST    /b",
		"   2 10:11:12 ✓ 200  GET     /a                           HIT      2 B   1.0 ms",
		"   1 2 Mar    ✗ 404  PUT     /z",
	}
	lines := drawn(80).View()
	if len(lines) != len(want) {
		t.Fatalf("%d lines", len(lines))
	}
	for i, l := range lines {
		if got := cell.Strip(l); !strings.HasPrefix(got, want[i]) || cell.Width(got) > 80 || strings.Contains(got, "\x1b") {
			t.Errorf("line %d is %q, want %q first", i, got, want[i])
		}
	}
}

func TestActions(t *testing.T) {
	tests := []struct {
		downs int
		a     action.ID
		want  pane.Intent
	}{
		{0, action.Open, Shown{203}},
		{1, action.Replay, Replayed{202}},
		{2, action.DiffWith, Diffed{201}},
		{9, action.Open, Shown{200}},
		{0, action.ExportHTTP, Exported{}},
		{0, action.ImportHTTP, Imported{}},
	}
	for _, tt := range tests {
		m := drawn(60)
		for range tt.downs {
			m.Do(action.Down)
		}
		if got := m.Do(tt.a); got != tt.want {
			t.Errorf("%d down, action %d: got %#v, want %#v", tt.downs, tt.a, got, tt.want)
		}
	}
}

// TestEmpty: what needs an exchange says so, what needs none works.
func TestEmpty(t *testing.T) {
	m := New(theme.New(theme.Options{}))
	for _, a := range []action.ID{action.Open, action.Replay, action.DiffWith, action.ExportHTTP} {
		if m.Off(a) == "" || m.Do(a) != nil {
			t.Errorf("action %d acts on nothing", a)
		}
	}
	if m.Off(action.ImportHTTP) != "" || m.Do(action.ImportHTTP) != (Imported{}) {
		t.Error("nothing can be imported")
	}
}

func TestClick(t *testing.T) {
	m := drawn(60)
	if got := m.Click(3, 2); got != nil {
		t.Errorf("the first click gives %v", got)
	}
	if got := m.Click(3, 2); got != (Shown{201}) {
		t.Errorf("the second click gives %v", got)
	}
	if got := m.Click(3, 40); got != nil {
		t.Errorf("a click below gives %v", got)
	}
}
