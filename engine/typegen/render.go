package typegen

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"signalbox/engine/collate"
	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
)

// quote is JSON.stringify.
func quote(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		return `""` // a string always encodes
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// fill replaces {{name}} in a part.
func fill(text string, values ...string) string {
	return strings.NewReplacer(values...).Replace(text)
}

// union is a TypeScript union of string literals.
func union(names []string) string {
	if len(names) == 0 {
		return "never"
	}
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = quote(name)
	}
	return strings.Join(quoted, " | ")
}

// routesFile is routes.d.ts.
func (m *manifest) routesFile() string {
	exports := []string{"AppRoutes", "PageRoutes", "LayoutRoutes", "RedirectRoutes", "RewriteRoutes", "ParamMap"}
	if m.strict {
		exports = slices.Insert(exports, 1, "PageProps")
	}
	context := ""
	if len(m.handlerRoutes) > 0 {
		exports = append(exports, "AppRouteHandlerRoutes")
		context = part("context")
	}
	return fill(part("routes"),
		"{{strictly}}", m.strictly(),
		"{{routeTypes}}", m.routeTypes(),
		"{{paramTypes}}", m.paramTypes(),
		"{{layoutSlotMap}}", m.slotMap(),
		"{{exportStatement}}", "export type { "+strings.Join(exports, ", ")+" }",
		"{{routeContextInterface}}", context)
}

// strictly ends the first line of a file.
func (m *manifest) strictly() string {
	if m.strict {
		return " with experimental.strictRouteTypes"
	}
	return ""
}

// routeTypes are the unions of route names (NEXT-FACTS H2).
func (m *manifest) routeTypes() string {
	var b strings.Builder
	all := []string{"AppRoutes", "PageRoutes", "LayoutRoutes", "RedirectRoutes", "RewriteRoutes"}
	write := func(name string, set routes) { fmt.Fprintf(&b, "type %s = %s\n", name, union(set.sorted())) }
	write("AppRoutes", m.appRoutes)
	if len(m.handlerRoutes) > 0 {
		write("AppRouteHandlerRoutes", m.handlerRoutes)
		all = append(all, "AppRouteHandlerRoutes")
	}
	write("PageRoutes", m.pageRoutes)
	write("LayoutRoutes", m.layoutRoutes)
	write("RedirectRoutes", m.redirectRoutes)
	write("RewriteRoutes", m.rewriteRoutes)
	fmt.Fprintf(&b, "type Routes = %s\n", strings.Join(all, " | "))
	return b.String()
}

// paramTypes is the ParamMap (NEXT-FACTS H4).
func (m *manifest) paramTypes() string {
	all := routes{}
	for _, set := range []routes{m.appRoutes, m.handlerRoutes, m.pageRoutes, m.layoutRoutes, m.redirectRoutes, m.rewriteRoutes} {
		maps.Copy(all, set)
	}
	var b strings.Builder
	b.WriteString("interface ParamMap {\n")
	for _, name := range slices.SortedStableFunc(slices.Values(all.sorted()), collate.Compare) {
		fmt.Fprintf(&b, "  %s: %s\n", quote(name), paramType(name))
	}
	return b.String() + "}\n"
}

func paramType(name string) string {
	params := paramsOf(name)
	if len(params) == 0 {
		return "{}"
	}
	var b strings.Builder
	b.WriteString("{")
	for _, p := range params {
		mark, kind := "", "string"
		if p.Kind != route.Single {
			kind = "string[]"
		}
		if p.Kind == route.OptionalCatchAll {
			mark = "?"
		}
		fmt.Fprintf(&b, " %s%s: %s;", quote(p.Text), mark, kind)
	}
	return b.String() + " }"
}

// paramsOf lists the params of a route in path order, each name once.
func paramsOf(name string) []route.Segment {
	var params []route.Segment
	for _, p := range route.Parse(name).Params() {
		same := func(q route.Segment) bool { return q.Text == p.Text }
		if i := slices.IndexFunc(params, same); i >= 0 {
			params[i] = p
		} else {
			params = append(params, p)
		}
	}
	return params
}

// slotMap is the LayoutSlotMap (NEXT-FACTS H5).
func (m *manifest) slotMap() string {
	var b strings.Builder
	b.WriteString("interface LayoutSlotMap {\n")
	for _, name := range slices.SortedStableFunc(slices.Values(m.layoutRoutes.sorted()), collate.Compare) {
		fmt.Fprintf(&b, "  %s: %s\n", quote(name), union(slices.Sorted(slices.Values(m.slots[name]))))
	}
	return b.String() + "}\n"
}

