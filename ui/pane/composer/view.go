package composer

import (
	"fmt"
	"strings"

	"signalbox/ui/cell"
	"signalbox/ui/draft"
	"signalbox/ui/edit"
)

// label is the width of the names of the rows.
const label = 9

// compact reports whether there is no room for the form; a summary takes its
// place.
func (m *Model) compact() bool { return m.H < 5 && !m.Focused || m.H < 3 }

// View draws the request line, what it would meet, and the form.
func (m *Model) View() []string {
	m.Window.SetLen(len(m.rows()))
	lines := []string{m.requestLine(), m.previewLine()}
	switch {
	case m.block():
		return append(lines, m.blockLines()...)
	case m.compact():
		return append(lines, m.summary())
	}
	rows := m.rows()
	from, to := max(m.Window.Top, 1), len(rows)
	for i := from; i < to && len(lines) < m.H; i++ {
		line := cell.Fit(m.row(rows[i]), m.W)
		if i == m.Window.Cursor && m.Focused && m.editor == nil {
			line = m.Theme.Row(line, true)
		}
		lines = append(lines, line)
	}
	return lines
}

// requestLine is method and URL.
func (m *Model) requestLine() string {
	t := m.Theme
	left := " " + t.Method(m.draft.Method).Paint(t.Strong.Paint(cell.Clean(m.draft.Method))) + t.Dim.Paint(t.Glyph.Open) + " "
	right := m.doing()
	room := max(m.W-cell.Width(left)-cell.Width(right)-1, 4)
	target := m.target(room)
	if m.editor != nil && m.editing.field == fieldURL {
		target = m.line(room)
	}
	line := cell.Sides(left+target, right, m.W)
	if m.Focused && m.Window.Cursor == 0 && m.editor == nil {
		return t.Row(line, true)
	}
	return line
}

// doing is what can be done with the request now, at the end of its first line.
func (m *Model) doing() string {
	if m.running {
		return m.Theme.Warn.Paint("running") + m.Theme.Dim.Paint(" ^C stops")
	}
	return m.Theme.Key.Paint(m.Theme.Glyph.Enter) + m.Theme.Dim.Paint(" send")
}

// target draws the URL, its query in a quieter tone.
func (m *Model) target(w int) string {
	path, query, has := strings.Cut(cell.Clean(m.draft.Target), "?")
	if !has {
		return cell.Truncate(path, w)
	}
	return cell.Truncate(path+m.Theme.Dim.Paint("?")+m.Theme.Syntax.String.Paint(query), w)
}

// previewLine says which route the request would reach and with what status.
func (m *Model) previewLine() string {
	t, p := m.Theme, m.preview
	if p.Status == 0 && p.Text == "" {
		return ""
	}
	glyph := t.Status(p.Status).Paint(t.Glyph.Then)
	path := cell.Clean(p.Path)
	if path == "" {
		return cell.Truncate(" "+glyph+" "+t.Status(p.Status).Paint(p.Text), m.W)
	}
	if room := m.W - 5 - cell.Width(p.Text); room >= 12 || room >= cell.Width(path) {
		path = cell.TruncateLeft(path, room) + "  "
	} else {
		path = "" // the verdict matters more
	}
	return cell.Truncate(" "+glyph+" "+path+t.Status(p.Status).Paint(p.Text), m.W)
}

// summary tells in one line what the form would show.
func (m *Model) summary() string {
	var parts []string
	if params, ok := m.draft.Params(m.pattern); ok && m.draft.Route != "" {
		for _, p := range params {
			parts = append(parts, p.Name+"="+cell.Clean(p.Value))
		}
	}
	for _, c := range []struct {
		name string
		n    int
	}{{"header", len(m.draft.HeaderPairs())}, {"cookie", len(m.draft.CookiePairs())}} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", c.name, c.n))
		}
	}
	parts = append(parts, "body "+m.bodyText())
	return m.Theme.Dim.Paint(cell.Truncate(" "+strings.Join(parts, "  "), m.W))
}

// row draws one row of the form.
func (m *Model) row(r row) string {
	t := m.Theme
	room := max(m.W-label-2, 1)
	value := m.shown(r)
	if m.editor != nil && m.editing == r {
		value = m.line(room)
	}
	return " " + t.Dim.Paint(cell.Fit(m.name(r), label)) + " " + cell.Truncate(value, room)
}

