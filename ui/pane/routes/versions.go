package routes

import (
	"strings"

	"signalbox/engine/route"
	"signalbox/ui/cell"
)

// Version is how one version of Next computes each route.
type Version struct {
	name string
	how  map[key]how
}

type key struct{ path, file string }

type how struct {
	render route.Render
	why    string
}

// NewVersion takes what a comparison needs out of a table. It goes through the
// whole of it and is called in commands.
func NewVersion(name string, t *route.Table) Version {
	v := Version{name, make(map[key]how, len(t.Routes))}
	for i := range t.Routes {
		r := &t.Routes[i]
		v.how[key{r.Path, r.File}] = how{r.Render, r.RenderWhy}
	}
	return v
}

// Comparison is several versions side by side. It is immutable.
type Comparison struct {
	versions []Version // the oldest first
	differ   map[key]bool
}

// Compare finds the routes of a table that versions, the oldest first, compute
// differently. It goes through all of them and is called in commands.
func Compare(t *route.Table, list []Version) *Comparison {
	c := &Comparison{versions: list, differ: map[key]bool{}}
	for i := range t.Routes {
		if r := &t.Routes[i]; len(list) > 0 && disagree(list, key{r.Path, r.File}) {
			c.differ[key{r.Path, r.File}] = true
		}
	}
	return c
}

// Differ is how many routes are not computed the same way by every version.
func (c *Comparison) Differ() int { return len(c.differ) }

// disagree reports whether versions compute a route differently. A version that
// has no such route differs from one that has.
func disagree(list []Version, k key) bool {
	first, ok := list[0].how[k]
	for _, v := range list[1:] {
		if h, has := v.how[k]; has != ok || h.render != first.render {
			return true
		}
	}
	return false
}

// SetVersions shows versions side by side, in columns of their own; nil takes
// the columns away.
func (m *Model) SetVersions(c *Comparison) {
	if c == nil {
		c = &Comparison{}
	}
	m.versions, m.differ = c.versions, c.differ
	path, file := m.current()
	m.narrow()
	m.Select(path, file)
	m.layout()
}

// differs reports whether the versions compute a route differently.
func (m *Model) differs(r *route.Route) bool { return m.differ[key{r.Path, r.File}] }

// verdict is how one version computes a route, in a word.
func (v Version) verdict(r *route.Route) string {
	if h, ok := v.how[key{r.Path, r.File}]; ok {
		return h.render.String()
	}
	return "no route"
}

// columns draws a glyph for each version.
func (m *Model) columns(r *route.Route) string {
	var b strings.Builder
	for _, v := range m.versions {
		badge := m.Theme.Faint.Paint(m.Theme.Glyph.None)
		if h, ok := v.how[key{r.Path, r.File}]; ok {
			badge = Badge(m.Theme, h.render)
		}
		b.WriteString("  " + badge)
	}
	switch {
	case m.differs(r) && m.W >= 40:
		return m.Theme.Warn.Paint("differs") + b.String()
	case m.differs(r):
		return m.Theme.Warn.Paint(m.Theme.Glyph.Warn) + b.String()
	}
	return b.String()
}

// names is the heading of the columns.
func (m *Model) names() string {
	var b strings.Builder
	for _, v := range m.versions {
		b.WriteString(" " + v.name)
	}
	return m.Theme.Dim.Paint(b.String())
}

// detailRows is the room for the sentence about the route under the cursor.
func (m *Model) detailRows() int {
	if m.H < 20 {
		return 3
	}
	return 6
}

// detail says how each version computes the route under the cursor, and why.
func (m *Model) detail() []string {
	r := m.Current()
	if r == nil {
		return nil
	}
	t := m.Theme
	lines := []string{t.Faint.Paint(strings.Repeat(t.Glyph.H, max(m.W, 0)))}
	text := t.Strong.Paint(m.sentence(r))
	for i := len(m.versions) - 1; i >= 0; i-- {
		if h := m.versions[i].how[key{r.Path, r.File}]; h.why != "" {
			text += t.Dim.Paint(". " + m.versions[i].name + ": " + cell.Clean(h.why))
			break
		}
	}
	for _, l := range cell.Wrap(text, max(m.W-2, 1)) {
		lines = append(lines, " "+l)
	}
	if room := m.detailRows(); len(lines) > room {
		lines = lines[:room]
		lines[room-1] = cell.Truncate(lines[room-1]+" …", m.W)
	}
	return lines
}

// sentence puts the columns into words: "static in 14, dynamic in 15 and 16".
func (m *Model) sentence(r *route.Route) string {
	var parts []string
	for i := 0; i < len(m.versions); {
		word, names := m.versions[i].verdict(r), []string{}
		for ; i < len(m.versions) && m.versions[i].verdict(r) == word; i++ {
			names = append(names, m.versions[i].name)
		}
		parts = append(parts, word+" in "+and(names))
	}
	return strings.Join(parts, ", ")
}

// and joins words as a sentence does.
func and(words []string) string {
	if last := len(words) - 1; last > 0 {
		return strings.Join(words[:last], ", ") + " and " + words[last]
	}
	return strings.Join(words, "")
}
