// Package weburl parses URLs as the URL Standard does (https://url.spec.whatwg.org/),
// which is not how net/url does it: "http:example.com" has a host, backslashes
// are slashes, hosts are mapped to their ASCII form, nothing but a bad host or
// port is an error.
//
//	u, err := weburl.Parse("HTTP://ExAmple.com:80/a/../b?q#f", nil)
//	u.Href() // "http://example.com/b?q#f"
//
// The parser is the standard's state machine over bytes: all delimiters are
// ASCII, and every byte of a longer code point is percent-encoded wherever it
// may not stand. Input must be valid UTF-8 (a USVString); what is not is kept
// byte by byte.
package weburl

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// URL is a URL record. The zero value is not a URL; Parse makes them.
type URL struct {
	scheme             string // without the colon
	username, password string
	host               string
	hasHost            bool
	port               int // -1: none, or the scheme's own
	path               []string
	opaque             string // the path of a URL like "mailto:a"
	isOpaque           bool
	query, fragment    string
	hasQuery, hasFrag  bool
}

// ErrInvalid is the only error of Parse: the input is not a URL.
var ErrInvalid = errors.New("invalid URL")

// Parse parses input against base, which may be nil.
func Parse(input string, base *URL) (*URL, error) {
	input = strings.TrimFunc(input, func(r rune) bool { return r <= ' ' })
	p := parser{in: stripTabs(input), base: base, u: &URL{port: -1}}
	if !p.run(schemeStart) {
		return nil, ErrInvalid
	}
	return p.u, nil
}

func stripTabs(s string) string {
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, s)
}

// defaultPort is the port of a special scheme, 0 for file, -1 for a scheme that
// is not special.
func defaultPort(scheme string) int {
	switch scheme {
	case "http", "ws":
		return 80
	case "https", "wss":
		return 443
	case "ftp":
		return 21
	case "file":
		return 0
	}
	return -1
}

func isSpecial(scheme string) bool { return defaultPort(scheme) >= 0 }

func (u *URL) special() bool { return isSpecial(u.scheme) }

// clone copies what a relative URL takes from its base.
func (u *URL) clone() *URL {
	c := *u
	c.path = slices.Clone(u.path)
	return &c
}

// cannotHaveCredentials says whether the URL has no place for a user or a port.
func (u *URL) cannotHaveCredentials() bool {
	return !u.hasHost || u.host == "" || u.scheme == "file"
}

// Href is the whole URL, serialised.
func (u *URL) Href() string {
	var b strings.Builder
	b.Grow(64)
	b.WriteString(u.scheme)
	b.WriteByte(':')
	if u.hasHost {
		b.WriteString("//")
		if u.username != "" || u.password != "" {
			b.WriteString(u.username)
			if u.password != "" {
				b.WriteByte(':')
				b.WriteString(u.password)
			}
			b.WriteByte('@')
		}
		b.WriteString(u.Host())
	} else if !u.isOpaque && len(u.path) > 1 && u.path[0] == "" {
		b.WriteString("/.")
	}
	b.WriteString(u.Pathname())
	if u.hasQuery {
		b.WriteByte('?')
		b.WriteString(u.query)
	}
	if u.hasFrag {
		b.WriteByte('#')
		b.WriteString(u.fragment)
	}
	return b.String()
}

// Protocol is the scheme with its colon.
func (u *URL) Protocol() string { return u.scheme + ":" }

// Username is percent-encoded.
func (u *URL) Username() string { return u.username }

// Password is percent-encoded.
func (u *URL) Password() string { return u.password }

// Hostname is the host without the port.
func (u *URL) Hostname() string { return u.host }

// Host is the host with the port, where that is not the scheme's own.
func (u *URL) Host() string {
	if u.port < 0 {
		return u.host
	}
	return u.host + ":" + strconv.Itoa(u.port)
}

// Port is the port in digits, "" for the scheme's own.
func (u *URL) Port() string {
	if u.port < 0 {
		return ""
	}
	return strconv.Itoa(u.port)
}

// Pathname is the path, with its leading slash unless it is opaque.
func (u *URL) Pathname() string {
	if u.isOpaque {
		return u.opaque
	}
	if len(u.path) == 0 {
		return ""
	}
	return "/" + strings.Join(u.path, "/")
}

// Search is the query with its question mark, "" where it is empty.
func (u *URL) Search() string {
	if u.query == "" {
		return ""
	}
	return "?" + u.query
}

// Hash is the fragment with its number sign, "" where it is empty.
func (u *URL) Hash() string {
	if u.fragment == "" {
		return ""
	}
	return "#" + u.fragment
}

// Origin is the serialised origin, "null" for an opaque one. That of a blob URL
// is the origin of the URL inside it.
func (u *URL) Origin() string {
	switch u.scheme {
	case "http", "https", "ws", "wss", "ftp":
		return u.scheme + "://" + u.Host()
	case "blob":
		inner, err := Parse(u.Pathname(), nil)
		if err == nil && (inner.scheme == "http" || inner.scheme == "https") {
			return inner.Origin()
		}
	}
	return "null"
}
