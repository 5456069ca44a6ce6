package nextconfig

import (
	"fmt"
	"regexp"
	"time"

	"github.com/dlclark/regexp2/v2"
)

// expression is a compiled JavaScript regular expression.
//
// Almost every expression in a config is one that Go's regexp package reads the
// same way, and that one is linear in time. What it does not know (lookaround,
// back references, \u escapes) goes to a backtracking engine with a time limit,
// because the expression is somebody else's.
type expression struct {
	linear       *regexp.Regexp
	backtracking *regexp2.Regexp
}

// backtrackLimit stops an expression that explodes. A match that is cut counts
// as none.
const backtrackLimit = 200 * time.Millisecond

// foreign finds syntax that Go reads, but not as JavaScript does: \Q \A \z \C
// \p and other letters, POSIX classes, flags.
var foreign = regexp.MustCompile(`\\[^dDwWsSbBnrtfv0\W]|\\0|\[\[:|\(\?[^:<]|\(\?P|\[\]|\[\^\]|\(\?<[=!]`)

// compileExpression compiles the source of a JavaScript regular expression.
func compileExpression(source string, ignoreCase bool) (*expression, error) {
	if !foreign.MatchString(source) {
		prefix := ""
		if ignoreCase {
			prefix = "(?i)"
		}
		if re, err := regexp.Compile(prefix + source); err == nil {
			return &expression{linear: re}, nil
		}
	}
	options := regexp2.ECMAScript
	if ignoreCase {
		options |= regexp2.IgnoreCase
	}
	re, err := regexp2.Compile(source, options)
	if err != nil {
		return nil, fmt.Errorf("invalid regular expression /%s/: %w", source, err)
	}
	re.MatchTimeout = backtrackLimit
	return &expression{backtracking: re}, nil
}

// submatch is one group of a match.
type submatch struct {
	name string // "" for a numbered group
	text string
	ok   bool // it took part
}

// match returns the groups of the first match, the whole first, or nil.
func (e *expression) match(s string) []submatch {
	if e.linear != nil {
		return e.matchLinear(s)
	}
	m, err := e.backtracking.FindStringMatch(s)
	if err != nil || m == nil {
		return nil
	}
	groups := m.Groups()
	out := make([]submatch, len(groups))
	for i := range groups {
		g := &groups[i]
		name := g.Name
		if name == fmt.Sprint(i) {
			name = ""
		}
		out[i] = submatch{name, g.String(), len(g.Captures) > 0}
	}
	return out
}

func (e *expression) matchLinear(s string) []submatch {
	at := e.linear.FindStringSubmatchIndex(s)
	if at == nil {
		return nil
	}
	names := e.linear.SubexpNames()
	out := make([]submatch, len(names))
	for i := range out {
		if from := at[2*i]; from >= 0 {
			out[i] = submatch{names[i], s[from:at[2*i+1]], true}
		} else {
			out[i].name = names[i]
		}
	}
	return out
}

// matches says whether the expression matches s.
func (e *expression) matches(s string) bool {
	if e.linear != nil {
		return e.linear.MatchString(s)
	}
	ok, err := e.backtracking.MatchString(s)
	return ok && err == nil
}
