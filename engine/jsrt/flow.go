package jsrt

import "context"

// window is how many bytes of a streamed body may wait for their consumer
// before the code is held back.
const window = 256 << 10

// cancel tells the code that its client has gone.
func (s *session) cancel(id uint64) {
	s.mu.Lock()
	c := s.calls[id]
	if c != nil {
		c.stopped = true
		c.wake()
		delete(s.calls, id)
	}
	s.mu.Unlock()
	if c != nil {
		s.m.Post(func() { s.cancelled(id, c.answered) })
	}
}

// cancelled runs what follows on the loop. A call that never answered may have
// lost what answers.
func (s *session) cancelled(id uint64, answered bool) {
	_, _ = s.m.Invoke("cancelCall", int64(id))
	if answered {
		return
	}
	if what, err := s.m.Invoke("tampered"); err != nil || what != nil {
		s.giveUp(limitSpoilt, tamperedText(what))
	}
}

func (c *sessionCall) wake() {
	if c.drained != nil {
		close(c.drained)
		c.drained = nil
	}
}

// credit says that n bytes of a body were taken.
func (s *session) credit(id uint64, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.calls[id]; c != nil {
		c.outstanding -= n
		if c.outstanding <= window/2 {
			c.wake()
		}
	}
}

// chunk passes a part of a body on: 0 go on, 1 wait for room, 2 stop.
func (s *session) chunk(id uint64, data []byte) int {
	s.mu.Lock()
	c := s.calls[id]
	if c == nil || c.stopped {
		s.mu.Unlock()
		return 2
	}
	c.outstanding += len(data)
	full := c.outstanding > window
	s.mu.Unlock()
	s.out.chunk(id, data)
	if full {
		return 1
	}
	return 0
}

// drain waits until there is room again.
func (s *session) drain(ctx context.Context, id uint64) error {
	s.mu.Lock()
	c := s.calls[id]
	if c == nil || c.stopped || c.outstanding <= window {
		s.mu.Unlock()
		return nil
	}
	if c.drained == nil {
		c.drained = make(chan struct{})
	}
	wait := c.drained
	s.mu.Unlock()
	select {
	case <-wait:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
