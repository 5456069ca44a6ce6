package engine

import (
	"sync"
	"time"
)

// MovableClock is a Clock that a person can stop and move forward, to step past
// a revalidate window without waiting. It starts as the wall clock.
type MovableClock struct {
	mu      sync.Mutex
	offset  time.Duration
	stopped time.Time // zero while it runs
}

// NewClock returns a clock that runs with the wall clock.
func NewClock() *MovableClock { return &MovableClock{} }

// Now is the clock's moment.
func (c *MovableClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.stopped.IsZero() {
		return c.stopped
	}
	return time.Now().Add(c.offset)
}

// Stop holds the clock at this moment. Stopping a stopped clock changes nothing.
func (c *MovableClock) Stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stopped.IsZero() {
		c.stopped = time.Now().Add(c.offset)
	}
}

// Resume lets the clock run on from where it stands.
func (c *MovableClock) Resume() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.stopped.IsZero() {
		c.offset = time.Until(c.stopped)
		c.stopped = time.Time{}
	}
}

// Advance moves the clock forward, stopped or not. A negative d is ignored:
// ages must not run backwards.
func (c *MovableClock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case d <= 0:
	case c.stopped.IsZero():
		c.offset += d
	default:
		c.stopped = c.stopped.Add(d)
	}
}

// Stopped says whether the clock is held.
func (c *MovableClock) Stopped() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.stopped.IsZero()
}

// stands is what code has to know to follow the clock: the moment at which it is
// held, or how far it is ahead, in milliseconds.
func (c *MovableClock) stands() (held, ahead int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.stopped.IsZero() {
		return c.stopped.UnixMilli(), 0
	}
	return 0, c.offset.Milliseconds()
}

// wallClock is the Clock of an engine that was given none.
type wallClock struct{}

// Now is the time of the machine.
func (wallClock) Now() time.Time { return time.Now() }
