package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/spf13/afero"

	"signalbox/ui/journal"
)

// TestHistoryOutlivesTheProgram: a second start lists what the first one sent,
// shows the answer that was kept, and sends it again.
func TestHistoryOutlivesTheProgram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		state := afero.NewMemMapFs()
		files := map[string]string{"app/hello/route.ts": "// answers 201 {\"id\":1}\nexport function GET() {}\n"}
		r := newRig(t, files, nil)
		r.m.opt.History = journal.New(state, "/state", "/p")
		r.press("enter")

		r = newRig(t, files, nil)
		r.m.opt.History = journal.New(state, "/state", "/p")
		r.run(r.m.readHistory())
		r.settle()
		r.press("9")
		if s := r.screen(); !strings.Contains(s, "201") || !strings.Contains(s, "GET     /hello") {
			t.Fatalf("the exchange of the earlier run is not listed:\n%s", s)
		}
		r.press("enter")
		if s := r.screen(); !strings.Contains(s, `"id": 1`) && !strings.Contains(s, `"id":1`) || !strings.Contains(s, "earlier run") {
			t.Errorf("its answer is not shown:\n%s", s)
		}
		if len(r.engine.sent) != 0 {
			t.Error("looking at it sent it again")
		}
		r.press("9", "r")
		if len(r.engine.sent) != 1 || !strings.Contains(r.screen(), "4 Why") {
			t.Errorf("it was not sent again: %v", r.engine.sent)
		}
	})
}

// TestHTTPFile: the history is written to a file that is read back in another
// run; a file that exists is left alone.
func TestHTTPFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.http")
	files := map[string]string{"app/hello/route.ts": "export function GET() {}\n"}
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, files, nil)
		r.m.opt.WriteNew = writeFresh
		r.press("enter", "ctrl+r", "9", "x")
		r.typeText(name)
		r.press("enter")
		if s := r.screen(); !strings.Contains(s, "wrote 1 request") {
			t.Fatalf("nothing was written:\n%s", s)
		}
		r.press("x")
		r.typeText(name)
		r.press("enter")
	})
	text, err := os.ReadFile(name)
	if want := "@host = http://localhost:3000\n\n### GET /hello\nGET {{host}}/hello\n"; err != nil || string(text) != want {
		t.Errorf("got %q, %v, want %q", text, err, want)
	}
	if _, err := os.Stat(strings.TrimSuffix(name, ".http") + "-2.http"); err != nil {
		t.Errorf("the second export: %v", err)
	}
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, files, nil)
		r.press("9", "I")
		r.typeText(name)
		r.press("enter")
		if s := r.screen(); !strings.Contains(s, "new  GET     /hello") {
			t.Fatalf("the request is not listed:\n%s", s)
		}
		r.press("r")
		if len(r.engine.sent) != 1 || r.engine.sent[0].Target != "/hello" {
			t.Errorf("sent %v", r.engine.sent)
		}
		r.press("9", "I")
		r.typeText(name + ".none")
		r.press("enter")
		if s := r.screen(); !strings.Contains(s, "no requests were read") {
			t.Errorf("a file that is not there:\n%s", s)
		}
	})
}
