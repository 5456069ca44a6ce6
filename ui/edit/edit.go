// Package edit is a small text editor without a screen: lines, a cursor, undo.
//
// The source pane and every field of the composer type into a Buffer. Undo is
// grouped as people expect it: a run of typed letters is one step, and so is a
// run of deletions; a line break, a paste or a jump of the cursor begins a new
// one. A step remembers the lines that it replaced and nothing else, so that a
// long session in a large file stays cheap.
package edit

import (
	"strings"
	"unicode"
)

// Pos is a place in the text: line and rune, both from zero.
type Pos struct{ Line, Col int }

// Buffer is a text with a cursor. The zero value is not usable; see New.
type Buffer struct {
	lines  [][]rune
	at     Pos
	want   int // the column that up and down try to keep
	single bool
	undo   []step
	redo   []step
	run    kind // what the open undo step collects
	rev    int
}

// step is the lines [from, from+len(new)) that took the place of old.
type step struct {
	from     int
	old, new [][]rune
	before   Pos
	after    Pos
}

// kind is a kind of change; changes of one kind in a row are one undo step.
type kind uint8

const (
	none kind = iota
	typing
	deleting
)

// New returns a buffer that holds text, the cursor at its start.
func New(text string) *Buffer {
	b := &Buffer{}
	b.Reset(text)
	return b
}

// NewLine returns a buffer of one line: line breaks in what is typed or pasted
// become spaces. The cursor stands at its end.
func NewLine(text string) *Buffer {
	b := &Buffer{single: true}
	b.Reset(flat(text))
	b.End()
	return b
}

// Reset replaces everything and forgets the history.
func (b *Buffer) Reset(text string) {
	b.lines = split(text)
	b.at, b.want, b.undo, b.redo, b.run = Pos{}, 0, nil, nil, none
	b.rev++
}

// Revision changes with every change of the text.
func (b *Buffer) Revision() int { return b.rev }

// Text returns the whole text.
func (b *Buffer) Text() string {
	var s strings.Builder
	for i, l := range b.lines {
		if i > 0 {
			s.WriteByte('\n')
		}
		s.WriteString(string(l))
	}
	return s.String()
}

// Len returns the number of lines, at least one.
func (b *Buffer) Len() int { return len(b.lines) }

// Line returns line i.
func (b *Buffer) Line(i int) string { return string(b.lines[i]) }

// Cursor returns where the next letter goes.
func (b *Buffer) Cursor() Pos { return b.at }

// MoveTo puts the cursor at the nearest place to p.
func (b *Buffer) MoveTo(p Pos) {
	p.Line = max(min(p.Line, len(b.lines)-1), 0)
	p.Col = max(min(p.Col, len(b.lines[p.Line])), 0)
	b.at, b.want, b.run = p, p.Col, none
}

