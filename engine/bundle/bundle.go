// Package bundle turns the TypeScript of an app tree into modules for the
// machine.
//
// One esbuild build has every route file as an entry: ES modules with
// splitting, so that a module which two routes import exists once, as it does
// in Next's server. Files of the project are read from the snapshot's fs.FS
// and resolved here (relative paths, tsconfig paths, extensions, as Turbopack
// does), because an unsaved edit exists nowhere else. Packages are resolved and
// read by esbuild itself from the disk around the project: node_modules of the
// project and of its parents, symbolic links of workspaces and pnpm followed,
// `exports` under the conditions node, import or require, react-server, module
// and production, and without exports by `module` before `main`, as in Next's
// route handlers (testdata/turbopack.txtar).
//
// What the machine provides stays outside of the bundle: `node:` modules, with
// or without their prefix, and `next/server` and its like. A module that
// neither exists is a fault of the file that imports it.
//
// A file with 'use client' is one of the browser's: what a handler imports of it
// are references that can be passed on and not called (client.go).
//
// A file that does not build takes down only the entries that reach it: the
// build runs again with that file empty, esbuild's metafile says who reaches it,
// and each of those carries a Fault with the sentence, the place and a code frame.
//
// # Async functions
//
// The engine has no hook at a native await, so the request context would be
// lost there. User code is therefore compiled without async functions, to
// generators over Promise.prototype.then, which carries the context. Top-level
// await cannot be compiled that way: where it occurs, files are lowered one by
// one, with the top-level awaits put aside meanwhile (lower.go).
//
// # Why rebuilding is sound
//
// A Bundler keeps an esbuild context per set of entries, and esbuild reuses a
// parsed file only if its contents are equal. What is made of a file's text
// before it, and of esbuild's output behind it, is kept by the same rule: equal
// input, equal result. Everything else, each resolution included, is asked anew
// from the snapshot that the build was given.
package bundle

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"signalbox/engine/diag"
	"signalbox/engine/jsrt"
)

// Options configure a Bundler. The zero value builds for production.
type Options struct {
	// Modules are the specifiers that the machine provides: "node:path",
	// "next/server". nil means those of engine/jsrt/node and engine/jsrt/next.
	Modules []string
	// Env becomes Program.Env; its NEXT_PUBLIC_ names are inlined (NEXT-FACTS J1).
	Env map[string]string
	// Inline are further names to inline as process.env.NAME: `env` of next.config.
	Inline map[string]string
	// Development builds as `next dev` does: NODE_ENV is "development".
	Development bool
	// CacheComponents lets functions say 'use cache'.
	CacheComponents bool
	// Only cuts each entry down to these exports and to what they need; the first
	// that a file has becomes the export of the first name. So a function of a page
	// runs where the page itself, which is React, would not.
	Only []string
}

// Bundler builds revisions of one project. It is safe for concurrent use;
// builds run one after the other.
type Bundler struct {
	opts    Options
	modules map[string]bool

	mu      sync.Mutex
	kept    api.BuildContext // for keptKey, nil before the first build
	keptKey string
	keptRun *run
	printed map[string]printed // by module, from the last build

	loading  sync.Mutex // esbuild loads from several goroutines
	prepared map[string]prepared
}

// printed is a module as the machine gets it, with the hash of esbuild's output
// that it was made from: an edit changes few of them.
type printed struct {
	from string
	code string
	sum  [sha256.Size]byte
}

// New makes a Bundler.
func New(opts Options) *Bundler {
	b := &Bundler{opts: opts, modules: map[string]bool{}, printed: map[string]printed{}, prepared: map[string]prepared{}}
	for _, m := range opts.Modules {
		b.modules[m] = true
	}
	return b
}

// Close frees what the Bundler keeps between builds.
func (b *Bundler) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.kept != nil {
		b.kept.Dispose()
		b.kept = nil
	}
}

