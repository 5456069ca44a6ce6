package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/diag"
	"signalbox/engine/match"
	"signalbox/engine/route"
	"signalbox/engine/scan"
	"signalbox/ui/draft"
	"signalbox/ui/figure"
	"signalbox/ui/highlight"
	"signalbox/ui/pane/composer"
	"signalbox/ui/pane/response"
	"signalbox/ui/pane/source"
	"signalbox/workspace"
)

// builtMsg says that the static routes of a revision have been prerendered.
type builtMsg struct {
	revision uint64
	table    *route.Table
}

func (b builtMsg) stale(m *Model) bool { return b.revision != m.revision }

// prettyMsg says that the body of a run was laid out.
type prettyMsg struct {
	run   uint64
	lines *highlight.Lines
}

func (p prettyMsg) stale(m *Model) bool { return p.run != m.run.number }

// previewedMsg says what the request in the composer would meet.
type previewedMsg struct {
	revision uint64
	method   string
	target   string
	result   match.Result
}

func (p previewedMsg) stale(m *Model) bool {
	d := m.composer.Draft()
	return p.revision != m.revision || p.method != d.Method || p.target != d.Target
}

// foundMsg says which route answers the request in the filter.
type foundMsg struct {
	revision uint64
	text     string
	result   match.Result
}

func (f foundMsg) stale(m *Model) bool {
	return f.revision != m.revision || f.text != m.routes.FilterText()
}

// sourceReadMsg says what a file holds.
type sourceReadMsg struct {
	revision uint64
	file     string
	text     string
	dirty    bool
	line     int // to show; 0 leaves the place
	err      error
}

func (s sourceReadMsg) stale(m *Model) bool { return s.revision < m.revision || s.file != m.wantFile }

// paintedMsg says that a text was coloured.
type paintedMsg struct {
	file, text string
	lines      *highlight.Lines
}

// projectChanged follows a resolution: the table and everything that shows it.
func (m *Model) projectChanged(msg projectChangedMsg) tea.Cmd {
	m.queue.busy = false
	m.revision, m.dirty, m.canUndo, m.canRedo = msg.revision, msg.dirty, msg.undo, msg.redo
	m.openErr, m.edits = msg.openErr, msg.marks
	m.say(msg.said, msg.openErr)
	if msg.table != nil {
		m.setTable(msg.table)
	}
	m.matrix.Forget()
	shown := m.reach(msg)
	cmds := []tea.Cmd{m.work(), m.preview(), shown, m.listTree(), m.entered(m.focus), m.compare()}
	if msg.openErr == nil {
		cmds = append(cmds, m.awaitBuild())
	}
	if msg.first {
		cmds = append(cmds, m.begin(), m.askDraft(), m.readHistory())
	}
	if msg.jobErr != nil {
		cmds = append(cmds, m.jobFailed(msg.jobErr))
	} else if m.quitting && !m.queue.busy {
		cmds = append(cmds, tea.Quit)
	}
	m.sendWaiting(&cmds)
	return tea.Batch(cmds...)
}

// sendWaiting sends the request that waited for the edits before it.
func (m *Model) sendWaiting(cmds *[]tea.Cmd) {
	if m.waits != nil && !m.queue.busy {
		d := *m.waits
		m.waits = nil
		*cmds = append(*cmds, m.send(d))
	}
}

// jobFailed shows why a change was not made. A file that changed on disk is a
// question.
func (m *Model) jobFailed(err error) tea.Cmd {
	m.quitting = false
	var conflict *workspace.ConflictError
	if errors.As(err, &conflict) {
		return m.askConflict(conflict.Files)
	}
	m.say("", err)
	return nil
}

// setTable hands a table to everybody who shows it.
func (m *Model) setTable(t *route.Table) {
	m.table = t
	m.routes.SetTable(t)
	m.problems.SetProblems(t.Problems)
	m.matrix.SetRows(m.matrixRows())
	m.markSource()
	m.arrange()
}

