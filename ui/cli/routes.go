package cli

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"

	"signalbox/engine/diag"
	"signalbox/engine/route"
)

// filter selects rows of the table. Empty fields select all.
type filter struct {
	path    string
	methods []string
	kind    string
	problem string
}

func (a *app) routesCommand() *cobra.Command {
	var f filter
	var asJSON, tree bool
	var allowNet []string
	cmd := &cobra.Command{
		Use:   "routes [DIR]",
		Short: "Print the route table",
		Long: `Prints every route: how a GET of it is computed (○ static, ● with
generateStaticParams, ƒ for each request), its path, the methods that its file
exports, and the file.

--path takes a part of a path, or a pattern in which * stands for one segment and
** for any number: --path '/api/**'. Filters narrow what is shown; --json always
carries all problems of the tree.

--tree prints the table of next build. As a build does, it runs what is
prerendered: each generateStaticParams, and the GET of each static handler.`,
		Args: between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if asJSON && tree {
				return fmt.Errorf("--json and --tree exclude each other")
			}
			if err := f.check(); err != nil {
				return err
			}
			if tree {
				return a.tree(cmd.Context(), args, &f, allowNet)
			}
			t, err := a.table(cmd.Context(), args)
			if err != nil {
				return err
			}
			routes := f.apply(t)
			if asJSON {
				return writeJSON(a.out, tableJSON(t, routes), true)
			}
			return a.writeTable(routes, t)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&asJSON, "json", false, "print one JSON object")
	flags.BoolVar(&tree, "tree", false, "print it as next build does")
	allowNetFlag(cmd, &allowNet)
	flags.StringVar(&f.path, "path", "", "only paths that hold `TEXT`, or that fit a pattern")
	flags.StringSliceVar(&f.methods, "method", nil, "only routes that answer one of these `METHODS`")
	flags.StringVar(&f.kind, "kind", "", "only this `KIND`: handler, page or metadata")
	flags.StringVar(&f.problem, "problem", "", "only routes with a problem of this `CODE`; any: with any")
	return cmd
}

// check says what is wrong with the values of the filters.
func (f *filter) check() error {
	switch f.kind {
	case "", "handler", "page", "metadata":
	default:
		return fmt.Errorf("--kind %s: a route is a handler, a page or metadata", f.kind)
	}
	for i, m := range f.methods {
		f.methods[i] = strings.ToUpper(m)
	}
	return nil
}

// empty reports whether every row fits.
func (f *filter) empty() bool {
	return f.path == "" && len(f.methods) == 0 && f.kind == "" && f.problem == ""
}

func (f *filter) apply(t *route.Table) []route.Route {
	var kept []route.Route
	for i := range t.Routes {
		if r := &t.Routes[i]; f.fits(t, r) {
			kept = append(kept, *r)
		}
	}
	return kept
}

func (f *filter) fits(t *route.Table, r *route.Route) bool {
	if f.kind != "" && f.kind != r.Kind.String() || !fitsPath(f.path, r.Path) {
		return false
	}
	if len(f.methods) > 0 && !slices.ContainsFunc(f.methods, func(m string) bool { return answers(r, m) }) {
		return false
	}
	return f.problem == "" || slices.ContainsFunc(r.Problems, func(i int) bool {
		return f.problem == "any" || string(t.Problems[i].Code) == f.problem
	})
}

// answers reports whether a route answers a method: a page those that read.
func answers(r *route.Route, method string) bool {
	reads := method == "GET" || method == "HEAD"
	return r.Kind == route.Page && reads || slices.Contains(r.Methods(), method) || slices.Contains(r.Implicit, method)
}

// fitsPath reports whether a route path holds the text, or fits it as a pattern
// where it has a star. A star fits a segment as it is written, [id] too.
func fitsPath(pattern, routePath string) bool {
	if !strings.Contains(pattern, "*") {
		return strings.Contains(routePath, pattern)
	}
	return fitsSegments(strings.Split(pattern, "/"), strings.Split(routePath, "/"))
}

func fitsSegments(pattern, segments []string) bool {
	for i, p := range pattern {
		if p == "**" {
			for skip := i; skip <= len(segments); skip++ {
				if fitsSegments(pattern[i+1:], segments[skip:]) {
					return true
				}
			}
			return false
		}
		if i >= len(segments) || !fitsSegment(p, segments[i]) {
			return false
		}
	}
	return len(pattern) == len(segments)
}

