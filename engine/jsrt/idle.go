package jsrt

import (
	"context"
	"time"
)

// idleTick is how often Idle looks.
const idleTick = time.Millisecond

// Idle returns when no call is open: also what after() and waitUntil left behind
// has ended then. It is for those who want the consequences of a request before
// they go on, not for the way of a request.
func (f *front) Idle(ctx context.Context) error {
	tick := time.NewTicker(idleTick)
	defer tick.Stop()
	for {
		f.mu.Lock()
		open := len(f.calls)
		f.mu.Unlock()
		if open == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}
