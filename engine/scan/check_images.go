package scan

import (
	"fmt"
	"io/fs"

	"signalbox/engine/diag"
	"signalbox/engine/metadata"
)

// checkImages looks into the static metadata images: their size, and whether
// Next can read the dimensions of those that a page shows (NEXT-FACTS B3).
func (b *builder) checkImages() {
	b.tree.root.each(func(d *dir) {
		for i := range d.meta {
			m := &d.meta[i]
			if m.beaten != "" || !m.name.IsImage() {
				continue
			}
			data, err := fs.ReadFile(b.rd.fsys, m.file)
			if err != nil {
				b.warn(diag.Diagnostic{
					Code: UnreadableFile, Message: fmt.Sprintf("%s could not be read: %s", m.file, reason(err)), Spans: []diag.Span{fileSpan(m.file, "")},
				})
				continue
			}
			b.checkImageSize(m, int64(len(data)))
			if d.rendered() {
				b.checkImageText(m, data)
			}
		}
	})
}

func (b *builder) checkImageSize(m *metaFile, size int64) {
	limit, title := m.name.MaxSize()
	if limit == 0 || size <= limit {
		return
	}
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code:    ImageTooBig,
		Message: fmt.Sprintf("%s has %.1f MB; %s images may have %d MB", m.file, float64(size)/(1<<20), title, limit>>20),
		Next: fmt.Sprintf("File size for %s image \"[project]/%s\" exceeds %dMB. (Current: %.1fMB)\n"+
			"https://nextjs.org/docs/app/api-reference/file-conventions/metadata/opengraph-image#image-files-jpg-png-gif",
			title, m.file, limit>>20, float64(size)/(1<<20)),
		Spans: []diag.Span{fileSpan(m.file, "")},
	})
}

func (b *builder) checkImageText(m *metaFile, data []byte) {
	cause := metadata.CheckImage(m.name.Ext, data)
	if cause == "" {
		return
	}
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code:    ImageUnreadable,
		Message: fmt.Sprintf("%s is shown by a page, and Next can't tell its width and height", m.file),
		Next:    "Processing image failed\n" + cause,
		Spans:   []diag.Span{fileSpan(m.file, "")},
	})
}
