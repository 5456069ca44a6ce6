package typegen

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"signalbox/engine/nextconfig"
)

// TestAgainstNext generates the types of each recorded tree and compares them
// with what `next typegen` wrote, byte for byte; those in lines/ in all lines but
// the constant ones, which the others hold.
func TestAgainstNext(t *testing.T) {
	for _, dir := range []string{"testdata", "testdata/lines"} {
		files, err := filepath.Glob(dir + "/*.txtar")
		if err != nil || len(files) == 0 {
			t.Fatalf("no recordings in %s: %v", dir, err)
		}
		for _, file := range files {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
				tree, want := recorded(t, file)
				got := generate(t, tree)
				if dir != "testdata" {
					differing(t, got)
				}
				compare(t, got, want)
			})
		}
	}
}

// recorded reads an archive: the tree, and what Next wrote.
func recorded(t *testing.T, file string) (tree fstest.MapFS, want map[string]string) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	tree, want = make(fstest.MapFS), make(map[string]string)
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, "want/"); ok {
			want[name] = string(f.Data)
		} else {
			tree[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return tree, want
}

// differing leaves the lines of each file that no part has.
func differing(t *testing.T, files []File) {
	t.Helper()
	constant := make(map[string]bool)
	names, err := fs.Glob(parts, "parts/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := parts.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(string(text), "\n") {
			constant[line] = true
		}
	}
	for i := range files {
		lines := slices.DeleteFunc(strings.Split(files[i].Text, "\n"), func(line string) bool { return constant[line] })
		files[i].Text = strings.Join(lines, "\n") + "\n"
	}
}

func generate(t *testing.T, tree fstest.MapFS) []File {
	t.Helper()
	in := Input{FS: tree, Root: "app"}
	if _, err := fs.Stat(tree, "src"); err == nil {
		in.Root = "src/app"
	}
	if f := tree["next.config.mjs"]; f != nil {
		config, found, complete := nextconfig.ReadStatic("next.config.mjs", f.Data)
		if !complete || len(found) > 0 {
			t.Fatalf("the config cannot be read without running it: %v", found)
		}
		in.Config = config
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
	for _, name := range []string{"api", "context", "handler", "layout", "link", "matching", "matching-check", "page", "page-strict", "pages", "route-impl", "routes"} {
		if part(name) == "" {
			t.Errorf("part %s is empty", name)
		}
	}
}

// TestAnInterceptionThatLeadsNowhere: Next refuses to write types then.
func TestAnInterceptionThatLeadsNowhere(t *testing.T) {
	for _, name := range []string{"app/@side/(..)(..)x/page.tsx", "app/(..)y/page.tsx", "app/(..)(..)z/layout.tsx"} {
		files, err := Generate(Input{FS: fstest.MapFS{name: {}}, Root: "app"})
		if err == nil || len(files) > 0 || !strings.Contains(err.Error(), name+": Invalid interception route: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
