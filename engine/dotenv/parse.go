package dotenv

import (
	"regexp"
	"strings"
	"unicode"
)

// Pair is one assignment of a file. A name that is assigned twice appears once,
// at its first place with its last value.
type Pair struct{ Name, Value string }

// space is JavaScript's \s, which knows more than Go's.
const space = `[\s\v\x{a0}\x{feff}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]`

// line is dotenv's own expression for an assignment: an optional export, a
// name, "=" or ": ", a quoted or a bare value, a comment.
var line = regexp.MustCompile(strings.ReplaceAll(
	`(?m)^_*(?:export_+)?([\w.-]+)(?:_*=_*?|:_+?)`+
		`(_*'(?:\\'|[^'])*'|_*"(?:\\"|[^"])*"|_*`+"`(?:\\\\`|[^`])*`"+`|[^#\r\n]+)?`+
		`_*(?:#.*)?$`, "_", space))

var newlines = regexp.MustCompile(`\r\n?`)

// Parse reads the assignments of a file. Lines that are none are skipped, as
// dotenv does.
func Parse(src string) []Pair {
	src = newlines.ReplaceAllString(src, "\n")
	var pairs []Pair
	at := map[string]int{}
	for _, m := range line.FindAllStringSubmatch(src, -1) {
		p := Pair{m[1], unquote(strings.TrimFunc(m[2], isSpace))}
		if i, ok := at[p.Name]; ok {
			pairs[i].Value = p.Value
			continue
		}
		at[p.Name] = len(pairs)
		pairs = append(pairs, p)
	}
	return pairs
}

// unquote strips one pair of equal quotes and reads \n and \r within double
// ones.
func unquote(v string) string {
	if v == "" {
		return ""
	}
	quote := v[0]
	if strings.IndexByte("'\"`", quote) >= 0 && len(v) > 1 && v[len(v)-1] == quote {
		v = v[1 : len(v)-1]
	}
	if quote == '"' {
		v = strings.ReplaceAll(v, `\n`, "\n")
		v = strings.ReplaceAll(v, `\r`, "\r")
	}
	return v
}

func isSpace(r rune) bool { return unicode.IsSpace(r) && r != 0x85 || r == 0xfeff }
