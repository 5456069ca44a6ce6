package scan

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/route"
)

// branch is what one folder contributes to the tree that renders a path: for
// each slot of its layout ("children" for the folder's own content) the branch
// that fills it. A leaf is a page or a default file.
type branch struct {
	dir   *dir
	page  string             // of a page leaf
	dflt  bool               // a default leaf
	built bool               // a default that nobody wrote: it answers 404
	slots map[string]*branch // nil for a leaf
}

// slotCheck finds the pages that no complete rendering contains.
//
// Next composes, for the path of every page, the tree of layouts and slots that
// renders it. A slot without a page for the path and without a default file gets
// a default that answers 404, and where the layout declares that slot, the path
// can't be rendered at all and is dropped. Pages that only dropped paths would
// have shown are what the build complains of (NEXT-FACTS B2).
type slotCheck struct {
	b        *builder
	declared map[*dir]map[string]bool
	matched  map[string]bool // page files of complete paths
	complete []string
}

// hole is a declared slot that nothing but a built-in default fills.
type hole struct {
	slot string // "children" or "@name"
	dir  *dir   // the folder that lacks a default file
}

// checkSlots reports slots that can't render what their siblings can.
func (b *builder) checkSlots() {
	if b.before16() {
		return
	}
	if b.slotless() {
		b.unmatched(b.displaced())
		return
	}
	c := &slotCheck{b: b, declared: make(map[*dir]map[string]bool), matched: make(map[string]bool)}
	b.tree.root.each(c.declare)
	holes := make(map[*dir]map[string][]hole)
	for i := range b.rows {
		if r := b.rows[i]; r.Kind == route.Page {
			c.path(r, holes)
		}
	}
	if b.config.LooseRouteMatching {
		b.missingDefaults()
		return
	}
	b.incompatible(holes)
	lost := b.displaced()
	b.tree.root.each(func(d *dir) {
		if page := d.special[pageFile]; page != "" && !c.matched[page] && !slices.Contains(lost, page) {
			lost = append(lost, page)
		}
	})
	b.unmatched(lost)
	b.withoutCanonical(c.complete)
}

// displaced lists the pages of paths that Next gives to a handler or a metadata
// file, because it comes by that first.
func (b *builder) displaced() []string {
	var lost []string
	for _, rows := range b.claims {
		if rows[0].Kind == route.Page {
			continue
		}
		for _, r := range rows {
			for _, e := range r.entries {
				lost = append(lost, e.File)
			}
		}
	}
	return lost
}

// slotless reports whether the tree has neither slots nor interceptions.
func (b *builder) slotless() bool {
	plain := true
	b.tree.root.each(func(d *dir) {
		plain = plain && d.kind != route.SlotFolder && d.kind != route.InterceptFolder
	})
	return plain
}

// declare records which slots the layout of a folder has.
func (c *slotCheck) declare(d *dir) {
	if d.special[layoutFile] == "" {
		return
	}
	slots := make(map[string]bool)
	if d.declaresChildren() {
		slots["children"] = true
	}
	d.namedSlots(slots)
	c.declared[d] = slots
}

// declaresChildren reports whether a folder has content outside of slots.
func (d *dir) declaresChildren() bool {
	return d.special[pageFile] != "" || d.special[defaultFile] != "" || slices.ContainsFunc(d.dirs, func(child *dir) bool {
		return child.kind != route.SlotFolder && child.holdsPage()
	})
}

func (d *dir) holdsPage() bool {
	return d.special[pageFile] != "" || d.special[defaultFile] != "" || slices.ContainsFunc(d.dirs, (*dir).holdsPage)
}

// namedSlots collects the slots of one level; groups don't make a level.
func (d *dir) namedSlots(into map[string]bool) {
	for _, child := range d.dirs {
		switch {
		case child.kind == route.SlotFolder:
			if child.holdsPage() {
				into[child.name[1:]] = true
			}
		case route.IsGroup(child.name):
			child.namedSlots(into)
		}
	}
}

