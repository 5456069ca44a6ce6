package scan

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
)

// variants are the values that a segment config export may have.
var variants = map[string][]string{
	"dynamic":    {"auto", "force-dynamic", "error", "force-static"},
	"fetchCache": {"auto", "default-cache", "only-cache", "force-cache", "default-no-store", "only-no-store", "force-no-store"},
	"runtime":    {"nodejs", "edge", "experimental-edge"},
}

// staticKinds say what each export has to be, in the words of Next.
var staticKinds = map[string]string{
	"dynamic": "string", "fetchCache": "string", "runtime": "string", "dynamicParams": "boolean",
	"preferredRegion": "string or array of static strings",
}

// cacheComponentExports need cacheComponents; the others don't go with it.
var cacheComponentExports = [...]string{"prefetch", "instant", "ensureStatic"}

// checkSegment looks at the segment config of a file. kind is "route", "page"
// or "layout". Only exports that the file writes itself count: what comes
// through `export *` is not looked at (NEXT-FACTS B5).
func (b *builder) checkSegment(file, path, kind string) {
	f := b.rd.parse(file)
	if f.mod == nil || f.mod.Has("use client") && kind != "route" {
		return
	}
	for i := range f.facts.config {
		b.checkConfigExport(file, path, kind, &f.facts.config[i])
	}
	b.checkStarConfig(file, path, kind)
	if b.config.CacheComponents {
		return
	}
	for _, text := range cacheComponentExports {
		if e := f.mod.Export(text); e != nil && e.Form == jslit.Variable {
			b.refused(diag.StageBuild, diag.Diagnostic{
				Code: ConfigNeedsCacheComponents, Path: path,
				Message: fmt.Sprintf("%s exports %s, which needs cacheComponents in next.config", file, text),
				Next:    fmt.Sprintf("Route segment config %q requires `nextConfig.cacheComponents` to be enabled.", text),
				Spans:   []diag.Span{b.at(file, e, "")},
			})
		}
	}
	b.checkEdge(file, path, f.mod)
	b.checkConfigObject(file, path, f.mod)
}

// checkConfigExport looks at one segment config export.
func (b *builder) checkConfigExport(file, path, kind string, s *setting) {
	e := s.export
	if b.config.CacheComponents && e.Name != "preferredRegion" && e.Name != "maxDuration" {
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: ConfigWithCacheComponents, Path: path,
			Message: fmt.Sprintf("%s of %s has no meaning under cacheComponents", e.Name, file),
			Next:    fmt.Sprintf("Route segment config %q is not compatible with `nextConfig.cacheComponents`. Please remove it.", e.Name),
			Spans:   []diag.Span{b.at(file, e, "")},
		})
		return
	}
	code, reason, whole := configFault(s, path)
	if whole == invalidConfig && kind == "layout" { // numbers of a layout are read when it runs
		if code, reason, whole = negativeFault(s.value); code == "" {
			return
		}
	}
	if code == "" {
		return
	}
	d := diag.Diagnostic{
		Code: code, Path: path, Spans: []diag.Span{b.at(file, e, "")},
		Message: fmt.Sprintf("%s of %s is refused: %s", e.Name, file, lowerFirst(reason)),
		Next:    whole,
	}
	if whole == "" {
		d.Next = fmt.Sprintf("Next.js can't recognize the exported `%s` field in route. %s\n"+
			"The exported configuration object in a source file needs to have a very specific format from which some properties can be statically parsed at compiled-time.\n"+
			"https://nextjs.org/docs/app/api-reference/file-conventions/route-segment-config", e.Name, reason)
	}
	b.refused(diag.StageBuild, d)
}

