// Package textview is a scrolling text: painted lines, a first row, a first
// column. It draws the visible rows only, so that a body of a hundred thousand
// lines costs what a screen of them costs.
package textview

import (
	"signalbox/ui/cell"
	"signalbox/ui/scroll"
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

// View is the text with its place.
type View struct {
	src    Source
	window scroll.Window
	left   int
	w      int
	wrap   bool
}

// SetSource replaces the text and keeps the place as far as it goes.
func (v *View) SetSource(s Source) {
	v.src = s
	if s == nil {
		v.window.SetLen(0)
		return
	}
	v.window.SetLen(s.Len())
}

// SetSize gives the room in cells.
func (v *View) SetSize(w, h int) { v.w = w; v.window.SetHeight(h) }

// Home goes back to the first line and column.
func (v *View) Home() { v.left = 0; v.window.Top, v.window.Cursor = 0, 0 }

// Scroll moves by n rows.
func (v *View) Scroll(n int) { v.window.Scroll(n) }

// Page moves by n screens.
func (v *View) Page(n int) { v.window.Scroll(n * max(v.window.Height-1, 1)) }

// Top and Bottom go to the ends.
func (v *View) Top() { v.window.Scroll(-v.window.Len) }

// Bottom goes to the last line.
func (v *View) Bottom() { v.window.Scroll(v.window.Len) }

// Reveal scrolls as little as it must to show line i.
func (v *View) Reveal(i int) { v.window.To(i) }

// Shift moves sideways by n cells.
func (v *View) Shift(n int) { v.left = max(v.left+n, 0) }

// ToggleWrap switches the wrapping of long lines.
func (v *View) ToggleWrap() { v.wrap, v.left = !v.wrap, 0 }

// Wrapped reports whether long lines are wrapped.
func (v *View) Wrapped() bool { return v.wrap }

// Extent says how many lines there are and which is the first shown.
func (v *View) Extent() (all, top int) { return v.window.Len, v.window.Top }

// View returns the visible rows.
func (v *View) View() []string {
	if v.src == nil {
		return nil
	}
	var rows []string
	from, to := v.window.Visible()
	for i := from; i < to && len(rows) < v.window.Height; i++ {
		line := v.src.Line(i)
		switch {
		case v.wrap && cell.Width(line) > v.w:
			rows = append(rows, cell.Wrap(line, v.w)...)
		default:
			rows = append(rows, cell.Truncate(cell.Skip(line, v.left), v.w))
		}
	}
	return rows
}
