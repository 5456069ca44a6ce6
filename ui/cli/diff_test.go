package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The files of the trees that are compared.
const (
	getOnly  = "export async function GET() { return new Response() }\n"
	getPost  = getOnly + "export async function POST() { return new Response() }\n"
	withHead = getOnly + "export async function HEAD() { return new Response() }\nexport async function OPTIONS() { return new Response() }\n"
	aPage    = "export default function Page() { return null }\n"
	aLayout  = "export default function Layout({ children }) { return children }\n"
)

// TestDiff: what changes, what it is called, and whether it breaks a client.
func TestDiff(t *testing.T) {
	for _, c := range []struct {
		name     string
		old, now map[string]string
		want     string // the lines of the output
	}{
		{"nothing", tree("app/a/route.ts", getOnly), tree("app/a/route.ts", getOnly), ""},
		{"a route more", tree("app/a/route.ts", getOnly), tree("app/a/route.ts", getOnly, "app/b/route.ts", getPost),
			"  route-added     /b  GET POST  app/b/route.ts"},
		{"a route less", tree("app/a/route.ts", getOnly, "app/b/[x]/route.ts", getPost), tree("app/a/route.ts", getOnly),
			"! route-removed   /b/[x]  GET POST  app/b/[x]/route.ts"},
		{"a method less, one more", tree("app/a/route.ts", getPost), tree("app/a/route.ts", strings.ReplaceAll(getPost, "POST", "PUT")),
			"! methods-removed /a  POST\n  methods-added   /a  PUT"},
		{"what Next answers by itself is not gone", tree("app/a/route.ts", withHead), tree("app/a/route.ts", getOnly), ""},
		{"nor new", tree("app/a/route.ts", getOnly), tree("app/a/route.ts", withHead), ""},
		{"another name of a param", tree("app/b/[id]/route.ts", getOnly), tree("app/b/[slug]/route.ts", getOnly),
			"  params-renamed  /b/[slug]  /b/[id] → /b/[slug]\n  owner-changed   /b/[slug]  app/b/[id]/route.ts → app/b/[slug]/route.ts"},
		{"a param becomes a catch-all", tree("app/b/[id]/route.ts", getPost), tree("app/b/[...id]/route.ts", getOnly),
			"  path-changed    /b/[...id]  /b/[id] → /b/[...id]\n  owner-changed   /b/[...id]  app/b/[id]/route.ts → app/b/[...id]/route.ts\n! methods-removed /b/[...id]  POST"},
		{"another takes the paths of what is gone", tree("app/p/new/route.ts", getOnly, "app/p/[id]/route.ts", getOnly), tree("app/p/[id]/route.ts", getOnly),
			"! route-removed   /p/new  GET  app/p/new/route.ts → app/p/[id]/route.ts"},
		{"a new route takes paths from another", tree("app/[...rest]/route.ts", getPost), tree("app/[...rest]/route.ts", getPost, "app/x/route.ts", getOnly),
			"  route-added     /x  GET  app/[...rest]/route.ts → app/x/route.ts\n! methods-removed /x  POST"},
		{"a group around it", tree("app/a/route.ts", getOnly), tree("app/(g)/a/route.ts", getOnly),
			"  owner-changed   /a  app/a/route.ts → app/(g)/a/route.ts"},
		{"a handler becomes a page", tree("app/a/route.ts", getOnly), tree("app/layout.tsx", aLayout, "app/a/page.tsx", aPage),
			"! kind-changed    /a  handler → page\n  owner-changed   /a  app/a/route.ts → app/a/page.tsx\n  caching-changed /a  dynamic → static"},
		{"a page becomes a handler", tree("app/layout.tsx", aLayout, "app/a/page.tsx", aPage), tree("app/a/route.ts", getOnly),
			"! kind-changed    /a  page → handler\n  owner-changed   /a  app/a/page.tsx → app/a/route.ts\n  caching-changed /a  static → dynamic"},
		{"caching", tree("app/a/route.ts", getOnly), tree("app/a/route.ts", "export const revalidate = 60\n"+getOnly),
			"  caching-changed /a  dynamic → static, revalidate 60s"},
		{"caching by the layout", tree("app/layout.tsx", aLayout, "app/page.tsx", aPage), tree("app/layout.tsx", "export const revalidate = 5\n"+aLayout, "app/page.tsx", aPage),
			"  caching-changed /  static → static, revalidate 5s"},
		{"a redirect in its place", tree("app/a/route.ts", getOnly, "app/b/route.ts", getOnly),
			tree("app/b/route.ts", getOnly, "next.config.mjs", "export default { async redirects() { return [{ source: '/a', destination: '/b', permanent: true }] } }\n"),
			"  route-removed   /a  GET  app/a/route.ts → /b"},
		{"a file in its place", tree("app/robots.txt", "x\n"), tree("app/b/route.ts", getOnly, "public/robots.txt", "x\n"),
			"  route-added     /b  GET  app/b/route.ts\n  owner-changed   /robots.txt  app/robots.txt → public/robots.txt"},
		{"the app folder moves", tree("app/a/route.ts", getOnly), tree("src/app/a/route.ts", getOnly),
			"  owner-changed   /a  app/a/route.ts → src/app/a/route.ts"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			plant(t, filepath.Join(dir, "old"), c.old)
			plant(t, filepath.Join(dir, "now"), c.now)
			var out bytes.Buffer
			code, stderr := run(t, dir, &out, "diff", "old", "now")
			if got := strings.TrimSuffix(out.String(), "\n"); got != c.want {
				t.Errorf("printed\n%s\nwant\n%s\n%s", got, c.want, stderr)
			}
			if want := strings.Count("\n"+c.want, "\n!"); code != min(want, 1) {
				t.Errorf("exit %d", code)
			}
		})
	}
}

// tree is files and their texts, in turns.
func tree(pairs ...string) map[string]string {
	files := make(map[string]string)
	for i := 0; i < len(pairs); i += 2 {
		files[pairs[i]] = pairs[i+1]
	}
	return files
}

// plant writes files below a folder.
func plant(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
