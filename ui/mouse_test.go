package ui

import (
	"strings"
	"testing"
	"testing/synctest"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/layout"
	"signalbox/ui/pane/response"
)

// clickOn presses the left button on the first cell of a text that the screen
// shows; an arrow parts what stands before it on its line: "Response→Headers".
func (r *rig) clickOn(text string) {
	r.t.Helper()
	before, target, ok := strings.Cut(text, "→")
	if !ok {
		before, target = "", text
	}
	for y, line := range strings.Split(cell.Strip(r.m.View()), "\n") {
		i := strings.Index(line, before)
		if i < 0 {
			continue
		}
		if j := strings.Index(line[i+len(before):], target); j >= 0 {
			x := cell.Width(line[:i+len(before)+j])
			r.send(tea.MouseMsg{X: x, Y: y, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
			r.send(tea.MouseMsg{X: x, Y: y, Action: tea.MouseActionRelease, Button: tea.MouseButtonLeft})
			return
		}
	}
	r.t.Fatalf("%q is not on the screen:\n%s", text, r.screen())
}

func (r *rig) wheel(n layout.Name, button tea.MouseButton) {
	at := r.m.layout.Panes[n]
	r.send(tea.MouseMsg{X: at.X + 2, Y: at.Y + 2, Action: tea.MouseActionPress, Button: button})
}

// TestClicks: whatever looks as if it could be pressed can be.
func TestClicks(t *testing.T) {
	tests := []struct {
		name   string
		clicks string // parted by commas
		holds  func(m *Model) bool
	}{
		{"a tab", "Response→Headers", func(m *Model) bool {
			return m.focus == layout.Response && strings.Contains(cell.Strip(strings.Join(m.response.View(), "\n")), "sent")
		}},
		{"the tree and back", "t tree,t routes", func(m *Model) bool { return !m.inTree && m.focus == layout.Nav }},
		{"the tree", "t tree", func(m *Model) bool { return m.inTree }},
		{"send", "⏎ send", func(m *Model) bool { return m.response.Status() == 200 }},
		{"the method", "GET▾", func(m *Model) bool { return m.dialog != nil && strings.HasPrefix(m.dialog.Title(), "Method") }},
		{"beside a dialog", "GET▾,sample", func(m *Model) bool { return m.dialog == nil }},
		{"the header", "sample", func(m *Model) bool { return m.focus == layout.Problems }},
		{"a key of the footer", "? help", func(m *Model) bool { return m.dialog != nil }},
		{"a row", "/users/[id]", func(m *Model) bool { return m.composer.Draft().Route == "/users/[id]" && m.response.Status() == 0 }},
		{"a row twice", "Aho →/users/[id],Aho →/users/[id]", func(m *Model) bool { return m.response.Status() == 200 }},
		{"the filter", "/ filter", func(m *Model) bool { return m.routes.Typing() }},
		{"a row of the form twice", "headers   –,headers   –", func(m *Model) bool { return m.composer.Typing() }},
		{"a row that is edited", "query     –,query     –,query", func(m *Model) bool { return m.composer.Typing() }},
		{"next", "n next", func(m *Model) bool { return m.stop == 1 }},
		{"another pane", "4 Why", func(m *Model) bool { return m.focus == layout.Why }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, sampleTree(), tour())
				r.send(tea.WindowSizeMsg{Width: 160, Height: 45})
				for _, c := range strings.Split(tt.clicks, ",") {
					r.clickOn(c)
				}
				if !tt.holds(r.m) {
					t.Errorf("after %s, with the focus on %s:\n%s", tt.clicks, r.m.focus, r.screen())
				}
			})
		})
	}
}

// TestEveryTabCanBeClicked: at each width the bar of names and what a click on
// it does agree.
func TestEveryTabCanBeClicked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sampleTree(), nil)
		for _, w := range []int{100, 160, 200} {
			r.send(tea.WindowSizeMsg{Width: w, Height: 40})
			for tab := response.Pretty; tab <= response.Hex; tab++ {
				r.clickOn("Response→" + tab.String())
				if got := r.m.response.Tab(); got != tab {
					t.Errorf("at %d a click on %s shows %s", w, tab, got)
				}
			}
		}
	})
}

// TestWheelLeavesTheFocus: the wheel turns what is under the pointer, and the
// keys stay where they were.
func TestWheelLeavesTheFocus(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sampleTree(), tour())
		r.press("enter")
		r.send(tea.WindowSizeMsg{Width: 160, Height: 24})
		for n := range layout.Names {
			if !r.m.layout.Shown(n) {
				continue
			}
			r.wheel(n, tea.MouseButtonWheelDown)
			r.wheel(n, tea.MouseButtonWheelUp)
			if r.m.focus != layout.Nav {
				t.Errorf("the wheel over %s moved the focus to %s", n, r.m.focus)
			}
		}
	})
}

// TestPasteOutsideOfATextIsLookedFor: a URL that is pasted while no text is
// typed goes to the filter, and none of its letters is a key.
func TestPasteOutsideOfATextIsLookedFor(t *testing.T) {
	for _, tt := range []struct{ paste, method, target string }{
		{"/users/9?q=quit", "GET", "/users/9?q=quit"},
		{"curl -X PATCH \\\n  -d '{\"a\":1}' \\\n  http://localhost:3000/users/5\n", "PATCH", "/users/5"},
	} {
		synctest.Test(t, func(t *testing.T) {
			r := newRig(t, sampleTree(), nil)
			r.press("4")
			r.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(tt.paste), Paste: true})
			r.press("enter")
			if d := r.m.composer.Draft(); d.Method != tt.method || d.Target != tt.target || r.quit {
				t.Errorf("%q gives %+v\n%s", tt.paste, d, r.screen())
			}
		})
	}
}

// TestPasteIntoTexts: lines that are pasted stay lines where lines are written,
// and become spaces where one line is.
func TestPasteIntoTexts(t *testing.T) {
	for _, tt := range []struct {
		id   action.ID
		want func(r *rig) string
		text string
	}{
		{action.EditBody, func(r *rig) string { return r.m.composer.Draft().Body }, "{\n\t\"a\": 1\n}"},
		{action.EditHeaders, func(r *rig) string { return r.m.composer.Draft().Headers }, "a: 1\nb: 2"},
		{action.EditURL, func(r *rig) string { return strings.TrimPrefix(r.m.composer.Draft().Target, "/") }, "a b"},
		{action.Edit, func(r *rig) string { text, _, _ := strings.Cut(r.m.source.Text(), "export"); return text }, "// one\r\n// two\n"},
	} {
		synctest.Test(t, func(t *testing.T) {
			r := newRig(t, map[string]string{"app/route.ts": "export function GET() {}\n"}, nil)
			r.run(r.m.act(tt.id))
			r.settle()
			paste := tt.text
			if tt.id == action.EditURL {
				paste = "a\nb"
			}
			r.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(paste), Paste: true})
			if got := tt.want(r); got != strings.ReplaceAll(tt.text, "\r\n", "\n") {
				t.Errorf("%s: got %q", r.m.keys.Get(tt.id).Title, got)
			}
		})
	}
}
