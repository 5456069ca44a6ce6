package engine

import (
	"context"
	"sync"
)

// flights lets requests for one key share a run.
type flights struct {
	mu      sync.Mutex
	running map[string]*flight
}

type flight struct {
	done chan struct{}
	made *product
	err  error
}

// do runs fn for a key, or waits for the run that is under way. The run does
// not end with the request that began it, because others wait for it.
func (f *flights) do(ctx context.Context, key string, fn func(context.Context) (*product, error)) (*product, error) {
	f.mu.Lock()
	if f.running == nil {
		f.running = map[string]*flight{}
	}
	if fl := f.running[key]; fl != nil {
		f.mu.Unlock()
		return fl.wait(ctx)
	}
	fl := &flight{done: make(chan struct{})}
	f.running[key] = fl
	f.mu.Unlock()

	fl.made, fl.err = fn(context.WithoutCancel(ctx))
	f.mu.Lock()
	delete(f.running, key)
	f.mu.Unlock()
	close(fl.done)
	return fl.made, fl.err
}

func (fl *flight) wait(ctx context.Context) (*product, error) {
	select {
	case <-fl.done:
		return fl.made, fl.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
