package ui

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"signalbox/engine/diag"
	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/frame"
	"signalbox/ui/layout"
	"signalbox/ui/theme"
)

// View draws the screen: header, panes, footer, and the dialog over them.
func (m *Model) View() string {
	if m.opt.Theme.ASCII {
		return cell.ASCII(m.draw())
	}
	return m.draw()
}

func (m *Model) draw() string {
	if m.w <= 0 || m.h <= 0 {
		return ""
	}
	c := frame.New(m.w, m.h)
	if m.layout.TooSmall {
		lines := cell.Wrap(fmt.Sprintf("terminal too small: %d×%d, signalbox needs 30×8", m.w, m.h), m.w)
		c.Put(layout.Rect{W: m.w, H: m.h}, lines)
		return c.String()
	}
	c.Put(m.layout.Header, []string{m.header()})
	for n, r := range m.layout.Panes {
		if p := m.panes[n]; p != nil && !r.Empty() {
			c.Box(m.theme, r, m.box(layout.Name(n), r.W), p.View())
		}
	}
	c.Put(m.layout.Footer, []string{m.footer()})
	if lines := m.noticeLines(); len(lines) > 1 && m.dialog == nil {
		n := min(len(lines), m.h-1)
		c.Overlay(layout.Rect{Y: m.h - n, W: m.w, H: n}, lines[:n])
	}
	if m.dialog != nil {
		r := m.dialogRect()
		over := frame.New(r.W, r.H)
		over.Box(m.theme, layout.Rect{W: r.W, H: r.H}, frame.Box{Title: m.dialog.Title(), Focused: true}, m.dialog.View(max(r.W-2, 0), max(r.H-2, 0)))
		c.Overlay(r, strings.Split(over.String(), "\n"))
	}
	return c.String()
}

// dialogRect is the place of the open dialog, in the middle.
func (m *Model) dialogRect() layout.Rect {
	w, h := m.dialog.Size(m.w, m.h)
	w, h = max(min(w, m.w), 2), max(min(h, m.h), 2)
	return layout.Rect{X: (m.w - w) / 2, Y: (m.h - h) / 2, W: w, H: h}
}

// box is the border of a pane.
func (m *Model) box(n layout.Name, w int) frame.Box {
	b := frame.Box{Title: m.keys.KeyOf(goals()[n]) + " " + n.String(), Focused: n == m.focus && m.dialog == nil}
	b.All, b.Top = m.panes[n].Extent()
	switch n {
	case layout.Nav:
		b.Title, b.Right = m.navTitle()
	case layout.Response:
		b.Tabs = m.response.TabBar()
		if w < fullTabs {
			b.Tabs = m.response.ShortTab()
		}
	case layout.Source:
		b.Tabs = " " + m.source.Title(w-cell.Width(b.Title)-9) + " "
	case layout.Matrix:
		b.Right = m.theme.Accent.Paint(m.matrix.Progress())
	case layout.Stops:
		b.Title = "0 " + m.stops.Title()
		b.Right = m.theme.Key.Paint("n") + m.theme.Dim.Paint(" next")
	case layout.Request, layout.Why, layout.Problems, layout.Cache, layout.History, layout.Stages, layout.Names:
	}
	return b
}

// fullTabs is the width from which the names of all views of the response fit.
const fullTabs = 52

// header tells what is open and how it is. Where there is no room for every
// word, words go and what is wrong stays.
func (m *Model) header() string {
	right := m.status() + " "
	for _, f := range []func() string{m.tellingHeadline, m.fullHeadline, m.shortHeadline} {
		if left := f(); cell.Width(left)+cell.Width(right) < m.w {
			return cell.Sides(left, right, m.w)
		}
	}
	return cell.Sides(m.leastHeadline(), right, m.w)
}

// tellingHeadline tells of what is not saved what is new and what is deleted.
func (m *Model) tellingHeadline() string {
	return m.headline(kindsOf(m.edits))
}

func (m *Model) fullHeadline() string { return m.headline("") }

