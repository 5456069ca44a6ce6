// Package dialog says what the root asks of a dialog: a box over the panes that
// takes every key until it is done.
package dialog

import tea "github.com/charmbracelet/bubbletea"

// Dialog is one open dialog.
type Dialog interface {
	Title() string
	// Key takes a key. done closes the dialog; choice is what was chosen, nil
	// where it was left.
	Key(k tea.KeyMsg) (done bool, choice any)
	// Click takes a mouse press at a cell inside the border.
	Click(x, y int) (done bool, choice any)
	// Wheel takes a turn of the wheel.
	Wheel(n int)
	// Keys names the keys that work here, each with what it does, for the footer.
	Keys() [][2]string
	// Size says how much room the dialog wants of w × h cells, border included.
	Size(w, h int) (int, int)
	// View draws the inside, w × h cells.
	View(w, h int) []string
}
