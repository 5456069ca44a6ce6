package scan

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
	"signalbox/engine/route"
)

// checkFiles looks at each convention file on its own.
func (b *builder) checkFiles() {
	b.checkFolders()
	seen := make(map[string]bool)
	for i := range b.rows {
		r := b.rows[i]
		switch r.Kind {
		case route.Handler:
			b.checkHandler(r)
			seen[r.File] = true
			b.checkLayoutsAbove(r, seen)
		case route.Metadata:
			if r.Meta.Code {
				b.checkModule(r)
				b.checkSegment(r.File, r.Path, "route")
				if !r.Meta.Multi {
					b.checkOutputExport(r)
				}
			}
		case route.Page:
			for j := range r.entries {
				b.checkPage(r.entries[j], seen)
			}
		}
	}
	b.tree.root.each(func(d *dir) {
		for _, file := range d.special {
			if file != "" && !seen[file] {
				seen[file] = true
				if b.checkText(file) && d.rendered() {
					b.checkClientImports(file, route.EntryPath(d.app))
				}
			}
		}
		b.checkErrorFiles(d)
		b.checkSurroundings(d)
		if d.special[layoutFile] != "" {
			b.checkLayoutTypes(d)
		}
	})
}

// checkFolders reports folders of the walk that can't be listed. Next reads
// them too and ends there, whatever they hold.
func (b *builder) checkFolders() {
	for _, name := range slices.Sorted(maps.Keys(b.rd.listings)) {
		err := b.rd.listings[name].err
		if err == nil || errors.Is(err, fs.ErrNotExist) || !b.project.walks(name) {
			continue
		}
		d := diag.Diagnostic{
			Code:    UnreadableFolder,
			Message: fmt.Sprintf("the folder %s could not be opened: %s; what it holds is not in the table: make it readable, or take it out of the tree", name, reason(err)),
			Spans:   []diag.Span{fileSpan(name, "")},
		}
		if name == "public" || strings.HasPrefix(name, "public/") {
			b.warn(d) // the build does not look into it
			continue
		}
		if errors.Is(err, fs.ErrPermission) {
			d.Next = "EACCES: permission denied, scandir"
		}
		b.refused(diag.StageBuild, d)
	}
}

// reason is what a file system says, without the path that the sentence names.
func reason(err error) string {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// rendered reports whether the special files of a folder are part of a page:
// of one below it, or of the not-found page of the app folder.
func (d *dir) rendered() bool { return d.parent == nil || d.holdsPage() }

// checkText reports a file that can't be read or does not parse. It reports
// whether anything can be said about the exports.
func (b *builder) checkText(file string) bool {
	f := b.rd.parse(file)
	switch {
	case f.err != nil:
		if errors.Is(f.err, fs.ErrNotExist) {
			return false
		}
		b.warn(diag.Diagnostic{
			Code: UnreadableFile, Message: fmt.Sprintf("%s could not be read: %s", file, reason(f.err)), Spans: []diag.Span{fileSpan(file, "")},
		})
		return false
	case f.syntax != nil:
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: SyntaxError, Message: fmt.Sprintf("%s does not parse: %s", file, f.syntax.text),
			Next:  "Parsing ecmascript source code failed",
			Spans: []diag.Span{{Pos: diag.Pos{File: file, Line: f.syntax.line, Column: f.syntax.column}}},
		})
		return false
	}
	if f.mod.Fault != nil {
		return false
	}
	b.checkFormat(file, f.mod)
	return true
}

// checkReexports reports re-exports that surely lead nowhere.
func (b *builder) checkReexports(file, path string) {
	for _, m := range b.exportsOf(file).missing {
		d := diag.Diagnostic{
			Code: MissingExport, Path: path,
			Message: fmt.Sprintf("%s re-exports %s from %s, which has no such export", file, m.name, m.target),
			Next:    fmt.Sprintf("Export %s doesn't exist in target module", m.name),
			Spans:   []diag.Span{b.span(file, m.start, 0, "")},
		}
		if m.target == "" {
			d.Code = ModuleNotFound
			d.Message = fmt.Sprintf("%s re-exports from %q, and there is no such file", file, m.specifier)
			d.Next = fmt.Sprintf("Module not found: Can't resolve '%s'", m.specifier)
		} else {
			d.Spans = append(d.Spans, fileSpan(m.target, "lacks "+m.name))
		}
		b.refused(diag.StageBuild, d)
	}
}

