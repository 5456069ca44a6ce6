package jsrt_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"signalbox/engine/jsrt"
)

// variants are the two places in which a machine can live.
var variants = []struct {
	name  string
	start startFunc
}{{"in process", jsrt.Start}, {"child", jsrt.StartChild}}

func (a *app) open(t *testing.T, method, file string, body io.Reader) *jsrt.Response {
	t.Helper()
	r := &jsrt.Request{Method: method, URL: "http://localhost:3000/x", Body: body}
	res, err := a.rt.Do(context.Background(), &jsrt.Call{ID: 1, Action: jsrt.ActHandler, File: file, Export: method, Request: r, Mode: jsrt.Mode{Dynamic: "auto", Version: "16"}})
	if err != nil || res.Response == nil {
		t.Fatalf("%+v %v", res, err)
	}
	return res.Response
}

const counters = `
const seen = { pulled: 0, cancelled: false, aborted: false }
export async function GET(r: Request) {
  r.signal.addEventListener('abort', () => { seen.aborted = r.signal.reason.name === 'ResponseAborted' })
  return new Response(new ReadableStream({
    async pull(c) { seen.pulled++; await new Promise((r) => setTimeout(r, 0)); c.enqueue(new Uint8Array(16384)) },
    cancel() { seen.cancelled = true },
  }))
}
export async function PUT() { return Response.json(seen) }
export async function POST(r: Request) {
  let n = 0
  for await (const c of r.body as any) n += c.length
  return Response.json(n)
}
export async function PATCH(r: Request) { return new Response(r.body) }
`

func TestStreaming(t *testing.T) {
	for _, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			a, file := one(t, v.start, counters)
			seen := func() string {
				r := a.open(t, "PUT", file, nil)
				defer r.Body.Close()
				text, _ := io.ReadAll(r.Body)
				return string(text)
			}
			t.Run("a slow consumer holds the code back", func(t *testing.T) {
				r := a.open(t, "GET", file, nil)
				if _, err := io.ReadFull(r.Body, make([]byte, 4)); err != nil {
					t.Fatal(err)
				}
				before := ""
				for now := seen(); now != before; now = seen() {
					before = now
				}
				if n := strings.Count(before, "pulled\":"); n != 1 || len(before) > len(`{"pulled":99,"cancelled":false,"aborted":false}`) {
					t.Errorf("it ran ahead: %s", before)
				}
				r.Body.Close()
			})
			t.Run("a consumer that goes cancels the code", func(t *testing.T) {
				for range 1000 {
					if strings.HasSuffix(seen(), `"cancelled":true,"aborted":true}`) {
						return
					}
				}
				t.Errorf("it was not cancelled: %s", seen())
			})
			t.Run("a big body goes up and down", func(t *testing.T) {
				big := strings.Repeat("0123456789abcdef", 1<<16)
				r := a.open(t, "POST", file, strings.NewReader(big))
				text, _ := io.ReadAll(r.Body)
				if string(text) != "1048576" {
					t.Errorf("got %s", text)
				}
				r = a.open(t, "PATCH", file, strings.NewReader(big))
				if text, err := io.ReadAll(r.Body); string(text) != big {
					t.Errorf("%d bytes came back, %v", len(text), err)
				}
			})
		})
	}
}

