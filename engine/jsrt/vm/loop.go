package vm

import (
	"container/heap"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	lib "modernc.org/libquickjs"
)

// loop is the state of a machine's event loop. Tasks arrive from any
// goroutine; everything else is touched by the loop's goroutine only.
type loop struct {
	mu    sync.Mutex
	tasks []func()
	spare []func() // the slice of the last round, to be used again
	wake  chan struct{}

	timers      timerHeap
	byID        map[int]*timer
	lastTimer   int
	immediates  []int
	needTicks   bool
	ticksLast   bool // the task counts as a microtask
	interrupted bool
	overran     bool // the running task was interrupted
	strikes     int
	dead        bool // microtasks could not be drained; nothing may run any more

	pending       map[[2]value]struct{} // resolve and reject of asynchronous operations
	rejected      map[uintptr]rejection
	rejectedOrder []uintptr
}

func newLoop() loop {
	return loop{
		wake: make(chan struct{}, 1), byID: map[int]*timer{},
		pending: map[[2]value]struct{}{}, rejected: map[uintptr]rejection{},
	}
}

// Post queues a task for the loop and returns at once. After Close tasks are
// dropped.
func (m *Machine) Post(task func()) {
	m.mu.Lock()
	m.tasks = append(m.tasks, task)
	m.mu.Unlock()
	m.wakeUp()
}

// PostMicro is Post for a task that counts as a microtask: what it puts on the
// tick queue runs after the microtasks that follow from it. Node's server calls
// a handler from a promise, so a handler's ticks come late.
func (m *Machine) PostMicro(task func()) {
	m.Post(func() {
		m.ticksLast = true
		task()
	})
}

