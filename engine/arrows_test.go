package engine_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// pkg is what `go list` tells about a package of this module.
type pkg struct {
	ImportPath string
	Doc        string
	Imports    []string
}

// packages lists the module.
func packages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Doc,Imports", "signalbox/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

// within reports whether a package is one of these, or lies below one.
func within(path string, roots ...string) bool {
	return slices.ContainsFunc(roots, func(root string) bool {
		return path == root || strings.HasPrefix(path, root+"/")
	})
}

// TestArrows holds the house of the README: which part may know which.
//
//	main ── ui ──► engine ──► (io/fs + a revision)
//	         └───► workspace ◄── samples
func TestArrows(t *testing.T) {
	const m = "signalbox/"
	rules := []struct {
		why  string
		from func(path string) bool
		to   func(path, from string) bool // what must not be imported
	}{
		{
			"the engine knows neither the workspace nor the UI nor the samples",
			func(p string) bool { return within(p, m+"engine") },
			func(p, _ string) bool { return within(p, m+"workspace", m+"ui", m+"samples") },
		}, {
			"the engine draws nothing, watches nothing and reads no flags",
			func(p string) bool { return within(p, m+"engine") },
			func(p, _ string) bool {
				return within(p, "github.com/charmbracelet", "github.com/spf13", "github.com/fsnotify", "github.com/muesli")
			},
		}, {
			"the workspace knows of the engine only what a fix is",
			func(p string) bool { return within(p, m+"workspace") },
			func(p, _ string) bool { return within(p, m+"ui", m+"samples", m+"engine") && p != m+"engine/diag" },
		}, {
			"the samples know the workspace alone",
			func(p string) bool { return within(p, m+"samples") },
			func(p, _ string) bool { return within(p, m+"engine", m+"ui") },
		}, {
			"leaves know nothing of this module",
			func(p string) bool {
				return within(p, m+"engine/diag", m+"engine/collate", m+"engine/dotenv", m+"engine/weburl", m+"engine/jsonc", m+"workspace/overlay", m+"workspace/watch", m+"ui/quiet")
			},
			func(p, from string) bool { return within(p, "signalbox") && p != from },
		}, {
			"a trace knows positions and nothing else",
			func(p string) bool { return p == m+"engine/trace" },
			func(p, _ string) bool { return within(p, "signalbox") && p != m+"engine/diag" },
		}, {
			"routes are pure: no files, no network, no clock",
			func(p string) bool { return p == m+"engine/route" },
			func(p, _ string) bool { return within(p, "os", "io", "net", "time", "path/filepath") },
		}, {
			"panes never import each other",
			func(p string) bool { return within(p, m+"ui/pane") },
			func(p, from string) bool { return within(p, m+"ui/pane") && p != from && p != m+"ui/pane" },
		}, {
			"panes, dialogs and what they are made of do not know the program around them",
			func(p string) bool { return within(p, m+"ui") && p != m+"ui" && p != m+"ui/cli" },
			func(p, _ string) bool { return p == m+"ui" || p == m+"ui/cli" },
		}, {
			"only main starts the command line",
			func(p string) bool { return within(p, "signalbox") && p != "signalbox" },
			func(p, _ string) bool { return p == m+"ui/cli" },
		}, {
			"the UI takes its lessons from the command line that starts it",
			func(p string) bool { return within(p, m+"ui") && p != m+"ui/cli" },
			func(p, _ string) bool { return within(p, m+"samples") },
		},
	}
	for _, p := range packages(t) {
		for _, rule := range rules {
			if !rule.from(p.ImportPath) {
				continue
			}
			for _, imported := range p.Imports {
				if rule.to(imported, p.ImportPath) {
					t.Errorf("%s imports %s: %s", p.ImportPath, imported, rule.why)
				}
			}
		}
	}
}

func TestEveryPackageTellsItsStory(t *testing.T) {
	for _, p := range packages(t) {
		if p.Doc == "" {
			t.Errorf("%s has no package comment", p.ImportPath)
		}
	}
}
