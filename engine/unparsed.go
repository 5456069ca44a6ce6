package engine

import (
	"slices"

	"signalbox/engine/route"
	"signalbox/engine/scan"
)

// method says which export answers the request, as choose does. A file that
// does not parse, or that cannot be read, may export anything: it is run, and
// fails with the reason and the line, rather than being refused with a 405 as
// if it had been understood.
func (x *run) method() (runs string, status int, reason string) {
	r := x.result.Route
	runs, status, reason = choose(r, x.req.Method)
	if runs != "" || len(r.Exports) > 0 || !isMethod(x.req.Method) || !x.unparsed(r) {
		return runs, status, reason
	}
	return x.req.Method, 0, "the file could not be read as code, so its methods are not known"
}

// unparsed reports whether the scan could not read what a file exports.
func (x *run) unparsed(r *route.Route) bool {
	problems := x.tree.found.table.Problems
	return slices.ContainsFunc(r.Problems, func(i int) bool {
		return problems[i].Code == scan.SyntaxError || problems[i].Code == scan.UnreadableFile
	})
}
