package node

import (
	"errors"
	"io/fs"
	"syscall"

	"signalbox/engine/jsrt/vm"
)

// fileOps show the project's tree. A failed operation answers its errno name
// ("ENOENT") instead of throwing, because JavaScript builds Node's sentence
// ("ENOENT: no such file or directory, open '/x'") around it.
func fileOps(o Options) map[string]vm.Op {
	files := o.Files
	if files == nil {
		files = noFiles{}
	}
	return map[string]vm.Op{
		"nodeReadFile": func(a []any) (any, error) {
			info, err := files.Stat(vm.Str(a, 0))
			if err == nil && info.IsDir() {
				return "EISDIR", nil
			}
			data, err := files.ReadFile(vm.Str(a, 0))
			if err != nil {
				return errno(err), nil
			}
			if data == nil {
				data = []byte{}
			}
			return data, nil
		},
		"nodeStat":  func(a []any) (any, error) { return stat(files.Stat(vm.Str(a, 0))), nil },
		"nodeLstat": func(a []any) (any, error) { return stat(files.Lstat(vm.Str(a, 0))), nil },
		"nodeReadDir": func(a []any) (any, error) {
			info, err := files.Stat(vm.Str(a, 0))
			if err != nil {
				return errno(err), nil
			}
			if !info.IsDir() {
				return "ENOTDIR", nil
			}
			list, err := files.ReadDir(vm.Str(a, 0))
			if err != nil {
				return errno(err), nil
			}
			out := make([]any, len(list))
			for i, one := range list {
				out[i] = []any{one.Name(), kind(one.Mode())}
			}
			return out, nil
		},
		"nodeRealPath": func(a []any) (any, error) {
			name, err := files.RealPath(vm.Str(a, 0))
			if err != nil {
				return []any{errno(err)}, nil
			}
			return name, nil
		},
	}
}

func stat(info fs.FileInfo, err error) any {
	if err != nil {
		return errno(err)
	}
	return map[string]any{"kind": kind(info.Mode()), "size": info.Size(), "time": float64(info.ModTime().UnixNano()) / 1e6}
}

// kind is the letter for a file's type: f, d or l.
func kind(m fs.FileMode) string {
	switch {
	case m&fs.ModeSymlink != 0:
		return "l"
	case m.IsDir():
		return "d"
	default:
		return "f"
	}
}

// errno is the name that Node gives to an error of the file system.
func errno(err error) string {
	var number syscall.Errno
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "ENOENT"
	case errors.Is(err, fs.ErrPermission):
		return "EACCES"
	case errors.As(err, &number) && number == syscall.ENOTDIR:
		return "ENOTDIR"
	default:
		return "EIO"
	}
}

// noFiles is the tree of a machine without one.
type noFiles struct{}

func (noFiles) ReadFile(string) ([]byte, error)       { return nil, fs.ErrNotExist }
func (noFiles) Stat(string) (fs.FileInfo, error)      { return nil, fs.ErrNotExist }
func (noFiles) Lstat(string) (fs.FileInfo, error)     { return nil, fs.ErrNotExist }
func (noFiles) ReadDir(string) ([]fs.FileInfo, error) { return nil, fs.ErrNotExist }
func (noFiles) RealPath(string) (string, error)       { return "", fs.ErrNotExist }
