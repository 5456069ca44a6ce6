package workspace

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/spf13/afero"

	"signalbox/engine/diag"
)

// tree makes an in-memory filesystem from "path": "text" pairs; a path that
// ends in a slash is a folder.
func tree(t *testing.T, files map[string]string) afero.Fs {
	t.Helper()
	mem := afero.NewMemMapFs()
	for name, text := range files {
		var err error
		if strings.HasSuffix(name, "/") {
			err = mem.MkdirAll(filepath.FromSlash(name), 0o755)
		} else {
			err = afero.WriteFile(mem, filepath.FromSlash(name), []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return mem
}

func open(t *testing.T, fsys afero.Fs, dir string, options ...Option) *Project {
	t.Helper()
	p, err := Open(fsys, dir, options...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func text(t *testing.T, fsys fs.FS, name string) string {
	t.Helper()
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return "!" + cause(err).Error()
	}
	return string(data)
}

func TestOpenFindsTheProject(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []string
		dir   string
		want  string // the folder, and the mount after a space
		sees  string // a file that the snapshot must show
	}{
		{"a project", []string{"/p/app/page.tsx"}, "/p", "/p", "app/page.tsx"},
		{"a project with src", []string{"/p/src/app/page.tsx"}, "/p", "/p", "src/app/page.tsx"},
		{"an empty app folder", []string{"/p/app/"}, "/p", "/p", "app"},
		{"an app folder in a project", []string{"/p/app/page.tsx", "/p/package.json"}, "/p/app", "/p", "app/page.tsx"},
		{"src/app in a project", []string{"/p/src/app/page.tsx", "/p/next.config.mjs"}, "/p/src/app", "/p", "src/app/page.tsx"},
		{"src/app beside a root app", []string{"/p/src/app/page.tsx", "/p/app/x/page.tsx", "/p/package.json"}, "/p/src/app", "/p/src/app app", "app/page.tsx"},
		{"an app folder alone", []string{"/p/app/x/route.ts"}, "/p/app", "/p/app app", "app/x/route.ts"},
		{"an app folder with a route named app", []string{"/p/app/app/page.tsx", "/p/app/layout.tsx", "/p/package.json"}, "/p/app", "/p", "app/app/page.tsx"},
		{"a project named app", []string{"/p/app/app/page.tsx", "/p/app/package.json"}, "/p/app", "/p/app", "app/page.tsx"},
		{"a folder of conventions", []string{"/p/routes/route.ts"}, "/p/routes", "/p/routes app", "app/route.ts"},
		{"conventions below", []string{"/p/routes/(g)/[id]/page.jsx"}, "/p/routes", "/p/routes app", "app/(g)/[id]/page.jsx"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := make(map[string]string)
			for _, f := range c.files {
				files[f] = "x"
			}
			p := open(t, tree(t, files), c.dir)
			if got := strings.TrimSpace(p.disk.dir + " " + p.disk.mount); got != c.want {
				t.Errorf("opened %q, want %q", got, c.want)
			}
			if _, err := fs.Stat(p.Snapshot(), c.sees); err != nil {
				t.Errorf("the snapshot does not show %s: %v", c.sees, err)
			}
		})
	}
}

func TestOpenSaysWhatItLookedFor(t *testing.T) {
	mem := tree(t, map[string]string{
		"/mono/package.json": "{}", "/mono/apps/web/app/page.tsx": "x", "/mono/apps/docs/src/app/x/route.ts": "x",
		"/old/pages/index.tsx": "x", "/empty/": "", "/file": "x",
	})
	for _, c := range []struct {
		dir  string
		want []string
	}{
		{"/mono", []string{"/mono", "app/", "src/app/", "apps/web", "apps/docs"}},
		{"/old", []string{"pages/", "App Router only"}},
		{"/empty", []string{"no app folder in /empty"}},
		{"/file", []string{"is a file"}},
		{"/nowhere", []string{"no folder /nowhere"}},
	} {
		_, err := Open(mem, c.dir)
		if err == nil {
			t.Errorf("%s: opened", c.dir)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q does not say %q", c.dir, err, want)
			}
		}
	}
}

func TestSnapshotIsAFileSystem(t *testing.T) {
	mem := tree(t, map[string]string{"/p/app/a/route.ts": "a", "/p/app/b/route.ts": "b", "/p/app/(g)/[id]/page.tsx": "c", "/p/app/ünï/route.ts": "u"})
	p := open(t, mem, "/p")
	if err := p.Write("app/new/[...all]/route.ts", "n"); err != nil {
		t.Fatal(err)
	}
	if err := p.Apply(diag.Edit{Op: diag.Delete, File: "app/a"}, diag.Edit{Op: diag.Rename, File: "app/b", To: "app/c/d"}); err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(p.Snapshot(), "app/new/[...all]/route.ts", "app/c/d/route.ts", "app/(g)/[id]/page.tsx", "app/ünï/route.ts"); err != nil {
		t.Error(err)
	}
	mounted := open(t, mem, "/p/app/b")
	if err := fstest.TestFS(mounted.Snapshot(), "app/route.ts"); err != nil {
		t.Error(err)
	}
}

func TestDiskIsAFileSystem(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "app/a/route.ts", "a")
	write(t, dir, "outside/page.tsx", "o")
	link(t, "../outside", filepath.Join(dir, "app/linked"))
	link(t, "..", filepath.Join(dir, "app/loop"))
	link(t, "nowhere", filepath.Join(dir, "app/broken"))
	p := open(t, afero.NewOsFs(), dir)
	if err := fstest.TestFS(p.Snapshot(), "app/a/route.ts", "app/linked/page.tsx"); err != nil {
		t.Error(err)
	}
	files, err := p.Snapshot().Files("app")
	if want := []string{"app/a/route.ts", "app/linked/page.tsx"}; err != nil || !slices.Equal(files, want) {
		t.Errorf("files %q, %v, want %q", files, err, want)
	}
	if real, err := p.Snapshot().RealPath("app/linked/page.tsx"); err != nil || real != "outside/page.tsx" {
		t.Errorf("real path %q, %v", real, err)
	}
}

