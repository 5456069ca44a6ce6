package scan

import (
	"fmt"
	"path"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
	"signalbox/engine/route"
)

// refused adds an error for which Next refuses the tree at a stage.
func (b *builder) refused(stage diag.Stage, d diag.Diagnostic) {
	d.Severity, d.Stage = diag.Error, stage
	b.report(d)
}

// warn adds something that Next accepts.
func (b *builder) warn(d diag.Diagnostic) {
	d.Severity = diag.Warning
	b.report(d)
}

// report adds a diagnostic, with a URL of its path where it has no witness.
func (b *builder) report(d diag.Diagnostic) {
	if d.Witness == "" && d.Path != "" {
		d.Witness = witness(d.Path)
	}
	b.problems = append(b.problems, d)
}

// fileSpan is the place of a file as a whole.
func fileSpan(file, label string) diag.Span {
	return diag.Span{Pos: diag.Pos{File: file}, Label: label}
}

// at is the place of an exported name in the file that writes the export.
func (b *builder) at(file string, e *jslit.Export, label string) diag.Span {
	return b.span(file, e.Start, e.End, label)
}

// witness returns a URL path that a route path matches.
func witness(routePath string) string {
	return route.Parse(routePath).Witness()
}

// renameFolder is the fix that gives a folder another name.
func renameFolder(d *dir, name string) *diag.Fix {
	return &diag.Fix{
		Title: fmt.Sprintf("rename %s to %s", d.name, name),
		Edits: []diag.Edit{{Op: diag.Rename, File: d.path, To: path.Dir(d.path) + "/" + name}},
	}
}

// deleteFile is the fix that removes a file.
func deleteFile(file string) *diag.Fix {
	return &diag.Fix{Title: "delete " + file, Edits: []diag.Edit{{Op: diag.Delete, File: file}}}
}

// moveFile is the fix that puts a file elsewhere.
func moveFile(from, to string) *diag.Fix {
	return &diag.Fix{Title: "move it to " + to, Edits: []diag.Edit{{Op: diag.Rename, File: from, To: to}}}
}

// createFile is the fix that adds a file.
func createFile(file, text string) *diag.Fix {
	return &diag.Fix{Title: "create " + file, Edits: []diag.Edit{{Op: diag.Create, File: file, Text: text}}}
}

// replace is the fix that changes a stretch of a file.
func replace(title, file string, start, end int, text string) *diag.Fix {
	return &diag.Fix{Title: title, Edits: []diag.Edit{{Op: diag.Replace, File: file, Start: start, End: end, Text: text}}}
}

// listed joins texts as a sentence does: "a, b and c".
func listed(items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	return strings.Join(items[:len(items)-1], ", ") + " and " + items[len(items)-1]
}

// entryName is a row's entry as Next's messages write it: "/(g)/a/page".
func (r *row) entryName() string {
	switch r.Kind {
	case route.Page:
		return r.app + "/page"
	case route.Handler:
		return r.app + "/route"
	case route.Metadata:
	}
	base := r.Path[strings.LastIndexByte(r.Path, '/')+1:]
	return r.app + "/" + base + "/route"
}

// kindName is a row's kind as Next's messages write it.
func (r *row) kindName() string {
	switch r.Kind {
	case route.Page:
		return "page"
	case route.Handler:
		return "route"
	case route.Metadata:
	}
	return "metadata"
}
