package typegen

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
)

// entry is one file that makes a route, with the route in its final form.
type entry struct {
	route string // "/users/[id]"
	file  string // relative to the validator's folder: "../../app/users/[id]/route.ts"
}

// manifest is everything that the generated files tell.
type manifest struct {
	// pages, handlers and layouts are the files in the order of their paths.
	pages, handlers, layouts      []entry
	legacyPages, legacyAPI        []entry
	hasPages                      bool
	appRoutes, handlerRoutes      routes
	pageRoutes, layoutRoutes      routes
	redirectRoutes, rewriteRoutes routes
	slots                         map[string][]string // layout route → names of its slots
	validatorDir                  string
	strict                        bool
	extensions                    []string // the longest first
}

// routes is a set of routes with the file of each.
type routes map[string]string

// add keeps the first file of a route.
func (r routes) add(name, file string) {
	if _, ok := r[name]; !ok {
		r[name] = file
	}
}

// sorted lists the routes as JavaScript's sort() does.
func (r routes) sorted() []string { return slices.Sorted(maps.Keys(r)) }

func collect(in Input) (*manifest, error) {
	m := &manifest{
		appRoutes: routes{}, handlerRoutes: routes{}, pageRoutes: routes{}, layoutRoutes: routes{},
		redirectRoutes: routes{}, rewriteRoutes: routes{}, slots: map[string][]string{},
		validatorDir: path.Join(in.Config.DistDir, "types"), strict: strict(in.Config),
		extensions: slices.Clone(in.Config.PageExtensions),
	}
	slices.SortStableFunc(m.extensions, func(a, b string) int { return len(b) - len(a) })
	if err := m.collectApp(in); err != nil {
		return nil, err
	}
	if err := m.collectPages(in); err != nil {
		return nil, err
	}
	for _, r := range in.Config.Redirects {
		addSources(m.redirectRoutes, r.Source)
	}
	for _, r := range in.Config.Rewrites.All() {
		addSources(m.rewriteRoutes, r.Source)
	}
	return m, nil
}

// relative is a project file as the validator imports it.
func (m *manifest) relative(file string) string {
	up := strings.Repeat("../", strings.Count(m.validatorDir, "/")+1)
	return up + file
}

// found is what a walk of the app folder meets, by the key under which Next
// keeps it: the path without extension. Of two files with one key the later wins.
type found struct {
	keys  []string
	files map[string]string
}

func (f *found) add(key, file string) {
	if f.files[key] == "" {
		f.keys = append(f.keys, key)
	}
	f.files[key] = file
}

// collectApp walks the app folder.
func (m *manifest) collectApp(in Input) error {
	var leaves, layouts, defaults found
	for _, f := range []*found{&leaves, &layouts, &defaults} {
		f.files = map[string]string{}
	}
	err := walk(in.FS, in.Root, func(rel string) bool { return strings.HasPrefix(path.Base(rel), "_") }, func(rel string) {
		stem, ok := m.stem(rel)
		if !ok {
			return
		}
		key := "/" + strings.ReplaceAll(stem, "%5F", "_")
		file := path.Join(in.Root, rel)
		switch path.Base(stem) {
		case "page", "route":
			leaves.add(key, file)
		case "layout":
			layouts.add(key, file)
		case "default":
			defaults.add(key, file)
		}
	})
	if err != nil {
		return err
	}
	m.addSlots(&leaves)
	m.addSlots(&defaults)
	if err := m.addLayouts(&layouts); err != nil {
		return err
	}
	return m.addLeaves(&leaves)
}

// stem takes the longest page extension off a file name.
func (m *manifest) stem(rel string) (string, bool) {
	for _, ext := range m.extensions {
		if stem, ok := strings.CutSuffix(rel, "."+ext); ok {
			return stem, !strings.HasSuffix(rel, ".d.ts")
		}
	}
	return "", false
}

func (m *manifest) addLayouts(f *found) error {
	for _, key := range f.keys {
		name := strings.TrimSuffix(route.NormalizePath(key), "/layout")
		if name == "" {
			name = "/"
		}
		name, err := resolved(name)
		if err != nil {
			return fmt.Errorf("%s: %w", f.files[key], err)
		}
		m.layouts = append(m.layouts, entry{name, m.relative(f.files[key])})
		m.layoutRoutes.add(name, f.files[key])
	}
	return nil
}

// addSlots notes the innermost slot of each path for the layout that shows it.
func (m *manifest) addSlots(f *found) {
	for _, key := range f.keys {
		segments := strings.Split(key, "/")
		for i := len(segments) - 1; i >= 0; i-- {
			name, ok := strings.CutPrefix(segments[i], "@")
			if !ok || name == "children" {
				continue
			}
			parent := route.NormalizePath(strings.Join(segments[:i], "/"))
			if !slices.Contains(m.slots[parent], name) {
				m.slots[parent] = append(m.slots[parent], name)
			}
			break
		}
	}
}

func (m *manifest) addLeaves(f *found) error {
	for _, key := range f.keys {
		file := f.files[key]
		name, err := resolved(route.NormalizePath(key))
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		e := entry{name, m.relative(file)}
		if path.Base(key) == "route" {
			m.handlers = append(m.handlers, e)
			m.handlerRoutes.add(e.route, file)
			continue
		}
		m.pages = append(m.pages, e)
		if typed(file) || strings.HasSuffix(file, ".mdx") || strings.HasSuffix(file, ".md") {
			m.appRoutes.add(e.route, file)
		}
	}
	return nil
}

