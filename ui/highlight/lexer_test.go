package highlight

import "testing"

func TestEveryDescriptionIsRead(t *testing.T) {
	for _, name := range []string{"a.ts", "a.tsx", "a.mjs", "a.json", "a.css", "a.yml", "a.svg", ".env.local"} {
		if lexerOf("dir/"+name) == nil {
			t.Errorf("%s has no lexer", name)
		}
	}
	if lexerOf("a.png") != nil {
		t.Error("a picture has a lexer")
	}
}
