package scan

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
	"signalbox/engine/route"
)

// The exports that say how each param of a page is matched.
const (
	paramMatching         = "unstable_paramMatching"
	generateParamMatching = "unstable_generateParamMatching"
)

// matchingModes are what a param may be matched by.
var matchingModes = [...]string{"not-found", "blocking", "fallback", "dynamic"}

// checkMatching looks at the parameter matching of a page or a layout. It works
// under cacheComponents only, and names params at or above the file.
func (b *builder) checkMatching(r *row, file string) {
	m := b.rd.parse(file).mod
	if m == nil || m.Has("use client") {
		return
	}
	fixed, generated := m.Export(paramMatching), m.Export(generateParamMatching)
	e := fixed
	if e == nil {
		e = generated
	}
	if e == nil {
		return
	}
	next := ""
	switch {
	case fixed != nil && generated != nil:
		next = fmt.Sprintf("Route %q cannot export both `%s` and `%s`.", r.Path, paramMatching, generateParamMatching)
	case generated != nil && isValue(m, generated):
		next = fmt.Sprintf("Route %q must export `%s` as a function.", r.Path, generateParamMatching)
	case fixed != nil:
		next = modesFault(r, file, constant(m, fixed))
	}
	if next == "" && !b.config.CacheComponents && r.isDynamic() {
		next = fmt.Sprintf("Route %q cannot use parameter matching without enabling `cacheComponents`.", r.Path)
	}
	if next == "" {
		return
	}
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code: ParamMatching, Path: r.Path, Next: next,
		Message: fmt.Sprintf("the parameter matching of %s is refused: %s", file, lowerFirst(next)),
		Spans:   []diag.Span{b.at(file, e, "")},
	})
}

// isValue reports whether an export is plainly no function.
func isValue(m *jslit.Module, e *jslit.Export) bool {
	v := constant(m, e)
	return v.Literal() || v.Kind == jslit.ObjectVal || v.Kind == jslit.ArrayVal
}

// modesFault finds the first param or mode that Next refuses.
func modesFault(r *row, file string, v jslit.Value) string {
	switch v.Kind {
	case jslit.ObjectVal:
	case jslit.ArrayVal:
		return fmt.Sprintf("Invalid value from `%s` for %q. Expected an object, but received array.", paramMatching, r.Path)
	case jslit.StringVal, jslit.NumberVal, jslit.BoolVal:
		return fmt.Sprintf("Invalid value from `%s` for %q. Expected an object, but received %s.", paramMatching, r.Path, typeOf(&v))
	default:
		return ""
	}
	visible := paramsAbove(r, file)
	for _, f := range v.Fields {
		if f.Computed || f.Name == "" {
			return ""
		}
		if !slices.Contains(visible, f.Name) {
			return fmt.Sprintf("Invalid parameter %q in `%s` for %q.", f.Name, paramMatching, r.Path)
		}
		if mode, ok := f.Value.Any(); ok && (f.Value.Kind != jslit.StringVal || !slices.Contains(matchingModes[:], f.Value.Str)) {
			text, _ := json.Marshal(mode)
			return fmt.Sprintf("Invalid mode for parameter %q in `%s` for %q. Expected \"not-found\", \"blocking\", \"fallback\", or \"dynamic\", but received %s.",
				f.Name, paramMatching, r.Path, text)
		}
	}
	return ""
}

// paramsAbove lists the params at or above the folder of a file of a page.
func paramsAbove(r *row, file string) []string {
	var names []string
	for d := r.dir; d != nil && d.parent != nil; d = d.parent {
		if strings.HasPrefix(file, d.path+"/") {
			if p, ok := route.WholeParam(strings.TrimPrefix(d.name, route.Marker(d.name))); ok {
				names = append(names, p.Text)
			}
		}
	}
	return names
}

// checkHandlerMatching reports parameter matching in a handler.
func (b *builder) checkHandlerMatching(r *row) {
	m := b.rd.parse(r.File).mod
	for _, name := range []string{paramMatching, generateParamMatching} {
		if e := m.Export(name); e != nil {
			b.refused(diag.StageBuild, diag.Diagnostic{
				Code: ParamMatching, Path: r.Path,
				Message: fmt.Sprintf("%s exports %s, which only pages and layouts may", r.File, name),
				Next:    fmt.Sprintf("Route %q cannot export parameter matching. It is only supported in layouts and pages.", r.app+"/route"),
				Spans:   []diag.Span{b.at(r.File, e, "")},
			})
		}
	}
}
