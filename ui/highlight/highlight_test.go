package highlight

import (
	"strings"
	"testing"

	"signalbox/ui/cell"
	"signalbox/ui/theme"
)

func TestTextKeepsEveryLine(t *testing.T) {
	for _, name := range []string{"a.ts", "a.json", "a.html", "a.unknown"} {
		for _, text := range []string{"", "\n", "const a = `x\ny`\n/* b\nc */\n", "{\n  \"a\": [1, null]\n}", "a\r\n\tb"} {
			l := Text(name, text)
			var lines []string
			for i := range l.Spans {
				lines = append(lines, l.line(i))
			}
			if got := strings.Join(lines, "\n"); got != text {
				t.Errorf("%s: %q comes back as %q", name, text, got)
			}
		}
	}
}

func TestClasses(t *testing.T) {
	l := Text("route.ts", `export async function GET(): Promise<Response> { return Response.json({ id: 1, s: 'x' }) } // ok`)
	got := map[Class]bool{}
	for _, s := range l.Spans[0] {
		got[s.Class] = true
	}
	for _, c := range []Class{Keyword, String, Number, Comment, Punct} {
		if !got[c] {
			t.Errorf("class %d is missing in %+v", c, l.Spans[0])
		}
	}
}

func TestFindAfterAnEdit(t *testing.T) {
	l := Text("a.ts", "const a = 1\nconst b = 2")
	if s := l.Find("const b = 2"); len(s) < 2 {
		t.Errorf("an unchanged line lost its spans: %+v", s)
	}
	if s := l.Find("const c = 3"); len(s) != 1 || s[0].Class != Plain {
		t.Errorf("a new line is %+v, want plain", s)
	}
	var none *Lines
	if s := none.Find("x"); len(s) != 1 {
		t.Errorf("with nothing lexed: %+v", s)
	}
}

func TestPaintShowsControls(t *testing.T) {
	got := Paint(theme.New(theme.Options{}), []Span{{Plain, "a\x1b]0;x\x07"}})
	if strings.ContainsRune(got, 0x07) || cell.Width(got) != 7 {
		t.Errorf("got %q", got)
	}
}
