package nextconfig

import (
	"strings"
	"testing"
)

// TestRefused holds the options that Next's loader stops at: what it says, in
// part. More of them, as Next itself answered, are in engine/testdata/configs.
func TestRefused(t *testing.T) {
	cases := []struct{ config, next string }{
		{`{}`, ""},
		{`{"basePath":null,"trailingSlash":"yes","i18n":null,"assetPrefix":""}`, ""},
		{`{"distDir":" public "}`, "can not be set as the 'distDir'"},
		{`{"distDir":7}`, `Specified distDir is not a string, found type "number"`},
		{`{"assetPrefix":{}}`, `Specified assetPrefix is not a string, found type "object"`},
		{`{"target":"serverless"}`, `The "target" property is no longer supported in next.config.mjs.`},
		{`{"target":"server"}`, ""},
		{`{"i18n":{"locales":["en"],"defaultLocale":"en"}}`, ""},
		{`{"i18n":{"locales":["en"],"defaultLocale":"en"},"output":"export"}`, `Specified "i18n" cannot be used with "output: export"`},
		{`{"i18n":{"locales":["en","EN"],"defaultLocale":"en"}}`, "following duplicate locales:\nEN"},
		{`{"i18n":{"locales":["en","de"],"defaultLocale":"en","domains":[{"domain":"a.b","defaultLocale":"en"},{"domain":"c.d","defaultLocale":"en"}]}}`, "Invalid i18n.domains values:"},
		{`{"i18n":{"locales":["en","de"],"defaultLocale":"en","domains":[{"domain":"a.b","defaultLocale":"en","locales":["de"]},{"domain":"c.d","defaultLocale":"fr"}]}}`, ""},
		{`{"partialPrefetching":true}`, "`partialPrefetching` requires `cacheComponents`"},
		{`{"partialPrefetching":true,"cacheComponents":true}`, ""},
		{`{"cacheComponents":true,"experimental":{"useCache":false}}`, "`experimental.useCache` cannot be disabled"},
		{`{"env":{"NODE_OPTIONS":"x"}}`, `The key "NODE_OPTIONS" under "env"`},
		{`{"env":{"NODE":"x","__proto":"1"}}`, `The key "__proto" under "env"`},
		{`{"images":{"loader":"mine"}}`, "received 'mine' at \"images.loader\""},
		{`{"cacheLife":{"a":{"revalidate":9,"expire":1}}}`, "the expire option must be greater than the revalidate option"},
		{`{"redirects":[{"source":"/a:rest*","destination":"/b","permanent":true}]}`, `TypeError: Can not repeat "rest" without a prefix and suffix`},
	}
	for _, tc := range cases {
		_, found, err := Evaluated("next.config.mjs", []byte(tc.config))
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, d := range found {
			said = append(said, d.Next)
		}
		if text := strings.Join(said, "\n\n"); tc.next == "" && text != "" || !strings.Contains(text, tc.next) {
			t.Errorf("%s: %q, want %q", tc.config, text, tc.next)
		}
	}
}

// TestRunsCode holds what makes a config be run although its values are plain.
func TestRunsCode(t *testing.T) {
	for text, want := range map[string]bool{
		"export default {}":                                     false,
		"import withX from 'x'\nexport default {}":              false,
		"import './env.mjs'\nexport default {}":                 true,
		"import { a } from \"../a\"\nexport default {}":         true,
		"const a = require('./a')\nmodule.exports = {}":         true,
		"const a = require('path')\nmodule.exports = {}":        false,
		"if (!process.env.A) throw new Error('A')":              true,
		"if (!process.env.A) process.exit(1)\nexport default 1": true,
	} {
		if got := RunsCode([]byte(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestDomainOf(t *testing.T) {
	i := &I18N{Domains: []Domain{{Host: "de.example", DefaultLocale: "de", Locales: []string{"de-AT"}}, {Host: "fr.example", DefaultLocale: "fr"}}}
	cases := []struct{ host, locale, want string }{
		{"de.example", "", "de.example"}, {"FR.example:80", "", "fr.example"}, {"", "de-at", "de.example"}, {"", "FR", "fr.example"}, {"x.example", "", ""}, {"", "", ""},
	}
	for _, tc := range cases {
		got := ""
		if d := i.DomainOf(tc.host, tc.locale); d != nil {
			got = d.Host
		}
		if got != tc.want {
			t.Errorf("%q %q: %q, want %q", tc.host, tc.locale, got, tc.want)
		}
	}
}