// fitsSegment compares one segment, in which only the star is special.
func fitsSegment(pattern, segment string) bool {
	ok, err := path.Match(strings.NewReplacer("[", "\\[", "?", "\\?", "\\", "\\\\").Replace(pattern), segment)
	return ok && err == nil
}

// symbol is how `next build` marks a render mode.
func symbol(r route.Render) string {
	switch r {
	case route.Static:
		return "○"
	case route.SSG:
		return "●"
	case route.Dynamic:
	}
	return "ƒ"
}

// writeTable prints the rows in columns, with the problems of a route below it.
func (a *app) writeTable(routes []route.Route, t *route.Table) error {
	rows := [][]string{{"", "PATH", "METHODS", "REVALIDATE", "FILE"}}
	for i := range routes {
		r := &routes[i]
		mark := symbol(r.Render)
		if slices.ContainsFunc(r.Problems, func(i int) bool { return t.Problems[i].Severity == diag.Error }) {
			mark = "!"
		}
		rows = append(rows, []string{mark, printable(r.Path), methodsText(r), revalidateText(r.Revalidate), printable(r.File)})
	}
	widths := columns(rows)
	for i, row := range rows {
		a.writeRow(row, widths)
		if i == 0 {
			continue
		}
		for _, p := range routes[i-1].Problems {
			d := &t.Problems[p]
			fmt.Fprintf(a.out, "   %s %s: %s\n", a.paint(d.Severity, d.Severity.String()), d.Code, printable(d.Message))
		}
	}
	a.summary(routes, t)
	return nil
}

// columns measures the widest cell of each column. The last needs no width.
func columns(rows [][]string) []int {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row[:len(row)-1] {
			widths[i] = max(widths[i], runewidth.StringWidth(cell))
		}
	}
	return widths
}

func (a *app) writeRow(row []string, widths []int) {
	var line strings.Builder
	for i, cell := range row {
		if widths[i] == 0 && i < len(row)-1 {
			continue
		}
		line.WriteString(cell)
		if i < len(row)-1 {
			line.WriteString(strings.Repeat(" ", widths[i]-runewidth.StringWidth(cell)+2))
		}
	}
	text := strings.TrimRight(line.String(), " ")
	if strings.HasPrefix(text, "!") {
		text = a.paint(diag.Error, "!") + text[1:]
	}
	fmt.Fprintln(a.out, text)
}

func methodsText(r *route.Route) string {
	if r.Kind == route.Page {
		return "page"
	}
	names := r.Methods()
	for _, m := range r.Implicit {
		names = append(names, strings.ToLower(m))
	}
	if len(names) == 0 {
		return "-"
	}
	return strings.Join(names, " ")
}

func revalidateText(r route.Revalidate) string {
	switch {
	case !r.Set:
		return "-"
	case r.Never:
		return "never"
	}
	return strconv.Itoa(r.Seconds) + "s"
}

// summary says on standard error what was printed.
func (a *app) summary(routes []route.Route, t *route.Table) {
	errs, warnings := count(t.Problems)
	text := plural(len(routes), "route")
	if len(routes) != len(t.Routes) {
		text = fmt.Sprintf("%d of %s", len(routes), plural(len(t.Routes), "route"))
	}
	fmt.Fprintf(a.Stderr, "%s in %s, %s, %s\n", text, t.Root, plural(errs, "error"), plural(warnings, "warning"))
}

func count(problems []diag.Diagnostic) (errs, warnings int) {
	for i := range problems {
		if problems[i].Severity == diag.Error {
			errs++
		} else {
			warnings++
		}
	}
	return errs, warnings
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// printable keeps what a file name may hold from moving the cursor: a control
// character is written as it would be in a Go string.
func printable(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return !strconv.IsPrint(r) }) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if strconv.IsPrint(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
	}
	return b.String()
}

// paint colours a word by the weight of a problem, where colours are wanted.
func (a *app) paint(s diag.Severity, word string) string {
	switch {
	case !a.Color:
		return word
	case s == diag.Error:
		return "\x1b[31m" + word + "\x1b[0m"
	}
	return "\x1b[33m" + word + "\x1b[0m"
}
