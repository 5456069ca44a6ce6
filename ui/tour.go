package ui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/draft"
	"signalbox/ui/layout"
)

// begin shows the first thing after the first resolution: the stop that the
// person had reached, or the first route. Its request is there: Enter sends.
func (m *Model) begin() tea.Cmd {
	if len(m.opt.Stops) > 0 {
		return m.goStop(m.savedStop())
	}
	if r := m.routes.Current(); r != nil {
		return m.selectRoute(r.Path, r.File)
	}
	return nil
}

// savedStop is the stop that an earlier run had reached.
func (m *Model) savedStop() int {
	if m.opt.State != nil {
		id := m.opt.State.Get("stop")
		for i, s := range m.opt.Stops {
			if s.ID == id {
				return i
			}
		}
	}
	return 0
}

// goStop goes to a stop: its text, its file, its request.
func (m *Model) goStop(i int) tea.Cmd {
	if i < 0 || i >= len(m.opt.Stops) {
		return nil
	}
	m.stop, m.shot = i, 0
	s := m.opt.Stops[i]
	m.stops.Show(i, false)
	m.arrange()
	cmds := []tea.Cmd{m.remember("stop", s.ID)}
	if s.Fire.Method != "" {
		cmds = append(cmds, m.takeOver(shotDraft(s.Fire)))
	} else if s.File != "" {
		cmds = append(cmds, m.showFile(s.File, 1))
	}
	return tea.Batch(cmds...)
}

// fireStop sends the next request of the stop, the first one after the last.
func (m *Model) fireStop() tea.Cmd {
	s := m.opt.Stops[m.stop]
	if s.Fire.Method == "" {
		return nil
	}
	shots := append([]Shot{s.Fire}, s.Then...)
	d := shotDraft(shots[m.shot%len(shots)])
	m.shot++
	return m.takeOverAndSend(d)
}

// shotDraft is a shot as a request.
func shotDraft(s Shot) draft.Draft {
	d := draft.Draft{Method: s.Method, Target: s.Target}
	for _, h := range s.Header {
		if name, value, _ := strings.Cut(h, ":"); strings.EqualFold(name, "cookie") {
			d.Cookies = strings.ReplaceAll(strings.TrimSpace(value), "; ", "\n")
			continue
		}
		if d.Headers != "" {
			d.Headers += "\n"
		}
		d.Headers += h
	}
	if s.Body != "" {
		d.Kind, d.Body = bodyKind(d.Headers, s.Body), s.Body
	}
	return d
}

// bodyKind tells how the composer shows a body. A kind that adds a content type
// of its own is right only where the shot names none.
func bodyKind(headers, body string) draft.Kind {
	if !strings.Contains(strings.ToLower(headers), "content-type") && strings.HasPrefix(strings.TrimSpace(body), "{") {
		return draft.JSON
	}
	if strings.Contains(headers, "json") {
		return draft.JSON
	}
	return draft.Text
}

// remember keeps a small setting for the next run.
func (m *Model) remember(name, value string) tea.Cmd {
	state := m.opt.State
	if state == nil {
		return nil
	}
	return func() tea.Msg { return copiedMsg{err: state.Set(name, value)} }
}

// tookOver shows a request with the route that answers it, and sends it where
// that was asked for.
func (m *Model) tookOver(msg tookOverMsg) tea.Cmd {
	shown := m.place(msg.draft, msg.result.Route)
	if !msg.send {
		return shown
	}
	return tea.Batch(shown, m.sendDraft(m.composer.Draft()))
}

func (m *Model) takeOverAndSend(d draft.Draft) tea.Cmd {
	if m.focus.Wide() {
		m.setFocus(layout.Response)
	}
	e, rev := m.opt.Engine, m.revision
	return func() tea.Msg { return tookOverMsg{rev, d, e.Match(d.Method, d.Target), true} }
}
