// Package textview is a scrolling text: painted lines, a first row, a first
// column. It draws the visible rows only, so that a body of a hundred thousand
// lines costs what a screen of them costs.
package textview

import (
	"signalbox/ui/action"
	"signalbox/ui/cell"
)

// Source gives the lines of a text, painted, one at a time.
type Source interface {
	Len() int
	Line(i int) string
}

// Lines is a Source of finished lines.
type Lines []string

// Len returns the number of lines.
func (l Lines) Len() int { return len(l) }

// Line returns line i.
func (l Lines) Line(i int) string { return l[i] }

// View is a text with its place. The zero value is an empty text; long lines
// are cut, with an ellipsis, unless they are wrapped. A wrapped line has rows,
// and the place is a row.
type View struct {
	src  Source
	w, h int
	wrap bool
	at   place // the row at the top
}

// place is a row of a line.
type place struct{ line, row int }

func (p place) after(q place) bool {
	return p.line > q.line || p.line == q.line && p.row > q.row
}

// SetSource replaces the text and keeps the place as far as it goes.
func (v *View) SetSource(s Source) { v.src = s; v.clamp() }

// SetSize gives the room in cells.
func (v *View) SetSize(w, h int) {
	if w != v.w {
		v.at.row = 0
	}
	v.w, v.h = w, h
	v.clamp()
}

// Home goes back to the first row.
func (v *View) Home() { v.at = place{} }

// Scroll moves by n rows.
func (v *View) Scroll(n int) {
	switch {
	case !v.wrap:
		v.at.line += n
	case n > 0:
		for i := 0; i < n && v.end().after(v.at); i++ {
			v.down()
		}
	default:
		for i := 0; i > n && v.at != (place{}); i-- {
			v.up()
		}
	}
	v.clamp()
}

func (v *View) down() {
	if v.at.row++; v.at.row >= len(v.rows(v.at.line)) {
		v.at = place{line: v.at.line + 1}
	}
}

func (v *View) up() {
	if v.at.row--; v.at.row < 0 {
		v.at.line--
		v.at.row = len(v.rows(v.at.line)) - 1
	}
}

// Do performs the actions that move a text; any other one changes nothing.
func (v *View) Do(a action.ID) {
	switch a {
	case action.Up:
		v.Scroll(-1)
	case action.Down:
		v.Scroll(1)
	case action.PageUp:
		v.Scroll(-max(v.h-1, 1))
	case action.PageDown:
		v.Scroll(max(v.h-1, 1))
	case action.Top:
		v.Home()
	case action.Bottom:
		v.at = v.end()
	}
}

// Reveal shows line i, and moves as little as that takes.
func (v *View) Reveal(i int) {
	switch {
	case i <= v.at.line:
		v.at = place{line: i}
	case !v.wrap && i >= v.at.line+v.h:
		v.at.line = i - v.h + 1
	case v.wrap && i > v.lastShown():
		v.at = place{line: i}
	}
	v.clamp()
}

// lastShown is the last line that is shown whole.
func (v *View) lastShown() int {
	room := v.h + v.at.row
	i := v.at.line
	for ; i < v.len(); i++ {
		if room -= len(v.rows(i)); room < 0 {
			break
		}
	}
	return i - 1
}

// clamp keeps the place in the text, and the end of the text at the bottom.
func (v *View) clamp() {
	if v.at.line < 0 {
		v.at = place{}
	}
	if v.at.line == 0 && v.at.row == 0 {
		return
	}
	if end := v.end(); v.at.after(end) {
		v.at = end
	}
}

// end is the place at which the last row stands at the bottom.
func (v *View) end() place {
	if !v.wrap {
		return place{line: max(v.len()-v.h, 0)}
	}
	room := v.h
	for i := v.len() - 1; i >= 0; i-- {
		if room -= len(v.rows(i)); room <= 0 {
			return place{i, -room}
		}
	}
	return place{}
}

func (v *View) len() int {
	if v.src == nil {
		return 0
	}
	return v.src.Len()
}

// SetWrap says whether long lines are wrapped.
func (v *View) SetWrap(on bool) {
	v.wrap, v.at.row = on, 0
	v.clamp()
}

// ToggleWrap switches the wrapping of long lines.
func (v *View) ToggleWrap() { v.SetWrap(!v.wrap) }

// Wrapped reports whether long lines are wrapped.
func (v *View) Wrapped() bool { return v.wrap }

// Extent says how many lines there are and which is the first shown, for a
// scroll bar. A wrapped text that is shown whole has nothing to scroll.
func (v *View) Extent() (all, top int) {
	if v.wrap && v.end() == (place{}) {
		return 0, 0
	}
	if v.wrap {
		return max(v.len(), v.h+1), v.at.line
	}
	return v.len(), v.at.line
}

// rows returns line i as it stands on the screen: one row, or more where it is
// wrapped.
func (v *View) rows(i int) []string {
	line := v.src.Line(i)
	if v.wrap && v.w > 0 && cell.Width(line) > v.w {
		return cell.Wrap(line, v.w)
	}
	return []string{cell.Truncate(line, v.w)}
}

// View returns the visible rows.
func (v *View) View() []string {
	var rows []string
	for i := v.at.line; i < v.len() && len(rows) < v.h+v.at.row; i++ {
		rows = append(rows, v.rows(i)...)
	}
	from := min(v.at.row, len(rows))
	return rows[from:min(len(rows), from+v.h)]
}
