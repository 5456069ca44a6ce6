// Package draft is a request as a person writes it, before it is sent.
//
// The truth is one Target ("/posts/42?draft=1") and a few texts of one entry a
// line. Params and query are views of the target: a form over them is read from
// it and written back to it, so that the URL and the form can never disagree.
// Drafts are plain values; each route keeps its own.
package draft

import (
	"net/url"
	"strings"

	"signalbox/engine/route"
)

// Kind is how the body is written and sent.
type Kind uint8

// The kinds of body, in the order in which a key goes through them.
const (
	None Kind = iota
	JSON
	Form      // lines "name=value", sent urlencoded
	Multipart // lines "name=value" or "name=@file"
	Text
	File // the name of a file of the project
	kinds
)

// String returns the kind as it is shown.
func (k Kind) String() string {
	return [...]string{"none", "JSON", "form", "multipart", "text", "file"}[k]
}

// Next returns the kind after k, round and round.
func (k Kind) Next() Kind { return (k + 1) % kinds }

// Draft is one request. The zero value is a GET of "/".
type Draft struct {
	Route   string // the path of the route it was made for, "" for a free URL
	Method  string
	Target  string
	Headers string // lines "name: value"
	Cookies string // lines "name=value"
	Kind    Kind
	Body    string
}

// Pair is a name with its value.
type Pair struct{ Name, Value string }

// Param is a parameter of the path with what the target holds for it.
type Param struct {
	Name  string
	Kind  route.SegmentKind
	Value string // decoded; the parts of a catch-all joined by "/"
}

// For suggests a request for a route: its first exported method, and a value
// for each parameter.
func For(r *route.Route) Draft {
	d := Draft{Route: r.Path, Method: "GET"}
	if m := r.Methods(); r.Kind == route.Handler && len(m) > 0 {
		d.Method = m[0]
	}
	d.Target = Fill(r.Pattern, suggest(r.Pattern))
	if TakesBody(d.Method) {
		d.Kind, d.Body = JSON, "{}"
	}
	return d
}

// TakesBody reports whether a request of the method usually carries a body.
func TakesBody(method string) bool {
	return method == "POST" || method == "PUT" || method == "PATCH"
}

// suggest makes up a value for each parameter of a pattern.
func suggest(p route.Pattern) []string {
	var values []string
	for _, s := range p.Segments {
		switch s.Kind {
		case route.Literal:
		case route.Single:
			values = append(values, sample(s.Text))
		case route.CatchAll:
			values = append(values, "a/b")
		case route.OptionalCatchAll:
			values = append(values, "")
		}
	}
	return values
}

func sample(name string) string {
	low := strings.ToLower(name)
	switch {
	case strings.HasSuffix(low, "id"), strings.Contains(low, "page"), strings.Contains(low, "num"):
		return "1"
	case strings.Contains(low, "slug"):
		return "hello-world"
	case strings.Contains(low, "lang"), strings.Contains(low, "locale"):
		return "en"
	case strings.Contains(low, "year"):
		return "2025"
	}
	return low
}

// Fill writes values into the parameters of a pattern, percent-encoded.
func Fill(p route.Pattern, values []string) string {
	var b strings.Builder
	next := 0
	for _, s := range p.Segments {
		if s.Kind == route.Literal {
			b.WriteString("/" + s.Text)
			continue
		}
		v := ""
		if next < len(values) {
			v = values[next]
		}
		next++
		b.WriteString(fillOne(s.Kind, v))
	}
	if b.Len() == 0 {
		return "/"
	}
	return b.String()
}

func fillOne(k route.SegmentKind, v string) string {
	if k == route.Single {
		return "/" + url.PathEscape(v)
	}
	out := ""
	for _, part := range strings.Split(v, "/") {
		if part != "" {
			out += "/" + url.PathEscape(part)
		}
	}
	return out
}

// Params reads the parameters of a pattern out of the target. ok is false
// where the target's path does not have the pattern's shape.
func (d *Draft) Params(p route.Pattern) (params []Param, ok bool) {
	path, _ := d.split()
	parts := strings.Split(strings.Trim(path, "/"), "/")
	if parts[0] == "" {
		parts = nil
	}
	for _, s := range p.Segments {
		if s.Kind == route.CatchAll || s.Kind == route.OptionalCatchAll {
			params = append(params, Param{s.Text, s.Kind, unescapeAll(parts)})
			parts = nil
			continue
		}
		if len(parts) == 0 && s.Kind == route.Literal || len(parts) > 0 && s.Kind == route.Literal && parts[0] != s.Text && unescape(parts[0]) != s.Text {
			return nil, false
		}
		if s.Kind == route.Single {
			v := ""
			if len(parts) > 0 {
				v = unescape(parts[0])
			}
			params = append(params, Param{s.Text, s.Kind, v})
		}
		if len(parts) > 0 {
			parts = parts[1:]
		}
	}
	return params, len(parts) == 0
}

// SetParam writes the value of one parameter into the target.
func (d *Draft) SetParam(p route.Pattern, i int, value string) {
	params, ok := d.Params(p)
	if !ok || i >= len(params) {
		return
	}
	values := make([]string, len(params))
	for j := range params {
		values[j] = params[j].Value
	}
	values[i] = value
	_, query := d.split()
	d.Target = Fill(p, values) + query
}

// Query returns the query of the target, without "?".
func (d *Draft) Query() string {
	_, q := d.split()
	return strings.TrimPrefix(q, "?")
}

// SetQuery replaces the query of the target.
func (d *Draft) SetQuery(q string) {
	path, _ := d.split()
	if q = strings.TrimPrefix(strings.TrimSpace(q), "?"); q != "" {
		q = "?" + q
	}
	d.Target = path + q
}

// split parts the target at its "?".
func (d *Draft) split() (path, query string) {
	if i := strings.IndexByte(d.Target, '?'); i >= 0 {
		return d.Target[:i], d.Target[i:]
	}
	return d.Target, ""
}

// HeaderPairs reads the header lines.
func (d *Draft) HeaderPairs() []Pair { return pairs(d.Headers, ":") }

// CookiePairs reads the cookie lines.
func (d *Draft) CookiePairs() []Pair { return pairs(d.Cookies, "=") }

// pairs reads lines of name, separator, value; lines without a name and lines
// that start with "#" say nothing.
func pairs(text, sep string) []Pair {
	var out []Pair
	for _, line := range strings.Split(text, "\n") {
		name, value, _ := strings.Cut(line, sep)
		name = strings.TrimSpace(name)
		if name != "" && !strings.HasPrefix(name, "#") {
			out = append(out, Pair{name, strings.TrimSpace(value)})
		}
	}
	return out
}

func unescape(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}

func unescapeAll(parts []string) string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = unescape(p)
	}
	return strings.Join(out, "/")
}
