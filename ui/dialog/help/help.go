// Package help is a scrolling text in a box: the keys, or anything else that is
// only read.
package help

import (
	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/action"
	"signalbox/ui/textview"
)

// Text writes painted lines of at most w cells.
type Text func(w int) []string

// Model is the dialog.
type Model struct {
	title string
	text  Text
	w     int // for which the lines were written
	lines []string
	view  textview.View
}

// width is how wide the box gets, borders included.
const width = 82

// New returns a dialog that shows a text.
func New(title string, text Text) *Model { return &Model{title: title, text: text} }

// Title stands in the border.
func (m *Model) Title() string { return m.title }

// Key scrolls; esc, q, ? and enter close.
func (m *Model) Key(k tea.KeyMsg) (done bool, choice any) {
	switch k.String() {
	case "esc", "q", "?", "enter", "ctrl+c":
		return true, nil
	case "up", "k":
		m.view.Do(action.Up)
	case "down", "j":
		m.view.Do(action.Down)
	case "pgup", "ctrl+b", "ctrl+u":
		m.view.Do(action.PageUp)
	case "pgdown", "ctrl+f", "ctrl+d", " ":
		m.view.Do(action.PageDown)
	case "g", "home":
		m.view.Do(action.Top)
	case "G", "end":
		m.view.Do(action.Bottom)
	}
	return false, nil
}

// Click does nothing.
func (m *Model) Click(int, int) (bool, any) { return false, nil }

// Wheel scrolls.
func (m *Model) Wheel(n int) { m.view.Scroll(n) }

// Keys names the keys of the dialog.
func (m *Model) Keys() [][2]string {
	return [][2]string{{"↑ ↓", "scroll"}, {"space", "page"}, {"g G", "ends"}, {"esc", "close"}}
}

// Size wants room for the whole text.
func (m *Model) Size(w, h int) (int, int) {
	margin := 4
	if w < 60 {
		margin = 2
	}
	w = min(w-margin, width)
	m.write(w - 2)
	return w, min(h-2, len(m.lines)+2)
}

// write lays the text out for a width, once.
func (m *Model) write(w int) {
	if w == m.w && m.lines != nil {
		return
	}
	m.w, m.lines = w, m.text(w)
	m.view.SetSource(textview.Lines(m.lines))
}

// View draws the visible lines.
func (m *Model) View(w, h int) []string {
	m.write(w)
	m.view.SetSize(w, h)
	return m.view.View()
}
