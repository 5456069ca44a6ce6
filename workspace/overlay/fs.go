package overlay

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/afero"
)

var (
	errIsDir    = errors.New("is a folder")
	errNotDir   = errors.New("is not a folder")
	errNotEmpty = errors.New("folder is not empty")
)

// Fs is an afero.Fs whose reads see the base with the edits, and whose writes
// become edits. It is safe for concurrent use; each call is one step from one
// State to the next.
type Fs struct {
	base fs.FS
	now  func() time.Time

	mu    sync.RWMutex
	state *State
}

var _ afero.Fs = (*Fs)(nil)

// New returns an overlay without edits. now stamps the edits; nil is the wall
// clock.
func New(base fs.FS, now func() time.Time) *Fs {
	if now == nil {
		now = time.Now
	}
	return &Fs{base: base, now: now, state: new(State)}
}

// State returns the edits as they are now.
func (o *Fs) State() *State {
	o.mu.RLock()
	defer o.mu.RUnlock()
	return o.state
}

// Restore puts the edits back to an earlier (or later) state.
func (o *Fs) Restore(s *State) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.state = s
}

// View returns the tree as it is now; later edits don't reach it.
func (o *Fs) View() *View { return NewView(o.base, o.State()) }

// Name says what this filesystem is.
func (o *Fs) Name() string { return "overlay" }

// clean turns the names that afero's users pass ("/app/x", "app/x/") into the
// form of io/fs.
func clean(name string) string {
	name = path.Clean("/" + filepath.ToSlash(name))
	if name == "/" {
		return "."
	}
	return name[1:]
}

// step runs one edit under the lock: change gets the tree as it is and returns
// the entries to set.
func (o *Fs) step(op, name string, change func(v *View) (map[string]*entry, error)) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	set, err := change(NewView(o.base, o.state))
	if err != nil {
		return &fs.PathError{Op: op, Path: name, Err: err}
	}
	if len(set) > 0 {
		o.state = o.state.with(set)
	}
	return nil
}

// Stat describes what is at name.
func (o *Fs) Stat(name string) (os.FileInfo, error) { return o.View().Stat(clean(name)) }

// Mkdir makes a folder whose parent exists.
func (o *Fs) Mkdir(name string, perm os.FileMode) error {
	name = clean(name)
	return o.step("mkdir", name, func(v *View) (map[string]*entry, error) {
		if _, err := v.Stat(name); err == nil {
			return nil, fs.ErrExist
		}
		if err := v.wantDir(path.Dir(name)); err != nil {
			return nil, err
		}
		return map[string]*entry{name: o.newDir(v, name, perm)}, nil
	})
}

// MkdirAll makes a folder and those above it that are missing.
func (o *Fs) MkdirAll(name string, perm os.FileMode) error {
	name = clean(name)
	return o.step("mkdir", name, func(v *View) (map[string]*entry, error) {
		set := make(map[string]*entry)
		for dir := name; dir != "."; dir = path.Dir(dir) {
			info, err := v.Stat(dir)
			if err == nil && !info.IsDir() {
				return nil, errNotDir
			}
			if err == nil {
				break
			}
			set[dir] = o.newDir(v, dir, perm)
		}
		return set, nil
	})
}

func (o *Fs) newDir(v *View, name string, perm os.FileMode) *entry {
	e := &entry{kind: dirEntry, mode: perm, mod: o.now()}
	if old, _ := v.state.find(name); old != nil {
		e.origin = old.origin
	}
	return e
}

// wantDir returns an error unless name is a folder.
func (v *View) wantDir(name string) error {
	info, err := v.Stat(name)
	if err != nil {
		return fs.ErrNotExist
	}
	if !info.IsDir() {
		return errNotDir
	}
	return nil
}

// origin fingerprints the base's file at name as a person sees it now: kept
// from an earlier edit, or read where nothing hides it.
func (v *View) origin(name string) map[string]sum {
	e, masked := v.state.find(name)
	if e != nil {
		return e.origin
	}
	if masked {
		return nil
	}
	data, err := fs.ReadFile(v.base, name)
	if err != nil {
		return nil
	}
	return map[string]sum{name: sha256.Sum256(data)}
}

// put builds the edit that gives name the bytes data, or takes the edit back
// where these are the bytes that the base has.
func (o *Fs) put(v *View, name string, data []byte, mode os.FileMode) map[string]*entry {
	e := &entry{kind: fileEntry, data: data, mode: mode, mod: o.now(), origin: v.origin(name)}
	if _, masked := v.state.find(name); !masked {
		if was, ok := e.origin[name]; ok && was == sha256.Sum256(data) {
			return map[string]*entry{name: nil}
		}
	}
	return map[string]*entry{name: e}
}

// Remove deletes a file or an empty folder.
func (o *Fs) Remove(name string) error {
	name = clean(name)
	return o.step("remove", name, func(v *View) (map[string]*entry, error) {
		info, err := v.Stat(name)
		if err != nil {
			return nil, fs.ErrNotExist
		}
		if info.IsDir() {
			if list, err := v.ReadDir(name); err != nil || len(list) > 0 {
				return nil, errNotEmpty
			}
		}
		return v.remove(name), nil
	})
}

