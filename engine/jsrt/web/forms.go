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

// mime is a parsed MIME type: its essence ("text/html") and its parameters in
// order, the first of each name.
type mime struct {
	essence string
	params  [][2]string
}

// parseMIME parses one MIME type (https://mimesniff.spec.whatwg.org/#parsing-a-mime-type).
func parseMIME(s string) (mime, bool) {
	s = strings.Trim(s, "\t\n\r ")
	kind, rest, found := strings.Cut(s, "/")
	if !found || !isToken(kind) {
		return mime{}, false
	}
	sub, rest, _ := strings.Cut(rest, ";")
	sub = strings.TrimRight(sub, "\t\n\r ")
	if !isToken(sub) {
		return mime{}, false
	}
	m := mime{essence: strings.ToLower(kind + "/" + sub)}
	for rest != "" {
		rest = strings.TrimLeft(rest, "\t\n\r ")
		rest = m.parameter(rest)
	}
	return m, true
}

// parameter takes one "name=value" from the front of s and answers what is left.
func (m *mime) parameter(s string) string {
	end := strings.IndexAny(s, ";=")
	if end < 0 {
		return ""
	}
	if s[end] == ';' {
		return s[end+1:]
	}
	name, s := strings.ToLower(s[:end]), s[end+1:]
	var value string
	if strings.HasPrefix(s, `"`) {
		value, s = quoted(s)
		_, s, _ = strings.Cut(s, ";")
	} else {
		value, s, _ = strings.Cut(s, ";")
		value = strings.TrimRight(value, "\t\n\r ")
		if value == "" {
			return s
		}
	}
	if isToken(name) && isQuotable(value) && m.param(name) == nil {
		m.params = append(m.params, [2]string{name, value})
	}
	return s
}

func (m *mime) param(name string) *string {
	for i := range m.params {
		if m.params[i][0] == name {
			return &m.params[i][1]
		}
	}
	return nil
}

// quoted collects an HTTP quoted string at the start of s.
func quoted(s string) (value, rest string) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == '"':
			return b.String(), s[i+1:]
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), ""
}

func isToken(s string) bool {
	for _, c := range []byte(s) {
		if c <= ' ' || c >= 0x7F || strings.IndexByte(`()<>@,;:\"/[]?={}`, c) >= 0 {
			return false
		}
	}
	return s != ""
}

// isQuotable says whether all code points may stand in a quoted string.
func isQuotable(s string) bool {
	for _, r := range s {
		if r != '\t' && r < ' ' || r == 0x7F || r > 0xFF {
			return false
		}
	}
	return true
}

// extractMIME is "extract a MIME type" of a Content-Type header whose values
// were joined with commas: the last valid one, with the charset of an earlier
// one of the same essence.
func extractMIME(header string) (m mime, ok bool) {
	charset := ""
	for _, value := range splitHeader(header) {
		next, good := parseMIME(value)
		if !good || next.essence == "*/*" {
			continue
		}
		if !ok || next.essence != m.essence {
			charset = ""
			if c := next.param("charset"); c != nil {
				charset = *c
			}
		} else if next.param("charset") == nil && charset != "" {
			next.params = append(next.params, [2]string{"charset", charset})
		}
		m, ok = next, true
	}
	return m, ok
}

// splitHeader splits at commas outside quoted strings.
func splitHeader(s string) []string {
	var out []string
	start, inQuote := 0, false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			inQuote = !inQuote
		case s[i] == '\\' && inQuote:
			i++
		case s[i] == ',' && !inQuote:
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}

// formPart is one part of a multipart/form-data body.
type formPart struct {
	name, filename, contentType string
	file                        bool
	data                        []byte
}

// parseMultipart takes a multipart/form-data body apart. Like Node it refuses a
// body that lacks its closing delimiter or holds a part without a name.
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
		if bytes.Equal(b, []byte("--")) || bytes.HasPrefix(b, []byte("--\r\n")) {
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
	if end < 0 || p.name == "" && !p.named() {
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

// unnamed marks a part whose disposition has not given a name yet.
func (p *formPart) named() bool { return p.name != "" || p.contentType != "" || p.file }

// disposition reads `form-data; name="…"; filename="…"`.
func (p *formPart) disposition(s string) bool {
	rest, ok := strings.CutPrefix(s, "form-data")
	if !ok {
		return false
	}
	named := false
	for {
		rest = strings.TrimLeft(rest, " \t")
		if rest == "" {
			return named
		}
		if rest[0] != ';' {
			return false
		}
		rest = strings.TrimLeft(rest[1:], " \t")
		key, after, found := strings.Cut(rest, "=")
		if !found {
			return false
		}
		var value string
		if strings.HasPrefix(after, `"`) {
			end := strings.IndexByte(after[1:], '"')
			if end < 0 {
				return false
			}
			value, rest = after[1:1+end], after[end+2:]
		} else {
			end := strings.IndexAny(after, "; \t")
			if end < 0 {
				end = len(after)
			}
			value, rest = after[:end], after[end:]
		}
		value = unescapeName(value)
		switch strings.ToLower(key) {
		case "name":
			p.name, named = value, true
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
