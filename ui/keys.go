package ui

import (
	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/action"
	"signalbox/ui/frame"
	"signalbox/ui/layout"
)

// tabber is a pane that takes Tab for itself while a text is typed.
type tabber interface{ TakesTab() bool }

// leaver is a pane that Esc goes one level back in.
type leaver interface{ Leave() bool }

// pressed takes what the terminal sent. Keys that arrive together (fast typing,
// a slow line) come as one message; each of them is a key press.
func (m *Model) pressed(k tea.KeyMsg) tea.Cmd {
	if k.Type != tea.KeyRunes || len(k.Runes) < 2 || k.Paste {
		return m.press(k)
	}
	var cmds []tea.Cmd
	for _, r := range k.Runes {
		one := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}, Alt: k.Alt}
		if r == ' ' {
			one.Type = tea.KeySpace
		}
		cmds = append(cmds, m.press(one))
	}
	return tea.Batch(cmds...)
}

// press routes a key: an open dialog first, then a text that is typed, then the
// actions of the focused pane.
func (m *Model) press(k tea.KeyMsg) tea.Cmd {
	m.notice = notice{}
	if m.dialog != nil {
		done, choice := m.dialog.Key(k)
		return m.chose(done, choice)
	}
	p := m.panes[m.focus]
	if p.Typing() {
		return m.typedKey(k)
	}
	if k.Paste {
		return tea.Batch(m.act(action.Filter), m.typedKey(k))
	}
	if id, ok := m.keys.Find(k, m.scopes()...); ok {
		return m.act(id)
	}
	return nil
}

// scopes lists where a key is looked for, the closest first.
func (m *Model) scopes() []action.Scope {
	return []action.Scope{action.Always, m.panes[m.focus].Scope(), action.Move, action.Global}
}

// typedKey routes a key while a text is typed: what holds anywhere is an
// action, everything else is text.
func (m *Model) typedKey(k tea.KeyMsg) tea.Cmd {
	p := m.panes[m.focus]
	id, ok := m.keys.Find(k, action.Always)
	if t, takes := p.(tabber); ok && takes && t.TakesTab() && (id == action.NextPane || id == action.PrevPane) {
		ok = false
	}
	if ok && !k.Paste {
		return m.act(id)
	}
	return m.follow(p.Type(k))
}

// chose closes a dialog that is done and follows its choice.
func (m *Model) chose(done bool, choice any) tea.Cmd {
	if !done {
		return nil
	}
	then := m.choose
	m.dialog, m.choose = nil, nil
	if choice == nil || then == nil {
		return nil
	}
	return then(choice)
}

// moused routes the mouse: a click takes the focus and goes to the cell, the
// wheel turns what is under the pointer.
func (m *Model) moused(e tea.MouseMsg) tea.Cmd {
	if !m.mouse || m.layout.TooSmall {
		return nil
	}
	wheel := wheelOf(e)
	press := e.Action == tea.MouseActionPress && e.Button == tea.MouseButtonLeft
	if m.dialog != nil {
		return m.mousedDialog(e, wheel, press)
	}
	name, ok := m.layout.At(e.X, e.Y)
	switch {
	case ok && wheel != 0:
		m.panes[name].Wheel(wheel)
	case press:
		m.notice = notice{}
		return m.clicked(name, ok, e.X, e.Y)
	}
	return nil
}

// clicked follows a press of the left button: in a pane, on its border, on the
// header (to the problems) or on a key of the footer.
func (m *Model) clicked(name layout.Name, inPane bool, x, y int) tea.Cmd {
	switch {
	case y == m.h-1:
		return m.clickFooter(x)
	case y == 0 && m.table != nil && len(m.table.Problems) > 0:
		return m.act(action.GoProblems)
	case !inPane:
		return nil
	}
	r := m.layout.Panes[name]
	if y == r.Y {
		return m.clickBorder(name, x-r.X, r.W)
	}
	entered := m.enter(name)
	if x == r.X || x == r.X+r.W-1 || y == r.Y+r.H-1 {
		return entered
	}
	return tea.Batch(entered, m.follow(m.panes[name].Click(x-r.X-1, y-r.Y-1)))
}

