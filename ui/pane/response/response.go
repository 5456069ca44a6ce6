// Package response shows an answer: its status line and its body, headers,
// cookies and log.
//
// The body arrives in pieces and is shown as it grows. The pretty view (JSON
// laid out, code in colour) is made outside, once the body is complete, and
// handed in with SetPretty; until then the raw text stands there. Of a body of
// many megabytes the first Keep bytes are kept and the rest is counted.
package response

import (
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"signalbox/engine/diag"
	"signalbox/engine/jsrt"
	"signalbox/engine/trace"
	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/highlight"
	"signalbox/ui/pane"
	"signalbox/ui/textview"
	"signalbox/ui/theme"
)

// Keep is how much of a body is kept, in bytes.
const Keep = 8 << 20

// Copied says that the person wants the body in the clipboard.
type Copied struct{ Text string }

// Resent says that the person wants the request sent (again).
type Resent struct{}

// Head is the beginning of an answer.
type Head struct {
	Status     int
	StatusText string
	Header     []jsrt.Header
}

// Tab is one of the views.
type Tab uint8

// The views.
const (
	Pretty Tab = iota
	Raw
	Headers
	Cookies
	Log
	Hex
	tabs
)

// String returns the name of the tab.
func (t Tab) String() string {
	return [...]string{"Pretty", "Raw", "Headers", "Cookies", "Log", "Hex"}[t]
}

// Model is the pane.
type Model struct {
	theme   *theme.Theme
	w, h    int
	focused bool

	state   state
	label   string // "GET /x"
	sent    []jsrt.Header
	head    Head
	body    []byte
	size    int64
	took    time.Duration
	err     error
	cache   *trace.CacheDecision
	console []trace.Console
	fault   []string // what went wrong in the code, for an answer that does not say

	tab    Tab
	pretty *highlight.Lines
	raw    []string // the lines of the body, long ones in pieces
	views  [tabs]textview.View
	search search
}

// state is how far the exchange has come.
type state uint8

const (
	idle state = iota
	waiting
	streaming
	done
	failed
)

// New returns an empty pane.
func New(t *theme.Theme) *Model {
	m := &Model{theme: t}
	m.wrapTexts()
	return m
}

// wrapTexts wraps what has long lines by nature, where a cut would hide what one
// looks for. Code and JSON keep their shape until W is pressed.
func (m *Model) wrapTexts() {
	for _, t := range []Tab{Raw, Headers, Cookies, Log} {
		m.views[t].SetWrap(true)
	}
}

// SetTheme changes the styles.
func (m *Model) SetTheme(t *theme.Theme) { m.theme = t; m.refresh() }

// Begin says that a request was sent. What the person chose stays: the view, and
// what is wrapped.
func (m *Model) Begin(label string, sent []jsrt.Header) {
	old := *m
	*m = Model{theme: old.theme, w: old.w, h: old.h, focused: old.focused, tab: old.tab, views: old.views,
		state: waiting, label: label, sent: sent, search: search{number: old.search.number + 1}}
	for i := range m.views {
		m.views[i].Home()
	}
	m.SetSize(old.w, old.h)
}

// Waits tells how long there has been no answer.
func (m *Model) Waits(d time.Duration) { m.took = d }

// Answered says that the answer has begun.
func (m *Model) Answered(head Head, took time.Duration) {
	m.state, m.head, m.took = streaming, head, took
	if m.tab == Hex {
		m.tab = Pretty
	}
	m.refresh()
}

// Grew adds a piece of the body.
func (m *Model) Grew(piece []byte) {
	m.size += int64(len(piece))
	if room := Keep - len(m.body); room < len(piece) {
		piece = piece[:max(room, 0)]
	}
	m.body = append(m.body, piece...)
	m.grow(string(piece))
	m.refresh()
}

// pieceOf is how long a raw line may be, in bytes: a body of five megabytes in
// one line is drawn and searched by pieces of this size.
const pieceOf = 4096

// grow appends a piece of the body to the raw lines.
func (m *Model) grow(piece string) {
	for i, part := range strings.Split(piece, "\n") {
		if i > 0 || len(m.raw) == 0 {
			m.raw = append(m.raw, "")
		}
		m.growLine(part)
	}
}

// growLine appends to the last raw line, and goes on with a new one where that
// gets too long, between two characters.
func (m *Model) growLine(part string) {
	last := &m.raw[len(m.raw)-1]
	*last += part
	for len(*last) > pieceOf {
		cut := pieceOf
		for cut > pieceOf-utf8.UTFMax && !utf8.RuneStart((*last)[cut]) {
			cut--
		}
		rest := (*last)[cut:]
		*last = (*last)[:cut]
		m.raw = append(m.raw, rest)
		last = &m.raw[len(m.raw)-1]
	}
}

