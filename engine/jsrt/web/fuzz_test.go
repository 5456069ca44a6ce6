package web

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzMultipart: what the parser accepts can be written again and read back.
func FuzzMultipart(f *testing.F) {
	f.Add([]byte("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n"))
	f.Add([]byte("--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n\"\r\nContent-Type: a/b\r\n\r\n\r\n--x--"))
	f.Add([]byte("--x--\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		parts, ok := parseMultipart(b, "x")
		if !ok {
			return
		}
		var again bytes.Buffer
		for _, p := range parts {
			again.WriteString("--x\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n")
			again.Write(p.data)
			again.WriteString("\r\n")
		}
		again.WriteString("--x--\r\n")
		second, ok := parseMultipart(again.Bytes(), "x")
		if !ok || len(second) != len(parts) {
			t.Fatalf("%d parts came back as %d, %v", len(parts), len(second), ok)
		}
	})
}

// FuzzMIME: a serialised type parses to itself.
func FuzzMIME(f *testing.F) {
	for _, s := range []string{"text/html;charset=utf-8", `a/b; x="q\"r"; y`, "text/plain;;;a=b", "/", "a/b;c=\"\""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, ok := parseMIME(s)
		if !ok || !utf8.ValidString(s) {
			return
		}
		again, ok := parseMIME(m.String())
		if !ok || again.String() != m.String() {
			t.Fatalf("%q gives %q, which gives %q, %v", s, m, again, ok)
		}
	})
}

// FuzzDecodeUTF8: cutting the input anywhere changes nothing, as long as the
// unfinished end is carried over.
func FuzzDecodeUTF8(f *testing.F) {
	f.Add([]byte("aä€😀"), 3)
	f.Add([]byte{0xF0, 0x9F, 0x98, 0x41, 0xFF}, 2)
	f.Fuzz(func(t *testing.T, b []byte, cut int) {
		if cut < 0 || cut > len(b) {
			return
		}
		whole := decoding{name: "utf-8"}
		want, _ := whole.decode(b)
		if !utf8.ValidString(want) {
			t.Fatalf("%x decodes to invalid UTF-8", b)
		}
		first := decoding{name: "utf-8", stream: true}
		head, _ := first.decode(b[:cut])
		second := decoding{name: "utf-8"}
		tail, _ := second.decode(append(first.tail, b[cut:]...))
		if head+tail != want {
			t.Fatalf("%x cut at %d: %q, want %q", b, cut, head+tail, want)
		}
	})
}

// FuzzInflate: a decompressor answers or refuses, whatever comes and however it
// is cut, and the cut does not matter.
func FuzzInflate(f *testing.F) {
	for _, format := range []string{"gzip", "deflate", "deflate-raw"} {
		e := newEncoder(format)
		a, _ := e.write([]byte(strings.Repeat("hello ", 20)))
		z, _ := e.end()
		f.Add(format, append(a, z...), 5)
	}
	f.Fuzz(func(t *testing.T, format string, b []byte, cut int) {
		if cut < 0 || cut > len(b) || format == "brotli" {
			return
		}
		one, errOne := inflateAll(format, b)
		two, errTwo := inflateAll(format, b[:cut], b[cut:])
		if (errOne == nil) != (errTwo == nil) || errOne == nil && !bytes.Equal(one, two) {
			t.Fatalf("whole: %v; cut at %d: %v", errOne, cut, errTwo)
		}
	})
}

func inflateAll(format string, pieces ...[]byte) ([]byte, error) {
	d := newDecoder(format)
	defer d.close()
	var out []byte
	for _, p := range pieces {
		if len(p) == 0 {
			continue
		}
		b, err := d.write(p)
		out = append(out, b...)
		if err != nil {
			return out, err
		}
	}
	b, err := d.end()
	return append(out, b...), err
}
