package node

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// diskFiles shows a folder as /project.
type diskFiles struct{ root string }

func (d diskFiles) path(name string) (string, error) {
	rest, ok := strings.CutPrefix(name, "/project")
	if !ok {
		return "", fs.ErrPermission
	}
	return filepath.Join(d.root, filepath.FromSlash(rest)), nil
}

func (d diskFiles) ReadFile(name string) ([]byte, error) {
	p, err := d.path(name)
	if err != nil {
		return nil, err
	}
	return os.ReadFile(p)
}

func (d diskFiles) Stat(name string) (fs.FileInfo, error) {
	p, err := d.path(name)
	if err != nil {
		return nil, err
	}
	return os.Stat(p)
}

func (d diskFiles) Lstat(name string) (fs.FileInfo, error) {
	p, err := d.path(name)
	if err != nil {
		return nil, err
	}
	return os.Lstat(p)
}

func (d diskFiles) ReadDir(name string) ([]fs.FileInfo, error) {
	p, err := d.path(name)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(p)
	if err != nil {
		return nil, err
	}
	out := make([]fs.FileInfo, len(entries))
	for i, e := range entries {
		if out[i], err = e.Info(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (d diskFiles) RealPath(name string) (string, error) {
	p, err := d.path(name)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(p); err != nil {
		return "", err
	}
	return name, nil
}
