package cli

import (
	"strings"
	"testing"
)

func TestParamsKeepTheOrderOfThePath(t *testing.T) {
	tests := []struct {
		name   string
		params paramsJSON
		want   string
	}{
		{"none", nil, `{}`},
		{"not sorted by name", paramsJSON{{Name: "locale", Value: "en"}, {Name: "id", Value: "7"}}, `{"locale":"en","id":"7"}`},
		{"catch-all", paramsJSON{{Name: "rest", CatchAll: true, Values: []string{"a", "b/c"}}}, `{"rest":["a","b/c"]}`},
		{"no escapes for HTML", paramsJSON{{Name: "q", Value: "<&>"}}, `{"q":"<&>"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			if err := writeJSON(&b, map[string]any{"params": tt.params}, false); err != nil {
				t.Fatal(err)
			}
			if got, want := strings.TrimSpace(b.String()), `{"params":`+tt.want+`}`; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}
