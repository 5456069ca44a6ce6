package jsrt_test

import (
	"encoding/json"
	"os"
	"testing"

	"signalbox/engine/jsrt"
)

// TestMessages holds that the engine's errors arrive in V8's words: those that
// testdata/messages/record.mjs wrote down.
func TestMessages(t *testing.T) {
	cases, err := os.ReadFile("testdata/messages/cases.mjs")
	if err != nil {
		t.Fatal(err)
	}
	recorded, err := os.ReadFile("testdata/messages/recorded.json")
	if err != nil {
		t.Fatal(err)
	}
	const route = `import { cases } from "../../cases.mjs";
export async function GET() {
  const out = {};
  for (const [name, run] of Object.entries(cases)) {
    try { await run(); out[name] = "nothing"; } catch (error) { out[name] = error.name + ": " + error.message; }
  }
  return Response.json(out);
}`
	a := newApp(t, jsrt.Start, jsrt.Options{}, map[string]string{"app/x/route.js": route, "cases.mjs": string(cases)})
	var want, got map[string]string
	if err := json.Unmarshal(recorded, &want); err != nil {
		t.Fatal(err)
	}
	answer := a.request("GET", "app/x/route.js", "")
	if err := json.Unmarshal([]byte(answer.body), &got); err != nil {
		t.Fatalf("%v in %q, thrown %+v", err, answer.body, answer.thrown)
	}
	for name, message := range want {
		if got[name] != message {
			t.Errorf("%s:\ngot  %s\nNode %s", name, got[name], message)
		}
	}
}
