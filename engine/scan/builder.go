package scan

import (
	"slices"
	"strings"

	"signalbox/engine/collate"
	"signalbox/engine/diag"
	"signalbox/engine/jslit"
	"signalbox/engine/metadata"
	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
)

// builder makes the rows of one table and checks them.
type builder struct {
	rd       *reader
	project  *project
	config   *nextconfig.Config
	tree     *tree
	version  string
	resolver *resolver
	names    map[string]*names
	segments map[string]*row
	// formats holds by folder the package.json that makes its files CommonJS.
	formats map[string]string
	slots   map[string][]string // of slotsAt, nil until then
	// noSegment is the segment config of files that have none.
	noSegment row
	layout    *structure
	rows      []*row
	// claims holds the rows that claim a path, for the checks of the structure.
	claims   map[string][]*row
	pages    []Page
	problems []diag.Diagnostic
}

// row is a route while it is made: with the folder that it comes from.
type row struct {
	route.Route
	dir *dir
	app string // the path with groups and slots: "/(shop)/@modal/cart"
	// entries are all page files of the path, this row's own included.
	entries []*row
	// dropped says that Next leaves the path out: a catch-all that can't be
	// rendered, because a sibling slot has nothing for it.
	dropped bool
}

// before16 reports whether the rules of Next 14 or 15 hold: no strict matching
// of slots, and middleware in place of proxy.
func (b *builder) before16() bool { return b.version == "14" || b.version == "15" }

// build makes the rows, then checks them.
func (b *builder) build() {
	b.resolver = newResolver(b.rd)
	b.names = make(map[string]*names)
	b.segments = make(map[string]*row)
	b.formats = make(map[string]string)
	b.collect()
	b.pages = b.pageRoutes()
	b.check()
}

// collect makes a row for each page, handler and metadata file.
func (b *builder) collect() {
	pages := make(map[string]int)
	b.tree.root.each(func(d *dir) {
		if d.special[pageFile] != "" {
			b.addPage(pages, d)
		}
		if d.special[routeFile] != "" {
			b.rows = append(b.rows, b.handler(d))
		}
		for i := range d.meta {
			if d.meta[i].beaten == "" {
				b.rows = append(b.rows, b.metadata(d, &d.meta[i]))
			}
		}
	})
}

// addPage adds the page of a folder. Pages of one path (in slots, or by
// mistake in groups) share a row, whose file is the one that Next selects.
func (b *builder) addPage(known map[string]int, d *dir) {
	r := b.page(d)
	i, ok := known[r.Path]
	if !ok {
		known[r.Path] = len(b.rows)
		r.entries = []*row{r}
		b.rows = append(b.rows, r)
		return
	}
	entries := append(b.rows[i].entries, r)
	best := slices.MaxFunc(entries, func(x, y *row) int { return compareEntries(x.app, y.app) })
	best.entries = entries
	best.beside()
	b.rows[i] = best
}

// beside brings in what the pages of slots beside a page decide with it: one that
// reads the request makes all of it dynamic, one that names the params names them
// for all, and the shortest revalidate holds.
func (r *row) beside() {
	for _, e := range r.entries {
		r.Life = shorter(r.Life, e.Life)
		r.HasStaticParams = r.HasStaticParams || e.HasStaticParams
		switch {
		case e.Render == route.SSG && r.Render == route.Dynamic && r.RenderWhy == paramsUnknown:
			r.because(route.SSG, e.RenderPos, e.RenderWhy)
			r.Prepared = e.Prepared
		case e.Render == route.Dynamic && r.Render != route.Dynamic && e.RenderWhy != paramsUnknown:
			r.because(route.Dynamic, e.RenderPos, e.RenderWhy)
		}
	}
}

// compareEntries orders the app paths of one route: Next selects the greatest
// (the ones outside of slots come after those within).
func compareEntries(x, y string) int {
	if xs, ys := strings.Contains(x, "/@"), strings.Contains(y, "/@"); xs != ys {
		if xs {
			return -1
		}
		return 1
	}
	return collate.Compare(x+"/page", y+"/page")
}

// start fills what all kinds of rows have.
func (b *builder) start(d *dir, kind route.Kind, path, file string) *row {
	r := &row{dir: d, app: d.app}
	r.Path, r.Kind, r.File = path, kind, file
	r.Pattern = route.Parse(path)
	return r
}

