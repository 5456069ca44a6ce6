package scan

import (
	"bytes"
	"fmt"
	"slices"

	"signalbox/engine/diag"
)

// checkPage looks at a page with its layouts.
func (b *builder) checkPage(r *row, seen map[string]bool) {
	for _, file := range append(slices.Clone(r.Layouts), r.File) {
		if seen[file] {
			continue
		}
		seen[file] = true
		kind := "layout"
		if file == r.File {
			kind = "page"
		}
		if !b.checkText(file) {
			continue
		}
		b.checkReexports(file, r.Path)
		b.checkDefault(file, kind, r.Path)
		b.checkSegment(file, r.Path, kind)
		b.checkUseCache(file, r.Path)
		b.checkClientExports(file, r.Path)
		b.checkClientImports(file, r.Path)
		b.checkMatching(r, file)
		b.checkStaticParams(r, file)
		b.checkMetadataTwice(file, r.Path, "metadata", "generateMetadata")
		b.checkMetadataTwice(file, r.Path, "viewport", "generateViewport")
	}
	b.checkLoader(r)
	b.checkPageTypes(r)
	b.checkOutputExport(r)
}

// checkLoader reports a page in another language than JavaScript (page.mdx)
// where the config plainly has no loader for it: it takes nothing from other
// modules and has no rules of its own.
func (b *builder) checkLoader(r *row) {
	if isScript(r.File) {
		return
	}
	var source []byte
	if b.project.config != "" {
		m := b.rd.parse(b.project.config).mod
		if m == nil || len(m.Sources) > 0 {
			return
		}
		source = m.Source()
	}
	for _, word := range []string{"mdxRs", "turbopack", "rules", "loader", "webpack", "require", "import("} {
		if bytes.Contains(source, []byte(word)) {
			return
		}
	}
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code: MissingLoader, Path: r.Path, Spans: []diag.Span{fileSpan(r.File, "")},
		Message: fmt.Sprintf("%s is no JavaScript, and next.config has no loader for it", r.File),
		Next:    "Expected process result to be a module, but it could not be processed",
	})
}

// checkModule reports a metadata module without a default export.
func (b *builder) checkModule(r *row) {
	if b.componentOf(r.File) != noDefault {
		return
	}
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code: MissingDefault, Path: r.Path, Message: noDefault.sentence(r.File, "metadata module"),
		Next: "Export default doesn't exist in target module", Spans: []diag.Span{fileSpan(r.File, "")},
	})
}

// checkErrorFiles reports error files that are no client components.
func (b *builder) checkErrorFiles(d *dir) {
	for _, kind := range []special{errorFile, globalErrorFile} {
		file := d.special[kind]
		if file == "" || kind == globalErrorFile && d.parent != nil {
			continue
		}
		f := b.rd.parse(file)
		if f.mod == nil || f.mod.Fault != nil || f.mod.Has("use client") || !d.holdsPage() && kind == errorFile {
			continue
		}
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code:    ErrorNotClient,
			Message: fmt.Sprintf("%s has to be a client component; it lacks 'use client' at its top", file),
			Next:    file + " must be a Client Component. Add the \"use client\" directive the top of the file to resolve this issue.",
			Spans:   []diag.Span{{Pos: diag.Pos{File: file, Line: 1, Column: 1}}},
			Fix:     replace("add 'use client'", file, 0, 0, "'use client'\n\n"),
		})
	}
}

// checkMetadataTwice reports a page or layout that gives its metadata in both
// ways.
func (b *builder) checkMetadataTwice(file, path, object, function string) {
	m := b.rd.parse(file).mod
	x, y := m.Export(object), m.Export(function)
	if x == nil || y == nil {
		return
	}
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code: MetadataTwice, Path: path,
		Message: fmt.Sprintf("%s exports both %s and %s; keep one of them", file, object, function),
		Next: fmt.Sprintf("%q and %q cannot be exported at the same time, please keep one of them. "+
			"Read more: https://nextjs.org/docs/app/api-reference/file-conventions/metadata", object, function),
		Spans: []diag.Span{b.at(file, y, ""), b.at(file, x, "")},
	})
}

// clientOnly are the imports that only a client component may have.
var clientOnly = map[string][]string{
	"react": {
		"Component", "createContext", "PureComponent", "useActionState", "useDeferredValue", "useEffect", "useEffectEvent",
		"useImperativeHandle", "useInsertionEffect", "useLayoutEffect", "useOptimistic", "useReducer", "useRef", "useState",
		"useSyncExternalStore", "useTransition",
	},
	"react-dom": {"flushSync", "useFormState", "useFormStatus"},
	"next/navigation": {
		"useParams", "usePathname", "useRouter", "useSearchParams", "useSelectedLayoutSegment", "useSelectedLayoutSegments",
		"useServerInsertedHTML",
	},
}

// checkClientImports reports a server component that imports a hook.
func (b *builder) checkClientImports(file, path string) {
	m := b.rd.parse(file).mod
	if m.Has("use client") {
		return
	}
	for _, i := range m.Imports {
		if i.TypeOnly || !slices.Contains(clientOnly[i.From], i.Imported) {
			continue
		}
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: ClientImport, Path: path,
			Message: fmt.Sprintf("%s is a server component and imports %s, which only a client component may use", file, i.Imported),
			Next:    clientImportText(i.Imported),
			Spans:   []diag.Span{b.span(file, i.Start, i.Start+len(i.Local), "")},
			Fix:     replace("add 'use client'", file, 0, 0, "'use client'\n\n"),
		})
	}
}

// clientImportText is what Next says of an import that only a client component
// may have.
func clientImportText(name string) string {
	if name == "Component" {
		return "You’re importing a class component. It only works in a Client Component but none of its parents are marked with \"use client\", " +
			"so they're Server Components by default."
	}
	return fmt.Sprintf("You're importing a module that depends on `%s` into a React Server Component module. This API is only available in Client Components. "+
		"To fix, mark the file (or its parent) with the `\"use client\"` directive.", name)
}

// serverOnly are the exports that a client component can't have.
var serverOnly = [...]string{"metadata", "generateMetadata", "viewport", "generateViewport", "generateStaticParams"}

// checkClientExports reports exports of a client component that only the
// server reads.
func (b *builder) checkClientExports(file, path string) {
	f := b.rd.parse(file)
	if !f.mod.Has("use client") {
		return
	}
	for _, text := range serverOnly {
		e := f.mod.Export(text)
		if e == nil {
			continue
		}
		next := fmt.Sprintf("You are attempting to export \"%s\" from a component marked with \"use client\", which is disallowed.", text)
		if text == "generateStaticParams" {
			next = "Next.js can't recognize the exported `generateStaticParams` field in route. App pages cannot use both \"use client\" and export function \"generateStaticParams()\"."
		}
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: ClientServerExport, Path: path,
			Message: fmt.Sprintf("%s is a client component and exports %s, which only the server can read", file, text),
			Next:    next, Spans: []diag.Span{b.at(file, e, "")},
		})
	}
}
