// Package matrix shows routes × methods: in each cell what routing says that
// the request would get, and once it was sent, what it did get.
//
// A prediction is quiet ("run", "405"); an answer has a glyph and the colour of
// its status ("✓200"). Sending a row, a column or everything sends real
// requests, one after the other.
package matrix

import (
	"fmt"
	"path"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/pane"
	"signalbox/ui/theme"
)

// Methods is the columns.
func Methods() []string {
	return []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
}

// Cell names one cell.
type Cell struct {
	Path   string
	File   string
	Method string
}

// Fired says that cells are to be sent, in this order.
type Fired struct{ Cells []Cell }

// Row is one route.
type Row struct{ Path, File string }

// result is what is known of a cell.
type result struct {
	predicted string
	status    int
}

// Model is the pane.
type Model struct {
	pane.List
	rows   []Row
	cells  map[Cell]result
	column int
	left   int // cells that are still to be sent
}

// New returns an empty pane.
func New(t *theme.Theme) *Model { return &Model{List: pane.NewList(t), cells: map[Cell]result{}} }

// SetRows shows routes; what is known of their cells is kept.
func (m *Model) SetRows(rows []Row) {
	m.rows = rows
	m.Window.SetLen(len(rows))
}

// Predict says what routing alone would answer.
func (m *Model) Predict(c Cell, word string) {
	r := m.cells[c]
	r.predicted = word
	m.cells[c] = r
}

// PredictAll says it of many cells.
func (m *Model) PredictAll(words map[Cell]string) {
	for c, word := range words {
		m.Predict(c, word)
	}
}

// Answered says what a request got, and how many are still to be sent.
func (m *Model) Answered(c Cell, status, left int) {
	r := m.cells[c]
	r.status = status
	m.cells[c], m.left = r, left
}

// Stopped says that nothing more is sent.
func (m *Model) Stopped() { m.left = 0 }

// Forget drops every answer: the code has changed.
func (m *Model) Forget() {
	clear(m.cells)
	m.left = 0
}

// SetSize gives the room; the head takes a line.
func (m *Model) SetSize(w, h int) { m.Resize(w, h, 1) }

// Scope names the pane's own keys.
func (m *Model) Scope() action.Scope { return action.Matrix }

// Keys lists what the footer shows.
func (m *Model) Keys() []action.ID {
	return []action.ID{action.Open, action.FireRow, action.FireColumn, action.FireAll, action.Filter, action.Back}
}

// Off says why an action can't be done.
func (m *Model) Off(a action.ID) string {
	if len(m.rows) == 0 && (a == action.Open || a == action.FireRow || a == action.FireColumn || a == action.FireAll) {
		return "no route is shown"
	}
	return ""
}

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
	m.Move(a)
	switch a {
	case action.Left:
		m.column = max(m.column-1, 0)
	case action.Right:
		m.column = min(m.column+1, len(Methods())-1)
	}
	return m.fire(a)
}

// fire collects the cells that an action sends.
func (m *Model) fire(a action.ID) pane.Intent {
	if len(m.rows) == 0 {
		return nil
	}
	var cells []Cell
	for i, r := range m.rows {
		for j, method := range Methods() {
			here := i == m.Window.Cursor
			if a == action.FireAll || a == action.FireRow && here || a == action.FireColumn && j == m.column || a == action.Open && here && j == m.column {
				cells = append(cells, Cell{r.Path, r.File, method})
			}
		}
	}
	if cells == nil {
		return nil
	}
	m.left = len(cells)
	return Fired{cells}
}

// Click selects a cell; a second click sends it.
func (m *Model) Click(x, y int) pane.Intent {
	row := m.Window.Row(y - 1)
	column := (x - m.pathWidth()) / columnWidth
	if row < 0 || x < m.pathWidth() || column >= len(Methods()) {
		if row >= 0 {
			m.Window.To(row)
		}
		return nil
	}
	if row == m.Window.Cursor && column == m.column {
		return m.fire(action.Open)
	}
	m.column = column
	m.Window.To(row)
	return nil
}

const columnWidth = 8

// pathWidth is the room for the path of a route.
func (m *Model) pathWidth() int { return max(m.W-columnWidth*len(Methods()), 12) }

// View draws the head and the visible rows.
func (m *Model) View() []string {
	if len(m.rows) == 0 {
		return append([]string{m.head()}, cell.Paragraph(m.Theme.Dim.Paint, "No route is shown: the project has none yet, or the filter of the routes leaves none.", m.W)...)
	}
	return append([]string{m.head()}, m.Draw(m.row)...)
}

// Progress says how many requests are still to be sent, "" for none.
func (m *Model) Progress() string {
	if m.left == 0 {
		return ""
	}
	return fmt.Sprintf("sending, %d left; ^C stops", m.left)
}

func (m *Model) head() string {
	t := m.Theme
	line := t.Dim.Paint(cell.Fit(" route", m.pathWidth()))
	for j, name := range Methods() {
		text := cell.Fit(name, columnWidth)
		if j == m.column {
			line += t.Method(name).Paint(text)
		} else {
			line += t.Dim.Paint(text)
		}
	}
	return line
}

func (m *Model) row(i int) string {
	r := m.rows[i]
	line := cell.Fit(" "+cell.TruncateLeft(m.name(i), m.pathWidth()-2), m.pathWidth())
	for j, method := range Methods() {
		text := m.cell(Cell{r.Path, r.File, method})
		if i == m.Window.Cursor && j == m.column {
			text = m.Theme.Cursor.Paint(cell.Fit(cell.Strip(text), columnWidth-1)) + " "
		}
		line += cell.Fit(text, columnWidth)
	}
	return line
}

// name is the path of a row; where two files claim it, each row names its own.
func (m *Model) name(i int) string {
	r := m.rows[i]
	for _, near := range []int{i - 1, i + 1} {
		if near >= 0 && near < len(m.rows) && m.rows[near].Path == r.Path {
			return cell.Clean(r.Path + "  " + path.Base(r.File))
		}
	}
	return cell.Clean(r.Path)
}

func (m *Model) cell(c Cell) string {
	t, r := m.Theme, m.cells[c]
	switch {
	case r.status > 0:
		return t.Status(r.status).Paint(fmt.Sprintf("%s%d", t.StatusGlyph(r.status), r.status))
	case r.predicted == "run":
		return t.Method(c.Method).Paint("run")
	case r.predicted == "":
		return t.Faint.Paint(t.Glyph.None)
	}
	return t.Faint.Paint(r.predicted)
}
