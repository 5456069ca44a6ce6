package scan

import (
	"strings"

	"signalbox/engine/collate"
)

// asciiOrder lists the printable characters of ASCII as the root collation of
// Unicode orders them; letters follow, small before capital.
const asciiOrder = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789"

// weights holds the primary weight of each ASCII character, 0 for those that
// have none.
var weights = asciiWeights()

func asciiWeights() (w [128]uint8) {
	for i := range len(asciiOrder) {
		w[asciiOrder[i]] = uint8(i + 1)
	}
	for c := range 26 {
		w['a'+c] = uint8(len(asciiOrder) + 1 + c)
		w['A'+c] = uint8(len(asciiOrder) + 1 + c)
	}
	return w
}

// CompareLocale orders texts as JavaScript's localeCompare does, which is how
// the table of `next build` is sorted (NEXT-FACTS I1). It is collate.Compare with
// a short way for plain ASCII, which needs no memory: a table of 10,000 routes is
// sorted at each edit.
func CompareLocale(a, b string) int {
	for i := range min(len(a), len(b)) {
		x, y := a[i], b[i]
		if x >= 128 || y >= 128 {
			return collate.Compare(a, b)
		}
		if weights[x] != weights[y] {
			if !isASCII(a[i:]) || !isASCII(b[i:]) {
				return collate.Compare(a, b)
			}
			return int(weights[x]) - int(weights[y])
		}
	}
	if !isASCII(a) || !isASCII(b) {
		return collate.Compare(a, b)
	}
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return -strings.Compare(a, b) // only case differs: small letters first
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 128 {
			return false
		}
	}
	return true
}
