package newfile

import (
	"strings"
	"testing"

	"signalbox/engine/jslit"
)

func project() *Tree {
	return NewTree("app", []string{"app/page.tsx", "app/api/hello/route.ts", "app/(shop)/cart/page.tsx", "lib/db.ts", "package.json"})
}

func TestCreate(t *testing.T) {
	tests := []struct{ text, want, err string }{
		{"app/api/route.ts", "app/api/route.ts", ""},
		{"app/api/[id]/route.ts", "app/api/[id]/route.ts", ""},
		{"app/[[...path]]/page.tsx", "app/[[...path]]/page.tsx", ""},
		{"app/(group)/@slot/(..)photo/_private/x.ts", "app/(group)/@slot/(..)photo/_private/x.ts", ""},
		{"/app//a/./b.ts", "app/a/b.ts", ""},
		{"app/漢字/a b.ts", "app/漢字/a b.ts", ""},
		{"proxy.ts", "proxy.ts", ""},
		{"", "", "type a path"},
		{"  ", "", "type a path"},
		{"/", "", "type a path"},
		{"./", "", "type a path"},
		{"app/api/", "", "is a folder: name the file too"},
		{"app/page.tsx", "", "app/page.tsx is there already"},
		{"app/api", "", "app/api is there already: a folder"},
		{"app", "", "app is there already: a folder"},
		{"app/page.tsx/x.ts", "", "app/page.tsx is a file"},
		{"../x.ts", "", "inside the project"},
		{"app/../../x.ts", "", "inside the project"},
		{"app\\x.ts", "", "parted by /"},
		{"app/\x1bx.ts", "", "control characters"},
		{"app/node_modules/x.ts", "", "node_modules holds nothing that a person writes"},
		{"app/ /x.ts", "", "begins or ends with a space"},
		{"app/" + strings.Repeat("x", 256), "", "at most 255 bytes"},
	}
	for _, tt := range tests {
		got, err := project().Create(tt.text)
		check(t, tt.text, got, err, tt.want, tt.err)
	}
}

func TestMove(t *testing.T) {
	tests := []struct{ from, text, want, err string }{
		{"app/page.tsx", "app/about/page.tsx", "app/about/page.tsx", ""},
		{"app/page.tsx", "app/api", "app/api/page.tsx", ""},
		{"app/page.tsx", "app/new/", "app/new/page.tsx", ""},
		{"app/api", "app/v1", "app/v1", ""},
		{"app/api", "app/v1/", "app/v1/api", ""},
		{"app/api", "app/(shop)", "", "app/(shop) is there already: a folder"},
		{"app/page.tsx", "app/page.tsx", "", "where it is now"},
		{"app/api", "app/api/", "", "where it is now"},
		{"app/api", "app/api/v1", "", "into itself"},
		{"app", "src", "", "it stays where it is"},
		{"app/page.tsx", "lib/db.ts", "", "lib/db.ts is there already"},
		{"app/page.tsx", "lib/db.ts/page.tsx", "", "lib/db.ts is a file"},
		{"app/page.tsx", "../page.tsx", "", "inside the project"},
		{"app/page.tsx", "", "", "type a path"},
	}
	for _, tt := range tests {
		got, err := project().Move(tt.from, tt.text)
		check(t, tt.from+" to "+tt.text, got, err, tt.want, tt.err)
	}
}

func check(t *testing.T, name, got string, err error, want, sentence string) {
	t.Helper()
	switch {
	case (err != nil) != (sentence != ""):
		t.Errorf("%q gives %q, %v", name, got, err)
	case err == nil && got != want:
		t.Errorf("%q gives %q, want %q", name, got, want)
	case err != nil && !strings.Contains(err.Error(), sentence):
		t.Errorf("%q is refused with %q, want %q", name, err, sentence)
	}
}

func TestSuggest(t *testing.T) {
	tests := []struct{ text, first, has, not string }{
		{"app/api/", "app/api/route.ts", "app/api/[id]/route.ts", "app/api/sitemap.ts"},
		{"app/", "app/route.ts", "app/sitemap.ts", "app/page.tsx"},
		{"app/api/l", "app/api/layout.tsx", "app/api/loading.tsx", "app/api/route.ts"},
		{"app/new/[", "app/new/[id]/route.ts", "app/new/[...path]/route.ts", "app/new/page.tsx"},
		{"", "proxy.ts", "instrumentation.ts", "route.ts"},
	}
	for _, tt := range tests {
		got := project().Suggest(tt.text)
		all := "\n" + strings.Join(got, "\n") + "\n"
		if len(got) == 0 || got[0] != tt.first || !strings.Contains(all, "\n"+tt.has+"\n") || strings.Contains(all, "\n"+tt.not+"\n") {
			t.Errorf("%q suggests %q", tt.text, got)
		}
	}
	if got := project().Suggest("app/api/nothing-of-the-kind"); got != nil {
		t.Errorf("got %q", got)
	}
}

