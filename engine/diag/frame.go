package diag

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Frame draws a place of a source text with two lines around it, as compilers
// do:
//
//	  2 | export async function GET() {
//	> 3 |   return Respons.json({})
//	    |          ^
//	  4 | }
//
// It answers "" where the text has no such line. Of a line as bundlers write
// them, a page long, the part around the column is drawn.
func Frame(pos Pos, src []byte) string {
	lines := strings.Split(strings.ReplaceAll(string(src), "\r\n", "\n"), "\n")
	if pos.Line < 1 || pos.Line > len(lines) {
		return ""
	}
	last := min(pos.Line+2, len(lines))
	width := len(fmt.Sprint(last))
	var b strings.Builder
	for n := max(pos.Line-2, 1); n <= last; n++ {
		mark := " "
		if n == pos.Line {
			mark = ">"
		}
		line, column := part(lines[n-1], pos.Column)
		b.WriteString(strings.TrimRight(fmt.Sprintf("%s %*d | %s", mark, width, n, line), " ") + "\n")
		if n == pos.Line && column > 0 {
			b.WriteString(fmt.Sprintf("  %*s | %s^\n", width, "", indent(line, column-1)))
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// widest is how many bytes of a line are drawn.
const widest = 160

// part cuts a line that is too long to the bytes around a column, and answers
// the column in what is left.
func part(line string, column int) (string, int) {
	if len(line) <= widest {
		return line, column
	}
	const dots = "…"
	start := max(min(column-widest/2, len(line)-widest), 0)
	for start > 0 && !utf8.RuneStart(line[start]) {
		start--
	}
	end := start + widest
	for end < len(line) && !utf8.RuneStart(line[end]) {
		end++
	}
	cut := line[start:end]
	if end < len(line) {
		cut += dots
	}
	if start == 0 {
		return cut, column
	}
	return dots + cut, column - start + len(dots)
}

// indent is the white space above which column n of a line stands: its tabs
// stay tabs.
func indent(line string, n int) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, line[:min(n, len(line))])
}
