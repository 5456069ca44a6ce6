package routes

import (
	"fmt"
	"strings"

	"signalbox/engine/route"
	"signalbox/ui/cell"
	"signalbox/ui/theme"
)

// Methods is the order of the chips.
func methods() [7]string {
	return [7]string{"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"}
}

const letters = "GPUDAHO"

// View returns the filter line and the visible rows.
func (m *Model) View() []string {
	rows := append([]string{m.head()}, m.Draw(m.row)...)
	if len(m.shown) == 0 && m.H > 1 {
		rows = append(rows, m.empty()...)
	}
	if m.detailed() {
		for len(rows) < m.H-m.detailRows() {
			rows = append(rows, "")
		}
		rows = append(rows, m.detail()...)
	}
	return rows
}

// head is the filter, or a hint that there is one.
func (m *Model) head() string {
	t := m.Theme
	if m.filter == nil && len(m.versions) > 0 {
		return cell.Sides(t.Dim.Paint("/ filter"), m.names(), m.W)
	}
	if m.filter == nil {
		return t.Dim.Paint(cell.Truncate("/ filter or paste a URL, curl", m.W))
	}
	count := t.Dim.Paint(fmt.Sprintf("%d/%d", len(m.shown), len(m.table.Routes)))
	text := []rune(m.filter.Text())
	room := max(m.W-cell.Width(count)-4, 1)
	line := cell.TruncateLeft(cell.Clean(string(text)), room)
	if m.typing {
		at := m.filter.Cursor().Col
		line = cell.TruncateLeft(cell.Clean(string(text[:at])), room-1) + t.Cursor.Paint(under(text, at)) + after(text, at)
	}
	return cell.Sides(t.Accent.Paint("/ ")+cell.Truncate(line, room), count, m.W)
}

func under(text []rune, at int) string {
	if at < len(text) {
		return cell.Clean(string(text[at]))
	}
	return " "
}

func after(text []rune, at int) string {
	if at+1 < len(text) {
		return cell.Clean(string(text[at+1:]))
	}
	return ""
}

// empty says why no route is shown.
func (m *Model) empty() []string {
	t := m.Theme
	switch {
	case m.table.Version == "":
		return []string{t.Dim.Paint(" the files are being read")}
	case len(m.table.Routes) == 0:
		return cell.Paragraph(t.Dim.Paint, "No route yet. Write "+m.table.Root+"/hello/route.ts with an exported GET: it appears here as soon as it is saved.", m.W)
	case m.answer.text == m.FilterText() && m.answer.text != "":
		return []string{t.Warn.Paint(fmt.Sprintf(" %s no route answers: %d", t.Glyph.Bad, m.answer.status))}
	}
	return []string{t.Dim.Paint(" nothing matches; esc shows all")}
}

// row draws one route: marker, chips, path, and at the right what there is
// room for.
func (m *Model) row(row int) string {
	t, i := m.Theme, m.shown[row]
	r := &m.table.Routes[i]
	left := m.marker(row, i) + chips(t, r) + " "
	right := m.right(r, i)
	room := m.W - cell.Width(left) - cell.Width(right) - 1
	return cell.Sides(left+path(t, r, room), right, m.W)
}

func (m *Model) marker(row, i int) string {
	t := m.Theme
	switch {
	case m.answers(row):
		return t.OK.Paint(t.Glyph.OK)
	case m.worst[i].level == 2:
		return t.Error.Paint(t.Glyph.Bad)
	case m.worst[i].level == 1:
		return t.Warn.Paint(t.Glyph.Warn)
	case row == m.Window.Cursor:
		return t.Accent.Paint(t.Glyph.Pointer)
	}
	return " "
}

// answers reports whether the row is the route that the filter's URL reaches.
func (m *Model) answers(row int) bool {
	return row == 0 && m.answer.path != "" && m.answer.text == m.FilterText() &&
		m.table.Routes[m.shown[0]].Path == m.answer.path
}

// right is the badge, and before it the words that fit.
func (m *Model) right(r *route.Route, i int) string {
	t := m.Theme
	badge := Badge(t, r.Render)
	switch {
	case len(m.versions) > 0:
		return m.columns(r)
	case m.worst[i].level == 2:
		return t.Error.Paint(m.worst[i].word) + " " + badge
	case m.worst[i].level == 1 && m.W >= 36:
		return t.Warn.Paint(m.worst[i].word) + " " + badge
	}
	if m.W >= 40 {
		badge = cell.PadLeft(t.Dim.Paint(revalidate(r)), 5) + " " + badge
	}
	if n := m.hits[r.Path]; m.W >= 34 && n > 0 {
		badge = t.Info.Paint(fmt.Sprintf("%d%s", n, times)) + " " + badge
	}
	return badge
}

const times = "×"

func revalidate(r *route.Route) string {
	switch {
	case !r.Revalidate.Set, r.Revalidate.Never:
		return ""
	case r.Revalidate.Seconds == 0:
		return "0s"
	}
	return short(r.Revalidate.Seconds)
}

// short writes seconds in the largest unit that divides them.
func short(s int) string {
	for _, u := range []struct {
		n    int
		name string
	}{{86400, "d"}, {3600, "h"}, {60, "m"}} {
		if s%u.n == 0 {
			return fmt.Sprintf("%d%s", s/u.n, u.name)
		}
	}
	return fmt.Sprintf("%ds", s)
}

// Badge is the glyph of a render mode.
func Badge(t *theme.Theme, r route.Render) string {
	switch r {
	case route.Static:
		return t.OK.Paint(t.Glyph.Static)
	case route.SSG:
		return t.OK.Paint(t.Glyph.SSG)
	case route.Dynamic:
		return t.Info.Paint(t.Glyph.Dynamic)
	}
	return " "
}

// chips draws the methods of a route in seven cells.
func chips(t *theme.Theme, r *route.Route) string {
	switch r.Kind {
	case route.Page:
		return t.Dim.Paint("page   ")
	case route.Metadata:
		return t.Dim.Paint("meta   ")
	case route.Handler:
	}
	var b strings.Builder
	for i, name := range methods() {
		letter := letters[i : i+1]
		switch {
		case exported(r, name):
			b.WriteString(t.Method(name).Paint(letter))
		case contains(r.Implicit, name):
			b.WriteString(t.Dim.Paint(strings.ToLower(letter)))
		default:
			b.WriteString(t.Faint.Paint(t.Glyph.None))
		}
	}
	return b.String()
}

func exported(r *route.Route, name string) bool {
	for i := range r.Exports {
		if r.Exports[i].Name == name {
			return true
		}
	}
	return false
}

func contains(list []string, name string) bool {
	for _, s := range list {
		if s == name {
			return true
		}
	}
	return false
}

// path draws a route path in at most w cells, its parameters set off.
func path(t *theme.Theme, r *route.Route, w int) string {
	p := cell.Clean(r.Path)
	if cell.Width(p) > w {
		return cell.TruncateLeft(p, w)
	}
	var b strings.Builder
	for p != "" {
		open := strings.IndexByte(p, '[')
		if open < 0 {
			b.WriteString(p)
			break
		}
		end := open + strings.IndexByte(p[open:], ']') + 1
		for end < len(p) && p[end] == ']' {
			end++
		}
		if end <= open {
			b.WriteString(p)
			break
		}
		b.WriteString(p[:open] + t.Syntax.Keyword.Paint(p[open:end]))
		p = p[end:]
	}
	return b.String()
}
