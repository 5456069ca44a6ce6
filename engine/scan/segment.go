package scan

import (
	"math"
	"slices"

	"signalbox/engine/jslit"
	"signalbox/engine/route"
)

// configExports are the exports that Next reads as segment config.
var configExports = [...]string{
	"dynamic", "revalidate", "dynamicParams", "fetchCache", "runtime", "preferredRegion", "maxDuration",
}

// readSegment fills Config, Revalidate and HasStaticParams from the file of a
// row.
func (b *builder) readSegment(r *row) {
	f := b.rd.parse(r.File)
	if f.mod == nil {
		return
	}
	n := b.exportsOf(r.File)
	r.HasStaticParams = n.get("generateStaticParams") != nil
	for _, text := range configExports {
		found := n.get(text)
		if found == nil {
			continue
		}
		value, ok := b.literal(found)
		if !ok {
			continue
		}
		r.Config = append(r.Config, route.ConfigValue{Name: text, Value: value, Span: b.spanOf(found, "")})
		if text == "revalidate" {
			r.Revalidate = revalidateOf(value)
		}
	}
}

// literal reads the value of an exported constant where it is declared.
func (b *builder) literal(n *name) (any, bool) {
	v := b.valueOf(n)
	return v.Any()
}

func (b *builder) valueOf(n *name) jslit.Value {
	if n.decl == nil {
		return jslit.Value{}
	}
	f := b.rd.parse(n.file)
	if f.mod == nil {
		return jslit.Value{}
	}
	if n.decl.Form == jslit.Specifier {
		if d := f.mod.Decl(n.decl.Local); d != nil && d.Init >= 0 {
			return f.mod.Value(d.Init)
		}
		return jslit.Value{}
	}
	if n.decl.Init < 0 || n.decl.Form == jslit.Pattern {
		return jslit.Value{}
	}
	return f.mod.Value(n.decl.Init)
}

func revalidateOf(value any) route.Revalidate {
	switch v := value.(type) {
	case bool:
		return route.Revalidate{Set: !v, Never: !v}
	case float64:
		if v >= 0 && v == math.Trunc(v) && v < math.MaxInt32 {
			return route.Revalidate{Set: true, Seconds: int(v)}
		}
	}
	return route.Revalidate{}
}

// config returns a segment config value of a row, nil where it is not set.
func (r *row) config(name string) *route.ConfigValue {
	i := slices.IndexFunc(r.Config, func(c route.ConfigValue) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return &r.Config[i]
}

// text returns a segment config value that is a string.
func (r *row) text(name string) string {
	if c := r.config(name); c != nil {
		s, _ := c.Value.(string)
		return s
	}
	return ""
}
