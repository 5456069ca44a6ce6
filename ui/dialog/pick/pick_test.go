package pick

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/cell"
	"signalbox/ui/theme"
)

func list(free func(string) any) *Model {
	return New(theme.New(theme.Options{}), "Method", []Item{
		{Title: "GET", Detail: "exported", Value: "get"}, {Title: "PATCH", Detail: "405", Value: "patch"},
		{Title: "save", Detail: "^S", Off: "no file is edited", Value: "save"}, {Title: "send", Words: "fire", Value: "send"},
	}, free)
}

func keys(text string) (out []tea.KeyMsg) {
	for _, r := range text {
		switch r {
		case '\n':
			out = append(out, tea.KeyMsg{Type: tea.KeyEnter})
		case '↓':
			out = append(out, tea.KeyMsg{Type: tea.KeyDown})
		case '←':
			out = append(out, tea.KeyMsg{Type: tea.KeyBackspace})
		case '⎋':
			out = append(out, tea.KeyMsg{Type: tea.KeyEsc})
		default:
			out = append(out, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		}
	}
	return out
}

func TestKeys(t *testing.T) {
	typed := func(text string) any { return "typed " + text }
	tests := []struct {
		keys string
		free func(string) any
		done bool
		want any
	}{
		{"\n", nil, true, "get"},
		{"↓\n", nil, true, "patch"},
		{"pat\n", nil, true, "patch"},
		{"fire\n", nil, true, "send"},         // by its further words
		{"405\n", nil, true, "patch"},         // by its detail
		{"zzz\n", nil, false, nil},            // nothing is left
		{"brew\n", typed, true, "typed brew"}, // what is typed is a choice
		{"brew←←←←pat\n", typed, true, "patch"},
		{"save\n", nil, false, nil}, // it can't be done now
		{"⎋", typed, true, nil},
	}
	for _, tt := range tests {
		m, done, got := list(tt.free), false, any(nil)
		for _, k := range keys(tt.keys) {
			done, got = m.Key(k)
		}
		if done != tt.done || got != tt.want {
			t.Errorf("%q gives %v, %v, want %v, %v", tt.keys, done, got, tt.done, tt.want)
		}
	}
}

func drawn(m *Model) string {
	w, h := m.Size(50, 20)
	lines := m.View(w-2, h-2)
	for i := range lines {
		lines[i] = strings.TrimRight(cell.Strip(lines[i]), " ")
	}
	return strings.Join(lines, "\n")
}

func TestView(t *testing.T) {
	m := list(nil)
	want := strings.Join([]string{
		" ›",
		"",
		" › GET                             exported",
		"   PATCH                                405",
		"   save                   no file is edited",
		"   send",
	}, "\n")
	if got := drawn(m); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestClick: a click chooses what is drawn under it, also in a list that was
// scrolled.
func TestClick(t *testing.T) {
	var items []Item
	for i := range 40 {
		items = append(items, Item{Title: fmt.Sprint("item ", i), Value: i})
	}
	m := New(theme.New(theme.Options{}), "x", items, nil)
	m.View(40, 12)
	m.Wheel(7)
	lines := m.View(40, 12)
	if _, got := m.Click(4, 5); !strings.Contains(lines[5], fmt.Sprint("item ", got)) {
		t.Errorf("a click on %q gives %v", cell.Strip(lines[5]), got)
	}
	if done, _ := m.Click(4, 0); done {
		t.Error("a click on the filter chooses")
	}
}
