package web

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// TestWords compares with what Node 20 answered (testdata/record.mjs). Rows that
// are known to differ are listed by name and have to differ.
func TestWords(t *testing.T) {
	code, err := os.ReadFile("testdata/words.mjs")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("testdata/words.json")
	if err != nil {
		t.Fatal(err)
	}
	var node struct {
		Apart []string
		Want  map[string]string
	}
	if err := json.Unmarshal(text, &node); err != nil {
		t.Fatal(err)
	}
	answer, err := newMachine(t, Options{}).EvalModule(t.Context(), "/words.mjs", string(code))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]string
	if err := json.Unmarshal(answer, &got); err != nil {
		t.Fatal(err)
	}
	for name, want := range node.Want {
		if same := got[name] == want; same == slices.Contains(node.Apart, name) {
			t.Errorf("%s\ngot  %s\nNode %s (known to differ: %v)", name, got[name], want, !same)
		}
	}
}