// Build bundles the entries, project files such as "app/api/route.ts", of the
// tree in fsys. dir is the absolute folder that the tree has on disk, or a
// virtual one; packages are looked up from there. The error is about the build
// as a whole; what is wrong with one entry is in Program.Faults.
func (b *Bundler) Build(ctx context.Context, fsys fs.FS, dir string, entries []string) (*jsrt.Program, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := &jsrt.Program{
		Modules: map[string]jsrt.Module{}, Entries: map[string]string{}, Faults: map[string]jsrt.Fault{},
		Env: b.opts.Env, Root: dir,
	}
	entries = slices.Sorted(slices.Values(entries))
	entries = slices.Compact(entries)
	r := &run{b: b, fsys: fsys, dir: dir, tree: newTree(fsys), onDisk: onDisk(dir), left: map[string][]diag.Diagnostic{}, entries: map[string]bool{}}
	for _, e := range entries {
		r.entries[filepath.Join(dir, filepath.FromSlash(e))] = true
	}
	r.tsconfig = readTsconfig(r.tree)
	if err := b.rounds(ctx, r, p, entries); err != nil {
		return nil, err
	}
	p.ID = b.identify(p)
	return p, nil
}

// rounds builds until no file is at fault any more, with those left out that
// were.
func (b *Bundler) rounds(ctx context.Context, r *run, p *jsrt.Program, entries []string) error {
	for len(entries) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		result := b.esbuild(r, entries)
		switch {
		case len(result.Errors) == 0:
			r.collect(p, r.blame(p, entries, result.Metafile), result)
			return nil
		case r.needsSplitLowering(result.Errors), r.leaveOut(result.Errors):
		default:
			for _, e := range entries {
				p.Faults[e] = jsrt.Fault{Diagnostics: r.diagnostics(result.Errors)}
			}
			return nil
		}
	}
	return nil
}

// esbuild runs one build, on the kept context if that was for the same entries.
func (b *Bundler) esbuild(r *run, entries []string) api.BuildResult {
	key := fmt.Sprint(r.dir, "\x00", r.split, len(r.left) > 0, "\x00", r.tsconfig.raw(), "\x00", strings.Join(entries, "\x00"))
	if b.kept != nil && b.keptKey == key {
		*b.keptRun = *r
		result := b.kept.Rebuild()
		*r = *b.keptRun
		return result
	}
	if b.kept != nil {
		b.kept.Dispose()
		b.kept = nil
	}
	live := &run{}
	*live = *r
	kept, err := api.Context(live.options(entries))
	if err != nil {
		return api.BuildResult{Errors: err.Errors}
	}
	b.kept, b.keptKey, b.keptRun = kept, key, live
	result := kept.Rebuild()
	*r = *live
	return result
}

// collect moves esbuild's output files for the entries into the program.
func (r *run) collect(p *jsrt.Program, entries []string, result api.BuildResult) {
	maps := map[string][]byte{}
	code := map[string]printed{}
	for _, f := range result.OutputFiles {
		rel, err := filepath.Rel(r.dir, f.Path)
		if err != nil {
			continue
		}
		name := prefix + filepath.ToSlash(rel)
		if source, ok := strings.CutSuffix(name, ".map"); ok {
			maps[source] = f.Contents
		} else {
			code[name] = r.b.finished(name, f)
		}
	}
	r.b.printed = code
	for name, m := range code {
		p.Modules[name] = jsrt.Module{Code: m.code, SourceMap: maps[name]}
	}
	for _, e := range entries {
		p.Entries[e] = prefix + e + ".js"
	}
	for e := range p.Faults {
		delete(p.Modules, prefix+e+".js")
	}
}

// finished is an output of esbuild as the machine gets it.
func (b *Bundler) finished(name string, f api.OutputFile) printed {
	if was, ok := b.printed[name]; ok && was.from == f.Hash {
		return was
	}
	code := withCaught(withLooseImports(withOwnRequire(withOwnHelper(string(f.Contents)))))
	return printed{f.Hash, code, sha256.Sum256([]byte(code))}
}

// prefix starts the specifier of every module of a program. Its source map
// names sources relative to the module, so that joining the two and taking the
// prefix away gives the project file.
const prefix = "/_/"

// identify hashes what a machine would see, so that equal programs can share one.
func (b *Bundler) identify(p *jsrt.Program) string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(p.Modules)) {
		fmt.Fprintf(h, "%s\x00%x", name, b.printed[name].sum)
	}
	for _, name := range slices.Sorted(maps.Keys(p.Env)) {
		fmt.Fprintf(h, "\x00%s=%s", name, p.Env[name])
	}
	for _, name := range slices.Sorted(maps.Keys(p.Faults)) {
		fmt.Fprintf(h, "\x00!%s", name)
	}
	h.Write([]byte(p.Root))
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// outputPath is where esbuild puts an entry: the file's own name in full, so
// that route.ts and route.js of one folder stay apart.
func outputPath(entry string) string { return path.Clean(entry) }
