package workspace

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"

	"signalbox/workspace/overlay"
)

// ConflictError says which files changed on disk after their edit began. Nothing
// was saved; Overwrite saves all the same.
type ConflictError struct{ Files []string }

// Error names the files.
func (e *ConflictError) Error() string {
	return "changed on disk since the edit began: " + strings.Join(e.Files, ", ")
}

// ErrReadOnly is why a sample is not saved.
var ErrReadOnly = errors.New("a sample has no folder on disk: write it out with `signalbox samples NAME --to DIR` and open that")

// Save writes the edits of the named files, or all, to disk: each file whole or
// not at all. A name also selects what lies below it. Where a file changed on
// disk meanwhile it writes nothing and returns a *ConflictError.
func (p *Project) Save(ctx context.Context, names ...string) error { return p.save(ctx, false, names) }

// Overwrite is Save that does not mind what changed on disk meanwhile.
func (p *Project) Overwrite(ctx context.Context, names ...string) error {
	return p.save(ctx, true, names)
}

// Conflicts lists the edited files that changed on disk since their edit began.
func (p *Project) Conflicts() []string {
	return p.conflicts(p.over.State().Edits())
}

func (p *Project) save(ctx context.Context, force bool, names []string) error {
	if p.frozen {
		return ErrReadOnly
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	edits := choose(p.over.State(), names)
	if files := p.conflicts(edits); len(files) > 0 && !force {
		return &ConflictError{files}
	}
	done := make(map[string]overlay.OnDisk)
	err := p.perform(ctx, edits, done)
	p.rebase(done) // also after a failure: what was written is written
	var paths []string
	for name := range done {
		paths = append(paths, name, path.Dir(name))
	}
	if len(paths) > 0 {
		p.publish(paths, false)
	}
	p.drafts.keep(p.over.State(), p.now())
	return err
}

// choose selects the edits that names ask for, with those that they need: the
// folders above, and what a folder made anew goes on hiding.
func choose(s *overlay.State, names []string) []overlay.Edit {
	edits := s.Edits()
	if len(names) == 0 {
		return edits
	}
	owners := make(map[string]bool)
	wanted := func(file string) bool {
		for _, name := range names {
			if file == name || strings.HasPrefix(file, name+"/") {
				return true
			}
		}
		return false
	}
	for _, e := range edits {
		for at := e.Path; wanted(e.Path) && at != ""; at = s.Owner(path.Dir(at)) {
			owners[at] = true
			if at == "." {
				break
			}
		}
	}
	var chosen []overlay.Edit
	for _, e := range edits {
		if owners[e.Path] || e.Op != overlay.Write && owners[s.Owner(e.Path)] {
			chosen = append(chosen, e)
		}
	}
	return chosen
}

// conflicts lists the files whose bytes on disk are not those that the edit
// began with.
func (p *Project) conflicts(edits []overlay.Edit) []string {
	var files []string
	for _, e := range edits {
		removes := e.Op == overlay.Clear || e.Op == overlay.Delete
		if e.Op == overlay.MakeDir || removes && !e.Existed {
			continue
		}
		data, err := p.disk.ReadFile(e.Path)
		exists := err == nil
		gone := removes && !exists
		if !gone && (exists != e.Existed || exists && sha256.Sum256(data) != e.Sum) {
			files = append(files, e.Path)
		}
	}
	return files
}

// perform writes the edits in order and notes in done what each did.
func (p *Project) perform(ctx context.Context, edits []overlay.Edit, done map[string]overlay.OnDisk) error {
	for _, e := range edits {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("save was cancelled before %s: %w", e.Path, err)
		}
		full, ok := p.disk.path(e.Path)
		if !ok {
			return fmt.Errorf("cannot save %s: it lies outside the app folder that is open", e.Path)
		}
		was, err := p.disk.ReadFile(e.Path)
		d := overlay.OnDisk{Was: was, Existed: err == nil, Mode: 0o644}
		if info, err := p.disk.Stat(e.Path); err == nil {
			d.Mode = info.Mode().Perm()
		}
		switch e.Op {
		case overlay.MakeDir:
			d = done[e.Path] // of a file that was in the way
			d.Dir, err = true, p.disk.fs.MkdirAll(full, 0o755)
		case overlay.Write:
			if !d.Existed {
				d.Mode = e.Mode
			}
			d.Is, d.Exists = e.Data, true
			err = p.writeWhole(full, e.Data, d.Mode)
		case overlay.Clear, overlay.Delete:
			d.Folders, err = p.delete(full, e.Path)
		}
		if err != nil {
			return fmt.Errorf("cannot save %s: %w", e.Path, cause(err))
		}
		done[e.Path] = d
	}
	return nil
}

// writeWhole replaces a file by a rename, so that a reader, or a crash, sees
// the old bytes or the new ones. A symbolic link stays one: what it leads to is
// replaced.
func (p *Project) writeWhole(full string, data []byte, mode fs.FileMode) error {
	if p.disk.real {
		if target, err := filepath.EvalSymlinks(full); err == nil {
			full = target
		}
	}
	if err := p.disk.fs.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return err
	}
	return replaceFile(p.disk.fs, full, data, mode)
}

// tempPrefix begins the names of files that are about to be renamed into place.
const tempPrefix = ".signalbox-"

// replaceFile writes data beside the file and renames it into place.
func replaceFile(fsys afero.Fs, full string, data []byte, mode fs.FileMode) error {
	f, err := afero.TempFile(fsys, filepath.Dir(full), tempPrefix+"*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = fsys.Chmod(f.Name(), mode.Perm())
	}
	if err == nil {
		err = fsys.Rename(f.Name(), full)
	}
	if err != nil {
		_ = fsys.Remove(f.Name())
	}
	return err
}

// delete removes a file, and the folders above it that the edits have removed
// and that are empty now. It returns those folders.
func (p *Project) delete(full, name string) (folders []string, err error) {
	if err := p.disk.fs.Remove(full); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	view := p.over.View()
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := view.Stat(dir); err == nil && info.IsDir() {
			return folders, nil
		}
		if err := p.removeEmpty(dir); err != nil {
			return folders, nil // somebody else's file is in it: it stays
		}
		folders = append(folders, dir)
	}
	return folders, nil
}

func (p *Project) removeEmpty(dir string) error {
	list, err := p.disk.ReadDir(dir)
	full, ok := p.disk.path(dir)
	if err != nil || !ok || len(list) > 0 {
		return errors.New("not empty")
	}
	return p.disk.fs.Remove(full)
}
