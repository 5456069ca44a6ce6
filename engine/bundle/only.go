package bundle

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// The namespaces of a build with Options.Only.
const (
	nsOnly   = "signalbox-only"   // an entry that passes on a few exports of a file
	nsAbsent = "signalbox-absent" // what cannot be resolved, and fails where it is used
	nsInert  = "signalbox-inert"  // next/font, React and their like, of which nothing is needed
)

// apart finds client components, and server actions: a page that is rendered has
// references to them, and does not run them.
var apart = regexp.MustCompile(`^(?:\s|//[^\n]*\n|/\*[^*]*\*/)*['"]use (?:client|server)['"]`)

// setupOnly registers what Options.Only adds. Everything counts as free of side
// effects there, so that esbuild leaves out each module of which the wanted
// functions use nothing.
func (r *run) setupOnly(build api.PluginBuild) {
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		switch {
		case a.PluginData == resolving:
			return api.OnResolveResult{}, nil
		case a.Kind == api.ResolveEntryPoint:
			return api.OnResolveResult{Path: filepath.Join(r.dir, filepath.FromSlash(a.Path)), Namespace: nsOnly}, nil
		case strings.HasPrefix(a.Path, "next/") && !r.has(strings.TrimSuffix(a.Path, ".js")) && a.Path != "next/constants":
			return api.OnResolveResult{Path: a.Path, Namespace: nsInert, SideEffects: api.SideEffectsFalse}, nil
		}
		res, err := r.resolve(build, a)
		if err == nil && res.Path == "" && r.onDisk {
			res = ask(build, a)
		}
		if err != nil || res.Path == "" {
			return api.OnResolveResult{Path: a.Path + "?" + r.relative(a.Importer), Namespace: nsAbsent, SideEffects: api.SideEffectsFalse}, nil
		}
		if res.Namespace == nsReact {
			res.Namespace = nsInert
		}
		res.SideEffects = api.SideEffectsFalse
		return res, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: `\.[jt]sx?$`, Namespace: "file"}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		name, ok := r.inProject(a.Path)
		if text, err := fs.ReadFile(r.fsys, name); ok && err == nil && apart.Match(text) {
			return loadInert(a)
		}
		return r.load(a)
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: nsOnly}, r.loadOnly)
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: nsAbsent}, loadAbsent)
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: nsInert}, loadInert)
}

// loadOnly writes an entry. A name that the file does not export is undefined.
func (r *run) loadOnly(a api.OnLoadArgs) (api.OnLoadResult, error) {
	values := make([]string, len(r.b.opts.Only))
	for i, name := range r.b.opts.Only {
		values[i] = "file." + name
	}
	name := strings.Replace(r.b.opts.Only[0], "default", "page", 1) // which is no name of a constant
	code := fmt.Sprintf("import * as file from %s;\nexport const %s = %s;\n",
		quote("./"+filepath.Base(a.Path)), name, strings.Join(values, " ?? "))
	return contents(code, filepath.Dir(a.Path))
}

// loadAbsent stands for a module that is not there. What is imported from it by
// name is looked up in the prototype: that is where esbuild's own interop leaves
// names that it cannot list.
func loadAbsent(a api.OnLoadArgs) (api.OnLoadResult, error) {
	name, importer, _ := strings.Cut(a.Path, "?")
	text := quote(fmt.Sprintf("%s needs %q, which cannot be resolved", importer, name))
	return failing(`throw new Error(` + text + `)`)
}

// loadInert stands for what only a rendered page uses: calls at the top of a
// file go through, and come to nothing. Of React, cache() is a function that data
// is read through: outside of a render it calls it each time.
func loadInert(api.OnLoadArgs) (api.OnLoadResult, error) {
	return contents(`const plain = (k) => typeof k === "symbol" || k === "then" || k === "__esModule" || k === "prototype";
const known = { cache: (fn) => fn };
const names = new Proxy({}, { get: (t, k) => plain(k) ? undefined : k in known ? known[k] : nothing });
const nothing = new Proxy(function () {}, {
	get: (t, k) => plain(k) ? t[k] : k in known ? known[k] : nothing,
	getPrototypeOf: () => names, apply: () => nothing, construct: () => nothing });
module.exports = nothing;`, "/")
}
