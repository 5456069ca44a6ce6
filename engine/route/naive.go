package route

import "strings"

// Matches says whether a URL path, still percent-encoded, matches the pattern
// as a whole, one trailing slash allowed. It is the plain definition, part by
// part with backtracking; engine/match has the fast index.
func (p Pattern) Matches(path string) bool {
	path = strings.TrimPrefix(path, "/")
	path = strings.TrimSuffix(path, "/")
	if path == "" {
		return matchParts(p.Segments, nil)
	}
	return matchParts(p.Segments, strings.Split(path, "/"))
}

func matchParts(segments []Segment, parts []string) bool {
	if len(segments) == 0 {
		return len(parts) == 0
	}
	s, rest := segments[0], segments[1:]
	if !s.Repeats() {
		return len(parts) > 0 && s.Accepts(parts[0]) && matchParts(rest, parts[1:])
	}
	if s.Kind == OptionalCatchAll && matchParts(rest, parts) {
		return true
	}
	for i := 1; i <= len(parts); i++ {
		if s.Accepts(strings.Join(parts[:i], "/")) && matchParts(rest, parts[i:]) {
			return true
		}
	}
	return false
}
