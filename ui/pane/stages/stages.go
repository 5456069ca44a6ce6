// Package stages is the tester of paths: the stages that routing takes a request
// through, in their order, and what each of them would do with the one in the
// first line. Nothing is sent and no code runs; every matcher of the proxy is
// held against the request, so that one sees which of them let it through.
//
// The pane knows nothing of routing: it asks with Asked and is told rows.
package stages

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/diag"
	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/edit"
	"signalbox/ui/pane"
	"signalbox/ui/theme"
)

// Asked says that the request in the first line is another one: "POST /a?b=1".
type Asked struct{ Text string }

// Sent says that it is to be sent.
type Sent struct{ Text string }

// Jumped says that the person wants to see a line of source.
type Jumped struct{ Pos diag.Pos }

// State is what a stage did.
type State uint8

// The states.
const (
	Passed  State = iota // it let the request through
	Unasked              // the request did not get there
	Applied              // it took part, or it answers
	Lost                 // a candidate that does not fit
	Turned               // it sends the request elsewhere
)

// Row is one fact about a stage. Rows of one stage follow each other.
type Row struct {
	Stage string
	State State
	Text  string
	Note  string // why
	Pos   diag.Pos
}

// Model is the pane.
type Model struct {
	pane.List
	input  *edit.Buffer
	typing bool
	rows   []Row
}

// New returns an empty pane.
func New(t *theme.Theme) *Model { return &Model{List: pane.NewList(t), input: edit.NewLine("GET /")} }

// SetText puts a request into the first line.
func (m *Model) SetText(text string) {
	m.input = edit.NewLine(text)
	m.input.Type(tea.KeyMsg{Type: tea.KeyEnd})
}

// Text returns the request in the first line.
func (m *Model) Text() string { return m.input.Text() }

// SetRows shows what the stages do.
func (m *Model) SetRows(rows []Row) {
	m.rows = rows
	m.Window.SetLen(len(rows))
}

// SetSize gives the room; the request takes two lines.
func (m *Model) SetSize(w, h int) { m.Resize(w, h, 2) }

// Blur takes the keys away; the request stays.
func (m *Model) Blur() { m.List.Blur(); m.typing = false }

// Typing reports whether letters go into the request.
func (m *Model) Typing() bool { return m.typing }

// Leave ends typing, and reports whether one typed.
func (m *Model) Leave() bool {
	was := m.typing
	m.typing = false
	return was
}

// Type takes a key for the request. Enter ends it; the arrows move the cursor
// in the list meanwhile.
func (m *Model) Type(k tea.KeyMsg) pane.Intent {
	switch k.String() {
	case "enter":
		m.typing = false
		return nil
	case "up":
		m.Move(action.Up)
		return nil
	case "down":
		m.Move(action.Down)
		return nil
	}
	if !m.input.Type(k) {
		return nil
	}
	return Asked{m.Text()}
}

// Scope names the pane's own keys.
func (m *Model) Scope() action.Scope { return action.Stages }

// Keys lists what the footer shows.
func (m *Model) Keys() []action.ID {
	if m.typing {
		return []action.ID{action.Back}
	}
	return []action.ID{action.EditProbe, action.Open, action.SendProbe, action.Back}
}

// Off says why an action can't be done.
func (m *Model) Off(a action.ID) string {
	if a == action.Open && m.place().File == "" {
		return "this row comes from no line of source"
	}
	return ""
}

// place is the line of source behind the row under the cursor.
func (m *Model) place() diag.Pos {
	if m.Window.Cursor < len(m.rows) {
		return m.rows[m.Window.Cursor].Pos
	}
	return diag.Pos{}
}

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
	m.Move(a)
	switch a {
	case action.EditProbe:
		m.typing = true
	case action.SendProbe:
		return Sent{m.Text()}
	case action.Open:
		if p := m.place(); p.File != "" {
			return Jumped{p}
		}
	}
	return nil
}

// Click on the first line edits it, on a row selects it, and again goes to its
// line of source.
func (m *Model) Click(_, y int) pane.Intent {
	if y == 0 {
		m.typing = true
		return nil
	}
	if m.Pick(y-2) == pane.Again {
		return m.Do(action.Open)
	}
	return nil
}

// stageWidth is the room for the names of the stages.
const stageWidth = 13

// View draws the request and the stages.
func (m *Model) View() []string {
	lines := []string{m.request(), m.Theme.Dim.Paint(" nothing is sent: this is what routing would do, stage by stage")}
	return append(lines, m.Draw(m.row)...)
}

// request is the first line.
func (m *Model) request() string {
	t, right := m.Theme, m.Theme.Key.Paint("e")+m.Theme.Dim.Paint(" another one")
	text, at := []rune(m.Text()), m.input.Cursor().Col
	if !m.typing {
		return cell.Sides(" "+t.Strong.Paint(cell.Clean(m.Text())), right+" ", m.W)
	}
	under, after := " ", ""
	if at < len(text) {
		under, after = cell.Clean(string(text[at])), cell.Clean(string(text[at+1:]))
	}
	return " " + cell.TruncateLeft(cell.Clean(string(text[:at])), max(m.W-4, 1)) + t.Cursor.Paint(under) + after
}

func (m *Model) row(i int) string {
	t, r := m.Theme, &m.rows[i]
	stage := ""
	if from, _ := m.Window.Visible(); i == from || m.rows[i-1].Stage != r.Stage {
		stage = r.Stage
	}
	text := cell.Clean(r.Text)
	switch r.State {
	case Passed, Unasked:
		text = t.Dim.Paint(text)
	case Lost:
		text = t.Dim.Paint(text)
	case Applied, Turned:
		text = t.Strong.Paint(text)
	}
	left := " " + t.Dim.Paint(cell.Fit(stage, stageWidth)) + m.glyph(r.State) + " " + text
	if r.Note != "" {
		left += "  " + t.Dim.Paint(cell.Clean(r.Note))
	}
	right := ""
	if r.Pos.File != "" && r.Pos.Line > 0 {
		right = t.Faint.Paint(fmt.Sprintf("%s:%d ", cell.Clean(r.Pos.File), r.Pos.Line))
	}
	return cell.Sides(left, right, m.W)
}

func (m *Model) glyph(s State) string {
	t := m.Theme
	switch s {
	case Applied:
		return t.OK.Paint(t.Glyph.OK)
	case Lost:
		return t.Error.Paint(t.Glyph.Bad)
	case Turned:
		return t.Info.Paint(t.Glyph.Then)
	case Passed:
		return t.Dim.Paint(t.Glyph.None)
	case Unasked:
	}
	return " "
}
