package intl

import (
	"encoding/json"
	"os"
	"testing"

	"signalbox/engine/jsrt/vm"
)

// TestGrid compares many languages by many options with what Node 20 answered
// (testdata/record.mjs).
func TestGrid(t *testing.T) {
	code, err := os.ReadFile("testdata/grid.mjs")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("testdata/grid.json")
	if err != nil {
		t.Fatal(err)
	}
	m, err := vm.New([]*vm.Library{Library()}, vm.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	answer, err := m.EvalModule(t.Context(), "/grid.mjs", string(code))
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(answer, &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("%d rows, Node has %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("row %d\ngot  %q\nNode %q", i, got[i], want[i])
		}
	}
}

// TestTables holds that every entry of the archive opens, is JSON, and is found.
func TestTables(t *testing.T) {
	tables, err := openTables()
	if err != nil {
		t.Fatal(err)
	}
	for name := range tables.entries {
		for locale, text := range tables.lines(name) {
			if !json.Valid([]byte(text)) {
				t.Errorf("%s: the line of %s is no JSON", name, locale)
			}
		}
	}
	for locale := range tables.locales {
		shown, table, ok := tables.find(locale)
		if !ok || shown != locale || len(tables.section(table, "date")) == 0 {
			t.Errorf("find(%q) = %q, %q, %v", locale, shown, table, ok)
		}
	}
}

func TestFind(t *testing.T) {
	tables, err := openTables()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ tag, shown, table string }{
		{"de-DE", "de-DE", "de"}, {"de-XX", "de", "de"}, {"zh-TW", "zh-TW", "zh-Hant"}, {"zh-CN", "zh-CN", "zh-Hans"}, {"nb-NO", "nb-NO", "no"},
		{"en-GB", "en-GB", "en-GB"}, {"pt-BR", "pt-BR", "pt"}, {"sr-Latn", "sr-Latn", "sr-Latn"}, {"tlh", "", ""},
	} {
		shown, table, _ := tables.find(c.tag)
		if shown != c.shown || table != c.table {
			t.Errorf("find(%q) = %q, %q; want %q, %q", c.tag, shown, table, c.shown, c.table)
		}
	}
}
