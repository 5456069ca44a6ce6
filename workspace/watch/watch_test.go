package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// fake is an event source that a test drives.
type fake struct {
	events chan fsnotify.Event
	errors chan error
	added  []string
	fail   error
}

func newFake() *fake {
	return &fake{events: make(chan fsnotify.Event), errors: make(chan error)}
}

func (f *fake) source() source {
	return source{
		events: f.events, errors: f.errors,
		add:   func(dir string) error { f.added = append(f.added, dir); return f.fail },
		close: func() error { return nil },
	}
}

func ignore(name string) bool { return name == "node_modules" }

func TestASetEndsAtTheFirstSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		ctx, cancel := context.WithCancel(t.Context())
		sets := start(ctx, "/p", Options{Ignore: ignore}, f.source())
		begin := time.Now()
		for _, e := range []fsnotify.Event{
			{Name: "/p/app/a.ts", Op: fsnotify.Write},
			{Name: "/p/app/b.ts", Op: fsnotify.Remove},
			{Name: "/p/node_modules/x/index.js", Op: fsnotify.Create},
			{Name: "/p/app/c.ts", Op: fsnotify.Chmod},
			{Name: "/p/app/a.ts", Op: fsnotify.Write},
		} {
			f.events <- e
			time.Sleep(10 * time.Millisecond)
		}
		set := <-sets
		if want := []string{"app", "app/a.ts", "app/b.ts"}; !slices.Equal(set.Paths, want) || set.All || set.Err != nil {
			t.Errorf("set %+v, want %q", set, want)
		}
		if took := time.Since(begin); took != 80*time.Millisecond {
			t.Errorf("the set came after %v", took)
		}
		cancel()
		if _, open := <-sets; open {
			t.Error("the channel is still open")
		}
	})
}

func TestASetDoesNotWaitForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		sets := start(ctx, "/p", Options{}, f.source())
		begin := time.Now()
		go func() { // an event every 20 ms, without end
			tick := time.NewTicker(20 * time.Millisecond)
			defer tick.Stop()
			for {
				select {
				case f.events <- fsnotify.Event{Name: "/p/app/a.ts", Op: fsnotify.Write}:
				case <-ctx.Done():
					return
				}
				select {
				case <-tick.C:
				case <-ctx.Done():
					return
				}
			}
		}()
		<-sets
		if took := time.Since(begin); took != 500*time.Millisecond {
			t.Errorf("the set came after %v", took)
		}
	})
}

func TestLostEventsAreSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		sets := start(ctx, "/p", Options{}, f.source())
		f.errors <- fsnotify.ErrEventOverflow
		if set := <-sets; !set.All {
			t.Errorf("set %+v", set)
		}
		f.errors <- errors.New("the disk is on fire")
		if set := <-sets; set.Err == nil || set.All {
			t.Errorf("set %+v", set)
		}
	})
}

func TestAnExhaustedMachineIsSaid(t *testing.T) {
	f := newFake()
	f.fail = syscall.ENOSPC
	set := <-start(t.Context(), t.TempDir(), Options{}, f.source())
	if set.Err == nil || !strings.Contains(set.Err.Error(), "looked through every 2s instead") {
		t.Errorf("set %+v", set)
	}
}

