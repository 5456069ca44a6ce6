package jsrt

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"
	"time"

	"signalbox/engine/jsrt/worker"
	"signalbox/engine/trace"
)

// IsWorker tells whether this process was started by StartChild. main and
// TestMain ask it before anything else.
func IsWorker() bool { return worker.IsWorker() }

// ServeWorker is the whole life of a child: it takes a program, runs the calls
// that its parent sends, and returns when the parent has gone.
func ServeWorker() {
	s := &serving{conn: worker.Parent(), answers: map[uint64]chan answer{}}
	for {
		kind, payload, err := s.conn.Receive()
		if err != nil {
			return
		}
		s.take(kind, payload)
	}
}

// serving is a child's side: a session, and an outlet that writes frames.
type serving struct {
	conn    *worker.Conn
	session *session

	mu      sync.Mutex
	asked   uint64
	answers map[uint64]chan answer
}

// answer is what the parent says to a question. fault is "" for none, "eof",
// "notexist", "permission", or a text.
type answer struct {
	fault   string
	payload []byte
}

// take handles one frame of the parent.
func (s *serving) take(kind byte, payload []byte) {
	u := unpacker{b: payload}
	switch kind {
	case frameStart:
		s.begin(payload)
	case frameRun:
		if id, c, mode, err := unpackCall(payload); err == nil {
			s.session.run(id, c, mode)
		}
	case frameCancel:
		s.session.cancel(u.num())
	case frameCredit:
		id := u.num()
		s.session.credit(id, int(u.num()))
	case frameAnswer:
		id := u.num()
		s.settle(id, answer{u.text(), u.bytes()})
	case frameReclaim:
		ids := s.session.reclaim()
		s.conn.Send(frameTaken, nums(uint64(len(ids))), nums(ids...))
	case framePing:
		n := u.num()
		s.session.m.Post(func() { s.conn.Send(framePong, nums(n)) })
	}
}

// begin starts the session and says how that went.
func (s *serving) begin(payload []byte) {
	limits, program, err := unpackProgram(payload)
	if err == nil {
		s.session, err = newSession(program, s, limits)
	}
	var p packer
	if err != nil {
		p.text(err.Error())
		s.conn.Send(frameReady, p)
		return
	}
	p.text("")
	s.conn.Send(frameReady, p)
	go s.watch()
}

// watch ends the child when its machine has given up: only a fresh process is
// sure to be healthy.
func (s *serving) watch() {
	<-s.session.m.Done()
	why := s.session.why()
	var p packer
	p.text(why.limit)
	p.text(why.text)
	p.flag(why.settled)
	s.conn.Send(frameGivenUp, p)
	exitStuck(s.conn)
}

func (s *serving) settle(id uint64, a answer) {
	s.mu.Lock()
	ch := s.answers[id]
	delete(s.answers, id)
	s.mu.Unlock()
	if ch != nil {
		ch <- a
	}
}

// ask puts a question to the parent and waits.
func (s *serving) ask(ctx context.Context, what string, call uint64, arg string, data []byte) ([]byte, error) {
	ch := make(chan answer, 1)
	s.mu.Lock()
	s.asked++
	id := s.asked
	s.answers[id] = ch
	s.mu.Unlock()
	p := nums(id)
	p.text(what)
	p.num(call)
	p.text(arg)
	p.bytes(data)
	s.conn.Send(frameAsk, p)
	select {
	case a := <-ch:
		return a.payload, faultError(a.fault, arg)
	case <-ctx.Done():
		s.settle(id, answer{})
		return nil, ctx.Err()
	}
}

func faultError(fault, arg string) error {
	switch fault {
	case "":
		return nil
	case "eof":
		return io.EOF
	case "notexist":
		return fmt.Errorf("%s: %w", arg, fs.ErrNotExist)
	case "permission":
		return fmt.Errorf("%s: %w", arg, fs.ErrPermission)
	}
	return errors.New(fault)
}

func (s *serving) event(id uint64, e wireEvent) {
	p := nums(id)
	p.text(e.Kind)
	p.bytes(e.Fields)
	p.text(e.Stack)
	s.conn.Send(frameEvent, p)
}

func (s *serving) respond(id uint64, head respHead, body []byte, stream, done bool) {
	p := make(packer, 0, 256)
	p.num(id)
	p.num(uint64(head.Status))
	p.text(head.StatusText)
	p.text(head.Header)
	p.bytes(head.Notes)
	p.flag(stream)
	p.flag(done)
	s.conn.Send(frameRespond, p, body)
}

func (s *serving) value(id uint64, value, notes []byte) {
	p := nums(id)
	p.flag(value != nil)
	p.bytes(value)
	p.bytes(notes)
	s.conn.Send(frameValue, p)
}

func (s *serving) thrown(id uint64, t wireThrown) {
	p := nums(id)
	packThrown(&p, &t)
	s.conn.Send(frameThrown, p)
}

func (s *serving) chunk(id uint64, data []byte) {
	s.conn.Send(frameChunk, nums(id), data)
}

func (s *serving) end(id uint64, broken *wireThrown) {
	p := nums(id)
	packThrown(&p, broken)
	s.conn.Send(frameEnd, p)
}

func (s *serving) done(id uint64) {
	s.conn.Send(frameDone, nums(id))
}

func (s *serving) read(ctx context.Context, id uint64) ([]byte, error) {
	return s.ask(ctx, askRead, id, "", nil)
}

func (s *serving) host() Host { return remoteHost{s} }

// remoteHost is the parent's host, asked over the pipes.
type remoteHost struct{ s *serving }

// Emit is not used in a child: its events are frames.
func (h remoteHost) Emit(uint64, trace.Event) {}

// ReadFile asks for a file of the project.
func (h remoteHost) ReadFile(name string) ([]byte, error) {
	return h.s.ask(context.Background(), askFile, 0, name, nil)
}

// Stat asks what a name of the project is.
func (h remoteHost) Stat(name string) (info FileInfo, err error) {
	out, err := h.s.ask(context.Background(), askStat, 0, name, nil)
	if err == nil {
		err = json.Unmarshal(out, &info)
	}
	return info, err
}

// ReadDir asks for a folder of the project.
func (h remoteHost) ReadDir(name string) (list []FileInfo, err error) {
	out, err := h.s.ask(context.Background(), askDir, 0, name, nil)
	if err == nil {
		err = json.Unmarshal(out, &list)
	}
	return list, err
}

// RealPath asks where a name of the project leads.
func (h remoteHost) RealPath(name string) (string, error) {
	out, err := h.s.ask(context.Background(), askRealPath, 0, name, nil)
	return string(out), err
}

// AllowFetch asks for a permission.
func (h remoteHost) AllowFetch(ctx context.Context, call uint64, url string) error {
	_, err := h.s.ask(ctx, askFetch, call, url, nil)
	return err
}

// Cache asks the data cache.
func (h remoteHost) Cache(ctx context.Context, call uint64, op string, in []byte) ([]byte, error) {
	return h.s.ask(ctx, askCache+op, call, "", in)
}

// Now is the child's own clock.
func (h remoteHost) Now() time.Time { return time.Now() }
