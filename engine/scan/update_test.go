package scan

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"signalbox/engine/diag"
)

// edits are the texts that the property test writes.
var editTexts = []string{
	"export const GET = () => Response.json({})\n",
	"export const dynamic = 'force-static'\nexport async function GET() {}\nexport function POST() {}\n",
	"export { GET } from '../lib/shared'\n",
	"export * from '@/lib/shared'\n",
	"export default function Page() { return null }\n",
	"export const revalidate = 60\nexport default async function Page({ params }) { return null }\n",
	"export function get() {}\n",
	"export function GET( {\n",
	"",
}

var editNames = []string{
	"app/page.js", "app/layout.js", "app/a/route.js", "app/a/page.js", "app/(g)/a/page.js", "app/[x]/route.js", "app/[y]/b/route.ts",
	"app/@m/default.js", "app/@m/(.)a/page.js", "app/c/sitemap.js", "app/c/icon.png", "app/robots.js", "public/a", "pages/a.js",
	"lib/shared.js", "lib/shared.ts", "proxy.js", "next.config.js", "tsconfig.json", "app/d/[...s]/route.js", "app/d/route.jsx",
}

func textFor(name string, r *rand.Rand) string {
	switch name {
	case "next.config.js":
		return []string{"module.exports = {}", "module.exports = { pageExtensions: ['js'] }", "module.exports = { cacheComponents: true }"}[r.IntN(3)]
	case "tsconfig.json":
		return `{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }`
	}
	return editTexts[r.IntN(len(editTexts))]
}

// TestUpdateEqualsScan edits a tree at random, and holds the updated result
// against a fresh scan after each edit.
func TestUpdateEqualsScan(t *testing.T) {
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 7))
		tree := fstest.MapFS{"app/layout.js": {Data: []byte(editTexts[4])}, "app/page.js": {Data: []byte(editTexts[4])}}
		result, err := Scan(maps.Clone(tree), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for step := range 60 {
			next := maps.Clone(tree)
			var changed []string
			for range 1 + r.IntN(2) {
				name := editNames[r.IntN(len(editNames))]
				if next[name] != nil && r.IntN(2) == 0 && name != "app/page.js" {
					delete(next, name)
				} else {
					next[name] = &fstest.MapFile{Data: []byte(textFor(name, r))}
				}
				changed = append(changed, name)
			}
			tree = next
			result, err = result.Update(tree, 0, changed, Options{})
			if err != nil {
				t.Fatal(err)
			}
			fresh, err := Scan(tree, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := difference(result, fresh); diff != "" {
				t.Fatalf("seed %d, step %d, after %v in %v: %s", seed, step, changed, slices.Sorted(maps.Keys(tree)), diff)
			}
		}
	}
}

// difference names the first field in which two results differ.
func difference(got, want *Result) string {
	a, b := *got, *want
	a.state, b.state = nil, nil
	x, y := reflect.ValueOf(a), reflect.ValueOf(b)
	for i := range x.NumField() {
		if !x.Type().Field(i).IsExported() {
			continue
		}
		if !reflect.DeepEqual(x.Field(i).Interface(), y.Field(i).Interface()) && x.Type().Field(i).Name != "ProxyConfig" {
			return fmt.Sprintf("%s: %+v\nwant %+v", x.Type().Field(i).Name, x.Field(i).Interface(), y.Field(i).Interface())
		}
	}
	return ""
}

// TestUpdateKeepsTheOldResult holds that an update leaves its predecessor as
// it was.
func TestUpdateKeepsTheOldResult(t *testing.T) {
	before := fstest.MapFS{"app/a/route.js": {Data: []byte(editTexts[0])}}
	old, err := Scan(before, Options{})
	if err != nil {
		t.Fatal(err)
	}
	after := fstest.MapFS{"app/b/route.js": {Data: []byte(editTexts[0])}}
	if _, err := old.Update(after, 2, []string{"app/a", "app/b"}, Options{}); err != nil {
		t.Fatal(err)
	}
	again, err := old.Update(before, 3, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Table.Routes) != 1 || again.Table.Routes[0].Path != "/a" || old.Table.Routes[0].Path != "/a" {
		t.Errorf("routes after all: %+v", again.Table.Routes)
	}
}

func TestScanWithoutAppFolder(t *testing.T) {
	_, err := Scan(fstest.MapFS{"pages/x.js": {}}, Options{})
	if err == nil || err.Error() != "scan: found neither app/ nor src/app/" {
		t.Errorf("error %v", err)
	}
}

