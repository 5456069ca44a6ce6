package cache

import (
	"slices"
	"strings"
	"time"
)

// implicit is the prefix of the tags that Next derives from a path
// (NEXT-FACTS F10).
const implicit = "_N_T_"

// mark is what a revalidation left on a tag. Marks are compared with the moment
// an entry was stored; seq decides where a stopped clock makes the two equal.
type mark struct {
	at, stale, expired time.Time
	seq                uint64
	by                 string
}

// after says whether a moment of this mark lies after the entry was stored.
func (m mark) after(t time.Time, e *entry) bool {
	if t.IsZero() {
		return false
	}
	return t.After(e.stored) || t.Equal(e.stored) && m.seq > e.seq
}

func (c *Cache) expiredTag(tags []string, e *entry, now time.Time) (string, mark, bool) {
	for _, t := range tags {
		if m, ok := c.marks[t]; ok && !m.expired.After(now) && m.after(m.expired, e) {
			return t, m, true
		}
	}
	return "", mark{}, false
}

func (c *Cache) staleTag(tags []string, e *entry) (string, mark, bool) {
	for _, t := range tags {
		if m, ok := c.marks[t]; ok && m.after(m.stale, e) {
			return t, m, true
		}
	}
	return "", mark{}, false
}

// Expire marks tags so that their entries are not served any more. It returns
// how many entries carry one of them. by names the call, for the reasons.
func (c *Cache) Expire(tags []string, by string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	c.seq++
	for _, t := range tags {
		m := c.marks[t]
		m.at, m.expired, m.seq, m.by = now, now, c.seq, by
		c.marks[t] = m
	}
	return c.carrying(tags)
}

// Soften marks tags so that their entries are served stale once, and not at all
// after expire seconds (Never: no end).
func (c *Cache) Soften(tags []string, expire int, by string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	c.seq++
	for _, t := range tags {
		m := c.marks[t]
		m.at, m.stale, m.seq, m.by = now, now, c.seq, by
		if expire != Never {
			m.expired = now.Add(time.Duration(expire) * time.Second)
		}
		c.marks[t] = m
	}
	return c.carrying(tags)
}

// Carrying counts the entries of both stores that carry one of the tags.
func (c *Cache) Carrying(tags []string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.carrying(tags)
}

func (c *Cache) carrying(tags []string) int {
	want := make(map[string]bool, len(tags))
	for _, t := range tags {
		want[t] = true
	}
	n := 0
	for _, store := range []map[string]*entry{c.answers, c.data} {
		for _, e := range store {
			for _, t := range e.tags {
				if want[t] {
					n++
					break
				}
			}
		}
	}
	return n
}

// ownTags are the tags of all entries that the code named, sorted.
func (c *Cache) ownTags() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []string
	for _, store := range []map[string]*entry{c.answers, c.data} {
		for _, e := range store {
			for _, t := range e.tags {
				if !strings.HasPrefix(t, implicit) {
					out = append(out, t)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ImplicitTags are the tags that every answer of a route carries: the layouts
// on the way, the route file, the concrete path. page is the file's route with
// its last segment ("/f/gsp/[id]/route"), path the request path.
//
//	ImplicitTags("/f/[id]/route", "/f/a") =
//	  _N_T_/layout _N_T_/f/layout _N_T_/f/[id]/layout _N_T_/f/[id]/route _N_T_/f/a
func ImplicitTags(page, path string) []string {
	tags := []string{implicit + "/layout"}
	if strings.HasPrefix(page, "/") {
		parts := strings.Split(page, "/")
		for i := 2; i <= len(parts); i++ {
			at := strings.Join(parts[:i], "/")
			if at == "" || at == "/" {
				continue
			}
			if !strings.HasSuffix(at, "/page") && !strings.HasSuffix(at, "/route") {
				at += "/layout"
			}
			tags = append(tags, implicit+encode(at))
		}
	}
	last := implicit + encode(path)
	tags = append(tags, last)
	switch last {
	case implicit + "/":
		tags = append(tags, implicit+"/index")
	case implicit + "/index":
		tags = append(tags, implicit+"/")
	}
	return tags
}

// AnswerTags are the tags of an answer from those of what ran inside it. Next
// writes them into one header, joined by commas, and takes that apart again: a
// tag that holds a comma becomes two.
func AnswerTags(tags []string) []string {
	var out []string
	for _, t := range tags {
		out = append(out, strings.Split(encode(t), ",")...)
	}
	return out
}

// encoded writes tags as Next stores and compares them.
func encoded(tags []string) []string {
	out := make([]string, len(tags))
	for i, t := range tags {
		out[i] = encode(t)
	}
	return out
}

// PathTags are the tags that revalidatePath(path, type) touches.
func PathTags(path, kind string) []string {
	if len(path) > 1 {
		path = strings.TrimSuffix(path, "/")
	}
	tag := implicit + encode(path)
	if kind != "" {
		if !strings.HasSuffix(tag, "/") {
			tag += "/"
		}
		return []string{tag + kind}
	}
	switch tag {
	case implicit + "/":
		return []string{tag, tag + "index"}
	case implicit + "/index":
		return []string{tag, implicit + "/"}
	}
	return []string{tag}
}

// encode keeps printable ASCII and percent-encodes the rest, as Next does so
// that a tag fits a header.
func encode(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] >= ' ' && s[i] < 0x7f || s[i] == '\t' {
			b.WriteByte(s[i])
			continue
		}
		const hex = "0123456789ABCDEF"
		b.WriteByte('%')
		b.WriteByte(hex[s[i]>>4])
		b.WriteByte(hex[s[i]&15])
	}
	return b.String()
}

// show is a tag in the words of the person who wrote it.
func show(tag string) string {
	if path, ok := strings.CutPrefix(tag, implicit); ok {
		return "of the path " + path
	}
	return "\"" + tag + "\""
}
