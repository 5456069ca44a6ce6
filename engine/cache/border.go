package cache

import (
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Effect is what an operation of the machine did, for the trace.
type Effect struct {
	Op   string // as in the package comment
	Tags []string
	Hits int
	Note string // "" or one sentence
	Key  string // get and set: the name of what is cached
	Kind string // get
	Hit  bool
	// Stale is a Hit that the machine refreshes.
	Stale bool
	// Apply writes the marks of a revalidation, nil for the other operations.
	// Next does so when the handler has returned, not at the call: an entry that
	// the same request stores meanwhile is hit too.
	Apply func()
}

// Scope is the request in which an operation happens.
type Scope struct {
	Soft    []string // the implicit tags of the route that runs
	Pending []string // tags revalidated in this request whose Apply is due
	Version string   // the major version of Next.js whose rules hold
	// Build is the moment of the build that the request belongs to, by which what
	// it stores is dated; zero for a request of the server.
	Build time.Time
}

// pathNeedsType is a warning of Next.js, word for word (NEXT-FACTS F11).
const pathNeedsType = "Warning: a dynamic page path %q was passed to \"revalidatePath\", but the \"type\" parameter is missing. " +
	"This has no effect by default, see more info here https://nextjs.org/docs/app/api-reference/functions/revalidatePath"

// Call answers one operation of the machine, see the package comment.
func (c *Cache) Call(op string, in []byte, s Scope) ([]byte, Effect, error) {
	switch op {
	case "get":
		return c.get(in, s)
	case "set":
		return c.set(in, s.Build)
	case "revalidateTag", "updateTag":
		return c.revalidateTag(op, in, s.Version)
	case "revalidatePath":
		return c.revalidatePath(in, s.Version)
	case "cacheLife":
		return c.cacheLife(in)
	}
	return nil, Effect{}, fmt.Errorf("the cache knows no operation %q", op)
}

type getIn struct {
	Kind       string
	Key        string
	Label      string
	Revalidate *float64
	Tags       []string
}

type getOut struct {
	Hit        bool            `json:"hit"`
	Stale      bool            `json:"stale"`
	Value      json.RawMessage `json:"value,omitempty"`
	Revalidate *int            `json:"revalidate"`
	Expire     *int            `json:"expire"`
	Tags       []string        `json:"tags"`
	Age        float64         `json:"age"`
	Reason     string          `json:"reason"`
}

func (c *Cache) get(in []byte, s Scope) ([]byte, Effect, error) {
	var q getIn
	if err := json.Unmarshal(in, &q); err != nil {
		return nil, Effect{}, fmt.Errorf("cache get: %w", err)
	}
	q.Tags = encoded(q.Tags)
	out := c.lookData(q, s)
	b, err := json.Marshal(out)
	return b, Effect{Op: "get", Key: cmp.Or(q.Label, q.Key), Kind: q.Kind, Tags: out.Tags, Hit: out.Hit, Stale: out.Stale, Note: out.Reason}, err
}

// lookData judges a value by the tags that the caller names and the implicit
// ones. A 'use cache' function learns its tags only by running, so there the
// stored ones count too, and an old value is dropped rather than served stale.
func (c *Cache) lookData(q getIn, s Scope) getOut {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.data[q.Kind+"\x00"+q.Key]
	if e == nil {
		return getOut{Reason: "nothing is stored for this call with these arguments yet: it runs, and what it brings is kept"}
	}
	life, tags := e.life, slices.Concat(q.Tags, s.Soft)
	ownLife := q.Kind == "use-cache"
	if ownLife {
		tags = slices.Concat(tags, e.tags)
	} else if q.Revalidate != nil && *q.Revalidate > 0 {
		life.Revalidate = int(*q.Revalidate)
	}
	for _, t := range tags {
		if slices.Contains(s.Pending, t) {
			return getOut{Reason: "the tag " + show(t) + " was revalidated earlier in this request: the old value is not served any more", Tags: e.tags}
		}
	}
	d := c.judge(e, life, tags)
	e.why = d.Reason
	if d.State == Miss || d.State == Expired || ownLife && d.State == Stale && over(d.Age, life.Revalidate) {
		return getOut{Reason: d.Reason, Tags: e.tags}
	}
	e.hits++
	return getOut{
		Hit: true, Stale: d.State == Stale, Value: e.value, Tags: e.tags, Age: d.Age.Seconds(),
		Revalidate: optional(life.Revalidate), Expire: optional(life.Expire), Reason: d.Reason,
	}
}

func optional(n int) *int {
	if n == Never {
		return nil
	}
	return &n
}

// limit reads a number of seconds from the border: absent, null or beyond any
// life means never.
func limit(n *float64) int {
	if n == nil || *n < 0 || *n >= 0xfffffffe {
		return Never
	}
	return int(*n)
}

func (c *Cache) set(in []byte, at time.Time) ([]byte, Effect, error) {
	var q struct {
		Kind, Key, Label   string
		Value              json.RawMessage
		Tags               []string
		Revalidate, Expire *float64
	}
	if err := json.Unmarshal(in, &q); err != nil {
		return nil, Effect{}, fmt.Errorf("cache set: %w", err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.stamp(&entry{
		key: q.Key, kind: q.Kind, label: q.Label, value: q.Value, tags: encoded(q.Tags),
		life: Life{limit(q.Revalidate), limit(q.Expire)},
	}, at)
	if e.label == "" {
		e.label = q.Key
	}
	c.data[q.Kind+"\x00"+q.Key] = e
	c.ended(q.Kind + "\x00" + q.Key)
	return []byte("{}"), Effect{Op: "set", Key: e.label, Tags: q.Tags}, nil
}

// Refetched says that a "set" keeps a fetch whose tags were revalidated earlier in
// its own request. Next stores it when its body has been read to the end, which is
// after the marks of the request: what a handler fetches anew stays.
func Refetched(in []byte, pending []string) bool {
	if len(pending) == 0 {
		return false
	}
	var q struct {
		Kind string
		Tags []string
	}
	if json.Unmarshal(in, &q) != nil || q.Kind != "fetch" {
		return false
	}
	return slices.ContainsFunc(encoded(q.Tags), func(t string) bool { return slices.Contains(pending, t) })
}

type hitsOut struct {
	Hits int      `json:"hits"`
	Warn []string `json:"warn,omitempty"`
}

func (c *Cache) revalidateTag(op string, in []byte, version string) ([]byte, Effect, error) {
	var q struct {
		Tags    []string
		Profile json.RawMessage
	}
	if err := json.Unmarshal(in, &q); err != nil {
		return nil, Effect{}, fmt.Errorf("cache %s: %w", op, err)
	}
	tags := encoded(q.Tags)
	by := op + "(" + strings.Join(q.Tags, ", ") + ")"
	expire, soften, warn := c.profile(op, q.Profile, version)
	if soften && len(warn) > 0 { // an unknown profile: Next logs and marks nothing
		return finish(Effect{Op: op, Tags: tags, Apply: func() {}}, warn)
	}
	apply := func() { c.Expire(tags, by) }
	if soften {
		apply = func() { c.Soften(tags, expire, by) }
	}
	return finish(Effect{Op: op, Tags: tags, Hits: c.Carrying(tags), Apply: apply, Note: cmp.Or(silent(version), c.otherTags())}, warn)
}

// otherTags says which tags there are, for a person who named none of them.
func (c *Cache) otherTags() string {
	const shown = 8
	tags := c.ownTags()
	if len(tags) == 0 {
		return ""
	}
	more := ""
	if len(tags) > shown {
		tags, more = tags[:shown], " …"
	}
	return "no stored entry carries this tag: nothing changes (there are: " + strings.Join(tags, ", ") + more + ")"
}

// otherType says that revalidatePath with the type "layout" would have reached
// something.
func (c *Cache) otherType(path, kind string) string {
	if kind == "layout" {
		return ""
	}
	if slashed := c.Carrying([]string{PathTags(path, "")[0] + "/"}); kind == "" && slashed > 0 {
		return fmt.Sprintf("no stored entry carries this tag: nothing changes; with trailingSlash the tag of %d ends in a slash, which revalidatePath takes off: the type \"layout\" or a tag reaches them", slashed)
	}
	n := c.Carrying(PathTags(path, "layout"))
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("no stored entry carries this tag: nothing changes; the type \"layout\" would reach %d, because a route handler carries the tags of the layouts above it, and one that ends in /route where that of a page ends in /page", n)
}

// silent is why a revalidation may reach nothing, beyond that no tag fits.
func silent(version string) string {
	if version == "14" {
		return "Next.js 14 looks at tags for pages and cached fetches only: the stored answers of route handlers stay, until their revalidate is over"
	}
	return ""
}

// profile reads the second argument of revalidateTag: whether it softens, and
// after how many seconds the entries end.
func (c *Cache) profile(op string, raw json.RawMessage, version string) (expire int, soften bool, warn []string) {
	var name string
	var own struct{ Expire *float64 }
	switch {
	case len(raw) == 0 || string(raw) == "null" || op == "updateTag" || version == "14" || version == "15":
		return 0, false, nil // the machine warns itself, with the line of the call
	case json.Unmarshal(raw, &name) == nil:
		c.mu.Lock()
		p, ok := c.profiles[name]
		c.mu.Unlock()
		if !ok {
			return 0, true, []string{unknownProfile(name)}
		}
		return p.Expire, true, nil
	}
	if json.Unmarshal(raw, &own) != nil {
		return 0, false, nil
	}
	return limit(own.Expire), true, nil
}

var dynamicPath = regexp.MustCompile(`/\[[^/]+\](?:/|$)`)

func (c *Cache) revalidatePath(in []byte, version string) ([]byte, Effect, error) {
	var q struct{ Path, Type string }
	if err := json.Unmarshal(in, &q); err != nil {
		return nil, Effect{}, fmt.Errorf("cache revalidatePath: %w", err)
	}
	tags := PathTags(q.Path, q.Type)
	var warn []string
	if q.Type == "" && dynamicPath.MatchString(q.Path) {
		warn = []string{fmt.Sprintf(pathNeedsType, q.Path)}
	}
	apply := func() { c.Expire(tags, "revalidatePath("+q.Path+")") }
	return finish(Effect{Op: "revalidatePath", Tags: tags, Hits: c.Carrying(tags), Apply: apply, Note: cmp.Or(silent(version), c.otherType(q.Path, q.Type))}, warn)
}

// finish builds the answer of a revalidation and says so where it hits nothing.
func finish(e Effect, warn []string) ([]byte, Effect, error) {
	switch {
	case e.Hits > 0 && len(warn) == 0:
		e.Note = ""
	case len(warn) > 0:
		e.Note = strings.TrimSuffix(warn[0]+"; "+e.Note, "; ")
	case e.Note == "":
		e.Note = "no stored entry carries this tag: nothing changes"
	}
	b, err := json.Marshal(hitsOut{e.Hits, warn})
	return b, e, err
}

func (c *Cache) cacheLife(in []byte) ([]byte, Effect, error) {
	var q struct{ Profile json.RawMessage }
	if err := json.Unmarshal(in, &q); err != nil {
		return nil, Effect{}, fmt.Errorf("cache cacheLife: %w", err)
	}
	var name string
	if json.Unmarshal(q.Profile, &name) != nil {
		return q.Profile, Effect{Op: "cacheLife"}, nil
	}
	c.mu.Lock()
	p, ok := c.profiles[name]
	c.mu.Unlock()
	if !ok {
		return nil, Effect{}, unknownLife(name)
	}
	b, err := json.Marshal(map[string]*int{
		"stale": optional(p.Stale), "revalidate": optional(p.Revalidate), "expire": optional(p.Expire),
	})
	return b, Effect{Op: "cacheLife", Note: name}, err
}
