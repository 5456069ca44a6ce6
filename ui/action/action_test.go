package action

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

func TestTableIsComplete(t *testing.T) {
	m := New()
	for id := None + 1; id < last; id++ {
		a := m.Get(id)
		if a.ID != id {
			t.Errorf("action %d has no row", id)
			continue
		}
		if a.Title == "" || a.Short == "" || len(a.Binding.Keys()) == 0 {
			t.Errorf("action %d lacks a title, a short name or a key: %+v", id, a)
		}
	}
}

// TestKeysAreUnambiguous: within one scope a key means one thing, and no pane
// takes a key that must hold everywhere.
func TestKeysAreUnambiguous(t *testing.T) {
	m := New()
	seen := map[Scope]map[string]ID{}
	for _, a := range m.All() {
		if seen[a.Scope] == nil {
			seen[a.Scope] = map[string]ID{}
		}
		for _, key := range a.Binding.Keys() {
			if other, ok := seen[a.Scope][key]; ok {
				t.Errorf("%s: %q means both %q and %q", a.Scope, key, m.Get(other).Title, a.Title)
			}
			seen[a.Scope][key] = a.ID
		}
	}
	for scope, keys := range seen {
		for key := range keys {
			if _, ok := seen[Always][key]; ok && scope != Always {
				t.Errorf("%s takes %q, which holds anywhere", scope, key)
			}
			if _, ok := seen[Move][key]; ok && scope == Global {
				t.Errorf("%q is both global and a move", key)
			}
		}
	}
}

func TestFindAsksThePaneFirst(t *testing.T) {
	m := New()
	key := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("e")}
	for _, tt := range []struct {
		scopes []Scope
		want   ID
	}{
		{[]Scope{Always, Request, Move, Global}, EditRow},
		{[]Scope{Always, Why, Move, Global}, Edit},
		{[]Scope{Always}, None},
	} {
		if got, _ := m.Find(key, tt.scopes...); got != tt.want {
			t.Errorf("e in %v is %q, want %q", tt.scopes, m.Get(got).Title, m.Get(tt.want).Title)
		}
	}
}