func lowerFirst(s string) string {
	s = strings.TrimSuffix(s, ".")
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// configFault says what is wrong with a segment config export: a reason, and
// where Next uses other words than its usual ones, the whole message.
func configFault(s *setting, path string) (code diag.Code, reason, whole string) {
	e, v := s.export, s.value
	switch e.Form {
	case jslit.Reexport, jslit.Specifier:
		return ConfigReexported, "It mustn't be reexported.", ""
	case jslit.Pattern, jslit.CommonJS:
		return "", "", ""
	case jslit.Function, jslit.Class, jslit.Enum, jslit.Namespace:
		if kind := staticKinds[e.Name]; kind != "" {
			return ConfigNotStatic, "It needs to be a static " + kind + ".", ""
		}
		return ConfigNotStatic, "It has to be a number.", invalidConfig
	case jslit.Variable, jslit.DefaultExpr, jslit.TypeOnly:
	}
	if v.Paren {
		return ConfigNotStatic, "It has to stand without parentheses.", invalidConfig
	}
	switch e.Name {
	case "dynamic", "fetchCache", "runtime":
		return variantFault(e.Name, v, path)
	case "dynamicParams":
		if v.Kind != jslit.BoolVal && v.Kind != jslit.Undefined {
			return ConfigNotStatic, "It needs to be a static boolean.", ""
		}
	case "preferredRegion":
		if v.Kind != jslit.StringVal && v.Kind != jslit.Undefined && (v.Kind != jslit.ArrayVal || !v.Literal()) {
			return ConfigNotStatic, "It needs to be a static string or array of static strings.", ""
		}
	case "revalidate":
		return revalidateFault(v, path)
	case "maxDuration":
		return durationFault(v, path)
	}
	return "", "", ""
}

// checkStarConfig looks at segment config that comes through `export *`. Its
// text is not looked at, but its value is checked when the module runs.
func (b *builder) checkStarConfig(file, path, kind string) {
	n := b.exportsOf(file)
	for i := range n.list {
		found := &n.list[i]
		if !found.through || !slices.Contains(configExports[:], found.export.Name) || found.decl == nil {
			continue
		}
		s := setting{export: found.decl, value: b.valueOf(found)}
		code, reason, _ := configFault(&s, path)
		if code != ConfigInvalid {
			continue
		}
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: code, Path: path, Spans: []diag.Span{b.spanOf(found, ""), fileSpan(file, "takes it over")},
			Message: fmt.Sprintf("%s of %s, a %s, is refused: %s", found.export.Name, file, kind, lowerFirst(reason)),
			Next:    optionsPrefix(path) + enumReason(found.export.Name, s.value),
		})
	}
}

// enumReason is what the second reader says of a value that it does not know.
func enumReason(name string, v jslit.Value) string {
	if name != "dynamic" {
		return ""
	}
	return fmt.Sprintf("Invalid enum value. Expected 'auto' | 'error' | 'force-static' | 'force-dynamic', received '%s' at \"dynamic\"", v.Str)
}

// invalidConfig is all that Next says where its two readers of segment config
// disagree.
const invalidConfig = "Invalid segment configuration export detected. This can cause unexpected behavior from the configs not being applied. " +
	"You should see the relevant failures in the logs above. Please fix them to continue."

// optionsPrefix starts the messages of the second reader.
func optionsPrefix(path string) string {
	return fmt.Sprintf("Invalid segment configuration options detected for %q. Read more at https://nextjs.org/docs/app/api-reference/file-conventions/route-segment-config: ", path)
}

func variantFault(name string, v jslit.Value, path string) (diag.Code, string, string) {
	if v.Kind == jslit.Undefined {
		return "", "", ""
	}
	if v.Kind != jslit.StringVal {
		return ConfigNotStatic, "It needs to be a static string.", ""
	}
	known := variants[name]
	for _, k := range known {
		if k == v.Str {
			if k == "experimental-edge" {
				reason := "Invalid enum value. Expected 'edge' | 'nodejs', received 'experimental-edge'"
				return ConfigInvalid, reason, optionsPrefix(path) + reason + ` at "runtime"`
			}
			return "", "", ""
		}
	}
	return ConfigInvalid, fmt.Sprintf("It has an invalid value: unknown variant `%s`, expected one of `%s`.", v.Str, strings.Join(known, "`, `")), ""
}

