package ui

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine"
	"signalbox/engine/jsrt"
	"signalbox/engine/trace"
	"signalbox/ui/draft"
)

// run is one request that was sent from here. Its number is on every message
// about it; a message of an earlier run is dropped.
type run struct {
	number uint64
	cancel context.CancelFunc
	draft  draft.Draft
	began  time.Time
	open   bool // the answer is not complete
	head   bool // its head is there
	ended  time.Time
}

// answeredMsg says that an answer has begun.
type answeredMsg struct {
	run    uint64
	ex     *engine.Exchange
	sent   []jsrt.Header
	stream *stream
	trace  []trace.Entry // so far
	took   time.Duration
}

// grewMsg says that a piece of the body arrived.
type grewMsg struct {
	run   uint64
	piece []byte
}

// endedMsg says that an exchange is over: complete, or with an error.
type endedMsg struct {
	run   uint64
	trace []trace.Entry
	took  time.Duration
	err   error
}

func (r answeredMsg) stale(m *Model) bool { return r.run != m.run.number }
func (r grewMsg) stale(m *Model) bool     { return r.run != m.run.number }
func (r endedMsg) stale(m *Model) bool    { return r.run != m.run.number }

// send sends a draft. The request sees the project as it is with every edit
// that has been resolved.
func (m *Model) send(d draft.Draft) tea.Cmd {
	m.stopRun()
	ctx, cancel := context.WithCancel(m.ctx)
	m.run = run{number: m.run.number + 1, cancel: cancel, draft: d, began: m.opt.Now(), open: true}
	m.composer.SetRunning(true)
	m.response.Begin(d.Method+" "+d.Target, nil)
	m.why.Begin()
	return tea.Batch(m.watch(), begin(ctx, m.opt.Engine, m.opt.Project, d, m.run.number, m.opt.Now))
}

// waitedMsg says that a second has passed without an answer.
type waitedMsg struct{ run uint64 }

func (w waitedMsg) stale(m *Model) bool { return w.run != m.run.number || !m.run.open || m.run.head }

// watch looks again in a second; an answer ends it.
func (m *Model) watch() tea.Cmd {
	number := m.run.number
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return waitedMsg{number} })
}

// waited shows how long there has been no answer.
func (m *Model) waited() tea.Cmd {
	m.response.Waits(m.opt.Now().Sub(m.run.began))
	return m.watch()
}

// stopRun cancels the request that is under way and reports whether one was.
func (m *Model) stopRun() bool {
	was := m.run.open
	if m.run.cancel != nil {
		m.run.cancel()
	}
	m.run.open = false
	m.composer.SetRunning(false)
	return was
}

// begin sends the request and returns when its answer begins.
func begin(ctx context.Context, e Engine, p Project, d draft.Draft, number uint64, now func() time.Time) tea.Cmd {
	return func() tea.Msg {
		start := now()
		req, err := d.Build(p.Snapshot())
		if err != nil {
			return endedMsg{run: number, err: err}
		}
		sent := req.Header
		ex, err := e.Do(ctx, req)
		if err != nil {
			return endedMsg{run: number, err: err, took: now().Sub(start)}
		}
		s := newStream(ctx, ex.Response.Body)
		return answeredMsg{number, ex, sent, s, ex.Trace(), now().Sub(start)}
	}
}

// stream reads a body on its own goroutine into a buffer that the UI empties
// when it is ready for more: a fast body arrives in few large pieces, a slow
// one piece by piece. The reader waits while full bytes are unread, so that a
// body without end can't fill the memory.
type stream struct {
	mu   sync.Mutex
	buf  []byte
	err  error // io.EOF at the end
	news chan struct{}
	room chan struct{}
}

const full = 1 << 20

func newStream(ctx context.Context, body io.ReadCloser) *stream {
	s := &stream{news: make(chan struct{}, 1), room: make(chan struct{}, 1)}
	go s.pump(ctx, body)
	return s
}

// pump runs until the body ends or ctx does; it closes the body.
func (s *stream) pump(ctx context.Context, body io.ReadCloser) {
	defer body.Close()
	stop := context.AfterFunc(ctx, func() { body.Close() })
	defer stop()
	piece := make([]byte, 32<<10)
	for {
		n, err := body.Read(piece)
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		unread := s.put(piece[:n], err)
		if err != nil {
			return
		}
		if unread >= full {
			select {
			case <-s.room:
			case <-ctx.Done():
			}
		}
	}
}

func (s *stream) put(piece []byte, err error) (unread int) {
	s.mu.Lock()
	s.buf = append(s.buf, piece...)
	s.err = err
	unread = len(s.buf)
	s.mu.Unlock()
	signal(s.news)
	return unread
}

// take returns what has arrived since the last call, waiting for something.
func (s *stream) take() ([]byte, error) {
	<-s.news
	s.mu.Lock()
	defer s.mu.Unlock()
	piece := s.buf
	s.buf = nil
	signal(s.room)
	return piece, s.err
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// receive waits for the next piece of a body. The last piece comes before the
// end, so take is asked again: it signals itself once more.
func receive(a answeredMsg, began time.Time, now func() time.Time) tea.Cmd {
	return func() tea.Msg {
		piece, err := a.stream.take()
		if len(piece) > 0 {
			if err != nil {
				signal(a.stream.news)
			}
			return grewMsg{a.run, piece}
		}
		if err == nil {
			return grewMsg{a.run, nil}
		}
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return endedMsg{a.run, a.ex.Trace(), now().Sub(began), err}
	}
}
