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

// writeTree prints routes in the form of `next build`'s table (NEXT-FACTS I1):
// the same order, borders, symbols, times and legend. What Next adds from
// running the build, the paths below a ● route, is not there.
func writeTree(w io.Writer, routes []route.Route) error {
	rows := slices.DeleteFunc(slices.Clone(routes), func(r route.Route) bool {
		return r.Path == "/favicon.ico" || r.Path == "/_global-error"
	})
	slices.SortStableFunc(rows, func(a, b route.Route) int { return collate.Compare(a.Path, b.Path) })
	lines := [][]string{{"Route (app)", "", ""}}
	timed := false
	for i, r := range rows {
		revalidate, expire := times(r.Revalidate)
		timed = timed || revalidate != ""
		lines = append(lines, []string{border(i, len(rows)) + " " + symbol(r.Render) + " " + printable(r.Path), revalidate, expire})
	}
	if timed {
		lines[0] = []string{"Route (app)", "Revalidate", "Expire"}
	}
	for _, line := range aligned(lines) {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return writeLegend(w, rows)
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

func writeLegend(w io.Writer, rows []route.Route) error {
	legend := []struct {
		mode route.Render
		text string
	}{
		{route.Static, "○  (Static)   prerendered as static content"},
		{route.SSG, "●  (SSG)      prerendered as static HTML (uses generateStaticParams)"},
		{route.Dynamic, "ƒ  (Dynamic)  server-rendered on demand"},
	}
	text := "\n\n"
	for _, l := range legend {
		if slices.ContainsFunc(rows, func(r route.Route) bool { return r.Render == l.mode }) {
			text += l.text + "\n"
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
// "1m", "1y", and with ≈ where it is rounded.
func duration(seconds int) string {
	units := []struct {
		size int
		name string
	}{{year, "y"}, {30 * 24 * 60 * 60, "mo"}, {7 * 24 * 60 * 60, "w"}, {24 * 60 * 60, "d"}, {60 * 60, "h"}, {60, "m"}}
	for _, u := range units {
		if seconds < u.size {
			continue
		}
		if seconds%u.size == 0 {
			return fmt.Sprintf("%d%s", seconds/u.size, u.name)
		}
		return fmt.Sprintf("≈%d%s", int(math.Round(float64(seconds)/float64(u.size))), u.name)
	}
	return fmt.Sprintf("%ds", seconds)
}
