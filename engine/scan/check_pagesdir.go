package scan

import (
	"fmt"
	"strings"

	"signalbox/engine/diag"
)

// checkPagesFiles looks at the files of the pages folder: whether each parses,
// and whether a page exports a component.
func (b *builder) checkPagesFiles() {
	var lost []Page
	for _, p := range b.pages {
		if !b.checkText(p.File) || p.API || isReserved(p.Path) {
			continue
		}
		b.checkReexports(p.File, p.Path)
		switch b.componentOf(p.File) {
		case noDefault, noComponent:
			lost = append(lost, p)
		case soundComponent, classComponent:
		}
	}
	for _, p := range lost {
		b.invalidPage(p, len(lost))
	}
}

// invalidPage reports one of several pages without a component.
func (b *builder) invalidPage(p Page, several int) {
	page := "pages"
	if several == 1 {
		page = "page"
	}
	route := strings.TrimSuffix("pages"+p.Path, "/")
	d := diag.Diagnostic{
		Code: NotAComponent, Path: p.Path, Witness: witness(p.Path), Spans: []diag.Span{fileSpan(p.File, "")},
		Message: fmt.Sprintf("%s does not export a component as its default", p.File),
		Next:    fmt.Sprintf("Build optimization failed: found %s without a React Component as default export in\n%s", page, route),
	}
	if b.typeChecked(p.File) {
		d.Next = fmt.Sprintf("Type 'typeof import(\"%s\")' does not satisfy the constraint", importName(p.File))
		if !b.rd.parse(p.File).mod.ESM {
			d.Next = fmt.Sprintf("File './%s' is not a module.", p.File)
		}
	}
	b.refused(diag.StageBuild, d)
}

// checkInstrumentation looks at the files that run before everything else. One
// that lies in the wrong folder is compiled, too.
func (b *builder) checkInstrumentation() {
	for _, side := range []string{".", "src"} {
		place := *b.project
		place.side = side
		for _, name := range []string{"instrumentation", "instrumentation-client"} {
			if file := place.sideFile(b.rd, name, b.config.PageExtensions); file != "" {
				b.checkText(file)
			}
		}
	}
}

// checkTSConfig reports a tsconfig.json or jsconfig.json that is no JSON, nor
// JSON with comments: Next takes the aliases of imports from it.
func (b *builder) checkTSConfig() {
	for _, file := range b.resolver.broken {
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code:    BrokenTSConfig,
			Message: fmt.Sprintf("%s can't be read: it is no JSON", file),
			Next:    "An issue occurred while parsing a tsconfig.json file.\ntsconfig is not parseable: invalid JSON",
			Spans:   []diag.Span{fileSpan(file, "")},
		})
	}
}
