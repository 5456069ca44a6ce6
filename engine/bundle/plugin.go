package bundle

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"signalbox/engine/diag"
	"signalbox/engine/jsrt/addon"
	"signalbox/engine/jsrt/node"
)

// run is the state of one build: the snapshot, and what came out so far.
type run struct {
	b        *Bundler
	fsys     fs.FS
	dir      string
	tree     *tree
	tsconfig *tsconfig
	onDisk   bool
	split    bool            // files are lowered one by one, because of a top-level await
	entries  map[string]bool // by their path on disk
	// left are the files that have faults, by their path on disk: they are built
	// empty.
	left map[string][]diag.Diagnostic
}

// The namespaces of modules that no file holds.
const (
	nsRequire = "signalbox-require" // a module of the machine, reached through require()
	nsMissing = "signalbox-missing" // a node: module that the machine does not have
	nsEmpty   = "signalbox-empty"   // styles, server-only
	nsReact   = "signalbox-react"   // React, where the project has none installed
	nsPhases  = "signalbox-phases"  // next/constants
	nsAsset   = "signalbox-asset"   // pictures and fonts
)

// setup registers the plugin's callbacks. esbuild calls them from several
// goroutines.
func (r *run) setup(build api.PluginBuild) {
	if len(r.b.opts.Only) > 0 {
		r.setupOnly(build)
	}
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		if a.PluginData == resolving {
			return api.OnResolveResult{}, nil
		}
		return r.resolve(build, a)
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "file"}, r.load)
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: nsRequire}, loadRequire)
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: nsMissing}, loadMissing)
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: nsEmpty}, loadEmpty)
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: nsAsset}, loadAsset)
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: nsReact}, loadReact)
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: nsPhases}, loadPhases)
}

type marker struct{}

// resolving marks the questions that the plugin puts to esbuild's own resolver.
var resolving any = marker{}

func (r *run) resolve(build api.PluginBuild, a api.OnResolveArgs) (api.OnResolveResult, error) {
	switch a.Kind {
	case api.ResolveEntryPoint:
		return api.OnResolveResult{Path: filepath.Join(r.dir, filepath.FromSlash(a.Path)), Namespace: "file"}, nil
	case api.ResolveCSSImportRule, api.ResolveCSSURLToken, api.ResolveCSSComposesFrom:
		return api.OnResolveResult{Path: a.Path, External: true}, nil
	case api.ResolveJSImportStatement, api.ResolveJSRequireCall, api.ResolveJSDynamicImport, api.ResolveJSRequireResolve, api.ResolveNone:
	}
	if res, ok, err := r.provided(a); ok || err != nil {
		return res, err
	}
	if name, ok := r.projectFile(a); ok {
		return found(filepath.Join(r.dir, filepath.FromSlash(name))), nil
	}
	if res, ok := r.outside(build, a); ok {
		return res, nil
	}
	if r.split && a.Kind == api.ResolveJSDynamicImport && r.onDisk && ask(build, a).Path == "" {
		// A lowered file no longer shows whether this stands in a try block.
		return api.OnResolveResult{Path: a.Path, External: true}, nil
	}
	return r.fromDisk(a)
}

// outside follows an entry of tsconfig's paths that leads out of the project,
// as in a monorepo, or into node_modules.
func (r *run) outside(build api.PluginBuild, a api.OnResolveArgs) (api.OnResolveResult, bool) {
	if _, ok := r.inProject(a.Importer); !ok || !r.onDisk || strings.HasPrefix(a.Path, ".") {
		return api.OnResolveResult{}, false
	}
	for _, candidate := range r.tsconfig.candidates(a.Path) {
		if !strings.HasPrefix(candidate, "../") && !inPackages(candidate) {
			continue
		}
		a.Path, a.ResolveDir = "./"+candidate, r.dir
		res := build.Resolve(a.Path, api.ResolveOptions{Importer: a.Importer, ResolveDir: r.dir, Kind: a.Kind, PluginData: resolving})
		if len(res.Errors) == 0 && res.Namespace == "file" {
			return found(res.Path), true
		}
	}
	return api.OnResolveResult{}, false
}

