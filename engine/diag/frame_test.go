package diag

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFrame(t *testing.T) {
	tests := []struct {
		name, src    string
		line, column int
		want         string
	}{
		{"two lines around", "a\nb\nc\nd\ne\nf", 3, 1, "  1 | a\n  2 | b\n> 3 | c\n    | ^\n  4 | d\n  5 | e"},
		{"first line", "ab\nc", 1, 2, "> 1 | ab\n    |  ^\n  2 | c"},
		{"tabs stay tabs", "\tx", 1, 2, "> 1 | \tx\n    | \t^"},
		{"no column", "a", 1, 0, "> 1 | a"},
		{"carriage returns", "a\r\nb", 2, 1, "  1 | a\n> 2 | b\n    | ^"},
		{"no such line", "a", 2, 1, ""},
		{"wide numbers", strings.Repeat("\n", 9) + "x", 10, 1, "   8 |\n   9 |\n> 10 | x\n     | ^"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Frame(Pos{Line: tt.line, Column: tt.column}, []byte(tt.src)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// TestFrameOfALongLine: the caret stands below the byte it names, and the frame
// stays narrow.
func TestFrameOfALongLine(t *testing.T) {
	src := strings.Repeat("é", 500) + "X" + strings.Repeat("ü", 500)
	for _, column := range []int{1, 501, 1001, 2000} {
		lines := strings.Split(Frame(Pos{Line: 1, Column: column}, []byte(src)), "\n")
		if n := utf8.RuneCountInString(lines[0]); n > widest+10 || !utf8.ValidString(lines[0]) {
			t.Errorf("column %d: %d runes: %q", column, n, lines[0])
		}
		at := utf8.RuneCountInString(lines[1]) - 1
		want, _ := utf8.DecodeRuneInString(src[column-1:])
		if got := []rune(lines[0])[at]; got != want {
			t.Errorf("column %d: the caret is below %q, not %q", column, got, want)
		}
	}
}
