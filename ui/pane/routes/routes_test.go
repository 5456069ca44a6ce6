package routes

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/diag"
	"signalbox/engine/route"
	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/theme"
)

func handler(path string, r route.Render, exports ...string) route.Route {
	out := route.Route{Path: path, Pattern: route.Parse(path), File: "app" + path + "/route.ts", Render: r, Implicit: []string{"OPTIONS"}}
	for _, name := range exports {
		out.Exports = append(out.Exports, route.Export{Name: name})
		if name == "GET" {
			out.Implicit = append(out.Implicit, "HEAD")
		}
	}
	return out
}

func table() *route.Table {
	t := &route.Table{Version: "16", Routes: []route.Route{
		handler("/a", route.Static, "GET"),
		handler("/b/[id]", route.Dynamic, "GET", "DELETE"),
		{Path: "/p", Kind: route.Page, File: "app/p/page.tsx", Render: route.SSG},
		handler("/q", route.Dynamic, "POST"),
	}}
	t.Problems = []diag.Diagnostic{{Code: "page-route-conflict", Severity: diag.Error}, {Code: "syntax-error", Severity: diag.Error}}
	t.Routes[2].Problems, t.Routes[3].Problems = []int{0}, []int{1}
	return t
}

func shown(m *Model) []string {
	lines := m.View()
	for i := range lines {
		lines[i] = strings.TrimRight(cell.Strip(lines[i]), " ")
	}
	return lines
}

func compare(t *testing.T, name string, m *Model, want ...string) {
	t.Helper()
	if got := strings.Join(shown(m), "\n"); got != strings.Join(want, "\n") {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, strings.Join(want, "\n"))
	}
}

func pane40() *Model {
	m := New(theme.New(theme.Options{}))
	m.SetSize(40, 7)
	m.SetTable(table())
	return m
}

func TestRows(t *testing.T) {
	m := pane40()
	m.Hit("/a")
	compare(t, "plain", m,
		"/ filter or paste a URL, curl",
		"›G····ho /a                   1×       ○",
		" G··D·ho /b/[id]                       ƒ",
		"✗page    /p                   conflict ●",
		"✗·P····o /q                     syntax ƒ",
	)
}

func TestFilter(t *testing.T) {
	tests := []struct {
		text  string
		paths string
	}{
		{"", "/a /b/[id] /p /q"}, {"b", "/b/[id]"}, {"get", "/a /b/[id]"}, {"delete", "/b/[id]"}, {"page", "/p"},
		{"dynamic", "/b/[id] /q"}, {"conflict", "/p"}, {"problem", "/p /q"}, {"get static", "/a"}, {"zzz", ""},
	}
	for _, tt := range tests {
		m := pane40()
		m.Filter()
		for _, r := range tt.text {
			k := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}
			if r == ' ' {
				k.Type = tea.KeySpace
			}
			m.Type(k)
		}
		var paths []string
		for _, i := range m.Visible() {
			paths = append(paths, m.table.Routes[i].Path)
		}
		if got := strings.Join(paths, " "); got != tt.paths {
			t.Errorf("%q leaves %q, want %q", tt.text, got, tt.paths)
		}
		m.Blur()
		if m.Filter(); m.FilterText() != "" || len(m.Visible()) != 4 {
			t.Errorf("%q: a new filter begins with %q", tt.text, m.FilterText())
		}
	}
}

func TestVersions(t *testing.T) {
	old := table()
	old.Routes[1].Render, old.Routes[1].RenderWhy = route.Static, "by default"
	old.Routes = old.Routes[:3]
	m := pane40()
	m.SetSize(40, 9)
	c := Compare(table(), []Version{NewVersion("14", old), NewVersion("15", table()), NewVersion("16", table())})
	if c.Differ() != 2 {
		t.Errorf("%d routes differ, want 2", c.Differ())
	}
	m.SetVersions(c)
	m.Do(action.Down)
	compare(t, "columns", m,
		"/ filter                        14 15 16",
		" G····ho /a                      ○  ○  ○",
		"›G··D·ho /b/[id]        differs  ○  ƒ  ƒ",
		"✗page    /p                      ●  ●  ●",
		"✗·P····o /q             differs  ·  ƒ  ƒ",
		"",
		strings.Repeat("─", 40),
		" static in 14, dynamic in 15 and 16.",
		" 14: by default",
	)
	m.Do(action.Bottom)
	if s := m.sentence(m.Current()); s != "no route in 14, dynamic in 15 and 16" {
		t.Errorf("got %q", s)
	}
	if m.SetVersions(nil); strings.Contains(strings.Join(shown(m), ""), "14 15") {
		t.Error("the columns stay")
	}
}

func TestClick(t *testing.T) {
	m := pane40()
	if got := m.Click(2, 2); got != (Selected{"/b/[id]", "app/b/[id]/route.ts"}) {
		t.Errorf("the first click gives %#v", got)
	}
	if got := m.Click(2, 2); got != (Chosen{"/b/[id]", "app/b/[id]/route.ts"}) {
		t.Errorf("the second click gives %#v", got)
	}
	if m.Click(2, 0); !m.Typing() {
		t.Error("a click on the first line begins no filter")
	}
}
