package weburl

import (
	"strconv"
	"strings"
)

// state is a state of the basic URL parser.
type state int

const (
	noState state = iota
	schemeStart
	schemeState
	noScheme
	specialRelativeOrAuthority
	pathOrAuthority
	relative
	relativeSlash
	specialAuthoritySlashes
	specialAuthorityIgnoreSlashes
	authority
	hostState
	hostnameState
	portState
	fileState
	fileSlash
	fileHost
	pathStart
	pathState
	opaquePath
	queryState
	fragmentState
)

// outcome says how a state ended.
type outcome int

const (
	goOn outcome = iota // next holds the state to enter at p.at
	done
	failure
)

// parser runs the state machine. Where the standard reads one code point at a
// time into a buffer, a state here takes its whole piece of the input at once.
type parser struct {
	in       string
	at       int
	base     *URL
	u        *URL
	override state // the state a setter started in, noState for a full parse
	next     state
}

func (p *parser) run(start state) bool {
	p.next = start
	for {
		switch p.step(p.next) {
		case done:
			return true
		case failure:
			return false
		case goOn:
		}
	}
}

// to enters another state at a position.
func (p *parser) to(s state, at int) outcome {
	p.next, p.at = s, at
	return goOn
}

func (p *parser) rest() string { return p.in[p.at:] }

// peek is the current byte, 0 at the end (no input holds a zero byte that
// would be taken for a delimiter).
func (p *parser) peek() byte {
	if p.at < len(p.in) {
		return p.in[p.at]
	}
	return 0
}

func (p *parser) slash(c byte) bool { return c == '/' || c == '\\' && p.u.special() }

func (p *parser) step(s state) outcome {
	switch s {
	case schemeStart, schemeState:
		return p.scheme()
	case noScheme:
		return p.withoutScheme()
	case specialRelativeOrAuthority:
		if strings.HasPrefix(p.rest(), "//") {
			return p.to(specialAuthorityIgnoreSlashes, p.at+2)
		}
		return p.to(relative, p.at)
	case pathOrAuthority:
		if p.peek() == '/' {
			return p.to(authority, p.at+1)
		}
		return p.to(pathState, p.at)
	case relative:
		return p.relative()
	case relativeSlash:
		return p.relativeSlash()
	case specialAuthoritySlashes:
		if strings.HasPrefix(p.rest(), "//") {
			p.at += 2
		}
		return p.to(specialAuthorityIgnoreSlashes, p.at)
	case specialAuthorityIgnoreSlashes:
		for p.at < len(p.in) && (p.in[p.at] == '/' || p.in[p.at] == '\\') {
			p.at++
		}
		return p.to(authority, p.at)
	case authority:
		return p.authority()
	case hostState, hostnameState:
		return p.hostAndPort()
	case portState:
		return p.port()
	case fileState:
		return p.file()
	case fileSlash:
		return p.fileSlash()
	case fileHost:
		return p.fileHost()
	case pathStart:
		return p.pathStart()
	case pathState:
		return p.path()
	case opaquePath:
		return p.opaquePath()
	case queryState:
		return p.query()
	case fragmentState:
		p.u.fragment = encode(p.rest(), setFragment)
		return done
	case noState:
	}
	return failure
}

func (p *parser) scheme() outcome {
	end := 0
	for end < len(p.in) && (isAlpha(p.in[end]) || end > 0 && (isDigit(p.in[end]) || strings.IndexByte("+-.", p.in[end]) >= 0)) {
		end++
	}
	if end == 0 || end == len(p.in) || p.in[end] != ':' {
		if p.override != noState {
			return failure
		}
		return p.to(noScheme, 0)
	}
	scheme := strings.ToLower(p.in[:end])
	if p.override != noState {
		return p.setScheme(scheme)
	}
	p.u.scheme = scheme
	after := end + 1
	switch {
	case scheme == "file":
		return p.to(fileState, after)
	case p.u.special() && p.base != nil && p.base.scheme == scheme:
		return p.to(specialRelativeOrAuthority, after)
	case p.u.special():
		return p.to(specialAuthoritySlashes, after)
	case strings.HasPrefix(p.in[after:], "/"):
		return p.to(pathOrAuthority, after+1)
	}
	p.u.isOpaque = true
	return p.to(opaquePath, after)
}