// checkHandler looks at the exports and the config of a handler file
// (NEXT-FACTS B4, B5).
func (b *builder) checkHandler(r *row) {
	if !b.checkText(r.File) {
		return
	}
	b.checkReexports(r.File, r.Path)
	b.checkMethods(r)
	b.checkDirectives(r.File, r.Path)
	b.checkClientImports(r.File, r.Path)
	b.checkSegment(r.File, r.Path, "route")
	b.checkCaching(r)
	b.checkParamTypes(r)
	b.checkStaticParams(r, r.File)
	b.checkHandlerMatching(r)
	b.checkOutputExport(r)
}

// checkLayoutsAbove looks at the segment config of the layouts above a handler:
// they don't run for it, but Next reads them.
func (b *builder) checkLayoutsAbove(r *row, seen map[string]bool) {
	for d := r.dir; d != nil; d = d.parent {
		if file := d.special[layoutFile]; file != "" && !seen[file] && !d.holdsPage() {
			b.checkSegment(file, r.Path, "layout")
		}
	}
}

// checkMethods looks at the names that a handler file exports.
func (b *builder) checkMethods(r *row) {
	n := b.exportsOf(r.File)
	for i := range n.list {
		if suspicious(n.list[i].export) {
			b.checkMethodName(r, &n.list[i])
		}
	}
	if len(r.Exports) > 0 || n.open {
		return
	}
	f := b.rd.parse(r.File)
	d := diag.Diagnostic{
		Code: NoMethods, Path: r.Path,
		Message: fmt.Sprintf("%s exports no method, so every request to %s is answered 405", r.File, r.Path),
		Spans:   []diag.Span{fileSpan(r.File, "")},
	}
	if !b.typeChecked(r.File) || f.mod.ESM && len(n.list) == 0 {
		d.Next = fmt.Sprintf("No HTTP methods exported in '%s'. Export a named export for each HTTP method.", r.File)
		b.warn(d)
		return
	}
	d.Next = fmt.Sprintf("Type 'typeof import(\"%s\")' has no properties in common with type 'RouteHandlerConfig<\"%s\">'.", importName(r.File), r.Path)
	if !f.mod.ESM {
		d.Next = fmt.Sprintf("File './%s' is not a module.", r.File)
	}
	b.refused(diag.StageBuild, d)
}

// typeChecked reports whether `next build` checks the types of a file.
func (b *builder) typeChecked(file string) bool {
	return jslit.DialectOf(file) != jslit.JavaScript && !b.config.IgnoreBuildErrors
}

// suspicious reports whether an export is worth a closer look: a method is
// fine as long as it is a function.
func suspicious(e *jslit.Export) bool {
	return e.Func == nil || !slices.Contains(methodNames[:], e.Name)
}

// checkMethodName looks at one exported name of a handler file.
func (b *builder) checkMethodName(r *row, n *name) {
	text := n.export.Name
	upper := strings.ToUpper(text)
	span := b.spanOf(n, "")
	if n.file != r.File && !n.through {
		span = b.at(r.File, n.export, "")
	}
	d := diag.Diagnostic{Path: r.Path, Spans: []diag.Span{span}}
	switch {
	case text == "default":
		d.Code = DefaultExport
		d.Message = fmt.Sprintf("the default export of %s is never called; a handler exports a function for each method", r.File)
		d.Next = fmt.Sprintf("Detected default export in '%s'. Export a named export for each HTTP method instead.", r.File)
		b.warn(d)
	case slices.Contains(methodNames[:], text):
		b.checkFunction(r, n, d)
	case slices.Contains(methodNames[:], upper):
		d.Code = LowercaseMethod
		d.Message = fmt.Sprintf("%s is never called: method names are written in capitals, %s", text, upper)
		d.Next = fmt.Sprintf("Detected lowercase method '%s' in '%s'. Export the uppercase '%s' method name to fix this error.", text, r.File, upper)
		if n.file == r.File && n.decl != nil && n.decl.Form != jslit.Specifier {
			d.Fix = replace("rename "+text+" to "+upper, r.File, n.decl.Start, n.decl.End, upper)
		}
		b.warn(d)
	case text == "TRACE" || text == "CONNECT" || text == "ALL" || text == "ANY" || text == "PROPFIND":
		d.Code = UnknownMethod
		d.Message = fmt.Sprintf("%s is no method that Next dispatches; the export is never called", text)
		b.warn(d)
	}
}