// path composes the tree for the path of a row and notes its pages, or the
// layout and the slots that keep it from being complete.
func (c *slotCheck) path(r *row, holes map[*dir]map[string][]hole) {
	segments := segmentsOf(r.Path)
	tree := compose(c.b.tree.root, nil, segments)
	if tree == nil {
		return
	}
	if !route.HasMarker(r.Path) && c.holes(tree, nil, r.Path, holes) {
		last := segments[max(len(segments)-1, 0):]
		r.dropped = len(last) > 0 && isCatchAll(last[0]) && !c.b.config.LooseRouteMatching
		return
	}
	c.complete = append(c.complete, r.Path)
	tree.pages(c.matched)
	for _, e := range r.claimants() {
		if !e.dir.replaced() {
			c.matched[e.File] = true
		}
	}
}

// replaced reports whether the page of a folder gives way to the one of a slot
// that is named @children.
func (d *dir) replaced() bool {
	return slices.ContainsFunc(d.dirs, func(child *dir) bool { return child.name == "@children" })
}

func segmentsOf(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
}

func isCatchAll(segment string) bool {
	return strings.HasPrefix(segment, "[...") || strings.HasPrefix(segment, "[[...")
}

// covers reports whether a path leads through, or a catch-all takes it over
// from, the folder at own.
func covers(path, own []string) bool {
	for i, segment := range own {
		switch {
		case i >= len(path):
			return false
		case path[i] == segment:
		case isCatchAll(segment):
			return true
		default:
			return false
		}
	}
	return true
}

// compose builds the branch of a folder for a path, nil where the folder has
// nothing to render for it. own is the folder's own path.
func compose(d *dir, own, path []string) *branch {
	if !covers(path, own) {
		return nil
	}
	n := &branch{dir: d, slots: make(map[string]*branch)}
	if page := d.special[pageFile]; page != "" && (slices.Equal(own, path) || len(own) > 0 && isCatchAll(own[len(own)-1])) {
		n.slots["children"] = &branch{dir: d, page: page}
	}
	for _, child := range d.dirs {
		below := own
		if child.kind != route.SlotFolder && !route.IsGroup(child.name) {
			below = append(slices.Clone(own), child.app[strings.LastIndexByte(child.app, '/')+1:])
		}
		sub := compose(child, below, path)
		switch {
		case sub == nil:
		case child.kind == route.SlotFolder:
			n.slots[child.name[1:]] = sub
		case route.IsGroup(child.name) && !sub.hasPage():
		default:
			n.offer(sub)
		}
	}
	return n.finish()
}

// offer takes a branch for children unless a better one is there: a plain page
// beats a catch-all, a longer catch-all a shorter one.
func (n *branch) offer(sub *branch) {
	current := n.slots["children"]
	if current == nil || current.onlyCatchAll() && (!sub.onlyCatchAll() || current.depth() < sub.depth()) {
		n.slots["children"] = sub
	}
}

// finish adds the defaults of a folder. A folder without any branch is nil,
// unless it is a slot: that has at least a default.
func (n *branch) finish() *branch {
	d := n.dir
	written := d.special[defaultFile] != ""
	if len(n.slots) == 0 {
		if !written && d.kind != route.SlotFolder {
			return nil
		}
		return &branch{dir: d, dflt: true, built: !written}
	}
	if n.slots["children"] == nil {
		n.slots["children"] = &branch{dir: d, dflt: true, built: !written}
	}
	return n
}

func (n *branch) hasPage() bool {
	if n.page != "" {
		return true
	}
	for _, sub := range n.slots {
		if sub.hasPage() {
			return true
		}
	}
	return false
}

func (n *branch) onlyCatchAll() bool {
	if n.page != "" && !isCatchAll(n.dir.name) {
		return false
	}
	for _, sub := range n.slots {
		if !sub.onlyCatchAll() {
			return false
		}
	}
	return true
}

// depth is the number of segments of the longest page path.
func (n *branch) depth() int {
	if n.page != "" {
		return len(segmentsOf(route.NormalizePath(n.dir.app)))
	}
	deepest := 0
	for _, sub := range n.slots {
		deepest = max(deepest, sub.depth())
	}
	return deepest
}