// setScheme is the part of the scheme state that the protocol setter reaches.
func (p *parser) setScheme(scheme string) outcome {
	u := p.u
	if u.special() != isSpecial(scheme) {
		return done
	}
	if scheme == "file" && (u.username != "" || u.password != "" || u.port >= 0) {
		return done
	}
	if u.scheme == "file" && u.host == "" {
		return done
	}
	u.scheme = scheme
	if u.port == defaultPort(scheme) {
		u.port = -1
	}
	return done
}

func (p *parser) withoutScheme() outcome {
	switch {
	case p.base == nil:
		return failure
	case p.base.isOpaque:
		if p.peek() != '#' {
			return failure
		}
		*p.u = *p.base.clone()
		p.u.fragment, p.u.hasFrag = "", true
		return p.to(fragmentState, p.at+1)
	case p.base.scheme == "file":
		p.u.scheme = "file"
		return p.to(fileState, p.at)
	}
	return p.to(relative, p.at)
}

func (p *parser) relative() outcome {
	p.u.scheme = p.base.scheme
	if p.slash(p.peek()) {
		return p.to(relativeSlash, p.at+1)
	}
	*p.u = *p.base.clone()
	p.u.fragment, p.u.hasFrag = "", false
	return p.afterBase()
}

// afterBase goes on where the URL took over its base's path and query.
func (p *parser) afterBase() outcome {
	switch {
	case p.at == len(p.in):
		return done
	case p.peek() == '?':
		p.u.query, p.u.hasQuery = "", true
		return p.to(queryState, p.at+1)
	case p.peek() == '#':
		p.u.hasFrag = true
		return p.to(fragmentState, p.at+1)
	}
	p.u.query, p.u.hasQuery = "", false
	if p.u.scheme == "file" && startsWithDrive(p.rest()) {
		p.u.path = nil
	} else {
		p.shorten()
	}
	return p.to(pathState, p.at)
}

func (p *parser) relativeSlash() outcome {
	c := p.peek()
	switch {
	case p.u.special() && (c == '/' || c == '\\'):
		return p.to(specialAuthorityIgnoreSlashes, p.at+1)
	case c == '/':
		return p.to(authority, p.at+1)
	}
	b := p.base
	p.u.username, p.u.password, p.u.host, p.u.hasHost, p.u.port = b.username, b.password, b.host, b.hasHost, b.port
	return p.to(pathState, p.at)
}

// endOfAuthority is where the authority ends: at a slash, "?" or "#".
func (p *parser) endOfAuthority() int {
	for i := p.at; i < len(p.in); i++ {
		if c := p.in[i]; c == '?' || c == '#' || p.slash(c) {
			return i
		}
	}
	return len(p.in)
}

func (p *parser) authority() outcome {
	end := p.endOfAuthority()
	user := strings.LastIndexByte(p.in[p.at:end], '@')
	if user < 0 {
		return p.to(hostState, p.at)
	}
	credentials := p.in[p.at : p.at+user]
	if p.at+user+1 == end {
		return failure
	}
	name, password, _ := strings.Cut(credentials, ":")
	p.u.username, p.u.password = encode(name, setUserinfo), encode(password, setUserinfo)
	return p.to(hostState, p.at+user+1)
}

