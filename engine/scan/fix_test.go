package scan

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"signalbox/engine/diag"
)

// apply performs the edits of a fix on a copy of a tree, as the workspace does.
func apply(t *testing.T, tree fstest.MapFS, fix *diag.Fix) fstest.MapFS {
	t.Helper()
	next := fstest.MapFS{}
	for name, f := range tree {
		next[name] = f
	}
	for _, e := range fix.Edits {
		switch e.Op {
		case diag.Rename:
			moved := 0
			for name, f := range next {
				rest, inside := strings.CutPrefix(name, e.File+"/")
				if name != e.File && !inside {
					continue
				}
				delete(next, name)
				to := e.To
				if inside {
					to += "/" + rest
				}
				next[to] = f
				moved++
			}
			if moved == 0 {
				t.Errorf("%s: nothing to rename at %s", fix.Title, e.File)
			}
		case diag.Delete:
			if next[e.File] == nil {
				t.Errorf("%s: no file %s", fix.Title, e.File)
			}
			delete(next, e.File)
		case diag.Create:
			if next[e.File] != nil {
				t.Errorf("%s: %s exists", fix.Title, e.File)
			}
			next[e.File] = &fstest.MapFile{Data: []byte(e.Text)}
		case diag.Replace:
			text := string(next[e.File].Data)
			next[e.File] = &fstest.MapFile{Data: []byte(text[:e.Start] + e.Text + text[e.End:])}
		}
	}
	return next
}

