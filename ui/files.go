package ui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/diag"
	"signalbox/ui/action"
	"signalbox/ui/dialog/ask"
	"signalbox/ui/dialog/name"
	"signalbox/ui/layout"
	"signalbox/ui/newfile"
	"signalbox/ui/pane/tree"
	"signalbox/workspace"
	"signalbox/workspace/overlay"
)

// subject is the file or folder that new, rename and delete are about: what is
// under the cursor of the tree, elsewhere the file of the source pane, which is
// that of the selected route.
func (m *Model) subject() (p string, folder bool) {
	if m.inTree && m.focus == layout.Nav {
		return m.tree.Current()
	}
	if m.edits[m.wantFile] == tree.Deleted {
		return "", false
	}
	return m.wantFile, false
}

// noFile says why no file can be made, moved or deleted, or "".
func (m *Model) noFile(id action.ID) string {
	at, _ := m.subject()
	switch {
	case m.table == nil || m.table.Root == "":
		return "the app folder can't be read"
	case id == action.NewFile:
		return ""
	case at == "":
		return "no file is chosen"
	case at == m.table.Root:
		return at + " is the folder that Next.js looks for"
	}
	return ""
}

// filesListedMsg says what lies in the project, for a dialog that asks for a
// path.
type filesListedMsg struct {
	dialog *name.Model
	rules  name.Rules
}

func (f filesListedMsg) stale(m *Model) bool { return m.dialog != f.dialog }

// askPath asks for a path. The dialog opens at once, so that no key is lost;
// what is in the way of a path it knows when the project is listed.
func (m *Model) askPath(title, before, after string, rules func(*newfile.Tree) name.Rules, then func(to string) tea.Cmd) tea.Cmd {
	root, p := m.table.Root, m.opt.Project
	d := name.New(m.theme, title, before, after, rules(newfile.NewTree(root, nil)))
	m.dialog, m.choose = d, func(choice any) tea.Cmd { return then(choice.(string)) }
	return func() tea.Msg {
		files, _ := p.Snapshot().Files(".") // what can't be read is refused by the workspace
		return filesListedMsg{d, rules(newfile.NewTree(root, files))}
	}
}

// askNewFile asks what a new file is called.
func (m *Model) askNewFile() tea.Cmd {
	dir, folder := m.subject()
	if dir == "" {
		dir, folder = m.table.Root, true
	}
	if !folder {
		dir = path.Dir(dir)
	}
	rules := func(t *newfile.Tree) name.Rules { return name.Rules{Check: t.Create, Suggest: t.Suggest} }
	return m.askPath("New file", strings.TrimPrefix(dir+"/", "./"), "", rules, m.newFile)
}

// newFile makes a file with what its name asks for, and begins to type in it.
func (m *Model) newFile(file string) tea.Cmd {
	m.source.Leave()
	text := newfile.Text(file, m.table.Root)
	return m.changeFiles(goal{file: file, edit: true}, file+" is new; ^S writes it to disk, u takes it back",
		diag.Edit{Op: diag.Create, File: file, Text: text})
}

// askMove asks where a file or a folder goes.
func (m *Model) askMove() tea.Cmd {
	from, folder := m.subject()
	m.source.Leave()
	before, after := from, ""
	if dir, base := path.Split(from); !folder && dir != "" {
		before, after = strings.TrimSuffix(dir, "/"), "/"+base // what changes mostly is the folder: it is the URL
	}
	title := "Rename or move the file"
	if folder {
		title = "Rename or move the folder, with " + count(len(m.tree.Below(from)), "file")
	}
	rules := func(t *newfile.Tree) name.Rules {
		return name.Rules{Check: func(text string) (string, error) { return t.Move(from, text) }}
	}
	return m.askPath(title, before, after, rules, func(to string) tea.Cmd { return m.move(from, to) })
}

// move gives a file or a folder another path. What is shown stays shown.
func (m *Model) move(from, to string) tea.Cmd {
	g := goal{tree: to}
	if m.wantFile == from || strings.HasPrefix(m.wantFile, from+"/") {
		g.file = to + strings.TrimPrefix(m.wantFile, from)
	}
	return m.changeFiles(g, from+" is now "+to+"; u takes it back", diag.Edit{Op: diag.Rename, File: from, To: to})
}

