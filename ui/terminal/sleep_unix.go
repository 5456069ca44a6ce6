//go:build unix

package terminal

import (
	"errors"
	"os"
	"os/signal"
	"time"

	"golang.org/x/sys/unix"
)

// Sleep gives the terminal back and stops the process, as Ctrl+Z does to other
// programs; it returns with the terminal taken over when the shell continues it.
func (s *Screen) Sleep() error {
	err := s.Suspend()
	awake := make(chan os.Signal, 1)
	signal.Notify(awake, unix.SIGCONT)
	defer signal.Stop(awake)
	err = errors.Join(err, unix.Kill(0, unix.SIGTSTP))
	// A process whose shell has gone is not stopped at all, and then nobody
	// wakes it: a stopped one does not count this time.
	select {
	case <-awake:
	case <-time.After(200 * time.Millisecond):
	}
	return errors.Join(err, s.Resume())
}
