package engine

import (
	"slices"
	"sync"
	"time"

	"signalbox/engine/trace"
)

// recorder collects the events of one exchange. A nil recorder drops them, so
// that a server under load pays nothing for a trace that nobody reads.
type recorder struct {
	start   time.Time
	mu      sync.Mutex
	entries []trace.Entry
}

func newRecorder() *recorder { return &recorder{start: time.Now()} }

// on says whether anybody listens: what is costly to say is asked first.
func (r *recorder) on() bool { return r != nil }

func (r *recorder) add(events ...trace.Event) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range events {
		r.entries = append(r.entries, trace.Entry{At: time.Since(r.start), Event: e})
	}
}

func (r *recorder) snapshot() []trace.Entry {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.entries)
}
