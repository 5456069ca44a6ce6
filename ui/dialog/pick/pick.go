// Package pick is a list to choose from by typing a part of a name: the command
// palette and the choice of a method.
package pick

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/cell"
	"signalbox/ui/edit"
	"signalbox/ui/scroll"
	"signalbox/ui/theme"
)

// Item is one line of the list.
type Item struct {
	Title  string // painted by the maker, or plain
	Detail string // at the right: a key
	Off    string // why it can't be chosen now, or ""
	Words  string // further words that find it
	Value  any    // what choosing it gives
}

// Model is the dialog.
type Model struct {
	theme  *theme.Theme
	title  string
	items  []Item
	shown  []int
	filter *edit.Buffer
	window scroll.Window
	// Free makes a choice of what was typed, where nothing in the list is
	// called so; nil allows the list only.
	free func(text string) any
}

// New returns a list. free may be nil.
func New(t *theme.Theme, title string, items []Item, free func(text string) any) *Model {
	m := &Model{theme: t, title: title, items: items, filter: edit.NewLine(""), free: free}
	m.narrow()
	return m
}

// Title stands in the border.
func (m *Model) Title() string { return m.title }

func (m *Model) narrow() {
	m.shown = m.shown[:0]
	words := strings.Fields(strings.ToLower(m.filter.Text()))
	for i, it := range m.items {
		if holds(strings.ToLower(cell.Strip(it.Title)+" "+it.Detail+" "+it.Words), words) {
			m.shown = append(m.shown, i)
		}
	}
	m.window.SetLen(len(m.shown))
	m.window.To(0)
}

func holds(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// Key takes a key.
func (m *Model) Key(k tea.KeyMsg) (done bool, choice any) {
	switch k.String() {
	case "esc", "ctrl+c":
		return true, nil
	case "enter":
		return m.choose()
	case "up", "ctrl+p":
		m.window.Move(-1)
	case "down", "ctrl+n":
		m.window.Move(1)
	case "pgup":
		m.window.Page(-1)
	case "pgdown":
		m.window.Page(1)
	default:
		if m.filter.Type(k) {
			m.narrow()
		}
	}
	return false, nil
}

func (m *Model) choose() (bool, any) {
	if m.window.Cursor < len(m.shown) {
		it := m.items[m.shown[m.window.Cursor]]
		return it.Off == "", pick(it)
	}
	if text := strings.TrimSpace(m.filter.Text()); m.free != nil && text != "" {
		return true, m.free(text)
	}
	return false, nil
}

func pick(it Item) any {
	if it.Off != "" {
		return nil
	}
	return it.Value
}

// Click chooses a line.
func (m *Model) Click(_, y int) (bool, any) {
	if row := m.window.Row(y - 2); row >= 0 {
		m.window.To(row)
		return m.choose()
	}
	return false, nil
}

// Wheel scrolls.
func (m *Model) Wheel(n int) { m.window.Scroll(n) }

// Keys names the keys of the dialog.
func (m *Model) Keys() [][2]string {
	return [][2]string{{"a-z", "narrow the list"}, {"↑ ↓", "move"}, {"enter", "choose"}, {"esc", "close"}}
}

// Size wants room for the whole list.
func (m *Model) Size(w, h int) (int, int) {
	return min(w-4, 72), min(h-4, len(m.items)+4)
}

// View draws the filter and the list.
func (m *Model) View(w, h int) []string {
	t := m.theme
	m.window.SetHeight(max(h-2, 0))
	at := m.filter.Text()
	lines := []string{t.Accent.Paint(" › ") + cell.Clean(at) + t.Cursor.Paint(" "), ""}
	from, to := m.window.Visible()
	for row := from; row < to; row++ {
		lines = append(lines, m.line(row, w))
	}
	if len(m.shown) == 0 && m.free != nil {
		lines = append(lines, t.Dim.Paint(" enter takes what is typed"))
	}
	return lines
}

func (m *Model) line(row, w int) string {
	t, it := m.theme, m.items[m.shown[row]]
	title, detail := it.Title, t.Key.Paint(it.Detail)
	if it.Off != "" {
		title, detail = t.Faint.Paint(title), t.Faint.Paint(it.Off)
	}
	marker := "  "
	if row == m.window.Cursor {
		marker = t.Accent.Paint(t.Glyph.Pointer) + " "
	}
	line := cell.Sides(" "+marker+title, detail+" ", w)
	if row == m.window.Cursor {
		return t.Row(line, true)
	}
	return line
}
