package overlay

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/spf13/afero"
)

// model is the obvious filesystem: a map from path to text, with "dir/" for a
// folder.
type model map[string]string

const dirMark = "\x00dir"

func (m model) isDir(name string) bool { return name == "." || m[name] == dirMark }

func (m model) has(name string) bool { _, ok := m[name]; return ok || name == "." }

func (m model) below(dir string) []string {
	var names []string
	for name := range m {
		if isBelow(name, dir) {
			names = append(names, name)
		}
	}
	return names
}

func (m model) mkdirAll(name string) bool {
	for d := name; d != "."; d = path.Dir(d) {
		if m.has(d) && !m.isDir(d) {
			return false
		}
	}
	for d := name; d != "."; d = path.Dir(d) {
		m[d] = dirMark
	}
	return true
}

func (m model) write(name, text string) bool {
	if !m.isDir(path.Dir(name)) || m.isDir(name) {
		return false
	}
	m[name] = text
	return true
}

func (m model) removeAll(name string) bool {
	if name == "." {
		return false
	}
	for _, kid := range m.below(name) {
		delete(m, kid)
	}
	delete(m, name)
	return true
}

func (m model) remove(name string) bool {
	if name == "." || !m.has(name) || len(m.below(name)) > 0 {
		return false
	}
	delete(m, name)
	return true
}

func (m model) rename(from, to string) bool {
	if from == "." || to == "." || !m.has(from) || isBelow(to, from) || !m.isDir(path.Dir(to)) {
		return from == to && m.has(from)
	}
	if from == to {
		return true
	}
	if m.has(to) && (m.isDir(from) != m.isDir(to) || len(m.below(to)) > 0) {
		return false
	}
	for _, kid := range m.below(from) {
		m[to+strings.TrimPrefix(kid, from)] = m[kid]
		delete(m, kid)
	}
	m[to] = m[from]
	delete(m, from)
	return true
}

