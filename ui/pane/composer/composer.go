// Package composer is the request as a form: method and URL, the parameters of
// the path, query, headers, cookies and body.
//
// Enter sends. A row is edited in place with e: a parameter, the URL and the
// query in their row, the longer texts in a small editor below. Everything that
// is written belongs to the route it was written for (package draft) and is
// there again when one comes back to it.
package composer

import (
	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/route"
	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/draft"
	"signalbox/ui/edit"
	"signalbox/ui/pane"
	"signalbox/ui/theme"
)

// Sent says that the request is to be sent.
type Sent struct{}

// Stopped says that the request that runs is to be cancelled.
type Stopped struct{}

// Changed says that the request is another one now.
type Changed struct{}

// MethodAsked says that the person wants to choose a method.
type MethodAsked struct{}

// Resetting says that the request goes back to what the route suggests.
type Resetting struct{}

// Preview is what the request would meet, worked out before it is sent.
type Preview struct {
	Path   string // the route that takes it, "" for none
	Status int    // what routing alone decides
	Text   string // one sentence
}

// field is what a row shows.
type field uint8

const (
	fieldURL field = iota
	fieldParam
	fieldQuery
	fieldHeaders
	fieldCookies
	fieldBody
)

// row is one row of the form.
type row struct {
	field field
	param int
}

// Model is the pane.
type Model struct {
	pane.List
	draft   draft.Draft
	pattern route.Pattern
	preview Preview
	running bool
	editor  *edit.Buffer // nil: nothing is typed
	editing row
	before  draft.Draft // as it was when the editing began
}

// New returns a composer with a GET of "/".
func New(t *theme.Theme) *Model {
	m := &Model{List: pane.NewList(t)}
	m.Set(draft.Draft{Method: "GET", Target: "/"}, route.Pattern{})
	return m
}

// Set shows a draft with the pattern of its route.
func (m *Model) Set(d draft.Draft, p route.Pattern) {
	m.draft, m.pattern, m.editor = d, p, nil
	m.Window.SetLen(len(m.rows()))
	m.Window.To(0)
}

// Draft returns the request as it is written now.
func (m *Model) Draft() draft.Draft { return m.draft }

// SetMethod changes the method.
func (m *Model) SetMethod(name string) {
	m.draft.Method = name
	if draft.TakesBody(name) && m.draft.Kind == draft.None {
		m.draft.Kind = draft.JSON
		if m.draft.Body == "" {
			m.draft.Body = emptyObject
		}
	}
	if !draft.TakesBody(name) && m.draft.Kind == draft.JSON && m.draft.Body == emptyObject {
		m.draft.Kind = draft.None // it was put there by the line above, once
	}
}

// emptyObject is the body that a method brings which takes one. Who writes into
// it begins between the braces.
const emptyObject = "{}"

// SetPreview tells what the request would meet.
func (m *Model) SetPreview(p Preview) { m.preview = p }

// SetRunning says whether a request is under way.
func (m *Model) SetRunning(on bool) { m.running = on }

// rows lists the rows of the form.
func (m *Model) rows() []row {
	rows := []row{{field: fieldURL}}
	if params, ok := m.draft.Params(m.pattern); ok && m.draft.Route != "" {
		for i := range params {
			rows = append(rows, row{fieldParam, i})
		}
	}
	return append(rows, row{field: fieldQuery}, row{field: fieldHeaders}, row{field: fieldCookies}, row{field: fieldBody})
}

// Rows says how many rows the form wants, without the border.
func (m *Model) Rows() int {
	if m.block() {
		return 14
	}
	return len(m.rows()) + 1
}

// block reports whether a text of many lines is being edited.
func (m *Model) block() bool {
	if m.editor == nil {
		return false
	}
	switch m.editing.field {
	case fieldHeaders, fieldCookies, fieldBody:
		return true
	case fieldURL, fieldParam, fieldQuery:
	}
	return false
}

// SetSize gives the room.
func (m *Model) SetSize(w, h int) {
	m.Resize(w, h, min(1, h-1))
}

// Blur takes the focus away and keeps what was typed.
func (m *Model) Blur() { m.List.Blur(); m.Leave() }

// Typing reports whether letters are text.
func (m *Model) Typing() bool { return m.editor != nil }

// TakesTab says that Tab goes to the next row while one is edited.
func (m *Model) TakesTab() bool { return m.editor != nil }

// Scope names the pane's own keys.
func (m *Model) Scope() action.Scope { return action.Request }

// Keys lists what the footer shows.
func (m *Model) Keys() []action.ID {
	return []action.ID{action.Open, action.EditRow, action.Method, action.Params, action.EditBody, action.BodyKind, action.CopyCurl}
}

// Off says why an action can't be done.
func (m *Model) Off(a action.ID) string {
	if a == action.Params {
		if rows := m.rows(); len(rows) < 2 || rows[1].field != fieldParam {
			return "the path has no params"
		}
	}
	return ""
}

