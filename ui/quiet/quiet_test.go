package quiet_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/quiet"
)

// TestItComesBeforeBubbleTea has the runtime print the order in which it
// initialises this test program's packages.
func TestItComesBeforeBubbleTea(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	trace, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, trace)
	}
	quietly := strings.Index(string(trace), "init signalbox/ui/quiet ")
	loudly := strings.Index(string(trace), "init github.com/charmbracelet/bubbletea ")
	if quietly < 0 || loudly < 0 || quietly > loudly {
		t.Errorf("the order is wrong:\n%s", trace)
	}
	_ = tea.Quit // links Bubble Tea
}

// TestRestore runs itself in a process whose environment has no CI.
func TestRestore(t *testing.T) {
	const child = "SIGNALBOX_QUIET_CHILD"
	if os.Getenv(child) == "" {
		cmd := exec.Command(os.Args[0], "-test.run=^TestRestore$")
		for _, e := range os.Environ() {
			if !strings.HasPrefix(e, "CI=") {
				cmd.Env = append(cmd.Env, e)
			}
		}
		cmd.Env = append(cmd.Env, child+"=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	if os.Getenv("CI") != "1" {
		t.Error("CI is not set before main")
	}
	quiet.Restore()
	if value, set := os.LookupEnv("CI"); set {
		t.Errorf("CI is still %q", value)
	}
}
