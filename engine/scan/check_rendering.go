package scan

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
	"signalbox/engine/route"
)

// checkRendering finds what plainly goes wrong when the build renders a path:
// folder names that it can't encode, and code that throws at once.
func (b *builder) checkRendering() {
	actions := make(map[string]bool) // files that were looked at
	for i := range b.rows {
		r := b.rows[i]
		switch r.Kind {
		case route.Page:
			b.checkPageReads(r)
			b.checkActions(r, actions)
			if r.rendered() {
				b.checkNames(r)
				b.checkPageRun(r)
			}
		case route.Metadata:
			if r.Meta.Code {
				b.checkMetadataRun(r)
			}
		case route.Handler:
			if r.rendered() || b.exported(r) {
				b.checkHandlerRun(r)
			}
		}
	}
}

// prerenderError is the first line of what Next says of a path that it can't
// render.
func prerenderError(path string) string {
	return fmt.Sprintf("Error occurred prerendering page %q. Read more: https://nextjs.org/docs/messages/prerender-error\n", path)
}

// rendered reports whether the build renders a path of the row.
func (r *row) rendered() bool {
	switch r.Render {
	case route.Static:
		return !r.isDynamic() || r.Kind != route.Handler
	case route.SSG:
		return r.Prepared == nil || len(r.Prepared) > 0
	case route.Dynamic:
	}
	return false
}

// plain returns the parsed file of a row with the function that it exports
// under a name; nil where the file does not plainly show it.
func (b *builder) plain(file, name string) (*jslit.Module, *jslit.Func) {
	m := b.rd.parse(file).mod
	if m == nil || m.Fault != nil || m.Has("use client") {
		return nil, nil
	}
	return m, exportedFunc(m, name)
}

// checkPageRun reports a page or a layout that throws at once, or returns an
// object.
func (b *builder) checkPageRun(r *row) {
	for _, e := range r.claimants() {
		for _, file := range append(slices.Clone(e.Layouts), e.File) {
			m, fn := b.plain(file, "default")
			if fn == nil {
				continue
			}
			d := diag.Diagnostic{Code: FailingCode, Path: r.Path, Spans: []diag.Span{b.span(file, fn.Body.Start, 0, "")}}
			switch v, ok := returned(m, fn); {
			case throws(m, fn):
				d.Message = fmt.Sprintf("%s throws at once, and the build renders it", file)
				d.Next = prerenderError(r.Path)
			case ok && v.Kind == jslit.ObjectVal && !b.typeChecked(file):
				d.Code = NotAComponent
				d.Message = fmt.Sprintf("%s returns an object, which React can't render", file)
				d.Next = prerenderError(r.Path) + "Error: Objects are not valid as a React child"
			default:
				continue
			}
			b.refused(diag.StageBuild, d)
			return
		}
	}
}

// checkHandlerRun reports a GET that plainly fails when the build runs it.
func (b *builder) checkHandlerRun(r *row) {
	m, fn := b.plain(r.File, "GET")
	if fn == nil {
		return
	}
	d := diag.Diagnostic{Code: FailingCode, Path: r.Path, Spans: []diag.Span{b.span(r.File, fn.Body.Start, 0, "")}}
	switch use := b.rd.parse(r.File).facts.get; {
	case throws(m, fn):
		d.Message = fmt.Sprintf("GET of %s throws at once, and the build runs it", r.File)
		d.Next = prerenderError(r.Path)
	case isEmpty(m, fn), returnsOther(m, fn) && !b.typeChecked(r.File):
		d.Code = NotAResponse
		d.Message = fmt.Sprintf("GET of %s returns no Response, and the build runs it", r.File)
		d.Next = prerenderError(r.Path) + "Error: No response is returned from route handler"
	case (r.text("dynamic") == "error" || b.exported(r)) && use != nil && b.within(r.File, use, fn):
		d.Code, d.Spans = StaticReadsRequest, []diag.Span{{Pos: use.pos}}
		d.Message = fmt.Sprintf("GET of %s has to be static, and it uses %s", r.File, use.api)
		d.Next = prerenderError(r.Path) + readsText(r.Path, use.api)
	default:
		return
	}
	b.refused(diag.StageBuild, d)
}

// exported reports whether a static export holds what the GET of a handler
// answers.
func (b *builder) exported(r *row) bool {
	asked, _, _ := b.asksForCache(r)
	return b.config.Output == "export" && asked && otherThanGet(r) == "" && (!r.isDynamic() || r.HasStaticParams)
}