func revalidateFault(v jslit.Value, path string) (diag.Code, string, string) {
	switch v.Kind {
	case jslit.Undefined:
		return "", "", ""
	case jslit.BoolVal:
		if !v.Bool {
			return "", "", ""
		}
	case jslit.NumberVal:
		if v.Signed || math.IsInf(v.Num, 0) {
			return ConfigNotStatic, "It has to be a plain number.", invalidConfig
		}
		if v.Num == math.Trunc(v.Num) {
			return "", "", ""
		}
	case jslit.StringVal, jslit.NullVal:
	default:
		return ConfigNotStatic, "It has to be a plain number or false, not an expression.", invalidConfig
	}
	shown, _ := v.Any()
	text, _ := json.Marshal(shown)
	reason := fmt.Sprintf("Invalid revalidate value %s on %q, must be a non-negative number or false", text, path)
	return ConfigInvalid, reason, optionsPrefix(path) + reason + ` at "revalidate"`
}

// negativeFault finds a negative number, which a running layout may not export.
func negativeFault(v jslit.Value) (diag.Code, string, string) {
	if v.Kind != jslit.NumberVal || v.Num >= 0 {
		return "", "", ""
	}
	reason := fmt.Sprintf("Invalid revalidate value %v", v.Num)
	return ConfigInvalid, reason + ", it must be a non-negative number or false", reason
}

func durationFault(v jslit.Value, path string) (diag.Code, string, string) {
	switch {
	case v.Kind == jslit.NumberVal && !v.Signed && v.Num != math.Trunc(v.Num):
		reason := "Expected integer, received float"
		return ConfigInvalid, reason, optionsPrefix(path) + reason + ` at "maxDuration"`
	case v.Kind == jslit.NumberVal && !v.Signed, v.Kind == jslit.Undefined:
		return "", "", ""
	case v.Kind == jslit.StringVal:
		reason := "Expected number, received string"
		return ConfigInvalid, reason, optionsPrefix(path) + reason + ` at "maxDuration"`
	case v.Literal() && v.Kind != jslit.NumberVal:
		reason := "Expected number"
		return ConfigInvalid, reason, optionsPrefix(path) + reason + ` at "maxDuration"`
	}
	return ConfigNotStatic, "It has to be a plain number.", invalidConfig
}

// checkEdge reports generateStaticParams on the edge runtime.
func (b *builder) checkEdge(file, path string, m *jslit.Module) {
	params, runtime := m.Export("generateStaticParams"), m.Export("runtime")
	if params == nil || runtime == nil || runtime.Init < 0 {
		return
	}
	if v := m.Value(runtime.Init); v.Kind != jslit.StringVal || v.Str != "edge" {
		return
	}
	leaf := specialNames[specialOf(stemOf(file))%specials]
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code: EdgeStaticParams, Path: path,
		Message: fmt.Sprintf("%s can't have both generateStaticParams and the edge runtime", file),
		Next:    fmt.Sprintf("Page \"%s/%s\" cannot use both `export const runtime = 'edge'` and export `generateStaticParams`.", strings.TrimSuffix(path, "/"), leaf),
		Spans:   []diag.Span{b.at(file, params, ""), b.at(file, runtime, "")},
	})
}

// stemOf returns the name of a file up to its first period.
func stemOf(file string) string {
	stem, _, _ := strings.Cut(file[strings.LastIndexByte(file, '/')+1:], ".")
	return stem
}

// checkConfigObject warns of the config object of the pages folder.
func (b *builder) checkConfigObject(file, path string, m *jslit.Module) {
	e := m.Export("config")
	if e == nil || e.Form != jslit.Variable {
		return
	}
	b.warn(diag.Diagnostic{
		Code: ConfigObject, Path: path,
		Message: fmt.Sprintf("the config object of %s is ignored; the app folder has an export for each option", file),
		Next:    "Next.js can't recognize the exported `config` field in route. Page config in `config` is deprecated and ignored, use individual exports instead.",
		Spans:   []diag.Span{b.at(file, e, "")},
	})
}