// rootParamsFile is root-params.d.ts: the params of the layouts that have no
// layout above them.
func (m *manifest) rootParamsFile() string {
	const head = "// Type definitions for Next.js root params (next/root-params)\n"
	kinds := rootParams(m.rootLayouts())
	if len(kinds) == 0 {
		return head + "// No root params detected.\nexport {}\n"
	}
	var lines []string
	for _, name := range slices.SortedStableFunc(slices.Values(slices.Sorted(maps.Keys(kinds))), collate.Compare) {
		var types []string
		for _, t := range []string{"string", "string[]", "undefined"} {
			if kinds[name][t] {
				types = append(types, t)
			}
		}
		lines = append(lines, fmt.Sprintf("  export function %s(): Promise<%s>", name, strings.Join(types, " | ")))
	}
	return head + "\ndeclare module 'next/root-params' {\n" + strings.Join(lines, "\n") + "\n}\n"
}

func (m *manifest) rootLayouts() []string {
	return slices.DeleteFunc(m.layoutRoutes.sorted(), func(name string) bool {
		for other := range m.layoutRoutes {
			if other != name && (other == "/" || strings.HasPrefix(name, other+"/")) {
				return true
			}
		}
		return false
	})
}

// rootParams finds the types that each root param may have. One that some root
// layout lacks may be undefined.
func rootParams(layouts []string) map[string]map[string]bool {
	kinds := make(map[string]map[string]bool)
	seen := make(map[string]int)
	for _, name := range layouts {
		for _, p := range paramsOf(name) {
			if kinds[p.Text] == nil {
				kinds[p.Text] = make(map[string]bool)
			}
			seen[p.Text]++
			kinds[p.Text][map[bool]string{true: "string", false: "string[]"}[p.Kind == route.Single]] = true
			if p.Kind == route.OptionalCatchAll {
				kinds[p.Text]["undefined"] = true
			}
		}
	}
	for name, n := range seen {
		if n < len(layouts) {
			kinds[name]["undefined"] = true
		}
	}
	return kinds
}

// routeFile is the test by which Next finds handlers among TypeScript files.
var routeFile = regexp.MustCompile(`(?:^|/)route\.[^/]+$`)

// validatorFile is validator.ts (NEXT-FACTS H8).
func (m *manifest) validatorFile() string {
	pages := m.validations(m.pages, "AppPageConfig", func(e entry) bool { return typed(e.file) })
	handlers := m.validations(m.handlers, "RouteHandlerConfig", func(e entry) bool { return routeFile.MatchString(e.file) })
	all := func(entry) bool { return true }
	legacy := m.validations(m.legacyPages, "PagesPageConfig", all)
	api := m.validations(m.legacyAPI, "ApiRouteConfig", all)
	layouts := m.validations(m.layouts, "LayoutConfig", all)

	var definitions strings.Builder
	define := func(wanted bool, name string) {
		if wanted {
			definitions.WriteString(part(name))
		}
	}
	define(pages+layouts != "", "matching")
	define(pages != "", map[bool]string{false: "page", true: "page-strict"}[m.strict])
	define(legacy != "", "pages")
	define(layouts != "", "layout")
	define(handlers != "", "handler")
	define(api != "", "api")

	return "// This file is generated automatically by Next.js" + m.strictly() + "\n// Do not edit this file manually\n" +
		"// This file validates that all pages and layouts export the correct types\n\n" +
		m.imports(pages, handlers, api, layouts) + "\n" + definitions.String() + "\n" +
		strings.Join([]string{pages, handlers, legacy, api, layouts}, "\n\n") + "\n"
}

// imports are the import lines of the validator: what it needs, and no more.
func (m *manifest) imports(pages, handlers, api, layouts string) string {
	var from, types []string
	add := func(list *[]string, wanted bool, names ...string) {
		if wanted {
			*list = append(*list, names...)
		}
	}
	add(&from, pages != "", "AppRoutes")
	add(&from, layouts != "", "LayoutRoutes")
	add(&from, pages+layouts+handlers != "", "ParamMap")
	add(&from, len(m.handlerRoutes) > 0, "AppRouteHandlerRoutes")
	add(&types, api != "", "NextApiHandler")
	add(&types, pages+layouts != "", "ResolvingMetadata", "ResolvingViewport")
	text := ""
	if len(from) > 0 {
		text = "import type { " + strings.Join(from, ", ") + ` } from "./routes.js"`
	}
	text += "\n"
	if len(types) > 0 {
		text += "import type { " + strings.Join(types, ", ") + " } from \"next/types.js\"\n"
	}
	if len(m.handlerRoutes) > 0 {
		text += "import type { NextRequest } from 'next/server.js'\n"
	}
	return text
}

