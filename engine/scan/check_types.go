package scan

import (
	"fmt"
	"slices"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
	"signalbox/engine/route"
)

// Since Next 15 params and searchParams are promises. In TypeScript the build
// compares the types of each handler and page with what Next passes, so a plain
// object type of a handler stops it (NEXT-FACTS B4). Only types that are spelled out, in
// place or in a type of the same file, are judged; anything else may be right.

// checkParamTypes looks at the second parameter and the result of each method.
func (b *builder) checkParamTypes(r *row) {
	m := b.rd.parse(r.File).mod
	if m.Dialect() == jslit.JavaScript {
		return
	}
	next := fmt.Sprintf("Type 'typeof import(\"%s\")' does not satisfy the constraint 'RouteHandlerConfig<\"%s\">'.", importName(r.File), r.Path)
	for _, method := range methodNames {
		fn := exportedFunc(m, method)
		if fn == nil {
			b.checkClass(r, m, method, next)
			continue
		}
		b.checkRequest(r, m, fn, method, next)
		b.checkThird(r, m, fn, method, next)
		if len(fn.Params) > 1 {
			b.checkSecond(r, m, fn, method, next)
			b.checkParams(r, m, fn.Params[1], method, "RouteContext", next)
		}
		b.checkReturn(r, m, fn, method, next)
	}
}

// checkClass reports a method that is a class.
func (b *builder) checkClass(r *row, m *jslit.Module, method, next string) {
	e := m.Export(method)
	if e == nil || e.Form != jslit.Class {
		return
	}
	b.typeError(r.File, diag.Diagnostic{
		Code: NotAFunction, Path: r.Path, Next: next,
		Message: fmt.Sprintf("%s of %s is a class, which can't be called, so each request that reaches it is answered 500", method, r.File),
		Spans:   []diag.Span{b.at(r.File, e, "")},
	})
}

// checkRequest reports a first parameter of a type that a request surely does
// not have: a primitive, or the request of the pages folder.
func (b *builder) checkRequest(r *row, m *jslit.Module, fn *jslit.Func, method, next string) {
	if len(fn.Params) == 0 {
		return
	}
	p := fn.Params[0]
	text := typeText(m, p.Type)
	switch text {
	case "string", "number", "boolean":
	default:
		if i := m.Import(text); i == nil || i.From != "next" || i.Imported != "NextApiRequest" {
			return
		}
	}
	b.typeError(r.File, diag.Diagnostic{
		Code: ParamsMismatch, Path: r.Path, Next: next,
		Message: fmt.Sprintf("the request of %s in %s is typed as %s, but Next passes a NextRequest", method, r.File, text),
		Spans:   []diag.Span{b.span(r.File, p.Type.Start, p.Type.End, "")},
		Fix:     replace("type it as Request", r.File, p.Type.Start, p.Type.End, "Request"),
	})
}

// checkSecond reports a second parameter of a primitive type: Next passes an
// object.
func (b *builder) checkSecond(r *row, m *jslit.Module, fn *jslit.Func, method, next string) {
	p := fn.Params[1]
	text := typeText(m, p.Type)
	switch text {
	case "string", "number", "boolean":
	default:
		return
	}
	b.typeError(r.File, diag.Diagnostic{
		Code: ParamsMismatch, Path: r.Path, Next: next,
		Message: fmt.Sprintf("the second parameter of %s in %s is typed as %s, but Next passes an object with params", method, r.File, text),
		Spans:   []diag.Span{b.span(r.File, p.Type.Start, p.Type.End, "")},
		Fix:     replace("type it as RouteContext", r.File, p.Type.Start, p.Type.End, "RouteContext<'"+r.Path+"'>"),
	})
}

// checkThird reports a third parameter that has to be given.
func (b *builder) checkThird(r *row, m *jslit.Module, fn *jslit.Func, method, next string) {
	if len(fn.Params) < 3 {
		return
	}
	p := fn.Params[2]
	end := max(p.Binding.End, p.Type.End)
	text := strings.TrimLeft(string(m.Source()[p.Binding.End:]), " \t\r\n")
	after := strings.TrimLeft(string(m.Source()[end:]), " \t\r\n")
	if p.Type.Empty() || strings.HasPrefix(m.Text(p.Binding), "...") || strings.HasPrefix(text, "?") || strings.HasPrefix(after, "=") {
		return
	}
	b.typeError(r.File, diag.Diagnostic{
		Code: ParamsMismatch, Path: r.Path, Next: next,
		Message: fmt.Sprintf("%s of %s has a third parameter, and Next passes two", method, r.File),
		Spans:   []diag.Span{b.span(r.File, p.Binding.Start, p.Binding.End, "")},
	})
}

