package web

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
)

// iso2022JP decodes as https://encoding.spec.whatwg.org/#iso-2022-jp-decoder
// does, which is stricter than golang.org/x/text: control codes and escape
// sequences with nothing between them are errors. mode carries the character
// set in force, and whether the last thing was an escape sequence, from one
// piece of a stream to the next.
func (d *decoding) iso2022JP(b []byte) (string, bool) {
	var out strings.Builder
	set, justEscaped := byte('B'), false // 'B' ASCII, 'J' Roman, 'I' Katakana, '$' JIS X 0208
	if d.mode != "" {
		set, justEscaped = d.mode[0], len(d.mode) > 1
	}
	bad := false
	fail := func() {
		bad = true
		out.WriteRune(utf8.RuneError)
	}
	for i := 0; i < len(b); {
		c := b[i]
		if c == 0x1B {
			next, n, whole := escape(b[i:])
			switch {
			case !whole && d.stream:
				d.tail = bytes.Clone(b[i:])
				i = len(b)
			case n == 0:
				fail()
				justEscaped = false
				i++
			default:
				if justEscaped {
					fail()
				}
				set, justEscaped = next, true
				i += n
			}
			continue
		}
		if set == '$' && c >= 0x21 && c <= 0x7E && i+1 == len(b) && d.stream {
			d.tail = bytes.Clone(b[i:])
			break
		}
		justEscaped = false
		r, n := decodeJIS(set, b[i:])
		if r == utf8.RuneError {
			fail()
		} else {
			out.WriteRune(r)
		}
		i += n
	}
	d.mode = string(set)
	if justEscaped {
		d.mode += "!"
	}
	return out.String(), !(bad && d.fatal)
}

// escape reads an escape sequence: the set it selects and its length, 0 for an
// unknown one. whole is false where more bytes could complete it.
func escape(b []byte) (set byte, n int, whole bool) {
	for _, e := range []struct {
		seq string
		set byte
	}{{"\x1b(B", 'B'}, {"\x1b(J", 'J'}, {"\x1b(I", 'I'}, {"\x1b$@", '$'}, {"\x1b$B", '$'}} {
		if bytes.HasPrefix(b, []byte(e.seq)) {
			return e.set, 3, true
		}
		if len(b) < 3 && strings.HasPrefix(e.seq, string(b)) {
			return 0, 0, false
		}
	}
	return 0, 0, true
}

// decodeJIS decodes one character of a set and says how many bytes it took.
func decodeJIS(set byte, b []byte) (rune, int) {
	c := b[0]
	switch {
	case set == '$':
		if c < 0x21 || c > 0x7E {
			return utf8.RuneError, 1
		}
		if len(b) < 2 {
			return utf8.RuneError, 1
		}
		if b[1] == 0x1B {
			return utf8.RuneError, 1
		}
		if b[1] < 0x21 || b[1] > 0x7E {
			return utf8.RuneError, 2
		}
		text, err := japanese.EUCJP.NewDecoder().Bytes([]byte{c | 0x80, b[1] | 0x80})
		if err != nil {
			return utf8.RuneError, 2
		}
		r, _ := utf8.DecodeRune(text)
		return r, 2
	case set == 'I':
		if c >= 0x21 && c <= 0x5F {
			return 0xFF61 - 0x21 + rune(c), 1
		}
	case c < 0x80 && c != 0x0E && c != 0x0F:
		if set == 'J' && c == 0x5C {
			return 0xA5, 1
		}
		if set == 'J' && c == 0x7E {
			return 0x203E, 1
		}
		return rune(c), 1
	}
	return utf8.RuneError, 1
}
