package cell

import (
	"strings"
	"testing"
)

func TestFit(t *testing.T) {
	tests := []struct {
		name, in string
		w        int
		want     string
	}{
		{"exact", "abc", 3, "abc"},
		{"padded", "abc", 5, "abc  "},
		{"cut", "abcdef", 4, "abc…"},
		{"nothing", "abc", 0, ""},
		{"negative", "abc", -3, ""},
		{"wide kept", "漢字", 4, "漢字"},
		{"wide cut leaves no half", "漢字漢", 4, "漢… "},
		{"styled", "\x1b[31mabcdef\x1b[0m", 3, "\x1b[31mab…\x1b[0m"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Fit(tt.in, tt.w); got != tt.want {
				t.Errorf("Fit(%q, %d) = %q, want %q", tt.in, tt.w, got, tt.want)
			}
		})
	}
}

func TestTruncateLeft(t *testing.T) {
	if got := TruncateLeft("app/blog/[slug]/route.ts", 12); got != "…]/route.ts" && Width(got) > 12 {
		t.Errorf("got %q of %d cells", got, Width(got))
	}
	if got := TruncateLeft("short", 12); got != "short" {
		t.Errorf("got %q", got)
	}
}

func TestSides(t *testing.T) {
	tests := []struct {
		left, right string
		w           int
		want        string
	}{
		{"left", "right", 12, "left   right"},
		{"much too long", "right", 10, "muc… right"},
		{"left", "right", 5, "right"},
		{"left", "right", 3, "ri…"},
		{"left", "", 6, "left  "},
	}
	for _, tt := range tests {
		if got := Sides(tt.left, tt.right, tt.w); got != tt.want {
			t.Errorf("Sides(%q, %q, %d) = %q, want %q", tt.left, tt.right, tt.w, got, tt.want)
		}
	}
}

func TestWrapCarriesTheStyle(t *testing.T) {
	got := Wrap("a \x1b[2mlong dim\x1b[0m end", 6)
	if strings.Join(got, "|") != "a \x1b[2mlong\x1b[0m|\x1b[2mdim\x1b[0m|end" {
		t.Errorf("got %q", got)
	}
	for _, l := range got {
		if openAtEnd(l) != "" {
			t.Errorf("%q leaves a style open", l)
		}
	}
}

// FuzzClean holds the safety rule: nothing that a terminal would obey is left.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "plain", "\x1b]52;c;AAAA\x07", "a\tb", "\x9b31m", "\xff\xfe", "\u202eevil", "漢\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		for _, r := range got {
			if r < 0x20 || r >= 0x7f && r < 0xa0 {
				t.Fatalf("Clean(%q) = %q keeps the control character %U", s, got, r)
			}
		}
		if w := Width(Fit(got, 10)); w != 10 {
			t.Fatalf("Fit(%q, 10) takes %d cells", got, w)
		}
		if strings.ContainsRune(got, '\u202e') {
			t.Fatalf("Clean(%q) keeps a bidirectional override", s)
		}
	})
}

// TestTruncateLeftFits: the end of a text never takes more room than there is,
// also where a wide character lies across the cut.
func TestTruncateLeftFits(t *testing.T) {
	for _, s := range []string{"/日本語/製品/[製品番号]", "abc", "漢", "/a/漢字/b"} {
		for w := range 30 {
			got := TruncateLeft(s, w)
			if Width(got) > w || Width(s) > w && w > 2 && Width(got) < w-2 {
				t.Errorf("%q in %d cells is %q, %d", s, w, got, Width(got))
			}
		}
	}
}

// TestASCII keeps the width of a frame, and has nothing else in it.
func TestASCII(t *testing.T) {
	for s, want := range map[string]string{
		"a…b": "a~b", "漢x": "??x", "\x1b[1m→\x1b[0m": "\x1b[1m>\x1b[0m", "é": "?", "plain": "plain",
	} {
		if got := ASCII(s); got != want || Width(got) != Width(s) {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	}
}

// TestEmojiAreAsWideAsTheyAreCounted: what joins emoji is left out, since
// terminals do not agree on the width of the joined ones.
func TestEmojiAreAsWideAsTheyAreCounted(t *testing.T) {
	for s, want := range map[string]int{"👩‍👩‍👧": 6, "❤️": 1, "👍🏽": 2} {
		got, sum := Clean(s), 0
		for _, r := range got {
			sum += Width(string(r))
		}
		if Width(got) != want || sum != want {
			t.Errorf("%q is counted as %d, its characters as %d, want %d", got, Width(got), sum, want)
		}
	}
}

func TestRuneAt(t *testing.T) {
	for _, tt := range []struct {
		s       string
		x, want int
	}{{"abc", 1, 1}, {"\tx", 1, 0}, {"\tx", 2, 1}, {"漢字", 2, 1}, {"漢字", 3, 1}, {"ab", 9, 2}, {"", 0, 0}} {
		if got := RuneAt(tt.s, tt.x); got != tt.want {
			t.Errorf("cell %d of %q is character %d, want %d", tt.x, tt.s, got, tt.want)
		}
	}
}
