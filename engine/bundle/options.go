package bundle

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// options are esbuild's options for a set of entries.
func (r *run) options(entries []string) api.BuildOptions {
	o := api.BuildOptions{
		AbsWorkingDir:  r.dir,
		Outdir:         r.dir,
		Bundle:         true,
		Splitting:      true,
		Write:          false,
		Format:         api.FormatESModule,
		Target:         api.ES2023,
		Platform:       api.PlatformNode,
		Conditions:     []string{"react-server", "module", r.environment()},
		MainFields:     []string{"module", "main"},
		Sourcemap:      api.SourceMapExternal,
		SourcesContent: api.SourcesContentExclude,
		Charset:        api.CharsetUTF8,
		KeepNames:      false,
		ChunkNames:     "chunk-[hash]",
		JSX:            api.JSXAutomatic,
		TsconfigRaw:    r.tsconfig.raw(),
		Define:         r.define(),
		LogLevel:       api.LogLevelSilent,
		Metafile:       len(r.left) > 0, // who reaches a file that does not build
		LogLimit:       0,
		LegalComments:  api.LegalCommentsNone,
		Loader:         loaders(),
		Plugins:        []api.Plugin{{Name: "signalbox", Setup: r.setup}},
	}
	if !r.split {
		o.Supported = lowered()
	}
	for _, e := range entries {
		o.EntryPointsAdvanced = append(o.EntryPointsAdvanced, api.EntryPoint{InputPath: e, OutputPath: outputPath(e)})
	}
	return o
}

// lowered are the features that user code is compiled without (package comment).
func lowered() map[string]bool {
	return map[string]bool{"async-await": false, "async-generator": false, "for-await": false}
}

func (r *run) environment() string {
	if r.b.opts.Development {
		return "development"
	}
	return "production"
}

// define lists what is replaced in the code: NODE_ENV, the public environment
// and `env` of next.config.
func (r *run) define() map[string]string {
	d := map[string]string{
		"process.env.NODE_ENV":          quote(r.environment()),
		"process.env.NEXT_RUNTIME":      `"nodejs"`,
		"process.env.__NEXT_APP_ROUTER": "true",
	}
	for name, value := range r.b.opts.Env {
		if strings.HasPrefix(name, "NEXT_PUBLIC_") && isIdentifier(name) {
			d["process.env."+name] = quote(value)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.b.opts.Inline)) {
		if isIdentifier(name) {
			d["process.env."+name] = quote(r.b.opts.Inline[name])
		}
	}
	return d
}

func quote(s string) string {
	text, _ := json.Marshal(s)
	return string(text)
}

func isIdentifier(s string) bool {
	for i, c := range s {
		letter := c == '_' || c == '$' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// loaders say how files that are not code come in. Styles and pictures are
// handled by the plugin, as Next handles them.
func loaders() map[string]api.Loader {
	return map[string]api.Loader{
		".js": api.LoaderJSX, ".jsx": api.LoaderJSX, ".mjs": api.LoaderJS, ".cjs": api.LoaderJS,
		".ts": api.LoaderTS, ".tsx": api.LoaderTSX, ".mts": api.LoaderTS, ".cts": api.LoaderTS,
		".json": api.LoaderJSON, ".txt": api.LoaderText, ".md": api.LoaderText, ".mdx": api.LoaderText,
		".wasm": api.LoaderBinary, ".node": api.LoaderEmpty,
	}
}

func loaderOf(name string) api.Loader {
	if l, ok := loaders()[filepath.Ext(name)]; ok {
		return l
	}
	return api.LoaderJS
}

// onDisk tells whether dir is a folder of this machine, in which packages can
// be looked up.
func onDisk(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}
