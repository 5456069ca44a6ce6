package jslit

import "strings"

// ValueKind is the kind of a Value.
type ValueKind uint8

// The kinds of values that the text of an expression can be.
const (
	Opaque    ValueKind = iota // has to be evaluated
	StringVal                  // 'x', or a template without substitutions
	NumberVal                  // 1
	BoolVal                    // true
	NullVal                    // null
	Undefined                  // undefined, void 0
	ArrayVal                   // [a, b]
	ObjectVal                  // { a: 1 }
	NameVal                    // a name: Str
	CallVal                    // f(a): Str is the callee as written, Items the arguments
	FuncVal                    // a function: Func; Items[0] is what it plainly returns
	RegexVal                   // /x/: Str as written
)

// Value is an expression as far as it can be read without evaluating.
type Value struct {
	Kind   ValueKind
	Str    string
	Num    float64
	Bool   bool
	Items  []Value
	Fields []Field
	Func   *Func
	// Signed says that a number stands behind a minus or plus sign, which Next
	// does not read in segment config (NEXT-FACTS B5).
	Signed bool
	// Paren says that the value stands in parentheses.
	Paren bool
	// Spread says that the array item or object field is `...x`.
	Spread     bool
	Start, End int // byte offsets
}

// Field is one member of an object. A spread has no Name; a computed key that
// is no literal has Computed.
type Field struct {
	Name     string
	Computed bool
	Value    Value
	Start    int // of the key
}

// Get returns the value of the last field of that name.
func (v *Value) Get(name string) (*Value, bool) {
	for i := len(v.Fields) - 1; i >= 0; i-- {
		if f := &v.Fields[i]; f.Name == name && !f.Computed && !f.Value.Spread {
			return &f.Value, true
		}
	}
	return nil, false
}

// Literal reports whether the value is a literal through and through.
func (v *Value) Literal() bool {
	switch v.Kind {
	case StringVal, NumberVal, BoolVal, NullVal, Undefined:
		return !v.Spread
	case ArrayVal:
		for i := range v.Items {
			if !v.Items[i].Literal() {
				return false
			}
		}
		return true
	case ObjectVal:
		for i := range v.Fields {
			if v.Fields[i].Computed || !v.Fields[i].Value.Literal() {
				return false
			}
		}
		return true
	case Opaque, NameVal, CallVal, FuncVal, RegexVal:
	}
	return false
}

// Any returns a literal as string, float64, bool, nil, []any or
// map[string]any, and false where the value is no literal.
func (v *Value) Any() (any, bool) {
	if !v.Literal() {
		return nil, false
	}
	switch v.Kind {
	case StringVal:
		return v.Str, true
	case NumberVal:
		return v.Num, true
	case BoolVal:
		return v.Bool, true
	case ArrayVal:
		list := make([]any, len(v.Items))
		for i := range v.Items {
			list[i], _ = v.Items[i].Any()
		}
		return list, true
	case ObjectVal:
		object := make(map[string]any, len(v.Fields))
		for i := range v.Fields {
			object[v.Fields[i].Name], _ = v.Fields[i].Value.Any()
		}
		return object, true
	case NullVal, Undefined, Opaque, NameVal, CallVal, FuncVal, RegexVal:
	}
	return nil, true
}

// Value reads the expression that starts at a byte offset, as Export.Init and
// Decl.Init give it.
func (m *Module) Value(offset int) Value {
	if offset < 0 || offset > len(m.src) {
		return Value{Start: offset, End: offset}
	}
	buf := buffers.get()
	defer buffers.pool.Put(buf)
	l := lexer{src: m.src, pos: offset, dialect: m.dialect, toks: (*buf)[:0], prev: '='}
	l.expression()
	*buf = l.toks
	r := reader{toks: l.toks, src: m.src, mod: &Module{src: m.src, dialect: m.dialect}}
	v, _ := r.value(0)
	return v
}

// Resolve follows a NameVal to the top-level const (or any variable) that it
// names, once for each step of an alias, and returns its value.
func (m *Module) Resolve(v Value) Value {
	for range 8 {
		if v.Kind != NameVal {
			return v
		}
		d := m.Decl(v.Str)
		switch {
		case d == nil || d.Form == Pattern:
			return v
		case d.Form == Function:
			return m.funcValue(d.Func, v.Start, v.End)
		case d.Init < 0:
			return v
		}
		v = m.Value(d.Init)
	}
	return v
}

// funcValue makes the value of a function declaration.
func (m *Module) funcValue(f *Func, start, end int) Value {
	v := Value{Kind: FuncVal, Func: f, Start: start, End: end}
	if result, ok := m.Returned(f); ok {
		v.Items = []Value{result}
	}
	return v
}

// Returned reads what a function plainly returns: the expression of an arrow,
// or the lone return statement of a body.
func (m *Module) Returned(f *Func) (Value, bool) {
	if f == nil {
		return Value{}, false
	}
	if f.Arrow {
		return m.Value(f.Body.Start), true
	}
	body := strings.TrimLeft(m.Text(f.Body), " \t\r\n")
	rest, ok := strings.CutPrefix(body, "return")
	if !ok || rest == "" || identPart[rest[0]] {
		return Value{}, false
	}
	v := m.Value(f.Body.End - len(rest))
	tail := strings.Trim(string(m.src[v.End:f.Body.End]), "; \t\r\n")
	return v, tail == ""
}
