package frame

import (
	"strings"
	"testing"

	"signalbox/ui/cell"
	"signalbox/ui/layout"
	"signalbox/ui/theme"
)

func screen(c *Canvas) string { return cell.Strip(c.String()) }

func TestPutCutsAndPads(t *testing.T) {
	c := New(10, 3)
	c.Put(layout.Rect{X: 6, Y: 0, W: 4, H: 2}, []string{"right side", "b", "too many"})
	c.Put(layout.Rect{X: 0, Y: 0, W: 5, H: 1}, []string{"left"})
	want := "left  rig…\n      b   \n          "
	if got := screen(c); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func TestBox(t *testing.T) {
	th := theme.New(theme.Options{ASCII: true})
	c := New(20, 4)
	c.Box(th, layout.Rect{W: 20, H: 4}, Box{Title: "1 Routes", Right: "t", All: 20, Top: 18}, []string{"one", "two"})
	lines := strings.Split(screen(c), "\n")
	for i, want := range []string{"+- 1 Routes --- t -+", "|one               |", "|two               #", "+------------------+"} {
		if lines[i] != want {
			t.Errorf("line %d is %q, want %q", i, lines[i], want)
		}
	}
}

// TestOverlayKeepsTheWidth: a box over wide characters cuts none in half.
func TestOverlayKeepsTheWidth(t *testing.T) {
	for x := range 8 {
		c := New(12, 1)
		c.Put(layout.Rect{W: 12, H: 1}, []string{"漢字漢字漢字"})
		c.Overlay(layout.Rect{X: x, W: 4, H: 1}, []string{"over"})
		if got := screen(c); cell.Width(got) != 12 || !strings.Contains(got, "over") {
			t.Errorf("at %d: %q takes %d cells", x, got, cell.Width(got))
		}
	}
}

func TestThumb(t *testing.T) {
	tests := []struct{ all, top, h, from, to int }{
		{10, 0, 10, 0, 0},
		{20, 0, 10, 0, 5},
		{20, 10, 10, 5, 10},
		{10000, 5000, 10, 4, 5},
		{10000, 9990, 10, 9, 10},
	}
	for _, tt := range tests {
		if from, to := thumb(Box{All: tt.all, Top: tt.top}, tt.h); from != tt.from || to != tt.to {
			t.Errorf("%+v: [%d,%d)", tt, from, to)
		}
	}
}
