package cli

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"signalbox/engine/collate"
	"signalbox/engine/route"
)

// branch is one line of the table: a route, or a path below it that
// generateStaticParams names.
type branch struct {
	mark, path string
	revalidate route.Revalidate
	children   []branch
}

// writeTree prints routes in the form of `next build`'s table (NEXT-FACTS I1):
// the same order, borders, symbols, times and legend. Below a ● route stand the
// paths that generateStaticParams names in plain text; where it would have to
// run, the route itself carries the mark.
func writeTree(w io.Writer, routes []route.Route, t *route.Table) error {
	rows := branches(routes, len(routes) == len(t.Routes))
	lines := [][]string{{"Route (app)", "", ""}}
	for i := range rows {
		lines = append(lines, rows[i].lines(border(i, len(rows))+" ", i == len(rows)-1)...)
	}
	if slices.ContainsFunc(lines, func(l []string) bool { return l[1] != "" }) {
		lines[0] = []string{"Route (app)", "Revalidate", "Expire"}
	}
	for _, line := range aligned(lines) {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return writeLegend(w, rows, t.Proxied)
}

// branches are the rows of the table, in its order. A whole table has the row
// that every build adds, /_not-found.
func branches(routes []route.Route, whole bool) []branch {
	var rows []branch
	for i := range routes {
		r := &routes[i]
		if r.Path == "/favicon.ico" || r.Path == "/_global-error" {
			continue
		}
		row := branch{mark: symbol(r.Render), path: r.Path, revalidate: r.Revalidate}
		if r.Render == route.Dynamic {
			row.revalidate = route.Revalidate{}
		}
		if len(r.Prepared) > 0 {
			row = branch{mark: " ", path: r.Path, children: children(r)}
		}
		rows = append(rows, row)
	}
	if whole {
		rows = append(rows, branch{mark: symbol(route.Static), path: "/_not-found"})
	}
	slices.SortStableFunc(rows, func(a, b branch) int { return collate.Compare(a.path, b.path) })
	return rows
}

// children are the prepared paths of a route: all of four, three of more.
func children(r *route.Route) []branch {
	var out []branch
	for i, p := range r.Prepared {
		if i == 3 && len(r.Prepared) > 4 {
			p = fmt.Sprintf("[+%d more paths]", len(r.Prepared)-3)
			return append(out, branch{mark: symbol(route.SSG), path: p})
		}
		out = append(out, branch{mark: symbol(route.SSG), path: p, revalidate: r.Revalidate})
	}
	return out
}

// lines are the cells of a row and of the children below it.
func (b *branch) lines(before string, last bool) [][]string {
	revalidate, expire := times(b.revalidate)
	out := [][]string{{before + b.mark + " " + printable(b.path), revalidate, expire}}
	stem := "│ "
	if last {
		stem = "  "
	}
	for i := range b.children {
		corner := "├ "
		if i == len(b.children)-1 {
			corner = "└ "
		}
		out = append(out, b.children[i].lines(stem+corner, false)...)
	}
	return out
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
		text := line[0] + pad(widths[0], line[0])
		for i := 1; i < len(line); i++ {
			text += "  " + pad(widths[i], line[i]) + line[i]
		}
		out[n] = strings.TrimRight(text, " ")
	}
	return out
}

func pad(width int, cell string) string {
	return strings.Repeat(" ", width-runewidth.StringWidth(cell))
}

// writeLegend explains the marks that the table has.
func writeLegend(w io.Writer, rows []branch, proxied bool) error {
	legend := []struct{ mark, name, text string }{
		{symbol(route.Static), "(Static)", "prerendered as static content"},
		{symbol(route.SSG), "(SSG)", "prerendered as static HTML (uses generateStaticParams)"},
		{symbol(route.Dynamic), "(Dynamic)", "server-rendered on demand"},
	}
	used := func(mark string) bool {
		return slices.ContainsFunc(rows, func(b branch) bool {
			return b.mark == mark || len(b.children) > 0 && b.children[0].mark == mark
		})
	}
	width, text := 0, "\n\n"
	if proxied {
		text += "ƒ Proxy (Middleware)\n\n"
	}
	for _, l := range legend {
		if used(l.mark) {
			width = max(width, len(l.name))
		}
	}
	for _, l := range legend {
		if used(l.mark) {
			text += fmt.Sprintf("%s  %-*s  %s\n", l.mark, width, l.name, l.text)
		}
	}
	_, err := io.WriteString(w, text+"\n")
	return err
}

const year = 365 * 24 * 60 * 60

// times are the Revalidate and Expire cells of a row.
func times(r route.Revalidate) (revalidate, expire string) {
	if !r.Set || r.Never || r.Seconds == 0 {
		return "", ""
	}
	return duration(r.Seconds), duration(year)
}

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
