package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"signalbox/engine/match"
	"signalbox/engine/route"
)

// change is one difference between two route tables.
type change struct {
	Change   string   `json:"change"` // "route-added", …
	Path     string   `json:"path"`
	Breaking bool     `json:"breaking"`
	Methods  []string `json:"methods,omitempty"`
	Old      string   `json:"old,omitempty"`
	New      string   `json:"new,omitempty"`
}

func (a *app) diffCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Compare the route tables of two folders",
		Long: `Lists routes and methods that were added or removed, paths that another file
answers now, and answers that are cached where they were not or the other way
round. The exit code is 1 if a change can break a client (marked !): a route or a
method is gone, whoever else answers in its place, or a page became a handler or
the other way round. A route that next.config redirects is not gone.`,
		Example: "  git worktree add /tmp/main main && signalbox diff /tmp/main .",
		Args:    between(2, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if a.sample != "" {
				return fmt.Errorf("diff compares two folders: --sample has no place in it")
			}
			changes, err := a.changes(cmd.Context(), args[0], args[1])
			if err != nil {
				return err
			}
			if err := a.writeChanges(changes, asJSON); err != nil {
				return err
			}
			if slices.ContainsFunc(changes, func(c change) bool { return c.Breaking }) {
				return answerNo
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

func (a *app) writeChanges(changes []change, asJSON bool) error {
	if asJSON {
		return writeJSON(a.out, map[string]any{"changes": list(changes)}, true)
	}
	for _, c := range changes {
		mark := " "
		if c.Breaking {
			mark = "!"
		}
		text := fmt.Sprintf("%s %-15s %s", mark, c.Change, printable(c.Path))
		if len(c.Methods) > 0 {
			text += "  " + strings.Join(c.Methods, " ")
		}
		switch {
		case c.Old != "" && c.New != "":
			text += fmt.Sprintf("  %s → %s", printable(c.Old), printable(c.New))
		case c.Old+c.New != "":
			text += "  " + printable(c.Old+c.New)
		}
		fmt.Fprintln(a.out, text)
	}
	fmt.Fprintln(a.Stderr, plural(len(changes), "change"))
	return nil
}

// changes compares the projects of two folders.
func (a *app) changes(ctx context.Context, before, after string) ([]change, error) {
	old, err := a.stillAt(ctx, []string{before})
	if err != nil {
		return nil, err
	}
	defer old.Close()
	now, err := a.stillAt(ctx, []string{after})
	if err != nil {
		return nil, err
	}
	defer now.Close()
	return compare(old, now), nil
}

// routing is one side of a comparison.
type routing interface {
	Table() *route.Table
	Match(method, target string) match.Result
}

// compare lists what changed from one side to the next, by path.
func compare(before, after routing) []change {
	d := differ{before: before, after: after, old: byShape(before.Table()), now: byShape(after.Table()), replaced: map[string]bool{}}
	for i := range before.Table().Routes {
		r := &before.Table().Routes[i]
		if d.now[r.Pattern.Shape()] == nil {
			d.gone(r)
		}
	}
	for i := range after.Table().Routes {
		r := &after.Table().Routes[i]
		switch was := d.old[r.Pattern.Shape()]; {
		case was != nil:
			d.both(was, r)
		case !d.replaced[r.Pattern.Shape()]:
			d.added(r)
		}
	}
	slices.SortStableFunc(d.changes, func(a, b change) int { return strings.Compare(a.Path, b.Path) })
	return d.changes
}

// differ collects the changes between two sides.
type differ struct {
	before, after routing
	old, now      map[string]*route.Route
	replaced      map[string]bool // shapes of new routes that stand for old ones
	changes       []change
}

func (d *differ) add(path string, c change) {
	c.Path = path
	d.changes = append(d.changes, c)
}

// gone compares a route that is no more with what answers its paths now. A new
// route in its place is that route, changed; one that was there before is not.
func (d *differ) gone(r *route.Route) {
	answer := d.after.Match("GET", r.Pattern.Witness())
	is := answer.Route
	switch {
	case is != nil && d.old[is.Pattern.Shape()] == nil && !d.replaced[is.Pattern.Shape()]:
		d.replaced[is.Pattern.Shape()] = true
		d.both(r, is)
	case is != nil:
		d.add(r.Path, change{Change: "route-removed", Breaking: true, Methods: r.Methods(), Old: r.File, New: is.File})
	case answer.Outcome == match.File || answer.Outcome == match.LegacyPage:
		path, _, file := owner(&answer)
		d.add(r.Path, change{Change: "owner-changed", Breaking: r.Kind == route.Handler, Old: r.File, New: cmp.Or(file, "pages"+path)})
	case answer.Outcome == match.Redirected:
		d.add(r.Path, change{Change: "route-removed", Methods: r.Methods(), Old: r.File, New: answer.Location})
	default:
		d.add(r.Path, change{Change: "route-removed", Breaking: true, Methods: r.Methods(), Old: r.File})
	}
}

// added is a new route. Where an old one answered its paths, what that answered
// and this does not is gone.
func (d *differ) added(r *route.Route) {
	c := change{Change: "route-added", Methods: r.Methods(), New: r.File}
	was := d.before.Match("GET", r.Pattern.Witness()).Route
	if was == nil {
		d.add(r.Path, c)
		return
	}
	c.Old = was.File
	d.add(r.Path, c)
	if gone := lost(was, r); len(gone) > 0 {
		d.add(r.Path, change{Change: "methods-removed", Breaking: true, Methods: gone})
	}
}

// lost lists the methods that one route exports and another does not answer.
func lost(was, is *route.Route) []string {
	if is.Kind == route.Page {
		return nil
	}
	return without(was.Methods(), append(is.Methods(), is.Implicit...))
}

// byShape finds routes by what they match, whatever their params are called.
func byShape(t *route.Table) map[string]*route.Route {
	m := make(map[string]*route.Route, len(t.Routes))
	for i := range t.Routes {
		if r := &t.Routes[i]; m[r.Pattern.Shape()] == nil {
			m[r.Pattern.Shape()] = r
		}
	}
	return m
}

// both compares a route with what it has become.
func (d *differ) both(was, is *route.Route) {
	if was.Kind != is.Kind {
		pages := was.Kind == route.Page || is.Kind == route.Page
		d.add(is.Path, change{Change: "kind-changed", Breaking: pages, Old: was.Kind.String(), New: is.Kind.String()})
	}
	if was.Path != is.Path {
		name := "params-renamed"
		if was.Pattern.Shape() != is.Pattern.Shape() {
			name = "path-changed"
		}
		d.add(is.Path, change{Change: name, Old: was.Path, New: is.Path})
	}
	if was.File != is.File {
		d.add(is.Path, change{Change: "owner-changed", Old: was.File, New: is.File})
	}
	if gone := lost(was, is); len(gone) > 0 {
		d.add(is.Path, change{Change: "methods-removed", Breaking: true, Methods: gone})
	}
	if more := lost(is, was); len(more) > 0 {
		d.add(is.Path, change{Change: "methods-added", Methods: more})
	}
	if was.Render != is.Render || life(was) != life(is) {
		d.add(is.Path, change{Change: "caching-changed", Old: caching(was), New: caching(is)})
	}
}

// caching names how a GET is computed: "static", "static, revalidate 60s".
func caching(r *route.Route) string {
	if !life(r).Set {
		return r.Render.String()
	}
	return r.Render.String() + ", revalidate " + revalidateText(life(r))
}

// life is how long a GET is kept: a page goes by its layouts too.
func life(r *route.Route) route.Revalidate {
	if r.Kind == route.Page {
		return r.Life
	}
	return r.Revalidate
}

func without(all, these []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(m string) bool { return slices.Contains(these, m) })
}
