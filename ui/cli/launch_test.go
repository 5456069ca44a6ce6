package cli

import (
	"testing"

	"github.com/spf13/afero"

	"signalbox/samples"
	"signalbox/ui"
)

func TestSettingsAreKept(t *testing.T) {
	mem := afero.NewMemMapFs()
	if err := openSettings(mem, "/config/signalbox/settings.json").Set("stop", "methods"); err != nil {
		t.Fatal(err)
	}
	again := openSettings(mem, "/config/signalbox/settings.json")
	if again.Get("stop") != "methods" || again.Get("other") != "" {
		t.Errorf("kept %q", again.values)
	}
	for _, broken := range []string{"{", "null", "[]"} {
		if err := afero.WriteFile(mem, "/broken.json", []byte(broken), 0o644); err != nil {
			t.Fatal(err)
		}
		s := openSettings(mem, "/broken.json")
		if err := s.Set("a", "b"); err != nil || s.Get("a") != "b" {
			t.Errorf("%s: %v, %q", broken, err, s.Get("a"))
		}
	}
	if err := openSettings(afero.NewReadOnlyFs(mem), "/x/settings.json").Set("a", "b"); err == nil {
		t.Error("a file that cannot be written was written")
	}
}

func TestStopsReachTheUI(t *testing.T) {
	var o ui.Options
	if err := stops(&o, samples.Default); err != nil {
		t.Fatal(err)
	}
	s, err := samples.Load(samples.Default)
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Stops) != len(s.Stops) || o.Stops[2].Fire.Target != s.Stops[2].Fire.Target || len(o.Stops[2].Then) != len(s.Stops[2].Then) {
		t.Errorf("%d stops of %d", len(o.Stops), len(s.Stops))
	}
}

func TestLightBackground(t *testing.T) {
	for value, want := range map[string]bool{"": false, "15;0": false, "0;15": true, "0;default;15": true, "0;7": true, "7": false} {
		if got := lightBackground(func(string) string { return value }); got != want {
			t.Errorf("COLORFGBG=%q: light %v", value, got)
		}
	}
}

func TestFitsPath(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{
		{"", "/x", true}, {"api", "/api/x", true}, {"nope", "/api", false},
		{"/api/*", "/api/x", true}, {"/api/*", "/api", false}, {"/api/*", "/api/x/y", false},
		{"/api/**", "/api", true}, {"/api/**", "/api/x/y", true}, {"**/y", "/api/x/y", true}, {"/**/y", "/y", true},
		{"/*/[id]", "/api/[id]", true}, {"/api/p*", "/api/posts", true}, {"/*", "/[id]", true},
		{"/a?*", "/ab", false}, {`/\*`, "/a", false},
	} {
		if got := fitsPath(c.pattern, c.path); got != c.want {
			t.Errorf("fitsPath(%q, %q) = %v", c.pattern, c.path, got)
		}
	}
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{"/ünï": "/ünï", "a\nb": `a\nb`, "\x1b[31m": `\x1b[31m`, "日本": "日本"} {
		if got := printable(in); got != want {
			t.Errorf("printable(%q) = %q", in, got)
		}
	}
}

func TestDuration(t *testing.T) {
	for seconds, want := range map[int]string{5: "5s", 60: "1m", 90: "≈2m", 3600: "1h", 86400: "1d", 604800: "1w", year: "1y"} {
		if got := duration(seconds); got != want {
			t.Errorf("duration(%d) = %q, want %q", seconds, got, want)
		}
	}
}

func TestMatchArgs(t *testing.T) {
	for _, c := range []struct {
		args           []string
		method, target string
		dirs           int
		fails          bool
	}{
		{[]string{"/x"}, "GET", "/x", 0, false},
		{[]string{"POST", "/x"}, "POST", "/x", 0, false},
		{[]string{"POST", "/x", "dir"}, "POST", "/x", 1, false},
		{[]string{"/x", "dir"}, "GET", "/x", 1, false},
		{[]string{"http://h/x", "/dir"}, "GET", "http://h/x", 1, false},
		{[]string{"/x", "dir", "more"}, "", "", 0, true},
		{[]string{"POST"}, "", "", 0, true},
		{[]string{"POST", "x"}, "", "", 0, true},
	} {
		method, target, dirs, err := matchArgs(c.args)
		if (err != nil) != c.fails || method != c.method || target != c.target || len(dirs) != c.dirs {
			t.Errorf("matchArgs(%q) = %q %q %q %v", c.args, method, target, dirs, err)
		}
	}
}

func TestTarget(t *testing.T) {
	for in, want := range map[string]string{
		"/x?y#z": "/x?y", "http://h": "/", "http://h/x?y#z": "/x?y", "https://h?q": "/?q", "//double": "//double", "http://h#f": "/",
	} {
		if got := target(in); got != want {
			t.Errorf("target(%q) = %q, want %q", in, got, want)
		}
	}
}
