package wire

import (
	"bufio"
	"errors"
	"fmt"
	"strings"
)

var (
	errBad      = errors.New("the request is malformed")
	errTooLarge = errors.New("the request's head is too large")
)

// knownMethod says whether Node's parser knows a method. Case counts.
func knownMethod(m string) bool {
	switch m {
	case "DELETE", "GET", "HEAD", "POST", "PUT", "CONNECT", "OPTIONS", "TRACE", "COPY", "LOCK", "MKCOL", "MOVE",
		"PROPFIND", "PROPPATCH", "SEARCH", "UNLOCK", "BIND", "REBIND", "UNBIND", "ACL", "REPORT", "MKACTIVITY",
		"CHECKOUT", "MERGE", "M-SEARCH", "NOTIFY", "SUBSCRIBE", "UNSUBSCRIBE", "PATCH", "PURGE", "MKCALENDAR",
		"LINK", "UNLINK", "SOURCE":
		return true
	}
	return false
}

// readHead reads a request line and its headers. Empty lines before it are
// passed over.
func readHead(r *bufio.Reader) (*Request, error) {
	left := maxHead
	line, err := readLine(r, &left)
	for err == nil && line == "" {
		line, err = readLine(r, &left)
	}
	if err != nil {
		return nil, err
	}
	req, err := parseRequestLine(line)
	if err != nil {
		return nil, err
	}
	req.Header = make([]Header, 0, 12)
	for {
		line, err := readLine(r, &left)
		if err != nil {
			return nil, err
		}
		if line == "" {
			break
		}
		h, err := parseHeader(line)
		if err != nil {
			return nil, err
		}
		req.Header = append(req.Header, h)
	}
	if req.Minor == 1 && !has(req.Header, "host") {
		return nil, fmt.Errorf("no Host header: %w", errBad)
	}
	return req, nil
}

// readLine reads a line without its end. left is how much the head may still
// hold.
func readLine(r *bufio.Reader, left *int) (string, error) {
	var long []byte
	for {
		part, err := r.ReadSlice('\n')
		if *left -= len(part); *left < 0 {
			return "", errTooLarge
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			long = append(long, part...)
			continue
		}
		if err != nil {
			return "", err
		}
		if long != nil {
			part = append(long, part...)
		}
		text := string(part[:len(part)-1])
		return strings.TrimSuffix(text, "\r"), nil
	}
}

func parseRequestLine(line string) (*Request, error) {
	method, rest, ok := strings.Cut(line, " ")
	if !ok || !knownMethod(method) {
		return nil, fmt.Errorf("the method %q: %w", method, errBad)
	}
	target, version, ok := strings.Cut(rest, " ")
	if !ok || target == "" || !printable(target) {
		return nil, fmt.Errorf("the request target: %w", errBad)
	}
	switch version {
	case "HTTP/1.1":
		return &Request{Method: method, Target: target, Minor: 1}, nil
	case "HTTP/1.0":
		return &Request{Method: method, Target: target}, nil
	}
	return nil, fmt.Errorf("the version %q: %w", version, errBad)
}

// printable says that a target holds only bytes that Node's parser takes.
func printable(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

func parseHeader(line string) (Header, error) {
	name, value, ok := strings.Cut(line, ":")
	if !ok || name == "" || !token(name) {
		return Header{}, fmt.Errorf("the header line %q: %w", line, errBad)
	}
	value = strings.Trim(value, " \t")
	for i := range len(value) {
		if b := value[i]; b < ' ' && b != '\t' || b == 0x7f {
			return Header{}, fmt.Errorf("the value of %s: %w", name, errBad)
		}
	}
	return Header{name, value}, nil
}

func token(s string) bool {
	for i := range len(s) {
		b := s[i]
		letter := b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
		if !letter && strings.IndexByte("!#$%&'*+-.^_`|~", b) < 0 {
			return false
		}
	}
	return true
}

func has(headers []Header, name string) bool {
	for i := range headers {
		if equalFold(headers[i].Name, name) {
			return true
		}
	}
	return false
}

// equalFold compares a name with a lower-case one.
func equalFold(name, lower string) bool {
	return len(name) == len(lower) && strings.EqualFold(name, lower)
}

// keepsAlive says whether the client wants to go on.
func keepsAlive(r *Request) bool {
	connection := strings.ToLower(r.Get("connection"))
	if r.Minor == 0 {
		return strings.Contains(connection, "keep-alive")
	}
	return !strings.Contains(connection, "close")
}

// upgrades says that the client asks for another protocol, which no route
// speaks.
func upgrades(r *Request) bool {
	return r.Get("upgrade") != "" && strings.Contains(strings.ToLower(r.Get("connection")), "upgrade")
}
