package jsrt

import (
	"strings"
	"unicode/utf8"
)

// fromLatin1 reads the bytes of an HTTP header as characters.
func fromLatin1(s string) string {
	if ascii(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}

// toLatin1 writes characters as the bytes of an HTTP header. Web headers hold
// no character above 255.
func toLatin1(s string) string {
	if ascii(s) {
		return s
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
