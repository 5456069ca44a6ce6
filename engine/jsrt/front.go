package jsrt

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"signalbox/engine/trace"
)

// backend is a machine somewhere: in this process, or in a child.
type backend interface {
	run(id uint64, c *Call, mode []byte)
	cancel(id uint64)
	credit(id uint64, n int)
	// alive waits for a sign of life; false means that the machine is stuck or gone.
	alive(wait time.Duration) bool
	// kill ends the machine without asking it, for a reason of the caller's.
	kill(why ending)
	// gone is closed when the machine has ended, by itself or not.
	gone() <-chan struct{}
	// reclaim takes back the calls that have not begun and answers their numbers.
	reclaim() []uint64
	// why says what ended the machine.
	why() ending
}

// ending is why a machine has ended.
type ending struct {
	limit, text string
	// settled means that the call which caused it has its answer, so that the
	// others are only bystanders.
	settled bool
}

// front is the Runtime that callers hold. It keeps the open calls with their
// deadlines, maps what comes out of the machine back to the source, and
// replaces a machine that had to be ended. A call that was in flight then fails
// with the reason; the next one meets a fresh machine.
type front struct {
	program *Program
	limits  Limits
	asked   Host
	maps    *mapper
	start   func(out outlet) (backend, error)

	ids atomic.Uint64

	mu     sync.Mutex
	live   backend
	closed bool
	calls  map[uint64]*pending
	setUp  []*Call       // instrumentation that ran, to be run again on a fresh machine
	doubt  chan struct{} // closed when it is known whether live still runs; nil without a doubt
	held   backend       // a machine that its code holds and that was put aside, or nil
	modes  map[Mode][]byte
}

// pending is one open call.
type pending struct {
	id      uint64
	call    *Call
	began   time.Time
	result  chan *Result // buffered, gets one
	machine backend      // guarded by the front's lock, as are the next two
	again   bool         // it is to run on the next machine
	second  bool         // it does so already
	timer   *time.Timer

	mu       sync.Mutex
	answered bool
	body     *pipe
	readOne  sync.Mutex
	buffer   []byte
}

// withDefaults fills in the limits that are not set.
func (l Limits) withDefaults() Limits {
	set := func(v *int64, d int64) {
		if *v == 0 {
			*v = d
		}
	}
	if l.CallTime == 0 {
		l.CallTime = 30 * time.Second
	}
	if l.Hold == 0 {
		l.Hold = 3 * time.Second
	}
	if l.Timers == 0 {
		l.Timers = 10_000
	}
	if l.Console == 0 {
		l.Console = 1_000
	}
	if l.Header == 0 {
		l.Header = 256 << 10
	}
	set(&l.Memory, 512<<20)
	set(&l.Stack, 1<<20)
	set(&l.Response, 64<<20)
	return l
}

func newFront(p *Program, h Host, limits Limits, start func(outlet) (backend, error)) (*front, error) {
	f := &front{
		program: p, limits: limits.withDefaults(), asked: h, maps: newMapper(p), start: start,
		calls: map[uint64]*pending{}, modes: map[Mode][]byte{},
	}
	_, err := f.machine()
	return f, err
}

// answer settles the call; only the first answer counts.
func (p *pending) answer(r *Result) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.answered {
		return false
	}
	p.answered = true
	r.Took = time.Since(p.began)
	p.result <- r
	return true
}

// Do runs a call to the moment its response begins.
func (f *front) Do(ctx context.Context, c *Call) (*Result, error) {
	if fault, bad := f.program.Faults[c.File]; bad {
		return faulty(c.File, fault), nil
	}
	m, err := f.machine()
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	p := f.send(m, c)
	if c.Action == ActInstrument {
		f.setUp = append(f.setUp, c)
	}
	f.mu.Unlock()
	select {
	case <-m.gone():
		f.bury(m)
	default:
	}
	select {
	case r := <-p.result:
		return r, nil
	case <-ctx.Done():
		f.on(p).cancel(p.id)
		if p.answer(&Result{}) {
			f.drop(p)
		}
		return nil, ctx.Err()
	}
}

// modeText writes a mode as JSON, once per mode. f.mu is held.
func (f *front) modeText(m Mode) []byte {
	revalidate := m.Revalidate
	key := m
	key.Revalidate = nil
	if revalidate != nil {
		text, _ := json.Marshal(m)
		return text
	}
	if text, ok := f.modes[key]; ok {
		return text
	}
	text, _ := json.Marshal(m)
	if len(f.modes) > 1000 {
		clear(f.modes)
	}
	f.modes[key] = text
	return text
}

func faulty(file string, fault Fault) *Result {
	t := &Thrown{Kind: "error", Name: "Error", Message: file + " could not be built"}
	if len(fault.Diagnostics) > 0 {
		d := fault.Diagnostics[0]
		t.Message = d.Message
		t.Stack = strings.Join(d.Notes, "\n")
		if len(d.Spans) > 0 {
			t.Pos = d.Spans[0].Pos
		}
	}
	return &Result{Thrown: t}
}

// Close ends the machine.
func (f *front) Close() error {
	f.mu.Lock()
	f.closed = true
	machines := []backend{f.live, f.held}
	f.mu.Unlock()
	for _, m := range machines {
		if m != nil {
			m.kill(ending{limit: "closed", text: errClosed.Error()})
		}
	}
	return nil
}

func (f *front) pending(id uint64) *pending {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.calls[id]
}

// number is the caller's number of a call, for its host.
func (f *front) number(id uint64) uint64 {
	if id == 0 {
		return 0 // of no call; f.mu may be held, because a machine is starting
	}
	if p := f.pending(id); p != nil {
		return p.call.ID
	}
	return 0
}

