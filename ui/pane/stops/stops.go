// Package stops shows the text of the stop that a tour has come to: what there
// is to see, what to press, and the goal.
package stops

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/pane"
	"signalbox/ui/textview"
	"signalbox/ui/theme"
)

// Stop is one stop of a tour.
type Stop struct {
	Title string
	Text  string // a paragraph or a few, parted by empty lines
	Goal  string // what to reach, or ""
	Hints []string
	// Requests are what the stop sends, one after the other.
	Requests []Request
}

// Request is one request of a stop, with the status that comes back.
type Request struct {
	Method, Target string
	Status         int // 0: not said
}

// Loaded says that the request of the stop is to be sent.
type Loaded struct{}

// Model is the pane.
type Model struct {
	theme   *theme.Theme
	w, h    int
	focused bool
	stops   []Stop
	at      int
	request int // the one that comes next
	hints   int // how many hints are shown
	first   int // the line of the first request
	met     bool
	pinned  bool // the next request stands below a text that has no room for it
	view    textview.View
}

// New returns the pane for a tour.
func New(t *theme.Theme, list []Stop) *Model { return &Model{theme: t, stops: list} }

// SetTheme changes the styles.
func (m *Model) SetTheme(t *theme.Theme) { m.theme = t; m.refresh() }

// Show goes to a request of a stop.
func (m *Model) Show(stop, request int, met bool) {
	if stop != m.at {
		m.hints = 0
		m.view.Home()
	}
	m.at, m.request, m.met = stop, request, met
	m.refresh()
	if request > 0 {
		m.view.Reveal(m.first + request)
	}
}

// Title names the stop in the border.
func (m *Model) Title() string {
	return fmt.Sprintf("Stop %d/%d", m.at+1, len(m.stops))
}

// Rows says how many rows the text wants inside a width.
func (m *Model) Rows(w int) int { return len(m.lines(w)) }

func (m *Model) refresh() {
	lines, room := textview.Lines(m.lines(m.w)), m.h
	if m.pinned = len(lines) > m.h && m.h > 3 && m.at < len(m.stops) && len(m.stops[m.at].Requests) > 0; m.pinned {
		room--
	}
	m.view.SetSize(m.w, room)
	m.view.SetSource(lines)
}

func (m *Model) lines(w int) []string {
	if m.at >= len(m.stops) || w < 4 {
		return nil
	}
	t, s := m.theme, m.stops[m.at]
	var lines []string
	for _, l := range cell.Wrap(cell.Clean(s.Title), w-1) {
		lines = append(lines, t.Strong.Paint(l))
	}
	for i, p := range strings.Split(s.Text, "\n\n") {
		if i > 0 {
			lines = append(lines, "")
		}
		for _, l := range cell.Wrap(cell.Clean(strings.Join(strings.Fields(p), " ")), w-1) {
			lines = append(lines, code(t, l))
		}
	}
	m.first = len(lines)
	for i, r := range s.Requests {
		lines = append(lines, m.requestLine(i, r))
	}
	if s.Goal != "" {
		mark, style := t.Glyph.Then, t.Accent
		if m.met {
			mark, style = t.Glyph.OK, t.OK
		}
		for i, l := range cell.Wrap(cell.Clean(s.Goal), w-3) {
			if i > 0 {
				mark = " "
			}
			lines = append(lines, style.Paint(mark+" "+l))
		}
	}
	return append(lines, m.hintLines(w)...)
}

// requestLine shows a request of the stop; the next one is pointed at.
func (m *Model) requestLine(i int, r Request) string {
	t := m.theme
	mark := t.Dim.Paint(t.Glyph.None)
	if i < m.request {
		mark = t.OK.Paint(t.Glyph.OK)
	} else if i == m.request {
		mark = t.Accent.Paint(t.Glyph.Pointer)
	}
	return mark + " " + t.Method(r.Method).Paint(cell.Clean(r.Method)) + " " + cell.Clean(r.Target)
}

// hintLines shows the hints that were asked for, and that there are more.
func (m *Model) hintLines(w int) []string {
	t, s := m.theme, m.stops[m.at]
	var lines []string
	for _, h := range s.Hints[:min(m.hints, len(s.Hints))] {
		for _, l := range cell.Wrap(cell.Clean(h), w-3) {
			lines = append(lines, t.Dim.Paint("  "+l))
		}
	}
	if m.hints < len(s.Hints) {
		lines = append(lines, t.Key.Paint("i")+t.Dim.Paint(" shows a hint"))
	}
	return lines
}

// code sets off what stands between backquotes.
func code(t *theme.Theme, line string) string {
	parts := strings.Split(line, "`")
	for i := 1; i < len(parts); i += 2 {
		parts[i] = t.Accent.Paint(parts[i])
	}
	return strings.Join(parts, "")
}

// SetSize gives the room.
func (m *Model) SetSize(w, h int) { m.w, m.h = w, h; m.refresh() }

// Focus and Blur say whether keys go here.
func (m *Model) Focus() { m.focused = true }

// Blur takes the focus away.
func (m *Model) Blur() { m.focused = false }

// Typing is false: nothing is typed here.
func (m *Model) Typing() bool { return false }

// Type takes no keys.
func (m *Model) Type(tea.KeyMsg) pane.Intent { return nil }

// Scope names the pane's own keys.
func (m *Model) Scope() action.Scope { return action.Stops }

// Keys lists what the footer shows.
func (m *Model) Keys() []action.ID {
	return []action.ID{action.Open, action.NextStop, action.PrevStop, action.Hint, action.GoRoutes}
}

// Off says why an action can't be done.
func (m *Model) Off(a action.ID) string {
	switch {
	case len(m.stops) == 0 && (a == action.NextStop || a == action.PrevStop):
		return "this project has no tour"
	case a == action.NextStop && m.at == len(m.stops)-1 && m.request >= len(m.stops[m.at].Requests)-1:
		return "this is the last stop"
	case a == action.PrevStop && m.at == 0:
		return "this is the first stop"
	case a == action.Hint && (m.at >= len(m.stops) || m.hints >= len(m.stops[m.at].Hints)):
		return "this stop has no more hints"
	}
	return ""
}

// Extent is the length of the text.
func (m *Model) Extent() (all, top int) { return m.view.Extent() }

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
	m.view.Do(a)
	switch a {
	case action.Open:
		return Loaded{}
	case action.Hint:
		if m.Off(a) == "" {
			m.hints++
			m.refresh()
		}
	}
	return nil
}

// Click takes the focus only.
func (m *Model) Click(int, int) pane.Intent { return nil }

// Wheel scrolls.
func (m *Model) Wheel(n int) { m.view.Scroll(n) }

// View draws the text.
func (m *Model) View() []string {
	lines := m.view.View()
	if m.pinned {
		lines = append(lines, m.requestLine(m.request, m.stops[m.at].Requests[m.request]))
	}
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}
