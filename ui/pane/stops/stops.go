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
}

// Loaded says that the person wants the request of the stop.
type Loaded struct{}

// Model is the pane.
type Model struct {
	theme   *theme.Theme
	w, h    int
	focused bool
	stops   []Stop
	at      int
	met     bool
	view    textview.View
}

// New returns the pane for a tour.
func New(t *theme.Theme, list []Stop) *Model { return &Model{theme: t, stops: list} }

// SetTheme changes the styles.
func (m *Model) SetTheme(t *theme.Theme) { m.theme = t; m.refresh() }

// Show goes to a stop.
func (m *Model) Show(i int, met bool) { m.at, m.met = i, met; m.view.Home(); m.refresh() }

// Title names the stop in the border.
func (m *Model) Title() string {
	return fmt.Sprintf("Stop %d/%d", m.at+1, len(m.stops))
}

// Rows says how many rows the text wants inside a width.
func (m *Model) Rows(w int) int { return len(m.lines(w)) }

func (m *Model) refresh() { m.view.SetSource(textview.Lines(m.lines(m.w))) }

func (m *Model) lines(w int) []string {
	if m.at >= len(m.stops) || w < 4 {
		return nil
	}
	t, s := m.theme, m.stops[m.at]
	var lines []string
	for _, l := range cell.Wrap(cell.Clean(s.Title), w-1) {
		lines = append(lines, t.Strong.Paint(l))
	}
	for _, p := range strings.Split(s.Text, "\n") {
		for _, l := range cell.Wrap(cell.Clean(p), w-1) {
			lines = append(lines, code(t, l))
		}
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
func (m *Model) SetSize(w, h int) { m.w, m.h = w, h; m.view.SetSize(w, h); m.refresh() }

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
	return []action.ID{action.Open, action.NextStop, action.PrevStop, action.Send, action.GoRoutes}
}

// Off says why an action can't be done.
func (m *Model) Off(a action.ID) string {
	switch {
	case len(m.stops) == 0 && (a == action.NextStop || a == action.PrevStop):
		return "this project has no tour"
	case a == action.NextStop && m.at == len(m.stops)-1:
		return "this is the last stop"
	case a == action.PrevStop && m.at == 0:
		return "this is the first stop"
	}
	return ""
}

// Extent is the length of the text.
func (m *Model) Extent() (all, top int) { return m.view.Extent() }

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
	switch a {
	case action.Up:
		m.view.Scroll(-1)
	case action.Down:
		m.view.Scroll(1)
	case action.PageUp:
		m.view.Page(-1)
	case action.PageDown:
		m.view.Page(1)
	case action.Open:
		return Loaded{}
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
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}
