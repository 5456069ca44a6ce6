package ask

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/cell"
	"signalbox/ui/theme"
)

func question() *Model {
	return New(theme.New(theme.Options{}), "Quit", []string{"2 files not saved to disk:", "a.ts\nb.ts"}, []Answer{
		{Key: "s", Title: "save and quit", Value: "save"}, {Key: "q", Title: "quit", Value: "quit"}, {Key: "c", Title: "stay", Value: nil},
	}, "escaped")
}

func press(names ...tea.KeyType) (keys []tea.KeyMsg) {
	for _, n := range names {
		keys = append(keys, tea.KeyMsg{Type: n})
	}
	return keys
}

func letter(r rune) []tea.KeyMsg { return []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune{r}}} }

func TestKeys(t *testing.T) {
	tests := []struct {
		name string
		keys []tea.KeyMsg
		done bool
		want any
	}{
		{"its letter", letter('s'), true, "save"},
		{"another letter", letter('x'), false, nil},
		{"the capital of a letter", letter('S'), false, nil},
		{"enter takes the first", press(tea.KeyEnter), true, "save"},
		{"down and enter", press(tea.KeyDown, tea.KeyEnter), true, "quit"},
		{"past the end", press(tea.KeyDown, tea.KeyDown, tea.KeyDown, tea.KeyDown, tea.KeyUp, tea.KeyEnter), true, "quit"},
		{"tab and shift+tab", press(tea.KeyTab, tea.KeyTab, tea.KeyShiftTab, tea.KeyEnter), true, "quit"},
		{"esc", press(tea.KeyEsc), true, "escaped"},
		{"ctrl+c", press(tea.KeyCtrlC), true, "escaped"},
		{"an answer that is nothing", letter('c'), true, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, done, got := question(), false, any(nil)
			for _, k := range tt.keys {
				done, got = m.Key(k)
			}
			if done != tt.done || got != tt.want {
				t.Errorf("got %v, %v, want %v, %v", done, got, tt.done, tt.want)
			}
		})
	}
}

// TestClick: each answer is where it was drawn.
func TestClick(t *testing.T) {
	m := question()
	w, h := m.Size(80, 24)
	lines := m.View(w-2, h-2)
	if len(lines) > h-2 {
		t.Fatalf("%d lines in %d", len(lines), h-2)
	}
	for y, l := range lines {
		done, got := m.Click(3, y)
		want := any(nil)
		for _, a := range m.answers {
			if strings.HasPrefix(strings.TrimSpace(cell.Strip(l)), a.Key+"  ") {
				want = a.Value
			}
		}
		if got != want || done && y < m.before {
			t.Errorf("a click on %q gives %v, want %v", strings.TrimSpace(cell.Strip(l)), got, want)
		}
	}
}

// TestSizes: at any size of the terminal every line fits.
func TestSizes(t *testing.T) {
	m := question()
	for w := 30; w < 120; w += 7 {
		bw, bh := m.Size(w, 24)
		for _, l := range m.View(bw-2, bh-2) {
			if cell.Width(l) > bw-2 {
				t.Errorf("at %d: %q", w, cell.Strip(l))
			}
		}
	}
}
