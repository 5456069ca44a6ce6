package cli_test

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"signalbox/engine/jsrt"
	"signalbox/ui/cli"
	"signalbox/ui/quiet"
)

// TestMain is three programs: the tests, signalbox where a story starts it, and
// the worker where that starts itself.
func TestMain(m *testing.M) {
	quiet.Restore()
	if jsrt.IsWorker() {
		jsrt.ServeWorker()
		return
	}
	testscript.Main(m, map[string]func(){"signalbox": func() { os.Exit(cli.Main()) }})
}

// TestStories runs the command line as a person does: each file in
// testdata/script is a project, what is typed, and what comes back.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true})
}
