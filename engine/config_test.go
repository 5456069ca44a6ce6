package engine

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"signalbox/engine/diag"
	"signalbox/engine/nextconfig"
)

// configCase is a project's config with what Next's own loader made of it,
// recorded by testdata/configs/record.mjs.
type configCase struct {
	Files map[string]string
	Text  string // what it printed before it refused the config
	Want  *configWant
}

// configWant is the part of a loaded config that the engine knows of.
type configWant struct {
	BasePath, Output, DistDir                                  string
	TrailingSlash, PoweredByHeader, Compress, GenerateEtags    bool
	SkipTrailingSlashRedirect, CacheComponents, AuthInterrupts bool
	PageExtensions                                             []string
	Env                                                        map[string]string
	ExpireTime                                                 int
	Rules                                                      []string
}

// wanted is the same of a config of ours.
func wanted(t *testing.T, c *nextconfig.Config) *configWant {
	rules, errs := c.Compile()
	for _, err := range errs {
		t.Error(err)
	}
	w := &configWant{
		BasePath: c.BasePath, Output: c.Output, DistDir: c.DistDir, TrailingSlash: c.TrailingSlash,
		PoweredByHeader: c.PoweredByHeader, Compress: c.Compress, GenerateEtags: c.GenerateEtags,
		SkipTrailingSlashRedirect: c.SkipTrailingSlashRedirect, CacheComponents: c.CacheComponents,
		AuthInterrupts: c.Experimental.AuthInterrupts, PageExtensions: c.PageExtensions, Env: c.Env, ExpireTime: c.ExpireTime,
	}
	for _, list := range [][]*nextconfig.Matcher{rules.Headers, rules.Redirects, rules.Before, rules.After, rules.Fallback} {
		for _, m := range list {
			w.Rules = append(w.Rules, strings.Join(ruleFields(m), " "))
		}
	}
	return w
}

func ruleFields(m *nextconfig.Matcher) []string {
	fields := []string{m.Stage.String(), m.Source}
	if m.Stage == nextconfig.StageHeaders {
		for _, h := range m.Rule.Headers {
			fields = append(fields, h.Key+"="+h.Value)
		}
	} else {
		fields = append(fields, m.Destination)
	}
	if m.Stage == nextconfig.StageRedirects {
		fields = append(fields, itoa(m.Status()))
	}
	for _, list := range [][]nextconfig.Condition{m.Rule.Has, m.Rule.Missing} {
		for _, c := range list {
			fields = append(fields, c.Type+":"+c.Key+"="+c.Value)
		}
	}
	return fields
}

// TestConfigs holds what becomes of a next.config against Next's own loader.
func TestConfigs(t *testing.T) {
	text, err := os.ReadFile("testdata/configs/next.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases map[string]configCase
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		t.Run(name, func(t *testing.T) { cases[name].check(t) })
	}
}

func (c configCase) check(t *testing.T) {
	files := fstest.MapFS{"app/x/route.js": {Data: []byte("export const GET = () => new Response('x')\n")}}
	for name, text := range c.Files {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	e := New(Options{InProcess: true, OneShot: true})
	t.Cleanup(func() { _ = e.Close() })
	config, found := e.readConfig(t.Context(), appSource{files})
	var refused []string
	broken := false // V8 and esbuild put it differently
	for _, d := range found {
		if d.Severity == diag.Error {
			refused = append(refused, d.Next)
			broken = broken || d.Code == "syntax-error"
		}
	}
	switch {
	case c.Want == nil && len(refused) == 0:
		t.Errorf("is taken, and Next says %s\nfound %+v", c.Text, found)
	case c.Want == nil:
		for _, line := range refused {
			if !broken && (line == "" || !strings.Contains(c.Text, line)) {
				t.Errorf("is refused with %q, and Next says %s", line, c.Text)
			}
		}
	case len(refused) > 0:
		t.Errorf("is refused with %q, and Next takes it", refused)
	default:
		if config == nil {
			config = nextconfig.Default()
		}
		if got, want := text(wanted(t, config)), text(c.Want); got != want {
			t.Errorf("\n got %s\nwant %s\nfound %+v", got, want, found)
		}
	}
}