// checkParams compares the `params` member of a parameter's type with what
// Next passes. helper is the type that fits.
func (b *builder) checkParams(r *row, m *jslit.Module, p jslit.Param, what, helper, next string) {
	if b.version == "14" {
		return // params is a plain object there
	}
	member, ok := memberType(m, typeText(m, p.Type), "params")
	if !ok && helper == "RouteContext" {
		b.checkContext(r, m, p, what)
	}
	if !ok {
		return
	}
	d := diag.Diagnostic{
		Code: ParamsNotPromise, Path: r.Path, Next: next,
		Message: fmt.Sprintf("params of %s in %s is typed as a plain object, but Next passes a promise of it", what, r.File),
		Spans:   []diag.Span{b.span(r.File, p.Type.Start, p.Type.End, "")},
		Fix:     replace("type it as "+helper, r.File, p.Type.Start, p.Type.End, helper+"<'"+r.Path+"'>"),
	}
	if !plainObject(m, member) {
		wrong := b.wrongParam(m, member, r.Pattern)
		if extra := extraMember(m, typeText(m, p.Type)); wrong == "" && extra != "" && helper == "RouteContext" {
			wrong = fmt.Sprintf("stand beside %s, which Next does not pass", extra)
		}
		if wrong == "" {
			return
		}
		d.Code = ParamsMismatch
		d.Message = fmt.Sprintf("params of %s in %s %s", what, r.File, wrong)
	}
	b.typeError(r.File, d)
}

// checkContext compares the path in RouteContext<'…'> with the handlers that
// there are.
func (b *builder) checkContext(r *row, m *jslit.Module, p jslit.Param, what string) {
	path, ok := strings.CutPrefix(typeText(m, p.Type), "RouteContext<")
	path, closed := strings.CutSuffix(path, ">")
	if !ok || !closed || len(path) < 2 || strings.Trim(path, `'"`) != path[1:len(path)-1] {
		return
	}
	path = path[1 : len(path)-1]
	if slices.ContainsFunc(b.rows, func(o *row) bool { return o.Kind == route.Handler && (o.Path == path || o.Intercepts == path) }) {
		return
	}
	b.typeError(r.File, diag.Diagnostic{
		Code: ParamsMismatch, Path: r.Path, Next: fmt.Sprintf("Type '%q' does not satisfy the constraint", path),
		Message: fmt.Sprintf("the context of %s in %s is typed for %s, and no handler has that path", what, r.File, path),
		Spans:   []diag.Span{b.span(r.File, p.Type.Start, p.Type.End, "")},
		Fix:     replace("type it for "+r.Path, r.File, p.Type.Start, p.Type.End, "RouteContext<'"+r.Path+"'>"),
	})
}

// checkLayoutTypes looks at the props of a layout, which the build compares as
// it does those of a handler.
func (b *builder) checkLayoutTypes(d *dir) {
	file := d.special[layoutFile]
	m := b.rd.parse(file).mod
	if m == nil || m.Fault != nil || m.Dialect() == jslit.JavaScript {
		return
	}
	fn := exportedFunc(m, "default")
	if fn == nil || len(fn.Params) == 0 {
		return
	}
	path := route.EntryPath(d.app)
	r := row{Route: route.Route{Path: path, File: file, Pattern: route.Parse(path)}}
	next := fmt.Sprintf("Type 'typeof import(\"%s\")' does not satisfy the constraint 'LayoutConfig<\"%s\">'.", importName(file), path)
	b.checkParams(&r, m, fn.Params[0], "the layout", "LayoutProps", next)
	b.checkSlotProps(&r, m, fn.Params[0], next)
}

