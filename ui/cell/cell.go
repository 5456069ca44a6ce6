// Package cell measures and cuts text in terminal cells.
//
// A cell is what a terminal draws in one column: "漢" takes two, a combining
// accent none, an SGR sequence none. Every width in the UI is counted here and
// nowhere else, so that no view does arithmetic on bytes or runes.
//
// It is also the border that foreign text crosses: file names, header values
// and response bodies are made by other people, and an escape sequence in one
// of them must be shown, not obeyed. Clean does that.
package cell

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Width returns the cells that s takes, SGR sequences not counted.
func Width(s string) int {
	if plain(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// plain reports whether s is printable ASCII, where a byte is a cell.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// Truncate returns s cut to at most w cells, the last one "…" where something
// was cut off. Styles that are open at the cut are closed.
func Truncate(s string, w int) string {
	switch {
	case w <= 0:
		return ""
	case Width(s) <= w:
		return s
	}
	return ansi.Truncate(s, w, "…")
}

// TruncateLeft keeps the end of s: "…/blog/[slug]/route.ts".
func TruncateLeft(s string, w int) string {
	n := Width(s)
	switch {
	case w <= 0:
		return ""
	case n <= w:
		return s
	}
	drop := n - w + 1
	out := ansi.TruncateLeft(s, drop, "…")
	for Width(out) > w && drop < n { // a wide character lies across the cut
		drop++
		out = ansi.TruncateLeft(s, drop, "…")
	}
	return out
}

// Pad appends spaces until s takes w cells.
func Pad(s string, w int) string {
	if n := w - Width(s); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s
}

// PadLeft puts spaces before s until it takes w cells.
func PadLeft(s string, w int) string {
	if n := w - Width(s); n > 0 {
		return strings.Repeat(" ", n) + s
	}
	return s
}

// Fit returns s in exactly w cells, cut or padded.
func Fit(s string, w int) string { return Pad(Truncate(s, w), w) }

// Skip drops the first n cells of s, for horizontal scrolling.
func Skip(s string, n int) string {
	if n <= 0 {
		return s
	}
	return ansi.TruncateLeft(s, n, "")
}

// Slice returns the cells [from, to) of s.
func Slice(s string, from, to int) string { return ansi.Cut(s, from, to) }

// Strip returns s without its escape sequences.
func Strip(s string) string { return ansi.Strip(s) }

// RuneAt is the index of the character of foreign text that Clean draws at cell
// x, the number of characters for a cell behind the last one.
func RuneAt(s string, x int) int {
	n := 0
	for _, r := range s {
		w := Width(visible(r))
		if x < w {
			return n
		}
		x -= w
		n++
	}
	return n
}

// Wrap breaks s at spaces into lines of at most w cells; words that are longer
// are broken too.
func Wrap(s string, w int) []string {
	if w <= 0 {
		return nil
	}
	lines := strings.Split(ansi.Wrap(s, w, "/-"), "\n")
	if strings.IndexByte(s, 0x1b) >= 0 {
		carry(lines)
	}
	return lines
}

// carry closes a style that is open at the end of a line and opens it again at
// the start of the next.
func carry(lines []string) {
	open := ""
	for i, l := range lines {
		lines[i] = open + l
		open = openAtEnd(lines[i])
		if open != "" {
			lines[i] += "\x1b[0m"
		}
	}
}

// openAtEnd returns the SGR sequence that holds at the end of a line, "" where
// the last one was a reset. Styles here never nest.
func openAtEnd(line string) string {
	i := strings.LastIndex(line, "\x1b[")
	if i < 0 {
		return ""
	}
	end := strings.IndexByte(line[i:], 'm')
	if end < 0 {
		return ""
	}
	if seq := line[i : i+end+1]; seq != "\x1b[0m" && seq != "\x1b[m" {
		return seq
	}
	return ""
}

// Paragraph wraps a plain text, each line indented by a space and painted.
func Paragraph(paint func(string) string, text string, w int) []string {
	var lines []string
	for _, l := range Wrap(text, w-2) {
		lines = append(lines, " "+paint(l))
	}
	return lines
}

// Sides puts left and right at the two ends of a line of w cells. Where both
// do not fit, left gives way.
func Sides(left, right string, w int) string {
	r := Width(right)
	if r >= w {
		return Fit(right, w)
	}
	room := w - r
	if right != "" {
		room--
	}
	left = Truncate(left, room)
	return left + strings.Repeat(" ", w-r-Width(left)) + right
}

// Clean makes foreign text fit to draw: control characters become the visible
// symbols of the Unicode block "Control Pictures", a tab becomes two spaces,
// bytes that are not UTF-8 become "�". Bidirectional controls, which can make
// a line read as something else, go too. What joins and varies emoji is left
// out: terminals do not agree on how wide the joined ones are, and one cell of
// difference would break every border to the right of it.
func Clean(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		b.WriteString(visible(r))
	}
	return b.String()
}

// visible returns what is drawn for one rune of foreign text.
func visible(r rune) string {
	switch {
	case r == '\t':
		return "  "
	case r < 0x20:
		return string(rune(0x2400 + r))
	case r == 0x7f:
		return "␡"
	case r >= 0x80 && r < 0xa0, r == utf8.RuneError:
		return "�"
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0xfeff, r == 0x2028, r == 0x2029:
		return "�"
	case r == 0x200d, r >= 0xfe00 && r <= 0xfe0f, r >= 0x1f3fb && r <= 0x1f3ff:
		return ""
	}
	return string(r)
}

// ASCII returns a frame for a terminal that draws nothing else: our own signs
// become their likes, any other character as many "?" as it has cells.
func ASCII(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r < 0x7f {
			b.WriteRune(r)
			continue
		}
		if like := alike(r); like != 0 {
			b.WriteByte(like)
			continue
		}
		b.WriteString(strings.Repeat("?", ansi.StringWidth(string(r))))
	}
	return b.String()
}

// alike is the ASCII character that stands for one of our signs, 0 for none.
func alike(r rune) byte {
	switch r {
	case '…':
		return '~'
	case '–', '←':
		return '-'
	case '×':
		return 'x'
	case '“', '”':
		return '"'
	case '›', '→':
		return '>'
	case '↑':
		return '^'
	case '↓':
		return 'v'
	case '≠':
		return '#'
	}
	return 0
}

// Once drops a place that a message begins with twice ("a.ts:1:2: a.ts:1:2: …"):
// who found the fault names it, and who reports it does so again.
func Once(message string) string {
	place, rest, ok := strings.Cut(message, ": ")
	if ok && strings.HasPrefix(rest, place+": ") {
		return rest
	}
	return message
}