func (f *front) event(id uint64, e wireEvent) {
	if ev := f.traced(e); ev != nil {
		f.asked.Emit(f.number(id), ev)
	}
}

func (f *front) respond(id uint64, head respHead, body []byte, stream, done bool) {
	if done {
		defer f.done(id)
	}
	p := f.pending(id)
	if p == nil {
		return
	}
	resp := &Response{Status: head.Status, StatusText: head.StatusText, Header: headersOf(head.Header, !stream && len(body) == 0)}
	switch {
	case stream:
		m := f.on(p) // a call that has answered stays where it is
		pipe := newPipe(f.limits.Response, func(n int) { m.credit(id, n) }, func() { m.cancel(id) })
		p.mu.Lock()
		p.body = pipe
		p.mu.Unlock()
		resp.Body = pipe
	case int64(len(body)) > f.limits.Response:
		p.answer(&Result{Thrown: &Thrown{Kind: "limit", Name: "Error", Message: errTooLong.Error(), Limit: "response"}})
		return
	default:
		resp.Body = &whole{data: body}
	}
	r := &Result{Response: resp}
	f.noted(id, r, head.Notes)
	p.answer(r)
}

// headersOf reads the lines of a head. Node writes the headers of an answer
// without a body in Latin-1, and flushes those of any other in UTF-8.
func headersOf(lines string, latin1 bool) []Header {
	if lines == "" {
		return nil
	}
	out := make([]Header, 0, strings.Count(lines, "\n")/2+1)
	for lines != "" {
		var h Header
		h.Name, lines, _ = strings.Cut(lines, "\n")
		h.Value, lines, _ = strings.Cut(lines, "\n")
		if latin1 {
			h.Value = toLatin1(h.Value)
		}
		out = append(out, h)
	}
	return out
}

func (f *front) value(id uint64, value, notes []byte) {
	if p := f.pending(id); p != nil {
		r := &Result{Value: value}
		f.noted(id, r, notes)
		p.answer(r)
	}
}

func (f *front) thrown(id uint64, t wireThrown) {
	p := f.pending(id)
	if p == nil || t.Limit == limitSpoilt && f.repeat(p) {
		return
	}
	if t.Limit == limitSpoilt {
		t.Limit = limitOf(t.Name, t.Message)
	}
	r := &Result{Thrown: f.exception(t)}
	f.noted(id, r, t.Notes)
	p.answer(r)
}

func (f *front) chunk(id uint64, data []byte) {
	p := f.pending(id)
	if p == nil || p.body == nil {
		return
	}
	if !p.body.put(data) {
		f.asked.Emit(p.call.ID, trace.Limited{Limit: "response", Text: errTooLong.Error()})
		f.on(p).cancel(id)
	}
}

func (f *front) end(id uint64, broken *wireThrown) {
	p := f.pending(id)
	if p == nil || p.body == nil {
		return
	}
	if broken == nil {
		p.body.finish(nil)
		return
	}
	t := f.exception(*broken)
	f.asked.Emit(p.call.ID, trace.Thrown{What: "error", Message: t.Name + ": " + t.Message, Stack: t.Stack, Pos: t.Pos})
	p.body.finish(fmt.Errorf("the response body failed: %s: %s", t.Name, t.Message))
}

func (f *front) done(id uint64) {
	p := f.pending(id)
	if p == nil {
		return
	}
	f.mu.Lock()
	again := p.again
	f.mu.Unlock()
	if !again {
		f.drop(p)
	}
}

// readSize is the most that one read of a request body brings.
const readSize = 64 << 10

func (f *front) read(_ context.Context, id uint64) ([]byte, error) {
	p := f.pending(id)
	if p == nil || p.call.Request == nil || p.call.Request.Body == nil {
		return nil, io.EOF
	}
	p.readOne.Lock()
	defer p.readOne.Unlock()
	if p.buffer == nil {
		p.buffer = make([]byte, readSize)
	}
	for {
		n, err := p.call.Request.Body.Read(p.buffer)
		if n > 0 {
			return p.buffer[:n:n], nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func (f *front) host() Host { return frontHost{f} }

// frontHost asks the caller's host with the caller's numbers.
type frontHost struct{ f *front }

// Emit passes an event on.
func (h frontHost) Emit(call uint64, e trace.Event) { h.f.asked.Emit(h.f.number(call), e) }

// ReadFile asks for a file of the project.
func (h frontHost) ReadFile(name string) ([]byte, error) { return h.f.asked.ReadFile(name) }

// Stat asks what a name of the project is.
func (h frontHost) Stat(name string) (FileInfo, error) { return h.f.asked.Stat(name) }

// ReadDir asks for a folder of the project.
func (h frontHost) ReadDir(name string) ([]FileInfo, error) { return h.f.asked.ReadDir(name) }

// RealPath asks where a name of the project leads.
func (h frontHost) RealPath(name string) (string, error) { return h.f.asked.RealPath(name) }

// AllowFetch asks for a permission.
func (h frontHost) AllowFetch(ctx context.Context, call uint64, url string) error {
	return h.f.asked.AllowFetch(ctx, h.f.number(call), url)
}

// Cache asks the data cache.
func (h frontHost) Cache(ctx context.Context, call uint64, op string, in []byte) ([]byte, error) {
	return h.f.asked.Cache(ctx, h.f.number(call), op, in)
}

// Now asks for the time.
func (h frontHost) Now() time.Time { return h.f.asked.Now() }