// checkSlotProps reports a prop that a layout has to be given and that is
// neither children, nor params, nor a slot of its path.
func (b *builder) checkSlotProps(r *row, m *jslit.Module, p jslit.Param, next string) {
	text := typeText(m, p.Type)
	if inner, ok := strings.CutPrefix(text, "Readonly<"); ok {
		text = strings.TrimSpace(strings.TrimSuffix(inner, ">"))
	}
	body, ok := objectBody(m, text)
	if !ok {
		return
	}
	given := append([]string{"children", "params"}, b.slotsAt(r.Path)...)
	for _, field := range splitFields(body) {
		name, kind, ok := strings.Cut(field, ":")
		name, kind = strings.TrimSpace(name), strings.TrimSpace(kind)
		if !ok || !isName(name) || slices.Contains(given, name) || kind == "any" || kind == "unknown" || strings.Contains(kind, "undefined") {
			continue
		}
		b.typeError(r.File, diag.Diagnostic{
			Code: ParamsMismatch, Path: r.Path, Next: next,
			Message: fmt.Sprintf("%s asks for the prop %s, and there is no slot @%s that would give it", r.File, name, name),
			Spans:   []diag.Span{b.span(r.File, p.Type.Start, p.Type.End, "")},
		})
		return
	}
}

// slotsAt names the slots with a page whose layout is at a path.
func (b *builder) slotsAt(path string) []string {
	if b.slots == nil {
		b.slots = make(map[string][]string)
		b.tree.root.each(func(d *dir) {
			if d.kind == route.SlotFolder && d.holdsPage() {
				at := route.EntryPath(d.parent.app)
				b.slots[at] = append(b.slots[at], d.name[1:])
			}
		})
	}
	return b.slots[path]
}

// extraMember returns a required member of an object type besides params.
func extraMember(m *jslit.Module, text string) string {
	body, ok := objectBody(m, text)
	if !ok {
		return ""
	}
	for _, field := range splitFields(body) {
		name, _, ok := strings.Cut(field, ":")
		if name = strings.TrimSpace(name); ok && isName(name) && name != "params" {
			return name
		}
	}
	return ""
}

// wrongParam compares the type inside of `Promise<{ … }>` with the params that
// the path has, and says what does not fit, "" where nothing surely does.
func (b *builder) wrongParam(m *jslit.Module, promise string, p route.Pattern) string {
	inner, ok := strings.CutPrefix(promise, "Promise<")
	inner, closed := strings.CutSuffix(inner, ">")
	body, object := objectBody(m, strings.TrimSpace(inner))
	if !ok || !closed || !object {
		return ""
	}
	kinds := make(map[string]route.SegmentKind)
	for _, s := range p.Params() {
		kinds[s.Text] = s.Kind
	}
	for _, field := range splitFields(body) {
		name, typ, ok := strings.Cut(field, ":")
		name, typ = strings.Trim(strings.TrimSpace(name), `'"`), strings.TrimSpace(typ)
		if !ok || strings.HasPrefix(name, "[") || strings.HasPrefix(name, "/") || !isName(strings.TrimSuffix(name, "?")) {
			continue
		}
		kind, known := kinds[strings.TrimSuffix(name, "?")]
		switch {
		case known && kind == route.OptionalCatchAll && b.resolver.strict && !strings.HasSuffix(name, "?") && !strings.Contains(typ, "undefined"):
			return fmt.Sprintf("asks for %s, which a URL of the path %s may lack", name, p)
		case !known && !strings.HasSuffix(name, "?"):
			return fmt.Sprintf("asks for %s, which the path %s does not have", name, p)
		case known && kind == route.Single && (typ == "string[]" || typ == "number" || typ == "boolean"),
			known && kind != route.Single && (typ == "string" || typ == "number"):
			return fmt.Sprintf("types %s as %s, which the path %s does not give", strings.TrimSuffix(name, "?"), typ, p)
		}
	}
	return ""
}

// typeError reports what type checking refuses, as a warning where the build
// does not check types.
func (b *builder) typeError(file string, d diag.Diagnostic) {
	if b.typeChecked(file) {
		b.refused(diag.StageBuild, d)
		return
	}
	b.warn(d)
}

// checkPageTypes looks at the props of a page. Type checking takes any props
// there, so this is a warning: at run time the params are a promise.
func (b *builder) checkPageTypes(r *row) {
	m := b.rd.parse(r.File).mod
	if m == nil || m.Fault != nil || m.Dialect() == jslit.JavaScript || b.version == "14" {
		return
	}
	fn := exportedFunc(m, "default")
	if fn == nil {
		return
	}
	b.checkPageReturn(r, m, fn)
	if len(fn.Params) == 0 {
		return
	}
	p := fn.Params[0]
	for _, prop := range []string{"params", "searchParams"} {
		member, ok := memberType(m, typeText(m, p.Type), prop)
		if !ok || !plainObject(m, member) {
			continue
		}
		b.warn(diag.Diagnostic{
			Code: ParamsNotPromise, Path: r.Path,
			Message: fmt.Sprintf("%s of %s is typed as a plain object, but Next passes a promise of it; type checking lets it pass for pages", prop, r.File),
			Spans:   []diag.Span{b.span(r.File, p.Type.Start, p.Type.End, "")},
			Fix:     replace("type it as PageProps", r.File, p.Type.Start, p.Type.End, "PageProps<'"+r.Path+"'>"),
		})
		return
	}
}