func TestLinksThatLeadToEachOther(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "app/a/route.ts", "a")
	write(t, dir, "app/b/route.ts", "b")
	link(t, "../b", filepath.Join(dir, "app/a/toB"))
	link(t, "../a", filepath.Join(dir, "app/b/toA"))
	files, err := open(t, afero.NewOsFs(), dir).Snapshot().Files("app")
	want := []string{"app/a/route.ts", "app/a/toB/route.ts", "app/b/route.ts", "app/b/toA/route.ts"}
	if err != nil || !slices.Equal(files, want) {
		t.Errorf("files %q, %v, want %q", files, err, want)
	}
}

func TestRealPathTellsWhatLeadsOut(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	write(t, dir, "app/route.ts", "a")
	write(t, out, "secret", "s")
	link(t, filepath.Join(out, "secret"), filepath.Join(dir, "app/secret"))
	real, err := open(t, afero.NewOsFs(), dir).Snapshot().RealPath("app/secret")
	if err != nil || !filepath.IsAbs(real) {
		t.Errorf("real path %q, %v, want an absolute one", real, err)
	}
}

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	full := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Fatal(err)
	}
}

func TestSnapshotsStayAsTheyWere(t *testing.T) {
	p := open(t, tree(t, map[string]string{"/p/app/route.ts": "one"}), "/p")
	first := p.Snapshot()
	if err := p.Write("app/route.ts", "two"); err != nil {
		t.Fatal(err)
	}
	second := p.Snapshot()
	if got := text(t, first, "app/route.ts"); got != "one" {
		t.Errorf("the first snapshot reads %q", got)
	}
	if got := text(t, second, "app/route.ts"); got != "two" {
		t.Errorf("the second snapshot reads %q", got)
	}
	if first.Revision() >= second.Revision() {
		t.Errorf("revisions %d, %d do not rise", first.Revision(), second.Revision())
	}
}

