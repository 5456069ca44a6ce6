package engine

import (
	"context"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"signalbox/engine/dotenv"
	"signalbox/engine/match"
	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
)

// tree is everything that one revision of a project came to. Its parts do not
// change once it is published, except for the code that loads on demand.
type tree struct {
	engine *Engine
	src    Source
	found  *project
	cfg    *nextconfig.Config
	match  *match.Matcher
	env    *dotenv.Env
	code   *code
	build  *build
	shown  atomic.Pointer[route.Table] // the table with the outcome of the build

	mu      sync.Mutex
	users   int // requests under way
	retired bool
}

// load reads a revision.
func (e *Engine) load(ctx context.Context, src Source, old *tree) (*tree, error) {
	var before *project
	if old != nil {
		before = old.found
	}
	found, err := readProject(ctx, e, src, before)
	if err != nil {
		return nil, err
	}
	t := &tree{engine: e, src: src, found: found, cfg: found.config, match: found.matcher()}
	t.env = dotenv.Load(src, "production", nil)
	t.code = newCode(t)
	t.build = newBuild(t)
	e.cache.SetProfiles(profiles(found.config))
	return t, nil
}

// table is the route table with what prerendering found, once it has.
func (t *tree) table() *route.Table {
	if shown := t.shown.Load(); shown != nil {
		return shown
	}
	return t.found.table
}

// acquire holds the tree for a request. It is false for a tree that another
// revision has replaced.
func (t *tree) acquire() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.retired {
		return false
	}
	t.users++
	return true
}

// release ends a request; the last one on a replaced tree ends its machines.
func (t *tree) release() {
	t.mu.Lock()
	t.users--
	last := t.retired && t.users == 0
	t.mu.Unlock()
	if last {
		t.code.close()
	}
}

// retire lets requests under way finish on their revision, and ends the rest.
func (t *tree) retire() {
	t.build.stop()
	t.mu.Lock()
	t.retired = true
	idle := t.users == 0
	t.mu.Unlock()
	if idle {
		t.code.close()
	}
}

// page is a route's file as Next names it in its tags: the path below the app
// folder without extension, "/(shop)/cart/route". A metadata file goes by its
// URL there, "/(shop)/store/sitemap.xml/route".
func (t *tree) page(r *route.Route) string {
	rel := strings.TrimPrefix(r.File, t.found.table.Root)
	if r.Kind != route.Metadata {
		return strings.TrimSuffix(rel, path.Ext(rel))
	}
	folder, own := path.Dir(rel), strings.Split(strings.TrimPrefix(r.Path, "/"), "/")
	for segment := range strings.SplitSeq(strings.Trim(folder, "/"), "/") {
		inURL := segment != "" && !strings.HasPrefix(segment, "@") && !(strings.HasPrefix(segment, "(") && strings.HasSuffix(segment, ")"))
		if inURL && len(own) > 1 {
			own = own[1:]
		}
	}
	return path.Join(folder, path.Join(own...), "route")
}

// entries lists the files whose code runs: handlers, metadata modules, the
// proxy and instrumentation.
func (t *tree) entries() []string {
	var files []string
	for i := range t.found.table.Routes {
		r := &t.found.table.Routes[i]
		if r.Kind == route.Handler || r.Kind == route.Metadata && r.Meta != nil && r.Meta.Code {
			files = append(files, r.File)
		}
	}
	files = append(files, t.support()...)
	slices.Sort(files)
	return slices.Compact(files)
}

// support lists the files that run beside every route.
func (t *tree) support() []string {
	var files []string
	for _, f := range []string{t.found.proxy, t.found.instrumentation} {
		if f != "" {
			files = append(files, f)
		}
	}
	return files
}
