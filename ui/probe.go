package ui

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/diag"
	"signalbox/engine/match"
	"signalbox/engine/trace"
	"signalbox/ui/draft"
	"signalbox/ui/pane"
	"signalbox/ui/pane/stages"
)

// probedMsg says what routing would do with the request of the stages.
type probedMsg struct {
	revision uint64
	text     string
	result   match.Result
}

func (p probedMsg) stale(m *Model) bool {
	return p.revision != m.revision || p.text != m.stages.Text()
}

// probed is the request in the first line of the stages, with the headers and
// the cookies of the composer.
func (m *Model) probed() draft.Draft {
	d := m.composer.Draft()
	text := strings.TrimSpace(m.stages.Text())
	if p, ok := draft.Paste(text); ok {
		d.Method, d.Target = p.Method, p.Target
	} else {
		d.Target = text
	}
	return d
}

// probe asks routing about it.
func (m *Model) probe() tea.Cmd {
	if m.table == nil {
		return nil
	}
	d, e, rev, text := m.probed(), m.opt.Engine, m.revision, m.stages.Text()
	return func() tea.Msg { return probedMsg{rev, text, e.Explain(d.Head())} }
}

// followStages turns what the tester wants into commands.
func (m *Model) followStages(i pane.Intent) (tea.Cmd, bool) {
	switch i := i.(type) {
	case stages.Asked:
		return m.probe(), true
	case stages.Jumped:
		return m.jump(i.Pos), true
	case stages.Sent:
		return m.takeOverAndSend(m.probed()), true
	}
	return nil, false
}

// steps writes the rows of the stages. The order is that of Next (NEXT-FACTS C1).
type steps struct {
	result match.Result
	rows   []stages.Row
	over   bool // the request was answered: what follows is not asked
}

// stageRows puts an answer of routing into rows, a few for each stage.
func stageRows(r match.Result) []stages.Row {
	s := &steps{result: r}
	s.path()
	s.rules("headers", "headers")
	s.rules("redirects", "redirects")
	s.proxy()
	s.rules("beforeFiles", "beforeFiles")
	s.files()
	s.rules("afterFiles", "afterFiles")
	s.dynamic()
	s.rules("fallback", "fallback")
	s.answer()
	return s.rows
}

func (s *steps) add(stage string, state stages.State, text, note string, pos diag.Pos) {
	s.rows = append(s.rows, stages.Row{Stage: stage, State: state, Text: text, Note: note, Pos: pos})
}

// asked reports whether the request gets to a stage, and writes where it does
// not.
func (s *steps) asked(stage string) bool {
	if s.over {
		s.add(stage, stages.Unasked, "not reached", "", diag.Pos{})
	}
	return !s.over
}

func (s *steps) path() {
	n := len(s.rows)
	for _, e := range s.result.Events {
		if ev, ok := e.(trace.Normalised); ok {
			s.add("path", stages.Turned, ev.From+" becomes "+ev.To, ev.Rule, diag.Pos{})
		}
	}
	switch {
	case s.result.Outcome == match.BadRequest:
		s.add("path", stages.Lost, "refused", s.result.Reason, diag.Pos{})
		s.over = true
	case s.result.Outcome == match.Redirected && len(s.rows) > n:
		s.over = true
	case len(s.rows) == n:
		s.add("path", stages.Passed, "taken as it is", "", diag.Pos{})
	}
}

// rules writes the rules of next.config that applied at a stage.
func (s *steps) rules(stage, name string) {
	if !s.asked(stage) {
		return
	}
	n := len(s.rows)
	for _, e := range s.result.Events {
		if ev, ok := e.(trace.ConfigRule); ok && ev.Stage == name {
			state, to := stages.Applied, ""
			if ev.Destination != "" {
				state, to = stages.Turned, " to "+ev.Destination
			}
			s.add(stage, state, ev.Source+to, ev.Effect, diag.Pos{})
		}
	}
	if len(s.rows) == n {
		s.add(stage, stages.Passed, "no rule applies", "", diag.Pos{})
	}
	s.over = s.over || stage == "redirects" && s.result.Outcome == match.Redirected
}

// proxy writes each matcher of the proxy.
func (s *steps) proxy() {
	if !s.asked("proxy") {
		return
	}
	if s.result.Proxy == nil {
		s.add("proxy", stages.Passed, "there is no proxy", "", diag.Pos{})
		return
	}
	for _, e := range s.result.Events {
		if ev, ok := e.(trace.ProxyRan); ok && ev.Outcome != "not matched" {
			s.add("proxy", stages.Applied, ev.File+" sees the request", "it may answer or change it; only sending it tells", diag.Pos{File: ev.File, Line: 1})
		} else if ok {
			s.add("proxy", stages.Passed, ev.File+" does not see the request", "", diag.Pos{File: ev.File, Line: 1})
		}
	}
	for _, c := range s.result.Proxy {
		if c.Source == "" {
			continue
		}
		state := stages.Lost
		if c.Matched {
			state = stages.Applied
		}
		s.add("proxy", state, c.Source, c.Reason, c.Pos)
	}
}

// files writes what was found letter for letter: public files and routes
// without parameters.
func (s *steps) files() {
	if !s.asked("files") {
		return
	}
	r := s.result
	switch {
	case r.Public != "":
		s.add("files", stages.Applied, "public/"+r.Public, "a public file comes before every route", diag.Pos{})
	case r.Page != "":
		s.add("files", stages.Applied, "pages"+r.Page, "the pages folder answers", diag.Pos{})
	case r.Route != nil && !r.Route.Pattern.Dynamic():
		s.add("files", stages.Applied, r.Route.Path, "the path is the route's, letter for letter", diag.Pos{File: r.Route.File, Line: 1})
	default:
		s.add("files", stages.Passed, "no file and no route has this path letter for letter", "", diag.Pos{})
		return
	}
	s.over = true
}

// dynamic writes the routes with parameters that were tried.
func (s *steps) dynamic() {
	if !s.asked("dynamic") {
		return
	}
	n := len(s.rows)
	for _, e := range s.result.Events {
		ev, ok := e.(trace.Candidate)
		switch {
		case !ok || !strings.Contains(ev.Path, "["):
		case ev.Chosen:
			s.add("dynamic", stages.Applied, ev.Path, paramText(s.result.Params)+ev.Reason, diag.Pos{File: ev.File, Line: 1})
			s.over = true
		default:
			s.add("dynamic", stages.Lost, ev.Path, ev.Reason, diag.Pos{File: ev.File, Line: 1})
		}
	}
	if len(s.rows) == n {
		s.add("dynamic", stages.Passed, "no route with parameters fits", "", diag.Pos{})
	}
}

func paramText(list []trace.Param) string {
	var parts []string
	for _, p := range list {
		if p.CatchAll {
			parts = append(parts, fmt.Sprintf("%s=%q", p.Name, p.Values))
		} else {
			parts = append(parts, fmt.Sprintf("%s=%q", p.Name, p.Value))
		}
	}
	if parts == nil {
		return ""
	}
	return strings.Join(parts, " ") + ": "
}

// answer writes what comes of it.
func (s *steps) answer() {
	p := preview(s.result, false)
	state := stages.Applied
	switch {
	case p.Status >= 400:
		state = stages.Lost
	case p.Status >= 300:
		state = stages.Turned
	}
	s.add("answer", state, p.Text, "", diag.Pos{})
}
