package jslit

// expr skips one assignment expression: everything up to a comma, a
// semicolon, a closing bracket, or the line break that ends the statement.
func (r *reader) expr(i int) int {
	ternary := 0
	for operand := false; ; {
		t := r.tok(i)
		if t.Kind == tokEOF || t.Op == ',' || t.Op == ';' || t.Op == ')' || t.Op == ']' || t.Op == '}' {
			return i
		}
		if operand {
			if t.NL && !r.continues(i) {
				return i
			}
			next, more := r.afterOperand(i, &ternary)
			if !more {
				return next
			}
			operand = next == i+1 && r.staysOperand(i) || next > i+1
			i = next
			continue
		}
		i, operand = r.operand(i)
	}
}

// continues reports whether a token on a new line carries on the expression
// before it.
func (r *reader) continues(i int) bool {
	t := r.tok(i)
	switch t.Kind {
	case tokTemplate:
		return true
	case tokPunct:
		return t.Op != '{' && t.Op != opIncDec && t.Op != '@' && t.Op != '!' && t.Op != '~' && t.Op != '}' && t.Op != '#'
	case tokIdent:
		return t.Op == kwIn || t.Op == kwInstanceof
	}
	return false
}

// afterOperand reads an operator, or a postfix with everything in it. It says
// that the expression ends where neither stands.
func (r *reader) afterOperand(i int, ternary *int) (next int, more bool) {
	t := r.tok(i)
	switch t.Kind {
	case tokTemplate:
		return i + 1, true
	case tokIdent:
		switch t.Op {
		case kwIn, kwInstanceof:
			return i + 1, true
		case kwAs, kwSatisfies:
			if r.op(i+1) == kwConst {
				return i + 2, true
			}
			return max(r.typ(i+1), i+2), true
		}
		return i, false
	case tokPunct:
	default:
		return i, false
	}
	switch t.Op {
	case '(', '[':
		return r.close(i) + 1, true
	case '{':
		return i, false
	case '.', opOptional:
		if r.isName(i+1) || r.tok(i+1).Kind == tokPrivate {
			return i + 2, true
		}
		return i + 1, true
	case '<':
		if next := r.typeArguments(i); next > i {
			return next, true
		}
	case '?':
		*ternary++
	case ':':
		if *ternary == 0 {
			return r.arrowReturn(i)
		}
		*ternary--
	}
	return i + 1, true
}

// staysOperand reports whether the token read behind an operand is a postfix.
func (r *reader) staysOperand(i int) bool {
	t := r.tok(i)
	return t.Kind == tokTemplate || t.Op == opIncDec || t.Op == '!'
}

// arrowReturn reads the return type of an arrow function, `: T =>`.
func (r *reader) arrowReturn(i int) (next int, more bool) {
	if r.op(i-1) == ')' {
		if end := r.typ(i + 1); r.op(end) == opArrow {
			return end, true
		}
	}
	return i, false
}

// typeArguments skips `<A, B>` behind an operand where it is a list of type
// arguments, and returns i where it is a comparison.
func (r *reader) typeArguments(i int) int {
	if r.mod.dialect == JavaScript {
		return i
	}
	next := r.angles(i)
	if next == i+1 {
		return i
	}
	t := r.tok(next)
	switch t.Kind {
	case tokTemplate, tokEOF:
		return next
	case tokPunct:
		if t.Op == '+' || t.Op == '-' || t.Op == '[' || t.Op == '{' || t.Op == '~' {
			return i
		}
		return next
	}
	if t.NL {
		return next
	}
	return i
}

// operand reads one operand, or one prefix of it. It reports whether the
// operand is complete.
func (r *reader) operand(i int) (next int, done bool) {
	t := r.tok(i)
	switch t.Kind {
	case tokNumber, tokString, tokTemplate, tokRegex, tokJSX, tokPrivate:
		return i + 1, true
	case tokPunct:
		switch t.Op {
		case '(', '[':
			return r.close(i) + 1, true
		case '{':
			return r.close(i) + 1, true
		case '<':
			return r.angles(i), false
		}
		return i + 1, false
	}
	switch t.Op {
	case kwFunction:
		_, _, next = r.function(i)
		return next, true
	case kwAsync:
		if r.op(i+1) == kwFunction && !r.tok(i+1).NL {
			_, _, next = r.function(i)
			return next, true
		}
		if (r.op(i+1) == '<' || r.isName(i+1)) && !r.tok(i+1).NL && r.op(i+1) != kwAs && r.op(i+1) != kwSatisfies {
			return i + 1, false
		}
	case kwClass:
		return r.toBody(i + 1), true
	case kwImport:
		return i + 1, true
	case kwNew:
		return i + 1, false
	}
	return i + 1, !t.Op.wantsOperand()
}

// variables reads `const a: T = 1, { b } = c`.
func (r *reader) variables(i int, emit func(Decl)) int {
	isConst := r.op(i) == kwConst
	for i++; ; i++ {
		pattern, simple := i, r.isName(i)
		switch {
		case simple:
			i++
		case r.op(i) == '{' || r.op(i) == '[':
			i = r.close(i) + 1
		default:
			return i
		}
		if r.op(i) == '!' {
			i++
		}
		if r.op(i) == ':' {
			i = r.typ(i + 1)
		}
		init := -1
		if r.op(i) == '=' {
			init = i + 1
			i = r.expr(init)
		}
		r.emitBinding(pattern, simple, isConst, init, emit)
		if r.op(i) != ',' {
			return i
		}
	}
}

func (r *reader) emitBinding(pattern int, simple, isConst bool, init int, emit func(Decl)) {
	d := Decl{Init: -1, Const: isConst, Form: Variable}
	if init >= 0 {
		d.Init = int(r.tok(init).Start)
	}
	if !simple {
		d.Form = Pattern
		r.pattern(pattern, func(at int) {
			d.Name, d.Start = r.name(at), int(r.tok(at).Start)
			emit(d)
		})
		return
	}
	d.Name, d.Start = r.name(pattern), int(r.tok(pattern).Start)
	if init >= 0 {
		d.Func = r.functionAt(init)
	}
	emit(d)
}

// pattern calls bind with the token of each name that a destructuring pattern
// binds.
func (r *reader) pattern(i int, bind func(at int)) {
	end := r.close(i)
	object := r.op(i) == '{'
	for i++; i < end; i++ {
		if r.op(i) == ',' {
			continue
		}
		if r.op(i) == opSpread {
			i++
		} else if object && r.key(i) > 0 {
			i = r.key(i)
		}
		if r.isName(i) {
			bind(i)
		} else if r.op(i) == '{' || r.op(i) == '[' {
			r.pattern(i, bind)
		}
		for i < end && r.op(i) != ',' {
			i = r.step(i)
		}
	}
}

// key returns the index behind `name:` or `[x]:` in an object pattern, 0 where
// no key stands.
func (r *reader) key(i int) int {
	next := i + 1
	if r.op(i) == '[' {
		next = r.close(i) + 1
	}
	if r.op(next) == ':' {
		return next + 1
	}
	return 0
}
