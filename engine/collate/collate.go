// Package collate orders strings as JavaScript's localeCompare does in Node.
//
// Next.js sorts the rows of its build table and the routes in its generated
// types with localeCompare, that is by the root collation of Unicode: in a
// first round punctuation comes before digits and digits before letters,
// whatever their case and accents; where that leaves two strings equal, accents
// count, and then lower case comes before upper case. ("[...rest]" is before
// "[y]", and "/ca" before "/Case" before "/cb".)
//
// Names of routes are mostly ASCII, so the table here is that of ASCII; letters
// with accents are taken apart, and everything else follows by code point. Two
// strings of plain ASCII are compared where they lie, without memory of their
// own: a table of 10,000 routes is sorted at each edit. It is a leaf.
package collate

import (
	"cmp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// order holds the ASCII characters that are neither digits nor letters, in the
// order of the root collation.
const order = "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"

// Compare returns -1, 0 or +1 as a.localeCompare(b) is negative, zero or
// positive.
func Compare(a, b string) int {
	if a == b {
		return 0
	}
	if isPlain(a) && isPlain(b) {
		return comparePlain(a, b)
	}
	return compareKeys(keys(a), keys(b))
}

// weights holds the primary weight of each byte, 0 for those that are not plain:
// everything beyond ASCII, and control characters, which have no weight.
var weights = plainWeights()

func plainWeights() (w [256]uint8) {
	for c := range rune(unicode.MaxASCII) {
		if !unicode.IsControl(c) || unicode.IsSpace(c) {
			w[c] = uint8(primary(c)) + 1
		}
	}
	return w
}

func isPlain(s string) bool {
	for i := range len(s) {
		if weights[s[i]] == 0 {
			return false
		}
	}
	return true
}

// comparePlain compares strings that have one weight for each byte, and no
// accents: where the first round leaves them equal they differ in case alone, so
// the order of their bytes, turned round, puts small letters first.
func comparePlain(a, b string) int {
	for i := range min(len(a), len(b)) {
		if c := cmp.Compare(weights[a[i]], weights[b[i]]); c != 0 {
			return c
		}
	}
	if c := cmp.Compare(len(a), len(b)); c != 0 {
		return c
	}
	return strings.Compare(b, a)
}

// key is the weight of one character in each of the three rounds.
type key [3]rune

// compareKeys compares in three rounds.
func compareKeys(a, b []key) int {
	for level := range 3 {
		if c := compareLevel(a, b, level); c != 0 {
			return c
		}
	}
	return 0
}

func compareLevel(a, b []key, level int) int {
	for i := range min(len(a), len(b)) {
		if c := cmp.Compare(a[i][level], b[i][level]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}

// keys weighs each character, an accent as part of the letter before it.
func keys(s string) []key {
	out := make([]key, 0, len(s))
	for _, r := range decompose(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			if len(out) > 0 {
				out[len(out)-1][1] += r
			}
		case unicode.IsControl(r) && !unicode.IsSpace(r):
			// has no weight
		default:
			out = append(out, key{primary(r), 0, tertiary(r)})
		}
	}
	return out
}

// decompose takes accented letters apart. ASCII needs no work.
func decompose(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return s
	}
	return norm.NFKD.String(letters.Replace(s))
}

// letters are those that Unicode does not take apart and the root collation
// does. U+0338 stands for the stroke.
var letters = strings.NewReplacer("ø", "o\u0338", "Ø", "O\u0338", "ł", "l\u0338", "Ł", "L\u0338",
	"đ", "d\u0338", "Đ", "D\u0338", "ß", "ss", "æ", "ae", "Æ", "AE", "œ", "oe", "Œ", "OE")

// primary is the weight that ignores case: punctuation, then digits, letters,
// and the rest by code point.
func primary(r rune) rune {
	if i := strings.IndexRune(order, r); i >= 0 {
		return rune(i)
	}
	return 0x80 + unicode.ToLower(r)
}

// tertiary puts lower case before upper case.
func tertiary(r rune) rune {
	if unicode.IsUpper(r) {
		return 1
	}
	return 0
}
