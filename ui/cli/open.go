package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"signalbox/engine"
	"signalbox/engine/route"
	"signalbox/samples"
	"signalbox/workspace"
)

const defaultSample = samples.Default

// project opens what the arguments name: a folder, or the sample of --sample.
func (a *app) project(dirs []string, options ...workspace.Option) (*workspace.Project, error) {
	if a.sample != "" {
		if len(dirs) > 0 {
			return nil, fmt.Errorf("name a folder or --sample %s, not both", a.sample)
		}
		return samples.Open(a.sample, options...)
	}
	dir := a.Dir
	if len(dirs) > 0 {
		dir = a.absolute(dirs[0])
	}
	p, err := workspace.Open(a.Fs, dir, options...)
	if none := (*workspace.NoAppError)(nil); errors.As(err, &none) && len(dirs) == 0 {
		return nil, fmt.Errorf("%w; name a project folder, or try --sample %s", err, defaultSample)
	}
	return p, err
}

// absolute makes a path that a person typed independent of the current folder.
func (a *app) absolute(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(a.Dir, name)
}

// drafts keeps unsaved edits where the machine has a folder for them.
func (a *app) drafts() []workspace.Option {
	dir, err := workspace.DraftDir()
	if err != nil || a.sample != "" {
		return nil
	}
	return []workspace.Option{workspace.WithDrafts(a.Fs, dir)}
}

func (a *app) engineOptions() engine.Options { return engine.Options{Version: a.next} }

// open opens a project in an engine. The caller closes it.
func (a *app) open(ctx context.Context, p *workspace.Project, o engine.Options) (Engine, error) {
	e := a.NewEngine(o)
	if err := e.Open(ctx, p.Snapshot()); err != nil {
		return nil, errors.Join(fmt.Errorf("cannot read %s: %w", p.Dir(), err), e.Close())
	}
	return e, nil
}

// still opens a project for questions about its routes: no code runs, unless
// the config cannot be read otherwise.
func (a *app) still(ctx context.Context, p *workspace.Project) (Engine, error) {
	o := a.engineOptions()
	o.OneShot = true
	return a.open(ctx, p, o)
}

// stillAt is still for what the arguments name.
func (a *app) stillAt(ctx context.Context, dirs []string) (Engine, error) {
	p, err := a.project(dirs)
	if err != nil {
		return nil, err
	}
	return a.still(ctx, p)
}

// tableOf resolves the route table of a project.
//
// The process ends with the table, so the collector may let garbage lie: four
// times as much before it looks saves a twentieth of the whole.
func (a *app) tableOf(ctx context.Context, p *workspace.Project) (*route.Table, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	e, err := a.still(ctx, p)
	if err != nil {
		return nil, err
	}
	t := e.Table()
	return t, e.Close()
}

// table is tableOf for what the arguments name.
func (a *app) table(ctx context.Context, dirs []string) (*route.Table, error) {
	p, err := a.project(dirs)
	if err != nil {
		return nil, err
	}
	return a.tableOf(ctx, p)
}

// Color reports whether output to f may carry colours, by what people agreed on
// (no-color.org).
func Color(terminal bool, getenv func(string) string) bool {
	return terminal && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
}

// readInput returns the bytes that -d names: the text itself, @FILE, or - for
// standard input.
func (a *app) readInput(value string) ([]byte, error) {
	switch {
	case value == "-":
		return readAll(a.Stdin)
	case len(value) > 1 && value[0] == '@':
		data, err := os.ReadFile(a.absolute(value[1:]))
		if err != nil {
			return nil, fmt.Errorf("cannot read the body: %w", err)
		}
		return data, nil
	}
	return []byte(value), nil
}
