package route

import (
	"strings"
	"testing"
)

func TestRelate(t *testing.T) {
	tests := []struct {
		a, b               string
		want               Relation
		both, onlyA, onlyB string
	}{
		{"/", "/", Equal, "/", "", ""},
		{"/a", "/b", Disjoint, "", "/a", "/b"},
		{"/x/[a]", "/x/[b]", Equal, "/x/1", "", ""},
		{"/x/y", "/x/[b]", Narrower, "/x/y", "", "/x/1"},
		{"/x/[a]", "/x/[...b]", Narrower, "/x/1", "", "/x/1/1"},
		{"/x/[[...b]]", "/x", Wider, "/x", "/x/1", ""},
		{"/x/[...a]", "/x/[[...b]]", Narrower, "/x/1", "", "/x"},
		{"/x/[...a]", "/x", Disjoint, "", "/x/1", "/x"},
		{"/[a]/b", "/a/[b]", Overlapping, "/a/b", "/1/b", "/a/1"},
		{"/[a]/[...r]", "/x/[[...r]]", Overlapping, "/x/1", "/1/1", "/x"},
		{"/[[...a]]", "/", Wider, "/", "/1", ""},
		{"/1/[a]", "/[b]/1", Overlapping, "/1/1", "/1/2", "/2/1"},
		{"/f/(.)[id]", "/f/[id]", Narrower, "/f/(.)1", "", "/f/1"},
	}
	for _, test := range tests {
		a, b := Parse(test.a), Parse(test.b)
		got := Relate(a, b)
		want := Comparison{test.want, test.both, test.onlyA, test.onlyB}
		if got != want {
			t.Errorf("Relate(%s, %s) = %+v, want %+v", test.a, test.b, got, want)
		}
		back := Relate(b, a)
		mirrored := Comparison{test.want.Inverse(), test.both, test.onlyB, test.onlyA}
		if back != mirrored {
			t.Errorf("Relate(%s, %s) = %+v, want %+v", test.b, test.a, back, mirrored)
		}
	}
}

// patternsUpTo lists every pattern of at most n segments over a small set.
func patternsUpTo(n int, parts []string) []string {
	all := []string{""}
	for level := all; n > 0; n-- {
		var longer []string
		for _, p := range level {
			for _, part := range parts {
				longer = append(longer, p+"/"+part)
			}
		}
		all = append(all, longer...)
		level = longer
	}
	all[0] = "/"
	return all
}

// TestRelateBruteForce compares Relate with the plain definition over every
// pair of short patterns and every short path.
func TestRelateBruteForce(t *testing.T) {
	patterns := patternsUpTo(3, []string{"a", "b", "[x]", "[...x]", "[[...x]]"})
	paths := patternsUpTo(5, []string{"a", "b", "1"})
	matched := make([]string, len(patterns)) // one byte for each path
	parsed := make([]Pattern, len(patterns))
	for i, text := range patterns {
		parsed[i] = Parse(text)
		row := make([]byte, len(paths))
		for j, path := range paths {
			row[j] = '0'
			if parsed[i].Matches(path) {
				row[j] = '1'
			}
		}
		matched[i] = string(row)
	}
	for i := range patterns {
		for j := range patterns {
			want := bruteRelation(matched[i], matched[j])
			c := Relate(parsed[i], parsed[j])
			if c.Relation != want {
				t.Fatalf("%s is %v to %s, want %v (%+v)", patterns[i], c.Relation, patterns[j], want, c)
			}
			provesItself(t, parsed[i], parsed[j], c)
		}
	}
}

func bruteRelation(a, b string) Relation {
	var c Comparison
	for i := range a {
		c.note("/x", a[i] == '1', b[i] == '1')
	}
	return c.relation()
}

// provesItself checks that each witness is what it claims to be.
func provesItself(t *testing.T, a, b Pattern, c Comparison) {
	t.Helper()
	check := func(path string, inA, inB bool) {
		if path != "" && (a.Matches(path) != inA || b.Matches(path) != inB) {
			t.Fatalf("Relate(%s, %s): %s is matched %v and %v, want %v and %v", a, b, path, a.Matches(path), b.Matches(path), inA, inB)
		}
	}
	check(c.Both, true, true)
	check(c.OnlyA, true, false)
	check(c.OnlyB, false, true)
}

func FuzzRelate(f *testing.F) {
	f.Add("/x/[a]", "/x/[...b]")
	f.Add("/[a]/x[b]y", "/[a]/xx[b]")
	f.Add("/f/(.)[id]", "/(..)x/[y]")
	f.Add("/[[...a]]/[b]/[...c]", "/")
	f.Fuzz(func(t *testing.T, left, right string) {
		if strings.Count(left, "/") > 8 || strings.Count(right, "/") > 8 {
			return
		}
		a, b := Parse(left), Parse(right)
		c := Relate(a, b)
		provesItself(t, a, b, c)
		if back := Relate(b, a); back.Relation != c.Relation.Inverse() {
			t.Fatalf("%s is %v to %s, but back it is %v", a, c.Relation, b, back.Relation)
		}
		if Relate(a, a).Relation != Equal {
			t.Fatalf("%s does not equal itself", a)
		}
	})
}
