package jslit

import "bytes"

// jsxLikely reports whether the less-than sign at the position can start JSX:
// a name or `>` follows, and (in TSX) not the type parameters of an arrow
// function, which a comma or `extends` gives away.
func (l *lexer) jsxLikely() bool {
	i := l.pos + 1
	if i >= len(l.src) {
		return false
	}
	if l.src[i] == '>' {
		return true
	}
	if !identStart[l.src[i]] {
		i = skipBlank(l.src, i)
		if i >= len(l.src) || !identStart[l.src[i]] && l.src[i] != '>' {
			return false
		}
	}
	if l.dialect == JavaScript {
		return true
	}
	start := i
	for i < len(l.src) && identPart[l.src[i]] {
		i++
	}
	name := l.src[start:i]
	i = skipBlank(l.src, i)
	rest := l.src[i:]
	switch {
	case len(rest) == 0, rest[0] == ',':
		return false
	case bytes.HasPrefix(rest, []byte("extends")):
		j := skipBlank(rest, len("extends"))
		return j < len(rest) && (rest[j] == '=' || rest[j] == '>' || rest[j] == '/')
	case string(name) == "const" && identStart[rest[0]]:
		return false
	}
	return true
}

func skipBlank(s []byte, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r') {
		i++
	}
	return i
}

// jsxSpace skips white space and comments inside of a tag.
func (l *lexer) jsxSpace() {
	nl := l.nl
	l.space()
	l.nl = nl
}

// element lexes one JSX element or fragment from its `<` on. It reports
// whether the text is JSX; the caller goes back where it is not.
func (l *lexer) element() bool {
	l.pos++
	l.jsxSpace()
	name := l.tagName()
	if !l.tagTypes() {
		return false
	}
	for l.pos < len(l.src) && l.fault == nil {
		l.jsxSpace()
		switch c := l.peek(); {
		case c == '>':
			l.pos++
			return l.children(name)
		case c == '/':
			l.pos++
			l.jsxSpace()
			if l.peek() != '>' {
				return false
			}
			l.pos++
			return true
		case name == "" || !l.attribute(c):
			return false
		}
	}
	return false
}

func (l *lexer) peek() byte {
	if l.pos < len(l.src) {
		return l.src[l.pos]
	}
	return 0
}

// tagName reads `div`, `a:b`, `A.B` or nothing.
func (l *lexer) tagName() string {
	start := l.pos
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		if !identPart[c] && c != '.' && c != ':' && c != '-' {
			break
		}
		l.pos++
	}
	return string(l.src[start:l.pos])
}

// tagTypes skips the type arguments of a tag: `<List<string> items={x}>`.
func (l *lexer) tagTypes() bool {
	if l.peek() != '<' || l.dialect != TSX {
		return l.peek() != '<'
	}
	depth := 0
	for ; l.pos < len(l.src); l.pos++ {
		switch l.src[l.pos] {
		case '<':
			depth++
		case '>':
			if l.src[l.pos-1] == '=' {
				continue
			}
			if depth--; depth == 0 {
				l.pos++
				return true
			}
		case ';':
			return false
		}
	}
	return false
}

// attribute lexes `name`, `name="x"`, `name={x}`, `name=<a/>` or `{...x}`.
func (l *lexer) attribute(c byte) bool {
	if c == '{' {
		return l.braced()
	}
	if !identStart[c] {
		return false
	}
	l.tagName()
	l.jsxSpace()
	if l.peek() != '=' {
		return true
	}
	l.pos++
	l.jsxSpace()
	switch q := l.peek(); q {
	case '"', '\'':
		n := bytes.IndexByte(l.src[l.pos+1:], q)
		l.pos += n + 2
		return n >= 0
	case '{':
		return l.braced()
	case '<':
		return l.element()
	}
	return false
}

// children lexes up to and with the closing tag of the element name. A `>` or
// `}` in the text is no JSX: this is how `<T>(x: T) => T` is told apart.
func (l *lexer) children(name string) bool {
	for l.pos < len(l.src) && l.fault == nil {
		switch l.src[l.pos] {
		case '{':
			if !l.braced() {
				return false
			}
		case '<':
			if next := skipBlank(l.src, l.pos+1); next < len(l.src) && l.src[next] == '/' {
				return l.closingTag(next+1, name)
			}
			if !l.element() {
				return false
			}
		case '>', '}':
			return false
		default:
			l.pos++
		}
	}
	return false
}

func (l *lexer) closingTag(at int, name string) bool {
	l.pos = at
	l.jsxSpace()
	if l.tagName() != name {
		return false
	}
	l.jsxSpace()
	if l.peek() != '>' {
		return false
	}
	l.pos++
	return true
}
