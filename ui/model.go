package ui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/route"
	"signalbox/ui/action"
	"signalbox/ui/dialog"
	"signalbox/ui/draft"
	"signalbox/ui/highlight"
	"signalbox/ui/journal"
	"signalbox/ui/layout"
	"signalbox/ui/pane"
	"signalbox/ui/pane/cache"
	"signalbox/ui/pane/composer"
	"signalbox/ui/pane/history"
	"signalbox/ui/pane/matrix"
	"signalbox/ui/pane/problems"
	"signalbox/ui/pane/response"
	"signalbox/ui/pane/routes"
	"signalbox/ui/pane/source"
	"signalbox/ui/pane/stages"
	"signalbox/ui/pane/stops"
	"signalbox/ui/pane/tree"
	"signalbox/ui/pane/why"
	"signalbox/ui/terminal"
	"signalbox/ui/theme"
	"signalbox/workspace"
)

// Model is the whole program. It is the only tea.Model. What it knows is parted
// by what it is about; each part is written down below.
type Model struct {
	ctx   context.Context
	opt   Options
	theme *theme.Theme
	keys  *action.Map
	lex   lexer
	// screen is nil in tests and where Bubble Tea draws.
	screen *terminal.Screen

	window
	cast
	known
	traffic
	lesson
	versions versions
	painted  painted
	stopped  bool // the engine's clock stands still
	ticks    int  // the chain of ticks that is current
}

// window is the screen: how large it is, where the keys go, what lies over it.
type window struct {
	w, h   int
	layout layout.Out
	focus  layout.Name
	back   layout.Name // where Esc goes from a view
	zoom   bool
	mouse  bool
	inTree bool // the navigation shows the tree
	notice notice

	dialog dialog.Dialog // nil: none is open
	choose func(choice any) tea.Cmd
	// pending is a question of the engine that is not put yet.
	pending *question
}

// cast is the panes: by place, and by name for those who tell them facts.
type cast struct {
	panes    [layout.Names]pane.Pane
	routes   *routes.Model
	composer *composer.Model
	response *response.Model
	why      *why.Model
	source   *source.Model
	stops    *stops.Model
	tree     *tree.Model
	problems *problems.Model
	cache    *cache.Model
	matrix   *matrix.Model
	history  *history.Model
	stages   *stages.Model
}

// known is what is known of the project, and the changes of it that wait.
type known struct {
	queue    queue
	changes  <-chan *workspace.Snapshot
	revision uint64
	table    *route.Table // nil until the first resolution
	openErr  error
	dirty    []string
	edits    map[string]tree.Mark // what an edit did to a file, by file
	canUndo  bool
	canRedo  bool
	quitting bool
	wantFile string // the file that the source pane is to show
	typeIn   string // the file that one begins to type in when it is shown
	goTo     string // where the tree goes when it is listed; "": it stays
	onDisk   bool   // the project is a folder, not a sample
}

// traffic is the requests: the one that runs, those that wait, those that were.
type traffic struct {
	run    run
	waits  *draft.Draft // a request that waits for the edits before it
	answer answeredMsg
	drafts map[string]draft.Draft // by route path
	past   map[uint64]past
	filed  uint64 // the number of the last exchange in past
	shown  uint64 // the one whose answer is shown, 0 for none
	volley volley
}

// lesson is where the person stands in a tour.
type lesson struct {
	stop int
	shot int  // which request of the stop comes next
	met  bool // the goal of the stop is reached
}

// lexer colours a text; the name says its language. It is called in commands.
type lexer func(name, text string) *highlight.Lines

// notice is one sentence for the person; the next key takes it away.
type notice struct {
	text string
	bad  bool
}

// painted remembers the last coloured text of each file that was shown.
type painted struct {
	memo map[string]memo // by file
	busy bool            // a text is being coloured
}

type memo struct {
	text  string
	lines *highlight.Lines
}

// New returns the program. It does nothing before Init.
func New(ctx context.Context, o Options) *Model {
	o.defaults()
	t := theme.New(o.Theme)
	m := &Model{
		ctx: ctx, opt: o, theme: t, keys: action.New(), lex: highlight.Text,
		window:  window{mouse: !o.NoMouse},
		cast:    newCast(t, &o),
		known:   known{onDisk: onDisk(o.Project.Dir())},
		painted: painted{memo: map[string]memo{}},
		// The numbers up to journal.Keep are those of earlier runs.
		traffic: traffic{drafts: map[string]draft.Draft{}, past: map[uint64]past{}, filed: journal.Keep},
	}
	m.panes[m.focus].Focus()
	return m
}

