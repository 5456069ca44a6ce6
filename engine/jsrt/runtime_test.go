package jsrt_test

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"signalbox/engine/bundle"
	"signalbox/engine/jsrt"
	"signalbox/engine/trace"
)

// testHost sees a tree in memory and keeps the events.
type testHost struct {
	tree  fs.FS
	root  string
	mu    sync.Mutex
	seen  []trace.Event
	cache map[string]string
}

func (h *testHost) Emit(_ uint64, e trace.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seen = append(h.seen, e)
}

func (h *testHost) events() []trace.Event {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]trace.Event(nil), h.seen...)
}

func (h *testHost) local(name string) (string, error) {
	rel, ok := strings.CutPrefix(path.Clean(name), h.root+"/")
	if !ok {
		return "", fs.ErrPermission
	}
	return rel, nil
}

func (h *testHost) ReadFile(name string) ([]byte, error) {
	rel, err := h.local(name)
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(h.tree, rel)
}

func (h *testHost) Stat(name string) (jsrt.FileInfo, error) {
	rel, err := h.local(name)
	if err != nil {
		return jsrt.FileInfo{}, err
	}
	info, err := fs.Stat(h.tree, rel)
	if err != nil {
		return jsrt.FileInfo{}, err
	}
	return jsrt.FileInfo{Name: info.Name(), Size: info.Size(), Dir: info.IsDir()}, nil
}

func (h *testHost) ReadDir(string) ([]jsrt.FileInfo, error) { return nil, fs.ErrNotExist }
func (h *testHost) RealPath(name string) (string, error)    { return name, nil }
func (h *testHost) Now() time.Time                          { return time.Now() }
func (h *testHost) AllowFetch(context.Context, uint64, string) error {
	return fmt.Errorf("no network in tests")
}

func (h *testHost) Cache(_ context.Context, _ uint64, op string, in []byte) ([]byte, error) {
	switch op {
	case "get":
		return []byte(`{"hit":false,"reason":"nothing is kept"}`), nil
	case "cacheLife":
		return []byte(`{"stale":300,"revalidate":60,"expire":3600}`), nil
	}
	return []byte(`{"hits":0,"warn":[]}`), nil
}

// app is a tree with its running machine.
type app struct {
	t    testing.TB
	rt   jsrt.Runtime
	host *testHost
	next uint64
}

type startFunc func(context.Context, *jsrt.Program, jsrt.Host, jsrt.Options) (jsrt.Runtime, error)

// newApp bundles files of a route each ("app/NAME/route.ts") and starts them.
func newApp(t testing.TB, start startFunc, o jsrt.Options, files map[string]string) *app {
	t.Helper()
	tree := fstest.MapFS{}
	var entries []string
	for name, code := range files {
		tree[name] = &fstest.MapFile{Data: []byte(code)}
		if strings.HasPrefix(name, "app/") || strings.HasPrefix(name, "proxy.") {
			entries = append(entries, name)
		}
	}
	b := bundle.New(bundle.Options{Env: map[string]string{"SECRET": "s"}})
	t.Cleanup(b.Close)
	p, err := b.Build(t.Context(), tree, "/virtual-project", entries)
	if err != nil {
		t.Fatal(err)
	}
	for name, fault := range p.Faults {
		t.Fatalf("%s: %v", name, fault.Diagnostics)
	}
	a := &app{t: t, host: &testHost{tree: tree, root: "/virtual-project"}}
	a.rt, err = start(context.Background(), p, a.host, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.rt.Close() })
	return a
}

// answer is a response, read to its end.
type answer struct {
	status int
	header []jsrt.Header
	body   string
	thrown *jsrt.Thrown
	result *jsrt.Result
	err    error
}

func (a *answer) get(name string) string {
	var out []string
	for _, h := range a.header {
		if strings.EqualFold(h.Name, name) {
			out = append(out, h.Value)
		}
	}
	return strings.Join(out, " | ")
}

