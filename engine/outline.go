package engine

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"signalbox/engine/cache"
	"signalbox/engine/collate"
	"signalbox/engine/route"
)

// Outline is the table that `next build` prints at its end (NEXT-FACTS I1), as
// rows. It takes what a build takes: the GET of each static handler is run and
// each generateStaticParams is asked; pages are not rendered.
type Outline struct {
	App, Pages []OutlineRow // of the app folder, of the pages folder
	Proxied    bool
	// Notes are sentences on what could not be found out.
	Notes []string
}

// Mark is the symbol of a row.
type Mark uint8

// The marks, in the words of the table's legend. NoMark is a row that only
// heads its children, or the file _app.
const (
	NoMark Mark = iota
	MarkStatic
	MarkSSG
	MarkPartial
	MarkDynamic
)

// OutlineRow is a route, or a path that was made of it.
type OutlineRow struct {
	Mark Mark
	Path string
	// Life fills the columns Revalidate and Expire, in seconds; what is not above
	// zero leaves a cell empty.
	Life     cache.Life
	Children []OutlineRow
	// Split says that some of the paths turned out dynamic: the route is then
	// printed twice, as ƒ and above the others.
	Split bool
}

// Outline returns the table of the open project. routes selects rows; the row
// of /_not-found is there only with nil, which selects all.
func (e *Engine) Outline(ctx context.Context, selected func(*route.Route) bool) (*Outline, error) {
	t := e.tree.Load()
	if t == nil {
		return nil, ErrNotOpen
	}
	if err := t.build.wait(ctx); err != nil {
		return nil, err
	}
	o := &outliner{tree: t, out: &Outline{Proxied: t.found.proxy != ""}}
	o.noteRefusals()
	table := t.table()
	params := o.newParams(ctx, table, selected)
	defer params.close()
	routes := outlined(table, selected)
	o.reads = o.newReads(ctx, routes)
	for _, r := range routes {
		o.add(r, params)
	}
	if selected == nil {
		o.legacyPages(params)
	}
	return o.out, ctx.Err()
}

// outlined lists the routes of a table's rows, in their order.
func outlined(t *route.Table, selected func(*route.Route) bool) []*route.Route {
	var list []*route.Route
	for i := range t.Routes {
		if r := &t.Routes[i]; r.Path != "/favicon.ico" && r.Path != "/_global-error" && (selected == nil || selected(r)) {
			list = append(list, r)
		}
	}
	if selected == nil {
		list = append(list, &t.NotFound)
	}
	slices.SortStableFunc(list, func(a, b *route.Route) int { return collate.Compare(a.Path, b.Path) })
	return list
}

// outliner collects the rows of one tree.
type outliner struct {
	tree  *tree
	out   *Outline
	reads *pageReads
}

func (o *outliner) note(format string, args ...any) {
	o.out.Notes = append(o.out.Notes, fmt.Sprintf(format, args...))
}

// noteRefusals says which handlers failed. A real build would stop there, if they
// failed in it too; here a package that is not installed or a host that is not
// allowed is the likelier reason.
func (o *outliner) noteRefusals() {
	for _, d := range o.tree.build.snapshot().Problems {
		o.note("%s: %s; the row of %s goes by its text alone", d.Spans[0].File, d.Message, d.Path)
	}
}

func (o *outliner) add(r *route.Route, params *outlineParams) {
	if r.Kind == route.Page {
		o.page(r, params)
	} else {
		o.handler(r)
	}
}

// handler adds a handler or a metadata route as its runs left it.
func (o *outliner) handler(r *route.Route) {
	row := OutlineRow{Path: r.Path, Mark: MarkDynamic}
	rb := o.tree.build.routes[r.Path]
	if rb == nil || rb.route.File != r.File {
		o.out.App = append(o.out.App, row)
		return
	}
	rb.mu.Lock()
	defer rb.mu.Unlock()
	switch {
	case rb.refused && rb.route.Render == route.Static:
		row.Mark = MarkStatic
	case rb.refused && rb.route.Render == route.SSG:
		row.Mark = MarkSSG
	case rb.plan.some:
		row.Split, row.Mark, row.Children = true, NoMark, rb.children()
		row.Life = rb.kept[len(rb.kept)-1].life
	case rb.plan.kind == perRequest:
	case rb.plan.kind == attempt && rb.plan.sole:
		row.Path = anyParam.ReplaceAllString(r.Path, "/-")
		row.Mark, row.Children = NoMark, []OutlineRow{{Mark: MarkSSG, Path: row.Path}}
	case rb.plan.kind == attempt:
		row.Mark = MarkStatic
		if len(rb.kept) > 0 {
			row.Life = rb.kept[0].life
		}
	case rb.plan.kind == onDemand:
		row.Mark = MarkStatic
	default:
		row.Mark = MarkSSG
		switch row.Children = rb.children(); {
		case len(row.Children) > 0:
			row.Mark = NoMark
		case rb.plan.config.forced():
			row.Mark = MarkStatic
		}
	}
	o.out.App = append(o.out.App, row)
}

