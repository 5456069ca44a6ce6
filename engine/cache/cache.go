package cache

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Never is a number of seconds that does not end.
const Never = -1

// Life is how long an entry lives, in seconds; Never for no end.
type Life struct{ Revalidate, Expire int }

// Answer is a response as stored. It is immutable: everybody shares its slices.
type Answer struct {
	Status     int
	StatusText string
	Header     [][2]string // in order, names as given
	Body       []byte
}

// State is what the response cache decided for a request.
type State uint8

// The decisions, in the words of x-nextjs-cache.
const (
	Miss  State = iota // nothing usable: run the code, then store
	Hit                // fresh: serve the entry
	Stale              // serve the entry and run the code once behind it
	// Expired is an entry whose expire time is over: the request waits for a
	// new answer, which Next.js labels HIT all the same, because an entry was
	// there (only a tag makes it a MISS).
	Expired
)

// String returns "MISS", "HIT", "STALE" or "EXPIRED".
func (s State) String() string { return [...]string{"MISS", "HIT", "STALE", "EXPIRED"}[s] }

// Decision is the outcome of a look-up, with its reason.
type Decision struct {
	State  State
	Answer *Answer // nil for a Miss
	Life   Life
	Tags   []string
	Age    time.Duration
	Reason string // one sentence
	// Refresh is true for the one caller that has to run the code behind a
	// stale answer. It ends with Store or Abandon.
	Refresh bool
}

// Cache holds both stores. It is safe for concurrent use.
type Cache struct {
	now      func() time.Time
	mu       sync.Mutex
	seq      uint64
	marks    map[string]mark
	profiles map[string]Profile
	answers  map[string]*entry
	data     map[string]*entry
	running  map[string]bool // paths that are being refreshed
	idle     *sync.Cond      // signalled when running shrinks
}

// entry is one stored value with what it takes to judge it.
type entry struct {
	key, label, route string
	kind              string // data store only
	answer            *Answer
	value             []byte
	life              Life
	tags              []string
	stored            time.Time
	seq               uint64
	hits              int
	why               string
	build             bool
}

// New makes an empty cache on a clock.
func New(now func() time.Time) *Cache {
	c := &Cache{now: now, profiles: Profiles(nil)}
	c.idle = sync.NewCond(&c.mu)
	c.Clear()
	return c
}

// Clear forgets every entry and every mark.
func (c *Cache) Clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.marks = map[string]mark{}
	c.answers = map[string]*entry{}
	c.data = map[string]*entry{}
	c.running = map[string]bool{}
	c.idle.Broadcast()
}

// SetProfiles replaces the cacheLife profiles, see Profiles.
func (c *Cache) SetProfiles(p map[string]Profile) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.profiles = p
}

// Lookup decides whether the response store answers a key.
func (c *Cache) Lookup(key string) Decision {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.answers[key]
	if e == nil {
		return Decision{State: Miss, Reason: "nothing is stored for " + key + " yet: the handler runs and its answer is kept"}
	}
	d := c.judge(e, e.life, e.tags)
	switch d.State {
	case Miss:
		d.Answer = nil
	case Stale:
		d.Refresh = !c.running[key]
		c.running[key] = true
		if !d.Refresh {
			d.Reason += "; a run behind it is under way already"
		}
		e.hits++
	case Hit:
		e.hits++
	case Expired:
	}
	e.why = d.Reason
	return d
}

// Peek returns the stored answer of a key whatever its age, nil for none.
func (c *Cache) Peek(key string) *Answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.answers[key]; e != nil {
		return e.answer
	}
	return nil
}