// enter gives the keys to a pane that was clicked.
func (m *Model) enter(n layout.Name) tea.Cmd {
	if n == m.focus {
		return nil
	}
	m.setFocus(n)
	return m.entered(n)
}

// clickBorder follows a click on the upper border: on a tab it shows that view,
// on a key it does what the key does.
func (m *Model) clickBorder(n layout.Name, x, w int) tea.Cmd {
	spot, at := m.box(n, w).Spot(x, w)
	entered := m.enter(n)
	switch {
	case spot == frame.SpotTabs && n == layout.Response && w >= fullTabs:
		if tab, ok := m.response.TabAt(at); ok {
			return tea.Batch(entered, m.follow(m.response.SetTab(tab)))
		}
	case spot == frame.SpotTabs && n == layout.Response:
		return m.act(action.NextTab)
	case spot == frame.SpotRight && n == layout.Nav:
		return m.act(action.ToggleTree)
	case spot == frame.SpotRight && n == layout.Stops:
		return m.act(action.NextStop)
	case spot == frame.SpotRight && n == layout.Matrix:
		m.stopVolley()
	}
	return entered
}

func (m *Model) mousedDialog(e tea.MouseMsg, wheel int, press bool) tea.Cmd {
	r := m.dialogRect()
	switch {
	case wheel != 0:
		m.dialog.Wheel(wheel)
	case press && r.Contains(e.X, e.Y):
		return m.chose(m.dialog.Click(e.X-r.X-1, e.Y-r.Y-1))
	case press:
		return m.chose(m.dialog.Key(tea.KeyMsg{Type: tea.KeyEsc})) // beside it: leave it
	}
	return nil
}

// wheelOf is how many rows the wheel turned.
func wheelOf(e tea.MouseMsg) int {
	if e.Button == tea.MouseButtonWheelUp {
		return -3
	}
	if e.Button == tea.MouseButtonWheelDown {
		return 3
	}
	return 0
}

// clickFooter does the action whose key was clicked.
func (m *Model) clickFooter(x int) tea.Cmd {
	for _, k := range m.footerKeys() {
		if x >= k.x && x < k.x+k.w && k.off == "" {
			return m.act(k.id)
		}
	}
	return nil
}

// resized takes the size of the terminal.
func (m *Model) resized(w, h int) tea.Cmd {
	m.w, m.h = w, h
	m.arrange()
	return nil
}

// arrange computes the rectangles and tells the panes their sizes.
func (m *Model) arrange() {
	m.layout = layout.Arrange(layout.In{
		W: m.w, H: m.h, Focus: m.focus, Zoom: m.zoom, Stops: len(m.opt.Stops) > 0,
		Request: m.composer.Rows() + 2,
		Stop:    func(w int) int { return m.stops.Rows(w-2) + 2 },
	})
	for n, p := range m.panes {
		if r := m.layout.Panes[n]; p != nil && !r.Empty() {
			p.SetSize(max(r.W-2, 0), max(r.H-2, 0))
		}
	}
}

// setFocus gives the keys to a pane.
func (m *Model) setFocus(n layout.Name) {
	if m.panes[n] == nil || n == layout.Stops && len(m.opt.Stops) == 0 {
		return
	}
	if n != m.focus {
		m.panes[m.focus].Blur()
		if !m.focus.Wide() {
			m.back = m.focus
		}
		m.focus = n
	}
	m.panes[n].Focus()
	m.arrange()
}

// cycle gives the keys to the next pane on the screen.
func (m *Model) cycle(step int) {
	n := m.focus
	for range layout.Names {
		n = (n + layout.Names + layout.Name(step)) % layout.Names
		if m.panes[n] != nil && !n.Wide() && (n != layout.Stops || len(m.opt.Stops) > 0) {
			break
		}
	}
	m.setFocus(n)
}