// TestWithoutWatchesTheFilesAreLookedThrough: each kind of change is seen though
// no event comes.
func TestWithoutWatchesTheFilesAreLookedThrough(t *testing.T) {
	dir := t.TempDir()
	change := func(what func() error) {
		t.Helper()
		if err := what(); err != nil {
			t.Fatal(err)
		}
	}
	file := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	change(func() error { return os.MkdirAll(file("app/old"), 0o755) })
	change(func() error { return os.MkdirAll(file("node_modules/x"), 0o755) })
	change(func() error { return os.WriteFile(file("app/old/route.ts"), []byte("1"), 0o644) })
	f := newFake()
	f.fail = syscall.ENOSPC
	sets := start(t.Context(), dir, Options{Ignore: ignore, Poll: time.Millisecond}, f.source())
	if set := <-sets; set.Err == nil {
		t.Fatalf("set %+v", set)
	}
	await := func(want ...string) {
		t.Helper()
		seen := map[string]bool{}
		for slices.ContainsFunc(want, func(name string) bool { return !seen[name] }) {
			set := <-sets
			for _, name := range set.Paths {
				seen[name] = true
			}
			if set.Err != nil || seen["node_modules"] {
				t.Fatalf("set %+v", set)
			}
		}
	}
	change(func() error { return os.WriteFile(file("app/old/route.ts"), []byte("22"), 0o644) })
	await("app/old/route.ts")
	change(func() error { return os.MkdirAll(file("app/new"), 0o755) })
	await("app/new", "app")
	change(func() error { return os.WriteFile(file("node_modules/x/index.js"), nil, 0o644) })
	change(func() error { return os.Rename(file("app/old/route.ts"), file("app/new/route.ts")) })
	await("app/old/route.ts", "app/old", "app/new/route.ts", "app/new")
	change(func() error { return os.RemoveAll(file("app")) })
	await("app/new/route.ts", "app", ".")
}

// TestALinkedFolderIsWatched: Next.js follows symbolic links, also ones that lead
// out of the project, and each folder is visited once.
func TestALinkedFolderIsWatched(t *testing.T) {
	dir, shared := t.TempDir(), t.TempDir()
	for _, err := range []error{
		os.MkdirAll(filepath.Join(dir, "app"), 0o755),
		os.MkdirAll(filepath.Join(shared, "deep"), 0o755),
		os.Symlink(shared, filepath.Join(dir, "app", "linked")),
		os.Symlink(dir, filepath.Join(dir, "app", "loop")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	sets := Start(t.Context(), dir, Options{})
	if err := os.WriteFile(filepath.Join(shared, "deep", "route.ts"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	for set := range sets {
		if slices.Contains(set.Paths, "app/linked/deep/route.ts") {
			return
		}
	}
	t.Error("the change was not seen")
}

func TestANewFolderIsWatchedAndRead(t *testing.T) {
	dir := t.TempDir()
	f := newFake()
	sets := start(t.Context(), dir, Options{Ignore: ignore}, f.source())
	for _, sub := range []string{"app/new/deep", "app/new/node_modules/x"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "app/new/deep/route.ts"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	f.events <- fsnotify.Event{Name: filepath.Join(dir, "app"), Op: fsnotify.Create}
	set := <-sets
	if want := []string{".", "app", "app/new", "app/new/deep", "app/new/deep/route.ts"}; !slices.Equal(set.Paths, want) {
		t.Errorf("paths %q, want %q", set.Paths, want)
	}
	want := []string{dir, filepath.Join(dir, "app"), filepath.Join(dir, "app/new"), filepath.Join(dir, "app/new/deep")}
	if !slices.Equal(f.added, want) {
		t.Errorf("watched %q, want %q", f.added, want)
	}
}

// TestAFolderThatComesAgain: a checkout may take the project away for a moment.
func TestAFolderThatComesAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "project")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	sets := Start(t.Context(), dir, Options{Poll: time.Millisecond})
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	<-sets // it is gone
	if err := os.MkdirAll(filepath.Join(dir, "app"), 0o755); err != nil {
		t.Fatal(err)
	}
	for set := range sets {
		if slices.Contains(set.Paths, "app") {
			return
		}
	}
	t.Error("the new folder was not seen")
}

func TestTheRealDisk(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "app"), 0o755); err != nil {
		t.Fatal(err)
	}
	sets := Start(t.Context(), dir, Options{})
	if err := os.WriteFile(filepath.Join(dir, "app", "route.ts"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	for set := range sets {
		if slices.Contains(set.Paths, "app/route.ts") {
			return
		}
	}
	t.Error("the change was not seen")
}
