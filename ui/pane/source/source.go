// Package source shows a file at the export that answers, and edits it in
// place.
//
// The pane holds the text as it is typed. Each change goes out as Edited and
// becomes an edit of the workspace; table and problems follow from there. What
// comes back with SetText is the same text, unless it was changed elsewhere (an
// undo, a fix, the disk), and only then is the buffer replaced.
package source

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/edit"
	"signalbox/ui/highlight"
	"signalbox/ui/pane"
	"signalbox/ui/theme"
)

// Edited says that a person changed the text.
type Edited struct{ File, Text string }

// Mark is a line that something is to be said about.
type Mark struct {
	Line  int // from 1
	Error bool
	Text  string
}

// Model is the pane.
type Model struct {
	pane.List
	file    string
	err     string
	buffer  *edit.Buffer
	lines   *highlight.Lines
	marks   map[int][]Mark // by line, the worst first
	answers int            // the line of the export that answers, from 1; 0 for none
	dirty   bool
	typing  bool
	left    int
}

// New returns an empty pane.
func New(t *theme.Theme) *Model {
	return &Model{List: pane.NewList(t), buffer: edit.New(""), marks: map[int][]Mark{}}
}

// File returns the name of the file that is shown.
func (m *Model) File() string { return m.file }

// Text returns the text as it is typed now.
func (m *Model) Text() string { return m.buffer.Text() }

// Line returns the line of the cursor, from 1.
func (m *Model) Line() int {
	if m.typing {
		return m.buffer.Cursor().Line + 1
	}
	return m.Window.Cursor + 1
}

// SetText shows a file. The text that the pane itself sent out changes nothing.
func (m *Model) SetText(file, text string, dirty bool) {
	m.dirty, m.err = dirty, ""
	switch {
	case file != m.file:
		m.file, m.lines, m.left, m.typing = file, nil, 0, false
		m.buffer = edit.New(text)
		m.Window.To(0)
	case text != m.buffer.Text():
		at := m.buffer.Cursor()
		m.buffer = edit.New(text)
		m.buffer.MoveTo(at)
	}
	m.Window.SetLen(m.buffer.Len())
}

// SetError says that a file cannot be shown.
func (m *Model) SetError(file string, err error) {
	m.SetText(file, "", false)
	m.err = err.Error()
}

// SetLines hands in the coloured text of the file.
func (m *Model) SetLines(file string, l *highlight.Lines) {
	if file == m.file {
		m.lines = l
	}
}

// SetMarks says what there is to say about lines of the file; of one line the
// errors come first.
func (m *Model) SetMarks(marks []Mark) {
	m.marks = make(map[int][]Mark, len(marks))
	for _, errors := range []bool{true, false} {
		for _, k := range marks {
			if k.Error == errors {
				m.marks[k.Line] = append(m.marks[k.Line], k)
			}
		}
	}
}

// Answers marks the line of the export that answers and shows it.
func (m *Model) Answers(line int) {
	m.answers = line
	if !m.typing {
		m.Show(line)
	}
}

// Show puts a line (from 1) in view, a third from the top.
func (m *Model) Show(line int) {
	m.Window.To(max(line-1, 0))
	m.Window.Top = max(m.Window.Cursor-m.Window.Height/3, 0)
	m.Window.Clamp()
}

// Blur takes the focus away; what was typed is an edit already.
func (m *Model) Blur() { m.List.Blur(); m.Leave() }

// Typing reports whether letters are text.
func (m *Model) Typing() bool { return m.typing }

// TakesTab says that Tab indents while one types.
func (m *Model) TakesTab() bool { return m.typing }

// Leave ends typing and reports whether one did.
func (m *Model) Leave() bool {
	was := m.typing
	m.typing = false
	if was {
		m.Window.To(m.buffer.Cursor().Line)
	}
	return was
}

// Scope names the pane's own keys.
func (m *Model) Scope() action.Scope { return action.Source }

// Keys lists what the footer shows.
func (m *Model) Keys() []action.ID {
	if m.typing {
		return []action.ID{action.Back, action.Save, action.Send}
	}
	return []action.ID{action.Edit, action.Save, action.Undo, action.Redo, action.OpenEditor, action.Zoom, action.NewFile, action.MoveFile, action.DeleteFile}
}

// Off says why an action can't be done.
func (m *Model) Off(a action.ID) string {
	if a == action.Edit && (m.file == "" || m.err != "") {
		return "no text file is shown"
	}
	return ""
}

// Extent is the length of the text.
func (m *Model) Extent() (all, top int) { return m.Window.Len, m.Window.Top }

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
	m.Move(a)
	switch a {
	case action.Left:
		m.left = max(m.left-8, 0)
	case action.Right:
		if m.cut() {
			m.left += 8
		}
	case action.Edit, action.Open:
		m.Edit()
	}
	return nil
}

// Edit begins to type at the line under the cursor.
func (m *Model) Edit() {
	if m.Off(action.Edit) != "" {
		return
	}
	m.typing, m.left = true, 0
	line := m.Window.Cursor
	text := m.buffer.Line(line)
	m.buffer.MoveTo(edit.Pos{Line: line, Col: len([]rune(text)) - len([]rune(strings.TrimLeft(text, " \t")))})
}

// Type takes a key for the text.
func (m *Model) Type(k tea.KeyMsg) pane.Intent {
	before := m.buffer.Revision()
	switch k.String() {
	case "tab":
		m.buffer.Insert("  ")
	default:
		m.buffer.Type(k)
	}
	m.Window.SetLen(m.buffer.Len())
	m.Window.To(m.buffer.Cursor().Line)
	if m.buffer.Revision() == before {
		return nil
	}
	m.dirty = true
	return Edited{m.file, m.buffer.Text()}
}

// Click puts the cursor on a line, and while typing at a place.
func (m *Model) Click(x, y int) pane.Intent {
	row := m.Window.Row(y)
	if row < 0 {
		return nil
	}
	m.Window.To(row)
	if m.typing {
		text := m.buffer.Line(row)
		m.buffer.MoveTo(edit.Pos{Line: row, Col: cell.RuneAt(text, max(x-m.gutter()+m.hidden(row), 0))})
	}
	return nil
}

// Wheel scrolls.
func (m *Model) Wheel(n int) {
	if m.typing {
		m.buffer.Vertical(n)
		m.Window.To(m.buffer.Cursor().Line)
		return
	}
	m.List.Wheel(n)
}
