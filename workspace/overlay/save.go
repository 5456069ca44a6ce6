package overlay

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// Op is what saving an Edit does.
type Op uint8

// The operations, in the order in which a save performs them. What must go
// before something else can take its place goes first; everything else that
// goes, goes last, so that a rename cut short leaves two files and never none.
const (
	Clear   Op = iota // delete the file in the way of a folder, or of the file that its folder becomes
	MakeDir           // make a folder
	Write             // write a whole file
	Delete            // delete a file
)

// Edit is one file or folder that a State changes, for saving.
type Edit struct {
	Path string
	Op   Op
	Data []byte // Write; not to be changed
	Mode fs.FileMode
	// Existed says that the base had a file at Path when the edit was made;
	// Sum is the SHA-256 of its bytes.
	Existed bool
	Sum     [sha256.Size]byte
}

// Edits lists what a save has to do, in an order that works.
func (s *State) Edits() []Edit {
	var edits []Edit
	for name, e := range s.entries {
		switch e.kind {
		case fileEntry:
			was, existed := e.origin[name]
			edits = append(edits, Edit{Path: name, Op: Write, Data: e.data, Mode: e.mode, Existed: existed, Sum: was})
		case dirEntry:
			edits = append(edits, Edit{Path: name, Op: MakeDir, Mode: e.mode})
		case tombstone:
			if len(e.origin) == 0 { // an empty folder
				edits = append(edits, Edit{Path: name, Op: Delete})
			}
		}
		for hidden, was := range e.origin {
			if there := s.entries[hidden]; there == nil || there.kind != fileEntry {
				edits = append(edits, Edit{Path: hidden, Op: s.removal(hidden), Existed: true, Sum: was})
			}
		}
	}
	slices.SortFunc(edits, func(a, b Edit) int {
		if a.Op != b.Op {
			return int(a.Op) - int(b.Op)
		}
		return strings.Compare(a.Path, b.Path)
	})
	return edits
}

// removal says when a hidden file of the base has to go.
func (s *State) removal(name string) Op {
	if e := s.entries[name]; e != nil && e.kind == dirEntry {
		return Clear
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if e := s.entries[dir]; e != nil && e.kind == fileEntry {
			return Clear
		}
	}
	return Delete
}

// Owner returns the path of the entry that decides what is seen at name: its
// own or the nearest above it; "" where that is the base.
func (s *State) Owner(name string) string {
	for {
		if s.entries[name] != nil {
			return name
		}
		if name == "." {
			return ""
		}
		name = path.Dir(name)
	}
}

// OnDisk is what a save did at one path of the base: what was there before, and
// what is there now.
type OnDisk struct {
	Was, Is []byte
	Existed bool
	Exists  bool
	Mode    fs.FileMode
	Dir     bool // a folder was made, perhaps where a file was
	// Folders went with the file that was deleted, because nothing was left in
	// them.
	Folders []string
}

