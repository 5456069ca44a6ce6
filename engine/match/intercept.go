package match

import (
	"regexp"
	"slices"
	"strings"

	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
)

// An interception route stands in for another one where the client router comes
// from a certain page, which it names in the header next-url. Next writes that
// as rewrites of its own behind those of the config:
//
//	/photo/:id → /feed/(..)photo/:id   if next-url matches /feed(?:/.*)?
//
// A route whose marker cannot be resolved gets none; the scan reports it.

// interceptions are the rewrites of the interception routes of a table.
func (m *Matcher) interceptions() []*nextconfig.Matcher {
	var rules []nextconfig.Rule
	base := m.tree.Config.BasePath
	for i := range m.tree.Table.Routes {
		path := m.tree.Table.Routes[i].Path
		if !route.HasMarker(path) {
			continue
		}
		how, err := route.ParseIntercept(path)
		if err != nil {
			continue
		}
		rules = append(rules, nextconfig.Rule{
			Source: base + ruleSource(how.Intercepted), Destination: base + ruleSource(path),
			Has:             []nextconfig.Condition{{Type: "header", Key: "next-url", Value: comingFrom(how.Intercepting)}},
			OutsideBasePath: true, LocaleFalse: true,
		})
	}
	compiled, errs := m.tree.Config.CompileBefore(rules)
	m.errs = append(slices.Clip(m.errs), errs...)
	return compiled
}

// segmentParam is a param of a route path, with the dots and the second bracket
// that say how much it takes.
var segmentParam = regexp.MustCompile(`(\[?)\[(\.\.\.)?([^\]]+)\]\]?`)

var nonWord = regexp.MustCompile(`\W`)

func paramName(name string) string { return "nxtP" + nonWord.ReplaceAllString(name, "") }

// ruleSource writes a route path in the language of rules: "/x/[id]" is
// "/x/:nxtPid".
func ruleSource(path string) string {
	return segmentParam.ReplaceAllStringFunc(path, func(text string) string {
		part := segmentParam.FindStringSubmatch(text)
		switch name := ":" + paramName(part[3]); {
		case part[1] != "":
			return name + "*"
		case part[2] != "":
			return name + "+"
		default:
			return name
		}
	})
}

// comingFrom is a regular expression over the paths at and below a route.
func comingFrom(path string) string {
	if path == "/" {
		return "/.*"
	}
	var b strings.Builder
	for part := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
		found := segmentParam.FindStringSubmatch(part)
		switch {
		case found == nil || found[0] != part:
			b.WriteString("/" + regexp.QuoteMeta(part))
		case found[1] != "":
			b.WriteString("(?:/(?<" + paramName(found[3]) + ">.+?))?")
		case found[2] != "":
			b.WriteString("/(?<" + paramName(found[3]) + ">.+?)")
		default:
			b.WriteString("/(?<" + paramName(found[3]) + ">[^/]+?)")
		}
	}
	return b.String() + "(?:/.*)?"
}
