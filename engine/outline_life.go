package engine

import (
	"io/fs"
	"regexp"
	"strconv"

	"signalbox/engine/cache"
	"signalbox/engine/route"
)

// What a page's own text says about how long it is kept, besides its segment
// config: the options of fetch and unstable_cache, and cacheLife().
var (
	ownAge     = regexp.MustCompile(`\brevalidate\s*:\s*(\d[\d_]*)\b`)
	ownExpire  = regexp.MustCompile(`\bexpire\s*:\s*(\d[\d_]*)\b`)
	namedLife  = regexp.MustCompile(`\bcacheLife\(\s*['"]([\w-]+)['"]\s*\)`)
	givenLife  = regexp.MustCompile(`\bcacheLife\(\s*\{[^}]*\}`)
	usesCache  = regexp.MustCompile(`(?m)^[\s{]*['"]use cache['"]|\{\s*['"]use cache['"]`)
	clientFile = regexp.MustCompile(`^\s*['"]use client['"]`)
)

// pageLife is how long a page is kept, as its code says. A page is not rendered
// here: what its code decides as it runs is not known.
func (o *outliner) pageLife(r *route.Route) cache.Life {
	l := cache.Life{Revalidate: cache.Never, Expire: cache.Never}
	if v := r.Life; v.Set && !v.Never && v.Seconds > 0 {
		l.Revalidate = v.Seconds
	}
	for _, file := range append([]string{r.File}, r.Layouts...) {
		text, err := fs.ReadFile(o.tree.src, file)
		if err != nil || clientFile.Match(text) {
			continue
		}
		if o.tree.cfg.CacheComponents {
			o.cacheLives(text, &l)
			continue
		}
		if code, ok := o.reads.code(file); ok {
			text = []byte(code) // without what only generateStaticParams needs
		}
		for _, found := range ownAge.FindAllSubmatch(text, -1) {
			narrow(&l.Revalidate, digits(found[1]))
		}
	}
	const infinite = 0xfffffffe // Next's INFINITE_CACHE
	switch {
	case l.Revalidate >= infinite || l.Revalidate <= 0:
		return cache.Life{}
	case l.Expire == cache.Never:
		l.Expire = o.tree.cfg.ExpireTime
	}
	return l
}

// cacheLives narrows a life by the cacheLife() calls of a file, or by the default
// profile where it has 'use cache' alone.
func (o *outliner) cacheLives(text []byte, l *cache.Life) {
	if !usesCache.Match(text) {
		return
	}
	known := profiles(o.tree.cfg)
	take := func(p cache.Profile) {
		narrow(&l.Revalidate, p.Revalidate)
		narrow(&l.Expire, p.Expire)
	}
	calls := 0
	for _, found := range namedLife.FindAllSubmatch(text, -1) {
		calls++
		if p, ok := known[string(found[1])]; ok {
			take(p)
		}
	}
	for _, found := range givenLife.FindAll(text, -1) {
		calls++
		p := known["default"]
		if age := ownAge.FindSubmatch(found); age != nil {
			p.Revalidate = digits(age[1])
		}
		if age := ownExpire.FindSubmatch(found); age != nil {
			p.Expire = digits(age[1])
		}
		take(p)
	}
	if calls == 0 {
		take(known["default"])
	}
}

// narrow lowers a number of seconds, in which cache.Never is the highest.
func narrow(to *int, n int) {
	if n > 0 && (*to == cache.Never || n < *to) {
		*to = n
	}
}

// digits reads a literal such as 60 or 1_000; what is no number is 0.
func digits(text []byte) int {
	n, err := strconv.ParseInt(string(text), 0, 64)
	if err != nil {
		return 0
	}
	return int(n)
}
