package web

import (
	"testing"

	"signalbox/engine/jsrt/vm"
)

// TestWebAssembly: memories, tables and globals work, code is refused by name.
// The messages are those of Node 20, but for the refusal.
func TestWebAssembly(t *testing.T) {
	m, err := vm.New([]*vm.Library{Library(Options{})}, vm.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	const no = "signalbox has no WebAssembly compiler: it runs JavaScript only"
	tests := []struct{ name, code, want string }{
		{"shared", `new WebAssembly.Memory({ shared: true, initial: 0, maximum: 0 }).buffer.constructor.name`, `"SharedArrayBuffer"`},
		{"pages", `new WebAssembly.Memory({ initial: 2 }).buffer.byteLength`, `131072`},
		{"grow", `[(m = new WebAssembly.Memory({ initial: 1 }), b = m.buffer, m.grow(1)), b.byteLength, m.buffer.byteLength, m.buffer === m.buffer]`, `[1,0,131072,true]`},
		{"too much", `new WebAssembly.Memory({ initial: 1, maximum: 1 }).grow(1)`, `"RangeError: WebAssembly.Memory.grow(): Maximum memory size exceeded"`},
		{"no descriptor", `new WebAssembly.Memory()`, `"TypeError: WebAssembly.Memory(): Argument 0 must be a memory descriptor"`},
		{"no initial", `new WebAssembly.Memory({})`, `"TypeError: WebAssembly.Memory(): Property 'initial' is required"`},
		{"shared without maximum", `new WebAssembly.Memory({ shared: true, initial: 1 })`, `"TypeError: WebAssembly.Memory(): If shared is true, maximum property should be defined."`},
		{"order", `new WebAssembly.Memory({ initial: 2, maximum: 1 })`, `"RangeError: WebAssembly.Memory(): Property 'maximum': value 1 is below the lower bound 2"`},
		{"table", `[(x = new WebAssembly.Table({ element: "anyfunc", initial: 2 })).get(0), x.grow(2), x.length]`, `[null,2,4]`},
		{"global", `[(g = new WebAssembly.Global({ value: "i32", mutable: true }, 5.7)).value, g.value = 7, g.valueOf()]`, `[5,7,7]`},
		{"validate", `WebAssembly.validate(new Uint8Array(3))`, `false`},
		{"tags", `[String(WebAssembly), String(new WebAssembly.Memory({ initial: 0 }))]`, `["[object WebAssembly]","[object WebAssembly.Memory]"]`},
		{"no bytes", `await WebAssembly.compile("x")`, `"TypeError: WebAssembly.compile(): Argument 0 must be a buffer source"`},
		{"module", `new WebAssembly.Module(new Uint8Array(8))`, `"CompileError: WebAssembly.Module(): ` + no + `"`},
		{"instantiate", `await WebAssembly.instantiate(new Uint8Array(8))`, `"CompileError: WebAssembly.instantiate(): ` + no + `"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := m.EvalModule(t.Context(), "/"+tt.name+".js", `let m, b, x, g;
				export default async () => { try { return `+tt.code+` } catch (e) { return e.name + ": " + e.message } }`)
			if err != nil || string(got) != tt.want {
				t.Errorf("got %s, %v, want %s", got, err, tt.want)
			}
		})
	}
}
