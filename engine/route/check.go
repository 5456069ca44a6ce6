package route

import (
	"fmt"
	"slices"
	"strings"
)

// Check returns everything for which `next build` refuses a route path on its
// own, in the order in which Next meets it; Next stops at the first. In an
// interception route the part before the marker and the part after it are
// checked apart, so a name may repeat across it (NEXT-FACTS B1).
func Check(path string) []*Refusal {
	for part := range strings.SplitSeq(path, "/") {
		marker := Marker(part)
		if marker == "" {
			continue
		}
		halves := strings.Split(path, marker)
		if len(halves) != 2 {
			return []*Refusal{refuse(BadIntercept, []string{path}, "Invalid interception route: %s", path)}
		}
		return append(Check(halves[0]), Check(halves[1])...)
	}
	c := pathCheck{path: path}
	for part := range strings.SplitSeq(path, "/") {
		if part != "" {
			c.segment(part)
		}
	}
	c.finish()
	return c.found
}

// pathCheck walks one path from its first segment to its last.
type pathCheck struct {
	path     string
	names    []string // the params so far
	required bool     // there was a [...name]
	optional bool     // there was a [[...name]]
	reported bool     // something about the catch-alls
	found    []*Refusal
}

func (c *pathCheck) refuse(fault Fault, format string, args ...any) *Refusal {
	r := refuse(fault, []string{c.path}, format, append(args, c.path)...)
	c.found = append(c.found, r)
	return r
}

func (c *pathCheck) segment(part string) {
	param, ok := WholeParam(part)
	if ok {
		c.syntax(param)
	}
	switch {
	case ok && (param.Kind == CatchAll || param.Kind == OptionalCatchAll):
		c.rest(param)
	case c.required:
		c.misplaced(CatchAllNotLast, `Catch-all must be the last part of the URL in route "%s".`)
	case c.optional:
		c.misplaced(OptionalNotLast, `Optional catch-all must be the last part of the URL in route "%s".`)
	}
	if ok {
		c.unique(param.Text)
	}
}

// rest notes a catch-all. Next lets a second one stand behind a first, and asks
// at the end whether they are of two kinds; two of one kind end the compiler.
func (c *pathCheck) rest(param Segment) {
	same := param.Kind == CatchAll && c.required || param.Kind == OptionalCatchAll && c.optional
	if same && !(c.required && c.optional) {
		c.reported = true
		r := refuse(CatchAllNotLast, []string{c.path},
			`Invalid segment %s("%s"), catch all segment must be the last segment modifying the path`, rustName(param.Kind), param.Text)
		c.found = append(c.found, r)
	}
	c.required = c.required || param.Kind == CatchAll
	c.optional = c.optional || param.Kind == OptionalCatchAll
}

// finish reports a path that holds catch-alls of both kinds.
func (c *pathCheck) finish() {
	if c.required && c.optional {
		c.misplaced(BothInPath, `You cannot use both a required and optional catch-all route at the same level in route "%s".`)
	}
}

// misplaced reports the first fault of the catch-alls of a path.
func (c *pathCheck) misplaced(fault Fault, format string) {
	if !c.reported {
		c.reported = true
		c.refuse(fault, format)
	}
}

// syntax reports the first thing wrong with the name of a param.
func (c *pathCheck) syntax(param Segment) {
	name := param.Text
	bracketed := strings.HasPrefix(name, "[") && strings.HasSuffix(name, "]")
	switch {
	case name == "":
		c.refuse(EmptyName, `Parameter names cannot be empty in route "%s".`)
	case strings.Contains(name, "…"):
		c.refuse(ThreeDotCharacter, `Detected a three-dot character ('…') in parameter "%s" in route "%s". Did you mean ('...')?`, name).about(name)
	case param.Kind != OptionalCatchAll && bracketed:
		c.refuse(OptionalSingle, `Optional route parameters are not yet supported ("[%s]") in route "%s".`, name).about(name)
	case strings.HasPrefix(name, "[") || strings.HasSuffix(name, "]"):
		c.refuse(ExtraBrackets, `Segment names may not start or end with extra brackets ('%s') in route "%s".`, name).about(name)
	case strings.HasPrefix(name, "."):
		c.refuse(LeadingPeriods, `Segment names may not start with erroneous periods ('%s') in route "%s".`, name).about(name)
	}
}

