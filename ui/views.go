package ui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine"
	"signalbox/engine/diag"
	"signalbox/engine/route"
	"signalbox/ui/cell"
	"signalbox/ui/dialog/pick"
	"signalbox/ui/layout"
	"signalbox/ui/pane"
	"signalbox/ui/pane/cache"
	"signalbox/ui/pane/history"
	"signalbox/ui/pane/matrix"
	"signalbox/ui/pane/problems"
	"signalbox/ui/pane/tree"
	"signalbox/ui/theme"
)

// followViews turns what the wide views and the tree want into commands.
func (m *Model) followViews(i pane.Intent) tea.Cmd {
	switch i := i.(type) {
	case problems.Looked:
		return m.readExcerpts(i.Files)
	case problems.Jumped:
		return m.jump(i.Pos)
	case problems.Fixed:
		return m.change(fix(i.Fix))
	case tree.Looked:
		return m.lookAt(i.File)
	case tree.Chosen:
		return tea.Batch(m.lookAt(i.File), m.sendDraft(m.composer.Draft()))
	case matrix.Fired:
		return m.fire(i.Cells)
	case history.Shown:
		return m.showAgain(i.Number)
	case history.Replayed:
		return m.replay(i.Number)
	case history.Diffed:
		return m.diff(i.Number)
	}
	if cmd, ok := m.followStages(i); ok {
		return cmd
	}
	if cmd, ok := m.followHTTP(i); ok {
		return cmd
	}
	return m.followCache(i)
}

// followCache turns what the cache pane wants into commands.
func (m *Model) followCache(i pane.Intent) tea.Cmd {
	e, clock := m.opt.Engine, m.opt.Clock
	switch i := i.(type) {
	case cache.ClockStopped:
		m.stopped = !m.stopped
		if m.stopped {
			return m.changeCache(func() string { clock.Stop(); return "the clock stands still; every age with it" })
		}
		return m.changeCache(func() string { clock.Resume(); return "the clock runs" })
	case cache.ClockMoved:
		return m.changeCache(func() string { clock.Advance(i.By); return "the clock went forward by " + i.By.String() })
	case cache.TagsRevalidated:
		return m.askTag(i.Tags)
	case cache.PathRevalidated:
		return m.changeCache(func() string {
			return fmt.Sprintf("revalidatePath %s reached %s", i.Path, entries(e.RevalidatePath(i.Path)))
		})
	case cache.Cleared:
		return m.changeCache(func() string { e.ClearCache(); return "the cache is empty" })
	}
	return nil
}

// askTag revalidates the one tag that the code gave an entry; where there are
// more, or only derived ones, it asks which.
func (m *Model) askTag(tags []string) tea.Cmd {
	own, ofPath := cache.Tags(tags)
	if len(own) == 1 {
		return m.revalidateTag(own[0])
	}
	var items []pick.Item
	for _, tag := range own {
		items = append(items, pick.Item{Title: cell.Clean(tag), Value: tag})
	}
	for _, tag := range ofPath {
		items = append(items, pick.Item{Title: cell.Clean(tag), Detail: "derived from the path", Value: tag})
	}
	m.dialog = pick.New(m.theme, "Revalidate which tag?", items, func(text string) any { return text })
	m.choose = func(choice any) tea.Cmd { return m.revalidateTag(choice.(string)) }
	return nil
}

func (m *Model) revalidateTag(tag string) tea.Cmd {
	e := m.opt.Engine
	return m.changeCache(func() string {
		return fmt.Sprintf("revalidateTag %s reached %s", tag, entries(e.RevalidateTag(tag)))
	})
}

// entries counts entries that a revalidation reached; none is a warning.
func entries(n int) string {
	switch n {
	case 0:
		return "nothing: no entry carries it"
	case 1:
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

// cacheReadMsg says what the cache holds at a moment of the engine's clock.
type cacheReadMsg struct {
	entries []engine.CacheEntry
	now     time.Time
	said    string
}

// changeCache does something to the cache or the clock, then reads the cache.
func (m *Model) changeCache(do func() string) tea.Cmd {
	read := m.readCache()
	return func() tea.Msg {
		said := do()
		msg := read().(cacheReadMsg)
		msg.said = said
		return msg
	}
}

func (m *Model) readCache() tea.Cmd {
	e, clock, now := m.opt.Engine, m.opt.Clock, m.opt.Now
	return func() tea.Msg {
		if clock != nil {
			now = clock.Now
		}
		return cacheReadMsg{entries: e.CacheEntries(), now: now()}
	}
}

// refreshCache reads the cache while it is looked at. An unseen cache costs
// nothing.
func (m *Model) refreshCache() tea.Cmd {
	if m.focus != layout.Cache {
		return nil
	}
	return m.readCache()
}

// cacheTickMsg says that a second has passed for the age bars. gen tells the
// current chain of ticks from one that was left behind.
type cacheTickMsg struct{ gen int }

func (c cacheTickMsg) stale(m *Model) bool { return c.gen != m.ticks || m.focus != layout.Cache }

// cacheRead shows the cache, and has it read again in a second while an age
// bar moves.
func (m *Model) cacheRead(msg cacheReadMsg) tea.Cmd {
	m.cache.Set(msg.entries, msg.now, m.stopped)
	m.say(msg.said, nil)
	if m.focus != layout.Cache || m.stopped {
		return nil
	}
	m.ticks++
	gen := m.ticks
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return cacheTickMsg{gen} })
}