// seen lists what a filesystem shows, as a model.
func seen(t *testing.T, fsys fs.FS) model {
	t.Helper()
	m := make(model)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		if d.IsDir() {
			m[name] = dirMark
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		m[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (m model) base() fstest.MapFS {
	base := make(fstest.MapFS)
	for name, text := range m {
		if text == dirMark {
			base[name] = &fstest.MapFile{Mode: fs.ModeDir | 0o755}
		} else {
			base[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
		}
	}
	return base
}

// randomName picks from few names, so that edits meet each other.
func randomName(r *rand.Rand) string {
	parts := make([]string, 1+r.IntN(3))
	for i := range parts {
		parts[i] = []string{"a", "b", "[id]", "(g)"}[r.IntN(4)]
	}
	return strings.Join(parts, "/")
}

// edit performs one random edit on both and says what it was.
func edit(r *rand.Rand, o *Fs, m model) (what string, got error, want bool) {
	name, other := randomName(r), randomName(r)
	switch r.IntN(6) {
	case 0:
		return "mkdirAll " + name, o.MkdirAll(name, 0o755), m.mkdirAll(name)
	case 1, 2:
		text := fmt.Sprint(r.IntN(3))
		return "write " + name + " " + text, afero.WriteFile(o, "/"+name, []byte(text), 0o644), m.write(name, text)
	case 3:
		return "removeAll " + name, o.RemoveAll(name), m.removeAll(name)
	case 4:
		return "remove " + name, o.Remove(name), m.remove(name)
	default:
		return "rename " + name + " " + other, o.Rename(name, other), m.rename(name, other)
	}
}

// randomBase is a small tree.
func randomBase(r *rand.Rand) model {
	m := make(model)
	for range r.IntN(12) {
		name := randomName(r)
		if m.mkdirAll(path.Dir(name)) {
			m.write(name, fmt.Sprint(r.IntN(3)))
		}
	}
	return m
}

// TestAgainstTheModel runs random edits on the overlay and on the obvious
// filesystem; what is seen must be the same after every one, earlier states
// must show what they showed, and a state must survive being written out.
func TestAgainstTheModel(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		m := randomBase(r)
		o := New(m.base(), nil)
		var log []string
		first, firstSeen := o.State(), maps.Clone(m)
		for range 25 {
			what, got, want := edit(r, o, m)
			log = append(log, what)
			if (got == nil) != want {
				t.Fatalf("seed %d: %v: error %v, the model says %v\n%s", seed, what, got, want, strings.Join(log, "\n"))
			}
			if s := seen(t, o.View()); !maps.Equal(s, m) {
				t.Fatalf("seed %d: sees %q\nwant %q\n%s", seed, s, m, strings.Join(log, "\n"))
			}
		}
		if s := seen(t, NewView(o.base, first)); !maps.Equal(s, firstSeen) {
			t.Fatalf("seed %d: the first state shows %q, showed %q", seed, s, firstSeen)
		}
		if s := seen(t, NewView(o.base, throughJSON(t, o.State()))); !maps.Equal(s, m) {
			t.Fatalf("seed %d: the stored state shows %q, want %q", seed, s, m)
		}
	}
}

func throughJSON(t *testing.T, s *State) *State {
	t.Helper()
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var back State
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	return &back
}

// TestSavingShowsTheSame performs the Edits of a state on the base, as a save
// does, and checks that the rebased states show over the new base the files
// that they showed over the old one, and that nothing is left to save.
func TestSavingShowsTheSame(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 2))
		m := randomBase(r)
		o := New(m.base(), nil)
		states := []*State{o.State()}
		var log []string
		for range 12 {
			what, _, _ := edit(r, o, m)
			log = append(log, what)
			states = append(states, o.State())
		}
		disk := seen(t, o.base)
		done := perform(disk, o.State().Edits())
		newBase := disk.base()
		for i, s := range states {
			before, after := files(seen(t, NewView(o.base, s))), files(seen(t, NewView(newBase, s.Rebase(done))))
			if !maps.Equal(before, after) {
				t.Fatalf("seed %d: state %d shows %q, showed %q\n%s", seed, i, after, before, strings.Join(log, "\n"))
			}
		}
		if left := o.State().Rebase(done).Paths(); len(left) > 0 {
			t.Fatalf("seed %d: still edited after a save: %q\n%s", seed, left, strings.Join(log, "\n"))
		}
	}
}

// files leaves the folders out: an empty one may outlive a save.
func files(m model) model {
	maps.DeleteFunc(m, func(_, text string) bool { return text == dirMark })
	return m
}

// perform is a save on the model.
func perform(disk model, edits []Edit) map[string]OnDisk {
	done := make(map[string]OnDisk)
	for _, e := range edits {
		was, existed := disk[e.Path]
		existed = existed && was != dirMark
		d := OnDisk{Was: []byte(was), Existed: existed, Mode: 0o644}
		switch e.Op {
		case MakeDir:
			d = done[e.Path]
			d.Dir = true
			disk[e.Path] = dirMark
		case Write:
			disk.removeAll(e.Path)
			disk[e.Path], d.Is, d.Exists = string(e.Data), e.Data, true
		case Clear, Delete:
			if existed {
				delete(disk, e.Path)
			}
		}
		done[e.Path] = d
	}
	return done
}

func TestDiffIsWhatDiffers(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 3))
		m := randomBase(r)
		o := New(m.base(), nil)
		for range 15 {
			before, a := maps.Clone(m), o.State()
			what, _, _ := edit(r, o, m)
			diff := Diff(a, o.State())
			for name := range merged(before, m) {
				if before[name] != m[name] && !slices.Contains(diff, name) && !below(name, diff) {
					t.Fatalf("seed %d: %s: %q differs and is not in %q", seed, what, name, diff)
				}
			}
		}
	}
}

