// Package tree shows the app folder as it is on disk: folders that fold, files
// with what the App Router makes of them, problems in red with a glyph and a
// word, and on each folder how many routes lie below it.
//
// The tree is built once for each listing; drawing walks the visible rows only.
package tree

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/pane"
	"signalbox/ui/theme"
)

// Looked says that a file is to be shown.
type Looked struct{ File string }

// Chosen says that the request of a route's file is to be sent.
type Chosen struct{ File string }

// Level is how bad the problems of a file are.
type Level uint8

// The levels.
const (
	Fine Level = iota
	Warning
	Error
)

// Facts is what the table knows about files.
type Facts struct {
	Routes   map[string]int    // how many routes a file answers
	Problems map[string]Level  // by file
	Words    map[string]string // what is wrong with a file, in a word
	Marks    map[string]Mark   // what edits did that are not saved
}

// Mark is what an edit that is not saved did to a file.
type Mark uint8

// The marks.
const (
	Saved Mark = iota // nothing: the file is as the disk has it
	Added
	Changed
	Deleted
)

// String is the word in the tree, "" for Saved.
func (k Mark) String() string { return [...]string{"", "new", "unsaved", "deleted"}[k] }

// node is a folder or a file.
type node struct {
	name   string // the last part of path
	path   string
	depth  int
	folder bool
	closed bool
	kids   []*node
	gone   bool // deleted; of a folder: everything in it
	routes int  // below and including
	level  Level
}

// Model is the pane.
type Model struct {
	pane.List
	root   *node
	facts  Facts
	closed map[string]bool
	rows   []*node
}

// New returns an empty pane.
func New(t *theme.Theme) *Model { return &Model{List: pane.NewList(t), closed: map[string]bool{}} }

// Set shows the files below the folder root, with those that the edits have
// deleted.
func (m *Model) Set(root string, files []string, facts Facts) {
	at := m.CurrentPath()
	m.facts = facts
	m.root = &node{name: root, path: root, folder: true}
	folders := map[string]*node{root: m.root}
	for _, f := range files {
		if strings.HasPrefix(f, root+"/") {
			m.add(folders, f)
		}
	}
	for f, mark := range facts.Marks {
		if mark == Deleted && strings.HasPrefix(f, root+"/") {
			m.add(folders, f)
		}
	}
	sortNode(m.root)
	m.flatten()
	m.Reveal(at)
}

// add puts a file into the tree, with the folders above it.
func (m *Model) add(folders map[string]*node, file string) {
	n := &node{name: path.Base(file), path: file, routes: m.facts.Routes[file], level: m.facts.Problems[file], gone: m.facts.Marks[file] == Deleted}
	for child := n; ; {
		dir := path.Dir(child.path)
		parent, ok := folders[dir]
		if !ok {
			parent = &node{name: path.Base(dir), path: dir, folder: true, gone: true}
			folders[dir] = parent
		}
		parent.kids = append(parent.kids, child)
		if ok {
			break
		}
		child = parent
	}
	for dir := path.Dir(file); ; dir = path.Dir(dir) {
		f, ok := folders[dir]
		if !ok {
			return
		}
		f.gone = f.gone && n.gone
		f.routes += n.routes
		f.level = max(f.level, n.level)
	}
}

// sortNode puts files before folders, each by name.
func sortNode(n *node) {
	slices.SortFunc(n.kids, func(a, b *node) int {
		if a.folder != b.folder {
			if b.folder {
				return -1
			}
			return 1
		}
		return strings.Compare(a.name, b.name)
	})
	for _, k := range n.kids {
		k.depth = n.depth + 1
		sortNode(k)
	}
}

// flatten lists the nodes that no closed folder hides.
func (m *Model) flatten() {
	m.rows = m.rows[:0]
	if m.root != nil {
		m.visit(m.root)
	}
	m.Window.SetLen(len(m.rows))
}

func (m *Model) visit(n *node) {
	n.closed = m.closed[n.path]
	m.rows = append(m.rows, n)
	if n.closed {
		return
	}
	for _, k := range n.kids {
		m.visit(k)
	}
}

// Reveal puts the cursor on a path, if it is shown.
func (m *Model) Reveal(p string) {
	for i, n := range m.rows {
		if n.path == p {
			m.Window.To(i)
		}
	}
}

// Unfold puts the cursor on a path, and opens the folders above it.
func (m *Model) Unfold(p string) {
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		delete(m.closed, dir)
	}
	m.flatten()
	m.Reveal(p)
}

// Current is the path under the cursor and whether it is a folder, one that
// exists: what is deleted is not the current one. "" is none.
func (m *Model) Current() (p string, folder bool) {
	if n := m.current(); n != nil && !n.gone {
		return n.path, n.folder
	}
	return "", false
}

// Below lists the files of a folder that are not deleted.
func (m *Model) Below(folder string) []string {
	var files []string
	var visit func(n *node)
	visit = func(n *node) {
		if !n.folder && !n.gone && strings.HasPrefix(n.path, folder+"/") {
			files = append(files, n.path)
		}
		for _, k := range n.kids {
			visit(k)
		}
	}
	if m.root != nil {
		visit(m.root)
	}
	return files
}

