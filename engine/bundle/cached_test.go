package bundle

import (
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// TestCachedDependsOn holds what the key of a cached function is made of: its
// arguments and the variables around it that its body reads.
func TestCachedDependsOn(t *testing.T) {
	tests := []struct{ name, code, want, not string }{
		{"arguments", `async function f(a) { "use cache"; return a; }`, "[...arguments]", ""},
		{"closed over", `export async function GET(req) { const p = req.p, q = 1; const f = async (x) => { "use cache"; return p + x; }; return f(1); }`, `typeof p === "undefined"`, `typeof q ===`},
		{"module level", `const top = 1; async function f() { "use cache"; return top; }`, "[...arguments]", "typeof top"},
		{"property of that name", `export async function GET(req) { const p = 1; const f = async () => { "use cache"; return globalThis.p; }; return f(); }`, "signalbox.cached", "typeof p ==="},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := markCached("app/route.ts", tt.code, api.LoaderTS, "")
			if !strings.Contains(got, tt.want) || tt.not != "" && strings.Contains(got, tt.not) {
				t.Errorf("want %q and not %q in\n%s", tt.want, tt.not, got)
			}
		})
	}
}
