package overlay

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// View is a tree as it looks with one State over a base: an io/fs.FS that reads
// folders without asking for the details of each file. It is immutable as far
// as its base is, and safe for concurrent use.
type View struct {
	base  fs.FS
	state *State
}

// NewView returns base as it looks with the edits of s.
func NewView(base fs.FS, s *State) *View { return &View{base: base, state: s} }

// State returns the edits.
func (v *View) State() *State { return v.state }

// Open opens a file or a folder for reading.
func (v *View) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	e, masked := v.state.find(name)
	switch {
	case e == nil && masked, e != nil && e.kind == tombstone:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case e != nil && e.kind == fileEntry:
		return &openFile{Reader: bytes.NewReader(e.data), info: e.info(name)}, nil
	}
	info, err := v.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return v.base.Open(name)
	}
	return &openDir{view: v, name: name, info: info}, nil
}

// Stat describes what is at name.
func (v *View) Stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	e, masked := v.state.find(name)
	switch {
	case e == nil && masked, e != nil && e.kind == tombstone:
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	case e != nil:
		return e.info(name), nil
	}
	return fs.Stat(v.base, name)
}

// ReadFile returns the bytes of a file. The caller may change them.
func (v *View) ReadFile(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	e, masked := v.state.find(name)
	switch {
	case e == nil && !masked:
		return fs.ReadFile(v.base, name)
	case e == nil || e.kind == tombstone:
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	case e.kind == dirEntry:
		return nil, &fs.PathError{Op: "read", Path: name, Err: errIsDir}
	}
	return slices.Clone(e.data), nil
}

// ReadDir lists a folder, sorted by name.
func (v *View) ReadDir(name string) ([]fs.DirEntry, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	e, masked := v.state.find(name)
	var list []fs.DirEntry
	switch {
	case e == nil && !masked:
		var err error
		if list, err = fs.ReadDir(v.base, name); err != nil {
			return list, err
		}
	case e == nil || e.kind == tombstone:
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	case e.kind == fileEntry:
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errNotDir}
	}
	return v.merge(name, list), nil
}

// merge puts the entries directly in dir into the base's listing of it.
func (v *View) merge(dir string, list []fs.DirEntry) []fs.DirEntry {
	kids := v.state.kids[dir]
	if len(kids) == 0 {
		return list
	}
	list = slices.DeleteFunc(slices.Clone(list), func(d fs.DirEntry) bool {
		return v.state.entries[path.Join(dir, d.Name())] != nil
	})
	for _, kid := range kids {
		full := path.Join(dir, kid)
		if e := v.state.entries[full]; e.kind != tombstone {
			list = append(list, fs.FileInfoToDirEntry(e.info(full)))
		}
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list
}

// info is what Stat tells about an entry.
type info struct {
	name string
	e    *entry
}

func (e *entry) info(name string) fs.FileInfo { return info{path.Base(name), e} }

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return int64(len(i.e.data)) }
func (i info) ModTime() time.Time { return i.e.mod }
func (i info) IsDir() bool        { return i.e.kind == dirEntry }
func (i info) Sys() any           { return nil }
func (i info) Mode() fs.FileMode {
	if i.IsDir() {
		return fs.ModeDir | i.e.mode.Perm()
	}
	return i.e.mode.Perm()
}

// openFile is an edited file, open for reading.
type openFile struct {
	*bytes.Reader
	info fs.FileInfo
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

// openDir is a folder, open for listing.
type openDir struct {
	view *View
	name string
	info fs.FileInfo
	rest []fs.DirEntry
	read bool
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *openDir) Close() error               { return nil }
func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: errIsDir}
}

// ReadDir lists the next n entries, or all that are left where n <= 0.
func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if !d.read {
		list, err := d.view.ReadDir(d.name)
		if err != nil {
			return nil, err
		}
		d.rest, d.read = list, true
	}
	if n <= 0 {
		list := d.rest
		d.rest = nil
		return list, nil
	}
	if len(d.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(d.rest))
	list := d.rest[:n]
	d.rest = d.rest[n:]
	return list, nil
}
