package jsrt

import (
	"io/fs"
	"slices"
	"strings"
	"time"
)

// hostFiles shows a Host's files to node:fs.
type hostFiles struct{ h Host }

func (f hostFiles) ReadFile(name string) ([]byte, error) { return f.h.ReadFile(name) }

func (f hostFiles) Stat(name string) (fs.FileInfo, error) {
	real, err := f.h.RealPath(name)
	if err != nil {
		return nil, err
	}
	return f.Lstat(real)
}

func (f hostFiles) Lstat(name string) (fs.FileInfo, error) {
	info, err := f.h.Stat(name)
	return fileInfo{info}, err
}

func (f hostFiles) ReadDir(name string) ([]fs.FileInfo, error) {
	list, err := f.h.ReadDir(name)
	out := make([]fs.FileInfo, len(list))
	for i, info := range list {
		out[i] = fileInfo{info}
	}
	slices.SortFunc(out, func(a, b fs.FileInfo) int { return strings.Compare(a.Name(), b.Name()) })
	return out, err
}

func (f hostFiles) RealPath(name string) (string, error) { return f.h.RealPath(name) }

// fileInfo is a FileInfo as io/fs has it.
type fileInfo struct{ i FileInfo }

func (f fileInfo) Name() string       { return f.i.Name }
func (f fileInfo) Size() int64        { return f.i.Size }
func (f fileInfo) ModTime() time.Time { return f.i.ModTime }
func (f fileInfo) IsDir() bool        { return f.i.Dir }
func (f fileInfo) Sys() any           { return nil }

func (f fileInfo) Mode() fs.FileMode {
	switch {
	case f.i.Dir:
		return fs.ModeDir | 0o755
	case f.i.Symlink:
		return fs.ModeSymlink | 0o777
	}
	return 0o644
}
