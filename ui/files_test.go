package ui

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/spf13/afero"

	"signalbox/engine/diag"
	"signalbox/ui/action"
	"signalbox/workspace"
)

// TestFilesOnDisk: the jobs of new, rename and delete, each with its undo and
// its save, on a folder of the machine.
func TestFilesOnDisk(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"app/page.tsx", "app/old/[id]/route.ts", "app/old/db.ts"} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o755), os.WriteFile(full, []byte(name), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	p, err := workspace.Open(afero.NewOsFs(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		edit diag.Edit
		said string
		disk string // after the save
		back string // after undo and another save
	}{
		{"new", diag.Edit{Op: diag.Create, File: "app/(g)/@s/[a b]/route.ts", Text: "x"}, "saved 1 file: 1 new",
			"app/(g)/@s/[a b]/route.ts app/old/[id]/route.ts app/old/db.ts app/page.tsx", "app/old/[id]/route.ts app/old/db.ts app/page.tsx"},
		{"rename", diag.Edit{Op: diag.Rename, File: "app/old", To: "app/a/new"}, "saved 4 files: 2 new, 2 deleted",
			"app/a/new/[id]/route.ts app/a/new/db.ts app/page.tsx", "app/old/[id]/route.ts app/old/db.ts app/page.tsx"},
		{"delete", diag.Edit{Op: diag.Delete, File: "app/old"}, "saved 2 files: 2 deleted",
			"app/page.tsx", "app/old/[id]/route.ts app/old/db.ts app/page.tsx"},
	} {
		if err := p.Apply(tt.edit); err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if said, err := save(false)(t.Context(), p); err != nil || said != tt.said {
			t.Errorf("%s: %q, %v", tt.name, said, err)
		}
		if got := filesOf(t, dir); got != tt.disk {
			t.Errorf("%s leaves %s", tt.name, got)
		}
		p.Undo()
		if _, err := save(false)(t.Context(), p); err != nil {
			t.Errorf("%s, undone: %v", tt.name, err)
		}
		if got := filesOf(t, dir); got != tt.back {
			t.Errorf("%s, undone, leaves %s", tt.name, got)
		}
	}
}

// filesOf lists the files on disk below a folder.
func filesOf(t *testing.T, dir string) string {
	var files []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, name)
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	return strings.Join(files, " ")
}

// TestFileActionsSayWhyNot: what can't be done with the file at hand is said,
// and no dialog opens.
func TestFileActionsSayWhyNot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sampleTree(), nil)
		r.press("t", "g") // on the app folder
		for _, id := range []action.ID{action.MoveFile, action.DeleteFile} {
			r.run(r.m.act(id))
			r.settle()
			if r.m.dialog != nil || !strings.Contains(r.m.notice.text, "the folder that Next.js looks for") {
				t.Errorf("%s: %q", r.m.keys.Get(id).Title, r.m.notice.text)
			}
		}
		r.press("j", "D", "d") // app/page.tsx goes
		r.press("R")
		if r.m.dialog != nil || r.m.notice.text != "rename: no file is chosen" {
			t.Errorf("a deleted file: %q", r.m.notice.text)
		}
	})
}

// TestNewFileWhileTyping: the palette opens while one types; what was typed is
// kept in its own file, and the new one is typed in next.
func TestNewFileWhileTyping(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sampleTree(), nil)
		r.press("5", "e", "x", "ctrl+p")
		r.typeText("new file")
		r.press("enter")
		r.typeText("zz/lib.ts")
		r.press("enter")
		r.typeText("y")
		if got := r.m.source.Text(); got != "y" || !strings.HasSuffix(r.m.source.File(), "/zz/lib.ts") {
			t.Errorf("%s holds %q", r.m.source.File(), got)
		}
		if got := r.p.Dirty(); len(unsaved(got)) != 2 {
			t.Errorf("unsaved are %q", got)
		}
	})
}

// TestKindsOf: what is new or deleted is told; mere changes are a number.
func TestKindsOf(t *testing.T) {
	disk := afero.NewMemMapFs()
	for _, name := range []string{"app/a.ts", "app/b.ts", "app/c.ts"} {
		if err := afero.WriteFile(disk, "/p/"+name, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p, err := workspace.Open(disk, "/p")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		edit diag.Edit
		want string
	}{
		{diag.Edit{Op: diag.Replace, File: "app/a.ts", Text: "y"}, ""},
		{diag.Edit{Op: diag.Create, File: "app/n/d.ts"}, "1 new, 1 changed"},
		{diag.Edit{Op: diag.Delete, File: "app/b.ts"}, "1 new, 1 changed, 1 deleted"},
		{diag.Edit{Op: diag.Rename, File: "app/c.ts", To: "app/n/c.ts"}, "2 new, 1 changed, 2 deleted"},
		{diag.Edit{Op: diag.Delete, File: "app/n"}, "1 changed, 2 deleted"},
		{diag.Edit{Op: diag.Create, File: "app/b.ts", Text: "z"}, "2 changed, 1 deleted"},
	} {
		if err := p.Apply(tt.edit); err != nil {
			t.Fatal(err)
		}
		if got := kindsOf(marksOf(p.Snapshot().State().Edits())); got != tt.want {
			t.Errorf("after %+v: %q, want %q", tt.edit, got, tt.want)
		}
	}
}

// TestDeleteTakesItsFolders: a file that was new goes with the folders that
// were made for it, in one step; folders of the disk stay.
func TestDeleteTakesItsFolders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sampleTree(), nil)
		for _, name := range []string{"app/n/a/b.ts", "app/n/c.ts"} {
			r.run(r.m.newFile(name))
			r.settle()
		}
		for _, tt := range []struct{ file, dirty string }{
			{"app/n/a/b.ts", "app/n app/n/c.ts"},
			{"app/n/c.ts", ""},
			{"app/api/hello/route.ts", "app/api/hello/route.ts"},
		} {
			r.run(r.m.change(remove(tt.file)))
			r.settle()
			if got := strings.Join(r.p.Dirty(), " "); got != tt.dirty {
				t.Errorf("without %s unsaved are %q, want %q", tt.file, got, tt.dirty)
			}
		}
		r.press("esc", "u", "u", "u")
		if got := strings.Join(unsaved(r.p.Dirty()), " "); got != "app/n/a/b.ts app/n/c.ts" {
			t.Errorf("undone, unsaved are %q", got)
		}
	})
}
