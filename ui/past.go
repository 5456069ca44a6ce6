package ui

import (
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/trace"
	"signalbox/ui/draft"
	"signalbox/ui/figure"
	"signalbox/ui/journal"
	"signalbox/ui/layout"
	"signalbox/ui/pane/history"
	"signalbox/ui/pane/response"
)

// past is one exchange as it is kept for looking at it again.
type past struct {
	draft draft.Draft
	head  response.Head
	ended endedMsg
	body  []byte
	// unsent: it was read from a .http file and has no answer yet.
	unsent bool
	// earlier: an earlier run sent it; its trace was not kept.
	earlier bool
}

// The bounds of what is kept.
const (
	keepBody     = 256 << 10
	keepExchange = 500
)

// record keeps an exchange that has ended, here and for the next start.
func (m *Model) record(msg endedMsg) tea.Cmd {
	p := past{draft: m.run.draft, ended: msg}
	j := journal.Entry{At: m.run.began, Draft: p.draft, Took: msg.took}
	if m.answer.ex != nil && m.answer.run == msg.run {
		res := m.answer.ex.Response
		p.head = response.Head{Status: res.Status, StatusText: res.StatusText, Header: res.Header}
		j.Status, j.StatusText, j.Header = res.Status, res.StatusText, res.Header
	}
	body := m.response.Body()
	p.body = append([]byte(nil), body[:min(len(body), keepBody)]...)
	j.Body, j.Size = p.body, int64(len(body))
	for _, t := range msg.trace {
		if c, ok := t.Event.(trace.CacheDecision); ok && c.State != "BYPASS" {
			j.Cache = c.State
		}
	}
	if msg.err != nil {
		j.Err = msg.err.Error()
	}
	m.shown = m.file(p)
	m.history.Add(historyEntry(m.shown, j))
	keeper := m.opt.History
	if keeper == nil {
		return nil
	}
	return func() tea.Msg { return copiedMsg{err: keeper.Add(j)} }
}

// file gives an exchange its number.
func (m *Model) file(p past) uint64 {
	m.filed++
	if len(m.past) >= keepExchange {
		delete(m.past, m.filed-keepExchange)
	}
	m.past[m.filed] = p
	return m.filed
}

// historyEntry is an exchange as a line of the history.
func historyEntry(number uint64, j journal.Entry) history.Entry {
	return history.Entry{
		Number: number, At: j.At, Method: j.Draft.Method, Target: j.Draft.Target, Status: j.Status,
		Took: figure.Took(j.Took), Size: figure.Bytes(j.Size), Cache: j.Cache,
	}
}

// historyReadMsg brings the exchanges of earlier runs.
type historyReadMsg struct {
	list []journal.Entry
	err  error
}

func (m *Model) readHistory() tea.Cmd {
	keeper := m.opt.History
	if keeper == nil {
		return nil
	}
	return func() tea.Msg {
		list, err := keeper.Read()
		return historyReadMsg{list, err}
	}
}

// historyRead puts the exchanges of earlier runs before those of this one.
func (m *Model) historyRead(msg historyReadMsg) {
	m.say("", msg.err)
	entries := make([]history.Entry, len(msg.list))
	for i, j := range msg.list {
		number := uint64(journal.Keep - len(msg.list) + i + 1)
		p := past{draft: j.Draft, body: j.Body, earlier: true, ended: endedMsg{took: j.Took}}
		p.head = response.Head{Status: j.Status, StatusText: j.StatusText, Header: j.Header}
		if j.Err != "" {
			p.ended.err = errors.New(j.Err)
		}
		m.past[number] = p
		entries[i] = historyEntry(number, j)
		entries[i].Earlier = true
	}
	m.history.Before(entries)
}

// showAgain shows an exchange as it was.
func (m *Model) showAgain(number uint64) tea.Cmd {
	p, ok := m.past[number]
	if !ok {
		m.say("this exchange is no longer kept", nil)
		return nil
	}
	if p.unsent {
		m.setFocus(layout.Request)
		return m.takeOver(p.draft)
	}
	m.stopRun()
	m.run.number++
	m.shown = number
	m.response.Begin(p.draft.Method+" "+p.draft.Target, nil)
	m.response.Answered(p.head, p.ended.took)
	m.response.Grew(p.body)
	m.response.Ended(p.ended.took, p.ended.trace)
	if p.ended.err != nil {
		m.response.Failed(p.ended.err)
	}
	m.why.SetTrace(p.ended.trace)
	if p.earlier {
		m.say("sent in an earlier run: the answer was kept, its trace was not; ^R sends it again", nil)
	}
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

func header(h response.Head, name string) string {
	for _, x := range h.Header {
		if strings.EqualFold(x.Name, name) {
			return x.Value
		}
	}
	return ""
}
