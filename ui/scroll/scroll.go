// Package scroll knows where a person stands in a long list: which row the
// cursor is on and which rows are visible. It is a value with no drawing, so
// that a list of ten thousand rows costs as much as one of ten.
package scroll

import "signalbox/ui/action"

// Window is a cursor and a view of Height rows over Len rows. The zero value
// is an empty list. After every change Clamp holds: the cursor is a row, and
// it is visible.
type Window struct {
	Cursor, Top, Height, Len int
}

// SetLen says how many rows there are.
func (w *Window) SetLen(n int) { w.Len = n; w.Clamp() }

// SetHeight says how many rows are visible.
func (w *Window) SetHeight(n int) { w.Height = max(n, 0); w.Clamp() }

// Move moves the cursor by n rows.
func (w *Window) Move(n int) { w.Cursor += n; w.Clamp() }

// Page moves the cursor by n windows.
func (w *Window) Page(n int) { w.Move(n * max(w.Height-1, 1)) }

// To puts the cursor on row i.
func (w *Window) To(i int) { w.Cursor = i; w.Clamp() }

// Do performs the actions that move a cursor; any other one changes nothing.
func (w *Window) Do(a action.ID) {
	switch a {
	case action.Up:
		w.Move(-1)
	case action.Down:
		w.Move(1)
	case action.PageUp:
		w.Page(-1)
	case action.PageDown:
		w.Page(1)
	case action.Top:
		w.To(0)
	case action.Bottom:
		w.To(w.Len - 1)
	}
}

// Scroll moves the view by n rows and takes the cursor along only as far as
// it must, as a mouse wheel does.
func (w *Window) Scroll(n int) {
	w.Top = min(max(w.Top+n, 0), max(w.Len-w.Height, 0))
	w.Cursor = min(max(w.Cursor, w.Top), max(w.Top+w.Height-1, w.Top))
	w.Clamp()
}

// Clamp restores the promise of Window.
func (w *Window) Clamp() {
	w.Cursor = max(min(w.Cursor, w.Len-1), 0)
	if w.Cursor < w.Top {
		w.Top = w.Cursor
	}
	if w.Height > 0 && w.Cursor >= w.Top+w.Height {
		w.Top = w.Cursor - w.Height + 1
	}
	w.Top = max(min(w.Top, w.Len-w.Height), 0)
}

// Visible returns the visible rows as the half-open range [from, to).
func (w *Window) Visible() (from, to int) {
	return w.Top, min(w.Top+w.Height, w.Len)
}

// Row returns the row that is drawn y rows below the top, or -1.
func (w *Window) Row(y int) int {
	if i := w.Top + y; y >= 0 && y < w.Height && i < w.Len {
		return i
	}
	return -1
}
