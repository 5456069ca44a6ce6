// Package name is a dialog to type the path of a file in: one line, below it
// why the path is refused or what it becomes, and the names that it may be the
// beginning of.
package name

import (
	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/cell"
	"signalbox/ui/edit"
	"signalbox/ui/scroll"
	"signalbox/ui/theme"
)

// Rules is what the dialog asks of those who know the project. Both are asked
// at each key and do no I/O.
type Rules struct {
	// Check returns the path that a text names, or why it is refused.
	Check func(text string) (string, error)
	// Suggest lists what a text may be the beginning of; nil suggests nothing.
	Suggest func(text string) []string
}

// Model is the dialog. Its choice is the path, a string.
type Model struct {
	theme  *theme.Theme
	title  string
	rules  Rules
	line   *edit.Buffer
	offers []string
	window scroll.Window
	chosen bool // the line holds the offer under the cursor
	tried  bool // enter was pressed on what is refused
}

// New returns a dialog whose line holds before and after, the cursor between
// them.
func New(t *theme.Theme, title, before, after string, r Rules) *Model {
	m := &Model{theme: t, title: title, rules: r, line: edit.NewLine(before + after)}
	m.line.MoveTo(edit.Pos{Col: len([]rune(before))})
	m.offer()
	return m
}

// SetRules takes what became known of the project after the dialog was opened.
func (m *Model) SetRules(r Rules) {
	m.rules = r
	if !m.chosen {
		m.offer()
	}
}

// offer lists the suggestions for what is typed.
func (m *Model) offer() {
	m.offers, m.chosen = nil, false
	if m.rules.Suggest != nil {
		m.offers = m.rules.Suggest(m.line.Text())
	}
	m.window.SetLen(len(m.offers))
	m.window.To(0)
}

// Title stands in the border.
func (m *Model) Title() string { return m.title }

// Key takes a key.
func (m *Model) Key(k tea.KeyMsg) (done bool, choice any) {
	switch k.String() {
	case "esc", "ctrl+c":
		return true, nil
	case "enter":
		return m.choose()
	case "up", "shift+tab", "ctrl+p":
		m.step(-1)
	case "down", "tab", "ctrl+n":
		m.step(1)
	default:
		if before := m.line.Revision(); m.line.Type(k) && m.line.Revision() != before {
			m.tried = false
			m.offer()
		}
	}
	return false, nil
}

func (m *Model) choose() (bool, any) {
	name, err := m.rules.Check(m.line.Text())
	m.tried = err != nil
	if err != nil {
		return false, nil
	}
	return true, name
}

// step goes to the next offer and takes it into the line.
func (m *Model) step(n int) {
	if len(m.offers) == 0 {
		return
	}
	if m.chosen {
		m.window.Move(n)
	}
	m.take(m.window.Cursor)
}

func (m *Model) take(i int) {
	m.window.To(i)
	m.line.Reset(m.offers[i])
	m.line.End()
	m.chosen, m.tried = true, false
}

// Click takes an offer into the line; a click on the one that is there chooses
// it.
func (m *Model) Click(_, y int) (bool, any) {
	row := m.window.Row(y - above)
	if row < 0 || row >= len(m.offers) {
		return false, nil
	}
	if m.chosen && row == m.window.Cursor {
		return m.choose()
	}
	m.take(row)
	return false, nil
}

// Wheel scrolls the offers. The line keeps what it holds.
func (m *Model) Wheel(n int) {
	at := m.window.Cursor
	m.window.Scroll(n)
	m.chosen = m.chosen && at == m.window.Cursor
}

// Keys names the keys of the dialog.
func (m *Model) Keys() [][2]string {
	keys := [][2]string{{"enter", "take it"}, {"esc", "leave"}}
	if len(m.offers) > 0 {
		return append([][2]string{{"tab ↓ ↑", "special names"}}, keys...)
	}
	return keys
}

// above is the lines before the offers; most is how many offers are shown.
const (
	above = 4
	most  = 9
)

// Size wants room for the line, the sentence and the offers. It stays while one
// types.
func (m *Model) Size(w, h int) (int, int) {
	rows := 0
	if m.rules.Suggest != nil {
		rows = most
	}
	return min(w-4, 72), min(h-2, rows+above+2)
}

// View draws the line, the sentence and the offers.
func (m *Model) View(w, h int) []string {
	m.window.SetHeight(max(h-above, 0))
	lines := []string{"", " " + m.theme.Accent.Paint("› ") + m.typed(max(w-4, 1)), " " + m.verdict(w-2), ""}
	from, to := m.window.Visible()
	for i := from; i < to; i++ {
		line := cell.Fit("   "+cell.Clean(m.offers[i]), w)
		if m.chosen && i == m.window.Cursor {
			line = m.theme.Row(line, true)
		}
		lines = append(lines, line)
	}
	return lines
}

// typed is the part of the line around the cursor that fits into w cells.
func (m *Model) typed(w int) string {
	text, at := []rune(m.line.Text()), m.line.Cursor().Col
	before, under, after := cell.Clean(string(text[:at])), " ", ""
	if at < len(text) {
		under, after = cell.Clean(string(text[at])), cell.Clean(string(text[at+1:]))
	}
	room := w - cell.Width(under)
	before = cell.TruncateLeft(before, max(room-min(cell.Width(after), 8), 0))
	return before + m.theme.Cursor.Paint(under) + cell.Truncate(after, max(room-cell.Width(before), 0))
}

// verdict says why the text is refused; before enter was pressed quietly.
func (m *Model) verdict(w int) string {
	name, err := m.rules.Check(m.line.Text())
	switch {
	case err != nil && m.tried:
		return m.theme.Error.Paint(cell.Truncate(cell.Clean(err.Error()), w))
	case err != nil:
		return m.theme.Dim.Paint(cell.Truncate(cell.Clean(err.Error()), w))
	case name != m.line.Text():
		return m.theme.Dim.Paint(cell.Truncate("it becomes "+cell.Clean(name), w))
	}
	return ""
}
