package scan

import (
	"encoding/base64"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"signalbox/engine/diag"
	"signalbox/engine/route"
)

// recorded is what testdata/record.mjs wrote about a tree.
type recorded struct {
	Build struct {
		Exit    int
		Output  []string
		Paths   map[string]string
		Statics map[string]any
		Dynamic []string
	}
	Start *struct{ Exit *int }
}

// verdict is the recorded verdict: "ok", "build" or "start".
func (r *recorded) verdict() string {
	switch {
	case r.Build.Exit != 0:
		return "build"
	case r.Start != nil && r.Start.Exit != nil:
		return "start"
	}
	return "ok"
}

// verdictOf is the verdict that the diagnostics of a table amount to.
func verdictOf(t *route.Table) string {
	worst := "ok"
	for _, p := range t.Problems {
		if p.Severity != diag.Error {
			continue
		}
		if p.Stage == diag.StageBuild {
			return "build"
		}
		if p.Stage == diag.StageStart {
			worst = "start"
		}
	}
	return worst
}

// readTree builds the file system of a txtar tree. complete says that Next
// reports everything that is wrong with it at once.
func readTree(t testing.TB, file string) (tree fs.FS, complete bool) {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m := fstest.MapFS{}
	for _, f := range a.Files {
		m[f.Name] = &fstest.MapFile{Data: f.Data}
		if ext := filepath.Ext(f.Name); ext == ".png" || ext == ".ico" {
			m[f.Name].Data = pixel
		}
	}
	tree = m
	var links [][2]string
	for line := range strings.Lines(string(a.Comment)) {
		words := strings.Fields(line)
		switch {
		case len(words) == 2 && words[0] == "unreadable":
			tree = closedFolder{m, words[1]}
		case len(words) == 1 && words[0] == "complete":
			complete = true
		case len(words) == 4 && words[0] == "symlink":
			links = append(links, [2]string{words[1], words[3]})
		default:
			direct(t, m, words)
		}
	}
	if len(links) > 0 {
		tree = linkedTree(t, m, links)
	}
	return tree, complete
}

// linkedTree writes a tree to the disk, with links: there alone it shows which
// names are one file.
func linkedTree(t testing.TB, m fstest.MapFS, links [][2]string) fs.FS {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, m); err != nil {
		t.Fatal(err)
	}
	for _, link := range links {
		name := filepath.Join(dir, filepath.FromSlash(link[0]))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.FromSlash(link[1]), name); err != nil {
			t.Fatal(err)
		}
	}
	return os.DirFS(dir)
}

// pixel is the image that the recorder writes: one pixel as PNG.
var pixel, _ = base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

// direct gives a file the bytes that a line of a tree's comment says; see
// record.mjs.
func direct(t testing.TB, m fstest.MapFS, words []string) {
	t.Helper()
	switch {
	case len(words) == 3 && words[0] == "base64":
		data, err := base64.StdEncoding.DecodeString(words[2])
		if err != nil {
			t.Fatal(err)
		}
		m[words[1]].Data = data
	case len(words) == 3 && words[0] == "size":
		size, err := strconv.Atoi(words[2])
		if err != nil {
			t.Fatal(err)
		}
		data := make([]byte, size)
		copy(data, m[words[1]].Data)
		m[words[1]].Data = data
	}
}

// TestRecordedTrees holds the scan against what real Next.js did with each
// tree: whether the build and the start passed, and which routes there are.
func TestRecordedTrees(t *testing.T) {
	files, err := filepath.Glob("testdata/trees/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no recorded trees: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var want recorded
			if err := json.Unmarshal(text, &want); err != nil {
				t.Fatal(err)
			}
			tree, complete := readTree(t, strings.TrimSuffix(file, ".json")+".txtar")
			r, err := Scan(tree, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if complete {
				compareComplete(t, r, &want)
			}
			if got := verdictOf(r.Table); got != want.verdict() {
				t.Errorf("verdict %s, want %s\nNext: %s\nproblems: %v", got, want.verdict(), strings.Join(want.Build.Output, "\n"), codesOf(r.Table))
			}
			compareMessages(t, r, &want)
			if want.Build.Exit == 0 {
				comparePaths(t, r, &want)
				compareStatic(t, r, &want)
			}
		})
	}
}

func codesOf(t *route.Table) []string {
	var all []string
	for i := range t.Problems {
		all = append(all, string(t.Problems[i].Code)+": "+t.Problems[i].Message)
	}
	return all
}