// Ended says that the body is complete and the trace final.
func (m *Model) Ended(took time.Duration, entries []trace.Entry) {
	m.state, m.took = done, took
	for _, e := range entries {
		switch ev := e.Event.(type) {
		case trace.CacheDecision:
			m.cache = &ev
		case trace.Console:
			m.console = append(m.console, ev)
		case trace.Thrown:
			if ev.What == "error" {
				m.fault = append([]string{strings.TrimRight("the code threw  "+place(ev.Pos), " ")}, strings.Split(cell.Once(ev.Message), "\n")...)
			}
		case trace.Limited:
			m.fault = []string{"stopped at a limit: " + ev.Limit, ev.Text}
		}
	}
	if m.Binary() && m.tab <= Raw {
		m.tab = Hex
	}
	m.refresh()
}

// place writes where in the source something happened.
func place(p diag.Pos) string {
	if p.File == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

// Failed says that there is no answer, or that it broke off.
func (m *Model) Failed(err error) { m.state, m.err = failed, err; m.refresh() }

// SetPretty hands in the body laid out.
func (m *Model) SetPretty(l *highlight.Lines) { m.pretty = l; m.refresh() }

// Body returns what was kept of the body.
func (m *Model) Body() []byte { return m.body }

// Status returns the status, 0 before there is one.
func (m *Model) Status() int { return m.head.Status }

// Header returns the first value of a response header.
func (m *Model) Header(name string) string {
	for _, h := range m.head.Header {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}

// Binary reports whether the body is not text.
func (m *Model) Binary() bool {
	head := m.body[:min(len(m.body), 4096)]
	for i := 0; i < utf8.UTFMax-1 && len(head) > 0 && !utf8.Valid(head) && len(head) < len(m.body); i++ {
		head = head[:len(head)-1]
	}
	return len(head) > 0 && (!utf8.Valid(head) || strings.IndexByte(string(head), 0) >= 0)
}

// refresh hands the text of the current tab to its view.
func (m *Model) refresh() { m.views[m.tab].SetSource(m.source()) }

// source is the text of the current tab.
func (m *Model) source() textview.Source {
	switch m.tab {
	case Pretty:
		return m.prettySource()
	case Raw:
		return m.rawLines()
	case Headers:
		return textview.Lines(m.headerLines())
	case Cookies:
		return textview.Lines(m.cookieLines())
	case Log:
		return textview.Lines(m.logLines())
	case Hex:
		return hexLines{m.theme, m.body}
	case tabs:
	}
	return textview.Lines(nil)
}

// SetSize gives the room. The status takes two lines.
func (m *Model) SetSize(w, h int) {
	m.w, m.h = w, h
	m.resize()
}

func (m *Model) resize() {
	for i := range m.views {
		m.views[i].SetSize(m.w, max(m.h-m.above(), 0))
	}
	m.refresh()
}

// above is how many lines stand above the text.
func (m *Model) above() int {
	if m.h < 6 && !m.Searching() {
		return 1
	}
	return 2
}

// Focus and Blur say whether keys go here.
func (m *Model) Focus() { m.focused = true }

// Blur takes the focus away.
func (m *Model) Blur() { m.focused, m.search.typing = false, false }

// Scope names the pane's own keys.
func (m *Model) Scope() action.Scope { return action.Response }

// Keys lists what the footer shows.
func (m *Model) Keys() []action.ID {
	return []action.ID{action.Open, action.NextTab, action.Search, action.GoWhy, action.Wrap, action.DiffLast, action.CopyBody, action.CopyCurl}
}

// Off says why an action can't be done.
func (m *Model) Off(a action.ID) string {
	if a == action.CopyBody && len(m.body) == 0 {
		return "the body is empty"
	}
	if a == action.DiffLast && m.state != done {
		return "there is no answer yet"
	}
	if (a == action.Search || a == action.SearchPrev) && m.head.Status == 0 {
		return "there is no answer yet"
	}
	return ""
}

// Extent is the length of the text.
func (m *Model) Extent() (all, top int) {
	all, top = m.views[m.tab].Extent()
	return all + m.above(), top
}

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
	v := &m.views[m.tab]
	v.Do(a)
	switch a {
	case action.Open:
		return Resent{}
	case action.NextTab:
		return m.SetTab((m.tab + 1) % tabs)
	case action.PrevTab:
		return m.SetTab((m.tab + tabs - 1) % tabs)
	case action.Wrap:
		v.ToggleWrap()
	case action.Search:
		m.beginSearch()
	case action.SearchNext:
		return m.next(1)
	case action.SearchPrev:
		return m.next(-1)
	case action.CopyBody:
		return Copied{string(m.body)}
	}
	return nil
}

// Tab returns the view that is shown.
func (m *Model) Tab() Tab { return m.tab }

// SetTab shows a view; what is searched is searched there.
func (m *Model) SetTab(t Tab) pane.Intent {
	m.tab = t
	m.refresh()
	if m.Searching() {
		return m.find(0, 1)
	}
	return nil
}

// Click does nothing yet but take the focus, which the root does.
func (m *Model) Click(int, int) pane.Intent { return nil }

// Wheel scrolls.
func (m *Model) Wheel(n int) { m.views[m.tab].Scroll(n) }

// statusText is the reason phrase of an answer.
func (m *Model) statusText() string {
	if m.head.StatusText != "" {
		return m.head.StatusText
	}
	return http.StatusText(m.head.Status)
}
