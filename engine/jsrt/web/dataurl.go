package web

import (
	"bytes"
	"strings"
)

// dataURL takes a data: URL apart (https://fetch.spec.whatwg.org/#data-urls).
func dataURL(s string) (contentType string, body []byte, ok bool) {
	s, _, _ = strings.Cut(strings.TrimPrefix(s, "data:"), "#")
	kind, data, found := strings.Cut(s, ",")
	if !found {
		return "", nil, false
	}
	kind = strings.Trim(kind, "\t\n\f\r ")
	body = percentDecode(data)
	if prefix, found := cutBase64(kind); found {
		kind = prefix
		if body, ok = forgivingBase64(body); !ok {
			return "", nil, false
		}
	}
	if strings.HasPrefix(kind, ";") {
		kind = "text/plain" + kind
	}
	m, good := parseMIME(kind)
	if !good {
		return "text/plain;charset=US-ASCII", body, true
	}
	return m.String(), body, true
}

// cutBase64 takes ";base64" off the end of a data URL's type.
func cutBase64(s string) (string, bool) {
	if len(s) < 6 || !strings.EqualFold(s[len(s)-6:], "base64") {
		return s, false
	}
	rest := strings.TrimRight(s[:len(s)-6], " ")
	if !strings.HasSuffix(rest, ";") {
		return s, false
	}
	return rest[:len(rest)-1], true
}

func percentDecode(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && unhex(s[i+1]) < 16 && unhex(s[i+2]) < 16 {
			out = append(out, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return out
}

// forgivingBase64 is https://infra.spec.whatwg.org/#forgiving-base64-decode.
func forgivingBase64(b []byte) ([]byte, bool) {
	b = bytes.Map(func(r rune) rune {
		if strings.ContainsRune("\t\n\f\r ", r) {
			return -1
		}
		return r
	}, b)
	if len(b)%4 == 0 {
		b = bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("=")), []byte("="))
	}
	if len(b)%4 == 1 {
		return nil, false
	}
	for _, c := range b {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/') {
			return nil, false
		}
	}
	return decodeBase64(b), true
}
