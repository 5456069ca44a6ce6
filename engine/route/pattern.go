package route

import (
	"slices"
	"strings"
)

// SegmentKind orders segments by specificity: a smaller kind is tried first.
type SegmentKind uint8

// The kinds of a URL segment (NEXT-FACTS C3).
const (
	Literal          SegmentKind = iota // x
	Single                              // [x]
	CatchAll                            // [...x]
	OptionalCatchAll                    // [[...x]]
)

// String returns "literal", "single", "catch-all" or "optional-catch-all"; the
// last three are the words of the JSON contract for the kind of a param.
func (k SegmentKind) String() string {
	return [...]string{"literal", "single", "catch-all", "optional-catch-all"}[k]
}

// Segment is one part of a Pattern, between two slashes.
type Segment struct {
	Kind SegmentKind
	Text string // the literal, or the name of the param
	// Prefix and Suffix are literal text around a param inside its segment.
	// The prefix is an interception marker, "(.)" in "(.)[id]", or the odd
	// bracket of "x[id]y" in a route that is dynamic elsewhere (NEXT-FACTS A8).
	Prefix, Suffix string
}

// Pattern is a route path in its normal form: groups, slots and private
// folders gone, one Segment for each part. The zero Pattern is "/".
type Pattern struct {
	Segments []Segment
	path     string // as it was parsed, "" for a Pattern made by hand
}

// Parse reads a route path as the manifests of `next build` name it:
// "/users/[id]". It accepts any text, because Next does: a segment that is no
// well-formed param is the literal it looks like. Check says what is wrong with
// a path that Next refuses.
//
// A path has params only if IsDynamic holds for it. In one that does, every
// segment with a bracket pair is a param; in one that does not, none is.
func Parse(path string) Pattern {
	p := Pattern{path: path}
	dynamic := IsDynamic(path)
	for part := range strings.SplitSeq(path, "/") {
		if part == "" {
			continue
		}
		segment := Segment{Kind: Literal, Text: part}
		if dynamic {
			segment = parseSegment(part)
		}
		p.Segments = append(p.Segments, segment)
	}
	return p
}

// parseSegment splits a segment of a dynamic route into prefix, param and
// suffix, as the route regular expression of Next does:
// ^([^[]*)\[((?:\[[^\]]*\])|[^\]]+)\](.*)$
func parseSegment(part string) Segment {
	literal := Segment{Kind: Literal, Text: part}
	open := strings.IndexByte(part, '[')
	if open < 0 {
		return literal
	}
	name, suffix, ok := cutParam(part[open+1:])
	if !ok {
		return literal
	}
	s := Segment{Kind: Single, Text: name, Prefix: part[:open], Suffix: suffix}
	optional := strings.HasPrefix(name, "[") && strings.HasSuffix(name, "]") && len(name) > 1
	if optional {
		s.Text = name[1 : len(name)-1]
	}
	if rest, repeat := strings.CutPrefix(s.Text, "..."); repeat {
		s.Text, s.Kind = rest, CatchAll
		if optional {
			s.Kind = OptionalCatchAll
		}
	}
	return s
}

// cutParam takes what follows an opening bracket: "id]y" gives "id" and "y",
// "[...id]]" gives "[...id]" and "".
func cutParam(rest string) (name, suffix string, ok bool) {
	if strings.HasPrefix(rest, "[") {
		inner := strings.IndexByte(rest, ']')
		if inner > 0 && strings.HasPrefix(rest[inner+1:], "]") {
			return rest[:inner+1], rest[inner+2:], true
		}
	}
	end := strings.IndexByte(rest, ']')
	if end <= 0 {
		return "", "", false
	}
	return rest[:end], rest[end+1:], true
}

// IsDynamic says whether Next treats a route path as dynamic: one segment at
// least is a param as a whole. For an interception route the intercepted path
// decides ("/[user]/(...)x" intercepts "/x" and is static).
func IsDynamic(path string) bool {
	if HasMarker(path) {
		intercept, err := ParseIntercept(path)
		if err != nil {
			return false
		}
		path = intercept.Intercepted
	}
	for part := range strings.SplitSeq(path, "/") {
		if len(part) > 2 && part[0] == '[' && part[len(part)-1] == ']' {
			return true
		}
	}
	return false
}

// String returns the route path.
func (p Pattern) String() string {
	if p.path != "" {
		return p.path
	}
	if len(p.Segments) == 0 {
		return "/"
	}
	var b strings.Builder
	for _, s := range p.Segments {
		b.WriteByte('/')
		b.WriteString(s.String())
	}
	return b.String()
}

// String returns the segment as a folder is named: "x", "[id]", "[...path]".
func (s Segment) String() string {
	switch s.Kind {
	case Literal:
		return s.Text
	case Single:
		return s.Prefix + "[" + s.Text + "]" + s.Suffix
	case CatchAll:
		return s.Prefix + "[..." + s.Text + "]" + s.Suffix
	case OptionalCatchAll:
		return s.Prefix + "[[..." + s.Text + "]]" + s.Suffix
	}
	panic("route: unknown segment kind")
}

// Dynamic says whether the pattern has params.
func (p Pattern) Dynamic() bool {
	return slices.ContainsFunc(p.Segments, func(s Segment) bool { return s.Kind != Literal })
}

// Params returns the segments that are params, in path order.
func (p Pattern) Params() []Segment {
	var params []Segment
	for _, s := range p.Segments {
		if s.Kind != Literal {
			params = append(params, s)
		}
	}
	return params
}

// Shape returns the path with every param name replaced by "*": "/x/[*]",
// "/x/[...*]". Two routes of one shape match the same URLs, and Next calls
// them ambiguous (NEXT-FACTS B1).
func (p Pattern) Shape() string {
	anonymous := Pattern{Segments: slices.Clone(p.Segments)}
	for i, s := range anonymous.Segments {
		if s.Kind != Literal {
			anonymous.Segments[i].Text = "*"
		}
	}
	return anonymous.String()
}

// Repeats says whether the segment takes any number of parts of a path. Behind
// an interception marker a catch-all takes one part alone.
func (s Segment) Repeats() bool {
	return (s.Kind == CatchAll || s.Kind == OptionalCatchAll) && (s.Prefix == "" || Marker(s.Prefix) == "")
}

// Accepts says whether one segment of a URL path, still percent-encoded, fits
// the segment; for a catch-all, all of its parts with their slashes.
func (s Segment) Accepts(part string) bool {
	if s.Kind == Literal {
		return part == s.Text
	}
	return len(part) > len(s.Prefix)+len(s.Suffix) &&
		strings.HasPrefix(part, s.Prefix) && strings.HasSuffix(part, s.Suffix)
}

// WithoutAffixes returns the pattern with its params taking whole segments:
// "/x[id]y" becomes "/[id]".
func (p Pattern) WithoutAffixes() Pattern {
	bare := Pattern{Segments: slices.Clone(p.Segments)}
	for i := range bare.Segments {
		bare.Segments[i].Prefix, bare.Segments[i].Suffix = "", ""
	}
	return bare
}
