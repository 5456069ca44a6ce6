package draft

import (
	"strings"
	"testing"
)

func TestPreflight(t *testing.T) {
	tests := []struct {
		draft Draft
		want  string
	}{
		{Draft{Method: "GET", Target: "/a"}, "Access-Control-Request-Method: GET"},
		{Draft{Method: "OPTIONS", Target: "/a"}, "Access-Control-Request-Method: GET"},
		{Draft{Method: "PUT", Target: "/a", Kind: JSON, Headers: "Authorization: x\nAccept: */*"},
			"Access-Control-Request-Method: PUT\nAccess-Control-Request-Headers: content-type, authorization"},
		{Draft{Method: "POST", Target: "/a", Kind: Form}, "Access-Control-Request-Method: POST"},
	}
	for _, tt := range tests {
		p := tt.draft.Preflight()
		if want := "Origin: " + Stranger + "\n" + tt.want; p.Headers != want || p.Method != "OPTIONS" || p.Target != tt.draft.Target || p.Kind != None {
			t.Errorf("%+v: got %+v, want %q", tt.draft, p, want)
		}
	}
}

func TestAllows(t *testing.T) {
	put := Draft{Method: "PUT", Target: "/a", Headers: "Authorization: x"}
	post := Draft{Method: "POST", Target: "/a", Kind: Form}
	tests := []struct {
		name   string
		draft  Draft
		status int
		header map[string]string
		why    string // "" where the request may follow
	}{
		{"all", put, 204, map[string]string{"origin": "*", "methods": "GET, PUT", "headers": "authorization"}, ""},
		{"its origin", put, 200, map[string]string{"origin": Stranger, "methods": "*", "headers": "Authorization"}, ""},
		{"simple method needs none", post, 204, map[string]string{"origin": "*"}, ""},
		{"implicit OPTIONS", put, 204, nil, "no Access-Control-Allow-Origin"},
		{"other origin", put, 204, map[string]string{"origin": "https://b.example"}, "is https://b.example"},
		{"redirect", put, 307, map[string]string{"origin": "*"}, "answered with 307"},
		{"method", put, 204, map[string]string{"origin": "*", "methods": "GET"}, "does not list PUT"},
		{"method in small letters", put, 204, map[string]string{"origin": "*", "methods": "put"}, "does not list PUT"},
		{"header", put, 204, map[string]string{"origin": "*", "methods": "PUT"}, "does not list authorization"},
		{"star is not authorization", put, 204, map[string]string{"origin": "*", "methods": "PUT", "headers": "*"}, "does not list authorization"},
	}
	for _, tt := range tests {
		p := tt.draft.Preflight()
		got := p.Allows(tt.status, func(name string) string {
			return tt.header[strings.TrimPrefix(name, "access-control-allow-")]
		})
		if (tt.why == "") != (got == "") || !strings.Contains(got, tt.why) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.why)
		}
	}
}
