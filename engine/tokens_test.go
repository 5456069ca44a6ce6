package engine

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// tokens gives the ids that an app makes up as it runs the names that a recording
// has for them: <v1> for the first that came, <v2> for the second. Two answers
// that were equal in the recording then are equal here and no others.
type tokens struct {
	names map[string]string // by id
	ids   map[string]string // by name
}

func newTokens() *tokens { return &tokens{map[string]string{}, map[string]string{}} }

var (
	madeUp  = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	nameOf  = regexp.MustCompile(`<v\d+>`)
	secrets = regexp.MustCompile(`__prerender_bypass=[0-9a-f]{20,}`)
)

// name replaces the ids of a response. One that stands where the recording has a
// name that belongs to another id, or to none, is marked, and so differs; after
// that the name is its own, so that one difference is not followed by many.
func (t *tokens) name(want observed, got *observed) {
	got.Body = t.replace(want.Body, got.Body)
	for key, value := range got.Headers {
		expected := strings.Join(list(want.Headers[key]), "\n")
		switch v := value.(type) {
		case string:
			got.Headers[key] = t.replace(expected, v)
		case []string:
			v = slices.Clone(v)
			for i := range v {
				v[i] = secrets.ReplaceAllString(v[i], "__prerender_bypass={BYPASS}")
			}
			got.Headers[key] = v
		}
	}
}

func (t *tokens) replace(want, got string) string {
	expected := nameOf.FindAllString(want, -1)
	return madeUp.ReplaceAllStringFunc(got, func(id string) string {
		name := ""
		if len(expected) > 0 {
			name, expected = expected[0], expected[1:]
		}
		had, known := t.names[id]
		_, taken := t.ids[name]
		out := had
		switch {
		case !known && name != "" && !taken:
			out = name
		case !known:
			out = fmt.Sprintf("<other %d>", len(t.names))
		case had != name:
			out = had + "!"
		}
		if name != "" {
			t.names[id], t.ids[name] = name, id
		}
		return out
	})
}

// cookiesOf are the cookies that a response sets, as a client sends them back.
func cookiesOf(o observed) []string {
	lines, _ := o.Headers["set-cookie"].([]string)
	var out []string
	for _, l := range lines {
		pair, _, _ := strings.Cut(l, ";")
		out = append(out, pair)
	}
	return out
}

// addCookies puts cookies before those that the step sends itself.
func (s *step) addCookies(cookies []string) {
	headers := map[string]any{}
	for name, value := range s.Headers {
		headers[name] = value
	}
	if own, ok := headers["cookie"].(string); ok {
		cookies = append(slices.Clone(cookies), own)
	}
	headers["cookie"] = strings.Join(cookies, "; ")
	s.Headers = headers
}
