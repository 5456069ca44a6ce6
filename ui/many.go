package ui

import (
	"context"
	"fmt"
	"io"
	"strings"

	udiff "github.com/aymanbagabas/go-udiff"
	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine"
	"signalbox/engine/match"
	"signalbox/engine/trace"
	"signalbox/ui/cell"
	"signalbox/ui/dialog/help"
	"signalbox/ui/draft"
	"signalbox/ui/layout"
	"signalbox/ui/pane/history"
	"signalbox/ui/pane/matrix"
	"signalbox/ui/pane/response"
)

// predictedMsg says what routing alone answers for the cells of the matrix.
type predictedMsg struct {
	revision uint64
	words    map[matrix.Cell]string
}

func (p predictedMsg) stale(m *Model) bool { return p.revision != m.revision }

// shot is one request of the matrix.
type shot struct {
	cell  matrix.Cell
	draft draft.Draft
}

// predict asks routing about every cell that is shown.
func (m *Model) predict() tea.Cmd {
	shots := m.shots(m.allCells())
	e, rev := m.opt.Engine, m.revision
	return func() tea.Msg {
		words := make(map[matrix.Cell]string, len(shots))
		for _, s := range shots {
			words[s.cell] = word(e.Match(s.draft.Method, s.draft.Target))
		}
		return predictedMsg{rev, words}
	}
}

// word is the answer of routing in a cell.
func word(r match.Result) string {
	if r.Runs != "" {
		return "run"
	}
	return fmt.Sprint(r.Status)
}

func (m *Model) allCells() []matrix.Cell {
	var cells []matrix.Cell
	for _, r := range m.matrixRows() {
		for _, method := range matrix.Methods() {
			cells = append(cells, matrix.Cell{Path: r.Path, File: r.File, Method: method})
		}
	}
	return cells
}

// shots makes a request for each cell: the draft of the route, if there is one,
// with the cell's method.
func (m *Model) shots(cells []matrix.Cell) []shot {
	out := make([]shot, 0, len(cells))
	for _, c := range cells {
		r := m.routeFor(c)
		if r == nil {
			continue
		}
		d, ok := m.drafts[c.Path]
		if !ok {
			d = draft.For(r)
		}
		d.Method = c.Method
		switch takes := draft.TakesBody(c.Method); {
		case !takes:
			d.Kind = draft.None
		case d.Kind == draft.None:
			d.Kind, d.Body = draft.JSON, "{}"
		}
		out = append(out, shot{c, d})
	}
	return out
}

// volley is the cells that are being sent, one after the other.
type volley struct {
	number uint64
	ctx    context.Context
	cancel context.CancelFunc
	shots  []shot
}

// firedMsg says what one request of a volley got.
type firedMsg struct {
	volley uint64
	cell   matrix.Cell
	status int
}

func (f firedMsg) stale(m *Model) bool { return f.volley != m.volley.number }

// fire begins to send cells.
func (m *Model) fire(cells []matrix.Cell) tea.Cmd {
	m.stopVolley()
	ctx, cancel := context.WithCancel(m.ctx)
	m.volley = volley{m.volley.number + 1, ctx, cancel, m.shots(cells)}
	return m.fireNext()
}

// stopVolley ends a volley and reports whether one was under way.
func (m *Model) stopVolley() bool {
	was := len(m.volley.shots) > 0
	if m.volley.cancel != nil {
		m.volley.cancel()
	}
	m.volley = volley{number: m.volley.number + 1}
	m.matrix.Stopped()
	return was
}

func (m *Model) fireNext() tea.Cmd {
	if len(m.volley.shots) == 0 {
		return m.refreshCache()
	}
	s, number := m.volley.shots[0], m.volley.number
	m.volley.shots = m.volley.shots[1:]
	ctx, e, p := m.volley.ctx, m.opt.Engine, m.opt.Project
	return func() tea.Msg { return firedMsg{number, s.cell, statusOf(ctx, e, p, s.draft)} }
}

// statusOf sends a request and returns its status, 0 where there is none.
func statusOf(ctx context.Context, e Engine, p Project, d draft.Draft) int {
	req, err := d.Build(p.Snapshot())
	if err != nil {
		return 0
	}
	ex, err := e.Do(ctx, req)
	if err != nil {
		return 0
	}
	defer ex.Response.Body.Close()
	_, _ = io.CopyN(io.Discard, ex.Response.Body, 64<<10) // enough to see it begin
	return ex.Response.Status
}

func (m *Model) fired(msg firedMsg) tea.Cmd {
	m.matrix.Answered(msg.cell, msg.status, len(m.volley.shots))
	m.routes.Hit(msg.cell.Path)
	return m.fireNext()
}

// past is one exchange as it is kept for looking at it again.
type past struct {
	draft draft.Draft
	head  response.Head
	ended endedMsg
	body  []byte
}

// The bounds of what is kept.
const (
	keepBody     = 256 << 10
	keepExchange = 500
)

