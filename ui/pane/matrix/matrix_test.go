package matrix

import (
	"strings"
	"testing"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/theme"
)

func filled() *Model {
	m := New(theme.New(theme.Options{}))
	m.SetSize(90, 6)
	m.SetRows([]Row{{"/a", "app/a/route.ts"}, {"/b", "app/b/route.ts"}})
	return m
}

// TestFires: a cell, a row, a column and all are the cells that are sent.
func TestFires(t *testing.T) {
	n := len(Methods())
	for a, want := range map[action.ID]int{action.Open: 1, action.FireRow: n, action.FireColumn: 2, action.FireAll: 2 * n} {
		got, ok := filled().Do(a).(Fired)
		if !ok || len(got.Cells) != want {
			t.Errorf("action %d fires %+v, want %d cells", a, got, want)
		}
	}
	m := filled()
	m.Do(action.Down)
	m.Do(action.Right)
	if got := m.Do(action.Open).(Fired).Cells[0]; got != (Cell{"/b", "app/b/route.ts", Methods()[1]}) {
		t.Errorf("fires %+v", got)
	}
}

// TestCells: what routing says stands there until an answer does, and a new
// revision of the tree forgets both.
func TestCells(t *testing.T) {
	m := filled()
	text := func() string { return cell.Strip(strings.Join(m.View(), "\n")) }
	c := Cell{"/a", "app/a/route.ts", "POST"}
	m.Predict(c, "405")
	if !strings.Contains(text(), "405") {
		t.Errorf("no prediction:\n%s", text())
	}
	m.Answered(c, 201, 0)
	if !strings.Contains(text(), "201") || strings.Contains(text(), "405") {
		t.Errorf("no answer:\n%s", text())
	}
	if m.Forget(); strings.Contains(text(), "201") {
		t.Errorf("not forgotten:\n%s", text())
	}
}

func TestNoRoutes(t *testing.T) {
	m := New(theme.New(theme.Options{}))
	for _, a := range []action.ID{action.Open, action.FireRow, action.FireColumn, action.FireAll} {
		if m.Off(a) == "" || m.Do(a) != nil {
			t.Errorf("action %d fires nothing at nothing", a)
		}
	}
}
