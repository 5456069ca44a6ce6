package match

import (
	"strings"

	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// paramsOf takes the params of a route out of a path that matches it, as the
// code sees them: decoded once for handlers, decoded and encoded again for
// pages (NEXT-FACTS C8). A catch-all is split at its slashes first. ok is false
// where a part cannot be decoded.
func paramsOf(r *route.Route, path string, how how) (params []trace.Param, ok bool) {
	count := 0
	for i := range r.Pattern.Segments {
		if r.Pattern.Segments[i].Kind != route.Literal {
			count++
		}
	}
	if count == 0 {
		return nil, true
	}
	params = make([]trace.Param, 0, count)
	rest := strings.TrimPrefix(trimSlash(path), "/")
	for i := range r.Pattern.Segments {
		s := &r.Pattern.Segments[i]
		if s.Repeats() {
			if how == byPattern {
				rest = strings.TrimSuffix(strings.TrimPrefix(rest, s.Prefix), s.Suffix)
			}
			return catchAll(params, s, rest, r.Kind)
		}
		var part string
		part, rest, _ = cutSegment(rest)
		if s.Kind == route.Literal {
			continue
		}
		if how == byPattern {
			part = strings.TrimSuffix(strings.TrimPrefix(part, s.Prefix), s.Suffix)
		}
		value, ok := seen(part, r.Kind)
		if !ok {
			return nil, false
		}
		params = append(params, trace.Param{Name: s.Text, Raw: part, Value: value})
	}
	return params, true
}

// cutSegment splits a path before its first slash; last says that none follows.
func cutSegment(path string) (segment, rest string, last bool) {
	if cut := strings.IndexByte(path, '/'); cut >= 0 {
		return path[:cut], path[cut+1:], false
	}
	return path, "", true
}

// catchAll adds the last param. An optional one is absent where nothing is
// left, and also where the path spells the folder's own name.
func catchAll(params []trace.Param, s *route.Segment, rest string, kind route.Kind) ([]trace.Param, bool) {
	if rest == "" || s.Kind == route.OptionalCatchAll && rest == s.String() {
		return params, true
	}
	values := strings.Split(rest, "/")
	for i, part := range values {
		value, ok := seen(part, kind)
		if !ok {
			return nil, false
		}
		values[i] = value
	}
	return append(params, trace.Param{Name: s.Text, Raw: rest, Values: values, CatchAll: true}), true
}

// seen is one raw part of a path as the code of a route sees it.
func seen(part string, kind route.Kind) (string, bool) {
	value, ok := route.DecodeComponent(part)
	if kind == route.Page && ok {
		value = route.EncodeComponent(value)
	}
	return value, ok
}
