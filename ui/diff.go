package ui

import (
	"fmt"
	"strings"

	udiff "github.com/aymanbagabas/go-udiff"
	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/cell"
	"signalbox/ui/dialog/help"
	"signalbox/ui/theme"
)

// diffedMsg says what changed between two exchanges, in painted lines.
type diffedMsg struct{ lines []string }

// diff compares an exchange with the one before it on the same URL, in a
// command: the bodies are laid out for it.
func (m *Model) diff(number uint64) tea.Cmd {
	now := m.past[number]
	was, ok := m.before(number)
	if !ok {
		m.say("no earlier exchange on "+now.draft.Target+" to compare with; send it again", nil)
		return nil
	}
	t, lex := m.theme, m.lex
	return func() tea.Msg { return diffedMsg{diffLines(t, lex, was, now)} }
}

// before is the exchange before another one, on the same URL.
func (m *Model) before(number uint64) (past, bool) {
	for n := number; n > 1; n-- {
		was, ok := m.past[n-1]
		if ok && !was.unsent && was.draft.Target == m.past[number].draft.Target {
			return was, true
		}
	}
	return past{}, false
}

// diffed shows the comparison.
func (m *Model) diffed(msg diffedMsg) {
	if m.dialog != nil {
		return // the person went on to something else
	}
	m.dialog = help.New("What changed since the exchange before", func(w int) []string { return wrapped(msg.lines, w) })
	m.choose = nil
}

// wrapped breaks lines that are longer than w; what goes on is indented.
func wrapped(lines []string, w int) []string {
	var out []string
	for _, l := range lines {
		for i, row := range cell.Wrap(l, max(w-4, 8)) {
			if i > 0 {
				row = "    " + row
			}
			out = append(out, row)
		}
	}
	return out
}

// diffLines compares two answers.
func diffLines(t *theme.Theme, lex lexer, was, now past) []string {
	text := udiff.Unified("before", "now", wire(lex, was), wire(lex, now))
	if text == "" {
		return []string{" the two answers are the same"}
	}
	var lines []string
	for _, l := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		style := t.Text
		switch {
		case strings.HasPrefix(l, "+"):
			style = t.OK
		case strings.HasPrefix(l, "-"):
			style = t.Error
		case strings.HasPrefix(l, "@"):
			style = t.Info
		}
		lines = append(lines, " "+style.Paint(cell.Clean(l)))
	}
	return lines
}

// wire writes an answer as text, for comparison.
func wire(lex lexer, p past) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %d\n", p.draft.Method, p.head.Status)
	for _, h := range p.head.Header {
		fmt.Fprintf(&b, "%s: %s\n", strings.ToLower(h.Name), h.Value)
	}
	b.WriteString("\n")
	for _, spans := range prettyText(lex, header(p.head, "content-type"), p.body).Spans {
		for _, s := range spans {
			b.WriteString(s.Text)
		}
		b.WriteString("\n")
	}
	return b.String()
}