// diskChanged resolves the tree again where the snapshot is newer than ours.
func (m *Model) diskChanged(msg diskChangedMsg) tea.Cmd {
	if !msg.open {
		return nil
	}
	next := follow(m.changes, m.opt.Project)
	if len(msg.conflicts) > 0 {
		m.say(fmt.Sprintf("%s changed on disk while edited here; ^S asks what to keep", strings.Join(msg.conflicts, ", ")), nil)
	}
	if msg.revision <= m.revision || m.queue.busy {
		m.queue.again = m.queue.again || msg.revision > m.revision && !m.queue.busy
		return next
	}
	m.queue.again = true
	return tea.Batch(next, m.work())
}

// built takes over what prerendering found out about the routes.
func (m *Model) built(msg builtMsg) tea.Cmd {
	if msg.table != nil && msg.table != m.table {
		m.setTable(msg.table)
	}
	return m.refreshCache()
}

func (m *Model) awaitBuild() tea.Cmd {
	ctx, e, rev := m.ctx, m.opt.Engine, m.revision
	return func() tea.Msg {
		if e.WaitBuild(ctx) != nil {
			return nil
		}
		return builtMsg{rev, e.Table()}
	}
}

// answered shows the head of an answer and begins to read its body.
func (m *Model) answered(msg answeredMsg) tea.Cmd {
	m.answer, m.run.head = msg, true
	res := msg.ex.Response
	m.response.Begin(m.run.draft.Method+" "+m.run.draft.Target, msg.sent)
	m.response.Answered(response.Head{Status: res.Status, StatusText: res.StatusText, Header: res.Header}, msg.took)
	m.why.SetTrace(msg.trace)
	if msg.ex.Route != "" {
		m.routes.Hit(msg.ex.Route)
	}
	return receive(msg, m.run.began, m.opt.Now)
}

func (m *Model) grew(msg grewMsg) tea.Cmd {
	m.response.Grew(msg.piece)
	return receive(m.answer, m.run.began, m.opt.Now)
}

// ended shows the trace, and lays the body out.
func (m *Model) ended(msg endedMsg) tea.Cmd {
	m.run.open, m.run.ended = false, m.opt.Now()
	m.composer.SetRunning(false)
	if errors.Is(msg.err, context.Canceled) {
		m.run.ended = time.Time{} // somebody ended it and knows
		msg.err = fmt.Errorf("cancelled after %s", figure.Took(msg.took))
	}
	m.response.Ended(msg.took, msg.trace)
	if msg.err != nil {
		m.response.Failed(msg.err)
	}
	if msg.trace != nil {
		m.why.SetTrace(msg.trace)
	}
	kept := m.record(msg)
	m.judgePreflight()
	return tea.Batch(kept, m.pretty(), m.showAnswerer(msg), m.refreshCache(), m.checkGoal())
}

// judgePreflight says what a browser would make of the answer to a preflight.
func (m *Model) judgePreflight() {
	d := m.run.draft
	if d.Method != "OPTIONS" || !strings.Contains(d.Headers, "Access-Control-Request-Method:") || m.response.Status() == 0 {
		return
	}
	if why := d.Allows(m.response.Status(), m.response.Header); why != "" {
		m.say("", errors.New("a browser stops here: "+why))
		return
	}
	m.say("a browser goes on: the preflight allows the request", nil)
}

// pretty lays out the body, in a command.
func (m *Model) pretty() tea.Cmd {
	body, kind, number := m.response.Body(), m.response.Header("content-type"), m.run.number
	if len(body) == 0 || m.response.Binary() {
		return nil
	}
	lex := m.lex
	return func() tea.Msg { return prettyMsg{number, prettyText(lex, kind, body)} }
}

// preview asks what the request in the composer would meet.
func (m *Model) preview() tea.Cmd {
	if m.table == nil {
		return nil
	}
	d, e, rev := m.composer.Draft(), m.opt.Engine, m.revision
	return func() tea.Msg { return previewedMsg{rev, d.Method, d.Target, e.Explain(d.Head())} }
}