func (n *branch) pages(into map[string]bool) {
	if n.page != "" {
		into[n.page] = true
	}
	for _, sub := range n.slots {
		sub.pages(into)
	}
}

// holes notes the declared slots that only a built-in default fills, by the
// layout that declares them.
func (c *slotCheck) holes(n *branch, owner *dir, path string, into map[*dir]map[string][]hole) bool {
	if n.dir.special[layoutFile] != "" {
		owner = n.dir
	}
	found := false
	for _, slot := range slices.Sorted(maps.Keys(n.slots)) {
		sub := n.slots[slot]
		if sub.built && owner != nil && c.declared[owner][slot] {
			found = true
			if into[owner] == nil {
				into[owner] = make(map[string][]hole)
			}
			if slot != "children" {
				slot = "@" + slot
			}
			into[owner][path] = append(into[owner][path], hole{slot, sub.dir})
			continue
		}
		found = c.holes(sub, owner, path, into) || found
	}
	return found
}

// unequal is a layout whose slots can't all render the same paths.
type unequal struct {
	layout string
	first  string // the first such path
	gap    hole   // and what is missing for it
	lines  []string
}

// incompatible reports, for each layout, the paths that some slot can't
// render. Paths that a catch-all alone opens are dropped without a word. Next has
// one message for all layouts.
func (b *builder) incompatible(holes map[*dir]map[string][]hole) {
	var all []unequal
	b.tree.root.each(func(d *dir) {
		u := unequal{layout: d.special[layoutFile]}
		for _, p := range slices.Sorted(maps.Keys(holes[d])) {
			if segments := segmentsOf(p); len(segments) > 0 && isCatchAll(segments[len(segments)-1]) {
				continue
			}
			missing := holes[d][p]
			u.lines = append(u.lines, fmt.Sprintf("- %s is missing a matching page or default.tsx in %s", p, slotNames(missing)))
			if u.first == "" {
				u.first, u.gap = p, missing[0]
			}
		}
		if len(u.lines) > 0 {
			all = append(all, u)
		}
	})
	var next strings.Builder
	next.WriteString("Parallel route slots cannot render the same URLs\nThe following layouts have parallel route slots that cannot render the same URLs:\n")
	for _, u := range all {
		next.WriteString(b.shownFile(u.layout) + "\n" + strings.Join(u.lines, "\n") + "\n")
	}
	next.WriteString("\nEvery URL matched by one slot must have a matching page or default.tsx in every sibling slot.")
	for _, u := range all {
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: IncompatibleSlots, Path: u.first, Witness: witness(u.first), Next: next.String(),
			Message: fmt.Sprintf("the slots of %s can't all render %s: %s has neither a page nor a default file for it", u.layout, u.first, u.gap.slot),
			Spans:   []diag.Span{fileSpan(u.layout, "declares the slots")},
			Fix:     createFile(u.gap.dir.path+"/default"+path.Ext(u.layout), defaultText),
		})
	}
}

// shownFile is a file of the app folder as messages about the tree name it:
// without src.
func (b *builder) shownFile(file string) string {
	return "app/" + strings.TrimPrefix(file, b.project.app+"/")
}

// defaultText is the content of a new default file.
const defaultText = "export default function Default() {\n  return null\n}\n"

