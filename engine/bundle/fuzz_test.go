package bundle

import "testing"

// The end that is found lies in the text, on a bracket.
func FuzzClosing(f *testing.F) {
	f.Add("{ `${a}` /[}]/ '}' }")
	f.Add("(/* ) */ //)\n)")
	f.Fuzz(func(t *testing.T, code string) {
		if code == "" {
			return
		}
		if end := closing(code, 0); end >= len(code) || end >= 0 && code[end] != '}' && code[end] != ')' && code[end] != ']' {
			t.Errorf("%q: %d", code, end)
		}
		wrapCached("f", code)
		markExports(code)
	})
}
