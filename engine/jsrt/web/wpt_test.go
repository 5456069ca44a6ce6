//go:build wpt

package web

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"context"

	"signalbox/engine/jsrt/vm"
)

// The runner of web-platform-tests. It reads the tests from a checkout, which
// is never part of this repository:
//
//	go test -tags wpt -run WPT ./engine/jsrt/web -wpt /path/to/wpt [-wpt-node node] [-wpt-group url] [-wpt-file substring] [-wpt-update]
//
// Each .any.js (and .window.js) file runs on a machine of its own, with the
// checkout's testharness.js and a server of ours (wpt_server_test.go); with
// -wpt-node the same files run on the built-ins of that Node, in the same frame,
// and what passes there alone is listed. -wpt-update writes the counts to testdata.
var (
	wptDir    = flag.String("wpt", "", "a checkout of web-platform-tests")
	wptGroup  = flag.String("wpt-group", "", "run this group only")
	wptFile   = flag.String("wpt-file", "", "run only files whose path contains this")
	wptUpdate = flag.Bool("wpt-update", false, "write testdata/wpt-counts.txt")
	wptQuiet  = flag.Bool("wpt-quiet", false, "do not list failures")
	wptNode   = flag.String("wpt-node", "", "this Node's program, to run the same tests on its built-ins")
)

//go:embed testdata/wpt-glue.js
var wptGlue string

const countsFile = "testdata/wpt-counts.txt"

// wptGroups names the groups of issue 4 and the files in them.
var wptGroups = []struct {
	name   string
	dirs   []string
	only   string // regular expression over the path
	except string
}{
	{"url", []string{"url"}, "", `IdnaTest|idlharness|toascii|javascript-urls|percent-encoding|a-area|failure`},
	{"idna", []string{"url"}, `IdnaTest|toascii`, ""},
	{"headers", []string{"fetch/api/headers"}, "", `sub\.any|cors`},
	{"request", []string{"fetch/api/request"}, "", `destination|multi-globals|resources`},
	{"response", []string{"fetch/api/response"}, "", `multi-globals|many-empty`},
	{"fetch", []string{"fetch/api/basic", "fetch/api/abort", "fetch/api/redirect", "fetch/api/credentials", "fetch/content-encoding"}, "", `keepalive|h2\.any|gc\.any|mediasource|private-network|destroyed-context|cache\.https`},
	{"body", []string{"fetch/api/body"}, "", `cloned-any`},
	{"formdata", []string{"xhr/formdata"}, "", ""},
	{"fileapi", []string{"FileAPI"}, `/(blob|file)/`, `idlharness|worker`},
	{"encoding", []string{"encoding"}, "", `idlharness|legacy-mb-.*/(?:.*)href|streams/realms|unsupported`},
	{"streams", []string{"streams"}, "", `idlharness|transferable|global|cross-realm|crashtests|owning`},
	{"abort and events", []string{"dom/abort", "dom/events"}, `\.any\.js$`, `idlharness|scrolling`},
	{"domexception", []string{"webidl/ecmascript-binding/es-exceptions"}, "", `exceptions\.html`},
	{"structured clone", []string{"html/webappapis/structured-clone"}, "", ""},
	{"atob", []string{"html/webappapis/atob"}, "", ""},
	{"timers and microtasks", []string{"html/webappapis/timers", "html/webappapis/microtask-queuing"}, "", ""},
	{"compression", []string{"compression"}, "", `idlharness`},
	{"webcrypto", []string{"WebCryptoAPI"}, "", `idlharness|ML-|mldsa|KMAC|kmac|chacha20|aes_ocb|argon2|historical|Argon2|ChaCha|AES-OCB|cshake|turboshake|kangaroo|sha3|encap_decap|getPublicKey|supports|algorithm-discards`},
	{"urlpattern", []string{"urlpattern"}, "", ""},
	{"console", []string{"console"}, "", "idlharness"},
	{"hr-time", []string{"hr-time"}, "", "idlharness|cross-origin|navigation"},
	{"user-timing", []string{"user-timing"}, "", "idlharness"},
	{"data urls", []string{"fetch/data-urls"}, "", ""},
	{"messaging", []string{"webmessaging"}, "", ""},
	{"idl", []string{"url", "fetch/api", "encoding", "streams", "FileAPI", "compression", "dom", "html/webappapis", "WebCryptoAPI", "webidl", "console", "user-timing", "hr-time"}, `idlharness`, "shadowrealm"},
}

