package workspace

import (
	"fmt"
	"testing"

	"github.com/spf13/afero"
)

// BenchmarkFiles lists a tree of 10,000 files on disk through a snapshot, which
// is the walk that every scan begins with.
func BenchmarkFiles(b *testing.B) {
	dir := b.TempDir()
	for i := range 1000 {
		for k := range 10 {
			write(b, dir, fmt.Sprintf("app/s%d/r%d/part%d.tsx", i/50, i, k), "x")
		}
	}
	p, err := Open(afero.NewOsFs(), dir)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		files, err := p.Snapshot().Files("app")
		if err != nil || len(files) != 10_000 {
			b.Fatal(len(files), err)
		}
	}
}

// BenchmarkWrite is one key press in an editor: the edit, its step of undo, and
// the snapshot that follows.
func BenchmarkWrite(b *testing.B) {
	mem := afero.NewMemMapFs()
	for i := range 1000 {
		if err := afero.WriteFile(mem, fmt.Sprintf("/p/app/r%d/route.ts", i), []byte("x"), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	p, err := Open(mem, "/p")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := p.Write("app/r1/route.ts", fmt.Sprintf("export const n = %d", i)); err != nil {
			b.Fatal(err)
		}
		_ = p.Snapshot()
	}
}
