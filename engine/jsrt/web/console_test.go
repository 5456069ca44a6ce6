package web

import (
	"strings"
	"testing"

	"signalbox/engine/jsrt/node"
	"signalbox/engine/jsrt/vm"
)

// TestConsoleWords holds console.log to what Node 20 printed for the same code.
func TestConsoleWords(t *testing.T) {
	var lines []string
	lib := Library(Options{Console: func(level, text string) { lines = append(lines, level+": "+text) }})
	m, err := vm.New([]*vm.Library{lib, node.Library(node.Options{})}, vm.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	tests := []struct{ name, code, want string }{
		{"text", `console.log('a', 1, true)`, `log: a 1 true`},
		{"directives", `console.warn('%s is %d%%', 'x', 5, {a: 1})`, `warn: x is 5% { a: 1 }`},
		{"headers", `console.log(new Headers({A: 'b'}))`, `log: Headers { A: 'b' }`},
		{"params", `console.log(new URLSearchParams('a=b&c=d'))`, `log: URLSearchParams { 'a' => 'b', 'c' => 'd' }`},
		{"blob", `console.log(new Blob(['x']))`, `log: Blob { size: 1, type: '' }`},
		{"signal", `console.log(new AbortController())`, `log: AbortController { signal: AbortSignal { aborted: false } }`},
		{"stream", `console.log(new ReadableStream())`, `log: ReadableStream { locked: false, state: 'readable', supportsBYOB: false }`},
		{"response", `console.log(new Response('x'))`, `log: Response {
  status: 200,
  statusText: '',
  headers: Headers { 'content-type': 'text/plain;charset=UTF-8' },
  body: ReadableStream { locked: false, state: 'readable', supportsBYOB: true },
  bodyUsed: false,
  ok: true,
  redirected: false,
  type: 'default',
  url: ''
}`},
		{"group", `console.group('g'); console.log('in'); console.groupEnd(); console.log('out')`, "log: g\nlog:   in\nlog: out"},
		{"count", `console.count(); console.count('x'); console.count()`, "log: default: 1\nlog: x: 1\nlog: default: 2"},
		{"assert", `console.assert(true, 'no'); console.assert(false, 'yes %s', 1)`, "warn: Assertion failed: yes 1"},
		{"table", `console.table([{a: 1, b: 'x'}, {a: 2}])`, `log: ┌─────────┬───┬─────┐
│ (index) │ a │  b  │
├─────────┼───┼─────┤
│    0    │ 1 │ 'x' │
│    1    │ 2 │     │
└─────────┴───┴─────┘`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lines = nil
			if _, err := m.EvalModule(t.Context(), "/"+t.Name()+".js", tt.code); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(lines, "\n"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
