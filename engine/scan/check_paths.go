package scan

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/route"
)

// faultCodes gives the code of each fault of a path.
var faultCodes = map[route.Fault]diag.Code{
	route.EmptyName: InvalidSegment, route.ThreeDotCharacter: InvalidSegment, route.OptionalSingle: InvalidSegment,
	route.ExtraBrackets: InvalidSegment, route.LeadingPeriods: InvalidSegment,
	route.RepeatedName: RepeatedSlugName, route.SimilarNames: SimilarSlugNames,
	route.CatchAllNotLast: CatchAllNotLast, route.OptionalNotLast: CatchAllNotLast,
	route.BadIntercept: InvalidInterception, route.Ambiguous: AmbiguousRoutes,
	route.OptionalAndItsParent: OptionalCatchAllConflict,
	route.DifferentNames:       DifferentSlugNames, route.BothCatchAlls: BothCatchAlls,
	route.BothInPath: CatchAllNotLast,
}

// checkPaths finds what the build refuses in the paths: two claimants of one,
// names that make no param, sets that can't be told apart (NEXT-FACTS B1).
func (b *builder) checkPaths() {
	byPath := b.claims
	var sound []string
	for _, path := range discovered(byPath) {
		b.checkClaims(path, byPath[path])
		faults := route.Check(path)
		for _, fault := range faults {
			b.refusedPath(diag.StageBuild, fault, byPath)
		}
		if len(faults) == 0 {
			sound = append(sound, path)
			b.checkInterception(path, byPath)
		}
	}
	for _, fault := range route.CheckAll(sound) {
		b.refusedPath(diag.StageBuild, fault, byPath)
	}
}

// discovered lists the paths in the order in which Next comes by them: that of
// their files.
func discovered(byPath map[string][]*row) []string {
	first := make(map[string]string, len(byPath))
	for path, rows := range byPath {
		for _, r := range rows {
			for _, e := range r.claimants() {
				if first[path] == "" || e.File < first[path] {
					first[path] = e.File
				}
			}
		}
	}
	return slices.SortedFunc(maps.Keys(byPath), func(x, y string) int { return strings.Compare(first[x], first[y]) })
}

// claimants are the rows that a row stands for: the pages of its path, or
// itself.
func (r *row) claimants() []*row {
	if len(r.entries) > 0 {
		return r.entries
	}
	return []*row{r}
}

// groupClaims groups the rows by the path that they claim.
func groupClaims(rows []*row) map[string][]*row {
	byPath := make(map[string][]*row, len(rows))
	for _, r := range rows {
		byPath[r.Path] = append(byPath[r.Path], r)
	}
	return byPath
}

// checkClaims reports rows of different kinds, or several handlers, at a path.
// Next keeps the first that it comes by, folder by folder, and names the later
// one first.
func (b *builder) checkClaims(path string, rows []*row) {
	first := rows[0].claimants()[0]
	for _, r := range rows[1:] {
		for _, later := range r.claimants() {
			b.clash(path, first, later)
		}
	}
	b.checkDuplicatePages(path, rows)
}

// clash reports two files of which one path can have only one.
func (b *builder) clash(path string, first, later *row) {
	code, what := DuplicateRoute, later.kindName()+" and "+first.kindName()
	if later.Kind == first.Kind {
		what = later.kindName() + "s"
	} else if later.Kind != route.Metadata && first.Kind != route.Metadata {
		code = PageRouteConflict
	}
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code: code, Path: path, Witness: witness(path),
		Message: fmt.Sprintf("%s and %s both claim %s; a path belongs to one of them", first.File, later.File, path),
		Next:    fmt.Sprintf("Conflicting %s at %s: %s at %s and %s at %s", what, path, later.kindName(), later.entryName(), first.kindName(), first.entryName()),
		Spans:   []diag.Span{fileSpan(later.File, "claims "+path), fileSpan(first.File, "claims it too")},
		Fix:     b.apartFix(later, first),
	})
}

// apartFix moves the handler of a page's folder below api/, or removes the
// second of two files.
func (b *builder) apartFix(x, y *row) *diag.Fix {
	if x.Kind == route.Page {
		x, y = y, x
	}
	if x.Kind == route.Handler && y.Kind == route.Page {
		to := x.dir.path + "/api/" + x.File[strings.LastIndexByte(x.File, '/')+1:]
		return &diag.Fix{Title: "move the handler to " + to, Edits: []diag.Edit{{Op: diag.Rename, File: x.File, To: to}}}
	}
	return deleteFile(x.File)
}

