package match

import (
	"fmt"
	"slices"
	"strings"

	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// note records an event where the request asks for them.
func (w *walk) note(e trace.Event) {
	if w.req.Explain {
		w.result.Events = append(w.result.Events, e)
	}
}

// applied records that a rule of the config took part.
func (w *walk) applied(rule *nextconfig.Matcher, effect string) {
	if !w.req.Explain {
		return
	}
	w.result.Events = append(w.result.Events, trace.ConfigRule{
		Stage: rule.Stage.String(), Source: rule.Source, Destination: rule.Destination, Effect: effect,
	})
	w.result.Steps = append(w.result.Steps, Step{
		Candidate: rule.Source, File: rule.Rule.Pos.File, Verdict: Applied,
		Reason: "the " + rule.Stage.String() + " rule " + effect,
	})
}

// explain lists the candidates around the answer, in the order in which Next
// looks at them, and says why each won or lost. It runs after the fact, so the
// hot path knows nothing of it.
func (w *walk) explain(found find) {
	path, ok := w.local()
	if !ok {
		w.step(Step{Candidate: w.path, Reason: "the path is outside of the base path " + w.m.tree.Config.BasePath})
		return
	}
	path = trimSlash(path)
	if w.result.Public != "" {
		w.step(Step{Candidate: "/" + w.result.Public, File: "public/" + w.result.Public, Verdict: Chosen, Reason: "a file of the public folder is looked for before routes"})
	}
	w.explainExact(path, found)
	w.explainDynamic(path, found)
	w.explainEvents()
}

func (w *walk) step(s Step) { w.result.Steps = append(w.result.Steps, s) }

// explainExact names the route whose path is the request's, decoded or not.
func (w *walk) explainExact(path string, found find) {
	decoded, _ := spellings(path)
	id, ok := w.m.app[path]
	switch {
	case ok && !w.m.tree.Table.Routes[id].Pattern.Dynamic() || ok && found.kind == foundRoute && found.how == byPath:
		r := &w.m.tree.Table.Routes[id]
		s := Step{Candidate: r.Path, File: r.File, Verdict: Chosen, Reason: "the path is the route's, letter for letter"}
		if r != w.result.Route {
			s.Verdict, s.Reason = Beaten, "a file of the public folder has the same path"
		}
		w.step(s)
	case decoded != path && w.m.hasApp(decoded):
		r := &w.m.tree.Table.Routes[w.m.app[decoded]]
		w.step(Step{Candidate: r.Path, File: r.File, Reason: "only the decoded path is the route's; Next compares with " + path})
	case found.kind == foundNothing:
		w.explainCase(path)
	}
}

// explainCase names the routes that a path misses by the case of its letters.
func (w *walk) explainCase(path string) {
	for i := range w.m.tree.Table.Routes {
		if r := &w.m.tree.Table.Routes[i]; len(r.Path) == len(path) && strings.EqualFold(r.Path, path) {
			w.step(Step{Candidate: r.Path, File: r.File, Reason: "it differs from the path in the case of its letters, which counts"})
		}
	}
}

// maxExplained bounds the dynamic candidates that are explained one by one.
const maxExplained = 50

// explainDynamic goes through the dynamic routes in Next's order: those whose
// first segment fits the path are named.
func (w *walk) explainDynamic(path string, found find) {
	if found.kind == foundRoute && found.how == byPath {
		return
	}
	named := 0
	for _, d := range w.m.sorted() {
		if !related(d.pattern, path) {
			continue
		}
		w.step(w.candidate(d, path, found))
		if named++; named == maxExplained {
			return
		}
	}
}

// candidate says why a dynamic route won or lost.
func (w *walk) candidate(d dynamicRoute, path string, found find) Step {
	reason, fits := lost(d.pattern, path)
	s := Step{Candidate: d.pattern.String(), Reason: reason}
	if d.route != none {
		s.File = w.m.tree.Table.Routes[d.route].File
	}
	chosen := d.route == found.id && found.kind == foundRoute || d.page != "" && d.page == found.text
	switch {
	case chosen && found.how != byPath:
		s.Verdict, s.Reason = Chosen, "the first dynamic route, in order of specificity, that takes the whole path"
	case fits && w.shuts(&d):
		s.Reason = "it fits, but dynamicParams is false and generateStaticParams does not name the path"
	case fits && w.result.Outcome == NotFound:
		s.Reason = "it takes the path, but Next does not get to it"
	case fits:
		s.Verdict, s.Reason = Beaten, "it takes the path too, and "+w.winner()+" comes first"
	}
	return s
}

func (w *walk) winner() string {
	switch {
	case w.result.Route != nil:
		return w.result.Route.Path
	case w.result.Page != "":
		return "pages" + w.result.Page
	}
	return "public/" + w.result.Public
}

// sortDynamic returns dynamic routes in Next's order.
func sortDynamic(list []dynamicRoute) []dynamicRoute {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b dynamicRoute) int { return route.Compare(a.pattern, b.pattern) })
	return list
}

// related says whether the first segment of a pattern fits a path, without which
// the pattern is not worth a line.
func related(p route.Pattern, path string) bool {
	first, _, _ := cutSegment(strings.TrimPrefix(path, "/"))
	s := &p.Segments[0]
	return s.Accepts(first) || first == "" && s.Kind == route.OptionalCatchAll
}

// lost says at which part a pattern and a path come apart.
func lost(p route.Pattern, path string) (reason string, fits bool) {
	if p.Matches(path) {
		return "", true
	}
	var parts []string
	if path != "/" {
		parts = strings.Split(path[1:], "/")
	}
	for i, s := range p.Segments {
		if s.Kind == route.CatchAll || s.Kind == route.OptionalCatchAll {
			return fmt.Sprintf("%s takes one part of the path at least, and there is none left", s), false
		}
		if i >= len(parts) {
			return fmt.Sprintf("the path ends before %s", s), false
		}
		if !s.Accepts(parts[i]) {
			return fmt.Sprintf("its part %s is not %q", s, parts[i]), false
		}
	}
	return fmt.Sprintf("it ends before %q", strings.Join(parts[len(p.Segments):], "/")), false
}

// explainEvents turns the steps about routes into events of the trace.
func (w *walk) explainEvents() {
	for _, s := range w.result.Steps {
		if s.Verdict != Applied {
			w.note(trace.Candidate{Path: s.Candidate, File: s.File, Chosen: s.Verdict == Chosen, Reason: s.Reason})
		}
	}
	switch {
	case w.result.Route != nil:
		r := w.result.Route
		w.note(trace.Matched{Path: r.Path, File: r.File, Kind: r.Kind.String(), Params: w.result.Params})
	case w.result.Public != "":
		w.note(trace.Matched{Path: "/" + w.result.Public, File: "public/" + w.result.Public, Kind: "public"})
	}
	if w.result.NearMiss {
		w.note(trace.Oddity{Text: w.result.Reason, Fact: "NEXT-FACTS A10"})
	}
}
