package jsrt

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"
	"time"

	"signalbox/engine/jsrt/worker"
)

// exitGivenUp is the exit status of a child whose machine would not stop.
const exitGivenUp = 87

// lastWords is how long a child that ends waits for its parent to read what it
// has sent.
const lastWords = 5 * time.Second

// exitStuck ends a child once its last frames are written.
func exitStuck(c *worker.Conn) {
	c.Close()
	select {
	case <-c.Written():
	case <-time.After(lastWords):
	}
	os.Exit(exitGivenUp)
}

// headroom is what a child may hold beyond the machine's own limit: the Go
// runtime, this executable, buffers, and what the engine counts badly.
const headroom = 192 << 20

// Child is a process that was started before there was a program for it.
type Child struct {
	ready chan struct{}
	proc  *worker.Process
	err   error
}

// Spawn starts a child process in the background and returns at once, so that
// its start overlaps with scanning and bundling. Hand it to StartChild in
// Options.Child, or Close it.
func Spawn(l Limits) *Child {
	c := &Child{ready: make(chan struct{})}
	memory := l.withDefaults().Memory + headroom
	go func() {
		c.proc, c.err = worker.Spawn(memory)
		close(c.ready)
	}()
	return c
}

// Close ends a child that was not used.
func (c *Child) Close() {
	<-c.ready
	if c.err == nil {
		c.proc.Reap()
	}
}

// StartChild runs a program on a machine in a child process. Whatever the code
// does to it, this process only loses the calls in flight: the child is killed
// where it does not stop, and replaced at the next call.
func StartChild(_ context.Context, p *Program, h Host, o Options) (Runtime, error) {
	limits := o.Limits.withDefaults()
	first := o.Child
	return newFront(p, h, limits, func(out outlet) (backend, error) {
		c := first
		first = nil
		if c == nil {
			c = Spawn(limits)
		}
		<-c.ready
		if c.err != nil {
			return nil, c.err
		}
		return newChild(c.proc, out, limits, p)
	})
}

// child is a machine in a child process.
type child struct {
	proc   *worker.Process
	out    outlet
	limits Limits

	ctx  context.Context // ends with the child: questions stop
	stop context.CancelFunc

	mu     sync.Mutex
	pings  map[uint64]chan struct{}
	taken  chan []uint64 // the answer to reclaim
	pinged uint64
	reason ending // what the child said before it gave up, or why it was killed
}

func newChild(proc *worker.Process, out outlet, limits Limits, p *Program) (*child, error) {
	c := &child{proc: proc, out: out, limits: limits, pings: map[uint64]chan struct{}{}, taken: make(chan []uint64, 1)}
	c.ctx, c.stop = context.WithCancel(context.Background())
	proc.Send(frameStart, packProgram(limits, p))
	kind, payload, err := proc.Receive()
	if err != nil || kind != frameReady {
		proc.Reap()
		return nil, fmt.Errorf("the child process ended at once: %s (does main call jsrt.ServeWorker first?)", proc.Noise())
	}
	u := unpacker{b: payload}
	if fault := u.text(); fault != "" {
		proc.Reap()
		return nil, errors.New(fault)
	}
	go c.receive()
	return c, nil
}

// receive hands the child's frames on until it ends.
func (c *child) receive() {
	for {
		kind, payload, err := c.proc.Receive()
		if err != nil {
			break
		}
		c.take(kind, payload)
	}
	c.stop()
	c.proc.Reap()
}

