package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

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
round. The exit code is 1 if a change can break a client: a route or a method is
gone, a route became a page, or its params have other names or kinds.`,
		Example: "  git worktree add /tmp/main main && signalbox diff /tmp/main .",
		Args:    between(2, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if a.sample != "" {
				return fmt.Errorf("diff compares two folders: --sample has no place in it")
			}
			before, err := a.table(cmd.Context(), args[:1])
			if err != nil {
				return err
			}
			after, err := a.table(cmd.Context(), args[1:])
			if err != nil {
				return err
			}
			changes := compare(before, after)
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

// compare lists what changed from one table to the next, by path.
func compare(before, after *route.Table) []change {
	old, now := byShape(before), byShape(after)
	var changes []change
	for i := range before.Routes {
		r := &before.Routes[i]
		if now[r.Pattern.Shape()] == nil {
			changes = append(changes, change{Change: "route-removed", Path: r.Path, Breaking: true, Methods: r.Methods(), Old: r.File})
		}
	}
	for i := range after.Routes {
		r := &after.Routes[i]
		if was := old[r.Pattern.Shape()]; was != nil {
			changes = append(changes, compareRoutes(was, r)...)
		} else {
			changes = append(changes, change{Change: "route-added", Path: r.Path, Methods: r.Methods(), New: r.File})
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int { return strings.Compare(a.Path, b.Path) })
	return changes
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

// compareRoutes lists what changed for one path.
func compareRoutes(was, is *route.Route) []change {
	var changes []change
	add := func(c change) {
		c.Path = is.Path
		changes = append(changes, c)
	}
	if was.Kind != is.Kind {
		add(change{Change: "kind-changed", Breaking: was.Kind == route.Handler, Old: was.Kind.String(), New: is.Kind.String()})
	}
	if was.Path != is.Path {
		add(change{Change: "params-renamed", Breaking: true, Old: was.Path, New: is.Path})
	}
	if was.File != is.File {
		add(change{Change: "owner-changed", Old: was.File, New: is.File})
	}
	if gone := without(was.Methods(), is.Methods()); len(gone) > 0 && is.Kind != route.Page {
		add(change{Change: "methods-removed", Breaking: true, Methods: gone})
	}
	if added := without(is.Methods(), was.Methods()); len(added) > 0 && was.Kind != route.Page {
		add(change{Change: "methods-added", Methods: added})
	}
	if was.Render != is.Render || was.Revalidate != is.Revalidate {
		add(change{Change: "caching-changed", Old: caching(was), New: caching(is)})
	}
	return changes
}

// caching names how a GET is computed: "static", "static, revalidate 60s".
func caching(r *route.Route) string {
	if !r.Revalidate.Set {
		return r.Render.String()
	}
	return r.Render.String() + ", revalidate " + revalidateText(r.Revalidate)
}

func without(all, these []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(m string) bool { return slices.Contains(these, m) })
}
