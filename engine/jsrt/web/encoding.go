package web

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"signalbox/engine/jsrt/vm"
)

// addEncoding adds the operations below TextEncoder, TextDecoder, atob and btoa.
func addEncoding(l *vm.Library) {
	l.Ops["utf8Encode"] = func(args []any) (any, error) { return []byte(vm.Str(args, 0)), nil }
	l.Ops["utf8Decode"] = func(args []any) (any, error) {
		return decodeUTF8(bytes.TrimPrefix(vm.Bytes(args, 0), []byte("\xEF\xBB\xBF"))), nil
	}
	l.Ops["encodingName"] = func(args []any) (any, error) {
		name := encodingName(vm.Str(args, 0))
		if name == "" {
			return nil, nil
		}
		return name, nil
	}
	// decode(encoding, bytes, fatal, stream, mode) → [text or null, tail, mode]
	l.Ops["decode"] = func(args []any) (any, error) {
		d := decoding{name: vm.Str(args, 0), fatal: vm.Bool(args, 2), stream: vm.Bool(args, 3), mode: vm.Str(args, 4)}
		text, ok := d.decode(vm.Bytes(args, 1))
		if !ok {
			return []any{vm.Null{}, nil, ""}, nil
		}
		return []any{text, d.tail, d.mode}, nil
	}
	l.Ops["atob"] = func(args []any) (any, error) {
		b, err := base64.RawStdEncoding.DecodeString(vm.Str(args, 0))
		if err != nil {
			return nil, &vm.Error{Name: "InvalidCharacterError", Message: "The string to be decoded is not correctly encoded."}
		}
		return latin1(b), nil
	}
	l.Ops["btoa"] = func(args []any) (any, error) {
		b := make([]byte, 0, len(vm.Str(args, 0)))
		for _, r := range vm.Str(args, 0) {
			b = append(b, byte(r))
		}
		return base64.StdEncoding.EncodeToString(b), nil
	}
}

// latin1 is the string whose code units are the bytes.
func latin1(b []byte) string {
	var s strings.Builder
	s.Grow(len(b))
	for _, c := range b {
		s.WriteRune(rune(c))
	}
	return s.String()
}

// encodingName resolves a label to the name that TextDecoder shows, "" for an
// unknown one and for the replacement encoding.
func encodingName(label string) string {
	label = strings.ToLower(strings.Trim(label, "\t\n\f\r "))
	if label != strings.TrimSpace(label) {
		return "" // htmlindex trims more than the five characters of the standard
	}
	switch label {
	case "x-user-defined":
		return label
	case "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8", "utf8", "utf-8":
		return "utf-8"
	case "unicodefffe":
		return "utf-16be"
	case "csunicode", "iso-10646-ucs-2", "ucs-2", "unicode", "unicodefeff", "utf-16":
		return "utf-16le"
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return ""
	}
	name, err := htmlindex.Name(e)
	if err != nil || name == "replacement" {
		return ""
	}
	return name
}

// decoding is one call of TextDecoder's decode. What a stream has to remember
// travels in tail (bytes of an unfinished character) and mode (the escape
// sequence in force, for ISO-2022-JP), so that the host keeps no state.
type decoding struct {
	name          string
	fatal, stream bool
	mode          string
	tail          []byte
}

func (d *decoding) decode(b []byte) (string, bool) {
	switch d.name {
	case "utf-8":
		return d.utf8(b)
	case "utf-16le":
		return d.utf16(b, 0, 1)
	case "utf-16be":
		return d.utf16(b, 1, 0)
	case "gbk", "gb18030":
		return d.gb18030(b)
	}
	return d.legacy(b)
}

func (d *decoding) utf8(b []byte) (string, bool) {
	if d.stream {
		if n := unfinished(b); n > 0 {
			d.tail = bytes.Clone(b[len(b)-n:])
			b = b[:len(b)-n]
		}
	}
	if d.fatal && !utf8.Valid(b) {
		return "", false
	}
	return decodeUTF8(b), true
}

// utf16 decodes with the low byte of each unit at one offset and the high byte
// at the other.
func (d *decoding) utf16(b []byte, low, high int) (string, bool) {
	unit := func(i int) rune { return rune(b[i+low]) | rune(b[i+high])<<8 }
	end := len(b) &^ 1
	odd := len(b)-end == 1
	if d.stream {
		if end >= 2 && unit(end-2)&0xFC00 == 0xD800 {
			end -= 2
		}
		d.tail = bytes.Clone(b[end:])
		odd = false
	}
	var out strings.Builder
	bad := false
	for i := 0; i < end; i += 2 {
		r := unit(i)
		switch {
		case r&0xFC00 == 0xD800 && i+2 < end && unit(i+2)&0xFC00 == 0xDC00:
			r = 0x10000 + (r&0x3FF)<<10 + unit(i+2)&0x3FF
			i += 2
		case r&0xFC00 == 0xD800 && i+2 >= end && odd:
			// A lead surrogate and one more byte at the end are one error.
			r, bad, odd = utf8.RuneError, true, false
		case r&0xF800 == 0xD800:
			r, bad = utf8.RuneError, true
		}
		out.WriteRune(r)
	}
	if odd {
		bad = true
		out.WriteRune(utf8.RuneError)
	}
	return out.String(), !(bad && d.fatal)
}

func (d *decoding) legacy(b []byte) (string, bool) {
	e, ok := legacyEncoding(d.name)
	if !ok {
		return "", false
	}
	if c, ok := e.(*charmap.Charmap); ok {
		return d.singleByte(c, b)
	}
	if d.name == "iso-2022-jp" {
		return d.iso2022JP(b)
	}
	dst := make([]byte, 4*len(b)+16)
	dec := e.NewDecoder()
	n, used, err := dec.Transform(dst, b, !d.stream)
	if err == transform.ErrShortSrc {
		d.tail = bytes.Clone(b[used:])
	}
	text := string(dst[:n])
	if d.fatal && strings.ContainsRune(text, utf8.RuneError) {
		return "", false
	}
	return text, true
}

// singleByte decodes byte by byte. Go's tables leave the C1 range of several
// encodings open, where the Encoding Standard has the controls themselves.
func (d *decoding) singleByte(c *charmap.Charmap, b []byte) (string, bool) {
	var out strings.Builder
	out.Grow(len(b))
	for _, x := range b {
		r := c.DecodeByte(x)
		if r == utf8.RuneError {
			switch {
			case x >= 0x80 && x < 0xA0:
				r = rune(x)
			case d.fatal:
				return "", false
			}
		}
		out.WriteRune(r)
	}
	return out.String(), true
}

func legacyEncoding(name string) (encoding.Encoding, bool) {
	switch name {
	case "x-user-defined":
		return charmap.XUserDefined, true
	case "iso-8859-8-i":
		name = "iso-8859-8"
	case "utf-16":
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), true
	}
	e, err := htmlindex.Get(name)
	return e, err == nil
}

// decodeBase64 decodes unpadded base64 as far as it goes.
func decodeBase64(b []byte) []byte {
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(b)))
	n, _ := base64.RawStdEncoding.Decode(out, b)
	return out[:n]
}
