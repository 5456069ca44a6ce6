package ui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/draft"
	"signalbox/ui/layout"
	"signalbox/ui/pane/stops"
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

// goStop goes to a stop: its text, its file, its first request.
func (m *Model) goStop(i int) tea.Cmd {
	if i < 0 || i >= len(m.opt.Stops) {
		return nil
	}
	m.stop, m.shot, m.met = i, 0, false
	m.stops.Show(i, 0, false)
	m.arrange()
	return tea.Batch(m.remember("stop", m.opt.Stops[i].ID), m.loadShot())
}

// nextStop goes to the next request of the stop, and after its last one to the
// next stop: enter, n, enter, n walks the whole tour.
func (m *Model) nextStop() tea.Cmd {
	if m.shot+1 >= len(shotsOf(m.opt.Stops[m.stop])) {
		return m.goStop(m.stop + 1)
	}
	m.shot++
	m.stops.Show(m.stop, m.shot, m.met)
	return m.loadShot()
}

// loadShot puts the request that the stop has come to into the composer.
func (m *Model) loadShot() tea.Cmd {
	s := m.opt.Stops[m.stop]
	shots := shotsOf(s)
	if len(shots) == 0 {
		return m.showFile(s.File, 1)
	}
	return m.takeOver(shotDraft(shots[m.shot]))
}

// shotsOf lists the requests of a stop.
func shotsOf(s Stop) []Shot {
	if s.Fire.Method == "" {
		return nil
	}
	return append([]Shot{s.Fire}, s.Then...)
}

// stopTexts is what the stops pane needs of a tour.
func stopTexts(list []Stop) []stops.Stop {
	out := make([]stops.Stop, len(list))
	for i, s := range list {
		out[i] = stops.Stop{Title: s.Title, Text: s.Text, Goal: s.Goal, Hints: s.Hints}
		for _, shot := range shotsOf(s) {
			out[i].Requests = append(out[i].Requests, stops.Request{Method: shot.Method, Target: shot.Target, Status: shot.Status})
		}
	}
	return out
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
	return func() tea.Msg { return tookOverMsg{rev, d, e.Match(d.Method, d.Wire()), true} }
}

// goalChecked marks the goal of the stop, and says so once.
func (m *Model) goalChecked(msg goalCheckedMsg) {
	if msg.met && !m.met {
		m.say("goal reached; n goes on", nil)
	}
	m.met = msg.met
	m.stops.Show(m.stop, m.shot, msg.met)
}
