// Package ask is a question with a few answers, each with a key of its own.
package ask

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/cell"
	"signalbox/ui/theme"
)

// Answer is one answer.
type Answer struct {
	Key   string // "s"
	Title string // "save and quit"
	Value any
}

// Model is the dialog. Esc gives the choice that New was told, which must be
// the harmless one.
type Model struct {
	theme   *theme.Theme
	title   string
	text    []string
	answers []Answer
	cursor  int
	escape  any
	before  int // lines above the answers, as drawn last
}

// New returns a question. text is a few sentences, one paragraph each.
func New(t *theme.Theme, title string, text []string, answers []Answer, escape any) *Model {
	return &Model{theme: t, title: title, text: text, answers: answers, escape: escape}
}

// Title stands in the border.
func (m *Model) Title() string { return m.title }

// Key takes a key.
func (m *Model) Key(k tea.KeyMsg) (done bool, choice any) {
	name := k.String()
	switch name {
	case "esc", "ctrl+c":
		return true, m.escape
	case "up", "left", "shift+tab":
		m.cursor = max(m.cursor-1, 0)
	case "down", "right", "tab":
		m.cursor = min(m.cursor+1, len(m.answers)-1)
	case "enter":
		return true, m.answers[m.cursor].Value
	}
	for _, a := range m.answers {
		if a.Key == name {
			return true, a.Value
		}
	}
	return false, nil
}

// Click chooses an answer.
func (m *Model) Click(_, y int) (bool, any) {
	if i := y - m.before; i >= 0 && i < len(m.answers) {
		return true, m.answers[i].Value
	}
	return false, nil
}

// Wheel does nothing.
func (m *Model) Wheel(int) {}

// Keys names the keys of the dialog.
func (m *Model) Keys() [][2]string {
	return [][2]string{{"↑ ↓", "choose"}, {"enter", "answer"}, {"esc", "leave"}}
}

// Size wants room for the text and the answers.
func (m *Model) Size(w, h int) (int, int) {
	width := min(w-4, 68)
	return width, min(h-2, len(m.paragraphs(width-4))+len(m.answers)+5)
}

func (m *Model) paragraphs(w int) []string {
	var lines []string
	for _, p := range m.text {
		for _, l := range strings.Split(p, "\n") {
			lines = append(lines, cell.Wrap(cell.Clean(l), w)...)
		}
	}
	return lines
}

// View draws the text and the answers.
func (m *Model) View(w, _ int) []string {
	t := m.theme
	lines := []string{""}
	for _, l := range m.paragraphs(w - 2) {
		lines = append(lines, " "+l)
	}
	lines = append(lines, "")
	m.before = len(lines)
	for i, a := range m.answers {
		line := cell.Fit("  "+t.Key.Paint(a.Key)+"  "+a.Title, w)
		if i == m.cursor {
			line = t.Row(line, true)
		}
		lines = append(lines, line)
	}
	return lines
}
