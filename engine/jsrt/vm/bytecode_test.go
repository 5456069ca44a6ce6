package vm_test

import (
	"slices"
	"testing"

	"signalbox/engine/jsrt/vm"
)

// A machine answers the same whether its libraries come from bytecode, from
// sources, or partly from each because some of them have changed.
func TestCompiledLibraries(t *testing.T) {
	code, err := vm.Compile([]*vm.Library{testLibrary()})
	if err != nil {
		t.Fatal(err)
	}
	changed := testLibrary()
	changed.Modules["node:echo"] = vm.Source{Name: "node:echo", Code: `export const twice = (v) => v + v + "!"`}
	torn := slices.Clone(code[:len(code)-7])
	tests := []struct {
		name string
		lib  *vm.Library
		code []byte
		want string
	}{
		{"bytecode", testLibrary(), code, `"aa"`},
		{"none", testLibrary(), nil, `"aa"`},
		{"another engine", testLibrary(), append([]byte{3, 'v', '1', '!'}, code...), `"aa"`},
		{"torn", testLibrary(), torn, `"aa"`},
		{"a changed source", changed, code, `"aa!"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := vm.New([]*vm.Library{tt.lib}, vm.Options{Compiled: vm.ReadCompiled(tt.code)})
			if err != nil {
				t.Fatal(err)
			}
			defer m.Close()
			got, err := m.EvalModule(t.Context(), "/x.js", `import { twice } from "node:echo"; export default twice("a")`)
			if err != nil || string(got) != tt.want {
				t.Errorf("got %s, %v, want %s", got, err, tt.want)
			}
		})
	}
}

func TestParts(t *testing.T) {
	lib := testLibrary()
	lib.Parts = []string{"late"}
	lib.Part = func(name string) (vm.Source, error) {
		return vm.Source{Name: "signalbox:test/" + name, Code: `(function (host, internal) { return host.echo(internal.twice("b")) })`}, nil
	}
	lib.Prelude = append(lib.Prelude, vm.Source{Name: "signalbox:test/two", Code: `(function (host, internal) { globalThis.part = (name) => internal.loadPart(name) })`})
	m, err := vm.New([]*vm.Library{lib}, vm.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	got, err := m.EvalModule(t.Context(), "/x.js", `let e; try { part("none") } catch (x) { e = x.message } export default [part("late"), e]`)
	if want := `["bb","vm: no library has a part none"]`; err != nil || string(got) != want {
		t.Errorf("got %s, %v, want %s", got, err, want)
	}
}
