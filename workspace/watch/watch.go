// Package watch turns what happens to a folder on disk into debounced sets of
// changed paths.
//
// An editor that saves one file writes a temporary one, renames it and touches
// the folder; a `git checkout` changes a thousand files in a second. The reader
// wants neither as it comes: it wants one set, soon after the disk has become
// quiet, and not much later where it never does. Folders that hold nothing a
// person wrote (node_modules, .next, .git) are not watched.
//
// The operating system watches single folders, so a folder that appears is
// added, and read, because files may have been written into it before the watch
// began.
package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Set is what changed since the last one.
type Set struct {
	// Paths are relative to the watched folder, with slashes, sorted. Folders
	// whose listing changed are among them.
	Paths []string
	// All says that events were lost: anything may have changed.
	All bool
	// Err says that watching has become incomplete, and why; nil otherwise.
	Err error
}

// Options configure Start. The zero value is the default.
type Options struct {
	// Ignore reports whether folders of this name are left out.
	Ignore func(name string) bool
	Quiet  time.Duration // silence that ends a set; default 40 ms
	Most   time.Duration // the longest that a set waits for silence; default 500 ms
}

// source is where events come from: fsnotify, or a test.
type source struct {
	events <-chan fsnotify.Event
	errors <-chan error
	add    func(dir string) error
	close  func() error
}

// Start watches dir with everything below it until ctx ends, then closes the
// channel. The error is a sentence, where watching cannot begin at all.
func Start(ctx context.Context, dir string, o Options) (<-chan Set, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("cannot watch %s for changes: %w", dir, err)
	}
	src := source{events: w.Events, errors: w.Errors, add: w.Add, close: w.Close}
	return start(ctx, dir, o, src), nil
}

func start(ctx context.Context, dir string, o Options, src source) <-chan Set {
	if o.Ignore == nil {
		o.Ignore = func(string) bool { return false }
	}
	if o.Quiet <= 0 {
		o.Quiet = 40 * time.Millisecond
	}
	if o.Most <= 0 {
		o.Most = 500 * time.Millisecond
	}
	w := &watcher{dir: dir, options: o, src: src, out: make(chan Set), paths: make(map[string]bool)}
	w.err = w.watch(dir)
	clear(w.paths) // what is there at the start is no change
	go w.run(ctx)
	return w.out
}

// watcher is the state of one run, owned by its goroutine.
type watcher struct {
	dir     string
	options Options
	src     source
	out     chan Set

	paths map[string]bool
	all   bool
	err   error
}

// run collects events into a set and hands it over at the first silence.
func (w *watcher) run(ctx context.Context) {
	defer close(w.out)
	defer w.src.close()
	var quiet, most <-chan time.Time
	if w.err != nil {
		quiet = time.After(0)
	}
	for {
		var out chan<- Set
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.src.events:
			if !ok {
				return
			}
			w.note(e)
		case err, ok := <-w.src.errors:
			if !ok {
				return
			}
			w.fault(err)
		case <-quiet:
			out = w.out
		case <-most:
			out = w.out
		}
		if out != nil {
			select {
			case out <- w.take():
			case <-ctx.Done():
				return
			}
			quiet, most = nil, nil
			continue
		}
		if len(w.paths) == 0 && !w.all && w.err == nil {
			continue
		}
		quiet = time.After(w.options.Quiet)
		if most == nil {
			most = time.After(w.options.Most)
		}
	}
}

// take returns the set and starts the next.
func (w *watcher) take() Set {
	s := Set{Paths: slices.Sorted(maps.Keys(w.paths)), All: w.all, Err: w.err}
	clear(w.paths)
	w.all, w.err = false, nil
	return s
}

// note puts one event into the set.
func (w *watcher) note(e fsnotify.Event) {
	if e.Op == fsnotify.Chmod || w.ignored(e.Name) {
		return
	}
	w.add(e.Name)
	if e.Has(fsnotify.Write) {
		return
	}
	w.add(filepath.Dir(e.Name))
	if info, err := os.Stat(e.Name); e.Has(fsnotify.Create) && err == nil && info.IsDir() {
		if err := w.watch(e.Name); err != nil {
			w.err = err
		}
	}
}

// fault puts an error of the event source into the set.
func (w *watcher) fault(err error) {
	if errors.Is(err, fsnotify.ErrEventOverflow) {
		w.all = true
		return
	}
	w.err = fmt.Errorf("watching %s for changes: %w", w.dir, err)
}

// add notes a path by its name relative to the watched folder.
func (w *watcher) add(full string) {
	if rel, err := filepath.Rel(w.dir, full); err == nil && filepath.IsLocal(rel) {
		w.paths[filepath.ToSlash(rel)] = true
	}
}

// ignored reports whether a path lies in, or is, a folder that is left out.
func (w *watcher) ignored(full string) bool {
	rel, err := filepath.Rel(w.dir, full)
	if err != nil {
		return true
	}
	for ; rel != "."; rel = filepath.Dir(rel) {
		if w.options.Ignore(filepath.Base(rel)) {
			return true
		}
	}
	return false
}

// watch adds a folder with everything below it, and notes what is in it. A
// folder that cannot be watched is skipped, and the first reason returned.
func (w *watcher) watch(dir string) error {
	var first error
	_ = filepath.WalkDir(dir, func(full string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // it went again
		}
		if full != w.dir && w.options.Ignore(d.Name()) {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		w.add(full)
		if !d.IsDir() {
			return nil
		}
		if err := w.src.add(full); err != nil && !errors.Is(err, fs.ErrNotExist) && first == nil {
			first = explain(full, err)
		}
		return nil
	})
	return first
}

// explain says what to do where the machine's limit of watches is reached.
func explain(dir string, err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("cannot watch %s: the machine's limit of watched folders is reached (fs.inotify.max_user_watches): changes there are seen at the next start", dir)
	}
	return fmt.Errorf("cannot watch %s: %w", dir, err)
}
