package jslit

import (
	"slices"
	"sync"
)

// tokenBuffers lends token lists to Parse: a list outlives no call of it.
type tokenBuffers struct{ pool sync.Pool }

func (b *tokenBuffers) get() *[]token {
	if p, ok := b.pool.Get().(*[]token); ok {
		return p
	}
	list := make([]token, 0, 1024)
	return &list
}

var buffers tokenBuffers

// Parse reads a module. The name decides the dialect; the text is kept by the
// Module and must not be changed afterwards.
func Parse(name string, src []byte) *Module {
	return ParseAs(DialectOf(name), src)
}

// ParseAs reads a module in a dialect.
func ParseAs(d Dialect, src []byte) *Module {
	buf := buffers.get()
	defer buffers.pool.Put(buf)
	l := lexer{src: src, dialect: d, toks: (*buf)[:0]}
	l.run()
	*buf = l.toks
	m := &Module{src: src, dialect: d, Fault: l.fault, Suspect: l.suspect}
	if l.fault != nil {
		return m
	}
	r := reader{toks: l.toks, src: src, mod: m}
	r.module()
	m.eraseTypes()
	m.settleCommonJS()
	return m
}

// eraseTypes marks `export { T }` as a type where T is one in this module.
func (m *Module) eraseTypes() {
	if m.dialect == JavaScript {
		return
	}
	for i := range m.Exports {
		e := &m.Exports[i]
		if e.Form != Specifier && (e.Form != DefaultExpr || e.Local == "") {
			continue
		}
		if b := m.Import(e.Local); b != nil && b.TypeOnly || b == nil && m.typeName(e.Local) {
			e.Form = TypeOnly
		}
	}
}

// settleCommonJS drops what a module sets on module.exports if it also has
// import or export statements: these decide.
func (m *Module) settleCommonJS() {
	if m.ESM {
		m.Exports = slices.DeleteFunc(m.Exports, func(e Export) bool { return e.Form == CommonJS })
	}
}

// typeName reports whether the module declares the name as a type and not as
// a value.
func (m *Module) typeName(name string) bool {
	found := false
	for i := range m.Decls {
		if m.Decls[i].Name == name {
			if m.Decls[i].Form != TypeOnly {
				return false
			}
			found = true
		}
	}
	return found
}

// reader walks over the tokens of a module. Its methods take the index of a
// token and return the index behind what they read.
type reader struct {
	toks []token
	src  []byte
	mod  *Module
}

func (r *reader) tok(i int) *token {
	return &r.toks[min(i, len(r.toks)-1)]
}

func (r *reader) op(i int) tokenOp    { return r.tok(i).Op }
func (r *reader) isName(i int) bool   { return r.tok(i).Kind == tokIdent }
func (r *reader) isString(i int) bool { return r.tok(i).Kind == tokString }

func (r *reader) text(i int) string {
	t := r.tok(i)
	return string(r.src[t.Start:t.End])
}

// name returns the text of a name, or of a string that stands for one
// (`export { x as "a-b" }`).
func (r *reader) name(i int) string {
	if r.isString(i) {
		return unquote(r.src[r.tok(i).Start:r.tok(i).End])
	}
	return unescapeName(r.text(i))
}

// close returns the index of the bracket that closes the one at i.
func (r *reader) close(i int) int {
	if p := r.tok(i).Pair; p >= 0 {
		return int(p)
	}
	return len(r.toks) - 1
}

func (r *reader) isOpen(i int) bool {
	op := r.op(i)
	return op == '(' || op == '[' || op == '{'
}

// module reads all statements.
func (r *reader) module() {
	i := r.directives()
	for start := true; r.tok(i).Kind != tokEOF; {
		before := i
		if start || r.tok(i).NL {
			i = r.statement(i)
		}
		if i == before {
			i = r.step(i)
		}
		prev := r.op(i - 1)
		start = prev == ';' || prev == '}'
	}
}

// step moves over one token, or over everything in a bracket.
func (r *reader) step(i int) int {
	if r.isOpen(i) {
		return r.close(i) + 1
	}
	return i + 1
}

// directives reads the strings at the top of the file.
func (r *reader) directives() int {
	i := 0
	for r.isString(i) {
		next := i + 1
		if r.op(next) == ';' {
			next++
		} else if !r.tok(next).NL {
			break
		}
		t := r.tok(i)
		r.mod.Directives = append(r.mod.Directives, Directive{Text: r.name(i), Start: int(t.Start), End: int(t.End)})
		i = next
	}
	return i
}

// statement reads the statement at i if it declares, imports or exports, and
// returns i otherwise.
func (r *reader) statement(i int) int {
	switch r.op(i) {
	case kwExport:
		return r.export(i)
	case kwImport:
		return r.importStatement(i)
	case '@':
		return r.decorators(i)
	}
	if next := r.commonJS(i); next > i {
		return next
	}
	return r.declaration(i, r.declare)
}

