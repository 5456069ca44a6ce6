// Package history lists every exchange, the newest first: those of this run, and
// below them those that earlier runs kept. Each can be looked at again as it was,
// sent again, and compared with the one before it on the same URL. All of them
// can be written to a .http file, and requests be read from one.
package history

import (
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/pane"
	"signalbox/ui/scroll"
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
	theme   *theme.Theme
	w, h    int
	focused bool
	entries []Entry // oldest first
	window  scroll.Window
}

// New returns an empty pane.
func New(t *theme.Theme) *Model { return &Model{theme: t} }

// SetTheme changes the styles.
func (m *Model) SetTheme(t *theme.Theme) { m.theme = t }

// Add appends an exchange; the cursor goes to it.
func (m *Model) Add(e Entry) {
	m.entries = append(m.entries, e)
	m.window.SetLen(len(m.entries))
	m.window.To(0)
}

// Before puts exchanges of earlier runs, the oldest first, below those of this
// one.
func (m *Model) Before(list []Entry) {
	m.entries = append(list[:len(list):len(list)], m.entries...)
	m.window.SetLen(len(m.entries))
}

func (m *Model) at(row int) *Entry { return &m.entries[len(m.entries)-1-row] }

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
func (m *Model) Scope() action.Scope { return action.History }

// Keys lists what the footer shows.
func (m *Model) Keys() []action.ID {
	return []action.ID{action.Open, action.Replay, action.DiffWith, action.ExportHTTP, action.ImportHTTP, action.Back}
}

// Off says why an action can't be done.
func (m *Model) Off(a action.ID) string {
	if len(m.entries) == 0 && (a == action.Open || a == action.Replay || a == action.DiffWith || a == action.ExportHTTP) {
		return "nothing has been sent yet"
	}
	return ""
}

// Extent is the length of the list.
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
	}
	if a == action.ImportHTTP {
		return Imported{}
	}
	if len(m.entries) == 0 {
		return nil
	}
	switch number := m.at(m.window.Cursor).Number; a {
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
	switch row := m.window.Row(y); row {
	case -1:
		return nil
	case m.window.Cursor:
		return m.Do(action.Open)
	default:
		m.window.To(row)
	}
	return nil
}

// Wheel scrolls.
func (m *Model) Wheel(n int) { m.window.Scroll(n) }

// View draws the visible exchanges.
func (m *Model) View() []string {
	t := m.theme
	if len(m.entries) == 0 {
		return cell.Paragraph(t.Dim.Paint, "Every request that is sent stands here, to look at, replay and compare, also after a restart. I reads requests from a .http file.", m.w)
	}
	var lines []string
	from, to := m.window.Visible()
	for i := from; i < to; i++ {
		line := cell.Fit(m.row(len(m.entries)-i, m.at(i)), m.w)
		if i == m.window.Cursor {
			line = t.Row(line, m.focused)
		}
		lines = append(lines, line)
	}
	return lines
}

// row draws an exchange; n is its place, the oldest being 1.
func (m *Model) row(n int, e *Entry) string {
	t := m.theme
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
	if m.w >= 70 {
		right = t.Info.Paint(e.Cache) + right
	}
	return cell.Sides(left, right+" ", m.w)
}
