package ui

import (
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/layout"
)

func sampleTree() map[string]string {
	return map[string]string{
		"app/page.tsx":                      "export default function Page() { return null }\n",
		"app/api/hello/route.ts":            "export function GET() {}\nexport function POST() {}\n",
		"app/users/[id]/route.ts":           "export function GET() {}\nexport function PATCH() {}\n",
		"app/docs/[[...path]]/route.ts":     "// cached 60\nexport function GET() {}\n",
		"app/clash/page.tsx":                "export default function Page() { return null }\n",
		"app/clash/route.ts":                "export function GET() {}\n",
		"app/(group)/漢字/[...tail]/route.ts": "export function DELETE() {}\n",
		"app/hang/route.ts":                 "// hangs\nexport function GET() {}\n",
	}
}

// TestPaneKeys: the key in the border of a pane goes there, from everywhere.
func TestPaneKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sampleTree(), tour())
		for from := range layout.Names {
			for to := range layout.Names {
				r.m.setFocus(from)
				r.press(r.m.keys.KeyOf(goals()[to]))
				want := to
				if from == to && to.Wide() {
					want = r.m.back // the key of an open view closes it
				}
				if r.m.focus != want {
					t.Errorf("from %s, the key of %s goes to %s", from, to, r.m.focus)
				}
			}
		}
	})
}

// TestKeysThatArriveTogether: one message with several letters is several keys.
func TestKeysThatArriveTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sampleTree(), nil)
		r.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("/users patch")})
		if got := r.m.routes.FilterText(); got != "users patch" {
			t.Errorf("the filter holds %q", got)
		}
	})
}

// TestPasteIsText: what is pasted into the filter is never a command.
func TestPasteIsText(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sampleTree(), nil)
		r.press("/")
		r.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("/users/7?q=1"), Paste: true})
		r.press("enter")
		if d := r.m.composer.Draft(); d.Target != "/users/7?q=1" || d.Route != "/users/[id]" {
			t.Errorf("the request is %+v", d)
		}
	})
}

// TestTabGoesRound: Tab comes back to where it began and has been everywhere.
func TestTabGoesRound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sampleTree(), tour())
		seen := map[layout.Name]bool{}
		for range 6 {
			seen[r.m.focus] = true
			r.press("tab")
		}
		if r.m.focus != layout.Nav || len(seen) != 6 {
			t.Errorf("after six tabs the focus is on %s, having seen %v", r.m.focus, seen)
		}
		r.press("shift+tab")
		if r.m.focus != layout.Stops {
			t.Errorf("shift+tab goes to %s", r.m.focus)
		}
	})
}

// TestDisabledActionsSayWhy: an action that can't be done says so when its key
// is pressed, and does nothing else.
func TestDisabledActionsSayWhy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sampleTree(), nil)
		for _, id := range []action.ID{action.Undo, action.Save, action.NextStop, action.GoStops} {
			r.run(r.m.act(id))
			r.settle()
			if r.m.notice.text == "" || r.m.focus != layout.Nav {
				t.Errorf("%s: the notice is %q", r.m.keys.Get(id).Title, r.m.notice.text)
			}
		}
	})
}

// TestFooterFits: at every width the footer shows whole keys only, and always
// the help.
func TestFooterFits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sampleTree(), tour())
		for w := 30; w <= 170; w += 10 {
			r.send(tea.WindowSizeMsg{Width: w, Height: 24})
			for n := range layout.Names {
				r.m.setFocus(n)
				if got := cell.Width(r.m.footer()); got > w {
					t.Errorf("%s at %d: the footer takes %d cells", n, w, got)
				}
				if !strings.Contains(cell.Strip(r.m.footer()), "? help") {
					t.Errorf("%s at %d: no help in %q", n, w, cell.Strip(r.m.footer()))
				}
			}
		}
	})
}

// TestScreenIsWhole: whatever has the focus, at any size, a frame has exactly
// the terminal's lines, each of exactly its width.
func TestScreenIsWhole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sampleTree(), tour())
		r.press("enter")
		for _, size := range [][2]int{{30, 8}, {40, 10}, {71, 20}, {72, 20}, {80, 24}, {129, 40}, {130, 40}, {160, 45}, {20, 5}, {1, 1}} {
			r.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			for n := range layout.Names {
				r.m.setFocus(n)
				whole(t, r.m.View(), size[0], size[1])
			}
		}
	})
}

func whole(t *testing.T, screen string, w, h int) {
	t.Helper()
	lines := strings.Split(screen, "\n")
	if len(lines) != h {
		t.Errorf("%d×%d: %d lines", w, h, len(lines))
	}
	for i, l := range lines {
		if got := cell.Width(l); got != w {
			t.Errorf("%d×%d: line %d takes %d cells: %q", w, h, i, got, cell.Strip(l))
			return
		}
	}
}

// FuzzKeys presses keys, clicks and resizes at random: nothing panics, and the
// screen stays whole.
func FuzzKeys(f *testing.F) {
	f.Add(uint64(1), uint8(40))
	f.Add(uint64(7), uint8(200))
	f.Fuzz(func(t *testing.T, seed uint64, n uint8) {
		synctest.Test(t, func(t *testing.T) { mash(t, seed, int(n)) })
	})
}

// TestKeysAtRandom is a few runs of FuzzKeys for every day.
func TestKeysAtRandom(t *testing.T) {
	for seed := range uint64(6) {
		synctest.Test(t, func(t *testing.T) { mash(t, seed, 250) })
	}
}

// pastes are texts that a person may have in the clipboard.
func pastes() []string {
	return []string{
		"/users/7?q=1", "curl -X POST \\\n -d '{}' http://localhost:3000/api/hello\n", "\x1b[31m\r\n\t漢字 👩‍👩‍👧", "",
		strings.Repeat("long ", 400), "POST /x\n\n{}", "\x00\xff",
	}
}

func mash(t *testing.T, seed uint64, n int) {
	rnd := rand.New(rand.NewPCG(seed, 1))
	r := newRig(t, sampleTree(), tour())
	var keys []string
	for _, a := range r.m.keys.All() {
		if a.ID != action.OpenEditor {
			keys = append(keys, a.Binding.Keys()...)
		}
	}
	keys = append(keys, "x", "漢", "backspace", "delete", "enter", "esc", "home", "/", "{", "\"", "enter", "down")
	for range n {
		switch rnd.IntN(14) {
		case 0:
			r.send(tea.WindowSizeMsg{Width: rnd.IntN(180), Height: rnd.IntN(60)})
		case 1, 2:
			r.send(tea.MouseMsg{X: rnd.IntN(max(r.m.w, 1) + 5), Y: rnd.IntN(max(r.m.h, 1) + 2),
				Action: tea.MouseAction(rnd.IntN(3)), Button: tea.MouseButton(rnd.IntN(8))})
		case 3:
			r.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(pastes()[rnd.IntN(len(pastes()))]), Paste: true})
		case 4:
			time.Sleep(time.Duration(rnd.IntN(3000)) * time.Millisecond) // ticks, in the bubble's time
			r.settle()
		default:
			name := keys[rnd.IntN(len(keys))]
			if name == " " {
				name = "space"
			}
			r.press(name)
		}
		if r.m.w > 0 && r.m.h > 0 {
			whole(t, r.m.View(), r.m.w, r.m.h)
		}
		if t.Failed() {
			return
		}
	}
}