func (p *parser) hostAndPort() outcome {
	if p.override != noState && p.u.scheme == "file" {
		return p.to(fileHost, p.at)
	}
	end := p.endOfAuthority()
	host, colon := p.in[p.at:end], -1
	inside := false
	for i := 0; i < len(host); i++ {
		switch host[i] {
		case '[':
			inside = true
		case ']':
			inside = false
		case ':':
			if !inside {
				colon = i
			}
		}
		if colon >= 0 {
			break
		}
	}
	if colon >= 0 {
		host, end = host[:colon], p.at+colon
		if host == "" || p.override == hostnameState {
			return failure
		}
		if !p.setHost(host) {
			return failure
		}
		return p.to(portState, end+1)
	}
	if host == "" && p.u.special() {
		return failure
	}
	if p.override != noState && host == "" && (p.u.username != "" || p.u.password != "" || p.u.port >= 0) {
		return failure
	}
	if !p.setHost(host) {
		return failure
	}
	if p.override != noState {
		return done
	}
	return p.to(pathStart, end)
}

func (p *parser) setHost(s string) bool {
	host, ok := parseHost(s, !p.u.special())
	if ok {
		p.u.host, p.u.hasHost = host, true
	}
	return ok
}

func (p *parser) port() outcome {
	end := p.at
	for end < len(p.in) && isDigit(p.in[end]) {
		end++
	}
	digits := p.in[p.at:end]
	if end < len(p.in) && p.override == noState {
		if c := p.in[end]; c != '?' && c != '#' && !p.slash(c) {
			return failure
		}
	}
	if digits != "" {
		n, err := strconv.ParseUint(digits, 10, 64)
		if err != nil || n > 65535 {
			return failure
		}
		p.u.port = int(n)
		if p.u.port == defaultPort(p.u.scheme) {
			p.u.port = -1
		}
	}
	if p.override != noState {
		if digits == "" && p.override == portState {
			return failure
		}
		return done
	}
	return p.to(pathStart, end)
}

func (p *parser) file() outcome {
	p.u.scheme = "file"
	p.u.host, p.u.hasHost = "", true
	if c := p.peek(); p.at < len(p.in) && (c == '/' || c == '\\') {
		return p.to(fileSlash, p.at+1)
	}
	if p.base == nil || p.base.scheme != "file" {
		return p.to(pathState, p.at)
	}
	b := p.base.clone()
	p.u.host, p.u.hasHost, p.u.path, p.u.query, p.u.hasQuery = b.host, b.hasHost, b.path, b.query, b.hasQuery
	return p.afterBase()
}

func (p *parser) fileSlash() outcome {
	if c := p.peek(); p.at < len(p.in) && (c == '/' || c == '\\') {
		return p.to(fileHost, p.at+1)
	}
	if b := p.base; b != nil && b.scheme == "file" {
		p.u.host, p.u.hasHost = b.host, b.hasHost
		if !startsWithDrive(p.rest()) && len(b.path) > 0 && isNormalDrive(b.path[0]) {
			p.u.path = append(p.u.path, b.path[0])
		}
	}
	return p.to(pathState, p.at)
}

func (p *parser) fileHost() outcome {
	end := p.at
	for end < len(p.in) && strings.IndexByte("/\\?#", p.in[end]) < 0 {
		end++
	}
	host := p.in[p.at:end]
	switch {
	case p.override == noState && isDrive(host):
		return p.to(pathState, p.at)
	case host == "":
		p.u.host, p.u.hasHost = "", true
	default:
		h, ok := parseHost(host, false)
		if !ok {
			return failure
		}
		if h == "localhost" {
			h = ""
		}
		p.u.host, p.u.hasHost = h, true
	}
	if p.override != noState {
		return done
	}
	return p.to(pathStart, end)
}

