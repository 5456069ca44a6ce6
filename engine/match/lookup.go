package match

import (
	"cmp"
	"strings"
)

// local returns the path without base path and locale. ok is false outside of
// the base path.
func (w *walk) local() (path string, ok bool) {
	path, ok = withoutBase(w.path, w.m.tree.Config.BasePath)
	if w.i18n != nil {
		path, _ = w.i18n.Split(path)
	}
	return path, ok
}

func withoutBase(path, base string) (rest string, ok bool) {
	if base == "" {
		return path, true
	}
	rest, ok = strings.CutPrefix(path, base)
	if !ok || rest != "" && rest[0] != '/' {
		return "", false
	}
	return cmp.Or(rest, "/"), true
}

// find is what a lookup came to.
type find struct {
	kind findKind
	id   int32  // foundRoute: index of Table.Routes
	text string // foundFile, foundPage, foundNearMiss
	how  how
}

// how says by what a route was found, which decides how its params are read.
type how uint8

const (
	byPath        how = iota // the path is the route's own, brackets and all
	byPattern                // its pattern matches
	byBarePattern            // its pattern matches, without the text around its params
)

type findKind uint8

const (
	foundNothing findKind = iota
	foundRoute
	foundFile
	foundPage
	foundNearMiss // the decoded path is a route, the raw one is not
	foundBuiltIn  // a page that every build has: /404, /_not-found
)

var nothing = find{}

// exactThenDynamic is Next's checkTrue: a file or a route of that very path,
// else the first dynamic route.
func (w *walk) exactThenDynamic() find {
	if found := w.exact(); found.kind != foundNothing {
		return found
	}
	path, ok := w.local()
	if !ok {
		return nothing
	}
	return w.dynamicRoute(path)
}

// exact looks for a file or a route of that very path. A path with percent
// signs or other odd characters is tried in three spellings; a route that is
// found by another than the raw one leads nowhere, unless a dynamic route takes
// the raw path after all (NEXT-FACTS A10).
func (w *walk) exact() find {
	path, ok := w.local()
	if !ok {
		return nothing
	}
	path = trimSlash(path)
	if w.i18n != nil {
		return w.exactLocalized(path)
	}
	if w.target.plain && !w.rewritten && !w.moved {
		hit, ok := w.m.exact[path]
		if !ok {
			return nothing
		}
		return w.visible(hit.find())
	}
	return w.visible(w.exactSpelled(path))
}

// visible hides routes and pages that only a rewrite may reach: the option
// useFileSystemPublicRoutes is off.
func (w *walk) visible(found find) find {
	hidden := w.m.tree.Config.NoFileSystemRoutes && !w.rewritten
	if hidden && (found.kind == foundRoute || found.kind == foundPage || found.kind == foundNearMiss) {
		return nothing
	}
	return found
}

func (e exact) find() find {
	switch {
	case e.file != "":
		return find{kind: foundFile, text: e.file}
	case e.page != "":
		return find{kind: foundPage, text: e.page}
	case e.builtIn != "":
		return find{kind: foundBuiltIn, text: e.builtIn}
	}
	return find{kind: foundRoute, id: e.route}
}

func (w *walk) exactSpelled(path string) find {
	decoded, encoded := spellings(path)
	for _, spelling := range [...]string{path, decoded, encoded} {
		if file, ok := w.m.public[spelling]; ok {
			return find{kind: foundFile, text: file}
		}
	}
	if id, ok := w.m.app[path]; ok {
		return find{kind: foundRoute, id: id}
	}
	if w.m.hasApp(decoded) || w.m.hasApp(encoded) {
		return w.nearMiss(path, decoded)
	}
	if _, ok := w.m.pages[path]; ok {
		return find{kind: foundPage, text: path}
	}
	if w.m.hasPage(decoded) || w.m.hasPage(encoded) {
		return w.nearMiss(path, decoded)
	}
	if hit := w.m.exact[path]; hit.builtIn != "" {
		return hit.find()
	}
	return nothing
}

// nearMiss is a path that names a route only when decoded. A dynamic route may
// still take it; here Next looks at params without the text around them.
func (w *walk) nearMiss(path, decoded string) find {
	for _, d := range w.m.sorted() {
		if d.route != none && d.pattern.WithoutAffixes().Matches(path) {
			return find{kind: foundRoute, id: d.route, how: byBarePattern}
		}
	}
	return find{kind: foundNearMiss, text: decoded}
}

func (m *Matcher) hasPage(path string) bool {
	_, ok := m.pages[path]
	return ok
}

func (m *Matcher) hasApp(path string) bool {
	_, ok := m.app[path]
	return ok
}

// dynamicRoute finds the first dynamic route that takes the path.
func (w *walk) dynamicRoute(path string) find {
	if strings.HasPrefix(path, "/_next/data") {
		return nothing // a page's data, which routes of the app folder do not have
	}
	path = trimSlash(path)
	var skip func(int32) bool
	if len(w.req.Skip) > 0 || w.locale != "" || w.m.closed {
		skip = w.skips
	}
	id := w.m.dynamic.find(path[1:], path == "/", skip)
	if id == none {
		return nothing
	}
	d := &w.m.patterns[id]
	if d.page != "" {
		return w.visible(find{kind: foundPage, text: d.page, how: byPattern})
	}
	return w.visible(find{kind: foundRoute, id: d.route, how: byPattern})
}

// skips says whether the request does not want a dynamic route.
func (w *walk) skips(id int32) bool {
	d := &w.m.patterns[id]
	if w.locale != "" && d.route != none {
		return true // routes of the app folder have no locale
	}
	for _, path := range w.req.Skip {
		if path == d.pattern.String() {
			return true
		}
	}
	return w.m.closed && w.shuts(d)
}
