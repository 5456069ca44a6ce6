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
// One match is looked for at a time, from the line of the last one on, round the
// end. A body has megabytes and a key press a few milliseconds, so the pane only
// asks for it (Searched); the root looks, in a command, and answers with Found.
type search struct {
	input  *edit.Buffer // nil: nothing is searched
	typing bool
	from   int    // the line from which typing searches
	line   int    // of the match, -1 for none
	number uint64 // of the question that was asked last
	open   bool   // it has no answer yet
}

// Searched says that a text is to be looked for. It is a value that a command may
// keep: what it reads does not change.
type Searched struct {
	Number uint64
	lines  textview.Source
	query  string
	from   int
	step   int // 1 looks forward, -1 back
}

// Line looks for the text from a line on, round the end, and returns the line
// that holds it, -1 for none.
func (s Searched) Line() int {
	n := s.lines.Len()
	for i := range n {
		at := ((s.from+i*s.step)%n + n) % n
		if s.query != "" && index(plain(s.lines, at), s.query) >= 0 {
			return at
		}
	}
	return -1
}

// Searching reports whether there is a text that is looked for.
func (m *Model) Searching() bool { return m.search.input != nil }

func (m *Model) beginSearch() {
	_, top := m.views[m.tab].Extent()
	m.search = search{input: edit.NewLine(""), typing: true, from: top, line: -1, number: m.search.number}
	m.resize()
}

// Leave ends the search, and reports whether there was one.
func (m *Model) Leave() bool {
	had := m.Searching()
	m.search = search{number: m.search.number + 1}
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
		return m.find(m.search.from, 1)
	}
	return nil
}

// next goes to the next match, or the one before with step -1.
func (m *Model) next(step int) pane.Intent {
	if !m.Searching() {
		return nil
	}
	return m.find(m.search.line+step, step)
}

// find asks for the text from a line on.
func (m *Model) find(from, step int) pane.Intent {
	m.search.number++
	m.search.open = true
	return Searched{m.search.number, m.source(), m.search.input.Text(), from, step}
}

// Found answers a question: line holds the text, or -1 says that none does. The
// answer to an older question is dropped.
func (m *Model) Found(number uint64, line int) {
	if number != m.search.number || !m.Searching() {
		return
	}
	m.search.line, m.search.open = line, false
	if line >= 0 {
		m.views[m.tab].Reveal(line)
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
		return src.Line(i)
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
	case s.open:
		right = t.Dim.Paint("searching")
	case s.line < 0:
		right = t.Warn.Paint("no match")
	case s.typing || m.w < 48:
		right = t.Dim.Paint(fmt.Sprintf("line %d of %d", s.line+1, m.source().Len()))
	}
	return cell.Sides(left, right, m.w-1)
}
