package web

import "strings"

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

// String serialises a MIME type.
func (m mime) String() string {
	var s strings.Builder
	s.WriteString(m.essence)
	for _, p := range m.params {
		s.WriteString(";" + p[0] + "=")
		if isToken(p[1]) {
			s.WriteString(p[1])
		} else {
			s.WriteString(`"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(p[1]) + `"`)
		}
	}
	return s.String()
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
