package bundle_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"signalbox/engine/bundle"
)

// BenchmarkEdit is the way from a changed handler to a program, on a project of
// so many routes.
func BenchmarkEdit(b *testing.B) {
	for _, routes := range []int{10, 1000} {
		b.Run(fmt.Sprint(routes), func(b *testing.B) {
			tree := fstest.MapFS{"lib/db.ts": {Data: []byte(`export const rows: number[] = [1, 2, 3]`)}}
			var entries []string
			for i := range routes {
				name := fmt.Sprintf("app/r%d/route.ts", i)
				tree[name] = &fstest.MapFile{Data: fmt.Appendf(nil, "import { rows } from '../../lib/db'\nexport async function GET() { return Response.json({ n: %d, rows }) }", i)}
				entries = append(entries, name)
			}
			builder := bundle.New(bundle.Options{})
			if _, err := builder.Build(b.Context(), tree, "/p", entries); err != nil {
				b.Fatal(err)
			}
			edit := 0
			for b.Loop() {
				edit++
				tree[entries[0]] = &fstest.MapFile{Data: fmt.Appendf(nil, "export async function GET() { return Response.json(%d) }", edit)}
				if _, err := builder.Build(b.Context(), tree, "/p", entries); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
