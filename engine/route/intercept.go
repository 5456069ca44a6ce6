package route

import (
	"slices"
	"strings"
)

// markers are tried in this order on each segment (NEXT-FACTS A7).
var markers = [...]string{"(..)(..)", "(.)", "(..)", "(...)"}

// Marker returns the interception marker that a segment starts with, or "".
func Marker(segment string) string {
	for _, m := range markers {
		if strings.HasPrefix(segment, m) {
			return m
		}
	}
	return ""
}

// HasMarker says whether a route path is that of an interception route.
func HasMarker(path string) bool {
	if !strings.Contains(path, "(.") {
		return false
	}
	return slices.ContainsFunc(strings.Split(path, "/"), func(s string) bool { return Marker(s) != "" })
}

// Intercept is an interception route, taken apart.
type Intercept struct {
	Intercepting string // the route from which it intercepts: "/feed"
	Marker       string // "(.)", "(..)", "(..)(..)" or "(...)"
	Intercepted  string // the route that it stands in for: "/feed/photo/[id]"
}

// ParseIntercept takes an interception route apart: "/feed/(..)photo/[id]"
// intercepts "/photo/[id]" from "/feed". Its errors are Refusals
// (NEXT-FACTS B2).
func ParseIntercept(path string) (Intercept, error) {
	marker := firstMarker(path)
	parts := []string{"", ""}
	if marker != "" {
		parts = strings.Split(path, marker)
	}
	if marker == "" || parts[0] == "" || parts[1] == "" {
		return Intercept{}, refuse(BadIntercept, []string{path},
			"Invalid interception route: %s. Must be in the format /<intercepting route>/(..|...|..)(..)/<intercepted route>", path)
	}
	from := NormalizePath(parts[0])
	to, err := interceptedBy(path, from, marker, parts[1])
	return Intercept{Intercepting: from, Marker: marker, Intercepted: to}, err
}

func firstMarker(path string) string {
	for part := range strings.SplitSeq(path, "/") {
		if m := Marker(part); m != "" {
			return m
		}
	}
	return ""
}

// interceptedBy resolves the rest of an interception route against the folder
// that holds the marker; it counts URL segments and not folders.
func interceptedBy(path, from, marker, rest string) (string, error) {
	up := strings.Split(from, "/") // "/feed" is ["", "feed"]
	join := func(base []string) string { return strings.Join(append(slices.Clone(base), rest), "/") }
	switch marker {
	case "(.)":
		if from == "/" {
			return "/" + rest, nil
		}
		return from + "/" + rest, nil
	case "(..)":
		if from == "/" {
			return "", refuse(BadIntercept, []string{path},
				"Invalid interception route: %s. Cannot use (..) marker at the root level, use (.) instead.", path)
		}
		return join(up[:len(up)-1]), nil
	case "(..)(..)":
		if len(up) <= 2 {
			return "", refuse(BadIntercept, []string{path},
				"Invalid interception route: %s. Cannot use (..)(..) marker at the root level or one level up.", path)
		}
		return join(up[:len(up)-2]), nil
	default:
		return "/" + rest, nil
	}
}