// TestText: what a new file begins with parses and exports what Next.js takes
// it for, in TypeScript and in JavaScript.
func TestText(t *testing.T) {
	tests := []struct{ file, export, holds, not string }{
		{"app/api/route.ts", "GET", "ok: true", "params"},
		{"app/(group)/users/[id]/route.ts", "GET", "Promise<{ id: string }>", ""},
		{"app/[[...path]]/route.ts", "GET", "{ path?: string[] }", ""},
		{"app/[a]/[...b-c]/route.ts", "GET", `{ a: string; "b-c": string[] }`, ""},
		{"app/[id]/route.js", "GET", "{ params }", "Promise"},
		{"app/about/page.tsx", "default", "<h1>about</h1>", ""},
		{"app/about/page.jsx", "default", "<h1>about</h1>", ""},
		{"app/[id]/page.tsx", "default", "<h1>Page</h1>", ""},
		{"app/layout.tsx", "default", "<html", ""},
		{"src/app/layout.js", "default", "<section>", "ReactNode"},
		{"app/a/layout.tsx", "default", "React.ReactNode", "<html"},
		{"app/template.tsx", "default", "", ""},
		{"app/loading.tsx", "default", "", ""},
		{"app/error.tsx", "default", `"use client"`, ""},
		{"app/global-error.tsx", "default", "<html", ""},
		{"app/not-found.tsx", "default", "", ""},
		{"app/global-not-found.tsx", "default", "<html", ""},
		{"app/forbidden.tsx", "default", "", ""},
		{"app/unauthorized.tsx", "default", "", ""},
		{"app/@slot/default.tsx", "default", "null", ""},
		{"app/sitemap.ts", "default", "MetadataRoute", ""},
		{"app/sitemap.js", "default", "url", "MetadataRoute"},
		{"app/robots.ts", "default", "rules", ""},
		{"app/manifest.ts", "default", "start_url", ""},
		{"app/icon.tsx", "default", "contentType", ""},
		{"app/opengraph-image.tsx", "default", "contentType", ""},
		{"proxy.ts", "proxy", "matcher", ""},
		{"proxy.js", "proxy", "matcher", "NextRequest"},
		{"middleware.ts", "middleware", "matcher", ""},
		{"instrumentation.ts", "register", "", ""},
	}
	for _, tt := range tests {
		text := Text(tt.file, "app")
		if !strings.Contains(text, tt.holds) || tt.not != "" && strings.Contains(text, tt.not) || strings.ContainsAny(text, "«»") {
			t.Errorf("%s begins with\n%s", tt.file, text)
		}
		m := jslit.Parse(tt.file, []byte(text))
		if m.Fault != nil {
			t.Errorf("%s does not parse: %v\n%s", tt.file, m.Fault, text)
			continue
		}
		found := false
		for _, e := range m.Exports {
			found = found || e.Name == tt.export
		}
		if !found {
			t.Errorf("%s does not export %s:\n%s", tt.file, tt.export, text)
		}
	}
}

// TestTextOfOtherFiles: a name without a meaning begins empty.
func TestTextOfOtherFiles(t *testing.T) {
	for _, file := range []string{"lib/db.ts", "app/styles.css", "app/robots.txt", ".env", "app/route", "app/api/data.json", "README.md"} {
		if got := Text(file, "app"); got != "" {
			t.Errorf("%s begins with %q", file, got)
		}
	}
}

// FuzzCreate: whatever is typed, what is accepted lies in the project, is free
// and stays as it is when it is typed again.
func FuzzCreate(f *testing.F) {
	for _, s := range []string{"app/api/[id]/route.ts", "..", "/./a//b", "app/[[...x]]/route.ts", "app/[[/route.ts"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := project()
		name, err := p.Create(text)
		if err != nil {
			return
		}
		if strings.HasPrefix(name, "/") || strings.HasPrefix(name+"/", "../") || p.files[name] {
			t.Errorf("%q gives %q", text, name)
		}
		if again, err := p.Create(name); err != nil || again != name {
			t.Errorf("%q gives %q, and that %q, %v", text, name, again, err)
		}
		Text(name, "app")
		p.Suggest(text)
	})
}
