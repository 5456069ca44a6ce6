package ui

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/afero"

	"signalbox/engine"
	"signalbox/engine/diag"
	"signalbox/engine/match"
	"signalbox/engine/route"
	"signalbox/ui/journal"
	"signalbox/ui/theme"
	"signalbox/workspace"
)

// Engine is what the UI asks of the engine.
type Engine interface {
	Open(ctx context.Context, src engine.Source) error
	Table() *route.Table
	WaitBuild(ctx context.Context) error
	Match(method, target string) match.Result
	Explain(req engine.Request) match.Result
	Do(ctx context.Context, req engine.Request) (*engine.Exchange, error)
	CacheEntries() []engine.CacheEntry
	RevalidateTag(tag string) int
	RevalidatePath(path string) int
	ClearCache()
}

// Project is what the UI asks of the workspace.
type Project interface {
	Dir() string
	Snapshot() *workspace.Snapshot
	Write(name, text string) error
	Apply(edits ...diag.Edit) error
	Undo() bool
	Redo() bool
	CanUndo() bool
	CanRedo() bool
	Dirty() []string
	Conflicts() []string
	Save(ctx context.Context, names ...string) error
	Overwrite(ctx context.Context, names ...string) error
	Subscribe() (changes <-chan *workspace.Snapshot, cancel func())
}

// Clock is the engine's clock, which the cache pane stops and moves.
type Clock interface {
	Now() time.Time
	Stop()
	Resume()
	Advance(d time.Duration)
}

// Stop is one stop of a tour: something to read, open and fire. It mirrors
// samples.Stop, so that the UI does not depend on the samples.
type Stop struct {
	ID    string // stable, for remembering the position
	Title string
	Text  string // paragraphs parted by an empty line
	File  string // what to open
	Fire  Shot   // the request to send
	Then  []Shot // requests to send after it
	Goal  string // what to bring about, or ""
	Hints []string
	// Checks are the requests that decide whether the goal is reached.
	Checks []Shot
}

// Shot is one request with what is promised to come back. It has the fields of
// samples.Shot in their order, so that one converts to the other.
type Shot struct {
	Method string
	Target string
	Header []string // "Name: value"
	Body   string
	Status int      // 0: any
	Expect []string // what the body must hold
	Want   []string // "Name: value" that must be there; "Name:" that must not
}

// Options are what the program is started with. Engine and Project are needed,
// the rest has defaults.
type Options struct {
	Name    string // of the project, for the header
	Engine  Engine
	Project Project
	Clock   Clock // nil: the cache pane has no clock to move
	Stops   []Stop
	Asker   *Asker // nil: nobody is asked for permissions
	Theme   theme.Options
	NoMouse bool
	// Origin is how curl lines name the server, default http://localhost:3000.
	Origin string
	// Now is the moment, for durations; nil is time.Now.
	Now func() time.Time
	// State keeps small settings between runs (the stop that was reached, the
	// theme); nil keeps nothing.
	State State
	// History keeps exchanges between runs; nil keeps them in the state folder
	// where there is a State, and nowhere else.
	History History
	// WriteNew writes a new file and returns its name, which gets a number where
	// it is taken; nil writes to disk.
	WriteNew func(name, text string) (string, error)
	// ResolveAs resolves the tree as another version of Next does; nil makes an
	// engine of that version for the asking.
	ResolveAs func(ctx context.Context, version string, src engine.Source) (*route.Table, error)
	// Clipboard writes a sequence to the terminal; nil is standard output.
	Clipboard func(sequence string) error
	// ReadDisk reads a file as it is on disk, past the edits; nil reads below
	// the project's folder.
	ReadDisk func(name string) ([]byte, error)
	// Saved is the draft of unsaved edits that an earlier run left, or nil.
	Saved *workspace.Draft
}

// State keeps small settings between runs, by name.
type State interface {
	Get(name string) string
	Set(name, value string) error
}

// History keeps exchanges between runs. Its methods are called in commands.
type History interface {
	Add(e journal.Entry) error
	Read() ([]journal.Entry, error)
}

// keepHistory puts the history beside the drafts, in the state folder.
func (o *Options) keepHistory() {
	if o.History != nil || o.State == nil {
		return
	}
	if dir, err := workspace.DraftDir(); err == nil {
		o.History = journal.New(afero.NewOsFs(), filepath.Join(filepath.Dir(dir), "history"), o.Project.Dir())
	}
}

func (o *Options) defaults() {
	o.keepHistory()
	if o.WriteNew == nil {
		o.WriteNew = writeFresh
	}
	if o.ResolveAs == nil {
		o.ResolveAs = resolveAs
	}
	if o.Origin == "" {
		o.Origin = "http://localhost:3000"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	o.chosenTheme()
	if o.ReadDisk == nil {
		dir := o.Project.Dir()
		o.ReadDisk = func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))) }
	}
}

// chosenTheme takes the theme that the person switched to in an earlier run.
func (o *Options) chosenTheme() {
	if o.State == nil || os.Getenv("SIGNALBOX_THEME") != "" { // the environment wins
		return
	}
	switch o.State.Get("theme") {
	case "light":
		o.Theme.Dark = false
	case "dark":
		o.Theme.Dark = true
	}
}
