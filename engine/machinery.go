package engine

import (
	"context"
	"errors"
	"io/fs"

	"signalbox/engine/bundle"
	"signalbox/engine/jsrt"
	"signalbox/engine/nextconfig"
)

// realMachinery bundles with esbuild and runs in QuickJS.
func realMachinery(o Options) machinery {
	return machinery{
		build: func(ctx context.Context, fsys fs.FS, dir string, entries []string, env map[string]string) (*jsrt.Program, error) {
			b := bundle.New(bundle.Options{Env: env})
			defer b.Close()
			return b.Build(ctx, fsys, dir, entries)
		},
		start: func(ctx context.Context, p *jsrt.Program, h jsrt.Host, limits jsrt.Limits) (jsrt.Runtime, error) {
			return nil, errors.New("no machine")
		},
	}
}

func (e *Engine) readConfig(ctx context.Context, src Source) (*nextconfig.Config, error) {
	return nil, nil
}
