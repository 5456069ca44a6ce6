package watch

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"time"
)

// poller looks through a folder again and again. It stands in where the system
// has no watches left: dearer and later than events, and complete.
type poller struct {
	known map[string]stamp
	tick  *time.Ticker
}

// stamp is what tells that a file is another one than before. Of a folder only
// its being there counts: what changes in it shows by itself.
type stamp struct {
	folder bool
	size   int64
	mod    time.Time
}

// startPolling begins with the files as they are.
func (w *watcher) startPolling() {
	if w.poll == nil {
		w.poll = &poller{known: w.survey(), tick: time.NewTicker(w.options.Poll)}
	}
}

// ticks is when to look, never without a poller.
func (p *poller) ticks() <-chan time.Time {
	if p == nil {
		return nil
	}
	return p.tick.C
}

func (p *poller) stop() {
	if p != nil {
		p.tick.Stop()
	}
}

// survey stamps everything below the watched folder.
func (w *watcher) survey() map[string]stamp {
	found := make(map[string]stamp)
	w.walk(w.dir, func(full string, folder bool) {
		info, err := os.Stat(full)
		switch {
		case err != nil:
		case folder:
			found[full] = stamp{folder: true}
		default:
			found[full] = stamp{size: info.Size(), mod: info.ModTime()}
		}
	})
	return found
}

// look notes what differs from the last time, and reports whether anything does.
func (w *watcher) look() bool {
	before, now := w.poll.known, w.survey()
	w.poll.known = now
	if maps.Equal(before, now) {
		return false
	}
	for full, s := range now {
		was, there := before[full]
		if !there {
			w.add(filepath.Dir(full))
		}
		if !there || was != s {
			w.add(full)
		}
	}
	for full := range maps.Keys(before) {
		if _, there := now[full]; !there {
			w.add(full)
			w.add(filepath.Dir(full))
		}
	}
	return true
}

// walk visits what lies below a folder, and the folder. Symbolic links to folders
// are followed, as Next.js follows them, each folder once.
func (w *watcher) walk(dir string, visit func(full string, folder bool)) {
	w.walkOnce(dir, map[string]bool{}, visit)
}

func (w *watcher) walkOnce(dir string, seen map[string]bool, visit func(full string, folder bool)) {
	if real, err := filepath.EvalSymlinks(dir); err != nil || seen[real] {
		return
	} else {
		seen[real] = true
	}
	// The dot makes a link to a folder a folder for WalkDir.
	_ = filepath.WalkDir(filepath.Join(dir)+string(filepath.Separator)+".", func(full string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // it went again
		}
		full = filepath.Clean(full)
		if full != w.dir && full != dir && w.options.Ignore(d.Name()) {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if d.Type()&fs.ModeSymlink != 0 {
			if info, err := os.Stat(full); err == nil && info.IsDir() {
				w.walkOnce(full, seen, visit)
				return nil
			}
		}
		visit(full, d.IsDir())
		return nil
	})
}