// headline is the header with every word. kinds tells more of what is not saved
// than its number.
func (m *Model) headline(kinds string) string {
	t := m.theme
	if kinds == "" {
		kinds = fmt.Sprintf("%d unsaved", len(m.dirty))
	}
	left := t.Chip.Paint(" signalbox ") + t.Strong.Paint(cell.Clean(m.name()))
	if m.table != nil {
		left += t.Dim.Paint("/"+cell.Clean(m.table.Root)) + "  " + count(len(m.table.Routes), "route") + "  " + m.problemCount()
	}
	if len(m.dirty) > 0 {
		left += "  " + t.Warn.Paint(t.Glyph.Dirty+" "+kinds)
	}
	return left
}

func (m *Model) shortHeadline() string {
	left := m.theme.Chip.Paint(" signalbox ") + m.theme.Strong.Paint(cell.Clean(m.name()))
	if m.table != nil {
		left += "  " + count(len(m.table.Routes), "route")
	}
	return left + m.marks()
}

func (m *Model) leastHeadline() string {
	return " " + m.theme.Strong.Paint(cell.Truncate(cell.Clean(m.name()), max(m.w/3, 8))) + m.marks()
}

// marks counts, without words, what is wrong and what is not saved.
func (m *Model) marks() string {
	t, out := m.theme, ""
	errs, warns := m.severities()
	for _, k := range []struct {
		style theme.Style
		glyph string
		n     int
	}{{t.Error, t.Glyph.Bad, errs}, {t.Warn, t.Glyph.Warn, warns}, {t.Warn, t.Glyph.Dirty, len(m.dirty)}} {
		if k.n > 0 {
			out += "  " + k.style.Paint(fmt.Sprintf("%s %d", k.glyph, k.n))
		}
	}
	return out
}

// severities counts the problems.
func (m *Model) severities() (errs, warns int) {
	if m.table == nil {
		return 0, 0
	}
	for i := range m.table.Problems {
		if m.table.Problems[i].Severity == diag.Error {
			errs++
		}
	}
	return errs, len(m.table.Problems) - errs
}

func (m *Model) name() string {
	if m.opt.Name != "" {
		return m.opt.Name
	}
	return path.Base(m.opt.Project.Dir())
}

func (m *Model) problemCount() string {
	t := m.theme
	errs, warns := m.severities()
	var parts []string
	if errs > 0 {
		parts = append(parts, t.Error.Paint(t.Glyph.Bad+" "+count(errs, "problem")))
	}
	if warns > 0 {
		parts = append(parts, t.Warn.Paint(t.Glyph.Warn+" "+count(warns, "warning")))
	}
	if parts != nil {
		return strings.Join(parts, "  ")
	}
	return t.OK.Paint(t.Glyph.OK + " no problems")
}

// status is the right end of the header: what goes on now.
func (m *Model) status() string {
	t := m.theme
	version := ""
	if m.table != nil && m.w >= 70 {
		version = t.Dim.Paint("Next "+m.table.Version) + "  "
	}
	switch {
	case m.openErr != nil:
		return version + t.Error.Paint(t.Glyph.Bad+" unreadable")
	case m.table == nil:
		return t.Dim.Paint("reading the tree")
	case m.run.open:
		return version + t.Accent.Paint(t.Glyph.Run+" running")
	case m.versions.busy:
		return version + t.Accent.Paint(t.Glyph.Run+" comparing 14, 15, 16")
	case m.queue.busy:
		return version + t.Dim.Paint("resolving")
	}
	return version + t.OK.Paint(t.Glyph.OK) + t.Dim.Paint(" ready")
}

// footerKey is a key in the footer with its place, for the mouse.
type footerKey struct {
	id   action.ID
	off  string
	text string
	x, w int
}

