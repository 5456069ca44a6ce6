package jslit

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// number reads a number as JavaScript does. A BigInt is none.
func number(text string) (float64, bool) {
	text = strings.ReplaceAll(text, "_", "")
	if strings.HasSuffix(text, "n") {
		return 0, false
	}
	if len(text) > 1 && text[0] == '0' && (text[1]|0x20 == 'x' || text[1]|0x20 == 'o' || text[1]|0x20 == 'b') {
		n, err := strconv.ParseUint(text, 0, 64)
		return float64(n), err == nil
	}
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil || math.IsInf(n, 0)
}

// unescapeName resolves \u escapes in a name.
func unescapeName(name string) string {
	if strings.IndexByte(name, '\\') < 0 {
		return name
	}
	return unquote([]byte("'" + name + "'"))
}

// unquote returns the text that a string or template literal stands for.
func unquote(lit []byte) string {
	if len(lit) < 2 {
		return ""
	}
	body := string(lit[1 : len(lit)-1])
	if lit[0] == '`' {
		body = strings.ReplaceAll(body, "\r\n", "\n")
	}
	if strings.IndexByte(body, '\\') < 0 {
		return body
	}
	var b strings.Builder
	for i := 0; i < len(body); {
		if body[i] != '\\' || i+1 >= len(body) {
			b.WriteByte(body[i])
			i++
			continue
		}
		text, n := escape(body[i+1:])
		b.WriteString(text)
		i += 1 + n
	}
	return b.String()
}

// escape reads what follows a backslash and returns the text that it stands
// for and its length.
func escape(s string) (string, int) {
	switch c := s[0]; c {
	case 'n':
		return "\n", 1
	case 't':
		return "\t", 1
	case 'r':
		return "\r", 1
	case 'b':
		return "\b", 1
	case 'f':
		return "\f", 1
	case 'v':
		return "\v", 1
	case '0':
		return "\x00", 1
	case '\r':
		if strings.HasPrefix(s, "\r\n") {
			return "", 2
		}
		return "", 1
	case '\n':
		return "", 1
	case 'x':
		if len(s) >= 3 {
			if n, err := strconv.ParseUint(s[1:3], 16, 32); err == nil {
				return string(rune(n)), 3
			}
		}
	case 'u':
		return unicodeEscape(s)
	}
	_, n := utf8.DecodeRuneInString(s)
	return s[:n], n
}

func unicodeEscape(s string) (string, int) {
	digits, n := "", 0
	if strings.HasPrefix(s, "u{") {
		if end := strings.IndexByte(s, '}'); end > 0 {
			digits, n = s[2:end], end+1
		}
	} else if len(s) >= 5 {
		digits, n = s[1:5], 5
	}
	r, err := strconv.ParseUint(digits, 16, 32)
	if err != nil {
		return "u", 1
	}
	if lo, m := lowSurrogate(s[n:]); r >= 0xd800 && r < 0xdc00 && m > 0 {
		return string(rune(0x10000 + (r-0xd800)<<10 + lo)), n + m
	}
	return string(rune(r)), n
}

func lowSurrogate(s string) (lo uint64, n int) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, 0
	}
	r, err := strconv.ParseUint(s[2:6], 16, 32)
	if err != nil || r < 0xdc00 || r > 0xdfff {
		return 0, 0
	}
	return r - 0xdc00, 6
}