func (p *parser) pathStart() outcome {
	c := p.peek()
	switch {
	case p.u.special():
		if p.at < len(p.in) && (c == '/' || c == '\\') {
			p.at++
		}
		return p.to(pathState, p.at)
	case p.override == noState && p.at < len(p.in) && c == '?':
		p.u.hasQuery = true
		return p.to(queryState, p.at+1)
	case p.override == noState && p.at < len(p.in) && c == '#':
		p.u.hasFrag = true
		return p.to(fragmentState, p.at+1)
	case p.at < len(p.in):
		if c == '/' {
			p.at++
		}
		return p.to(pathState, p.at)
	case p.override != noState && !p.u.hasHost:
		p.u.path = append(p.u.path, "")
	}
	return done
}

// path takes segment after segment.
func (p *parser) path() outcome {
	for {
		end := p.at
		for end < len(p.in) && !p.slash(p.in[end]) && (p.override != noState || p.in[end] != '?' && p.in[end] != '#') {
			end++
		}
		segment := encode(p.in[p.at:end], setPath)
		slash := end < len(p.in) && p.slash(p.in[end])
		p.segment(segment, slash)
		p.at = end
		if !slash {
			return p.afterPath()
		}
		p.at++
	}
}

func (p *parser) segment(s string, slash bool) {
	switch {
	case isDoubleDot(s):
		p.shorten()
		if !slash {
			p.u.path = append(p.u.path, "")
		}
	case isSingleDot(s):
		if !slash {
			p.u.path = append(p.u.path, "")
		}
	default:
		if p.u.scheme == "file" && len(p.u.path) == 0 && isDrive(s) {
			s = s[:1] + ":"
		}
		p.u.path = append(p.u.path, s)
	}
}

func (p *parser) afterPath() outcome {
	if p.at == len(p.in) {
		return done
	}
	if p.in[p.at] == '?' {
		p.u.query, p.u.hasQuery = "", true
		return p.to(queryState, p.at+1)
	}
	p.u.fragment, p.u.hasFrag = "", true
	return p.to(fragmentState, p.at+1)
}

// opaquePath keeps spaces, but writes the last one before a query or fragment
// as %20, so that it survives serialising and parsing.
func (p *parser) opaquePath() outcome {
	end := p.at
	for end < len(p.in) && p.in[end] != '?' && p.in[end] != '#' {
		end++
	}
	s := encode(p.in[p.at:end], setC0)
	if end < len(p.in) && strings.HasSuffix(s, " ") {
		s = s[:len(s)-1] + "%20"
	}
	p.u.opaque = s
	p.at = end
	return p.afterPath()
}

func (p *parser) query() outcome {
	end := len(p.in)
	if p.override == noState {
		if i := strings.IndexByte(p.rest(), '#'); i >= 0 {
			end = p.at + i
		}
	}
	in := setQuery
	if p.u.special() {
		in = setSpecialQuery
	}
	p.u.query = encode(p.in[p.at:end], in)
	if end == len(p.in) {
		return done
	}
	p.u.fragment, p.u.hasFrag = "", true
	return p.to(fragmentState, end+1)
}

// shorten drops the last segment, but not a drive letter.
func (p *parser) shorten() {
	path := p.u.path
	if p.u.scheme == "file" && len(path) == 1 && isNormalDrive(path[0]) || len(path) == 0 {
		return
	}
	p.u.path = path[:len(path)-1]
}

func isDrive(s string) bool { return len(s) == 2 && isAlpha(s[0]) && (s[1] == ':' || s[1] == '|') }

func isNormalDrive(s string) bool { return len(s) == 2 && isAlpha(s[0]) && s[1] == ':' }

func startsWithDrive(s string) bool {
	return len(s) >= 2 && isDrive(s[:2]) && (len(s) == 2 || strings.IndexByte("/\\?#", s[2]) >= 0)
}

func isSingleDot(s string) bool { return s == "." || strings.EqualFold(s, "%2e") }

func isDoubleDot(s string) bool {
	switch len(s) {
	case 2:
		return s == ".."
	case 4:
		return strings.EqualFold(s, ".%2e") || strings.EqualFold(s, "%2e.")
	case 6:
		return strings.EqualFold(s, "%2e%2e")
	}
	return false
}