// decorators skips `@a.b(c)` lists before a class.
func (r *reader) decorators(i int) int {
	for r.op(i) == '@' {
		i++
		if r.op(i) == '(' {
			i = r.close(i) + 1
		}
		for r.isName(i) && r.op(i) == kwNone || r.op(i) == '.' {
			i++
		}
		if r.op(i) == '(' {
			i = r.close(i) + 1
		}
	}
	return i
}

// declare records a top-level binding.
func (r *reader) declare(d Decl) { r.mod.Decls = append(r.mod.Decls, d) }

// declaration reads a declaration and hands each name that it binds to emit.
// It returns i where no declaration starts.
func (r *reader) declaration(i int, emit func(Decl)) int {
	switch r.op(i) {
	case kwConst:
		if r.op(i+1) == kwEnum {
			return r.enum(i+1, emit)
		}
		return r.variables(i, emit)
	case kwLet, kwVar:
		return r.variables(i, emit)
	case kwFunction:
		return r.functionDecl(i, emit)
	case kwAsync:
		if r.op(i+1) == kwFunction && !r.tok(i+1).NL {
			return r.functionDecl(i, emit)
		}
	case kwClass:
		return r.classDecl(i, emit)
	case kwAbstract:
		if r.op(i+1) == kwClass {
			return r.classDecl(i+1, emit)
		}
	case kwEnum:
		return r.enum(i, emit)
	case kwInterface, kwType, kwDeclare, kwNamespace, kwModule:
		return r.typeDeclaration(i, emit)
	}
	return i
}

// typeDeclaration reads `type A = …`, `interface A {}`, `declare …` and
// `namespace A {}`; all but the last exist for the type checker only.
func (r *reader) typeDeclaration(i int, emit func(Decl)) int {
	if r.mod.dialect == JavaScript || r.tok(i+1).NL {
		return i
	}
	kind, at := r.op(i), i+1
	switch {
	case kind == kwDeclare && (r.isName(at)):
		r.declareStatement(at, emit)
		return r.skipDeclare(at)
	case (kind == kwNamespace || kind == kwModule) && (r.isName(at) || r.isString(at)):
		return r.namespace(at, emit)
	case kind == kwInterface && r.isName(at):
		emit(r.decl(at, TypeOnly))
		return r.toBody(at)
	case kind == kwType && r.isName(at) && (r.op(at+1) == '=' || r.op(at+1) == '<'):
		emit(r.decl(at, TypeOnly))
		if r.op(at+1) == '<' {
			at = r.angles(at+1) - 1
		}
		return r.typ(at + 2)
	}
	return i
}

func (r *reader) decl(i int, f Form) Decl {
	return Decl{Name: r.name(i), Start: int(r.tok(i).Start), Init: -1, Form: f}
}

// declareStatement emits the names of `declare const x: T` as types.
func (r *reader) declareStatement(i int, emit func(Decl)) {
	r.declaration(i, func(d Decl) {
		d.Form = TypeOnly
		emit(d)
	})
}

func (r *reader) skipDeclare(i int) int {
	if next := r.declaration(i, func(Decl) {}); next > i {
		return next
	}
	if r.text(i) == "global" && r.op(i+1) == '{' {
		return r.close(i+1) + 1
	}
	return i
}

// namespace reads `namespace A.B {}`. It counts as a value: one that holds
// only types is erased, and nothing that asks here exports one.
func (r *reader) namespace(i int, emit func(Decl)) int {
	d := r.decl(i, Namespace)
	if r.isString(i) {
		d.Form = TypeOnly
	}
	for i++; r.op(i) == '.'; i += 2 {
	}
	if r.op(i) != '{' {
		return i
	}
	emit(d)
	return r.close(i) + 1
}

// toBody skips to the brace that opens a body, and over it.
func (r *reader) toBody(i int) int {
	for r.tok(i).Kind != tokEOF && r.op(i) != '{' {
		if r.op(i) == '<' {
			i = r.angles(i)
			continue
		}
		i = r.step(i)
	}
	if r.tok(i).Kind == tokEOF {
		return i
	}
	return r.close(i) + 1
}

func (r *reader) enum(i int, emit func(Decl)) int {
	if !r.isName(i + 1) {
		return i
	}
	emit(r.decl(i+1, Enum))
	return r.toBody(i + 1)
}

func (r *reader) classDecl(i int, emit func(Decl)) int {
	if r.isName(i+1) && r.op(i+1) != kwExtends {
		emit(r.decl(i+1, Class))
	}
	return r.toBody(i + 1)
}

// functionDecl reads a function declaration. A declaration without a body is
// an overload and binds nothing.
func (r *reader) functionDecl(i int, emit func(Decl)) int {
	f, at, next := r.function(i)
	if f == nil {
		return next
	}
	if at >= 0 {
		emit(Decl{Name: f.Name, Start: int(r.tok(at).Start), Init: -1, Func: f, Form: Function})
	}
	return next
}

// source records a module specifier that is loaded at run time.
func (r *reader) source(from string) {
	if !slices.Contains(r.mod.Sources, from) {
		r.mod.Sources = append(r.mod.Sources, from)
	}
}