// Insert types text at the cursor.
func (b *Buffer) Insert(text string) {
	if b.single {
		text = flat(text)
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	k := typing
	if len(text) != 1 || text == "\n" {
		k = none
	}
	line := b.lines[b.at.Line]
	added := split(text)
	lastLen := len(added[len(added)-1])
	fresh := clone(added)
	fresh[0] = join(line[:b.at.Col], fresh[0])
	end := len(fresh) - 1
	after := Pos{b.at.Line + end, lastLen}
	if end == 0 {
		after.Col += b.at.Col
	}
	fresh[end] = join(fresh[end], line[b.at.Col:])
	b.replace(b.at.Line, 1, fresh, after, k)
}

// Newline breaks the line and keeps its indentation.
func (b *Buffer) Newline() {
	line := b.lines[b.at.Line][:b.at.Col]
	n := 0
	for n < len(line) && (line[n] == ' ' || line[n] == '\t') {
		n++
	}
	b.Insert("\n" + string(line[:n]))
}

// Backspace deletes the rune before the cursor.
func (b *Buffer) Backspace() {
	to := b.at
	b.left()
	b.cut(b.at, to, to, deleting)
}

// Delete deletes the rune under the cursor.
func (b *Buffer) Delete() {
	from := b.at
	b.right()
	to := b.at
	b.at = from
	b.cut(from, to, from, deleting)
}

// DeleteWord deletes from the cursor back to the start of a word.
func (b *Buffer) DeleteWord() {
	to := b.at
	b.WordLeft()
	b.cut(b.at, to, to, none)
}

// DeleteToEnd deletes from the cursor to the end of the line, or the line
// break where it stands there.
func (b *Buffer) DeleteToEnd() {
	to := Pos{b.at.Line, len(b.lines[b.at.Line])}
	if to == b.at {
		b.Delete()
		return
	}
	b.cut(b.at, to, b.at, none)
}

// DeleteToStart deletes from the start of the line to the cursor.
func (b *Buffer) DeleteToStart() {
	b.cut(Pos{b.at.Line, 0}, b.at, b.at, none)
}

// cut removes [from, to) and leaves the cursor at from; before is where it
// stood, for undo.
func (b *Buffer) cut(from, to, before Pos, k kind) {
	if from == to {
		return
	}
	line := join(b.lines[from.Line][:from.Col], b.lines[to.Line][to.Col:])
	b.at = before
	b.replace(from.Line, to.Line-from.Line+1, [][]rune{line}, from, k)
}

// replace puts fresh in the place of n lines and records an undo step, or
// widens the last one where the change continues it.
func (b *Buffer) replace(from, n int, fresh [][]rune, after Pos, k kind) {
	old := clone(b.lines[from : from+n])
	before := b.at
	b.swap(from, n, fresh)
	if last := len(b.undo) - 1; k != none && k == b.run && last >= 0 && n == 1 && len(fresh) == 1 &&
		b.undo[last].from == from && len(b.undo[last].new) == 1 {
		b.undo[last].new, b.undo[last].after = clone(fresh), after
	} else {
		b.undo = append(b.undo, step{from, old, clone(fresh), before, after})
	}
	b.redo, b.run = nil, k
	b.at, b.want = after, after.Col
}

func (b *Buffer) swap(from, n int, fresh [][]rune) {
	rest := append([][]rune(nil), b.lines[from+n:]...)
	b.lines = append(append(b.lines[:from:from], clone(fresh)...), rest...)
	b.rev++
}

// Undo takes back one step; it reports whether there was one.
func (b *Buffer) Undo() bool {
	if len(b.undo) == 0 {
		return false
	}
	s := b.undo[len(b.undo)-1]
	b.undo = b.undo[:len(b.undo)-1]
	b.swap(s.from, len(s.new), s.old)
	b.redo = append(b.redo, s)
	b.MoveTo(s.before)
	return true
}

// Redo does again what Undo took back.
func (b *Buffer) Redo() bool {
	if len(b.redo) == 0 {
		return false
	}
	s := b.redo[len(b.redo)-1]
	b.redo = b.redo[:len(b.redo)-1]
	b.swap(s.from, len(s.old), s.new)
	b.undo = append(b.undo, s)
	b.MoveTo(s.after)
	return true
}

// Left and the other moves move the cursor as their names say.
func (b *Buffer) Left() { b.left(); b.moved() }

// Right moves to the next rune.
func (b *Buffer) Right() { b.right(); b.moved() }

// Home moves to the first letter of the line, and from there to its start.
func (b *Buffer) Home() {
	indent := 0
	for indent < len(b.lines[b.at.Line]) && unicode.IsSpace(b.lines[b.at.Line][indent]) {
		indent++
	}
	if b.at.Col == indent {
		indent = 0
	}
	b.at.Col = indent
	b.moved()
}

// End moves to the end of the line.
func (b *Buffer) End() { b.at.Col = len(b.lines[b.at.Line]); b.moved() }

// Vertical moves by n lines and keeps the column where the line is long enough.
func (b *Buffer) Vertical(n int) {
	want := b.want
	b.MoveTo(Pos{b.at.Line + n, want})
	b.want = want
}

// WordLeft moves to the start of the word before the cursor.
func (b *Buffer) WordLeft() {
	if b.at.Col == 0 {
		b.Left()
		return
	}
	line, i := b.lines[b.at.Line], b.at.Col
	for i > 0 && !word(line[i-1]) {
		i--
	}
	for i > 0 && word(line[i-1]) {
		i--
	}
	b.at.Col = i
	b.moved()
}

// WordRight moves behind the word after the cursor.
func (b *Buffer) WordRight() {
	line, i := b.lines[b.at.Line], b.at.Col
	if i == len(line) {
		b.Right()
		return
	}
	for i < len(line) && !word(line[i]) {
		i++
	}
	for i < len(line) && word(line[i]) {
		i++
	}
	b.at.Col = i
	b.moved()
}

func (b *Buffer) moved() { b.want, b.run = b.at.Col, none }

func (b *Buffer) left() {
	switch {
	case b.at.Col > 0:
		b.at.Col--
	case b.at.Line > 0:
		b.at = Pos{b.at.Line - 1, len(b.lines[b.at.Line-1])}
	}
}

func (b *Buffer) right() {
	switch {
	case b.at.Col < len(b.lines[b.at.Line]):
		b.at.Col++
	case b.at.Line < len(b.lines)-1:
		b.at = Pos{b.at.Line + 1, 0}
	}
}

func word(r rune) bool { return r == '_' || r == '$' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// flat makes one line of a text. A backslash before a line break continues the
// line, as in a curl command that a browser copied.
func flat(s string) string {
	return strings.NewReplacer("\\\r\n", " ", "\\\n", " ", "\r\n", " ", "\n", " ", "\r", " ").Replace(s)
}

func split(text string) [][]rune {
	parts := strings.Split(text, "\n")
	out := make([][]rune, len(parts))
	for i, p := range parts {
		out[i] = []rune(p)
	}
	return out
}

// clone copies the outer slice; the lines themselves are never changed in place.
func clone(lines [][]rune) [][]rune { return append([][]rune(nil), lines...) }

func join(a, b []rune) []rune {
	out := make([]rune, 0, len(a)+len(b))
	return append(append(out, a...), b...)
}
