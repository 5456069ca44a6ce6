package addon_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"signalbox/engine/jsrt/addon"
	"signalbox/engine/jsrt/node"
	"signalbox/engine/jsrt/vm"
	"signalbox/engine/jsrt/web"
)

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func machine(t *testing.T) *vm.Machine {
	t.Helper()
	m, err := vm.New([]*vm.Library{web.Library(web.Options{}), node.Library(node.Options{}), addon.Library()}, vm.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return m
}

// compact makes equal JSON equal text, whatever the order of its keys.
func compact(t *testing.T, text json.RawMessage) string {
	t.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestPackagesAnswerAsTheirOriginals replays what the real packages answered on
// Node (testdata/record.sh).
func TestPackagesAnswerAsTheirOriginals(t *testing.T) {
	answer, err := machine(t).EvalModule(t.Context(), "/cases.mjs", string(read(t, "cases.mjs")))
	if err != nil {
		t.Fatal(err)
	}
	var want, got map[string]json.RawMessage
	if err := json.Unmarshal(read(t, "recorded.json"), &want); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(answer, &got); err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		t.Run(name, func(t *testing.T) {
			if g, w := compact(t, got[name]), compact(t, want[name]); g != w {
				t.Errorf("got  %s\nNode %s", g, w)
			}
		})
	}
}

// TestRefusals: what is not here says so, in its own words.
func TestRefusals(t *testing.T) {
	tests := []struct{ name, code, want string }{
		{"other packages", `import load from "node-gyp-build"; export default () => load("/p/node_modules/leveldown")`,
			"signalbox cannot load the native addon of leveldown: it runs JavaScript only, and of compiled packages bcrypt and argon2"},
		{"argon2d", `import { hashSync } from "@node-rs/argon2"; export default () => hashSync("a", { algorithm: 0 })`,
			"signalbox has argon2i and argon2id, not argon2d"},
		{"memory", `import { hash } from "@node-rs/argon2"; export default () => hash("a", { memoryCost: 4294967295 })`,
			"signalbox computes argon2 with at most 1048576 KiB of memory, and 4294967295 are asked for"},
		{"secret", `import { hash } from "@node-rs/argon2"; export default () => hash("a", { secret: new Uint8Array(4) })`,
			"signalbox computes argon2 without a secret"},
	}
	m := machine(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := m.EvalModule(t.Context(), "/"+tt.name+".mjs", tt.code); err == nil || err.Error() != "Error: "+tt.want {
				t.Errorf("got %v, want Error: %s", err, tt.want)
			}
		})
	}
}

// BenchmarkHash is a login: one hash of the usual ten rounds.
func BenchmarkHash(b *testing.B) {
	m, err := vm.New([]*vm.Library{web.Library(web.Options{}), node.Library(node.Options{}), addon.Library()}, vm.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer m.Close()
	for i := 0; b.Loop(); i++ {
		if _, err := m.EvalModule(b.Context(), fmt.Sprintf("/h%d.mjs", i), `import { hash } from "bcryptjs"; export default () => hash("password", 10)`); err != nil {
			b.Fatal(err)
		}
	}
}
