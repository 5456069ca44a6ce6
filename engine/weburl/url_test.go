package weburl

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct{ name, in, base, want string }{
		{"plain", "HTTP://ExAmple.com:80/a/../b?q#f", "", "http://example.com/b?q#f"},
		{"no slashes", "http:example.com", "", "http://example.com/"},
		{"backslashes", `https:\\a\b`, "", "https://a/b"},
		{"relative", "../x", "http://h/a/b/c", "http://h/a/x"},
		{"query only", "?x", "http://h/a?b#c", "http://h/a?x"},
		{"fragment only", "#x", "mailto:a", "mailto:a#x"},
		{"scheme relative", "//o/p", "https://h/a", "https://o/p"},
		{"credentials", "http://u:p%20@h/", "", "http://u:p%20@h/"},
		{"two at signs", "http://a@b@c/", "", "http://a%40b@c/"},
		{"IPv4", "http://0x7f.1/", "", "http://127.0.0.1/"},
		{"digits and a letter are a name", "http://123456789012345678901234567890b/", "", "http://123456789012345678901234567890b/"},
		{"IPv6", "http://[1:0:0:0:0:0:0:1]:8080/", "", "http://[1::1]:8080/"},
		{"IPv6 with IPv4", "http://[::1.2.3.4]/", "", "http://[::102:304]/"},
		{"international", "http://münchen.de/ä?ö", "", "http://xn--mnchen-3ya.de/%C3%A4?%C3%B6"},
		{"not equal sign", "http://≠/", "", "http://xn--1ch/"},
		{"drive", "file:c|/x", "", "file:///c:/x"},
		{"opaque with spaces", "data:x  ?q", "", "data:x %20?q"},
		{"not special", "web+demo:/.//not-a-host/", "", "web+demo:/.//not-a-host/"},
		{"tabs", "ht\ntp://a\tb/", "", "http://ab/"},
		{"empty", "", "", ""},
		{"bad port", "http://a:99999/", "", ""},
		{"bad host", "http://a b/", "", ""},
		{"space in host of percent", "http://a%20b/", "", ""},
		{"no base", "/x", "", ""},
		{"hidden ASCII", "http://xn--a/", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var base *URL
			if tt.base != "" {
				base, _ = Parse(tt.base, nil)
			}
			got := ""
			if u, err := Parse(tt.in, base); err == nil {
				got = u.Href()
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestSet(t *testing.T) {
	tests := []struct{ url, part, value, want string }{
		{"http://a/", "protocol", "https:foo", "https://a/"},
		{"http://a/", "protocol", "mailto", "http://a/"},
		{"http://a/", "host", "b:99", "http://b:99/"},
		{"http://a:1/", "hostname", "b:99", "http://a:1/"},
		{"http://a:1/", "port", "80", "http://a/"},
		{"http://a/", "port", "90x", "http://a:90/"},
		{"http://a/", "pathname", "x?y#z", "http://a/x%3Fy%23z"},
		{"http://a/?b#c", "search", "", "http://a/#c"},
		{"http://a/", "search", "?x y", "http://a/?x%20y"},
		{"http://a/", "hash", "#`", "http://a/#%60"},
		{"http://a/", "username", "ä:", "http://%C3%A4%3A@a/"},
		{"mailto:x", "username", "u", "mailto:x"},
	}
	for _, tt := range tests {
		u, err := Parse(tt.url, nil)
		if err != nil {
			t.Fatal(err)
		}
		u.Set(tt.part, tt.value)
		if got := u.Href(); got != tt.want {
			t.Errorf("%s: %s = %q: got %q, want %q", tt.url, tt.part, tt.value, got, tt.want)
		}
	}
}

// FuzzParse holds what the standard promises: a serialised URL parses to itself.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"http://a/b?c#d", "a:b ?x", "file:///C|/..", "http://[::1.2.3.4]:80", "web+demo:/.//x", "//x", "non-special:opaque  #hi"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		u, err := Parse(s, nil)
		if err != nil {
			return
		}
		again, err := Parse(u.Href(), nil)
		if err != nil {
			t.Fatalf("%q gives %q, which does not parse", s, u.Href())
		}
		if again.Href() != u.Href() {
			t.Fatalf("%q gives %q, which gives %q", s, u.Href(), again.Href())
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := Parse("http://localhost:3000/api/users/42?name=foo&b=c", nil); err != nil {
			b.Fatal(err)
		}
	}
}
