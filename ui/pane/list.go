package pane

import (
	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/scroll"
	"signalbox/ui/theme"
)

// List is the half of a pane that is the same wherever rows are listed: its
// room, whether it has the focus, the cursor and what is visible. A pane embeds
// it, and writes itself what its rows look like and what its own keys do.
//
//	type Model struct {
//		pane.List
//		entries []Entry
//	}
//
// It satisfies Pane but for Do, Click, View, Scope, Keys and Off, and has the
// common part of the first three: Move, Pick and Draw.
type List struct {
	Theme   *theme.Theme
	W, H    int // the room inside the border, in cells
	Focused bool
	Window  scroll.Window
}

// NewList returns an empty list in the colours of t.
func NewList(t *theme.Theme) List { return List{Theme: t} }

// SetTheme changes the styles.
func (l *List) SetTheme(t *theme.Theme) { l.Theme = t }

// SetSize gives all the room to the rows.
func (l *List) SetSize(w, h int) { l.Resize(w, h, 0) }

// Resize gives the room, of which the rows do not get other lines: a head, the
// details of the row under the cursor.
func (l *List) Resize(w, h, other int) {
	l.W, l.H = w, h
	l.Window.SetHeight(max(h-other, 0))
}

// Focus gives the keys to the pane.
func (l *List) Focus() { l.Focused = true }

// Blur takes the keys away.
func (l *List) Blur() { l.Focused = false }

// Typing is false: a list takes no text.
func (l *List) Typing() bool { return false }

// Type takes no key.
func (l *List) Type(tea.KeyMsg) Intent { return nil }

// Wheel scrolls by n rows; the cursor is taken along at the edge only.
func (l *List) Wheel(n int) { l.Window.Scroll(n) }

// Extent says how many lines the pane would need to show every row, and which
// row is the first shown.
func (l *List) Extent() (all, top int) {
	return l.Window.Len + l.H - l.Window.Height, l.Window.Top
}

// Move performs the actions that move the cursor, and reports whether it stands
// on another row now.
func (l *List) Move(a action.ID) bool {
	before := l.Window.Cursor
	l.Window.Do(a)
	return l.Window.Cursor != before
}

// Hit says what a click meant.
type Hit uint8

// What a click can mean: no row, another row (the cursor is there now), or the
// row on which the cursor stood, which acts on it.
const (
	Missed Hit = iota
	Chosen
	Again
)

// Pick takes a click y rows below the first row of the list.
func (l *List) Pick(y int) Hit {
	row := l.Window.Row(y)
	switch row {
	case -1:
		return Missed
	case l.Window.Cursor:
		return Again
	}
	l.Window.To(row)
	return Chosen
}

// Draw returns the visible rows, each in the width of the pane, the one under
// the cursor set off.
func (l *List) Draw(row func(i int) string) []string {
	from, to := l.Window.Visible()
	lines := make([]string, 0, max(to-from, 0))
	for i := from; i < to; i++ {
		line := cell.Fit(row(i), l.W)
		if i == l.Window.Cursor {
			line = l.Theme.Row(line, l.Focused)
		}
		lines = append(lines, line)
	}
	return lines
}
