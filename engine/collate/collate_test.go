package collate

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Both lists were sorted by localeCompare in Node 20.
var (
	ascii = strings.Split("\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ", "")
	paths = []string{
		" x", "/", "/_x", "/-x", "/(.)x", "/[...rest]", "/[[...z]]", "/[y]", "/@x", "/%x", "/~x", "/$x", "/1", "/10", "/2",
		"/a", "/A", "/a b", "/a-b", "/a.b", "/a/b", "/a/B", "/A/b", "/ab", "/b", "/ca", "/Case", "/cb", "/e", "/é", "/f",
		"/o", "/ø", "/p", "/ss", "/ß", "/u", "/ünï", "/v", "/z", "/ж", "/日本",
	}
)

func TestTheOrderIsThatOfNode(t *testing.T) {
	for _, want := range [][]string{ascii, paths} {
		r := rand.New(rand.NewPCG(1, 2))
		for range 20 {
			got := slices.Clone(want)
			r.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
			slices.SortStableFunc(got, Compare)
			for i := range got {
				if got[i] != want[i] && Compare(got[i], want[i]) != 0 {
					t.Fatalf("sorted %q\nwant   %q", got, want)
				}
			}
		}
	}
}

// TestTheShortWay holds the comparison of plain ASCII against the long one.
func TestTheShortWay(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	text := func() string {
		b := make([]byte, r.IntN(6))
		for i := range b {
			b[i] = byte(r.IntN(128))
			if i%2 == 0 {
				b[i] = "/aAbBzZ09_-.[]()@ %~"[r.IntN(20)]
			}
		}
		return string(b)
	}
	for range 20000 {
		a, b := text(), text()
		if got, want := Compare(a, b), compareKeys(keys(a), keys(b)); got != want {
			t.Fatalf("%q and %q: %d, want %d", a, b, got, want)
		}
	}
}

func TestPlainASCIITakesNoMemory(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { Compare("/users/[id]/posts", "/users/[id]/Posts") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzCompare(f *testing.F) {
	for i := range paths[1:] {
		f.Add(paths[i], paths[i+1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if Compare(a, b) != -Compare(b, a) {
			t.Errorf("%q and %q are in both orders", a, b)
		}
		if got, want := Compare(a, b), compareKeys(keys(a), keys(b)); got != want {
			t.Errorf("%q and %q: %d the short way, %d the long one", a, b, got, want)
		}
	})
}
