package web

import (
	"encoding/json"
	"testing"

	"signalbox/engine/jsrt/vm"
)

// newMachine starts a machine with the Web library alone.
func newMachine(t testing.TB, o Options) *vm.Machine {
	t.Helper()
	m, err := vm.New([]*vm.Library{Library(o), exposeInternal()}, vm.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return m
}

// exposeInternal lets the code of a test reach what the runtime uses.
func exposeInternal() *vm.Library {
	return &vm.Library{Name: "test", Prelude: []vm.Source{{Name: "signalbox:test", Code: `(function (host, internal) {
		globalThis.internal = internal;
	})`}}}
}

// script is one row of a table: a function body, and the JSON it answers.
type script struct{ name, code, want string }

// runScripts runs each row as an async function on one machine.
func runScripts(t *testing.T, m *vm.Machine, rows []script) {
	t.Helper()
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			got, err := m.EvalModule(t.Context(), "/"+t.Name()+".js", "export default async () => {"+row.code+"\n}")
			if err != nil {
				t.Fatal(err)
			}
			if !sameJSON(string(got), row.want) {
				t.Errorf("got  %s\nwant %s", got, row.want)
			}
		})
	}
}

func sameJSON(a, b string) bool {
	if a == b {
		return true
	}
	var x, y any
	if json.Unmarshal([]byte(a), &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		return false
	}
	p, _ := json.Marshal(x)
	q, _ := json.Marshal(y)
	return string(p) == string(q)
}
