package nextconfig

import (
	"strings"

	"signalbox/engine/route"
)

// ProxyMatcher decides which requests the proxy sees: the config.matcher of
// proxy.ts. Unlike the rules of next.config it looks at the case of a path.
type ProxyMatcher struct {
	every    bool // there is no config.matcher
	matchers []*Matcher
}

// Around every matcher Next puts the forms under which a client asks for the
// data of a page: a /_next/data prefix, .json and .rsc endings.
const (
	dataPrefix = "/:nextData(_next/data/[^/]{1,})?"
	transport  = `\.rsc|\.segments/.+\.segment\.rsc`
	dataSuffix = `{(\.json|` + transport + `)}?`
	rootSuffix = `(/?index|/?index\.json|/?index(?:` + transport + `))?`
)

// CompileProxy compiles the matchers of the proxy: nil for every path, an empty
// list for none. A matcher that cannot be compiled is left out and reported.
func (c *Config) CompileProxy(rules []Rule) (*ProxyMatcher, []error) {
	p := &ProxyMatcher{every: rules == nil}
	var errs []error
	for i := range rules {
		m, err := c.compileProxyRule(&rules[i])
		if err != nil {
			errs = append(errs, sourceError(&rules[i], err))
			continue
		}
		p.matchers = append(p.matchers, m)
	}
	return p, errs
}

func (c *Config) compileProxyRule(rule *Rule) (*Matcher, error) {
	m := &Matcher{Rule: rule, Source: c.BasePath + dataPrefix + c.proxySource(rule)}
	tokens, err := parsePattern(m.Source, anyDelimiter)
	if err != nil {
		return nil, err
	}
	text, params, err := patternSource(normalizeTokens(tokens), anyDelimiter, false)
	if err != nil {
		return nil, err
	}
	m.path = &pathMatcher{params: params}
	if m.path.re, err = compileExpression(text, false); err != nil {
		return nil, err
	}
	if m.has, err = compileConditions(rule.Has); err != nil {
		return nil, err
	}
	m.missing, err = compileConditions(rule.Missing)
	return m, err
}

// proxySource is the source of a matcher with what stands around it: a locale
// under an i18n config, unless it says locale: false, and the endings.
func (c *Config) proxySource(rule *Rule) string {
	source, suffix := rule.Source, dataSuffix
	if source == "/" {
		suffix = rootSuffix
		if c.I18N != nil {
			suffix = strings.Replace(suffix, "(", `(|\.json|`, 1)
		}
	}
	if c.I18N == nil || rule.LocaleFalse {
		return source + suffix
	}
	path := source
	if path == "/" {
		path = ""
	}
	return "/:" + localeParam + "((?!_next/)[^/.]{1,})" + path + suffix
}

// normalizeTokens gives params that repeat without any affix a slash for one,
// where path-to-regexp refuses them.
func normalizeTokens(tokens []token) []token {
	_, _, err := patternSource(tokens, anyDelimiter, false)
	if err == nil {
		return tokens
	}
	for i := range tokens {
		if t := &tokens[i]; t.param && t.repeats() && t.prefix+t.suffix == "" {
			t.prefix = "/"
		}
	}
	return tokens
}

// Match says whether the proxy sees a request, and by which matcher (nil where
// it sees everything). The raw path is tried, then the decoded
// one.
func (p *ProxyMatcher) Match(path string, request Asker, query Query) (*Rule, bool) {
	if p.every {
		return nil, true
	}
	if rule := p.first(path, request, query); rule != nil {
		return rule, true
	}
	decoded, ok := route.DecodeComponent(path)
	if !ok || decoded == path {
		return nil, false
	}
	rule := p.first(decoded, request, query)
	return rule, rule != nil
}

func (p *ProxyMatcher) first(path string, request Asker, query Query) *Rule {
	for _, m := range p.matchers {
		if _, ok := m.Match(path, request, query); ok {
			return m.Rule
		}
	}
	return nil
}
