package engine

import (
	"fmt"
	"regexp"
	"slices"

	"signalbox/engine/diag"
	"signalbox/engine/route"
)

// planKind says how GETs of a route are computed.
type planKind uint8

const (
	perRequest planKind = iota // ƒ: the code runs for each request
	attempt                    // ○ if a run before the first request turns out static
	listed                     // ●: generateStaticParams names paths, others on demand
	onDemand                   // a dynamic segment under force-static: each path at its first request
)

// plan is what a route's exports decide before anything runs (NEXT-FACTS F1).
type plan struct {
	kind   planKind
	reason string // one sentence
	pos    diag.Pos
	// closed says that paths beyond the listed ones are 404 (dynamicParams = false).
	closed bool
	// sole says that one path is prepared, with a dash in the place of each
	// param, and every other runs for each request (NEXT-FACTS G3).
	sole bool
	// some says that the route runs for each request but for the paths that were
	// prepared before another of its paths turned out dynamic.
	some   bool
	config segment
}

// segment is the segment config of a route, read from its literals.
type segment struct {
	dynamic    string // "auto" where it is not set
	revalidate route.Revalidate
	fetchCache string
	edge       bool
	params     bool // dynamicParams
	line       map[string]diag.Pos
}

func readSegment(r *route.Route) segment {
	s := segment{dynamic: "auto", revalidate: r.Revalidate, params: true, line: map[string]diag.Pos{}}
	for _, c := range r.Config {
		s.line[c.Name] = c.Span.Pos
		switch v := c.Value.(type) {
		case string:
			switch c.Name {
			case "dynamic":
				s.dynamic = v
			case "fetchCache":
				s.fetchCache = v
			case "runtime":
				s.edge = v == "edge" || v == "experimental-edge"
			}
		case bool:
			switch c.Name {
			case "dynamicParams":
				s.params = v
			case "revalidate":
				s.revalidate = route.Revalidate{Set: true, Never: !v}
			}
		case float64:
			if c.Name == "revalidate" {
				s.revalidate = route.Revalidate{Set: true, Seconds: int(v)}
			}
		}
	}
	return s
}

// specialName are the URLs that Next takes for metadata routes by their name
// alone, also where a plain route.ts stands there.
var specialName = regexp.MustCompile(`^/(favicon\.ico|robots\.txt|manifest\.(webmanifest|json))$` +
	`|/(sitemap\.xml|sitemap/\[__metadata_id__\])$` +
	`|/(icon|apple-icon|opengraph-image|twitter-image)\d?(-\w{6})?(\.(ico|jpg|jpeg|png|svg|gif))?(/\[__metadata_id__\])?$`)

// mutating are the exports beside which a GET is never static.
var mutating = []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS"}

// planRoute decides how a route's GET is computed. Each way out gives its reason
// and the line that decides, because that is what a person has to change.
func planRoute(r *route.Route, version string, cacheComponents bool) plan {
	s := readSegment(r)
	p := plan{config: s}
	why := func(kind planKind, pos diag.Pos, format string, args ...any) plan {
		p.kind, p.pos, p.reason = kind, pos, fmt.Sprintf(format, args...)
		return p
	}
	special := r.Kind == route.Metadata || specialName.MatchString(r.Path)
	if r.Kind == route.Metadata && (r.Meta == nil || !r.Meta.Code) {
		p.sole = hasDynamicSegment(r)
		return why(attempt, diag.Pos{}, "the file is served as it is")
	}
	if s.edge {
		return why(perRequest, s.line["runtime"], "the edge runtime is never static")
	}
	if r.Path == "/index" {
		return why(perRequest, diag.Pos{}, "Next.js keeps the answer of a route called index under /, and looks for it under /index: the code runs for each request")
	}
	pos, reason := enabledBy(r, s, special, version, cacheComponents)
	if r.Kind == route.Handler {
		for _, e := range r.Exports {
			if reason != "" && slices.Contains(mutating, e.Name) {
				return why(perRequest, e.Span.Pos, "%s, but the file exports %s beside GET, and such a file runs for each request (in a file without %s the GET would be kept)", reason, e.Name, e.Name)
			}
		}
		if !slices.Contains(r.Methods(), "GET") {
			return why(perRequest, diag.Pos{}, "the file exports no GET")
		}
	}
	dynamic := s.line["dynamic"]
	switch {
	case s.dynamic == "force-dynamic":
		return why(perRequest, dynamic, "dynamic = \"force-dynamic\" runs the code for each request")
	case s.revalidate.Set && !s.revalidate.Never && s.revalidate.Seconds == 0:
		return why(perRequest, s.line["revalidate"], "revalidate = 0 runs the code for each request")
	}
	if reason == "" {
		return why(perRequest, diag.Pos{}, "nothing asks for caching: a GET runs for each request since Next.js 15 (dynamic = \"force-static\" or revalidate would cache it)")
	}
	switch {
	case r.Kind == route.Metadata && r.Meta.Multi:
		return why(listed, pos, "%s", reason)
	case r.Kind == route.Metadata && r.Meta.Type == "sitemap":
		p.sole = hasDynamicSegment(r)
		return why(attempt, pos, "%s", reason)
	case !hasDynamicSegment(r):
		return why(attempt, pos, "%s", reason)
	}
	p.closed = r.HasStaticParams && !s.params
	switch {
	case r.HasStaticParams:
		return why(listed, pos, "generateStaticParams names the paths to prepare")
	case s.dynamic == "force-static" || s.dynamic == "error":
		return why(onDemand, pos, "%s; the path has a dynamic segment and no generateStaticParams, so each path is kept at its first request", reason)
	}
	return why(perRequest, pos, "%s, but the path has a dynamic segment and no generateStaticParams: the code runs for each request", reason)
}

// enabledBy says what switches caching on, "" for nothing.
func enabledBy(r *route.Route, s segment, special bool, version string, cacheComponents bool) (diag.Pos, string) {
	switch {
	case s.dynamic == "force-static" || s.dynamic == "error":
		return s.line["dynamic"], fmt.Sprintf("dynamic = %q makes the GET static", s.dynamic)
	case s.revalidate.Set && s.revalidate.Never:
		return s.line["revalidate"], "revalidate = false makes the GET static"
	case s.revalidate.Set:
		return s.line["revalidate"], fmt.Sprintf("revalidate = %d makes the GET static", s.revalidate.Seconds)
	case r.HasStaticParams:
		return diag.Pos{File: r.File}, "generateStaticParams is exported"
	case r.Kind == route.Metadata:
		return diag.Pos{}, "a metadata route is static unless it uses a dynamic API"
	case special:
		return diag.Pos{}, "the URL is one of a metadata file, and Next treats it as static by its name alone"
	case cacheComponents:
		return diag.Pos{}, "cacheComponents is on: every GET is tried before the first request"
	case version == "14" && !hasDynamicSegment(r):
		return diag.Pos{}, "in Next.js 14 a GET is static unless it uses a dynamic API"
	}
	return diag.Pos{}, ""
}

// hasDynamicSegment says that a route's path stands for many.
func hasDynamicSegment(r *route.Route) bool { return r.Pattern.Dynamic() }
