package node

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"signalbox/engine/jsrt/vm"
)

// textOps convert between the engine's strings and bytes in Buffer's encodings.
func textOps() map[string]vm.Op {
	return map[string]vm.Op{
		"nodeUTF8Encode":   func(a []any) (any, error) { return wellFormed(vm.Str(a, 0)), nil },
		"nodeUTF8Length":   func(a []any) (any, error) { return len(vm.Str(a, 0)), nil },
		"nodeUTF8Decode":   func(a []any) (any, error) { return decodeUTF8(vm.Bytes(a, 0)), nil },
		"nodeIsUTF8":       func(a []any) (any, error) { return utf8.Valid(vm.Bytes(a, 0)), nil },
		"nodeLatin1Encode": func(a []any) (any, error) { return encodeLatin1(vm.Str(a, 0)), nil },
		"nodeLatin1Decode": func(a []any) (any, error) { return decodeLatin1(vm.Bytes(a, 0), 0xff), nil },
		"nodeASCIIDecode":  func(a []any) (any, error) { return decodeLatin1(vm.Bytes(a, 0), 0x7f), nil },
		"nodeHexDecode":    func(a []any) (any, error) { return decodeHex(vm.Str(a, 0)), nil },
		"nodeBase64Decode": func(a []any) (any, error) { return decodeBase64(vm.Str(a, 0)), nil },
		"nodeToUnicode":    func(a []any) (any, error) { return toUnicode(vm.Str(a, 0)), nil },
	}
}

// wellFormed is the UTF-8 of a string from the engine: a lone surrogate, which
// arrives as the three bytes of its code point, becomes U+FFFD.
func wellFormed(s string) []byte {
	b := []byte(s)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == 0xed && b[i+1] >= 0xa0 {
			b[i], b[i+1], b[i+2] = 0xef, 0xbf, 0xbd
		}
	}
	return b
}

// decodeUTF8 replaces each maximal part of an ill-formed sequence by one
// U+FFFD, as the Encoding Standard does; Go itself would replace each byte.
func decodeUTF8(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	var out strings.Builder
	out.Grow(len(b) + 8)
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			n = illFormed(b)
			out.WriteRune(utf8.RuneError)
		} else {
			out.Write(b[:n])
		}
		b = b[n:]
	}
	return out.String()
}

// illFormed is the length of the longest prefix of b that begins a well-formed
// sequence without completing it, at least 1.
func illFormed(b []byte) int {
	low, high, need := byte(0x80), byte(0xbf), 0
	switch c := b[0]; {
	case c >= 0xc2 && c <= 0xdf:
		need = 1
	case c >= 0xe0 && c <= 0xef:
		need = 2
		if c == 0xe0 {
			low = 0xa0
		}
		if c == 0xed {
			high = 0x9f
		}
	case c >= 0xf0 && c <= 0xf4:
		need = 3
		if c == 0xf0 {
			low = 0x90
		}
		if c == 0xf4 {
			high = 0x8f
		}
	}
	n := 1
	for ; n <= need && n < len(b) && b[n] >= low && b[n] <= high; n++ {
		low, high = 0x80, 0xbf
	}
	return n
}

// encodeLatin1 keeps the low byte of each UTF-16 code unit, as Node does.
func encodeLatin1(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			out = append(out, s[i])
			i++
			continue
		}
		if s[i] == 0xed && i+2 < len(s) && s[i+1] >= 0xa0 {
			out = append(out, s[i+1]<<6|s[i+2]&0x3f)
			i += 3
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r > 0xffff {
			r -= 0x10000
			out = append(out, byte(r>>10), byte(r))
		} else {
			out = append(out, byte(r))
		}
		i += n
	}
	return out
}

func decodeLatin1(b []byte, mask byte) string {
	var out strings.Builder
	out.Grow(len(b) + len(b)/8)
	for _, c := range b {
		out.WriteRune(rune(c & mask))
	}
	return out.String()
}

// decodeHex stops at the first pair that is not hexadecimal.
func decodeHex(s string) []byte {
	out := make([]byte, len(s)/2)
	for i := range out {
		if _, err := hex.Decode(out[i:i+1], []byte(s[2*i:2*i+2])); err != nil {
			return out[:i]
		}
	}
	return out
}

// decodeBase64 takes both alphabets, skips what is in neither and stops at "=".
func decodeBase64(s string) []byte {
	clean := make([]byte, 0, len(s))
scan:
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+', c == '/':
			clean = append(clean, c)
		case c == '-':
			clean = append(clean, '+')
		case c == '_':
			clean = append(clean, '/')
		case c == '=':
			break scan
		}
	}
	if len(clean)%4 == 1 {
		clean = clean[:len(clean)-1]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, _ := base64.RawStdEncoding.Decode(out, clean)
	return out[:n]
}

func toUnicode(host string) string {
	text, err := idna.Display.ToUnicode(host)
	if err != nil {
		return host
	}
	return text
}