func TestUnreadableFile(t *testing.T) {
	fsys := unreadable{fstest.MapFS{"app/a/route.js": {Data: []byte(editTexts[0])}, "app/b/route.js": {Data: []byte(editTexts[0])}}, "app/b/route.js"}
	r, err := Scan(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Table.Routes) != 2 || len(r.Table.Problems) != 1 || r.Table.Problems[0].Code != UnreadableFile {
		t.Errorf("routes %v, problems %v", len(r.Table.Routes), codesOf(r.Table))
	}
}

// unreadable is a file system one file of which can't be read.
type unreadable struct {
	fstest.MapFS
	name string
}

func (u unreadable) ReadFile(name string) ([]byte, error) {
	if name == u.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.ReadFile(name)
}

func TestPagesInOtherLanguages(t *testing.T) {
	r, err := Scan(fstest.MapFS{
		"next.config.js":  {Data: []byte("module.exports = { pageExtensions: ['js', 'mdx'], experimental: { mdxRs: true } }")},
		"app/layout.js":   {Data: []byte(editTexts[4])},
		"app/page.mdx":    {Data: []byte("# It's a `page`\n\n<Unclosed")},
		"app/x/route.mjs": {Data: []byte(editTexts[0])},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Table.Routes) != 1 || r.Table.Routes[0].File != "app/page.mdx" || len(r.Table.Problems) > 0 {
		t.Errorf("routes %+v, problems %v", r.Table.Routes, codesOf(r.Table))
	}
}

// TestUnreadableFolder holds that a folder that can't be listed is said, at the
// stage at which Next ends, wherever the walk comes by it, and that the rest of
// the tree stays usable.
func TestUnreadableFolder(t *testing.T) {
	files := fstest.MapFS{
		"app/layout.js":        {Data: []byte(editTexts[4])},
		"app/page.js":          {Data: []byte("export default function Page() { return null }")},
		"app/secret/page.js":   {Data: []byte("export default function Page() { return null }")},
		"app/x/secret/page.js": {Data: []byte("export default function Page() { return null }")},
		"pages/secret/a.js":    {Data: []byte("export default function Page() { return null }")},
	}
	for _, folder := range []string{"app/secret", "app/x/secret", "pages/secret"} {
		r, err := Scan(closedFolder{files, folder}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, p := range r.Table.Problems {
			found = found || p.Code == UnreadableFolder && p.Stage == diag.StageBuild && p.Severity == diag.Error &&
				p.Next == "EACCES: permission denied, scandir" && strings.Contains(p.Message, folder)
		}
		if !found {
			t.Errorf("%s: problems %v", folder, codesOf(r.Table))
		}
		if r.Table.Routes[0].Path != "/" {
			t.Errorf("%s: routes %v", folder, r.Table.Routes)
		}
	}
}

// closedFolder is a file system in which one folder can't be listed.
type closedFolder struct {
	fstest.MapFS
	name string
}

func (c closedFolder) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == c.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return c.MapFS.ReadDir(name)
}

// TestVersions holds what changed between the major versions of Next.js.
func TestVersions(t *testing.T) {
	tree := fstest.MapFS{
		"app/a/route.ts":      {Data: []byte("export async function GET() {\n  return Response.json(Date.now())\n}\n")},
		"app/b/[id]/route.ts": {Data: []byte("export async function POST(req: Request, { params }: { params: { id: string } }) {\n  return Response.json(params)\n}\n")},
		"middleware.ts":       {Data: []byte("export function middleware() {}\n")},
	}
	for version, want := range map[string]string{
		"14": "static ok []",
		"15": "dynamic build [params-not-promise]",
		"16": "dynamic build [params-not-promise middleware-deprecated]",
	} {
		r, err := Scan(tree, Options{Version: version})
		if err != nil {
			t.Fatal(err)
		}
		var codes []string
		for i := range r.Table.Problems {
			codes = append(codes, string(r.Table.Problems[i].Code))
		}
		if got := fmt.Sprint(r.Table.Routes[0].Render, " ", verdictOf(r.Table), " ", codes); got != want {
			t.Errorf("Next %s: %s, want %s", version, got, want)
		}
	}
}

func TestLinkToTheFolderAbove(t *testing.T) {
	tree := fstest.MapFS{
		"app/a/route.js": {Data: []byte(editTexts[0])},
		"app/a/up":       {Data: []byte("../.."), Mode: fs.ModeSymlink},
		"app/a/again":    {Data: []byte(".."), Mode: fs.ModeSymlink},
	}
	r, err := Scan(tree, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(r.Table.Routes); n == 0 || n > 20 {
		t.Errorf("%d routes", n)
	}
}