// checkDuplicatePages reports pages outside of slots that share a path through
// groups. Next does not notice it where a catch-all is on the way, nor between
// a folder's own page and one in a group below it.
func (b *builder) checkDuplicatePages(path string, rows []*row) {
	for _, r := range rows {
		var known *row
		for i := range r.entries {
			e := r.entries[i]
			if strings.Contains(e.app, "/@") || strings.Contains(e.app, "[...") {
				continue
			}
			if known == nil {
				known = e
				continue
			}
			if isInside(known.app, e.app) || isInside(e.app, known.app) {
				continue
			}
			top, _, _ := strings.Cut(strings.TrimPrefix(e.app, common(known.app, e.app)), "/")
			b.refused(diag.StageBuild, diag.Diagnostic{
				Code: DuplicatePage, Path: path, Witness: witness(path),
				Message: fmt.Sprintf("%s and %s are both the page at %s, because groups don't show in the URL", known.File, e.File, path),
				Next:    fmt.Sprintf("You cannot have two parallel pages that resolve to the same path. Please check %s and %s.", known.app, common(known.app, e.app)+top),
				Spans:   []diag.Span{fileSpan(e.File, "claims "+path), fileSpan(known.File, "claims it too")},
				Fix:     deleteFile(e.File),
			})
		}
	}
}

// isInside reports whether a folder lies in another.
func isInside(outer, inner string) bool { return strings.HasPrefix(inner, outer+"/") }

// common returns the folders that two app paths share, with a last slash.
func common(x, y string) string {
	end := 0
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			break
		}
		if x[i] == '/' {
			end = i + 1
		}
	}
	return x[:end]
}

// refusedPath turns a refusal of the route package into a diagnostic.
func (b *builder) refusedPath(stage diag.Stage, f *route.Refusal, byPath map[string][]*row) {
	d := diag.Diagnostic{Code: faultCodes[f.Fault], Next: f.Next, Path: f.Paths[0], Message: refusalText(f)}
	for _, path := range f.Paths {
		for _, r := range byPath[path] {
			d.Spans = append(d.Spans, fileSpan(r.File, path))
		}
		for _, p := range b.pages {
			if p.Path == path {
				d.Spans = append(d.Spans, fileSpan(p.File, path))
			}
		}
	}
	if len(f.Paths) > 1 {
		c := route.Relate(route.Parse(f.Paths[0]), route.Parse(f.Paths[1]))
		d.Witness = c.Both
	}
	if d.Witness == "" {
		d.Witness = witness(d.Path)
	}
	d.Fix = b.refusalFix(f, byPath)
	b.refused(stage, d)
}

// refusalText says in a sentence what is wrong with a path or between paths.
func refusalText(f *route.Refusal) string {
	path := f.Paths[0]
	switch f.Fault {
	case route.EmptyName:
		return fmt.Sprintf("a param of %s has no name", path)
	case route.ThreeDotCharacter:
		return fmt.Sprintf("the param of %s is written with the one character … instead of three dots", path)
	case route.OptionalSingle:
		return fmt.Sprintf("%s has an optional param that is no catch-all; Next knows [[...name]] only", path)
	case route.ExtraBrackets:
		return fmt.Sprintf("the brackets of a param in %s don't pair up", path)
	case route.LeadingPeriods:
		return fmt.Sprintf("a param name in %s starts with a period; a catch-all has exactly three", path)
	case route.RepeatedName:
		return fmt.Sprintf("the param %s stands twice in %s, so one value would hide the other", listed(f.Names), path)
	case route.SimilarNames:
		return fmt.Sprintf("the params %s of %s differ only by punctuation", listed(f.Names), path)
	case route.CatchAllNotLast, route.OptionalNotLast:
		return fmt.Sprintf("%s goes on behind its catch-all, which takes the rest of the URL", path)
	case route.BothInPath:
		return fmt.Sprintf("%s has a required and an optional catch-all, and each takes the rest of the URL", path)
	case route.BadIntercept:
		return fmt.Sprintf("the interception marker of %s leads to no route", path)
	case route.Ambiguous:
		return fmt.Sprintf("%s match the same URLs; they differ only in the names of their params", listed(f.Paths))
	case route.OptionalAndItsParent:
		return fmt.Sprintf("%s and %s both match the URL without the optional part", f.Paths[0], f.Paths[len(f.Paths)-1])
	case route.DifferentNames:
		return fmt.Sprintf("one place in the tree has two names for its param, %s; the build passes, and the server dies at its start", listed(f.Names))
	case route.BothCatchAlls:
		return "a required and an optional catch-all stand at one place; the build passes, and the server dies at its start"
	}
	return f.Next
}