// comparePaths holds the paths of the table against app-path-routes-manifest.
func comparePaths(t *testing.T, r *Result, want *recorded) {
	t.Helper()
	var got, expected []string
	for i := range r.Table.Routes {
		got = append(got, r.Table.Routes[i].Path)
	}
	for _, path := range want.Build.Paths {
		if path != "/_not-found" && path != "/_global-error" {
			expected = append(expected, path)
		}
	}
	slices.Sort(got)
	slices.Sort(expected)
	got, expected = slices.Compact(got), slices.Compact(expected)
	if !slices.Equal(got, expected) {
		t.Errorf("routes %q\nwant   %q", got, expected)
	}
}

// compareStatic holds the rows that the scan calls static against the paths
// that the build prerendered, with how long each is kept, and the paths that a
// generateStaticParams plainly names. Other paths with params are left out: what
// is built for them depends on the ids that the code lists.
func compareStatic(t *testing.T, r *Result, want *recorded) {
	t.Helper()
	for i := range r.Table.Routes {
		x := &r.Table.Routes[i]
		for _, path := range x.Prepared {
			if _, built := want.Build.Statics[path]; !built {
				t.Errorf("%s names %s, which the build did not make: %v", x.Path, path, want.Build.Statics)
			}
		}
		if route.IsDynamic(x.Path) {
			continue
		}
		compareKept(t, x, x.Path, want)
	}
	if len(r.Table.Routes) > 0 {
		compareKept(t, &r.Table.NotFound, "/_not-found", want)
	}
}

// compareKept holds one path: whether the build made it, and for how long.
func compareKept(t *testing.T, x *route.Route, path string, want *recorded) {
	t.Helper()
	kept, built := want.Build.Statics[path]
	if built != (x.Render == route.Static) {
		t.Errorf("%s is %s (%s); prerendered by the build: %v", path, x.Render, x.RenderWhy, built)
		return
	}
	life := x.Revalidate
	if x.Kind == route.Page {
		life = x.Life
	}
	seconds, limited := kept.(float64)
	if built && (limited != (life.Set && !life.Never) || limited && int(seconds) != life.Seconds) {
		t.Errorf("%s is kept for %+v, the build says %v", path, life, kept)
	}
}

// The lines of a build's output that name what is wrong: a file, a path that
// could not be rendered, a module whose types don't fit.
var (
	namedFile   = regexp.MustCompile(`^\./((?:src/)?(?:app|pages)/.*?)(?::\d+:\d+)?$`)
	namedPath   = regexp.MustCompile(`^Error occurred prerendering page "(.*?)"`)
	namedModule = regexp.MustCompile(`error TS\d+: Type 'typeof import\("\./([^"]*)"\)`)
)

// compareComplete holds that the build printed each error that the scan expects
// of it, and that the scan has each of those that name a file or a path.
func compareComplete(t *testing.T, r *Result, want *recorded) {
	t.Helper()
	output := strings.Join(strings.Fields(strings.Join(want.Build.Output, " ")), " ")
	files, paths := make(map[string]bool), make(map[string]bool)
	for i := range r.Table.Problems {
		p := &r.Table.Problems[i]
		if p.Stage != diag.StageBuild {
			continue
		}
		paths[p.Path] = true
		for _, file := range p.Files() {
			files[file], files[strings.TrimSuffix(file, filepath.Ext(file))] = true, true
		}
		for line := range strings.Lines(p.Next) {
			if !strings.Contains(output, strings.Join(strings.Fields(line), " ")) {
				t.Errorf("%s: the build did not say %q", p.Message, line)
			}
		}
	}
	for _, line := range want.Build.Output {
		if m := namedFile.FindStringSubmatch(line); m != nil && !files[m[1]] {
			t.Errorf("nothing is reported of %s", line)
		}
		if m := namedModule.FindStringSubmatch(line); m != nil && !files[m[1]] {
			t.Errorf("nothing is reported of %s", line)
		}
		if m := namedPath.FindStringSubmatch(line); m != nil && !paths[m[1]] {
			t.Errorf("nothing is reported of %s", line)
		}
	}
}

// compareMessages holds that each error that the scan expects of the build is
// one that the build printed. Next stops at the first of a kind, so only one has
// to be found; a message may be cut into lines.
func compareMessages(t *testing.T, r *Result, want *recorded) {
	t.Helper()
	if want.Build.Exit == 0 {
		return
	}
	output := strings.Join(strings.Fields(strings.Join(want.Build.Output, " ")), " ")
	var expected []string
	for i := range r.Table.Problems {
		p := &r.Table.Problems[i]
		if p.Stage != diag.StageBuild {
			continue
		}
		all := true
		for line := range strings.Lines(p.Next) {
			all = all && strings.Contains(output, strings.Join(strings.Fields(line), " "))
		}
		if all {
			return
		}
		expected = append(expected, p.Next)
	}
	if len(expected) > 0 {
		t.Errorf("none of %q\nin %s", expected, output)
	}
}
