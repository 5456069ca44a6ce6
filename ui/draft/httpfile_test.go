package draft

import (
	"errors"
	"reflect"
	"testing"
)

func TestParseHTTP(t *testing.T) {
	tests := []struct {
		name, text string
		want       []Draft
	}{
		{"a URL alone", "http://localhost:3000/api/hello\n", []Draft{{Method: "GET", Target: "/api/hello"}}},
		{"no path", "GET https://a.example", []Draft{{Method: "GET", Target: "/"}}},
		{"version and fragment", "DELETE /a?x=1#top HTTP/1.1", []Draft{{Method: "DELETE", Target: "/a?x=1"}}},
		{"host without scheme", "GET localhost:3000/a", []Draft{{Method: "GET", Target: "/a"}}},
		{"variables", "@h = http://x\n@id = 7\nGET {{h}}/a/{{ id }}/{{other}}", []Draft{{Method: "GET", Target: "/a/7/{{other}}"}}},
		{"two, comments between", "# first\nGET /a\n\n### second\n// note\nPOST /b\nContent-Type: application/json\n\n{\"a\":\n1}\n\n",
			[]Draft{{Method: "GET", Target: "/a"}, {Method: "POST", Target: "/b", Kind: JSON, Body: "{\"a\":\n1}"}}},
		{"query on lines", "GET /a\n  ?x=1\n  &y=2\nX-A: b", []Draft{{Method: "GET", Target: "/a?x=1&y=2", Headers: "X-A: b"}}},
		{"cookies", "GET /a\nCookie: a=1; b=2", []Draft{{Method: "GET", Target: "/a", Cookies: "a=1\nb=2"}}},
		{"a form", "POST /a\ncontent-type: application/x-www-form-urlencoded\n\na=1&b=x+y", []Draft{{Method: "POST", Target: "/a", Kind: Form, Body: "a=1\nb=x y"}}},
		{"another JSON", "POST /a\nContent-Type: application/ld+json\n\n{}", []Draft{{Method: "POST", Target: "/a", Headers: "Content-Type: application/ld+json", Kind: JSON, Body: "{}"}}},
		{"a file", "PUT /a\n\n< ./data/a.json", []Draft{{Method: "PUT", Target: "/a", Kind: File, Body: "data/a.json"}}},
		{"a script is left out", "POST /a\n\nx\n> {% client.test() %}", []Draft{{Method: "POST", Target: "/a", Kind: Text, Body: "x"}}},
		{"Windows lines", "POST /a\r\n\r\nx\r\n", []Draft{{Method: "POST", Target: "/a", Kind: Text, Body: "x"}}},
	}
	for _, tt := range tests {
		got, err := ParseHTTP(tt.text)
		if err != nil || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: got %+v, %v, want %+v", tt.name, got, err, tt.want)
		}
	}
	for _, text := range []string{"", "# nothing\n\n###\n", "@a = 1"} {
		if _, err := ParseHTTP(text); !errors.Is(err, ErrNoRequest) {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

// TestHTTPRoundTrip: what is written is read back as it was.
func TestHTTPRoundTrip(t *testing.T) {
	list := []Draft{
		{Method: "GET", Target: "/a?x=1"},
		{Method: "POST", Target: "/a", Kind: JSON, Body: "{\n  \"a\": 1\n}", Headers: "X-A: b", Cookies: "s=1\nt=2"},
		{Method: "PUT", Target: "/a", Kind: Form, Body: "a=1\nb=ü &"},
		{Method: "PATCH", Target: "/a", Kind: Text, Body: "words"},
		{Method: "PUT", Target: "/a", Kind: File, Body: "package.json"},
		{Method: "POST", Target: "/a", Kind: JSON, Body: "{}", Headers: "content-type: application/ld+json"},
	}
	got, err := ParseHTTP(FormatHTTP(list, "http://localhost:3000"))
	if err != nil || !reflect.DeepEqual(got, list) {
		t.Errorf("got  %+v\nwant %+v\n%v", got, list, err)
	}
}

// FuzzParseHTTP: any text is read without a panic, and each request has a method
// and a path.
func FuzzParseHTTP(f *testing.F) {
	f.Add("@h = x\n### a\nPOST {{h}}/a\nA: b\n\n{}\n### b\nGET /")
	f.Add("PUT /a\ncontent-type: application/x-www-form-urlencoded\n\na=%zz&b")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := ParseHTTP(text)
		if err != nil {
			return
		}
		for _, d := range list {
			if d.Method == "" || d.Target == "" || d.Target[0] != '/' {
				t.Errorf("%q: read %+v", text, d)
			}
		}
	})
}
