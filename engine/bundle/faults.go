package bundle

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"signalbox/engine/diag"
	"signalbox/engine/jsrt"
)

// notes is what the plugin's callbacks write down, from several goroutines.
type notes struct {
	mu      sync.Mutex
	imports map[string][]string // importer → files
}

func (n *notes) add(importer, file string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.imports[importer] = append(n.imports[importer], file)
}

// faults gives every entry that reaches a faulty file a Fault, and answers
// which entries these are. Where no place is known, all entries are at fault:
// the loop of Build must get shorter with each round.
func (r *run) faults(p *jsrt.Program, entries []string, errs []api.Message) map[string]bool {
	at := map[string][]diag.Diagnostic{}
	for _, e := range errs {
		file := ""
		if e.Location != nil {
			file = filepath.Join(r.dir, filepath.FromSlash(e.Location.File))
		}
		at[file] = append(at[file], r.diagnostic(e))
	}
	bad := map[string]bool{}
	for _, entry := range entries {
		var found []diag.Diagnostic
		for file := range r.reached(filepath.Join(r.dir, filepath.FromSlash(entry))) {
			found = append(found, at[file]...)
		}
		if len(found) > 0 {
			p.Faults[entry] = jsrt.Fault{Diagnostics: append(found, at[""]...)}
			bad[entry] = true
		}
	}
	if len(bad) == 0 {
		for _, entry := range entries {
			p.Faults[entry] = jsrt.Fault{Diagnostics: r.diagnostics(errs)}
			bad[entry] = true
		}
	}
	return bad
}

// reached is the set of files that an entry imports, itself included.
func (r *run) reached(entry string) map[string]bool {
	seen := map[string]bool{entry: true}
	for queue := []string{entry}; len(queue) > 0; queue = queue[1:] {
		for _, file := range r.notes.imports[queue[0]] {
			if !seen[file] {
				seen[file] = true
				queue = append(queue, file)
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
	case strings.HasPrefix(spec, ".") || strings.HasPrefix(spec, "/"):
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
