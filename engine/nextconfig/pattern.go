package nextconfig

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// token is one part of a parsed path pattern: literal text, or a param.
type token struct {
	text  string // literal text, where param is false
	param bool
	// name is the param's name; a param without one has a number instead.
	name    string
	unnamed bool
	// pattern is the param's regular expression; "" makes the token a group
	// of literal text, {text}?.
	pattern        string
	prefix, suffix string
	modifier       string // "", "?", "*" or "+"
}

// repeats says whether the param takes a list of values.
func (t token) repeats() bool { return t.modifier == "*" || t.modifier == "+" }

// optional says whether the param may be absent.
func (t token) optional() bool { return t.modifier == "?" || t.modifier == "*" }

// verbatim makes an error in the words of Next.js or path-to-regexp, which start
// with a capital letter.
func verbatim(format string, args ...any) error { return fmt.Errorf(format, args...) }

// anyDelimiter is the delimiter set that path-to-regexp uses by default; Next
// passes "/" where it matches paths, and nothing where it compiles
// destinations and proxy matchers.
const anyDelimiter = "/#?"

// parsePattern reads a path pattern as path-to-regexp 6.3 does. Its errors are
// the literal messages of that library.
func parsePattern(text, delimiter string) ([]token, error) {
	lexemes, err := lex(text)
	if err != nil {
		return nil, err
	}
	p := patternParser{lexemes: lexemes, delimiter: delimiter}
	return p.parse()
}

// lexeme is one lexical unit of a path pattern.
type lexeme struct {
	kind  lexKind
	index int
	value string
}

type lexKind uint8

const (
	lexEnd lexKind = iota
	lexChar
	lexEscaped
	lexOpen
	lexClose
	lexName
	lexPattern
	lexModifier
)

// String returns the name that path-to-regexp gives the lexeme in its messages.
func (k lexKind) String() string {
	return [...]string{"END", "CHAR", "ESCAPED_CHAR", "OPEN", "CLOSE", "NAME", "PATTERN", "MODIFIER"}[k]
}

func lex(text string) ([]lexeme, error) {
	var out []lexeme
	for i := 0; i < len(text); {
		at := position(text, i)
		kind, value, next := lexChar, text[i:i+1], i+1
		var err error
		switch text[i] {
		case '*', '+', '?':
			kind = lexModifier
		case '{':
			kind = lexOpen
		case '}':
			kind = lexClose
		case '\\':
			kind, next = lexEscaped, min(i+2, len(text))
			value = text[i+1 : next]
		case ':':
			kind = lexName
			value, next, err = lexParamName(text, i, at)
		case '(':
			kind = lexPattern
			value, next, err = lexRegexp(text, i, at)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, lexeme{kind, at, value})
		i = next
	}
	return append(out, lexeme{kind: lexEnd, index: position(text, len(text))}), nil
}

// position counts the UTF-16 units before a byte, as JavaScript does.
func position(text string, at int) int {
	n := 0
	for _, r := range text[:at] {
		n += utf16.RuneLen(r)
	}
	return n
}

func lexParamName(text string, colon, at int) (string, int, error) {
	end := colon + 1
	for end < len(text) && isWord(text[end]) {
		end++
	}
	if end == colon+1 {
		return "", 0, verbatim("Missing parameter name at %d", at)
	}
	return text[colon+1 : end], end, nil
}

func isWord(c byte) bool {
	return '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || c == '_'
}

func lexRegexp(text string, open, at int) (string, int, error) {
	i := open + 1
	if strings.HasPrefix(text[i:], "?") {
		return "", 0, verbatim(`Pattern cannot start with "?" at %d`, at+1)
	}
	depth := 1
	for ; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case ')':
			depth--
		case '(':
			depth++
			if !strings.HasPrefix(text[i+1:], "?") {
				return "", 0, verbatim("Capturing groups are not allowed at %d", at+position(text[open:], i-open))
			}
		}
		if depth == 0 {
			break
		}
	}
	if depth > 0 {
		return "", 0, verbatim("Unbalanced pattern at %d", at)
	}
	if i == open+1 {
		return "", 0, verbatim("Missing pattern at %d", at)
	}
	return text[open+1 : i], i + 1, nil
}

// patternParser turns lexemes into tokens.
type patternParser struct {
	lexemes   []lexeme
	at        int
	delimiter string
	tokens    []token
	pending   strings.Builder // literal text not yet a token
	unnamed   int             // params without a name so far
}

func (p *patternParser) take(kind lexKind) (string, bool) {
	if p.at < len(p.lexemes) && p.lexemes[p.at].kind == kind {
		p.at++
		return p.lexemes[p.at-1].value, true
	}
	return "", false
}

