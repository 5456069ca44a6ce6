package scan

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// bigTree writes a project of about n files on disk: in every ten a handler,
// two pages, a layout and components beside them, as real applications have.
func bigTree(b *testing.B, n int) string {
	b.Helper()
	dir := b.TempDir()
	write := func(name, text string) {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	component := "export function Part({ title }: { title: string }) {\n  return <section><h2>{title}</h2><p>It's fine</p></section>\n}\n"
	page := "import { Part } from './part'\n\nexport default async function Page({ params }: { params: Promise<{ id: string }> }) {\n" +
		"  const { id } = await params\n  return (\n    <main className=\"grid\">\n      <Part title={`item ${id}`} />\n    </main>\n  )\n}\n"
	handler := "import { NextRequest } from 'next/server'\n\nexport async function GET(req: NextRequest, ctx: { params: Promise<{ id: string }> }) {\n" +
		"  const { id } = await ctx.params\n  return Response.json({ id, q: req.nextUrl.searchParams.get('q') })\n}\n\nexport async function POST(req: NextRequest) {\n  return Response.json(await req.json(), { status: 201 })\n}\n"
	write("app/layout.tsx", "export default function L({ children }: { children: React.ReactNode }) {\n  return <html><body>{children}</body></html>\n}\n")
	for i := range n / 10 {
		base := fmt.Sprintf("app/(area%d)/section%d/part%d", i%7, i%40, i)
		write(base+"/page.tsx", page)
		write(base+"/[id]/page.tsx", page)
		write(fmt.Sprintf("app/api/v%d/thing%d/[id]/route.ts", i%5, i), handler)
		write(base+"/layout.tsx", "export default function L({ children }: { children: React.ReactNode }) {\n  return <>{children}</>\n}\n")
		for j := range 6 {
			write(fmt.Sprintf("%s/part%d.tsx", base, j), component)
		}
	}
	return dir
}

// BenchmarkScan scans a project of 10,000 files and says how much longer that
// takes than a bare walk of it in the same run.
func BenchmarkScan(b *testing.B) {
	dir := bigTree(b, 10000)
	fsys := os.DirFS(dir)
	var walks time.Duration
	for b.Loop() {
		b.StopTimer()
		start := time.Now()
		_ = fs.WalkDir(fsys, ".", func(string, fs.DirEntry, error) error { return nil })
		walks += time.Since(start)
		b.StartTimer()
		if _, err := Scan(fsys, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(walks), "x-walk")
}

// BenchmarkUpdate changes one handler in a project of 1,000 routes.
func BenchmarkUpdate(b *testing.B) {
	dir := bigTree(b, 3400)
	fsys := os.DirFS(dir)
	r, err := Scan(fsys, Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if r, err = r.Update(fsys, 2, []string{"app/api/v0/thing0/[id]/route.ts"}, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(r.Table.Routes)), "routes")
}
