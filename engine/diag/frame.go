package diag

import (
	"fmt"
	"strings"
)

// Frame draws a place of a source text with two lines around it, as compilers
// do:
//
//	  2 | export async function GET() {
//	> 3 |   return Respons.json({})
//	    |          ^
//	  4 | }
//
// It answers "" where the text has no such line.
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
		b.WriteString(strings.TrimRight(fmt.Sprintf("%s %*d | %s", mark, width, n, lines[n-1]), " ") + "\n")
		if n == pos.Line && pos.Column > 0 {
			b.WriteString(fmt.Sprintf("  %*s | %s^\n", width, "", indent(lines[n-1], pos.Column-1)))
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
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