func (b *builder) page(d *dir) *row {
	r := b.start(d, route.Page, route.EntryPath(d.app), d.special[pageFile])
	b.surroundings(r)
	if route.HasMarker(r.Path) {
		if i, err := route.ParseIntercept(r.Path); err == nil {
			r.Intercepts = i.Intercepted
		}
	}
	b.readSegment(r)
	b.decidePage(r)
	b.readLife(r)
	return r
}

// notFound is the page that every build adds.
func (b *builder) notFound() route.Route {
	root := b.tree.root
	r := b.start(root, route.Page, "/_not-found", root.special[notFoundFile])
	layout := root.special[layoutFile]
	switch {
	case r.File == "" && layout == "":
		r.Render = route.Static
		return r.Route
	case r.File == "":
		r.File = layout
	case layout != "":
		r.Layouts = []string{layout}
	}
	b.decidePage(r)
	b.readLife(r)
	return r.Route
}

// surroundings lists the layouts and special files from the root down, and the
// slots on the way.
func (b *builder) surroundings(r *row) {
	var chain []*dir
	for d := r.dir; d != nil; d = d.parent {
		chain = append(chain, d)
	}
	for _, d := range slices.Backward(chain) {
		if f := d.special[layoutFile]; f != "" {
			r.Layouts = append(r.Layouts, f)
		}
		for _, kind := range []special{templateFile, errorFile, loadingFile, notFoundFile, forbiddenFile, unauthorizedFile, globalErrorFile} {
			if f := d.special[kind]; f != "" {
				r.Special = append(r.Special, f)
			}
		}
		for _, child := range d.dirs {
			if child.kind == route.SlotFolder && !slices.Contains(r.Slots, child.name) {
				r.Slots = append(r.Slots, child.name)
			}
		}
	}
}

func (b *builder) handler(d *dir) *row {
	r := b.start(d, route.Handler, route.EntryPath(d.app), d.special[routeFile])
	f := b.rd.parse(r.File)
	r.Unparsed = f.syntax != nil || f.mod == nil
	b.readMethods(r)
	b.readSegment(r)
	b.decideHandler(r)
	return r
}

// methodNames are the methods that a handler may export, in the order of
// route.Route.Exports.
var methodNames = [...]string{"GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"}

// readMethods fills Exports and Implicit.
func (b *builder) readMethods(r *row) {
	n := b.exportsOf(r.File)
	for _, method := range methodNames {
		if found := n.get(method); found != nil {
			r.Exports = append(r.Exports, route.Export{Name: method, Span: b.spanOf(found, "")})
		}
	}
	r.Implicit = implicit(r.Exports)
}

// implicit lists the methods that Next adds: HEAD beside GET, and OPTIONS
// (NEXT-FACTS D1).
func implicit(exports []route.Export) []string {
	has := func(method string) bool {
		return slices.ContainsFunc(exports, func(e route.Export) bool { return e.Name == method })
	}
	var added []string
	if has("GET") && !has("HEAD") {
		added = append(added, "HEAD")
	}
	if !has("OPTIONS") {
		added = append(added, "OPTIONS")
	}
	return added
}

func (b *builder) metadata(d *dir, m *metaFile) *row {
	multi := false
	if m.name.Code {
		n := b.exportsOf(m.file)
		multi = n.get("generateSitemaps") != nil && m.name.Type == "sitemap" || n.get("generateImageMetadata") != nil && m.name.Type != "sitemap"
	}
	r := b.start(d, route.Metadata, m.name.Path(d.app, multi), m.file)
	r.Meta = &route.Meta{
		Type: m.name.Type, Code: m.name.Code, ContentType: m.name.ContentType(), Multi: multi, AltFile: m.alt,
	}
	r.Exports = []route.Export{{Name: "GET", Span: diag.Span{Pos: diag.Pos{File: m.file, Line: 1, Column: 1}}}}
	r.Implicit = implicit(r.Exports)
	if m.name.Code {
		if found := b.exportsOf(m.file).get("default"); found != nil {
			r.Exports[0].Span = b.spanOf(found, "")
		}
		b.readSegment(r)
	}
	b.decideMetadata(r, m.name)
	return r
}

