package ui

import (
	"context"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/route"
	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/dialog/ask"
	"signalbox/ui/dialog/help"
	"signalbox/ui/dialog/pick"
	"signalbox/workspace"
)

// openHelp shows the keys of the focused pane, then all the others, and what
// the signs mean.
func (m *Model) openHelp() {
	here := m.scopes()
	m.dialog = help.New("Help: "+m.panes[m.focus].Scope().String(), func(w int) []string {
		lines := m.legend(w)
		for _, s := range []action.Scope{here[1], here[2], here[3], here[0]} {
			lines = append(lines, m.helpOf(s, here, w)...)
		}
		for _, s := range action.Panes() {
			if s != here[1] {
				lines = append(lines, m.helpOf(s, []action.Scope{s}, w)...)
			}
		}
		return lines
	})
}

// helpOf lists, in w cells, the keys of a scope that have their meaning where
// keys are looked for in the scopes of among: what a closer scope takes for
// itself is not listed.
func (m *Model) helpOf(s action.Scope, among []action.Scope, w int) []string {
	var lines []string
	for _, a := range m.keys.Of(s) {
		var keys []string
		for _, k := range a.Binding.Keys() {
			if id, ok := m.keys.Named(k, among...); ok && id == a.ID {
				keys = append(keys, action.Shown(k)...)
			}
		}
		if keys != nil {
			lines = append(lines, m.entry(strings.Join(keys, " "), a.Title, w)...)
		}
	}
	if lines == nil {
		return nil
	}
	return append([]string{"", " " + m.theme.TitleFocus.Paint(s.String())}, lines...)
}

// entry is a term with its meaning beside it.
func (m *Model) entry(term, meaning string, w int) []string {
	column := 17
	if w < 60 {
		column = 9
	}
	if cell.Width(term) > column {
		return append([]string{"  " + m.theme.Key.Paint(term)}, m.entry("", meaning, w)...)
	}
	lines := cell.Wrap(meaning, max(w-column-4, 8))
	for i, l := range lines {
		if i > 0 {
			term = ""
		}
		lines[i] = "  " + m.theme.Key.Paint(cell.Fit(term, column)) + " " + l
	}
	return lines
}

// legend explains the signs of the route table.
func (m *Model) legend(w int) []string {
	t, g := m.theme, m.theme.Glyph
	lines := []string{" " + t.TitleFocus.Paint("Signs")}
	for _, l := range [][2]string{
		{"GPUDAHO", "exported: GET POST PUT DELETE PATCH HEAD OPTIONS; in small letters: Next adds it; " + g.None + " a request gets 405"},
		{g.Static + " " + g.SSG + " " + g.Dynamic, "a GET is static; static for known params; computed for each request"},
		{g.Bad + " " + g.Warn + " " + g.Dirty, "an error, Next refuses it; a warning; not saved"},
	} {
		lines = append(lines, m.entry(l[0], l[1], w)...)
	}
	return lines
}

// openPalette lists every action by name, with those that can't be done now
// and why.
func (m *Model) openPalette() {
	var items []pick.Item
	for _, s := range append(m.scopes(), action.Routes) {
		for _, a := range m.keys.Of(s) {
			if s == action.Routes && m.panes[m.focus].Scope() != s || a.Scope == action.Move {
				continue
			}
			items = append(items, pick.Item{Title: a.Title, Detail: a.Binding.Help().Key, Off: m.off(a.ID), Words: a.Short, Value: a.ID})
		}
	}
	m.dialog = pick.New(m.theme, "Commands", items, nil)
	m.choose = func(choice any) tea.Cmd { return m.act(choice.(action.ID)) }
}

// askMethod lists the methods with what each would meet.
func (m *Model) askMethod() tea.Cmd {
	d := m.composer.Draft()
	r := m.routeOf(d.Route, "")
	var items []pick.Item
	for _, name := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"} {
		items = append(items, pick.Item{Title: m.theme.Method(name).Paint(name), Detail: fate(r, name), Value: name})
	}
	m.dialog = pick.New(m.theme, "Method: choose, or type any other", items, func(text string) any { return strings.ToUpper(text) })
	m.choose = func(choice any) tea.Cmd {
		m.composer.SetMethod(choice.(string))
		m.keepDraft()
		m.arrange()
		if r != nil && m.wantFile == r.File {
			return tea.Batch(m.preview(), m.showFile(r.File, exportLine(r, choice.(string))))
		}
		return m.preview()
	}
	return nil
}

