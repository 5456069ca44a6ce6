package jsrt

import (
	"errors"
	"fmt"
	"time"

	"signalbox/engine/jsrt/vm"
)

// stumbled ends a call that failed before the code of its own was reached: what
// our code stands on has been changed.
func (s *session) stumbled(id uint64, err error) {
	t, changed := s.failure(err), "what our own code stands on"
	if t.Limit != "" {
		changed = ""
	}
	s.failed(id, t, changed)
	s.forget(id)
	s.out.done(id)
}

func (s *session) failure(err error) wireThrown {
	t := wireThrown{Kind: "error", Name: "Error", Message: err.Error()}
	if e, ok := errors.AsType[*vm.Error](err); ok {
		t.Name, t.Message, t.Stack, t.Code = e.Name, e.Message, e.Stack, e.Code
	}
	t.Limit = limitOf(t.Name, t.Message)
	return t
}

// limitCrash is the reason of a process that has ended without a word.
const limitCrash = "crash"

// limitSpoilt marks an exception that may be the fault of an earlier call: of the
// built-in objects that it changed, or of the timers that it left open.
const limitSpoilt = "spoilt"

func tamperedText(what any) string {
	return fmt.Sprintf("the code changed %v, so the machine was replaced", what)
}

// failed reports what a call threw, and looks after the machine: one whose
// memory stays full, or whose built-in objects the code has changed so that our
// own code fails, is given up. Its front starts a fresh one.
func (s *session) failed(id uint64, t wireThrown, changed string) {
	limit := t.Limit
	if changed != "" || limit == "timers" && s.crowded(id) {
		t.Limit = limitSpoilt
	}
	s.out.thrown(id, t)
	switch {
	case t.Kind != "error":
	case changed != "":
		s.m.Post(func() { s.giveUp(limitSpoilt, tamperedText(changed)) })
	case limit == "timers":
		s.m.Post(func() {
			s.giveUp("timers", "the code left its timers open, so the machine was replaced (limit: timers)")
		})
	case limit == "memory":
		s.m.Post(s.relieve)
	}
}

// crowded tells whether timers of other calls were in the way of a call.
func (s *session) crowded(id uint64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.calls[id]
	return c != nil && c.timers > s.limits.Timers/2
}

// relieve gives the machine up where its memory stays full.
func (s *session) relieve() {
	s.m.Collect()
	if s.m.Memory() > s.limits.Memory/2 {
		s.giveUp("memory", "the code left the machine's memory full, so the machine was replaced (limit: memory)")
	}
}

// giveUp ends the machine for a reason. The call that gave it has its answer.
func (s *session) giveUp(limit, text string) { s.end(ending{limit, text, true}) }

// end gives the machine up; the first reason counts.
func (s *session) end(why ending) {
	s.mu.Lock()
	if s.reason.limit == "" {
		s.reason = why
	}
	s.mu.Unlock()
	s.m.Abandon()
}

// why tells why the machine was given up.
func (s *session) why() ending {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.reason.limit != "" {
		return s.reason
	}
	return outOfTime()
}

// alive asks the loop for a sign of life and waits for it.
func (s *session) alive(wait time.Duration) bool {
	answer := make(chan struct{})
	s.m.Post(func() { close(answer) })
	select {
	case <-answer:
		return true
	case <-s.m.Done():
		return false
	case <-time.After(wait):
		return false
	}
}