// typed reports whether a page counts as a route here: Next lists only those
// written in TypeScript, and Markdown.
func typed(file string) bool {
	return strings.HasSuffix(file, "page.ts") || strings.HasSuffix(file, "page.tsx")
}

// resolved is the route that an interception route stands in for. A marker that
// leads out of the app is an error, as it is to Next.
func resolved(name string) (string, error) {
	if !route.HasMarker(name) {
		return name, nil
	}
	i, err := route.ParseIntercept(name)
	return i.Intercepted, err
}

// collectPages walks the pages folder beside the app folder.
func (m *manifest) collectPages(in Input) error {
	dir := path.Join(path.Dir(in.Root), "pages")
	if info, err := fs.Stat(in.FS, dir); err != nil || !info.IsDir() {
		return nil
	}
	m.hasPages = true
	files := found{files: map[string]string{}}
	err := walk(in.FS, dir, func(string) bool { return false }, func(rel string) {
		if stem, ok := m.stem(rel); ok {
			key := strings.TrimSuffix("/"+stem, "/index")
			files.add(max(key, "/"), path.Join(dir, rel))
		}
	})
	for _, key := range files.keys {
		e := entry{key, m.relative(files.files[key])}
		switch {
		case strings.HasPrefix(key, "/api/"):
			m.legacyAPI = append(m.legacyAPI, e)
		case key == "/_app", key == "/_error", key == "/_document", key == "/api":
		default:
			m.legacyPages = append(m.legacyPages, e)
			m.pageRoutes.add(key, files.files[key])
		}
	}
	return err
}

// walk visits the files below dir in the order of their paths. skip leaves a
// file or a folder out by its path below dir.
func walk(fsys fs.FS, dir string, skip func(rel string) bool, visit func(rel string)) error {
	var files []string
	err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrPermission) && name != dir:
			return nil // what cannot be read has no routes
		case err != nil:
			return err
		case name == dir:
			return nil
		}
		rel := strings.TrimPrefix(name, dir+"/")
		switch {
		case skip(rel) && d.IsDir():
			return fs.SkipDir
		case !skip(rel) && !d.IsDir():
			files = append(files, rel)
		}
		return nil
	})
	slices.Sort(files)
	for _, rel := range files {
		visit(rel)
	}
	return err
}

// safe is the pattern of a param without one of its own.
const safe = `[^\/#\?]+?`

// addSources adds the source of a config rule in the form of route paths. A
// source with a pattern that no folder name stands for is left out
// (NEXT-FACTS H6).
func addSources(set routes, source string) {
	for _, name := range sourceRoutes(source) {
		if !strings.HasPrefix(name, "/") {
			name = "/" + name
		}
		set[name] = name
	}
}

func sourceRoutes(source string) []string {
	tokens, err := nextconfig.Tokens(source)
	if err != nil {
		return []string{source}
	}
	names := []string{""}
	unnamed := 0
	for _, t := range tokens {
		text := t.Text
		if t.Param {
			name := t.Name
			if name == "" || name == "0" { // JavaScript's 0 is no name
				unnamed++
				name = slugName(unnamed)
			}
			var ok bool
			if text, ok = paramText(t, name); !ok && t.Modifier == "?" && isPlain(t.Pattern) {
				names = fork(names, t.Prefix, t.Pattern)
				continue
			} else if !ok {
				return nil
			}
		}
		for i := range names {
			names[i] += text
		}
	}
	return names
}

// slugName names the n-th param without a name: slug, slug3, slug4, as Next's
// counter happens to do.
func slugName(n int) string {
	if n == 1 {
		return "slug"
	}
	return fmt.Sprintf("slug%d", n+1)
}

// paramText is a param as a folder name.
func paramText(t nextconfig.Token, name string) (text string, ok bool) {
	switch {
	case t.Modifier == "*", t.Modifier == "" && t.Pattern == ".*":
		return t.Prefix + "[[..." + name + "]]", true
	case t.Modifier == "+", t.Modifier == "" && t.Pattern == ".+":
		return t.Prefix + "[..." + name + "]", true
	case t.Modifier == "" && t.Pattern == safe:
		return t.Prefix + "[" + name + "]", true
	}
	return "", false
}

// fork makes a second route of each, with the optional text.
func fork(names []string, prefix, text string) []string {
	for i := range names {
		names[i] += prefix
	}
	for _, name := range slices.Clone(names) {
		names = append(names, name+text)
	}
	return names
}

// isPlain reports whether a pattern is text alone.
func isPlain(pattern string) bool {
	return strings.Trim(pattern, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_/") == ""
}

// errFound ends a search.
var errFound = errors.New("found")

// usesTypeScript reports whether Next takes a project for one in TypeScript: it
// has a tsconfig, or such a file in one of its folders. Only then is there a
// next-env.d.ts.
func usesTypeScript(in Input) bool {
	config := "tsconfig.json"
	if name, ok := in.Config.Values["typescript.tsconfigPath"].(string); ok {
		config = path.Clean(name)
	}
	if _, err := fs.Stat(in.FS, config); err == nil {
		return true
	}
	for _, dir := range []string{in.Root, path.Join(path.Dir(in.Root), "pages")} {
		err := fs.WalkDir(in.FS, dir, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || d.IsDir() && d.Name() == "node_modules":
				return fs.SkipDir
			case !d.IsDir() && !strings.HasSuffix(name, ".d.ts") && (strings.HasSuffix(name, ".ts") || strings.HasSuffix(name, ".tsx")):
				return errFound
			}
			return nil
		})
		if errors.Is(err, errFound) {
			return true
		}
	}
	return false
}
