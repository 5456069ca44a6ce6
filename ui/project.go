package ui

import (
	"context"
	"errors"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/diag"
	"signalbox/engine/route"
	"signalbox/ui/pane/tree"
	"signalbox/workspace"
)

// job is one change of the project. It returns a sentence for the person, or
// "" for a change that shows itself.
type job func(ctx context.Context, p Project) (said string, err error)

// queue is the changes that wait. At most one command works on the project; it
// takes all jobs that wait, performs them in order and resolves the tree once.
type queue struct {
	jobs  []job
	texts []edited // typed texts, the last one of each file only
	busy  bool
	again bool // the disk changed: resolve even without a job
	goal  goal
}

// goal is what is shown once the jobs that wait have been done.
type goal struct {
	file string // "" for what was shown before
	edit bool   // one begins to type there
	tree string // where the tree goes; "" for the file
}

type edited struct{ file, text string }

// projectChangedMsg says that the jobs were performed and the tree is resolved.
type projectChangedMsg struct {
	revision uint64
	table    *route.Table
	dirty    []string
	marks    map[string]tree.Mark // the edited files
	goal     goal
	undo     bool // there is a step to take back
	redo     bool
	said     string
	jobErr   error // why a job failed: a save, a fix
	openErr  error // why the tree cannot be resolved
	first    bool
}

// change puts a job into the queue and starts to work on it.
func (m *Model) change(j job) tea.Cmd {
	m.queue.jobs = append(m.queue.jobs, j)
	return m.work()
}

// typed puts a typed text into the queue in place of the one that waits there.
func (m *Model) typed(file, text string) tea.Cmd {
	for i := range m.queue.texts {
		if m.queue.texts[i].file == file {
			m.queue.texts[i].text = text
			return m.work()
		}
	}
	m.queue.texts = append(m.queue.texts, edited{file, text})
	return m.work()
}

// work starts a command for what waits, unless one is at work: then that one's
// message starts the next.
func (m *Model) work() tea.Cmd {
	q := &m.queue
	if q.busy || len(q.jobs)+len(q.texts) == 0 && !q.again {
		return nil
	}
	jobs, texts := q.jobs, q.texts
	msg := projectChangedMsg{first: m.table == nil, goal: q.goal}
	m.queue = queue{busy: true}
	return perform(m.ctx, m.opt.Engine, m.opt.Project, texts, jobs, msg)
}

// perform does the jobs, resolves the tree and completes msg.
func perform(ctx context.Context, e Engine, p Project, texts []edited, jobs []job, msg projectChangedMsg) tea.Cmd {
	return func() tea.Msg {
		for _, t := range texts {
			msg.jobErr = errors.Join(msg.jobErr, p.Write(t.file, t.text))
		}
		for _, j := range jobs {
			said, err := j(ctx, p)
			msg.jobErr = errors.Join(msg.jobErr, err)
			if said != "" {
				msg.said = said
			}
		}
		snapshot := p.Snapshot()
		msg.openErr = e.Open(ctx, snapshot)
		msg.revision, msg.table, msg.dirty = snapshot.Revision(), e.Table(), unsaved(p.Dirty())
		msg.marks = marksOf(snapshot.State().Edits())
		msg.undo, msg.redo = p.CanUndo(), p.CanRedo()
		return msg
	}
}

// save writes every edit to disk.
func save(overwrite bool) job {
	return func(ctx context.Context, p Project) (string, error) {
		files := unsaved(p.Dirty())
		if len(files) == 0 {
			return "nothing to save: no file is edited", nil
		}
		kinds := kindsOf(marksOf(p.Snapshot().State().Edits()))
		write := p.Save
		if overwrite {
			write = p.Overwrite
		}
		if err := write(ctx); err != nil {
			return "", err
		}
		if kinds != "" {
			kinds = ": " + kinds
		}
		return "saved " + count(len(files), "file") + kinds, nil
	}
}

func undo(_ context.Context, p Project) (string, error) {
	if !p.Undo() {
		return "nothing to undo", nil
	}
	return "undone; U makes it again", nil
}

func redo(_ context.Context, p Project) (string, error) {
	if !p.Redo() {
		return "nothing to redo", nil
	}
	return "redone", nil
}

// fix applies the fix of a diagnostic as one step of undo.
func fix(f diag.Fix) job {
	return func(_ context.Context, p Project) (string, error) {
		if err := p.Apply(f.Edits...); err != nil {
			return "", fmt.Errorf("the fix %q was not applied: %w", f.Title, err)
		}
		return "applied: " + f.Title + "; u takes it back", nil
	}
}

// diskChangedMsg says that the project has a newer snapshot: an edit of ours,
// or a change on disk.
type diskChangedMsg struct {
	revision  uint64
	conflicts []string
	open      bool // false: the subscription ended
}

// follow waits for the next snapshot.
func follow(changes <-chan *workspace.Snapshot, p Project) tea.Cmd {
	if changes == nil {
		return nil
	}
	return func() tea.Msg {
		s, ok := <-changes
		if !ok {
			return diskChangedMsg{}
		}
		return diskChangedMsg{s.Revision(), p.Conflicts(), true}
	}
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
