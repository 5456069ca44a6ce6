package web

import (
	"strings"
	"unicode/utf8"
)

// decodeUTF8 decodes as the Encoding Standard does: one U+FFFD for each maximal
// part of a sequence that cannot be completed, where Go would write one per byte.
func decodeUTF8(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	var out strings.Builder
	out.Grow(len(b) + 16)
	for i := 0; i < len(b); {
		n, ok := sequence(b[i:])
		if ok {
			out.Write(b[i : i+n])
		} else {
			out.WriteRune(utf8.RuneError)
		}
		i += n
	}
	return out.String()
}

// sequence measures the UTF-8 sequence at the start of b. For an invalid or
// unfinished one it answers the length of its maximal part and false.
func sequence(b []byte) (n int, ok bool) {
	c := b[0]
	need, low, high := 0, byte(0x80), byte(0xBF)
	switch {
	case c < 0x80:
		return 1, true
	case c >= 0xC2 && c <= 0xDF:
		need = 1
	case c >= 0xE0 && c <= 0xEF:
		need = 2
		if c == 0xE0 {
			low = 0xA0
		}
		if c == 0xED {
			high = 0x9F
		}
	case c >= 0xF0 && c <= 0xF4:
		need = 3
		if c == 0xF0 {
			low = 0x90
		}
		if c == 0xF4 {
			high = 0x8F
		}
	default:
		return 1, false
	}
	for n = 1; n <= need; n++ {
		if n >= len(b) || b[n] < low || b[n] > high {
			return n, false
		}
		low, high = 0x80, 0xBF
	}
	return n, true
}

// unfinished is the number of bytes at the end of b that begin a sequence which
// more bytes could complete.
func unfinished(b []byte) int {
	for back := 1; back <= 3 && back <= len(b); back++ {
		if !utf8.RuneStart(b[len(b)-back]) {
			continue
		}
		tail := b[len(b)-back:]
		if n, ok := sequence(tail); !ok && n == len(tail) && tail[0] >= 0xC2 && tail[0] <= 0xF4 {
			return back
		}
		return 0
	}
	return 0
}
