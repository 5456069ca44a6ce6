// Package overlay is a filesystem of edits over a base that nobody can write.
//
// A person edits an app tree in the terminal long before anything may touch the
// disk, so every create, write, rename and delete lands here, in memory, over
// the tree as it is on disk. afero's own CopyOnWriteFs can't do this: it cannot
// delete or rename a file of its base. Here a deletion is a tombstone, and the
// base is an io/fs.FS, which has no method that writes: it is read-only by its
// type.
//
// The edits are one immutable value, a State: a map from path to entry, copied
// at each step (edits are few; the tree beneath them may be large). Keeping an
// old State is keeping an old version of the whole tree, which makes undo a
// pointer, a snapshot a pair of (base, State), and a comparison a walk of two
// small maps.
//
//	base            edits                        seen
//	app/a/route.ts                               app/a/route.ts
//	app/b/route.ts  app/b/route.ts  tombstone    –
//	app/c/page.tsx  app/c           tombstone    –
//	                app/d/route.ts  file         app/d/route.ts
//
// Any entry hides what the base holds below its path: a folder that was deleted
// and made again starts empty.
package overlay

import (
	"crypto/sha256"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// entryKind says what an entry puts in the place of the base's file.
type entryKind uint8

const (
	fileEntry entryKind = iota
	dirEntry            // a folder made here; what the base has below it is hidden
	tombstone           // nothing is here any more
)

// entry is one edit. It is never changed once it is in a State.
type entry struct {
	kind entryKind
	data []byte
	mode fs.FileMode
	mod  time.Time
	// origin remembers the files of the base that this entry hides, by path,
	// as they were when the edit was made: a save compares it with the disk.
	origin map[string]sum
}

// sum is a fingerprint of a file's bytes.
type sum = [sha256.Size]byte

// State is one immutable set of edits. The zero State has none.
type State struct {
	entries map[string]*entry
	kids    map[string][]string // folder → names of the entries directly in it
}

// Empty reports whether the state changes nothing.
func (s *State) Empty() bool { return len(s.entries) == 0 }

// find returns the entry for name, if any, and whether an entry above it hides
// what the base has there.
func (s *State) find(name string) (e *entry, masked bool) {
	if len(s.entries) == 0 {
		return nil, false
	}
	e = s.entries[name]
	for name != "." {
		name = path.Dir(name)
		if s.entries[name] != nil {
			return e, true
		}
	}
	return e, false
}

// with returns a state where the entries of set replace or, where nil, remove
// those of s.
func (s *State) with(set map[string]*entry) *State {
	entries := make(map[string]*entry, len(s.entries)+len(set))
	maps.Copy(entries, s.entries)
	for name, e := range set {
		if e == nil {
			delete(entries, name)
		} else {
			entries[name] = e
		}
	}
	return newState(entries)
}

func newState(entries map[string]*entry) *State {
	s := &State{entries: entries, kids: make(map[string][]string)}
	for name := range entries {
		dir, base := path.Split(name)
		dir = path.Clean(dir)
		s.kids[dir] = append(s.kids[dir], base)
	}
	return s
}

// below lists the paths of entries strictly below dir.
func (s *State) below(dir string) []string {
	var names []string
	for name := range s.entries {
		if isBelow(name, dir) {
			names = append(names, name)
		}
	}
	return names
}

// isBelow reports whether name lies strictly inside dir.
func isBelow(name, dir string) bool {
	if dir == "." {
		return name != "."
	}
	return strings.HasPrefix(name, dir) && len(name) > len(dir) && name[len(dir)] == '/'
}

// Paths lists every path that a person has edited, sorted: files written,
// folders made, and files of the base that are gone.
func (s *State) Paths() []string {
	seen := make(map[string]bool)
	for name, e := range s.entries {
		if e.kind != tombstone {
			seen[name] = true
		}
		for hidden := range e.origin {
			seen[hidden] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// Diff lists the paths on which two states differ, sorted. Where a file or a
// folder appears or goes, its folder is listed as well, because its listing
// changes.
func Diff(a, b *State) []string {
	seen := make(map[string]bool)
	note := func(name string, e, other *entry) {
		seen[name] = true
		for hidden := range e.origin {
			seen[hidden] = true
		}
		if there(name, e, other) != there(name, other, e) {
			seen[path.Dir(name)] = true
		}
	}
	for name, e := range a.entries {
		if b.entries[name] != e {
			note(name, e, b.entries[name])
		}
	}
	for name, e := range b.entries {
		if a.entries[name] != e {
			note(name, e, a.entries[name])
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// there reports whether something is seen at name with the entry e; without
// one, what the base has there is what the other state's entry hides.
func there(name string, e, other *entry) bool {
	if e != nil {
		return e.kind != tombstone
	}
	_, file := other.origin[name]
	return file || other.kind == tombstone
}