// validations are the checks of one kind of file. Files in JavaScript have none.
func (m *manifest) validations(entries []entry, config string, wanted func(entry) bool) string {
	entries = slices.DeleteFunc(slices.Clone(entries), func(e entry) bool {
		return !wanted(e) || !strings.HasSuffix(e.file, ".ts") && !strings.HasSuffix(e.file, ".tsx")
	})
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(a.file, b.file) })
	blocks := make([]string, len(entries))
	for i, e := range entries {
		blocks[i] = m.validation(e, config)
	}
	return strings.Join(blocks, "\n\n")
}

func (m *manifest) validation(e entry, config string) string {
	want, matching := config, ""
	switch config {
	case "AppPageConfig", "LayoutConfig":
		matching = fill(part("matching-check"), "{{route}}", quote(e.route))
		fallthrough
	case "RouteHandlerConfig":
		want += "<" + quote(e.route) + ">"
	}
	module := strings.TrimSuffix(strings.TrimSuffix(e.file, ".tsx"), ".ts") + ".js"
	if m.strict {
		return "// Validate " + e.file + "\n{\n" +
			"  const handler = {} as typeof import(" + quote(module) + ")\n" +
			"  handler satisfies " + want + "\n" +
			"  " + matching + "\n}"
	}
	return "// Validate " + e.file + "\n{\n" +
		"  type __IsExpected<Specific extends " + want + "> = Specific\n" +
		"  const handler = {} as typeof import(" + quote(module) + ")\n" +
		"  type __Check = __IsExpected<typeof handler>\n" +
		"  " + matching + "\n" +
		"  // @ts-ignore\n  type __Unused = __Check\n}"
}

// linkFile is link.d.ts, which next.config's typedRoutes asks for.
func (m *manifest) linkFile() string {
	var static, dynamic [][2]string
	seen := make(map[string]bool)
	visit := func(name, cause string) {
		if seen[name] {
			return
		}
		seen[name] = true
		if route.IsDynamic(name) {
			dynamic = append(dynamic, [2]string{linkType(name), cause})
		} else {
			static = append(static, [2]string{name, cause})
		}
	}
	for _, set := range []routes{m.appRoutes, m.pageRoutes} {
		for _, name := range set.sorted() {
			visit(name, m.relative(set[name]))
		}
	}
	for _, set := range []routes{m.redirectRoutes, m.rewriteRoutes} {
		for _, name := range set.sorted() {
			visit(name, name)
		}
	}
	for _, name := range m.handlerRoutes.sorted() {
		visit(name, m.relative(m.handlerRoutes[name]))
	}
	for _, e := range m.legacyAPI {
		visit(e.file, e.file)
	}
	impl := part("route-impl")
	if len(static)+len(dynamic) == 0 {
		impl = "string & {}"
	}
	return fill(part("link"), "{{static}}", linkUnion(static), "{{dynamic}}", linkUnion(dynamic), "{{impl}}", impl)
}

// linkType writes the params of a route as types.
func linkType(name string) string {
	segments := strings.Split(name, "/")
	for i, s := range segments {
		switch {
		case !strings.HasPrefix(s, "[") || !strings.HasSuffix(s, "]"):
		case strings.HasPrefix(s, "[..."):
			segments[i] = "${CatchAllSlug<T>}"
		case strings.HasPrefix(s, "[[...") && strings.HasSuffix(s, "]]"):
			segments[i] = "${OptionalCatchAllSlug<T>}"
		default:
			segments[i] = "${SafeSlug<T>}"
		}
	}
	return strings.Join(segments, "/")
}

func linkUnion(types [][2]string) string {
	if len(types) == 0 {
		return "never"
	}
	slices.SortStableFunc(types, func(a, b [2]string) int { return collate.Compare(a[0], b[0]) })
	var b strings.Builder
	for _, t := range types {
		fmt.Fprintf(&b, "\n    | `%s` // %s", t[0], t[1])
	}
	return b.String()
}