func (c *child) take(kind byte, payload []byte) {
	u := &unpacker{b: payload}
	if kind == frameGivenUp {
		c.mu.Lock()
		if said := (ending{u.text(), u.text(), u.flag()}); c.reason.limit == "" {
			c.reason = said
		}
		c.mu.Unlock()
		return
	}
	id := u.num()
	switch kind {
	case frameEvent:
		c.out.event(id, wireEvent{Kind: u.text(), Fields: u.bytes(), Stack: u.text()})
	case frameRespond:
		head := respHead{Status: int(u.num()), StatusText: u.text(), Header: u.text(), Notes: u.bytes()}
		stream, done := u.flag(), u.flag()
		c.out.respond(id, head, u.b, stream, done)
	case frameValue:
		has := u.flag()
		value := u.bytes()
		if !has {
			value = nil
		}
		c.out.value(id, value, u.bytes())
	case frameThrown:
		if t := unpackThrown(u); t != nil {
			c.out.thrown(id, *t)
		}
	case frameChunk:
		c.out.chunk(id, u.b)
	case frameEnd:
		c.out.end(id, unpackThrown(u))
	case frameDone:
		c.out.done(id)
	case frameAsk:
		what, call, arg, data := u.text(), u.num(), u.text(), u.bytes()
		go c.answer(id, what, call, arg, data)
	case frameTaken:
		ids := make([]uint64, 0, min(id, uint64(len(u.b))))
		for range cap(ids) {
			ids = append(ids, u.num())
		}
		c.taken <- ids
	case framePong:
		c.mu.Lock()
		if ch := c.pings[id]; ch != nil {
			close(ch)
			delete(c.pings, id)
		}
		c.mu.Unlock()
	}
}

// answer asks the host and sends back what it says.
func (c *child) answer(question uint64, what string, call uint64, arg string, data []byte) {
	out, err := c.consult(what, call, arg, data)
	p := nums(question)
	p.text(faultName(err))
	p.bytes(out)
	c.proc.Send(frameAnswer, p)
}

func (c *child) consult(what string, call uint64, arg string, data []byte) ([]byte, error) {
	h := c.out.host()
	switch what {
	case askRead:
		return c.out.read(c.ctx, call)
	case askFile:
		return h.ReadFile(arg)
	case askStat:
		info, err := h.Stat(arg)
		out, _ := json.Marshal(info)
		return out, err
	case askDir:
		list, err := h.ReadDir(arg)
		out, _ := json.Marshal(list)
		return out, err
	case askRealPath:
		real, err := h.RealPath(arg)
		return []byte(real), err
	case askFetch:
		return nil, h.AllowFetch(c.ctx, call, arg)
	}
	if op, ok := strings.CutPrefix(what, askCache); ok {
		return h.Cache(c.ctx, call, op, data)
	}
	return nil, fmt.Errorf("the child process asks %q, which is no question", what)
}

func faultName(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, io.EOF):
		return "eof"
	case errors.Is(err, fs.ErrNotExist):
		return "notexist"
	case errors.Is(err, fs.ErrPermission):
		return "permission"
	}
	return err.Error()
}

func (c *child) run(id uint64, call *Call, mode []byte) {
	c.proc.Send(frameRun, packCall(id, call, mode))
}

func (c *child) cancel(id uint64) {
	c.proc.Send(frameCancel, nums(id))
}

func (c *child) credit(id uint64, n int) {
	c.proc.Send(frameCredit, nums(id, uint64(n)))
}

func (c *child) alive(wait time.Duration) bool {
	pong := make(chan struct{})
	c.mu.Lock()
	c.pinged++
	n := c.pinged
	c.pings[n] = pong
	c.mu.Unlock()
	c.proc.Send(framePing, nums(n))
	select {
	case <-pong:
		return true
	case <-c.proc.Gone():
		return false
	case <-time.After(wait):
		return false
	}
}

// reclaim is asked once in the life of a child.
func (c *child) reclaim() []uint64 {
	c.proc.Send(frameReclaim)
	select {
	case ids := <-c.taken:
		return ids
	case <-c.proc.Gone():
		return nil
	case <-time.After(grace):
		return nil
	}
}

func (c *child) kill(why ending) {
	c.mu.Lock()
	if c.reason.limit == "" {
		c.reason = why
	}
	c.mu.Unlock()
	c.proc.Kill()
}

func (c *child) gone() <-chan struct{} { return c.proc.Gone() }

func (c *child) why() ending {
	c.mu.Lock()
	reason := c.reason
	c.mu.Unlock()
	switch {
	case reason.limit != "":
		return reason
	case c.proc.OutOfMemory():
		return ending{limit: "memory", text: fmt.Sprintf("the process held more than %d MiB, so it was ended (limit: memory)", (c.limits.Memory+headroom)>>20)}
	}
	text := "the process that runs the code crashed"
	if noise := c.proc.Noise(); noise != "" {
		text += ": " + noise
	}
	return ending{limit: limitCrash, text: text}
}
