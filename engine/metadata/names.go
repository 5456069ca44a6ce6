package metadata

import (
	"slices"
	"strconv"
	"strings"

	"signalbox/engine/route"
)

// Name is the name of a metadata file, taken apart (NEXT-FACTS G1).
type Name struct {
	Type string // "favicon", "robots", "sitemap", "manifest", "icon", "apple-icon", "opengraph-image", "twitter-image"
	Base string // "icon1"
	Ext  string // "png", "tsx", without its dot
	Code bool   // a module rather than a file of bytes
}

// imageTypes are the image files with the extensions of their static form. The
// name may end in a number.
var imageTypes = [...]struct {
	name string
	exts []string
}{
	{"icon", []string{"ico", "jpg", "jpeg", "png", "svg"}},
	{"apple-icon", []string{"jpg", "jpeg", "png"}},
	{"opengraph-image", []string{"jpg", "jpeg", "png", "gif"}},
	{"twitter-image", []string{"jpg", "jpeg", "png", "gif"}},
}

// ParseName reads the name of a file in an app folder. root says that the file
// lies in the app folder itself: favicon, robots and manifest count only there.
// pageExtensions are the extensions of code, without dots.
func ParseName(file string, root bool, pageExtensions []string) (Name, bool) {
	base, ext, ok := strings.Cut(file, ".")
	if !ok {
		return Name{}, false
	}
	n := Name{Type: base, Base: base, Ext: ext, Code: slices.Contains(pageExtensions, ext)}
	switch base {
	case "favicon":
		return n, root && ext == "ico"
	case "robots":
		return n, root && (n.Code || ext == "txt")
	case "manifest":
		return n, root && (n.Code || ext == "json" || ext == "webmanifest")
	case "sitemap":
		return n, n.Code || ext == "xml"
	}
	for _, image := range imageTypes {
		rest, ok := strings.CutPrefix(base, image.name)
		if !ok || strings.Trim(rest, "0123456789") != "" {
			continue
		}
		n.Type = image.name
		return n, n.Code || slices.Contains(image.exts, ext)
	}
	return Name{}, false
}

// Path returns the route of the file as the manifests of `next build` name it.
// parent is the path of its folder below the app folder with groups and slots,
// "/(shop)/cart" or "" for the app folder itself. multi says that the module
// exports generateSitemaps or generateImageMetadata (NEXT-FACTS G1 to G4).
func (n Name) Path(parent string, multi bool) string {
	dir := route.EntryPath(parent)
	if dir == "/" {
		dir = ""
	}
	if _, _, compound := strings.Cut(n.Ext, "."); compound && n.Code && !multi && !n.numbered() {
		return dir + "/" + n.stem() // a quirk: with two extensions, Next does not know the name
	}
	switch n.Type {
	case "favicon":
		return dir + "/favicon.ico"
	case "robots":
		return dir + "/robots.txt"
	case "manifest":
		if n.Code {
			return dir + "/manifest.webmanifest"
		}
		return dir + "/manifest." + n.Ext
	case "sitemap":
		if multi {
			return dir + "/sitemap/[__metadata_id__]"
		}
		return dir + "/sitemap.xml"
	}
	path := dir + "/" + n.stem() + Suffix(parent)
	switch {
	case multi:
		return path + "/[__metadata_id__]"
	case !n.Code:
		return path + "." + n.Ext
	}
	return path
}

// numbered reports whether there may be several files of the type in a folder:
// the images.
func (n Name) numbered() bool {
	return n.Type != "robots" && n.Type != "manifest" && n.Type != "sitemap"
}

// stem is the name of the file without its last extension: of two extensions,
// as pageExtensions may have them, the first stays.
func (n Name) stem() string {
	if i := strings.LastIndexByte(n.Ext, '.'); n.Code && i > 0 {
		return n.Base + "." + n.Ext[:i]
	}
	return n.Base
}

// Suffix returns what Next puts behind the name of an image below a group or a
// slot, so that two of them don't collide: "-" and six characters of a hash of
// the parent path. It is "" for other parents (NEXT-FACTS G2).
func Suffix(parent string) string {
	special := false
	for part := range strings.SplitSeq(parent, "/") {
		special = special || route.IsGroup(part) || strings.HasPrefix(part, "@") && part != "@children"
	}
	if !special {
		return ""
	}
	hash := strconv.FormatUint(uint64(djb2(parent)), 36)
	return "-" + hash[:min(6, len(hash))]
}

// djb2 is Bernstein's hash over UTF-16 code units, as Next computes it.
func djb2(s string) uint32 {
	h := uint32(5381)
	for _, r := range s {
		if r > 0xffff {
			r -= 0x10000
			h = h<<5 + h + uint32(0xd800+r>>10)
			r = 0xdc00 + r&0x3ff
		}
		h = h<<5 + h + uint32(r)
	}
	return h
}

// ContentType returns the content-type of the answer, "" where the module's
// Response decides (NEXT-FACTS G5).
func (n Name) ContentType() string {
	if n.Code {
		return ContentType(n.Type, "")
	}
	return ContentType(n.Type, n.Ext)
}

// IsRouteName reports whether Next takes a hand-written handler for a metadata
// route because of its URL alone, and prerenders it without being asked:
// "/icon", "/robots.txt", "/blog/sitemap.xml" (NEXT-FACTS F1).
func IsRouteName(path string) bool {
	switch path {
	case "/favicon.ico", "/robots.txt", "/manifest.json", "/manifest.webmanifest", "/robots", "/manifest":
		return true
	}
	base := path[strings.LastIndexByte(path, '/')+1:]
	if base == "sitemap.xml" || base == "sitemap" {
		return true
	}
	base, ext, dotted := strings.Cut(base, ".")
	for _, image := range imageTypes {
		rest, ok := strings.CutPrefix(base, image.name)
		if ok && isImageTail(rest) && (!dotted || slices.Contains(image.exts, ext)) {
			return true
		}
	}
	return false
}

// isImageTail reports whether the rest of an image name is a digit, a hash
// suffix, both or nothing.
func isImageTail(rest string) bool {
	if rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		rest = rest[1:]
	}
	if rest == "" {
		return true
	}
	if len(rest) != 7 || rest[0] != '-' {
		return false
	}
	for _, c := range []byte(rest[1:]) {
		if c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}