// footerKeys lists what the footer shows: the focused pane's keys as far as
// there is room, then those that always hold.
func (m *Model) footerKeys() []footerKey {
	always, room := m.alwaysKeys()
	var out []footerKey
	x := 1
	add := func(id action.ID) {
		text := m.keyText(id)
		out = append(out, footerKey{id, m.off(id), text, x, cell.Width(text)})
		x += cell.Width(text) + 2
	}
	for _, id := range m.footerIDs() {
		w := cell.Width(m.keyText(id)) + 2
		if w > room || len(out) >= 6 {
			break
		}
		room -= w
		add(id)
	}
	for _, id := range always {
		add(id)
	}
	return out
}

// alwaysKeys are the keys at the end of the footer, and the room that they leave.
// A narrow footer has no palette: what the pane does matters more.
func (m *Model) alwaysKeys() (ids []action.ID, room int) {
	if m.panes[m.focus].Typing() {
		return nil, m.w - 2
	}
	ids = []action.ID{action.Palette, action.Help, action.Quit}
	if m.w < 60 {
		ids = ids[1:]
	}
	room = m.w - 2
	for _, id := range ids {
		room -= cell.Width(m.keyText(id)) + 2
	}
	return ids, room
}

func (m *Model) footerIDs() []action.ID {
	if m.focus == layout.Nav && m.routes.Typing() {
		return []action.ID{action.Open, action.Back}
	}
	if m.composer.Typing() {
		return []action.ID{action.Send, action.Back, action.NextPane}
	}
	if len(m.opt.Stops) > 0 {
		return m.panes[m.focus].Keys()
	}
	return slices.DeleteFunc(m.panes[m.focus].Keys(), func(id action.ID) bool { return id == action.NextStop })
}

func (m *Model) keyText(id action.ID) string {
	a := m.keys.Get(id)
	short := a.Short
	if id == action.Open {
		short = m.openWord()
	}
	return a.Binding.Help().Key + " " + short
}

// openWord is what Enter does in the focused pane.
func (m *Model) openWord() string {
	switch m.focus {
	case layout.Nav:
		return "send"
	case layout.Request:
		return "send"
	case layout.Why, layout.Stages:
		return "to the line"
	case layout.Problems:
		return "to the source"
	case layout.Matrix:
		return "send"
	case layout.Stops, layout.Response:
		return "send"
	case layout.Source, layout.Cache, layout.History, layout.Names:
	}
	return "open"
}

// footer shows a sentence where there is one to say, else the keys.
func (m *Model) footer() string {
	t := m.theme
	if lines := m.noticeLines(); lines != nil {
		return cell.Truncate(lines[0], m.w)
	}
	if m.dialog != nil {
		return m.dialogKeys()
	}
	var b strings.Builder
	for _, k := range m.footerKeys() {
		name, word, _ := strings.Cut(k.text, " ")
		b.WriteString(strings.Repeat(" ", k.x-cell.Width(b.String())))
		if k.off != "" {
			b.WriteString(t.KeyOff.Paint(k.text))
			continue
		}
		b.WriteString(t.Key.Paint(name) + " " + t.Dim.Paint(word))
	}
	return b.String()
}

// noticeLines is the sentence that is to be said, in as many lines as it takes:
// a long one is laid over the panes, until the next key.
func (m *Model) noticeLines() []string {
	if m.notice.text == "" {
		return nil
	}
	t := m.theme
	style, glyph := t.Accent, t.Glyph.Info
	if m.notice.bad {
		style, glyph = t.Error, t.Glyph.Bad
	}
	var lines []string
	for _, part := range strings.Split(m.notice.text, "\n") {
		for _, l := range cell.Wrap(cell.Clean(part), max(m.w-4, 1)) {
			if m.notice.bad {
				l = t.Error.Paint(l)
			}
			lines = append(lines, " "+style.Paint(glyph)+" "+l)
			glyph = " "
		}
	}
	return lines
}

// dialogKeys names the keys of the open dialog.
func (m *Model) dialogKeys() string {
	var b strings.Builder
	for _, k := range m.dialog.Keys() {
		b.WriteString(" " + m.theme.Key.Paint(k[0]) + " " + m.theme.Dim.Paint(k[1]) + " ")
	}
	return cell.Truncate(b.String(), m.w)
}
