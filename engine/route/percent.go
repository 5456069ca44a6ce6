package route

import (
	"strings"
	"unicode/utf8"
)

// DecodeComponent is JavaScript's decodeURIComponent. ok is false where it
// would throw: a percent sign without two hexadecimal digits, or bytes that are
// no UTF-8.
func DecodeComponent(s string) (decoded string, ok bool) {
	if strings.IndexByte(s, '%') < 0 {
		return s, true
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			b.WriteByte(s[i])
			continue
		}
		if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
			return "", false
		}
		b.WriteByte(unhex(s[i+1])<<4 | unhex(s[i+2]))
		i += 2
	}
	decoded = b.String()
	return decoded, utf8.ValidString(decoded)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}

// unreserved are the characters that encodeURIComponent leaves alone, letters
// and digits aside.
const unreserved = "-_.!~*'()"

func isUnreserved(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || strings.IndexByte(unreserved, c) >= 0
}

// EncodeComponent is JavaScript's encodeURIComponent. A text that needs no
// encoding, as most params of pages do, is returned as it is.
func EncodeComponent(s string) string {
	for i := range len(s) {
		if !isUnreserved(s[i]) {
			return s[:i] + encodeAll(s[i:])
		}
	}
	return s
}

func encodeAll(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i := range len(s) {
		c := s[i]
		if isUnreserved(c) {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

// EncodePath encodes each part of a path, as Next names the files of public/.
func EncodePath(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		parts[i] = EncodeComponent(part)
	}
	return strings.Join(parts, "/")
}
