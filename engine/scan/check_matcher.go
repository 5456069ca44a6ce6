package scan

import (
	"fmt"
	"slices"

	"signalbox/engine/jslit"
)

// conditionTypes are what a condition of a matcher may look at.
var conditionTypes = [...]string{"header", "cookie", "query", "host"}

// shapeFault is what the compiler finds in the form of a matcher, in its words.
type shapeFault struct {
	text string
	at   *jslit.Value
}

// matcherFault finds the first thing wrong with the form of a matcher: a text,
// or an array of texts and objects with a source and conditions.
func matcherFault(v *jslit.Value) *shapeFault {
	switch v.Kind {
	case jslit.StringVal:
		return nil
	case jslit.ArrayVal:
	default:
		return &shapeFault{"`matcher` needs to be a static string or array of static strings or array of static objects.", v}
	}
	for i := range v.Items {
		item := &v.Items[i]
		switch item.Kind {
		case jslit.StringVal:
		case jslit.ObjectVal:
			if f := entryFault(fmt.Sprintf("matcher[%d]", i), item); f != nil {
				return f
			}
		default:
			return &shapeFault{fmt.Sprintf("Entry `matcher[%d]` need to be static strings or static objects.", i), item}
		}
	}
	return nil
}

// entryFault looks at an object of a matcher.
func entryFault(name string, entry *jslit.Value) *shapeFault {
	for i := range entry.Fields {
		field := &entry.Fields[i]
		switch v := &field.Value; field.Name {
		case "source":
			if v.Kind != jslit.StringVal {
				return &shapeFault{fmt.Sprintf("`source` in `%s` object must be a string", name), v}
			}
		case "has", "missing":
			if f := conditionsFault(name+"."+field.Name, v); f != nil {
				return f
			}
		case "locale":
		default:
			return &shapeFault{fmt.Sprintf("Unexpected property in `%s` object", name), entry}
		}
	}
	if _, ok := entry.Get("source"); !ok {
		return &shapeFault{fmt.Sprintf("Missing `source` in `%s` object", name), entry}
	}
	return nil
}

// conditionsFault looks at the conditions of a matcher.
func conditionsFault(name string, list *jslit.Value) *shapeFault {
	if list.Kind != jslit.ArrayVal {
		return nil
	}
	for i := range list.Items {
		for j := range list.Items[i].Fields {
			field := &list.Items[i].Fields[j]
			v := &field.Value
			switch {
			case !slices.Contains([]string{"type", "key", "value"}, field.Name):
				return &shapeFault{fmt.Sprintf("Unexpected property in `%s[%d]` object", name, i), &list.Items[i]}
			case field.Name == "type" && (v.Kind != jslit.StringVal || !slices.Contains(conditionTypes[:], v.Str)):
				return &shapeFault{fmt.Sprintf("`%s[%d].type` must be one of the strings: 'header', 'cookie', 'query', 'host'", name, i), v}
			case (field.Name == "key" || field.Name == "value") && v.Kind != jslit.StringVal:
				return &shapeFault{fmt.Sprintf("`%s[%d].%s` must be a string", name, i, field.Name), v}
			}
		}
	}
	return nil
}

// conditionFault finds what the schema of Next refuses in a condition of a
// sound form: a host has a value and no key, anything else a key.
func conditionFault(name string, list *jslit.Value) *shapeFault {
	if list.Kind != jslit.ArrayVal {
		return &shapeFault{fmt.Sprintf(`Expected array, received %s at "%s"`, typeOf(list), name), list}
	}
	for i := range list.Items {
		item, at := &list.Items[i], fmt.Sprintf("%s[%d]", name, i)
		if item.Kind != jslit.ObjectVal {
			return &shapeFault{fmt.Sprintf(`Expected object, received %s at "%s"`, typeOf(item), at), item}
		}
		kind, ok := item.Get("type")
		if !ok {
			continue
		}
		_, key := item.Get("key")
		_, value := item.Get("value")
		switch host := kind.Str == "host"; {
		case host && !value:
			return &shapeFault{fmt.Sprintf(`host must have a value at "%s.value"`, at), item}
		case host && key:
			return &shapeFault{fmt.Sprintf(`Unrecognized key(s) in object: 'key' at "%s"`, at), item}
		case !host && !key:
			return &shapeFault{fmt.Sprintf(`key is required when type is header, query or cookie at "%s.key"`, at), item}
		}
	}
	return nil
}

// conditionsOf finds the first condition that the schema refuses.
func conditionsOf(v *jslit.Value) *shapeFault {
	if v.Kind != jslit.ArrayVal {
		return nil
	}
	for i := range v.Items {
		for _, name := range []string{"has", "missing"} {
			if list, ok := v.Items[i].Get(name); ok {
				if f := conditionFault(fmt.Sprintf("matcher[%d].%s", i, name), list); f != nil {
					return f
				}
			}
		}
	}
	return nil
}
