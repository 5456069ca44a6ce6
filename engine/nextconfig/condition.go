package nextconfig

import (
	"fmt"
	"strings"

	"signalbox/engine/route"
)

// Asker answers what conditions ask about a request.
type Asker interface {
	// Get returns a request header by its lower-case name.
	Get(name string) (string, bool)
}

// condition is a Condition, compiled.
type condition struct {
	Condition
	value *expression // nil asks for presence
	// broken is set where the value is no regular expression: Next finds out when
	// there is something to test, and fails.
	broken error
}

// compileConditions compiles a list; err is that of the first value that is no
// regular expression.
func compileConditions(list []Condition) (out []condition, err error) {
	out = make([]condition, len(list))
	for i, c := range list {
		out[i].Condition = c
		if c.Value == "" {
			continue
		}
		out[i].value, out[i].broken = compileExpression("^"+c.Value+"$", false)
		if out[i].broken != nil && err == nil {
			err = fmt.Errorf("value of has or missing: %w", out[i].broken)
		}
	}
	return out, err
}

// holdAll tests has and missing together; the params are what has captured.
func holdAll(has, missing []condition, request Asker, query Query) (Params, bool) {
	var params Params
	for _, c := range has {
		captured, ok := c.holds(request, query)
		if !ok {
			return nil, false
		}
		for _, p := range captured {
			params = params.set(p)
		}
	}
	for _, c := range missing {
		if _, ok := c.holds(request, query); ok {
			return nil, false
		}
	}
	return params, true
}

// holds tests one condition. Without a value it asks for a value that is not
// empty, and captures it under the letters of its key; with one, the value is a
// regular expression over the whole, whose named groups are captured.
func (c condition) holds(request Asker, query Query) (Params, bool) {
	values := c.subject(request, query)
	if len(values) == 0 {
		return nil, false
	}
	if c.value == nil && c.broken == nil {
		key := c.Key
		if c.Type == "header" {
			key = strings.ToLower(key)
		}
		p := Param{Name: letters(key), Value: values[0]}
		if len(values) > 1 {
			p = Param{Name: p.Name, Many: true, List: values}
		} else if values[0] == "" {
			return nil, false
		}
		return Params{p}, true
	}
	text := values[len(values)-1]
	if len(values) == 1 && text == "" {
		return nil, false
	}
	if c.broken != nil {
		return nil, true
	}
	groups := c.value.match(text)
	if groups == nil {
		return nil, false
	}
	return c.captures(groups), true
}

func (c condition) captures(groups []submatch) Params {
	var params Params
	named := false
	for _, g := range groups[1:] {
		named = named || g.name != ""
		if g.name != "" && g.ok {
			params = params.set(Param{Name: g.name, Value: g.text})
		}
	}
	if !named && c.Type == "host" && groups[0].text != "" {
		params = params.set(Param{Name: "host", Value: groups[0].text})
	}
	return params
}

// subject returns what the condition is about; a repeated query name has
// several values.
func (c condition) subject(request Asker, query Query) []string {
	one := func(s string, ok bool) []string {
		if !ok {
			return nil
		}
		return []string{s}
	}
	switch c.Type {
	case "header":
		return one(request.Get(strings.ToLower(c.Key)))
	case "cookie":
		header, _ := request.Get("cookie")
		return one(cookie(header, c.Key))
	case "query":
		values, _ := query.Get(c.Key)
		return values
	case "host":
		host, ok := request.Get("host")
		host, _, _ = strings.Cut(host, ":")
		return one(strings.ToLower(host), ok)
	}
	return nil
}

// cookie returns the first cookie of a name, decoded where its percent signs
// are well formed.
func cookie(header, name string) (string, bool) {
	for pair := range strings.SplitSeq(header, ";") {
		key, value, ok := strings.Cut(pair, "=")
		if !ok || strings.TrimSpace(key) != name {
			continue
		}
		value = strings.TrimSpace(value)
		if strings.HasPrefix(value, `"`) {
			value = value[1:max(1, len(value)-1)]
		}
		if decoded, ok := route.DecodeComponent(value); ok {
			value = decoded
		}
		return value, true
	}
	return "", false
}

// letters keeps the ASCII letters of a key: the name under which a condition
// without a value is captured.
func letters(key string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return -1
	}, key)
}