// unique reports a name that the path already has, letter for letter or but
// for characters that are no word characters.
func (c *pathCheck) unique(name string) {
	if slices.Contains(c.names, name) {
		c.refuse(RepeatedName, `You cannot have the same slug name "%s" repeat within a single dynamic path in route "%s".`, name).about(name)
		return
	}
	for _, earlier := range c.names {
		if wordCharacters(earlier) == wordCharacters(name) {
			c.refuse(SimilarNames, `You cannot have the slug names "%s" and "%s" differ only by non-word symbols within a single dynamic path in route "%s".`, earlier, name).about(earlier, name)
			break
		}
	}
	c.names = append(c.names, name)
}

// rustName is how the compiler of Next.js names a kind of segment.
func rustName(k SegmentKind) string {
	if k == OptionalCatchAll {
		return "OptionalCatchAll"
	}
	return "CatchAll"
}

// wordCharacters drops what \W matches.
func wordCharacters(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return -1
	}, name)
}

// CheckAll returns everything for which `next build` refuses a set of route
// paths together: optional catch-alls beside the route of their parent, and
// paths that differ in nothing but the names of their params. The paths must
// be distinct and pass Check; their order is that of the messages.
func CheckAll(paths []string) []*Refusal {
	byShape := make(map[string][]string, len(paths))
	var shapes []string
	for _, path := range paths {
		s := shape(path)
		if byShape[s] == nil {
			shapes = append(shapes, s)
		}
		byShape[s] = append(byShape[s], path)
	}
	found := specificity(paths, byShape)
	shapes = slices.DeleteFunc(shapes, func(s string) bool { return len(byShape[s]) < 2 })
	if len(shapes) == 0 {
		return found
	}
	text := ambiguity(shapes, byShape)
	for _, s := range shapes {
		found = append(found, &Refusal{Fault: Ambiguous, Paths: byShape[s], Next: text, Shape: s})
	}
	return found
}

// specificity finds routes beside an optional catch-all that also takes their
// URL: "/x" and "/x/[[...a]]".
func specificity(paths []string, byShape map[string][]string) []*Refusal {
	var found []*Refusal
	for _, path := range paths {
		cut := strings.LastIndexByte(path, '/')
		last, _ := WholeParam(path[cut+1:])
		if last.Kind != OptionalCatchAll {
			continue
		}
		prefix := shape(path[:cut])
		for _, parent := range byShape[prefix] {
			shown := strings.TrimSuffix(prefix, "/")
			found = append(found, refuse(OptionalAndItsParent, []string{parent, path},
				`You cannot define a route with the same specificity as an optional catch-all route ("%s" and "%s/[[...%s]]").`, parent, shown, last.Text))
		}
	}
	return found
}

// ambiguity is the one message in which Next lists all shapes that several paths
// have.
func ambiguity(shapes []string, byShape map[string][]string) string {
	var b strings.Builder
	b.WriteString("Ambiguous app routes detected:\n\n")
	for _, s := range shapes {
		fmt.Fprintf(&b, "Ambiguous route pattern \"%s\" matches multiple routes:\n  - %s\n\n", s, strings.Join(byShape[s], "\n  - "))
	}
	b.WriteString("These routes cannot be distinguished from each other when matching URLs. " +
		"Please ensure that dynamic segments have unique patterns or use different static segments.")
	return b.String()
}

// shape is Pattern.Shape as the build check sees it: a segment counts as a
// param only as a whole, in any path, and keeps its interception marker.
func shape(path string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(path, "/") {
		if part == "" {
			continue
		}
		marker := Marker(part)
		if param, ok := WholeParam(part[len(marker):]); ok {
			param.Text = "*"
			part = marker + param.String()
		}
		b.WriteByte('/')
		b.WriteString(part)
	}
	if b.Len() == 0 {
		return "/"
	}
	return b.String()
}
