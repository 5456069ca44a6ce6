package jsrt

import "context"

// Options set a Runtime up. The zero value is the default.
type Options struct {
	Limits Limits
	// Child is a process that Spawn started ahead of time; StartChild uses it
	// for its first machine. nil: it starts one itself.
	Child *Child
}

// Start runs a program on a machine in this process. Code that holds the
// machine in a native call cannot be ended there: its goroutine is left behind
// and a new machine takes over. Where that matters, use StartChild.
func Start(_ context.Context, p *Program, h Host, o Options) (Runtime, error) {
	limits := o.Limits.withDefaults()
	return newFront(p, h, limits, func(out outlet) (backend, error) {
		s, err := newSession(p, out, limits)
		if err != nil {
			return nil, err
		}
		return inProcess{s}, nil
	})
}

// inProcess is a session as a backend.
type inProcess struct{ *session }

func (b inProcess) kill(why ending) { b.end(why) }

func (b inProcess) gone() <-chan struct{} { return b.m.Done() }
