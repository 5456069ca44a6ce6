package cli

import (
	"bytes"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestTreeAgainstNext prints the table of each recorded project and compares it
// with what `next build` printed, byte for byte (testdata/record.mjs).
func TestTreeAgainstNext(t *testing.T) {
	files, err := filepath.Glob("testdata/tables/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no recordings: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			dir, want := unpacked(t, file)
			var out bytes.Buffer
			code, stderr := run(t, dir, &out, "routes", "--tree")
			if code != 0 || out.String() != want {
				t.Errorf("exit %d, printed\n%s\nNext prints\n%s\n%s", code, &out, want, stderr)
			}
		})
	}
}

// unpacked writes an archive's project to a folder of its own and returns it with
// the table that Next printed.
func unpacked(t *testing.T, file string) (dir, table string) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	for _, f := range archive.Files {
		if f.Name == "want/table.txt" {
			table = string(f.Data)
			continue
		}
		name, binary := strings.CutSuffix(f.Name, ".b64")
		if binary {
			if f.Data, err = base64.StdEncoding.DecodeString(strings.TrimSpace(string(f.Data))); err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir, table
}
