package cli

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/spf13/afero"
)

// run performs a command in a folder, with the machine in this process.
func run(t *testing.T, dir string, stdout io.Writer, args ...string) (code int, stderr string) {
	t.Helper()
	var said bytes.Buffer
	code = Run(t.Context(), Env{
		Args: args, Stdin: strings.NewReader(""), Stdout: stdout, Stderr: &said, Fs: afero.NewOsFs(), Dir: dir, NewEngine: inProcess,
	})
	return code, said.String()
}

// TestWrongUsage: each is exit 2 with one sentence that says what to do.
func TestWrongUsage(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "x")
	for _, c := range []struct{ args, says string }{
		{"one two", `"two" is too much: signalbox [DIR]`},
		{"routes one two", `"two" is too much: signalbox routes [DIR]`},
		{"match", "match needs URL: signalbox match [METHOD] URL [DIR]"},
		{"match hello", `"hello" is no URL: it begins with / or http://`},
		{"match GET / . more", `"more" is too much: signalbox match [METHOD] URL [DIR]`},
		{"match / . more", `"more" is too much: match [METHOD] URL [DIR]`},
		{"match - . more", `"more" is too much: match - [DIR]`},
		{"request", "request needs METHOD and URL: signalbox request METHOD URL [DIR]"},
		{"request /hello", "request needs METHOD and URL"},
		{"request /hello GET", `"GET" is no URL`},
		{"request GET /hello --repeat x", "--repeat x: it takes a whole number (see: signalbox request --help)"},
		{"request GET /hello --repeat 0", "--repeat 0: at least once"},
		{"request GET /hello -H", "--header needs a value: --header NAME:VALUE"},
		{"request GET /hello -H bad@name:1", `-H "bad@name:1": the name of a header has letters, digits and hyphens only`},
		{"diff .", "diff needs OLD and NEW: signalbox diff OLD NEW"},
		{"diff . . .", `"." is too much: signalbox diff OLD NEW`},
		{"diff . . --sample tour", "--sample has no place in it"},
		{"version now", `"now" is too much: signalbox version takes no arguments`},
		{"completion", "completion needs SHELL"},
		{"completion tcsh", "completion tcsh: bash, zsh, fish or powershell"},
		{"help nothing", "nothing is no command (see: signalbox help)"},
		{"routes --json=maybe", "--json maybe: it stands alone, without a value"},
		{"routes --kind", "--kind needs a value: --kind KIND"},
		{"check --format xml", "--format xml: text, json, github or sarif"},
		{"routes --next 13", "--next 13: signalbox knows the rules of 14, 15 and 16"},
		{"samples --to x", "--to x: name the sample to write"},
		{"samples nothing", `no sample "nothing": there are tour and shop`},
		{"serve --addr 3000", "--addr 3000: an address is HOST:PORT"},
		{"serve --addr localhost:http", "--addr localhost:http: a port is a number up to 65535"},
		{"serve --addr 127.0.0.1:70000", "a port is a number up to 65535"},
	} {
		t.Run(c.args, func(t *testing.T) {
			var out bytes.Buffer
			code, stderr := run(t, dir, &out, strings.Fields(c.args)...)
			if code != 2 || !strings.Contains(stderr, c.says) || strings.Count(stderr, "\n") != 1 || out.Len() > 0 {
				t.Errorf("exit %d, stdout %q, stderr %q; want 2 and %q", code, &out, stderr, c.says)
			}
		})
	}
}

// fullDisk is standard output on a disk without room.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// TestAnAnswerThatIsLost: what could not be written is never taken for the
// answer, neither for "fine" nor for "no".
func TestAnAnswerThatIsLost(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	put(t, dir, "x")
	put(t, other, "y")
	for _, args := range []string{
		"", "routes", "routes --json", "routes --tree", "check --sample tour", "check --sample tour --format json",
		"check --sample tour --format github", "check --sample tour --format sarif", "match /hello", "match /nowhere --json",
		"request GET /hello", "request GET /hello -i", "request GET /hello --json", "typegen", "diff --json . " + other,
		"samples", "version", "help", "completion bash",
	} {
		t.Run(args, func(t *testing.T) {
			code, stderr := run(t, dir, fullDisk{}, strings.Fields(args)...)
			if code != 2 || !strings.Contains(stderr, "the answer cannot be written: no space left on device") {
				t.Errorf("exit %d: %s", code, stderr)
			}
		})
	}
}

// TestARefusalWithoutABody: where Next answers nothing, the reason is said.
func TestARefusalWithoutABody(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "x")
	for method, says := range map[string]string{
		"FOO":  "400 Bad Request, with an empty body: FOO is none of the seven methods",
		"POST": "405 Method Not Allowed, with an empty body: the file exports no POST; it has GET",
	} {
		var out bytes.Buffer
		code, stderr := run(t, dir, &out, "request", method, "/hello")
		if code != 0 || out.Len() > 0 || !strings.Contains(stderr, says) {
			t.Errorf("%s: exit %d, stdout %q, stderr %q", method, code, &out, stderr)
		}
	}
}
