package response

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/cell"
	"signalbox/ui/edit"
	"signalbox/ui/highlight"
	"signalbox/ui/pane"
	"signalbox/ui/textview"
	"signalbox/ui/theme"
)

// search is a text that is looked for in the current view. Small letters find
// both cases; a capital makes the search exact.
//
// It looks for one match at a time, from the line of the last one on, and goes
// round at the end: to count the matches of eight megabytes for each letter
// that is typed would cost more than a frame has.
type search struct {
	input  *edit.Buffer // nil: nothing is searched
	typing bool
	from   int // the line from which typing searches
	line   int // of the match, -1 for none
}

// Searching reports whether there is a text that is looked for.
func (m *Model) Searching() bool { return m.search.input != nil }

func (m *Model) beginSearch() {
	_, top := m.views[m.tab].Extent()
	m.search = search{input: edit.NewLine(""), typing: true, from: top, line: -1}
	m.resize()
}

// Leave ends the search, and reports whether there was one.
func (m *Model) Leave() bool {
	had := m.Searching()
	m.search = search{}
	m.resize()
	return had
}

// Typing reports whether letters go into the search.
func (m *Model) Typing() bool { return m.search.typing }

// Type takes a key for the search; the view follows while it is typed.
func (m *Model) Type(k tea.KeyMsg) pane.Intent {
	if k.String() == "enter" {
		m.search.typing = false
		if m.search.input.Text() == "" {
			m.Leave()
		}
		return nil
	}
	if m.search.input.Type(k) {
		m.find(m.search.from, 1)
	}
	return nil
}

// next goes to the next match, or the one before with step -1.
func (m *Model) next(step int) {
	if m.Searching() {
		m.find(m.search.line+step, step)
	}
}

// find looks for the text from a line on, round the end.
func (m *Model) find(from, step int) {
	src := m.source()
	n, q := src.Len(), m.search.input.Text()
	m.search.line = -1
	for i := range n {
		at := ((from+i*step)%n + n) % n
		if q != "" && index(plain(src, at), q) >= 0 {
			m.search.line = at
			m.views[m.tab].Reveal(at)
			return
		}
	}
}

// index is where q stands in s, -1 for nowhere. A q of small letters finds
// capitals too.
func index(s, q string) int {
	if q != strings.ToLower(q) {
		return strings.Index(s, q)
	}
	if low := strings.ToLower(s); len(low) == len(s) {
		return strings.Index(low, q)
	}
	return strings.Index(s, q) // the letters change their length: cells could not be told
}

// plain is a line without its colours.
func plain(src textview.Source, i int) string {
	switch src := src.(type) {
	case prettyLines:
		return text(src.lines.Spans[i])
	case rawLines:
		return " " + cell.Clean(src.m.raw[i])
	}
	return cell.Strip(src.Line(i))
}

func text(spans []highlight.Span) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, s := range spans {
		b.WriteString(cell.Clean(s.Text))
	}
	return b.String()
}

// marked draws the lines that hold the text with the text set off.
type marked struct {
	textview.Source
	theme *theme.Theme
	query string
	at    int
}

// Line draws one line.
func (m marked) Line(i int) string {
	line := plain(m.Source, i)
	if m.query == "" || index(line, m.query) < 0 {
		return m.Source.Line(i)
	}
	var b strings.Builder
	for at := index(line, m.query); at >= 0; at = index(line, m.query) {
		end := at + len(m.query)
		b.WriteString(line[:at] + m.theme.Mark.Paint(line[at:end]))
		line = line[end:]
	}
	out := b.String() + line
	if i == m.at {
		out = m.theme.Accent.Paint(m.theme.Glyph.Pointer) + cell.Skip(out, 1)
	}
	return out
}

// searchLine stands in the second line while something is searched.
func (m *Model) searchLine() string {
	t, s := m.theme, m.search
	left := t.Accent.Paint(" / ") + cell.Clean(s.input.Text())
	if s.typing {
		left += t.Cursor.Paint(" ")
	}
	right := t.Key.Paint("n") + t.Dim.Paint(" next  ") + t.Key.Paint("N") + t.Dim.Paint(" before")
	switch {
	case s.input.Text() == "":
		right = t.Dim.Paint("in " + strings.ToLower(m.tab.String()))
	case s.line < 0:
		right = t.Warn.Paint("no match")
	case s.typing || m.w < 48:
		right = t.Dim.Paint(fmt.Sprintf("line %d of %d", s.line+1, m.source().Len()))
	}
	return cell.Sides(left, right, m.w-1)
}
