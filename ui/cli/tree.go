package cli

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"signalbox/engine"
	"signalbox/engine/cache"
	"signalbox/engine/route"
)

// tree prints the selected routes in the form of `next build`'s table
// (NEXT-FACTS I1): the same order, borders, symbols, times and legend. As a
// build does, it runs what is prerendered; what that could not find out is said
// on standard error.
func (a *app) tree(ctx context.Context, dirs []string, f *filter, allowNet []string) error {
	p, err := a.project(dirs)
	if err != nil {
		return err
	}
	o := a.engineOptions()
	o.AllowNet = allowNet
	e, err := a.open(ctx, p, o)
	if err != nil {
		return err
	}
	defer e.Close()
	t := e.Table()
	var selected func(*route.Route) bool
	if !f.empty() {
		selected = func(r *route.Route) bool { return f.fits(t, r) }
	}
	outline, err := e.Outline(ctx, selected)
	if err != nil {
		return err
	}
	for _, note := range outline.Notes {
		fmt.Fprintf(a.Stderr, "signalbox: %s\n", printable(note))
	}
	return writeOutline(a.out, outline)
}

// writeOutline prints the tables of the app and of the pages folder, the proxy
// and the legend.
func writeOutline(w io.Writer, o *engine.Outline) error {
	var lines [][]string
	lines = appendTable(lines, "Route (app)", o.App)
	lines = append(lines, nil)
	lines = appendTable(lines, "Route (pages)", o.Pages)
	if o.Proxied {
		lines = append(lines, nil, []string{"ƒ Proxy (Middleware)"})
	}
	for _, line := range aligned(lines) {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return writeLegend(w, append(slices.Clone(o.App), o.Pages...))
}

// appendTable adds the lines of one table. The columns are there where a route
// fills one; its children alone do not open them.
func appendTable(lines [][]string, title string, rows []engine.OutlineRow) [][]string {
	if len(rows) == 0 {
		return lines
	}
	var t outlineTable
	for i := range rows {
		t.revalidate = t.revalidate || rows[i].Life.Revalidate > 0
		t.expire = t.expire || rows[i].Life.Expire > 0
	}
	head := []string{title}
	if t.revalidate {
		head = append(head, "Revalidate")
	}
	if t.expire {
		head = append(head, "Expire")
	}
	lines = append(lines, head)
	for i := range rows {
		lines = t.appendRow(lines, &rows[i], border(i, len(rows))+" ", i == len(rows)-1)
	}
	return lines
}

// outlineTable says which columns a table has.
type outlineTable struct{ revalidate, expire bool }

// appendRow adds a route with what was made of it: all of four paths, three of
// more.
func (t outlineTable) appendRow(lines [][]string, r *engine.OutlineRow, before string, last bool) [][]string {
	if r.Split {
		lines = append(lines, t.cells(before+symbolOf(engine.MarkDynamic), r))
	}
	lines = append(lines, t.cells(before+symbolOf(r.Mark), r))
	stem := "│ "
	if last {
		stem = "  "
	}
	children := r.Children
	if len(children) > 4 {
		more := engine.OutlineRow{Mark: rest(r), Path: fmt.Sprintf("[+%d more paths]", len(children)-3)}
		children = append(slices.Clone(children[:3]), more)
	}
	for i := range children {
		corner := "├ "
		if i == len(children)-1 {
			corner = "└ "
		}
		lines = append(lines, t.cells(stem+corner+symbolOf(children[i].Mark), &children[i]))
	}
	return lines
}

// rest marks the line for the paths that are not listed: as the route itself is.
func rest(r *engine.OutlineRow) engine.Mark {
	for i := range r.Children {
		if r.Children[i].Path == r.Path && r.Children[i].Mark == engine.MarkPartial {
			return engine.MarkPartial
		}
	}
	return engine.MarkSSG
}

// cells are one line of a table.
func (t outlineTable) cells(start string, r *engine.OutlineRow) []string {
	revalidate, expire := times(r.Life)
	if !t.revalidate {
		revalidate = ""
	}
	if !t.expire {
		expire = ""
	}
	return []string{start + " " + printable(r.Path), revalidate, expire}
}

// symbolOf is the symbol of a mark.
func symbolOf(m engine.Mark) string {
	switch m {
	case engine.MarkStatic:
		return "○"
	case engine.MarkSSG:
		return "●"
	case engine.MarkPartial:
		return "◐"
	case engine.MarkDynamic:
		return "ƒ"
	case engine.NoMark:
	}
	return " "
}

func border(i, n int) string {
	switch {
	case n == 1:
		return "─"
	case i == 0:
		return "┌"
	case i == n-1:
		return "└"
	}
	return "├"
}

// aligned joins cells: the first column to the left, the others to the right.
func aligned(lines [][]string) []string {
	widths := make([]int, 3)
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], runewidth.StringWidth(cell))
		}
	}
	out := make([]string, len(lines))
	for n, line := range lines {
		text := ""
		for i, cell := range line {
			space := strings.Repeat(" ", widths[i]-runewidth.StringWidth(cell))
			if i == 0 {
				text = cell + space
			} else {
				text += "  " + space + cell
			}
		}
		out[n] = strings.TrimRight(text, " ")
	}
	return out
}

