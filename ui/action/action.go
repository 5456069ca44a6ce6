// Package action is the list of everything a person can do.
//
// A key press becomes an ID before anybody acts on it; panes receive IDs, never
// keys. One table gives each action its title, its keys and the scope in which
// the keys hold, and the footer, the help, the palette and the tests all read
// that table. A key therefore cannot be shown and not work.
package action

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// ID is one action.
type ID uint8

// The actions. Their meaning is the Title in the table below.
const (
	None ID = iota

	Send
	Quit
	Help
	Palette
	NextPane
	PrevPane
	GoRoutes
	GoRequest
	GoResponse
	GoWhy
	GoSource
	GoProblems
	GoCache
	GoMatrix
	GoHistory
	GoStops
	GoStages
	ToggleTree
	Zoom
	Filter
	Back
	CopyCurl
	Save
	Undo
	Redo
	OpenEditor
	ToggleMouse
	ToggleTheme
	NextStop
	PrevStop
	CancelOrQuit
	Suspend
	Preflight

	Up
	Down
	PageUp
	PageDown
	Top
	Bottom
	Left
	Right
	Open

	Method
	Params
	EditURL
	EditRow
	EditQuery
	EditHeaders
	EditCookies
	EditBody
	BodyKind
	ResetRequest

	NextTab
	PrevTab
	CopyBody
	Wrap
	Search
	SearchNext
	SearchPrev
	DiffLast

	TryOther
	Edit
	ApplyFix

	ClockStop
	ClockSecond
	ClockMinute
	ClockHour
	RevalidateTag
	RevalidatePath
	ClearCache

	FireRow
	FireColumn
	FireAll
	Replay
	DiffWith
	ExportHTTP
	ImportHTTP
	Versions
	Hint
	EditProbe
	SendProbe
	NewFile
	MoveFile
	DeleteFile
	last
)

// Scope is where the keys of an action hold.
type Scope uint8

// The scopes. Global and Move hold in every pane, the others where that pane
// has the focus. Always holds even while a text is typed.
const (
	Always Scope = iota
	Global
	Move
	Routes
	Tree
	Request
	Response
	Why
	Source
	Problems
	Cache
	Matrix
	History
	Stops
	Stages
	scopes
)

// Panes returns the scopes of the panes, in the order of the help.
func Panes() []Scope {
	return []Scope{Routes, Tree, Request, Response, Why, Source, Problems, Cache, Matrix, History, Stages, Stops}
}

// String returns the heading of the scope in the help.
func (s Scope) String() string {
	return [...]string{
		"Anywhere", "Anywhere outside a text", "Lists", "Routes", "Tree", "Request", "Response",
		"Why", "Source", "Problems", "Cache", "Matrix", "History", "Stops", "Stages",
	}[s]
}

// Action is one row of the table.
type Action struct {
	ID      ID
	Scope   Scope
	Title   string // for help and palette: "send the request"
	Short   string // for the footer: "send"
	Binding key.Binding
}

// Map is the table with its lookups. It is immutable.
type Map struct {
	all  []Action
	keys map[Scope]map[string]ID
	byID [last]int
}

// All returns the table in the order of the help.
func (m *Map) All() []Action { return m.all }

// Get returns the row of an action.
func (m *Map) Get(id ID) Action {
	if id == None || id >= last {
		return Action{}
	}
	return m.all[m.byID[id]]
}

// KeyOf returns the key that is shown for an action: "enter", "ctrl+s".
func (m *Map) KeyOf(id ID) string { return m.Get(id).Binding.Help().Key }

// Find resolves a key press, asking the scopes in order.
func (m *Map) Find(msg tea.KeyMsg, scopes ...Scope) (ID, bool) {
	return m.Named(msg.String(), scopes...)
}

// Named is Find for a key by its name.
func (m *Map) Named(name string, scopes ...Scope) (ID, bool) {
	for _, s := range scopes {
		if id, ok := m.keys[s][name]; ok {
			return id, true
		}
	}
	return None, false
}

// Of returns the actions of one scope.
func (m *Map) Of(s Scope) []Action {
	var out []Action
	for _, a := range m.all {
		if a.Scope == s {
			out = append(out, a)
		}
	}
	return out
}

// New builds the default table.
func New() *Map {
	m := &Map{keys: make(map[Scope]map[string]ID)}
	for s := range scopes {
		m.keys[s] = make(map[string]ID)
	}
	for _, r := range rows() {
		m.add(r)
	}
	return m
}

func (m *Map) add(r row) {
	m.byID[r.id] = len(m.all)
	m.all = append(m.all, Action{
		ID: r.id, Scope: r.scope, Title: r.title, Short: r.short,
		Binding: key.NewBinding(key.WithKeys(r.keys...), key.WithHelp(shown(r.keys[0]), r.short)),
	})
	for _, k := range r.keys {
		m.keys[r.scope][k] = r.id
	}
}

// Shown is how keys are written on the screen.
func Shown(keys ...string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = shown(k)
	}
	return out
}

// shown is how a key is written on the screen.
func shown(k string) string {
	if letter, ok := strings.CutPrefix(k, "ctrl+"); ok {
		return "^" + strings.ToUpper(letter)
	}
	switch k {
	case " ":
		return "space"
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "left":
		return "←"
	case "right":
		return "→"
	}
	return k
}
