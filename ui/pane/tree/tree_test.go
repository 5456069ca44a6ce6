package tree

import (
	"strings"
	"testing"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/theme"
)

func listed() *Model {
	m := New(theme.New(theme.Options{}))
	m.SetSize(40, 12)
	m.Set("app", []string{"app/a/page.tsx", "app/a/route.ts", "app/b c/[id]/route.ts", "app/layout.tsx"}, Facts{
		Routes: map[string]int{"app/a/route.ts": 1}, Problems: map[string]Level{"app/a/route.ts": Error},
		Words: map[string]string{"app/a/route.ts": "conflict"}, Marks: map[string]Mark{"app/layout.tsx": Changed},
	})
	return m
}

func lines(m *Model) string {
	var out []string
	for _, l := range m.View() {
		out = append(out, strings.TrimRight(cell.Strip(l), " "))
	}
	return strings.Join(out, "\n")
}

// TestFold: a folder that is folded hides what is in it, and shows it again.
func TestFold(t *testing.T) {
	m := listed()
	before := lines(m)
	for _, want := range []string{"layout.tsx", "page.tsx", "[id]", "conflict"} {
		if !strings.Contains(before, want) {
			t.Errorf("%q is not there:\n%s", want, before)
		}
	}
	m.Reveal("app/a/page.tsx")
	m.Do(action.Left) // to the folder
	m.Do(action.Left) // fold it
	if got := lines(m); strings.Contains(got, "page.tsx") || !strings.Contains(got, "layout.tsx") {
		t.Errorf("folded:\n%s", got)
	}
	m.Do(action.Right)
	if got := lines(m); !strings.Contains(got, "page.tsx") {
		t.Errorf("unfolded:\n%s", got)
	}
}

func TestOpen(t *testing.T) {
	m := listed()
	m.Reveal("app/a/route.ts")
	if m.CurrentPath() != "app/a/route.ts" {
		t.Fatalf("the cursor is at %q", m.CurrentPath())
	}
	if got := m.Do(action.Open); got != (Chosen{"app/a/route.ts"}) {
		t.Errorf("got %#v", got)
	}
	if got := m.Do(action.Up); got != (Looked{"app/a/page.tsx"}) {
		t.Errorf("got %#v", got)
	}
}
