package jsrt_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"signalbox/engine/jsrt"
	"signalbox/engine/trace"
)

// hostility is a handler with what ends it: a limit or "error", or one of several
// where it depends on how busy the machine is; "" where it only must not hurt.
type hostility struct{ name, code, ending string }

// time is how long the handler may take: a moment where only that ends it, and
// as long as it wants where something else has to.
func (h hostility) time() time.Duration {
	if h.ending == "" || h.ending == "time" || strings.HasPrefix(h.ending, "time|") {
		return 250 * time.Millisecond
	}
	return time.Minute
}

// hostile are handlers that try to hold, fill or break the server. Each answers
// something within the limits, and the same runtime then serves a good request.
var hostile = []hostility{
	{"loop", `export function GET() { for (;;) {} }`, "time"},
	{"loop in try and finally", `export function GET() { for (;;) { try { for (;;) {} } catch {} finally { for (;;) {} } } }`, "time"},
	{"async loop", `export async function GET() { for (;;) await null }`, "time"},
	{"microtasks", `export async function GET() { const f = () => Promise.resolve().then(f); await f() }`, "time"},
	{"queueMicrotask", `export async function GET() { const f = () => queueMicrotask(f); f(); await new Promise(() => {}) }`, "time"},
	{"async spawns", `export async function GET() { const f = async () => { for (;;) {} }; for (;;) { try { await f() } catch {} } }`, "time"},
	{"never", `export async function GET() { await new Promise(() => {}) }`, "time"},
	{"loop at load", `for (;;) {}; export function GET() {}`, "time"},
	{"await at load", `await new Promise(() => {}); export function GET() {}`, "time"},
	{"recursion", `export function GET() { const f = (n) => f(n + 1) + 1; return new Response(String(f(0))) }`, "stack"},
	{"recursion through getters", `export function GET() { const o = { get a() { return this.a } }; return new Response(o.a) }`, "stack"},
	{"recursion through JSON", `export function GET() { let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; return new Response(JSON.stringify(o)) }`, "stack"},
	{"deep JSON", `export function GET() { return Response.json(JSON.parse('['.repeat(1e6) + ']'.repeat(1e6))) }`, "stack"},
	{"regular expression", `export function GET() { return new Response(String(/^(a+)+$/.test('a'.repeat(50) + 'b'))) }`, "time"},
	{"regular expression replace", `export function GET() { return new Response('a'.repeat(40).replace(/(a|a)*b/g, 'x')) }`, "time"},
	{"native join", `export function GET() { const a = []; a.length = 2 ** 32 - 1; return new Response(a.join('x')) }`, "time|memory"},
	{"native indexOf", `export function GET() { return new Response(String(Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1))) }`, "time"},
	{"native sort", `export function GET() { return new Response(String(Array.from({ length: 1e7 }, () => Math.random()).sort().length)) }`, "time|memory"},
	{"big string", `export function GET() { let s = 'x'; for (;;) s += s; }`, "error|memory"},
	{"big string in parts", `export function GET() { const a = []; for (;;) a.push('x'.repeat(1e6) + a.length) }`, "memory"},
	{"big array", `export function GET() { const a = []; for (;;) a.push({}) }`, "memory"},
	{"big fill", `export function GET() { return new Response(String(new Array(2 ** 31).fill(1).length)) }`, "time|memory"},
	{"big integer", `export function GET() { let n = 3n; for (;;) n = n * n }`, "time|memory|error"},
	{"array buffers", `export function GET() { const a = []; for (;;) { const b = new Uint8Array(5e7); b.fill(1); a.push(b) } }`, "memory"},
	{"endless body", `export function GET() { return new Response(new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(65536)) } })) }`, "response"},
	{"endless chunk loop", `export function GET() { return new Response(new ReadableStream({ start(c) { for (;;) c.enqueue(new Uint8Array(65536)) } })) }`, "memory|response"},
	{"big body", `export function GET() { return new Response('x'.repeat(2 ** 24)) }`, "response"},
	{"endless headers", `export function GET() { const h = new Headers(); for (let i = 0; ; i++) h.append('x-' + i, 'v'.repeat(1000)) }`, "headers"},
	{"many timers", `export async function GET() { for (let i = 0; i < 1e6; i++) setTimeout(() => {}, 1e6); return new Response() }`, "timers"},
	{"timers that stay", `export async function GET() { try { for (;;) setTimeout(() => {}, 1e6) } catch {} return new Response('ok') }`, ""},
	{"big header", `export function GET() { return new Response('x', { headers: { 'x-big': 'y'.repeat(5e6) } }) }`, "headers"},
	{"headers longer than a client takes", `export function GET() { return new Response('x', { headers: { 'x-big': 'y'.repeat(3e5) } }) }`, "headers"},
	{"timer storm", `export function GET() { const f = () => { setTimeout(f, 0); setTimeout(f, 0) }; f(); return new Response('ok') }`, ""},
	{"console flood", `export function GET() { for (let i = 0; i < 1e5; i++) console.log('x'.repeat(100)); return new Response('ok') }`, ""},
	{"prototype pollution", `export function GET() { Object.prototype.toString = () => { throw 1 }; Object.prototype.status = 999; Object.prototype.then = function (f) { f(1) }; Array.prototype.push = Array.prototype.join = Array.prototype.map = () => { throw 2 }; Promise.prototype.then = () => { throw 3 }; JSON.stringify = () => { throw 4 }; globalThis.Response = null; return null }`, ""},
	{"throwing getters", `export function GET() { const e = new Error('x'); Object.defineProperty(e, 'message', { get() { throw e } }); Object.defineProperty(e, 'stack', { get() { for (;;) {} } }); throw e }`, ""},
	{"thrown proxy", `export function GET() { throw new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 } }) }`, ""},
	{"thrown null", `export function GET() { throw null }`, ""},
	{"unhandled rejections", `export function GET() { for (let i = 0; i < 1e4; i++) Promise.reject(new Error('r' + i)); return new Response('ok') }`, ""},
	{"exit", `export function GET() { process.exit(1) }`, ""},
	{"internal modules", `export async function GET() { const out = []; for (const m of ['signalbox:internal', 'signalbox:vm', 'signalbox:runtime', 'std', 'os', 'qjs:std', '/etc/passwd', '../../../../etc/passwd']) { try { await import(/* @vite-ignore */ m); out.push(m) } catch {} } return Response.json(out) }`, ""},
	{"late loop", `export function GET() { setTimeout(() => { for (;;) {} }, 1); return new Response('ok') }`, ""},
	{"generator forever", `export async function GET() { async function* g() { for (;;) yield 1 } for await (const x of g()); }`, "time"},
	{"weak references", `export function GET() { const r = new FinalizationRegistry(() => { for (;;) {} }); for (let i = 0; i < 1e4; i++) r.register({}, i); return new Response('ok') }`, ""},
	{"stream error that does not end", `export function GET() { return new Response(new ReadableStream({ start(c) { c.error({ get message() { for (;;) {} } }) } })) }`, ""},
	{"thenable that never settles", `export function GET() { return { then() {} } }`, "time"},
	{"thenable without end", `export function GET() { const f = () => ({ then(r) { r(f()) } }); return f() }`, "time"},
	{"then on every object", `export function GET() { Object.prototype.then = function () { for (;;) {} }; return new Response('x') }`, ""},
	{"species", `export async function GET() { Object.defineProperty(Promise, Symbol.species, { get() { return function (f) { f(() => {}, () => {}) } } }); await Promise.resolve(1); return new Response('x') }`, ""},
	{"response behind a proxy", `export function GET() { return new Proxy(new Response('x'), { get(t, k) { if (k === 'then') return; for (;;) {} } }) }`, "time"},
	{"headers without end", `export function GET() { return new Response('x', { headers: { *[Symbol.iterator]() { for (;;) yield ['a', 'b'] } } }) }`, "time|headers"},
	{"keys without end", `export function GET() { return new Response('x', { headers: new Proxy({}, { ownKeys() { for (;;) {} } }) }) }`, "time"},
	{"finally that does not end", `export function GET() { function* g() { try { yield 1 } finally { for (;;) {} } } for (const x of g()) break; return new Response('x') }`, "time"},
	{"comparator that does not end", `export function GET() { [3, 1, 2].sort(() => { for (;;) {} }); return new Response('x') }`, "time"},
	{"reviver that does not end", `export function GET() { return Response.json(JSON.parse('[1]', () => { for (;;) {} })) }`, "time"},
	{"clone that does not end", `export function GET() { structuredClone({ get a() { for (;;) {} } }); return new Response('x') }`, "time"},
	{"deep clone", `export function GET() { let o = {}; for (let i = 0; i < 2e5; i++) o = { o }; structuredClone(o); return new Response('x') }`, "stack"},
	{"deep array as text", `export function GET() { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return new Response(String(a)) }`, "stack"},
	{"string of half a gigabyte", `export function GET() { return new Response(String('x'.repeat(2 ** 29).length)) }`, "memory"},
	{"growing buffer", `export function GET() { const b = new ArrayBuffer(8, { maxByteLength: 2 ** 30 }); b.resize(2 ** 29); return new Response(new Uint8Array(b)) }`, "memory"},
	{"detached buffer", `export function GET() { const b = new ArrayBuffer(8), u = new Uint8Array(b); structuredClone(b, { transfer: [b] }); return new Response(u) }`, ""},
	{"stack hook", `export function GET() { Error.prepareStackTrace = () => { for (;;) {} }; throw new Error('x') }`, ""},
	{"message that does not end", `export function GET() { const e = new Error('x'); e.message = { toString() { for (;;) {} } }; throw e }`, "time"},
	{"message of a hundred megabytes", `export function GET() { throw new Error('x'.repeat(1e7)) }`, "error|memory"},
	{"ticks without end", `export function GET() { const f = () => process.nextTick(f); f(); return new Response('x') }`, ""},
	{"immediates without end", `export function GET() { const f = () => setImmediate(f); f(); return new Response('x') }`, ""},
	{"delay that does not end", `export function GET() { setTimeout(() => {}, { valueOf() { for (;;) {} } }); return new Response('x') }`, "time"},
	{"printed proxy", `export function GET() { console.log({ [Symbol.for('nodejs.util.inspect.custom')]() { for (;;) {} } }); return new Response('x') }`, "time"},
	{"everything frozen", `export function GET() { for (const o of [Object, Array, Promise, Function]) Object.freeze(o.prototype); return new Response('x') }`, ""},
	{"setter of an index", `export function GET() { Object.defineProperty(Array.prototype, '0', { set() { for (;;) {} }, get() { for (;;) {} }, configurable: true }); return Response.json([1]) }`, ""},
	{"event that calls itself", `export async function GET() { const { EventEmitter } = await import('node:events'); const e = new EventEmitter(); e.on('a', () => e.emit('a')); e.emit('a'); return new Response('x') }`, "stack"},
	{"redirect that does not end", `export async function GET() { const { redirect } = await import('next/navigation'); redirect({ toString() { for (;;) {} } }) }`, "time"},
	{"after without end", `export async function GET() { const { after } = await import('next/server'); after(() => { for (;;) {} }); return new Response('x') }`, ""},
	{"afters without end", `export async function GET() { const { after } = await import('next/server'); const f = () => after(async () => { await null; f() }); f(); return new Response('x') }`, ""},
	{"shared memory wait", `export function GET() { const a = new Int32Array(new SharedArrayBuffer(8)); return new Response(Atomics.wait(a, 0, 0, Infinity)) }`, "error"},
}

