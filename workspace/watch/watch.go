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
// began. It also watches so many and no more: where it has none left, the files
// are looked through every other second instead (poll.go).
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
	// Err says that changes are seen late or not at all from here on, and why; nil
	// otherwise.
	Err error
}

// Options configure Start. The zero value is the default.
type Options struct {
	// Ignore reports whether folders of this name are left out.
	Ignore func(name string) bool
	Quiet  time.Duration // silence that ends a set; default 40 ms
	Most   time.Duration // the longest that a set waits for silence; default 500 ms
	Poll   time.Duration // between two looks where nothing can be watched; default 2 s
}

// source is where events come from: fsnotify, or a test.
type source struct {
	events <-chan fsnotify.Event
	errors <-chan error
	add    func(dir string) error
	close  func() error
}

// Start watches dir with everything below it until ctx ends, then closes the
// channel.
func Start(ctx context.Context, dir string, o Options) <-chan Set {
	w, err := fsnotify.NewWatcher()
	if err != nil { // no watcher left for this person: every folder is looked through
		none := func(string) error { return err }
		return start(ctx, dir, o, source{add: none, close: func() error { return nil }})
	}
	return start(ctx, dir, o, source{events: w.Events, errors: w.Errors, add: w.Add, close: w.Close})
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
	if o.Poll <= 0 {
		o.Poll = 2 * time.Second
	}
	if o.Poll <= 0 {
		o.Poll = 2 * time.Second
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
	poll  *poller // nil while every folder is watched
}

// run collects events into a set and hands it over at the first silence.
func (w *watcher) run(ctx context.Context) {
	defer close(w.out)
	defer w.src.close()
	defer func() { w.poll.stop() }()
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
		case <-w.poll.ticks():
			if !w.look() {
				continue // a look that finds nothing does not break the silence
			}
		case <-w.poll.ticks():
			if !w.look() {
				continue // a look that finds nothing does not break the silence
			}
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
	if e.Name == w.dir && !e.Has(fsnotify.Create) {
		w.startPolling() // its watch went with it; a folder of the same name may come
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

// watch adds a folder with everything below it, and notes what is in it. Where a
// folder cannot be watched the first reason is returned, and from then on the
// files are looked through.
func (w *watcher) watch(dir string) error {
	var first error
	w.walk(dir, func(full string, folder bool) {
		w.add(full)
		if !folder {
			return
		}
		if err := w.src.add(full); err != nil && !errors.Is(err, fs.ErrNotExist) && first == nil {
			first = w.explain(full, err)
		}
	})
	if first != nil {
		w.startPolling()
	}
	return first
}

// explain says why a folder is not watched, what to do, and what happens instead.
func (w *watcher) explain(dir string, err error) error {
	reason := err.Error()
	switch {
	case errors.Is(err, syscall.ENOSPC):
		reason = "the machine's limit of watched folders is reached (fs.inotify.max_user_watches raises it)"
	case errors.Is(err, syscall.EMFILE):
		reason = "the limit of open watchers or files is reached (fs.inotify.max_user_instances or ulimit -n raises it)"
	}
	return fmt.Errorf("cannot watch %s: %s; the files are looked through every %v instead", dir, reason, w.options.Poll)
}
