package bundle

import (
	"encoding/json"
	"testing"
)

// What is JSON already means the same afterwards, and nothing panics.
func FuzzPlainJSON(f *testing.F) {
	f.Add([]byte(`{"a": [1, 2, ], /* c */ "b": "//" } // end`))
	f.Add([]byte(`"\\`))
	f.Fuzz(func(t *testing.T, src []byte) {
		out := plainJSON(src)
		var before, after any
		if json.Unmarshal(src, &before) != nil {
			return
		}
		if err := json.Unmarshal(out, &after); err != nil {
			t.Fatalf("%q became %q: %v", src, out, err)
		}
		a, _ := json.Marshal(before)
		b, _ := json.Marshal(after)
		if string(a) != string(b) {
			t.Errorf("%q became %q", src, out)
		}
	})
}

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
