package ui

import (
	"context"
	"fmt"
	"io"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine"
	"signalbox/engine/match"
	"signalbox/ui/draft"
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
			words[s.cell] = word(e.Match(s.draft.Method, s.draft.Wire()))
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
