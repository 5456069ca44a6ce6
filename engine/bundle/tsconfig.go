package bundle

import (
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"

	"signalbox/engine/jsonc"
)

// tsconfig is what the bundler takes from tsconfig.json or jsconfig.json.
type tsconfig struct {
	baseURL string // folder of the snapshot, "" where it is not set
	hasBase bool
	paths   []pathRule // the longest prefix first
	options map[string]any
}

// pathRule is one entry of `paths`.
type pathRule struct {
	prefix, suffix string // around the star
	star           bool
	targets        []string // below the snapshot's root, with the star
}

// rawConfig is the file as written.
type rawConfig struct {
	Extends         any `json:"extends"`
	CompilerOptions struct {
		BaseURL *string             `json:"baseUrl"`
		Paths   map[string][]string `json:"paths"`
		Other   map[string]any      `json:"-"`
	} `json:"compilerOptions"`
}

// readTsconfig reads the project's tsconfig.json, or jsconfig.json, with what
// it extends. A file that cannot be read counts as empty: Next says so in its
// own check of types, which is not ours.
func readTsconfig(t *tree) *tsconfig {
	c := &tsconfig{options: map[string]any{}}
	for _, name := range []string{"tsconfig.json", "jsconfig.json"} {
		if t.isFile(name) {
			c.read(t, name, 0)
			break
		}
	}
	slices.SortStableFunc(c.paths, func(a, b pathRule) int {
		if a.star != b.star { // an exact rule wins
			if a.star {
				return 1
			}
			return -1
		}
		return len(b.prefix) - len(a.prefix)
	})
	return c
}

// read takes the parents first, so that the file itself overrides them.
func (c *tsconfig) read(t *tree, name string, depth int) {
	src, err := fs.ReadFile(t.fsys, name)
	if err != nil || depth > 10 {
		return
	}
	text := jsonc.Plain(src)
	var raw rawConfig
	var all struct {
		CompilerOptions map[string]any `json:"compilerOptions"`
	}
	if json.Unmarshal(text, &raw) != nil || json.Unmarshal(text, &all) != nil {
		return
	}
	for _, parent := range extended(raw.Extends) {
		if f, ok := findConfig(t, path.Dir(name), parent); ok {
			c.read(t, f, depth+1)
		}
	}
	dir := path.Dir(name)
	if raw.CompilerOptions.BaseURL != nil {
		c.baseURL, c.hasBase = path.Join(dir, *raw.CompilerOptions.BaseURL), true
	}
	if raw.CompilerOptions.Paths != nil {
		c.setPaths(dir, raw.CompilerOptions.Paths)
	}
	for _, key := range []string{"experimentalDecorators", "emitDecoratorMetadata", "useDefineForClassFields", "verbatimModuleSyntax", "jsxImportSource", "target"} {
		if v, ok := all.CompilerOptions[key]; ok {
			c.options[key] = v
		}
	}
}

func extended(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

// findConfig resolves `extends`: relative to the file, or a package.
func findConfig(t *tree, dir, name string) (string, bool) {
	bases := []string{path.Join(dir, name)}
	if !strings.HasPrefix(name, ".") {
		bases = []string{path.Join("node_modules", name)}
	}
	for _, b := range bases {
		for _, f := range []string{b, b + ".json", path.Join(b, "tsconfig.json")} {
			if t.isFile(f) {
				return f, true
			}
		}
	}
	return "", false
}

func (c *tsconfig) setPaths(dir string, paths map[string][]string) {
	c.paths = nil
	base := dir
	if c.hasBase {
		base = c.baseURL
	}
	for pattern, targets := range paths {
		rule := pathRule{}
		rule.prefix, rule.suffix, rule.star = strings.Cut(pattern, "*")
		for _, target := range targets {
			rule.targets = append(rule.targets, path.Join(base, target))
		}
		c.paths = append(c.paths, rule)
	}
}

// match answers what the star stands for.
func (p pathRule) match(spec string) (string, bool) {
	if !p.star {
		return "", spec == p.prefix
	}
	if len(spec) < len(p.prefix)+len(p.suffix) || !strings.HasPrefix(spec, p.prefix) || !strings.HasSuffix(spec, p.suffix) {
		return "", false
	}
	return spec[len(p.prefix) : len(spec)-len(p.suffix)], true
}

// maps tells whether a rule of `paths` is for the specifier.
func (c *tsconfig) maps(spec string) bool {
	return slices.ContainsFunc(c.paths, func(p pathRule) bool { _, ok := p.match(spec); return ok })
}

// candidates lists the paths of the snapshot that a bare specifier may mean.
func (c *tsconfig) candidates(spec string) []string {
	var out []string
	for _, p := range c.paths {
		if star, ok := p.match(spec); ok {
			for _, target := range p.targets {
				out = append(out, strings.Replace(target, "*", star, 1))
			}
			break
		}
	}
	if c.hasBase {
		out = append(out, path.Join(c.baseURL, spec))
	}
	return out
}

// raw is the tsconfig that esbuild gets: what changes the meaning of the code.
func (c *tsconfig) raw() string {
	text, _ := json.Marshal(map[string]any{"compilerOptions": c.options})
	return string(text)
}