func (a *app) call(c *jsrt.Call) *answer {
	res, err := a.rt.Do(context.Background(), c)
	if err != nil {
		return &answer{err: err}
	}
	out := &answer{thrown: res.Thrown, result: res}
	if res.Response != nil {
		out.status, out.header = res.Response.Status, res.Response.Header
		body, err := io.ReadAll(res.Response.Body)
		res.Response.Body.Close()
		out.body, out.err = string(body), err
	}
	return out
}

var callNumber struct {
	sync.Mutex
	n uint64
}

// request runs METHOD of app/NAME/route.ts.
func (a *app) request(method, file, body string, header ...jsrt.Header) *answer {
	return a.requestFor(0, method, file, body, header...)
}

// requestFor is request for a call that may take so long.
func (a *app) requestFor(patience time.Duration, method, file, body string, header ...jsrt.Header) *answer {
	callNumber.Lock()
	callNumber.n++
	id := callNumber.n
	callNumber.Unlock()
	r := &jsrt.Request{Method: method, URL: "http://localhost:3000/" + strings.TrimSuffix(strings.TrimPrefix(file, "app/"), "/route.ts") + "?q=1", Header: header}
	if body != "" {
		r.Body = strings.NewReader(body)
	}
	return a.call(&jsrt.Call{ID: id, Action: jsrt.ActHandler, File: file, Export: method, Request: r, Time: patience, Mode: jsrt.Mode{Dynamic: "auto", Version: "16", RoutePath: "/x", DraftModeID: "draft-id"}})
}

// one is newApp for a single GET handler's file.
func one(t testing.TB, start startFunc, code string) (*app, string) {
	return newApp(t, start, jsrt.Options{}, map[string]string{"app/x/route.ts": code}), "app/x/route.ts"
}

func TestMain(m *testing.M) {
	if jsrt.IsWorker() {
		jsrt.ServeWorker()
		return
	}
	os.Exit(m.Run())
}

