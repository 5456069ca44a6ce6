package jsrt

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// outOfTime ends a machine whose calls are all to blame, or of which nobody
// waits for anything.
func outOfTime() ending {
	return ending{limit: "time", text: "the code did not stop at its time limit, so its machine was replaced (limit: time)"}
}

var errClosed = errors.New("the JavaScript machine was closed")

// grace is how long a machine may take to show that it still runs its loop.
const grace = time.Second

// machine answers the running machine, starting one where there is none.
func (f *front) machine() (backend, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for f.doubt != nil {
		verdict := f.doubt
		f.mu.Unlock()
		<-verdict
		f.mu.Lock()
	}
	if f.closed {
		return nil, errClosed
	}
	if f.live != nil {
		select {
		case <-f.live.gone():
		default:
			return f.live, nil
		}
	}
	m, err := f.start(f)
	if err != nil {
		return nil, fmt.Errorf("start the JavaScript machine: %w", err)
	}
	f.live = m
	go f.bury(m)
	for _, c := range f.setUp {
		f.send(m, c)
	}
	return m, nil
}

// send hands a call to a machine. f.mu is held.
func (f *front) send(m backend, c *Call) *pending {
	p := &pending{id: f.ids.Add(1), call: c, began: time.Now(), result: make(chan *Result, 1), machine: m}
	p.timer = time.AfterFunc(min(f.limits.firstLook(), f.timeOf(c)), func() { f.late(p) })
	f.calls[p.id] = p
	m.run(p.id, c, f.modeText(c.Mode))
	return p
}

// timeOf is how long a call may take.
func (f *front) timeOf(c *Call) time.Duration {
	if c.Time > 0 {
		return c.Time
	}
	return f.limits.CallTime
}

// firstLook is when a machine is first asked for a sign of life, early enough
// that the answer is due at Hold.
func (l Limits) firstLook() time.Duration {
	if l.Hold > 2*grace {
		return l.Hold - grace
	}
	return l.Hold
}

// on answers the machine that a call is on now.
func (f *front) on(p *pending) backend {
	f.mu.Lock()
	defer f.mu.Unlock()
	return p.machine
}

// late looks after a call when its timer goes off: first when it has waited
// about Limits.Hold, then when its time is up.
func (f *front) late(p *pending) {
	if left := f.timeOf(p.call) - time.Since(p.began); left > 0 {
		f.mu.Lock()
		timer, m := p.timer, p.machine
		f.mu.Unlock()
		timer.Reset(left)
		f.relieve(m)
		return
	}
	f.overdue(p)
}

// overdue ends a call that took too long, and the machine too where the code
// holds it.
func (f *front) overdue(p *pending) {
	m := f.on(p)
	text := fmt.Sprintf("the handler did not answer within %s (limit: time)", f.timeOf(p.call))
	if p.answer(&Result{Thrown: &Thrown{Kind: "limit", Name: "Error", Message: text, Limit: "time"}}) {
		m.cancel(p.id)
		f.drop(p)
	}
	f.examine(m, func() {
		m.kill(ending{outOfTime().limit, outOfTime().text, true})
		<-m.gone()
	})
}

// relieve puts a machine aside where code computes in it without a pause: what
// has begun there goes on to its time limit, and everything else goes to a fresh
// machine. Node would keep all its clients waiting; the price is that module
// state begins anew.
func (f *front) relieve(m backend) {
	var waiting []uint64
	f.examine(m, func() {
		waiting = m.reclaim()
		f.mu.Lock()
		older := f.held
		f.held = m
		if f.live == m {
			f.live = nil
		}
		f.mu.Unlock()
		if older != nil && older != m {
			older.kill(outOfTime())
		}
	})
	if len(waiting) > 0 {
		f.move(waiting)
	}
}

