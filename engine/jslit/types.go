package jslit

// typ skips one type.
func (r *reader) typ(i int) int {
	if op := r.op(i); op == '|' || op == '&' {
		i++
	}
	for {
		next := r.typeOperand(i)
		if next == i {
			return i
		}
		i = r.typePostfix(next)
		switch t := r.tok(i); {
		case t.Op == '|' || t.Op == '&':
			i++
		case t.Op == kwExtends && !t.NL:
			i = r.conditionalType(i + 1)
		case t.Kind == tokIdent && !t.NL && r.text(i) == "is":
			i++
		default:
			return i
		}
	}
}

// conditionalType skips `B ? C : D` and stands before its last type.
func (r *reader) conditionalType(i int) int {
	i = r.typ(i)
	if r.op(i) != '?' {
		return i
	}
	i = r.typ(i + 1)
	if r.op(i) == ':' {
		i++
	}
	return i
}

// typePostfix skips `[]` and `['key']` behind a type.
func (r *reader) typePostfix(i int) int {
	for r.op(i) == '[' && !r.tok(i).NL {
		i = r.close(i) + 1
	}
	return i
}

// typeOperand skips a type without union and postfix.
func (r *reader) typeOperand(i int) int {
	switch t := r.tok(i); {
	case t.Op == '(':
		next := r.close(i) + 1
		if r.op(next) == opArrow {
			return r.typ(next + 1)
		}
		return next
	case t.Op == '[' || t.Op == '{':
		return r.close(i) + 1
	case t.Op == '<':
		return r.typeOperand(r.angles(i))
	case t.Op == '-' || t.Op == kwNew || t.Op == kwAbstract && r.op(i+1) == kwNew:
		return r.typeOperand(i + 1)
	case t.Op == kwTypeof:
		return r.typeOperand(i + 1)
	case t.Op == kwImport && r.op(i+1) == '(':
		return r.typeName(r.close(i+1) + 1)
	case t.Kind == tokIdent && typePrefix(r.text(i)) && r.startsType(i+1):
		return r.typeOperand(i + 1)
	case t.Kind == tokIdent:
		return r.typeName(i + 1)
	case t.Kind == tokString || t.Kind == tokNumber || t.Kind == tokTemplate:
		return i + 1
	}
	return i
}

// typeName skips `.b.c<d>` behind a name.
func (r *reader) typeName(i int) int {
	for r.op(i) == '.' {
		i += 2
	}
	if r.op(i) == '<' && !r.tok(i).NL {
		return r.angles(i)
	}
	return i
}

func typePrefix(word string) bool {
	switch word {
	case "keyof", "unique", "readonly", "infer", "asserts":
		return true
	}
	return false
}

// startsType reports whether the token can start the type that a prefix word
// waits for.
func (r *reader) startsType(i int) bool {
	t := r.tok(i)
	switch {
	case t.NL:
		return false
	case t.Kind == tokIdent:
		return r.text(i) != "is" && t.Op != kwExtends
	case t.Kind == tokString, t.Kind == tokNumber, t.Kind == tokTemplate:
		return true
	}
	return t.Op == '(' || t.Op == '[' || t.Op == '{' || t.Op == '<'
}

// angles skips type parameters or arguments from `<` to the matching `>`.
// It returns i+1 where none matches.
func (r *reader) angles(i int) int {
	depth := 0
	for j := i; r.tok(j).Kind != tokEOF; j = r.step(j) {
		switch r.op(j) {
		case '<':
			depth++
		case '>':
			if depth--; depth == 0 {
				return j + 1
			}
		case ';', ')', ']', '}':
			return i + 1
		case opBinary:
			if text := r.text(j); text == "<<" {
				depth += 2
			} else if text == "&&" || text == "||" {
				return i + 1
			}
		}
	}
	return i + 1
}
