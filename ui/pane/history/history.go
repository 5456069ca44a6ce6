// Package history lists every exchange, the newest first: those of this run, and
// below them those that earlier runs kept. Each can be looked at again as it was,
// sent again, and compared with the one before it on the same URL. All of them
// can be written to a .http file, and requests be read from one.
package history

import (
	"fmt"
	"time"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/pane"
	"signalbox/ui/theme"
)

// Entry is one exchange in a line.
type Entry struct {
	Number uint64
	At     time.Time
	Method string
	Target string
	Status int // 0: no answer
	Took   string
	Size   string
	Cache  string
	// Earlier says that an earlier run sent it; Unsent that it was read from a
	// file and has not been sent.
	Earlier, Unsent bool
}

// Shown says that an exchange is to be looked at again.
type Shown struct{ Number uint64 }

// Replayed says that it is to be sent again.
type Replayed struct{ Number uint64 }

// Diffed says that it is to be compared with the one before it.
type Diffed struct{ Number uint64 }

// Exported says that the requests are to be written to a file.
type Exported struct{}

// Imported says that requests are to be read from a file.
type Imported struct{}

// Model is the pane.
type Model struct {
	pane.List
	entries []Entry // oldest first
}

// New returns an empty pane.
func New(t *theme.Theme) *Model { return &Model{List: pane.NewList(t)} }

// Add appends an exchange; the cursor goes to it.
func (m *Model) Add(e Entry) {
	m.entries = append(m.entries, e)
	m.Window.SetLen(len(m.entries))
	m.Window.To(0)
}

// Before puts exchanges of earlier runs, the oldest first, below those of this
// one.
func (m *Model) Before(list []Entry) {
	m.entries = append(list[:len(list):len(list)], m.entries...)
	m.Window.SetLen(len(m.entries))
}

// Number is that of the exchange under the cursor, 0 for none.
func (m *Model) Number() uint64 {
	if len(m.entries) == 0 {
		return 0
	}
	return m.at(m.Window.Cursor).Number
}

func (m *Model) at(row int) *Entry { return &m.entries[len(m.entries)-1-row] }

// Scope names the pane's own keys.
func (m *Model) Scope() action.Scope { return action.History }

// Keys lists what the footer shows.
func (m *Model) Keys() []action.ID {
	return []action.ID{action.Open, action.Replay, action.DiffWith, action.CopyCurl, action.ExportHTTP, action.ImportHTTP}
}

// Off says why an action can't be done.
func (m *Model) Off(a action.ID) string {
	if len(m.entries) == 0 && (a == action.Open || a == action.Replay || a == action.DiffWith || a == action.ExportHTTP) {
		return "nothing has been sent yet"
	}
	return ""
}

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
	m.Move(a)
	if a == action.ImportHTTP {
		return Imported{}
	}
	if len(m.entries) == 0 {
		return nil
	}
	switch number := m.at(m.Window.Cursor).Number; a {
	case action.Open:
		return Shown{number}
	case action.Replay:
		return Replayed{number}
	case action.DiffWith:
		return Diffed{number}
	case action.ExportHTTP:
		return Exported{}
	}
	return nil
}

// Click selects an exchange; a second click shows it.
func (m *Model) Click(_, y int) pane.Intent {
	if m.Pick(y) == pane.Again {
		return m.Do(action.Open)
	}
	return nil
}

// View draws the visible exchanges.
func (m *Model) View() []string {
	t := m.Theme
	if len(m.entries) == 0 {
		return cell.Paragraph(t.Dim.Paint, "Every request that is sent stands here, to look at, replay and compare, also after a restart. I reads requests from a .http file.", m.W)
	}
	return m.Draw(func(i int) string { return m.row(len(m.entries)-i, m.at(i)) })
}

// row draws an exchange; n is its place, the oldest being 1.
func (m *Model) row(n int, e *Entry) string {
	t := m.Theme
	status, at := t.Error.Paint(t.Glyph.Bad+" none"), e.At.Format("15:04:05")
	if e.Earlier {
		at = cell.Fit(e.At.Format("2 Jan"), len(at))
	}
	switch {
	case e.Unsent:
		status, at = t.Dim.Paint(t.Glyph.None+" new "), cell.Fit("file", len(at))
	case e.Status > 0:
		status = t.Status(e.Status).Paint(fmt.Sprintf("%s %d ", t.StatusGlyph(e.Status), e.Status))
	}
	left := t.Dim.Paint(fmt.Sprintf(" %3d %s ", n, at)) + status + " " +
		t.Method(e.Method).Paint(cell.Fit(cell.Clean(e.Method), 7)) + " " + cell.Clean(e.Target)
	right := t.Dim.Paint(cell.PadLeft(e.Size, 9) + cell.PadLeft(e.Took, 9))
	if m.W >= 70 {
		right = t.Info.Paint(e.Cache) + right
	}
	return cell.Sides(left, right+" ", m.W)
}
