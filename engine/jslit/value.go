package jslit

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

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

// value reads one expression.
func (r *reader) value(i int) (Value, int) {
	start := i
	if r.op(i) == '(' && r.functionAt(i) == nil {
		v, next := r.value(i + 1)
		if r.op(next) != ')' || !r.ends(next+1) {
			return r.opaque(start)
		}
		v.Paren, v.Start, v.End = true, int(r.tok(start).Start), int(r.tok(next).End)
		return v, r.casts(next + 1)
	}
	v, next := r.primary(i)
	if v.Kind == Opaque {
		return r.opaque(start)
	}
	v.Start, v.End = int(r.tok(start).Start), int(r.tok(next-1).End)
	if !r.ends(next) {
		return r.opaque(start)
	}
	return v, r.casts(next)
}

// ends reports whether only casts stand between token i and the end of the
// expression.
func (r *reader) ends(i int) bool { return r.endsExpression(r.casts(i)) }

// casts skips `as const`, `as T`, `satisfies T` and `!`.
func (r *reader) casts(i int) int {
	for {
		switch op := r.op(i); {
		case op == kwAs && r.op(i+1) == kwConst:
			i += 2
		case op == kwAs || op == kwSatisfies:
			i = max(r.typ(i+1), i+1)
		case op == '!' && !r.tok(i).NL:
			i++
		default:
			return i
		}
	}
}

func (r *reader) opaque(i int) (Value, int) {
	next := max(r.expr(i), i)
	end := int(r.tok(i).Start)
	if next > i {
		end = int(r.tok(next - 1).End)
	}
	return Value{Start: int(r.tok(i).Start), End: end}, next
}

// primary reads a literal, a name, a call or a function.
func (r *reader) primary(i int) (Value, int) {
	t := r.tok(i)
	switch t.Kind {
	case String:
		return Value{Kind: StringVal, Str: r.name(i)}, i + 1
	case Template:
		if t.Subst {
			return Value{}, i
		}
		return Value{Kind: StringVal, Str: unquote(r.src[t.Start:t.End])}, i + 1
	case Number:
		n, ok := number(r.text(i))
		if !ok {
			return Value{}, i
		}
		return Value{Kind: NumberVal, Num: n}, i + 1
	case Regex:
		return Value{Kind: RegexVal, Str: r.text(i)}, i + 1
	case Punct:
		return r.compound(i)
	case Ident:
		return r.word(i)
	case EOF, Private, JSX:
	}
	return Value{}, i
}

// compound reads an array, an object, a signed number or an arrow function.
func (r *reader) compound(i int) (Value, int) {
	switch r.op(i) {
	case '[':
		return r.array(i)
	case '{':
		return r.object(i)
	case '-', '+':
		if r.tok(i+1).Kind == Number {
			v, next := r.primary(i + 1)
			v.Signed = true
			if r.op(i) == '-' {
				v.Num = -v.Num
			}
			return v, next
		}
	case '!':
		if n := r.tok(i + 1); n.Kind == Number {
			return Value{Kind: BoolVal, Bool: r.text(i+1) == "0"}, i + 2
		}
	case '(', '<':
		return r.functionValue(i)
	}
	return Value{}, i
}

func (r *reader) functionValue(i int) (Value, int) {
	f := r.functionAt(i)
	if f == nil {
		return Value{}, i
	}
	m := &Module{src: r.src, dialect: r.mod.dialect}
	return m.funcValue(f, 0, 0), max(r.expr(i), i+1)
}

// word reads true, false, null, undefined, a name, a call or a function.
func (r *reader) word(i int) (Value, int) {
	switch r.text(i) {
	case "true", "false":
		return Value{Kind: BoolVal, Bool: r.text(i) == "true"}, i + 1
	case "null":
		return Value{Kind: NullVal}, i + 1
	case "undefined":
		return Value{Kind: Undefined}, i + 1
	case "Infinity":
		return Value{Kind: NumberVal, Num: math.Inf(1)}, i + 1
	case "void":
		if r.text(i+1) == "0" {
			return Value{Kind: Undefined}, i + 2
		}
	}
	if r.op(i) == kwFunction || r.op(i) == kwAsync || r.op(i+1) == opArrow {
		if v, next := r.functionValue(i); v.Kind != Opaque {
			return v, next
		}
	}
	if r.op(i).wantsOperand() || r.op(i) == kwClass || r.op(i) == kwFunction {
		return Value{}, i
	}
	next := i + 1
	for r.op(next) == '.' && r.isName(next+1) {
		next += 2
	}
	name := string(r.src[r.tok(i).Start:r.tok(next-1).End])
	if r.op(next) == '<' {
		if after := r.typeArguments(next); r.op(after) == '(' {
			next = after
		}
	}
	if r.op(next) == '(' {
		v, after := r.list(next)
		v.Kind, v.Str = CallVal, name
		return v, after
	}
	return Value{Kind: NameVal, Str: name}, next
}

func (r *reader) array(i int) (Value, int) {
	v, next := r.list(i)
	v.Kind = ArrayVal
	return v, next
}

// list reads the items between a bracket and the one that closes it.
func (r *reader) list(i int) (Value, int) {
	var v Value
	end := r.close(i)
	for i++; i < end; i++ {
		if r.op(i) == ',' {
			v.Items = append(v.Items, Value{Kind: Undefined})
			continue
		}
		spread := r.op(i) == opSpread
		if spread {
			i++
		}
		item, next := r.value(i)
		item.Spread = spread
		v.Items = append(v.Items, item)
		i = r.toComma(next, end)
	}
	return v, end + 1
}

