package engine

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"signalbox/engine/diag"
	"signalbox/engine/jsrt"
	"signalbox/engine/route"
)

// build does for one revision what `next build` does to its static routes: it
// runs each GET once and keeps the answer. It uses a machine of its own, because
// the module state of a build does not reach the server.
type build struct {
	tree    *tree
	ctx     context.Context
	cancel  context.CancelFunc
	routes  map[string]*routeBuild // by route path
	order   []*routeBuild          // those that are to be run
	flights flights
	began   time.Time     // by the engine's clock: what the build keeps is as old as that
	wanted  chan struct{} // closed when somebody waits for the outcome
	want    sync.Once

	mu       sync.Mutex
	state    BuildState
	finished chan struct{}
}

// routeBuild is the part of one route.
type routeBuild struct {
	route *route.Route
	begin sync.Once
	done  chan struct{}

	mu    sync.Mutex
	plan  plan            // refined by the run
	keys  map[string]bool // the paths that were prepared
	kept  []keptPath      // the same, in their order, as the table of a build shows them
	ended bool
	// refused says that the run failed, where `next build` stops.
	refused bool
}

func newBuild(t *tree) *build {
	ctx, cancel := context.WithCancel(context.Background())
	b := &build{tree: t, ctx: ctx, cancel: cancel, began: t.engine.clock.Now().Add(-t.engine.opts.BuildAge), routes: map[string]*routeBuild{}, wanted: make(chan struct{}), finished: make(chan struct{})}
	table := t.found.table
	for i := range table.Routes {
		r := &table.Routes[i]
		if r.Kind == route.Page {
			continue
		}
		rb := &routeBuild{route: r, plan: planRoute(r, t.engine.opts.Version, t.cfg.CacheComponents), done: make(chan struct{}), keys: map[string]bool{}}
		b.routes[r.Path] = rb
		if rb.plan.kind == attempt || rb.plan.kind == listed {
			b.order = append(b.order, rb)
		}
	}
	b.state = BuildState{Revision: t.src.Revision(), Total: len(b.order)}
	return b
}

// quiet is how long a revision must stand before its routes are prepared
// unasked: while a person types, no handler of a half-written file runs.
const quiet = 300 * time.Millisecond

// start prepares every static route in the background, in the order of the
// table, one after another: so it comes out the same each time.
func (b *build) start() {
	go func() {
		defer close(b.finished)
		select {
		case <-b.wanted:
		case <-time.After(quiet):
		case <-b.ctx.Done():
		}
		began := time.Now()
		m := &buildMachine{build: b}
		for _, rb := range b.order {
			if b.ctx.Err() != nil {
				break
			}
			b.progress(func(s *BuildState) { s.Route = rb.route.Path })
			b.run(rb, m)
			b.progress(func(s *BuildState) { s.Done++ })
		}
		m.close()
		b.tree.engine.cache.DropKind("use-cache")
		b.show()
		b.progress(func(s *BuildState) { s.Route, s.Finished, s.Took = "", true, time.Since(began) })
	}()
}

func (b *build) progress(change func(*BuildState)) {
	b.mu.Lock()
	change(&b.state)
	state := b.state
	state.Problems = slices.Clone(state.Problems)
	b.mu.Unlock()
	if tell := b.tree.engine.opts.OnBuild; tell != nil {
		tell(state)
	}
}

func (b *build) snapshot() BuildState {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.state
	s.Problems = slices.Clone(s.Problems)
	return s
}

