package scan

import (
	"fmt"

	"signalbox/engine/diag"
	"signalbox/engine/route"
)

// checkCaching warns where a handler asks for its GET to be cached and does not
// get it (NEXT-FACTS F1).
func (b *builder) checkCaching(r *row) {
	if r.Render != route.Dynamic || b.config.CacheComponents || b.config.Output == "export" {
		return
	}
	asked, why, at := b.asksForCache(r)
	byDefault := r.config("dynamic") == nil && !r.Revalidate.Set && !r.HasStaticParams
	if !asked || byDefault {
		return
	}
	has := false
	for _, e := range r.Exports {
		has = has || e.Name == "GET"
	}
	d := diag.Diagnostic{Path: r.Path, Spans: []diag.Span{{Pos: at, Label: "asks for caching"}}}
	if r.RenderPos != at && r.RenderPos.Line > 0 {
		d.Spans = append(d.Spans, diag.Span{Pos: r.RenderPos, Label: "keeps it dynamic"})
	}
	switch other := otherThanGet(r); {
	case !has:
		return
	case other != "":
		d.Code = UncacheableGet
		d.Message = fmt.Sprintf("GET of %s is not cached although %s asks for it, because %s stands in the same file", r.File, why, other)
		d.Notes = []string{"move the other method into a file of its own"}
	case r.isDynamic() && !r.HasStaticParams && !r.forced():
		d.Code = CacheNeedsStaticParams
		d.Message = fmt.Sprintf("GET of %s is not cached although %s asks for it: a path with params also needs generateStaticParams", r.File, why)
	case r.text("runtime") == "edge":
		return
	default:
		d.Code = StaticReadsRequest
		d.Message = fmt.Sprintf("GET of %s is not cached although %s asks for it, because %s", r.File, why, r.RenderWhy)
	}
	b.warn(d)
}

// otherThanGet returns the first method besides GET and HEAD.
func otherThanGet(r *row) string {
	for _, e := range r.Exports {
		if e.Name != "GET" && e.Name != "HEAD" {
			return e.Name
		}
	}
	return ""
}

// checkOutputExport reports what a static export can't hold (NEXT-FACTS B5).
func (b *builder) checkOutputExport(r *row) {
	if b.config.Output != "export" {
		return
	}
	const more = "See more info here: https://nextjs.org/docs/advanced-features/static-html-export"
	d := diag.Diagnostic{Code: OutputExport, Path: r.Path, Spans: []diag.Span{fileSpan(r.File, "")}}
	asked, _, _ := b.asksForCache(r)
	hasGet := r.Kind != route.Handler
	for _, e := range r.Exports {
		hasGet = hasGet || e.Name == "GET"
	}
	switch {
	case !hasGet:
		return
	case r.Intercepts != "":
		d.Message = fmt.Sprintf("%s intercepts a route, which a static export can't do", r.File)
		d.Next = "Intercepting routes are not supported with static export.\nRead more: https://nextjs.org/docs/app/building-your-application/deploying/static-exports#unsupported-features"
	case r.text("dynamic") == "force-dynamic":
		d.Spans = []diag.Span{r.config("dynamic").Span}
		d.Message = fmt.Sprintf("%s is force-dynamic and can't be part of a static export", r.File)
		d.Next = fmt.Sprintf("export const dynamic = \"force-dynamic\" on page %q cannot be used with \"output: export\". %s", r.Path, more)
		if r.Kind == route.Page {
			d.Next = "Page with `dynamic = \"force-dynamic\"` couldn't be exported."
		}
	case r.isDynamic() && !r.HasStaticParams:
		d.Message = fmt.Sprintf("%s has params and no generateStaticParams, so a static export does not know its paths", r.File)
		d.Next = fmt.Sprintf("Page %q is missing \"generateStaticParams()\" so it cannot be used with \"output: export\" config. See more info here: https://nextjs.org/docs/messages/generate-static-params", r.Path)
	case r.bool("dynamicParams", true):
		d.Spans = []diag.Span{r.config("dynamicParams").Span}
		d.Message = fmt.Sprintf("%s sets dynamicParams = true, and a static export answers no path that it did not make", r.File)
		d.Next = "\"dynamicParams: true\" cannot be used with \"output: export\". See more info here: https://nextjs.org/docs/app/building-your-application/deploying/static-exports"
	case r.isDynamic() && b.namesNothing(r):
		d.Message = fmt.Sprintf("generateStaticParams of %s names no path, and a static export needs one at least", r.File)
		d.Next = fmt.Sprintf("Page %q returned an empty array from \"generateStaticParams()\". With \"output: export\", at least one route must be generated. See more info here: https://nextjs.org/docs/messages/generate-static-params", r.Path)
	case r.Kind == route.Metadata && r.config("dynamic") == nil && !r.Revalidate.Set, r.Kind == route.Handler && !asked:
		d.Message = fmt.Sprintf("%s does not ask to be static and can't be part of a static export", r.File)
		d.Next = fmt.Sprintf("export const dynamic = \"force-static\"/export const revalidate not configured on route %q with \"output: export\". %s", r.Path, more)
	default:
		return
	}
	b.refused(diag.StageBuild, d)
}

// bool reports whether a config export is that constant.
func (r *row) bool(name string, value bool) bool {
	c := r.config(name)
	return c != nil && c.Value == value
}

// namesNothing reports whether generateStaticParams plainly returns no item.
func (b *builder) namesNothing(r *row) bool {
	m := b.rd.parse(r.File).mod
	if m == nil || m.Fault != nil {
		return false
	}
	items, ok := plainItems(m)
	return ok && len(items) == 0
}
