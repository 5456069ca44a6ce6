package edit

import tea "github.com/charmbracelet/bubbletea"

// Type applies a key press to the buffer and reports whether it meant
// something: the keys of a shell line and of any simple editor.
func (b *Buffer) Type(k tea.KeyMsg) bool {
	if k.Type == tea.KeyRunes && !k.Alt || k.Type == tea.KeySpace {
		b.Insert(string(k.Runes))
		return true
	}
	if b.lineKey(k.String()) {
		return true
	}
	return !b.single && b.blockKey(k.String())
}

// lineKey does what a key means in every buffer.
func (b *Buffer) lineKey(name string) bool {
	switch name {
	case "left":
		b.Left()
	case "right":
		b.Right()
	case "home", "ctrl+a":
		b.Home()
	case "end", "ctrl+e":
		b.End()
	case "alt+left", "ctrl+left", "alt+b":
		b.WordLeft()
	case "alt+right", "ctrl+right", "alt+f":
		b.WordRight()
	case "backspace", "ctrl+h":
		b.Backspace()
	case "delete", "ctrl+d":
		b.Delete()
	case "ctrl+w", "alt+backspace":
		b.DeleteWord()
	case "ctrl+k":
		b.DeleteToEnd()
	case "ctrl+u":
		b.DeleteToStart()
	case "ctrl+z":
		b.Undo()
	case "ctrl+y":
		b.Redo()
	default:
		return false
	}
	return true
}

// blockKey does what a key means in a buffer of many lines.
func (b *Buffer) blockKey(name string) bool {
	switch name {
	case "enter":
		b.Newline()
	case "up":
		b.Vertical(-1)
	case "down":
		b.Vertical(1)
	case "pgup":
		b.Vertical(-20)
	case "pgdown":
		b.Vertical(20)
	case "ctrl+home":
		b.MoveTo(Pos{})
	case "ctrl+end":
		b.MoveTo(Pos{Line: b.Len(), Col: 1 << 30})
	default:
		return false
	}
	return true
}