// Extent is the length of the form.
func (m *Model) Extent() (all, top int) {
	if m.block() || m.compact() {
		return 0, 0
	}
	return m.Window.Len + 1, m.Window.Top
}

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
	m.Window.SetLen(len(m.rows()))
	m.Move(a)
	switch a {
	case action.Open:
		return Sent{}
	case action.EditRow:
		m.edit(m.rows()[m.Window.Cursor])
	case action.EditURL:
		m.edit(row{field: fieldURL})
	case action.Params:
		m.edit(row{field: fieldParam})
	case action.EditQuery:
		m.edit(row{field: fieldQuery})
	case action.EditHeaders:
		m.edit(row{field: fieldHeaders})
	case action.EditCookies:
		m.edit(row{field: fieldCookies})
	case action.EditBody:
		m.edit(row{field: fieldBody})
	case action.BodyKind:
		m.draft.Kind = m.draft.Kind.Next()
		return Changed{}
	case action.Method:
		return MethodAsked{}
	case action.ResetRequest:
		return Resetting{}
	}
	return nil
}

// edit begins to edit a row, if the form has it.
func (m *Model) edit(r row) {
	for i, have := range m.rows() {
		if have != r {
			continue
		}
		m.Window.To(i)
		m.editing, m.before = r, m.draft
		if r.field == fieldBody && m.draft.Kind == draft.None {
			m.draft.Kind = draft.JSON
		}
		text := m.value(r)
		m.editor = edit.NewLine(text)
		if m.block() {
			m.editor = edit.New(text)
			m.editor.MoveTo(edit.Pos{Line: m.editor.Len(), Col: len(text)})
			if text == emptyObject {
				m.editor.MoveTo(edit.Pos{Col: 1})
			}
		}
	}
}

// value is the text of a row.
func (m *Model) value(r row) string {
	switch r.field {
	case fieldURL:
		return m.draft.Target
	case fieldParam:
		if params, ok := m.draft.Params(m.pattern); ok && r.param < len(params) {
			return params[r.param].Value
		}
	case fieldQuery:
		return m.draft.Query()
	case fieldHeaders:
		return m.draft.Headers
	case fieldCookies:
		return m.draft.Cookies
	case fieldBody:
		return m.draft.Body
	}
	return ""
}

// write puts the editor's text where it belongs.
func (m *Model) write() {
	text := m.editor.Text()
	switch m.editing.field {
	case fieldURL:
		m.draft.Target = text
	case fieldParam:
		m.draft.SetParam(m.pattern, m.editing.param, text)
	case fieldQuery:
		m.draft.SetQuery(text)
	case fieldHeaders:
		m.draft.Headers = text
	case fieldCookies:
		m.draft.Cookies = text
	case fieldBody:
		m.draft.Body = text
	}
}

// Type takes a key for the row that is edited: Enter ends a single line and
// sends a URL, Tab goes on to the next row.
func (m *Model) Type(k tea.KeyMsg) pane.Intent {
	switch name := k.String(); {
	case name == "enter" && !m.block():
		sends := m.editing.field == fieldURL
		m.Leave()
		if sends {
			return Sent{}
		}
		return Changed{}
	case name == "tab":
		return m.next(1)
	case name == "shift+tab":
		return m.next(-1)
	}
	if !m.editor.Type(k) {
		return nil
	}
	m.write()
	return Changed{}
}

// next edits the row n after this one.
func (m *Model) next(n int) pane.Intent {
	rows := m.rows()
	for i, r := range rows {
		if r == m.editing {
			m.Leave()
			m.edit(rows[(i+n+len(rows))%len(rows)])
			break
		}
	}
	return Changed{}
}

// Leave ends the editing of a row and reports whether there was one. What was
// typed stays; a body in which nothing was written is none.
func (m *Model) Leave() bool {
	was := m.editor != nil
	if was && m.editing.field == fieldBody && m.draft.Body == "" && m.before.Kind == draft.None {
		m.draft.Kind = draft.None
	}
	m.editor = nil
	return was
}

// Click puts the cursor on a row; a second click edits it, one on the method
// asks for another.
func (m *Model) Click(x, y int) pane.Intent {
	switch {
	case m.block():
		m.clickBlock(x, y)
		return nil
	case y == 0 && x < len(m.draft.Method)+3:
		return MethodAsked{}
	case y == 0 && x >= m.W-cell.Width(m.doing()) && m.running:
		return Stopped{}
	case y == 0 && x >= m.W-cell.Width(m.doing()):
		return Sent{}
	}
	i := m.rowAt(y)
	switch {
	case i < 0:
		return nil
	case i == m.Window.Cursor && m.editor != nil: // the row that is edited
	case i == m.Window.Cursor:
		m.edit(m.rows()[i])
	default:
		m.Leave()
		m.Window.To(i)
	}
	return nil
}

// rowAt is the row of the form that is drawn at line y: the preview takes the
// second line.
func (m *Model) rowAt(y int) int {
	switch {
	case y == 0:
		return 0
	case y == 1 || m.compact():
		return -1
	}
	if i := m.Window.Top + y - 1; i < len(m.rows()) {
		return i
	}
	return -1
}

// Wheel moves the cursor.
func (m *Model) Wheel(n int) { m.Window.Move(n) }
