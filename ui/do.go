package ui

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/action"
	"signalbox/ui/draft"
	"signalbox/ui/layout"
	"signalbox/ui/theme"
)

// act performs an action: the root's own here, the others in the focused pane.
func (m *Model) act(id action.ID) tea.Cmd {
	if why := m.off(id); why != "" {
		m.say(m.keys.Get(id).Short+": "+why, nil)
		return nil
	}
	if n, ok := target(id); ok {
		m.toggleFocus(n)
		return m.entered(n)
	}
	if cmd, ok := m.actRequest(id); ok {
		return cmd
	}
	if cmd, ok := m.actProgram(id); ok {
		return cmd
	}
	if cmd, ok := m.actProject(id); ok {
		return cmd
	}
	cmd := m.follow(m.panes[m.focus].Do(id))
	m.arrange()
	return cmd
}

// goals pairs each pane with the action that goes to it, in the order of the
// panes.
func goals() [layout.Names]action.ID {
	return [layout.Names]action.ID{
		layout.Nav: action.GoRoutes, layout.Request: action.GoRequest, layout.Response: action.GoResponse,
		layout.Why: action.GoWhy, layout.Source: action.GoSource, layout.Problems: action.GoProblems,
		layout.Cache: action.GoCache, layout.Matrix: action.GoMatrix, layout.History: action.GoHistory,
		layout.Stops: action.GoStops, layout.Stages: action.GoStages,
	}
}

// target is the pane that an action goes to.
func target(id action.ID) (layout.Name, bool) {
	for n, goal := range goals() {
		if goal == id {
			return layout.Name(n), true
		}
	}
	return 0, false
}

// toggleFocus goes to a pane; the key of a view that is open closes it.
func (m *Model) toggleFocus(n layout.Name) {
	if n == m.focus && n.Wide() {
		n = m.back
	} else if n == layout.Stages {
		d := m.composer.Draft()
		m.stages.SetText(d.Method + " " + d.Target) // one begins with the request at hand
	}
	m.setFocus(n)
}

// actRequest performs what concerns the request.
func (m *Model) actRequest(id action.ID) (tea.Cmd, bool) {
	switch id {
	case action.Send:
		return m.sendDraft(m.composer.Draft()), true
	case action.Preflight:
		d := m.composer.Draft()
		return m.sendDraft(d.Preflight()), true
	case action.CopyCurl:
		d := m.atHand()
		return m.copyText(d.Curl(m.opt.Origin), "copied as curl", "signalbox-curl.sh"), true
	case action.DiffLast:
		return m.diff(m.shown), true
	case action.Method:
		return m.askMethod(), true
	case action.Params, action.EditURL, action.EditBody, action.EditHeaders:
		m.setFocus(layout.Request)
		m.composer.Do(id)
		m.arrange()
		return nil, true
	case action.Filter:
		m.showTree(false)
		m.setFocus(layout.Nav)
		m.routes.Filter()
		return nil, true
	case action.SearchNext, action.SearchPrev:
		return m.searchOn(id)
	case action.NextStop:
		return m.nextStop(), true
	case action.PrevStop:
		return m.goStop(m.stop - 1), true
	}
	return nil, false
}

// atHand is the request that one looks at: the one under the cursor of the
// history, elsewhere the one in the composer.
func (m *Model) atHand() draft.Draft {
	if m.focus == layout.History {
		if p, ok := m.past[m.history.Number()]; ok {
			return p.draft
		}
	}
	return m.composer.Draft()
}

// searchOn leaves n and N to the response where something is searched, and to
// the tour where nothing is.
func (m *Model) searchOn(id action.ID) (tea.Cmd, bool) {
	tour := map[action.ID]action.ID{action.SearchNext: action.NextStop, action.SearchPrev: action.PrevStop}[id]
	if m.response.Searching() || len(m.opt.Stops) == 0 {
		return nil, false
	}
	return m.act(tour), true
}

// actProgram performs what concerns the program.
func (m *Model) actProgram(id action.ID) (tea.Cmd, bool) {
	switch id {
	case action.CancelOrQuit:
		if m.stopRun() || m.stopVolley() || m.stopVersions() {
			m.say("cancelled", nil)
			return nil, true
		}
		if m.justEnded() {
			m.say("the request had ended already; ^C again quits", nil)
			return nil, true
		}
		return m.quit(), true
	case action.Quit:
		return m.quit(), true
	case action.Help:
		m.openHelp()
	case action.Palette:
		m.openPalette()
	case action.NextPane:
		m.cycle(1)
	case action.PrevPane:
		m.cycle(-1)
	case action.Back:
		m.goBack()
	case action.Zoom:
		m.zoom = !m.zoom
		m.arrange()
	case action.ToggleTree:
		return m.toggleTree(), true
	case action.Versions:
		return m.toggleVersions(), true
	case action.Suspend:
		return m.suspend(), true
	case action.ToggleMouse:
		return m.toggleMouse(), true
	case action.ToggleTheme:
		return m.toggleTheme(), true
	default:
		return nil, false
	}
	return nil, true
}

