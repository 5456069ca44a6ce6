package jslit

import "math"

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
	case tokString:
		return Value{Kind: StringVal, Str: r.name(i)}, i + 1
	case tokTemplate:
		if t.Subst {
			return Value{}, i
		}
		return Value{Kind: StringVal, Str: unquote(r.src[t.Start:t.End])}, i + 1
	case tokNumber:
		n, ok := number(r.text(i))
		if !ok {
			return Value{}, i
		}
		return Value{Kind: NumberVal, Num: n}, i + 1
	case tokRegex:
		return Value{Kind: RegexVal, Str: r.text(i)}, i + 1
	case tokPunct:
		return r.compound(i)
	case tokIdent:
		return r.word(i)
	case tokEOF, tokPrivate, tokJSX:
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
		if r.tok(i+1).Kind == tokNumber {
			v, next := r.primary(i + 1)
			v.Signed = true
			if r.op(i) == '-' {
				v.Num = -v.Num
			}
			return v, next
		}
	case '!':
		if n := r.tok(i + 1); n.Kind == tokNumber {
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
	case t.Kind == tokNumber:
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
