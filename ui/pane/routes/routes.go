// Package routes is the route table as a list: for each route its methods as
// chips, its path, how a GET is computed and what is wrong with it.
//
// The chips are seven letters in a fixed order, G P U D A H O for GET, POST,
// PUT, DELETE, PATCH, HEAD and OPTIONS: upper case where the file exports the
// method, lower case where Next adds it, a dot where a request gets a 405.
//
// The filter is typed into the first line. Words narrow the list; a URL or a
// curl line asks the root which route answers it, and that one goes first.
package routes

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/diag"
	"signalbox/engine/route"
	"signalbox/ui/action"
	"signalbox/ui/draft"
	"signalbox/ui/edit"
	"signalbox/ui/pane"
	"signalbox/ui/theme"
)

// Selected says that the cursor stands on another route.
type Selected struct{ Path, File string }

// Chosen says that the route is to be acted on: send its request.
type Chosen struct{ Path, File string }

// Asked says that the filter holds a request; the root answers with SetAnswer.
type Asked struct{ Draft draft.Draft }

// Pasted says that the request in the filter is to be taken over.
type Pasted struct{ Draft draft.Draft }

// Model is the pane.
type Model struct {
	pane.List
	table  *route.Table
	lower  []string       // what the filter looks at, by route
	worst  []worst        // by route
	shown  []int          // indexes into table.Routes
	hits   map[string]int // by route path
	filter *edit.Buffer   // nil: no filter
	typing bool
	answer answer
	// versions are compared, the oldest first; none: there are no columns.
	versions []Version
	differ   map[key]bool
}

// worst is the worst problem of a route: 0 none, 1 a warning, 2 an error.
type worst struct {
	level int
	word  string
}

// answer is what the root said about the request in the filter.
type answer struct {
	text   string // the filter that was asked
	path   string // "" for none
	file   string
	status int
}

// New returns an empty pane.
func New(t *theme.Theme) *Model {
	return &Model{List: pane.NewList(t), table: &route.Table{}, hits: map[string]int{}}
}

// SetTable shows a table; the cursor stays on the route it stood on.
func (m *Model) SetTable(t *route.Table) {
	path, file := m.current()
	m.table = t
	m.lower = make([]string, len(t.Routes))
	m.worst = make([]worst, len(t.Routes))
	for i := range t.Routes {
		m.lower[i] = strings.ToLower(t.Routes[i].Path)
		m.worst[i] = worstOf(t, &t.Routes[i])
	}
	m.narrow()
	m.Select(path, file)
}

func worstOf(t *route.Table, r *route.Route) worst {
	var w worst
	for _, i := range r.Problems {
		if i < 0 || i >= len(t.Problems) {
			continue
		}
		level := 1
		if t.Problems[i].Severity == diag.Error {
			level = 2
		}
		if level > w.level {
			w = worst{level, word(t.Problems[i].Code)}
		}
	}
	return w
}

// word is what a problem is called in a row.
func word(c diag.Code) string {
	for _, w := range [][2]string{
		{"conflict", "conflict"}, {"slug", "conflict"}, {"duplicate", "conflict"}, {"ambiguous", "conflict"}, {"twice", "conflict"},
		{"syntax", "syntax"}, {"method", "method"}, {"layout", "layout"}, {"module", "import"}, {"import", "import"}, {"export", "export"},
		{"uncacheable", "uncached"}, {"config", "config"}, {"params", "params"}, {"unreachable", "dead"}, {"unreadable", "unread"},
	} {
		if strings.Contains(string(c), w[0]) {
			return w[1]
		}
	}
	return "problem"
}

// Select puts the cursor on a route where it is shown.
func (m *Model) Select(path, file string) bool {
	for row, i := range m.shown {
		r := &m.table.Routes[i]
		if r.Path == path && (file == "" || r.File == file) {
			m.Window.To(row)
			return true
		}
	}
	return false
}

// Current returns the route under the cursor, nil where the list is empty.
func (m *Model) Current() *route.Route {
	if m.Window.Cursor >= len(m.shown) {
		return nil
	}
	return &m.table.Routes[m.shown[m.Window.Cursor]]
}

func (m *Model) current() (path, file string) {
	if r := m.Current(); r != nil {
		return r.Path, r.File
	}
	return "", ""
}

// Visible returns the routes that the filter leaves.
func (m *Model) Visible() []int { return m.shown }

// Hit counts a request that a route answered.
func (m *Model) Hit(path string) { m.hits[path]++ }

// Filter begins to type a filter. One that was typed before makes way for it,
// as a search does in less and vim.
func (m *Model) Filter() {
	if m.filter == nil || !m.typing {
		m.ClearFilter()
		m.filter = edit.NewLine("")
	}
	m.typing = true
	m.layout()
}

// ClearFilter shows every route again and reports whether there was a filter.
func (m *Model) ClearFilter() bool {
	had := m.filter != nil
	path, file := m.current()
	m.filter, m.typing, m.answer = nil, false, answer{}
	m.narrow()
	m.Select(path, file)
	m.layout()
	return had
}

