package dotenv

import (
	"fmt"
	"regexp"
	"strings"
)

// reference is $NAME, ${NAME} or ${NAME:-default}; the braces need not match.
var reference = regexp.MustCompile(`^\$\{?(\w+)(?::-([^}\\]*))?\}?`)

// maxSteps bounds the expansion of one value. A variable that mentions itself
// would otherwise grow for ever; Node ends it with a stack overflow, and Next
// then leaves the file out.
const maxSteps = 1000

// expand resolves the references in pairs and writes the results into env.
func expand(pairs []Pair, env map[string]string) ([]Pair, error) {
	parsed := make(map[string]string, len(pairs))
	for _, p := range pairs {
		parsed[p.Name] = p.Value
	}
	out := make([]Pair, len(pairs))
	for i, p := range pairs {
		value := p.Value
		if known, ok := env[p.Name]; ok {
			value = known
		}
		value, err := interpolate(value, env, parsed)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Name, err)
		}
		out[i] = Pair{p.Name, strings.ReplaceAll(value, `\$`, "$")}
		parsed[p.Name] = out[i].Value
	}
	for _, p := range out {
		env[p.Name] = p.Value
	}
	return out, nil
}

// interpolate replaces references from the last to the first, so that a value
// that holds references itself is expanded in turn. A lone dollar sign ends it.
func interpolate(v string, env, parsed map[string]string) (string, error) {
	for range maxSteps {
		at := lastDollar(v)
		if at < 0 {
			return v, nil
		}
		m := reference.FindStringSubmatch(v[at:])
		if m == nil {
			return v, nil
		}
		value := env[m[1]]
		if value == "" {
			value = m[2]
		}
		if value == "" {
			value = parsed[m[1]]
		}
		v = replaceFirst(v, m[0], value)
	}
	return "", fmt.Errorf("the value refers to itself without end")
}

// lastDollar finds the last dollar sign that no backslash precedes.
func lastDollar(v string) int {
	for i := len(v) - 1; i >= 0; i-- {
		if v[i] == '$' && (i == 0 || v[i-1] != '\\') {
			return i
		}
	}
	return -1
}

// replaceFirst is String.prototype.replace with a string: the first occurrence
// goes, and $$ and $& in the replacement mean a dollar sign and the match.
func replaceFirst(s, old, replacement string) string {
	r := strings.NewReplacer("$$", "$", "$&", old)
	return strings.Replace(s, old, r.Replace(replacement), 1)
}