// TestFixesRemoveTheirProblem applies every fix that the recorded trees offer,
// and holds that its problem is gone afterwards.
func TestFixesRemoveTheirProblem(t *testing.T) {
	files, err := filepath.Glob("testdata/trees/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fixed := make(map[diag.Code]bool)
	for _, file := range files {
		read, _ := readTree(t, file)
		tree, ok := read.(fstest.MapFS)
		if !ok {
			continue // its folder can't be listed, or lies on the disk
		}
		r, err := Scan(tree, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range r.Table.Problems {
			p := &r.Table.Problems[i]
			if p.Fix == nil {
				continue
			}
			after, err := Scan(apply(t, tree, p.Fix), Options{})
			if err != nil {
				t.Errorf("%s: %s: %v", file, p.Fix.Title, err)
				continue
			}
			if slices.ContainsFunc(after.Table.Problems, func(q diag.Diagnostic) bool { return q.Code == p.Code && q.Message == p.Message }) {
				t.Errorf("%s: %q does not remove %s", file, p.Fix.Title, p.Message)
			}
			fixed[p.Code] = true
		}
	}
	if len(fixed) < 12 {
		t.Errorf("only %d codes have a fix", len(fixed))
	}
}

// TestProblems lists what a scan says of small trees: what Next accepts and
// nobody can mean, with the place and the way out.
func TestProblems(t *testing.T) {
	const get = "export const GET = () => Response.json({})\n"
	tests := []struct {
		name string
		tree map[string]string
		want string // code stage path witness file:line, or "" for silence
	}{
		{"plain", map[string]string{"app/a/route.ts": get}, ""},
		{"next-auth", map[string]string{"app/api/auth/[...nextauth]/route.ts": "import NextAuth from 'next-auth'\nconst handler = NextAuth({})\nexport { handler as GET, handler as POST }\n"}, ""},
		{"trpc", map[string]string{"app/api/trpc/[trpc]/route.ts": "const handler = (req: Request) => f(req)\nexport { handler as GET, handler as POST }\n"}, ""},
		{"better-auth", map[string]string{"app/api/auth/[...all]/route.ts": "import { toNextJsHandler } from 'better-auth/next-js'\nexport const { GET, POST } = toNextJsHandler(auth.handler)\n"}, ""},
		{"hono", map[string]string{"app/api/[[...route]]/route.ts": "import { handle } from 'hono/vercel'\nexport const runtime = 'edge'\nexport const GET = handle(app)\nexport const POST = handle(app)\n"}, ""},
		{"payload", map[string]string{"app/(payload)/api/[...slug]/route.ts": "import config from '@payload-config'\nimport { REST_GET } from '@payloadcms/next/routes'\nexport const GET = REST_GET(config)\n"}, ""},
		{"package star", map[string]string{"app/x/route.ts": "export * from 'some-package'\n"}, ""},
		{"alias", map[string]string{
			"tsconfig.json":  "{ // aliases\n \"compilerOptions\": { \"paths\": { \"@/*\": [\"./src/*\"] } } }",
			"src/auth.ts":    "export const { handlers: { GET, POST }, auth } = NextAuth()\n",
			"app/x/route.ts": "export { GET, POST } from '@/auth'\n",
		}, ""},
		{"lower case", map[string]string{"app/a/route.js": get + "export function post() {}\n"}, "lowercase-method  /a /a app/a/route.js:2"},
		{"default export", map[string]string{"app/a/route.js": get + "export default function handler() {}\n"}, "default-export  /a /a app/a/route.js:2"},
		{"trace", map[string]string{"app/a/route.js": get + "export const TRACE = GET\n"}, "unknown-method  /a /a app/a/route.js:2"},
		{"other method", map[string]string{"app/a/route.js": "export const dynamic = 'force-static'\n" + get + "export function POST() {}\n"}, "uncacheable-get  /a /a app/a/route.js:1"},
		{"params without ids", map[string]string{"app/[a]/route.js": "export const revalidate = 60\n" + get}, "cache-needs-static-params  /[a] /1 app/[a]/route.js:1"},
		{"reads the request", map[string]string{"app/a/route.js": "export const revalidate = 60\nexport async function GET(req) {\n  return new Response(req.url)\n}\n"}, "static-reads-request  /a /a app/a/route.js:1"},
		{"encoded name", map[string]string{"app/sp ace/route.js": get}, "unreachable-route  /sp ace /sp%20ace app/sp ace/route.js:0"},
		{"bracket pair", map[string]string{"app/[a][b]/route.js": get}, "unreachable-route  /[a][b] /[a][b] app/[a][b]/route.js:0"},
		{"public file", map[string]string{"app/a/route.js": get, "public/a": ""}, "public-file-conflict dev /a /a app/a/route.js:0"},
		{"two extensions", map[string]string{"app/a/route.js": get, "app/a/route.ts": get}, "duplicate-extension    app/a/route.js:0"},
		{"static beats code", map[string]string{"app/robots.txt": "", "app/robots.js": "export default function r() { return {} }"}, "duplicate-metadata    app/robots.js:0"},
		{"slug names", map[string]string{"app/x/[a]/p/route.js": get, "app/x/[b]/q/route.js": get}, "different-slug-names start /x/[a]/p /x/1/p app/x/[a]/p/route.js:0"},
		{"use client", map[string]string{"app/a/route.js": "'use client'\n" + get}, "use-client-route  /a /a app/a/route.js:1"},
		{"syntax", map[string]string{"app/a/route.js": "export const GET = () => {\n  const = 1\n}\n"}, "syntax-error build   app/a/route.js:2"},
		{"proxy at the side", map[string]string{"src/app/a/route.js": get, "proxy.js": "export function proxy() {}"}, "proxy-misplaced    proxy.js:0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := fstest.MapFS{}
			for name, text := range tt.tree {
				m[name] = &fstest.MapFile{Data: []byte(text)}
			}
			r, err := Scan(m, Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for i := range r.Table.Problems {
				got = append(got, line(&r.Table.Problems[i]))
			}
			if text := strings.Join(got, "\n"); text != tt.want {
				t.Errorf("got\n%s\nwant\n%s", text, tt.want)
			}
		})
	}
}

func line(p *diag.Diagnostic) string {
	at := p.Spans[0].Pos
	return strings.Join([]string{string(p.Code), string(p.Stage), p.Path, p.Witness, at.File + ":" + string(rune('0'+at.Line))}, " ")
}
