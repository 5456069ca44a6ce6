// Package workspace opens a Next.js project on any afero filesystem, takes
// reversible edits, and publishes immutable numbered snapshots.
//
// A person points at a folder: a project (with app/ or src/app/), an app folder
// itself, a sample inside the binary, or a tree in memory. Open finds the
// project. From then on there are three layers:
//
//	disk      what is stored; read-only until somebody says Save
//	overlay   the edits, in memory, each step undoable
//	Snapshot  disk and overlay together at one moment, with a number
//
// The engine reads Snapshots and never sees who made them. Every change, an
// edit here or a write on disk that the watcher saw, makes the next Snapshot,
// and Changes tells what differs since an earlier one, so that a reader updates
// only what it must.
//
// Nothing a person typed is lost: edits are undoable across a save, a draft of
// them survives a crash, a save replaces each file whole, and a file that
// changed on disk meanwhile is not overwritten without being asked about.
package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/afero"

	"signalbox/engine/diag"
	"signalbox/workspace/overlay"
)

// Project is one open project. It is safe for concurrent use.
type Project struct {
	disk   *disk
	over   *overlay.Fs
	now    func() time.Time
	drafts *draftStore // nil: no drafts are kept
	frozen bool        // a sample: saving is refused

	mu       sync.Mutex
	revision uint64
	log      *changeLog
	history  history
	subs     map[chan *Snapshot]bool
}

// Option changes how Open works.
type Option func(*Project)

// WithClock makes now the time of edits and drafts.
func WithClock(now func() time.Time) Option { return func(p *Project) { p.now = now } }

// WithDrafts keeps a draft of unsaved edits in a folder of fsys, so that they
// survive a crash. DraftDir is the folder that a person's system has for it.
func WithDrafts(fsys afero.Fs, dir string) Option {
	return func(p *Project) { p.drafts = newDraftStore(fsys, dir, p.disk.dir) }
}

// ReadOnly refuses Save, for a project that has no disk of its own.
func ReadOnly() Option { return func(p *Project) { p.frozen = true } }

// Open opens the project that dir belongs to. The error is a *NoAppError where
// dir exists and holds no app tree.
func Open(fsys afero.Fs, dir string, options ...Option) (*Project, error) {
	if _, real := fsys.(*afero.OsFs); real {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return nil, fmt.Errorf("cannot open %s: %w", dir, err)
		}
		dir = abs
	}
	where, err := locate(fsys, dir)
	if err != nil {
		return nil, err
	}
	p := &Project{
		disk:     newDisk(fsys, where.dir, where.mount),
		now:      time.Now,
		revision: 1,
		log:      &changeLog{first: 1},
		subs:     make(map[chan *Snapshot]bool),
	}
	for _, option := range options {
		option(p)
	}
	p.over = overlay.New(p.disk, p.now)
	return p, nil
}

// Dir is the project folder. For an app folder opened by itself it is that
// folder; the files are named as if it were "app" all the same.
func (p *Project) Dir() string { return p.disk.dir }

// Name is the last part of Dir.
func (p *Project) Name() string { return filepath.Base(p.disk.dir) }

// PathOf is where a file of the project lies, or would lie, on its filesystem.
func (p *Project) PathOf(name string) string {
	full, ok := p.disk.path(name)
	if !ok {
		return filepath.Join(p.disk.dir, "..", filepath.FromSlash(name)) // beside a mounted app folder
	}
	return full
}

// Snapshot returns the project as it is now.
func (p *Project) Snapshot() *Snapshot {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.snapshot()
}

func (p *Project) snapshot() *Snapshot {
	return &Snapshot{View: p.over.View(), disk: p.disk, revision: p.revision, dir: p.disk.dir, log: p.log}
}

// Fs is the project as an afero filesystem, for code that wants one. What is
// written through it is an edit, but not a step of undo.
func (p *Project) Fs() afero.Fs { return p.over }

