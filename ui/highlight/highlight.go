// Package highlight colours source code.
//
// Chroma reads about a megabyte a second, far too slow for a frame, so a text
// is lexed once, in a command, into Lines: spans by meaning, without colours.
// Drawing a line is then a walk over its spans, and a change of the theme needs
// no second lexing. While a person types, the lines that did not change keep
// their spans (see Lines.Find) and the others stay plain until the next lexing
// is done, a frame or two later.
package highlight

import (
	"strings"

	"github.com/alecthomas/chroma/v2"

	"signalbox/ui/cell"
	"signalbox/ui/theme"
)

// Limit is the size in bytes above which a text stays plain.
const Limit = 256 << 10

// Class is what a span means.
type Class uint8

// The classes of source code.
const (
	Plain Class = iota
	Keyword
	String
	Number
	Comment
	Func
	Type
	Punct
	Name
)

// Span is a stretch of one line.
type Span struct {
	Class Class
	Text  string
}

// Lines is a coloured text. It is immutable.
type Lines struct {
	Spans [][]Span
	found map[string]int
}

// Text lexes a text. name decides the language by its extension ("x.ts"); an
// unknown one gives plain lines.
func Text(name, text string) *Lines {
	lexer := lexerOf(name)
	if lexer == nil || len(text) > Limit {
		return Uncoloured(text)
	}
	it, err := chroma.Coalesce(lexer).Tokenise(&chroma.TokeniseOptions{State: "root", EnsureLF: false}, text)
	if err != nil {
		return Uncoloured(text)
	}
	l := &Lines{Spans: [][]Span{nil}}
	for token, next := it(), chroma.EOF; token != chroma.EOF; token = next {
		next = it()
		l.add(refine(classOf(token.Type), token.Value, next.Value), token.Value)
	}
	return l.index()
}

// refine mends what the TypeScript lexer leaves open: it calls a digit a type,
// and leaves a called function and a capitalised name without a class.
func refine(c Class, text, next string) Class {
	first := text[0]
	switch {
	case c == Type && first >= '0' && first <= '9':
		return Number
	case c == Plain && letter(first) && strings.HasPrefix(next, "("):
		return Func
	case (c == Plain || c == Func) && first >= 'A' && first <= 'Z':
		return Type
	}
	return c
}

func letter(b byte) bool {
	return b == '_' || b == '$' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// Uncoloured parts a text into lines of one plain span each.
func Uncoloured(text string) *Lines {
	l := &Lines{Spans: [][]Span{nil}}
	l.add(Plain, text)
	return l.index()
}

// add appends a token, which may span lines.
func (l *Lines) add(c Class, text string) {
	for i, part := range strings.Split(text, "\n") {
		if i > 0 {
			l.Spans = append(l.Spans, nil)
		}
		if part != "" {
			last := len(l.Spans) - 1
			l.Spans[last] = append(l.Spans[last], Span{c, part})
		}
	}
}

func (l *Lines) index() *Lines {
	l.found = make(map[string]int, len(l.Spans))
	for i := range l.Spans {
		l.found[l.line(i)] = i
	}
	return l
}

func (l *Lines) line(i int) string {
	var b strings.Builder
	for _, s := range l.Spans[i] {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Find returns the spans of a line of text, wherever in the text it stood when
// it was lexed; a line that is new is plain. A nil Lines knows no line.
func (l *Lines) Find(text string) []Span {
	if l != nil {
		if i, ok := l.found[text]; ok {
			return l.Spans[i]
		}
	}
	return []Span{{Plain, text}}
}

// Paint draws spans. Control characters are made visible.
func Paint(t *theme.Theme, spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(style(t, s.Class).Paint(cell.Clean(s.Text)))
	}
	return b.String()
}

func style(t *theme.Theme, c Class) theme.Style {
	switch c {
	case Plain:
		return t.Syntax.Plain
	case Keyword:
		return t.Syntax.Keyword
	case String:
		return t.Syntax.String
	case Number:
		return t.Syntax.Number
	case Comment:
		return t.Syntax.Comment
	case Func:
		return t.Syntax.Func
	case Type:
		return t.Syntax.Type
	case Punct:
		return t.Syntax.Punct
	case Name:
		return t.Syntax.Name
	}
	return theme.Style{}
}

func classOf(t chroma.TokenType) Class {
	switch {
	case t.InCategory(chroma.Keyword):
		if t == chroma.KeywordType {
			return Type
		}
		return Keyword
	case t.InSubCategory(chroma.LiteralString):
		return String
	case t.InSubCategory(chroma.LiteralNumber):
		return Number
	case t.InCategory(chroma.Comment):
		return Comment
	case t.InSubCategory(chroma.NameFunction):
		return Func
	case t == chroma.NameClass, t == chroma.NameBuiltin:
		return Type
	case t == chroma.NameTag, t == chroma.NameAttribute:
		return Func
	case t.InCategory(chroma.Punctuation), t.InCategory(chroma.Operator):
		return Punct
	}
	return Plain
}