func slotNames(holes []hole) string {
	names := make([]string, len(holes))
	for i, h := range holes {
		names[i] = h.slot
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// unmatched reports pages that nothing shows.
func (b *builder) unmatched(lost []string) {
	if len(lost) == 0 {
		return
	}
	slices.Sort(lost)
	d := diag.Diagnostic{
		Code:    UnmatchedPage,
		Message: fmt.Sprintf("no complete route shows %s: a handler has the path, or a sibling slot has neither a page nor a default file there", listed(lost)),
	}
	lines := make([]string, len(lost))
	for i, page := range lost {
		lines[i] = "- " + b.shownFile(page)
		d.Spans = append(d.Spans, fileSpan(page, "never shown"))
	}
	d.Next = "Unmatched app pages\nThe following page files do not match any complete route:\n" + strings.Join(lines, "\n") +
		"\n\nEvery page must be part of at least one complete route. Add matching pages or default files for the sibling parallel route slots, or remove the unreachable pages."
	b.refused(diag.StageBuild, d)
}

// withoutCanonical reports interceptions of a URL that no page serves. Next has
// one message for all of them.
func (b *builder) withoutCanonical(complete []string) {
	var ordinary []route.Pattern
	for _, p := range complete {
		if !route.HasMarker(p) {
			ordinary = append(ordinary, route.Parse(p))
		}
	}
	var lost []*row
	next := "Interception routes must have a canonical route\nThe following interception routes do not have a canonical route:\n"
	for _, r := range b.rows {
		if r.Kind != route.Page || r.Intercepts == "" || len(route.Check(r.Path)) > 0 || coveredBy(route.Parse(r.Intercepts), ordinary) {
			continue
		}
		lost = append(lost, r)
		next += "- " + r.Path + " (expected " + r.Intercepts + ")\n"
	}
	next += "\nEvery interception route must have a matching non-interception route so the URL can be loaded directly or refreshed."
	for _, r := range lost {
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: InterceptionWithoutRoute, Path: r.Path, Witness: witness(r.Intercepts), Next: next,
			Message: fmt.Sprintf("%s intercepts %s, which no page serves when it is opened directly", r.File, r.Intercepts),
			Spans:   []diag.Span{fileSpan(r.File, "intercepts "+r.Intercepts)},
			Fix:     b.canonicalFix(r),
		})
	}
}

// canonicalFix creates the page that an interception stands in for, nil where
// there is one that can't be rendered.
func (b *builder) canonicalFix(r *row) *diag.Fix {
	if slices.ContainsFunc(b.rows, func(o *row) bool { return o.Path == r.Intercepts }) {
		return nil
	}
	return createFile(b.project.app+r.Intercepts+"/page"+path.Ext(r.File), "export default function Page() {\n  return null\n}\n")
}

// coveredBy reports whether every URL of a pattern is one of some ordinary
// route. One route that takes all is enough; for a catch-all, shorter URLs may
// be taken by others.
func coveredBy(p route.Pattern, ordinary []route.Pattern) bool {
	return slices.ContainsFunc(ordinary, func(o route.Pattern) bool {
		r := route.Relate(p, o).Relation
		return r == route.Equal || r == route.Narrower
	})
}

// missingDefaults reports slots without a default file, which loose matching
// asks for where the layout has child routes.
func (b *builder) missingDefaults() {
	b.tree.root.each(func(d *dir) {
		if !d.hasChildRoutes() || len(d.name) > 0 && isCatchAll(d.name) {
			return
		}
		for _, slot := range d.dirs {
			if slot.kind != route.SlotFolder || slot.name == "@children" || slot.special[defaultFile] != "" || slot.hasChildRoutes() || !slot.holdsPage() {
				continue
			}
			page := "/" + strings.TrimPrefix(d.app, "/")
			b.refused(diag.StageBuild, diag.Diagnostic{
				Code: MissingSlotDefault, Path: route.EntryPath(d.app),
				Message: fmt.Sprintf("the slot %s has no default file, so the routes beside it can't be rendered", slot.path),
				Next:    fmt.Sprintf("Missing required default.js file for parallel route at %s/%s", page, slot.name),
				Spans:   []diag.Span{fileSpan(slot.path, "")},
				Fix:     createFile(slot.path+"/default.js", defaultText),
			})
		}
	})
}

// hasChildRoutes reports whether a folder has folders below it that show in
// the URL.
func (d *dir) hasChildRoutes() bool {
	return slices.ContainsFunc(d.dirs, func(child *dir) bool {
		if child.kind == route.SlotFolder {
			return false
		}
		return !route.IsGroup(child.name) || child.hasChildRoutes()
	})
}