// fate is what a method would meet at a route, in a word.
func fate(r *route.Route, name string) string {
	if r == nil || r.Kind != route.Handler {
		return ""
	}
	for _, e := range r.Exports {
		if e.Name == name {
			return "exported"
		}
	}
	for _, i := range r.Implicit {
		if i == name {
			return "added by Next"
		}
	}
	return "405"
}

// askQuit asks what to do with unsaved edits.
func (m *Model) askQuit() tea.Cmd {
	text := []string{fmt.Sprintf("%s not saved to disk:", count(max(len(m.dirty), 1), "file")), strings.Join(m.dirty, "\n")}
	m.dialog = ask.New(m.theme, "Quit", text, []ask.Answer{
		{Key: "s", Title: "save and quit", Value: "save"},
		{Key: "q", Title: "quit; the edits are kept as a draft for the next start", Value: "quit"},
		{Key: "c", Title: "stay here", Value: nil},
	}, nil)
	m.choose = func(choice any) tea.Cmd {
		if choice == "quit" {
			return tea.Quit
		}
		m.quitting = true
		return m.change(save(false))
	}
	return nil
}

// askConflict asks about files that changed on disk while they were edited.
func (m *Model) askConflict(files []string) tea.Cmd {
	text := []string{"Changed on disk since you began to edit:", strings.Join(files, "\n"), "Nothing has been saved."}
	m.dialog = ask.New(m.theme, "The file changed on disk", text, []ask.Answer{
		{Key: "c", Title: "keep both for now, and look", Value: nil},
		{Key: "o", Title: "overwrite the file on disk with my edit", Value: "over"},
		{Key: "d", Title: "take what is on disk; u brings my edit back", Value: "disk"},
	}, nil)
	m.choose = func(choice any) tea.Cmd {
		if choice == "over" {
			return m.change(save(true))
		}
		m.source.Leave() // another text comes: what is typed on was not meant for it
		return m.change(takeDisk(m.opt.ReadDisk, files))
	}
	return nil
}

// askHost asks whether code may reach a host.
func (m *Model) askHost(q question) {
	text := []string{"A handler wants to fetch from " + q.host + "."}
	if m.run.open {
		text[0] += " The request that runs is " + m.run.draft.Method + " " + m.run.draft.Target + "."
	}
	m.dialog = ask.New(m.theme, "May this code reach the network?", append(text, "Handlers reach no network unless you allow it."), []ask.Answer{
		{Key: "n", Title: "no: the fetch fails", Value: false},
		{Key: "A", Title: "allow " + cell.Clean(q.host) + " until signalbox ends", Value: true},
	}, false)
	m.choose = func(choice any) tea.Cmd {
		q.answer <- choice == true
		return m.opt.Asker.listen(m.ctx)
	}
}

// askPending puts the question that waits. It waits while a text is typed or
// another dialog is open: a letter meant for those must not be an answer.
func (m *Model) askPending() {
	switch {
	case m.pending == nil:
	case m.dialog != nil || m.panes[m.focus].Typing():
		if m.notice.text == "" {
			m.say("a handler wants to reach "+m.pending.host+"; the question comes when you have finished here", nil)
		}
	default:
		q := *m.pending
		m.pending = nil
		m.askHost(q)
	}
}

// askDraft asks what to do with edits that an earlier run left unsaved.
func (m *Model) askDraft() tea.Cmd {
	d := m.opt.Saved
	r, ok := m.opt.Project.(restorer)
	if d == nil || !ok || len(d.Files) == 0 {
		return nil
	}
	m.opt.Saved = nil
	text := []string{"An earlier run left edits that were not saved:", strings.Join(d.Files, "\n"), "kept " + d.Saved.Format("2 Jan 15:04")}
	m.dialog = ask.New(m.theme, "Unsaved edits", text, []ask.Answer{
		{Key: "r", Title: "take them up again (u takes them back)", Value: "restore"},
		{Key: "x", Title: "throw them away", Value: "discard"},
		{Key: "l", Title: "decide later", Value: nil},
	}, nil)
	m.choose = func(choice any) tea.Cmd {
		if choice == "discard" {
			return m.change(func(context.Context, Project) (string, error) { return "the draft is gone", r.DiscardDraft() })
		}
		return m.change(func(context.Context, Project) (string, error) { return "the edits are back", r.Restore(d) })
	}
	return nil
}

// restorer is a project that keeps drafts.
type restorer interface {
	Restore(d *workspace.Draft) error
	DiscardDraft() error
}
