package scan

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"signalbox/engine/jsonc"
)

// resolver finds the file behind a module specifier: relative paths, the paths
// and baseUrl of tsconfig.json or jsconfig.json, and packages in node_modules,
// workspace links included.
type resolver struct {
	broken []string // tsconfig files that are no JSON
	// orphans are tsconfig files with the file that they extend in vain.
	orphans [][2]string
	rd      *reader
	base    string // baseUrl, "" for none
	paths   []alias
	found   map[string]string
	// strict says that functions are compared strictly (strict or
	// strictFunctionTypes); Next writes false into a config that is silent.
	strict bool
	asked  bool // strict has been decided
}

// alias is one entry of compilerOptions.paths, or a subpath of a package.
type alias struct {
	prefix, suffix string
	star           bool
	targets        []string
}

// tried are the endings that a specifier may leave out, in the order in which
// the bundler tries them.
var tried = [...]string{".tsx", ".ts", ".jsx", ".js", ".mjs", ".cjs", ".mts", ".cts", ".json"}

func newResolver(rd *reader) *resolver {
	r := &resolver{rd: rd, found: make(map[string]string)}
	for _, name := range []string{"tsconfig.json", "jsconfig.json"} {
		if rd.isFile(name) {
			r.readTSConfig(name, 0)
			break
		}
	}
	return r
}

// tsconfig is the part of a tsconfig.json that resolution depends on.
type tsconfig struct {
	Extends         any `json:"extends"`
	CompilerOptions struct {
		BaseURL *string             `json:"baseUrl"`
		Strict  *bool               `json:"strict"`
		Compare *bool               `json:"strictFunctionTypes"`
		Paths   map[string][]string `json:"paths"`
	} `json:"compilerOptions"`
}

// readTSConfig reads a config and those that it extends. What a file says
// itself wins over what it inherits.
func (r *resolver) readTSConfig(name string, depth int) {
	text, err := fs.ReadFile(r.rd.fsys, name)
	if err != nil || depth > 8 {
		return
	}
	plain := jsonc.Plain(text)
	if len(bytes.TrimSpace(plain)) > 0 && !json.Valid(plain) {
		r.broken = append(r.broken, name)
	}
	var c tsconfig
	if json.Unmarshal(plain, &c) != nil {
		return
	}
	dir := path.Dir(name)
	if c.CompilerOptions.BaseURL != nil && r.base == "" {
		r.base = path.Join(dir, *c.CompilerOptions.BaseURL)
	}
	for _, flag := range []*bool{c.CompilerOptions.Compare, c.CompilerOptions.Strict} {
		if flag != nil && !r.asked {
			r.strict, r.asked = *flag, true
		}
	}
	if r.paths == nil && c.CompilerOptions.Paths != nil {
		root := dir
		if c.CompilerOptions.BaseURL != nil {
			root = path.Join(dir, *c.CompilerOptions.BaseURL)
		}
		r.readPaths(root, c.CompilerOptions.Paths)
	}
	for _, parent := range extended(c.Extends) {
		switch target := r.configFile(dir, parent); {
		case target != "":
			r.readTSConfig(target, depth+1)
		case strings.HasPrefix(parent, ".") && fs.ValidPath(path.Join(dir, parent)):
			r.orphans = append(r.orphans, [2]string{name, parent})
		}
	}
}

func extended(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var names []string
		for i := len(v) - 1; i >= 0; i-- {
			if s, ok := v[i].(string); ok {
				names = append(names, s)
			}
		}
		return names
	}
	return nil
}

func (r *resolver) configFile(dir, name string) string {
	candidate := path.Join(dir, name)
	if !strings.HasPrefix(name, ".") {
		candidate = path.Join("node_modules", name)
	}
	for _, end := range []string{"", ".json", "/tsconfig.json"} {
		if r.rd.isFile(candidate + end) {
			return candidate + end
		}
	}
	return ""
}

func (r *resolver) readPaths(root string, paths map[string][]string) {
	r.paths = []alias{}
	for _, key := range slices.Sorted(maps.Keys(paths)) { // a tie has one winner
		targets := paths[key]
		a := aliasOf(key)
		for _, t := range targets {
			a.targets = append(a.targets, path.Join(root, t))
		}
		r.paths = append(r.paths, a)
	}
}

// resolve returns the file that specifier leads to from the file importer.
// known is false where it leads out of what can be read here: a package that is
// not installed, an alias of the bundler. file is then "", as it is for a
// relative path or an alias that leads nowhere.
func (r *resolver) resolve(importer, specifier string) (file string, known bool) {
	switch {
	case strings.HasPrefix(specifier, "./"), strings.HasPrefix(specifier, "../"), specifier == ".", specifier == "..":
		target := path.Join(path.Dir(importer), specifier)
		if strings.HasPrefix(target, "../") || target == ".." {
			return "", false
		}
		return r.file(target), true
	case strings.HasPrefix(specifier, "/"), strings.Contains(specifier, ":"):
		return "", false
	}
	if target, ok := r.aliased(specifier); ok {
		return target, target != ""
	}
	if r.base != "" {
		if target := r.file(path.Join(r.base, specifier)); target != "" {
			return target, true
		}
	}
	target := r.packaged(specifier)
	return target, target != ""
}