// judge compares an entry with the clock and the marks of its tags. life is
// what counts for this look-up, tags what the caller adds to the entry's own.
func (c *Cache) judge(e *entry, life Life, tags []string) Decision {
	now := c.now()
	d := Decision{State: Hit, Answer: e.answer, Life: life, Tags: e.tags, Age: now.Sub(e.stored)}
	if tag, m, ok := c.expiredTag(tags, e, now); ok {
		d.State = Miss
		d.Reason = fmt.Sprintf("the tag %s was revalidated %s ago by %s: the old value is not served any more", show(tag), seconds(now.Sub(m.at)), m.by)
		return d
	}
	if over(d.Age, life.Expire) {
		d.State = Expired
		d.Reason = fmt.Sprintf("the entry is %s old and expires after %d s: the request waits for a new answer", seconds(d.Age), life.Expire)
		return d
	}
	if over(d.Age, life.Revalidate) {
		d.State = Stale
		d.Reason = fmt.Sprintf("the entry is %s old and revalidate is %d s: it is served once more and the code runs behind it", seconds(d.Age), life.Revalidate)
		return d
	}
	if tag, m, ok := c.staleTag(tags, e); ok {
		d.State = Stale
		d.Reason = fmt.Sprintf("the tag %s was revalidated %s ago by %s with a profile: the entry is served once more and the code runs behind it", show(tag), seconds(now.Sub(m.at)), m.by)
		return d
	}
	d.Reason = fresh(e, d.Age, life)
	return d
}

func fresh(e *entry, age time.Duration, life Life) string {
	what := "the answer was stored"
	switch {
	case e.build:
		what = "the answer was built"
	case e.answer == nil:
		what = "the value was stored"
	}
	if life.Revalidate == Never {
		return fmt.Sprintf("%s %s ago and never grows old by itself (revalidate is false)", what, seconds(age))
	}
	return fmt.Sprintf("%s %s ago, younger than its revalidate of %d s", what, seconds(age), life.Revalidate)
}

func over(age time.Duration, limit int) bool {
	return limit != Never && age >= time.Duration(limit)*time.Second
}

// seconds is an age in words: "1.5s", "2m10s", and from two days on "12 days".
func seconds(d time.Duration) string {
	const day = 24 * time.Hour
	if d >= 2*day {
		return fmt.Sprintf("%d days", d/day)
	}
	return d.Round(time.Millisecond * 100).String()
}

// Store keeps an answer under a key and ends a refresh. A nil tag list is fine.
func (c *Cache) Store(key, route string, a *Answer, life Life, tags []string) {
	c.store(&entry{key: key, label: key, route: route, answer: a, life: life, tags: tags}, time.Time{})
}

// StoreBuilt keeps an answer that was made before the first request, with the
// age that it would have had it been made at the moment of the build.
func (c *Cache) StoreBuilt(key, route string, a *Answer, life Life, tags []string, build time.Time) {
	c.store(&entry{key: key, label: key, route: route, answer: a, life: life, tags: tags, build: true}, build)
}

func (c *Cache) store(e *entry, at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := e.key
	c.stamp(e, at)
	if old := c.answers[key]; old != nil {
		e.hits = old.hits
	}
	c.answers[key] = e
	c.ended(key)
}

// ended says that a refresh is over.
func (c *Cache) ended(key string) {
	delete(c.running, key)
	c.idle.Broadcast()
}

// Wait returns when nothing is being refreshed, or when ctx ends.
func (c *Cache) Wait(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.idle.Broadcast()
	})
	defer stop()
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.running) > 0 && ctx.Err() == nil {
		c.idle.Wait()
	}
	return ctx.Err()
}

// Abandon ends a refresh that failed. The old answer stays and is tried again
// after its revalidate time, at least 3 and at most 30 seconds, as Next does.
func (c *Cache) Abandon(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended(key)
	e := c.answers[key]
	if e == nil {
		return
	}
	kept := *e
	c.stamp(&kept, time.Time{})
	kept.life.Revalidate = min(max(e.life.Revalidate, 3), 30)
	if kept.life.Expire != Never {
		kept.life.Expire = max(kept.life.Revalidate+3, kept.life.Expire)
	}
	kept.why = "the last run behind this answer failed: it is kept and tried again later"
	c.answers[key] = &kept
}

// stamp dates an entry: now, or at a given moment.
func (c *Cache) stamp(e *entry, at time.Time) *entry {
	if at.IsZero() {
		at = c.now()
	}
	c.seq++
	e.seq, e.stored = c.seq, at
	return e
}
