package match

import (
	"strings"

	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// paramsOf takes the params of a route out of a path that matches it. A
// catch-all is split at its slashes first, then each part is decoded, once
// (NEXT-FACTS C8). ok is false where a part cannot be decoded.
func paramsOf(r *route.Route, path string) (params []trace.Param, ok bool) {
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
	for _, s := range r.Pattern.Segments {
		if s.Kind == route.CatchAll || s.Kind == route.OptionalCatchAll {
			if rest == "" {
				break
			}
			values, ok := decodeAll(rest)
			if !ok {
				return nil, false
			}
			params = append(params, trace.Param{Name: s.Text, Raw: rest, Values: values, CatchAll: true})
			break
		}
		part, below, _ := strings.Cut(rest, "/")
		rest = below
		if s.Kind == route.Literal {
			continue
		}
		raw := strings.TrimSuffix(strings.TrimPrefix(part, s.Prefix), s.Suffix)
		value, ok := route.DecodeComponent(raw)
		if !ok {
			return nil, false
		}
		params = append(params, trace.Param{Name: s.Text, Raw: raw, Value: value})
	}
	return params, true
}

func decodeAll(raw string) ([]string, bool) {
	parts := strings.Split(raw, "/")
	for i, part := range parts {
		value, ok := route.DecodeComponent(part)
		if !ok {
			return nil, false
		}
		parts[i] = value
	}
	return parts, true
}
