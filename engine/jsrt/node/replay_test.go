package node

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"signalbox/engine/jsrt/vm"
	"signalbox/engine/jsrt/web"
)

// TestReplay runs the scripts in testdata/cases and compares what they answer
// with what Node 20 answered (testdata/record.mjs).
func TestReplay(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.mjs")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".mjs")
		t.Run(name, func(t *testing.T) {
			want := recorded(t, name)
			got := replay(t, "/cases/"+name+".mjs")
			for _, one := range keys(want) {
				t.Run(one, func(t *testing.T) {
					if got[one] != want[one] {
						t.Errorf("got  %s\nNode %s", got[one], want[one])
					}
				})
			}
		})
	}
}

// TestExports checks that no module lacks a name that Node exports: such an
// import would fail before the first line runs.
func TestExports(t *testing.T) {
	want, got := recorded(t, "exports"), replay(t, "/names/exports.mjs")
	for _, module := range keys(want) {
		has := map[string]bool{}
		for _, name := range names(t, got[module]) {
			has[name] = true
		}
		for _, name := range names(t, want[module]) {
			if !has[name] {
				t.Errorf("node:%s does not export %s", module, name)
			}
		}
	}
}

func names(t *testing.T, result string) []string {
	t.Helper()
	var out struct{ Value []string }
	if err := json.Unmarshal([]byte(result), &out); err != nil {
		t.Fatalf("%v in %s", err, result)
	}
	return out.Value
}

// TestEveryModuleLoads imports every module by name and its default.
func TestEveryModuleLoads(t *testing.T) {
	m := newMachine(t)
	for _, name := range Names() {
		text, err := m.EvalModule(t.Context(), "/load-"+strings.ReplaceAll(name, "/", "-")+".mjs", `
			import * as all from "node:`+name+`";
			export default [typeof all.default, Object.keys(all).filter((k) => k !== "default" && all[k] !== undefined && !(k in Object(all.default)))];`)
		if err != nil || !strings.HasSuffix(string(text), ",[]]") && name != "console" {
			t.Errorf("node:%s: %s %v", name, text, err)
		}
	}
}

func recorded(t *testing.T, name string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "recorded", name+".json"))
	if err != nil {
		t.Fatalf("record the cases first: %v", err)
	}
	var out map[string]string
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func replay(t *testing.T, file string) map[string]string {
	t.Helper()
	m := newMachine(t)
	text, err := m.EvalModule(t.Context(), "/replay.mjs", `
		import { run } from "/run.mjs";
		export default async () => run((await import("`+file+`")).default);`)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]string
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func keys(m map[string]string) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// newMachine starts a machine that sees testdata/files as its project.
func newMachine(t testing.TB) *vm.Machine {
	t.Helper()
	root, err := filepath.Abs("testdata/files")
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Files: diskFiles{root}, Root: "/project", Env: map[string]string{"NODE_ENV": "production", "A_PLAIN": "1"}}
	m, err := vm.New([]*vm.Library{web.Library(web.Options{}), Library(o)}, vm.Options{
		Resolve: func(_, spec string) (string, error) {
			if Known(spec) {
				return "node:" + strings.TrimPrefix(spec, "node:"), nil
			}
			return spec, nil
		},
		Load: func(name string) (string, error) {
			text, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
			return string(text), err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return m
}
