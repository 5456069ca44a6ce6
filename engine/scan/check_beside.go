package scan

import (
	"fmt"
	"slices"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/route"
)

// checkBeside finds what clashes between the app folder and what lies beside
// it: the pages folder and public (NEXT-FACTS B1, B5).
func (b *builder) checkBeside() {
	if b.project.apart {
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code:    PagesAppApart,
			Message: fmt.Sprintf("%s and %s lie in different folders; Next wants them side by side", b.project.pages, b.project.app),
			Next:    "> `pages` and `app` directories should be under the same folder",
			Spans:   []diag.Span{fileSpan(b.project.pages, ""), fileSpan(b.project.app, "")},
		})
		return
	}
	b.checkPages()
	b.checkPublic()
	b.checkFrameOnly()
}

// checkFrameOnly reports a pages folder with nothing but _app, _document or
// _error: Next then makes the pages of errors with them and has compiled none of
// the three.
func (b *builder) checkFrameOnly() {
	if len(b.pages) == 0 || slices.ContainsFunc(b.pages, func(p Page) bool { return !isReserved(p.Path) }) {
		return
	}
	file := b.pages[0].File
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code: PagesFrameOnly, Spans: []diag.Span{fileSpan(file, "")},
		Message: fmt.Sprintf("%s frames pages, and %s has none; the build fails at its pages of errors", file, b.project.pages),
		Next:    "Error [PageNotFoundError]: Cannot find module for page: /_document",
		Fix:     deleteFile(file),
	})
}

// checkPages finds paths that both routers match.
func (b *builder) checkPages() {
	byPath := b.claims
	for _, p := range b.pages {
		rows := byPath[p.Path]
		if len(rows) == 0 || isReserved(p.Path) {
			continue
		}
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: PagesAppConflict, Path: p.Path, Witness: witness(p.Path),
			Message: fmt.Sprintf("%s and %s both match %s; a path belongs to one router", rows[0].File, p.File, p.Path),
			Next: "App Router and Pages Router both match path: " + p.Path + "\n" +
				"Next.js does not support having both App Router and Pages Router routes matching the same path. Please remove one of the conflicting routes.",
			Spans: []diag.Span{fileSpan(rows[0].File, "the App Router's"), fileSpan(p.File, "the Pages Router's")},
			Fix:   deleteFile(p.File),
		})
	}
}

// checkPublic finds files of public/ at the path of a route.
func (b *builder) checkPublic() {
	pages := make(map[string]Page, len(b.pages))
	for _, p := range b.pages {
		pages[p.Path] = p
	}
	byPath := b.claims
	nextFolder := false
	for _, file := range b.tree.public {
		path := "/" + file
		if strings.HasPrefix(file, "_next/") && !nextFolder {
			nextFolder = true
			b.publicNext(file)
		}
		if path == "/index" {
			path = "/"
		}
		if p, ok := pages[path]; ok {
			b.publicPage(p, file)
		}
		for _, r := range byPath["/"+file] {
			b.publicRoute(r, file)
		}
		b.publicAbove(file)
	}
}

// publicAbove reports a file of public/ where a folder would have to be for the
// path of a page of the pages folder: looking for the one below the other, the
// build ends.
func (b *builder) publicAbove(file string) {
	for _, p := range b.pages {
		if !strings.HasPrefix(p.Path, "/"+file+"/") {
			continue
		}
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: PublicPageConflict, Path: p.Path, Witness: witness(p.Path),
			Message: fmt.Sprintf("public/%s is a file, and Next looks below it for a file at %s, the path of %s", file, p.Path, p.File),
			Next:    "Error: ENOTDIR: not a directory, stat",
			Spans:   []diag.Span{fileSpan("public/"+file, ""), fileSpan(p.File, "")},
			Fix:     deleteFile("public/" + file),
		})
		return
	}
}

func (b *builder) publicNext(file string) {
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code:    PublicNextFolder,
		Message: "public/_next hides the files that Next itself serves below /_next",
		Next: "You can not have a '_next' folder inside of your public folder. This conflicts with the internal '/_next' route. " +
			"https://nextjs.org/docs/messages/public-next-folder-conflict",
		Path: "/_next", Witness: "/" + file,
		Spans: []diag.Span{fileSpan("public/"+file, "")},
	})
}

func (b *builder) publicPage(p Page, file string) {
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code: PublicPageConflict, Path: p.Path, Witness: p.Path,
		Message: fmt.Sprintf("public/%s and %s both answer %s", file, p.File, p.Path),
		Next:    "Conflicting public and page file was found. https://nextjs.org/docs/messages/conflicting-public-file-page\n" + p.Path,
		Spans:   []diag.Span{fileSpan(p.File, ""), fileSpan("public/"+file, "")},
		Fix:     deleteFile("public/" + file),
	})
}

// publicRoute warns of a file that is served in place of a route. Only dev
// refuses it.
func (b *builder) publicRoute(r *row, file string) {
	if r.Kind == route.Metadata && !r.Meta.Code && r.Meta.Type == "favicon" {
		return // dev and start agree to serve one of two icons
	}
	b.warn(diag.Diagnostic{
		Code: PublicFileConflict, Stage: diag.StageDev, Path: r.Path, Witness: r.Path,
		Message: fmt.Sprintf("public/%s is served at %s, so %s never answers there", file, r.Path, r.File),
		Next: "A conflicting public file and page file was found for path " + r.Path +
			" https://nextjs.org/docs/messages/conflicting-public-file-page",
		Spans: []diag.Span{fileSpan(r.File, "never answers"), fileSpan("public/"+file, "is served")},
		Fix:   deleteFile("public/" + file),
	})
}