func TestChangesNameWhatDiffers(t *testing.T) {
	p := open(t, tree(t, map[string]string{"/p/app/a/route.ts": "a", "/p/app/b/x.ts": "b", "/p/app/b/y.ts": "b"}), "/p")
	for _, c := range []struct {
		name string
		edit func() error
		want []string
	}{
		{"a file changes", func() error { return p.Write("app/a/route.ts", "A") }, []string{"app/a/route.ts"}},
		{"a file and its folder appear", func() error { return p.Write("app/n/route.ts", "n") }, []string{"app", "app/n", "app/n/route.ts"}},
		{"a folder goes", func() error { return p.Apply(diag.Edit{Op: diag.Delete, File: "app/b"}) }, []string{"app", "app/b", "app/b/x.ts", "app/b/y.ts"}},
		{"the disk changes", func() error { p.DiskChanged("app/z.ts"); return nil }, []string{"app/z.ts"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			since := p.Snapshot().Revision()
			if err := c.edit(); err != nil {
				t.Fatal(err)
			}
			got, ok := p.Snapshot().Changes(since)
			if !ok || !slices.Equal(got, c.want) {
				t.Errorf("changes %q, %v, want %q", got, ok, c.want)
			}
		})
	}
	since := p.Snapshot().Revision()
	p.DiskChanged()
	if _, ok := p.Snapshot().Changes(since); ok {
		t.Error("a change of unknown width was listed")
	}
	if got, ok := p.Snapshot().Changes(p.Snapshot().Revision()); !ok || len(got) > 0 {
		t.Errorf("changes since now: %q, %v", got, ok)
	}
}

func TestTheLogForgetsWhatIsOld(t *testing.T) {
	p := open(t, tree(t, map[string]string{"/p/app/route.ts": ""}), "/p")
	for range keep + 10 {
		p.DiskChanged("app/route.ts")
	}
	if _, ok := p.Snapshot().Changes(1); ok {
		t.Error("revision 1 is still known")
	}
	if got, ok := p.Snapshot().Changes(keep); !ok || len(got) != 1 {
		t.Errorf("changes since %d: %q, %v", keep, got, ok)
	}
}

func TestUndoAndRedo(t *testing.T) {
	now := time.Unix(0, 0)
	p := open(t, tree(t, map[string]string{"/p/app/route.ts": "0"}), "/p", WithClock(func() time.Time { return now }))
	for _, s := range []string{"1", "12", "123"} { // typing: one step
		now = now.Add(typing / 2)
		if err := p.Write("app/route.ts", s); err != nil {
			t.Fatal(err)
		}
	}
	now = now.Add(2 * typing)
	if err := p.Write("app/route.ts", "123x"); err != nil {
		t.Fatal(err)
	}
	see := func(want string) {
		t.Helper()
		if got := text(t, p.Snapshot(), "app/route.ts"); got != want {
			t.Errorf("reads %q, want %q", got, want)
		}
	}
	p.Undo()
	see("123")
	p.Undo()
	see("0")
	if p.CanUndo() || p.Undo() || len(p.Dirty()) > 0 {
		t.Errorf("something is left to undo; dirty %q", p.Dirty())
	}
	p.Redo()
	p.Redo()
	see("123x")
	if p.CanRedo() || p.Redo() {
		t.Error("something is left to redo")
	}
}