type wptResult struct {
	Name, Message string
	Status        int
}

func TestWPT(t *testing.T) {
	if *wptDir == "" {
		t.Fatal("-wpt names no checkout of web-platform-tests")
	}
	server := startWPTServer(t, *wptDir)
	counts := readCounts(t)
	for _, g := range wptGroups {
		if *wptGroup != "" && *wptGroup != g.name {
			continue
		}
		files := wptFiles(t, g.dirs, g.only, g.except)
		node := wptOnNode(t, server.URL, files)
		var sum wptSum
		for _, file := range files {
			results, err := wptRun(t, server.URL, file)
			if err != nil {
				results = append(results, wptResult{Name: "(file)", Status: 1, Message: err.Error()})
			}
			sum.add(t, file, results, node[file])
		}
		t.Logf("%s: %s", g.name, sum)
		counts[g.name] = sum.String()
	}
	if *wptUpdate && *wptFile == "" {
		writeCounts(t, counts)
	}
}

// wptSum counts subtests: those that pass here, those that pass on Node, those
// that pass there and not here, and all that ran on either.
type wptSum struct{ ours, node, behind, total int }

func (s wptSum) String() string {
	return fmt.Sprintf("%d here, %d on Node 20, of %d; %d pass on Node alone", s.ours, s.node, s.total, s.behind)
}

func (s *wptSum) add(t *testing.T, file string, ours, node []wptResult) {
	passes := func(list []wptResult) map[string]bool {
		good := map[string]bool{}
		for _, r := range list {
			good[r.Name] = r.Status == 0
		}
		return good
	}
	here, there := passes(ours), passes(node)
	for _, r := range ours {
		if _, ran := there[r.Name]; there[r.Name] && r.Status != 0 {
			s.behind++
			t.Logf("BEHIND %s: %s: %s", file, r.Name, strings.ReplaceAll(r.Message, "\n", " "))
		} else if r.Status != 0 && !*wptQuiet {
			t.Logf("FAIL %s: %s: %s (ran on Node: %v)", file, r.Name, strings.ReplaceAll(r.Message, "\n", " "), ran)
		}
	}
	for name, good := range here {
		s.total++
		if good {
			s.ours++
		}
		if there[name] {
			s.node++
		}
	}
	for name, good := range there {
		if _, ran := here[name]; ran {
			continue
		}
		s.total++
		if good {
			s.node++
			s.behind++
			t.Logf("BEHIND %s: %s: does not run here", file, name)
		}
	}
}

// wptOnNode runs the files on Node's built-ins, where -wpt-node names it.
func wptOnNode(t *testing.T, origin string, files []string) map[string][]wptResult {
	t.Helper()
	found := map[string][]wptResult{}
	if *wptNode == "" {
		return found
	}
	var in strings.Builder
	for _, file := range files {
		code, err := os.ReadFile(filepath.Join(*wptDir, file))
		if err != nil {
			t.Fatal(err)
		}
		line, _ := json.Marshal(slices.Concat([]string{file, "resources/testharness.js"}, metaScripts(file, string(code))))
		in.Write(append(line, '\n'))
	}
	cmd := exec.Command(*wptNode, "testdata/wpt-node.mjs", "testdata/wpt-glue.js", *wptDir, origin)
	cmd.Stdin, cmd.Stderr = strings.NewReader(in.String()), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		var one struct {
			File    string
			Results []wptResult
		}
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatal(err)
		}
		found[one.File] = one.Results
	}
	return found
}

