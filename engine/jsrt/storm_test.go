package jsrt

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"testing"
	"time"

	"signalbox/engine/jsrt/worker"
)

// answerOf is the body with which GET answers, or why it does not.
func answerOf(f *front) string {
	res, err := f.Do(context.Background(), &Call{
		Action: ActHandler, File: "app/x/route.js", Export: "GET", Mode: Mode{Dynamic: "auto", Version: "16"},
		Request: &Request{Method: "GET", URL: "http://localhost/x"},
	})
	switch {
	case err != nil:
		return err.Error()
	case res.Thrown != nil:
		return res.Thrown.Message
	}
	defer res.Response.Body.Close()
	body, _ := io.ReadAll(res.Response.Body)
	return string(body)
}

// settledGoroutines waits until no more goroutines run than before, for as long
// as the test may take.
func settledGoroutines(t *testing.T, before int) {
	t.Helper()
	for runtime.NumGoroutine() > before {
		select {
		case <-t.Context().Done():
			t.Fatalf("%d goroutines run, %d before", runtime.NumGoroutine(), before)
		case <-time.After(time.Millisecond):
		}
	}
}

// Somebody kills the child again and again. Each request is answered by the next
// one, whether it came before the end or after it, and no process is left.
func TestKilledChildrenAreReplaced(t *testing.T) {
	before := runtime.NumGoroutine()
	p := &Program{ID: "1", Root: "/p", Modules: map[string]Module{"/_/x.js": {Code: `export async function GET() { await new Promise((r) => setTimeout(r, 1)); return Response.json(1) }`}}, Entries: map[string]string{"app/x/route.js": "/_/x.js"}}
	rt, err := StartChild(t.Context(), p, closedHost{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	f := rt.(*front)
	var children []*worker.Process
	for range 12 {
		m, err := f.machine()
		if err != nil {
			t.Fatal(err)
		}
		proc := m.(*child).proc
		children = append(children, proc)
		answers := make(chan string)
		go func() { answers <- answerOf(f) }()
		proc.Kill()
		if got := answerOf(f); got != "1" {
			t.Errorf("after the end: %s", got)
		}
		if got := <-answers; got != "1" {
			t.Errorf("around the end: %s", got)
		}
	}
	f.Close()
	for _, proc := range children {
		<-proc.Gone()
	}
	settledGoroutines(t, before)
}

// Each edit is a program and a machine of its own. None leaves anything in the
// process, also where a request is still running when the next one comes.
func TestEditsLeaveNothingBehind(t *testing.T) {
	before := runtime.NumGoroutine()
	for edit := range 40 {
		f := startOne(t, fmt.Sprintf(`export async function GET() { await new Promise((r) => setTimeout(r, 1)); return Response.json(%d) }`, edit))
		answers := make(chan string)
		go func() { answers <- answerOf(f) }()
		if got := answerOf(f); got != fmt.Sprint(edit) {
			t.Errorf("edit %d answers %s", edit, got)
		}
		f.Close()
		<-answers // whatever it is
	}
	settledGoroutines(t, before)
}
