// Package problems lists every diagnostic of the tree, and of the one under the
// cursor shows everything there is to know: the sentence, the URL that proves
// it, what Next.js itself would say and at which step, the files side by side
// at the lines concerned, and the fix.
package problems

import (
	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/diag"
	"signalbox/ui/action"
	"signalbox/ui/pane"
	"signalbox/ui/scroll"
	"signalbox/ui/theme"
)

// Looked says that the texts of files are wanted; the root answers with SetText.
type Looked struct{ Files []string }

// Jumped says that the person wants to see the place of a problem.
type Jumped struct{ Pos diag.Pos }

// Fixed says that a fix is to be applied.
type Fixed struct{ Fix diag.Fix }

// Model is the pane.
type Model struct {
	theme   *theme.Theme
	w, h    int
	focused bool
	list    []diag.Diagnostic
	window  scroll.Window
	texts   map[string][]string // lines by file
}

// New returns an empty pane.
func New(t *theme.Theme) *Model { return &Model{theme: t, texts: map[string][]string{}} }

// SetTheme changes the styles.
func (m *Model) SetTheme(t *theme.Theme) { m.theme = t }

// SetProblems shows a list; errors come first as they come.
func (m *Model) SetProblems(list []diag.Diagnostic) {
	m.list = m.list[:0:0]
	for _, want := range []diag.Severity{diag.Error, diag.Warning} {
		for _, d := range list {
			if d.Severity == want {
				m.list = append(m.list, d)
			}
		}
	}
	m.window.SetLen(len(m.list))
	clear(m.texts)
}

// SetText hands in the lines of a file.
func (m *Model) SetText(file string, lines []string) { m.texts[file] = lines }

// Wanted lists the files of the problem under the cursor that have no text yet.
func (m *Model) Wanted() []string {
	var files []string
	if d := m.current(); d != nil {
		for _, f := range d.Files() {
			if _, ok := m.texts[f]; !ok {
				files = append(files, f)
			}
		}
	}
	return files
}

func (m *Model) current() *diag.Diagnostic {
	if m.window.Cursor < len(m.list) {
		return &m.list[m.window.Cursor]
	}
	return nil
}

// SetSize gives the room; the list gets a third of it.
func (m *Model) SetSize(w, h int) {
	m.w, m.h = w, h
	m.window.SetHeight(max(min(len(m.list), h/3), min(h, 3)))
}

// Focus and Blur say whether keys go here.
func (m *Model) Focus() { m.focused = true }

// Blur takes the focus away.
func (m *Model) Blur() { m.focused = false }

// Typing is false: nothing is typed here.
func (m *Model) Typing() bool { return false }

// Type takes no keys.
func (m *Model) Type(tea.KeyMsg) pane.Intent { return nil }

// Scope names the pane's own keys.
func (m *Model) Scope() action.Scope { return action.Problems }

// Keys lists what the footer shows.
func (m *Model) Keys() []action.ID {
	return []action.ID{action.ApplyFix, action.Open, action.Undo, action.Save, action.Back}
}

// Off says why an action can't be done.
func (m *Model) Off(a action.ID) string {
	switch d := m.current(); {
	case a != action.ApplyFix && a != action.Open:
	case d == nil:
		return "there is no problem"
	case a == action.ApplyFix && d.Fix == nil:
		return "this problem has no mechanical fix"
	case a == action.Open && len(d.Spans) == 0:
		return "this problem has no place in a file"
	}
	return ""
}

// Extent is the length of the list.
func (m *Model) Extent() (all, top int) { return 0, 0 }

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
	before := m.window.Cursor
	switch a {
	case action.Up:
		m.window.Move(-1)
	case action.Down:
		m.window.Move(1)
	case action.PageUp:
		m.window.Page(-1)
	case action.PageDown:
		m.window.Page(1)
	case action.Top:
		m.window.To(0)
	case action.Bottom:
		m.window.To(m.window.Len - 1)
	case action.Open:
		if d := m.current(); d != nil && len(d.Spans) > 0 {
			return Jumped{d.Spans[0].Pos}
		}
	case action.ApplyFix:
		if d := m.current(); d != nil && d.Fix != nil {
			return Fixed{*d.Fix}
		}
	}
	return m.looked(before)
}

// looked asks for texts where the cursor came to another problem.
func (m *Model) looked(before int) pane.Intent {
	if files := m.Wanted(); m.window.Cursor != before && len(files) > 0 {
		return Looked{files}
	}
	return nil
}

// Click selects a problem.
func (m *Model) Click(_, y int) pane.Intent {
	before := m.window.Cursor
	if row := m.window.Row(y); row >= 0 {
		m.window.To(row)
	}
	return m.looked(before)
}

// Wheel moves the list.
func (m *Model) Wheel(n int) { m.window.Scroll(n) }
