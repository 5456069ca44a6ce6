package source

import (
	"fmt"
	"strings"

	"signalbox/ui/cell"
	"signalbox/ui/highlight"
)

// gutter is the width of the line numbers with what stands beside them.
func (m *Model) gutter() int { return len(fmt.Sprint(m.buffer.Len())) + 2 }

// View draws the visible lines.
func (m *Model) View() []string {
	t := m.Theme
	switch {
	case m.file == "":
		return []string{t.Dim.Paint(" The file that answers is shown here.")}
	case m.err != "":
		return []string{t.Error.Paint(" "+t.Glyph.Bad+" ") + cell.Clean(m.err)}
	}
	var lines []string
	from, to := m.Window.Visible()
	for i := from; i < to; i++ {
		lines = append(lines, m.line(i))
	}
	return m.withNote(lines)
}

// withNote lays what is said about the line of the cursor over the lines, in
// full, where the cursor is not.
func (m *Model) withNote(lines []string) []string {
	at := m.Line() - 1
	note := m.inFull(m.marks[at+1])
	if n := len(note); n == 0 || !m.Focused || n+2 > m.H {
		return lines
	}
	for len(lines) < m.H {
		lines = append(lines, "")
	}
	rule := m.Theme.Faint.Paint(strings.Repeat(m.Theme.Glyph.H, max(m.W, 0)))
	if n := m.H - len(note) - 1; at-m.Window.Top < n {
		return append(append(lines[:n], rule), note...)
	}
	copy(lines, append(note, rule))
	return lines
}

// inFull writes marks, wrapped, at most a third of the pane.
func (m *Model) inFull(marks []Mark) []string {
	var note []string
	for _, mark := range marks {
		style, glyph := m.Theme.Warn, m.Theme.Glyph.Warn
		if mark.Error {
			style, glyph = m.Theme.Error, m.Theme.Glyph.Bad
		}
		for _, l := range cell.Wrap(cell.Clean(mark.Text), max(m.W-4, 8)) {
			note = append(note, " "+style.Paint(glyph+" "+l))
			glyph = " "
		}
	}
	return note[:min(len(note), max(m.H/3, 3))]
}

// cut reports whether a line that is shown goes on to the right of the pane.
func (m *Model) cut() bool {
	from, to := m.Window.Visible()
	for i := from; i < to; i++ {
		if cell.Width(cell.Clean(m.buffer.Line(i)))-m.left > m.W-m.gutter() {
			return true
		}
	}
	return false
}

// hidden is how many cells of a line are to the left of the pane.
func (m *Model) hidden(i int) int {
	at := m.buffer.Cursor()
	if !m.typing || i != at.Line {
		return m.left
	}
	runes := []rune(m.buffer.Line(i))
	return max(cell.Width(cell.Clean(string(runes[:at.Col])))+2-(m.W-m.gutter()), 0)
}

// line draws line i, from 0: number, sign, code, and what is said about it.
func (m *Model) line(i int) string {
	t := m.Theme
	number := cell.PadLeft(fmt.Sprint(i+1), m.gutter()-2)
	code := m.code(i)
	marks := m.marks[i+1]
	line := m.sign(i, number, marks) + cell.Truncate(code, m.W-m.gutter())
	if len(marks) > 0 {
		line += m.note(cell.Width(line), marks[0])
	}
	line = cell.Fit(line, m.W)
	switch {
	case m.Focused && !m.typing && i == m.Window.Cursor:
		return t.Row(line, true)
	case i+1 == m.answers || m.typing && i == m.buffer.Cursor().Line:
		return t.Row(line, false)
	}
	return line
}

// sign is the gutter: an error, the export that answers, or nothing.
func (m *Model) sign(i int, number string, marks []Mark) string {
	t := m.Theme
	switch {
	case len(marks) > 0 && marks[0].Error:
		return t.Error.Paint(number+t.Glyph.Bad) + " "
	case len(marks) > 0:
		return t.Warn.Paint(number+t.Glyph.Warn) + " "
	case i+1 == m.answers:
		return t.Accent.Paint(number+t.Glyph.Pointer) + " "
	}
	return t.Faint.Paint(number) + "  "
}

// note is the text of a mark, where there is room behind the code.
func (m *Model) note(used int, mark Mark) string {
	room := m.W - used - 3
	if room < 12 {
		return ""
	}
	style := m.Theme.Warn
	if mark.Error {
		style = m.Theme.Error
	}
	return "  " + style.Paint(cell.Truncate(cell.Clean(mark.Text), room))
}

// code draws the text of a line; the line of the cursor shows it.
func (m *Model) code(i int) string {
	text := m.buffer.Line(i)
	spans := m.lines.Find(text)
	at := m.buffer.Cursor()
	if m.typing && i == at.Line {
		return m.withCursor(spans, at.Col)
	}
	return cell.Skip(highlight.Paint(m.Theme, spans), m.left)
}

// withCursor draws spans with the cell under the cursor reversed, scrolled so
// that the cursor is seen.
func (m *Model) withCursor(spans []highlight.Span, col int) string {
	before, rest := cutSpans(spans, col)
	under, after := cutSpans(rest, 1)
	cursor := " "
	if len(under) > 0 {
		cursor = cell.Clean(under[0].Text)
	}
	line := highlight.Paint(m.Theme, before) + m.Theme.Cursor.Paint(cursor) + highlight.Paint(m.Theme, after)
	return cell.Skip(line, m.hidden(m.buffer.Cursor().Line))
}

// cutSpans parts spans after n runes.
func cutSpans(spans []highlight.Span, n int) (before, after []highlight.Span) {
	for i, s := range spans {
		runes := []rune(s.Text)
		if n < len(runes) {
			if n > 0 {
				before = append(before, highlight.Span{Class: s.Class, Text: string(runes[:n])})
			}
			after = append(after, highlight.Span{Class: s.Class, Text: string(runes[n:])})
			return before, append(after, spans[i+1:]...)
		}
		before = append(before, s)
		n -= len(runes)
	}
	return before, nil
}

// Title is what stands in the border, in w cells: the file, and whether it is
// edited.
func (m *Model) Title(w int) string {
	t, state := m.Theme, ""
	if m.file == "" {
		return ""
	}
	if m.dirty {
		state += " " + t.Warn.Paint(t.Glyph.Dirty+" unsaved")
	}
	if m.typing {
		state += " " + t.Accent.Paint("editing")
	}
	return t.Dim.Paint(cell.TruncateLeft(cell.Clean(m.file), max(w-cell.Width(state), 8))) + state
}
