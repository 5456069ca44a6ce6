package workspace

import (
	"io/fs"
	"maps"
	"slices"

	"signalbox/workspace/overlay"
)

// Snapshot is one numbered revision of a project: its files as they are with
// the edits made so far. It never changes: a later edit makes a later Snapshot.
// What is not edited is read from the disk at the moment of reading; when a
// watcher sees the disk change, that too is a new revision.
//
// It is an io/fs.FS (with ReadDirFS, ReadFileFS and StatFS) and what the engine
// calls a Source. It is safe for concurrent use.
type Snapshot struct {
	*overlay.View
	disk     *disk
	revision uint64
	dir      string
	log      *changeLog
}

// Revision numbers the snapshots of a project, from 1.
func (s *Snapshot) Revision() uint64 { return s.revision }

// Dir is the project folder: absolute on disk, or "/NAME" for a sample or a
// tree in memory.
func (s *Snapshot) Dir() string { return s.dir }

// Changes lists the paths that differ from an earlier revision of the same
// project, sorted, with the folders whose listing changed. ok is false where
// that revision is too old to be remembered, or a change was too wide to list.
func (s *Snapshot) Changes(since uint64) (paths []string, ok bool) {
	return s.log.between(since, s.revision)
}

// RealPath resolves every symbolic link on the way to name. The answer is a
// name of the project where the file lies inside it, and otherwise an absolute
// path with slashes: by path.IsAbs a caller tells that a link leads out.
func (s *Snapshot) RealPath(name string) (string, error) {
	if _, err := s.Stat(name); err != nil {
		return "", err
	}
	if s.Edited(name) {
		return name, nil
	}
	return s.disk.realPath(name)
}

// Files lists the files below a folder, sorted, without node_modules, .next
// and .git.
func (s *Snapshot) Files(dir string) ([]string, error) {
	var files []string
	err := fs.WalkDir(s, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !d.IsDir():
			files = append(files, name)
		case Ignored(d.Name()):
			return fs.SkipDir
		}
		return nil
	})
	return files, err
}

// Ignored reports whether folders of this name hold nothing that a person
// wrote: they are not watched and not listed.
func Ignored(name string) bool {
	switch name {
	case "node_modules", ".next", ".git", ".turbo", ".vercel", ".cache", ".yarn", ".pnpm-store":
		return true
	}
	return false
}

// keep is how many revisions a log remembers.
const keep = 1024

// changeLog is an immutable list of what each revision changed.
type changeLog struct {
	first uint64 // the revision before paths[0]
	paths [][]string
	wide  uint64 // the last revision whose changes were not listed
}

// add returns the log with one more revision. all means that anything may have
// changed.
func (l *changeLog) add(paths []string, all bool) *changeLog {
	next := &changeLog{first: l.first, paths: append(slices.Clip(l.paths), paths), wide: l.wide}
	if drop := len(next.paths) - keep; drop > 0 {
		next.first += uint64(drop)
		next.paths = next.paths[drop:]
	}
	if all {
		next.wide = next.first + uint64(len(next.paths))
	}
	return next
}

func (l *changeLog) between(since, until uint64) ([]string, bool) {
	if since < l.first || since > until || l.wide > since {
		return nil, false
	}
	seen := make(map[string]bool)
	for _, paths := range l.paths[since-l.first : until-l.first] {
		for _, p := range paths {
			seen[p] = true
		}
	}
	return slices.Sorted(maps.Keys(seen)), true
}

// Edited reports whether name is seen as the edits have it rather than as the
// disk has it.
func (s *Snapshot) Edited(name string) bool { return s.State().Owner(name) != "" }