func (r *reader) toComma(i, end int) int {
	for i < end && r.op(i) != ',' {
		i = r.step(i)
	}
	return i
}

func (r *reader) object(i int) (Value, int) {
	v := Value{Kind: ObjectVal}
	end := r.close(i)
	for i++; i < end; i++ {
		if r.op(i) == ',' {
			continue
		}
		field, next := r.field(i)
		v.Fields = append(v.Fields, field)
		i = r.toComma(next, end)
	}
	return v, end + 1
}

// field reads one member of an object literal.
func (r *reader) field(i int) (Field, int) {
	f := Field{Start: int(r.tok(i).Start)}
	if r.op(i) == opSpread {
		v, next := r.value(i + 1)
		v.Spread = true
		f.Value = v
		return f, next
	}
	async := r.op(i) == kwAsync && r.op(i+1) != ':' && r.op(i+1) != ',' && r.op(i+1) != '(' && r.op(i+1) != '}'
	if async {
		i++
	}
	generator := r.op(i) == '*'
	if generator {
		i++
	}
	next := i + 1
	switch t := r.tok(i); {
	case t.Op == '[':
		key, _ := r.value(i + 1)
		f.Name, f.Computed = key.Str, key.Kind != StringVal
		next = r.close(i) + 1
	case t.Kind == Number:
		f.Name = r.text(i)
	default:
		f.Name = r.name(i)
	}
	switch r.op(next) {
	case ':':
		v, after := r.value(next + 1)
		f.Value = v
		return f, after
	case '(', '<':
		return r.method(f, next, async, generator)
	}
	f.Value = Value{Kind: NameVal, Str: f.Name, Start: f.Start, End: int(r.tok(i).End)}
	if r.isName(next) || r.isString(next) { // get x() {}, set x(v) {}
		f.Name, f.Value = r.name(next), Value{Start: f.Start}
		next++
	}
	return f, next
}

func (r *reader) method(f Field, i int, async, generator bool) (Field, int) {
	fn := &Func{Name: f.Name, Async: async, Generator: generator}
	next := r.signature(i, fn)
	if r.op(next) == '{' {
		fn.Body = r.inside(next)
		next = r.close(next) + 1
	}
	m := &Module{src: r.src, dialect: r.mod.dialect}
	f.Value = m.funcValue(fn, f.Start, int(r.tok(next-1).End))
	return f, next
}

// number reads a number as JavaScript does. A BigInt is none.
func number(text string) (float64, bool) {
	text = strings.ReplaceAll(text, "_", "")
	if strings.HasSuffix(text, "n") {
		return 0, false
	}
	if len(text) > 1 && text[0] == '0' && (text[1]|0x20 == 'x' || text[1]|0x20 == 'o' || text[1]|0x20 == 'b') {
		n, err := strconv.ParseUint(text, 0, 64)
		return float64(n), err == nil
	}
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil || math.IsInf(n, 0)
}

// unescapeName resolves \u escapes in a name.
func unescapeName(name string) string {
	if strings.IndexByte(name, '\\') < 0 {
		return name
	}
	return unquote([]byte("'" + name + "'"))
}

// unquote returns the text that a string or template literal stands for.
func unquote(lit []byte) string {
	if len(lit) < 2 {
		return ""
	}
	body := string(lit[1 : len(lit)-1])
	if lit[0] == '`' {
		body = strings.ReplaceAll(body, "\r\n", "\n")
	}
	if strings.IndexByte(body, '\\') < 0 {
		return body
	}
	var b strings.Builder
	for i := 0; i < len(body); {
		if body[i] != '\\' || i+1 >= len(body) {
			b.WriteByte(body[i])
			i++
			continue
		}
		text, n := escape(body[i+1:])
		b.WriteString(text)
		i += 1 + n
	}
	return b.String()
}

// escape reads what follows a backslash and returns the text that it stands
// for and its length.
func escape(s string) (string, int) {
	switch c := s[0]; c {
	case 'n':
		return "\n", 1
	case 't':
		return "\t", 1
	case 'r':
		return "\r", 1
	case 'b':
		return "\b", 1
	case 'f':
		return "\f", 1
	case 'v':
		return "\v", 1
	case '0':
		return "\x00", 1
	case '\r':
		if strings.HasPrefix(s, "\r\n") {
			return "", 2
		}
		return "", 1
	case '\n':
		return "", 1
	case 'x':
		if len(s) >= 3 {
			if n, err := strconv.ParseUint(s[1:3], 16, 32); err == nil {
				return string(rune(n)), 3
			}
		}
	case 'u':
		return unicodeEscape(s)
	}
	_, n := utf8.DecodeRuneInString(s)
	return s[:n], n
}

func unicodeEscape(s string) (string, int) {
	digits, n := "", 0
	if strings.HasPrefix(s, "u{") {
		if end := strings.IndexByte(s, '}'); end > 0 {
			digits, n = s[2:end], end+1
		}
	} else if len(s) >= 5 {
		digits, n = s[1:5], 5
	}
	r, err := strconv.ParseUint(digits, 16, 32)
	if err != nil {
		return "u", 1
	}
	if lo, m := lowSurrogate(s[n:]); r >= 0xd800 && r < 0xdc00 && m > 0 {
		return string(rune(0x10000 + (r-0xd800)<<10 + lo)), n + m
	}
	return string(rune(r)), n
}

func lowSurrogate(s string) (lo uint64, n int) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, 0
	}
	r, err := strconv.ParseUint(s[2:6], 16, 32)
	if err != nil || r < 0xdc00 || r > 0xdfff {
		return 0, 0
	}
	return r - 0xdc00, 6
}
