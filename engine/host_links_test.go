package engine

import (
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"
)

// linkedTree is a Source that follows links by itself, as a folder on disk does.
type linkedTree struct {
	fstest.MapFS
	links map[string]string
}

func (linkedTree) Revision() uint64                { return 1 }
func (linkedTree) Dir() string                     { return "/p" }
func (linkedTree) Changes(uint64) ([]string, bool) { return nil, false }
func (t linkedTree) RealPath(n string) (string, error) {
	if to, ok := t.links[n]; ok {
		return to, nil
	}
	_, err := fs.Stat(t.MapFS, n)
	return n, err
}

// A link out of the project is refused, whatever the tree behind it shows.
func TestHandlersDoNotReadThroughLinksThatLeadOut(t *testing.T) {
	src := linkedTree{fstest.MapFS{"in.txt": {Data: []byte("in")}, "out.txt": {Data: []byte("secret")}, "to-in.txt": {Data: []byte("in")}},
		map[string]string{"out.txt": "/etc/passwd", "to-in.txt": "in.txt"}}
	h := newHost(New(Options{}), src)
	for name, want := range map[string]error{"/p/in.txt": nil, "/p/to-in.txt": nil, "/p/out.txt": fs.ErrPermission, "/p/none.txt": fs.ErrNotExist, "/etc/passwd": fs.ErrPermission} {
		_, err := h.ReadFile(name)
		_, statErr := h.Stat(name)
		_, realErr := h.RealPath(name)
		for _, err := range []error{err, statErr, realErr} {
			if !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", name, err, want)
			}
		}
	}
}
