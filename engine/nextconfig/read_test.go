package nextconfig

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"signalbox/engine/diag"
)

// summary shows what a test of reading cares about.
func summary(c *Config) string {
	var b strings.Builder
	add := func(format string, args ...any) { fmt.Fprintf(&b, format+" ", args...) }
	if c.BasePath != "" {
		add("base=%s", c.BasePath)
	}
	if c.TrailingSlash {
		add("slash")
	}
	if c.Output != "" {
		add("output=%s", c.Output)
	}
	if !reflect.DeepEqual(c.PageExtensions, Default().PageExtensions) {
		add("ext=%s", strings.Join(c.PageExtensions, ","))
	}
	for _, r := range c.Redirects {
		add("redirect %s>%s@%d", r.Source, r.Destination, r.Pos.Line)
	}
	for _, r := range c.Rewrites.All() {
		add("rewrite %s>%s", r.Source, r.Destination)
	}
	for _, r := range c.Headers {
		add("headers %s:%d", r.Source, len(r.Headers))
	}
	return strings.TrimSpace(b.String())
}

func TestReadStatic(t *testing.T) {
	tests := []struct {
		name, file, text string
		want             string
		complete         bool
	}{
		{"object", "next.config.mjs", "export default { basePath: '/b', trailingSlash: true }", "base=/b slash", true},
		{"const", "next.config.mjs", "const c = { basePath: '/b' }\nexport default c", "base=/b", true},
		{"typed", "next.config.ts", "import type { NextConfig } from 'next'\nconst c: NextConfig = { basePath: '/b' }\nexport default c", "base=/b", true},
		{"satisfies", "next.config.ts", "export default { output: 'export' } satisfies NextConfig", "output=export", true},
		{"cast", "next.config.ts", "export default ({ output: 'export' } as NextConfig)", "output=export", true},
		{"commonjs", "next.config.js", "/** @type {import('next').NextConfig} */\nconst nextConfig = { basePath: '/b' }\nmodule.exports = nextConfig", "base=/b", true},
		{"commonjs inline", "next.config.cjs", "module.exports = { trailingSlash: true }", "slash", true},
		{"exports by name", "next.config.js", "exports.basePath = '/b'\nexports.trailingSlash = true", "base=/b slash", true},
		{"function", "next.config.mjs", "export default (phase, { defaultConfig }) => ({ basePath: '/b' })", "base=/b", true},
		{"async function", "next.config.mjs", "export default async function config(phase) { return { basePath: '/b' } }", "base=/b", true},
		{"wrapper", "next.config.mjs", "import mdx from '@next/mdx'\nconst withMDX = mdx({})\nexport default withMDX({ basePath: '/b' })", "base=/b", false},
		{"wrappers", "next.config.js", "const c = { pageExtensions: ['ts', 'mdx'] }\nmodule.exports = withA(withB(c))", "ext=ts,mdx", false},
		{"names inside", "next.config.mjs", "const base = '/b'\nconst exts = ['x.ts']\nexport default { basePath: base, pageExtensions: exts }", "base=/b ext=x.ts", true},
		{"spread", "next.config.mjs", "const common = { basePath: '/b' }\nexport default { ...common, trailingSlash: true }", "base=/b slash", true},
		{"environment", "next.config.mjs", "export default { basePath: process.env.BASE || '', trailingSlash: true }", "slash", false},
		{"irrelevant", "next.config.mjs", "export default { webpack: (c) => { c.x = 1; return c }, images: { remotePatterns: [new URL('https://x.test')] }, trailingSlash: true }", "slash", true},
		{"redirects", "next.config.mjs", "export default {\n async redirects() {\n  return [\n   { source: '/a', destination: '/b', permanent: true },\n  ]\n } }", "redirect /a>/b@4", true},
		{"redirects arrow", "next.config.mjs", "export default { redirects: async () => [{ source: '/a', destination: '/b', permanent: true }] }", "redirect /a>/b@1", true},
		{"redirects by name", "next.config.mjs", "const list = [{ source: '/a', destination: '/b', permanent: true }]\nasync function redirects() { return list }\nexport default { redirects }", "redirect /a>/b@1", true},
		{"redirects spread", "next.config.mjs", "const more = [{ source: '/c', destination: '/d', permanent: true }]\nexport default { redirects: () => [{ source: '/a', destination: '/b', permanent: true }, ...more] }", "redirect /a>/b@2 redirect /c>/d@1", true},
		{"redirects computed", "next.config.mjs", "export default { async redirects() { const x = await load(); return x } }", "", false},
		{"redirects partly", "next.config.mjs", "export default { async redirects() { return [make(), { source: '/a', destination: '/b', permanent: true }, ...(on ? [x] : [])] } }", "redirect /a>/b@1", false},
		{"template", "next.config.mjs", "export default { async rewrites() { return [{ source: '/a', destination: `${API}/x` }, { source: '/b', destination: `/c` }] } }", "rewrite /b>/c", false},
		{"rewrites object", "next.config.mjs", "export default { async rewrites() { return { beforeFiles: [{ source: '/a', destination: '/b' }], fallback: [{ source: '/c', destination: 'https://x.test/:p*' }] } } }", "rewrite /a>/b rewrite /c>https://x.test/:p*", true},
		{"headers", "next.config.mjs", "export default { async headers() { return [{ source: '/(.*)', headers: [{ key: 'a', value: 'b' }, { key: 'c', value: 'd' }] }] } }", "headers /(.*):2", true},
		{"header value computed", "next.config.mjs", "export default { async headers() { return [{ source: '/x', headers: [{ key: 'a', value: csp }] }] } }", "headers /x:1", false},
		{"empty", "next.config.mjs", "", "", false},
		{"broken", "next.config.mjs", "export default { basePath: '/b'", "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, found, complete := ReadStatic(test.file, []byte(test.text))
			if got := summary(c); got != test.want || complete != test.complete {
				t.Errorf("read %q, complete %v; want %q, %v\n%v", got, complete, test.want, test.complete, found)
			}
			if !complete && len(found) == 0 {
				t.Error("incomplete, and no diagnostic says why")
			}
			for _, d := range found {
				if d.Severity == diag.Error {
					t.Errorf("a false alarm: %s", d.Message)
				}
			}
		})
	}
}

