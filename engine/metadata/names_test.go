package metadata

import "testing"

func TestParseName(t *testing.T) {
	exts := []string{"tsx", "ts", "jsx", "js"}
	tests := []struct {
		file string
		root bool
		want string // type, or "" for no metadata file
		code bool
	}{
		{"favicon.ico", true, "favicon", false},
		{"favicon.ico", false, "", false},
		{"favicon.png", true, "", false},
		{"robots.txt", true, "robots", false},
		{"robots.ts", true, "robots", true},
		{"robots.ts", false, "", false},
		{"manifest.json", true, "manifest", false},
		{"manifest.webmanifest", true, "manifest", false},
		{"sitemap.xml", false, "sitemap", false},
		{"sitemap.js", false, "sitemap", true},
		{"icon.png", false, "icon", false},
		{"icon1.tsx", false, "icon", true},
		{"icon10.png", false, "icon", false},
		{"icon.webp", false, "", false},
		{"apple-icon.svg", false, "", false},
		{"opengraph-image.gif", false, "opengraph-image", false},
		{"opengraph-image.alt.txt", false, "", false},
		{"twitter-image.tsx", false, "twitter-image", true},
		{"icons.png", false, "", false},
	}
	for _, tt := range tests {
		n, ok := ParseName(tt.file, tt.root, exts)
		if ok != (tt.want != "") || ok && (n.Type != tt.want || n.Code != tt.code) {
			t.Errorf("ParseName(%q, %v) = %+v, %v; want %q", tt.file, tt.root, n, ok, tt.want)
		}
	}
}

func TestSuffix(t *testing.T) {
	for parent, want := range map[string]string{
		"/(grp)/g": "-1ow0yk", "/(grp)": "-xg96ha", "/@slot/s": "-cwa1y0", "/a/b": "", "": "",
	} {
		if got := Suffix(parent); got != want {
			t.Errorf("Suffix(%q) = %q, want %q", parent, got, want)
		}
	}
}

func TestPath(t *testing.T) {
	tests := []struct {
		file, parent string
		multi        bool
		want         string
	}{
		{"robots.ts", "", false, "/robots.txt"},
		{"manifest.ts", "", false, "/manifest.webmanifest"},
		{"manifest.json", "", false, "/manifest.json"},
		{"sitemap.ts", "/(grp)/blog", false, "/blog/sitemap.xml"},
		{"sitemap.ts", "/blog", true, "/blog/sitemap/[__metadata_id__]"},
		{"icon.tsx", "/(grp)/g", false, "/g/icon-1ow0yk"},
		{"icon.png", "/(grp)/g", false, "/g/icon-1ow0yk.png"},
		{"icon.tsx", "/m", true, "/m/icon/[__metadata_id__]"},
	}
	for _, tt := range tests {
		n, ok := ParseName(tt.file, tt.parent == "", []string{"ts", "tsx"})
		if got := n.Path(tt.parent, tt.multi); !ok || got != tt.want {
			t.Errorf("%s in %q: got %q, want %q", tt.file, tt.parent, got, tt.want)
		}
	}
}
