package response

import (
	"fmt"
	"strings"
	"time"

	"signalbox/ui/cell"
	"signalbox/ui/figure"
	"signalbox/ui/highlight"
	"signalbox/ui/textview"
	"signalbox/ui/theme"
)

// TabBar draws the names of the views for the border.
func (m *Model) TabBar() string {
	var parts []string
	for i := range tabs {
		if i == m.tab {
			parts = append(parts, m.theme.TitleFocus.Paint(i.String()))
		} else {
			parts = append(parts, m.theme.Dim.Paint(i.String()))
		}
	}
	return " " + strings.Join(parts, " ") + " "
}

// TabAt is the view whose name stands at a column of TabBar.
func (m *Model) TabAt(x int) (Tab, bool) {
	at := 1
	for i := range tabs {
		end := at + len(i.String())
		if x >= at && x < end {
			return i, true
		}
		at = end + 1
	}
	return 0, false
}

// ShortTab draws the name of the current view, where the bar has no room.
func (m *Model) ShortTab() string {
	return " " + m.theme.TitleFocus.Paint(m.tab.String()) + m.theme.Dim.Paint(" [ ]") + " "
}

// View draws the status and the text.
func (m *Model) View() []string {
	lines := []string{m.status()}
	switch m.state {
	case idle:
		return append(append(lines, ""), cell.Paragraph(m.theme.Dim.Paint, "The answer appears here. Enter sends the request above.", m.w)...)
	case waiting:
		return append(lines, m.theme.Dim.Paint("   "+m.patience()+"; ^C cancels"))
	case failed:
		if m.head.Status == 0 {
			return append(lines, m.failure()...)
		}
	case streaming, done:
	}
	switch {
	case m.Searching():
		view := m.views[m.tab]
		view.SetSource(marked{m.source(), m.theme, m.search.input.Text(), m.search.line})
		return append(append(lines, m.searchLine()), view.View()...)
	case m.above() == 2:
		lines = append(lines, m.second())
	}
	return append(lines, m.views[m.tab].View()...)
}

// status is the first line.
func (m *Model) status() string {
	t := m.theme
	switch m.state {
	case idle:
		return t.Dim.Paint(" nothing sent yet")
	case waiting:
		return t.Accent.Paint(" "+t.Glyph.Run+" ") + cell.Clean(m.label)
	case failed:
		if m.head.Status == 0 {
			return t.Error.Paint(" "+t.Glyph.Bad+" no answer  ") + t.Dim.Paint(cell.Clean(m.label))
		}
	case streaming, done:
	}
	st := t.Status(m.head.Status)
	left := st.Paint(" "+t.StatusGlyph(m.head.Status)+" ") + t.Strong.Paint(st.Paint(fmt.Sprint(m.head.Status))) + " " + st.Paint(cell.Clean(m.statusText()))
	right := t.Dim.Paint(figure.Bytes(m.size) + "  " + figure.Took(m.took))
	if m.state == streaming {
		right = t.Accent.Paint("receiving ") + right
	}
	if m.cache != nil && m.cache.State != "" {
		right = m.cacheText() + "  " + right
	}
	return cell.Sides(left, right, m.w-1)
}

// patience says what is waited for, and from the first second on how long.
func (m *Model) patience() string {
	if m.took < time.Second {
		return "waiting for the answer"
	}
	return "no answer for " + figure.Age(m.took)
}

// second names the request and the type of the answer.
func (m *Model) second() string {
	if m.state == failed {
		return m.theme.Error.Paint(" " + m.theme.Glyph.Bad + " broke off: " + cell.Clean(strings.ReplaceAll(m.err.Error(), "\n", " ")))
	}
	left := "   " + m.theme.Dim.Paint(cell.Clean(m.label))
	return cell.Sides(left, m.theme.Dim.Paint(cell.Clean(m.Header("content-type"))), m.w-1)
}

// cacheText is the state of the cache with the age of the entry.
func (m *Model) cacheText() string {
	t := m.theme
	style := t.Info
	switch m.cache.State {
	case "HIT", "PRERENDER":
		style = t.OK
	case "STALE":
		style = t.Warn
	case "BYPASS":
		style = t.Dim
	}
	text := "cache " + m.cache.State
	if m.cache.State == "BYPASS" {
		text = "not cached"
	}
	if m.cache.Age > 0 {
		text += " " + figure.Took(m.cache.Age) + " old"
	}
	return style.Paint(text)
}

func (m *Model) failure() []string {
	return append([]string{""}, m.sentences(strings.Split(m.err.Error(), "\n"))...)
}

// sentences wraps texts to the width.
func (m *Model) sentences(texts []string) []string {
	var lines []string
	for _, l := range texts {
		for _, w := range cell.Wrap(cell.Clean(l), max(m.w-2, 1)) {
			lines = append(lines, " "+w)
		}
	}
	return lines
}

// prettySource is the laid out body, or the raw text while there is none.
func (m *Model) prettySource() textview.Source {
	switch {
	case m.pretty != nil:
		return prettyLines{m.theme, m.pretty}
	case m.state == done && len(m.body) == 0:
		return textview.Lines(m.emptyLines())
	}
	return m.rawLines()
}