func TestHostileHandlers(t *testing.T) {
	limits := jsrt.Limits{CallTime: time.Minute, Hold: 300 * time.Millisecond, Memory: 64 << 20, Response: 8 << 20}
	for _, tt := range hostile {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t, jsrt.StartChild, jsrt.Options{Limits: limits}, map[string]string{
				"app/x/route.ts":    tt.code,
				"app/good/route.ts": `export async function GET() { await null; return Response.json({ good: true }) }`,
			})
			got := a.requestFor(tt.time(), "GET", "app/x/route.ts", "")
			if got := endingOf(got); tt.ending != "" && !slices.Contains(strings.Split(tt.ending, "|"), got) {
				t.Errorf("it ended by %q, want %s", got, tt.ending)
			}
			healthy(t, a, tt.name)
		})
	}
}

// endingOf names what ended a call: a limit, "error" for an exception, "" for
// nothing.
func endingOf(got *answer) string {
	if got.err != nil { // of the body
		_, text, _ := strings.Cut(got.err.Error(), "(limit: ")
		return strings.TrimSuffix(text, ")")
	}
	if got.thrown == nil {
		return ""
	}
	return cmp.Or(got.thrown.Limit, "error")
}

// healthy asks for a good answer. The machine may have to be replaced first,
// which costs at most the calls that are in flight.
func healthy(t *testing.T, a *app, after string) {
	t.Helper()
	var last string
	for range 4 {
		got := a.request("GET", "app/good/route.ts", "")
		if got.body == `{"good":true}` {
			return
		}
		last = fmt.Sprintf("status %d, %.200s, %+v, %v", got.status, got.body, got.thrown, got.err)
	}
	t.Errorf("after %s the runtime does not answer: %s", after, strings.ToValidUTF8(last, "?"))
}

