package cli

import (
	"bytes"
	"encoding/json"
	"io"

	"signalbox/engine/diag"
	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// The types below are the JSON contract. Scripts read them: fields may be
// added, and never change their name or meaning. Where there is no answer the
// value is null; lists are never null.

type jsonTable struct {
	Root     string        `json:"root"`
	Next     string        `json:"next"`
	Routes   []jsonRoute   `json:"routes"`
	Problems []jsonProblem `json:"problems"`
}

type jsonRoute struct {
	Path       string         `json:"path"`
	Kind       string         `json:"kind"`
	File       string         `json:"file"`
	Methods    []string       `json:"methods"`
	Implicit   []string       `json:"implicit"`
	Params     []jsonParam    `json:"params"`
	Render     string         `json:"render"`
	Revalidate any            `json:"revalidate"` // false, seconds, or null
	Config     map[string]any `json:"config"`
	Layouts    []string       `json:"layouts"`
	Intercepts *string        `json:"intercepts"`
	Problems   []diag.Code    `json:"problems"`
}

type jsonParam struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
}

type jsonProblem struct {
	Code     diag.Code `json:"code"`
	Severity string    `json:"severity"`
	Message  string    `json:"message"`
	Next     *string   `json:"next"`
	Stage    *string   `json:"stage"`
	Path     *string   `json:"path"`
	Witness  *string   `json:"witness"`
	Files    []string  `json:"files"`
	Line     *int      `json:"line"`
	Fix      *string   `json:"fix"`
}

// optional is null for "".
func optional[T ~string](s T) *string {
	if s == "" {
		return nil
	}
	text := string(s)
	return &text
}

// list is never null.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

func tableJSON(t *route.Table, routes []route.Route) jsonTable {
	out := jsonTable{Root: t.Root, Next: t.Version, Routes: []jsonRoute{}, Problems: problemsJSON(t.Problems)}
	for i := range routes {
		out.Routes = append(out.Routes, routeJSON(t, &routes[i]))
	}
	return out
}

func routeJSON(t *route.Table, r *route.Route) jsonRoute {
	out := jsonRoute{
		Path: r.Path, Kind: r.Kind.String(), File: r.File,
		Methods: list(r.Methods()), Implicit: list(r.Implicit), Params: []jsonParam{},
		Render: r.Render.String(), Revalidate: revalidateJSON(r.Revalidate), Config: map[string]any{},
		Layouts: list(r.Layouts), Intercepts: optional(r.Intercepts), Problems: []diag.Code{},
	}
	for _, s := range r.Pattern.Params() {
		out.Params = append(out.Params, jsonParam{s.Text, s.Kind.String()})
	}
	for _, c := range r.Config {
		out.Config[c.Name] = c.Value
	}
	for _, i := range r.Problems {
		out.Problems = append(out.Problems, t.Problems[i].Code)
	}
	return out
}

func revalidateJSON(r route.Revalidate) any {
	switch {
	case !r.Set:
		return nil
	case r.Never:
		return false
	}
	return r.Seconds
}

func problemsJSON(problems []diag.Diagnostic) []jsonProblem {
	out := make([]jsonProblem, len(problems))
	for i := range problems {
		d := &problems[i]
		p := jsonProblem{
			Code: d.Code, Severity: d.Severity.String(), Message: d.Message, Next: optional(d.Next),
			Stage: optional(d.Stage), Path: optional(d.Path), Witness: optional(d.Witness), Files: list(d.Files()),
		}
		if len(d.Spans) > 0 && d.Spans[0].Line > 0 {
			p.Line = &d.Spans[0].Line
		}
		if d.Fix != nil {
			p.Fix = &d.Fix.Title
		}
		out[i] = p
	}
	return out
}

// paramsJSON is the params object as the handler or the page sees it: the keys
// in the order of the path, as a JavaScript object keeps them.
type paramsJSON []trace.Param

// MarshalJSON writes the object.
func (ps paramsJSON) MarshalJSON() ([]byte, error) {
	b := bytes.NewBufferString("{")
	for i, p := range ps {
		if i > 0 {
			b.WriteByte(',')
		}
		var value any = p.Value
		if p.CatchAll {
			value = list(p.Values)
		}
		if err := writeJSON(b, p.Name, false); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := writeJSON(b, value, false); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// writeJSON writes one value: indented for a document, on one line for a stream
// of them. HTML needs no escaping here.
func writeJSON(w io.Writer, v any, indent bool) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if indent {
		enc.SetIndent("", "  ")
	}
	return enc.Encode(v)
}

func readAll(r io.Reader) ([]byte, error) {
	if r == nil {
		return nil, nil
	}
	return io.ReadAll(r)
}