// checkFunction warns of a method that is plainly a value.
func (b *builder) checkFunction(r *row, n *name, d diag.Diagnostic) {
	if n.decl == nil || n.decl.Form != jslit.Variable || n.decl.Func != nil {
		return
	}
	v := b.valueOf(n)
	if !v.Literal() && v.Kind != jslit.ArrayVal && v.Kind != jslit.ObjectVal {
		return
	}
	d.Code = NotAFunction
	d.Message = fmt.Sprintf("%s of %s is no function, so each request that reaches it is answered 500", n.export.Name, r.File)
	if b.typeChecked(r.File) && !b.annotated(n) {
		d.Next = fmt.Sprintf("Type 'typeof import(\"%s\")' does not satisfy the constraint 'RouteHandlerConfig<\"%s\">'.", importName(r.File), r.Path)
		b.refused(diag.StageBuild, d)
		return
	}
	d.Next = "TypeError: Function.prototype.apply was called on"
	if n.export.Name == "GET" && r.rendered() {
		d.Next = prerenderError(r.Path) + d.Next
		b.refused(diag.StageBuild, d)
		return
	}
	b.warn(d)
}

// annotated reports whether a variable has a type annotation, which may hide
// from the type checker what it is.
func (b *builder) annotated(n *name) bool {
	src := b.rd.parse(n.file).mod.Source()
	return bytes.IndexByte(src[n.decl.End:n.decl.Init], ':') >= 0
}

// checkDirectives looks at 'use client' and 'use cache' in a handler file.
func (b *builder) checkDirectives(file, path string) {
	m := b.rd.parse(file).mod
	for _, d := range m.Directives {
		if d.Text == "use client" {
			b.checkClientConfig(file, path, d)
			b.warn(diag.Diagnostic{
				Code: UseClientRoute, Path: path,
				Message: fmt.Sprintf("%s is marked 'use client', so its methods can't be called on the server: each request is answered 500", file),
				Spans:   []diag.Span{b.span(file, d.Start, d.End, "")},
				Fix:     replace("remove 'use client'", file, d.Start, d.End, ""),
			})
		}
	}
	b.checkUseCache(file, path)
}

// checkClientConfig reports segment config in a handler file that is marked
// 'use client': the build sees references to the client in place of values.
func (b *builder) checkClientConfig(file, path string, at jslit.Directive) {
	for _, s := range b.rd.parse(file).facts.config {
		next := strings.TrimSuffix(optionsPrefix(path), ": ")
		if s.export.Name == "dynamic" {
			next = optionsPrefix(path) + `Expected 'auto' | 'error' | 'force-static' | 'force-dynamic', received function at "dynamic"`
		}
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: ConfigInvalid, Path: path, Next: next,
			Message: fmt.Sprintf("%s is marked 'use client', so the build can't read its %s", file, s.export.Name),
			Spans:   []diag.Span{b.at(file, s.export, ""), b.span(file, at.Start, at.End, "")},
		})
		return
	}
}

// checkUseCache reports 'use cache' without the option that enables it.
func (b *builder) checkUseCache(file, path string) {
	if b.config.CacheComponents || b.config.Experimental.UseCache {
		return
	}
	at := b.rd.parse(file).facts.useCache
	if at < 0 {
		return
	}
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code: ConfigNeedsCacheComponents, Path: path,
		Message: fmt.Sprintf("%s uses 'use cache', which needs cacheComponents in next.config", file),
		Next: "To use \"use cache\", please enable the feature flag `cacheComponents` in your Next.js config.\n" +
			"Read more: https://nextjs.org/docs/app/api-reference/directives/use-cache#usage",
		Spans: []diag.Span{b.span(file, at, 0, "")},
	})
}

// directiveOffset finds a directive that stands alone on its line, -1 for
// none.
func directiveOffset(text []byte, directive string) int {
	offset := 0
	for line := range strings.Lines(string(text)) {
		trimmed := strings.TrimRight(strings.TrimSpace(line), ";")
		if len(trimmed) == len(directive)+2 && trimmed[1:len(trimmed)-1] == directive && (trimmed[0] == '\'' || trimmed[0] == '"') {
			return offset + strings.IndexAny(line, "'\"")
		}
		offset += len(line)
	}
	return -1
}