func TestAFreshMachineIsSetUpAgain(t *testing.T) {
	a := newApp(t, jsrt.StartChild, jsrt.Options{Limits: jsrt.Limits{CallTime: time.Minute}}, map[string]string{
		"app/ins.ts":        `export async function register() { await null; (globalThis as any).ready = 'yes' }`,
		"app/x/route.ts":    `export async function GET() { Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1); return new Response() }`,
		"app/good/route.ts": `export async function GET() { return new Response((globalThis as any).ready) }`,
	})
	if got := a.call(&jsrt.Call{ID: 1, Action: jsrt.ActInstrument, File: "app/ins.ts"}); got.thrown != nil {
		t.Fatal(got.thrown)
	}
	if got := a.requestFor(300*time.Millisecond, "GET", "app/x/route.ts", ""); got.thrown == nil || got.thrown.Limit != "time" {
		t.Errorf("the loop: %+v", got)
	}
	if got := a.request("GET", "app/good/route.ts", ""); got.body != "yes" {
		t.Errorf("after it: %q %+v", got.body, got.thrown)
	}
}

// Code that computes without end keeps no other call waiting that has not begun:
// those behind it are answered by a fresh machine long before its time is up.
func TestOthersDoNotWaitForALoop(t *testing.T) {
	for _, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t, v.start, jsrt.Options{Limits: jsrt.Limits{CallTime: time.Minute, Hold: 300 * time.Millisecond}}, map[string]string{
				"app/x/route.ts":    `export function GET() { for (;;) {} }`,
				"app/good/route.ts": `export async function POST(r: Request) { return new Response('good ' + r.method) }`,
			})
			a.request("POST", "app/good/route.ts", "warm")
			loop, others := make(chan *answer, 1), make(chan *answer, 8)
			go func() { loop <- a.request("GET", "app/x/route.ts", "") }()
			for range cap(others) {
				go func() { others <- a.request("POST", "app/good/route.ts", "body") }()
			}
			for range cap(others) {
				select {
				case got := <-others:
					if got.body != "good POST" {
						t.Errorf("behind the loop: %q %+v", got.body, got.thrown)
					}
				case <-loop:
					t.Fatal("the loop ended before the others were answered")
				}
			}
			a.rt.Close()
			if got := <-loop; got.thrown == nil || got.thrown.Limit == "" {
				t.Errorf("the loop: %+v", got)
			}
		})
	}
}

