package node_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"signalbox/engine/bundle"
	"signalbox/engine/jsrt"
	"signalbox/engine/trace"
)

// TestPackages bundles modules that use packages of npm, runs them as handlers
// and compares with what Node answered. SIGNALBOX_PACKAGES names a folder in
// which testdata/packages/install.sh has put the packages; without it there is
// nothing to run against and the table alone is checked.
func TestPackages(t *testing.T) {
	cases, err := txtar.ParseFile("testdata/packages/cases.txtar")
	if err != nil {
		t.Fatal(err)
	}
	want := recordedPackages(t)
	for _, c := range cases.Files {
		if _, ok := want[c.Name]; !ok {
			t.Errorf("%s has no recorded answer", c.Name)
		}
	}
	dir := os.Getenv("SIGNALBOX_PACKAGES")
	if dir == "" {
		return
	}
	for _, c := range cases.Files {
		t.Run(strings.TrimSuffix(c.Name, ".mjs"), func(t *testing.T) {
			if got := runPackage(t, dir, c); got != want[c.Name] {
				t.Errorf("got  %s\nNode %s", got, want[c.Name])
			}
		})
	}
}

func recordedPackages(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/packages/recorded.json")
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]string
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

const packageRoute = `import it from "../../cases/case.mjs";
import { run } from "../../cases/run.mjs";
export async function GET() { return new Response((await run({ it })).it); }
`

// runPackage answers the text of one case, or says what went wrong.
func runPackage(t *testing.T, dir string, c txtar.File) string {
	t.Helper()
	runner, err := os.ReadFile("testdata/run.mjs")
	if err != nil {
		t.Fatal(err)
	}
	const entry = "app/case/route.js"
	tree := fstest.MapFS{
		entry: {Data: []byte(packageRoute)}, "cases/case.mjs": {Data: c.Data}, "cases/run.mjs": {Data: runner},
	}
	b := bundle.New(bundle.Options{Env: map[string]string{"NODE_ENV": "production"}})
	defer b.Close()
	program, err := b.Build(t.Context(), tree, dir, []string{entry})
	if err != nil {
		return err.Error()
	}
	if fault, ok := program.Faults[entry]; ok {
		return fmt.Sprint("does not build: ", fault.Diagnostics)
	}
	rt, err := jsrt.Start(context.Background(), program, packageHost{tree}, jsrt.Options{})
	if err != nil {
		return err.Error()
	}
	defer rt.Close()
	return callPackage(rt, entry)
}

func callPackage(rt jsrt.Runtime, entry string) string {
	res, err := rt.Do(context.Background(), &jsrt.Call{
		ID: 1, Action: jsrt.ActHandler, File: entry, Export: "GET",
		Request: &jsrt.Request{Method: "GET", URL: "http://localhost:3000/case"},
		Mode:    jsrt.Mode{Dynamic: "auto", Version: "16", RoutePath: "/case"},
	})
	switch {
	case err != nil:
		return err.Error()
	case res.Thrown != nil:
		return fmt.Sprintf("threw %s: %s\n%s", res.Thrown.Name, res.Thrown.Message, res.Thrown.Stack)
	}
	defer res.Response.Body.Close()
	text, err := io.ReadAll(res.Response.Body)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// packageHost has a tree and nothing else.
type packageHost struct{ tree fs.FS }

func (h packageHost) Emit(uint64, trace.Event) {}
func (h packageHost) ReadFile(name string) ([]byte, error) {
	return fs.ReadFile(h.tree, path.Base(name))
}
func (h packageHost) Stat(string) (jsrt.FileInfo, error)      { return jsrt.FileInfo{}, fs.ErrNotExist }
func (h packageHost) ReadDir(string) ([]jsrt.FileInfo, error) { return nil, fs.ErrNotExist }
func (h packageHost) RealPath(name string) (string, error)    { return name, nil }
func (h packageHost) Now() time.Time                          { return time.Now() }
func (h packageHost) AllowFetch(_ context.Context, _ uint64, url string) error {
	return fmt.Errorf("no network in tests: %s", url)
}
func (h packageHost) Cache(context.Context, uint64, string, []byte) ([]byte, error) {
	return []byte(`{"hit":false}`), nil
}
