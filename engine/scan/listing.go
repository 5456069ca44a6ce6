package scan

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"

	"signalbox/engine/jslit"
)

// listing is the content of one folder: names in byte order.
type listing struct {
	dirs  []string
	files []string
	links []string // the dirs that are links
	// linked are the files that are links, circles the links that lead to
	// themselves or to a folder above.
	linked, circles []string
	err             error
}

// file is one source file, parsed, or the error of reading it.
type file struct {
	mod    *jslit.Module
	err    error
	syntax *syntaxFault
	facts  facts
	// plain holds the exports of a file that takes none from another; nil for
	// one that does.
	plain *names
}

// reader reads folders and files, keeping what it has seen. Its maps are
// guarded by mu; the values in them never change.
type reader struct {
	fsys     fs.FS
	mu       sync.Mutex
	listings map[string]*listing
	files    map[string]*file
	old      *state // what the Result before knew, nil for none
	// moved says that some folder does not list what it did for old.
	moved bool
	stale []string // folders to list anew
}

// newReader returns a reader that knows what old knew, but for what changed:
// the changed files, the folders around them, and everything below them.
func newReader(fsys fs.FS, old *state, changed []string) *reader {
	rd := &reader{fsys: fsys, old: old, moved: old == nil}
	if old == nil {
		rd.listings = make(map[string]*listing, 256)
		rd.files = make(map[string]*file, 256)
		return rd
	}
	rd.listings, rd.files = maps.Clone(old.listings), maps.Clone(old.files)
	for _, name := range changed {
		rd.forget(path.Clean(name))
	}
	for _, name := range rd.stale {
		rd.list(name)
	}
	return rd
}

// forget drops what is known of a name. A name that was listed as a folder, or
// read as one, takes its subtree with it; every folder above it is listed anew,
// because the change may have made or removed it.
func (rd *reader) forget(name string) {
	delete(rd.files, name)
	if rd.listings[name] != nil {
		rd.moved = true
		for key := range rd.listings {
			if strings.HasPrefix(key, name+"/") {
				delete(rd.listings, key)
			}
		}
		for key := range rd.files {
			if strings.HasPrefix(key, name+"/") {
				delete(rd.files, key)
			}
		}
	}
	for {
		if rd.listings[name] != nil {
			rd.stale = append(rd.stale, name)
			delete(rd.listings, name)
		}
		if name == "." || name == "/" {
			return
		}
		name = path.Dir(name)
	}
}

// list returns the content of a folder.
func (rd *reader) list(name string) *listing {
	rd.mu.Lock()
	l := rd.listings[name]
	rd.mu.Unlock()
	if l != nil {
		return l
	}
	l = rd.readDir(name)
	rd.mu.Lock()
	rd.listings[name] = l
	if rd.old != nil {
		rd.moved = rd.moved || !l.equal(rd.old.listings[name])
	}
	rd.mu.Unlock()
	return l
}

// equal reports whether two listings of a folder name the same entries.
func (l *listing) equal(other *listing) bool {
	return other != nil && slices.Equal(l.dirs, other.dirs) && slices.Equal(l.files, other.files) && slices.Equal(l.links, other.links) && slices.Equal(l.linked, other.linked) && slices.Equal(l.circles, other.circles)
}

// readDir lists a folder from the types of its entries; only links are asked
// for what they lead to, unless the entries tell it by a method Linked, as those
// of a workspace do (NEXT-FACTS A11).
func (rd *reader) readDir(name string) *listing {
	entries, err := fs.ReadDir(rd.fsys, name)
	l := &listing{files: make([]string, 0, len(entries)), err: err}
	for _, e := range entries {
		kind := e.Type()
		followed, ok := e.(interface{ Linked() bool })
		link := ok && followed.Linked()
		if kind&fs.ModeSymlink != 0 {
			info, err := fs.Stat(rd.fsys, path.Join(name, e.Name()))
			switch {
			case errors.Is(err, syscall.ELOOP):
				l.circles = append(l.circles, e.Name())
				continue
			case err != nil:
				continue // a broken link: Next passes over it
			}
			kind, link = info.Mode().Type(), true
		}
		if link {
			switch {
			case kind.IsDir():
				l.links = append(l.links, e.Name())
			case kind.IsRegular():
				l.linked = append(l.linked, e.Name())
			}
		}
		switch {
		case kind.IsDir():
			l.dirs = append(l.dirs, e.Name())
		case kind.IsRegular():
			l.files = append(l.files, e.Name())
		}
	}
	return l
}

// parse returns a source file, parsed.
func (rd *reader) parse(name string) *file {
	rd.mu.Lock()
	f := rd.files[name]
	rd.mu.Unlock()
	if f != nil {
		return f
	}
	f = &file{}
	if text, err := rd.text(name); err != nil {
		f.err = err
	} else {
		f.mod, f.syntax = parseSource(name, text)
		f.facts = readFacts(name, f.mod)
		f.plain = plainNames(name, f.mod)
	}
	rd.mu.Lock()
	rd.files[name] = f
	rd.mu.Unlock()
	return f
}

// text returns the text of a source file. A page in another language than
// JavaScript (page.mdx) has a default export; its loader knows the rest.
func (rd *reader) text(name string) ([]byte, error) {
	if !isScript(name) {
		return []byte("export default 0"), nil
	}
	return fs.ReadFile(rd.fsys, name)
}

// loader parses files in the background while the walk finds more of them.
// Reading waits for the disk, so it has more workers than processors.
type loader struct {
	rd   *reader
	work chan []string
	done sync.WaitGroup
}

func newLoader(rd *reader) *loader {
	l := &loader{rd: rd, work: make(chan []string, 64)}
	for range 2 * runtime.GOMAXPROCS(0) {
		l.done.Go(func() {
			for names := range l.work {
				for _, name := range names {
					rd.parse(name)
				}
			}
		})
	}
	return l
}

// add hands over the files that are not parsed yet.
func (l *loader) add(names []string) {
	var fresh []string
	l.rd.mu.Lock()
	for _, name := range names {
		if l.rd.files[name] == nil {
			fresh = append(fresh, name)
		}
	}
	l.rd.mu.Unlock()
	if len(fresh) > 0 {
		l.work <- fresh
	}
}

// wait returns when all files are parsed.
func (l *loader) wait() {
	close(l.work)
	l.done.Wait()
}

// isFile reports whether a regular file of that name exists. Folders inside of
// node_modules and outside of the walk are asked one by one.
func (rd *reader) isFile(name string) bool {
	if !fs.ValidPath(name) {
		return false
	}
	l := rd.listIfWalked(path.Dir(name))
	if l != nil {
		return contains(l.files, path.Base(name))
	}
	info, err := fs.Stat(rd.fsys, name)
	return err == nil && info.Mode().IsRegular()
}

// listIfWalked returns the listing of a folder that lies in the project, nil
// for one in node_modules.
func (rd *reader) listIfWalked(name string) *listing {
	if strings.Contains(name, "node_modules") {
		return nil
	}
	return rd.list(name)
}

// contains looks a name up in a list in byte order.
func contains(sorted []string, name string) bool {
	lo, hi := 0, len(sorted)
	for lo < hi {
		mid := (lo + hi) / 2
		if sorted[mid] < name {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(sorted) && sorted[lo] == name
}
