package scan

import "testing"

// TestExportTarget holds the choice between the subpaths of a package: its own
// key first, then the longest pattern, whatever order a map is walked in.
func TestExportTarget(t *testing.T) {
	exports := map[string]any{
		".":             map[string]any{"import": "./main.mjs", "default": "./main.js"},
		"./*":           "./src/*.js",
		"./lib/*":       "./lib/*/index.js",
		"./lib/*/types": "./types/*.js",
		"./lib/own":     "./own.js",
	}
	for sub, want := range map[string]string{
		".": "./main.mjs", "./a": "./src/a.js", "./lib/a": "./lib/a/index.js", "./lib/own": "./own.js", "none": "",
	} {
		for range 10 {
			if got := exportTarget(exports, sub); got != want {
				t.Fatalf("%s leads to %q, want %q", sub, got, want)
			}
		}
	}
	if got := exportTarget("./main.js", "."); got != "./main.js" {
		t.Errorf("a lone target leads to %q", got)
	}
}
