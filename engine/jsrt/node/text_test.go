package node

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// FuzzDecodeUTF8 compares with x/text, which follows the Encoding Standard too.
func FuzzDecodeUTF8(f *testing.F) {
	for _, seed := range []string{"", "abc", "é", "\xff", "\xe2\x82", "\xf0\x9f\x98", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80", "a\xe2\x82b", "\xf0\x90"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		got := decodeUTF8(in)
		if !utf8.ValidString(got) {
			t.Fatalf("%q is not well formed", got)
		}
		want, err := unicode.UTF8.NewDecoder().Bytes(in)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%x: got %q, want %q", in, got, want)
		}
	})
}

// FuzzTextCodecs holds that what is encoded comes back, and that nothing panics.
func FuzzTextCodecs(f *testing.F) {
	f.Add("héllo", []byte{0, 128, 255})
	f.Add("YW-_=x", []byte("abc"))
	f.Add("\xed\xa0\x80", []byte{})
	f.Fuzz(func(t *testing.T, text string, data []byte) {
		decodeHex(text)
		decodeBase64(text)
		if got := encodeLatin1(decodeLatin1(data, 0xff)); !bytes.Equal(got, data) && len(data) > 0 {
			t.Errorf("latin1 of %x came back as %x", data, got)
		}
		if !utf8.ValidString(text) {
			return
		}
		if got := wellFormed(text); string(got) != text {
			t.Errorf("%q became %q", text, got)
		}
	})
}

func TestLoneSurrogates(t *testing.T) {
	if got := string(wellFormed("a\xed\xa0\x80b")); got != "a\ufffdb" {
		t.Errorf("got %q", got)
	}
	if got := encodeLatin1("\xed\xa0\x80"); !bytes.Equal(got, []byte{0x00}) {
		t.Errorf("got %x", got)
	}
	if got := encodeLatin1("😀"); len(got) != 2 {
		t.Errorf("got %x", got)
	}
}

// TestKnown holds both directions: every name resolves with and without its
// prefix, and nothing else does.
func TestKnown(t *testing.T) {
	for _, name := range Names() {
		if !Known(name) || !Known("node:"+name) {
			t.Errorf("%s is listed but not known", name)
		}
		if strings.HasPrefix(name, "node:") {
			t.Errorf("%s carries its prefix", name)
		}
	}
	for _, name := range []string{"", "node:", "nope", "node:test", "sqlite", "fs/", "./fs", "Fs"} {
		if Known(name) {
			t.Errorf("%q is known", name)
		}
	}
}
