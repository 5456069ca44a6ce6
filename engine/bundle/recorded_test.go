package bundle_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"signalbox/engine/bundle"
	"signalbox/engine/jsrt"
	"signalbox/engine/trace"
)

// folder is a host that reads the files below a folder.
type folder string

func (folder) Emit(uint64, trace.Event)                         {}
func (folder) AllowFetch(context.Context, uint64, string) error { return errors.New("no network") }
func (folder) Now() time.Time                                   { return time.Now() }
func (folder) ReadFile(name string) ([]byte, error)             { return os.ReadFile(name) }
func (folder) ReadDir(string) ([]jsrt.FileInfo, error)          { return nil, fs.ErrNotExist }
func (folder) RealPath(name string) (string, error)             { return filepath.EvalSymlinks(name) }
func (folder) Cache(context.Context, uint64, string, []byte) ([]byte, error) {
	return []byte(`{"hit":false}`), nil
}

func (folder) Stat(name string) (jsrt.FileInfo, error) {
	info, err := os.Stat(name)
	if err != nil {
		return jsrt.FileInfo{}, err
	}
	return jsrt.FileInfo{Name: info.Name(), Size: info.Size(), Dir: info.IsDir()}, nil
}

// differs lists the routes of the recording in which we differ, and why.
var differs = map[string]string{
	"app/class-name/route.ts":      "Next minifies the names of functions and classes",
	"app/define/route.ts":          "compiler.define is not read from next.config",
	"app/dirname/route.ts":         "Next names the folder below the workspace's root",
	"app/meta/route.ts":            "import.meta.env is Turbopack's own",
	"app/require-resolve/route.ts": "Turbopack answers the number of a module",
	"app/wasm/route.ts":            "the engine has no WebAssembly",
	"app/url-read/route.ts":        "no machine without its server fetches files",
	"app/external-esm/route.ts":    "the test's host shows packages under another path",
}

// TestImports builds the app of testdata/turbopack.txtar and runs each route: it
// answers what it answered when Turbopack had built it.
func TestImports(t *testing.T) {
	archive, err := os.ReadFile("testdata/turbopack.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir, fsys := onDisk(t, string(archive))
	var entries []string
	want := map[string]string{}
	for _, f := range txtar.Parse(archive).Files {
		if f.Name != "want" {
			continue
		}
		for line := range strings.Lines(string(f.Data)) {
			entry, answer, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			entries = append(entries, entry)
			want[entry] = answer
		}
	}
	slices.Sort(entries)
	env := map[string]string{"FROM_CONFIG": "cfg", "SOME_FLAG": "true", "NEXT_PUBLIC_A": "pub", "PRIV": "secret"}
	p := build(t, bundle.Options{Env: env, Inline: map[string]string{"FROM_CONFIG": "cfg", "SOME_FLAG": "true"}}, dir, fsys, entries...)
	rt, err := jsrt.Start(t.Context(), p, folder(dir), jsrt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer rt.Close()
	for _, entry := range entries {
		if differs[entry] != "" {
			continue
		}
		t.Run(strings.Split(entry, "/")[1], func(t *testing.T) {
			if got := answered(t, rt, entry); got != want[entry] {
				t.Errorf("got  %s\nwant %s", got, want[entry])
			}
		})
	}
}

// answered is the body with which a route's GET answers, or what it threw.
func answered(t *testing.T, rt jsrt.Runtime, entry string) string {
	t.Helper()
	res, err := rt.Do(t.Context(), &jsrt.Call{
		ID: 1, Action: jsrt.ActHandler, File: entry, Export: "GET", Mode: jsrt.Mode{Dynamic: "force-dynamic", Version: "16"},
		Request: &jsrt.Request{Method: "GET", URL: "http://localhost:3000/" + strings.Split(entry, "/")[1]},
	})
	if err != nil {
		t.Fatal(err)
	}
	if res.Thrown != nil {
		return res.Thrown.Name + ": " + res.Thrown.Message
	}
	body, err := io.ReadAll(res.Response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
