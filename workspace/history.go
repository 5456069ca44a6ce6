package workspace

import (
	"time"

	"signalbox/workspace/overlay"
)

// history is the undoable past and the redoable future, as states of the
// overlay. A State is the whole set of edits, so that going back is restoring
// one.
type history struct {
	past, future []*overlay.State
	// file and at describe the last step where it was typing into one file.
	file string
	at   time.Time
}

const (
	maxSteps = 500         // of undo
	typing   = time.Second // writes of one file closer than this are one step
)

// record notes that a step led away from before. Typing on in the same file
// belongs to the step that is there.
func (h *history) record(before *overlay.State, file string, at time.Time) {
	typed := file != "" && file == h.file && at.Sub(h.at) < typing
	h.file, h.at, h.future = file, at, nil
	if typed && len(h.past) > 0 {
		return
	}
	h.past = append(h.past, before)
	if len(h.past) > maxSteps {
		h.past = h.past[1:]
	}
}

// step runs one edit: all of it or nothing. file names what is typed into, or
// is "".
func (p *Project) step(file string, edit func() error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := p.over.State()
	if err := edit(); err != nil {
		p.over.Restore(before)
		return err
	}
	after := p.over.State()
	paths := overlay.Diff(before, after)
	if len(paths) == 0 {
		p.over.Restore(before)
		return nil
	}
	p.history.record(before, file, p.now())
	p.publish(paths, false)
	p.drafts.keep(after, p.now())
	return nil
}

// Undo takes the last step back. It returns false where there is none.
func (p *Project) Undo() bool { return p.travel(&p.history.past, &p.history.future) }

// Redo makes the step again that Undo took back last. It returns false where
// there is none.
func (p *Project) Redo() bool { return p.travel(&p.history.future, &p.history.past) }

// CanUndo says whether there is a step to take back.
func (p *Project) CanUndo() bool { p.mu.Lock(); defer p.mu.Unlock(); return len(p.history.past) > 0 }

// CanRedo says whether there is a step to make again.
func (p *Project) CanRedo() bool { p.mu.Lock(); defer p.mu.Unlock(); return len(p.history.future) > 0 }

// travel moves the newest state of from into place, and what was there to to.
func (p *Project) travel(from, to *[]*overlay.State) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := len(*from)
	if n == 0 {
		return false
	}
	now, then := p.over.State(), (*from)[n-1]
	*from, *to = (*from)[:n-1], append(*to, now)
	p.history.file = ""
	p.over.Restore(then)
	p.publish(overlay.Diff(now, then), false)
	p.drafts.keep(then, p.now())
	return true
}

// rebase carries every remembered state over a save.
func (p *Project) rebase(disk map[string]overlay.OnDisk) {
	p.over.Restore(p.over.State().Rebase(disk))
	for _, states := range [][]*overlay.State{p.history.past, p.history.future} {
		for i, s := range states {
			states[i] = s.Rebase(disk)
		}
	}
	p.history.file = ""
}
