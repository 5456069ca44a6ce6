package jsrt

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"testing"
	"time"

	"signalbox/engine/trace"
)

// closedHost has nothing and allows nothing.
type closedHost struct{}

func (closedHost) Emit(uint64, trace.Event)                         {}
func (closedHost) ReadFile(string) ([]byte, error)                  { return nil, fs.ErrNotExist }
func (closedHost) Stat(string) (FileInfo, error)                    { return FileInfo{}, fs.ErrNotExist }
func (closedHost) ReadDir(string) ([]FileInfo, error)               { return nil, fs.ErrNotExist }
func (closedHost) RealPath(name string) (string, error)             { return name, nil }
func (closedHost) AllowFetch(context.Context, uint64, string) error { return errors.New("no network") }
func (closedHost) Cache(context.Context, uint64, string, []byte) ([]byte, error) {
	return []byte(`{"hit":false}`), nil
}
func (closedHost) Now() time.Time { return time.Now() }

// startOne starts a program of one module without a bundler.
func startOne(tb testing.TB, code string) *front {
	tb.Helper()
	p := &Program{ID: "1", Root: "/p", Modules: map[string]Module{"/_/x.js": {Code: code}}, Entries: map[string]string{"app/x/route.js": "/_/x.js"}}
	rt, err := Start(tb.Context(), p, closedHost{}, Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return rt.(*front)
}

func get(tb testing.TB, f *front) {
	tb.Helper()
	res, err := f.Do(context.Background(), &Call{
		Action: ActHandler, File: "app/x/route.js", Export: "GET", Mode: Mode{Dynamic: "auto", Version: "16"},
		Request: &Request{Method: "GET", URL: "http://localhost/x?q=1", Header: []Header{{"host", "localhost"}, {"cookie", "a=1"}}},
	})
	if err != nil || res.Response == nil {
		tb.Fatalf("%+v %v", res, err)
	}
	if _, err := io.Copy(io.Discard, res.Response.Body); err != nil {
		tb.Fatal(err)
	}
	res.Response.Body.Close()
}

// memoryOf is what a machine holds when everything unreachable is gone.
func memoryOf(tb testing.TB, f *front) (n int64) {
	tb.Helper()
	m := f.live.(inProcess).session.m
	if err := m.Do(tb.Context(), func() { m.Collect(); n = m.Memory() }); err != nil {
		tb.Fatal(err)
	}
	return n
}

// A machine lives for thousands of requests, so that none may leave anything in
// it.
func TestRequestsLeaveNothingBehind(t *testing.T) {
	tests := []struct{ name, code string }{
		{"json", `export async function GET() { return Response.json({ a: 1 }) }`},
		{"request", `import { NextResponse } from "next/server"; import { cookies } from "next/headers";
			export async function GET(r) { const c = (await cookies()).get("a"); const res = NextResponse.json([r.nextUrl.searchParams.get("q"), c]); res.cookies.set("b", "2"); return res }`},
		{"stream and timer", `export async function GET() { return new Response(new ReadableStream({ async pull(c) { await new Promise((r) => setTimeout(r, 0)); c.enqueue(new Uint8Array(10)); c.close() } })) }`},
		{"buffer", `import { createHash } from "node:crypto"; export function GET() { return new Response(createHash("sha256").update(Buffer.alloc(1000)).digest("hex")) }`},
		{"caught", `export async function GET() { try { JSON.parse("{") } catch (e) { return new Response(e.stack) } }`},
	}
	const requests = 500
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := startOne(t, tt.code)
			defer f.Close()
			for range 50 {
				get(t, f)
			}
			before := memoryOf(t, f)
			for range requests {
				get(t, f)
			}
			if grown := memoryOf(t, f) - before; grown > 32*requests {
				t.Errorf("%d requests left %d bytes behind", requests, grown)
			}
		})
	}
}

// BenchmarkMachine is a machine's start, its first request and its end.
func BenchmarkMachine(b *testing.B) {
	for b.Loop() {
		f := startOne(b, `export async function GET() { return Response.json({ a: 1 }) }`)
		get(b, f)
		f.Close()
	}
}
