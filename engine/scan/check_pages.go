package scan

import (
	"fmt"
	"slices"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/route"
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
		b.checkMetadataTwice(file, r.Path, "metadata", "generateMetadata")
		b.checkMetadataTwice(file, r.Path, "viewport", "generateViewport")
	}
	b.checkPageTypes(r)
	if b.rd.parse(r.File).mod != nil {
		b.checkStaticParams(r)
	}
	b.checkOutputExport(r)
}

// checkDefault reports a page, a layout or a metadata module that has no
// default export.
func (b *builder) checkDefault(file, kind, path string) {
	f := b.rd.parse(file)
	if f.mod == nil || f.mod.Fault != nil || !isScript(file) {
		return
	}
	n := b.exportsOf(file)
	if n.get("default") != nil || n.open && len(f.mod.Stars) == 0 {
		return
	}
	next := fmt.Sprintf("The default export is not a React Component in \"%s/%s\"", strings.TrimSuffix(path, "/"), kind)
	if kind == "metadata module" {
		next = "Export default doesn't exist in target module"
	}
	d := diag.Diagnostic{
		Code: MissingDefault, Path: path,
		Message: fmt.Sprintf("%s has no default export; Next calls nothing else of a %s", file, kind),
		Next:    next, Spans: []diag.Span{fileSpan(file, "")},
	}
	if kind != "metadata module" && b.typeChecked(file) {
		d.Next = fmt.Sprintf("Type 'typeof import(\"%s\")' does not satisfy the constraint", importName(file))
		if f := b.rd.parse(file); !f.mod.ESM {
			d.Next = fmt.Sprintf("File './%s' is not a module.", file)
		}
	} else if kind != "metadata module" && !b.prerendered(file) {
		b.warn(d)
		return
	}
	b.refused(diag.StageBuild, d)
}

// prerendered reports whether the build renders a page that the file is part
// of, and so meets what is wrong with it.
func (b *builder) prerendered(file string) bool {
	return slices.ContainsFunc(b.rows, func(r *row) bool {
		return r.Kind == route.Page && r.Render != route.Dynamic && (r.File == file || slices.Contains(r.Layouts, file) ||
			slices.ContainsFunc(r.entries, func(e *row) bool { return e.File == file }))
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
