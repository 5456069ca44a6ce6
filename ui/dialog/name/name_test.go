package name

import (
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/cell"
	"signalbox/ui/theme"
)

// rules refuse an empty text and what holds "taken", and double slashes go.
func rules() Rules {
	return Rules{
		Check: func(text string) (string, error) {
			if text == "" || strings.Contains(text, "taken") {
				return "", errors.New("it is taken")
			}
			return strings.ReplaceAll(text, "//", "/"), nil
		},
		Suggest: func(text string) (out []string) {
			for _, s := range []string{"a/one.ts", "a/two.ts", "a/漢字.ts", "a/taken.ts"} {
				if strings.HasPrefix(s, text) {
					out = append(out, s)
				}
			}
			return out
		},
	}
}

func dialog() *Model { return New(theme.New(theme.Options{}), "New file", "a/", "", rules()) }

func press(m *Model, keys ...string) (done bool, choice any) {
	types := map[string]tea.KeyType{"enter": tea.KeyEnter, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
		"esc": tea.KeyEsc, "shift+tab": tea.KeyShiftTab, "backspace": tea.KeyBackspace}
	for _, k := range keys {
		msg := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)}
		if t, ok := types[k]; ok {
			msg = tea.KeyMsg{Type: t}
		}
		if done, choice = m.Key(msg); done {
			return done, choice
		}
	}
	return done, choice
}

func TestKeys(t *testing.T) {
	tests := []struct {
		keys string
		done bool
		want any
	}{
		{"enter", true, "a/"},
		{"x enter", true, "a/x"},
		{"/ x enter", true, "a/x"}, // what it becomes
		{"tab enter", true, "a/one.ts"},
		{"tab tab enter", true, "a/two.ts"},
		{"down down up enter", true, "a/one.ts"},
		{"t tab enter", true, "a/two.ts"},
		{"t w tab tab enter", true, "a/two.ts"},
		{"tab x enter", true, "a/one.tsx"},
		{"z z z tab enter", true, "a/zzz"}, // nothing to complete
		{"taken enter", false, nil},
		{"taken enter backspace enter", true, "a/take"},
		{"backspace backspace enter", false, nil},
		{"x esc", true, nil},
	}
	for _, tt := range tests {
		if done, got := press(dialog(), strings.Fields(tt.keys)...); done != tt.done || got != tt.want {
			t.Errorf("%q gives %v, %v, want %v, %v", tt.keys, done, got, tt.done, tt.want)
		}
	}
}

// TestRulesComeLater: what becomes known of the project while the dialog is
// open holds at once, and leaves the text alone.
func TestRulesComeLater(t *testing.T) {
	m := New(theme.New(theme.Options{}), "New file", "a/", ".ts", Rules{Check: func(s string) (string, error) { return s, nil }})
	press(m, "x")
	m.SetRules(Rules{Check: func(string) (string, error) { return "", errors.New("it is taken") }})
	if done, _ := press(m, "enter"); done || !strings.Contains(drawn(m), "it is taken") || !strings.Contains(drawn(m), "a/x.ts") {
		t.Errorf("done %v:\n%s", done, drawn(m))
	}
}

func drawn(m *Model) string {
	w, h := m.Size(60, 20)
	return cell.Strip(strings.Join(m.View(w-2, h-2), "\n"))
}

// TestClick: a click takes the offer that is drawn under it, the next one
// chooses it.
func TestClick(t *testing.T) {
	m := dialog()
	w, h := m.Size(60, 20)
	for y, line := range m.View(w-2, h-2) {
		if text := strings.TrimSpace(cell.Strip(line)); strings.HasPrefix(text, "a/") && text != "a/taken.ts" {
			m.Click(4, y)
			if done, got := m.Click(4, y); !done || got != text {
				t.Errorf("two clicks on %q give %v, %v", text, done, got)
			}
		}
	}
	if done, _ := m.Click(4, 1); done {
		t.Error("a click on the line chooses")
	}
}

// TestSizes: at any size, with a text of any length, every line fits.
func TestSizes(t *testing.T) {
	for _, text := range []string{"", "x", strings.Repeat("漢字/", 60), strings.Repeat("long/", 60) + "taken"} {
		for w := 30; w < 120; w += 7 {
			m := New(theme.New(theme.Options{}), "New file", text, text, rules())
			bw, bh := m.Size(w, 10)
			for _, l := range m.View(bw-2, bh-2) {
				if cell.Width(l) > bw-2 {
					t.Errorf("at %d: %q", w, cell.Strip(l))
				}
			}
		}
	}
}
