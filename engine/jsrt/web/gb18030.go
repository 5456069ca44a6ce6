package web

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// gb18030 decodes GBK and GB18030, which the Encoding Standard decodes alike.
// The table is that of x/text; from the standard come the cutting of broken
// sequences, the private use areas and the code points that GB18030-2022 moved.
func (d *decoding) gb18030(b []byte) (string, bool) {
	var out strings.Builder
	var buf [utf8.UTFMax]byte
	table := simplifiedchinese.GB18030.NewDecoder()
	bad := false
	for i := 0; i < len(b); {
		n, state := gbSequence(b[i:])
		if state == gbUnfinished && d.stream {
			d.tail = bytes.Clone(b[i:])
			break
		}
		r := utf8.RuneError
		if state == gbWhole {
			if r = gbMoved(b[i : i+n]); r == 0 {
				w, _, _ := table.Transform(buf[:], b[i:i+n], true)
				r, _ = utf8.DecodeRune(buf[:w])
			}
			if r == utf8.RuneError && n == 2 && b[i+1] < utf8.RuneSelf {
				n = 1 // what stands behind a lead byte alone is kept
			}
		}
		bad = bad || r == utf8.RuneError
		out.WriteRune(r)
		i += n
	}
	return out.String(), !(d.fatal && bad)
}

// What gbSequence found.
const (
	gbWhole = iota
	gbBroken
	gbUnfinished
)

// gbSequence is the length of the first sequence, and whether it is one.
func gbSequence(b []byte) (n, state int) {
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	lead := func(c byte) bool { return c >= 0x81 && c <= 0xFE }
	switch {
	case b[0] <= 0x80:
		return 1, gbWhole
	case !lead(b[0]):
		return 1, gbBroken
	case len(b) == 1:
		return 1, gbUnfinished
	case b[1] >= 0x40 && b[1] != 0x7F && b[1] != 0xFF:
		return 2, gbWhole
	case b[1] >= utf8.RuneSelf:
		return 2, gbBroken
	case !digit(b[1]):
		return 1, gbBroken
	case len(b) == 2:
		return 2, gbUnfinished
	case !lead(b[2]):
		return 1, gbBroken
	case len(b) == 3:
		return 3, gbUnfinished
	case !digit(b[3]):
		return 1, gbBroken
	}
	return 4, gbWhole
}

// gbMoved answers what the table of x/text has not or has elsewhere, 0 for
// everything else.
func gbMoved(s []byte) rune {
	if len(s) == 4 {
		if bytes.Equal(s, []byte{0x81, 0x35, 0xF4, 0x37}) {
			return 0xE7C7
		}
		return 0
	}
	if len(s) != 2 {
		return 0
	}
	row, trail := rune(s[0]), rune(s[1])
	switch {
	case row >= 0xAA && row <= 0xAF && trail >= 0xA1:
		return 0xE000 + (row-0xAA)*94 + trail - 0xA1
	case row >= 0xF8 && trail >= 0xA1:
		return 0xE234 + (row-0xF8)*94 + trail - 0xA1
	case row >= 0xA1 && row <= 0xA7 && trail <= 0xA0:
		if trail > 0x7F {
			trail--
		}
		return 0xE4C6 + (row-0xA1)*96 + trail - 0x40
	}
	return gb2022(row<<8 | trail)
}

// gb2022 are the code points that GB18030-2022 took out of private use.
func gb2022(pair rune) rune {
	switch pair {
	case 0xA6D9:
		return 0xFE10
	case 0xA6DA:
		return 0xFE12
	case 0xA6DB:
		return 0xFE11
	case 0xA6DC:
		return 0xFE13
	case 0xA6DD:
		return 0xFE14
	case 0xA6DE:
		return 0xFE15
	case 0xA6DF:
		return 0xFE16
	case 0xA6EC:
		return 0xFE17
	case 0xA6ED:
		return 0xFE18
	case 0xA6F3:
		return 0xFE19
	case 0xA8BC:
		return 0x1E3F
	case 0xFE59:
		return 0x9FB4
	case 0xFE61:
		return 0x9FB5
	case 0xFE66:
		return 0x9FB6
	case 0xFE67:
		return 0x9FB7
	case 0xFE6D:
		return 0x9FB8
	case 0xFE7E:
		return 0x9FB9
	case 0xFE90:
		return 0x9FBA
	case 0xFEA0:
		return 0x9FBB
	}
	return 0
}