// What a call has spoilt for the others is put right before anybody notices: the
// next request runs on a fresh machine.
func TestTheNextRequestSeesNoDamage(t *testing.T) {
	tests := []struct{ name, code string }{
		{"built-ins changed, answered", `export async function GET() { Promise.prototype.then = () => { throw new Error('evil') }; Array.prototype.push = Array.prototype.join = () => { throw 1 }; return new Response('done') }`},
		{"built-ins changed, thrown", `export async function GET() { (Object.prototype as any).polluted = 'yes'; JSON.stringify = () => { throw 1 }; Array.prototype.map = () => { throw 2 }; throw new Error('x') }`},
		{"maps changed", `export async function GET() { Map.prototype.get = Map.prototype.set = () => { throw 2 }; return new Response('done') }`},
		{"weak maps changed", `export async function GET() { WeakMap.prototype.get = WeakMap.prototype.set = () => { throw 1 }; return new Response('done') }`},
		{"texts and patterns changed", `export async function GET() { String.prototype.split = String.prototype.toLowerCase = () => { throw 1 }; RegExp.prototype.exec = RegExp.prototype.test = () => { throw 2 }; return new Response('x', { headers: { a: 'b' } }) }`},
		{"a global that throws", `export async function GET() { Object.defineProperty(globalThis, 'Object', { get() { throw new Error('g') }, configurable: true }); Object.defineProperty(globalThis, 'Response', { get() { throw 1 }, configurable: true }); return {} }`},
		{"globals deleted", `export async function GET() { for (const k of Object.getOwnPropertyNames(globalThis)) { try { delete (globalThis as any)[k] } catch {} } return null }`},
		{"functions changed", `export async function GET() { Function.prototype.call = Function.prototype.apply = Function.prototype.bind = Function.prototype.toString = () => { throw 1 }; return new Response('done') }`},
		{"Response taken away", `export async function GET() { (globalThis as any).Response = null; Array.prototype.join = () => { throw 1 }; return {} }`},
		{"timers left open", `export async function GET() { try { for (;;) setTimeout(() => {}, 1e6) } catch {} return new Response('done') }`},
	}
	for _, tt := range tests {
		for _, v := range variants {
			t.Run(tt.name+"/"+v.name, func(t *testing.T) {
				t.Parallel()
				a := newApp(t, v.start, jsrt.Options{}, map[string]string{
					"app/x/route.ts":    tt.code,
					"app/good/route.ts": `export async function GET() { await new Promise((r) => setTimeout(r, 1)); return Response.json([1, 2].map((n) => n + 1)) }`,
				})
				a.request("GET", "app/x/route.ts", "")
				if got := a.request("GET", "app/good/route.ts", ""); got.body != "[2,3]" {
					t.Errorf("the next request: status %d, %q, %+v", got.status, got.body, got.thrown)
				}
			})
		}
	}
}

// After the limit a console line costs next to nothing, and a long one is cut.
func TestConsoleIsBounded(t *testing.T) {
	a := newApp(t, jsrt.Start, jsrt.Options{Limits: jsrt.Limits{Console: 3}}, map[string]string{
		"app/x/route.ts": `export function GET() { let formatted = 0; const o = { get a() { formatted++; return 1 } };
			console.log('x'.repeat(50_000)); for (let i = 0; i < 1000; i++) console.log(o); return Response.json(formatted) }`,
	})
	if got := a.request("GET", "app/x/route.ts", ""); got.body != "0" && len(got.body) > 1 {
		t.Errorf("%s lines were formatted", got.body)
	}
	var lines, limited int
	for _, e := range a.host.events() {
		switch e := e.(type) {
		case trace.Console:
			lines++
			if len(e.Text) > 11_000 {
				t.Errorf("a line of %d bytes came through", len(e.Text))
			}
		case trace.Limited:
			limited++
		}
	}
	if lines != 3 || limited != 1 {
		t.Errorf("%d lines and %d notes of the limit, want 3 and 1", lines, limited)
	}
}
