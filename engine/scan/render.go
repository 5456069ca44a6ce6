package scan

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/metadata"
	"signalbox/engine/route"
)

// decideHandler decides when the GET of a handler is computed (NEXT-FACTS F1).
func (b *builder) decideHandler(r *row) {
	get := slices.IndexFunc(r.Exports, func(e route.Export) bool { return e.Name == "GET" })
	if get < 0 {
		r.because(route.Dynamic, diag.Pos{File: r.File}, "no GET is exported, and no other method is ever prerendered")
		return
	}
	pos := r.Exports[get].Span.Pos
	if b.config.CacheComponents {
		b.decideCacheComponents(r, pos)
		return
	}
	enabled, why, at := b.asksForCache(r)
	switch {
	case !enabled:
		r.because(route.Dynamic, at, why)
	case r.text("runtime") == "edge" || r.text("runtime") == "experimental-edge":
		r.because(route.Dynamic, r.config("runtime").Span.Pos, "routes on the edge runtime are never prerendered")
	case b.otherMethod(r):
	case r.isDynamic() && metaNamed(r.Path) && strings.Contains(path.Base(r.Path), "."):
		r.because(route.Static, at, why)
	case r.isDynamic() && !r.HasStaticParams && !r.forced():
		r.because(route.Dynamic, at, fmt.Sprintf("%s, but a path with params also needs generateStaticParams or dynamic = 'force-static'", why))
	case !r.forced() && b.usesDynamicAPI(r):
	case r.HasStaticParams && r.isDynamic():
		r.because(route.SSG, at, why)
		r.Prepared = b.prepared(r, []string{r.File})
	default:
		r.because(route.Static, at, why)
	}
}

func (r *row) because(render route.Render, at diag.Pos, why string) {
	r.Render, r.RenderWhy, r.RenderPos = render, why, at
}

func (r *row) isDynamic() bool { return route.IsDynamic(r.Path) }

// forced reports whether the file asks to be static whatever it reads.
func (r *row) forced() bool {
	d := r.text("dynamic")
	return d == "force-static" || d == "error"
}

// asksForCache finds what makes Next try to prerender a GET.
func (b *builder) asksForCache(r *row) (ok bool, why string, at diag.Pos) {
	at = diag.Pos{File: r.File}
	if i := slices.IndexFunc(r.Exports, func(e route.Export) bool { return e.Name == "GET" }); i >= 0 {
		at = r.Exports[i].Span.Pos
	}
	if d := r.config("dynamic"); d != nil {
		switch r.text("dynamic") {
		case "force-static", "error":
			return true, fmt.Sprintf("dynamic = '%s'", r.text("dynamic")), d.Span.Pos
		case "force-dynamic":
			return false, "dynamic = 'force-dynamic'", d.Span.Pos
		}
	}
	if v := r.Revalidate; v.Set {
		pos := r.config("revalidate").Span.Pos
		if v.Never {
			return true, "revalidate = false", pos
		}
		if v.Seconds > 0 {
			return true, fmt.Sprintf("revalidate = %d", v.Seconds), pos
		}
		return false, "revalidate = 0", pos
	}
	if r.HasStaticParams {
		return true, "generateStaticParams is exported", at
	}
	if metaNamed(r.Path) {
		return true, "Next prerenders what has the URL of a metadata file", at
	}
	if b.version == "14" && !r.isDynamic() {
		return true, "Next 14 caches a GET unless it reads the request", at
	}
	return false, "a GET is not cached unless the file asks for it", at
}

// otherMethod decides a row whose file exports a method besides GET and HEAD.
func (b *builder) otherMethod(r *row) bool {
	for _, e := range r.Exports {
		if e.Name != "GET" && e.Name != "HEAD" {
			r.because(route.Dynamic, e.Span.Pos, fmt.Sprintf("%s is exported beside GET, which makes the whole file dynamic", e.Name))
			return true
		}
	}
	return false
}

// usesDynamicAPI decides a row whose code reads the request.
func (b *builder) usesDynamicAPI(r *row) bool {
	use := b.rd.parse(r.File).facts.get
	if use == nil {
		return false
	}
	r.because(route.Dynamic, use.pos, fmt.Sprintf("it uses %s", use.api))
	return true
}

