package scan

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestStructuralFacts holds the verdicts of NEXT-FACTS B1 and B2 for trees of
// handlers (a path) and pages (a path with a slash at its end).
func TestStructuralFacts(t *testing.T) {
	tests := []struct{ tree, want string }{
		{"a/ a", "build"}, {"(g)/a/ a", "build"}, {"(a)/x (b)/x", "build"}, {"(a)/x/ (b)/x/", "build"},
		{"x/[a] x/[b]", "build"}, {"x/[a]/p x/[b]/q", "start"}, {"x/[a] x/[b]/q", "start"},
		{"[a]/[a]", "build"}, {"[a-b]/[ab]", "build"}, {"[...a]/x", "build"}, {"[[...a]]/x", "build"},
		{"/ [[...a]]", "build"}, {"x x/[[...a]]", "build"}, {"[q] [z]/[[...a]]", "build"},
		{"x/[...a] x/[[...b]]", "start"}, {"x/[...a] x/[...b]", "build"}, {"x/[a] x/[...b]", "ok"}, {"x/[a] x/[[...b]]", "ok"},
		{"x/[[a]]", "build"}, {"x/[]", "build"}, {"x/[...]", "build"}, {"x/[[...]]", "build"},
		{"x/[.a]", "build"}, {"x/[..a]", "build"}, {"x/[....a]", "build"}, {"x/[a", "ok"}, {"x/a]", "ok"}, {"x/[a]b", "ok"},
		{"x/[[...a]", "build"}, {"x/[...a]]", "build"}, {"x/[…a]", "build"}, {"Foo foo", "ok"}, {"api/[id] api/(g)/[slug]", "build"},
		{"a/(..)x/ x/", "ok"}, {"(..)x/ x/", "build"}, {"a/(..)(..)x/ x/", "build"}, {"(.)x/", "build"}, {"feed/(.)x", "ok"},
		{"_private/x x", "ok"}, {"@s/x x", "build"}, {"blog/[slug] blog/[slug]/comments blog/[slug]/comments/[id]", "ok"},
	}
	for _, tt := range tests {
		t.Run(tt.tree, func(t *testing.T) {
			tree := fstest.MapFS{"app/layout.js": {Data: []byte("export default function L({ children }) { return children }")}}
			for _, path := range strings.Fields(tt.tree) {
				name, text := "app/"+path+"/route.js", "export const GET = () => Response.json({})"
				if folder, page := strings.CutSuffix(path, "/"); page {
					name, text = strings.Replace("app/"+folder+"/page.js", "//", "/", 1), "export default function P() { return null }"
				}
				tree[name] = &fstest.MapFile{Data: []byte(text)}
			}
			r, err := Scan(tree, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := verdictOf(r.Table); got != tt.want {
				t.Errorf("verdict %s, want %s: %v", got, tt.want, codesOf(r.Table))
			}
		})
	}
}
