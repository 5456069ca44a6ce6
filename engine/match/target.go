package match

import (
	"strings"

	"signalbox/engine/route"
)

// target is a request target, taken apart.
type target struct {
	path string // as the URL parser leaves it: dot segments gone, odd characters encoded
	raw  string // the query as it came, without its question mark
	hash string // with its number sign; a browser never sends one
	// plain says that path holds nothing but letters, digits, slashes and
	// characters that encodeURIComponent leaves alone: it has one spelling.
	plain bool
	// slashes says that the path holds a backslash or two slashes in a row,
	// which Next answers with a redirect before anything else.
	slashes bool
	// bad says that Node's HTTP parser refuses the target: it holds a space, a
	// control character or a byte beyond ASCII, or nothing.
	bad bool
}

// splitTarget reads a raw request target, "/a/b?x=1", as `new URL` does. Almost
// every target is its own normal form; one pass finds that out.
func splitTarget(raw string) target {
	t := target{path: raw, plain: true, bad: raw == ""}
	odd := false
	for i := range len(raw) {
		switch classes[raw[i]] {
		case classPlain:
		case classSlash:
			t.slashes = t.slashes || i > 0 && raw[i-1] == '/'
		case classDot:
			odd = odd || i > 0 && raw[i-1] == '/'
		case classPercent:
			t.plain = false
			odd = odd || strings.HasPrefix(raw[i:], "%2e") || strings.HasPrefix(raw[i:], "%2E")
		case classQuery:
			t.path, t.raw = raw[:i], raw[i+1:]
			if cut := strings.IndexByte(t.raw, '#'); cut >= 0 {
				t.raw, t.hash = t.raw[:cut], t.raw[cut:]
			}
			t.bad = t.bad || refused(raw[i:])
			return t.normal(odd)
		case classHash:
			t.path, t.hash = raw[:i], raw[i:]
			t.bad = t.bad || refused(raw[i:])
			return t.normal(odd)
		case classBackslash:
			t.plain, t.slashes = false, true
		case classEncode:
			t.plain, odd = false, true
			t.bad = t.bad || raw[i] <= ' ' || raw[i] >= 0x7f
		case classOther:
			t.plain = false
		}
	}
	return t.normal(odd)
}

// normal finishes the path where it may need it.
func (t target) normal(odd bool) target {
	if t.slashes || !odd {
		return t
	}
	t.path = normalPath(t.path)
	return t
}

type class uint8

const (
	classOther     class = iota // kept, but encodeURIComponent would change it
	classPlain                  // letters, digits, - _ ! ~ * ' ( )
	classSlash                  // /
	classDot                    // .
	classPercent                // %
	classQuery                  // ?
	classHash                   // #
	classBackslash              // \
	classEncode                 // the URL parser percent-encodes it
)

// classes sorts bytes by what they mean in a request target. It is a constant
// in all but name.
var classes = func() (table [256]class) {
	for c := range table {
		switch b := byte(c); {
		case '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || strings.IndexByte("-_!~*'()", b) >= 0:
			table[c] = classPlain
		case b == '/':
			table[c] = classSlash
		case b == '.':
			table[c] = classDot
		case b == '%':
			table[c] = classPercent
		case b == '?':
			table[c] = classQuery
		case b == '#':
			table[c] = classHash
		case b == '\\':
			table[c] = classBackslash
		case b <= ' ' || b >= 0x7f || strings.IndexByte("\"<>`{}", b) >= 0:
			table[c] = classEncode
		}
	}
	return table
}()

// normalPath resolves dot segments and encodes what a URL path cannot hold.
func normalPath(path string) string {
	path = strings.ReplaceAll(path, `\`, "/")
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	var out []string
	for i, part := range parts {
		last := i == len(parts)-1
		switch dots(part) {
		case 1:
			if last {
				out = append(out, "")
			}
		case 2:
			out = out[:max(0, len(out)-1)]
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, encodeOdd(part))
		}
	}
	return "/" + strings.Join(out, "/")
}

// dots returns 1 for a part that means this folder, 2 for the one above it.
func dots(part string) int {
	if len(part) > 6 {
		return 0
	}
	part = strings.NewReplacer("%2e", ".", "%2E", ".").Replace(part)
	switch part {
	case ".":
		return 1
	case "..":
		return 2
	}
	return 0
}

func encodeOdd(part string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(part) {
		c := part[i]
		if classes[c] == classEncode {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// collapse turns backslashes into slashes and runs of slashes into one, in the
// path of a raw target.
func collapse(raw string) string {
	path, query, found := strings.Cut(raw, "?")
	path = strings.ReplaceAll(path, `\`, "/")
	var b strings.Builder
	for i := range len(path) {
		if path[i] != '/' || i == 0 || path[i-1] != '/' {
			b.WriteByte(path[i])
		}
	}
	if found && query != "" {
		b.WriteString("?" + query)
	}
	return b.String()
}

// refused says whether a text holds bytes that Node's HTTP parser refuses with
// 400: spaces, control characters, bytes beyond ASCII.
func refused(text string) bool {
	for i := range len(text) {
		if text[i] <= ' ' || text[i] >= 0x7f {
			return true
		}
	}
	return false
}

// escapeSearch encodes what a URL's query cannot hold.
func escapeSearch(search string) string {
	if !strings.ContainsAny(search, "\"<>' ") {
		return search
	}
	return strings.NewReplacer(`"`, "%22", "<", "%3C", ">", "%3E", "'", "%27", " ", "%20").Replace(search)
}

// spellings are the forms in which a path may name a file: as it came, decoded,
// and with each part encoded anew (Next's getItem).
func spellings(path string) (decoded, encoded string) {
	decoded, ok := route.DecodeComponent(path)
	if !ok {
		decoded = path
	}
	return decoded, route.EncodePath(path)
}
