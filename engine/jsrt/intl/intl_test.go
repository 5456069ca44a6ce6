package intl

import (
	"encoding/json"
	"os"
	"testing"
	_ "time/tzdata"

	"signalbox/engine/jsrt/vm"
)

// TestReplay compares with what Node 20 answered (testdata/record.mjs).
func TestReplay(t *testing.T) {
	text, err := os.ReadFile("testdata/recorded.json")
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]string
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	got := replay(t)
	for name, answer := range want {
		t.Run(name, func(t *testing.T) {
			if got[name] != answer {
				t.Errorf("got  %s\nNode %s", got[name], answer)
			}
		})
	}
}

func replay(t *testing.T) map[string]string {
	t.Helper()
	cases, err := os.ReadFile("testdata/cases.mjs")
	if err != nil {
		t.Fatal(err)
	}
	m, err := vm.New([]*vm.Library{Library()}, vm.Options{
		Load: func(string) (string, error) { return string(cases), nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	text, err := m.EvalModule(t.Context(), "/replay.mjs", `
		import cases from "/cases.mjs";
		const out = {};
		for (const [name, fn] of Object.entries(cases)) {
			try { out[name] = JSON.stringify(fn()); } catch (err) { out[name] = "throws " + err.name; }
		}
		export default out;`)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]string
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}
