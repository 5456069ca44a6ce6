// Package pane says what the root asks of a pane.
//
// A pane is a rectangle with a state of its own. It does no I/O and knows no
// other pane: it is told facts by its own methods, draws them, and answers an
// action with an Intent, a plain value that says what the person wants. The
// root turns intents into commands and facts for other panes.
package pane

import (
	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/action"
)

// Intent is what a person wants of the rest of the program, as a value of a
// type declared by the pane; nil for nothing.
type Intent any

// Pane is one pane.
type Pane interface {
	// SetSize gives the room inside the border, in cells; it may be zero.
	SetSize(w, h int)
	Focus()
	Blur()
	// Do performs an action.
	Do(a action.ID) Intent
	// Type takes a key while Typing is true.
	Type(k tea.KeyMsg) Intent
	// Typing reports whether a text is being typed, so that letters are text.
	Typing() bool
	// Click takes a mouse press at a cell inside the border; Wheel a turn of
	// the wheel by n rows.
	Click(x, y int) Intent
	Wheel(n int)
	// View returns the lines inside the border, cut by the frame where they
	// are too long or too many.
	View() []string
	// Scope is where the pane's own keys come from.
	Scope() action.Scope
	// Keys lists the actions that the footer shows, most useful first.
	Keys() []action.ID
	// Off says why an action can't be done now, or "".
	Off(a action.ID) string
	// Extent says how many rows there are and which is the first shown.
	Extent() (all, top int)
}
