package bundle

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// nextModules are the modules of next/* that the machine brings.
var nextModules = map[string]bool{
	"next/server": true, "next/headers": true, "next/navigation": true, "next/cache": true, "next/og": true,
}

// builtins are the modules that Node 20 has without a prefix.
var builtins = strings.Fields(`assert assert/strict async_hooks buffer child_process cluster console constants crypto
	dgram diagnostics_channel dns dns/promises domain events fs fs/promises http http2 https inspector
	inspector/promises module net os path path/posix path/win32 perf_hooks process punycode querystring readline
	readline/promises repl stream stream/consumers stream/promises stream/web string_decoder sys timers
	timers/promises tls trace_events tty url util util/types v8 vm wasi worker_threads zlib`)

func isBuiltin(spec string) bool {
	for _, b := range builtins {
		if b == spec {
			return true
		}
	}
	return false
}

func contents(code string, dir string) (api.OnLoadResult, error) {
	return api.OnLoadResult{Contents: &code, Loader: api.LoaderJS, ResolveDir: dir}, nil
}

// loadRequire wraps a module of the machine for require(): what Node answers
// there is the default export, where there is one.
func loadRequire(a api.OnLoadArgs) (api.OnLoadResult, error) {
	return contents(fmt.Sprintf(`import * as m from %q; module.exports = "default" in m ? m.default : m;`, a.Path), "/")
}

// loadMissing makes a module that can be imported and fails where it is used.
func loadMissing(a api.OnLoadArgs) (api.OnLoadResult, error) {
	name, importer, _ := strings.Cut(a.Path, "?")
	text := quote(fmt.Sprintf("signalbox does not have the module %s, which %s imports", name, importer))
	return failing(`throw Object.assign(new Error(` + text + `), { code: "ERR_UNKNOWN_BUILTIN_MODULE" })`)
}

// failing makes a module of which each use runs a statement that throws. esbuild
// gives an importer an object that inherits from the module, with copies of its
// own names, so the answer to other names comes from the prototype.
func failing(statement string) (api.OnLoadResult, error) {
	return contents(`const fail = () => { `+statement+` };
const plain = (k) => typeof k === "symbol" || k === "then" || k === "__esModule" || k === "prototype";
const names = new Proxy({}, { get: (t, k) => plain(k) ? undefined : fail() });
module.exports = new Proxy(function () {}, {
	get: (t, k) => plain(k) ? t[k] : k === "default" ? module.exports : fail(),
	getPrototypeOf: () => names, apply: fail, construct: fail });`, "/")
}

func loadEmpty(a api.OnLoadArgs) (api.OnLoadResult, error) {
	if strings.Contains(filepath.Base(a.Path), ".module.") {
		return contents(`module.exports = new Proxy({}, { get: (_, k) => k === "__esModule" ? false : String(k) });`, "/")
	}
	return contents("", "/")
}

// loadAsset answers what Next's loader for static pictures does, without a size.
func loadAsset(a api.OnLoadArgs) (api.OnLoadResult, error) {
	src := quote("/_next/static/media/" + filepath.Base(a.Path))
	return contents(`export default { src: `+src+`, height: 0, width: 0 };`, "/")
}

// isReact tells whether an import is of React's own entry points.
func isReact(spec string) bool {
	return spec == "react" || spec == "react/jsx-runtime" || spec == "react/jsx-dev-runtime"
}

// loadReact stands in for a React that is not installed, or too old to have a
// part for servers (Next brings its own): handlers use it for the elements of an
// image or a mail, and for cache(), which outside of a render calls the function
// each time. Its exports are those of React's own server part.
func loadReact(api.OnLoadArgs) (api.OnLoadResult, error) {
	return contents(`const element = Symbol.for("react.transitional.element"), kind = (name) => Symbol.for("react." + name);
export const Fragment = kind("fragment"), Profiler = kind("profiler"), StrictMode = kind("strict_mode"), Suspense = kind("suspense");
export const jsx = (type, props, key = null) => ({ $$typeof: element, type, key, props });
export const jsxs = jsx, jsxDEV = jsx;
export const createElement = (type, props, ...children) => jsx(type, { ...props, ...(children.length ? { children: children.length === 1 ? children[0] : children } : {}) });
export const cloneElement = (e, props, ...children) => createElement(e.type, { ...e.props, ...props }, ...children);
export const isValidElement = (v) => typeof v === "object" && v !== null && v.$$typeof === element;
export const cache = (fn) => fn, createRef = () => ({ current: null });
export const forwardRef = (render) => ({ $$typeof: kind("forward_ref"), render }), memo = (type) => ({ $$typeof: kind("memo"), type });
export const lazy = (load) => ({ $$typeof: kind("lazy"), _payload: load });
export class Component { constructor(props) { this.props = props } }
export class PureComponent extends Component {}
const list = (c) => c == null ? [] : [c].flat(Infinity);
export const Children = { toArray: list, count: (c) => list(c).length, map: (c, fn) => c == null ? c : list(c).map(fn), forEach: (c, fn) => list(c).forEach(fn), only: (c) => c };
const outside = (name) => () => { throw new TypeError(name + " can only be called while React renders, and signalbox does not render React"); };
export const use = outside("use"), useCallback = outside("useCallback"), useDebugValue = outside("useDebugValue"), useId = outside("useId"), useMemo = outside("useMemo");
export const version = "19.0.0-signalbox";
export default { Children, Component, Fragment, Profiler, PureComponent, StrictMode, Suspense, cache, cloneElement, createElement, createRef, forwardRef,
	isValidElement, lazy, memo, use, useCallback, useDebugValue, useId, useMemo, version };`, "/")
}

