package match

import (
	"slices"

	"signalbox/engine/route"
)

// isClosed says that a route takes no other paths than those that
// generateStaticParams plainly names, because dynamicParams is false
// (NEXT-FACTS F7). Where only running generateStaticParams tells, the caller of
// Route finds out and says so in Request.Skip.
func isClosed(r *route.Route) bool {
	if !r.HasStaticParams || r.Prepared == nil || r.Render != route.SSG {
		return false
	}
	return slices.ContainsFunc(r.Config, func(c route.ConfigValue) bool {
		return c.Name == "dynamicParams" && c.Value == false
	})
}

// anyClosed says whether a table has such a route.
func anyClosed(routes []route.Route) bool {
	for i := range routes {
		if isClosed(&routes[i]) {
			return true
		}
	}
	return false
}

// shuts says whether a closed route leaves the path to the next one.
func (w *walk) shuts(d *dynamicRoute) bool {
	if w.req.Draft || d.route == none || !isClosed(&w.m.tree.Table.Routes[d.route]) {
		return false
	}
	path, _ := w.local()
	decoded, ok := route.DecodeComponent(trimSlash(path))
	shut := ok && !slices.Contains(w.m.tree.Table.Routes[d.route].Prepared, decoded)
	if shut && w.result.Closed == "" {
		w.result.Closed = w.m.tree.Table.Routes[d.route].Path
	}
	return shut
}
