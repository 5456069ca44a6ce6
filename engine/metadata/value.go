package metadata

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// value is a JavaScript value as it came over the border: JSON, with objects in
// their own order, because the order of keys is the order of lines in robots.txt.
type value struct {
	kind  kind
	text  string // numbers as JavaScript prints them, strings decoded
	items []value
	keys  []string
}

type kind uint8

const (
	undefined kind = iota
	null
	boolean
	number
	str
	array
	object
	date // an object {"$date": toISOString()}
)

// decode reads one JSON value. Empty input is undefined.
func decode(data []byte) (value, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return value{}, nil
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	v, err := next(d)
	if err != nil {
		return value{}, fmt.Errorf("the value of the metadata file is no JSON: %w", err)
	}
	return v, nil
}

func next(d *json.Decoder) (value, error) {
	tok, err := d.Token()
	if err != nil {
		return value{}, err
	}
	switch t := tok.(type) {
	case nil:
		return value{kind: null, text: "null"}, nil
	case bool:
		return value{kind: boolean, text: fmt.Sprint(t)}, nil
	case json.Number:
		return value{kind: number, text: t.String()}, nil
	case string:
		return value{kind: str, text: t}, nil
	case json.Delim:
		return composite(d, t)
	}
	return value{}, fmt.Errorf("unexpected token %v", tok)
}

func composite(d *json.Decoder, open json.Delim) (value, error) {
	v := value{kind: array}
	if open == '{' {
		v.kind = object
	}
	for d.More() {
		if v.kind == object {
			key, err := d.Token()
			if err != nil {
				return value{}, err
			}
			v.keys = append(v.keys, fmt.Sprint(key))
		}
		item, err := next(d)
		if err != nil {
			return value{}, err
		}
		v.items = append(v.items, item)
	}
	if _, err := d.Token(); err != nil {
		return value{}, err
	}
	if iso := v.get("$date"); iso.kind == str || iso.kind == null {
		return value{kind: date, text: dateText(iso.text), items: []value{iso}}, nil
	}
	return v, nil
}

// dateText is String(date) in UTC.
func dateText(iso string) string {
	t, err := time.Parse(time.RFC3339, iso)
	if err != nil {
		return "Invalid Date"
	}
	return t.UTC().Format("Mon Jan 02 2006 15:04:05 GMT+0000 (Coordinated Universal Time)")
}

// get returns a property, undefined where there is none. An array has none but
// those that Next asks for by index.
func (v value) get(key string) value {
	if v.kind != object {
		return value{}
	}
	for i := len(v.keys) - 1; i >= 0; i-- {
		if v.keys[i] == key {
			return v.items[i]
		}
	}
	return value{}
}

// truthy is JavaScript's idea of it.
func (v value) truthy() bool {
	switch v.kind {
	case undefined, null:
		return false
	case boolean:
		return v.text == "true"
	case number:
		return v.text != "0" && v.text != "-0"
	case str:
		return v.text != ""
	case array, object, date:
		return true
	}
	return false
}

// String is what a template literal makes of the value.
func (v value) String() string {
	switch v.kind {
	case undefined:
		return "undefined"
	case null, boolean, number, str, date:
		return v.text
	case array:
		parts := make([]string, len(v.items))
		for i, item := range v.items {
			if item.kind != null && item.kind != undefined {
				parts[i] = item.String()
			}
		}
		return strings.Join(parts, ",")
	case object:
		return "[object Object]"
	}
	return ""
}

// list is Next's resolveArray: an array as it is, anything else alone.
func (v value) list() []value {
	if v.kind == array {
		return v.items
	}
	return []value{v}
}