// emptyLines stands for an empty body. Next answers a fault with an empty 500;
// the fault is told here, where a person looks first.
func (m *Model) emptyLines() []string {
	if fault := m.faultLines(); fault != nil {
		return fault
	}
	return []string{m.theme.Dim.Paint(" empty body")}
}

// faultLines tells what went wrong in the code, nil where nothing did.
func (m *Model) faultLines() []string {
	t := m.theme
	if m.fault == nil || m.head.Status < 500 {
		return nil
	}
	var lines []string
	for i, l := range m.sentences(m.fault) {
		if i == 0 {
			l = t.Error.Paint(t.Glyph.Bad + l)
		}
		lines = append(lines, " "+l)
	}
	last := " "
	if len(m.body) == 0 {
		last = t.Dim.Paint(" the body is empty; ")
	}
	return append(lines, last+t.Key.Paint("w")+t.Dim.Paint(" tells the whole way"))
}

// prettyLines paints the lines that are asked for.
type prettyLines struct {
	theme *theme.Theme
	lines *highlight.Lines
}

// Len returns the number of lines.
func (p prettyLines) Len() int { return len(p.lines.Spans) }

// Line returns line i, painted.
func (p prettyLines) Line(i int) string { return " " + highlight.Paint(p.theme, p.lines.Spans[i]) }

// rawLines cleans the lines that are asked for.
// Those before the last one never change, so that a command may read them while
// the body grows.
type rawLines struct {
	whole []string
	last  string
}

func (m *Model) rawLines() rawLines {
	if len(m.raw) == 0 {
		return rawLines{}
	}
	n := len(m.raw) - 1
	return rawLines{m.raw[:n], m.raw[n]}
}

// Len returns the number of lines.
func (r rawLines) Len() int {
	if len(r.whole) == 0 && r.last == "" {
		return 0
	}
	return len(r.whole) + 1
}

// Line returns line i, cleaned.
func (r rawLines) Line(i int) string { return " " + r.clean(i) }

func (r rawLines) clean(i int) string {
	if i < len(r.whole) {
		return cell.Clean(r.whole[i])
	}
	return cell.Clean(r.last)
}

// hexLines writes sixteen bytes a line, as hexdump -C does.
type hexLines struct {
	theme *theme.Theme
	body  []byte
}

// Len returns the number of lines.
func (h hexLines) Len() int { return (len(h.body) + 15) / 16 }

// Line returns line i: where it begins, its bytes, and those that are letters.
func (h hexLines) Line(i int) string {
	t, part := h.theme, h.body[i*16:min(i*16+16, len(h.body))]
	var hex, text strings.Builder
	for j := range 16 {
		if j == 8 {
			hex.WriteByte(' ')
		}
		if j >= len(part) {
			hex.WriteString("   ")
			continue
		}
		fmt.Fprintf(&hex, "%02x ", part[j])
		if part[j] >= 0x20 && part[j] < 0x7f {
			text.WriteByte(part[j])
		} else {
			text.WriteByte('.')
		}
	}
	return " " + t.Dim.Paint(fmt.Sprintf("%06x", i*16)) + "  " + hex.String() + " " + t.Syntax.String.Paint(text.String())
}

// headerLines lists the headers of the answer and those that were sent.
func (m *Model) headerLines() []string {
	t := m.theme
	lines := make([]string, 0, len(m.head.Header)+len(m.sent)+3)
	for _, h := range m.head.Header {
		lines = append(lines, " "+t.Accent.Paint(cell.Clean(strings.ToLower(h.Name)))+": "+cell.Clean(h.Value))
	}
	lines = append(lines, "", t.Dim.Paint(" sent"))
	for _, h := range m.sent {
		lines = append(lines, " "+t.Dim.Paint(cell.Clean(strings.ToLower(h.Name))+": "+cell.Clean(h.Value)))
	}
	return lines
}

// cookieLines lists the cookies that the answer sets.
func (m *Model) cookieLines() []string {
	t := m.theme
	var lines []string
	for _, h := range m.head.Header {
		if !strings.EqualFold(h.Name, "set-cookie") {
			continue
		}
		pair, attrs, _ := strings.Cut(h.Value, ";")
		name, value, _ := strings.Cut(pair, "=")
		lines = append(lines, " "+t.Accent.Paint(cell.Clean(name))+" = "+cell.Clean(value))
		if attrs = strings.TrimSpace(attrs); attrs != "" {
			lines = append(lines, t.Dim.Paint("   "+cell.Clean(attrs)))
		}
	}
	if lines == nil {
		lines = []string{t.Dim.Paint(" the answer sets no cookie")}
	}
	return lines
}

// logLines lists what the code printed.
func (m *Model) logLines() []string {
	t := m.theme
	var lines []string
	for _, c := range m.console {
		style := t.Dim
		switch c.Level {
		case "error":
			style = t.Error
		case "warn":
			style = t.Warn
		}
		for i, text := range strings.Split(c.Text, "\n") {
			name := ""
			if i == 0 {
				name = c.Level
			}
			lines = append(lines, " "+style.Paint(cell.Fit(name, 6))+cell.Clean(text))
		}
	}
	if lines == nil {
		lines = []string{t.Dim.Paint(" the code printed nothing")}
	}
	if fault := m.faultLines(); fault != nil {
		lines = append(append(lines, ""), fault...)
	}
	return lines
}
