package jslit

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Dialect says which extensions of JavaScript a text may use.
type Dialect uint8

// The dialects, by file extension.
const (
	JavaScript Dialect = iota // .js, .jsx, .mjs, .cjs: JSX, no types
	TypeScript                // .ts, .mts, .cts: types, no JSX
	TSX                       // .tsx: both
)

// DialectOf returns the dialect that the extension of a file name asks for.
func DialectOf(name string) Dialect {
	switch {
	case hasSuffix(name, ".tsx"):
		return TSX
	case hasSuffix(name, ".ts"), hasSuffix(name, ".mts"), hasSuffix(name, ".cts"):
		return TypeScript
	}
	return JavaScript
}

func hasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}

// Fault is a place where the text is not what the reader understands.
type Fault struct {
	Offset int
	Text   string // lower-case, without the place
}

// Error returns the text of the fault.
func (f *Fault) Error() string { return f.Text }

// bracket is an open bracket on the lexer's stack.
type bracket struct {
	close   byte
	keyword bool  // the paren of if, while, for or with
	block   bool  // a brace around statements, not an object literal
	index   int32 // of its token
}

// lexer cuts a text into tokens. The state that decides between the readings
// of a slash is `operand`: whether the token before ended an operand.
type lexer struct {
	src     []byte
	pos     int
	dialect Dialect
	toks    []token
	stack   []bracket
	nested  int // depth of templates and JSX: their tokens are not kept
	operand bool
	prev    tokenOp // of the token before
	member  bool    // the token before is a dot
	nl      bool
	fault   *Fault
	suspect bool
}

// run lexes the whole text. The last token is tokEOF; a fault ends the list early.
func (l *lexer) run() {
	l.hashbang()
	for l.fault == nil {
		if t := l.next(); t.Kind == tokEOF {
			break
		}
	}
	if l.fault == nil && len(l.stack) > 0 {
		open := l.stack[len(l.stack)-1]
		l.fail(int(l.toks[open.index].Start), "this bracket is never closed")
	}
	end := int32(len(l.src))
	l.toks = append(l.toks, token{Kind: tokEOF, NL: true, Start: end, End: end})
}

// expression lexes from the start of an expression to the bracket that closes
// what it stands in, or to the end.
func (l *lexer) expression() {
	for l.fault == nil {
		t := l.next()
		if t.Kind == tokEOF || len(l.stack) == 0 && (t.Op == ';' || t.NL && t.Op.startsStatement()) {
			break
		}
	}
	end := int32(len(l.src))
	l.toks = append(l.toks, token{Kind: tokEOF, NL: true, Start: end, End: end})
}

func (l *lexer) hashbang() {
	l.src = bytes.TrimSuffix(l.src, []byte{0})
	if bytes.HasPrefix(l.src, []byte("\xef\xbb\xbf")) {
		l.pos = 3
	}
	if bytes.HasPrefix(l.src[l.pos:], []byte("#!")) {
		l.lineComment()
	}
}

func (l *lexer) fail(at int, text string) {
	if l.fault == nil {
		l.fault = &Fault{Offset: at, Text: text}
	}
}

// next lexes one token, records it unless it is nested, and moves the state.
func (l *lexer) next() token {
	l.space()
	t := token{NL: l.nl, Start: int32(l.pos), Pair: -1}
	if l.fault != nil || l.pos >= len(l.src) {
		t.End = t.Start
		return t
	}
	l.nl = false
	c := l.src[l.pos]
	switch {
	case identStart[c]:
		l.name(&t)
	case c >= '0' && c <= '9', c == '.' && l.peekDigit():
		l.number(&t)
	case c == '"' || c == '\'':
		l.quoted(&t, c)
	case c == '`':
		l.template(&t)
	case c == '#':
		l.pos++
		l.identTail()
		l.literal(&t, tokPrivate)
	default:
		l.punct(&t, c)
	}
	t.End = int32(l.pos)
	if l.nested == 0 {
		l.toks = append(l.toks, t)
	}
	l.prev = t.Op
	l.member = t.Kind == tokPunct && (t.Op == '.' || t.Op == opOptional)
	return t
}

// literal finishes a token that is an operand.
func (l *lexer) literal(t *token, k tokenKind) {
	if l.operand && !t.NL && k != tokTemplate && k != tokPrivate && (l.prev == kwNone || l.prev == opNone) {
		l.suspectName()
	}
	t.Kind = k
	l.operand = true
}

func (l *lexer) peekDigit() bool {
	return l.pos+1 < len(l.src) && l.src[l.pos+1] >= '0' && l.src[l.pos+1] <= '9'
}

// space skips white space and comments, and notes line breaks.
func (l *lexer) space() {
	for l.pos < len(l.src) {
		switch c := l.src[l.pos]; {
		case c == '\n' || c == '\r':
			l.nl = true
			l.pos++
		case c == ' ' || c == '\t' || c == '\v' || c == '\f':
			l.pos++
		case c == '/' && l.pos+1 < len(l.src) && l.src[l.pos+1] == '/':
			l.lineComment()
		case c == '/' && l.pos+1 < len(l.src) && l.src[l.pos+1] == '*':
			l.blockComment()
		case c >= utf8.RuneSelf && l.wideSpace():
		default:
			return
		}
	}
}

// wideSpace skips one white space character outside of ASCII.
func (l *lexer) wideSpace() bool {
	r, n := utf8.DecodeRune(l.src[l.pos:])
	if r == '\u2028' || r == '\u2029' {
		l.nl = true
	} else if !unicode.IsSpace(r) && r != '\ufeff' {
		return false
	}
	l.pos += n
	return true
}

