package route

import (
	"slices"
	"strconv"
	"strings"
)

// Relation compares two patterns as the sets of URL paths that they match.
type Relation uint8

// The relations of a pattern a to a pattern b.
const (
	Disjoint    Relation = iota // no URL matches both
	Equal                       // they match the same URLs: /x/[a] and /x/[b]
	Narrower                    // every URL of a is one of b, not the reverse
	Wider                       // every URL of b is one of a, not the reverse
	Overlapping                 // some URLs match both, each has others
)

// String returns "disjoint", "equal", "narrower", "wider" or "overlapping".
func (r Relation) String() string {
	return [...]string{"disjoint", "equal", "narrower", "wider", "overlapping"}[r]
}

// Inverse returns the relation of b to a.
func (r Relation) Inverse() Relation {
	switch r {
	case Narrower:
		return Wider
	case Wider:
		return Narrower
	case Disjoint, Equal, Overlapping:
		return r
	}
	panic("route: unknown relation")
}

// Comparison is a Relation with its proof: a shortest URL path of each kind,
// "" where there is none.
type Comparison struct {
	Relation Relation
	Both     string // matched by a and by b
	OnlyA    string // matched by a alone
	OnlyB    string // matched by b alone
}

// Relate compares two patterns.
//
// A pattern is a regular language over segments, so the question is one of
// automata: both are run at once over words of a small alphabet, breadth
// first, until every reachable pair of states is seen. The alphabet has one
// segment for each way in which a URL segment can fit the parts of the two
// patterns: every literal, a text that is no literal of either, and texts that
// fit the affixes of odd params. The first word that leads both to their ends,
// or just one, is the proof.
func Relate(a, b Pattern) Comparison {
	letters := alphabet(a, b)
	type node struct {
		a, b positions
		path string
	}
	start := node{a: startOf(a), b: startOf(b)}
	seen := map[[2]positions]bool{{start.a, start.b}: true}
	var c Comparison
	for queue := []node{start}; len(queue) > 0; queue = queue[1:] {
		n := queue[0]
		c.note(n.path, n.a.accepts(a), n.b.accepts(b))
		for _, letter := range letters {
			next := node{a: n.a.step(a, letter), b: n.b.step(b, letter), path: n.path + "/" + letter}
			key := [2]positions{next.a, next.b}
			if (next.a == 0 && next.b == 0) || seen[key] {
				continue
			}
			seen[key] = true
			queue = append(queue, next)
		}
	}
	c.Relation = c.relation()
	return c
}

// note records a path as proof unless a shorter one is known.
func (c *Comparison) note(path string, a, b bool) {
	if path == "" {
		path = "/"
	}
	keep := func(known *string) {
		if *known == "" {
			*known = path
		}
	}
	switch {
	case a && b:
		keep(&c.Both)
	case a:
		keep(&c.OnlyA)
	case b:
		keep(&c.OnlyB)
	}
}

func (c *Comparison) relation() Relation {
	switch {
	case c.Both == "":
		return Disjoint
	case c.OnlyA == "" && c.OnlyB == "":
		return Equal
	case c.OnlyA == "":
		return Narrower
	case c.OnlyB == "":
		return Wider
	}
	return Overlapping
}

// positions is the set of places in a pattern that an automaton can stand at:
// bit i means that segments before i are done. A catch-all that has taken a
// part stands before itself again as well as behind itself; loop bits, shifted
// by half the word, mark the ones that have.
//
// A pattern of more than 31 segments is cut there, which no tree has.
type positions uint64

const maxSegments = 31

func startOf(p Pattern) positions { return positions(0).reach(p, 0) }

// reach adds place i and the places that follow it without taking a part: an
// optional catch-all may be empty.
func (s positions) reach(p Pattern, i int) positions {
	s |= 1 << i
	for i < p.length() && p.Segments[i].Kind == OptionalCatchAll && p.Segments[i].Repeats() {
		i++
		s |= 1 << i
	}
	return s
}

// length is the number of segments that Relate looks at.
func (p Pattern) length() int { return min(len(p.Segments), maxSegments) }

func (s positions) accepts(p Pattern) bool { return s&(1<<p.length()) != 0 }

// step takes one part of a URL from every place.
func (s positions) step(p Pattern, part string) positions {
	var next positions
	for i := range p.length() {
		segment := p.Segments[i]
		loop := positions(1) << (i + maxSegments + 1)
		enter, inside := s&(1<<i) != 0, s&loop != 0
		if enter && segment.Accepts(part) || inside && strings.HasSuffix(part, segment.Suffix) {
			next = next.reach(p, i+1)
		}
		if inside || enter && segment.Repeats() && strings.HasPrefix(part, segment.Prefix) {
			next |= loop
		}
	}
	return next
}

// alphabet returns one URL segment for each way to fit the two patterns.
func alphabet(a, b Pattern) []string {
	var letters []string
	var affixed []Segment
	for _, s := range slices.Concat(a.Segments, b.Segments) {
		switch {
		case s.Kind == Literal:
			letters = append(letters, s.Text)
		case s.Prefix+s.Suffix != "":
			affixed = append(affixed, s)
		}
	}
	other := unlike(letters)
	for i, s := range affixed {
		letters = append(letters, s.Prefix+other+s.Suffix, s.Prefix+other, other+s.Suffix)
		for _, t := range affixed[:i] {
			letters = append(letters, longer(s.Prefix, t.Prefix)+other+longer(s.Suffix, t.Suffix))
		}
	}
	letters = append([]string{other}, letters...)
	slices.Sort(letters[1:])
	return slices.Compact(letters)
}

// unlike returns a short text that is none of the literals.
func unlike(literals []string) string {
	for n := 1; ; n++ {
		text := strconv.Itoa(n)
		if !slices.ContainsFunc(literals, func(l string) bool { return strings.Contains(l, text) }) {
			return text
		}
	}
}

func longer(a, b string) string {
	if len(a) > len(b) {
		return a
	}
	return b
}

// Witness returns a URL path that the pattern matches: "/users/1".
func (p Pattern) Witness() string {
	return Relate(p, p).Both
}
