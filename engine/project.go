package engine

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"signalbox/engine/cache"
	"signalbox/engine/match"
	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
	"signalbox/engine/scan"
)

// project is what the files of a revision say before any code runs.
type project struct {
	scanned         *scan.Result
	table           *route.Table
	config          *nextconfig.Config
	proxy           string // "proxy.ts", "" for none
	instrumentation string
	matchers        []nextconfig.Rule     // config.matcher of the proxy
	pages           map[string]pageRender // routes of the pages folder
	static          []string              // files below static/
}

// readProject scans a revision, from the one before it where there is one.
func readProject(ctx context.Context, e *Engine, src Source, before *project) (*project, error) {
	o := scan.Options{Revision: src.Revision(), Version: e.opts.Version}
	config, notes := e.readConfig(ctx, src)
	o.Config = config
	found, err := scanSource(src, o, before)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", src.Dir(), err)
	}
	p := &project{
		scanned: found, table: found.Table, config: found.Config, proxy: found.Proxy, instrumentation: found.Instrumentation,
	}
	if e.opts.Version != "16" && !found.Middleware {
		p.proxy = "" // proxy.ts is new in Next.js 16
	}
	if p.config == nil {
		p.config = nextconfig.Default()
	}
	notes = append(notes, localesAlone(p.config, found)...)
	if len(notes) > 0 {
		table := *found.Table
		table.Problems = append(slices.Clip(table.Problems), notes...)
		p.table = &table
	}
	p.pages = pageRenders(src, found.Pages)
	p.static = staticFiles(src)
	p.matchers = matcherRules(&found.ProxyConfig)
	return p, nil
}

func scanSource(src Source, o scan.Options, before *project) (*scan.Result, error) {
	if before != nil && before.scanned != nil {
		if changed, ok := src.Changes(before.table.Revision); ok {
			return before.scanned.Update(src, src.Revision(), changed, o)
		}
	}
	return scan.Scan(src, o)
}

// staticFiles lists the folder static/, which Next serves beside public/ though
// it is deprecated.
func staticFiles(src fs.FS) []string {
	var files []string
	_ = fs.WalkDir(src, "static", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, strings.TrimPrefix(name, "static/"))
		}
		return nil // what cannot be read is not served
	})
	return files
}

// matcher makes the matcher of the project.
func (p *project) matcher() *match.Matcher {
	tree := match.Tree{Table: p.table, Config: p.config, Public: p.scanned.Public, Proxy: p.proxy, Matchers: p.matchers}
	for _, page := range p.scanned.Pages {
		tree.Pages = append(tree.Pages, page.Path)
		if p.pages[page.Path].server {
			tree.ServerPages = append(tree.ServerPages, page.Path)
		}
	}
	tree.Static = p.static
	return match.NewTree(tree)
}

// profiles are the cacheLife profiles of a config in the cache's terms.
func profiles(c *nextconfig.Config) map[string]cache.Profile {
	const infinite = 0xfffffffe // Next's INFINITE_CACHE
	limit := func(n int) int {
		if n < 0 || n >= infinite {
			return cache.Never
		}
		return n
	}
	own := map[string]cache.Profile{}
	for name, l := range c.CacheLife {
		own[name] = cache.Profile{Stale: limit(l.Stale), Revalidate: limit(l.Revalidate), Expire: limit(l.Expire)}
	}
	return cache.Profiles(own)
}
