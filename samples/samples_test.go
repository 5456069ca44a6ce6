package samples_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"signalbox/engine"
	"signalbox/engine/diag"
	"signalbox/engine/jsrt"
	"signalbox/samples"
	"signalbox/workspace"
)

func TestMain(m *testing.M) {
	if jsrt.IsWorker() {
		jsrt.ServeWorker()
		return
	}
	os.Exit(m.Run())
}

// open runs a sample on a fresh engine, after the edits of files.
func open(t *testing.T, name string, files []samples.File) *engine.Engine {
	t.Helper()
	p, err := samples.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := p.Write(f.Name, string(f.Text)); err != nil {
			t.Fatal(err)
		}
	}
	e := engine.New(engine.Options{InProcess: true})
	t.Cleanup(func() { e.Close() })
	if err := e.Open(t.Context(), p.Snapshot()); err != nil {
		t.Fatal(err)
	}
	if err := e.WaitBuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	return e
}

// fire sends a shot and checks what is promised of the answer. It returns what
// was broken.
func fire(ctx context.Context, e *engine.Engine, shot samples.Shot) []string {
	r := engine.Request{Method: shot.Method, Target: shot.Target}
	for _, line := range shot.Header {
		name, value, _ := strings.Cut(line, ": ")
		r.Header = append(r.Header, jsrt.Header{Name: name, Value: value})
	}
	if shot.Body != "" {
		r.Body = strings.NewReader(shot.Body)
	}
	x, err := e.Do(ctx, r)
	if err != nil {
		return []string{err.Error()}
	}
	defer x.Response.Body.Close()
	body, err := io.ReadAll(x.Response.Body)
	if err != nil {
		return []string{err.Error()}
	}
	var broken []string
	if shot.Status != 0 && x.Response.Status != shot.Status {
		broken = append(broken, fmt.Sprintf("status %d, promised %d", x.Response.Status, shot.Status))
	}
	for _, want := range shot.Expect {
		if !strings.Contains(string(body), want) {
			broken = append(broken, "the body does not hold "+want+": "+string(body))
		}
	}
	for _, want := range shot.Want {
		if !hasHeader(x.Response.Header, want) {
			broken = append(broken, "header "+want)
		}
	}
	return broken
}

// hasHeader checks "Name: value", or with no value that there is no such header.
func hasHeader(headers []jsrt.Header, want string) bool {
	name, value, _ := strings.Cut(want, ":")
	value = strings.TrimSpace(value)
	found := slices.IndexFunc(headers, func(h jsrt.Header) bool {
		return strings.EqualFold(h.Name, name) && (value == "" || h.Value == value)
	})
	return (found >= 0) == (value != "")
}

// TestStopsKeepTheirPromises fires the requests of every stop on the real
// engine; where it is an exercise, the goal is unreached before its solution and
// reached after.
func TestStopsKeepTheirPromises(t *testing.T) {
	for _, name := range samples.Names() {
		s, err := samples.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, stop := range s.Stops {
			t.Run(name+"/"+stop.ID, func(t *testing.T) {
				e := open(t, name, nil)
				for _, shot := range append([]samples.Shot{stop.Fire}, stop.Then...) {
					for _, broken := range fire(t.Context(), e, shot) {
						t.Errorf("%s %s: %s", shot.Method, shot.Target, broken)
					}
				}
				if stop.Goal != "" {
					testExercise(t, name, stop)
				}
			})
		}
	}
}

func testExercise(t *testing.T, name string, stop samples.Stop) {
	if len(stop.Checks) == 0 || len(stop.Hints) == 0 {
		t.Fatal("an exercise has checks and hints")
	}
	if len(stop.Solution) > 0 && reached(t, open(t, name, nil), stop) == nil {
		t.Error("the goal is reached before anything was done")
	}
	if broken := reached(t, open(t, name, stop.Solution), stop); broken != nil {
		t.Errorf("the solution does not reach the goal: %q", broken)
	}
}

func reached(t *testing.T, e *engine.Engine, stop samples.Stop) []string {
	var broken []string
	for _, shot := range stop.Checks {
		broken = append(broken, fire(t.Context(), e, shot)...)
	}
	return broken
}

func TestStopsPointAtFiles(t *testing.T) {
	for _, name := range samples.Names() {
		s, err := samples.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		ids := make(map[string]bool)
		for _, stop := range s.Stops {
			has := func(f samples.File) bool { return f.Name == stop.File }
			if !slices.ContainsFunc(s.Files, has) {
				t.Errorf("%s/%s: no file %s", name, stop.ID, stop.File)
			}
			if ids[stop.ID] || stop.Text == "" || stop.Fire.Method == "" {
				t.Errorf("%s/%s: twice, without text, or without a request", name, stop.ID)
			}
			ids[stop.ID] = true
		}
		if len(s.Stops) < 10 {
			t.Errorf("%s has only %d stops", name, len(s.Stops))
		}
	}
}

// TestProblemsAreThoseOnPurpose: the tour shows one conflict and one lower-case
// name; the shop has nothing to complain about.
func TestProblemsAreThoseOnPurpose(t *testing.T) {
	for name, want := range map[string][]diag.Code{
		"tour": {"lowercase-method", "no-methods", "page-route-conflict", "uncacheable-get"},
		"shop": nil,
	} {
		var got []diag.Code
		for _, d := range open(t, name, nil).Table().Problems {
			if !slices.Contains(got, d.Code) {
				got = append(got, d.Code)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s has problems %q, want %q", name, got, want)
		}
	}
}

func TestTheShopIsBelievable(t *testing.T) {
	table := open(t, "shop", nil).Table()
	handlers := 0
	for _, r := range table.Routes {
		if r.Kind.String() == "handler" {
			handlers++
		}
	}
	if handlers < 20 {
		t.Errorf("%d handlers", handlers)
	}
}

func TestWriteTo(t *testing.T) {
	s, err := samples.Load("tour")
	if err != nil {
		t.Fatal(err)
	}
	mem := afero.NewMemMapFs()
	if err := s.WriteTo(mem, "/out"); err != nil {
		t.Fatal(err)
	}
	if err := s.WriteTo(mem, "/out"); err == nil {
		t.Error("an existing file was overwritten")
	}
	if _, err := workspace.Open(mem, filepath.FromSlash("/out")); err != nil {
		t.Error(err)
	}
}

func TestLoadRefusesOtherNames(t *testing.T) {
	for _, name := range []string{"", "nothing", "../samples/tour", "tour.txtar"} {
		if _, err := samples.Load(name); err == nil {
			t.Errorf("%q was loaded", name)
		}
	}
}
