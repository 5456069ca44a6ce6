package scan

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
)

// Options configure a scan. The zero value is the default.
type Options struct {
	Revision uint64
	// Version is the major version of Next.js whose rules hold: "14", "15" or
	// "16", which "" stands for.
	Version string
	// Config is the evaluated next.config. nil lets the scan read the file
	// statically.
	Config *nextconfig.Config
}

// Page is one route of the pages folder.
type Page struct {
	Path string // "/about", "/api/x"
	File string
	API  bool
}

// Result is everything that a scan finds. It is immutable.
type Result struct {
	Table  *route.Table
	Config *nextconfig.Config
	// Public lists the files below public/, relative to it, with slashes.
	Public []string
	Pages  []Page
	// Proxy is the proxy.* or middleware.* file that Next runs, Instrumentation
	// and ConfigFile the files of that name; "" for none.
	Proxy           string
	Middleware      bool // Proxy is a middleware.* file
	Instrumentation string
	ConfigFile      string
	// ProxyConfig is the value of `export const config` of the proxy file,
	// Opaque where there is none.
	ProxyConfig jslit.Value
	// Env lists the .env files of the project folder.
	Env []string
	// Root is the app folder: "app" or "src/app".
	Root string

	state *state
}

// state is what Update takes over from one Result to the next. Its maps are
// copied before they are changed.
type state struct {
	listings map[string]*listing
	files    map[string]*file
	layout   *structure
	tree     *tree
}

// ErrNoApp is returned for a folder that holds neither app/ nor src/app/.
var ErrNoApp = errors.New("found neither app/ nor src/app/")

// Scan reads the project folder fsys. Its error is ErrNoApp, wrapped, or that
// of reading the project folder itself.
func Scan(fsys fs.FS, o Options) (*Result, error) {
	return run(newReader(fsys, nil, nil), o)
}

// Update returns the Result for fsys, which differs from the one that r was
// made for in the files or folders named by changed at most.
func (r *Result) Update(fsys fs.FS, revision uint64, changed []string, o Options) (*Result, error) {
	o.Revision = revision
	if r == nil || r.state == nil {
		return Scan(fsys, o)
	}
	return run(newReader(fsys, r.state, changed), o)
}

// run does the steps of a scan.
func run(rd *reader, o Options) (*Result, error) {
	p, err := findProject(rd)
	if err != nil {
		return nil, fmt.Errorf("scan: %w", err)
	}
	config, notes := readConfig(rd, p, o)
	tree := treeOf(rd, p, config)
	b := &builder{rd: rd, project: p, config: config, tree: tree, version: o.Version}
	b.problems = append(b.problems, notes...)
	b.build()
	return b.result(o), nil
}

// treeOf walks the tree, or takes over that of the Result before where every
// folder that changed lists what it did.
func treeOf(rd *reader, p *project, config *nextconfig.Config) *tree {
	if old := rd.old; old != nil && !rd.moved && slices.Equal(old.tree.extensions, config.PageExtensions) {
		return old.tree
	}
	load := newLoader(rd)
	t := walkTree(rd, p, config, load)
	load.wait()
	return t
}

// readConfig returns the config that holds: the evaluated one, or what the
// file says statically.
func readConfig(rd *reader, p *project, o Options) (*nextconfig.Config, []diag.Diagnostic) {
	if o.Config != nil {
		return o.Config, nil
	}
	return readStaticConfig(rd, p)
}