// unread reports whether the file of a route does not parse. Routing then sees
// a file without exports; the request itself is answered with 500.
func (m *Model) unread(r *route.Route) bool {
	for i := range m.table.Problems {
		p := &m.table.Problems[i]
		if p.Code == scan.SyntaxError && r != nil && slices.Contains(p.Files(), r.File) {
			return true
		}
	}
	return false
}

// preview puts the answer of routing into words.
func preview(r match.Result, unread bool) composer.Preview {
	p := composer.Preview{Status: r.Status, Text: fmt.Sprint(r.Status)}
	if r.Route != nil {
		p.Path = r.Route.Path
	}
	switch {
	case unread:
		p.Status, p.Text = 500, "500  the file does not parse"
	case r.Outcome == match.Redirected:
		p.Text = fmt.Sprintf("%d to %s", r.Status, r.Location)
	case r.Runs != "":
		p.Text = "runs " + r.Runs
	case r.Status == 200 && r.Route != nil && r.Route.Kind == route.Page:
		p.Text = "200  a page"
	case r.Reason != "":
		p.Text = fmt.Sprintf("%d  %s", r.Status, r.Reason)
	case r.Outcome == match.NotFound:
		p.Text = "404  no route answers"
	}
	return p
}

// found shows which route answers the URL in the filter.
func (m *Model) found(msg foundMsg) tea.Cmd {
	path, file := "", ""
	if msg.result.Route != nil {
		path, file = msg.result.Route.Path, msg.result.Route.File
	}
	m.routes.SetAnswer(msg.text, path, file, msg.result.Status)
	return nil
}

// searchedMsg says which line of the answer holds the text that was looked for.
type searchedMsg struct {
	number uint64
	line   int
}

// search looks for a text in the answer.
func (m *Model) search(s response.Searched) tea.Cmd {
	return func() tea.Msg { return searchedMsg{s.Number, s.Line()} }
}

func (m *Model) find(text string, d draft.Draft) tea.Cmd {
	e, rev := m.opt.Engine, m.revision
	return func() tea.Msg { return foundMsg{rev, text, e.Match(d.Method, d.Wire())} }
}

// sourceRead shows a file, and has it coloured where it is new.
func (m *Model) sourceRead(msg sourceReadMsg) tea.Cmd {
	if msg.err != nil {
		m.source.SetError(msg.file, m.gone(msg.file, msg.err))
		return nil
	}
	if len(m.queue.texts) == 0 && !m.queue.busy || m.source.File() != msg.file {
		m.source.SetText(msg.file, msg.text, msg.dirty)
	}
	m.markSource()
	if msg.line > 0 {
		m.source.Answers(msg.line)
	}
	m.beginTyping(msg.file)
	return m.paint()
}

// paint has the text of the source pane coloured, unless that is known.
func (m *Model) paint() tea.Cmd {
	file, text := m.source.File(), m.source.Text()
	if known, ok := m.painted.memo[file]; ok && known.text == text {
		m.source.SetLines(file, known.lines)
		return nil
	}
	if m.painted.busy {
		return nil
	}
	m.painted.busy = true
	lex := m.lex
	return func() tea.Msg { return paintedMsg{file, text, lex(file, text)} }
}

func (m *Model) sourcePainted(msg paintedMsg) tea.Cmd {
	m.painted.busy = false
	if len(m.painted.memo) > 64 {
		clear(m.painted.memo)
	}
	m.painted.memo[msg.file] = memo{msg.text, msg.lines}
	m.source.SetLines(msg.file, msg.lines)
	return m.paint()
}

// markSource puts the problems of the shown file beside its lines.
func (m *Model) markSource() {
	if m.table == nil {
		return
	}
	var marks []source.Mark
	for i := range m.table.Problems {
		d := &m.table.Problems[i]
		for _, s := range d.Spans {
			if s.File == m.source.File() {
				marks = append(marks, source.Mark{Line: max(s.Line, 1), Error: d.Severity == diag.Error, Text: d.Message})
			}
		}
	}
	m.source.SetMarks(marks)
}