// cacheLifeFile is cache-life.d.ts: an overload for each profile, the built-in
// ones first and then those of the config in its order, as the keys of a
// JavaScript object stand: numbers before names.
func cacheLifeFile(c *nextconfig.Config) string {
	profiles := c.CacheLife
	names := []string{"default", "seconds", "minutes", "hours", "days", "weeks", "max"}
	for _, name := range append(slices.Clone(c.CacheLifeNames), slices.Sorted(maps.Keys(profiles))...) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(keyRank(a), keyRank(b)) })
	var keys, overloads strings.Builder
	for _, name := range names {
		if p, ok := profiles[name]; ok {
			fmt.Fprintf(&keys, "\n    %s: true", quote(name))
			overloads.WriteString(cacheLifeOverload(name, p))
		}
	}
	return "// Type definitions for Next.js cacheLife configs\n\nexport {}\n\ndeclare module 'next/cache' {\n" +
		"  export interface CacheLifeProfiles {" + keys.String() + "\n  }\n  " + overloads.String() + "\n}\n"
}

// keyRank orders the keys of a JavaScript object: array indexes by their value,
// then all others as they came.
func keyRank(key string) uint64 {
	n, err := strconv.ParseUint(key, 10, 32)
	if err != nil || n == math.MaxUint32 || strconv.FormatUint(n, 10) != key {
		return math.MaxUint32
	}
	return n
}

func cacheLifeOverload(name string, p nextconfig.CacheLife) string {
	return fmt.Sprintf("\n    /**\n     * Cache this `\"use cache\"` for a timespan defined by the `%s` profile.\n     * ```\n"+
		"     *   stale:      %s\n     *   revalidate: %s\n     *   expire:     %s\n     * ```\n     * %s\n     */\n"+
		"    export function cacheLife(profile: %s): void\n    ",
		quote(name), spanWithSeconds(p.Stale), spanWithSeconds(p.Revalidate), spanWithSeconds(p.Expire), cacheLifeText(p), quote(name))
}

// never is where Next says "never" instead of a number of seconds.
const never = 0xfffffffe

// cacheLifeText says what a profile means, a line for each of its values.
func cacheLifeText(p nextconfig.CacheLife) string {
	const line = "\n     * "
	text := ""
	switch {
	case p.Stale < 0:
		text += line + "This cache may be stale on clients for the default stale time of the scope before checking with the server."
	case p.Stale >= never:
		text += line + "This cache may be stale on clients indefinitely before checking with the server."
	default:
		text += line + "This cache may be stale on clients for " + span(p.Stale) + " before checking with the server."
	}
	if p.Revalidate >= 0 && p.Expire >= 0 && p.Revalidate >= p.Expire {
		return text + line + "This cache will expire after " + span(p.Expire) + ". The next request will recompute it."
	}
	switch {
	case p.Revalidate < 0:
		text += line + "It will inherit the default revalidate time of its scope since it does not define its own."
	case p.Revalidate < never:
		text += line + "If the server receives a new request after " + span(p.Revalidate) + ", start revalidating new values in the background."
	}
	switch {
	case p.Expire < 0:
		text += line + "It will inherit the default expiration time of its scope since it does not define its own."
	case p.Expire >= never:
		text += line + "It lives for the maximum age of the server cache. If this entry has no traffic for a while, it may serve an old value the next request."
	default:
		text += line + "If this entry has no traffic for " + span(p.Expire) + " it will expire. The next request will recompute it."
	}
	return text
}

func spanWithSeconds(seconds int) string {
	plain := fmt.Sprintf("%d seconds", seconds)
	switch text := span(seconds); {
	case seconds < 0:
		return "default"
	case seconds >= never:
		return "never"
	case text != plain:
		return plain + " (" + text + ")"
	}
	return plain
}

// span is a number of seconds in the largest unit that fits it exactly.
func span(seconds int) string {
	units := []struct {
		size int
		name string
	}{{30 * 24 * 3600, "month"}, {18144000, "month"}, {7 * 24 * 3600, "week"}, {24 * 3600, "day"}, {3600, "hour"}, {60, "minute"}}
	if seconds > 0 {
		for i, u := range units {
			if seconds == u.size && i != 1 {
				return "1 " + u.name
			}
		}
		for _, u := range units {
			if seconds%u.size == 0 {
				return fmt.Sprintf("%d %ss", seconds/u.size, u.name)
			}
		}
	}
	return fmt.Sprintf("%d seconds", seconds)
}