// actProject performs what changes files.
func (m *Model) actProject(id action.ID) (tea.Cmd, bool) {
	switch id {
	case action.Save:
		return m.change(save(false)), true
	case action.Undo:
		return m.change(undo), true
	case action.Redo:
		return m.change(redo), true
	case action.Edit:
		m.setFocus(layout.Source)
		m.source.Edit()
		return nil, true
	case action.OpenEditor:
		return m.openEditor(), true
	case action.NewFile:
		return m.askNewFile(), true
	case action.MoveFile:
		return m.askMove(), true
	case action.DeleteFile:
		m.askDelete()
		return nil, true
	}
	return nil, false
}

// off says why an action can't be done now, or "".
func (m *Model) off(id action.ID) string {
	switch id {
	case action.Undo:
		if !m.canUndo {
			return "no edit to take back"
		}
	case action.Redo:
		if !m.canRedo {
			return "nothing was undone"
		}
	case action.Save:
		if len(m.dirty) == 0 && len(m.queue.texts) == 0 && !m.queue.busy {
			return "no file is edited"
		}
	case action.NextStop, action.PrevStop:
		return m.stops.Off(id)
	case action.GoStops:
		if len(m.opt.Stops) == 0 {
			return "this project has no tour; try signalbox --sample tour"
		}
	case action.Params, action.EditURL, action.EditBody, action.EditHeaders:
		return m.composer.Off(id)
	case action.Edit:
		return m.source.Off(id)
	case action.OpenEditor:
		return m.noEditor()
	case action.NewFile, action.MoveFile, action.DeleteFile:
		return m.noFile(id)
	default:
		return m.panes[m.focus].Off(id)
	}
	return ""
}

// goBack goes one level back: out of a text, a filter, the zoom, a view.
func (m *Model) goBack() {
	p := m.panes[m.focus]
	if l, ok := p.(leaver); ok && l.Leave() {
		m.arrange()
		return
	}
	switch {
	case m.routes.Typing() || m.focus == layout.Nav && m.routes.FilterText() != "":
		m.routes.ClearFilter()
	case m.zoom:
		m.zoom = false
		m.arrange()
	case m.focus.Wide():
		m.setFocus(m.back)
	case m.focus != layout.Nav:
		m.setFocus(layout.Nav)
	default:
		m.routes.ClearFilter()
	}
}

// grace is how long after the end of a request ^C is still meant for it.
const grace = 700 * time.Millisecond

// justEnded reports whether ^C was pressed at a request that ended meanwhile,
// once for each request: it must not end the program then.
func (m *Model) justEnded() bool {
	ended := m.run.ended
	m.run.ended = time.Time{}
	return !ended.IsZero() && m.opt.Now().Sub(ended) < grace
}

// quit ends the program, unless something would be lost.
func (m *Model) quit() tea.Cmd {
	if len(m.dirty) > 0 || m.queue.busy || len(m.queue.texts) > 0 {
		return m.askQuit()
	}
	return tea.Quit
}

// toggleTheme switches between light and dark, for this run and the next ones.
func (m *Model) toggleTheme() tea.Cmd {
	m.opt.Theme.Dark = !m.opt.Theme.Dark
	m.setTheme(theme.New(m.opt.Theme))
	name := "light"
	if m.opt.Theme.Dark {
		name = "dark"
	}
	m.say("the "+name+" theme, kept for the next start", nil)
	return m.remember("theme", name)
}

func (m *Model) toggleMouse() tea.Cmd {
	m.mouse = !m.mouse
	if m.mouse {
		m.say("the mouse clicks and scrolls here", nil)
	} else {
		m.say("the mouse is the terminal's: select text with it", nil)
	}
	return m.switchMouse(m.mouse)
}

// sendDraft sends a request; where edits wait, after them.
func (m *Model) sendDraft(d draft.Draft) tea.Cmd {
	if strings.TrimSpace(d.Method) == "" {
		d.Method = "GET"
	}
	if m.queue.busy || len(m.queue.texts) > 0 {
		m.waits = &d
		return m.work()
	}
	return m.send(d)
}
