package ui

import (
	"io/fs"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/diag"
	"signalbox/engine/route"
	"signalbox/ui/draft"
	"signalbox/ui/layout"
	"signalbox/ui/pane"
	"signalbox/ui/pane/composer"
	"signalbox/ui/pane/response"
	"signalbox/ui/pane/routes"
	"signalbox/ui/pane/source"
	"signalbox/ui/pane/stops"
	"signalbox/ui/pane/why"
)

// follow turns what a pane's person wants into commands.
func (m *Model) follow(i pane.Intent) tea.Cmd {
	switch i := i.(type) {
	case routes.Selected:
		return m.selectRoute(i.Path, i.File)
	case routes.Chosen:
		return tea.Batch(m.selectRoute(i.Path, i.File), m.sendDraft(m.composer.Draft()))
	case routes.Asked:
		return m.find(m.routes.FilterText(), i.Draft)
	case routes.Pasted:
		return m.takeOver(i.Draft)
	case composer.Sent:
		m.keepDraft()
		return tea.Batch(m.preview(), m.sendDraft(m.composer.Draft()))
	case composer.Stopped:
		m.stopRun()
		return nil
	case composer.Changed:
		m.keepDraft()
		m.arrange()
		return m.preview()
	case composer.MethodAsked:
		return m.askMethod()
	case composer.Resetting:
		return m.resetDraft()
	case response.Copied:
		return m.copyText(i.Text, "copied the body", "signalbox-body.txt")
	case response.Searched:
		return m.search(i)
	case response.Resent:
		return m.sendDraft(m.composer.Draft())
	case why.Jumped:
		return m.jump(i.Pos)
	case why.Tried:
		return m.try(i.Method)
	case source.Edited:
		return tea.Batch(m.typed(i.File, i.Text), m.paint())
	case stops.Loaded:
		return m.sendDraft(m.composer.Draft())
	}
	return m.followViews(i)
}

// selectRoute shows a route: its request and its source.
func (m *Model) selectRoute(path, file string) tea.Cmd {
	r := m.routeOf(path, file)
	if r == nil {
		return nil
	}
	d, ok := m.drafts[path]
	if !ok {
		d = draft.For(r)
	}
	m.composer.Set(d, r.Pattern)
	m.arrange()
	return tea.Batch(m.preview(), m.showFile(file, exportLine(r, d.Method)))
}

func (m *Model) routeOf(path, file string) *route.Route {
	if m.table == nil {
		return nil
	}
	for i := range m.table.Routes {
		if r := &m.table.Routes[i]; r.Path == path && (file == "" || r.File == file) {
			return r
		}
	}
	return nil
}

// exportLine is the line of the export that answers a method, 1 where the file
// has none.
func exportLine(r *route.Route, method string) int {
	line := 1
	for _, e := range r.Exports {
		if e.Name == method || e.Name == "GET" && method == "HEAD" && line == 1 {
			if e.Span.File == "" || e.Span.File == r.File {
				line = max(e.Span.Line, 1)
			}
		}
	}
	return line
}

// keepDraft remembers the request for its route.
func (m *Model) keepDraft() {
	if d := m.composer.Draft(); d.Route != "" {
		m.drafts[d.Route] = d
	}
}

func (m *Model) resetDraft() tea.Cmd {
	d := m.composer.Draft()
	delete(m.drafts, d.Route)
	if r := m.routeOf(d.Route, ""); r != nil {
		return m.selectRoute(r.Path, r.File)
	}
	m.composer.Set(draft.Draft{Method: "GET", Target: "/"}, route.Pattern{})
	return m.preview()
}

// takeOver shows a request from elsewhere (a pasted URL, the history, a stop)
// and goes to the route that answers it.
func (m *Model) takeOver(d draft.Draft) tea.Cmd {
	e, rev := m.opt.Engine, m.revision
	return func() tea.Msg { return tookOverMsg{rev, d, e.Match(d.Method, d.Wire()), false} }
}

// place shows a request with the route that answers it.
func (m *Model) place(d draft.Draft, r *route.Route) tea.Cmd {
	p, line := route.Pattern{}, 0
	d.Route = ""
	if r != nil {
		d.Route, p, line = r.Path, r.Pattern, exportLine(r, d.Method)
		m.routes.ClearFilter()
		m.routes.Select(r.Path, r.File)
	}
	m.composer.Set(d, p)
	m.keepDraft()
	m.arrange()
	if r == nil {
		return m.preview()
	}
	return tea.Batch(m.preview(), m.showFile(r.File, line))
}

// try sends the request with another method.
func (m *Model) try(method string) tea.Cmd {
	m.composer.SetMethod(method)
	m.keepDraft()
	m.arrange()
	return tea.Batch(m.preview(), m.sendDraft(m.composer.Draft()))
}

// jump shows a line of source.
func (m *Model) jump(p diag.Pos) tea.Cmd {
	m.setFocus(layout.Source)
	return m.showFile(p.File, max(p.Line, 1))
}

// showFile puts a file into the source pane, a line of it in view.
func (m *Model) showFile(file string, line int) tea.Cmd {
	m.wantFile = file
	return m.readSource(line)
}

// readSource reads the file that the source pane is to show.
func (m *Model) readSource(line int) tea.Cmd {
	if m.wantFile == "" {
		return nil
	}
	file, rev, p := m.wantFile, m.revision, m.opt.Project
	return func() tea.Msg {
		s := p.Snapshot()
		text, err := fs.ReadFile(s, file)
		return sourceReadMsg{rev, file, string(text), s.Edited(file), line, err}
	}
}

// showAnswerer brings the source to the line that answered the request.
func (m *Model) showAnswerer(msg endedMsg) tea.Cmd {
	if m.source.Typing() || m.answer.ex == nil || m.answer.run != msg.run {
		return nil
	}
	ex := m.answer.ex
	if r := m.routeOf(ex.Route, ex.File); r != nil {
		return m.showFile(r.File, exportLine(r, m.run.draft.Method))
	}
	return nil
}
