package web

import (
	"bytes"
	"strings"

	"signalbox/engine/jsrt/vm"
)

// addForms adds MIME types and multipart bodies.
func addForms(l *vm.Library) {
	l.Ops["extractMIME"] = func(args []any) (any, error) {
		m, ok := extractMIME(vm.Str(args, 0))
		if !ok {
			return nil, nil
		}
		out := []any{m.essence}
		for _, p := range m.params {
			out = append(out, p[0], p[1])
		}
		return out, nil
	}
	l.Ops["parseMultipart"] = func(args []any) (any, error) {
		parts, ok := parseMultipart(vm.Bytes(args, 0), vm.Str(args, 1))
		if !ok {
			return nil, nil
		}
		out := []any{}
		for _, p := range parts {
			var filename any
			if p.file {
				filename = p.filename
			}
			out = append(out, []any{p.name, filename, p.contentType, p.data})
		}
		return out, nil
	}
}

// formPart is one part of a multipart/form-data body.
type formPart struct {
	name, filename, contentType string
	named, file                 bool // whether the disposition gives a name, a file name
	data                        []byte
}

// parseMultipart takes a multipart/form-data body apart. Like Node it refuses a
// body that lacks its closing delimiter, has something behind it, or holds a part
// without a name.
func parseMultipart(b []byte, boundary string) ([]formPart, bool) {
	if boundary == "" {
		return nil, false
	}
	delimiter := []byte("--" + boundary)
	for bytes.HasPrefix(b, []byte("\r\n")) {
		b = b[2:]
	}
	var parts []formPart
	for {
		if !bytes.HasPrefix(b, delimiter) {
			return nil, false
		}
		b = b[len(delimiter):]
		if bytes.Equal(b, []byte("--")) || bytes.Equal(b, []byte("--\r\n")) {
			return parts, true
		}
		if !bytes.HasPrefix(b, []byte("\r\n")) {
			return nil, false
		}
		p, rest, ok := parsePart(b[2:], append([]byte("\r\n"), delimiter...))
		if !ok {
			return nil, false
		}
		parts, b = append(parts, p), rest
	}
}

// parsePart takes one part: its header lines, an empty line, the content up to
// the delimiter.
func parsePart(b, delimiter []byte) (p formPart, rest []byte, ok bool) {
	base64ed := false
	for {
		line, after, found := bytes.Cut(b, []byte("\r\n"))
		if !found {
			return p, nil, false
		}
		b = after
		if len(line) == 0 {
			break
		}
		name, value, found := bytes.Cut(line, []byte(":"))
		if !found || !isToken(string(name)) {
			return p, nil, false
		}
		value = bytes.Trim(value, " \t")
		switch strings.ToLower(string(name)) {
		case "content-disposition":
			if !p.disposition(string(value)) {
				return p, nil, false
			}
		case "content-type":
			p.contentType = latin1(value)
		case "content-transfer-encoding":
			base64ed = strings.EqualFold(string(value), "base64")
		}
	}
	end := bytes.Index(b, delimiter)
	if end < 0 || !p.named {
		return p, nil, false
	}
	p.data = b[:end]
	if base64ed {
		p.data = lenientBase64(p.data)
	}
	if p.file && p.contentType == "" {
		p.contentType = "text/plain"
	}
	return p, b[end+2:], true
}

// disposition reads `form-data; name="…"; filename="…"`.
func (p *formPart) disposition(s string) bool {
	rest, ok := strings.CutPrefix(s, "form-data")
	if !ok {
		return false
	}
	for {
		rest = strings.TrimLeft(rest, " \t")
		if rest == "" {
			return p.named
		}
		if rest[0] != ';' {
			return false
		}
		rest = strings.TrimLeft(rest[1:], " \t")
		key, after, found := strings.Cut(rest, "=")
		if !found {
			return false
		}
		end := strings.IndexByte(strings.TrimPrefix(after, `"`), '"')
		if !strings.HasPrefix(after, `"`) || end < 0 {
			return false // Node takes no value without quotes, and no filename*
		}
		value := unescapeName(after[1 : 1+end])
		rest = after[end+2:]
		switch strings.ToLower(key) {
		case "name":
			p.name, p.named = value, true
		case "filename":
			p.filename, p.file = value, true
		}
	}
}

// unescapeName undoes the escapes that the encoder writes into names.
func unescapeName(s string) string {
	return decodeUTF8([]byte(strings.NewReplacer("%0A", "\n", "%0a", "\n", "%0D", "\r", "%0d", "\r", "%22", `"`).Replace(s)))
}

func lenientBase64(b []byte) []byte {
	keep := bytes.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '+', r == '/':
			return r
		}
		return -1
	}, b)
	return decodeBase64(keep)
}
