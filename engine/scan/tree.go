package scan

import (
	"os"
	"slices"
	"strings"
	"sync"

	"signalbox/engine/metadata"
	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
)

// special is one of the file conventions of a folder (NEXT-FACTS A13).
type special uint8

// The special files.
const (
	pageFile special = iota
	routeFile
	layoutFile
	templateFile
	loadingFile
	errorFile
	globalErrorFile
	notFoundFile
	globalNotFoundFile
	forbiddenFile
	unauthorizedFile
	defaultFile
	specials
)

var specialNames = [specials]string{
	"page", "route", "layout", "template", "loading", "error", "global-error", "not-found",
	"global-not-found", "forbidden", "unauthorized", "default",
}

// dir is one folder of the app tree. Private folders have none.
type dir struct {
	name   string // as on disk; "" for the app folder
	path   string // "app/(shop)/cart"
	app    string // "/(shop)/cart", "" for the app folder, %5F read as _
	kind   route.FolderKind
	parent *dir
	dirs   []*dir
	// special holds the file that counts for each convention, with all that
	// claim it in duplicates.
	special    [specials]string
	duplicates [][]string
	meta       []metaFile
	// linked says that a link leads to the folder, loops names the links in it
	// that lead to a folder above them.
	linked bool
	loops  []string
}

// metaFile is one metadata file of a folder.
type metaFile struct {
	name metadata.Name
	file string
	alt  string // its .alt.txt
	// beaten is the file that wins over this one, "" where this one counts.
	beaten string
}

// tree is the app tree with what lies beside it.
type tree struct {
	root       *dir
	public     []string
	pages      []string // files below the pages folder, relative to it
	extensions []string // pageExtensions, which decide what a file means
}

// maxLinks bounds how many links a path of the walk may lead through, so that a
// link to a folder above it ends somewhere.
const maxLinks = 2

// walkTree lists the app folder, the pages folder and public, and has the
// files parsed that it comes by.
func walkTree(rd *reader, p *project, config *nextconfig.Config, load *loader) *tree {
	w := &walker{rd: rd, load: load, extensions: config.PageExtensions, slots: make(chan struct{}, 8)}
	t := &tree{root: &dir{path: p.app}, extensions: config.PageExtensions}
	var beside sync.WaitGroup
	if p.public {
		beside.Go(func() { t.public = w.all("public", "", 0) })
	}
	if p.pages != "" {
		beside.Go(func() {
			t.pages = w.all(p.pages, "", 0)
			load.add(pageSources(p.pages, t.pages, config.PageExtensions))
		})
	}
	w.folder(t.root, 0)
	beside.Wait()
	return t
}

// pageSources lists the files of the pages folder that have to be parsed.
func pageSources(folder string, files, extensions []string) []string {
	var names []string
	for _, file := range files {
		if _, ok := pagePath(file, extensions); ok {
			names = append(names, folder+"/"+file)
		}
	}
	return names
}

// walker lists folders, some at a time.
type walker struct {
	rd         *reader
	load       *loader
	extensions []string
	slots      chan struct{}
}

// folder fills d and everything below it. links is the number of links that
// lead to it.
func (w *walker) folder(d *dir, links int) {
	l := w.rd.list(d.path)
	d.loops = l.circles
	d.classify(l.files, w.extensions)
	w.load.add(d.sources())
	for _, name := range l.dirs {
		link := contains(l.links, name)
		if skipped(name) || links >= maxLinks && link {
			continue
		}
		if link && w.leadsUp(d, name) {
			d.loops = append(slices.Clip(d.loops), name)
			continue
		}
		app := strings.ReplaceAll(name, "%5F", "_")
		d.dirs = append(d.dirs, &dir{
			name: name, path: d.path + "/" + name, app: d.app + "/" + app, kind: route.ClassifyFolder(name).Kind, parent: d, linked: link,
		})
	}
	var wg sync.WaitGroup
	for _, child := range d.dirs {
		through := links
		if contains(l.links, child.name) {
			through++
		}
		select {
		case w.slots <- struct{}{}:
			wg.Go(func() {
				w.folder(child, through)
				<-w.slots
			})
		default:
			w.folder(child, through)
		}
	}
	wg.Wait()
}

// leadsUp reports whether a link in a folder leads to that folder or to one
// above it.
func (w *walker) leadsUp(d *dir, name string) bool {
	target := identity(w.rd.fsys, d.path+"/"+name)
	for ; target != nil && d != nil; d = d.parent {
		if above := identity(w.rd.fsys, d.path); above != nil && os.SameFile(target, above) {
			return true
		}
	}
	return false
}