func newCast(t *theme.Theme, o *Options) cast {
	c := cast{
		routes: routes.New(t), composer: composer.New(t), response: response.New(t), why: why.New(t), source: source.New(t),
		stops: stops.New(t, stopTexts(o.Stops)), tree: tree.New(t), problems: problems.New(t),
		cache: cache.New(t, o.Clock != nil), matrix: matrix.New(t), history: history.New(t), stages: stages.New(t),
	}
	c.panes = [layout.Names]pane.Pane{
		layout.Nav: c.routes, layout.Request: c.composer, layout.Response: c.response, layout.Why: c.why,
		layout.Source: c.source, layout.Stops: c.stops, layout.Problems: c.problems, layout.Cache: c.cache,
		layout.Matrix: c.matrix, layout.History: c.history, layout.Stages: c.stages,
	}
	return c
}

// Init resolves the tree and begins to listen.
func (m *Model) Init() tea.Cmd {
	m.queue.again = true
	changes, cancel := m.opt.Project.Subscribe()
	context.AfterFunc(m.ctx, cancel)
	m.changes = changes
	return tea.Batch(m.work(), follow(m.changes, m.opt.Project), m.opt.Asker.listen(m.ctx))
}

// stamped is a message that belongs to a revision, a run or a text.
type stamped interface{ stale(m *Model) bool }

// Update takes one message. What is stale goes first; then an open dialog takes
// the keys; then each kind of message has its handler.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if s, ok := msg.(stamped); ok && s.stale(m) {
		return m, nil
	}
	return m, m.handle(msg)
}

// handle gives a message to its handler: what the person did here, then facts
// about the project, about requests, about what views asked for.
func (m *Model) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return m.resized(msg.Width, msg.Height)
	case tea.KeyMsg:
		defer m.askPending()
		return m.pressed(msg)
	case tea.MouseMsg:
		defer m.askPending()
		return m.moused(msg)
	case hostAskedMsg:
		m.pending = &msg.question
		m.askPending()
		return nil
	case copiedMsg:
		m.say(msg.said, msg.err)
		return nil
	}
	for _, handle := range []func(tea.Msg) (tea.Cmd, bool){m.aboutProject, m.aboutRequest, m.aboutViews} {
		if cmd, ok := handle(msg); ok {
			return cmd
		}
	}
	return nil
}

// aboutProject takes facts about the project: its table, its files.
func (m *Model) aboutProject(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case projectChangedMsg:
		return m.projectChanged(msg), true
	case diskChangedMsg:
		return m.diskChanged(msg), true
	case builtMsg:
		return m.built(msg), true
	case sourceReadMsg:
		return m.sourceRead(msg), true
	case paintedMsg:
		return m.sourcePainted(msg), true
	case treeListedMsg:
		return m.treeListed(msg), true
	case comparedMsg:
		m.compared(msg)
	case filesListedMsg:
		msg.dialog.SetRules(msg.rules)
	case editorClosedMsg:
		return m.editorClosed(msg), true
	default:
		return nil, false
	}
	return nil, true
}

// aboutRequest takes facts about a request: what it would meet, its answer.
func (m *Model) aboutRequest(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case previewedMsg:
		m.composer.SetPreview(preview(msg.result, m.unread(msg.result.Route)))
	case answeredMsg:
		return m.answered(msg), true
	case waitedMsg:
		return m.waited(), true
	case grewMsg:
		return m.grew(msg), true
	case endedMsg:
		return m.ended(msg), true
	case prettyMsg:
		m.response.SetPretty(msg.lines)
	case searchedMsg:
		m.response.Found(msg.number, msg.line)
	case tookOverMsg:
		return m.tookOver(msg), true
	case foundMsg:
		return m.found(msg), true
	case goalCheckedMsg:
		m.goalChecked(msg)
	default:
		return nil, false
	}
	return nil, true
}

// aboutViews takes what the wide views asked for.
func (m *Model) aboutViews(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case cacheReadMsg:
		return m.cacheRead(msg), true
	case cacheTickMsg:
		return m.readCache(), true
	case excerptsReadMsg:
		m.problems.SetTexts(msg.lines)
	case predictedMsg:
		m.matrix.PredictAll(msg.words)
	case firedMsg:
		return m.fired(msg), true
	case probedMsg:
		m.stages.SetRows(stageRows(msg.result))
	case diffedMsg:
		m.diffed(msg)
	case historyReadMsg:
		m.historyRead(msg)
	case httpListedMsg:
		m.askImport(msg)
	case httpReadMsg:
		m.httpRead(msg)
	default:
		return nil, false
	}
	return nil, true
}

// say shows a sentence, or why something failed.
func (m *Model) say(text string, err error) {
	switch {
	case err != nil:
		m.notice = notice{err.Error(), true}
	case text != "":
		m.notice = notice{text, false}
	}
}
