package layout

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// The flag rewrites the pictures from what Arrange does now.
var update = flag.Bool("update", false, "rewrite testdata")

// TestPictures draws arrangements at a quarter of their width and half of their
// height, and compares with testdata/pictures.txtar.
func TestPictures(t *testing.T) {
	name := filepath.Join("testdata", "pictures.txtar")
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range archive.Files {
		f := &archive.Files[i]
		t.Run(f.Name, func(t *testing.T) {
			got := picture(parse(t, f.Name))
			if *update {
				f.Data = []byte(got)
			} else if want := string(f.Data); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// parse reads a case: "80x24 Routes", "160x45 Cache", "80x24 Why zoom", "… stops".
func parse(t *testing.T, name string) In {
	words := strings.Fields(name)
	in := In{Request: 8, Stop: func(int) int { return 9 }}
	if _, err := fmt.Sscanf(words[0], "%dx%d", &in.W, &in.H); err != nil {
		t.Fatal(err)
	}
	for n := range Names {
		if n.String() == words[1] {
			in.Focus = n
		}
	}
	for _, w := range words[2:] {
		in.Zoom = in.Zoom || w == "zoom"
		in.Stops = in.Stops || w == "stops"
	}
	return in
}

// picture draws the rectangles with their names, scaled down.
func picture(in In) string {
	out := Arrange(in)
	if out.TooSmall {
		return "too small\n"
	}
	grid := make([][]rune, in.H/2)
	for y := range grid {
		grid[y] = []rune(strings.Repeat(" ", in.W/4))
		for x := range grid[y] {
			grid[y][x] = cellAt(&out, x*4+1, y*2+1)
		}
	}
	var b strings.Builder
	for _, row := range grid {
		b.WriteString(strings.TrimRight(string(row), " ") + "\n")
	}
	return b.String()
}

// cellAt is the letter of the pane at a cell: upper case where the focus is.
func cellAt(out *Out, x, y int) rune {
	if n, ok := out.At(x, y); ok {
		return []rune("nrawsPCMHt")[n]
	}
	return '.'
}

// TestTiling: at any size and focus the rectangles cover the screen, once.
func TestTiling(t *testing.T) {
	for w := 30; w <= 200; w += 7 {
		for h := 8; h <= 60; h += 3 {
			for focus := range Names {
				for bits := range 4 {
					tiling(t, In{W: w, H: h, Focus: focus, Zoom: bits&1 > 0, Stops: bits&2 > 0 || focus == Stops, Request: 12})
				}
			}
		}
	}
}

func tiling(t *testing.T, in In) {
	t.Helper()
	out := Arrange(in)
	if !out.Shown(in.Focus) {
		t.Fatalf("%+v: the focused pane is not shown", in)
	}
	area := in.W * 2 // header and footer
	for n := range Names {
		r := out.Panes[n]
		if r.X < 0 || r.Y < 0 || r.X+r.W > in.W || r.Y+r.H > in.H || r.W < 0 || r.H < 0 {
			t.Fatalf("%+v: %s leaves the screen: %+v", in, n, r)
		}
		area += r.W * r.H
		for k := range n {
			if overlap(r, out.Panes[k]) {
				t.Fatalf("%+v: %s and %s overlap", in, n, k)
			}
		}
	}
	if area != in.W*in.H {
		t.Fatalf("%+v: %d of %d cells are covered", in, area, in.W*in.H)
	}
}

func overlap(a, b Rect) bool {
	return !a.Empty() && !b.Empty() && a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

func TestTooSmall(t *testing.T) {
	for _, size := range [][2]int{{0, 0}, {20, 5}, {29, 24}, {80, 7}, {-1, -1}} {
		if out := Arrange(In{W: size[0], H: size[1]}); !out.TooSmall {
			t.Errorf("%v is arranged as %+v", size, out)
		}
	}
}
