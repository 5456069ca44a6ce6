package jsonc

import (
	"bytes"
	"encoding/json"
	"testing"
)

func TestPlain(t *testing.T) {
	for name, test := range map[string]struct{ in, want string }{
		"plain":                 {`{"a": [1, 2]}`, `{"a": [1, 2]}`},
		"a line comment":        {"{ // x, }\n}", "{        \n}"},
		"a block comment":       {"[1 /* ,\n] */]", "[1     \n    ]"},
		"commas at the end":     {"{\"a\": [1, ], }", `{"a": [1  ]  }`},
		"a comment between":     {"[1, // x\n]", "[1      \n]"},
		"slashes in a string":   {`{"a": "//", "b": "/*", }`, `{"a": "//", "b": "/*"  }`},
		"quotes in a string":    {`["\"//", ]`, `["\"//"  ]`},
		"a byte order mark":     {"\xEF\xBB\xBF{}", "   {}"},
		"a comment without end": {"{} /* x", "{}     "},
		"a string without end":  {`{"a\`, `{"a\`},
		"a lone slash":          {"/", "/"},
		"nothing":               {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := string(Plain([]byte(test.in))); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// What is JSON already means the same afterwards, and no text changes its length
// or its lines.
func FuzzPlain(f *testing.F) {
	for _, seed := range []string{`{"a": ["//", 1, "\\\""], "b": "/* x */"}`, "{ // c\n\"a\": [1, /* x */ ], }", `"\`, "/*"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		out := Plain(src)
		if len(out) != len(src) || bytes.Count(out, []byte("\n")) != bytes.Count(src, []byte("\n")) {
			t.Fatalf("%q became %q", src, out)
		}
		var before, after any
		if json.Unmarshal(src, &before) != nil {
			return
		}
		if err := json.Unmarshal(out, &after); err != nil {
			t.Fatalf("%q became %q: %v", src, out, err)
		}
		a, _ := json.Marshal(before)
		b, _ := json.Marshal(after)
		if !bytes.Equal(a, b) {
			t.Errorf("%q became %q", src, out)
		}
	})
}