// Subscribe returns a channel that carries the newest snapshot after each
// change. A slow reader misses intermediate ones, never the last. cancel ends
// it and closes the channel.
func (p *Project) Subscribe() (changes <-chan *Snapshot, cancel func()) {
	ch := make(chan *Snapshot, 1)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.subs[ch] = true
	return ch, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.subs[ch] {
			delete(p.subs, ch)
			close(ch)
		}
	}
}

// publish numbers a change and tells everybody. The lock is held.
func (p *Project) publish(paths []string, all bool) {
	p.revision++
	p.log = p.log.add(paths, all)
	for ch := range p.subs {
		select {
		case <-ch: // take back what was not read yet
		default:
		}
		ch <- p.snapshot()
	}
}

// DiskChanged says that files changed on disk. paths are names of the project;
// none means that anything may have. It makes a new revision.
func (p *Project) DiskChanged(paths ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.publish(paths, len(paths) == 0)
}

// Write sets the text of a file, which it makes, with its folders, where it is
// missing. Consecutive writes of one file within a second are one step of undo,
// as typing is.
func (p *Project) Write(name, text string) error {
	return p.step(name, func() error { return p.write(name, text) })
}

// Apply performs the edits in order as one step of undo, or none of them.
func (p *Project) Apply(edits ...diag.Edit) error {
	return p.step("", func() error {
		for _, e := range edits {
			if err := p.apply(e); err != nil {
				return err
			}
		}
		return nil
	})
}

// MkdirAll makes a folder, as one step of undo.
func (p *Project) MkdirAll(name string) error {
	return p.step("", func() error { return p.over.MkdirAll(name, 0o755) })
}

func (p *Project) apply(e diag.Edit) error {
	switch e.Op {
	case diag.Rename:
		return p.rename(e.File, e.To)
	case diag.Delete:
		if _, err := p.over.Stat(e.File); err != nil {
			return fmt.Errorf("cannot delete %s: no such file", e.File)
		}
		return p.over.RemoveAll(e.File)
	case diag.Create:
		if _, err := p.over.Stat(e.File); err == nil {
			return fmt.Errorf("cannot create %s: it exists", e.File)
		}
		return p.write(e.File, e.Text)
	case diag.Replace:
		return p.replace(e)
	}
	return fmt.Errorf("cannot edit %s: unknown operation %d", e.File, e.Op)
}

func (p *Project) rename(from, to string) error {
	if _, err := p.over.Stat(to); err == nil && from != to {
		return fmt.Errorf("cannot rename %s to %s: the new name is taken", from, to)
	}
	if err := p.over.MkdirAll(path.Dir(to), 0o755); err != nil {
		return fmt.Errorf("cannot rename %s to %s: %w", from, to, cause(err))
	}
	if err := p.over.Rename(from, to); err != nil {
		return fmt.Errorf("cannot rename %s to %s: %w", from, to, cause(err))
	}
	return nil
}

func (p *Project) replace(e diag.Edit) error {
	data, err := p.over.View().ReadFile(path.Clean(e.File))
	if err != nil {
		return fmt.Errorf("cannot edit %s: %w", e.File, cause(err))
	}
	if e.Start < 0 || e.End < e.Start || e.End > len(data) {
		return fmt.Errorf("cannot edit %s: bytes %d to %d are not in a file of %d", e.File, e.Start, e.End, len(data))
	}
	return p.write(e.File, string(data[:e.Start])+e.Text+string(data[e.End:]))
}

func (p *Project) write(name, text string) error {
	if err := p.over.MkdirAll(path.Dir(name), 0o755); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, cause(err))
	}
	if err := afero.WriteFile(p.over, name, []byte(text), 0o644); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, cause(err))
	}
	return nil
}

// cause takes the operation and path off an error whose sentence names them.
func cause(err error) error {
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// Dirty lists the paths that differ from the disk, sorted.
func (p *Project) Dirty() []string { return p.over.State().Paths() }