func TestHandlers(t *testing.T) {
	tests := []struct {
		name, code   string
		method, body string
		header       []jsrt.Header
		status       int
		want         string
		headers      map[string]string
	}{
		{name: "json", code: `export function GET() { return Response.json({ ok: true }) }`, status: 200, want: `{"ok":true}`, headers: map[string]string{"content-type": "application/json"}},
		{name: "async", code: `export async function GET() { await new Promise((r) => setTimeout(r, 1)); return new Response('late') }`, status: 200, want: "late"},
		{name: "body", code: `export async function POST(r: Request) { const v = await r.json(); return Response.json({ got: v.a }) }`, method: "POST", body: `{"a":7}`, status: 200, want: `{"got":7}`},
		{name: "next request", code: `export async function GET(r: any) { return Response.json([r.nextUrl.pathname, r.nextUrl.searchParams.get('q'), r.cookies.get('a')?.value, r instanceof Request]) }`,
			header: []jsrt.Header{{Name: "cookie", Value: "a=1"}}, status: 200, want: `["/x","1","1",true]`},
		{name: "next response", code: `import { NextResponse } from 'next/server'; export function GET() { const r = NextResponse.json({ a: 1 }, { status: 201 }); r.cookies.set('c', 'v'); return r }`,
			status: 201, want: `{"a":1}`, headers: map[string]string{"set-cookie": "c=v; Path=/"}},
		{name: "cookies", code: `import { cookies } from 'next/headers'; export async function GET() { const c = await cookies(); c.set('s', 'x y', { httpOnly: true }); return new Response(c.get('a')?.value) }`,
			header: []jsrt.Header{{Name: "cookie", Value: "a=1"}}, status: 200, want: "1", headers: map[string]string{"set-cookie": "s=x%20y; Path=/; HttpOnly"}},
		{name: "headers", code: `import { headers } from 'next/headers'; export async function GET() { const h = await headers(); try { (h as any).set('a', 'b') } catch (e: any) { return new Response(h.get('x-a') + e.message) } }`,
			header: []jsrt.Header{{Name: "X-A", Value: "1"}}, status: 200, want: "1Headers cannot be modified. Read more: https://nextjs.org/docs/app/api-reference/functions/headers"},
		{name: "stream", code: `export function GET() { let n = 0; return new Response(new ReadableStream({ async pull(c) { await new Promise((r) => setTimeout(r, 1)); if (n++ === 3) c.close(); else c.enqueue(new TextEncoder().encode('part' + n)) } })) }`,
			status: 200, want: "part1part2part3"},
		{name: "node modules", code: `import path from 'node:path'; import { createHash } from 'crypto'; export function GET() { return new Response(path.join('/a', '../b') + createHash('sha256').update('x').digest('hex').slice(0, 8) + process.env.SECRET) }`, status: 200, want: "/b2d711642s"},
		{name: "draft", code: `import { draftMode } from 'next/headers'; export async function GET() { const d = await draftMode(); d.enable(); return Response.json(d.isEnabled) }`, status: 200, want: "true",
			headers: map[string]string{"set-cookie": "__prerender_bypass=draft-id; Path=/; Secure; HttpOnly; SameSite=none"}},
		{name: "messages of V8", code: "const o: any = {}, q: any = { r: {} };\nlet und: any;\nexport async function GET() {\n  const out: string[] = [];\n  for (const f of [() => o.foo.bar, () => und.x, () => { und.x = 1 }, () => o.foo(), () => q.r.s(1), () => new Array(-1), () => (globalThis as any).nope.x, () => [].reduce((a) => a), () => { new Date(NaN).toISOString() }, () => new o.K()]) {\n    try { f() } catch (e: any) { out.push(e.message) }\n  }\n  await Promise.reject(null).catch(() => o.a.b).catch((e) => out.push(e.message));\n  try { await (async () => und.deep)() } catch ({ message }: any) { out.push(message) }\n  return Response.json(out)\n}",
			status: 200, want: `["Cannot read properties of undefined (reading 'bar')","Cannot read properties of undefined (reading 'x')","Cannot set properties of undefined (setting 'x')","o.foo is not a function","q.r.s is not a function","Invalid array length","Cannot read properties of undefined (reading 'x')","Reduce of empty array with no initial value","Invalid time value","o.K is not a constructor","Cannot read properties of undefined (reading 'b')","Cannot read properties of undefined (reading 'deep')"]`},
		{name: "order of ticks", code: `export async function GET() { const o: string[] = []; setImmediate(() => o.push('immediate')); process.nextTick(() => o.push('tick')); Promise.resolve().then(() => o.push('micro')); queueMicrotask(() => o.push('microtask')); o.push('sync'); await new Promise((r) => setTimeout(r, 5)); return Response.json(o.slice(0, 4)) }`,
			status: 200, want: `["sync","micro","microtask","tick"]`},
		{name: "immediates before timers", code: `export async function GET() { const o: string[] = []; await new Promise<void>((done) => { setTimeout(() => { o.push('timeout'); done() }, 0); setImmediate(() => o.push('immediate')) }); return Response.json(o) }`,
			status: 200, want: `["immediate","timeout"]`},
		{name: "a stack begins with the error", code: `export async function GET() { try { await Promise.reject(new RangeError('boom')).catch((e) => { throw new TypeError('in', { cause: e.stack }) }) } catch (c: any) { return Response.json([c.cause.split('\n')[0], c.stack.split('\n')[0]]) } }`,
			status: 200, want: `["RangeError: boom","TypeError: in"]`},
		{name: "copied headers are apart", code: `export async function GET(r: Request) { const copy = new Headers(r.headers); copy.set('x-a', '2'); copy.append('x-b', '3'); const res = new Response('', { headers: copy }); res.headers.delete('x-a'); return Response.json([r.headers.get('x-a'), r.headers.has('x-b'), copy.get('x-a'), res.headers.has('x-a'), res.headers.get('x-b')]) }`,
			header: []jsrt.Header{{Name: "X-A", Value: "1"}}, status: 200, want: `["1",false,"2",false,"3"]`},
		{name: "promises are printed with their state", code: `import { inspect } from 'node:util'; export async function GET() { const bad = Promise.reject(3); bad.catch(() => {}); return Response.json([Promise.resolve(1), new Promise(() => {}), bad].map((p) => inspect(p))) }`,
			status: 200, want: `["Promise { 1 }","Promise { <pending> }","Promise { <rejected> 3 }"]`},
		{name: "a handler without arguments is called without", code: `export const GET = async () => { const { headers } = await import('next/headers'); return Response.json([(await headers()).get('x-a'), typeof this]) }`,
			header: []jsrt.Header{{Name: "x-a", Value: "ä b"}}, status: 200, want: `["Ã¤ b","undefined"]`},
		{name: "arguments are seen", code: `export async function GET(...all: any[]) { return Response.json([all.length, arguments.length]) }`, status: 200, want: `[2,2]`},
		{name: "arguments are seen by name", code: `export async function GET() { return Response.json([arguments.length, typeof arguments[0].url]) }`, status: 200, want: `[2,"string"]`},
		{name: "a default is seen", code: `export async function GET(r: any = null, { params }: any = {}) { return Response.json([r?.method, typeof params]) }`, status: 200, want: `["GET","undefined"]`},
		{name: "cached function knows its call", code: `import { unstable_cache } from 'next/cache'; import { cookies } from 'next/headers'; const f = unstable_cache(async () => (await cookies()).get('a'), ['k']); export async function GET() { try { await f() } catch (e: any) { return new Response(e.message.split('.')[0]) } }`,
			status: 200, want: "Route \"/x\": `cookies()` can't be read inside `unstable_cache()`"},
		{name: "user agent", code: `import { userAgent } from 'next/server'; export function GET(r: any) { const u = userAgent(r); return Response.json([u.isBot, u.browser.name]) }`,
			header: []jsrt.Header{{Name: "user-agent", Value: "Mozilla/5.0 (compatible; Googlebot/2.1)"}}, status: 200, want: `[true,null]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, file := one(t, jsrt.Start, tt.code)
			method := tt.method
			if method == "" {
				method = "GET"
			}
			got := a.request(method, file, tt.body, tt.header...)
			if got.err != nil || got.thrown != nil {
				t.Fatalf("err %v, thrown %+v", got.err, got.thrown)
			}
			if got.status != tt.status || got.body != tt.want {
				t.Errorf("got %d %s, want %d %s", got.status, got.body, tt.status, tt.want)
			}
			for name, want := range tt.headers {
				if h := got.get(name); h != want {
					t.Errorf("%s: got %q, want %q", name, h, want)
				}
			}
		})
	}
}

func TestThrown(t *testing.T) {
	tests := []struct {
		name, code string
		want       jsrt.Thrown
	}{
		{"redirect", `import { redirect } from 'next/navigation'; export async function GET() { redirect('/a b') }`, jsrt.Thrown{Kind: "redirect", Status: 307, URL: "/a b"}},
		{"permanent", `import { permanentRedirect } from 'next/navigation'; export async function GET() { permanentRedirect('/ä') }`, jsrt.Thrown{Kind: "redirect", Status: 308, URL: "/\xe4"}},
		{"not found", `import { notFound } from 'next/navigation'; export async function GET() { notFound() }`, jsrt.Thrown{Kind: "notFound", Status: 404}},
		{"forbidden", `import { forbidden } from 'next/navigation'; export async function GET() { forbidden() }`,
			jsrt.Thrown{Kind: "error", Name: "Error", Message: "`forbidden()` is experimental and only allowed to be enabled when `experimental.authInterrupts` is enabled."}},
		{"error", "export async function GET() {\n  const x = 1\n  throw new TypeError('no')\n}", jsrt.Thrown{Kind: "error", Name: "TypeError", Message: "no"}},
		{"nothing", `export async function GET() {}`, jsrt.Thrown{Kind: "error", Name: "Error", Message: "No response is returned from route handler '[project]/app/x/route.ts'. Expected a Response object but received 'undefined' (method: GET, url: /x). Ensure you return a `Response` or a `NextResponse` in all branches of your handler."}},
		{"a cookie that cannot be written", `import { cookies } from 'next/headers'; export async function GET() { try { (await cookies()).set('a', 'b', { expires: 'soon' as any }) } catch {} return new Response('x') }`, jsrt.Thrown{Kind: "error", Name: "TypeError", Message: "(intermediate value) is not a function"}},
		{"update tag", `import { updateTag } from 'next/cache'; export async function GET() { updateTag('x') }`, jsrt.Thrown{Kind: "error", Name: "Error", Message: "updateTag can only be called from within a Server Action. To invalidate cache tags in Route Handlers or other contexts, use revalidateTag instead. See more info here: https://nextjs.org/docs/app/api-reference/functions/updateTag"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, file := one(t, jsrt.Start, tt.code)
			got := a.request("GET", file, "").thrown
			if got == nil {
				t.Fatal("nothing was thrown")
			}
			if got.Kind != tt.want.Kind || got.URL != tt.want.URL || got.Kind != "error" && got.Status != tt.want.Status || got.Kind == "error" && (got.Name != tt.want.Name || got.Message != tt.want.Message) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestErrorsAreMapped(t *testing.T) {
	a, file := one(t, jsrt.Start, "type T = { a: number }\n\nfunction deep(t: T): never {\n  throw new RangeError('too far')\n}\nexport async function GET() {\n  console.log('before')\n  await 1\n  deep({ a: 1 })\n}\n")
	got := a.request("GET", file, "").thrown
	if got == nil || got.Pos.File != file || got.Pos.Line != 4 {
		t.Fatalf("got %+v", got)
	}
	for _, want := range []string{"app/x/route.ts:4:", "app/x/route.ts:9:", "> 4 |   throw new RangeError('too far')"} {
		if !strings.Contains(got.Stack, want) {
			t.Errorf("no %q in\n%s", want, got.Stack)
		}
	}
	for _, e := range a.host.events() {
		if c, ok := e.(trace.Console); ok && (c.Text != "before" || c.Pos.Line != 7) {
			t.Errorf("console: %+v", c)
		}
	}
}

func TestContextSurvivesOverlap(t *testing.T) {
	a, file := one(t, jsrt.Start, `
import { cookies } from 'next/headers'
import { AsyncLocalStorage } from 'node:async_hooks'
const store = new AsyncLocalStorage<string>()
async function* steps() { for (let i = 0; i < 3; i++) { await new Promise((r) => setTimeout(r, i)); yield i } }
export async function GET(r: any) {
  const own = r.cookies.get('n').value
  return store.run('store-' + own, async () => {
    for await (const i of steps()) await null
    await Promise.all([1, 2].map(async (ms) => { await new Promise((r) => setTimeout(r, ms)) }))
    await new Promise<void>((done) => queueMicrotask(() => setImmediate(done)))
    const c = await cookies()
    return Response.json([c.get('n')!.value, store.getStore()])
  })
}`)
	var wait sync.WaitGroup
	for i := range 20 {
		wait.Go(func() {
			n := fmt.Sprint("n", i)
			got := a.request("GET", file, "", jsrt.Header{Name: "cookie", Value: "n=" + n})
			if want := fmt.Sprintf(`["%s","store-%s"]`, n, n); got.body != want {
				t.Errorf("got %s (%+v), want %s", got.body, got.thrown, want)
			}
		})
	}
	wait.Wait()
}
