package engine

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"signalbox/engine/jsrt"
	"signalbox/engine/trace"
)

func TestMain(m *testing.M) {
	if jsrt.IsWorker() {
		jsrt.ServeWorker()
		return
	}
	os.Exit(m.Run())
}

func openApp(t *testing.T, o Options, files map[string]string) *Engine {
	t.Helper()
	app := appSource{fstest.MapFS{}}
	for name, text := range files {
		app.MapFS[name] = &fstest.MapFile{Data: []byte(text)}
	}
	o.InProcess = true
	e := New(o)
	t.Cleanup(func() { _ = e.Close() })
	if err := e.Open(t.Context(), app); err != nil {
		t.Fatal(err)
	}
	return e
}

func send1(t *testing.T, e *Engine, target string) *Exchange {
	t.Helper()
	ex, err := e.Do(t.Context(), Request{Target: target})
	if err != nil {
		t.Fatal(err)
	}
	return ex
}

func bodyOf(t *testing.T, ex *Exchange) string {
	t.Helper()
	defer ex.Response.Body.Close()
	b, err := io.ReadAll(ex.Response.Body)
	if err != nil {
		t.Error(err)
	}
	return string(b)
}

func TestNothingOpen(t *testing.T) {
	if _, err := New(Options{InProcess: true}).Do(t.Context(), Request{}); !errors.Is(err, ErrNotOpen) {
		t.Errorf("got %v", err)
	}
}

// TestTraceSaysWhatToChange reads the decision of the store for a few routes.
func TestTraceSaysWhatToChange(t *testing.T) {
	e := openApp(t, Options{}, map[string]string{
		"app/plain/route.ts": "export const GET = () => new Response('x')",
		"app/touch/route.ts": "export const revalidate = 60\nexport const GET = (r: Request) => new Response(r.url)",
		"app/mixed/route.ts": "export const dynamic = 'force-static'\nexport const GET = () => new Response('x')\nexport const POST = GET",
		"app/kept/route.ts":  "export const dynamic = 'force-static'\nexport const GET = () => new Response('x')",
		"app/fails/route.ts": "export const dynamic = 'force-static'\nexport const GET = () => { throw new Error('no') }",
	})
	cases := []struct {
		path, state, reason string
		line                int
	}{
		{"/plain", "BYPASS", `dynamic = "force-static" or revalidate would cache it`, 0},
		{"/touch", "BYPASS", "it uses request.url; without that read its answer would be kept", 2},
		{"/mixed", "BYPASS", "the file exports POST beside GET", 3},
		{"/kept", "HIT", "never grows old by itself", 1},
		{"/fails", "BYPASS", "where `next build` stops: Error: no", 0},
	}
	for _, tc := range cases {
		ex := send1(t, e, tc.path)
		bodyOf(t, ex)
		var got trace.CacheDecision
		for _, entry := range ex.Trace() {
			if d, ok := entry.Event.(trace.CacheDecision); ok {
				got = d
			}
		}
		if got.State != tc.state || !strings.Contains(got.Reason, tc.reason) || tc.line != 0 && got.Pos.Line != tc.line {
			t.Errorf("%s: %s at line %d because %q; want %s at %d because %q", tc.path, got.State, got.Pos.Line, got.Reason, tc.state, tc.line, tc.reason)
		}
	}
	if problems := e.Build().Problems; len(problems) != 1 || problems[0].Path != "/fails" {
		t.Errorf("problems of the build: %+v", problems)
	}
}

func TestRevalidationThatHitsNothingSaysSo(t *testing.T) {
	e := openApp(t, Options{}, map[string]string{
		"app/r/route.ts": "import { revalidateTag } from 'next/cache'\nexport const GET = (r: Request) => { r.url; revalidateTag('none', 'max'); return new Response('x') }",
	})
	ex := send1(t, e, "/r")
	bodyOf(t, ex)
	for _, entry := range ex.Trace() {
		if touched, ok := entry.Event.(trace.TagTouched); ok {
			if touched.Hits != 0 || !strings.Contains(touched.Note, "no stored entry carries this tag") {
				t.Errorf("%+v", touched)
			}
			return
		}
	}
	t.Error("the trace says nothing about the tag")
}

func TestFetchIsClosedUnlessAllowed(t *testing.T) {
	files := map[string]string{"app/f/route.ts": "export const GET = async () => { try { await fetch('http://example.invalid/') } catch (e: any) { return new Response(String(e.cause ?? e)) } return new Response('went out') }"}
	if got := bodyOf(t, send1(t, openApp(t, Options{}, files), "/f")); !strings.Contains(got, "--allow-net=example.invalid") {
		t.Errorf("the refusal says %q", got)
	}
}

func BenchmarkServeTrivial(b *testing.B) {
	app := appSource{fstest.MapFS{"app/api/route.ts": {Data: []byte("export const GET = () => Response.json({ hello: 'world' })")}}}
	e := New(Options{InProcess: true})
	defer e.Close()
	if err := e.Open(b.Context(), app); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		ex, err := e.exchange(b.Context(), Request{Target: "/api"}, nil)
		if err != nil {
			b.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, ex.Response.Body)
		_ = ex.Response.Body.Close()
	}
}
