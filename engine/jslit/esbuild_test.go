package jslit

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// esbuildExports asks esbuild for the exports of a module. ok is false where
// it does not parse.
func esbuildExports(t testing.TB, name string, src []byte) (exports []string, ok bool) {
	t.Helper()
	loaders := map[Dialect]api.Loader{JavaScript: api.LoaderJSX, TypeScript: api.LoaderTS, TSX: api.LoaderTSX}
	result := api.Build(api.BuildOptions{
		Stdin:    &api.StdinOptions{Contents: string(src), Sourcefile: "x", Loader: loaders[DialectOf(name)]},
		Metafile: true, Format: api.FormatESModule, LogLevel: api.LogLevelSilent, JSX: api.JSXPreserve, TsconfigRaw: "{}",
	})
	if len(result.Errors) > 0 {
		return nil, false
	}
	var meta struct {
		Outputs map[string]struct{ Exports []string }
	}
	if err := json.Unmarshal([]byte(result.Metafile), &meta); err != nil {
		t.Fatal(err)
	}
	for _, o := range meta.Outputs {
		exports = o.Exports
	}
	slices.Sort(exports)
	return exports, true
}

// exported lists the run-time exports of a module; commonJS says that some are
// set on module.exports, of which esbuild knows nothing.
func exported(m *Module) (list []string, commonJS bool) {
	for _, e := range m.Exports {
		commonJS = commonJS || e.Form == CommonJS
		if !e.IsType() && !slices.Contains(list, e.Name) {
			list = append(list, e.Name)
		}
	}
	slices.Sort(list)
	return list, commonJS
}

// TestAgainstEsbuild compares the exports of every module in this repository
// with those that esbuild finds.
func TestAgainstEsbuild(t *testing.T) {
	compared := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch filepath.Ext(path) {
		case ".js", ".jsx", ".ts", ".tsx", ".mjs", ".mts":
		default:
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil || strings.HasSuffix(path, ".d.ts") {
			return nil
		}
		compareWithEsbuild(t, path, src)
		compared++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if compared == 0 {
		t.Fatal("found no module to compare")
	}
}

func compareWithEsbuild(t testing.TB, path string, src []byte) {
	t.Helper()
	want, ok := esbuildExports(t, path, src)
	m := Parse(path, src)
	got, commonJS := exported(m)
	switch {
	case !ok && m.Fault == nil && !m.Suspect:
		t.Errorf("%s: esbuild refuses it, and nothing is suspected", path)
	case ok && m.Fault != nil:
		t.Errorf("%s: fault %q where esbuild sees none", path, m.Fault.Text)
	case ok && m.ESM && !commonJS && !slices.Equal(got, want):
		t.Errorf("%s: exports %q, esbuild finds %q", path, got, want)
	}
}

// TestBrokenModules holds that errors are found or suspected, so that esbuild
// is asked.
func TestBrokenModules(t *testing.T) {
	for _, src := range []string{
		"export function GET( { return 1 }",
		"export const a = ;",
		"export const a = = 1",
		"export const a = 'x",
		"export const a = `x",
		"export const a = [1, 2",
		"export const a = { b: 1 ]",
		"foo bar",
		"export const a = 1 2",
		"/* never closed",
		"const a = b.;",
	} {
		if _, ok := esbuildExports(t, "a.js", []byte(src)); ok {
			t.Errorf("%q: esbuild takes it", src)
		}
		if m := Parse("a.js", []byte(src)); m.Fault == nil && !m.Suspect {
			t.Errorf("%q: nothing suspected", src)
		}
	}
}

// FuzzParse holds that no text makes the reader panic or hang, and that the
// places it gives lie in the text.
func FuzzParse(f *testing.F) {
	for _, src := range []string{
		"export const { GET, a: { b } = {} } = x", "const a = <b c={d}>e {`${f}`}</b>; export default a", "export type A<T> = T extends B ? C : D",
		"module.exports = { a, b() {}, ...c }", "import a, { b as c } from 'd' with { type: 'json' }", "export * as ns from 'x'", "a < b > c / d / e",
	} {
		f.Add(src, uint8(0))
		f.Add(src, uint8(2))
	}
	f.Fuzz(func(t *testing.T, src string, dialect uint8) {
		m := ParseAs(Dialect(dialect%3), []byte(src))
		for i := range m.Exports {
			e := &m.Exports[i]
			if e.Start < 0 || e.End > len(src) || e.Start > e.End || e.Init > len(src) {
				t.Errorf("export %+v outside of the text", *e)
			}
			m.Resolve(m.Value(e.Init))
			m.Returned(e.Func)
		}
	})
}

// BenchmarkParse measures the speed on a typical handler.
func BenchmarkParse(b *testing.B) {
	src := []byte(strings.Repeat("export async function GET(req: NextRequest, { params }: { params: Promise<{ id: string }> }) {\n"+
		"  const { id } = await params // the key\n  if (!/^[a-z\"']+$/.test(id)) return new Response(`no ${id}`, { status: 400 })\n"+
		"  return Response.json({ id, at: Date.now() / 1000, list: [1, 2, 3].map((x) => x * 2) })\n}\n", 40))
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if m := Parse("route.ts", src); m.Fault != nil {
			b.Fatal(m.Fault)
		}
	}
}