func (m *Machine) wakeUp() {
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

// Do runs a task on the loop and waits until it and its microtasks are done.
func (m *Machine) Do(ctx context.Context, task func()) error {
	ran := make(chan struct{})
	m.Post(func() {
		task()
		m.endTask()
		close(ran)
	})
	select {
	case <-ran:
		return nil
	case <-m.ended:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Interrupt stops the JavaScript that runs now with an exception that no catch
// sees. Inside an async function the engine turns it into a rejection and goes
// on; then it is interrupted again after a short grace, and after a few rounds
// the machine gives up and ends (see Done). Between tasks it has no effect.
func (m *Machine) Interrupt() { m.deadline.Store(1) }

// Interrupted tells whether JavaScript was stopped since the last call of
// Interrupted. It belongs on the loop.
func (m *Machine) Interrupted() bool {
	was := m.interrupted
	m.interrupted = false
	return was
}

// Overran tells whether the task that runs now was interrupted. Whatever it throws
// afterwards follows from that, under whatever name: inside a native function the
// engine may go on with the interrupt as if it were a value. It belongs on the loop.
func (m *Machine) Overran() bool { return m.overran }

// grace is how long code may go on after an interrupt that it survived, and
// strikes how often within one task.
const (
	grace   = 100 * time.Millisecond
	strikes = 5
)

// beginTask arms the deadline of a task.
func (m *Machine) beginTask() {
	m.strikes, m.overran = 0, false
	if m.opts.Turn > 0 {
		m.deadline.Store(int64(time.Since(m.started) + m.opts.Turn))
	} else {
		m.deadline.Store(0)
	}
}

// Limit lets the running task take d from now on, in place of Options.Turn. It
// belongs on the loop.
func (m *Machine) Limit(d time.Duration) {
	m.deadline.Store(int64(time.Since(m.started) + d))
}

// overdue tells whether the task has passed its deadline.
func (m *Machine) overdue() bool {
	d := m.deadline.Load()
	return d != 0 && int64(time.Since(m.started)) > d
}

// Done is closed when the machine has ended: closed, given up, or abandoned.
func (m *Machine) Done() <-chan struct{} { return m.ended }

// run is the loop: all tasks that are there, then the immediates, then one round
// of due timers, as in Node's phases behind one that takes what arrives.
func (m *Machine) run() {
	defer m.finish()
	defer close(m.done)
	defer m.destroy()
	for m.life.Err() == nil && !m.dead {
		worked := m.runTasks()
		worked = m.runImmediates() || worked
		worked = m.runTimers() || worked
		if !worked {
			m.sleep()
		}
	}
}

func (m *Machine) runTasks() bool {
	m.mu.Lock()
	tasks := m.tasks
	m.tasks, m.spare = m.spare[:0], nil
	m.mu.Unlock()
	for i, task := range tasks {
		tasks[i] = nil
		if m.life.Err() != nil || m.dead {
			break
		}
		m.beginTask()
		task()
		m.endTask()
	}
	m.spare = tasks[:0]
	return len(tasks) > 0
}

func (m *Machine) runTimers() bool {
	if len(m.timers) == 0 {
		return false
	}
	now, ran := time.Now(), false
	last := m.lastTimer // timers that start meanwhile wait for the next round
	for len(m.timers) > 0 && !m.dead && m.life.Err() == nil {
		t := m.timers[0]
		if t.at.After(now) || t.id > last {
			break
		}
		heap.Pop(&m.timers)
		t.index = -1
		m.fire(t.id)
		ran = true
	}
	return ran
}

func (m *Machine) fire(id int) {
	m.beginTask()
	if _, err := m.Invoke("fireTimer", id); err != nil {
		m.report("uncaught", err.Error())
	}
	if t := m.byID[id]; t != nil && t.index < 0 {
		delete(m.byID, id)
	}
	m.endTask()
}

func (m *Machine) runImmediates() bool {
	ids := m.immediates
	m.immediates = nil
	for _, id := range ids {
		if m.dead || m.life.Err() != nil {
			break
		}
		if t := m.byID[id]; t != nil {
			m.fire(id)
		}
	}
	return len(ids) > 0
}

func (m *Machine) sleep() {
	if len(m.timers) == 0 {
		select {
		case <-m.wake:
		case <-m.life.Done():
		}
		return
	}
	t := time.NewTimer(time.Until(m.timers[0].at))
	defer t.Stop()
	select {
	case <-m.wake:
	case <-t.C:
	case <-m.life.Done():
	}
}

// roomy is how much the engine may allocate before it looks for cycles. Its
// own default looks after every few requests, over the whole heap.
const roomy = 32 << 20

// endTask runs what Node runs between two macrotasks.
func (m *Machine) endTask() {
	rt := at[lib.TJSRuntime](m.rt)
	if size := rt.Fmalloc_ctx.Fmalloc_state.Fmalloc_size; rt.Fmalloc_gc_threshold < size+roomy/2 {
		rt.Fmalloc_gc_threshold = size + roomy
	}
	if err := m.drain(); err != nil {
		m.report("uncaught", err.Error())
	}
	if len(m.rejectedOrder) > 0 && !m.dead {
		m.tellRejections()
		if err := m.drain(); err != nil {
			m.report("uncaught", err.Error())
		}
	}
}

// drain runs ticks and microtasks until there are none, the ticks first, and
// again whenever the microtasks are through. Microtasks that keep coming after
// the deadline cannot be taken out of the engine's queue: the machine is then
// dead.
func (m *Machine) drain() error {
	for {
		if !m.ticksLast {
			if err := m.drainTicks(); err != nil {
				return err
			}
		}
		m.ticksLast = false
		if err := m.drainJobs(); err != nil {
			return err
		}
		if !m.needTicks {
			return nil
		}
	}
}

// drainTicks runs ticks until there are none: those that a tick puts on the
// queue come before any microtask.
func (m *Machine) drainTicks() error {
	for m.needTicks {
		m.needTicks = false
		if _, err := m.Invoke("runTicks"); err != nil {
			return err
		}
		if m.overdue() {
			if err := m.strike(); err != nil {
				return err
			}
		}
	}
	return nil
}

// drainJobs runs the engine's queue until it is empty.
func (m *Machine) drainJobs() error {
	for n := 0; ; n++ {
		switch r := lib.XJS_ExecutePendingJob(m.tls, m.rt, m.out); {
		case r < 0:
			m.report("uncaught", m.takeError().Error())
		case r == 0:
			return nil
		}
		if (m.interrupted || n%64 == 63) && m.overdue() {
			if err := m.strike(); err != nil {
				return err
			}
		}
	}
}

// strike gives overdue code a little more time to end by itself, or none.
func (m *Machine) strike() error {
	m.interrupted, m.overran = true, true
	m.strikes++
	if m.strikes <= strikes {
		m.deadline.Store(int64(time.Since(m.started) + grace))
		return nil
	}
	m.dead = true
	return errors.New("the code does not stop at its time limit; the machine is given up")
}

// timer is one entry of the heap. index is -1 while it is not in it.
type timer struct {
	id    int
	at    time.Time
	index int
}

type timerHeap []*timer

// Len is how many timers wait.
func (h timerHeap) Len() int { return len(h) }

// Less puts the timer first that is due first, and of two the older.
func (h timerHeap) Less(i, j int) bool {
	if h[i].at.Equal(h[j].at) {
		return h[i].id < h[j].id
	}
	return h[i].at.Before(h[j].at)
}

// Swap exchanges two and keeps their places.
func (h timerHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

// Push adds a timer.
func (h *timerHeap) Push(x any) {
	t := x.(*timer)
	t.index = len(*h)
	*h = append(*h, t)
}

// Pop takes the last one away.
func (h *timerHeap) Pop() any {
	old := *h
	t := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	return t
}

// ownLibrary holds the operations of the machine's own prelude.
func (m *Machine) ownLibrary() *Library {
	return &Library{Name: "vm", Ops: map[string]Op{
		"vmTicks":      func([]any) (any, error) { m.needTicks = true; return nil, nil },
		"vmTimerStart": func(a []any) (any, error) { return m.startTimer(Int(a, 0)) },
		"vmTimerAgain": func(a []any) (any, error) { m.again(Int(a, 0), Int(a, 1)); return nil, nil },
		"vmTimerStop":  func(a []any) (any, error) { m.stopTimer(Int(a, 0)); return nil, nil },
		"vmReport":     func(a []any) (any, error) { m.report(Str(a, 0), Str(a, 1)); return nil, nil },
		"vmSettle":     func(a []any) (any, error) { m.settled(a); return nil, nil },
	}}
}

// startTimer starts a timer of ms milliseconds, or an immediate for -1.
func (m *Machine) startTimer(ms int) (any, error) {
	limit := m.opts.Timers
	if limit == 0 {
		limit = 10_000
	}
	if len(m.byID) >= limit {
		return nil, &Error{Name: "RangeError", Message: fmt.Sprintf("more than %d timers are open; signalbox stops here (limit: timers)", limit), Code: "ERR_TIMER_LIMIT"}
	}
	m.lastTimer++
	t := &timer{id: m.lastTimer, index: -1}
	m.byID[t.id] = t
	if ms < 0 {
		m.immediates = append(m.immediates, t.id)
		return t.id, nil
	}
	t.at = time.Now().Add(time.Duration(ms) * time.Millisecond)
	heap.Push(&m.timers, t)
	return t.id, nil
}

func (m *Machine) again(id, ms int) {
	t := m.byID[id]
	if t == nil {
		return
	}
	t.at = time.Now().Add(time.Duration(ms) * time.Millisecond)
	if t.index >= 0 {
		heap.Fix(&m.timers, t.index)
		return
	}
	heap.Push(&m.timers, t)
}

func (m *Machine) stopTimer(id int) {
	t := m.byID[id]
	if t == nil {
		return
	}
	delete(m.byID, id)
	if t.index >= 0 {
		heap.Remove(&m.timers, t.index)
		t.index = -1
	}
}

// release frees what the loop still holds of the engine.
func (m *Machine) release() {
	for fns := range m.pending {
		m.free(fns[0])
		m.free(fns[1])
	}
	for _, r := range m.rejected {
		m.free(r.promise)
		m.free(r.reason)
	}
}