// forced reports whether a file asks to be static whatever it reads.
func (s segment) forced() bool { return s.dynamic == "force-static" || s.dynamic == "error" }

// keptPath is a path that a build has made, as the table shows it.
type keptPath struct {
	path string
	life cache.Life
}

func (rb *routeBuild) children() []OutlineRow {
	var rows []OutlineRow
	for _, k := range rb.kept {
		rows = append(rows, OutlineRow{Mark: MarkSSG, Path: k.path, Life: k.life})
	}
	return rows
}

// page adds a page as its files say that it is rendered.
func (o *outliner) page(r *route.Route, params *outlineParams) {
	row := OutlineRow{Path: r.Path, Mark: MarkDynamic, Life: o.pageLife(r)}
	cached := o.tree.cfg.CacheComponents
	render := r.Render
	if o.reads.of(r) && !(cached && render == route.SSG) {
		render = route.Dynamic
	}
	switch render {
	case route.Static:
		row.Mark = MarkStatic
	case route.Dynamic:
		row.Life = cache.Life{}
		if cached {
			row.Mark = MarkPartial
		}
		if cached && hasDynamicSegment(r) {
			row.Mark, row.Children = NoMark, []OutlineRow{{Mark: MarkPartial, Path: r.Path}}
		}
	case route.SSG:
		row.Mark = MarkSSG
		paths, err := params.of(r)
		if err != nil {
			o.note("%s: the paths of %s are left out: %v", r.File, r.Path, err)
		}
		for _, p := range paths {
			row.Children = append(row.Children, OutlineRow{Mark: MarkSSG, Path: p, Life: row.Life})
		}
		if cached && len(paths) > 0 {
			row.Children = withShells(r.Path, row.Children)
		}
		switch {
		case len(paths) > 0:
			row.Mark = NoMark
		case readSegment(r).forced():
			row.Mark = MarkStatic
		}
	}
	if hasDynamicSegment(r) {
		row.Life = cache.Life{} // it is that of a path
	}
	o.out.App = append(o.out.App, row)
}

// withShells are the paths of a page under cacheComponents: each is whole, and
// before it stands what is rendered for paths that are not known, with the first
// of its params, the first two, and so on.
func withShells(routePath string, paths []OutlineRow) []OutlineRow {
	rows := []OutlineRow{{Mark: MarkPartial, Path: routePath}}
	pattern := strings.Split(routePath, "/")
	for _, p := range paths {
		segments := strings.Split(p.Path, "/")
		for i := range min(len(pattern), len(segments)) {
			if _, kind := paramOf(pattern[i]); kind == notParam {
				continue
			}
			shell := strings.Join(append(slices.Clone(segments[:i+1]), pattern[i+1:]...), "/")
			known := func(r OutlineRow) bool { return r.Path == shell }
			if strings.Contains(shell, "[") && !slices.ContainsFunc(rows, known) {
				rows = append(rows, OutlineRow{Mark: MarkPartial, Path: shell})
			}
		}
		p.Mark = MarkStatic
		rows = append(rows, p)
	}
	return rows
}

// delimiter finds what a value of a param may not put into a path as it is.
var delimiter = regexp.MustCompile(`(?i)[/#?]|%(2f|23|3f|5c)`)

// shownValue is a value of a param as the table shows it: not encoded, but for
// what would end the segment.
func shownValue(value string) string {
	return delimiter.ReplaceAllStringFunc(value, func(d string) string {
		return fmt.Sprintf("%%%02X%s", d[0], d[1:])
	})
}
