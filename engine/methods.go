package engine

import (
	"fmt"
	"slices"
	"strings"

	"signalbox/engine/route"
)

// choose resolves the request method against the exports (NEXT-FACTS D1). status
// is what answers where nothing runs.
func choose(r *route.Route, method string) (runs string, status int, reason string) {
	exports := r.Methods()
	has := func(name string) bool { return slices.Contains(exports, name) }
	switch {
	case method == "TRACE":
		return "", 500, "Next.js fails on TRACE before it looks at the route"
	case !isMethod(method):
		return "", 400, method + " is none of the seven methods that a route file can export"
	case has(method):
		return method, 0, "the file exports " + method
	case method == "HEAD" && has("GET"):
		return "GET", 0, "HEAD runs GET and drops the body"
	case method == "OPTIONS":
		return "", 204, "OPTIONS is not exported: Next.js answers with the Allow header"
	case len(exports) == 0:
		return "", 405, "the file exports no method"
	}
	return "", 405, fmt.Sprintf("the file exports no %s; it has %s", method, strings.Join(exports, ", "))
}

func isMethod(m string) bool {
	switch m {
	case "GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH":
		return true
	}
	return false
}

// allow is the Allow header of an implicit OPTIONS.
func allow(r *route.Route) string {
	names := r.Methods()
	if !slices.Contains(names, "OPTIONS") {
		names = append(names, "OPTIONS")
	}
	if slices.Contains(names, "GET") && !slices.Contains(names, "HEAD") {
		names = append(names, "HEAD")
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// refused answers a method that runs nothing.
func refused(r *route.Route, status int) *answer {
	if status == 500 {
		return routeError()
	}
	a := newAnswer(status)
	a.chunked = true
	a.set("vary", baseVary)
	if status == 204 {
		a.set("allow", allow(r))
	}
	return a
}
