package cli

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"
)

// TestTypegenTouchesWhatIsWrongOnly: in a folder that cannot be written the first
// run says so, and one that finds everything right has nothing to write.
func TestTypegenTouchesWhatIsWrongOnly(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "x")
	sealed := func() (code int, stderr string) {
		var said bytes.Buffer
		code = Run(t.Context(), Env{
			Args: []string{"typegen"}, Stdout: io.Discard, Stderr: &said, Fs: afero.NewReadOnlyFs(afero.NewOsFs()), Dir: dir, NewEngine: inProcess,
		})
		return code, said.String()
	}
	if code, stderr := sealed(); code != 2 || !strings.Contains(stderr, "cannot write the types: ") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	// What an earlier version wrote, and a file of somebody else.
	plant(t, dir, tree(".next/types/routes.d.ts", "old\n", ".next/types/mine.d.ts", "mine\n", "next-env.d.ts", "/// old\r\n"))
	if code, stderr := run(t, dir, io.Discard, "typegen"); code != 0 {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	if code, stderr := sealed(); code != 0 {
		t.Errorf("the second run: exit %d: %s", code, stderr)
	}
	for name, want := range map[string]string{
		".next/types/routes.d.ts": `type AppRouteHandlerRoutes = "/hello"` + "\n",
		".next/types/mine.d.ts":   "mine\n",
		"next-env.d.ts":           "/// <reference types=\"next\" />\r\n", // its line ends are kept
	} {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %v\n%s", name, err, text)
		}
	}
}
