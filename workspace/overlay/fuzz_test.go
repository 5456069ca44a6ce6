package overlay

import (
	"encoding/json"
	"io/fs"
	"maps"
	"testing"
	"testing/fstest"
	"time"
)

// FuzzDraft reads a draft as it may lie on a disk: what is not refused can be
// looked at, edited, saved and stored again, and shows the same afterwards.
func FuzzDraft(f *testing.F) {
	for _, text := range []string{
		`{}`, `null`, `{"app/x.ts":{"kind":0,"data":"eA=="}}`, `{"app":{"kind":2},"app/x":{"kind":0}}`,
		`{"app/x/y":{"kind":0},"app/x":{"kind":0}}`, `{".":{"kind":2}}`, `{"a":{"kind":1},"a/b":{"kind":2},"a/b/c":{"kind":1}}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var s State
		if json.Unmarshal(text, &s) != nil {
			return
		}
		base := fstest.MapFS{"app/x.ts": {Data: []byte("x")}, "app/y/z.ts": {Data: []byte("z")}}
		before := shown(NewView(base, &s))
		again, err := json.Marshal(&s)
		if err != nil {
			t.Fatal(err)
		}
		var back State
		if err := json.Unmarshal(again, &back); err != nil {
			t.Fatalf("what was stored cannot be read: %v", err)
		}
		if after := shown(NewView(base, &back)); !maps.Equal(before, after) {
			t.Errorf("shows %q, and %q after it was stored", before, after)
		}
		s.Edits()
		o := New(base, func() time.Time { return time.Time{} })
		o.Restore(&s)
		_ = o.RemoveAll("app")
		_ = o.MkdirAll("app/new", 0o755)
	})
}

// shown is every path of a view with its bytes; a folder's are "/".
func shown(fsys fs.FS) map[string]string {
	out := make(map[string]string)
	_ = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			out[name] = "!"
		case d.IsDir():
			out[name] = "/"
		default:
			data, _ := fs.ReadFile(fsys, name)
			out[name] = string(data)
		}
		return nil
	})
	return out
}