func TestInvalidOptions(t *testing.T) {
	tests := []struct{ text, next string }{
		{`{"basePath":"docs"}`, `Specified basePath has to start with a /, found "docs"`},
		{`{"basePath":"/"}`, `Specified basePath /. basePath has to be either an empty string or a path prefix"`},
		{`{"basePath":"/docs/"}`, `Specified basePath should not end with /, found "/docs/"`},
		{`{"basePath":5}`, `Specified basePath is not a string, found type "number"`},
		{`{"pageExtensions":[]}`, `Specified pageExtensions is an empty array. Please update it with the relevant extensions or remove it.`},
		{`{"pageExtensions":"tsx"}`, `Specified pageExtensions is not an array of strings, found "tsx". Please update this config or remove it.`},
		{`{"pageExtensions":["tsx",1]}`, `Specified pageExtensions is not an array of strings, found "1" of type "number". Please update this config or remove it.`},
	}
	for _, test := range tests {
		c, found, err := Evaluated("", []byte(test.text))
		if err != nil {
			t.Fatal(err)
		}
		if len(found) != 1 || found[0].Next != test.next {
			t.Errorf("%s: found %+v, want %q", test.text, found, test.next)
		}
		if c.BasePath != "" {
			t.Errorf("%s: base path %q is kept", test.text, c.BasePath)
		}
	}
}

func TestFromJSONRefusesOtherValues(t *testing.T) {
	for _, text := range []string{"", "[]", "3", "{", `{"a":1} x`, "null"} {
		if _, _, err := Evaluated("", []byte(text)); err == nil {
			t.Errorf("Evaluated takes %q", text)
		}
	}
}

