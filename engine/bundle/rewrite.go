package bundle

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// What esbuild leaves alone and Turbopack understands is rewritten in the text of
// a file before esbuild sees it, on the same lines.

// aliasPattern finds an import or a require whose name begins with an alias and
// goes on with a value: import(`@/lang/${x}`), require("@/lang/" + x).
var aliasPattern = regexp.MustCompile("\\b((?:import|require)\\(\\s*[\"'`])([@~#A-Za-z][^\"'`$\\n]*/)([^\"'`$\\n/]*(?:\\$\\{|[\"']\\s*\\+))")

// relativePatterns writes the alias of such a name as a relative path, because
// esbuild looks for the files of a pattern only then.
func (r *run) relativePatterns(file, text string) string {
	name, ok := r.inProject(file)
	if !ok || !strings.Contains(text, "(") {
		return text
	}
	return aliasPattern.ReplaceAllStringFunc(text, func(found string) string {
		parts := aliasPattern.FindStringSubmatch(found)
		for _, folder := range r.tsconfig.candidates(parts[2]) {
			if _, dir := r.tree.kind(folder); !dir {
				continue
			}
			rel, err := filepath.Rel(filepath.FromSlash(path.Dir(name)), filepath.FromSlash(folder))
			if err != nil {
				continue
			}
			rel = filepath.ToSlash(rel)
			if !strings.HasPrefix(rel, ".") {
				rel = "./" + rel
			}
			return parts[1] + rel + "/" + parts[3]
		}
		return found
	})
}

// madeRequire finds the require that a module makes for itself.
var madeRequire = regexp.MustCompile(`\b(?:const|let|var)\s+([\w$]+)\s*=\s*(?:[\w$]+\.)?createRequire\(\s*import\.meta\.url\s*\)\s*;?`)

// bundledRequire lets esbuild bundle what a module requires through
// createRequire(import.meta.url): the declaration goes, and calls of it become
// calls of require.
func bundledRequire(text string) string {
	found := madeRequire.FindAllStringSubmatch(text, -1)
	for _, m := range found {
		text = strings.Replace(text, m[0], "", 1)
		if m[1] != "require" {
			text = regexp.MustCompile(`(^|[^\w$.])`+regexp.QuoteMeta(m[1])+`(\(|\.resolve\b)`).ReplaceAllString(text, "${1}require${2}")
		}
	}
	return text
}

// resolved finds require.resolve of a file beside the module.
var resolved = regexp.MustCompile(`\brequire\.resolve\(\s*["'](\.{1,2}/[^"'\n]+)["']\s*\)`)

// resolvedNames answers require.resolve of a package's own file with its path, so
// that the package can read it.
func resolvedNames(file, text string) string {
	return resolved.ReplaceAllStringFunc(text, func(found string) string {
		base := filepath.Join(filepath.Dir(file), filepath.FromSlash(resolved.FindStringSubmatch(found)[1]))
		for _, ending := range []string{"", ".js", ".json", ".cjs", ".mjs", "/index.js"} {
			if info, err := os.Stat(base + ending); err == nil && !info.IsDir() {
				return quote(filepath.ToSlash(base + ending))
			}
		}
		return found
	})
}