// record keeps an exchange that has ended.
func (m *Model) record(msg endedMsg) {
	p := past{draft: m.run.draft, ended: msg}
	e := history.Entry{Number: m.run.number, At: m.run.began, Method: p.draft.Method, Target: p.draft.Target, Took: response.Took(msg.took)}
	if m.answer.ex != nil && m.answer.run == msg.run {
		res := m.answer.ex.Response
		p.head = response.Head{Status: res.Status, StatusText: res.StatusText, Header: res.Header}
		e.Status = res.Status
	}
	body := m.response.Body()
	p.body = append([]byte(nil), body[:min(len(body), keepBody)]...)
	e.Size = response.Bytes(int64(len(body)))
	for _, t := range msg.trace {
		if c, ok := t.Event.(trace.CacheDecision); ok && c.State != "BYPASS" {
			e.Cache = c.State
		}
	}
	if len(m.past) >= keepExchange {
		delete(m.past, m.run.number-keepExchange)
	}
	m.past[m.run.number] = p
	m.history.Add(e)
}

// showAgain shows an exchange as it was.
func (m *Model) showAgain(number uint64) tea.Cmd {
	p, ok := m.past[number]
	if !ok {
		m.say("this exchange is no longer kept", nil)
		return nil
	}
	m.stopRun()
	m.run.number++
	m.response.Begin(p.draft.Method+" "+p.draft.Target, nil)
	m.response.Answered(p.head, p.ended.took)
	m.response.Grew(p.body)
	m.response.Ended(p.ended.took, p.ended.trace)
	if p.ended.err != nil {
		m.response.Failed(p.ended.err)
	}
	m.why.SetTrace(p.ended.trace)
	m.setFocus(layout.Response)
	return tea.Batch(m.pretty(), m.takeOver(p.draft))
}

// replay sends an exchange's request again.
func (m *Model) replay(number uint64) tea.Cmd {
	p, ok := m.past[number]
	if !ok {
		return nil
	}
	return m.takeOverAndSend(p.draft)
}

// openDiff compares an exchange with the one before it on the same URL.
func (m *Model) openDiff(number uint64) {
	now := m.past[number]
	for n := number - 1; n > 0; n-- {
		was, ok := m.past[n]
		if ok && was.draft.Target == now.draft.Target {
			m.dialog = help.New(fmt.Sprintf("Diff of %d and %d", n, number), m.diffLines(was, now))
			return
		}
	}
	m.say("no earlier exchange on "+now.draft.Target, nil)
}

func (m *Model) diffLines(was, now past) []string {
	t := m.theme
	text := udiff.Unified("before", "now", wire(m.lex, was), wire(m.lex, now))
	if text == "" {
		return []string{" the two answers are the same"}
	}
	var lines []string
	for _, l := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		style := t.Text
		switch {
		case strings.HasPrefix(l, "+"):
			style = t.OK
		case strings.HasPrefix(l, "-"):
			style = t.Error
		case strings.HasPrefix(l, "@"):
			style = t.Info
		}
		lines = append(lines, " "+style.Paint(cell.Clean(l)))
	}
	return lines
}

// wire writes an answer as text, for comparison.
func wire(lex lexer, p past) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %d\n", p.draft.Method, p.head.Status)
	for _, h := range p.head.Header {
		fmt.Fprintf(&b, "%s: %s\n", strings.ToLower(h.Name), h.Value)
	}
	b.WriteString("\n")
	for _, spans := range prettyText(lex, header(p.head, "content-type"), p.body).Spans {
		for _, s := range spans {
			b.WriteString(s.Text)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func header(h response.Head, name string) string {
	for _, x := range h.Header {
		if strings.EqualFold(x.Name, name) {
			return x.Value
		}
	}
	return ""
}

// goalCheckedMsg says whether the goal of a stop is reached.
type goalCheckedMsg struct {
	stop int
	met  bool
}

func (g goalCheckedMsg) stale(m *Model) bool { return g.stop != m.stop }

// checkGoal sends the requests that decide whether the goal of the stop is
// reached. They are real requests, sent after each of the person's own.
func (m *Model) checkGoal() tea.Cmd {
	if m.stop >= len(m.opt.Stops) || len(m.opt.Stops[m.stop].Checks) == 0 {
		return nil
	}
	checks, stop := m.opt.Stops[m.stop].Checks, m.stop
	ctx, e, p := m.ctx, m.opt.Engine, m.opt.Project
	return func() tea.Msg {
		for _, c := range checks {
			if !passes(ctx, e, p, c) {
				return goalCheckedMsg{stop, false}
			}
		}
		return goalCheckedMsg{stop, true}
	}
}

// passes sends a check and holds the answer against what it promises.
func passes(ctx context.Context, e Engine, p Project, s Shot) bool {
	d := shotDraft(s)
	req, err := d.Build(p.Snapshot())
	if err != nil {
		return false
	}
	ex, err := e.Do(ctx, req)
	if err != nil {
		return false
	}
	defer ex.Response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(ex.Response.Body, 1<<20))
	return err == nil && (s.Status == 0 || s.Status == ex.Response.Status) && keeps(s, ex.Response, string(body))
}

// keeps reports whether an answer has the headers and texts that were promised.
func keeps(s Shot, res *engine.Response, body string) bool {
	for _, text := range s.Expect {
		if !strings.Contains(body, text) {
			return false
		}
	}
	for _, want := range s.Want {
		name, value, _ := strings.Cut(want, ":")
		if got := header(response.Head{Header: res.Header}, name); got != strings.TrimSpace(value) {
			return false
		}
	}
	return true
}