func TestDecodeOptions(t *testing.T) {
	c, found, err := Evaluated("", []byte(`{"expireTime":5,"env":{"A":"1","B":2},"cacheLife":{"blog":{"stale":1,"revalidate":2,"expire":3},"short":{"revalidate":9}},
		"experimental":{"authInterrupts":true},"deprecated":{"looseRouteMatching":true},"typescript":{"ignoreBuildErrors":true},
		"i18n":{"locales":["en","de"],"defaultLocale":"en"},"useFileSystemPublicRoutes":false,"images":{"unoptimized":true}}`))
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	if c.ExpireTime != 5 || c.Env["A"] != "1" || len(c.Env) != 1 || !c.Experimental.AuthInterrupts || !c.LooseRouteMatching || !c.IgnoreBuildErrors || !c.NoFileSystemRoutes {
		t.Errorf("decoded %+v", c)
	}
	if c.CacheLife["blog"] != (CacheLife{1, 2, 3}) || c.CacheLife["short"] != (CacheLife{-1, 9, -1}) || c.CacheLife["max"].Revalidate != 2592000 {
		t.Errorf("cacheLife %v", c.CacheLife)
	}
	if c.I18N.DefaultLocale != "en" || len(c.I18N.Locales) != 2 || c.Values["images.unoptimized"] != true {
		t.Errorf("i18n %v, values %v", c.I18N, c.Values)
	}
}

func TestSlashRedirect(t *testing.T) {
	tests := []struct {
		config     Config
		path, want string
	}{
		{Config{}, "/", ""},
		{Config{}, "/a", ""},
		{Config{}, "/a/", "/a"},
		{Config{}, "/a/b.txt/", "/a/b.txt"},
		{Config{SkipTrailingSlashRedirect: true}, "/a/", ""},
		{Config{TrailingSlash: true}, "/", ""},
		{Config{TrailingSlash: true}, "/a", "/a/"},
		{Config{TrailingSlash: true}, "/a/", ""},
		{Config{TrailingSlash: true}, "/a.txt", ""},
		{Config{TrailingSlash: true}, "/a.txt/", "/a.txt"},
		{Config{TrailingSlash: true}, "/.env/", ""},
		{Config{TrailingSlash: true}, "/x/.env", ""},
		{Config{TrailingSlash: true, BasePath: "/docs"}, "/docs", "/docs/"},
		{Config{TrailingSlash: true, BasePath: "/docs"}, "/other", "/other/"},
		{Config{BasePath: "/docs"}, "/docs/", "/docs"},
	}
	for _, test := range tests {
		if got, _ := test.config.SlashRedirect(test.path, false); got != test.want {
			t.Errorf("%+v: %s leads to %q, want %q", test.config, test.path, got, test.want)
		}
	}
}

// TestBacktracking checks that an expression that explodes is cut, not waited
// for: the lookahead keeps it from the linear engine.
func TestBacktracking(t *testing.T) {
	e, err := compileExpression(`^(?=a)(a+)+b$`, false)
	if err != nil {
		t.Fatal(err)
	}
	if e.linear != nil {
		t.Fatal("the linear engine took a lookahead")
	}
	if e.matches(strings.Repeat("a", 40)) {
		t.Error("an expression that was cut counts as a match")
	}
}

func FuzzPattern(f *testing.F) {
	for _, seed := range []string{"/", "/:a", "/:a(\\d+)/:b*", "/a{/:b}?", "/((?!api).*)", "/a\\", "/:a:b", "/{", "/é/:"} {
		f.Add(seed, "/a/b")
	}
	f.Fuzz(func(t *testing.T, source, path string) {
		if len(source) > 200 || len(path) > 200 {
			return
		}
		m, err := compileSource(source, false, "")
		if err != nil {
			return
		}
		params, ok := m.match(path)
		if !ok {
			return
		}
		for _, p := range params {
			if p.Name == "" {
				t.Fatalf("%q takes a param without a name from %q", source, path)
			}
		}
		_, _ = prepare(source, params, Query{{Name: "q", Values: []string{"1"}}}, true)
	})
}

func FuzzReadStatic(f *testing.F) {
	f.Add("export default { basePath: '/b', async redirects() { return [{ source: '/:a', destination: '/x', permanent: true }] } }")
	f.Add("const a = b, b = a; module.exports = a")
	f.Add("export default { ...x, rewrites: () => ({ beforeFiles: [1, null, {}] }), headers() { return [{ headers: {} }] } }")
	f.Fuzz(func(t *testing.T, text string) {
		c, found, complete := ReadStatic("next.config.ts", []byte(text))
		if !complete && len(found) == 0 {
			t.Fatal("incomplete, and no diagnostic says why")
		}
		if _, errs := c.Compile(); len(errs) > len(c.Redirects)+len(c.Headers)+len(c.Rewrites.All()) {
			t.Fatalf("more errors than rules: %v", errs)
		}
	})
}
