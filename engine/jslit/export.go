package jslit

// export reads the export statement at i.
func (r *reader) export(i int) int {
	i++
	r.mod.ESM = r.mod.ESM || r.op(i) != '='
	switch op := r.op(i); {
	case op == '*':
		return r.exportStar(i, false)
	case op == '{':
		return r.exportList(i, false)
	case op == kwDefault:
		return r.exportDefault(i)
	case op == '=':
		return r.exportAssign(i)
	case op == kwImport:
		return r.exportImport(i)
	case op == kwAs:
		return i + 1 // export as namespace X
	case op == '@':
		i = r.decorators(i)
	case op == kwType && r.op(i+1) == '{':
		return r.exportList(i+1, true)
	case op == kwType && r.op(i+1) == '*':
		return r.exportStar(i+1, true)
	}
	return r.declaration(i, r.emitExport)
}

// emitExport records a declaration that is exported where it stands.
func (r *reader) emitExport(d Decl) {
	if d.Form != TypeOnly {
		r.declare(d)
	}
	r.mod.Exports = append(r.mod.Exports, Export{
		Name: d.Name, Form: d.Form, Start: d.Start, End: d.Start + len(d.Name),
		Const: d.Const, Init: d.Init, Func: d.Func,
	})
}

// exportStar reads `* from 'x'` and `* as ns from 'x'`.
func (r *reader) exportStar(i int, typeOnly bool) int {
	start := int(r.tok(i).Start)
	i++
	named := -1
	if r.op(i) == kwAs {
		named = i + 1
		i += 2
	}
	if r.op(i) != kwFrom || !r.isString(i+1) {
		return i
	}
	from := r.name(i + 1)
	switch {
	case named >= 0:
		r.specifier(named, Export{Name: r.name(named), Form: Reexport, Imported: "*", From: from}, typeOnly)
	case !typeOnly:
		r.mod.Stars = append(r.mod.Stars, Star{From: from, Start: start})
	}
	if !typeOnly {
		r.source(from)
	}
	return r.attributes(i + 2)
}

// specifier records an export whose name is the token at i.
func (r *reader) specifier(i int, e Export, typeOnly bool) {
	e.Start, e.End, e.Init = int(r.tok(i).Start), int(r.tok(i).End), -1
	if typeOnly {
		e.Form = TypeOnly
	}
	r.mod.Exports = append(r.mod.Exports, e)
}

// attributes skips `with { type: 'json' }`.
func (r *reader) attributes(i int) int {
	if r.op(i) == kwWith && r.op(i+1) == '{' {
		return r.close(i+1) + 1
	}
	return i
}

// exportList reads `{ a, b as c, type T } from 'x'`.
func (r *reader) exportList(i int, typeOnly bool) int {
	end := r.close(i)
	next, from := end+1, ""
	if r.op(next) == kwFrom && r.isString(next+1) {
		from = r.name(next + 1)
		next = r.attributes(next + 2)
	}
	values := 0
	for i++; i < end; {
		local, name, onlyType, after := r.listItem(i)
		if local >= 0 {
			e := Export{Name: r.name(name), Form: Specifier, Local: r.name(local)}
			if from != "" {
				e.Form, e.Imported, e.From, e.Local = Reexport, e.Local, from, ""
			}
			r.specifier(name, e, typeOnly || onlyType)
			if !onlyType {
				values++
			}
		}
		i = after
	}
	if from != "" && !typeOnly && (values > 0 || r.mod.dialect == JavaScript) {
		r.source(from)
	}
	return next
}

// listItem reads one item of an export or import list: the tokens of the
// first and the last name, and whether `type` stands before it.
func (r *reader) listItem(i int) (first, last int, typeOnly bool, next int) {
	named := func(j int) bool { return r.isName(j) || r.isString(j) }
	if r.op(i) == kwType && named(i+1) && (r.op(i+1) != kwAs || !named(i+2) || r.op(i+2) == kwAs && named(i+3)) {
		typeOnly = true
		i++
	}
	if !named(i) {
		return -1, -1, false, r.step(i)
	}
	first, last, next = i, i, i+1
	if r.op(next) == kwAs && named(next+1) {
		last, next = next+1, next+2
	}
	if r.op(next) == ',' {
		next++
	}
	return first, last, typeOnly, next
}