// writeLegend explains the marks that the tables have.
func writeLegend(w io.Writer, rows []engine.OutlineRow) error {
	used := map[engine.Mark]bool{}
	for i := range rows {
		used[rows[i].Mark] = true
		used[engine.MarkDynamic] = used[engine.MarkDynamic] || rows[i].Split
		for _, c := range rows[i].Children {
			used[c.Mark] = true
		}
	}
	width, text := 0, "\n"
	legend := []struct {
		mark       engine.Mark
		name, text string
	}{
		{engine.MarkStatic, "(Static)", "prerendered as static content"},
		{engine.MarkSSG, "(SSG)", "prerendered as static HTML (uses generateStaticParams)"},
		{engine.MarkPartial, "(Partial Prerender)", "prerendered as static HTML with dynamic server-streamed content"},
		{engine.MarkDynamic, "(Dynamic)", "server-rendered on demand"},
	}
	for _, l := range legend {
		if used[l.mark] {
			width = max(width, len(l.name))
		}
	}
	for _, l := range legend {
		if used[l.mark] {
			text += fmt.Sprintf("%s  %-*s  %s\n", symbolOf(l.mark), width, l.name, l.text)
		}
	}
	_, err := io.WriteString(w, text+"\n")
	return err
}

// times are the cells Revalidate and Expire.
func times(l cache.Life) (revalidate, expire string) {
	if l.Revalidate > 0 {
		revalidate = duration(l.Revalidate)
	}
	if l.Expire > 0 {
		expire = duration(l.Expire)
	}
	return revalidate, expire
}

const year = 365 * 24 * 60 * 60

// duration names a number of seconds by its largest unit, as Next does: "5s",
// "1m", "1y", and with ≈ where it is rounded. Days and weeks give way to the
// next unit where that is exact: "30d", not "≈4w".
func duration(seconds int) string {
	units := []struct {
		size int
		name string
	}{{year, "y"}, {7 * 24 * 60 * 60, "w"}, {24 * 60 * 60, "d"}, {60 * 60, "h"}, {60, "m"}, {1, "s"}}
	for i, u := range units {
		switch {
		case seconds < u.size:
			continue
		case seconds%u.size == 0:
			return fmt.Sprintf("%d%s", seconds/u.size, u.name)
		case (u.name == "w" || u.name == "d") && seconds%units[i+1].size == 0:
			return fmt.Sprintf("%d%s", seconds/units[i+1].size, units[i+1].name)
		}
		return fmt.Sprintf("≈%d%s", int(math.Round(float64(seconds)/float64(u.size))), u.name)
	}
	return "0s"
}
