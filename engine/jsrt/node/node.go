// Package node is the part of Node.js that handlers and their packages use: the
// node: modules, Buffer, process and global, as a vm.Library.
//
// The modules are JavaScript of our own in js/, one file each, written against
// what Node 20 does; the tests replay what the real Node printed. Below them is
// a narrow layer of Go operations for what JavaScript does slowly or cannot do:
// text encodings, digests, ciphers, keys, compression, files.
//
// Three rules hold for every module:
//
//   - The default export is what require answers in Node, and every member of
//     it is a named export too, so that all forms of import work.
//   - Nothing is loaded before it is used. Buffer and process are globals whose
//     getter loads their module.
//   - What cannot exist here (sockets, child processes, writing files) can be
//     imported, because packages do so without using it, and refuses when it is
//     called, in a sentence that names the module and the function.
//
// Files are seen through Files, which shows the project and nothing else.
package node

import (
	"embed"
	"io/fs"
	"sort"
	"strings"
	"time"

	"signalbox/engine/jsrt/vm"
)

//go:embed js/*.js
var scripts embed.FS

// Version is the Node release whose behaviour the modules follow.
const Version = "v20.20.2"

// Files is the project's tree as code sees it, by absolute virtual path. An
// error satisfies errors.Is with fs.ErrNotExist or fs.ErrPermission.
type Files interface {
	ReadFile(name string) ([]byte, error)
	Stat(name string) (fs.FileInfo, error)
	Lstat(name string) (fs.FileInfo, error)
	ReadDir(name string) ([]fs.FileInfo, error)
	RealPath(name string) (string, error)
}

// Options is what a machine's library closes over.
type Options struct {
	Files Files             // nil: there are no files
	Env   map[string]string // process.env
	Root  string            // process.cwd(); "" is "/"
	// Now is the clock of process.hrtime and performance; nil is time.Now.
	Now func() time.Time
	// Memory is the machine's heap in bytes for process.memoryUsage; nil: 64 MiB.
	Memory func() int64
}

// modules maps specifiers without "node:" to files in js/.
var modules = map[string]string{
	"assert": "assert", "assert/strict": "assert_strict", "async_hooks": "async_hooks", "buffer": "buffer",
	"child_process": "child_process", "cluster": "cluster", "console": "console", "constants": "constants", "crypto": "crypto",
	"dgram": "dgram", "diagnostics_channel": "diagnostics_channel", "dns": "dns", "dns/promises": "dns_promises", "domain": "domain",
	"events": "events", "fs": "fs", "fs/promises": "fs_promises", "http": "http", "http2": "http2", "https": "https",
	"inspector": "inspector", "inspector/promises": "inspector_promises", "module": "module", "net": "net", "os": "os", "path": "path", "path/posix": "path_posix", "path/win32": "path_win32",
	"perf_hooks": "perf_hooks", "process": "process", "punycode": "punycode", "querystring": "querystring",
	"readline": "readline", "readline/promises": "readline_promises", "repl": "repl", "stream": "stream",
	"stream/consumers": "stream_consumers", "stream/promises": "stream_promises", "stream/web": "stream_web",
	"string_decoder": "string_decoder", "sys": "sys", "timers": "timers", "timers/promises": "timers_promises",
	"tls": "tls", "trace_events": "trace_events", "tty": "tty", "url": "url", "util": "util", "util/types": "util_types", "v8": "v8", "vm": "vm", "wasi": "wasi",
	"worker_threads": "worker_threads", "zlib": "zlib",
}

// Names lists the modules that exist, without "node:", sorted.
func Names() []string {
	out := make([]string, 0, len(modules))
	for name := range modules {
		out = append(out, name)
	}
	sort.Strings(out)
	return out
}

// Known reports whether spec, "fs" or "node:fs", names a module that exists.
func Known(spec string) bool {
	_, ok := modules[strings.TrimPrefix(spec, "node:")]
	return ok
}

// Library makes the library for one machine.
func Library(o Options) *vm.Library {
	if o.Root == "" {
		o.Root = "/"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	lib := &vm.Library{
		Name:     "node",
		Prelude:  []vm.Source{{Name: "signalbox:node/globals", Code: script("globals")}},
		Modules:  map[string]vm.Source{},
		Ops:      map[string]vm.Op{},
		AsyncOps: map[string]vm.AsyncOp{},
	}
	for name, file := range modules {
		lib.Modules["node:"+name] = vm.Source{Name: "node:" + name, Code: script(file)}
	}
	for _, name := range internals() {
		spec := "signalbox:node/" + name
		lib.Modules[spec] = vm.Source{Name: spec, Code: script(name)}
	}
	for _, ops := range []map[string]vm.Op{moduleOps(), textOps(), processOps(o), fileOps(o), hashOps(), cipherOps(), keyOps(), compressOps(), zipOps(), primeOps(), certificateOps()} {
		for name, op := range ops {
			lib.Ops[name] = op
		}
	}
	for name, op := range slowOps() {
		lib.AsyncOps[name] = op
	}
	return lib
}

// internals are the scripts that only other modules here import, as
// "signalbox:node/NAME": all that is neither a module nor the prelude.
func internals() []string {
	public := map[string]bool{"globals": true}
	for _, file := range modules {
		public[file] = true
	}
	entries, err := scripts.ReadDir("js")
	if err != nil {
		panic("node: " + err.Error())
	}
	var out []string
	for _, e := range entries {
		if name := strings.TrimSuffix(e.Name(), ".js"); !public[name] {
			out = append(out, name)
		}
	}
	return out
}

// moduleOps answer which modules exist.
func moduleOps() map[string]vm.Op {
	return map[string]vm.Op{
		"nodeKnown": func(a []any) (any, error) { return Known(vm.Str(a, 0)), nil },
		"nodeNames": func([]any) (any, error) {
			var out []any
			for _, name := range Names() {
				out = append(out, name)
			}
			return out, nil
		},
	}
}

// script is the text of an embedded file. The set of files is fixed at build
// time, so a missing one is a bug that every test shows.
func script(name string) string {
	text, err := scripts.ReadFile("js/" + name + ".js")
	if err != nil {
		panic("node: " + err.Error())
	}
	return string(text)
}
