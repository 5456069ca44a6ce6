// Package problems lists every diagnostic of the tree, and of the one under the
// cursor shows everything there is to know: the sentence, the URL that proves
// it, what Next.js itself would say and at which step, the files side by side
// at the lines concerned, and the fix.
package problems

import (
	"signalbox/engine/diag"
	"signalbox/ui/action"
	"signalbox/ui/pane"
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
	pane.List
	list  []diag.Diagnostic
	texts map[string][]string // lines by file
}

// New returns an empty pane.
func New(t *theme.Theme) *Model { return &Model{List: pane.NewList(t), texts: map[string][]string{}} }

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
	m.Window.SetLen(len(m.list))
	clear(m.texts)
}

// SetText hands in the lines of a file.
func (m *Model) SetText(file string, lines []string) { m.texts[file] = lines }

// SetTexts hands in the lines of files, by name.
func (m *Model) SetTexts(texts map[string][]string) {
	for file, lines := range texts {
		m.SetText(file, lines)
	}
}

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
	if m.Window.Cursor < len(m.list) {
		return &m.list[m.Window.Cursor]
	}
	return nil
}

// SetSize gives the room; the list gets a third of it.
func (m *Model) SetSize(w, h int) {
	m.Resize(w, h, h-max(min(len(m.list), h/3), min(h, 3)))
}

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

// Extent is nothing: the list shares the pane with what it is about.
func (m *Model) Extent() (all, top int) { return 0, 0 }

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
	if m.Move(a) {
		return m.looked()
	}
	switch a {
	case action.Open:
		if d := m.current(); d != nil && len(d.Spans) > 0 {
			return Jumped{d.Spans[0].Pos}
		}
	case action.ApplyFix:
		if d := m.current(); d != nil && d.Fix != nil {
			return Fixed{*d.Fix}
		}
	}
	return nil
}

// looked asks for the texts of the problem that the cursor came to.
func (m *Model) looked() pane.Intent {
	if files := m.Wanted(); len(files) > 0 {
		return Looked{files}
	}
	return nil
}

// Click selects a problem; a second click goes to its place.
func (m *Model) Click(_, y int) pane.Intent {
	switch m.Pick(y) {
	case pane.Chosen:
		return m.looked()
	case pane.Again:
		return m.Do(action.Open)
	case pane.Missed:
	}
	return nil
}
