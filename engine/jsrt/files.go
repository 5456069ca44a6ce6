package jsrt

import (
	"io/fs"
	"slices"
	"strings"
	"time"
)

// hostFiles shows a Host's files to node:fs.
type hostFiles struct{ h Host }

// ReadFile reads a file of the project.
func (f hostFiles) ReadFile(name string) ([]byte, error) { return f.h.ReadFile(name) }

// Stat follows links, Lstat does not.
func (f hostFiles) Stat(name string) (fs.FileInfo, error) {
	real, err := f.h.RealPath(name)
	if err != nil {
		return nil, err
	}
	return f.Lstat(real)
}

// Lstat tells of a link itself.
func (f hostFiles) Lstat(name string) (fs.FileInfo, error) {
	info, err := f.h.Stat(name)
	return fileInfo{info}, err
}

// ReadDir lists a folder by name.
func (f hostFiles) ReadDir(name string) ([]fs.FileInfo, error) {
	list, err := f.h.ReadDir(name)
	out := make([]fs.FileInfo, len(list))
	for i, info := range list {
		out[i] = fileInfo{info}
	}
	slices.SortFunc(out, func(a, b fs.FileInfo) int { return strings.Compare(a.Name(), b.Name()) })
	return out, err
}

// RealPath follows the links in a name.
func (f hostFiles) RealPath(name string) (string, error) { return f.h.RealPath(name) }

// fileInfo is a FileInfo as io/fs has it.
type fileInfo struct{ i FileInfo }

// Name is the last part of the path.
func (f fileInfo) Name() string { return f.i.Name }

// Size is in bytes.
func (f fileInfo) Size() int64 { return f.i.Size }

// ModTime is when the file was last written.
func (f fileInfo) ModTime() time.Time { return f.i.ModTime }

// IsDir tells a folder from a file.
func (f fileInfo) IsDir() bool { return f.i.Dir }

// Sys has nothing.
func (f fileInfo) Sys() any { return nil }

// Mode is the kind, with the permissions that a reader would see.
func (f fileInfo) Mode() fs.FileMode {
	switch {
	case f.i.Dir:
		return fs.ModeDir | 0o755
	case f.i.Symlink:
		return fs.ModeSymlink | 0o777
	}
	return 0o644
}
