package scan

import (
	"fmt"
	"path"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
	"signalbox/engine/nextconfig"
)

// checkProxy looks at proxy.* and middleware.* (NEXT-FACTS A17, B5).
func (b *builder) checkProxy() {
	proxy := b.project.sideFile(b.rd, "proxy", b.config.PageExtensions)
	middleware := b.project.sideFile(b.rd, "middleware", b.config.PageExtensions)
	if b.before16() {
		if middleware != "" {
			b.checkProxyFile(middleware, "middleware")
		}
		return
	}
	const more = "Learn more: https://nextjs.org/docs/messages/middleware-to-proxy"
	switch {
	case proxy != "" && middleware != "":
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code:    ProxyAndMiddleware,
			Message: fmt.Sprintf("%s and %s are two names for one thing; keep %s", middleware, proxy, proxy),
			Next:    fmt.Sprintf("Both middleware file \"./%s\" and proxy file \"./%s\" are detected. Please use \"./%s\" only. %s", middleware, proxy, proxy, more),
			Spans:   []diag.Span{fileSpan(middleware, ""), fileSpan(proxy, "")},
			Fix:     deleteFile(middleware),
		})
	case middleware != "":
		b.warn(diag.Diagnostic{
			Code:    MiddlewareDeprecated,
			Message: fmt.Sprintf("%s still works; Next 16 calls it proxy", middleware),
			Next:    "The \"middleware\" file convention is deprecated. Please use \"proxy\" instead.",
			Spans:   []diag.Span{fileSpan(middleware, "")},
		})
		b.checkProxyFile(middleware, "middleware")
	case proxy != "":
		b.checkProxyFile(proxy, "proxy")
	}
	b.checkMisplacedProxy()
}

// checkMisplacedProxy looks at a proxy that lies in the project folder while
// the app folder lies in src, or the other way round: it is compiled, and refused
// for what is wrong with it, but it never runs.
func (b *builder) checkMisplacedProxy() {
	elsewhere := *b.project
	elsewhere.side = "src"
	if b.project.side == "src" {
		elsewhere.side = "."
	}
	for _, name := range []string{"proxy", "middleware"} {
		file := elsewhere.sideFile(b.rd, name, b.config.PageExtensions)
		if file == "" {
			continue
		}
		b.warn(diag.Diagnostic{
			Code:    ProxyMisplaced,
			Message: fmt.Sprintf("%s never runs: it has to lie beside %s", file, b.project.app),
			Spans:   []diag.Span{fileSpan(file, "")},
			Fix:     moveFile(file, path.Join(b.project.side, path.Base(file))),
		})
		b.checkProxyFile(file, name)
	}
}

// checkProxyFile looks at the exports of the file that runs before routing.
func (b *builder) checkProxyFile(file, name string) {
	if !b.checkText(file) {
		return
	}
	b.checkReexports(file, "")
	m := b.rd.parse(file).mod
	n := b.exportsOf(file)
	if n.get("default") == nil && n.get(name) == nil && !n.open {
		label := strings.ToUpper(name[:1]) + name[1:]
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code:    ProxyWithoutFunction,
			Message: fmt.Sprintf("%s exports neither a default function nor one named %s", file, name),
			Next:    label + " is missing expected function export name",
			Spans:   []diag.Span{fileSpan(file, "")},
		})
	}
	if e := m.Export("runtime"); e != nil && name == "proxy" {
		b.proxyRuntime(file, b.at(file, e, ""))
	}
	b.checkMatcher(file, name, m)
}

func (b *builder) proxyRuntime(file string, at diag.Span) {
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code:    ProxyConfig,
		Message: fmt.Sprintf("%s sets a runtime; a proxy always runs on Node.js", file),
		Next: fmt.Sprintf("Route segment config is not allowed in Proxy file at \"./%s\". Proxy always runs on Node.js runtime. "+
			"Learn more: https://nextjs.org/docs/messages/middleware-to-proxy", file),
		Spans: []diag.Span{at},
	})
}

