package problems

import (
	"strings"
	"testing"

	"signalbox/engine/diag"
	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/theme"
)

func listed() *Model {
	m := New(theme.New(theme.Options{}))
	m.SetSize(100, 20)
	m.SetProblems([]diag.Diagnostic{
		{Code: "page-route-conflict", Severity: diag.Error, Stage: diag.StageBuild, Message: "both answer /a", Witness: "/a",
			Spans: []diag.Span{{Pos: diag.Pos{File: "app/a/page.tsx", Line: 1}}, {Pos: diag.Pos{File: "app/a/route.ts", Line: 2}}},
			Fix:   &diag.Fix{Title: "move it"}},
		{Code: "x", Severity: diag.Warning, Message: "only this"},
	})
	return m
}

func text(m *Model) string { return cell.Strip(strings.Join(m.View(), "\n")) }

// TestShowsBothFiles: the sentence, the witness, both files with their lines,
// and the fix.
func TestShowsBothFiles(t *testing.T) {
	m := listed()
	if got := m.Wanted(); len(got) != 2 {
		t.Errorf("wants %v", got)
	}
	m.SetText("app/a/page.tsx", []string{"the page"})
	m.SetText("app/a/route.ts", []string{"first", "the handler"})
	for _, want := range []string{"both answer /a", "app/a/page.tsx:1", "app/a/route.ts:2", "the page", "the handler", "move it", "only this"} {
		if !strings.Contains(text(m), want) {
			t.Errorf("%q is not there:\n%s", want, text(m))
		}
	}
}

func TestFix(t *testing.T) {
	m := listed()
	if got, ok := m.Do(action.ApplyFix).(Fixed); !ok || got.Fix.Title != "move it" {
		t.Errorf("got %+v", got)
	}
	m.Do(action.Down)
	if m.Off(action.ApplyFix) == "" || m.Do(action.ApplyFix) != nil {
		t.Error("a problem without a fix is fixed")
	}
}

func TestNone(t *testing.T) {
	m := listed()
	m.SetProblems(nil)
	if !strings.Contains(text(m), "no problems") || m.Off(action.ApplyFix) == "" {
		t.Errorf("got\n%s", text(m))
	}
}
