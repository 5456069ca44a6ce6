package workspace

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/afero"
)

// disk reads one folder of an afero filesystem as an io/fs.FS.
//
// Folders are listed from the types that the listing itself carries, without a
// stat for each file, which is most of the time that opening a tree of 10,000
// files takes. Symbolic links are shown as what they lead to, because Next.js
// follows them (NEXT-FACTS A11); a link that leads nowhere, or back to a folder
// that it lies in, is left out, so that walking the tree always ends.
type disk struct {
	fs    afero.Fs
	dir   string // the project folder
	mount string // "app" where dir is itself the app folder, else ""
	real  bool   // fs is the machine's own, with symbolic links
}

func newDisk(fsys afero.Fs, dir, mount string) *disk {
	_, real := fsys.(*afero.OsFs)
	return &disk{fs: fsys, dir: dir, mount: mount, real: real}
}

// path maps a name of the project to one of fs. ok is false for a name outside
// the mounted folder.
func (d *disk) path(name string) (full string, ok bool) {
	if d.mount == "" {
		return filepath.Join(d.dir, filepath.FromSlash(name)), true
	}
	if name == d.mount {
		return d.dir, true
	}
	rest, ok := strings.CutPrefix(name, d.mount+"/")
	return filepath.Join(d.dir, filepath.FromSlash(rest)), ok
}

// resolve is path with the errors of io/fs.
func (d *disk) resolve(op, name string) (string, error) {
	if !fs.ValidPath(name) {
		return "", &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	full, ok := d.path(name)
	if !ok {
		return "", &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return full, nil
}

// top reports whether name is the folder above a mounted app folder, which
// exists only here.
func (d *disk) top(name string) bool { return d.mount != "" && name == "." }

// Open opens a file or a folder for reading.
func (d *disk) Open(name string) (fs.File, error) {
	if d.top(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("is a folder")}
	}
	full, err := d.resolve("open", name)
	if err != nil {
		return nil, err
	}
	f, err := d.fs.Open(full)
	if err != nil {
		return nil, renamed(err, "open", name)
	}
	return struct{ fs.File }{f}, nil // afero's own files promise more than they keep
}

// Stat describes what is at name.
func (d *disk) Stat(name string) (fs.FileInfo, error) {
	if d.top(name) {
		return d.fs.Stat(d.dir)
	}
	full, err := d.resolve("stat", name)
	if err != nil {
		return nil, err
	}
	info, err := d.fs.Stat(full)
	if err != nil {
		return nil, renamed(err, "stat", name)
	}
	return named{info, path.Base(name)}, nil
}

// ReadFile returns the bytes of a file.
func (d *disk) ReadFile(name string) ([]byte, error) {
	full, err := d.resolve("read", name)
	if err != nil || d.top(name) {
		return nil, renamed(err, "read", name)
	}
	if d.real {
		data, err := readFile(full)
		return data, renamed(err, "read", name)
	}
	data, err := afero.ReadFile(d.fs, full)
	return data, renamed(err, "read", name)
}

// readFile is os.ReadFile with half of its system calls, of which a scan makes
// one set for each route file. O_NONBLOCK keeps the descriptor out of the
// runtime's poller, and a named pipe called route.ts from holding up the scan.
func readFile(full string) ([]byte, error) {
	f, err := os.OpenFile(full, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: full, Err: errors.New("not a file")}
	}
	// One byte more than the size: a read that comes back short met the end.
	data := make([]byte, info.Size()+1)
	n, err := f.Read(data)
	if err == io.EOF {
		return data[:0], nil
	}
	if err != nil || n < len(data) {
		return data[:n], err
	}
	rest, err := io.ReadAll(f)
	return append(data, rest...), err
}

// ReadDir lists a folder, sorted by name.
func (d *disk) ReadDir(name string) ([]fs.DirEntry, error) {
	if d.top(name) {
		info, err := d.fs.Stat(d.dir)
		if err != nil {
			return nil, renamed(err, "readdir", name)
		}
		return []fs.DirEntry{fs.FileInfoToDirEntry(named{info, d.mount})}, nil
	}
	full, err := d.resolve("readdir", name)
	if err != nil {
		return nil, err
	}
	list, err := d.list(full)
	if err != nil {
		return nil, renamed(err, "readdir", name)
	}
	if d.real {
		list = d.follow(full, list)
	}
	return list, nil
}

// list reads a folder in name order, by the cheapest way its filesystem has.
func (d *disk) list(full string) ([]fs.DirEntry, error) {
	if d.real {
		return os.ReadDir(full)
	}
	f, err := d.fs.Open(full)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if dir, ok := f.(fs.ReadDirFile); ok {
		list, err := dir.ReadDir(-1)
		slices.SortFunc(list, byName)
		return list, err
	}
	infos, err := f.Readdir(-1)
	list := make([]fs.DirEntry, len(infos))
	for i, info := range infos {
		list[i] = fs.FileInfoToDirEntry(info)
	}
	slices.SortFunc(list, byName)
	return list, err
}

func byName(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) }

// follow replaces the symbolic links of a listing by what they lead to.
func (d *disk) follow(dir string, list []fs.DirEntry) []fs.DirEntry {
	links := func(e fs.DirEntry) bool { return e.Type()&fs.ModeSymlink != 0 }
	if !slices.ContainsFunc(list, links) {
		return list
	}
	kept := list[:0]
	for _, e := range list {
		if !links(e) {
			kept = append(kept, e)
			continue
		}
		full := filepath.Join(dir, e.Name())
		info, err := os.Stat(full)
		if err != nil || info.IsDir() && d.loops(full) {
			continue
		}
		kept = append(kept, followed{fs.FileInfoToDirEntry(named{info, e.Name()})})
	}
	return kept
}

// followed is the entry of a symbolic link: it describes what the link leads to.
type followed struct{ fs.DirEntry }

// Linked says that a link leads to what the entry describes.
func (followed) Linked() bool { return true }

// loops reports whether the link at full leads to a folder that is, or holds,
// one of the folders on the way to the link.
func (d *disk) loops(full string) bool {
	target, err := filepath.EvalSymlinks(full)
	if err != nil {
		return true
	}
	for dir := filepath.Dir(full); ; dir = filepath.Dir(dir) {
		real, err := filepath.EvalSymlinks(dir)
		if err != nil || real == target || strings.HasPrefix(real, target+string(filepath.Separator)) {
			return true
		}
		if dir == d.dir || dir == filepath.Dir(dir) {
			return false
		}
	}
}

// realPath resolves every symbolic link of name: to a name of the project where
// it stays inside, to an absolute path of the machine where it leads out.
func (d *disk) realPath(name string) (string, error) {
	full, err := d.resolve("realpath", name)
	if err != nil || d.top(name) || !d.real {
		return name, err
	}
	target, err := filepath.EvalSymlinks(full)
	if err != nil {
		return "", renamed(err, "realpath", name)
	}
	root, err := filepath.EvalSymlinks(d.dir)
	if err != nil {
		return "", renamed(err, "realpath", name)
	}
	rel, err := filepath.Rel(root, target)
	if err != nil || !filepath.IsLocal(rel) {
		return filepath.ToSlash(target), nil
	}
	return path.Join(d.mount, filepath.ToSlash(rel)), nil
}

// named is a FileInfo under the name by which it was asked for.
type named struct {
	fs.FileInfo
	name string
}

func (n named) Name() string { return n.name }

// renamed puts the project's name for a file into an error that carries the
// machine's.
func renamed(err error, op, name string) error {
	if err == nil {
		return nil
	}
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		err = pe.Err
	}
	return &fs.PathError{Op: op, Path: name, Err: err}
}
