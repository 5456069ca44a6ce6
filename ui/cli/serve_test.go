package cli

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/afero"

	"signalbox/engine"
	"signalbox/workspace"
)

// inProcess makes engines without a child, for tests that look at the server.
func inProcess(o engine.Options) Engine {
	o.InProcess = true
	return engine.New(o)
}

// put writes a handler that answers text.
func put(t *testing.T, dir, text string) {
	t.Helper()
	file := filepath.Join(dir, "app", "hello", "route.ts")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	source := fmt.Sprintf("export async function GET() { return new Response(%q) }\n", text)
	if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
}

// serving starts `signalbox serve` on a free port. stop ends it and returns its
// exit code.
func serving(t *testing.T, dir string, args ...string) (url string, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	said, stderr := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- Run(ctx, Env{
			Args:   append([]string{"serve", "--addr", "127.0.0.1:0"}, args...),
			Stdout: io.Discard, Stderr: stderr, Fs: afero.NewOsFs(), Dir: dir, NewEngine: inProcess,
		})
		stderr.Close()
	}()
	lines := bufio.NewScanner(said)
	for url == "" && lines.Scan() {
		if _, rest, ok := strings.Cut(lines.Text(), " on "); ok {
			url, _, _ = strings.Cut(rest, " ")
		}
	}
	go func() { _, _ = io.Copy(io.Discard, said) }()
	if url == "" {
		t.Fatalf("the server did not start: exit %d", <-ended)
	}
	return url, func() int { cancel(); return <-ended }
}

func get(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestServe(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "first")
	url, stop := serving(t, dir)
	if body := get(t, url+"/hello"); body != "first" {
		t.Errorf("answered %q", body)
	}
	if code := stop(); code != 0 {
		t.Errorf("exit %d", code)
	}
}

func TestServeFollowsTheFiles(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "first")
	url, stop := serving(t, dir, "--watch")
	defer stop()
	if body := get(t, url+"/hello"); body != "first" {
		t.Fatalf("answered %q", body)
	}
	put(t, dir, "second")
	// However long the machine takes: a change that is never seen ends at the
	// limit of go test itself.
	for get(t, url+"/hello") != "second" {
	}
}

func TestServeSaysWhyItCannot(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "first")
	url, stop := serving(t, dir)
	defer stop()
	var stderr bytes.Buffer
	code := Run(t.Context(), Env{
		Args:   []string{"serve", "--addr", strings.TrimPrefix(url, "http://")},
		Stdout: io.Discard, Stderr: &stderr, Fs: afero.NewOsFs(), Dir: dir, NewEngine: inProcess,
	})
	if code != 2 || !strings.Contains(stderr.String(), "cannot listen on") {
		t.Errorf("exit %d: %s", code, &stderr)
	}
}

// closedPipe is standard output whose reader has gone.
type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, syscall.EPIPE }

func TestAReaderThatWentAwayIsNoError(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "x")
	var stderr bytes.Buffer
	code := Run(t.Context(), Env{
		Args:   []string{"routes", "--json"},
		Stdout: closedPipe{}, Stderr: &stderr, Fs: afero.NewOsFs(), Dir: dir, NewEngine: inProcess,
	})
	if code != 0 || stderr.Len() > 0 {
		t.Errorf("exit %d: %s", code, &stderr)
	}
}

// TestATerminalOpensTheUI: with a person on stdout the UI runs, on the folder or
// on the tour where there is none.
func TestATerminalOpensTheUI(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "x")
	for _, c := range []struct {
		dir, sample, opened string
		args                []string
	}{
		{dir, "", dir, nil},
		{t.TempDir(), "tour", "/tour", nil},
		{dir, "shop", "/shop", []string{"--sample", "shop"}},
	} {
		opened, sample := "", ""
		t.Setenv("XDG_STATE_HOME", t.TempDir())
		code := Run(t.Context(), Env{
			Args: c.args, Stdout: io.Discard, Stderr: io.Discard, Terminal: true, Fs: afero.NewOsFs(), Dir: c.dir, NewEngine: inProcess,
			UI: func(_ context.Context, p *workspace.Project, name string, _ engine.Options) error {
				opened, sample = p.Dir(), name
				return nil
			},
		})
		if code != 0 || opened != c.opened || sample != c.sample {
			t.Errorf("%q: exit %d, opened %q, sample %q", c.args, code, opened, sample)
		}
	}
}