// importName is a file as messages of the type checker name it; they have the
// whole path in place of the period.
func importName(file string) string {
	return "./" + strings.TrimSuffix(file, file[strings.LastIndexByte(file, '.'):])
}

func typeText(m *jslit.Module, r jslit.Range) string {
	if r.Empty() {
		return ""
	}
	return strings.TrimSpace(m.Text(r))
}

// memberType returns the type of one member of an object type, following the
// name of a type of the same file.
func memberType(m *jslit.Module, text, member string) (string, bool) {
	body, ok := objectBody(m, text)
	if !ok {
		return "", false
	}
	for _, field := range splitFields(body) {
		name, typ, ok := strings.Cut(field, ":")
		name = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(name), "readonly "))
		if ok && strings.TrimSuffix(name, "?") == member {
			return strings.TrimSpace(typ), true
		}
	}
	return "", false
}

// objectBody returns what stands between the braces of an object type.
func objectBody(m *jslit.Module, text string) (string, bool) {
	for range 4 {
		if inner, ok := strings.CutPrefix(text, "{"); ok {
			body, ok := strings.CutSuffix(inner, "}")
			return body, ok && balanced(body)
		}
		if !isName(text) {
			return "", false
		}
		d := m.Decl(text)
		if d == nil || d.Form != jslit.TypeOnly {
			return "", false
		}
		text = declared(m, d)
	}
	return "", false
}

// declared returns the right side of `type X = …`, or the body of an interface
// that extends nothing.
func declared(m *jslit.Module, d *jslit.Decl) string {
	rest := strings.TrimLeft(string(m.Source()[d.Start+len(d.Name):]), " \t\r\n")
	rest, isType := strings.CutPrefix(rest, "=")
	rest = strings.TrimLeft(rest, " \t\r\n")
	if strings.HasPrefix(rest, "{") {
		end := closing(rest)
		tail := strings.TrimLeft(rest[end:], " \t")
		if isType && tail != "" && strings.IndexByte(";\r\n", tail[0]) < 0 {
			return ""
		}
		return rest[:end]
	}
	if !isType {
		return ""
	}
	end := strings.IndexAny(rest, ";\n")
	if end < 0 {
		end = len(rest)
	}
	return strings.TrimSpace(rest[:end])
}

// closing returns the offset behind the brace that closes the first one.
func closing(text string) int {
	depth := 0
	for i, c := range text {
		switch c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(text)
}

func balanced(text string) bool {
	depth := 0
	for _, c := range text {
		switch c {
		case '{':
			depth++
		case '}':
			if depth--; depth < 0 {
				return false
			}
		}
	}
	return depth == 0
}

func isName(text string) bool {
	if text == "" || text[0] >= '0' && text[0] <= '9' {
		return false
	}
	for i := range len(text) {
		if !isWordByte(text[i]) {
			return false
		}
	}
	return true
}

// splitFields cuts the body of an object type at the separators outside of all
// brackets. Comments make no difference, because a field with one is not found.
func splitFields(body string) []string {
	var fields []string
	depth, start := 0, 0
	for i, c := range body {
		switch c {
		case '{', '(', '[', '<':
			depth++
		case '}', ')', ']':
			depth--
		case '>':
			if i == 0 || body[i-1] != '=' {
				depth--
			}
		case ';', ',', '\n':
			if depth == 0 {
				fields = append(fields, body[start:i])
				start = i + 1
			}
		}
	}
	return append(fields, body[start:])
}

// plainObject reports whether a type is surely an object that is no promise:
// an object type with members, or a name of one in this file.
func plainObject(m *jslit.Module, text string) bool {
	if strings.HasPrefix(text, "Record<") && strings.HasSuffix(text, ">") {
		return true
	}
	body, ok := objectBody(m, text)
	if !ok {
		return false
	}
	return slices.ContainsFunc(splitFields(body), func(f string) bool {
		name, _, ok := strings.Cut(f, ":")
		name = strings.TrimSpace(name)
		return ok && !strings.HasSuffix(name, "?") && name != "then"
	})
}
