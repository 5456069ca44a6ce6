package textview

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"signalbox/ui/action"
	"signalbox/ui/cell"
)

func view(w, h int, wrap bool, lines ...string) *View {
	v := &View{}
	v.SetSize(w, h)
	v.SetWrap(wrap)
	v.SetSource(Lines(lines))
	return v
}

func TestMoves(t *testing.T) {
	const a, b, c = "one", "two words here", "three"
	tests := []struct {
		name string
		wrap bool
		do   []action.ID
		want string // rows parted by "|"
	}{
		{"cut", false, nil, "one|two wor…|three"},
		{"wrapped", true, nil, "one|two|words"},
		{"wrapped, a row down", true, []action.ID{action.Down}, "two|words|here"},
		{"wrapped, the end", true, []action.ID{action.Bottom}, "words|here|three"},
		{"wrapped, past the end", true, []action.ID{action.PageDown, action.PageDown, action.Down}, "words|here|three"},
		{"wrapped, up again", true, []action.ID{action.Bottom, action.Up}, "two|words|here"},
		{"wrapped, home", true, []action.ID{action.Bottom, action.Top}, "one|two|words"},
		{"cut, the end", false, []action.ID{action.Bottom, action.Down}, "one|two wor…|three"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := view(8, 3, tt.wrap, a, b, c)
			for _, id := range tt.do {
				v.Do(id)
			}
			if got := strings.Join(v.View(), "|"); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestReveal: a line that is asked for is on the screen afterwards, from any
// place, wrapped or not.
func TestReveal(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, wrap := range []bool{false, true} {
		var lines []string
		for i := range 40 {
			lines = append(lines, fmt.Sprintf("#%d %s", i, strings.Repeat("word ", rnd.IntN(6))))
		}
		v := view(12, 5, wrap, lines...)
		for range 300 {
			i := rnd.IntN(len(lines))
			v.Reveal(i)
			if got := strings.Join(v.View(), "\n"); !strings.Contains(got+" ", fmt.Sprintf("#%d ", i)) {
				t.Fatalf("wrap %v: line %d is not shown:\n%s", wrap, i, got)
			}
		}
	}
}

// TestEveryRowIsReached: scrolling down row by row shows each row of the text,
// and up again comes back; no view is longer or wider than its room.
func TestEveryRowIsReached(t *testing.T) {
	lines := []string{"", "漢字漢字漢字漢字漢字", strings.Repeat("x", 50), "a b c", "end"}
	for w := 1; w < 14; w++ {
		for h := 1; h < 6; h++ {
			v := view(w, h, true, lines...)
			var seen strings.Builder
			for range 200 {
				rows := v.View()
				if len(rows) > h {
					t.Fatalf("%d×%d: %d rows", w, h, len(rows))
				}
				for _, r := range rows {
					if w > 1 && cell.Width(r) > w { // a wide character has no room in one cell
						t.Fatalf("%d×%d: %q is too wide", w, h, r)
					}
				}
				seen.WriteString(rows[0])
				v.Do(action.Down)
			}
			if last := v.View(); !strings.HasSuffix("end", last[len(last)-1]) {
				t.Errorf("%d×%d: the end is %q", w, h, last)
			}
			for range 200 {
				v.Do(action.Up)
			}
			if all, top := v.Extent(); top != 0 || all == 0 {
				t.Errorf("%d×%d: back at the top, %d of %d", w, h, top, all)
			}
		}
	}
}

func TestEmpty(t *testing.T) {
	v := &View{}
	v.Do(action.Bottom)
	v.SetSize(10, 3)
	v.Scroll(5)
	v.SetWrap(true)
	v.Scroll(-5)
	if rows := v.View(); len(rows) != 0 {
		t.Errorf("an empty text has %q", rows)
	}
	v = view(10, 2, true, "a", "b", "c")
	v.Do(action.Bottom)
	v.SetSource(Lines{"z"})
	if got := strings.Join(v.View(), "|"); got != "z" {
		t.Errorf("a shorter text shows %q", got)
	}
}
