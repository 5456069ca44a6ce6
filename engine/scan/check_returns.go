package scan

import (
	"fmt"
	"slices"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
)

// checkReturn reports a method that plainly returns something else than a
// Response: by the type that it states, or by what stands behind its return.
func (b *builder) checkReturn(r *row, m *jslit.Module, fn *jslit.Func, method, next string) {
	d := diag.Diagnostic{
		Code: NotAResponse, Path: r.Path, Next: next,
		Message: fmt.Sprintf("%s of %s returns no Response, so each request that reaches it is answered 500", method, r.File),
	}
	stated := strings.TrimSuffix(strings.TrimPrefix(typeText(m, fn.Returns), "Promise<"), ">")
	switch {
	case fn.Generator:
		d.Spans = []diag.Span{b.span(r.File, fn.Body.Start, 0, "")}
		b.typeError(r.File, d)
		return
	case stated == "string", stated == "number", stated == "boolean", isObjectType(stated):
		d.Spans = []diag.Span{b.span(r.File, fn.Returns.Start, fn.Returns.End, "")}
		b.typeError(r.File, d)
		return
	case stated != "":
		return
	case otherInstance(m, fn):
		d.Spans = []diag.Span{b.span(r.File, fn.Body.Start, fn.Body.End, "")}
		b.typeError(r.File, d)
		return
	}
	v, ok := returned(m, fn)
	if !ok || v.Kind == jslit.NullVal && !b.resolver.strict || v.Kind == jslit.Undefined {
		return // unless the types are strict, null goes for a Response
	}
	d.Spans = []diag.Span{b.span(r.File, v.Start, v.End, "")}
	d.Fix = replace("wrap it in Response.json()", r.File, v.Start, v.End, "Response.json("+m.Text(jslit.Range{Start: v.Start, End: v.End})+")")
	b.typeError(r.File, d)
}

// isObjectType reports whether a type is spelled out as an object.
func isObjectType(text string) bool {
	return strings.HasPrefix(text, "{") && closing(text) == len(text)
}

// otherClasses are classes of the platform whose instances are no Response.
var otherClasses = [...]string{
	"ReadableStream", "Blob", "File", "Date", "Map", "Set", "URL", "Error", "Headers", "FormData", "URLSearchParams", "Uint8Array", "ArrayBuffer",
}

// otherInstance reports whether a function does nothing but return a new
// instance of one of otherClasses.
func otherInstance(m *jslit.Module, fn *jslit.Func) bool {
	text := strings.TrimLeft(strings.TrimPrefix(strings.TrimSpace(m.Text(fn.Body)), "return"), " ")
	text, isNew := strings.CutPrefix(text, "new ")
	name, _, called := strings.Cut(text, "(")
	return isNew && called && slices.Contains(otherClasses[:], name) && m.Decl(name) == nil && m.Import(name) == nil
}

// returned reads what a function plainly returns, where it is a literal, an
// array or an object.
func returned(m *jslit.Module, fn *jslit.Func) (jslit.Value, bool) {
	if !startsLiteral(m.Text(fn.Body)) {
		return jslit.Value{}, false
	}
	v, ok := m.Returned(fn)
	if !ok {
		return v, false
	}
	switch v.Kind {
	case jslit.StringVal, jslit.NumberVal, jslit.BoolVal, jslit.ObjectVal, jslit.ArrayVal, jslit.NullVal, jslit.Undefined:
		return v, true
	default:
		return v, false
	}
}

// startsLiteral reports whether what a body returns at once may be a literal.
func startsLiteral(body string) bool {
	body = strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(body, " \t\r\n"), "return"), " \t")
	return body != "" && strings.IndexByte("{['\"`(0123456789tf", body[0]) >= 0
}

// checkPageReturn reports a page that plainly returns an object, which React
// can't render, where types are checked.
func (b *builder) checkPageReturn(r *row, m *jslit.Module, fn *jslit.Func) {
	v, ok := returned(m, fn)
	if !ok || v.Kind != jslit.ObjectVal || !b.typeChecked(r.File) {
		return
	}
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code: NotAComponent, Path: r.Path,
		Message: fmt.Sprintf("%s returns an object, which React can't render", r.File),
		Next:    fmt.Sprintf("Type 'typeof import(\"%s\")' does not satisfy the constraint 'AppPageConfig<\"%s\">'.", importName(r.File), r.Path),
		Spans:   []diag.Span{b.span(r.File, v.Start, v.End, "")},
	})
}
