package cache

import (
	"slices"
	"strings"
	"time"
)

// Info is one entry for show.
type Info struct {
	Store      string // "response" or "data"
	Key, Route string
	Kind       string // data store: "fetch", "unstable_cache", "use-cache"
	Status     int
	Bytes      int
	Stored     time.Time
	Life       Life
	Tags       []string
	State      string // "fresh", "stale", "expired", as of now
	Hits       int
	Why        string
	Build      bool
}

// List returns both stores, the answers first, sorted by key.
func (c *Cache) List() []Info {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []Info
	for _, e := range c.answers {
		i := c.info("response", e)
		i.Status, i.Bytes = e.answer.Status, len(e.answer.Body)
		out = append(out, i)
	}
	for _, e := range c.data {
		i := c.info("data", e)
		i.Bytes = len(e.value)
		out = append(out, i)
	}
	slices.SortFunc(out, func(a, b Info) int {
		if a.Store != b.Store {
			return strings.Compare(b.Store, a.Store)
		}
		return strings.Compare(a.Key, b.Key)
	})
	return out
}

func (c *Cache) info(store string, e *entry) Info {
	d := c.judge(e, e.life, e.tags)
	state := "fresh"
	switch d.State {
	case Miss, Expired:
		state = "expired"
	case Stale:
		state = "stale"
	case Hit:
	}
	return Info{
		Store: store, Key: e.label, Route: e.route, Kind: e.kind, Stored: e.stored, Life: e.life,
		Tags: e.tags, State: state, Hits: e.hits, Why: e.why, Build: e.build,
	}
}

// DropKind forgets the values of one kind. After a build Next keeps what fetch
// and unstable_cache stored on disk, and loses what 'use cache' held in memory.
func (c *Cache) DropKind(kind string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for k, e := range c.data {
		if e.kind == kind {
			delete(c.data, k)
		}
	}
}

// DropRoute forgets the answers of a route whose code changed.
func (c *Cache) DropRoute(route string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for k, e := range c.answers {
		if e.route == route {
			delete(c.answers, k)
		}
	}
}
