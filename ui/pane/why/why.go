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
	"slices"

	"signalbox/engine/diag"
	"signalbox/engine/trace"
	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/pane"
	"signalbox/ui/theme"
)

// Jumped says that the person wants to see a line of source.
type Jumped struct{ Pos diag.Pos }

// Tried says that the person wants to send the request with another method.
type Tried struct{ Method string }

// Model is the pane.
type Model struct {
	pane.List
	entries []trace.Entry
	rows    []row
	lines   []line // rows as they wrap in the width
	try     string // the method that would work, "" for none
	waiting bool
	open    bool // every route that lost is shown, not only the first ones
}

// loserRows is how many routes that lost are shown at first where none won, a
// third of them where one did: in a large project hundreds are tried, and what
// was decided after them matters more.
const loserRows = 6

// New returns an empty pane.
func New(t *theme.Theme) *Model { return &Model{List: pane.NewList(t)} }

// SetTheme changes the styles.
func (m *Model) SetTheme(t *theme.Theme) { m.List.SetTheme(t); m.SetTrace(m.entries) }

// Begin says that a request was sent.
func (m *Model) Begin() { m.open = false; m.SetTrace(nil); m.waiting = true }

// SetTrace shows a trace.
func (m *Model) SetTrace(entries []trace.Entry) {
	m.entries, m.waiting = entries, false
	m.try = wouldWork(entries)
	m.rows = m.rows[:0]
	told, untold := m.losers(entries)
	for _, e := range entries {
		if c, ok := e.Event.(trace.Candidate); ok && !c.Chosen && !told[c.Path] {
			continue
		}
		for _, r := range m.describe(e) {
			m.add(r)
		}
	}
	m.fold(untold)
	if m.try != "" {
		m.rows = append(m.rows, row{stage: "try", glyph: m.Theme.Accent.Paint(m.Theme.Glyph.Then),
			text: "press " + m.Theme.Key.Paint("x") + " to send " + m.Theme.Method(m.try).Paint(m.try)})
	}
	m.wrap()
	m.Window.To(0)
}

// losers picks the routes that lost and are shown: all where that was asked for,
// the first ones where no route won, else those that are most like the winner.
// untold is how many are left out.
func (m *Model) losers(entries []trace.Entry) (told map[string]bool, untold int) {
	var lost []string
	winner := ""
	for _, e := range entries {
		switch c, ok := e.Event.(trace.Candidate); {
		case !ok:
		case c.Chosen:
			winner = c.Path
		default:
			lost = append(lost, c.Path)
		}
	}
	shown := len(lost)
	switch {
	case m.open:
	case winner == "":
		shown = min(shown, loserRows)
	default:
		slices.SortStableFunc(lost, func(a, b string) int { return shared(winner, b) - shared(winner, a) })
		shown = min(shown, loserRows/3)
	}
	told = make(map[string]bool, shown)
	for _, path := range lost[:shown] {
		told[path] = true
	}
	return told, len(lost) - shown
}