// wait returns when the whole build has ended.
func (b *build) wait(ctx context.Context) error {
	if b.tree.engine.opts.OneShot {
		return nil
	}
	b.want.Do(func() { close(b.wanted) })
	select {
	case <-b.finished:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// waitFor returns when the outcome of one route is known.
func (b *build) waitFor(ctx context.Context, path string) {
	rb := b.routes[path]
	if rb == nil || rb.settledWithout() {
		return
	}
	if b.tree.engine.opts.OneShot {
		m := &buildMachine{build: b}
		b.run(rb, m)
		m.close()
		return
	}
	b.want.Do(func() { close(b.wanted) })
	select {
	case <-rb.done:
	case <-b.ctx.Done():
	case <-ctx.Done():
	}
}

// settledWithout says that the plan alone decides.
func (rb *routeBuild) settledWithout() bool {
	rb.mu.Lock()
	defer rb.mu.Unlock()
	return rb.ended || rb.plan.kind == perRequest || rb.plan.kind == onDemand
}

// plan is what is known of a route by now.
func (b *build) plan(r *route.Route) plan {
	rb := b.routes[r.Path]
	if rb == nil {
		return plan{kind: perRequest, reason: "the route is not part of the build", config: readSegment(r)}
	}
	rb.mu.Lock()
	defer rb.mu.Unlock()
	return rb.plan
}

// lists says that a path was prepared.
func (b *build) lists(r *route.Route, key string) bool {
	rb := b.routes[r.Path]
	if rb == nil {
		return false
	}
	rb.mu.Lock()
	defer rb.mu.Unlock()
	return rb.keys[key]
}

func (b *build) stop() { b.cancel() }

// run prepares one route and settles its plan.
func (b *build) run(rb *routeBuild, m *buildMachine) {
	rb.begin.Do(func() {
		defer close(rb.done)
		paths, err := b.paths(rb, m)
		var turned *product // what the first dynamic path came to
		for _, p := range paths {
			if err != nil || b.ctx.Err() != nil {
				break
			}
			var dynamic *product
			if dynamic, err = b.prepare(rb, m, p); turned == nil {
				turned = dynamic
			}
		}
		if turned != nil {
			rb.becomeDynamic(turned)
		}
		if err != nil && b.ctx.Err() == nil {
			b.refuse(rb, err)
		}
		rb.mu.Lock()
		rb.plan.some = rb.plan.kind == perRequest && len(rb.keys) > 0
		rb.ended = true
		rb.mu.Unlock()
	})
}

// prepare runs one path of a route and keeps the answer, or returns it where it
// turned out dynamic. Such a path makes its route so, but for those that did not.
func (b *build) prepare(rb *routeBuild, m *buildMachine, p concrete) (dynamic *product, err error) {
	x := b.tree.forPath(rb.route, p.path, p.params, newRecorder())
	x.result.Path = p.path
	runtime, h, err := m.get(b.ctx, rb.route)
	if err != nil {
		return nil, err
	}
	made, err := x.produce(b.ctx, h, rb.plan, runtime)
	if err != nil {
		return nil, err
	}
	if made.dynamic == "" && made.answer.Status >= 400 && made.answer.Status != 404 {
		made.dynamic = "its answer has the status " + strconv.Itoa(made.answer.Status) + ", which is not kept"
	}
	if made.dynamic != "" {
		return made, nil
	}
	key := cacheKey(p.path)
	b.tree.engine.cache.StoreBuilt(key, rb.route.Path, made.answer, made.life, made.tags, b.began)
	rb.mu.Lock()
	if !rb.keys[key] {
		rb.kept = append(rb.kept, keptPath{p.shown, made.life})
	}
	rb.keys[key] = true
	rb.mu.Unlock()
	return nil, nil
}

// becomeDynamic turns a route to ƒ and says which line did it.
func (rb *routeBuild) becomeDynamic(made *product) {
	rb.mu.Lock()
	defer rb.mu.Unlock()
	rb.plan.kind = perRequest
	rb.plan.reason = "the run before the first request showed it to be dynamic: " + made.dynamic
	if made.read.API != "" {
		rb.plan.reason += "; without that read its answer would be kept"
	}
	if made.read.Pos.Line > 0 {
		rb.plan.pos = made.read.Pos
	}
}

// refuse notes that `next build` would stop here. The route is run for each
// request, so that its error can be seen.
func (b *build) refuse(rb *routeBuild, err error) {
	d := diag.Diagnostic{
		Code: "prerender-error", Severity: diag.Error, Stage: diag.StageBuild, Path: rb.route.Path, Witness: rb.route.Path,
		Message: "the GET of " + rb.route.Path + " is static and failed when it was run before the first request: " + err.Error(),
		Next:    "Error occurred prerendering page \"" + rb.route.Path + "\". Read more: https://nextjs.org/docs/messages/prerender-error",
		Spans:   []diag.Span{{Pos: diag.Pos{File: rb.route.File}}},
	}
	if t, ok := err.(*thrownError); ok && t.t.Pos.Line > 0 {
		d.Spans[0].Pos = t.t.Pos
	}
	b.progress(func(s *BuildState) { s.Problems = append(s.Problems, d) })
	rb.mu.Lock()
	defer rb.mu.Unlock()
	rb.refused = true
	rb.plan.kind = perRequest
	rb.plan.reason = "the run before the first request failed, where `next build` stops: " + err.Error()
}

// show publishes the route table with what the build found.
func (b *build) show() {
	shown := *b.tree.found.table
	shown.Routes = slices.Clone(shown.Routes)
	for i := range shown.Routes {
		r := &shown.Routes[i]
		rb := b.routes[r.Path]
		if rb == nil || rb.route.File != r.File {
			continue
		}
		rb.mu.Lock()
		r.RenderWhy, r.RenderPos = rb.plan.reason, rb.plan.pos
		switch rb.plan.kind {
		case perRequest:
			r.Render = route.Dynamic
		case attempt, onDemand:
			r.Render = route.Static
		case listed:
			r.Render = route.SSG
		}
		rb.mu.Unlock()
	}
	b.tree.shown.Store(&shown)
}

// buildMachine is the machine of one build, started when the first route needs
// it.
type buildMachine struct {
	build   *build
	host    *host
	program *jsrt.Program
	runtime jsrt.Runtime
}

func (m *buildMachine) get(ctx context.Context, r *route.Route) (jsrt.Runtime, *host, error) {
	t := m.build.tree
	if m.host == nil {
		m.host = newHost(t.engine, t.src)
		m.host.build = m.build.began
	}
	if !codeOf(r) {
		return nil, m.host, nil
	}
	p, err := t.code.bundle(ctx, r.File)
	if err != nil {
		return nil, nil, err
	}
	if fault, bad := p.Faults[r.File]; bad {
		return nil, nil, &faultError{r.File, fault}
	}
	if m.runtime == nil || m.program != p {
		m.close()
		if m.runtime, err = t.engine.making.start(ctx, buildPhase(p), m.host, t.engine.opts.Limits); err != nil {
			return nil, nil, err
		}
		m.program = p
	}
	return m.runtime, m.host, nil
}

// buildPhase is a program as the build runs it: code can see the phase in its
// environment (NEXT-FACTS F3).
func buildPhase(p *jsrt.Program) *jsrt.Program {
	during := *p
	during.ID += "-build"
	during.Env = maps.Clone(p.Env)
	during.Env["NEXT_PHASE"] = "phase-production-build"
	return &during
}

func (m *buildMachine) close() {
	if m.runtime != nil {
		_ = m.runtime.Close()
		m.runtime = nil
	}
}
