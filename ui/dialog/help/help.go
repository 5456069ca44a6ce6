// Package help is a scrolling text in a box: the keys, or anything else that is
// only read.
package help

import (
	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/action"
	"signalbox/ui/textview"
)

// Model is the dialog.
type Model struct {
	title string
	lines []string
	view  textview.View
}

// New returns a text; the lines are painted.
func New(title string, lines []string) *Model {
	m := &Model{title: title, lines: lines}
	m.view.SetSource(textview.Lines(lines))
	return m
}

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

// Size wants room for the whole text.
func (m *Model) Size(w, h int) (int, int) { return min(w-4, 78), min(h-2, len(m.lines)+2) }

// View draws the visible lines.
func (m *Model) View(w, h int) []string {
	m.view.SetSize(w, h)
	return m.view.View()
}
