package vm_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"signalbox/engine/jsrt/vm"
)

// testLibrary has an operation of each kind and a module over them.
func testLibrary() *vm.Library {
	return &vm.Library{
		Name: "test",
		Prelude: []vm.Source{{Name: "signalbox:test", Code: `(function (host, internal) {
			globalThis.echo = (v) => host.echo(v);
			globalThis.now = (name) => internal.importSync(name);
			internal.twice = (v) => v + v;
		})`}},
		Modules: map[string]vm.Source{
			"signalbox:test/inner": {Name: "signalbox:test/inner", Code: `export default 1`},
			"node:echo": {Name: "node:echo", Code: `import { host, internal } from "signalbox:internal";
				export const later = (v) => host.later(v);
				export const twice = internal.twice;
				export const fail = (name) => host.fail(name);`},
		},
		Ops: map[string]vm.Op{
			"echo": func(a []any) (any, error) { return a[0], nil },
			"fail": func(a []any) (any, error) { return nil, &vm.Error{Name: vm.Str(a, 0), Message: "no", Code: "E_NO"} },
		},
		AsyncOps: map[string]vm.AsyncOp{
			"later": func(_ context.Context, a []any) (any, error) {
				if vm.Str(a, 0) == "bad" {
					return nil, errors.New("bad indeed")
				}
				return a[0], nil
			},
		},
	}
}

