// Package jsonc reads JSON as people write it in tsconfig.json: with comments,
// commas before closing brackets, and a byte order mark that an editor left.
//
// It does so by blanking what JSON does not know. The text keeps its length and
// its lines, so that the place in an error of encoding/json is the place in the
// file. It is a leaf.
package jsonc

import "bytes"

// Plain returns the text as JSON.
func Plain(src []byte) []byte {
	out := bytes.Clone(src)
	if bytes.HasPrefix(out, []byte("\xEF\xBB\xBF")) {
		blank(out[:3])
	}
	comma := -1 // the comma that nothing but space and comments has followed
	for i := 0; i < len(out); {
		piece := out[i : i+length(out[i:])]
		switch c := piece[0]; {
		case c == ' ', c == '\t', c == '\r', c == '\n':
		case c == '/' && len(piece) > 1:
			blank(piece)
		case c == ',':
			comma = i
		default:
			if comma >= 0 && (c == ']' || c == '}') {
				out[comma] = ' '
			}
			comma = -1
		}
		i += len(piece)
	}
	return out
}

// length measures the string or the comment at the start of s; anything else is
// taken byte by byte. What is never closed goes to the end.
func length(s []byte) int {
	end := 0
	switch {
	case s[0] == '"':
		return stringLength(s)
	case bytes.HasPrefix(s, []byte("//")):
		end = bytes.IndexByte(s, '\n')
	case bytes.HasPrefix(s, []byte("/*")):
		if end = bytes.Index(s[2:], []byte("*/")); end >= 0 {
			end += 4
		}
	default:
		return 1
	}
	if end < 0 {
		return len(s)
	}
	return end
}

func stringLength(s []byte) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(s)
}

func blank(s []byte) {
	for i := range s {
		if s[i] != '\n' && s[i] != '\r' {
			s[i] = ' '
		}
	}
}