// checkPageReads reports a page that has to be static, by dynamic = 'error' or
// in a static export, and reads the request.
func (b *builder) checkPageReads(r *row) {
	chain := append(slices.Clone(r.Layouts), r.File)
	dynamic := ""
	for _, file := range chain {
		if d := b.segmentOf(file).text("dynamic"); d != "" {
			dynamic = d
		}
	}
	must := dynamic == "error" || b.config.Output == "export" && (dynamic == "" || dynamic == "auto")
	if !must || r.isDynamic() && !r.HasStaticParams {
		return
	}
	for _, file := range chain {
		use := b.rd.parse(file).facts.page
		if use == nil {
			continue
		}
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: StaticReadsRequest, Path: r.Path, Spans: []diag.Span{{Pos: use.pos}},
			Message: fmt.Sprintf("%s has to be static, and %s uses %s", r.Path, file, use.api),
			Next:    prerenderError(r.Path) + readsText(r.Path, use.api),
		})
		return
	}
}

// checkActions reports a server action in a page or a layout of a static export.
func (b *builder) checkActions(r *row, seen map[string]bool) {
	if b.config.Output != "export" {
		return
	}
	for _, file := range append(slices.Clone(r.Layouts), r.File) {
		m := b.rd.parse(file).mod
		if m == nil || seen[file] {
			continue
		}
		seen[file] = true
		at := max(bytes.Index(m.Source(), []byte(`"use server"`)), bytes.Index(m.Source(), []byte(`'use server'`)))
		if at < 0 || commented(m.Source(), at) {
			continue
		}
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: OutputExport, Path: r.Path, Spans: []diag.Span{b.span(file, at, at+len(`"use server"`), "")},
			Message: fmt.Sprintf("%s has a server action, which a static export can't run", file),
			Next: "Server Actions are not supported with static export.\n" +
				"Read more: https://nextjs.org/docs/app/building-your-application/deploying/static-exports#unsupported-features",
		})
		return
	}
}

// readsText is what Next says of a path that has to be static and uses an API
// that only a request can answer.
func readsText(path, api string) string {
	shown, more := "`"+api+"`", " See more info here: https://nextjs.org/docs/app/building-your-application/rendering/static-and-dynamic#dynamic-rendering"
	switch {
	case api == "searchParams":
		shown = "`await searchParams`, `searchParams.then`, or similar"
	case strings.HasPrefix(api, "request."), strings.HasPrefix(api, "nextUrl."):
		more = ""
	}
	return fmt.Sprintf("Error: Route %s with `dynamic = \"error\"` couldn't be rendered statically because it used %s.%s", path, shown, more)
}

// returnsOther reports whether a function plainly returns a value that is no
// Response.
func returnsOther(m *jslit.Module, fn *jslit.Func) bool {
	_, ok := returned(m, fn)
	return ok || otherInstance(m, fn)
}

// within reports whether a use lies in a function.
func (b *builder) within(file string, u *use, fn *jslit.Func) bool {
	f := &b.rd.parse(file).facts
	from, to := f.position(file, fn.Body.Start), f.position(file, fn.Body.End)
	after := u.pos.Line > from.Line || u.pos.Line == from.Line && u.pos.Column >= from.Column
	return after && (u.pos.Line < to.Line || u.pos.Line == to.Line && u.pos.Column <= to.Column)
}

// checkNames reports a prerendered page on whose way a folder has a letter
// beyond Latin-1: Next keeps the parts of a prerendered page under names that it
// makes with btoa, which refuses such letters. Params are no part of it with
// their values, only with their names; handlers and dynamic pages have no parts.
func (b *builder) checkNames(r *row) {
	for _, e := range r.claimants() {
		for d := e.dir; d != nil; d = d.parent {
			folder := beyondLatin(d)
			if folder == nil {
				continue
			}
			b.refused(diag.StageBuild, diag.Diagnostic{
				Code: UnencodableFolder, Path: r.Path,
				Message: fmt.Sprintf("%s can't be prerendered: Next can't encode the folder name %q, which has letters beyond Latin-1", r.File, folder.name),
				Next:    prerenderError(r.Path) + "Error [InvalidCharacterError]: Invalid character",
				Spans:   []diag.Span{fileSpan(folder.path, ""), fileSpan(r.File, "")},
			})
			return
		}
	}
}

// beyondLatin returns the folder itself or a slot in it whose name btoa refuses.
func beyondLatin(d *dir) *dir {
	if strings.ContainsFunc(d.name, func(c rune) bool { return c > 0xff }) {
		return d
	}
	for _, child := range d.dirs {
		if child.kind == route.SlotFolder && child.holdsPage() && strings.ContainsFunc(child.name, func(c rune) bool { return c > 0xff }) {
			return child
		}
	}
	return nil
}

