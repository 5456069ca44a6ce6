package nextconfig

import "strings"

// pathMatcher matches whole paths against the source of a rule.
type pathMatcher struct {
	re     *expression
	params []token
	// literal is the source where it has no pattern at all and matches but for
	// case and one slash at its end; it spares the regular expression.
	literal string
	fold    bool // without regard to case
	// forbidden are prefixes of paths that never match: redirects leave
	// /_next alone.
	forbidden string
}

// compileSource compiles the source of a redirect, rewrite or headers rule.
// Next builds it strict and then allows one slash at the end.
func compileSource(source string, sensitive bool, forbidden string) (*pathMatcher, error) {
	tokens, err := parsePattern(source, "/")
	if err != nil {
		return nil, err
	}
	m := &pathMatcher{fold: !sensitive, forbidden: forbidden}
	if len(tokens) == 1 && !tokens[0].param {
		m.literal = tokens[0].text
	}
	text, params, err := patternSource(tokens, "/", true)
	if err != nil {
		return nil, err
	}
	text = strings.TrimSuffix(text, "$") + `(?:\/)?$`
	m.params = params
	m.re, err = compileExpression(text, m.fold)
	return m, err
}

// match returns the named params of a path, and whether it matches at all.
func (m *pathMatcher) match(path string) (Params, bool) {
	if m.forbidden != "" && hasPrefixFold(path, m.forbidden, m.fold) {
		return nil, false
	}
	if m.literal != "" {
		return nil, equalFold(path, m.literal, m.fold) || equalFold(strings.TrimSuffix(path, "/"), m.literal, m.fold)
	}
	groups := m.re.match(path)
	if groups == nil {
		return nil, false
	}
	var params Params
	for i, t := range m.params {
		if i+1 >= len(groups) || !groups[i+1].ok || t.unnamed {
			continue
		}
		value := groups[i+1].text
		if t.repeats() {
			params = params.set(Param{Name: t.name, Many: true, List: strings.Split(value, t.prefix+t.suffix)})
		} else {
			params = params.set(Param{Name: t.name, Value: value})
		}
	}
	return params, true
}

func equalFold(a, b string, fold bool) bool {
	if fold {
		return strings.EqualFold(a, b)
	}
	return a == b
}

func hasPrefixFold(s, prefix string, fold bool) bool {
	return len(s) >= len(prefix) && equalFold(s[:len(prefix)], prefix, fold)
}
