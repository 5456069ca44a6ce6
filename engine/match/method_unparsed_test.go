package match_test

import (
	"testing"
	"testing/fstest"

	"signalbox/engine/match"
	"signalbox/engine/scan"
)

// TestUnparsedHandler holds that a file that does not parse is answered as serve
// answers it: 500 for every method that a handler may export, not 405.
func TestUnparsedHandler(t *testing.T) {
	r, err := scan.Scan(fstest.MapFS{
		"app/broken/route.js": {Data: []byte("export function GET( {")},
		"app/none/route.js":   {Data: []byte("export const x = 1")},
	}, scan.Options{})
	if err != nil {
		t.Fatal(err)
	}
	m := match.New(r.Table, r.Config, r.Public)
	for _, c := range []struct {
		method, target string
		status         int
	}{
		{"GET", "/broken", 500}, {"HEAD", "/broken", 500}, {"POST", "/broken", 500}, {"OPTIONS", "/broken", 500}, {"PROPFIND", "/broken", 400},
		{"GET", "/none", 405}, {"OPTIONS", "/none", 204},
	} {
		if got := m.Match(c.method, c.target); got.Status != c.status {
			t.Errorf("%s %s: %d (%s), want %d", c.method, c.target, got.Status, got.Reason, c.status)
		}
	}
}
