package scan

import (
	"bytes"
	"fmt"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/route"
)

// checkPagesFiles looks at the files of the pages folder: whether each parses,
// and whether a page exports a component.
func (b *builder) checkPagesFiles() {
	var lost []Page
	for _, p := range b.pages {
		if !b.checkText(p.File) || p.API || isReserved(p.Path) || b.otherwise(p.File) {
			continue
		}
		b.checkReexports(p.File, p.Path)
		b.checkDataFunctions(p)
		b.checkPagesRun(p)
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

// checkDataFunctions reports functions of a page of the pages folder that don't
// go together.
func (b *builder) checkDataFunctions(p Page) {
	n := b.exportsOf(p.File)
	has := func(name string) bool { return n.get(name) != nil }
	next := ""
	switch dynamic := route.IsDynamic(p.Path); {
	case (has("getStaticProps") || has("getStaticPaths")) && has("getServerSideProps"):
		next = "You can not use getStaticProps or getStaticPaths with getServerSideProps. To use SSG, please remove getServerSideProps"
	case has("getStaticProps") && has("getStaticPaths") && !dynamic:
		next = fmt.Sprintf("getStaticPaths can only be used with dynamic pages, not '%s'.\nLearn more: https://nextjs.org/docs/routing/dynamic-routes", p.Path)
	case has("getStaticProps") && !has("getStaticPaths") && dynamic && !n.open:
		next = fmt.Sprintf("getStaticPaths is required for dynamic SSG pages and is missing for '%s'.\nRead more: https://nextjs.org/docs/messages/invalid-getstaticpaths-value", p.Path)
	default:
		return
	}
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code: DataFunctions, Path: p.Path, Witness: witness(p.Path), Next: next, Spans: []diag.Span{fileSpan(p.File, "")},
		Message: fmt.Sprintf("the functions that %s exports for its data don't go together: %s", p.File, lowerFirst(strings.SplitN(next, "\n", 2)[0])),
	})
}

// checkPagesRun reports a page of the pages folder that throws at once, where
// the build renders it.
func (b *builder) checkPagesRun(p Page) {
	m, fn := b.rd.parse(p.File).mod, exportedFunc(b.rd.parse(p.File).mod, "default")
	n := b.exportsOf(p.File)
	if fn == nil || !throws(m, fn) || n.get("getServerSideProps") != nil || route.IsDynamic(p.Path) && n.get("getStaticPaths") != nil {
		return
	}
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code: FailingCode, Path: p.Path, Witness: witness(p.Path), Spans: []diag.Span{b.span(p.File, fn.Body.Start, 0, "")},
		Message: fmt.Sprintf("%s throws at once, and the build renders it", p.File),
		Next:    prerenderError(p.Path),
	})
}

// otherwise reports whether a plugin of the config gives a file of the pages
// folder another meaning: Nextra keeps its menus there, in _meta files.
func (b *builder) otherwise(file string) bool {
	if stemOf(file) != "_meta" || b.project.config == "" {
		return false
	}
	m := b.rd.parse(b.project.config).mod
	return m != nil && bytes.Contains(m.Source(), []byte("nextra"))
}

// invalidPage reports one of several pages without a component.
func (b *builder) invalidPage(p Page, several int) {
	page := "pages"
	if several == 1 {
		page = "page"
	}
	shown := strings.TrimSuffix("pages"+p.Path, "/")
	d := diag.Diagnostic{
		Code: NotAComponent, Path: p.Path, Witness: witness(p.Path), Spans: []diag.Span{fileSpan(p.File, "")},
		Message: fmt.Sprintf("%s does not export a component as its default", p.File),
		Next:    fmt.Sprintf("Build optimization failed: found %s without a React Component as default export in\n%s", page, shown),
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
// JSON with comments, or extends a file of the project that is not there: Next
// takes the aliases of imports from it.
func (b *builder) checkTSConfig() {
	for _, o := range b.resolver.orphans {
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code:    BrokenTSConfig,
			Message: fmt.Sprintf("%s extends %s, and there is no such file", o[0], o[1]),
			Next:    fmt.Sprintf("An issue occurred while parsing a tsconfig.json file.\nextends: \"%s\" doesn't resolve correctly", o[1]),
			Spans:   []diag.Span{fileSpan(o[0], "")},
		})
	}
	for _, file := range b.resolver.broken {
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code:    BrokenTSConfig,
			Message: fmt.Sprintf("%s can't be read: it is no JSON", file),
			Next:    "An issue occurred while parsing a tsconfig.json file.\ntsconfig is not parseable: invalid JSON",
			Spans:   []diag.Span{fileSpan(file, "")},
		})
	}
}
