package engine

import (
	"context"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"signalbox/engine/jsrt"
	"signalbox/engine/route"
)

// pageReads tells which pages read the request through what they import. Each
// page and each layout is bundled from the functions that render it, client
// components left out; esbuild drops what those do not reach, so a call of
// cookies() that is left is one that rendering may come to. Nothing is run.
type pageReads struct {
	program *jsrt.Program // nil where there is nothing to look into
}

// What renders a page.
var renders = []string{"default", "generateMetadata", "generateViewport"}

func (o *outliner) newReads(ctx context.Context, routes []*route.Route) *pageReads {
	p := &pageReads{}
	var files []string
	for _, r := range routes {
		if mayRead(r) {
			files = append(files, pageFiles(r)...)
		}
	}
	slices.Sort(files)
	files = slices.DeleteFunc(slices.Compact(files), func(file string) bool {
		text, err := fs.ReadFile(o.tree.src, file)
		return err != nil || !imports.Match(text)
	})
	if len(files) == 0 {
		return p
	}
	options := bundleOptions(o.tree.env.Vars, o.tree.cfg)
	options.Only = renders
	program, err := o.tree.engine.making.build(ctx, o.tree.src, o.tree.src.Dir(), files, options)
	if err != nil {
		o.note("what pages read through their imports is not known: %v", err)
		return p
	}
	p.program = program
	return p
}

// imports finds files that import anything that may lie in the project.
var imports = regexp.MustCompile(`(?m)^\s*(import|export)\b[^'"]*['"]|\bfrom\s*['"]`)

// mayRead reports whether reading the request would change how a page is made.
func mayRead(r *route.Route) bool {
	return r.Kind == route.Page && r.Render != route.Dynamic && !readSegment(r).forced()
}

// pageFiles are the files that are rendered with a page: not-found.* too, which
// stands ready in the layout above it.
func pageFiles(r *route.Route) []string { return slices.Concat(r.Layouts, r.Special, []string{r.File}) }

// of reports whether one of a page's files reaches a function that reads the
// request.
func (p *pageReads) of(r *route.Route) bool {
	return mayRead(r) && slices.ContainsFunc(pageFiles(r), func(file string) bool {
		code, ok := p.code(file)
		return ok && requestReads.MatchString(code)
	})
}

// code is what is left of a file with what it imports. ok is false for a file that
// was not bundled, or could not be.
func (p *pageReads) code(file string) (code string, ok bool) {
	if p.program == nil {
		return "", false
	}
	if _, bad := p.program.Faults[file]; bad {
		return "", false
	}
	entry, ok := p.program.Entries[file]
	var b strings.Builder
	p.write(&b, entry, map[string]bool{})
	return b.String(), ok
}

// write adds a module and those that it imports, each once.
func (p *pageReads) write(b *strings.Builder, name string, seen map[string]bool) {
	if seen[name] {
		return
	}
	seen[name] = true
	code := p.program.Modules[name].Code
	b.WriteString(code)
	for _, m := range chunkImport.FindAllStringSubmatch(code, -1) {
		p.write(b, joined(name, m[1]), seen)
	}
}

var (
	// requestReads is an import of what only a request can tell, as esbuild writes
	// it and as the bundle leaves it.
	requestReads = regexp.MustCompile(`import\s*\{[^}]*\b(?:cookies|headers|connection|unstable_noStore)\b[^}]*\}\s*from\s*"next/(?:headers|server|cache)"` +
		`|from\s*"next/(?:headers|server|cache)";[^\n]*\.(?:cookies|headers|connection|unstable_noStore)\b`)
	chunkImport = regexp.MustCompile(`(?:from|import)\s*"(\.{1,2}/[^"]+)"`)
)

// joined is a relative import of a module, as a module's name.
func joined(from, spec string) string {
	segments := strings.Split(from, "/")
	segments = segments[:len(segments)-1]
	for part := range strings.SplitSeq(spec, "/") {
		switch part {
		case ".":
		case "..":
			segments = segments[:max(len(segments)-1, 0)]
		default:
			segments = append(segments, part)
		}
	}
	return strings.Join(segments, "/")
}
