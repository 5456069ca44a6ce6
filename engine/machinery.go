package engine

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"sync"

	"signalbox/engine/bundle"
	"signalbox/engine/diag"
	"signalbox/engine/dotenv"
	"signalbox/engine/jsrt"
	"signalbox/engine/nextconfig"
)

// machinery is how source becomes a running machine. Tests put a machine of
// their own here.
type machinery struct {
	build func(ctx context.Context, fsys fs.FS, dir string, entries []string, o bundle.Options) (*jsrt.Program, error)
	start func(ctx context.Context, p *jsrt.Program, h jsrt.Host, limits jsrt.Limits) (jsrt.Runtime, error)
	close func()
}

// realMachinery bundles with esbuild and runs in QuickJS, in a child process
// unless the options say otherwise. The child is started while the code is being
// bundled, because both take about as long.
func realMachinery(o Options) machinery {
	kept := &keptBundler{}
	if o.InProcess {
		return machinery{
			build: kept.build,
			start: func(ctx context.Context, p *jsrt.Program, h jsrt.Host, limits jsrt.Limits) (jsrt.Runtime, error) {
				return jsrt.Start(ctx, p, h, jsrt.Options{Limits: limits})
			},
			close: func() {},
		}
	}
	ahead := &spare{limits: o.Limits}
	return machinery{
		build: func(ctx context.Context, fsys fs.FS, dir string, entries []string, o bundle.Options) (*jsrt.Program, error) {
			ahead.fill()
			return kept.build(ctx, fsys, dir, entries, o)
		},
		start: func(ctx context.Context, p *jsrt.Program, h jsrt.Host, limits jsrt.Limits) (jsrt.Runtime, error) {
			return jsrt.StartChild(ctx, p, h, jsrt.Options{Limits: limits, Child: ahead.take()})
		},
		close: ahead.close,
	}
}

// spare is at most one child process that waits for its program.
type spare struct {
	limits jsrt.Limits
	mu     sync.Mutex
	child  *jsrt.Child
}

func (s *spare) fill() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.child == nil {
		s.child = jsrt.Spawn(s.limits)
	}
}

// take hands the child out, nil for none.
func (s *spare) take() *jsrt.Child {
	s.mu.Lock()
	defer s.mu.Unlock()
	child := s.child
	s.child = nil
	return child
}

func (s *spare) close() {
	if child := s.take(); child != nil {
		child.Close()
	}
}

// keptBundler keeps a Bundler as long as its options stay the same, because it
// reuses what it parsed for the revision before.
type keptBundler struct {
	mu      sync.Mutex
	options bundle.Options
	bundler *bundle.Bundler
}

func (k *keptBundler) build(ctx context.Context, fsys fs.FS, dir string, entries []string, o bundle.Options) (*jsrt.Program, error) {
	k.mu.Lock()
	if k.bundler == nil || !reflect.DeepEqual(k.options, o) {
		k.options, k.bundler = o, bundle.New(o)
	}
	b := k.bundler
	k.mu.Unlock()
	return b.Build(ctx, fsys, dir, entries)
}

// bundleOptions are the options of a tree's bundle. process.env is the .env
// files, the env option of next.config, and what Next sets itself (NEXT-FACTS
// J1, J2).
func bundleOptions(vars map[string]string, cfg *nextconfig.Config) bundle.Options {
	env := maps.Clone(vars)
	maps.Copy(env, cfg.Env)
	env["NODE_ENV"] = "production"
	env["NEXT_RUNTIME"] = "nodejs"
	env["NEXT_DEPLOYMENT_ID"] = cfg.DeploymentID
	env["TURBOPACK"] = "1"
	return bundle.Options{Env: env, Inline: cfg.Env, CacheComponents: cfg.CacheComponents}
}

// configNames are the names of the config file, the first that exists counts.
var configNames = []string{"next.config.js", "next.config.mjs", "next.config.ts"}

// readConfig reads next.config: as text where that says everything, else by
// evaluating it. A nil config is that of a project without the file. What could
// not be read is said.
func (e *Engine) readConfig(ctx context.Context, src Source) (*nextconfig.Config, []diag.Diagnostic) {
	for _, name := range configNames {
		text, err := fs.ReadFile(src, name)
		if err != nil {
			continue
		}
		read, found, complete := nextconfig.ReadStatic(name, text)
		if complete && !nextconfig.RunsCode(text) {
			return read, found
		}
		evaluated, more, err := e.evaluateConfig(ctx, src, name)
		if err == nil {
			return evaluated, more
		}
		if refused := refusedConfig(name, err); refused != nil {
			return read, append(found, refused...)
		}
		if complete {
			return read, found
		}
		return read, append(found, diag.Diagnostic{
			Code: "config-unread", Severity: diag.Warning,
			Message: "parts of " + name + " could not be read: " + err.Error(),
			Spans:   []diag.Span{{Pos: diag.Pos{File: name}}},
		})
	}
	return nil, unsupportedConfig(src)
}

// evaluateConfig runs the config file in a machine of its own.
func (e *Engine) evaluateConfig(ctx context.Context, src Source, name string) (*nextconfig.Config, []diag.Diagnostic, error) {
	o := bundleOptions(dotenv.Load(src, "production", nil).Vars, nextconfig.Default())
	p, err := e.making.build(ctx, src, src.Dir(), []string{name}, o)
	if err != nil {
		return nil, nil, err
	}
	if fault, bad := p.Faults[name]; bad {
		return nil, nil, &faultError{name, fault}
	}
	m, err := e.making.start(ctx, p, newHost(e, src), e.opts.Limits)
	if err != nil {
		return nil, nil, err
	}
	defer m.Close()
	res, err := m.Do(ctx, &jsrt.Call{
		ID: e.calls.Add(1), Action: jsrt.ActConfig, File: name, Args: configArgs,
		Mode: jsrt.Mode{Dynamic: "auto", Version: e.opts.Version},
	})
	if err != nil {
		return nil, nil, err
	}
	if res.Thrown != nil {
		return nil, nil, &thrownError{res.Thrown}
	}
	c, found, err := nextconfig.Evaluated(name, res.Value)
	if err != nil {
		return nil, nil, fmt.Errorf("its value: %w", err)
	}
	return c, found, nil
}
