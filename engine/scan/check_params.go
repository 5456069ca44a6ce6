package scan

import (
	"fmt"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
	"signalbox/engine/route"
)

// checkStaticParams looks at what generateStaticParams of a page, one of its
// layouts or a handler plainly returns: an array of objects, with a string for each param and an
// array for a catch-all (NEXT-FACTS B5).
func (b *builder) checkStaticParams(r *row, file string) {
	m := b.rd.parse(file).mod
	if m == nil || !r.isDynamic() {
		return
	}
	fn := exportedFunc(m, "generateStaticParams")
	if fn == nil {
		return
	}
	if strings.Trim(m.Text(fn.Body), " \t\r\n{}") == "" {
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: InvalidStaticParams, Path: r.Path, Spans: []diag.Span{fileSpan(file, "")},
			Message: fmt.Sprintf("generateStaticParams of %s returns nothing; it has to return an array", file),
			Next: fmt.Sprintf("Invalid value returned from generateStaticParams for %q. Expected an array, but received type undefined. "+
				"See more info here: https://nextjs.org/docs/messages/generate-static-params", r.Path),
		})
		return
	}
	if throws(m, fn) {
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: FailingCode, Path: r.Path, Spans: []diag.Span{b.span(file, fn.Body.Start, 0, "")},
			Message: fmt.Sprintf("generateStaticParams of %s throws at once, and the build runs it", file),
			Next:    "Failed to collect page data for " + r.Path,
		})
		return
	}
	v, ok := m.Returned(fn)
	if !ok || !startsLiteral(m.Text(fn.Body)) && v.Kind != jslit.NullVal {
		return
	}
	d := diag.Diagnostic{Code: InvalidStaticParams, Path: r.Path, Spans: []diag.Span{b.span(file, v.Start, v.End, "")}}
	switch v.Kind {
	case jslit.ArrayVal:
		for i := range v.Items {
			b.checkStaticItem(r, file, &v.Items[i], d)
		}
	case jslit.ObjectVal, jslit.StringVal, jslit.NumberVal, jslit.BoolVal, jslit.NullVal:
		received := typeOf(&v)
		if v.Kind == jslit.NullVal {
			received = "null"
		}
		d.Message = fmt.Sprintf("generateStaticParams of %s has to return an array", file)
		d.Next = fmt.Sprintf("Invalid value returned from generateStaticParams for %q. Expected an array, but received type %s. "+
			"See more info here: https://nextjs.org/docs/messages/generate-static-params", r.Path, received)
		b.refused(diag.StageBuild, d)
	default:
	}
}

// checkStaticItem looks at one item of the array.
func (b *builder) checkStaticItem(r *row, file string, item *jslit.Value, d diag.Diagnostic) {
	switch item.Kind {
	case jslit.NumberVal, jslit.StringVal, jslit.BoolVal:
		d.Message = fmt.Sprintf("generateStaticParams of %s returns a %s where an object with the params belongs", file, typeOf(item))
		d.Next = "Invalid value at i"
		b.refused(diag.StageBuild, d)
		return
	case jslit.ObjectVal:
	default:
		return
	}
	for _, p := range r.Pattern.Params() {
		v, ok := item.Get(p.Text)
		if !ok {
			continue
		}
		want := "a string"
		if p.Kind != route.Single {
			want = "an array"
		}
		fits := v.Kind == jslit.StringVal && p.Kind == route.Single || v.Kind == jslit.ArrayVal && p.Kind != route.Single
		if fits || v.Kind != jslit.ArrayVal && v.Kind != jslit.NumberVal && v.Kind != jslit.BoolVal && v.Kind != jslit.StringVal {
			continue
		}
		d.Message = fmt.Sprintf("generateStaticParams of %s gives the param %s as a %s; it has to be %s", file, p.Text, typeOf(v), want)
		d.Next = fmt.Sprintf("A required parameter (%s) was not provided as %s received %s in generateStaticParams for %s", p.Text, want, typeOf(v), r.Path)
		b.refused(diag.StageBuild, d)
		return
	}
}

// typeOf names a literal as JavaScript's typeof does.
func typeOf(v *jslit.Value) string {
	switch v.Kind {
	case jslit.StringVal:
		return "string"
	case jslit.NumberVal:
		return "number"
	case jslit.BoolVal:
		return "boolean"
	default:
		return "object"
	}
}
