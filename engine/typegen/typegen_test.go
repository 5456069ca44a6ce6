package typegen

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"signalbox/engine/nextconfig"
)

// config is what testdata/config.txtar's next.config.mjs evaluates to.
func config() *nextconfig.Config {
	c := nextconfig.Default()
	c.PageExtensions = []string{"page.tsx", "tsx", "ts", "api.ts"}
	c.Experimental.TypedRoutes = true
	c.CacheLife["blog"] = nextconfig.CacheLife{Stale: 3600, Revalidate: 900, Expire: 86400}
	c.CacheLife["brief"] = nextconfig.CacheLife{Stale: -1, Revalidate: 5, Expire: -1}
	c.CacheLife["long"] = nextconfig.CacheLife{Stale: 5184000, Revalidate: 1209600, Expire: 4294967294}
	for _, source := range []string{
		"/old/:slug", "/all/:path*", "/some/:path+", `/num/:id(\d+)`, "/maybe/:q?", "/any/(.*)", "/post-:id", "/lang/:l(en)?/x",
	} {
		c.Redirects = append(c.Redirects, nextconfig.Rule{Source: source})
	}
	c.Rewrites = nextconfig.Rewrites{
		Before:   []nextconfig.Rule{{Source: "/bf"}},
		After:    []nextconfig.Rule{{Source: "/out/:x"}},
		Fallback: []nextconfig.Rule{{Source: "/:all*"}},
	}
	return c
}

// TestAgainstNext generates the types of each recorded tree and compares them
// with what `next typegen` wrote, byte for byte.
func TestAgainstNext(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no recordings: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			tree, want := make(fstest.MapFS), make(map[string]string)
			for _, f := range archive.Files {
				if name, ok := strings.CutPrefix(f.Name, "want/"); ok {
					want[name] = string(f.Data)
				} else {
					tree[f.Name] = &fstest.MapFile{Data: f.Data}
				}
			}
			compare(t, generate(t, tree), want)
		})
	}
}

func generate(t *testing.T, tree fstest.MapFS) []File {
	t.Helper()
	in := Input{FS: tree, Root: "app"}
	if _, err := fs.Stat(tree, "src"); err == nil {
		in.Root = "src/app"
	}
	if tree["next.config.mjs"] != nil {
		in.Config = config()
	}
	files, err := Generate(in)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func compare(t *testing.T, got []File, want map[string]string) {
	t.Helper()
	for _, f := range got {
		text, ok := want[f.Name]
		if !ok {
			t.Errorf("%s is not among what Next writes", f.Name)
		} else if text != f.Text {
			t.Errorf("%s differs from Next's in %s", f.Name, firstDifference(f.Text, text))
		}
		delete(want, f.Name)
	}
	for name := range want {
		t.Errorf("%s is missing", name)
	}
}

// firstDifference shows the first line in which two texts differ.
func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "\n  got  " + a[i] + "\n  want " + b[i]
		}
	}
	return "length"
}

func TestPartsAreThere(t *testing.T) {
	for _, name := range []string{"api", "context", "handler", "layout", "link", "matching", "matching-check", "page", "pages", "route-impl", "routes"} {
		if part(name) == "" {
			t.Errorf("part %s is empty", name)
		}
	}
}
