package engine

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"signalbox/engine/jsrt"
)

// code is the program of a tree and the machine that serves requests with it.
// One machine lives as long as the tree: module state survives between requests.
type code struct {
	tree *tree
	host *host

	mu       sync.Mutex
	programs map[string]*program // by entry in one-shot mode, "" for all
	machines map[*jsrt.Program]jsrt.Runtime
	closed   bool
}

// program is a bundle that is made once, by the first who needs it.
type program struct {
	once sync.Once
	made *jsrt.Program
	err  error
}

func newCode(t *tree) *code {
	return &code{
		tree: t, host: newHost(t.engine, t.src),
		programs: map[string]*program{}, machines: map[*jsrt.Program]jsrt.Runtime{},
	}
}

// bundle returns the program that holds an entry.
func (c *code) bundle(ctx context.Context, file string) (*jsrt.Program, error) {
	key, entries := "", c.tree.entries
	if c.tree.engine.opts.OneShot {
		key, entries = file, func() []string { return append([]string{file}, c.tree.support()...) }
	}
	c.mu.Lock()
	p := c.programs[key]
	if p == nil {
		p = &program{}
		c.programs[key] = p
	}
	c.mu.Unlock()
	p.once.Do(func() {
		// The bundle outlives the request that asked for it first.
		ctx := context.WithoutCancel(ctx)
		p.made, p.err = c.tree.engine.making.build(ctx, c.tree.src, c.tree.src.Dir(), entries(), bundleOptions(c.tree.env.Vars, c.tree.cfg))
	})
	return p.made, p.err
}

// machine returns the running machine for an entry, with instrumentation
// registered.
func (c *code) machine(ctx context.Context, file string) (jsrt.Runtime, error) {
	p, err := c.bundle(ctx, file)
	if err != nil {
		return nil, err
	}
	if fault, ok := p.Faults[file]; ok {
		return nil, &faultError{file, fault}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil, fmt.Errorf("the project was closed or changed meanwhile")
	}
	if m := c.machines[p]; m != nil {
		return m, nil
	}
	m, err := c.startMachine(ctx, p, c.host)
	if err == nil {
		c.machines[p] = m
	}
	return m, err
}

// idle returns when no call runs on the machines.
func (c *code) idle(ctx context.Context) error {
	c.mu.Lock()
	running := slices.Collect(maps.Values(c.machines))
	c.mu.Unlock()
	for _, m := range running {
		if m, ok := m.(interface{ Idle(context.Context) error }); ok {
			if err := m.Idle(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// startMachine starts a machine and runs register() of instrumentation in it.
func (c *code) startMachine(ctx context.Context, p *jsrt.Program, h *host) (jsrt.Runtime, error) {
	ctx = context.WithoutCancel(ctx)
	m, err := c.tree.engine.making.start(ctx, p, h, c.tree.engine.opts.Limits)
	if err != nil {
		return nil, fmt.Errorf("the JavaScript machine did not start: %w", err)
	}
	if file := c.tree.found.instrumentation; file != "" {
		if _, bad := p.Faults[file]; !bad {
			call := &jsrt.Call{ID: c.tree.engine.calls.Add(1), Action: jsrt.ActInstrument, File: file, Mode: c.tree.baseMode()}
			if _, err := m.Do(ctx, call); err != nil {
				_ = m.Close()
				return nil, fmt.Errorf("%s: register() could not run: %w", file, err)
			}
		}
	}
	return m, nil
}

// close ends every machine.
func (c *code) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	for _, m := range c.machines {
		_ = m.Close()
	}
	clear(c.machines)
}

// faultError is an entry that could not be built.
type faultError struct {
	file  string
	fault jsrt.Fault
}

// Error is the first diagnostic with its place.
func (e *faultError) Error() string {
	if len(e.fault.Diagnostics) == 0 {
		return e.file + " could not be built"
	}
	d := e.fault.Diagnostics[0]
	if len(d.Spans) > 0 && d.Spans[0].Line > 0 {
		return fmt.Sprintf("%s:%d:%d: %s", d.Spans[0].File, d.Spans[0].Line, d.Spans[0].Column, d.Message)
	}
	return e.file + ": " + d.Message
}

// baseMode is what every call of a tree shares.
func (t *tree) baseMode() jsrt.Mode {
	m := jsrt.Mode{
		Dynamic: "auto", Version: t.engine.opts.Version, BasePath: t.cfg.BasePath, TrailingSlash: t.cfg.TrailingSlash,
		AuthInterrupts: t.cfg.Experimental.AuthInterrupts, CacheComponents: t.cfg.CacheComponents, DraftModeID: t.engine.draftID,
	}
	if c, ok := t.engine.clock.(*MovableClock); ok {
		m.ClockHeld, m.ClockAhead = c.stands()
	}
	return m
}