// refusalFix renames the folder that makes the trouble, where one name is the
// obvious one.
func (b *builder) refusalFix(f *route.Refusal, byPath map[string][]*row) *diag.Fix {
	switch f.Fault {
	case route.Ambiguous, route.DifferentNames:
		return b.sameNameFix(f, byPath)
	case route.ThreeDotCharacter:
		return b.renameSegment(byPath[f.Paths[0]], func(s string) string { return strings.ReplaceAll(s, "…", "...") })
	case route.OptionalSingle:
		return b.renameSegment(byPath[f.Paths[0]], func(s string) string {
			if strings.HasPrefix(s, "[[") && !strings.HasPrefix(s, "[[...") {
				return s[1 : len(s)-1]
			}
			return s
		})
	case route.OptionalAndItsParent:
		return b.renameSegment(byPath[f.Paths[len(f.Paths)-1]], func(s string) string {
			if strings.HasPrefix(s, "[[...") {
				return strings.TrimSuffix(s[1:], "]")
			}
			return s
		})
	case route.EmptyName, route.ExtraBrackets, route.LeadingPeriods, route.RepeatedName, route.SimilarNames,
		route.CatchAllNotLast, route.OptionalNotLast, route.BadIntercept, route.BothCatchAlls, route.BothInPath:
	}
	return nil
}

// renameSegment applies change to the first folder on the way that it changes.
func (b *builder) renameSegment(rows []*row, change func(string) string) *diag.Fix {
	for _, r := range rows {
		for d := r.dir; d != nil && d.parent != nil; d = d.parent {
			if to := change(d.name); to != d.name {
				return renameFolder(d, to)
			}
		}
	}
	return nil
}

// sameNameFix gives the param folder of the second route the name that the
// first one has.
func (b *builder) sameNameFix(f *route.Refusal, byPath map[string][]*row) *diag.Fix {
	if len(f.Paths) < 2 || len(byPath[f.Paths[0]]) == 0 {
		return nil
	}
	keep := strings.Split(f.Paths[0], "/")
	for _, r := range byPath[f.Paths[1]] {
		parts := strings.Split(r.Path, "/")
		depth := 0
		for depth < min(len(keep), len(parts)) && keep[depth] == parts[depth] {
			depth++
		}
		if depth == min(len(keep), len(parts)) {
			return nil
		}
		for d := r.dir; d != nil && d.parent != nil; d = d.parent {
			if d.kind == route.ParamFolder && d.name == parts[depth] && len(strings.Split(route.EntryPath(d.app), "/")) == depth+1 {
				return renameFolder(d, keep[depth])
			}
		}
	}
	return nil
}

// checkInterception finds markers that lead above the root (NEXT-FACTS B2).
func (b *builder) checkInterception(path string, byPath map[string][]*row) {
	if !route.HasMarker(path) {
		return
	}
	var refusal *route.Refusal
	if _, err := route.ParseIntercept(path); errors.As(err, &refusal) {
		b.refusedPath(diag.StageBuild, refusal, byPath)
	}
}

// checkSorter finds what `next start` refuses when it sorts the dynamic routes
// of app and pages: the process exits with 1 although the build passed.
func (b *builder) checkSorter() {
	byPath := b.claims
	var dynamic []string
	for _, path := range slices.Sorted(maps.Keys(byPath)) {
		if route.IsDynamic(path) && len(route.Check(path)) == 0 {
			dynamic = append(dynamic, path)
		}
	}
	for _, p := range b.pages {
		if route.IsDynamic(p.Path) && byPath[p.Path] == nil && !isReserved(p.Path) {
			dynamic = append(dynamic, p.Path)
		}
	}
	b.sortApart(dynamic, byPath)
}

// sortApart runs the sorter again and again, each time without one path of the
// pair that it refused, so that every fault is found and not the first alone.
func (b *builder) sortApart(paths []string, byPath map[string][]*row) {
	for len(paths) > 0 {
		_, err := route.Sort(paths)
		var f *route.Refusal
		if !errors.As(err, &f) {
			return
		}
		last := f.Paths[len(f.Paths)-1]
		if !b.alreadyRefused(f) {
			b.refusedPath(diag.StageStart, f, byPath)
		}
		i := slices.Index(paths, last)
		if i < 0 {
			return
		}
		paths = slices.Delete(paths, i, i+1)
	}
}

// alreadyRefused reports whether the build refuses the same paths, so that the
// start is never reached.
func (b *builder) alreadyRefused(f *route.Refusal) bool {
	for i := range b.problems {
		d := &b.problems[i]
		if d.Stage != diag.StageBuild || d.Code != AmbiguousRoutes && d.Code != OptionalCatchAllConflict && d.Code != CatchAllNotLast {
			continue
		}
		all := true
		for _, path := range f.Paths {
			all = all && slices.ContainsFunc(d.Spans, func(s diag.Span) bool { return s.Label == path })
		}
		if all {
			return true
		}
	}
	return false
}