func TestApplyIsAllOrNothing(t *testing.T) {
	p := open(t, tree(t, map[string]string{"/p/app/a.ts": "abc", "/p/app/b.ts": "b"}), "/p")
	before := p.Snapshot().Revision()
	for _, bad := range []diag.Edit{
		{Op: diag.Rename, File: "app/none.ts", To: "app/c.ts"},
		{Op: diag.Rename, File: "app/a.ts", To: "app/b.ts"},
		{Op: diag.Delete, File: "app/none.ts"},
		{Op: diag.Create, File: "app/b.ts"},
		{Op: diag.Replace, File: "app/b.ts", Start: 0, End: 9},
		{Op: diag.Replace, File: "app/none.ts"},
	} {
		err := p.Apply(diag.Edit{Op: diag.Replace, File: "app/a.ts", Start: 1, End: 2, Text: "X"}, bad)
		if err == nil || !strings.Contains(err.Error(), bad.File) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if got := text(t, p.Snapshot(), "app/a.ts"); got != "abc" || p.Snapshot().Revision() != before {
		t.Errorf("a failed Apply left %q at revision %d", got, p.Snapshot().Revision())
	}
	if err := p.Apply(diag.Edit{Op: diag.Replace, File: "app/a.ts", Start: 1, End: 2, Text: "X"}); err != nil {
		t.Fatal(err)
	}
	if got := text(t, p.Snapshot(), "app/a.ts"); got != "aXc" {
		t.Errorf("reads %q", got)
	}
}

func TestSubscribersGetTheNewestSnapshot(t *testing.T) {
	p := open(t, tree(t, map[string]string{"/p/app/route.ts": ""}), "/p")
	changes, cancel := p.Subscribe()
	for range 3 {
		p.DiskChanged("app/route.ts")
	}
	if s := <-changes; s.Revision() != p.Snapshot().Revision() {
		t.Errorf("got revision %d, want %d", s.Revision(), p.Snapshot().Revision())
	}
	cancel()
	cancel()
	p.DiskChanged("app/route.ts")
	if _, open := <-changes; open {
		t.Error("the channel is still open")
	}
}

func TestSaveWritesWholeFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "app/a/route.ts", "a")
	write(t, dir, "app/b/x.ts", "b")
	write(t, dir, "app/b/deep/y.ts", "y")
	if err := os.Chmod(filepath.Join(dir, "app/a/route.ts"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := open(t, afero.NewOsFs(), dir)
	err := errors.Join(
		p.Write("app/a/route.ts", "A"),
		p.Write("app/new/[id]/route.ts", "n"),
		p.Apply(diag.Edit{Op: diag.Rename, File: "app/b", To: "app/c"}),
	)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Save(context.Background()); err != nil {
		t.Fatal(err)
	}
	if len(p.Dirty()) > 0 {
		t.Errorf("still dirty: %q", p.Dirty())
	}
	fresh := open(t, afero.NewOsFs(), dir).Snapshot()
	files, _ := fresh.Files(".")
	if want := []string{"app/a/route.ts", "app/c/deep/y.ts", "app/c/x.ts", "app/new/[id]/route.ts"}; !slices.Equal(files, want) {
		t.Errorf("on disk %q, want %q", files, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "app/b")); err == nil {
		t.Error("the emptied folder app/b is still there")
	}
	if info, _ := os.Stat(filepath.Join(dir, "app/a/route.ts")); info.Mode().Perm() != 0o600 {
		t.Errorf("the mode became %v", info.Mode())
	}
}

func TestUndoCrossesASave(t *testing.T) {
	mem := tree(t, map[string]string{"/p/app/a.ts": "one", "/p/app/gone.ts": "g"})
	p := open(t, mem, "/p")
	err := errors.Join(
		p.Apply(diag.Edit{Op: diag.Replace, File: "app/a.ts", End: 3, Text: "two"}),
		p.Apply(diag.Edit{Op: diag.Delete, File: "app/gone.ts"}),
		p.Apply(diag.Edit{Op: diag.Create, File: "app/new.ts", Text: "n"}),
		p.Save(context.Background()),
	)
	if err != nil {
		t.Fatal(err)
	}
	for p.Undo() {
	}
	s := p.Snapshot()
	for name, want := range map[string]string{"app/a.ts": "one", "app/gone.ts": "g", "app/new.ts": "!" + fs.ErrNotExist.Error()} {
		if got := text(t, s, name); got != want {
			t.Errorf("%s reads %q after undo, want %q", name, got, want)
		}
	}
	if want := []string{"app/a.ts", "app/gone.ts", "app/new.ts"}; !slices.Equal(p.Dirty(), want) {
		t.Errorf("dirty %q, want %q", p.Dirty(), want)
	}
	for p.Redo() {
	}
	if len(p.Dirty()) > 0 {
		t.Errorf("dirty %q after redo to what was saved", p.Dirty())
	}
}

func TestSaveAsksWhereTheDiskChanged(t *testing.T) {
	mem := tree(t, map[string]string{"/p/app/a.ts": "one", "/p/app/b.ts": "b"})
	p := open(t, mem, "/p")
	if err := errors.Join(p.Write("app/a.ts", "mine"), p.Write("app/b.ts", "mine")); err != nil {
		t.Fatal(err)
	}
	if err := afero.WriteFile(mem, "/p/app/a.ts", []byte("theirs"), 0o644); err != nil {
		t.Fatal(err)
	}
	var conflict *ConflictError
	if err := p.Save(context.Background()); !errors.As(err, &conflict) || !slices.Equal(conflict.Files, []string{"app/a.ts"}) {
		t.Fatalf("save: %v", err)
	}
	if got, _ := afero.ReadFile(mem, "/p/app/b.ts"); string(got) != "b" {
		t.Error("a refused save wrote something")
	}
	if err := p.Save(context.Background(), "app/b.ts"); err != nil {
		t.Errorf("saving the other file: %v", err)
	}
	if err := p.Overwrite(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got, _ := afero.ReadFile(mem, "/p/app/a.ts"); string(got) != "mine" {
		t.Errorf("on disk %q", got)
	}
}

func TestSaveStopsWhenCancelled(t *testing.T) {
	mem := tree(t, map[string]string{"/p/app/a.ts": "one"})
	p := open(t, mem, "/p")
	if err := p.Write("app/a.ts", "two"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := p.Save(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("save: %v", err)
	}
	if !slices.Equal(p.Dirty(), []string{"app/a.ts"}) {
		t.Errorf("dirty %q", p.Dirty())
	}
}

func TestASampleIsNotSaved(t *testing.T) {
	p := open(t, tree(t, map[string]string{"/tour/app/a.ts": "one"}), "/tour", ReadOnly())
	if err := p.Write("app/a.ts", "two"); err != nil {
		t.Fatal(err)
	}
	if err := p.Save(context.Background()); !errors.Is(err, ErrReadOnly) {
		t.Errorf("save: %v", err)
	}
}

func TestADraftSurvives(t *testing.T) {
	mem, state := tree(t, map[string]string{"/p/app/a.ts": "one", "/p/app/b/x.ts": "x"}), afero.NewMemMapFs()
	first := open(t, mem, "/p", WithDrafts(state, "/state"))
	if d, err := first.Draft(); d != nil || err != nil {
		t.Fatalf("a draft before any edit: %v, %v", d, err)
	}
	err := errors.Join(first.Write("app/a.ts", "two"), first.Apply(diag.Edit{Op: diag.Delete, File: "app/b"}), first.Flush())
	if err != nil {
		t.Fatal(err)
	}

	second := open(t, mem, "/p", WithDrafts(state, "/state"))
	d, err := second.Draft()
	if err != nil || d == nil || !slices.Equal(d.Files, []string{"app/a.ts", "app/b/x.ts"}) {
		t.Fatalf("draft %+v, %v", d, err)
	}
	if err := second.Restore(d); err != nil {
		t.Fatal(err)
	}
	if got := text(t, second.Snapshot(), "app/a.ts"); got != "two" {
		t.Errorf("reads %q", got)
	}
	if err := errors.Join(second.Save(context.Background()), second.Flush()); err != nil {
		t.Fatal(err)
	}
	if d, err := open(t, mem, "/p", WithDrafts(state, "/state")).Draft(); d != nil || err != nil {
		t.Errorf("a draft after the save: %+v, %v", d, err)
	}
	if list, _ := afero.ReadDir(state, "/state"); len(list) > 0 {
		t.Errorf("the draft folder holds %d files", len(list))
	}
}

func TestADraftThatCannotBeRead(t *testing.T) {
	mem, state := tree(t, map[string]string{"/p/app/a.ts": "one"}), afero.NewMemMapFs()
	p := open(t, mem, "/p", WithDrafts(state, "/state"))
	if err := errors.Join(p.Write("app/a.ts", "two"), p.Flush()); err != nil {
		t.Fatal(err)
	}
	if err := afero.WriteFile(state, p.drafts.file, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if d, err := open(t, mem, "/p", WithDrafts(state, "/state")).Draft(); err == nil || d != nil {
		t.Errorf("draft %v, %v", d, err)
	}
}
