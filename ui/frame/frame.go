// Package frame draws: it puts borders around what the panes say and joins the
// pieces to one screen of exactly the terminal's size.
//
// Panes are dumb: they return lines, and may return too many or too long ones.
// A Canvas takes them at their rectangle, cuts and pads. That is the only place
// where the screen is put together.
package frame

import (
	"strings"

	"signalbox/ui/cell"
	"signalbox/ui/layout"
	"signalbox/ui/theme"
)

// Canvas collects pieces of a screen. Pieces must not overlap, except through
// Overlay.
type Canvas struct {
	w, h int
	rows [][]piece
	over []string // finished rows of an overlay, "" where there is none
	at   layout.Rect
}

type piece struct {
	x, w int
	text string
}

// New returns an empty canvas of w × h cells.
func New(w, h int) *Canvas {
	return &Canvas{w: w, h: h, rows: make([][]piece, max(h, 0))}
}

// Put places lines at r, each cut and padded to r's width.
func (c *Canvas) Put(r layout.Rect, lines []string) {
	for i := range r.H {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		c.put(r.X, r.Y+i, r.W, cell.Fit(line, r.W))
	}
}

func (c *Canvas) put(x, y, w int, text string) {
	if y >= 0 && y < c.h && w > 0 {
		c.rows[y] = append(c.rows[y], piece{x, w, text})
	}
}

// Overlay places lines at r over everything that was put before.
func (c *Canvas) Overlay(r layout.Rect, lines []string) {
	c.at, c.over = r, make([]string, r.H)
	for i := range r.H {
		if i < len(lines) {
			c.over[i] = cell.Fit(lines[i], r.W)
		} else {
			c.over[i] = strings.Repeat(" ", max(r.W, 0))
		}
	}
}

// String returns the screen: h lines of w cells, without a last line break.
func (c *Canvas) String() string {
	var b strings.Builder
	b.Grow(c.w * c.h * 2)
	for y := range c.rows {
		if y > 0 {
			b.WriteByte('\n')
		}
		line := c.line(y)
		if i := y - c.at.Y; c.over != nil && i >= 0 && i < len(c.over) {
			line = cell.Fit(cell.Slice(line, 0, c.at.X), c.at.X) + c.over[i] + rightOf(line, c.at.X+c.at.W, c.w)
		}
		b.WriteString(line)
	}
	return b.String()
}

// rightOf returns the cells of a line from column x to w. A wide character that
// stands across x gives way to a space.
func rightOf(line string, x, w int) string {
	right := cell.Slice(line, x, w)
	if cell.Width(right) > w-x {
		right = cell.Skip(right, 2)
	}
	return cell.PadLeft(right, w-x)
}

// line joins the pieces of one row by their place. A row has at most a handful.
func (c *Canvas) line(y int) string {
	row := c.rows[y]
	for i := 1; i < len(row); i++ {
		for j := i; j > 0 && row[j].x < row[j-1].x; j-- {
			row[j], row[j-1] = row[j-1], row[j]
		}
	}
	var b strings.Builder
	x := 0
	for _, p := range row {
		if p.x > x {
			b.WriteString(strings.Repeat(" ", p.x-x))
		}
		b.WriteString(p.text)
		x = p.x + p.w
	}
	if x < c.w {
		b.WriteString(strings.Repeat(" ", c.w-x))
	}
	return b.String()
}

// Box is a bordered piece of the screen.
type Box struct {
	Title   string // "1 Routes"
	Tabs    string // painted, right of the title
	Right   string // painted, at the right end of the upper border
	Focused bool
	// Scroll bar: rows in all, first row shown; none where All fits.
	All, Top int
}

// Box puts lines at r with a border around them.
func (c *Canvas) Box(t *theme.Theme, r layout.Rect, b Box, lines []string) {
	if r.W < 2 || r.H < 2 {
		c.Put(r, lines)
		return
	}
	border, title := t.Border, t.Title
	if b.Focused {
		border, title = t.BorderFocus, t.TitleFocus
	}
	c.put(r.X, r.Y, r.W, topEdge(t, r.W, b, border, title))
	side, inner := border.Paint(t.Glyph.V), r.W-2
	from, to := thumb(b, r.H-2)
	for i := range r.H - 2 {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		right := side
		if i >= from && i < to {
			right = title.Paint(t.Glyph.Thumb)
		}
		c.put(r.X, r.Y+1+i, r.W, side+cell.Fit(line, inner)+right)
	}
	bottom := t.Glyph.BL + strings.Repeat(t.Glyph.H, inner) + t.Glyph.BR
	c.put(r.X, r.Y+r.H-1, r.W, border.Paint(bottom))
}

// topEdge draws the upper border with what stands in it.
func topEdge(t *theme.Theme, w int, b Box, border, title theme.Style) string {
	inner := w - 2
	left := ""
	if b.Title != "" {
		left = border.Paint(t.Glyph.H) + title.Paint(cell.Truncate(" "+b.Title+" ", inner-1))
	}
	if room := inner - cell.Width(left) - 2; b.Tabs != "" && room > 8 {
		left += border.Paint(t.Glyph.H) + cell.Truncate(b.Tabs, room)
	}
	right := ""
	if b.Right != "" && cell.Width(left)+cell.Width(b.Right)+3 <= inner {
		right = " " + b.Right + " " + border.Paint(t.Glyph.H)
	}
	rest := max(inner-cell.Width(left)-cell.Width(right), 0)
	return border.Paint(t.Glyph.TL) + left + border.Paint(strings.Repeat(t.Glyph.H, rest)) + right + border.Paint(t.Glyph.TR)
}

// Spot says what of a box's upper border a click at column x hit, as Box draws
// it in w cells: the title, the tabs with the column inside them, or the words
// at the right end.
func (b Box) Spot(x, w int) (s Spot, at int) {
	title := 0
	if b.Title != "" {
		title = cell.Width(b.Title) + 3
	}
	right := w - 3 - cell.Width(b.Right)
	switch {
	case b.Right != "" && x >= right && x < w-3:
		return SpotRight, x - right
	case x <= title:
		return SpotTitle, 0
	case b.Tabs != "" && x > title+1 && x <= title+1+cell.Width(b.Tabs):
		return SpotTabs, x - title - 2
	}
	return SpotNone, 0
}

// Spot is a part of the upper border.
type Spot uint8

// The parts.
const (
	SpotNone Spot = iota
	SpotTitle
	SpotTabs
	SpotRight
)

// thumb returns the rows [from, to) of the scroll bar's thumb.
func thumb(b Box, h int) (from, to int) {
	if b.All <= h || h <= 0 {
		return 0, 0
	}
	size := max(h*h/b.All, 1)
	from = min(b.Top*(h-size)/max(b.All-h, 1), h-size)
	return from, from + size
}
