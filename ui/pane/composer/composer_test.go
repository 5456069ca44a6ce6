package composer

import (
	"flag"
	"os"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/tools/txtar"

	"signalbox/engine/route"
	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/draft"
	"signalbox/ui/pane"
	"signalbox/ui/theme"
)

var update = flag.Bool("update", false, "rewrite testdata")

// item is a route with a parameter, as a table has it.
func item() *route.Route {
	p := "/shop/[id]"
	return &route.Route{Path: p, Pattern: route.Parse(p), File: "app/shop/[id]/route.ts",
		Exports: []route.Export{{Name: "GET"}, {Name: "POST"}}}
}

// form is the pane with a request for item, in the room of a terminal of
// 80 × 24 or of 160 × 45.
func form(wide bool) *Model {
	m := New(theme.New(theme.Options{}))
	r := item()
	m.Set(draft.For(r), r.Pattern)
	m.SetPreview(Preview{Path: r.Path, Status: 200, Text: "runs GET"})
	m.SetSize(46, 9)
	if wide {
		m.SetSize(54, 12)
	}
	m.Focus()
	return m
}

func drawn(m *Model) string {
	var b strings.Builder
	for _, l := range m.View() {
		b.WriteString(strings.TrimRight(cell.Strip(l), " ") + "\n")
	}
	return b.String()
}

func typed(m *Model, text string) (last pane.Intent) {
	for _, r := range text {
		k := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}
		switch r {
		case ' ':
			k.Type = tea.KeySpace
		case '\n':
			k = tea.KeyMsg{Type: tea.KeyEnter}
		case '\t':
			k = tea.KeyMsg{Type: tea.KeyTab}
		}
		last = m.Type(k)
	}
	return last
}

// TestViews draws the pane in its states, at the room that it gets in both
// sizes of terminal.
func TestViews(t *testing.T) {
	const name = "testdata/views.txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	states := []struct {
		name string
		do   func(m *Model)
	}{
		{"at rest", func(*Model) {}},
		{"blurred and small", func(m *Model) { m.SetSize(m.W, 3); m.Blur() }},
		{"running", func(m *Model) { m.SetRunning(true) }},
		{"no route", func(m *Model) {
			m.Set(draft.Draft{Method: "GET", Target: "/nowhere?q=1"}, route.Pattern{})
			m.SetPreview(Preview{Status: 404, Text: "404  no route answers"})
		}},
		{"a param is edited", func(m *Model) { m.Do(action.Params); typed(m, "7 8") }},
		{"a long url and its verdict", func(m *Model) {
			m.Do(action.EditURL)
			typed(m, strings.Repeat("/segment", 12))
			m.SetPreview(Preview{Path: "/a" + strings.Repeat("/segment", 12), Status: 405, Text: "405  the file does not export GET"})
		}},
		{"a body is written", func(m *Model) { m.SetMethod("POST"); m.Do(action.EditBody); typed(m, "\n  \"a\": 1\n") }},
		{"headers are written", func(m *Model) { m.Do(action.EditHeaders); typed(m, "x-a: 1\nx-b: 2") }},
		{"headers, cookies and query", func(m *Model) {
			d := m.Draft()
			d.Headers, d.Cookies = "x-a: 1\nx-b: 2", "sid=1"
			d.SetQuery("page=2")
			m.Set(d, m.pattern)
		}},
		{"every kind of body", func(m *Model) {
			m.SetMethod("POST")
			for range 3 {
				m.Do(action.BodyKind)
			}
		}},
		{"wide letters", func(m *Model) { m.Do(action.Params); typed(m, "漢字") }},
	}
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	archive.Files = nil
	for _, s := range states {
		for _, wide := range []bool{false, true} {
			m := form(wide)
			s.do(m)
			size := map[bool]string{false: "80x24", true: "160x45"}[wide]
			got, key := drawn(m), size+" "+s.name
			archive.Files = append(archive.Files, txtar.File{Name: key, Data: []byte(got)})
			if !*update && got != want[key] {
				t.Errorf("%s: got\n%s\nwant\n%s", key, got, want[key])
			}
		}
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestEnter: Enter on the URL sends, on any other row it ends the editing; Tab
// goes on to the next row and keeps what was written.
func TestEnter(t *testing.T) {
	tests := []struct {
		begin  action.ID
		text   string
		want   pane.Intent
		target string
	}{
		{action.EditURL, "?a=1\n", Sent{}, "/shop/1?a=1"},
		{action.Params, "2\n", Changed{}, "/shop/12"},
		{action.EditQuery, "b=2\n", Changed{}, "/shop/1?b=2"},
		{action.Params, "2\tc=3\n", Changed{}, "/shop/12?c=3"},
	}
	for _, tt := range tests {
		m := form(false)
		m.Do(tt.begin)
		if got := typed(m, tt.text); got != tt.want || m.Draft().Target != tt.target || m.Typing() {
			t.Errorf("%q gives %#v and %s, want %#v and %s", tt.text, got, m.Draft().Target, tt.want, tt.target)
		}
	}
}

// TestABodyThatIsNotWritten: to look at the body and leave it makes none, and a
// method that takes one brings an empty object that goes with it again.
func TestABodyThatIsNotWritten(t *testing.T) {
	m := form(false)
	m.Do(action.EditBody)
	if m.Leave(); m.Draft().Kind != draft.None {
		t.Errorf("the body is %s", m.Draft().Kind)
	}
	m.SetMethod("PUT")
	if d := m.Draft(); d.Kind != draft.JSON || d.Body != "{}" {
		t.Errorf("PUT has the body %s %q", d.Kind, d.Body)
	}
	if m.SetMethod("GET"); m.Draft().Kind != draft.None {
		t.Error("the empty object stays with GET")
	}
}

func TestClick(t *testing.T) {
	const send = 45
	tests := []struct {
		name string
		x, y int
		do   func(m *Model)
		want pane.Intent
	}{
		{"the method", 1, 0, nil, MethodAsked{}},
		{"send", send, 0, nil, Sent{}},
		{"stop", send, 0, func(m *Model) { m.SetRunning(true) }, Stopped{}},
		{"the preview", 4, 1, nil, nil},
		{"below the form", 4, 20, nil, nil},
	}
	for _, tt := range tests {
		m := form(false)
		if tt.do != nil {
			tt.do(m)
		}
		if got := m.Click(tt.x, tt.y); got != tt.want {
			t.Errorf("%s: got %#v, want %#v", tt.name, got, tt.want)
		}
	}
	m := form(false)
	m.Click(4, 2)
	if m.Click(4, 2); !m.Typing() || m.editing.field != fieldParam {
		t.Error("a second click does not edit the row")
	}
}

// TestClickIntoABody puts the cursor where the click was.
func TestClickIntoABody(t *testing.T) {
	m := form(false)
	m.SetMethod("POST")
	m.Do(action.EditBody)
	typed(m, "\nabc\ndef\n")
	m.Click(3, 4)
	typed(m, "X")
	if got := m.Draft().Body; got != "{\naXbc\ndef\n}" {
		t.Errorf("the body is %q", got)
	}
}