func newMachine(t *testing.T, o vm.Options) *vm.Machine {
	t.Helper()
	m, err := vm.New([]*vm.Library{testLibrary()}, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return m
}

func TestEvalModule(t *testing.T) {
	tests := []struct{ name, code, want string }{
		{"value", `export default 1 + 1`, `2`},
		{"undefined", `export default undefined`, ``},
		{"function", `export default async () => ({ a: [1, "x"] })`, `{"a":[1,"x"]}`},
		{"bytes cross", `export default () => [...echo(new Uint8Array([1,2,255]))]`, `[1,2,255]`},
		{"subarray", `export default () => [...echo(new Uint8Array([1,2,3,4]).subarray(1,3))]`, `[2,3]`},
		{"empty bytes", `export default () => echo(new ArrayBuffer(0)).length`, `0`},
		{"data view", `export default () => [...echo(new DataView(new ArrayBuffer(2), 1))]`, `[0]`},
		{"object crosses", `export default () => echo({ a: { b: null } })`, `{"a":{"b":null}}`},
		{"big integer", `export default () => String(echo(2n ** 70n))`, `"1180591620717411303424"`},
		{"lone surrogate", `export default () => echo("a\ud800b").charCodeAt(1)`, `55296`},
		{"zero byte", `export default () => echo("a\0b").length`, `3`},
		{"async op", `import { later } from "node:echo"; export default () => later("hi")`, `"hi"`},
		{"async failure", `import { later } from "node:echo"; export default () => later("bad").catch((e) => e.message)`, `"bad indeed"`},
		{"error class", `import { fail } from "node:echo"; let r; try { fail("RangeError") } catch (e) { r = [e instanceof RangeError, e.message, e.code] } export default r`, `[true,"no","E_NO"]`},
		{"import at once", `export default () => [now("node:echo").twice("b"), now("node:echo") === now("node:echo")]`, `["bb",true]`},
		{"import meta", `export default import.meta.url`, `"/import meta.js"`},
		{"internal", `import { twice } from "node:echo"; export default twice("a")`, `"aa"`},
		{"timers in order", `export default () => new Promise((done) => { const log = [];
			setTimeout(() => { log.push("t2"); done(log) }, 5); setTimeout(() => log.push("t1"), 1);
			setImmediate(() => log.push("i")); queueMicrotask(() => log.push("m")); log.push("s") })`, `["s","m","i","t1","t2"]`},
		{"interval", `export default () => new Promise((done) => { let n = 0; const t = setInterval(() => { if (++n === 3) { clearInterval(t); done(n) } }, 1) })`, `3`},
		{"cleared", `export default () => new Promise((done) => { const t = setTimeout(() => done("wrong"), 1); clearTimeout(+t); setTimeout(() => done("right"), 3) })`, `"right"`},
	}
	m := newMachine(t, vm.Options{})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := m.EvalModule(t.Context(), "/"+tt.name+".js", tt.code)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestEvalModuleErrors(t *testing.T) {
	m := newMachine(t, vm.Options{})
	tests := []struct{ name, code, want string }{
		{"throw", `throw new TypeError("x is wrong")`, "TypeError: x is wrong"},
		{"rejection", `export default Promise.reject(new RangeError("far"))`, "RangeError: far"},
		{"syntax", `let let = 1`, "SyntaxError"},
		{"private specifier", `import { host } from "signalbox:internal"`, "Cannot find module 'signalbox:internal'"},
		{"library internals", `import "signalbox:test/inner"`, "Cannot find module 'signalbox:test/inner'"},
		{"import at once, unknown", `now("node:nothing")`, "Cannot find module 'node:nothing'"},
		{"no leak", `export default __signalbox`, "ReferenceError"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := m.EvalModule(t.Context(), "/"+tt.name+".js", tt.code)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestUnhandledRejectionIsReported(t *testing.T) {
	reports := make(chan string, 4)
	m := newMachine(t, vm.Options{Report: func(kind, text string) { reports <- kind + " " + text }})
	if _, err := m.EvalModule(t.Context(), "/r.js", `
		const handled = Promise.reject(new Error("seen")); handled.catch(() => {});
		Promise.reject(new Error("lost")); export default 1`); err != nil {
		t.Fatal(err)
	}
	if got := <-reports; !strings.HasPrefix(got, "rejection Error: lost") {
		t.Errorf("got %q", got)
	}
}

// TestTurnStopsLoops: code that keeps the loop is stopped by an exception, and
// the machine lives on.
func TestTurnStopsLoops(t *testing.T) {
	tests := []struct{ name, code, want string }{
		{"loop", `export default () => { hurry(); for (;;) {} }`, "interrupted"},
		{"loop in try", `export default () => { hurry(); for (;;) { try { for (;;) {} } catch {} } }`, "interrupted"},
		{"recursion", `export default () => { const f = () => f() + 1; f() }`, "stack overflow"},
		{"regular expression", `export default () => { hurry(); return /^(a+)+$/.test("a".repeat(40) + "b") }`, "interrupted"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := stopLoop(t, tt.code)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want %q", err, tt.want)
			}
			got, err := m.EvalModule(t.Context(), "/after.js", `export default 1`)
			if err != nil || string(got) != "1" {
				t.Errorf("afterwards: %s, %v", got, err)
			}
		})
	}
}

// TestTurnStopsChains: of a chain of microtasks or ticks it depends on where the
// watchdog finds it how it ends: before a link has put the next one on the queue,
// which breaks the chain, behind that, or between two, where nothing can be
// thrown. Then the machine is given up. In each case it says that it was
// interrupted, or that it is closed.
func TestTurnStopsChains(t *testing.T) {
	tests := []struct{ name, code string }{
		{"microtasks", `export default () => { hurry(); const f = () => Promise.resolve().then(f); return f() }`},
		{"ticks", `import { tick } from "node:tick"; export default () => { hurry(); const f = () => tick(f); f(); return new Promise(() => {}) }`},
		{"async loops", `export default async () => { hurry(); const f = async () => { for (;;) {} }; for (;;) await f().catch(() => {}) }`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := stopLoop(t, tt.code)
			if err == nil {
				t.Fatal("the chain has ended by itself")
			}
			interrupted := false
			err = m.Do(t.Context(), func() { interrupted = m.Interrupted() })
			if closed := errors.Is(err, vm.ErrClosed); !closed && (err != nil || !interrupted) {
				t.Errorf("afterwards: %v; interrupted is %v", err, interrupted)
			}
		})
	}
}

// stopLoop evaluates code that never ends, and gives back what ended it: the
// evaluation's error, or the one that a tick threw. The code calls hurry() when
// its time is to run; nothing else on the machine is limited.
func stopLoop(t *testing.T, code string) (*vm.Machine, error) {
	t.Helper()
	var m *vm.Machine
	lib := &vm.Library{Name: "tick", Modules: map[string]vm.Source{"node:tick": {Name: "node:tick",
		Code: `import { internal } from "signalbox:internal"; export const tick = internal.nextTick`}},
		Prelude: []vm.Source{{Name: "signalbox:hurry", Code: `(function (host) { globalThis.hurry = host.hurry })`}},
		Ops: map[string]vm.Op{"hurry": func([]any) (any, error) {
			m.Limit(30 * time.Millisecond)
			return nil, nil
		}}}
	ctx, cancel := context.WithCancelCause(t.Context())
	m, err := vm.New([]*vm.Library{lib}, vm.Options{
		Report: func(_, text string) {
			if strings.Contains(text, "interrupted") {
				cancel(errors.New(text))
			}
		}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	_, err = m.EvalModule(ctx, "/loop.js", code)
	if errors.Is(err, context.Canceled) {
		err = context.Cause(ctx)
	}
	return m, err
}

// TestOverranIsOfTheTask: whatever an interrupted task throws can be told from
// the faults of the next one.
func TestOverranIsOfTheTask(t *testing.T) {
	m, err := stopLoop(t, `export default () => { hurry(); try { for (;;) {} } finally { throw new TypeError("not a function") } }`)
	if err == nil {
		t.Fatal("the loop has ended by itself")
	}
	var later bool
	if err := m.Do(t.Context(), func() { later = m.Overran() }); err != nil || later {
		t.Errorf("the next task counts as interrupted: %v %v", later, err)
	}
}

func TestLibrariesCloseWithTheirMachine(t *testing.T) {
	closed := 0
	m, err := vm.New([]*vm.Library{{Name: "a", Close: func() { closed++ }}, {Name: "b"}}, vm.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if closed != 0 {
		t.Error("closed before the machine")
	}
	m.Close()
	m.Close()
	if closed != 1 {
		t.Errorf("closed %d times", closed)
	}
}