func (l *lexer) lineComment() {
	n := bytes.IndexByte(l.src[l.pos:], '\n')
	if n < 0 {
		n = len(l.src) - l.pos
	}
	l.pos += n
}

func (l *lexer) blockComment() {
	n := bytes.Index(l.src[l.pos+2:], []byte("*/"))
	if n < 0 {
		l.fail(l.pos, "this comment is never closed")
		l.pos = len(l.src)
		return
	}
	if bytes.IndexByte(l.src[l.pos:l.pos+2+n], '\n') >= 0 {
		l.nl = true
	}
	l.pos += n + 4
}

// identStart and identPart classify the bytes of names. Every byte outside of
// ASCII counts as part of a name, white space having been skipped before.
var identStart, identPart = identTables()

func identTables() (start, part [256]bool) {
	for c := range 256 {
		letter := c == '$' || c == '_' || c == '\\' || c >= utf8.RuneSelf ||
			c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		start[c] = letter
		part[c] = letter || c >= '0' && c <= '9'
	}
	return start, part
}

// identTail skips the rest of a name.
func (l *lexer) identTail() {
	for l.pos < len(l.src) && identPart[l.src[l.pos]] {
		if l.src[l.pos] == '\\' && l.pos+2 < len(l.src) && l.src[l.pos+2] == '{' {
			n := bytes.IndexByte(l.src[l.pos:], '}')
			l.pos += max(n, 0)
		}
		l.pos++
	}
}

// name lexes a name or a keyword.
func (l *lexer) name(t *token) {
	start := l.pos
	l.pos++
	if l.src[start] == '\\' {
		l.pos = start
	}
	l.identTail()
	t.Kind = tokIdent
	t.Op = keyword(l.src[start:l.pos])
	if l.member {
		t.Op = kwNone
	}
	if l.operand && !t.NL && l.prev == kwNone && t.Op == kwNone && !contextual(l.src[start:l.pos]) {
		l.suspectName()
	}
	l.operand = !t.Op.wantsOperand()
}

// suspectName marks the text where two plain operands follow each other on one
// line, unless the first may be a modifier.
func (l *lexer) suspectName() {
	if l.nested > 0 || len(l.toks) == 0 {
		return
	}
	last := l.toks[len(l.toks)-1]
	if last.Kind == tokNumber || last.Kind == tokString || last.Kind == tokIdent && !contextual(l.src[last.Start:last.End]) {
		l.suspect = true
	}
}

// contextual reports whether a name is a word of the grammar in some places.
func contextual(name []byte) bool {
	switch string(name) {
	case "accessor", "any", "asserts", "break", "catch", "continue", "debugger", "finally", "get", "global", "implements",
		"infer", "is", "keyof", "of", "out", "override", "private", "protected", "public", "readonly", "set", "static",
		"this", "try", "unique", "using", "constructor", "switch":
		return true
	}
	return false
}

// number lexes a number, its suffix included.
func (l *lexer) number(t *token) {
	start := l.pos
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		exponent := (c == '+' || c == '-') && l.pos > start && (l.src[l.pos-1]|0x20) == 'e' && !isHex(l.src[start:l.pos])
		if !identPart[c] && c != '.' && !exponent {
			break
		}
		l.pos++
	}
	l.literal(t, tokNumber)
}

func isHex(s []byte) bool { return len(s) > 1 && s[0] == '0' && s[1]|0x20 == 'x' }

// quoted lexes a string.
func (l *lexer) quoted(t *token, quote byte) {
	start := l.pos
	for l.pos++; l.pos < len(l.src); l.pos++ {
		switch l.src[l.pos] {
		case quote:
			l.pos++
			l.literal(t, tokString)
			return
		case '\\':
			l.pos++
			if l.pos+1 < len(l.src) && l.src[l.pos] == '\r' && l.src[l.pos+1] == '\n' {
				l.pos++
			}
		case '\n':
			l.fail(start, "unterminated string literal")
			return
		}
	}
	l.fail(start, "unterminated string literal")
}

// template lexes a template literal with everything nested in it.
func (l *lexer) template(t *token) {
	start := l.pos
	for l.pos++; l.pos < len(l.src); l.pos++ {
		switch l.src[l.pos] {
		case '`':
			l.pos++
			l.literal(t, tokTemplate)
			return
		case '\\':
			l.pos++
		case '$':
			if l.pos+1 < len(l.src) && l.src[l.pos+1] == '{' {
				t.Subst = true
				l.pos++
				if !l.braced() {
					l.fail(start, "unterminated template literal")
					return
				}
				l.pos--
			}
		}
	}
	l.fail(start, "unterminated template literal")
}

// braced lexes from an opening brace to the one that closes it, without
// keeping tokens, and leaves the position behind it. It reports whether the
// brace is closed.
func (l *lexer) braced() bool {
	saved := *l
	depth := len(l.stack)
	l.nested++
	l.stack = append(l.stack, bracket{close: '}', index: -1})
	l.pos++
	l.operand, l.prev, l.member, l.nl = false, opNone, false, false
	for len(l.stack) > depth && l.fault == nil && l.pos < len(l.src) {
		l.next()
	}
	ok := len(l.stack) == depth && l.fault == nil
	l.nested, l.operand, l.prev, l.member, l.nl = saved.nested, saved.operand, saved.prev, saved.member, saved.nl
	return ok
}
