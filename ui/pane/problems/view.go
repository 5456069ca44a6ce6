package problems

import (
	"fmt"
	"strings"

	"signalbox/engine/diag"
	"signalbox/ui/cell"
)

// View draws the list, and below it the problem under the cursor.
func (m *Model) View() []string {
	t := m.Theme
	if len(m.list) == 0 {
		return []string{"", t.OK.Paint(" "+t.Glyph.OK+" no problems") + t.Dim.Paint("  Next would build and start this tree")}
	}
	lines := append(m.Draw(m.row), t.Faint.Paint(strings.Repeat(t.Glyph.H, max(m.W, 0))))
	lines = append(lines, m.detail(m.current())...)
	return append(lines, m.files(m.current(), m.H-len(lines))...)
}

// row is one line of the list.
func (m *Model) row(i int) string {
	t, d := m.Theme, &m.list[i]
	glyph := t.Warn.Paint(t.Glyph.Warn)
	if d.Severity == diag.Error {
		glyph = t.Error.Paint(t.Glyph.Bad)
	}
	right := t.Faint.Paint(string(d.Code))
	if d.Fix != nil {
		right += " " + t.Key.Paint("f")
	}
	path := ""
	if d.Path != "" {
		path = t.Strong.Paint(cell.Clean(d.Path)) + "  "
	}
	if m.W < 90 {
		right = ""
	}
	return cell.Sides(" "+glyph+" "+path+cell.Clean(d.Message), right, m.W)
}

// detail tells a problem in full.
func (m *Model) detail(d *diag.Diagnostic) []string {
	t := m.Theme
	style := t.Warn
	if d.Severity == diag.Error {
		style = t.Error
	}
	lines := m.field(style.Paint(d.Severity.String()), t.Strong.Paint(cell.Clean(d.Message)))
	for _, n := range d.Notes {
		lines = append(lines, m.field("", cell.Clean(n))...)
	}
	if d.Witness != "" {
		lines = append(lines, m.field("witness", t.Accent.Paint(cell.Clean(d.Witness))+t.Dim.Paint("  a URL that shows it"))...)
	}
	lines = append(lines, m.field("Next", m.stages(d.Stage))...)
	if d.Next != "" {
		for _, l := range strings.Split("“"+d.Next+"”", "\n") {
			lines = append(lines, m.field("", t.Dim.Paint(cell.Clean(l)))...)
		}
	}
	if d.Fix != nil {
		lines = append(lines, m.field("fix", t.Key.Paint("f")+" "+cell.Clean(d.Fix.Title))...)
	}
	return append(lines, "")
}

// field writes a name and a text that may wrap.
func (m *Model) field(name, text string) []string {
	const label = 9
	var lines []string
	for i, l := range cell.Wrap(text, max(m.W-label-2, 8)) {
		if i > 0 {
			name = ""
		}
		lines = append(lines, " "+cell.Fit(m.Theme.Dim.Paint(name), label)+l)
	}
	return lines
}

// stages says at which step Next refuses the tree.
func (m *Model) stages(s diag.Stage) string {
	t := m.Theme
	ok, bad := t.OK.Paint(t.Glyph.OK), t.Error.Paint(t.Glyph.Bad)
	switch s {
	case diag.StageDev:
		return "build " + ok + "  start " + ok + "  dev " + bad + " refuses it"
	case diag.StageBuild:
		return "build " + bad + " refuses it"
	case diag.StageStart:
		return "build " + ok + "  start " + bad + " dies"
	case diag.StageNone:
	}
	return "build " + ok + "  start " + ok + t.Dim.Paint("  accepts it")
}

// files shows the places, side by side where there is room.
func (m *Model) files(d *diag.Diagnostic, h int) []string {
	spans := onePerFile(d)
	if len(spans) == 0 || h < 3 {
		return nil
	}
	if len(spans) == 1 || m.W < 76 {
		var lines []string
		for i, s := range spans {
			lines = append(lines, m.excerpt(s, m.W, (h-len(lines))/(len(spans)-i))...)
		}
		return lines
	}
	w := m.W / 2
	left, right := m.excerpt(spans[0], w-1, h), m.excerpt(spans[1], w-1, h)
	var lines []string
	for i := range max(len(left), len(right)) {
		lines = append(lines, cell.Fit(at(left, i), w-1)+m.Theme.Faint.Paint(m.Theme.Glyph.V)+at(right, i))
	}
	if n := len(spans) - 2; n > 0 && len(lines) > 0 {
		lines[len(lines)-1] = m.Theme.Dim.Paint(fmt.Sprintf(" and %d more: %s", n, cell.Clean(spans[2].File)))
	}
	return lines
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// onePerFile picks the first span of each file.
func onePerFile(d *diag.Diagnostic) []diag.Span {
	var out []diag.Span
	seen := map[string]bool{}
	for _, s := range d.Spans {
		if !seen[s.File] {
			seen[s.File] = true
			out = append(out, s)
		}
	}
	return out
}

// excerpt shows a file around the line of a span.
func (m *Model) excerpt(s diag.Span, w, h int) []string {
	t := m.Theme
	name := cell.Clean(s.File)
	if s.Line > 0 {
		name = fmt.Sprintf("%s:%d", name, s.Line)
	}
	lines := []string{" " + t.TitleFocus.Paint(cell.TruncateLeft(name, w-2))}
	if s.Label != "" {
		lines = append(lines, " "+t.Dim.Paint(cell.Truncate(cell.Clean(s.Label), w-2)))
	}
	text, ok := m.texts[s.File]
	if !ok {
		return lines
	}
	room := h - len(lines)
	first := max(min(s.Line-1-room/3, len(text)-room), 0)
	for i := first; i < min(first+room, len(text)); i++ {
		number := t.Faint.Paint(fmt.Sprintf("%4d ", i+1))
		line := number + cell.Clean(text[i])
		if i+1 == s.Line {
			line = t.Row(cell.Fit(t.Error.Paint(fmt.Sprintf("%4d ", i+1))+cell.Clean(text[i]), w), false)
		}
		lines = append(lines, cell.Truncate(line, w))
	}
	return lines
}
