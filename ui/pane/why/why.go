// Package why draws the trace of a request as a pipeline: one row for each
// fact, in the order in which they happened, with the line of source it comes
// from. Enter on a row goes to that line.
//
// The rows of one stage stand together: its name is written once. Routes that
// were tried and lost are rows too, with the reason. A request that no export
// answers ends with what would work, and the key that sends it.
package why

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/diag"
	"signalbox/engine/trace"
	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/pane"
	"signalbox/ui/scroll"
	"signalbox/ui/theme"
)

// Jumped says that the person wants to see a line of source.
type Jumped struct{ Pos diag.Pos }

// Tried says that the person wants to send the request with another method.
type Tried struct{ Method string }

// Model is the pane.
type Model struct {
	theme   *theme.Theme
	w, h    int
	focused bool
	entries []trace.Entry
	rows    []row
	window  scroll.Window
	try     string // the method that would work, "" for none
	waiting bool
}

// New returns an empty pane.
func New(t *theme.Theme) *Model { return &Model{theme: t} }

// SetTheme changes the styles.
func (m *Model) SetTheme(t *theme.Theme) { m.theme = t; m.SetTrace(m.entries) }

// Begin says that a request was sent.
func (m *Model) Begin() { m.SetTrace(nil); m.waiting = true }

// SetTrace shows a trace.
func (m *Model) SetTrace(entries []trace.Entry) {
	m.entries, m.waiting = entries, false
	m.try = wouldWork(entries)
	m.rows = m.rows[:0]
	for _, e := range entries {
		m.rows = append(m.rows, m.describe(e)...)
	}
	if m.try != "" {
		m.rows = append(m.rows, row{stage: "try", glyph: m.theme.Accent.Paint(m.theme.Glyph.Then),
			text: "press " + m.theme.Key.Paint("x") + " to send " + m.theme.Method(m.try).Paint(m.try)})
	}
	m.window.SetLen(len(m.rows))
	m.window.To(0)
}

// wouldWork picks the method that a refused request could have used.
func wouldWork(entries []trace.Entry) string {
	for _, e := range entries {
		ev, ok := e.Event.(trace.MethodChosen)
		if !ok || ev.Status != 405 {
			continue
		}
		if len(ev.Exported) > 0 {
			return ev.Exported[0]
		}
		return "OPTIONS"
	}
	return ""
}

// SetSize gives the room.
func (m *Model) SetSize(w, h int) { m.w, m.h = w, h; m.window.SetHeight(h) }

// Focus and Blur say whether keys go here.
func (m *Model) Focus() { m.focused = true }

// Blur takes the focus away.
func (m *Model) Blur() { m.focused = false }

// Typing is false: nothing is typed here.
func (m *Model) Typing() bool { return false }

// Type takes no keys.
func (m *Model) Type(tea.KeyMsg) pane.Intent { return nil }

// Scope names the pane's own keys.
func (m *Model) Scope() action.Scope { return action.Why }

// Keys lists what the footer shows.
func (m *Model) Keys() []action.ID {
	return []action.ID{action.Open, action.TryOther, action.Send, action.GoSource, action.CopyCurl, action.Zoom}
}

// Off says why an action can't be done.
func (m *Model) Off(a action.ID) string {
	switch {
	case a == action.TryOther && m.try == "":
		return "the method was accepted"
	case a == action.Open && (m.window.Cursor >= len(m.rows) || m.rows[m.window.Cursor].pos.File == ""):
		return "this row comes from no line of source"
	}
	return ""
}

// Extent is the length of the trace.
func (m *Model) Extent() (all, top int) { return m.window.Len, m.window.Top }

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
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
		return m.jump()
	case action.TryOther:
		if m.try != "" {
			return Tried{m.try}
		}
	}
	return nil
}

func (m *Model) jump() pane.Intent {
	if i := m.window.Cursor; i < len(m.rows) && m.rows[i].pos.File != "" {
		return Jumped{m.rows[i].pos}
	}
	return nil
}

// Click selects a row; a second click goes to its line.
func (m *Model) Click(_, y int) pane.Intent {
	switch i := m.window.Row(y); i {
	case -1:
		return nil
	case m.window.Cursor:
		return m.jump()
	default:
		m.window.To(i)
	}
	return nil
}

// Wheel scrolls.
func (m *Model) Wheel(n int) { m.window.Scroll(n) }

// stageWidth is the room for the names of the stages.
const stageWidth = 8

// View draws the visible rows.
func (m *Model) View() []string {
	t := m.theme
	if len(m.rows) == 0 {
		if m.waiting {
			return []string{t.Dim.Paint(" the trace is being written")}
		}
		return []string{t.Dim.Paint(" Each step of a request stands here with its reason:"), t.Dim.Paint(" which routes were tried, why they lost, what the cache did.")}
	}
	var lines []string
	from, to := m.window.Visible()
	for i := from; i < to; i++ {
		line := cell.Fit(m.line(i, i > from && m.rows[i].stage == m.rows[i-1].stage), m.w)
		if i == m.window.Cursor && m.focused {
			line = t.Row(line, true)
		}
		lines = append(lines, line)
	}
	return lines
}

// line draws a row; again leaves the stage's name out.
func (m *Model) line(i int, again bool) string {
	t, r := m.theme, m.rows[i]
	stage := r.stage
	if again {
		stage = ""
	}
	left := " " + t.Dim.Paint(cell.Fit(stage, stageWidth)) + r.glyph + " " + r.text
	right := ""
	if r.pos.File != "" {
		right = place(r.pos)
		if room := m.w - cell.Width(left) - 2; cell.Width(right) > room {
			right = fmt.Sprintf(":%d", r.pos.Line)
		}
		right = t.Faint.Paint(right)
	}
	return cell.Sides(left, right, m.w)
}

func place(p diag.Pos) string {
	if p.Line == 0 {
		return cell.Clean(p.File)
	}
	return fmt.Sprintf("%s:%d", cell.Clean(p.File), p.Line)
}