// entered begins what a pane needs when it is gone to.
func (m *Model) entered(n layout.Name) tea.Cmd {
	switch n {
	case layout.Cache:
		return m.readCache()
	case layout.Problems:
		return m.readExcerpts(m.problems.Wanted())
	case layout.Matrix:
		m.matrix.SetRows(m.matrixRows())
		return m.predict()
	case layout.Stages:
		return m.probe()
	case layout.Nav, layout.Request, layout.Response, layout.Why, layout.Source, layout.History, layout.Stops, layout.Names:
	}
	return nil
}

// excerptsReadMsg says what the files of a problem hold.
type excerptsReadMsg struct {
	revision uint64
	lines    map[string][]string
}

func (e excerptsReadMsg) stale(m *Model) bool { return e.revision != m.revision }

func (m *Model) readExcerpts(files []string) tea.Cmd {
	if len(files) == 0 {
		return nil
	}
	p, rev := m.opt.Project, m.revision
	return func() tea.Msg {
		msg := excerptsReadMsg{rev, map[string][]string{}}
		s := p.Snapshot()
		for _, f := range files {
			text, err := fs.ReadFile(s, f)
			if err != nil {
				text = []byte(err.Error())
			}
			msg.lines[f] = strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
		}
		return msg
	}
}

// treeListedMsg says which files lie in the app folder.
type treeListedMsg struct {
	revision uint64
	root     string
	files    []string
}

func (t treeListedMsg) stale(m *Model) bool { return t.revision != m.revision }

// toggleTree switches the navigation between the table and the tree.
func (m *Model) toggleTree() tea.Cmd {
	m.showTree(!m.inTree)
	m.setFocus(layout.Nav)
	if m.inTree {
		m.goTo = m.wantFile
		return m.listTree()
	}
	return nil
}

// showTree puts the tree or the table into the navigation.
func (m *Model) showTree(on bool) {
	if on == m.inTree {
		return
	}
	m.panes[layout.Nav].Blur()
	m.inTree = on
	m.panes[layout.Nav] = m.routes
	if on {
		m.panes[layout.Nav] = m.tree
	}
	if m.focus == layout.Nav {
		m.panes[layout.Nav].Focus()
	}
	m.arrange()
}

func (m *Model) navTitle() (title, right string) {
	t := m.theme
	if m.inTree {
		return "1 Tree", t.Key.Paint("t") + t.Dim.Paint(" routes")
	}
	return "1 Routes", t.Key.Paint("t") + t.Dim.Paint(" tree")
}

// listTree lists the files of the app folder while the tree is looked at.
func (m *Model) listTree() tea.Cmd {
	if !m.inTree || m.table == nil {
		return nil
	}
	p, rev, root := m.opt.Project, m.revision, m.table.Root
	return func() tea.Msg {
		files, _ := p.Snapshot().Files(root) // what can be read is shown
		return treeListedMsg{rev, root, files}
	}
}

func (m *Model) treeListed(msg treeListedMsg) tea.Cmd {
	m.tree.Set(msg.root, msg.files, m.treeFacts())
	if m.goTo != "" {
		m.tree.Unfold(m.goTo)
		m.goTo = ""
	}
	return nil
}

// treeFacts is what the table says about files.
func (m *Model) treeFacts() tree.Facts {
	f := tree.Facts{Routes: map[string]int{}, Problems: map[string]tree.Level{}, Words: map[string]string{}, Marks: m.edits}
	for i := range m.table.Routes {
		f.Routes[m.table.Routes[i].File]++
	}
	for i := range m.table.Problems {
		d := &m.table.Problems[i]
		level, word := tree.Warning, "warning"
		if d.Severity == diag.Error {
			level, word = tree.Error, "conflict"
			if len(d.Files()) < 2 {
				word = "error"
			}
		}
		for _, file := range d.Files() {
			if level > f.Problems[file] {
				f.Problems[file], f.Words[file] = level, word
			}
		}
	}
	return f
}

// lookAt shows a file; where it answers a route, with that route's request.
func (m *Model) lookAt(file string) tea.Cmd {
	for i := range m.table.Routes {
		if r := &m.table.Routes[i]; r.File == file {
			m.routes.Select(r.Path, r.File)
			return m.selectRoute(r.Path, r.File)
		}
	}
	return m.showFile(file, 1)
}

// setTheme hands another theme to everybody who draws.
func (m *Model) setTheme(t *theme.Theme) {
	m.theme = t
	for _, p := range []interface{ SetTheme(*theme.Theme) }{
		m.routes, m.tree, m.composer, m.response, m.why, m.source, m.stops, m.problems, m.cache, m.matrix, m.history, m.stages,
	} {
		p.SetTheme(t)
	}
}

// takeDisk replaces the edits of files by what the disk holds.
func takeDisk(read func(name string) ([]byte, error), files []string) job {
	return func(ctx context.Context, p Project) (string, error) {
		for _, f := range files {
			text, err := read(f)
			if errors.Is(err, fs.ErrNotExist) { // the disk has it no more
				err = p.Apply(diag.Edit{Op: diag.Delete, File: f})
			} else if err == nil {
				err = p.Write(f, string(text))
			}
			if err != nil {
				return "", fmt.Errorf("what is on disk can't be taken: %w", err)
			}
		}
		return "took what is on disk; u brings the edit back", p.Overwrite(ctx, files...)
	}
}

// matrixRows is the routes that the table pane shows, as rows.
func (m *Model) matrixRows() []matrix.Row {
	var rows []matrix.Row
	if m.table == nil {
		return nil
	}
	for _, i := range m.routes.Visible() {
		rows = append(rows, matrix.Row{Path: m.table.Routes[i].Path, File: m.table.Routes[i].File})
	}
	return rows
}

// routeFor finds the route of a row.
func (m *Model) routeFor(c matrix.Cell) *route.Route { return m.routeOf(c.Path, c.File) }