// checkMetadataRun reports a metadata module that plainly fails when the build
// runs it.
func (b *builder) checkMetadataRun(r *row) {
	m := b.rd.parse(r.File).mod
	if m == nil || m.Fault != nil {
		return
	}
	d := diag.Diagnostic{Code: FailingCode, Path: r.Path, Spans: []diag.Span{fileSpan(r.File, "")}}
	switch fn := exportedFunc(m, "default"); {
	case r.Meta.Multi:
		b.checkIDs(r, m)
		return
	case r.Render != route.Static:
		return
	case m.Has("use client"):
		d.Code = UseClientRoute
		d.Message = fmt.Sprintf("%s is marked 'use client', so it can't be called on the server", r.File)
		d.Next = "from the server, but it's on the client. It's not possible to invoke a client function from the server, it can only be rendered as a Component or passed to props of a Client Component."
	case fn == nil:
		return
	case throws(m, fn):
		d.Message = fmt.Sprintf("%s throws at once, and the build runs it", r.File)
		d.Next = prerenderError(r.Path)
	case !isSerialised(r) && (isEmpty(m, fn) || returnsOther(m, fn)):
		d.Code = NotAResponse
		d.Message = fmt.Sprintf("%s returns no Response, and the build runs it", r.File)
		d.Next = prerenderError(r.Path) + "Error: No response is returned from route handler"
	case !isEmpty(m, fn):
		return
	case r.Meta.Type == "sitemap":
		d.Message = fmt.Sprintf("%s returns nothing; it has to return an array", r.File)
		d.Next = prerenderError(r.Path) + "TypeError: Cannot read properties of undefined"
	default:
		return
	}
	b.refused(diag.StageBuild, d)
}

// isSerialised reports whether Next makes the text of a metadata route from what
// the module returns.
func isSerialised(r *row) bool {
	return r.Meta.Type == "sitemap" || r.Meta.Type == "robots" || r.Meta.Type == "manifest"
}

// isEmpty reports whether a function has an empty block.
func isEmpty(m *jslit.Module, fn *jslit.Func) bool {
	return !fn.Arrow && strings.TrimSpace(m.Text(fn.Body)) == ""
}

// throws reports whether a function throws before it does anything else.
func throws(m *jslit.Module, fn *jslit.Func) bool {
	text := strings.TrimLeft(m.Text(fn.Body), " \t\r\n")
	return !fn.Arrow && !fn.Generator && (strings.HasPrefix(text, "throw ") || strings.HasPrefix(text, "throw("))
}

// checkIDs reports an item without id where a metadata module lists its items.
func (b *builder) checkIDs(r *row, m *jslit.Module) {
	name := "generateImageMetadata"
	if r.Meta.Type == "sitemap" {
		name = "generateSitemaps"
	}
	fn := exportedFunc(m, name)
	if fn == nil || r.isDynamicParent() {
		return
	}
	d := diag.Diagnostic{Code: InvalidStaticParams, Path: r.Path, Spans: []diag.Span{fileSpan(r.File, "")}}
	collect := "\nFailed to collect page data for " + r.Path
	if throws(m, fn) {
		d.Code = FailingCode
		d.Message = fmt.Sprintf("%s of %s throws at once, and the build runs it", name, r.File)
		d.Next = collect[1:]
		b.refused(diag.StageBuild, d)
		return
	}
	v, ok := m.Returned(fn)
	if !ok || v.Kind != jslit.ArrayVal || !startsLiteral(m.Text(fn.Body)) {
		return
	}
	for i := range v.Items {
		id, given := v.Items[i].Get("id")
		if v.Items[i].Kind != jslit.ObjectVal || given && id.Kind != jslit.NullVal && id.Kind != jslit.Undefined || spreads(&v.Items[i]) {
			continue
		}
		d.Spans = []diag.Span{b.span(r.File, v.Items[i].Start, v.Items[i].End, "")}
		d.Message = fmt.Sprintf("an item of %s in %s has no id", name, r.File)
		d.Next = "id property is required for every item returned from " + name + collect
		b.refused(diag.StageBuild, d)
		return
	}
}

// isDynamicParent reports whether the folder of a metadata module has params,
// so that the build does not ask it for items.
func (r *row) isDynamicParent() bool { return route.IsDynamic(route.EntryPath(r.app)) }

// spreads reports whether an object takes over the fields of another.
func spreads(v *jslit.Value) bool {
	for i := range v.Fields {
		if v.Fields[i].Computed || v.Fields[i].Name == "" {
			return true
		}
	}
	return false
}
