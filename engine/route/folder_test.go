package route

import "testing"

func TestClassifyFolder(t *testing.T) {
	tests := []struct {
		name   string
		kind   FolderKind
		marker string
		param  SegmentKind
		text   string
	}{
		{"x", PlainFolder, "", Literal, "x"},
		{"(shop)", GroupFolder, "", Literal, "(shop)"},
		{"(.)", GroupFolder, "", Literal, "(.)"},
		{"@modal", SlotFolder, "", Literal, "@modal"},
		{"_lib", PrivateFolder, "", Literal, "_lib"},
		{"%5Fx", PlainFolder, "", Literal, "%5Fx"},
		{"[id]", ParamFolder, "", Single, "id"},
		{"[...path]", ParamFolder, "", CatchAll, "path"},
		{"[[...path]]", ParamFolder, "", OptionalCatchAll, "path"},
		{"x[id]y", PlainFolder, "", Literal, "x[id]y"},
		{"[a", PlainFolder, "", Literal, "[a"},
		{"[a][b]", ParamFolder, "", Single, "a][b"},
		{"[...a]]", ParamFolder, "", CatchAll, "a]"},
		{"(.)photo", InterceptFolder, "(.)", Literal, "photo"},
		{"(..)(..)[id]", InterceptFolder, "(..)(..)", Single, "id"},
		{"(...)[...r]", InterceptFolder, "(...)", CatchAll, "r"},
		{"(shop)x", PlainFolder, "", Literal, "(shop)x"},
		{"", PlainFolder, "", Literal, ""},
	}
	for _, test := range tests {
		f := ClassifyFolder(test.name)
		if f.Kind != test.kind || f.Marker != test.marker || f.Param.Kind != test.param || f.Param.Text != test.text {
			t.Errorf("ClassifyFolder(%q) = %v, marker %q, param %v %q; want %v, %q, %v %q",
				test.name, f.Kind, f.Marker, f.Param.Kind, f.Param.Text, test.kind, test.marker, test.param, test.text)
		}
	}
}

func TestEntryPath(t *testing.T) {
	for folder, want := range map[string]string{
		"": "/", "/": "/", "/a": "/a", "/(g)/a/@s/b": "/a/b", "/api/og/page": "/api/og/page", "/route": "/route", "/%5Fx/y": "/_x/y", "/feed/(.)x": "/feed/(.)x",
	} {
		if got := EntryPath(folder); got != want {
			t.Errorf("EntryPath(%q) = %q, want %q", folder, got, want)
		}
	}
}

func TestParseRoundTrip(t *testing.T) {
	for _, path := range []string{"/", "/a", "/[id]", "/a/[...b]", "/a/[[...b]]", "/x[id]y", "/[a]/x[b]y", "/f/(.)[id]"} {
		p := Parse(path)
		if p.String() != path {
			t.Errorf("Parse(%s).String() = %s", path, p)
		}
		if made := (Pattern{Segments: p.Segments}); made.String() != path {
			t.Errorf("the segments of %s spell %s", path, made)
		}
	}
}

func TestShape(t *testing.T) {
	for path, want := range map[string]string{
		"/": "/", "/x": "/x", "/x/[a]": "/x/[*]", "/[a]/[...b]": "/[*]/[...*]", "/f/(.)[id]": "/f/(.)[*]", "/x/[[...a]]": "/x/[[...*]]",
	} {
		if got := Parse(path).Shape(); got != want {
			t.Errorf("shape of %s is %s, want %s", path, got, want)
		}
	}
}

func TestWitnessMatches(t *testing.T) {
	for _, path := range []string{"/", "/a/b", "/[id]", "/a/[...b]", "/[[...b]]", "/1/[x]/1", "/f/(.)[id]"} {
		p := Parse(path)
		if w := p.Witness(); !p.Matches(w) {
			t.Errorf("%s does not match its witness %s", path, w)
		}
	}
}

func TestPercent(t *testing.T) {
	for in, want := range map[string]string{"a%20b": "a b", "caf%C3%A9": "café", "%41": "A", "a+b": "a+b", "": ""} {
		if got, ok := DecodeComponent(in); !ok || got != want {
			t.Errorf("DecodeComponent(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"%", "%4", "%zz", "%E0%A4%A", "%C3%28", "%ff"} {
		if got, ok := DecodeComponent(in); ok {
			t.Errorf("DecodeComponent(%q) = %q, and decodeURIComponent throws", in, got)
		}
	}
	if got, want := EncodePath("/a b/ü&/[x]'(!)~*"), "/a%20b/%C3%BC%26/%5Bx%5D'(!)~*"; got != want {
		t.Errorf("EncodePath = %q, want %q", got, want)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"/", "/[id]", "/x[id]y/[[...r]]", "/(.)(..)[a]", "[[...]", "/[a][b]/[", "/feed/(..)(..)x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, path string) {
		p := Parse(path)
		if !IsDynamic(path) && p.Dynamic() {
			t.Fatalf("%q has params though it is static", path)
		}
		Check(path)
		if _, err := Sort([]string{path}); err == nil {
			if found := CheckAll([]string{path}); len(found) > 0 {
				t.Fatalf("%q alone conflicts with itself: %v", path, found[0])
			}
		}
		NormalizePath(path)
		ClassifyFolder(path)
		_, _ = ParseIntercept(path)
	})
}
