package nextconfig

import (
	"cmp"
	"strings"

	"signalbox/engine/weburl"
)

// Stage is the stage of a request at which a rule applies.
type Stage uint8

// The stages, in the order of NEXT-FACTS C1.
const (
	StageHeaders Stage = iota
	StageRedirects
	StageBeforeFiles
	StageAfterFiles
	StageFallback
)

// String returns the name of the stage in next.config: "beforeFiles".
func (s Stage) String() string {
	return [...]string{"headers", "redirects", "beforeFiles", "afterFiles", "fallback"}[s]
}

// Rules are the rules of a Config, compiled, in the order in which they apply.
// They are safe for concurrent use.
type Rules struct {
	Headers   []*Matcher
	Redirects []*Matcher
	Before    []*Matcher
	After     []*Matcher
	Fallback  []*Matcher
}

// Matcher is one rule, compiled.
type Matcher struct {
	Rule  *Rule
	Stage Stage
	// Source and Destination carry the base path, as routes-manifest.json
	// lists them.
	Source, Destination string

	path         *pathMatcher
	has, missing []condition
	broken       error // of a condition that holds: the rule fails where it applies
}

// Compile compiles the rules of a config. A rule that cannot be compiled is
// left out and reported; Check has a diagnostic for each.
func (c *Config) Compile() (*Rules, []error) {
	compiler := ruleCompiler{config: c}
	rules := &Rules{
		Headers:   compiler.all(StageHeaders, c.Headers),
		Redirects: compiler.all(StageRedirects, c.Redirects),
		Before:    compiler.all(StageBeforeFiles, append(c.assetRewrite(), c.Rewrites.Before...)),
		After:     compiler.all(StageAfterFiles, c.Rewrites.After),
		Fallback:  compiler.all(StageFallback, c.Rewrites.Fallback),
	}
	return rules, compiler.errs
}

// CompileBefore compiles rewrites that apply at the stage of beforeFiles.
func (c *Config) CompileBefore(rules []Rule) ([]*Matcher, []error) {
	compiler := ruleCompiler{config: c}
	return compiler.all(StageBeforeFiles, rules), compiler.errs
}

type ruleCompiler struct {
	config *Config
	errs   []error
}

func (c *ruleCompiler) all(stage Stage, rules []Rule) []*Matcher {
	var out []*Matcher
	for i := range rules {
		for _, ends := range c.config.prefixed(stage, &rules[i]) {
			m, err := c.one(stage, &rules[i], ends)
			if err != nil {
				c.errs = append(c.errs, sourceError(&rules[i], err))
				break
			}
			out = append(out, m)
		}
	}
	return out
}

func (c *ruleCompiler) one(stage Stage, rule *Rule, ends ends) (*Matcher, error) {
	m := &Matcher{Rule: rule, Stage: stage, Source: ends.source, Destination: ends.destination}
	forbidden := ""
	if stage == StageRedirects {
		forbidden = c.config.BasePath + "/_next"
	}
	// Next does not pass caseSensitiveRoutes on to beforeFiles.
	sensitive := c.config.Experimental.CaseSensitiveRoutes && stage != StageBeforeFiles
	var err error
	if m.path, err = compileSource(m.Source, sensitive, forbidden); err != nil {
		return nil, err
	}
	m.has, m.broken = compileConditions(rule.Has)
	m.missing, err = compileConditions(rule.Missing)
	return m, err
}

// ends are the source and the destination of a rule with what Next puts before
// them.
type ends struct{ source, destination string }

// assetRewrite leads requests for assets below the prefix to where they are.
func (c *Config) assetRewrite() []Rule {
	prefix := c.AssetPrefix
	if external(prefix) {
		u, err := weburl.Parse(prefix, nil)
		if err != nil {
			return nil
		}
		prefix = u.Pathname()
	}
	if prefix != "" && prefix[0] != '/' {
		prefix = "/" + prefix
	}
	if prefix == "" || prefix == "/" || prefix == c.BasePath {
		return nil
	}
	return []Rule{{Source: prefix + "/_next/:path+", Destination: c.BasePath + "/_next/:path+", OutsideBasePath: true, LocaleFalse: true}}
}