// aliased follows the entry of paths with the longest prefix that fits.
func (r *resolver) aliased(specifier string) (file string, ok bool) {
	var best *alias
	for i := range r.paths {
		a := &r.paths[i]
		if a.fits(specifier) && (best == nil || !a.star && best.star || a.star == best.star && len(a.prefix) > len(best.prefix)) {
			best = a
		}
	}
	if best == nil {
		return "", false
	}
	middle := best.middle(specifier)
	for _, target := range best.targets {
		if file := r.file(strings.Replace(target, "*", middle, 1)); file != "" {
			return file, true
		}
	}
	return "", best.prefix != "" && r.packageNamed(specifier) == ""
}

func aliasOf(key string) (a alias) {
	a.prefix, a.suffix, a.star = strings.Cut(key, "*")
	return a
}

// middle is what the star stands for in a specifier that fits.
func (a *alias) middle(specifier string) string {
	if !a.star {
		return ""
	}
	return specifier[len(a.prefix) : len(specifier)-len(a.suffix)]
}

func (a *alias) fits(specifier string) bool {
	if !a.star {
		return specifier == a.prefix
	}
	return len(specifier) >= len(a.prefix)+len(a.suffix) &&
		strings.HasPrefix(specifier, a.prefix) && strings.HasSuffix(specifier, a.suffix)
}

// file completes a path with an extension or an index file.
func (r *resolver) file(target string) string {
	if found, ok := r.found[target]; ok {
		return found
	}
	found := r.complete(target)
	r.found[target] = found
	return found
}

func (r *resolver) complete(target string) string {
	if !fs.ValidPath(target) {
		return ""
	}
	if path.Ext(target) != "" && r.rd.isFile(target) {
		return target
	}
	for _, ext := range tried {
		if r.rd.isFile(target + ext) {
			return target + ext
		}
	}
	if stem, ok := strings.CutSuffix(target, ".js"); ok { // TypeScript's way to name a .ts file
		for _, ext := range []string{".ts", ".tsx"} {
			if r.rd.isFile(stem + ext) {
				return stem + ext
			}
		}
	}
	for _, ext := range tried {
		if r.rd.isFile(target + "/index" + ext) {
			return target + "/index" + ext
		}
	}
	return ""
}

// packageNamed returns the folder of the package that a specifier names, "" if
// it is not installed.
func (r *resolver) packageNamed(specifier string) string {
	name, rest, _ := strings.Cut(specifier, "/")
	if strings.HasPrefix(name, "@") {
		second, _, _ := strings.Cut(rest, "/")
		name += "/" + second
	}
	folder := "node_modules/" + name
	if r.rd.isFile(folder + "/package.json") {
		return folder
	}
	return ""
}

// packaged resolves a package specifier through its package.json.
func (r *resolver) packaged(specifier string) string {
	folder := r.packageNamed(specifier)
	if folder == "" {
		return ""
	}
	text, err := fs.ReadFile(r.rd.fsys, folder+"/package.json")
	if err != nil {
		return ""
	}
	var p struct {
		Main    string `json:"main"`
		Module  string `json:"module"`
		Exports any    `json:"exports"`
	}
	if json.Unmarshal(text, &p) != nil {
		return ""
	}
	sub := "." + strings.TrimPrefix("node_modules/"+specifier, folder)
	if p.Exports != nil {
		if target := exportTarget(p.Exports, sub); target != "" {
			return r.file(path.Join(folder, target))
		}
		return ""
	}
	if sub != "." {
		return r.file(path.Join(folder, sub))
	}
	for _, main := range []string{p.Module, p.Main, "index"} {
		if main != "" {
			if target := r.file(path.Join(folder, main)); target != "" {
				return target
			}
		}
	}
	return ""
}

// exportTarget walks the exports of a package.json for a subpath: its own key,
// else the pattern with the longest text before the star, as Node does.
func exportTarget(exports any, sub string) string {
	m, ok := exports.(map[string]any)
	if !ok {
		if sub != "." {
			return ""
		}
		return condition(exports)
	}
	if v, ok := m[sub]; ok {
		return condition(v)
	}
	var best alias
	for _, key := range slices.Sorted(maps.Keys(m)) {
		a := aliasOf(key)
		if a.star && a.fits(sub) && (!best.star || len(a.prefix) > len(best.prefix)) {
			best = a
		}
	}
	if best.star {
		key := best.prefix + "*" + best.suffix
		return strings.ReplaceAll(condition(m[key]), "*", best.middle(sub))
	}
	if sub == "." && !strings.HasPrefix(anyKey(m), ".") {
		return condition(exports)
	}
	return ""
}

func anyKey(m map[string]any) string {
	for key := range m {
		return key
	}
	return "."
}

// condition picks the target of the first condition that the server build has.
func condition(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		for _, item := range v {
			if s := condition(item); s != "" {
				return s
			}
		}
	case map[string]any:
		for _, key := range []string{"react-server", "node", "import", "module", "require", "default"} {
			if target, ok := v[key]; ok {
				if s := condition(target); s != "" {
					return s
				}
			}
		}
	}
	return ""
}
