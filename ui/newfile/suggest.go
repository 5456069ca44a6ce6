package newfile

import (
	"path"
	"strings"
)

// special is the names that the App Router gives a meaning, the usual first.
func special() []string {
	return []string{
		"route.ts", "page.tsx", "layout.tsx", "[id]/route.ts", "[...path]/route.ts", "not-found.tsx", "loading.tsx",
		"error.tsx", "template.tsx", "default.tsx", "forbidden.tsx", "unauthorized.tsx", "opengraph-image.tsx", "icon.tsx",
	}
}

// atRoot is the names that have a meaning in the app folder only.
func atRoot() []string {
	return []string{"sitemap.ts", "robots.ts", "manifest.ts", "global-error.tsx", "global-not-found.tsx"}
}

// Suggest lists the paths of special files that a typed text may be the
// beginning of, without those that are there.
func (t *Tree) Suggest(text string) []string {
	dir, begun := path.Split(strings.TrimLeft(text, "/"))
	names := special()
	switch strings.TrimSuffix(dir, "/") {
	case t.root:
		names = append(names, atRoot()...)
	case strings.TrimSuffix(path.Dir(t.root), "."):
		names = []string{"proxy.ts", "instrumentation.ts"}
	}
	var out []string
	for _, n := range names {
		if strings.HasPrefix(n, begun) && t.free(dir+n) == nil && !repeats(dir, n) {
			out = append(out, dir+n)
		}
	}
	return out
}

// repeats reports whether a name has the param of a folder above it again,
// which Next.js refuses.
func repeats(dir, name string) bool {
	folder, _, below := strings.Cut(name, "/")
	return below && strings.Contains("/"+dir, "/"+folder+"/")
}
