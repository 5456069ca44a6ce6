package nextconfig

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// object is a JavaScript object of a config: its fields in the order in which
// they were written, which Next's messages repeat. Other values are string,
// float64, bool, nil, []any, *object, and unread for what only an evaluation
// would know.
type object struct {
	keys   []string
	fields map[string]any
	start  int // byte offset in the file, -1 where it is unknown
}

// unread stands for an expression that has to be evaluated.
type unread struct {
	text  string
	start int
}

// partly says whether a value is unread, or any part of it.
func partly(v any) bool {
	switch v := v.(type) {
	case unread:
		return true
	case []any:
		return slices.ContainsFunc(v, partly)
	case *object:
		return slices.ContainsFunc(v.keys, func(key string) bool { return partly(v.fields[key]) })
	}
	return false
}

func newObject(start int) *object { return &object{fields: map[string]any{}, start: start} }

func (o *object) set(key string, value any) {
	if _, ok := o.fields[key]; !ok {
		o.keys = append(o.keys, key)
	}
	o.fields[key] = value
}

// parseJSON reads JSON and keeps the order of fields.
func parseJSON(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	v, err := readJSON(d)
	if err != nil {
		return nil, fmt.Errorf("the evaluated config is no JSON: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("the evaluated config is no JSON: text follows the value")
	}
	return v, nil
}

func readJSON(d *json.Decoder) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t {
	case json.Delim('['):
		list := []any{}
		for d.More() {
			v, err := readJSON(d)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = d.Token()
		return list, err
	case json.Delim('{'):
		return readJSONObject(d)
	}
	return t, nil
}

func readJSONObject(d *json.Decoder) (any, error) {
	o := newObject(-1)
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		v, err := readJSON(d)
		if err != nil {
			return nil, err
		}
		o.set(fmt.Sprint(key), v)
	}
	_, err := d.Token()
	return o, err
}

// stringify writes a value as JSON.stringify does.
func stringify(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case string:
		return quote(v)
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = stringify(item)
		}
		return "[" + strings.Join(parts, ",") + "]"
	case *object:
		var parts []string
		for _, key := range v.keys {
			if v.fields[key] != undefined {
				parts = append(parts, quote(key)+":"+stringify(v.fields[key]))
			}
		}
		return "{" + strings.Join(parts, ",") + "}"
	}
	return "undefined"
}

// quote writes a string as JSON.stringify does.
func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return strconv.Quote(s)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// undefinedValue is the type of undefined.
type undefinedValue struct{}

// undefined is JavaScript's undefined as the value of a field.
var undefined any = undefinedValue{}

// typeOf is JavaScript's typeof.
func typeOf(v any) string {
	switch v.(type) {
	case string:
		return "string"
	case float64:
		return "number"
	case bool:
		return "boolean"
	case undefinedValue:
		return "undefined"
	}
	return "object"
}

// show writes a value as a template literal does.
func show(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case *object:
		return "[object Object]"
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = show(item)
		}
		return strings.Join(parts, ",")
	}
	return stringify(v)
}
