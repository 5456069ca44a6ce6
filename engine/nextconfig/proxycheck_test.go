package nextconfig

import (
	"strings"
	"testing"
)

// carried is the headers of a request, by lower-case name.
type carried map[string]string

func (c carried) Get(name string) (string, bool) { v, ok := c[name]; return v, ok }

// TestCheckAgreesWithMatch: a tester that shows each matcher must say yes
// exactly where the proxy would be asked, and why where it would not.
func TestCheckAgreesWithMatch(t *testing.T) {
	rules := []Rule{
		{Source: "/users/:path*"}, {Source: "/old"},
		{Source: "/in", Has: []Condition{{Type: "header", Key: "x-token"}}}, {Source: "/日"},
	}
	tests := []struct {
		path   string
		header carried
		want   string
	}{
		{"/users/7", nil, "yes no no no"}, {"/OLD", nil, "no no no no"}, {"/old", nil, "no yes no no"},
		{"/in", nil, "no no no no"}, {"/in", carried{"x-token": "1"}, "no no yes no"}, {"/%E6%97%A5", nil, "no no no yes"},
	}
	p, errs := (&Config{}).CompileProxy(rules)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for _, tt := range tests {
		var got []string
		any := false
		for _, c := range p.Check(tt.path, tt.header, nil) {
			got = append(got, map[bool]string{true: "yes", false: "no"}[c.Matched])
			any = any || c.Matched
			if c.Reason == "" {
				t.Errorf("%s: no reason for %s", tt.path, c.Source)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s %v: %v, want %s", tt.path, tt.header, got, tt.want)
		}
		if _, sees := p.Match(tt.path, tt.header, nil); sees != any {
			t.Errorf("%s: the proxy sees it: %v, the tester says %v", tt.path, sees, any)
		}
	}
	if all := (&ProxyMatcher{}).Check("/x", nil, nil); len(all) != 1 || !all[0].Matched {
		t.Errorf("without a matcher: %+v", all)
	}
}
