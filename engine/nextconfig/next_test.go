package nextconfig

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// verdict is what a function of Next returned or threw.
type verdict struct {
	Value json.RawMessage
	Error string
}

// row is a pair that JSON writes as an array of two.
type row[K, V any] struct {
	Key   K
	Value V
}

func (r *row[K, V]) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&r.Key, &r.Value})
}

// rawParams are params as JSON: a string or a list of strings each.
type rawParams map[string]any

// recordedNext is testdata/next.json: what Next's own functions say.
type recordedNext struct {
	Paths    []string
	Matches  []row[string, verdict]
	Parses   []row[string, verdict]
	Prepared []row[struct {
		Destination   string
		Params, Query json.RawMessage
		ToQuery       bool
	}, verdict]
	Filled []row[struct {
		Text   string
		Params json.RawMessage
	}, verdict]
	Search json.RawMessage
	Held   []row[struct {
		Condition Condition
		Headers   map[string]string
	}, verdict]
	Checked []row[json.RawMessage, struct {
		Failed bool
		Lines  []string
	}]
}

func recorded(t *testing.T) recordedNext {
	t.Helper()
	text, err := os.ReadFile("testdata/next.json")
	if err != nil {
		t.Fatal(err)
	}
	var n recordedNext
	if err := json.Unmarshal(text, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

func decodeInto[T any](t *testing.T, text json.RawMessage) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// ordered reads an object of strings and lists in the order of the text.
func ordered(t *testing.T, text json.RawMessage) Params {
	t.Helper()
	v, err := parseJSON(text)
	if err != nil {
		t.Fatal(err)
	}
	var params Params
	o := v.(*object)
	for _, key := range o.keys {
		switch v := o.fields[key].(type) {
		case string:
			params = append(params, Param{Name: key, Value: v})
		case []any:
			params = append(params, Param{Name: key, Many: true, List: stringsOf(v)})
		}
	}
	return params
}

func queryOf(params Params) Query {
	var q Query
	for _, p := range params {
		values := p.List
		if !p.Many {
			values = []string{p.Value}
		}
		q = append(q, QueryValue{p.Name, values})
	}
	return q
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (p Params) raw() rawParams {
	raw := rawParams{}
	for _, q := range p {
		raw[q.Name] = q.Value
		if q.Many {
			raw[q.Name] = q.List
		}
	}
	return raw
}

func (q Query) raw() rawParams {
	raw := rawParams{}
	for _, v := range q {
		raw[v.Name] = v.Values
		if len(v.Values) == 1 {
			raw[v.Name] = v.Values[0]
		}
	}
	return raw
}

func TestMatchAsNext(t *testing.T) {
	n := recorded(t)
	for _, r := range n.Matches {
		m, err := compileSource(r.Key, false, "")
		if (err != nil) != (r.Value.Error != "") {
			t.Errorf("%s: compiles with %v, want %q", r.Key, err, r.Value.Error)
			continue
		}
		if err != nil {
			continue
		}
		want := decodeInto[map[string]rawParams](t, r.Value.Value)
		for _, path := range n.Paths {
			params, ok := m.match(path)
			expected, matches := want[path]
			if ok != matches {
				t.Errorf("%s matches %s: %v, want %v", r.Key, path, ok, matches)
			} else if got := asJSON(t, params.raw()); ok && got != asJSON(t, expected) {
				t.Errorf("%s takes %s from %s, want %s", r.Key, got, path, asJSON(t, expected))
			}
		}
	}
}

func TestParseAsNext(t *testing.T) {
	for _, r := range recorded(t).Parses {
		_, source, err := compilePattern(r.Key)
		if (err != nil) != (r.Value.Error != "") {
			t.Errorf("%s: parses with %v, want %q", r.Key, err, r.Value.Error)
			continue
		}
		if err != nil {
			if strings.Contains(r.Value.Error, " at ") && err.Error() != r.Value.Error {
				t.Errorf("%s: %q, want %q", r.Key, err, r.Value.Error)
			}
			continue
		}
		// The source of a JavaScript expression escapes its slashes.
		if want := strings.ReplaceAll(decodeInto[string](t, r.Value.Value), `\/`, "/"); strings.ReplaceAll(source, `\/`, "/") != want {
			t.Errorf("%s: expression %s, want %s", r.Key, source, want)
		}
	}
}

func TestPrepareAsNext(t *testing.T) {
	for _, r := range recorded(t).Prepared {
		params, query := ordered(t, r.Key.Params), queryOf(ordered(t, r.Key.Query))
		got, err := prepare(r.Key.Destination, params, query, r.Key.ToQuery)
		name := asJSON(t, r.Key)
		if (err != nil) != (r.Value.Error != "") {
			t.Errorf("%s: %v, want error %q", name, err, r.Value.Error)
			continue
		}
		if err != nil {
			continue
		}
		var want struct {
			Protocol, Hostname, Port, Path, Hash string
			Query                                rawParams
		}
		if err := json.Unmarshal(r.Value.Value, &want); err != nil {
			t.Fatal(err)
		}
		u := got.url
		if u.protocol != want.Protocol || u.hostname != want.Hostname || u.port != want.Port || u.path != want.Path || u.hash != want.Hash {
			t.Errorf("%s: %+v, want %+v", name, u, want)
		}
		if q := asJSON(t, got.query.raw()); q != asJSON(t, want.Query) {
			t.Errorf("%s: query %s, want %s", name, q, asJSON(t, want.Query))
		}
	}
}

func TestFillTextAsNext(t *testing.T) {
	for _, r := range recorded(t).Filled {
		got, err := fillText(r.Key.Text, ordered(t, r.Key.Params))
		if (err != nil) != (r.Value.Error != "") {
			t.Errorf("%s with %s: %v, want error %q", r.Key.Text, r.Key.Params, err, r.Value.Error)
			continue
		}
		if err != nil {
			continue
		}
		if want := decodeInto[string](t, r.Value.Value); got != want {
			t.Errorf("%s with %s: %q, want %q", r.Key.Text, r.Key.Params, got, want)
		}
	}
}

// headerAsker answers from a map with lower-case names.
type headerAsker map[string]string

func (h headerAsker) Get(name string) (string, bool) {
	v, ok := h[name]
	return v, ok
}

func TestConditionsAsNext(t *testing.T) {
	n := recorded(t)
	query := queryOf(ordered(t, n.Search))
	for _, r := range n.Held {
		compiled, err := compileConditions([]Condition{r.Key.Condition})
		if err != nil {
			t.Fatal(err)
		}
		var want struct{ Has, Missing any }
		if err := json.Unmarshal(r.Value.Value, &want); err != nil {
			t.Fatal(err)
		}
		params, ok := holdAll(compiled, nil, headerAsker(r.Key.Headers), query)
		name := asJSON(t, r.Key)
		if _, fails := want.Has.(bool); fails == ok {
			t.Errorf("%s holds: %v, want %v", name, ok, want.Has)
		} else if ok && asJSON(t, params.raw()) != asJSON(t, want.Has) {
			t.Errorf("%s captures %s, want %s", name, asJSON(t, params.raw()), asJSON(t, want.Has))
		}
		_, ok = holdAll(nil, compiled, headerAsker(r.Key.Headers), query)
		if _, fails := want.Missing.(bool); fails == ok {
			t.Errorf("%s is missing: %v, want %v", name, ok, want.Missing)
		}
	}
}

func TestCheckAsNext(t *testing.T) {
	for _, r := range recorded(t).Checked {
		_, found, err := Evaluated("", r.Key)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, d := range found {
			lines = append(lines, d.Next)
		}
		if (len(found) > 0) != r.Value.Failed || !slices.Equal(lines, r.Value.Lines) {
			t.Errorf("%s:\n found %q\n want  %q", r.Key, lines, r.Value.Lines)
		}
	}
}

func TestReadStaticAgreesWithJSON(t *testing.T) {
	for _, r := range recorded(t).Checked {
		fields := decodeInto[map[string]json.RawMessage](t, r.Key)
		var b strings.Builder
		b.WriteString("const config = {\n")
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			b.WriteString("  async " + name + "() { return " + string(fields[name]) + " },\n")
		}
		b.WriteString("} satisfies NextConfig\nexport default config\n")
		_, fromText, complete := ReadStatic("next.config.ts", []byte(b.String()))
		if !complete {
			t.Errorf("%s cannot be read statically: %v", b.String(), fromText)
		}
		_, fromJSON, _ := Evaluated("", r.Key)
		if len(fromText) != len(fromJSON) {
			t.Errorf("%s: %d faults read from text, %d from JSON", r.Key, len(fromText), len(fromJSON))
			continue
		}
		for i := range fromText {
			if fromText[i].Next != fromJSON[i].Next {
				t.Errorf("%s: %q from text, %q from JSON", r.Key, fromText[i].Next, fromJSON[i].Next)
			}
		}
	}
}