// FilterText returns what the filter holds.
func (m *Model) FilterText() string {
	if m.filter == nil {
		return ""
	}
	return m.filter.Text()
}

// SetAnswer tells which route answers the request that the filter held when it
// said text. An answer to an older text is dropped.
func (m *Model) SetAnswer(text, path, file string, status int) {
	if text != m.FilterText() {
		return
	}
	m.answer = answer{text, path, file, status}
	m.narrow()
	m.Window.To(0)
}

// narrow computes which routes are shown: the one that answers first, then
// those that hold every word of the filter.
func (m *Model) narrow() {
	m.shown = m.shown[:0]
	text := m.FilterText()
	first := -1
	if m.answer.text == text && text != "" {
		first = m.find(m.answer.path, m.answer.file)
	}
	if first >= 0 {
		m.shown = append(m.shown, first)
	}
	words := strings.Fields(strings.ToLower(text))
	for i := range m.table.Routes {
		if i != first && m.matches(i, words) {
			m.shown = append(m.shown, i)
		}
	}
	m.Window.SetLen(len(m.shown))
}

func (m *Model) find(path, file string) int {
	for i := range m.table.Routes {
		if r := &m.table.Routes[i]; path != "" && r.Path == path && (file == "" || r.File == file) {
			return i
		}
	}
	return -1
}

func (m *Model) matches(i int, words []string) bool {
	for _, w := range words {
		if !strings.Contains(m.lower[i], w) && !m.is(i, w) {
			return false
		}
	}
	return true
}

// is reports whether a word of the filter names what the route is: a method,
// a kind, a render mode, "conflict".
func (m *Model) is(i int, w string) bool {
	r := &m.table.Routes[i]
	if w == r.Kind.String() || w == r.Render.String() || m.worst[i].level > 0 && (w == m.worst[i].word || w == "problem") {
		return true
	}
	if w == "differs" && m.differs(r) {
		return true
	}
	for _, e := range r.Exports {
		if len(w) == len(e.Name) && strings.EqualFold(w, e.Name) {
			return true
		}
	}
	return false
}

// SetSize gives the room.
func (m *Model) SetSize(w, h int) { m.W, m.H = w, h; m.layout() }

func (m *Model) layout() {
	other := 1
	if m.detailed() {
		other += m.detailRows()
	}
	m.Resize(m.W, m.H, other)
}

// detailed reports whether there is room for the sentence about versions.
func (m *Model) detailed() bool { return len(m.versions) > 0 && m.H >= 8 }

// Blur takes the focus away; the filter stays.
func (m *Model) Blur() { m.List.Blur(); m.typing = false }

// Typing reports whether letters go into the filter.
func (m *Model) Typing() bool { return m.typing }

// Scope names the pane's own keys.
func (m *Model) Scope() action.Scope { return action.Routes }

// Keys lists what the footer shows.
func (m *Model) Keys() []action.ID {
	return []action.ID{action.Open, action.NextStop, action.Method, action.Params, action.Filter, action.Edit, action.ToggleTree}
}

// Off says why an action can't be done.
func (m *Model) Off(a action.ID) string {
	if a == action.Open && m.Current() == nil {
		return "no route is shown"
	}
	return ""
}

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
	if a == action.Open {
		return m.choose()
	}
	if m.Move(a) {
		return m.selected()
	}
	return nil
}

func (m *Model) selected() pane.Intent {
	if r := m.Current(); r != nil {
		return Selected{r.Path, r.File}
	}
	return nil
}

func (m *Model) choose() pane.Intent {
	if d, ok := draft.Paste(m.FilterText()); ok {
		return Pasted{d}
	}
	if r := m.Current(); r != nil {
		return Chosen{r.Path, r.File}
	}
	return nil
}

// Type takes a key for the filter. The arrows still move the cursor.
func (m *Model) Type(k tea.KeyMsg) pane.Intent {
	switch k.String() {
	case "enter":
		m.typing = false
		return m.choose()
	case "up":
		return m.Do(action.Up)
	case "down":
		return m.Do(action.Down)
	case "pgup":
		return m.Do(action.PageUp)
	case "pgdown":
		return m.Do(action.PageDown)
	}
	if !m.filter.Type(k) {
		return nil
	}
	return m.filtered()
}

// filtered follows a change of the filter's text.
func (m *Model) filtered() pane.Intent {
	path, file := m.current()
	m.narrow()
	if !m.Select(path, file) {
		m.Window.To(0)
	}
	if d, ok := draft.Paste(m.FilterText()); ok {
		return Asked{d}
	}
	return m.selected()
}

// Click selects a row; a click on the row under the cursor chooses it, one on
// the first line begins the filter.
func (m *Model) Click(_, y int) pane.Intent {
	if y == 0 {
		m.Filter()
		return nil
	}
	switch m.Pick(y - 1) {
	case pane.Chosen:
		return m.selected()
	case pane.Again:
		return m.choose()
	case pane.Missed:
	}
	return nil
}

// Wheel scrolls.
func (m *Model) Wheel(n int) { m.Window.Scroll(n) }
