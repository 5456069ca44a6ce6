package weburl

import "strings"

// set is a percent-encode set of the standard. Each contains the C0 controls
// and everything above "~".
type set int

const (
	setC0 set = iota
	setFragment
	setQuery
	setSpecialQuery
	setPath
	setUserinfo
)

// has says whether a byte must be percent-encoded.
func (s set) has(c byte) bool {
	if c < ' ' || c > '~' {
		return true
	}
	switch s {
	case setC0:
		return false
	case setFragment:
		return strings.IndexByte(" \"<>`", c) >= 0
	case setQuery:
		return strings.IndexByte(" \"#<>", c) >= 0
	case setSpecialQuery:
		return strings.IndexByte(" \"#<>'", c) >= 0
	case setPath:
		return strings.IndexByte(" \"#<>?`{}", c) >= 0
	case setUserinfo:
		return strings.IndexByte(" \"#<>?^`{}/:;=@[\\]|", c) >= 0
	}
	return false
}

// encode percent-encodes the bytes of s that are in the set.
func encode(s string, in set) string {
	for i := 0; i < len(s); i++ {
		if in.has(s[i]) {
			return encodeSlow(s, in)
		}
	}
	return s
}

func encodeSlow(s string, in set) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i := 0; i < len(s); i++ {
		if c := s[i]; in.has(c) {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// decode undoes percent-encoding; a "%" without two digits stays.
func decode(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && unhex(s[i+1]) < 16 && unhex(s[i+2]) < 16 {
			out = append(out, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return string(out)
}

// unhex is the value of a hexadecimal digit, 255 for anything else.
func unhex(c byte) byte {
	switch {
	case isDigit(c):
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return 255
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isAlpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
