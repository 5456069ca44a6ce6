package nextconfig

import (
	"errors"
	"regexp"
	"strings"
)

// separator is what Next puts between two params without text between them, so
// that path-to-regexp accepts them.
const separator = "_NEXTSEP_"

var (
	markerThenParam = regexp.MustCompile(`/\(\.{1,3}\):[^/\s]+`)
	paramThenParam  = regexp.MustCompile(`:[a-zA-Z_][a-zA-Z0-9_]*:[a-zA-Z_][a-zA-Z0-9_]*`)
	groupThenParam  = regexp.MustCompile(`(\([^)]*\)):([^/\s]+)`)
	paramBefore     = regexp.MustCompile(`:([^:/\s)]+):`)
)

// normalizeAdjacent separates params that stand without text between them.
func normalizeAdjacent(pattern string) string {
	pattern = groupThenParam.ReplaceAllString(pattern, "${1}"+separator+":${2}")
	var b strings.Builder
	for {
		at := paramBefore.FindStringIndex(pattern)
		if at == nil {
			return b.String() + pattern
		}
		cut := at[1] - 1 // the colon of the second param, which starts the next match
		b.WriteString(pattern[:cut] + separator)
		pattern = pattern[cut:]
	}
}

func adjacentParams(pattern string) bool {
	return markerThenParam.MatchString(pattern) || paramThenParam.MatchString(pattern)
}

// template is a destination, compiled: the reverse of a path pattern.
type template struct {
	tokens     []token
	normalized bool
}

// compileTemplate reads a destination as Next's safeCompile does: where
// path-to-regexp refuses params without text between them, they are separated
// first.
func compileTemplate(text string) (*template, error) {
	normalized := adjacentParams(text)
	if normalized {
		text = normalizeAdjacent(text)
	}
	tokens, err := parsePattern(text, anyDelimiter)
	if err != nil && !normalized {
		if again, retry := parsePattern(normalizeAdjacent(text), anyDelimiter); retry == nil {
			return &template{again, true}, nil
		}
	}
	if err != nil {
		return nil, err
	}
	return &template{tokens, normalized}, nil
}

// bareRepeat is the error for a param that repeats without text around it, as in
// "/from-:p*": Next builds such a destination and fails when it is used.
func (t *template) bareRepeat() error {
	for _, token := range t.tokens {
		if token.param && token.repeats() && token.prefix+token.suffix == "" {
			return verbatim(`Can not repeat "%s" without a prefix and suffix`, token.name)
		}
	}
	return nil
}

// names lists the params of the template.
func (t *template) names() []string {
	var names []string
	for _, token := range t.tokens {
		if token.param && token.pattern != "" {
			names = append(names, token.name)
		}
	}
	return names
}

// errRepeat marks a list where a single value is expected.
var errRepeat = errors.New("to not repeat, but got an array")

// fill writes the template with values, each through encode. Its errors are
// those of path-to-regexp; Next answers the request with 500.
func (t *template) fill(params Params, encode func(string) string) (string, error) {
	var b strings.Builder
	for _, token := range t.tokens {
		if !token.param {
			b.WriteString(token.text)
			continue
		}
		if err := token.fill(&b, params, encode); err != nil {
			return "", err
		}
	}
	if t.normalized {
		return strings.ReplaceAll(b.String(), ")"+separator, ")"), nil
	}
	return b.String(), nil
}

func (t token) fill(b *strings.Builder, params Params, encode func(string) string) error {
	param, found := params.Get(t.name)
	switch {
	case found && param.Many && !t.repeats():
		return verbatim(`Expected "%s" %w`, t.name, errRepeat)
	case found && param.Many && len(param.List) == 0 && !t.optional():
		return verbatim(`Expected "%s" to not be empty`, t.name)
	case found && param.Many:
		for _, value := range param.List {
			b.WriteString(t.prefix + encode(value) + t.suffix)
		}
	case found:
		b.WriteString(t.prefix + encode(param.Value) + t.suffix)
	case t.optional():
	case t.repeats():
		return verbatim(`Expected "%s" to be an array`, t.name)
	default:
		return verbatim(`Expected "%s" to be a string`, t.name)
	}
	return nil
}

// fillText writes params into text that is no path: the value of a header, of a
// query. Only the params that exist are replaced; everything else, colons
// included, stays as it is.
func fillText(text string, params Params) (string, error) {
	if !strings.Contains(text, ":") {
		return text, nil
	}
	const asterisk, question, plus, colon = "--ESCAPED_PARAM_ASTERISKS", "--ESCAPED_PARAM_QUESTION", "--ESCAPED_PARAM_PLUS", "--ESCAPED_PARAM_COLON"
	for _, p := range params {
		if !strings.Contains(text, ":"+p.Name) {
			continue
		}
		text = strings.NewReplacer(":"+p.Name+"*", ":"+p.Name+asterisk, ":"+p.Name+"?", ":"+p.Name+question, ":"+p.Name+"+", ":"+p.Name+plus).Replace(text)
		text = replaceWhole(text, ":"+p.Name, colon+p.Name)
	}
	text = escapeSyntax(text)
	text = strings.NewReplacer(plus, "+", question, "?", asterisk, "*").Replace(strings.ReplaceAll(text, colon, ":"))
	t, err := compileTemplate("/" + text)
	if err != nil {
		return "", err
	}
	out, err := t.fill(params, func(s string) string { return s })
	return strings.TrimPrefix(out, "/"), err
}

// replaceWhole replaces name where no word character follows.
func replaceWhole(text, name, with string) string {
	var b strings.Builder
	for {
		at := strings.Index(text, name)
		if at < 0 {
			return b.String() + text
		}
		end := at + len(name)
		if end < len(text) && isWord(text[end]) {
			b.WriteString(text[:end])
		} else {
			b.WriteString(text[:at] + with)
		}
		text = text[end:]
	}
}

// escapeSyntax escapes what path-to-regexp would read as syntax.
func escapeSyntax(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte(":*?+(){}", s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
