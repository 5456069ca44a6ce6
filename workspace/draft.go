package workspace

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/afero"

	"signalbox/workspace/overlay"
)

// Draft is what an earlier run left unsaved.
type Draft struct {
	Saved time.Time // when it was kept
	Files []string  // what it edits
	state *overlay.State
}

// DraftDir is where drafts lie: signalbox/drafts below $XDG_STATE_HOME, or
// below ~/.local/state.
func DraftDir() (string, error) {
	base := os.Getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(base) {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("no folder for drafts: %w", err)
		}
		base = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(base, "signalbox", "drafts"), nil
}

// Draft returns what an earlier run on this project left unsaved, nil for
// nothing. A draft that cannot be read is an error, and stays where it is.
func (p *Project) Draft() (*Draft, error) { return p.drafts.load() }

// Restore makes the edits of a draft the current ones, as one step of undo.
func (p *Project) Restore(d *Draft) error {
	return p.step("", func() error {
		p.over.Restore(d.state)
		return nil
	})
}

// DiscardDraft forgets what an earlier run left unsaved.
func (p *Project) DiscardDraft() error { return p.drafts.discard() }

// Flush waits until the draft on disk holds every edit made so far, and returns
// the last error of keeping it.
func (p *Project) Flush() error { return p.drafts.flush() }

// draftStore keeps one project's edits in a file. Writing happens beside the
// caller, newest state only: a person types faster than a disk syncs. A nil
// store keeps nothing.
type draftStore struct {
	fs   afero.Fs
	file string
	dir  string // the project's

	mu      sync.Mutex
	idle    sync.Cond
	next    *draftFile // what to write when the writer is free
	writing bool
	err     error
}

// draftFile is the form on disk.
type draftFile struct {
	Dir   string         `json:"dir"`
	Saved time.Time      `json:"saved"`
	Edits *overlay.State `json:"edits"`
}

func newDraftStore(fsys afero.Fs, dir, project string) *draftStore {
	id := sha256.Sum256([]byte(project))
	s := &draftStore{fs: fsys, dir: project, file: filepath.Join(dir, hex.EncodeToString(id[:8])+".json")}
	s.idle.L = &s.mu
	return s
}

// keep has the state written soon. No edits means no draft.
func (s *draftStore) keep(state *overlay.State, at time.Time) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next = &draftFile{Dir: s.dir, Saved: at, Edits: state}
	if !s.writing {
		s.writing = true
		go s.write()
	}
}

func (s *draftStore) write() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.next != nil {
		d := s.next
		s.next = nil
		s.mu.Unlock()
		err := s.store(d)
		s.mu.Lock()
		s.err = err
	}
	s.writing = false
	s.idle.Broadcast()
}

func (s *draftStore) store(d *draftFile) error {
	if d.Edits.Empty() {
		return s.remove()
	}
	text, err := json.Marshal(d)
	if err != nil {
		return err
	}
	if err := s.fs.MkdirAll(filepath.Dir(s.file), 0o700); err != nil {
		return err
	}
	return replaceFile(s.fs, s.file, text, 0o600)
}

func (s *draftStore) remove() error {
	if err := s.fs.Remove(s.file); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}

func (s *draftStore) flush() error {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.writing {
		s.idle.Wait()
	}
	return s.err
}

func (s *draftStore) discard() error {
	if s == nil {
		return nil
	}
	if err := s.flush(); err != nil {
		return err
	}
	return s.remove()
}

func (s *draftStore) load() (*Draft, error) {
	if s == nil {
		return nil, nil
	}
	text, err := afero.ReadFile(s.fs, s.file)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the draft %s: %w", s.file, cause(err))
	}
	var d draftFile
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("cannot read the draft %s: %w", s.file, err)
	}
	if d.Dir != s.dir || d.Edits == nil || d.Edits.Empty() {
		return nil, nil
	}
	return &Draft{Saved: d.Saved, Files: d.Edits.Paths(), state: d.Edits}, nil
}
