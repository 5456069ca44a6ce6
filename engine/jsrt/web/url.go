package web

import (
	"strings"

	"github.com/nlnwa/whatwg-url/url"

	"signalbox/engine/jsrt/vm"
)

// addURL adds the operations below URL and URLSearchParams. A URL crosses as
// its parts joined by line feeds, which no serialised URL contains; js/url.js
// knows their order.
func addURL(l *vm.Library) {
	p := url.NewParser()
	l.Ops["urlParse"] = func(args []any) (any, error) {
		u, err := parseURL(p, args)
		if err != nil {
			return nil, nil
		}
		return joinURL(u), nil
	}
	l.Ops["urlSet"] = func(args []any) (any, error) {
		u, err := p.Parse(vm.Str(args, 0))
		if err != nil {
			return nil, nil
		}
		setURL(u, vm.Str(args, 1), vm.Str(args, 2))
		return joinURL(u), nil
	}
	l.Ops["formEncode"] = func(args []any) (any, error) { return formEncode(vm.Str(args, 0)), nil }
	l.Ops["formDecode"] = func(args []any) (any, error) { return formDecode(vm.Str(args, 0)), nil }
}

func parseURL(p url.Parser, args []any) (u *url.Url, err error) {
	if len(args) > 1 {
		u, err = p.ParseRef(vm.Str(args, 1), vm.Str(args, 0))
	} else {
		u, err = p.Parse(vm.Str(args, 0))
	}
	if err != nil {
		return nil, err
	}
	return closeOpaque(p, u)
}

// closeOpaque writes the last space of an opaque path that a query or fragment
// follows as %20, as the standard has it since 2025 ("data:x ?q"). Nowhere else
// does a serialised URL hold a space.
func closeOpaque(p url.Parser, u *url.Url) (*url.Url, error) {
	href := u.Href(false)
	i := strings.LastIndexByte(href, ' ')
	if i < 0 || i+1 == len(href) || href[i+1] != '?' && href[i+1] != '#' {
		return u, nil
	}
	return p.Parse(href[:i] + "%20" + href[i+1:])
}

func joinURL(u *url.Url) string {
	return strings.Join([]string{
		u.Href(false), u.Protocol(), u.Username(), u.Password(), u.Host(), u.Hostname(), u.Port(),
		u.Pathname(), u.Search(), u.Hash(), origin(u),
	}, "\n")
}

// origin serialises the origin of a URL; that of a blob URL is the one of the
// URL inside it.
func origin(u *url.Url) string {
	switch u.Scheme() {
	case "http", "https", "ws", "wss", "ftp":
		return u.Protocol() + "//" + u.Host()
	case "blob":
		inner, err := url.NewParser().Parse(u.Pathname())
		if err == nil && (inner.Scheme() == "http" || inner.Scheme() == "https") {
			return origin(inner)
		}
	}
	return "null"
}

func setURL(u *url.Url, part, value string) {
	switch part {
	case "protocol":
		u.SetProtocol(value)
	case "username":
		u.SetUsername(value)
	case "password":
		u.SetPassword(value)
	case "host":
		u.SetHost(value)
	case "hostname":
		u.SetHostname(value)
	case "port":
		u.SetPort(value)
	case "pathname":
		u.SetPathname(value)
	case "search":
		u.SetSearch(value)
	case "hash":
		u.SetHash(value)
	}
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
