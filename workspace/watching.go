package workspace

import (
	"context"
	"path"
	"slices"
	"strings"

	"signalbox/workspace/watch"
)

// Watch follows the disk until ctx ends: each set of changes becomes a new
// revision. report is told where the system cannot watch all of it, and may be
// nil. A project that is not on the machine's own disk has nothing to watch.
func (p *Project) Watch(ctx context.Context, report func(error)) {
	if !p.disk.real {
		return
	}
	ignore := func(name string) bool { return Ignored(name) || strings.HasPrefix(name, tempPrefix) }
	sets := watch.Start(ctx, p.disk.dir, watch.Options{Ignore: ignore})
	go func() {
		for set := range sets {
			p.take(set, report)
		}
	}()
}

func (p *Project) take(set watch.Set, report func(error)) {
	if set.Err != nil && report != nil {
		report(set.Err)
	}
	switch {
	case set.All:
		p.DiskChanged()
	case len(set.Paths) > 0:
		p.DiskChanged(p.disk.names(set.Paths)...)
	}
}

// names maps paths below the folder on disk to names of the project.
func (d *disk) names(paths []string) []string {
	if d.mount == "" {
		return paths
	}
	names := slices.Clone(paths)
	for i, name := range names {
		names[i] = path.Join(d.mount, name)
	}
	return names
}