// askDelete asks, once, whether what it names may go.
func (m *Model) askDelete() {
	at, folder := m.subject()
	m.source.Leave()
	text := []string{at}
	if folder {
		text = []string{at + ", with " + count(len(m.tree.Below(at)), "file") + ":", strings.Join(few(m.tree.Below(at)), "\n")}
	}
	m.dialog = ask.New(m.theme, "Delete?", append(text, "u brings it back. The disk keeps it until you save."), []ask.Answer{
		{Key: "d", Title: "delete", Value: true},
		{Key: "c", Title: "keep it", Value: nil},
	}, nil)
	m.choose = func(any) tea.Cmd {
		return m.change(remove(at))
	}
}

// remove deletes a file or a folder as one step of undo, with the folders that
// were made for it and that nothing else lies in.
func remove(at string) job {
	return func(_ context.Context, p Project) (string, error) {
		if err := p.Apply(diag.Edit{Op: diag.Delete, File: madeFor(p.Snapshot(), at)}); err != nil {
			return "", err
		}
		return at + " is deleted; u brings it back", nil
	}
}

// madeFor is the topmost folder that only edits have made and that holds
// nothing but at; at itself where there is none.
func madeFor(s *workspace.Snapshot, at string) string {
	made := map[string]bool{}
	for _, e := range s.State().Edits() {
		made[e.Path] = e.Op == overlay.MakeDir
	}
	for dir := path.Dir(at); made[dir]; dir = path.Dir(dir) {
		if list, err := s.ReadDir(dir); err != nil || len(list) != 1 {
			return at
		}
		at = dir
	}
	return at
}

// few is the first names of a list, and how many more there are.
func few(files []string) []string {
	const most = 6
	if len(files) <= most+1 {
		return files
	}
	return append(slices.Clone(files[:most]), fmt.Sprintf("and %d more", len(files)-most))
}

// changeFiles makes edits of files, as one step of undo, and then shows g.
func (m *Model) changeFiles(g goal, said string, edits ...diag.Edit) tea.Cmd {
	m.queue.goal = g
	return m.change(func(_ context.Context, p Project) (string, error) {
		if err := p.Apply(edits...); err != nil {
			return "", err
		}
		return said, nil
	})
}

// reach shows what the jobs were for; without a goal, or where they failed,
// what was shown before.
func (m *Model) reach(msg projectChangedMsg) tea.Cmd {
	g := msg.goal
	if msg.jobErr != nil {
		return m.readSource(0)
	}
	if m.inTree && g != (goal{}) {
		m.goTo = cmp.Or(g.tree, g.file)
	}
	if g.file == "" {
		return m.readSource(0)
	}
	if g.edit {
		m.typeIn = g.file
	}
	return m.lookAt(g.file)
}

// beginTyping begins to type in the file that was made, once it is shown.
func (m *Model) beginTyping(file string) {
	if m.typeIn != file {
		return
	}
	m.typeIn = ""
	if m.dialog == nil && !m.panes[m.focus].Typing() {
		m.setFocus(layout.Source)
		m.source.Edit()
	}
}

// gone says of a file that can't be read that an edit took it away.
func (m *Model) gone(file string, err error) error {
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if m.edits[file] == tree.Deleted {
		return errors.New(file + " is deleted or moved; u takes that back")
	}
	return errors.New(file + " is not there any more")
}

// unsaved leaves out, of the paths that differ from the disk, the folders that
// are made for a file.
func unsaved(paths []string) []string {
	above := map[string]bool{}
	for _, p := range paths {
		for dir := path.Dir(p); dir != "." && !above[dir]; dir = path.Dir(dir) {
			above[dir] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return above[p] })
}

// marksOf is what edits do to files.
func marksOf(edits []overlay.Edit) map[string]tree.Mark {
	marks := make(map[string]tree.Mark, len(edits))
	for _, e := range edits {
		switch e.Op {
		case overlay.Write:
			marks[e.Path] = tree.Added
			if e.Existed {
				marks[e.Path] = tree.Changed
			}
		case overlay.Delete, overlay.Clear:
			if e.Existed {
				marks[e.Path] = tree.Deleted
			}
		case overlay.MakeDir:
		}
	}
	return marks
}

// kindsOf counts marks in words, "2 new, 1 deleted"; "" where nothing is new or
// deleted, because then a plain number says it all.
func kindsOf(marks map[string]tree.Mark) string {
	var n [4]int
	for _, k := range marks {
		n[k]++
	}
	if n[tree.Added]+n[tree.Deleted] == 0 {
		return ""
	}
	var words []string
	for k, word := range []string{tree.Added: "new", tree.Changed: "changed", tree.Deleted: "deleted"} {
		if n[k] > 0 {
			words = append(words, fmt.Sprintf("%d %s", n[k], word))
		}
	}
	return strings.Join(words, ", ")
}
