package scan

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"

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
	c := b.segmentOf(r.File)
	r.Config, r.Revalidate, r.HasStaticParams = c.Config, c.Revalidate, c.HasStaticParams
}

// segmentOf reads the segment config of a file, once in a scan.
func (b *builder) segmentOf(file string) *row {
	if c := b.segments[file]; c != nil {
		return c
	}
	f := b.rd.parse(file)
	if f.plain != nil && len(f.facts.config) == 0 && f.plain.get("generateStaticParams") == nil {
		return &b.noSegment
	}
	c := &row{Route: route.Route{File: file}}
	b.segments[file] = c
	if f.mod == nil || f.mod.Has("use client") && stemOf(file) != "route" {
		return c // what a client component exports is not read on the server
	}
	n := b.exportsOf(file)
	c.HasStaticParams = n.get("generateStaticParams") != nil
	for _, text := range configExports {
		found := n.get(text)
		if found == nil {
			continue
		}
		v := b.valueOf(found)
		value, ok := v.Any()
		if !ok {
			value, ok = b.product(found)
		}
		if !ok {
			continue
		}
		c.Config = append(c.Config, route.ConfigValue{Name: text, Value: value, Span: b.spanOf(found, "")})
		if text == "revalidate" {
			c.Revalidate = revalidateOf(value)
		}
	}
	return c
}

// valueOf reads the value of an exported constant where it is declared.
func (b *builder) valueOf(n *name) jslit.Value {
	if n.decl == nil {
		return jslit.Value{}
	}
	f := b.rd.parse(n.file)
	for _, s := range f.facts.config {
		if s.export == n.decl {
			return s.value
		}
	}
	if f.mod == nil {
		return jslit.Value{}
	}
	return constant(f.mod, n.decl)
}

// product reads a number that is written as a product, 60 * 10. Pages may not
// have it; what a layout exports is read when it runs.
func (b *builder) product(n *name) (any, bool) {
	if n.decl == nil || n.decl.Init < 0 {
		return nil, false
	}
	source := b.rd.parse(n.file).mod.Source()[n.decl.Init:]
	if end := bytes.IndexAny(source, ";\r\n"); end >= 0 {
		source = source[:end]
	}
	result, factors := 1.0, strings.Split(string(source), "*")
	for _, factor := range factors {
		number, err := strconv.ParseFloat(strings.TrimSpace(factor), 64)
		if err != nil {
			return nil, false
		}
		result *= number
	}
	return result, len(factors) > 1
}

// infinite is the number of seconds from which on Next keeps a path for ever.
const infinite = 0xfffffffe

func revalidateOf(value any) route.Revalidate {
	switch v := value.(type) {
	case bool:
		return route.Revalidate{Set: !v, Never: !v}
	case float64:
		if v >= infinite {
			return route.Revalidate{Set: true, Never: true}
		}
		if v >= 0 && v == math.Trunc(v) && v < 1<<53 {
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

// readLife finds how long a page is kept: the shortest revalidate of its own and
// of its layouts (NEXT-FACTS F4).
func (b *builder) readLife(r *row) {
	for _, file := range append(slices.Clone(r.Layouts), r.File) {
		r.Life = shorter(r.Life, b.segmentOf(file).Revalidate)
	}
}

// shorter is the value that holds where two files each have one: a number
// before false, the smaller of two numbers.
func shorter(x, y route.Revalidate) route.Revalidate {
	switch {
	case !y.Set, x.Set && !x.Never && y.Never:
		return x
	case !x.Set, x.Never, !y.Never && y.Seconds < x.Seconds:
		return y
	}
	return x
}