// move runs calls on the live machine.
func (f *front) move(ids []uint64) {
	fresh, err := f.machine()
	for _, id := range ids {
		f.mu.Lock()
		p := f.calls[id]
		if p != nil && err == nil {
			p.machine, p.again = fresh, false
			fresh.run(id, p.call, f.modeText(p.call.Mode))
		}
		f.mu.Unlock()
		if p != nil && err != nil {
			f.abort(p, "time", err.Error())
		}
	}
}

// examine asks a machine for a sign of life and does what follows where none
// comes. New calls wait for the verdict on the live machine.
func (f *front) examine(m backend, dead func()) {
	f.mu.Lock()
	if f.live != m {
		f.mu.Unlock()
		if !m.alive(grace) {
			m.kill(outOfTime())
		}
		return
	}
	if f.doubt != nil {
		f.mu.Unlock()
		return
	}
	verdict := make(chan struct{})
	f.doubt = verdict
	f.mu.Unlock()
	if !m.alive(grace) {
		dead()
	}
	f.mu.Lock()
	f.doubt = nil
	f.mu.Unlock()
	close(verdict)
}

// bury ends the calls of a machine that has ended: bystanders that may run twice
// run again, the others fail.
func (f *front) bury(m backend) {
	<-m.gone()
	why := m.why()
	f.mu.Lock()
	if f.held == m {
		f.held = nil
	}
	var lost []*pending
	var again []uint64
	suspect := f.suspect(m, why)
	for _, p := range f.calls {
		switch {
		case p.machine != m || p.second && p.again:
		case p.again || p.id != suspect && why.spares() && p.repeatable():
			p.again, p.second = true, true
			again = append(again, p.id)
		default:
			lost = append(lost, p)
		}
	}
	f.mu.Unlock()
	for _, p := range lost {
		f.abort(p, why.limit, why.text)
	}
	if len(again) > 0 {
		// The youngest first: what ended the machine is rather among the oldest.
		slices.Sort(again)
		slices.Reverse(again)
		f.move(again)
	}
}

// spares tells whether the calls that a machine's end took along may run again:
// where the one that caused it has its answer, or where nobody knows which it was.
func (e ending) spares() bool { return e.settled || e.limit == "memory" || e.limit == limitCrash }

// suspect is the call that is taken for the cause of a machine's end: the oldest
// where memory ran out. A crash may have come from outside. f.mu is held.
func (f *front) suspect(m backend, why ending) uint64 {
	if why.settled || why.limit != "memory" {
		return 0
	}
	oldest := uint64(0)
	for id, p := range f.calls {
		if p.machine == m && (oldest == 0 || id < oldest) {
			oldest = id
		}
	}
	return oldest
}

// repeat marks a call that failed on a spoilt machine to run on the next one,
// where it may.
func (f *front) repeat(p *pending) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	p.again = p.repeatable()
	return p.again
}

// repeatable tells whether a call may run a second time: HTTP calls its method
// safe, it has no answer yet, and it did not run twice before. The front's lock
// is held.
func (p *pending) repeatable() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	r := p.call.Request
	return !p.second && !p.answered && r != nil && r.Body == nil &&
		(p.call.Action == ActHandler || p.call.Action == ActProxy) &&
		(r.Method == "GET" || r.Method == "HEAD" || r.Method == "OPTIONS")
}

// abort ends a call from outside of the machine.
func (f *front) abort(p *pending, limit, text string) {
	p.answer(&Result{Thrown: &Thrown{Kind: "limit", Name: "Error", Message: text, Limit: limit}})
	p.mu.Lock()
	body := p.body
	p.mu.Unlock()
	if body != nil {
		body.finish(errors.New(text))
	}
	f.drop(p)
}

// drop forgets a call. A machine that was put aside ends with its last call.
func (f *front) drop(p *pending) {
	f.mu.Lock()
	delete(f.calls, p.id)
	m := f.held
	if m != nil {
		for _, other := range f.calls {
			if other.machine == m {
				m = nil
				break
			}
		}
	}
	f.mu.Unlock()
	p.timer.Stop()
	if m != nil {
		m.kill(outOfTime())
	}
}
