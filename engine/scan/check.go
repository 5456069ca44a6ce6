package scan

import (
	"slices"

	"signalbox/engine/diag"
)

// structure is what the checks of the structure found, with what they depend
// on: the names of all files in the walk (unless a folder was listed anew and
// differs), the paths that the code of metadata files decides, and the options
// below. An edit within a file changes none of that, so Update takes it over.
type structure struct {
	paths    []string
	loose    bool
	problems []diag.Diagnostic
	dropped  []string
}

// check runs all checks, those of the structure first.
func (b *builder) check() {
	b.checkStructure()
	b.checkFiles()
	b.checkLinks()
	b.checkImages()
	b.checkRendering()
	b.checkProxy()
	b.checkPagesFiles()
	b.checkInstrumentation()
	b.checkTSConfig()
}

func (b *builder) checkStructure() {
	s := &structure{loose: b.config.LooseRouteMatching}
	for _, r := range b.rows {
		s.paths = append(s.paths, r.Path, r.File)
	}
	if old := b.rd.old; !b.rd.moved && old.layout != nil && old.layout.loose == s.loose && slices.Equal(old.layout.paths, s.paths) {
		b.layout = old.layout
		b.problems = append(b.problems, old.layout.problems...)
		for _, r := range b.rows {
			r.dropped = slices.Contains(old.layout.dropped, r.Path)
		}
		return
	}
	b.claims = groupClaims(b.rows)
	before := len(b.problems)
	b.checkPaths()
	b.checkSorter()
	b.checkBeside()
	b.checkLayouts()
	b.checkSlots()
	b.checkShadowed()
	s.problems = slices.Clone(b.problems[before:])
	for _, r := range b.rows {
		if r.dropped {
			s.dropped = append(s.dropped, r.Path)
		}
	}
	b.layout = s
}