// checkMatcher looks at `export const config`.
func (b *builder) checkMatcher(file, name string, m *jslit.Module) {
	e := m.Export("config")
	if e != nil && (e.Form == jslit.Reexport || e.Form == jslit.Specifier) {
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code:    ProxyConfig,
			Message: fmt.Sprintf("config of %s comes through an export list; Next reads it where it is exported", file),
			Next:    "Next.js can't recognize the exported `config` field in route. It mustn't be reexported.",
			Spans:   []diag.Span{b.at(file, e, "")},
		})
	}
	if e == nil || e.Init < 0 {
		return
	}
	v := m.Value(e.Init)
	if _, ok := v.Get("runtime"); ok && name == "proxy" {
		b.proxyRuntime(file, b.at(file, e, ""))
	}
	if matcher, ok := v.Get("matcher"); ok && b.checkMatcherForm(file, matcher) {
		b.checkMatcherSources(file, name, matcher)
	}
}

// checkMatcherForm reports a matcher that can't be read from the text, or is not
// of a form that Next knows. It reports whether its sources can be looked at.
func (b *builder) checkMatcherForm(file string, matcher *jslit.Value) bool {
	const unknown = "Next.js can't recognize the exported `config` field in route. "
	refuse := func(at *jslit.Value, message, next string) {
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: ProxyConfig, Message: message, Next: next, Spans: []diag.Span{b.span(file, at.Start, at.End, "")},
		})
	}
	if !matcher.Literal() {
		refuse(matcher, fmt.Sprintf("the matcher of %s has to be evaluated; Next reads it from the text", file),
			unknown+"`matcher` needs to be a static string or array of static strings or array of static objects.")
		return false
	}
	if fault := matcherFault(matcher); fault != nil {
		refuse(fault.at, fmt.Sprintf("the matcher of %s is refused: %s", file, fault.text), unknown+fault.text)
		return false
	}
	if fault := conditionsOf(matcher); fault != nil {
		refuse(fault.at, fmt.Sprintf("the matcher of %s is refused: %s", file, fault.text), fault.text)
	}
	return true
}

// checkMatcherSources reports sources that are no paths, or no patterns.
func (b *builder) checkMatcherSources(file, name string, matcher *jslit.Value) {
	for _, source := range matcherSources(matcher) {
		if strings.HasPrefix(source.Str, "/") {
			b.checkMatcherSource(file, name, source)
			continue
		}
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code:    ProxyConfig,
			Message: fmt.Sprintf("the matcher %q of %s does not start with a slash", source.Str, file),
			Next:    fmt.Sprintf("/%s contains invalid middleware config: source must start with / at \"matcher\"", name),
			Spans:   []diag.Span{b.span(file, source.Start, source.End, "")},
			Fix:     replace("put a slash before it", file, source.Start+1, source.Start+1, "/"),
		})
	}
}

// checkMatcherSource reports a source that is no pattern of path-to-regexp.
func (b *builder) checkMatcherSource(file, name string, source jslit.Value) {
	_, err := nextconfig.Tokens(source.Str)
	if err == nil {
		return
	}
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code:    ProxyConfig,
		Message: fmt.Sprintf("the matcher %q of %s can't be read: %s", source.Str, file, lowerFirst(err.Error())),
		Next:    fmt.Sprintf("/%s contains invalid middleware config: Invalid source '%s': %s", name, source.Str, err),
		Spans:   []diag.Span{b.span(file, source.Start, source.End, "")},
	})
}

// matcherSources lists the literal sources of a matcher.
func matcherSources(v *jslit.Value) []jslit.Value {
	switch v.Kind {
	case jslit.StringVal:
		return []jslit.Value{*v}
	case jslit.ObjectVal:
		if s, ok := v.Get("source"); ok {
			return matcherSources(s)
		}
	case jslit.ArrayVal:
		var all []jslit.Value
		for i := range v.Items {
			all = append(all, matcherSources(&v.Items[i])...)
		}
		return all
	default:
	}
	return nil
}