// found answers with a file.
func found(file string) api.OnResolveResult {
	if ns := assetNamespace(file); ns != "" {
		return api.OnResolveResult{Path: file, Namespace: ns}
	}
	return api.OnResolveResult{Path: file, Namespace: "file"}
}

// provided handles what the machine brings: node: modules, next/*, markers.
func (r *run) provided(a api.OnResolveArgs) (res api.OnResolveResult, ok bool, err error) {
	spec := strings.TrimSuffix(a.Path, ".js")
	switch {
	case spec == "server-only":
		return api.OnResolveResult{Path: spec, Namespace: nsEmpty}, true, nil
	case spec == "client-only" && !inPackages(a.Importer):
		return res, true, fmt.Errorf("'client-only' cannot be imported from a route handler: it marks code for the browser; import it from a Client Component, or remove it")
	case spec == "client-only":
		return api.OnResolveResult{Path: spec, Namespace: nsEmpty}, true, nil
	case spec == "next/constants":
		return api.OnResolveResult{Path: spec, Namespace: nsPhases}, true, nil
	case addon.Known(a.Path) && (a.Namespace == nsRequire || r.installed(a)):
		return r.external(a, a.Path), true, nil
	case strings.HasPrefix(spec, "next/") && r.has(spec):
		return r.external(a, spec), true, nil
	case strings.HasPrefix(a.Path, "node:") || isBuiltin(a.Path):
		name := "node:" + strings.TrimPrefix(a.Path, "node:")
		if r.has(name) {
			return r.external(a, name), true, nil
		}
		return r.missing(a, name)
	}
	return res, false, nil
}

// installed tells whether the package of an import is in a node_modules folder
// that the importer sees.
func (r *run) installed(a api.OnResolveArgs) bool {
	parts := strings.SplitN(a.Path, "/", 3)
	name := parts[0]
	if strings.HasPrefix(name, "@") && len(parts) > 1 {
		name += "/" + parts[1]
	}
	_, ok := manifest(a.ResolveDir, name)
	return ok && r.onDisk
}

// manifest reads the package.json of the package that code in a folder gets
// under a name, from the node_modules of that folder or of one above it.
func manifest(dir, name string) ([]byte, bool) {
	for {
		if src, err := os.ReadFile(filepath.Join(dir, "node_modules", name, "package.json")); err == nil {
			return src, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return nil, false
		}
		dir = parent
	}
}

func (r *run) has(spec string) bool {
	if r.b.opts.Modules == nil {
		return strings.HasPrefix(spec, "node:") && node.Known(spec) || nextModules[spec]
	}
	return r.b.modules[spec]
}

// external leaves an import to the machine. A require() needs a module around
// it, because the output has only imports.
func (r *run) external(a api.OnResolveArgs, spec string) api.OnResolveResult {
	if a.Kind == api.ResolveJSRequireCall {
		return api.OnResolveResult{Path: spec, Namespace: nsRequire}
	}
	return api.OnResolveResult{Path: spec, External: true, SideEffects: api.SideEffectsFalse}
}

// missing handles a node: module that the machine lacks. In the project's own
// code that is a fault of the file; packages often import more than they use,
// so there it fails where it is used.
func (r *run) missing(a api.OnResolveArgs, name string) (api.OnResolveResult, bool, error) {
	if !inPackages(a.Importer) && a.Kind == api.ResolveJSImportStatement {
		return api.OnResolveResult{}, true, fmt.Errorf("signalbox does not have the module %s, which %s imports", name, r.relative(a.Importer))
	}
	return api.OnResolveResult{Path: name + "?" + r.relative(a.Importer), Namespace: nsMissing}, true, nil
}

// fromDisk leaves an import to esbuild's own resolver, which knows packages.
// The plugin doesn't put the question itself: each api.PluginBuild.Resolve
// reads all folders and package.json files anew.
func (r *run) fromDisk(a api.OnResolveArgs) (api.OnResolveResult, error) {
	switch {
	case isReact(a.Path) && !(r.onDisk && hasReact(a.ResolveDir)):
		return api.OnResolveResult{Path: "react", Namespace: nsReact}, nil
	case !r.onDisk:
		return api.OnResolveResult{}, fmt.Errorf("cannot resolve %q: the project has no such file, and no node_modules on disk", a.Path)
	}
	return api.OnResolveResult{}, nil
}

