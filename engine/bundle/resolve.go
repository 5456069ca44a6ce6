package bundle

import (
	"encoding/json"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// tree answers which files a snapshot has, reading each folder once.
type tree struct {
	fsys fs.FS
	mu   sync.Mutex
	dirs map[string]map[string]bool // folder → name → is a folder
}

func newTree(fsys fs.FS) *tree { return &tree{fsys: fsys, dirs: map[string]map[string]bool{}} }

// kind tells whether name is a file or a folder of the snapshot.
func (t *tree) kind(name string) (file, dir bool) {
	name = path.Clean(name)
	if name == "." {
		return false, true
	}
	if !fs.ValidPath(name) {
		return false, false
	}
	isDir, ok := t.entries(path.Dir(name))[path.Base(name)]
	return ok && !isDir, ok && isDir
}

func (t *tree) entries(dir string) map[string]bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if m, ok := t.dirs[dir]; ok {
		return m
	}
	m := map[string]bool{}
	list, _ := fs.ReadDir(t.fsys, dir)
	for _, e := range list {
		isDir := e.IsDir()
		if e.Type()&fs.ModeSymlink != 0 {
			info, err := fs.Stat(t.fsys, path.Join(dir, e.Name()))
			isDir = err == nil && info.IsDir()
		}
		m[e.Name()] = isDir
	}
	t.dirs[dir] = m
	return m
}

// extensions are tried in this order, as Turbopack does.
var extensions = []string{".tsx", ".ts", ".jsx", ".js", ".mjs", ".json"}

// written maps an extension in an import to those that the source may have:
// TypeScript lets one write "./x.js" for x.ts.
var written = map[string][]string{".js": {".ts", ".tsx"}, ".jsx": {".tsx"}, ".mjs": {".mts"}, ".cjs": {".cts"}}

// file completes a path of the snapshot to a file: as it stands, with an
// extension, as a folder with an index.
func (t *tree) file(name string) (string, bool) {
	isFile, isDir := t.kind(name)
	if isFile {
		return name, true
	}
	for _, ext := range extensions {
		if ok, _ := t.kind(name + ext); ok {
			return name + ext, true
		}
	}
	ext := path.Ext(name)
	for _, source := range written[ext] {
		if ok, _ := t.kind(strings.TrimSuffix(name, ext) + source); ok {
			return strings.TrimSuffix(name, ext) + source, true
		}
	}
	if isDir {
		return t.folder(name)
	}
	return "", false
}

// folder resolves a folder: package.json's main, then index.
func (t *tree) folder(name string) (string, bool) {
	if src, err := fs.ReadFile(t.fsys, path.Join(name, "package.json")); err == nil {
		var pkg struct{ Main, Module string }
		if json.Unmarshal(src, &pkg) == nil {
			for _, m := range []string{pkg.Main, pkg.Module} {
				if m == "" || path.Clean(m) == "." {
					continue
				}
				if f, ok := t.file(path.Join(name, m)); ok {
					return f, true
				}
			}
		}
	}
	for _, ext := range extensions {
		if f := path.Join(name, "index"+ext); t.isFile(f) {
			return f, true
		}
	}
	return "", false
}

func (t *tree) isFile(name string) bool {
	ok, _ := t.kind(name)
	return ok
}

// projectFile resolves an import to a file of the snapshot: relative, through
// tsconfig's paths, or below its baseUrl.
func (r *run) projectFile(a api.OnResolveArgs) (string, bool) {
	importer, ok := r.inProject(a.Importer)
	if !ok {
		return "", false
	}
	spec, _, _ := strings.Cut(a.Path, "?")
	if spec == "." || spec == ".." || strings.HasPrefix(spec, "./") || strings.HasPrefix(spec, "../") {
		return r.tree.file(path.Join(path.Dir(importer), spec))
	}
	if filepath.IsAbs(spec) || strings.HasPrefix(spec, "#") && !r.tsconfig.maps(spec) {
		return "", false
	}
	for _, candidate := range r.tsconfig.candidates(spec) {
		if f, ok := r.tree.file(candidate); ok {
			return f, true
		}
	}
	return "", false
}
