package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"signalbox/engine/jsrt"
	"signalbox/engine/route"
)

// outlineParams asks the generateStaticParams of pages and layouts which paths
// they name. Where one plainly returns literals the scan has read them; the
// others are run, each file cut down to that function and what it needs, because
// the rest of a page is React and would not run here.
type outlineParams struct {
	tree    *tree
	ctx     context.Context
	files   []string // whose functions are to be run
	program *jsrt.Program
	machine jsrt.Runtime
	err     error // why none can be run
}

// The functions that name paths, in the app folder and in the pages folder.
const (
	namesParams = "generateStaticParams"
	namesPaths  = "getStaticPaths"
)

func (o *outliner) newParams(ctx context.Context, t *route.Table, selected func(*route.Route) bool) *outlineParams {
	p := &outlineParams{tree: o.tree, ctx: ctx}
	for i := range t.Routes {
		r := &t.Routes[i]
		if r.Kind == route.Page && r.Render == route.SSG && !showable(r) && (selected == nil || selected(r)) {
			p.files = append(p.files, p.chain(r)...)
		}
	}
	if selected == nil {
		p.files = append(p.files, o.legacyFiles()...)
	}
	slices.Sort(p.files)
	p.files = slices.Compact(p.files)
	return p
}

// showable reports whether the paths that the scan has read are those of the
// table: a value with a slash or with what has a meaning in a URL is not.
func showable(r *route.Route) bool {
	return r.Prepared != nil && !slices.ContainsFunc(r.Prepared, func(p string) bool {
		return strings.ContainsAny(p, "#?%") || !strings.Contains(r.Path, "...") && strings.Count(p, "/") != strings.Count(r.Path, "/")
	})
}

// chain lists the files of a page whose functions say what its params are.
func (p *outlineParams) chain(r *route.Route) []string {
	return slices.DeleteFunc(append(slices.Clone(r.Layouts), r.File), func(file string) bool {
		text, err := fs.ReadFile(p.tree.src, file)
		return err != nil || !bytes.Contains(text, []byte(namesParams)) && !bytes.Contains(text, []byte("export *"))
	})
}

// of lists the paths of a page, in the order of the functions.
func (p *outlineParams) of(r *route.Route) ([]string, error) {
	if showable(r) {
		return r.Prepared, nil
	}
	sets := []map[string]any{{}}
	for _, file := range p.chain(r) {
		var next []map[string]any
		for _, set := range sets {
			items, none, err := p.items(file, set)
			if err != nil {
				return nil, err
			}
			if none {
				next = append(next, set)
			}
			for _, item := range items {
				both := maps.Clone(set)
				maps.Copy(both, item)
				next = append(next, both)
			}
		}
		sets = next
	}
	var paths []string
	for _, set := range sets {
		if path, ok := shownPath(r.Path, set); ok && !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return paths, nil
}

// items runs the function of a file for the params above it. none says that the
// file has no such function after all.
func (p *outlineParams) items(file string, above map[string]any) (items []map[string]any, none bool, err error) {
	value, err := p.run(file, map[string]any{"params": above})
	if err != nil || value == nil {
		return nil, true, err
	}
	if err := json.Unmarshal(value, &items); err != nil {
		return nil, false, fmt.Errorf("%s in %s returned no array of objects", namesParams, file)
	}
	return items, false, nil
}

// run calls the function of a file that names paths. It returns nil where the
// file has none.
func (p *outlineParams) run(file string, args ...any) (json.RawMessage, error) {
	if p.machine == nil && p.err == nil {
		p.err = p.start()
	}
	if p.err != nil {
		return nil, p.err
	}
	if fault, bad := p.program.Faults[file]; bad {
		return nil, &faultError{file, fault}
	}
	text, err := json.Marshal(args)
	if err != nil {
		return nil, fmt.Errorf("the params of %s: %w", file, err)
	}
	mode := p.tree.baseMode()
	mode.BuildPhase, mode.Prerender, mode.RoutePath = true, true, "/"
	res, err := p.machine.Do(p.ctx, &jsrt.Call{ID: p.tree.engine.calls.Add(1), Action: jsrt.ActStaticParams, File: file, Args: text, Mode: mode})
	switch {
	case err != nil:
		return nil, err
	case res.Thrown != nil:
		return nil, &thrownError{res.Thrown}
	case len(res.Value) == 0 || string(res.Value) == "null":
		return nil, nil
	}
	return res.Value, nil
}

// start bundles the functions and starts their machine.
func (p *outlineParams) start() error {
	e := p.tree.engine
	o := bundleOptions(p.tree.env.Vars, p.tree.cfg)
	o.Only = []string{namesParams, namesPaths}
	program, err := e.making.build(p.ctx, p.tree.src, p.tree.src.Dir(), p.files, o)
	if err != nil {
		return err
	}
	p.program = buildPhase(program)
	p.machine, err = e.making.start(p.ctx, p.program, newHost(e, p.tree.src), e.opts.Limits)
	if err != nil {
		return fmt.Errorf("the JavaScript machine did not start: %w", err)
	}
	return nil
}

func (p *outlineParams) close() {
	if p.machine != nil {
		_ = p.machine.Close()
		p.err = errors.New("the machine is closed")
	}
}

// shownPath puts values into a route path as the table shows them. ok is false
// where one is missing: such a path is made at its first request.
func shownPath(routePath string, values map[string]any) (path string, ok bool) {
	var b strings.Builder
	for _, segment := range strings.Split(strings.TrimPrefix(routePath, "/"), "/") {
		name, kind := paramOf(segment)
		switch v := values[name].(type) {
		case string:
			if kind == single {
				segment = shownValue(v)
			}
		case []any:
			if kind == notParam || kind == single {
				break
			}
			for _, part := range v {
				b.WriteString("/" + shownValue(fmt.Sprint(part)))
			}
			continue
		default:
			if kind == optional {
				continue
			}
			if kind != notParam {
				return "", false
			}
		}
		b.WriteString("/" + segment)
	}
	if b.Len() == 0 {
		return "/", true
	}
	return b.String(), true
}