// ask puts a question to esbuild's own resolver where the answer is needed at
// once. The path is empty where there is none.
func ask(build api.PluginBuild, a api.OnResolveArgs) api.OnResolveResult {
	res := build.Resolve(a.Path, api.ResolveOptions{
		Importer: a.Importer, Namespace: a.Namespace, ResolveDir: a.ResolveDir, Kind: a.Kind, With: a.With, PluginData: resolving,
	})
	return api.OnResolveResult{Path: res.Path, Namespace: res.Namespace, External: res.External, Suffix: res.Suffix}
}

// relative names a file as the person knows it: below the project folder.
func (r *run) relative(file string) string {
	if rel, err := filepath.Rel(r.dir, file); err == nil {
		return filepath.ToSlash(rel)
	}
	return file
}

// inProject answers the name of a file in the snapshot; packages are not.
func (r *run) inProject(file string) (string, bool) {
	rel := r.relative(file)
	if rel == ".." || strings.HasPrefix(rel, "../") || path.IsAbs(rel) || inPackages(rel) {
		return "", false
	}
	return rel, true
}

func inPackages(file string) bool {
	s := "/" + filepath.ToSlash(file)
	return strings.Contains(s, "/node_modules/")
}

// load reads files of the project from the snapshot; esbuild reads packages.
func (r *run) load(a api.OnLoadArgs) (api.OnLoadResult, error) {
	if len(r.left[a.Path]) > 0 {
		return contents("module.exports = {}", filepath.Dir(a.Path))
	}
	name, ok := r.inProject(a.Path)
	if !ok {
		return r.loadPackage(a)
	}
	src, err := fs.ReadFile(r.fsys, name)
	if err != nil {
		return api.OnLoadResult{}, fmt.Errorf("cannot read %s: %w", name, err)
	}
	if m := r.clientModule(a.Path, string(src)); m != nil {
		return r.loadClient(a.Path, m)
	}
	return r.module(a.Path, src)
}

// prepared is esbuild's input of a source text, kept from build to build: the
// same text comes out the same, unless a pattern in it depends on the tree.
type prepared struct {
	src, settings string
	text          string
	loader        api.Loader
}

// module makes esbuild's input of a source text, or answers that of the last build.
func (r *run) module(file string, src []byte) (api.OnLoadResult, error) {
	text, settings := string(src), r.tsconfig.raw()
	if r.split {
		settings += " split"
	}
	r.b.loading.Lock()
	was, ok := r.b.prepared[file]
	r.b.loading.Unlock()
	if ok && was.src == text && was.settings == settings {
		return api.OnLoadResult{Contents: &was.text, Loader: was.loader, ResolveDir: filepath.Dir(file)}, nil
	}
	out, err := r.prepare(file, text)
	if err == nil && !aliasPattern.MatchString(text) {
		r.b.loading.Lock()
		r.b.prepared[file] = prepared{text, settings, *out.Contents, out.Loader}
		r.b.loading.Unlock()
	}
	return out, err
}

// prepare rewrites what esbuild would not understand as Turbopack does.
func (r *run) prepare(file, text string) (api.OnLoadResult, error) {
	loader := loaderOf(file)
	if loader != api.LoaderJSON && loader != api.LoaderText && loader != api.LoaderBinary {
		text = r.relativePatterns(file, bundledRequire(text))
		if inPackages(file) {
			text = resolvedNames(file, text)
		}
		text = edgeRuntime(keepEmptyAsync(r.fileNames(file, text)))
		if r.b.opts.CacheComponents && !inPackages(file) {
			text, loader = markCached(r.relative(file), text, loader, r.tsconfig.raw())
		}
		if r.split {
			var err error
			if text, loader, err = lower(file, text, loader, r.tsconfig.raw()); err != nil {
				return api.OnLoadResult{}, err
			}
		}
	}
	return api.OnLoadResult{Contents: &text, Loader: loader, ResolveDir: filepath.Dir(file)}, nil
}
