package engine

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"sync"
	"sync/atomic"

	"signalbox/engine/cache"
	"signalbox/engine/match"
	"signalbox/engine/route"
)

// Engine resolves and runs the app tree that was opened last. It is safe for
// concurrent use: a request works on the revision that was open when it began.
type Engine struct {
	opts    Options
	clock   Clock
	cache   *cache.Cache
	making  machinery
	draftID string // the value of a valid __prerender_bypass cookie

	opening   sync.Mutex // one Open at a time
	tree      atomic.Pointer[tree]
	exchanges atomic.Uint64
	calls     atomic.Uint64
}

// ErrNotOpen says that no project has been opened yet.
var ErrNotOpen = errors.New("no project is open")

// New makes an Engine. Close ends it.
func New(o Options) *Engine { return newEngine(o, realMachinery(o)) }

func newEngine(o Options, m machinery) *Engine {
	if o.Version == "" {
		o.Version = "16"
	}
	if o.Clock == nil {
		o.Clock = wallClock{}
	}
	id := make([]byte, 16)
	_, _ = rand.Read(id) // crypto/rand.Read never fails
	return &Engine{opts: o, clock: o.Clock, cache: cache.New(o.Clock.Now), making: m, draftID: hex.EncodeToString(id)}
}

// Open makes a revision of a project the current one: it is scanned, its config
// is read and its route table resolved. Code is bundled and static routes are
// prerendered in the background; the cache begins empty, as after a build.
func (e *Engine) Open(ctx context.Context, src Source) error {
	e.opening.Lock()
	defer e.opening.Unlock()
	old := e.tree.Load()
	t, err := e.load(ctx, src, old)
	if err != nil {
		return err
	}
	e.tree.Store(t)
	if old != nil {
		old.retire()
	}
	e.cache.Clear()
	if !e.opts.OneShot {
		t.build.start()
	}
	return nil
}

// current is the open revision, held for a request; nil where none is open.
func (e *Engine) current() *tree {
	for {
		t := e.tree.Load()
		if t == nil || t.acquire() {
			return t
		}
	}
}

// Table is the route table of the open revision, nil where none is open. Once
// its static routes have been prerendered, Render says what came of them.
func (e *Engine) Table() *route.Table {
	t := e.tree.Load()
	if t == nil {
		return nil
	}
	return t.table()
}

// Match says which route takes a request, with each candidate and its reason,
// without running any code.
func (e *Engine) Match(method, target string) match.Result {
	t := e.tree.Load()
	if t == nil {
		return match.Result{Status: 404, Reason: ErrNotOpen.Error()}
	}
	return t.match.Match(method, target)
}

// Build tells how far prerendering is.
func (e *Engine) Build() BuildState {
	t := e.tree.Load()
	if t == nil {
		return BuildState{}
	}
	return t.build.snapshot()
}

// WaitBuild returns when every static route of the open revision has been
// prerendered, so that requests find what `next build` would have left.
func (e *Engine) WaitBuild(ctx context.Context) error {
	t := e.tree.Load()
	if t == nil {
		return ErrNotOpen
	}
	return t.build.wait(ctx)
}

// CacheEntries lists what both stores hold, the responses first.
func (e *Engine) CacheEntries() []CacheEntry {
	infos := e.cache.List()
	out := make([]CacheEntry, len(infos))
	for i, in := range infos {
		out[i] = CacheEntry{
			Store: in.Store, Key: in.Key, Route: in.Route, Status: in.Status, Bytes: in.Bytes, Stored: in.Stored,
			Revalidate: in.Life.Revalidate, Expire: in.Life.Expire, Tags: in.Tags, State: in.State, Hits: in.Hits, Why: in.Why,
		}
	}
	return out
}

// RevalidateTag expires every entry that carries a tag, at once, and returns
// how many there were.
func (e *Engine) RevalidateTag(tag string) int {
	return e.cache.Expire([]string{tag}, "hand")
}

// RevalidatePath expires the answer of a path, at once.
func (e *Engine) RevalidatePath(path string) int {
	return e.cache.Expire(cache.PathTags(path, ""), "hand")
}

// Settle returns when the requests so far have had their consequences: nothing
// is being refreshed behind a stale answer and no after() runs.
func (e *Engine) Settle(ctx context.Context) error {
	if err := e.cache.Wait(ctx); err != nil {
		return err
	}
	if t := e.current(); t != nil {
		return t.code.idle(ctx)
	}
	return nil
}

// ClearCache forgets both stores. Static routes are filled again on request.
func (e *Engine) ClearCache() { e.cache.Clear() }

// Close ends the machines. Requests under way fail.
func (e *Engine) Close() error {
	e.opening.Lock()
	defer e.opening.Unlock()
	if t := e.tree.Swap(nil); t != nil {
		t.retire()
		t.code.close()
	}
	e.making.close()
	return nil
}