// shared is how long the beginning is that two paths have in common.
func shared(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// fold says how many routes that lost are not shown, after the last one that is.
func (m *Model) fold(n int) {
	if n <= 0 {
		return
	}
	at := 0
	for i := range m.rows {
		if m.rows[i].stage == "match" {
			at = i + 1
		}
	}
	more := row{stage: "match", glyph: m.Theme.Dim.Paint(m.Theme.Glyph.Closed), fold: true,
		text: m.Theme.Dim.Paint(fmt.Sprintf("%d more did not fit; ", n)) + m.Theme.Key.Paint("enter") + m.Theme.Dim.Paint(" shows them")}
	m.rows = slices.Insert(m.rows, at, more)
}

// add appends a row; the route that won goes before those that lost. A route that was tried, won and then matched is told three
// times in a trace; it is one row, the one that says most.
func (m *Model) add(r row) {
	at := len(m.rows)
	for i := range m.rows {
		old := &m.rows[i]
		if r.path != "" && old.path == r.path && old.glyph == r.glyph {
			if cell.Width(r.text) > cell.Width(old.text) {
				*old = r
			}
			return
		}
		if r.won && old.stage == r.stage && i < at {
			at = i
		}
	}
	m.rows = slices.Insert(m.rows, at, r)
}

// line is one line of a row on the screen.
type line struct {
	row   int
	text  string
	first bool
}

// wrap breaks the rows into lines of the width. A trace is short; it is wrapped
// when it or the width changes, not for each frame.
func (m *Model) wrap() {
	m.lines = m.lines[:0]
	for i, r := range m.rows {
		room := max(m.W-stageWidth-4, 10)
		for j, text := range cell.Wrap(r.text, room) {
			m.lines = append(m.lines, line{i, text, j == 0})
		}
	}
	m.Window.SetLen(len(m.lines))
}

// row returns the row under the cursor, nil for none.
func (m *Model) row() *row {
	if m.Window.Cursor < len(m.lines) {
		return &m.rows[m.lines[m.Window.Cursor].row]
	}
	return nil
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
func (m *Model) SetSize(w, h int) {
	narrower := w != m.W
	m.Resize(w, h, 0)
	if narrower {
		m.wrap()
	}
}

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
	case a == action.Open && (m.row() == nil || m.row().pos.File == ""):
		return "this row comes from no line of source"
	}
	return ""
}

// Extent is the length of the trace.
func (m *Model) Extent() (all, top int) { return m.Window.Len, m.Window.Top }

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
	m.Move(a)
	switch a {
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
	switch r := m.row(); {
	case r == nil:
	case r.fold:
		at := m.Window.Cursor
		m.open = true
		m.SetTrace(m.entries)
		m.Window.To(at)
	case r.pos.File != "":
		return Jumped{r.pos}
	}
	return nil
}

// Click selects a row; a second click goes to its line.
func (m *Model) Click(_, y int) pane.Intent {
	if m.Pick(y) == pane.Again {
		return m.jump()
	}
	return nil
}

// stageWidth is the room for the names of the stages.
const stageWidth = 8

// View draws the visible rows.
func (m *Model) View() []string {
	t := m.Theme
	if len(m.rows) == 0 {
		if m.waiting {
			return []string{t.Dim.Paint(" the trace is being written")}
		}
		return cell.Paragraph(t.Dim.Paint, "Each step of a request stands here with its reason: which routes were tried, why they lost, what the cache did.", m.W)
	}
	var lines []string
	from, to := m.Window.Visible()
	for i := from; i < to; i++ {
		line := cell.Fit(m.draw(i, from), m.W)
		if m.Focused && m.lines[i].row == m.lines[m.Window.Cursor].row {
			line = t.Row(line, true)
		}
		lines = append(lines, line)
	}
	return lines
}

// draw draws line i; the name of its stage stands at the first line of the
// stage, and at the top of the screen.
func (m *Model) draw(i, top int) string {
	t, l := m.Theme, m.lines[i]
	r := m.rows[l.row]
	stage, glyph := "", " "
	if l.first {
		glyph = r.glyph
		if i == top || l.row == 0 || m.rows[l.row-1].stage != r.stage {
			stage = r.stage
		}
	}
	left := " " + t.Dim.Paint(cell.Fit(stage, stageWidth)) + glyph + " " + l.text
	if !l.first || r.pos.File == "" {
		return left
	}
	right := placeIn(r.pos, m.W-cell.Width(left)-2)
	if right == "" {
		return left
	}
	return cell.Sides(left, t.Faint.Paint(right), m.W)
}

// leastPlace is how many cells the end of a path takes to be of use.
const leastPlace = 12

// placeIn words a place in so many cells: whole, its end, its line, or nothing.
func placeIn(p diag.Pos, room int) string {
	whole, line := place(p), fmt.Sprintf(":%d", p.Line)
	switch {
	case cell.Width(whole) <= room:
		return whole
	case room >= leastPlace:
		return cell.TruncateLeft(whole, room)
	case p.Line > 0 && cell.Width(line) <= room:
		return line
	}
	return ""
}

func place(p diag.Pos) string {
	if p.Line == 0 {
		return cell.Clean(p.File)
	}
	return fmt.Sprintf("%s:%d", cell.Clean(p.File), p.Line)
}
