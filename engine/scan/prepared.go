package scan

import (
	"maps"
	"slices"
	"strings"

	"signalbox/engine/jslit"
	"signalbox/engine/route"
)

// prepared lists the paths that `next build` makes of a route: the params that
// the generateStaticParams of its files name, from the root down, each of them
// for each of those above (NEXT-FACTS I1). It knows them where every function
// plainly returns an array of literals; where one has to run it returns nil.
func (b *builder) prepared(r *row, files []string) []string {
	sets := []map[string]jslit.Value{{}}
	for _, file := range files {
		m := b.rd.parse(file).mod
		if m == nil || m.Fault != nil {
			return nil
		}
		if m.Export("generateStaticParams") == nil {
			if len(b.exportsOf(file).missing) > 0 {
				return nil
			}
			continue
		}
		items, ok := plainItems(m)
		if !ok {
			return nil
		}
		sets = combined(sets, items)
	}
	var paths []string
	for _, set := range sets {
		path, ok := filled(r.Path, set)
		if !ok {
			return nil
		}
		if !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return paths
}

// plainItems reads the objects of strings that generateStaticParams returns.
func plainItems(m *jslit.Module) ([]map[string]jslit.Value, bool) {
	fn := exportedFunc(m, "generateStaticParams")
	if fn == nil || !startsLiteral(m.Text(fn.Body)) {
		return nil, false
	}
	v, ok := m.Returned(fn)
	if !ok || v.Kind != jslit.ArrayVal {
		return nil, false
	}
	items := []map[string]jslit.Value{}
	for i := range v.Items {
		item := map[string]jslit.Value{}
		for _, f := range v.Items[i].Fields {
			if f.Computed || f.Name == "" {
				return nil, false
			}
			item[f.Name] = f.Value
		}
		if v.Items[i].Kind != jslit.ObjectVal {
			return nil, false
		}
		items = append(items, item)
	}
	return items, true
}

// combined gives each set each of the items.
func combined(sets, items []map[string]jslit.Value) []map[string]jslit.Value {
	var out []map[string]jslit.Value
	for _, set := range sets {
		for _, item := range items {
			next := maps.Clone(set)
			maps.Copy(next, item)
			out = append(out, next)
		}
	}
	return out
}

// filled puts values into a route path. ok is false where one is missing or is
// no literal.
func filled(routePath string, values map[string]jslit.Value) (path string, ok bool) {
	var out strings.Builder
	for _, s := range route.Parse(routePath).Segments {
		if s.Kind == route.Literal {
			out.WriteString("/" + s.Text)
			continue
		}
		v, given := values[s.Text]
		switch {
		case s.Kind == route.Single && v.Kind == jslit.StringVal:
			out.WriteString("/" + s.Prefix + v.Str + s.Suffix)
		case s.Kind != route.Single && v.Kind == jslit.ArrayVal:
			for _, part := range v.Items {
				if part.Kind != jslit.StringVal {
					return "", false
				}
				out.WriteString("/" + part.Str)
			}
		case s.Kind == route.OptionalCatchAll && !given:
		default:
			return "", false
		}
	}
	if out.Len() == 0 {
		return "/", true
	}
	return out.String(), true
}
