//go:build unix

package terminal

import (
	"context"
	"os"
	"os/signal"

	"golang.org/x/sys/unix"
)

// Supported reports whether this system tells of a change of size, which a
// Screen needs. Elsewhere Bubble Tea's own renderer draws.
const Supported = true

// Resized calls f with the size now and after each change, until ctx ends.
func (s *Screen) Resized(ctx context.Context, f func(w, h int)) {
	changes := make(chan os.Signal, 1)
	signal.Notify(changes, unix.SIGWINCH)
	defer signal.Stop(changes)
	for {
		if w, h, err := s.Size(); err == nil {
			s.Forget()
			f(w, h)
		}
		select {
		case <-changes:
		case <-ctx.Done():
			return
		}
	}
}