// decideCacheComponents decides a handler under cacheComponents, where every
// GET is tried at build (NEXT-FACTS F15). What can be read is the use of
// dynamic APIs; the rest shows at the first run.
func (b *builder) decideCacheComponents(r *row, at diag.Pos) {
	switch use := b.rd.parse(r.File).facts.get; {
	case b.otherMethod(r):
	case use != nil:
		r.because(route.Dynamic, use.pos, fmt.Sprintf("it uses %s", use.api))
	case r.isDynamic() && !r.HasStaticParams:
		r.because(route.Dynamic, at, "a path with params needs generateStaticParams")
	case r.isDynamic():
		r.because(route.SSG, at, "generateStaticParams is exported, under cacheComponents")
		r.Prepared = b.prepared(r, []string{r.File})
	default:
		if slow := b.rd.parse(r.File).facts.slow; slow != nil {
			r.because(route.Dynamic, slow.pos, fmt.Sprintf("it uses %s outside of 'use cache'", slow.api))
			return
		}
		r.because(route.Static, at, "cacheComponents prerenders a GET that is ready at once")
	}
}

// decideMetadata decides a metadata route (NEXT-FACTS G3, G7).
func (b *builder) decideMetadata(r *row, n metadata.Name) {
	at := diag.Pos{File: r.File}
	var use *use
	if n.Code {
		use = b.rd.parse(r.File).facts.page
	}
	switch {
	case !r.Meta.Multi && !metaNamed(r.Path):
		r.because(route.Dynamic, at, "Next prerenders metadata by name, and takes one digit and one extension only")
	case !n.Code:
		r.because(route.Static, at, "a file of bytes")
	case r.text("dynamic") == "force-dynamic":
		r.because(route.Dynamic, r.config("dynamic").Span.Pos, "dynamic = 'force-dynamic'")
	case r.Revalidate.Set && !r.Revalidate.Never && r.Revalidate.Seconds == 0:
		r.because(route.Dynamic, r.config("revalidate").Span.Pos, "revalidate = 0")
	case use != nil && !r.forced():
		r.because(route.Dynamic, use.pos, fmt.Sprintf("it uses %s", use.api))
	case r.Meta.Multi:
		r.because(route.SSG, at, "one path for each id that the module lists")
	case route.IsDynamic(route.EntryPath(r.app)) && n.Type != "sitemap":
		r.because(route.Dynamic, at, "the folder has params")
	default:
		r.because(route.Static, at, "metadata routes are static unless they use a dynamic API")
	}
}

// paramsUnknown is why a page with params is rendered for each request where
// nothing names them.
const paramsUnknown = "a path with params and without generateStaticParams"

// decidePage decides a page as far as its own file and its layouts show.
func (b *builder) decidePage(r *row) {
	at := diag.Pos{File: r.File, Line: 1, Column: 1}
	chain := append(slices.Clone(r.Layouts), r.File)
	forced, last := false, lastParam(r.dir)
	for _, file := range chain {
		c := b.segmentOf(file)
		r.HasStaticParams = r.HasStaticParams || c.HasStaticParams && strings.HasPrefix(file, last+"/")
		switch d := c.config("dynamic"); c.text("dynamic") {
		case "force-dynamic":
			r.because(route.Dynamic, d.Span.Pos, "dynamic = 'force-dynamic'")
			return
		case "force-static", "error":
			forced, at = true, d.Span.Pos
		}
		if t := c.text("runtime"); t == "edge" || t == "experimental-edge" {
			r.because(route.Dynamic, c.config("runtime").Span.Pos, "pages on the edge runtime are never prerendered")
			return
		}
		if v := c.Revalidate; v.Set && !v.Never && v.Seconds == 0 {
			r.because(route.Dynamic, c.config("revalidate").Span.Pos, "revalidate = 0")
			return
		}
		if use := b.rd.parse(file).facts.page; use != nil && !forced {
			r.because(route.Dynamic, use.pos, fmt.Sprintf("it uses %s", use.api))
			return
		}
	}
	for _, file := range r.Special {
		if use := b.rd.parse(file).facts.page; use != nil && !forced {
			r.because(route.Dynamic, use.pos, fmt.Sprintf("it uses %s", use.api))
			return
		}
	}
	switch {
	case r.isDynamic() && r.HasStaticParams:
		r.because(route.SSG, at, "generateStaticParams lists the paths")
		r.Prepared = b.prepared(r, chain)
	case r.isDynamic() && !forced:
		r.because(route.Dynamic, at, paramsUnknown)
	case strings.Contains(r.Path, `\`):
		r.because(route.Dynamic, at, "the build finds no page by a path with a backslash")
	default:
		r.because(route.Static, at, "nothing in the page or its layouts reads the request")
	}
}

// lastParam is the path of the innermost folder above a page that is a param:
// only a generateStaticParams from there on down gives all params a value.
func lastParam(d *dir) string {
	for ; d.parent != nil; d = d.parent {
		if d.kind == route.ParamFolder {
			return d.path
		}
	}
	return d.path
}
