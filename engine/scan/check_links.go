package scan

import (
	"fmt"
	"io/fs"
	"os"
	"path"

	"signalbox/engine/diag"
	"signalbox/engine/route"
)

// identity returns what tells whether two names are one file, nil where the file
// system does not say.
func identity(fsys fs.FS, name string) fs.FileInfo {
	f, err := fsys.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil
	}
	return info
}

// checkLinks reports links that lead in a circle, and two handlers that are one
// file on the disk (NEXT-FACTS A11). Pages may be one file.
func (b *builder) checkLinks() {
	b.tree.root.each(func(d *dir) {
		for _, name := range d.loops {
			file := d.path + "/" + name
			b.refused(diag.StageBuild, diag.Diagnostic{
				Code:    LinkLoop,
				Message: fmt.Sprintf("%s is a link that leads in a circle, and Next follows it until the system refuses", file),
				Next:    "ELOOP: too many symbolic links encountered, stat",
				Spans:   []diag.Span{fileSpan(file, "")},
				Fix:     deleteFile(file),
			})
		}
	})
	for i, r := range b.rows {
		if r.Kind == route.Handler && b.behindLink(r) {
			b.checkTwin(i)
		}
	}
}

// behindLink reports whether a link leads to the file of a row.
func (b *builder) behindLink(r *row) bool {
	if l := b.rd.listings[r.dir.path]; l != nil && contains(l.linked, path.Base(r.File)) {
		return true
	}
	for d := r.dir; d != nil; d = d.parent {
		if d.linked {
			return true
		}
	}
	return false
}

// checkTwin looks for another row that is made of the same file.
func (b *builder) checkTwin(i int) {
	r := b.rows[i]
	own := identity(b.rd.fsys, r.File)
	for j, o := range b.rows {
		if own == nil || j == i || o.Kind != r.Kind || j < i && b.behindLink(o) {
			continue
		}
		if other := identity(b.rd.fsys, o.File); other == nil || !os.SameFile(own, other) {
			continue
		}
		b.refused(diag.StageBuild, diag.Diagnostic{
			Code: OneFile, Path: r.Path,
			Message: fmt.Sprintf("%s and %s are one file, and Next compiles it under one name for both routes", o.File, r.File),
			Next:    "Two or more assets with different content were emitted to the same output path",
			Spans:   []diag.Span{fileSpan(r.File, "a link"), fileSpan(o.File, "")},
		})
		return
	}
}
