package stops

import (
	"strings"
	"testing"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/theme"
)

func tour() []Stop {
	return []Stop{
		{Title: "A file becomes an endpoint", Text: "A handler is a function with the\nname of a method.\n\nIts file is `route.ts`.",
			Requests: []Request{{"GET", "/a", 200}, {"DELETE", "/a", 405}}},
		{Title: "Turn the 405 into a 204", Text: "It is yours to write.", Goal: "DELETE answers 204", Hints: []string{"export a function", "return a Response"}},
	}
}

func opened(w, h int) *Model {
	m := New(theme.New(theme.Options{}), tour())
	m.SetSize(w, h)
	m.Show(0, 0, false)
	return m
}

func drawn(m *Model) string {
	lines := m.View()
	for i := range lines {
		lines[i] = strings.TrimRight(cell.Strip(lines[i]), " ")
	}
	return strings.Join(lines, "\n")
}

func compare(t *testing.T, name string, m *Model, want ...string) {
	t.Helper()
	if got := drawn(m); got != strings.Join(want, "\n") {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, strings.Join(want, "\n"))
	}
}

func TestView(t *testing.T) {
	m := opened(36, 9)
	compare(t, "at first", m,
		" A file becomes an endpoint",
		" A handler is a function with the",
		" name of a method.",
		"",
		" Its file is route.ts.",
		" › GET /a",
		" · DELETE /a")
	m.Show(0, 1, false)
	if got := drawn(m); !strings.HasSuffix(got, " ✓ GET /a\n › DELETE /a") {
		t.Errorf("after the first request: got\n%s", got)
	}
	if m.Title() != "Stop 1/2" || m.Rows(36) != 7 {
		t.Errorf("%s wants %d rows", m.Title(), m.Rows(36))
	}
}

// TestTheNextRequestIsInSight: where the text has no room, the request that
// Enter sends stands below it all the same, wherever one scrolls.
func TestTheNextRequestIsInSight(t *testing.T) {
	m := opened(24, 5)
	for range 12 {
		if got := drawn(m); !strings.HasSuffix(got, "\n › GET /a") || strings.Count(got, "\n") != 4 {
			t.Fatalf("got\n%s", got)
		}
		m.Do(action.Down)
	}
}

func TestGoalAndHints(t *testing.T) {
	m := opened(36, 9)
	m.Show(1, 0, false)
	if m.Off(action.Hint) != "" || m.Off(action.PrevStop) != "" || m.Off(action.NextStop) == "" {
		t.Error("the last stop: a hint and the stop before should work, the next stop not")
	}
	m.Do(action.Hint)
	compare(t, "with a hint", m,
		" Turn the 405 into a 204",
		" It is yours to write.",
		" → DELETE answers 204",
		"   export a function",
		" i shows a hint")
	m.Do(action.Hint)
	m.Do(action.Hint)
	if m.Off(action.Hint) == "" {
		t.Error("there are more hints than two")
	}
	m.Show(1, 0, true)
	if !strings.Contains(drawn(m), "✓ DELETE answers 204") {
		t.Errorf("reached: got\n%s", drawn(m))
	}
	if m.Show(0, 0, false); strings.Contains(drawn(m), "export a function") {
		t.Error("the hints of another stop stay")
	}
}

// TestNoTour: a project without stops draws nothing and says so.
func TestNoTour(t *testing.T) {
	m := New(theme.New(theme.Options{}), nil)
	m.SetSize(30, 5)
	if got := drawn(m); got != "" || m.Off(action.NextStop) == "" || m.Off(action.Hint) == "" {
		t.Errorf("got %q", got)
	}
	m.Do(action.Hint)
}