func merged(a, b model) model {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// below reports whether a listed folder holds name.
func below(name string, dirs []string) bool {
	return slices.ContainsFunc(dirs, func(d string) bool { return isBelow(name, d) })
}

func TestWritingWhatTheBaseHasIsNoEdit(t *testing.T) {
	o := New(model{"a": "1"}.base(), nil)
	for _, text := range []string{"2", "1"} {
		if err := afero.WriteFile(o, "a", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if !o.State().Empty() {
		t.Errorf("edited: %q", o.State().Paths())
	}
}

func TestHandles(t *testing.T) {
	o := New(model{"a": "hello", "d": dirMark}.base(), nil)
	f, err := o.OpenFile("a", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	steps := []error{
		second(f.WriteAt([]byte("J"), 0)),
		second(f.Seek(0, io.SeekEnd)),
		second(f.WriteString("!")),
		second(f.Seek(1, io.SeekStart)),
	}
	rest, err := io.ReadAll(f)
	if err := errors.Join(append(steps, err, f.Truncate(3), f.Sync(), f.Close())...); err != nil {
		t.Fatal(err)
	}
	if string(rest) != "ello!" {
		t.Errorf("read %q", rest)
	}
	if got, _ := o.View().ReadFile("a"); string(got) != "Jel" {
		t.Errorf("the file holds %q", got)
	}
	add, err := o.OpenFile("a", os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := add.WriteString("ly"); err != nil {
		t.Fatal(err)
	}
	if got, _ := o.View().ReadFile("a"); string(got) != "Jelly" {
		t.Errorf("the file holds %q", got)
	}
}

func second[T any](_ T, err error) error { return err }

func TestWhatIsRefused(t *testing.T) {
	o := New(model{"a": "1", "d": dirMark, "d/x": "2"}.base(), nil)
	read, err := o.Open("a")
	if err != nil {
		t.Fatal(err)
	}
	dir, err := o.Open("d")
	if err != nil {
		t.Fatal(err)
	}
	refusals := map[string]error{
		"writing a file open for reading": second(read.Write([]byte("x"))),
		"reading a folder":                second(dir.Read(make([]byte, 1))),
		"opening what is missing":         second(o.Open("none")),
		"creating without a folder":       second(o.Create("none/x")),
		"creating below a file":           second(o.Create("a/x")),
		"opening a folder to write":       second(o.OpenFile("d", os.O_RDWR, 0)),
		"an exclusive create":             second(o.OpenFile("a", os.O_RDWR|os.O_CREATE|os.O_EXCL, 0)),
		"a folder where one is":           o.Mkdir("d", 0o755),
		"a folder below a file":           o.MkdirAll("a/b", 0o755),
		"removing a full folder":          o.Remove("d"),
		"removing the root":               o.RemoveAll("/"),
		"a folder into itself":            o.Rename("d", "d/e"),
		"a file over a folder":            o.Rename("a", "d"),
		"a chmod of nothing":              o.Chmod("none", 0o600),
		"a negative truncate":             read.Truncate(-1),
	}
	for what, err := range refusals {
		if err == nil {
			t.Errorf("%s was allowed", what)
		}
	}
	if !o.State().Empty() {
		t.Errorf("a refused step left edits: %q", o.State().Paths())
	}
}

func TestAttributes(t *testing.T) {
	o := New(model{"a": "1"}.base(), nil)
	if err := o.Chmod("a", 0o600); err != nil {
		t.Fatal(err)
	}
	info, err := o.Stat("/a")
	if err != nil || info.Mode() != 0o600 || info.Name() != "a" || info.Size() != 1 {
		t.Errorf("info %v %v, %v", info.Mode(), info.Name(), err)
	}
}

func TestABrokenDraftIsRefused(t *testing.T) {
	for _, text := range []string{`{"../x":{"kind":0}}`, `{".":{"kind":1}}`, `{"x":{"kind":9}}`, `{"x":{"kind":0,"origin":{"x":"AA=="}}}`, `[]`} {
		var s State
		if err := json.Unmarshal([]byte(text), &s); err == nil {
			t.Errorf("%s was read", text)
		}
	}
}