func (p *patternParser) parse() ([]token, error) {
	for p.at < len(p.lexemes) {
		char, isChar := p.take(lexChar)
		name, isName := p.take(lexName)
		pattern, isPattern := p.take(lexPattern)
		if isName || isPattern {
			if err := p.param(char, name, pattern); err != nil {
				return nil, err
			}
			continue
		}
		escaped := false
		if !isChar {
			char, escaped = p.take(lexEscaped)
		}
		if isChar || escaped && char != "" {
			p.pending.WriteString(char)
			continue
		}
		p.flush()
		if _, open := p.take(lexOpen); open {
			if err := p.group(); err != nil {
				return nil, err
			}
			continue
		}
		if _, end := p.take(lexEnd); !end {
			return nil, p.unexpected(lexEnd)
		}
	}
	return p.tokens, nil
}

// flush makes a token of the pending literal text.
func (p *patternParser) flush() {
	if p.pending.Len() > 0 {
		p.tokens = append(p.tokens, token{text: p.pending.String()})
		p.pending.Reset()
	}
}

// param adds a param outside of braces; a slash or a dot before it is its
// prefix, which an absent param takes along.
func (p *patternParser) param(char, name, pattern string) error {
	prefix := char
	if prefix != "." && prefix != "/" {
		p.pending.WriteString(prefix)
		prefix = ""
	}
	p.flush()
	t := token{param: true, name: name, prefix: prefix, pattern: pattern}
	p.number(&t)
	if pattern == "" {
		var err error
		if t.pattern, err = p.defaultPattern(prefix); err != nil {
			return err
		}
	}
	t.modifier, _ = p.take(lexModifier)
	p.tokens = append(p.tokens, t)
	return nil
}

// number names a param that has no name of its own.
func (p *patternParser) number(t *token) {
	if t.name == "" {
		t.name, t.unnamed = fmt.Sprint(p.unnamed), true
		p.unnamed++
	}
}

func (p *patternParser) group() error {
	t := token{param: true, prefix: p.literal()}
	name, named := p.take(lexName)
	pattern, _ := p.take(lexPattern)
	t.suffix = p.literal()
	t.name, t.pattern = name, pattern
	if _, closed := p.take(lexClose); !closed {
		return p.unexpected(lexClose)
	}
	switch {
	case named && pattern == "":
		var err error
		if t.pattern, err = p.defaultPattern(t.prefix); err != nil {
			return err
		}
	case pattern != "":
		p.number(&t)
	}
	t.modifier, _ = p.take(lexModifier)
	p.tokens = append(p.tokens, t)
	return nil
}

// literal takes plain and escaped characters.
func (p *patternParser) literal() string {
	var b strings.Builder
	for {
		c, ok := p.take(lexChar)
		if !ok {
			c, ok = p.take(lexEscaped)
		}
		if !ok || c == "" {
			return b.String()
		}
		b.WriteString(c)
	}
}

// defaultPattern is the expression of a param that has none: what contains no
// delimiter, and not the literal text before the param either, where that text
// does not end a segment.
func (p *patternParser) defaultPattern(prefix string) (string, error) {
	before := prefix
	if len(p.tokens) > 0 && before == "" {
		last := p.tokens[len(p.tokens)-1]
		if last.param {
			return "", verbatim(`Must have text between two parameters, missing text after "%s"`, last.name)
		}
		before = last.text
	}
	set := escapeRegexp(p.delimiter)
	if before == "" || strings.ContainsAny(before, p.delimiter) {
		return "[^" + set + "]+?", nil
	}
	return "(?:(?!" + escapeRegexp(before) + ")[^" + set + "])+?", nil
}

func (p *patternParser) unexpected(want lexKind) error {
	got := p.lexemes[p.at]
	return verbatim("Unexpected %s at %d, expected %s", got.kind, got.index, want)
}

// escapeRegexp escapes what has a meaning in a regular expression.
func escapeRegexp(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte(`.+*?=^!:${}()[]|/\`, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// patternSource writes the regular expression of a pattern and lists its params
// in the order of their groups. strict leaves the optional delimiter at the end
// away.
func patternSource(tokens []token, delimiter string, strict bool) (string, []token, error) {
	var b strings.Builder
	var params []token
	b.WriteByte('^')
	for _, t := range tokens {
		prefix, suffix := escapeRegexp(t.prefix), escapeRegexp(t.suffix)
		affixes := prefix + suffix
		switch {
		case !t.param:
			b.WriteString(escapeRegexp(t.text))
			continue
		case t.pattern == "":
			fmt.Fprintf(&b, "(?:%s)%s", affixes, t.modifier)
			continue
		case t.repeats() && affixes == "":
			return "", nil, verbatim(`Can not repeat "%s" without a prefix and suffix`, t.name)
		case t.repeats():
			fmt.Fprintf(&b, "(?:%s((?:%s)(?:%s%s(?:%s))*)%s)", prefix, t.pattern, suffix, prefix, t.pattern, suffix)
			if t.modifier == "*" {
				b.WriteByte('?')
			}
		case affixes == "":
			fmt.Fprintf(&b, "(%s)%s", t.pattern, t.modifier)
		default:
			fmt.Fprintf(&b, "(?:%s(%s)%s)%s", prefix, t.pattern, suffix, t.modifier)
		}
		params = append(params, t)
	}
	if !strict {
		b.WriteString("[" + escapeRegexp(delimiter) + "]?")
	}
	b.WriteByte('$')
	return b.String(), params, nil
}