// result publishes what was built.
func (b *builder) result(o Options) *Result {
	b.rows = slices.DeleteFunc(b.rows, func(r *row) bool { return r.dropped })
	slices.SortStableFunc(b.rows, func(x, y *row) int { return collate.Compare(x.Path, y.Path) })
	version := o.Version
	if version == "" {
		version = "16"
	}
	t := &route.Table{Revision: o.Revision, Root: b.project.app, Version: version, Routes: make([]route.Route, len(b.rows))}
	for i := range b.rows {
		t.Routes[i] = b.rows[i].Route
	}
	t.NotFound = b.notFound()
	t.Problems = b.settleProblems()
	b.linkProblems(t)
	r := &Result{
		Table: t, Config: b.config, Public: b.tree.public, Pages: b.pages, Root: b.project.app,
		ConfigFile: b.project.config, Env: b.project.env,
		Instrumentation: b.project.sideFile(b.rd, "instrumentation", b.config.PageExtensions),
		state:           &state{listings: b.rd.listings, files: b.rd.files, layout: b.layout, tree: b.tree},
	}
	if !b.before16() {
		r.Proxy = b.project.sideFile(b.rd, "proxy", b.config.PageExtensions)
	}
	if r.Proxy == "" {
		r.Proxy = b.project.sideFile(b.rd, "middleware", b.config.PageExtensions)
		r.Middleware = r.Proxy != ""
	}
	t.Proxied = r.Proxy != ""
	r.ProxyConfig = b.exportedValue(r.Proxy, "config")
	return r
}

// exportedValue reads the value of an exported constant of a file.
func (b *builder) exportedValue(file, export string) jslit.Value {
	if file == "" {
		return jslit.Value{}
	}
	f := b.rd.parse(file)
	if f.mod == nil {
		return jslit.Value{}
	}
	e := f.mod.Export(export)
	if e == nil || e.Init < 0 {
		return jslit.Value{}
	}
	return f.mod.Resolve(f.mod.Value(e.Init))
}

// settleProblems orders the problems: errors first, then by file and code.
func (b *builder) settleProblems() []diag.Diagnostic {
	slices.SortStableFunc(b.problems, func(x, y diag.Diagnostic) int {
		if x.Severity != y.Severity {
			return int(y.Severity) - int(x.Severity)
		}
		if c := strings.Compare(firstFile(&x), firstFile(&y)); c != 0 {
			return c
		}
		return strings.Compare(string(x.Code), string(y.Code))
	})
	return b.problems
}

func firstFile(d *diag.Diagnostic) string {
	if len(d.Spans) == 0 {
		return ""
	}
	return d.Spans[0].File
}

// linkProblems puts the index of each problem into the rows that it concerns:
// those of its path or its files.
func (b *builder) linkProblems(t *route.Table) {
	if len(t.Problems) == 0 {
		return
	}
	byFile, byPath := make(map[string][]int), make(map[string][]int)
	for i := range t.Routes {
		byFile[t.Routes[i].File] = append(byFile[t.Routes[i].File], i)
		byPath[t.Routes[i].Path] = append(byPath[t.Routes[i].Path], i)
	}
	for p := range t.Problems {
		concerned := slices.Clone(byPath[t.Problems[p].Path])
		for _, file := range t.Problems[p].Files() {
			concerned = append(concerned, byFile[file]...)
		}
		slices.Sort(concerned)
		for _, i := range slices.Compact(concerned) {
			t.Routes[i].Problems = append(t.Routes[i].Problems, p)
		}
	}
}

// pageRoutes lists the routes of the pages folder.
func (b *builder) pageRoutes() []Page {
	var list []Page
	for _, file := range b.tree.pages {
		path, ok := pagePath(file, b.config.PageExtensions)
		if !ok {
			continue
		}
		list = append(list, Page{
			Path: path, File: b.project.pages + "/" + file, API: path == "/api" || strings.HasPrefix(path, "/api/"),
		})
	}
	return list
}

// pagePath returns the route of a file below the pages folder: its path
// without extension and without a last "/index".
func pagePath(file string, extensions []string) (string, bool) {
	longest := ""
	for _, ext := range extensions {
		if strings.HasSuffix(file, "."+ext) && len(ext) > len(longest) {
			longest = ext
		}
	}
	if longest == "" || strings.HasSuffix(file, ".d.ts") {
		return "", false
	}
	path := "/" + strings.TrimSuffix(file, "."+longest)
	path = strings.TrimSuffix(path, "/index")
	if path == "" {
		path = "/"
	}
	return path, true
}

// isReserved reports whether a page is one of the framework's own: it is no
// route.
func isReserved(path string) bool {
	switch path {
	case "/_app", "/_document", "/_error":
		return true
	}
	return false
}

// metaNamed reports whether Next prerenders a handler because of its URL.
func metaNamed(path string) bool { return metadata.IsRouteName(path) }