// Rebase returns the state that shows, over the changed base, the tree that s
// showed before. What the base has meanwhile taken over is no longer an edit;
// what only the old base showed becomes one. So undo works across a save.
func (s *State) Rebase(disk map[string]OnDisk) *State {
	r := rebase{old: s, entries: maps.Clone(s.entries)}
	if r.entries == nil {
		r.entries = make(map[string]*entry)
	}
	touched := make(map[string]bool)
	for _, name := range slices.Sorted(maps.Keys(disk)) {
		touched[name] = true
		for _, owner := range r.moveBase(name, disk[name]) {
			touched[owner] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(touched)) { // a folder before what it holds
		r.drop(name, disk[name])
	}
	return newState(r.entries)
}

// rebase is one state on its way from the old base to the new one.
type rebase struct {
	old     *State
	entries map[string]*entry
}

// moveBase tells the entry that hides name what is below it now, or pins the
// old content where nothing hid it. It returns the paths of the entries changed.
func (r *rebase) moveBase(name string, d OnDisk) (changed []string) {
	for _, dir := range d.Folders {
		if r.old.Owner(dir) == "" && r.entries[dir] == nil { // only the old base showed it
			r.entries[dir] = &entry{kind: dirEntry, mode: 0o755}
		}
	}
	for owner := r.old.Owner(name); owner != ""; owner = r.old.Owner(path.Dir(owner)) {
		nearest := len(changed) == 0
		changed = append(changed, owner)
		e := *r.entries[owner]
		e.origin = maps.Clone(e.origin)
		delete(e.origin, name)
		if nearest && d.Exists {
			e.origin = merge(e.origin, originOf(name, d))
		}
		r.entries[owner] = &e
		if owner == "." {
			break
		}
	}
	switch {
	case len(changed) > 0, d.Dir && !d.Existed:
	case d.Existed:
		r.pinFolders(path.Dir(name))
		r.entries[name] = &entry{kind: fileEntry, data: d.Was, mode: d.Mode, origin: originOf(name, d)}
	case d.Exists:
		r.entries[name] = &entry{kind: tombstone, origin: originOf(name, d)}
	}
	return changed
}

// pinFolders makes the folders of a pinned file where the new base has a file in
// their place.
func (r *rebase) pinFolders(dir string) {
	s := State{entries: r.entries}
	for ; dir != "." && s.Owner(dir) != ""; dir = path.Dir(dir) {
		e := entry{kind: dirEntry, mode: 0o755}
		if grave := r.entries[dir]; grave != nil {
			e.origin = grave.origin
		}
		r.entries[dir] = &e
	}
}

func merge(a, b map[string]sum) map[string]sum {
	if a == nil {
		return b
	}
	maps.Copy(a, b)
	return a
}

func originOf(name string, d OnDisk) map[string]sum {
	if !d.Exists {
		return nil
	}
	return map[string]sum{name: sha256.Sum256(d.Is)}
}

// drop removes the entry at name where the base shows the same by itself.
func (r *rebase) drop(name string, d OnDisk) {
	e := r.entries[name]
	if e == nil {
		return
	}
	if name != "." {
		above := State{entries: r.entries}
		if above.Owner(path.Dir(name)) != "" {
			return
		}
	}
	same := false
	switch e.kind {
	case fileEntry:
		same = d.Exists && bytes.Equal(e.data, d.Is)
	case dirEntry:
		same = d.Dir && len(e.origin) == 0
	case tombstone:
		same = len(e.origin) == 0
	}
	if same {
		delete(r.entries, name)
	}
}

// stored is the form of an entry in a draft.
type stored struct {
	Kind   entryKind         `json:"kind"`
	Data   []byte            `json:"data,omitempty"`
	Mode   fs.FileMode       `json:"mode,omitempty"`
	Mod    time.Time         `json:"mod"`
	Origin map[string][]byte `json:"origin,omitempty"`
}

// MarshalJSON writes the edits so that they survive the process.
func (s *State) MarshalJSON() ([]byte, error) {
	out := make(map[string]stored, len(s.entries))
	for name, e := range s.entries {
		st := stored{Kind: e.kind, Data: e.data, Mode: e.mode, Mod: e.mod, Origin: make(map[string][]byte)}
		for hidden, was := range e.origin {
			st.Origin[hidden] = was[:]
		}
		out[name] = st
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *State) UnmarshalJSON(text []byte) error {
	var in map[string]stored
	if err := json.Unmarshal(text, &in); err != nil {
		return err
	}
	entries := make(map[string]*entry, len(in))
	for name, st := range in {
		if !fs.ValidPath(name) || name == "." || st.Kind > tombstone {
			return fmt.Errorf("a draft holds an edit of %q that cannot be read", name)
		}
		e := &entry{kind: st.Kind, data: st.Data, mode: st.Mode, mod: st.Mod, origin: make(map[string]sum)}
		for hidden, was := range st.Origin {
			if len(was) != sha256.Size {
				return fmt.Errorf("a draft holds a fingerprint of %q that cannot be read", hidden)
			}
			e.origin[hidden] = sum(was)
		}
		entries[name] = e
	}
	*s = *newState(entries)
	return nil
}
