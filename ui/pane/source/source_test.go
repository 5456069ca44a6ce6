package source

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/tools/txtar"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/highlight"
	"signalbox/ui/pane"
	"signalbox/ui/theme"
)

var update = flag.Bool("update", false, "rewrite testdata")

const code = `import { db } from '@/db'

export async function GET() {
	return Response.json(await db.all())
}

export async function PATCH(request: Request) {
  const body = await request.json() // the whole of it, whatever its length may be
  return Response.json(body, { status: 200, headers: { 'x-a': '1' } })
}
`

// shown is the pane with a file, in the room of a terminal of 80 × 24 or of
// 160 × 45.
func shown(wide bool) *Model {
	m := New(theme.New(theme.Options{}))
	m.SetSize(46, 10)
	if wide {
		m.SetSize(54, 14)
	}
	m.SetText("app/items/route.ts", code, false)
	m.SetLines("app/items/route.ts", highlight.Uncoloured(code))
	m.Answers(3)
	return m
}

func drawn(m *Model) string {
	var b strings.Builder
	b.WriteString(cell.Strip(m.Title(40)) + "\n")
	for _, l := range m.View() {
		b.WriteString(strings.TrimRight(cell.Strip(l), " ") + "\n")
	}
	return b.String()
}

func typed(m *Model, keys ...string) (last pane.Intent) {
	for _, k := range keys {
		msg := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)}
		switch k {
		case "enter":
			msg = tea.KeyMsg{Type: tea.KeyEnter}
		case "tab":
			msg = tea.KeyMsg{Type: tea.KeyTab}
		case "down":
			msg = tea.KeyMsg{Type: tea.KeyDown}
		case "end":
			msg = tea.KeyMsg{Type: tea.KeyEnd}
		}
		last = m.Type(msg)
	}
	return last
}

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
		{"a handler that answers", func(*Model) {}},
		{"the end of the file", func(m *Model) { m.Focus(); m.Do(action.Bottom) }},
		{"to the right", func(m *Model) { m.Focus(); m.Do(action.Right); m.Do(action.Right) }},
		{"an error and a warning", func(m *Model) {
			m.SetMarks([]Mark{{Line: 1, Error: true, Text: "there is no file db.ts"}, {Line: 3, Text: "it is dynamic"}, {Line: 3, Error: true, Text: "an error wins"}})
		}},
		{"the line with an error", func(m *Model) {
			m.Focus()
			m.SetMarks([]Mark{{Line: 3, Error: true, Text: "app/items/route.ts exports no method, so that every request is answered with 405"}, {Line: 3, Text: "and a second thing"}})
		}},
		{"the last line with a warning", func(m *Model) {
			m.Focus()
			m.SetMarks([]Mark{{Line: 11, Text: "a warning that is somewhat longer than a line of it may be in the end"}})
			m.Do(action.Bottom)
		}},
		{"typing at the end of a long line", func(m *Model) {
			m.Focus()
			m.Show(8)
			m.Do(action.Edit)
			typed(m, "end", "!")
		}},
		{"a file that cannot be read", func(m *Model) { m.SetError("app/x/route.ts", errors.New("open app/x/route.ts: permission denied")) }},
	}
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	archive.Files = nil
	for _, s := range states {
		for _, wide := range []bool{false, true} {
			m := shown(wide)
			s.do(m)
			got, key := drawn(m), map[bool]string{false: "80x24 ", true: "160x45 "}[wide]+s.name
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

// TestTyping: each change goes out with the whole text, the arrows send nothing,
// Tab indents, and Esc comes back to where the cursor was.
func TestTyping(t *testing.T) {
	m := shown(false)
	m.Show(4)
	m.Do(action.Edit)
	if got := typed(m, "down"); got != nil {
		t.Errorf("an arrow sends %#v", got)
	}
	got, ok := typed(m, "end", "enter", "tab", "x").(Edited)
	if want := strings.Replace(code, "db.all())\n}", "db.all())\n}\n  x", 1); !ok || got.Text != want || got.File != "app/items/route.ts" {
		t.Errorf("typing sends %q", got.Text)
	}
	if !m.Leave() || m.Leave() || m.Line() != 6 {
		t.Errorf("the cursor is on line %d", m.Line())
	}
}

// TestTextFromElsewhere: what the pane sent out itself changes nothing; another
// text takes its place and the cursor stays; another file begins at its top.
func TestTextFromElsewhere(t *testing.T) {
	m := shown(false)
	m.Show(4)
	m.Do(action.Edit)
	typed(m, "a")
	at := m.buffer.Cursor()
	m.SetText("app/items/route.ts", m.Text(), true)
	if m.buffer.Cursor() != at || !m.Typing() {
		t.Error("its own text moves the cursor")
	}
	m.SetText("app/items/route.ts", code, false)
	if m.buffer.Cursor() != at || m.Text() != code {
		t.Errorf("after an undo the cursor is at %v in %q", m.buffer.Cursor(), m.Text())
	}
	if m.SetText("app/other.ts", "one\n", false); m.Typing() || m.Line() != 1 {
		t.Error("another file is typed into at once")
	}
	if m.SetLines("app/items/route.ts", highlight.Uncoloured(code)); m.lines != nil {
		t.Error("colours of another file are taken")
	}
}

func TestClick(t *testing.T) {
	m := shown(false)
	m.Click(5, 3)
	if m.Line() != 4 {
		t.Errorf("a click puts the cursor on line %d", m.Line())
	}
	m.Do(action.Edit)
	m.Click(m.gutter()+3, 2)
	typed(m, "X")
	if got := m.buffer.Line(2); got != "expXort async function GET() {" {
		t.Errorf("the line is %q", got)
	}
	m.Click(m.gutter()+2, 3) // behind a tab, which takes two cells
	typed(m, "Y")
	if got := m.buffer.Line(3); got != "\tYreturn Response.json(await db.all())" {
		t.Errorf("the line is %q", got)
	}
	if m.Click(3, 9999); m.Off(action.Edit) != "" {
		t.Error("a click below the text does something")
	}
}
