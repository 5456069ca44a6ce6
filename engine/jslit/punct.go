package jslit

// punct lexes an operator, a bracket, a regular expression or JSX.
func (l *lexer) punct(t *token, c byte) {
	t.Kind = tokPunct
	t.Op = tokenOp(c)
	if !l.operand && danglingBefore(c) && dangling(l.prev) {
		l.suspect = true
	}
	switch c {
	case '(', '[', '{':
		l.open(t, c)
	case ')', ']', '}':
		l.closeBracket(t, c)
	case '/':
		l.slash(t)
	case '<':
		l.less(t)
	case ';', ',', ':', '~', '@', '>':
		l.pos++
		l.operand = false
	default:
		l.operator(t, c)
	}
}

// danglingBefore reports whether the byte can't follow an operator that still
// waits for its right side.
func danglingBefore(c byte) bool { return c == ';' || c == ',' || c == ')' || c == ']' || c == '}' }

// dangling reports whether the token before needs a right side.
func dangling(prev tokenOp) bool {
	switch prev {
	case '=', '.', '+', '-', '%', '^', opAssign, opBinary, opOptional, opSpread:
		return true
	}
	return false
}

// open pushes a bracket. A brace holds statements where an operand has ended
// (a function, a class, a condition) and where a statement starts.
func (l *lexer) open(t *token, c byte) {
	b := bracket{index: -1}
	switch c {
	case '(':
		b.close = ')'
		b.keyword = !l.operand || l.prev == kwIf || l.prev == kwWhile || l.prev == kwFor || l.prev == kwWith
		b.keyword = b.keyword && (l.prev == kwIf || l.prev == kwWhile || l.prev == kwFor || l.prev == kwWith)
	case '[':
		b.close = ']'
	default:
		b.close = '}'
		b.block = l.operand || l.prev == opNone || l.prev == ';' || l.prev == '{' || l.prev == '}' ||
			l.prev == opArrow || l.prev == ')' || l.prev == kwElse || l.prev == kwDo
	}
	if l.nested == 0 {
		b.index = int32(len(l.toks))
	}
	l.stack = append(l.stack, b)
	l.pos++
	l.operand = false
}

// closeBracket pops a bracket and decides whether an operand has ended.
func (l *lexer) closeBracket(t *token, c byte) {
	if len(l.stack) == 0 || l.stack[len(l.stack)-1].close != c {
		l.fail(l.pos, "this bracket closes nothing")
		return
	}
	b := l.stack[len(l.stack)-1]
	l.stack = l.stack[:len(l.stack)-1]
	l.pos++
	if b.index >= 0 && l.nested == 0 {
		l.toks[b.index].Pair = int32(len(l.toks))
	}
	l.operand = !b.keyword && !b.block
}

// slash lexes a regular expression or a division.
func (l *lexer) slash(t *token) {
	if !l.operand {
		if end := l.regexEnd(); end > 0 {
			l.pos = end
			l.identTail()
			t.Op = opNone
			l.literal(t, tokRegex)
			return
		}
	}
	t.Op = opBinary
	l.pos++
	if l.pos < len(l.src) && l.src[l.pos] == '=' {
		l.pos++
	}
	l.operand = false
}

// regexEnd returns the offset behind the slash that ends the regular
// expression here, 0 where the line ends first.
func (l *lexer) regexEnd() int {
	class := false
	for i := l.pos + 1; i < len(l.src); i++ {
		switch c := l.src[i]; {
		case c == '\n' || c == '\r':
			return 0
		case c == '\\':
			i++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class:
			return i + 1
		}
	}
	return 0
}

// less lexes JSX where an operand may start, else a comparison or the start
// of type arguments.
func (l *lexer) less(t *token) {
	if !l.operand && l.dialect != TypeScript && l.jsxLikely() {
		start, depth := l.pos, len(l.stack)
		if l.element() {
			t.Op = opNone
			l.operand = false
			l.literal(t, tokJSX)
			return
		}
		l.pos, l.fault, l.stack = start, nil, l.stack[:depth]
		if l.dialect == JavaScript {
			l.suspect = true
		}
	}
	l.pos++
	if l.pos < len(l.src) && (l.src[l.pos] == '<' || l.src[l.pos] == '=') {
		t.Op = opBinary
		l.pos++
		if l.src[l.pos-1] == '<' && l.pos < len(l.src) && l.src[l.pos] == '=' {
			l.pos++
		}
	}
	l.operand = false
}

// operator lexes the operators that may be longer than one byte.
func (l *lexer) operator(t *token, c byte) {
	at := func(i int) byte {
		if l.pos+i < len(l.src) {
			return l.src[l.pos+i]
		}
		return 0
	}
	n, op, operand := 1, tokenOp(c), false
	switch d := at(1); {
	case c == '=' && d == '>':
		n, op = 2, opArrow
	case c == '.' && d == '.' && at(2) == '.':
		n, op = 3, opSpread
	case c == '?' && d == '.' && (at(2) < '0' || at(2) > '9'):
		n, op = 2, opOptional
	case (c == '+' || c == '-') && d == c:
		n, op, operand = 2, opIncDec, l.operand
	case c == '!' && d != '=':
		operand = l.operand && !l.nl && !t.NL
	case c == '=' && d == '=', c == '!' && d == '=':
		n, op = 2, opBinary
		if at(2) == '=' {
			n = 3
		}
	case (c == '&' || c == '|' || c == '?' || c == '*') && d == c:
		n, op = 2, opBinary
		if at(2) == '=' {
			n, op = 3, opAssign
		}
	case d == '=' && (c == '+' || c == '-' || c == '*' || c == '%' || c == '&' || c == '|' || c == '^'):
		n, op = 2, opAssign
	}
	l.checkOperator(c, op)
	l.pos += n
	t.Op, l.operand = op, operand
}

// checkOperator marks the text where an operator has no left side, and where
// a byte starts no token at all.
func (l *lexer) checkOperator(c byte, op tokenOp) {
	switch {
	case op == '=' && l.prev.reserved():
		l.suspect = true
	case op == '=' && !l.operand && l.prev != '>' && l.prev != '}' && l.prev != ']' && l.prev != '!':
		l.suspect = true
	case c < ' ' || c == '\\':
		l.fail(l.pos, "unexpected character")
		l.pos++
	}
}