// serverReact is the first version of React whose package has a part for
// servers: those before throw when it is imported.
const serverReact = 19

// hasReact tells whether a React that can be used is installed for a folder.
func hasReact(dir string) bool {
	src, ok := manifest(dir, "react")
	var pkg struct{ Version string }
	if !ok || json.Unmarshal(src, &pkg) != nil {
		return false
	}
	major, _, _ := strings.Cut(pkg.Version, ".")
	n, _ := strconv.Atoi(major)
	return n >= serverReact
}

// loadPhases is next/constants, as far as a next.config function needs it: the
// phase that it is called with.
func loadPhases(api.OnLoadArgs) (api.OnLoadResult, error) {
	return contents(`export const PHASE_EXPORT = "phase-export", PHASE_ANALYZE = "phase-analyze", PHASE_PRODUCTION_BUILD = "phase-production-build",
	PHASE_PRODUCTION_SERVER = "phase-production-server", PHASE_DEVELOPMENT_SERVER = "phase-development-server", PHASE_TEST = "phase-test", PHASE_INFO = "phase-info";`, "/")
}

// assetNamespace says how a file that is not code is imported, "" for code.
func assetNamespace(file string) string {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".css", ".scss", ".sass", ".less":
		return nsEmpty
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".bmp", ".svg":
		return nsAsset
	}
	return ""
}

var metaURL = regexp.MustCompile(`\bimport\.meta\.url\b`)

// fileNames gives a file its own import.meta.url, __dirname and __filename,
// which a bundle would otherwise lose (NEXT-FACTS J2). Columns behind a
// replaced name move; lines stay.
func (r *run) fileNames(file, text string) string {
	if strings.Contains(text, "import.meta.url") {
		u := url.URL{Scheme: "file", Path: filepath.ToSlash(file)}
		name := strings.NewReplacer("[", "%5B", "]", "%5D").Replace(u.String())
		text = metaURL.ReplaceAllLiteralString(text, quote(name))
	}
	if strings.Contains(text, "__dirname") || strings.Contains(text, "__filename") {
		text = r.ownNames(file, text)
	}
	return text
}

// ownNames declares __filename and __dirname in front of a file's first line,
// where the file itself does not: in strings and templates, from which packages
// build code, the words must stay.
func (r *run) ownNames(file, text string) string {
	name := r.virtualName(file)
	head := ""
	for _, v := range []struct{ name, value string }{{"__dirname", path.Dir(name)}, {"__filename", name}} {
		used := regexp.MustCompile(`\b` + v.name + `\b`).MatchString(text)
		declared := regexp.MustCompile(`(?:\b(?:const|let|var|class|function)\s+|,\s*)` + v.name + `\s*[=;{(]`).MatchString(text)
		if used && !declared {
			head += "var " + v.name + " = " + quote(v.value) + "; "
		}
	}
	shebang := ""
	if strings.HasPrefix(text, "#!") {
		line, _, _ := strings.Cut(text, "\n")
		shebang, text = line+"\n", text[min(len(line)+1, len(text)):]
	}
	return shebang + head + text
}

// virtualName is the path that __filename shows: Next hides the project's
// folder behind /ROOT; packages keep theirs, because they read beside them.
func (r *run) virtualName(file string) string {
	if rel, ok := r.inProject(file); ok {
		return "/ROOT/" + rel
	}
	return filepath.ToSlash(file)
}

// loadPackage lets esbuild read a package's file, unless it has to be changed.
func (r *run) loadPackage(a api.OnLoadArgs) (api.OnLoadResult, error) {
	switch assetNamespace(a.Path) {
	case nsEmpty:
		return loadEmpty(a)
	case nsAsset:
		return loadAsset(a)
	}
	if loaderOf(a.Path) == api.LoaderJSON || filepath.Ext(a.Path) == ".node" {
		return api.OnLoadResult{}, nil
	}
	src, err := os.ReadFile(a.Path)
	if err != nil {
		return api.OnLoadResult{}, nil // esbuild says why
	}
	text := string(src)
	if m := r.clientModule(a.Path, text); m != nil {
		return r.loadClient(a.Path, m)
	}
	if r.split || hasMarks(text) {
		return r.module(a.Path, src)
	}
	return api.OnLoadResult{Contents: &text, Loader: loaderOf(a.Path), ResolveDir: filepath.Dir(a.Path)}, nil
}

// hasMarks tells whether a text may hold something that module changes. It runs
// on each file of each package.
func hasMarks(src string) bool {
	for _, mark := range []string{"import.meta.url", "__dirname", "__filename", "require.resolve"} {
		if strings.Contains(src, mark) {
			return true
		}
	}
	return hasEmptyAsync(src)
}