func TestModes(t *testing.T) {
	tests := []struct {
		name, code string
		mode       jsrt.Mode
		want       string // body, or the kind of what was thrown and its message
		dynamic    string // the APIs that were noted
	}{
		{"auto", `export async function GET(r: any) { return Response.json(r.nextUrl.search) }`, jsrt.Mode{Dynamic: "auto"}, `"?q=1"`, "nextUrl.search"},
		{"a static attempt ends", `export async function GET(r: any) { try { r.url } catch {} return new Response('x') }`, jsrt.Mode{Dynamic: "auto", Prerender: true},
			"dynamic: Dynamic server usage: Route /x couldn't be rendered statically because it used `request.url`. See more info here: https://nextjs.org/docs/messages/dynamic-server-error", "request.url"},
		{"a static attempt succeeds", `export async function GET(r: any) { return Response.json([r.method, r.nextUrl.pathname]) }`, jsrt.Mode{Dynamic: "auto", Prerender: true}, `["GET","/x"]`, ""},
		{"force-static", `import { cookies } from 'next/headers'; export async function GET(r: any) { return Response.json([r.url, [...r.headers].length, (await cookies()).getAll().length]) }`, jsrt.Mode{Dynamic: "force-static", Prerender: true}, `["http://localhost:3000/x",0,0]`, "request.url request.headers cookies()"},
		{"error at build", `export async function GET(r: any) { r.headers }`, jsrt.Mode{Dynamic: "error", Prerender: true},
			"error: Route /x with `dynamic = \"error\"` couldn't be rendered statically because it used `request.headers`.", "request.headers"},
		{"error at run time", `export async function GET(r: any) { return new Response(r.url) }`, jsrt.Mode{Dynamic: "error"}, "http://localhost:3000/x?q=1", ""},
		{"a moved clock", `export async function GET() { const d = new Date(); return Response.json([Date.now(), d.getTime(), d instanceof Date, typeof Date(), Date.UTC(1970, 0)]) }`, jsrt.Mode{Dynamic: "auto", ClockHeld: 1000}, `[1000,1000,true,"string",0]`, ""},
		{"edge globals", `export const runtime = 'edge'; export async function GET() { return Response.json([typeof EdgeRuntime, Object.keys(process).includes('env'), typeof (process as any).versions, process.env.NEXT_RUNTIME]) }`, jsrt.Mode{Dynamic: "auto", EdgeRuntime: true}, `["string",true,"undefined","edge"]`, ""},
		{"no edge globals", `export async function GET() { return Response.json([typeof EdgeRuntime, typeof process.versions]) }`, jsrt.Mode{Dynamic: "auto"}, `["undefined","object"]`, ""},
		{"components: time", `export async function GET() { return Response.json(Date.now()) }`, jsrt.Mode{Dynamic: "auto", Prerender: true, CacheComponents: true}, "dynamic: Route /x used ``Date.now()``", "`Date.now()`"},
		{"components: constant", `export async function GET() { await null; return Response.json(1) }`, jsrt.Mode{Dynamic: "auto", Prerender: true, CacheComponents: true}, "1", ""},
		{"components: a timer", `export async function GET() { await new Promise((r) => setTimeout(r, 5)); return Response.json(1) }`, jsrt.Mode{Dynamic: "auto", Prerender: true, CacheComponents: true},
			"dynamic: Route /x couldn't be rendered statically because it used IO that was not cached. See more info here: https://nextjs.org/docs/messages/cache-components", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, file := one(t, jsrt.Start, tt.code)
			tt.mode.RoutePath, tt.mode.Version = "/x", "16"
			got := a.call(&jsrt.Call{ID: 1, Action: jsrt.ActHandler, File: file, Export: "GET", Mode: tt.mode, Request: &jsrt.Request{Method: "GET", URL: "http://localhost:3000/x?q=1"}})
			if got.err != nil {
				t.Fatal(got.err)
			}
			text := got.body
			if got.thrown != nil {
				text = got.thrown.Kind + ": " + strings.TrimPrefix(got.thrown.Message, "DynamicServerError: ")
			}
			if text != tt.want && !strings.HasSuffix(strings.ReplaceAll(text, "Dynamic server usage: ", ""), strings.TrimPrefix(tt.want, "dynamic: ")) {
				t.Errorf("got  %s\nwant %s", text, tt.want)
			}
			var apis []string
			for _, d := range got.result.Dynamic {
				apis = append(apis, d.API)
				if d.Pos.File != file {
					t.Errorf("%s has no place: %+v", d.API, d.Pos)
				}
			}
			if strings.Join(apis, " ") != tt.dynamic {
				t.Errorf("noted %q, want %q", apis, tt.dynamic)
			}
		})
	}
}

func TestOtherActions(t *testing.T) {
	a := newApp(t, jsrt.Start, jsrt.Options{}, map[string]string{
		"app/gsp.ts":     `export async function generateStaticParams() { return [{ id: 'a' }] }`,
		"app/sitemap.ts": `export default function sitemap() { return [{ url: 'http://x', lastModified: new Date(0) }] }`,
		"app/config.ts":  `export default async (phase: string) => ({ basePath: '/' + phase, redirects: async () => [{ source: '/a', destination: '/b', permanent: true }], webpack() {} })`,
		"app/ins.ts":     `let n = 0; export function register() { n++ } export async function onRequestError(e: any, r: any, c: any) { console.log(e.message, r.path, c.routePath, n) }`,
		"proxy.ts":       `import { NextResponse } from 'next/server'; export function proxy(r: any) { if (r.nextUrl.pathname === '/stop') return new Response('stopped', { status: 403 }); if (r.nextUrl.pathname === '/on') return; return NextResponse.rewrite(new URL('/y', r.url)) }`,
	})
	value := func(c *jsrt.Call) string {
		c.ID = 1
		return string(a.call(c).result.Value)
	}
	tests := []struct{ name, got, want string }{
		{"static params", value(&jsrt.Call{Action: jsrt.ActStaticParams, File: "app/gsp.ts"}), `[{"id":"a"}]`},
		{"metadata", value(&jsrt.Call{Action: jsrt.ActMetadata, File: "app/sitemap.ts"}), `[{"url":"http://x","lastModified":{"$date":"1970-01-01T00:00:00.000Z"}}]`},
		{"config", value(&jsrt.Call{Action: jsrt.ActConfig, File: "app/config.ts", Args: []byte(`["p"]`)}), `{"basePath":"/p","redirects":[{"source":"/a","destination":"/b","permanent":true}]}`},
		{"exports", value(&jsrt.Call{Action: jsrt.ActExports, File: "app/gsp.ts"}), `{"generateStaticParams":{"type":"function"}}`},
		{"register", value(&jsrt.Call{Action: jsrt.ActInstrument, File: "app/ins.ts"}), `["onRequestError","register"]`},
		{"request error", value(&jsrt.Call{Action: jsrt.ActRequestError, File: "app/ins.ts", Args: []byte(`[{"message":"m"},{"path":"/p"},{"routePath":"/r"}]`)}), ``},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, tt.got, tt.want)
		}
	}
	proxies := map[string][2]string{"/stop": {"", "stopped"}, "/on": {"x-middleware-next", "1"}, "/other": {"x-middleware-rewrite", "http://localhost:3000/y"}}
	for path, want := range proxies {
		got := a.call(&jsrt.Call{ID: 1, Action: jsrt.ActProxy, File: "proxy.ts", Request: &jsrt.Request{Method: "GET", URL: "http://localhost:3000" + path}, Mode: jsrt.Mode{Version: "16"}})
		if got.thrown != nil || want[0] == "" && got.body != want[1] || want[0] != "" && got.get(want[0]) != want[1] {
			t.Errorf("%s: %+v %s", path, got, got.body)
		}
	}
}