// CurrentPath is the path under the cursor.
func (m *Model) CurrentPath() string {
	if n := m.current(); n != nil {
		return n.path
	}
	return ""
}

func (m *Model) current() *node {
	if m.Window.Cursor < len(m.rows) {
		return m.rows[m.Window.Cursor]
	}
	return nil
}

// Scope names the pane's own keys.
func (m *Model) Scope() action.Scope { return action.Tree }

// Keys lists what the footer shows.
func (m *Model) Keys() []action.ID {
	return []action.ID{action.Open, action.NewFile, action.MoveFile, action.DeleteFile, action.ToggleTree, action.Edit, action.Left, action.Right, action.Filter}
}

// Off says why an action can't be done.
func (m *Model) Off(action.ID) string { return "" }

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
	moved := m.Move(a)
	switch a {
	case action.Left:
		m.fold()
	case action.Right:
		m.unfold()
	case action.Open:
		return m.open()
	}
	if n := m.current(); n != nil && !n.folder && moved {
		return Looked{n.path}
	}
	return nil
}

// fold closes a folder, or goes to the one above.
func (m *Model) fold() {
	n := m.current()
	if n == nil {
		return
	}
	if n.folder && !n.closed {
		m.closed[n.path] = true
		m.flatten()
		return
	}
	m.Reveal(path.Dir(n.path))
}

func (m *Model) unfold() {
	if n := m.current(); n != nil && n.folder {
		delete(m.closed, n.path)
		m.flatten()
	}
}

// open folds or unfolds a folder, sends the request of a route's file, and
// shows any other file.
func (m *Model) open() pane.Intent {
	n := m.current()
	switch {
	case n == nil:
		return nil
	case n.folder && n.closed:
		m.unfold()
		return nil
	case n.folder:
		m.fold()
		return nil
	case n.routes > 0:
		return Chosen{n.path}
	}
	return Looked{n.path}
}

// Click selects a row; a second click opens it.
func (m *Model) Click(_, y int) pane.Intent {
	hit := m.Pick(y)
	switch n := m.current(); {
	case hit == pane.Missed || n == nil:
		return nil
	case hit == pane.Again || n.folder:
		return m.open()
	default:
		return Looked{n.path}
	}
}

// View draws the visible rows.
func (m *Model) View() []string {
	return m.Draw(func(i int) string { return m.row(m.rows[i]) })
}

func (m *Model) row(n *node) string {
	t := m.Theme
	left := " " + strings.Repeat("  ", n.depth)
	right := ""
	switch {
	case n.folder:
		mark := t.Glyph.Open
		if n.closed {
			mark = t.Glyph.Closed
		}
		left += t.Dim.Paint(mark) + " " + m.folder(n)
		right = t.Faint.Paint(fmt.Sprint(n.routes))
	default:
		left += "  " + m.file(n)
		right = t.Faint.Paint(role(n.name))
	}
	if word := m.facts.Marks[n.path].String(); word != "" {
		right = t.Warn.Paint(t.Glyph.Dirty + " " + word) // in place of the role: the name says that too
	}
	return cell.Sides(left, m.problem(n)+right+" ", m.W)
}

// problem is the mark of what is wrong. A folder shows it only while it hides
// the file that has it.
func (m *Model) problem(n *node) string {
	t := m.Theme
	word := m.facts.Words[n.path]
	if n.folder && !n.closed {
		return ""
	}
	switch n.level {
	case Error:
		return t.Error.Paint(strings.TrimSpace(t.Glyph.Bad+" "+word)) + " "
	case Warning:
		return t.Warn.Paint(strings.TrimSpace(t.Glyph.Warn+" "+word)) + " "
	case Fine:
	}
	return ""
}

// folder draws the name of a folder; what the URL leaves out is quiet, a
// parameter stands out.
func (m *Model) folder(n *node) string {
	t, name := m.Theme, cell.Clean(n.name)
	if n.gone {
		return t.Faint.Paint(name)
	}
	switch name[0] {
	case '(', '_', '@':
		return t.Dim.Paint(name)
	case '[':
		return t.Syntax.Keyword.Paint(name)
	}
	return name
}

func (m *Model) file(n *node) string {
	t, name := m.Theme, cell.Clean(n.name)
	switch {
	case n.gone:
		return t.Faint.Paint(name)
	case n.level == Error:
		return t.Error.Paint(name)
	case n.routes > 0:
		return t.Accent.Paint(name)
	case role(n.name) != "":
		return name
	}
	return t.Dim.Paint(name)
}

// role is what the App Router calls a file of this name, "" for any other file.
func role(name string) string {
	stem, _, _ := strings.Cut(name, ".")
	switch stem {
	case "route":
		return "handler"
	case "page", "layout", "template", "loading", "error", "default", "robots", "sitemap", "manifest", "icon", "favicon":
		return stem
	case "not-found", "global-error", "global-not-found", "forbidden", "unauthorized", "apple-icon", "opengraph-image", "twitter-image":
		return stem
	}
	return ""
}
