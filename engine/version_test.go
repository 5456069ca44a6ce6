package engine

import (
	"strings"
	"testing"
)

// TestVersions is what next@14.2.35, next@15.5.29 and next@16.4.6 answered to a
// plain GET, a handler with params, a prerendered GET, and beside a proxy.ts.
func TestVersions(t *testing.T) {
	files := map[string]string{
		"app/plain/route.js":  "export const GET = () => Response.json({ p: process.env.NEXT_PHASE ?? null })",
		"app/url/route.js":    "export const GET = (r) => Response.json({ p: process.env.NEXT_PHASE ?? null, u: typeof r.url })",
		"app/d/[id]/route.js": "export const GET = (r, c) => Response.json({ promise: typeof c.params.then })",
		"app/fs/route.js":     "export const dynamic = 'force-static'\nexport const GET = () => Response.json(1)",
		"proxy.js":            "export function proxy(r) { if (r.nextUrl.searchParams.has('mw')) return Response.json({ mw: 1 }) }",
	}
	cases := []struct {
		version, path, cache, control, body string
	}{
		{"14", "/plain", "HIT", "", `{"p":"phase-production-build"}`},
		{"15", "/plain", "", "", `{"p":null}`},
		{"16", "/plain", "", "", `{"p":null}`},
		{"14", "/url", "", "", `{"p":null,"u":"string"}`},
		{"14", "/d/1", "", "", `{"promise":"undefined"}`},
		{"15", "/d/1", "", "", `{"promise":"function"}`},
		{"14", "/fs", "HIT", "", `1`},
		{"15", "/fs", "HIT", "s-maxage=31536000", `1`},
		{"15", "/plain?mw", "", "", `{"p":null}`},
		{"16", "/plain?mw", "", "", `{"mw":1}`},
	}
	engines := map[string]*Engine{}
	for _, version := range []string{"14", "15", "16"} {
		engines[version] = openApp(t, Options{Version: version}, files)
	}
	for _, tc := range cases {
		ex := send1(t, engines[tc.version], tc.path)
		got := map[string]string{}
		for _, h := range ex.Response.Header {
			got[strings.ToLower(h.Name)] = h.Value
		}
		body := bodyOf(t, ex)
		if body != tc.body || got["x-nextjs-cache"] != tc.cache || got["cache-control"] != tc.control {
			t.Errorf("%s in %s: %s, cache %q, control %q; want %s, %q, %q", tc.path, tc.version, body, got["x-nextjs-cache"], got["cache-control"], tc.body, tc.cache, tc.control)
		}
	}
}
