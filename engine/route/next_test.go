package route

import (
	"encoding/json"
	"errors"
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

// recordedNext is testdata/next.json: what Next's own functions say.
type recordedNext struct {
	Normalize [][2]string
	Dynamic   []row[string, bool]
	Intercept []row[string, verdict]
	Check     []row[string, verdict]
	CheckAll  []row[[]string, verdict]
	Sort      []row[[]string, verdict]
	Match     []row[string, []string]
	URLs      []string
}

// row is a pair that JSON writes as an array of two.
type row[K, V any] struct {
	Key   K
	Value V
}

func (r *row[K, V]) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&r.Key, &r.Value})
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

func TestNormalizePathAsNext(t *testing.T) {
	for _, pair := range recorded(t).Normalize {
		if got := NormalizePath(pair[0]); got != pair[1] {
			t.Errorf("NormalizePath(%s) = %s, want %s", pair[0], got, pair[1])
		}
	}
}

func TestIsDynamicAsNext(t *testing.T) {
	for _, r := range recorded(t).Dynamic {
		if got := IsDynamic(r.Key); got != r.Value {
			t.Errorf("IsDynamic(%s) = %v, want %v", r.Key, got, r.Value)
		}
	}
}

func TestParseInterceptAsNext(t *testing.T) {
	for _, r := range recorded(t).Intercept {
		got, err := ParseIntercept(r.Key)
		if text := errorText(err); text != r.Value.Error {
			t.Errorf("ParseIntercept(%s) fails with %q, want %q", r.Key, text, r.Value.Error)
			continue
		}
		if err != nil {
			continue
		}
		var want struct{ InterceptingRoute, InterceptedRoute string }
		if err := json.Unmarshal(r.Value.Value, &want); err != nil {
			t.Fatal(err)
		}
		if got.Intercepting != want.InterceptingRoute || got.Intercepted != want.InterceptedRoute {
			t.Errorf("ParseIntercept(%s) = %+v, want %+v", r.Key, got, want)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestCheckAsNext(t *testing.T) {
	for _, r := range recorded(t).Check {
		if strings.HasPrefix(r.Value.Error, "Invariant:") {
			continue // the path still holds groups or slots, which NormalizePath drops
		}
		first := ""
		if found := Check(r.Key); len(found) > 0 {
			first = found[0].Next
		}
		if first != r.Value.Error {
			t.Errorf("Check(%s) says %q, want %q", r.Key, first, r.Value.Error)
		}
	}
}

// TestCheckAllAsNext compares the first thing that Next says about a set of
// paths; only sets whose paths pass alone get as far as CheckAll.
func TestCheckAllAsNext(t *testing.T) {
	for _, r := range recorded(t).CheckAll {
		found := slices.Concat(each(r.Key, Check)...)
		if len(found) == 0 {
			found = CheckAll(r.Key)
		}
		if (len(found) > 0) != (r.Value.Error != "") {
			t.Errorf("%q: found %d faults, but Next says %q", r.Key, len(found), r.Value.Error)
			continue
		}
		if len(found) > 0 && !slices.ContainsFunc(found, func(f *Refusal) bool { return f.Next == r.Value.Error }) && found[0].Fault != Ambiguous {
			t.Errorf("%q: found %q, want %q", r.Key, found[0].Next, r.Value.Error)
		}
	}
}

func each(paths []string, f func(string) []*Refusal) [][]*Refusal {
	var out [][]*Refusal
	for _, path := range paths {
		out = append(out, f(path))
	}
	return out
}

func TestSortAsNext(t *testing.T) {
	for _, r := range recorded(t).Sort {
		got, err := Sort(r.Key)
		if text := errorText(err); text != r.Value.Error {
			t.Errorf("Sort(%q) fails with %q, want %q", r.Key, text, r.Value.Error)
			continue
		}
		if err != nil {
			var refusal *Refusal
			if !errors.As(err, &refusal) || len(refusal.Paths) == 0 {
				t.Errorf("Sort(%q) fails without naming a path: %#v", r.Key, err)
			}
			continue
		}
		var want []string
		if err := json.Unmarshal(r.Value.Value, &want); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Errorf("Sort(%q) = %q, want %q", r.Key, got, want)
		}
		if !slices.IsSortedFunc(got, func(a, b string) int { return Compare(Parse(a), Parse(b)) }) {
			t.Errorf("Compare does not order %q so", got)
		}
	}
}

func TestMatchesAsNext(t *testing.T) {
	n := recorded(t)
	for _, r := range n.Match {
		p := Parse(r.Key)
		for _, url := range n.URLs {
			if got, want := p.Matches(url), slices.Contains(r.Value, url); got != want {
				t.Errorf("%s matches %s: %v, want %v", r.Key, url, got, want)
			}
		}
	}
}