// skipped reports whether a folder of the app tree is never looked into. Next
// looks into a node_modules there.
func skipped(name string) bool { return strings.HasPrefix(name, "_") }

// all lists the files below a folder, relative to it, in the order of a walk.
func (w *walker) all(folder, prefix string, links int) []string {
	l := w.rd.list(folder)
	var files []string
	for _, name := range l.files {
		files = append(files, prefix+name)
	}
	for _, name := range l.dirs {
		through := links
		if contains(l.links, name) {
			through++
		}
		if name != "node_modules" && name != ".git" && through <= maxLinks {
			files = append(files, w.all(folder+"/"+name, prefix+name+"/", through)...)
		}
	}
	return files
}

// classify sorts the files of a folder into conventions.
func (d *dir) classify(files, extensions []string) {
	var found [specials][]string
	for _, name := range files {
		stem, ext, ok := strings.Cut(name, ".")
		if !ok || strings.HasPrefix(name, "_") {
			continue
		}
		if i := specialOf(stem); i < specials && slices.Contains(extensions, ext) && ext != "d.ts" {
			found[i] = append(found[i], name)
			continue
		}
		if n, ok := metadata.ParseName(name, d.parent == nil, extensions); ok {
			d.meta = append(d.meta, metaFile{name: n, file: d.path + "/" + name, alt: d.altOf(n, files)})
		}
	}
	for i, names := range found {
		if len(names) == 0 {
			continue
		}
		slices.SortStableFunc(names, func(a, b string) int { return extensionRank(a) - extensionRank(b) })
		d.special[i] = d.path + "/" + names[0]
		if len(names) > 1 {
			for j := range names {
				names[j] = d.path + "/" + names[j]
			}
			d.duplicates = append(d.duplicates, names)
		}
	}
	d.settleMeta()
}

func specialOf(stem string) special {
	for i, name := range specialNames {
		if name == stem {
			return special(i)
		}
	}
	return specials
}

// extensionRank orders files of one convention in one folder. Next takes the
// one that its directory map lists last, which is no order that anybody chose;
// these are the winners that were observed (NEXT-FACTS A15, and the recorded
// trees dup-route-ext and dup-page-ext).
func extensionRank(name string) int {
	stem, ext, _ := strings.Cut(name, ".")
	order := []string{"tsx", "ts", "js", "jsx"}
	if stem == "route" {
		order = []string{"jsx", "tsx", "js", "ts"}
	}
	if i := slices.Index(order, ext); i >= 0 {
		return i
	}
	return len(order)
}

// altOf returns the text file that describes an image.
func (d *dir) altOf(n metadata.Name, files []string) string {
	if alt := n.Base + ".alt.txt"; !n.Code && contains(files, alt) {
		return d.path + "/" + alt
	}
	return ""
}

// settleMeta marks the metadata files that lose against another of the same
// route. There is one sitemap, one robots and one manifest in a folder; bytes
// win over code, and .webmanifest over .json (NEXT-FACTS B3).
func (d *dir) settleMeta() {
	for i := range d.meta {
		m := &d.meta[i]
		for j := range d.meta {
			o := &d.meta[j]
			if i != j && o.name.Type == m.name.Type && single(m.name.Type) && metaRank(o.name) < metaRank(m.name) && m.beaten == "" {
				m.beaten = o.file
			}
		}
	}
}

func single(metaType string) bool {
	return metaType == "sitemap" || metaType == "robots" || metaType == "manifest"
}

// metaRank orders the files that compete for one metadata route.
func metaRank(n metadata.Name) int {
	switch {
	case n.Ext == "webmanifest":
		return 0
	case !n.Code:
		return 1
	}
	return 2 + extensionRank("x."+n.Ext)
}

// each calls visit for every folder of the tree, parents first, in byte order
// of the names.
func (d *dir) each(visit func(*dir)) {
	visit(d)
	for _, child := range d.dirs {
		child.each(visit)
	}
}

// sources lists the files of the folder that have to be parsed.
func (d *dir) sources() []string {
	var names []string
	for _, name := range d.special {
		if name != "" {
			names = append(names, name)
		}
	}
	for _, m := range d.meta {
		if m.name.Code && m.beaten == "" {
			names = append(names, m.file)
		}
	}
	return names
}
