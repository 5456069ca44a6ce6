package match

import (
	"slices"

	"signalbox/engine/route"
)

// node is one level of the trie of dynamic routes: what can follow the segments
// on the way to it. The order in which find tries the parts of a node is the
// order of route.Compare, so the first hit is the route that Next's ordered
// list would give.
type node struct {
	leaf     int32 // the route that ends here, or none
	catchAll int32 // the route that ends in [...x] here
	optional int32 // the route that ends in [[...x]] here
	literals map[string]*node
	single   *node // below [x]
	// affixed are params with literal text around them, "(.)[id]"; among the
	// literals they stand in the order of their text.
	affixed []affixed
}

type affixed struct {
	segment route.Segment
	below   *node // for a catch-all, its catchAll is the route
}

// none marks a place without a route.
const none int32 = -1

func newNode() *node { return &node{leaf: none, catchAll: none, optional: none} }

// insert adds the route with number id. A pattern whose catch-all is not its
// last segment is left out: no build accepts it.
func (n *node) insert(p route.Pattern, id int32) {
	for i, s := range p.Segments {
		if s.Repeats() && i != len(p.Segments)-1 {
			return
		}
	}
	for _, s := range p.Segments {
		switch {
		case s.Repeats() && s.Prefix+s.Suffix != "":
			below := n.child(s)
			below.catchAll = first(below.catchAll, id)
			return
		case s.Kind == route.CatchAll:
			n.catchAll = first(n.catchAll, id)
			return
		case s.Kind == route.OptionalCatchAll:
			n.optional = first(n.optional, id)
			return
		default:
			n = n.child(s)
		}
	}
	n.leaf = first(n.leaf, id)
}

// first keeps the route that came first where two have one shape.
func first(old, id int32) int32 {
	if old == none {
		return id
	}
	return old
}

// child returns the node below a segment, made if need be.
func (n *node) child(s route.Segment) *node {
	switch {
	case s.Kind == route.Literal:
		below := n.literals[s.Text]
		if below == nil {
			below = newNode()
			if n.literals == nil {
				n.literals = make(map[string]*node)
			}
			n.literals[s.Text] = below
		}
		return below
	case s.Prefix+s.Suffix == "":
		if n.single == nil {
			n.single = newNode()
		}
		return n.single
	}
	for _, a := range n.affixed {
		if a.segment.Prefix == s.Prefix && a.segment.Suffix == s.Suffix && a.segment.Repeats() == s.Repeats() {
			return a.below
		}
	}
	below := newNode()
	n.affixed = append(n.affixed, affixed{s, below})
	slices.SortFunc(n.affixed, func(a, b affixed) int { return route.CompareSegments(a.segment, b.segment) })
	return below
}

// find returns the first route for what is left of a path, "a/b" or "" (done
// says that nothing is left, not even an empty segment), or none. skip names
// routes that are not to be taken.
func (n *node) find(rest string, done bool, skip func(int32) bool) int32 {
	take := func(id int32) bool { return id != none && (skip == nil || !skip(id)) }
	if done {
		if take(n.leaf) {
			return n.leaf
		}
		if take(n.optional) {
			return n.optional
		}
		return none
	}
	segment, below, last := cutSegment(rest)
	if id := n.findLiteral(rest, segment, below, last, skip); id != none {
		return id
	}
	if n.single != nil && segment != "" {
		if id := n.single.find(below, last, skip); id != none {
			return id
		}
	}
	if rest == "" {
		return none
	}
	if take(n.catchAll) {
		return n.catchAll
	}
	if take(n.optional) {
		return n.optional
	}
	return none
}

// findLiteral tries the literal of a segment and the affixed params that fit
// it, in the order of their text.
func (n *node) findLiteral(rest, segment, below string, last bool, skip func(int32) bool) int32 {
	literal := n.literals[segment]
	for i := range n.affixed {
		a := &n.affixed[i]
		if literal != nil && route.CompareSegments(route.Segment{Text: segment}, a.segment) < 0 {
			if id := literal.find(below, last, skip); id != none {
				return id
			}
			literal = nil
		}
		if a.segment.Repeats() {
			if id := a.below.catchAll; a.segment.Accepts(rest) && (skip == nil || !skip(id)) {
				return id
			}
			continue
		}
		if a.segment.Accepts(segment) {
			if id := a.below.find(below, last, skip); id != none {
				return id
			}
		}
	}
	if literal != nil {
		return literal.find(below, last, skip)
	}
	return none
}
