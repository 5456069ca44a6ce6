package bundle

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"signalbox/engine/diag"
	"signalbox/engine/jsrt"
)

// leaveOut writes down what is wrong with each file, so that the next round is
// built without it, and tells whether there was a new one: an error without a
// place leaves nothing out.
func (r *run) leaveOut(errs []api.Message) bool {
	known := len(r.left)
	for _, e := range errs {
		if e.Location == nil {
			continue
		}
		file := filepath.Join(r.dir, filepath.FromSlash(e.Location.File))
		r.left[file] = append(r.left[file], r.diagnostic(e))
	}
	return len(r.left) > known
}

// blame gives every entry that reaches a file which was left out a Fault, and
// answers the sound entries.
func (r *run) blame(p *jsrt.Program, entries []string, metafile string) []string {
	if len(r.left) == 0 {
		return entries
	}
	importers := importersOf(metafile)
	for _, file := range slices.Sorted(maps.Keys(r.left)) {
		for name := range reaching(importers, r.relative(file)) {
			fault := p.Faults[name]
			fault.Diagnostics = append(fault.Diagnostics, r.left[file]...)
			p.Faults[name] = fault
		}
	}
	maps.DeleteFunc(p.Faults, func(name string, _ jsrt.Fault) bool { return !slices.Contains(entries, name) })
	return slices.DeleteFunc(entries, func(e string) bool { _, bad := p.Faults[e]; return bad })
}

// importersOf turns the import graph of esbuild's metafile around: file → the
// files that import it, named from the project folder.
func importersOf(metafile string) map[string][]string {
	var meta struct {
		Inputs map[string]struct{ Imports []struct{ Path string } }
	}
	_ = json.Unmarshal([]byte(metafile), &meta) // esbuild wrote it
	importers := map[string][]string{}
	for file, input := range meta.Inputs {
		for _, i := range input.Imports {
			importers[i.Path] = append(importers[i.Path], file)
		}
	}
	return importers
}

// reaching is the set of files that import a file, itself included.
func reaching(importers map[string][]string, file string) map[string]bool {
	seen := map[string]bool{file: true}
	for queue := []string{file}; len(queue) > 0; queue = queue[1:] {
		for _, by := range importers[queue[0]] {
			if !seen[by] {
				seen[by] = true
				queue = append(queue, by)
			}
		}
	}
	return seen
}

func (r *run) diagnostics(errs []api.Message) []diag.Diagnostic {
	var out []diag.Diagnostic
	for _, e := range errs {
		out = append(out, r.diagnostic(e))
	}
	return out
}

// diagnostic words one message of esbuild: the sentence with its place, and
// the code frame as a note.
func (r *run) diagnostic(e api.Message) diag.Diagnostic {
	d := diag.Diagnostic{Code: "build-error", Severity: diag.Error, Stage: diag.StageBuild, Message: e.Text}
	switch {
	case strings.HasPrefix(e.Text, "Could not resolve"):
		d.Code = "module-not-found"
		if spec := between(e.Text, `"`, `"`); spec != "" {
			d.Message = unresolved(spec)
			d.Next = fmt.Sprintf("Module not found: Can't resolve '%s'", spec)
		}
	case strings.HasPrefix(e.Text, "signalbox does not have"):
		d.Code = "unsupported-module"
	case strings.HasPrefix(e.Text, "Expected") || strings.HasPrefix(e.Text, "Unexpected") || strings.HasPrefix(e.Text, "Unterminated"):
		d.Code = "syntax-error"
	}
	if e.Location != nil {
		pos := diag.Pos{File: filepath.ToSlash(e.Location.File), Line: e.Location.Line, Column: e.Location.Column + 1}
		d.Spans = []diag.Span{{Pos: pos, EndLine: pos.Line, EndColumn: pos.Column + e.Location.Length}}
		if frame := r.frame(pos, e.Location.LineText); frame != "" {
			d.Notes = append(d.Notes, frame)
		}
	}
	for _, n := range e.Notes {
		d.Notes = append(d.Notes, n.Text)
	}
	return d
}

// unresolved says what was looked for in place of an import, and what to do.
func unresolved(spec string) string {
	switch {
	case strings.HasSuffix(spec, ".node"):
		return fmt.Sprintf("cannot load %q: it is a native addon, and signalbox runs JavaScript only", spec)
	case strings.HasPrefix(spec, ".prisma/"):
		return fmt.Sprintf("cannot resolve %q: `npx prisma generate` writes it", spec)
	case strings.HasPrefix(spec, "./") || strings.HasPrefix(spec, "../") || strings.HasPrefix(spec, "/"):
		return fmt.Sprintf("cannot resolve %q: there is no such file", spec)
	case strings.HasPrefix(spec, "@/") || strings.HasPrefix(spec, "~") || strings.HasPrefix(spec, "#"):
		return fmt.Sprintf("cannot resolve %q: no file is there under the paths of tsconfig.json or the imports of package.json", spec)
	default:
		return fmt.Sprintf("cannot resolve %q: node_modules has no such package or part of one; install the project's packages", spec)
	}
}

func between(s, left, right string) string {
	_, s, _ = strings.Cut(s, left)
	s, _, _ = strings.Cut(s, right)
	return s
}

// frame draws the lines around a place.
func (r *run) frame(pos diag.Pos, line string) string {
	src, err := fs.ReadFile(r.fsys, pos.File)
	if err != nil {
		src = []byte(strings.Repeat("\n", max(pos.Line-1, 0)) + line)
	}
	return diag.Frame(pos, src)
}
