package jslit

import "bytes"

// Form says how a module exports a name.
type Form uint8

// The forms of an export.
const (
	Function    Form = iota // export async function GET() {}
	Class                   // export class A {}
	Variable                // export const GET = …
	Pattern                 // export const { GET } = …
	Specifier               // export { h as GET }, h a local name
	Reexport                // export { GET } from './x', export * as ns from './x'
	DefaultExpr             // export default …
	Enum                    // export enum A {}
	Namespace               // export namespace A {}
	CommonJS                // module.exports = { GET }, exports.GET = …
	TypeOnly                // export type A, export interface A, export declare …
)

// Export is one name that a module exports.
type Export struct {
	Name  string // "GET", "default"
	Form  Form
	Start int // of the name, as a byte offset
	End   int
	// Local is the local name of a Specifier; Imported the name in the module
	// From of a Reexport ("*" for the whole namespace).
	Local    string
	Imported string
	From     string
	// Const says that a Variable is declared with const; Init is the offset of
	// its initializer, -1 for none.
	Const bool
	Init  int
	// Func is set for a Function, and for a Variable or a DefaultExpr whose
	// value is plainly a function.
	Func *Func
}

// IsType reports whether the export exists for the type checker only.
func (e *Export) IsType() bool { return e.Form == TypeOnly }

// Func is the outline of a function. All places are byte offsets.
type Func struct {
	Name      string
	Async     bool
	Generator bool
	Params    []Param
	// Returns is the span of the return type, empty for none.
	Returns Range
	// Body is what stands between the braces, or the expression of an arrow.
	Body  Range
	Arrow bool // Body is an expression
}

// Range is a stretch of the text.
type Range struct{ Start, End int }

// Empty reports whether the range holds nothing.
func (r Range) Empty() bool { return r.End <= r.Start }

// Param is one parameter of a Func.
type Param struct {
	Binding Range // the name or the pattern
	Type    Range // the annotation without its colon, empty for none
}

// Import is one local name that an import statement binds.
type Import struct {
	Local    string
	Imported string // "default", "*", or the name in From
	From     string
	TypeOnly bool
	Start    int
}

// Star is `export * from From`.
type Star struct {
	From  string
	Start int
}

// Decl is one binding at the top level of a module.
type Decl struct {
	Name  string
	Start int
	Const bool
	Init  int // offset of the initializer of a variable, -1 for none
	Func  *Func
	Form  Form
}

// Directive is a string statement at the top: 'use client'.
type Directive struct {
	Text       string
	Start, End int
}

// Module is what Parse read. It keeps the text, because values are read on
// demand.
type Module struct {
	Directives []Directive
	Exports    []Export
	Stars      []Star
	Imports    []Import
	Decls      []Decl
	// Sources are all module specifiers of import and export statements that
	// exist at run time, each once, in order.
	Sources []string
	// ESM says that an import or export statement exists; type-only ones count.
	ESM bool
	// Fault is set where the reader gave up; the other fields are then empty.
	Fault *Fault
	// Suspect says that the text may hold a syntax error that only a full
	// parser can tell.
	Suspect bool

	src     []byte
	dialect Dialect
}

// Has reports whether the module has the directive ("use client").
func (m *Module) Has(directive string) bool {
	for _, d := range m.Directives {
		if d.Text == directive {
			return true
		}
	}
	return false
}

// Export returns the run-time export of that name, nil for none. `export *`
// is not followed.
func (m *Module) Export(name string) *Export {
	for i := range m.Exports {
		if m.Exports[i].Name == name && !m.Exports[i].IsType() {
			return &m.Exports[i]
		}
	}
	return nil
}

// Decl returns the top-level binding of that name, nil for none.
func (m *Module) Decl(name string) *Decl {
	for i := range m.Decls {
		if m.Decls[i].Name == name {
			return &m.Decls[i]
		}
	}
	return nil
}

// Import returns the import that binds the local name, nil for none.
func (m *Module) Import(local string) *Import {
	for i := range m.Imports {
		if m.Imports[i].Local == local {
			return &m.Imports[i]
		}
	}
	return nil
}

// Text returns the text of a range.
func (m *Module) Text(r Range) string { return string(m.src[r.Start:r.End]) }

// Source returns the text of the module. It must not be changed.
func (m *Module) Source() []byte { return m.src }

// Dialect returns the dialect that the module was read in.
func (m *Module) Dialect() Dialect { return m.dialect }

// Position turns a byte offset into a line and a column, both from 1; columns
// count bytes.
func Position(src []byte, offset int) (line, column int) {
	offset = min(max(offset, 0), len(src))
	line = 1 + bytes.Count(src[:offset], []byte{'\n'})
	return line, offset - bytes.LastIndexByte(src[:offset], '\n')
}