// prefixed returns source and destination of a rule with the base path before
// them, which basePath: false and an external destination do without. Under an
// i18n config a locale stands before the path, unless the rule says locale:
// false; a redirect gets a second form for the default locale then, which leads
// to a path without one.
func (c *Config) prefixed(stage Stage, rule *Rule) []ends {
	base := c.BasePath
	if rule.OutsideBasePath {
		base = ""
	}
	internal := strings.HasPrefix(rule.Destination, "/")
	if c.I18N == nil || rule.LocaleFalse {
		return []ends{{underBase(base, rule.Source), destinationUnder(base, rule.Destination, internal)}}
	}
	path := func(s string) string {
		if s == "/" && !c.TrailingSlash {
			return ""
		}
		return s
	}
	var out []ends
	if stage == StageRedirects && internal {
		for _, d := range c.I18N.Domains {
			scheme := "https://"
			if d.HTTP {
				scheme = "http://"
			}
			out = append(out, ends{base + "/" + d.DefaultLocale + path(rule.Source), scheme + d.Host + base + rule.Destination})
		}
		out = append(out, ends{base + "/" + c.I18N.DefaultLocale + path(rule.Source), base + rule.Destination})
	}
	source, destination := base+c.I18N.pattern()+path(rule.Source), rule.Destination
	if internal {
		destination = base + "/:" + localeParam + path(rule.Destination)
	}
	return append(out, ends{source, destination})
}

func underBase(base, path string) string {
	if path == "/" && base != "" {
		return base
	}
	return base + path
}

func destinationUnder(base, destination string, internal bool) string {
	if !internal {
		return destination
	}
	return underBase(base, destination)
}

// Match says whether the rule applies to a path (basePath included, still
// encoded), and with which params.
func (m *Matcher) Match(path string, request Asker, query Query) (Params, bool) {
	params, ok := m.path.match(path)
	if !ok || len(m.has)+len(m.missing) == 0 {
		return params, ok
	}
	captured, ok := holdAll(m.has, m.missing, request, query)
	for _, p := range captured {
		params = params.set(p)
	}
	return params, ok
}

// Status is the status of a redirect rule.
func (m *Matcher) Status() int {
	if m.Rule.StatusCode != 0 {
		return m.Rule.StatusCode
	}
	if m.Rule.Permanent != nil && *m.Rule.Permanent {
		return 308
	}
	return 307
}

// Redirect returns the Location of a redirect rule. The query is that of the
// request. The error is one with which Next answers 500 (NEXT-FACTS C16).
func (m *Matcher) Redirect(params Params, query Query) (string, error) {
	if m.broken != nil {
		return "", m.broken
	}
	t, err := prepare(m.Destination, params, query, false)
	if err != nil {
		return "", err
	}
	t.url.path = collapseSlashes(t.url.path)
	return t.url.format(t.query.Redirected(query)), nil
}

// Rewritten is what a rewrite makes of a request.
type Rewritten struct {
	// External is the URL to fetch where the destination is on another origin.
	External string
	Path     string
	Query    Query  // the request's own, and what the rewrite adds
	Search   string // of the destination alone, "?a=1"
}

// Rewrite applies a rewrite rule. initial is the query with which the request
// came, query the one after earlier rewrites.
func (m *Matcher) Rewrite(params Params, query, initial Query) (Rewritten, error) {
	if m.broken != nil {
		return Rewritten{}, m.broken
	}
	t, err := prepare(m.Destination, params, query, true)
	if err != nil {
		return Rewritten{}, err
	}
	if t.url.protocol != "" {
		t.url.path, t.url.hash = cmp.Or(t.url.path, "/"), "" // what is asked of the other origin
		return Rewritten{External: t.url.format(t.query.Redirected(initial))}, nil
	}
	return Rewritten{Path: cmp.Or(t.url.path, "/"), Query: query.Merge(t.query), Search: t.url.search}, nil
}

// Fill returns the headers of a headers rule, params written into them.
func (m *Matcher) Fill(params Params) ([]Header, error) {
	if m.broken != nil {
		return nil, m.broken
	}
	if len(params) == 0 {
		return m.Rule.Headers, nil
	}
	out := make([]Header, len(m.Rule.Headers))
	for i, h := range m.Rule.Headers {
		key, err := fillText(h.Key, params)
		if err != nil {
			return nil, err
		}
		value, err := fillText(h.Value, params)
		if err != nil {
			return nil, err
		}
		out[i] = Header{key, value}
	}
	return out, nil
}
