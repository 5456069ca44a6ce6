package overlay

import (
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"sync"

	"github.com/spf13/afero"
)

// Create makes or empties a file and opens it for reading and writing.
func (o *Fs) Create(name string) (afero.File, error) {
	return o.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o666)
}

// Open opens a file or a folder for reading.
func (o *Fs) Open(name string) (afero.File, error) { return o.OpenFile(name, os.O_RDONLY, 0) }

// OpenFile opens a file with the flags of package os. What is written through
// it is an edit at once.
func (o *Fs) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	name = clean(name)
	err := o.step("open", name, func(v *View) (map[string]*entry, error) {
		info, err := v.Stat(name)
		switch {
		case err != nil && flag&os.O_CREATE == 0:
			return nil, fs.ErrNotExist
		case err != nil:
			if err := v.wantDir(path.Dir(name)); err != nil {
				return nil, err
			}
			return o.put(v, name, nil, perm), nil
		case flag&(os.O_CREATE|os.O_EXCL) == os.O_CREATE|os.O_EXCL:
			return nil, fs.ErrExist
		case info.IsDir() && flag&(os.O_WRONLY|os.O_RDWR) != 0:
			return nil, errIsDir
		case flag&os.O_TRUNC != 0:
			return o.put(v, name, nil, info.Mode().Perm()), nil
		}
		return nil, nil
	})
	if err != nil {
		return nil, err
	}
	return o.handle(name, flag)
}

func (o *Fs) handle(name string, flag int) (afero.File, error) {
	v := o.View()
	info, err := v.Stat(name)
	if err != nil {
		return nil, err
	}
	h := &handle{fs: o, name: name, flag: flag, info: info}
	if info.IsDir() {
		h.dir = &openDir{view: v, name: name, info: info}
		return h, nil
	}
	if h.data, err = v.ReadFile(name); err != nil {
		return nil, err
	}
	return h, nil
}

// handle is an open file or folder. Its bytes are its own: what another handle
// writes meanwhile is not seen through it.
type handle struct {
	fs   *Fs
	name string
	flag int
	info fs.FileInfo
	dir  *openDir // nil for a file

	mu   sync.Mutex
	data []byte
	at   int64
}

func (h *handle) Name() string               { return h.name }
func (h *handle) Close() error               { return nil }
func (h *handle) Sync() error                { return nil }
func (h *handle) Stat() (os.FileInfo, error) { return h.fs.Stat(h.name) }

func (h *handle) Read(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	n, err := h.readAt(p, h.at)
	h.at += int64(n)
	return n, err
}

func (h *handle) ReadAt(p []byte, off int64) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	n, err := h.readAt(p, off)
	if err == nil && n < len(p) {
		err = io.EOF
	}
	return n, err
}

func (h *handle) readAt(p []byte, off int64) (int, error) {
	switch {
	case h.dir != nil:
		return 0, &fs.PathError{Op: "read", Path: h.name, Err: errIsDir}
	case off < 0:
		return 0, &fs.PathError{Op: "read", Path: h.name, Err: fs.ErrInvalid}
	case off >= int64(len(h.data)) && len(p) > 0:
		return 0, io.EOF
	case len(p) == 0:
		return 0, nil
	}
	return copy(p, h.data[off:]), nil
}

func (h *handle) Seek(offset int64, whence int) (int64, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch whence {
	case io.SeekCurrent:
		offset += h.at
	case io.SeekEnd:
		offset += int64(len(h.data))
	}
	if offset < 0 {
		return 0, &fs.PathError{Op: "seek", Path: h.name, Err: fs.ErrInvalid}
	}
	h.at = offset
	return offset, nil
}

func (h *handle) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.flag&os.O_APPEND != 0 {
		h.at = int64(len(h.data))
	}
	n, err := h.writeAt(p, h.at)
	h.at += int64(n)
	return n, err
}

func (h *handle) WriteString(s string) (int, error) { return h.Write([]byte(s)) }

func (h *handle) WriteAt(p []byte, off int64) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.writeAt(p, off)
}

func (h *handle) writeAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, &fs.PathError{Op: "write", Path: h.name, Err: fs.ErrInvalid}
	}
	data := slices.Clone(h.data)
	if need := off + int64(len(p)); need > int64(len(data)) {
		data = append(data, make([]byte, need-int64(len(data)))...)
	}
	copy(data[off:], p)
	if err := h.publish(data); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (h *handle) Truncate(size int64) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if size < 0 {
		return &fs.PathError{Op: "truncate", Path: h.name, Err: fs.ErrInvalid}
	}
	data := make([]byte, size)
	copy(data, h.data)
	return h.publish(data)
}

// publish makes data the file's content. The slice belongs to the State from
// here on and is not written again.
func (h *handle) publish(data []byte) error {
	if h.dir != nil || h.flag&(os.O_WRONLY|os.O_RDWR) == 0 {
		return &fs.PathError{Op: "write", Path: h.name, Err: fs.ErrPermission}
	}
	h.data = data
	return h.fs.step("write", h.name, func(v *View) (map[string]*entry, error) {
		return h.fs.put(v, h.name, data, h.info.Mode().Perm()), nil
	})
}

// ReadDir lists the next n entries of a folder, or all where n <= 0.
func (h *handle) ReadDir(n int) ([]fs.DirEntry, error) {
	if h.dir == nil {
		return nil, &fs.PathError{Op: "readdir", Path: h.name, Err: errNotDir}
	}
	return h.dir.ReadDir(n)
}

// Readdir is ReadDir with the details of each file.
func (h *handle) Readdir(n int) ([]os.FileInfo, error) {
	list, err := h.ReadDir(n)
	infos := make([]os.FileInfo, 0, len(list))
	for _, d := range list {
		if info, err := d.Info(); err == nil {
			infos = append(infos, info)
		}
	}
	return infos, err
}

// Readdirnames is ReadDir with the names alone.
func (h *handle) Readdirnames(n int) ([]string, error) {
	list, err := h.ReadDir(n)
	names := make([]string, len(list))
	for i, d := range list {
		names[i] = d.Name()
	}
	return names, err
}
