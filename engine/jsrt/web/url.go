package web

import (
	"strings"

	"signalbox/engine/jsrt/vm"
	"signalbox/engine/weburl"
)

// addURL adds the operations below URL and URLSearchParams. A URL crosses as
// its parts joined by line feeds, which no serialised URL contains; js/url.js
// knows their order.
func addURL(l *vm.Library) {
	l.Ops["urlParse"] = func(args []any) (any, error) {
		u, err := parseURL(args)
		if err != nil {
			return nil, nil
		}
		return joinURL(u), nil
	}
	l.Ops["urlSet"] = func(args []any) (any, error) {
		u, err := weburl.Parse(vm.Str(args, 0), nil)
		if err != nil {
			return nil, nil
		}
		u.Set(vm.Str(args, 1), vm.Str(args, 2))
		return joinURL(u), nil
	}
	l.Ops["formEncode"] = func(args []any) (any, error) { return formEncode(vm.Str(args, 0)), nil }
	l.Ops["formDecode"] = func(args []any) (any, error) { return formDecode(vm.Str(args, 0)), nil }
}

func parseURL(args []any) (*weburl.URL, error) {
	if len(args) < 2 {
		return weburl.Parse(vm.Str(args, 0), nil)
	}
	base, err := weburl.Parse(vm.Str(args, 1), nil)
	if err != nil {
		return nil, err
	}
	return weburl.Parse(vm.Str(args, 0), base)
}

func joinURL(u *weburl.URL) string {
	return strings.Join([]string{
		u.Href(), u.Protocol(), u.Username(), u.Password(), u.Host(), u.Hostname(), u.Port(),
		u.Pathname(), u.Search(), u.Hash(), u.Origin(),
	}, "\n")
}

// formEncode is the serialiser of application/x-www-form-urlencoded.
func formEncode(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(s) {
		switch {
		case c == ' ':
			b.WriteByte('+')
		case c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c == '*', c == '-', c == '.', c == '_':
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}

// formDecode is its parser for one name or value.
func formDecode(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '+':
			c = ' '
		case c == '%' && i+2 < len(s) && unhex(s[i+1]) < 16 && unhex(s[i+2]) < 16:
			c = unhex(s[i+1])<<4 | unhex(s[i+2])
			i += 2
		}
		out = append(out, c)
	}
	return decodeUTF8(out)
}

// unhex is the value of a hexadecimal digit, 255 for anything else.
func unhex(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return 255
}