func (m *Model) name(r row) string {
	switch r.field {
	case fieldURL:
		return "url"
	case fieldParam:
		if params, ok := m.draft.Params(m.pattern); ok && r.param < len(params) {
			return "[" + params[r.param].Name + "]"
		}
	case fieldQuery:
		return "query"
	case fieldHeaders:
		return "headers"
	case fieldCookies:
		return "cookies"
	case fieldBody:
		return "body"
	}
	return ""
}

// shown is the value of a row in one line.
func (m *Model) shown(r row) string {
	t := m.Theme
	switch r.field {
	case fieldURL:
		return cell.Clean(m.draft.Target)
	case fieldParam:
		if v := m.value(r); v != "" {
			return t.Accent.Paint(cell.Clean(v))
		}
		return t.Dim.Paint("empty")
	case fieldQuery:
		return m.orDash(m.draft.Query())
	case fieldHeaders:
		return m.orDash(joined(m.draft.HeaderPairs(), ": "))
	case fieldCookies:
		return m.orDash(joined(m.draft.CookiePairs(), "="))
	case fieldBody:
		return m.bodyText()
	}
	return ""
}

func (m *Model) orDash(s string) string {
	if s == "" {
		return m.Theme.Dim.Paint("–")
	}
	return cell.Clean(s)
}

func joined(pairs []draft.Pair, sep string) string {
	parts := make([]string, len(pairs))
	for i, p := range pairs {
		parts[i] = p.Name + sep + p.Value
	}
	return strings.Join(parts, "  ")
}

func (m *Model) bodyText() string {
	if m.draft.Kind == draft.None {
		return m.Theme.Dim.Paint("–")
	}
	text := strings.Join(strings.Fields(m.draft.Body), " ")
	return m.Theme.Info.Paint(m.draft.Kind.String()) + " " + cell.Clean(text)
}

// line draws the editor of a single line, the cursor in view.
func (m *Model) line(w int) string {
	return editorLine(m, m.editor.Line(0), m.editor.Cursor().Col, w)
}

// editorLine draws a line with its cursor in w cells, its end cut on the left
// where the cursor would not be seen.
func editorLine(m *Model, text string, at, w int) string {
	runes := []rune(text)
	before := cell.Clean(string(runes[:at]))
	under, after := " ", ""
	if at < len(runes) {
		under, after = cell.Clean(string(runes[at])), cell.Clean(string(runes[at+1:]))
	}
	before = cell.TruncateLeft(before, max(w-2, 1))
	return cell.Truncate(before+m.Theme.Cursor.Paint(under)+after, w)
}

// blockLines draws the editor of a longer text below a line of help.
func (m *Model) blockLines() []string {
	t := m.Theme
	lines := []string{t.TitleFocus.Paint(" "+m.name(m.editing)+" ") + t.Dim.Paint(m.hint())}
	at := m.editor.Cursor()
	top, height := m.blockTop()
	for i := top; i < min(m.editor.Len(), top+height); i++ {
		line := cell.Clean(m.editor.Line(i))
		if i == at.Line {
			line = editorLine(m, m.editor.Line(i), at.Col, max(m.W-2, 1))
		}
		lines = append(lines, t.Faint.Paint(t.Glyph.V)+" "+cell.Truncate(line, m.W-2))
	}
	return lines
}

// blockTop is the first line of the text that is shown, and how many are.
func (m *Model) blockTop() (top, height int) {
	height = max(m.H-3, 1)
	return max(m.editor.Cursor().Line-height+1, 0), height
}

// clickBlock puts the cursor of the text that is edited where a click was.
func (m *Model) clickBlock(x, y int) {
	top, _ := m.blockTop()
	if line := top + y - 3; y >= 3 && line < m.editor.Len() {
		m.editor.MoveTo(edit.Pos{Line: line, Col: cell.RuneAt(m.editor.Line(line), max(x-2, 0))})
	}
}

func (m *Model) hint() string {
	switch m.editing.field {
	case fieldHeaders:
		return "name: value, one a line   esc done"
	case fieldCookies:
		return "name=value, one a line   esc done"
	case fieldBody:
		switch m.draft.Kind {
		case draft.Form:
			return "form: name=value, one a line   esc done"
		case draft.Multipart:
			return "multipart: name=value or name=@file   esc done"
		case draft.File:
			return "file of the project   esc done"
		case draft.None, draft.JSON, draft.Text:
		}
		return m.draft.Kind.String() + "   ^R sends   esc done"
	case fieldURL, fieldParam, fieldQuery:
	}
	return ""
}
