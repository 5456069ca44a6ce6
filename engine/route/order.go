package route

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf16"
)

// Compare orders patterns by specificity: negative where a is tried before b.
// It goes segment by segment: a path that ends here, literals in the order of
// their text, then [x], then [...x], then [[...x]] (NEXT-FACTS C3).
func Compare(a, b Pattern) int {
	for i := range min(len(a.Segments), len(b.Segments)) {
		if c := CompareSegments(a.Segments[i], b.Segments[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a.Segments), len(b.Segments))
}

// CompareSegments orders two segments of one level. A param with a prefix
// sorts as the literal that its folder name is.
func CompareSegments(a, b Segment) int {
	if c := cmp.Compare(rank(a), rank(b)); c != 0 || rank(a) != Literal {
		return c
	}
	return compareText(a.String(), b.String())
}

// rank is the kind by which a segment sorts.
func rank(s Segment) SegmentKind {
	if s.Prefix != "" || s.Suffix != "" && !strings.HasSuffix(s.Suffix, "]") {
		return Literal
	}
	return s.Kind
}

// compareText orders as JavaScript sorts strings: by UTF-16 code unit.
func compareText(a, b string) int {
	if a == b || isASCII(a) && isASCII(b) {
		return strings.Compare(a, b)
	}
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Sort orders dynamic route paths as routes-manifest.json lists them, which is
// the order in which Next tries them. The error is a *Refusal with the literal
// message, where the sorter of `next start` (and of `next dev`) would throw and
// take the server down: two names for one param, a required and an optional
// catch-all at one level (NEXT-FACTS B1). Next stops at the first fault; which
// one that is depends on the order of paths.
func Sort(paths []string) ([]string, error) {
	root := newSortNode()
	for _, path := range paths {
		if err := root.insert(path, splitPath(path), nil, false); err != nil {
			return nil, err
		}
	}
	sorted, err := root.smoosh("/", nil)
	if err != nil {
		return nil, err
	}
	return sorted, nil
}

func splitPath(path string) []string {
	return slices.DeleteFunc(strings.Split(path, "/"), func(s string) bool { return s == "" })
}

// sortNode is one level of the tree that Next's getSortedRoutes builds.
type sortNode struct {
	children map[string]*sortNode
	route    bool // a path ends here
	// names of the params of this level by kind, "" for none; owner is the path
	// that brought each.
	names [OptionalCatchAll + 1]string
	owner [OptionalCatchAll + 1]string
}

func newSortNode() *sortNode { return &sortNode{children: map[string]*sortNode{}} }

// slotKeys are the children under which params of a kind are filed.
var slotKeys = [...]string{Single: "[]", CatchAll: "[...]", OptionalCatchAll: "[[...]]"}

func (n *sortNode) insert(path string, rest, names []string, afterCatchAll bool) *Refusal {
	if len(rest) == 0 {
		n.route = true
		return nil
	}
	if afterCatchAll {
		return refuse(CatchAllNotLast, []string{path}, "Catch-all must be the last part of the URL.")
	}
	key := rest[0]
	param, refusal := sortParam(path, key)
	if refusal != nil {
		return refusal
	}
	if param.Kind != Literal {
		if refusal := n.claim(path, key, param, names); refusal != nil {
			return refusal
		}
		names = append(slices.Clip(names), param.Text)
		key = slotKeys[param.Kind]
	}
	child := n.children[key]
	if child == nil {
		child = newSortNode()
		n.children[key] = child
	}
	return child.insert(path, rest[1:], names, param.Kind >= CatchAll)
}

// sortParam reads a segment as the sorter does and reports a malformed one.
func sortParam(path, part string) (Segment, *Refusal) {
	name, ok := enclosed(part)
	if !ok {
		return Segment{Kind: Literal, Text: part}, nil
	}
	param := Segment{Kind: Single, Text: name}
	name, optional := enclosed(name)
	if optional {
		param.Text = name
	}
	if strings.HasPrefix(name, "…") {
		return param, refuse(ThreeDotCharacter, []string{path}, "Detected a three-dot character ('…') at ('%s'). Did you mean ('...')?", name)
	}
	if rest, ok := strings.CutPrefix(name, "..."); ok {
		name, param.Kind = rest, CatchAll
	}
	param.Text = name
	switch {
	case strings.HasPrefix(name, "[") || strings.HasSuffix(name, "]"):
		return param, refuse(ExtraBrackets, []string{path}, "Segment names may not start or end with extra brackets ('%s').", name)
	case strings.HasPrefix(name, "."):
		return param, refuse(LeadingPeriods, []string{path}, "Segment names may not start with erroneous periods ('%s').", name)
	case optional && param.Kind == Single:
		return param, refuse(OptionalSingle, []string{path}, `Optional route parameters are not yet supported ("%s").`, part)
	case optional:
		param.Kind = OptionalCatchAll
	}
	return param, nil
}

// enclosed strips one pair of brackets around the whole of s.
func enclosed(s string) (string, bool) {
	if len(s) < 2 || s[0] != '[' || s[len(s)-1] != ']' {
		return s, false
	}
	return s[1 : len(s)-1], true
}

// claim makes param the one of its kind on this level, or says who holds it.
func (n *sortNode) claim(path, part string, param Segment, names []string) *Refusal {
	kind, other := param.Kind, Single
	switch kind {
	case CatchAll:
		other = OptionalCatchAll
	case OptionalCatchAll:
		other = CatchAll
	case Literal, Single:
	}
	if other != Single && n.owner[other] != "" {
		return n.bothCatchAlls(path, part, other)
	}
	if n.owner[kind] != "" && n.names[kind] != param.Text {
		return refuse(DifferentNames, []string{n.owner[kind], path},
			"You cannot use different slug names for the same dynamic path ('%s' !== '%s').", n.names[kind], param.Text).about(n.names[kind], param.Text)
	}
	for _, earlier := range names {
		if earlier == param.Text {
			return refuse(RepeatedName, []string{path}, `You cannot have the same slug name "%s" repeat within a single dynamic path`, param.Text).about(param.Text)
		}
		if wordCharacters(earlier) == wordCharacters(part) {
			return refuse(SimilarNames, []string{path}, `You cannot have the slug names "%s" and "%s" differ only by non-word symbols within a single dynamic path`, earlier, param.Text).about(earlier, param.Text)
		}
	}
	if n.owner[kind] == "" {
		n.names[kind], n.owner[kind] = param.Text, path
	}
	return nil
}

func (n *sortNode) bothCatchAlls(path, part string, other SegmentKind) *Refusal {
	paths := []string{n.owner[other], path}
	if other == CatchAll {
		return refuse(BothCatchAlls, paths, `You cannot use both an required and optional catch-all route at the same level ("[...%s]" and "%s" ).`, n.names[other], part)
	}
	return refuse(BothCatchAlls, paths, `You cannot use both an optional and required catch-all route at the same level ("[[...%s]]" and "%s").`, n.names[other], part)
}

// smoosh lists the paths below n, most specific first.
func (n *sortNode) smoosh(prefix string, out []string) ([]string, *Refusal) {
	if n.route {
		path := cmp.Or(strings.TrimSuffix(prefix, "/"), "/")
		if n.owner[OptionalCatchAll] != "" {
			return nil, refuse(OptionalAndItsParent, []string{path, n.owner[OptionalCatchAll]},
				`You cannot define a route with the same specificity as a optional catch-all route ("%s" and "%s[[...%s]]").`, path, path, n.names[OptionalCatchAll])
		}
		out = append(out, path)
	}
	for _, key := range n.literals() {
		var refusal *Refusal
		if out, refusal = n.children[key].smoosh(prefix+key+"/", out); refusal != nil {
			return nil, refusal
		}
	}
	for kind := Single; kind <= OptionalCatchAll; kind++ {
		child := n.children[slotKeys[kind]]
		if child == nil || n.owner[kind] == "" {
			continue
		}
		segment := Segment{Kind: kind, Text: n.names[kind]}
		var refusal *Refusal
		if out, refusal = child.smoosh(prefix+segment.String()+"/", out); refusal != nil {
			return nil, refusal
		}
	}
	return out, nil
}

func (n *sortNode) literals() []string {
	var keys []string
	for key := range n.children {
		if !slices.Contains(slotKeys[:], key) {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, compareText)
	return keys
}
