package engine

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"signalbox/engine/scan"
)

// TestPlan is NEXT-FACTS F1 as far as it is decided before anything runs.
func TestPlan(t *testing.T) {
	const get = "export const GET = () => new Response('x')\n"
	cases := []struct {
		name, file, source, version string
		want                        planKind
		reason                      string
	}{
		{"nothing asked", "app/a/route.ts", get, "16", perRequest, "nothing asks for caching"},
		{"nothing asked, 14", "app/a/route.ts", get, "14", attempt, "in Next.js 14"},
		{"nothing asked, 14, dynamic segment", "app/[a]/route.ts", get, "14", perRequest, "nothing asks for caching"},
		{"force-static", "app/a/route.ts", get + "export const dynamic = 'force-static'", "16", attempt, "force-static"},
		{"error", "app/a/route.ts", get + "export const dynamic = 'error'", "16", attempt, "error"},
		{"force-dynamic beats revalidate", "app/a/route.ts", get + "export const dynamic = 'force-dynamic'\nexport const revalidate = 5", "16", perRequest, "force-dynamic"},
		{"revalidate false", "app/a/route.ts", get + "export const revalidate = false", "16", attempt, "revalidate = false"},
		{"revalidate 5", "app/a/route.ts", get + "export const revalidate = 5", "16", attempt, "revalidate = 5"},
		{"revalidate 0", "app/a/route.ts", get + "export const revalidate = 0", "16", perRequest, "revalidate = 0"},
		{"POST beside it", "app/a/route.ts", get + "export const dynamic = 'force-static'\nexport const POST = GET", "16", perRequest, "exports POST beside GET"},
		{"OPTIONS beside it", "app/a/route.ts", get + "export const dynamic = 'force-static'\nexport function OPTIONS() {}", "16", perRequest, "exports OPTIONS beside GET"},
		{"HEAD beside it", "app/a/route.ts", get + "export const dynamic = 'force-static'\nexport const HEAD = GET", "16", attempt, "force-static"},
		{"edge", "app/a/route.ts", get + "export const runtime = 'edge'\nexport const dynamic = 'force-static'", "16", perRequest, "edge"},
		{"generateStaticParams", "app/[a]/route.ts", get + "export const generateStaticParams = () => []", "16", listed, "generateStaticParams"},
		{"force-static on a dynamic segment", "app/[a]/route.ts", get + "export const dynamic = 'force-static'", "16", onDemand, "at its first request"},
		{"revalidate on a dynamic segment", "app/[a]/route.ts", get + "export const revalidate = 5", "16", perRequest, "no generateStaticParams"},
		{"a metadata URL by name", "app/icon/route.ts", get, "16", attempt, "by its name alone"},
		{"not quite such a name", "app/rr.txt/route.ts", get, "16", perRequest, "nothing asks for caching"},
		{"robots", "app/robots.ts", "export default () => ({ rules: {} })", "16", attempt, "metadata route"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			found, err := scan.Scan(fstest.MapFS{tc.file: {Data: []byte(tc.source)}}, scan.Options{Version: tc.version})
			if err != nil {
				t.Fatal(err)
			}
			got := planRoute(&found.Table.Routes[0], tc.version, false)
			if got.kind != tc.want || !strings.Contains(got.reason, tc.reason) {
				t.Errorf("kind %d because %q, want %d because %q", got.kind, got.reason, tc.want, tc.reason)
			}
		})
	}
}

// TestReplacedRevisionServesItsRequests opens a second revision while a request
// of the first is under way.
func TestReplacedRevisionServesItsRequests(t *testing.T) {
	e := New(Options{InProcess: true, OneShot: true})
	t.Cleanup(func() { _ = e.Close() })
	open := func(source string) {
		t.Helper()
		app := appSource{fstest.MapFS{"app/a/route.ts": {Data: []byte(source), ModTime: time.Unix(1, 0)}}}
		if err := e.Open(t.Context(), app); err != nil {
			t.Fatal(err)
		}
	}
	open(`export const GET = () => new Response(new ReadableStream({ async pull(c) { c.enqueue(new TextEncoder().encode('old')); await null; c.close() } }))`)
	old, err := e.Do(t.Context(), Request{Target: "/a"})
	if err != nil {
		t.Fatal(err)
	}
	open(`export const GET = () => new Response('new')`)
	for want, ex := range map[string]*Exchange{"old": old, "new": send1(t, e, "/a")} {
		if got := bodyOf(t, ex); got != want {
			t.Errorf("body %q, want %q", got, want)
		}
	}
}
