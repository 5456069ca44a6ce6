package help

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// numbered is a text of n lines that says for what width it was written.
func numbered(n int) Text {
	return func(w int) []string {
		lines := make([]string, n)
		for i := range lines {
			lines[i] = fmt.Sprintf("%d/%d", i, w)
		}
		return lines
	}
}

func TestScrolls(t *testing.T) {
	m := New("Help", numbered(100))
	w, h := m.Size(80, 24)
	if w != 76 || h != 22 {
		t.Fatalf("it wants %d × %d", w, h)
	}
	tests := []struct {
		key   string
		first string
	}{
		{"", "0/74"}, {"j", "1/74"}, {"k", "0/74"}, {" ", "19/74"}, {"G", "80/74"}, {"j", "80/74"}, {"g", "0/74"},
	}
	for _, tt := range tests {
		if tt.key != "" {
			m.Key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(tt.key)})
		}
		if got := m.View(w-2, h-2); got[0] != tt.first || len(got) != h-2 {
			t.Errorf("after %q the first of %d lines is %s, want %s", tt.key, len(got), got[0], tt.first)
		}
	}
	for _, k := range []string{"q", "?"} {
		if done, _ := m.Key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)}); !done {
			t.Errorf("%q does not close it", k)
		}
	}
}

// TestFollowsTheWidth: the text is written anew for another width, and a short
// one asks for no more than it needs.
func TestFollowsTheWidth(t *testing.T) {
	m := New("x", numbered(3))
	for _, size := range [][2]int{{200, 50}, {40, 10}, {30, 8}} {
		w, h := m.Size(size[0], size[1])
		if got := strings.Join(m.View(w-2, h-2), " "); h != 5 || !strings.HasPrefix(got, fmt.Sprintf("0/%d ", w-2)) {
			t.Errorf("%v: %d × %d shows %s", size, w, h, got)
		}
	}
}