// wptFiles lists the test files of a group.
func wptFiles(t *testing.T, dirs []string, only, except string) []string {
	t.Helper()
	var list []string
	for _, dir := range dirs {
		err := fs.WalkDir(os.DirFS(*wptDir), dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			good := strings.HasSuffix(name, ".any.js") || strings.HasSuffix(name, ".window.js")
			if !good || e.IsDir() || !strings.Contains(name, *wptFile) {
				return nil
			}
			if only != "" && !regexp.MustCompile(only).MatchString(name) || except != "" && regexp.MustCompile(except).MatchString(name) {
				return nil
			}
			list = append(list, name)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	sort.Strings(list)
	return slices.Compact(list)
}

func wptRun(t *testing.T, origin, file string) ([]wptResult, error) {
	code, err := os.ReadFile(filepath.Join(*wptDir, file))
	if err != nil {
		return nil, err
	}
	allow := func(context.Context, uint64, string) error { return nil }
	m, err := vm.New([]*vm.Library{Library(Options{AllowFetch: allow}), wptLibrary(origin, file)}, vm.Options{Turn: 5 * time.Minute, Memory: 2 << 30})
	if err != nil {
		return nil, err
	}
	defer m.Close()
	scripts := append([]string{"resources/testharness.js"}, metaScripts(file, string(code))...)
	list, _ := json.Marshal(append(scripts, file))
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	out, err := m.EvalModule(ctx, "/wpt-run.js", fmt.Sprintf("export default () => __wpt(%s)", list))
	if err != nil {
		return nil, err
	}
	var results []wptResult
	return results, json.Unmarshal(out, &results)
}

// wptLibrary sets a machine up for a test file.
func wptLibrary(origin, file string) *vm.Library {
	env := fmt.Sprintf(`{ file: %q, origin: %q, source: (name) => host.wptSource(name), onUncaught(fn) { internal.onUncaught = fn; } }`, file, origin)
	return &vm.Library{
		Name:    "wpt",
		Prelude: []vm.Source{{Name: "signalbox:wpt", Code: "(function (host, internal) { globalThis.__wpt = " + strings.TrimSpace(strings.TrimLeft(wptGlue[strings.Index(wptGlue, "(function"):], "\n")) + "(" + env + "); })"}},
		Ops: map[string]vm.Op{
			"wptSource": func(args []any) (any, error) {
				b, err := os.ReadFile(filepath.Join(*wptDir, vm.Str(args, 0)))
				return string(b), err
			},
		},
	}
}

var metaScript = regexp.MustCompile(`(?m)^// META: script=(\S+)`)

func metaScripts(file, code string) []string {
	var list []string
	for _, m := range metaScript.FindAllStringSubmatch(code, -1) {
		if m[1] == "/resources/WebIDLParser.js" { // the server's alias
			list = append(list, "resources/webidl2/lib/webidl2.js")
			continue
		}
		if strings.HasPrefix(m[1], "/") {
			list = append(list, m[1][1:])
		} else {
			list = append(list, path.Join(path.Dir(file), m[1]))
		}
	}
	return list
}

func readCounts(t *testing.T) map[string]string {
	t.Helper()
	counts := map[string]string{}
	f, err := os.Open(countsFile)
	if err != nil {
		return counts
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if name, count, ok := strings.Cut(s.Text(), ": "); ok && !strings.HasPrefix(name, "#") {
			counts[name] = count
		}
	}
	return counts
}

func writeCounts(t *testing.T, counts map[string]string) {
	t.Helper()
	var b strings.Builder
	b.WriteString("# Subtests of web-platform-tests passed, by group. Written by: go test -tags wpt -run WPT ./engine/jsrt/web -wpt DIR -wpt-update\n")
	for _, g := range wptGroups {
		if c, ok := counts[g.name]; ok {
			fmt.Fprintf(&b, "%s: %s\n", g.name, c)
		}
	}
	if err := os.WriteFile(countsFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
