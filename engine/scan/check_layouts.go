package scan

import (
	"fmt"
	"path"
	"strings"

	"signalbox/engine/diag"
)

// checkLayouts finds pages without any layout above them, and files of one
// convention with several extensions (NEXT-FACTS B2, A15).
func (b *builder) checkLayouts() {
	b.tree.root.each(func(d *dir) {
		if page := d.special[pageFile]; page != "" && !d.hasLayout() {
			b.missingLayout(page)
		}
		for _, names := range d.duplicates {
			b.duplicateExtension(names)
		}
		for i := range d.meta {
			if m := &d.meta[i]; m.beaten != "" {
				b.warn(diag.Diagnostic{
					Code:    DuplicateMetadata,
					Message: fmt.Sprintf("%s and %s make the same route; Next takes the file of bytes and never runs the module", m.file, m.beaten),
					Spans:   []diag.Span{fileSpan(m.file, "never runs"), fileSpan(m.beaten, "is served")},
					Fix:     deleteFile(m.file),
				})
			}
		}
	})
}

func (d *dir) hasLayout() bool {
	for ; d != nil; d = d.parent {
		if d.special[layoutFile] != "" {
			return true
		}
	}
	return false
}

func (b *builder) missingLayout(page string) {
	short := strings.TrimPrefix(page, b.project.app+"/")
	ext := path.Ext(page)
	text := "export default function RootLayout({ children }) {\n  return (\n    <html lang=\"en\">\n      <body>{children}</body>\n    </html>\n  )\n}\n"
	if ext == ".tsx" || ext == ".ts" {
		ext = ".tsx"
		text = strings.Replace(text, "{ children }", "{ children }: { children: React.ReactNode }", 1)
	}
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code:    MissingRootLayout,
		Message: fmt.Sprintf("%s has no layout above it; a page needs one that renders <html> and <body>", page),
		Next:    short + " doesn't have a root layout. To fix this error, make sure every page has a root layout.",
		Spans:   []diag.Span{fileSpan(page, "")},
		Fix:     createFile(b.project.app+"/layout"+ext, text),
	})
}

func (b *builder) duplicateExtension(names []string) {
	d := diag.Diagnostic{
		Code:    DuplicateExtension,
		Message: fmt.Sprintf("%s lie in one folder and mean the same; Next takes %s here and ignores the rest without a word", listed(names), names[0]),
		Fix:     deleteFile(names[len(names)-1]),
	}
	for i, name := range names {
		label := "ignored"
		if i == 0 {
			label = "the one that counts"
		}
		d.Spans = append(d.Spans, fileSpan(name, label))
	}
	b.warn(d)
}
