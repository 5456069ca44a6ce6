package nextconfig

import (
	"errors"
	"fmt"
	"strings"

	"signalbox/engine/route"
)

// target is where a rule leads for one request.
type target struct {
	url   parsedURL
	query Query
}

// repeatError puts an error about a list into Next's words.
func repeatError(err error) error {
	if errors.Is(err, errRepeat) {
		return errRepeatInDestination
	}
	return err
}

// errRepeatInDestination is Next's sentence for a list without its asterisk.
var errRepeatInDestination = verbatim("To use a multi-match in the destination you must add `*` at the end of the param name to signify it should repeat. https://nextjs.org/docs/messages/invalid-multi-match")

// prepare writes a destination with the params that the source and the
// conditions took. The query of the request comes first, the destination's own
// query wins. toQuery appends the params that the destination does not use to
// the query, as rewrites do and redirects do not (Next's prepareDestination).
func prepare(destination string, params Params, request Query, toQuery bool) (target, error) {
	parsed, err := parseDestination(destination, params, request)
	if err != nil {
		return target{}, err
	}
	path, err := compileTemplate(parsed.path + parsed.hash)
	if err != nil {
		return target{}, err
	}
	host, err := compileTemplate(parsed.hostname)
	if err != nil {
		return target{}, err
	}
	for _, part := range [...]*template{path, host} {
		if err := part.bareRepeat(); err != nil {
			return target{}, err
		}
	}
	own, err := fillQuery(strings.TrimPrefix(parsed.search, "?"), params)
	if err != nil {
		return target{}, err
	}
	if toQuery && !usesAny(append(path.names(), host.names()...), params) {
		own = appendParams(own, params)
	}
	written, err := path.fill(params.withMarker(parsed.path), func(s string) string { return s })
	if err != nil {
		return target{}, repeatError(err)
	}
	if parsed.hostname, err = host.fill(params, route.EncodeComponent); err != nil {
		return target{}, err
	}
	if parsed.search, err = fillText(restoreColons(parsed.search), params); err != nil {
		return target{}, err
	}
	parsed.path, parsed.hash, _ = strings.Cut(written, "#")
	if parsed.hash, _, _ = strings.Cut(parsed.hash, "#"); parsed.hash != "" {
		parsed.hash = "#" + parsed.hash
	}
	return target{parsed, request.Merge(own)}, nil
}

// colon stands for the colon of a param while the URL is parsed, which would
// read the colon of ":host" as that of a port.
const colon = "__ESC_COLON_"

func parseDestination(destination string, params Params, request Query) (parsedURL, error) {
	for _, name := range names(params, request) {
		if name != "" {
			destination = strings.ReplaceAll(destination, ":"+name, colon+name)
		}
	}
	parsed, err := parseURL(destination)
	search := parsed.search
	parsed = parsed.each(restoreColons)
	parsed.search = search // its names keep the escape, as Next leaves them
	return parsed, err
}

func names(params Params, query Query) []string {
	var names []string
	for _, p := range params {
		names = append(names, p.Name)
	}
	for _, q := range query {
		names = append(names, q.Name)
	}
	return names
}

// restoreColons undoes the escape, whose case a host name does not keep.
func restoreColons(s string) string {
	return strings.NewReplacer(colon, ":", strings.ToLower(colon), ":").Replace(s)
}

// fillQuery parses the query of a destination and writes params into it.
func fillQuery(search string, params Params) (Query, error) {
	if _, err := fillText(restoreColons(search), params); err != nil {
		return nil, err
	}
	query := ParseQuery(search)
	for i := range query {
		for j, value := range query[i].Values {
			filled, err := fillText(restoreColons(value), params)
			if err != nil {
				return nil, err
			}
			query[i].Values[j] = filled
		}
	}
	return query, nil
}

func usesAny(used []string, params Params) bool {
	for _, name := range used {
		if _, ok := params.Get(name); ok && name != localeParam {
			return true
		}
	}
	return false
}

func appendParams(query Query, params Params) Query {
	for _, p := range params {
		if _, taken := query.Get(p.Name); taken || p.Name == localeParam {
			continue
		}
		values := p.List
		if !p.Many {
			values = []string{p.Value}
		}
		query = append(query, QueryValue{p.Name, values})
	}
	return query
}

// withMarker adds the interception marker of a destination, which its pattern
// reads as a param without a name.
func (p Params) withMarker(path string) Params {
	for part := range strings.SplitSeq(path, "/") {
		switch marker := route.Marker(part); marker {
		case "":
		case "(..)(..)":
			return append(p[:len(p):len(p)], Param{Name: "0", Value: "(..)"}, Param{Name: "1", Value: "(..)"})
		default:
			return append(p[:len(p):len(p)], Param{Name: "0", Value: marker})
		}
	}
	return p
}

// collapseSlashes turns backslashes into slashes and runs of slashes into one.
func collapseSlashes(path string) string {
	path = strings.ReplaceAll(path, `\`, "/")
	for strings.Contains(path, "//") {
		path = strings.ReplaceAll(path, "//", "/")
	}
	return path
}

// sourceError adds the rule to an error of its compilation.
func sourceError(rule *Rule, err error) error {
	return fmt.Errorf("rule %s: %w", rule.Source, err)
}
