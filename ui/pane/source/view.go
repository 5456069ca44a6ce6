package source

import (
	"fmt"

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
	return lines
}

// line draws line i, from 0: number, sign, code, and what is said about it.
func (m *Model) line(i int) string {
	t := m.Theme
	number := cell.PadLeft(fmt.Sprint(i+1), m.gutter()-2)
	code := m.code(i)
	mark, marked := m.marks[i+1]
	line := m.sign(i, number, mark, marked) + cell.Truncate(code, m.W-m.gutter())
	if marked {
		line += m.note(cell.Width(line), mark)
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
func (m *Model) sign(i int, number string, mark Mark, marked bool) string {
	t := m.Theme
	switch {
	case marked && mark.Error:
		return t.Error.Paint(number+t.Glyph.Bad) + " "
	case marked:
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
	left := highlight.Paint(m.Theme, before)
	line := left + m.Theme.Cursor.Paint(cursor) + highlight.Paint(m.Theme, after)
	if over := cell.Width(left) + 2 - (m.W - m.gutter()); over > 0 {
		line = cell.Skip(line, over)
	}
	return line
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