// exportDefault reads what follows `export default`.
func (r *reader) exportDefault(i int) int {
	t := r.tok(i)
	e := Export{Name: "default", Form: DefaultExpr, Start: int(t.Start), End: int(t.End), Init: -1}
	i = r.decorators(i + 1)
	next := i
	switch op := r.op(i); {
	case op == kwFunction || op == kwAsync && r.op(i+1) == kwFunction:
		var at int
		e.Func, at, next = r.function(i)
		if e.Func == nil {
			return next // an overload
		}
		e.Form = Function
		r.defaultDecl(at, Function, e.Func)
	case op == kwClass || op == kwAbstract && r.op(i+1) == kwClass:
		e.Form = Class
		if op == kwAbstract {
			i++
		}
		next = r.classDecl(i, r.declare)
	case op == kwInterface && r.isName(i+1) && !r.tok(i+1).NL:
		e.Form = TypeOnly
		next = r.toBody(i + 1)
	default:
		e.Init = int(r.tok(i).Start)
		e.Func = r.functionAt(i)
		if r.isName(i) && r.op(i) == kwNone && r.endsExpression(i+1) {
			e.Local = r.name(i)
		}
		next = r.expr(i)
	}
	r.mod.Exports = append(r.mod.Exports, e)
	return next
}

func (r *reader) defaultDecl(at int, f Form, fn *Func) {
	if at >= 0 {
		d := r.decl(at, f)
		d.Func = fn
		r.declare(d)
	}
}

// endsExpression reports whether an expression that is complete before token i
// ends there.
func (r *reader) endsExpression(i int) bool {
	t := r.tok(i)
	switch t.Op {
	case ';', ',', ')', ']', '}':
		return true
	}
	return t.Kind == tokEOF || t.NL && !r.continues(i)
}

// exportAssign reads `export = x` of TypeScript as CommonJS.
func (r *reader) exportAssign(i int) int {
	r.commonJSValue(i + 1)
	return r.expr(i + 1)
}

// exportImport reads `export import A = B.C`.
func (r *reader) exportImport(i int) int {
	i++
	typeOnly := false
	if r.op(i) == kwType && r.isName(i+1) {
		typeOnly = true
		i++
	}
	if r.isName(i) && r.op(i+1) == '=' {
		r.specifier(i, Export{Name: r.name(i), Form: Namespace}, typeOnly)
		return r.expr(i + 2)
	}
	return i
}

// importStatement reads `import d, { a as b } from 'x'` and its relatives.
func (r *reader) importStatement(i int) int {
	start := i
	i++
	if r.op(i) == '(' || r.op(i) == '.' {
		return start
	}
	r.mod.ESM = true
	if r.isString(i) {
		r.source(r.name(i))
		return r.attributes(i + 1)
	}
	typeOnly := r.op(i) == kwType && (r.op(i+1) == '{' || r.op(i+1) == '*' || r.isName(i+1) && (r.op(i+1) != kwFrom || r.op(i+2) == kwFrom))
	if typeOnly {
		i++
	}
	if r.isName(i) && r.op(i+1) == '=' { // import a = require('x')
		return r.importEquals(i, typeOnly)
	}
	first := len(r.mod.Imports)
	end := r.importClause(i, typeOnly)
	if r.op(end) != kwFrom || !r.isString(end+1) {
		r.mod.Imports = r.mod.Imports[:first]
		return end
	}
	from, values := r.name(end+1), len(r.mod.Imports) == first
	for j := first; j < len(r.mod.Imports); j++ {
		r.mod.Imports[j].From = from
		values = values || !r.mod.Imports[j].TypeOnly
	}
	if values && !typeOnly {
		r.source(from)
	}
	return r.attributes(end + 2)
}

func (r *reader) importEquals(i int, typeOnly bool) int {
	b := Import{Local: r.name(i), Imported: "*", TypeOnly: typeOnly, Start: int(r.tok(i).Start)}
	if r.text(i+2) == "require" && r.op(i+3) == '(' && r.isString(i+4) {
		b.From = r.name(i + 4)
		r.source(b.From)
	}
	r.mod.Imports = append(r.mod.Imports, b)
	return r.expr(i + 2)
}

// importClause reads the bindings between `import` and `from`.
func (r *reader) importClause(i int, typeOnly bool) int {
	bind := func(at int, imported string, onlyType bool) {
		r.mod.Imports = append(r.mod.Imports, Import{
			Local: r.name(at), Imported: imported, TypeOnly: typeOnly || onlyType, Start: int(r.tok(at).Start),
		})
	}
	if r.isName(i) {
		bind(i, "default", false)
		i++
		if r.op(i) != ',' {
			return i
		}
		i++
	}
	switch r.op(i) {
	case '*':
		if r.op(i+1) == kwAs && r.isName(i+2) {
			bind(i+2, "*", false)
			return i + 3
		}
	case '{':
		end := r.close(i)
		for i++; i < end; {
			first, last, onlyType, next := r.listItem(i)
			if first >= 0 {
				bind(last, r.name(first), onlyType)
			}
			i = next
		}
		return end + 1
	}
	return i
}