// RemoveAll deletes whatever is at name; nothing there is fine.
func (o *Fs) RemoveAll(name string) error {
	name = clean(name)
	return o.step("remove", name, func(v *View) (map[string]*entry, error) {
		if name == "." {
			return nil, fs.ErrInvalid
		}
		if _, err := v.Stat(name); err != nil {
			return nil, nil
		}
		return v.remove(name), nil
	})
}

// remove builds the edit that deletes name with everything below it: one
// tombstone that remembers each file of the base that it hides, or nothing at
// all where the base has nothing to hide.
func (v *View) remove(name string) map[string]*entry {
	set := make(map[string]*entry)
	grave := &entry{kind: tombstone, origin: make(map[string]sum)}
	for _, kid := range append(v.state.below(name), name) {
		if e := v.state.entries[kid]; e != nil {
			for hidden, s := range e.origin {
				grave.origin[hidden] = s
			}
		}
		set[kid] = nil
	}
	if _, masked := v.state.find(name); masked {
		return set // below an entry nothing of the base shows, so nothing is to hide
	}
	_ = fs.WalkDir(v.base, name, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		if e, masked := v.state.find(file); e == nil && !masked {
			if data, err := fs.ReadFile(v.base, file); err == nil {
				grave.origin[file] = sha256.Sum256(data)
			}
		}
		return nil
	})
	if _, err := fs.Stat(v.base, name); err == nil {
		set[name] = grave
	}
	return set
}

// Rename moves a file or a folder. A file in the way is replaced, a folder only
// where it is empty.
func (o *Fs) Rename(oldname, newname string) error {
	oldname, newname = clean(oldname), clean(newname)
	return o.step("rename", oldname, func(v *View) (map[string]*entry, error) {
		info, err := v.Stat(oldname)
		switch {
		case err != nil:
			return nil, fs.ErrNotExist
		case oldname == newname:
			return nil, nil
		case isBelow(newname, oldname):
			return nil, errors.New("a folder cannot move into itself")
		}
		if err := v.wantDir(path.Dir(newname)); err != nil {
			return nil, err
		}
		if err := v.mayReplace(newname, info); err != nil {
			return nil, err
		}
		return o.move(v, oldname, newname)
	})
}

// mayReplace says whether something can move to name.
func (v *View) mayReplace(name string, moving fs.FileInfo) error {
	there, err := v.Stat(name)
	switch {
	case err != nil:
		return nil
	case moving.IsDir() != there.IsDir():
		return fs.ErrExist
	case !there.IsDir():
		return nil
	}
	if list, err := v.ReadDir(name); err != nil || len(list) > 0 {
		return errNotEmpty
	}
	return nil
}

// move builds the edit of a rename: every file under its new name, and the old
// name removed.
func (o *Fs) move(v *View, oldname, newname string) (map[string]*entry, error) {
	set := v.remove(oldname)
	err := fs.WalkDir(v, oldname, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := v.Stat(name)
		if err != nil {
			return err
		}
		to := newname + strings.TrimPrefix(name, oldname)
		if info.IsDir() {
			set[to] = o.newDir(v, to, info.Mode().Perm())
			return nil
		}
		data, err := v.ReadFile(name)
		if err != nil {
			return err
		}
		for where, e := range o.put(v, to, data, info.Mode().Perm()) {
			set[where] = e
		}
		return nil
	})
	return set, err
}

// Chmod sets the permission bits.
func (o *Fs) Chmod(name string, mode os.FileMode) error {
	return o.restamp("chmod", name, func(e *entry) { e.mode = mode })
}

// Chtimes sets the modification time.
func (o *Fs) Chtimes(name string, _, mtime time.Time) error {
	return o.restamp("chtimes", name, func(e *entry) { e.mod = mtime })
}

// Chown does nothing: an edit has no owner before it is saved.
func (o *Fs) Chown(name string, _, _ int) error {
	_, err := o.Stat(name)
	return err
}

// restamp changes the attributes of a file; those of a folder of the base stay.
func (o *Fs) restamp(op, name string, change func(*entry)) error {
	name = clean(name)
	return o.step(op, name, func(v *View) (map[string]*entry, error) {
		info, err := v.Stat(name)
		if err != nil {
			return nil, fs.ErrNotExist
		}
		if e := v.state.entries[name]; e != nil {
			copied := *e
			change(&copied)
			return map[string]*entry{name: &copied}, nil
		}
		if info.IsDir() {
			return nil, nil
		}
		data, err := v.ReadFile(name)
		if err != nil {
			return nil, err
		}
		e := &entry{kind: fileEntry, data: data, mode: info.Mode().Perm(), mod: info.ModTime(), origin: v.origin(name)}
		change(e)
		return map[string]*entry{name: e}, nil
	})
}
