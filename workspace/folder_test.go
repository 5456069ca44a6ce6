package workspace

import (
	"slices"
	"testing"

	"github.com/spf13/afero"

	"signalbox/engine/diag"
)

// TestUndoOfDeletedFolder: after a save has removed a folder from the disk, undo
// shows it again with all that it held, and the next save writes that.
func TestUndoOfDeletedFolder(t *testing.T) {
	disk := afero.NewMemMapFs()
	for _, name := range []string{"app/page.tsx", "app/a/route.ts", "app/a/b/c/route.ts"} {
		if err := afero.WriteFile(disk, "/p/"+name, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p, err := Open(disk, "/p")
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		do   func() error
		seen []string
	}{
		{func() error { return p.Write("app/a/route.ts", "edited") }, []string{"app/a/b/c/route.ts", "app/a/route.ts", "app/page.tsx"}},
		{func() error { return p.Apply(diag.Edit{Op: diag.Delete, File: "app/a"}) }, []string{"app/page.tsx"}},
		{func() error { return p.Save(t.Context()) }, []string{"app/page.tsx"}},
		{func() error { p.Undo(); return nil }, []string{"app/a/b/c/route.ts", "app/a/route.ts", "app/page.tsx"}},
		{func() error { return p.Save(t.Context()) }, []string{"app/a/b/c/route.ts", "app/a/route.ts", "app/page.tsx"}},
		{func() error { p.Undo(); return nil }, []string{"app/a/b/c/route.ts", "app/a/route.ts", "app/page.tsx"}},
		{func() error { p.Redo(); p.Redo(); return nil }, []string{"app/page.tsx"}},
		{func() error { return p.Save(t.Context()) }, []string{"app/page.tsx"}},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		if got, err := p.Snapshot().Files("app"); err != nil || !slices.Equal(got, step.seen) {
			t.Errorf("seen are %q, %v, want %q", got, err, step.seen)
		}
	}
}
