package weburl

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// parseHost is the host parser. opaque hosts are those of schemes that are not
// special.
func parseHost(s string, opaque bool) (string, bool) {
	if strings.HasPrefix(s, "[") {
		if !strings.HasSuffix(s, "]") {
			return "", false
		}
		address, ok := parseIPv6(s[1 : len(s)-1])
		return "[" + address + "]", ok
	}
	if opaque {
		for i := 0; i < len(s); i++ {
			if forbiddenHost(s[i]) {
				return "", false
			}
		}
		return encode(s, setC0), true
	}
	domain, ok := toASCII(strings.ToValidUTF8(decode(s), "\uFFFD"))
	if !ok || domain == "" {
		return "", false
	}
	for i := 0; i < len(domain); i++ {
		if forbiddenDomain(domain[i]) {
			return "", false
		}
	}
	if endsInNumber(domain) {
		return parseIPv4(domain)
	}
	return domain, true
}

func forbiddenHost(c byte) bool {
	return strings.IndexByte("\x00\t\n\r #/:<>?@[\\]^|", c) >= 0
}

func forbiddenDomain(c byte) bool {
	return c < 0x20 || c == '%' || c == 0x7F || forbiddenHost(c)
}

// toASCII is "domain to ASCII" without strictness. A name of plain ASCII labels
// is only lower-cased.
func toASCII(s string) (string, bool) {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			plain = false
			break
		}
	}
	if plain {
		s = strings.ToLower(s)
		if !strings.Contains(s, "xn--") {
			return s, true
		}
	}
	out, err := profile().ToASCII(strings.Map(remap, s))
	if err != nil {
		return "", false
	}
	return out, validPunycode(out)
}

// remap brings the tables of package idna (Unicode 15.0) up to those of Unicode
// 16: code points that were refused and are mapped or ignored now.
func remap(r rune) rune {
	switch {
	case r == 'ẞ':
		return 'ß'
	case r >= 0x10A0 && r <= 0x10C5:
		return r - 0x10A0 + 0x2D00 // Georgian capitals
	case r == 0x04C0:
		return 0x04CF
	case r == 0x2132:
		return 0x214E
	case r == 0x2183:
		return 0x2184
	case r == 0x2F868:
		return 0x36FC
	case r == 0x2F874:
		return 0x5F53
	case r == 0x2F91F:
		return 0x243AB
	case r == 0x2F95F:
		return 0x7AEE
	case r == 0x2F9BF:
		return 0x45D7
	case r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5, r == 0x180E, r == 0x180F, r == 0x3164, r == 0xFFA0,
		r >= 0x2061 && r <= 0x2064, r >= 0x206A && r <= 0x206F, r >= 0x1BCA0 && r <= 0x1BCA3, r >= 0x1D173 && r <= 0x1D17A:
		return -1
	}
	return r
}

// profile is UTS #46 as the URL Standard asks for it.
func profile() *idna.Profile {
	return idna.New(idna.MapForLookup(), idna.BidiRule(), idna.CheckJoiners(true), idna.CheckHyphens(false),
		idna.StrictDomainName(false), idna.VerifyDNSLength(false), idna.Transitional(false))
}

// validPunycode refuses labels whose Punycode hides plain ASCII or another
// encoded label.
func validPunycode(domain string) bool {
	for label := range strings.SplitSeq(domain, ".") {
		if !strings.HasPrefix(label, "xn--") {
			continue
		}
		u, err := idna.Punycode.ToUnicode(label)
		if err != nil || strings.HasPrefix(u, "xn--") || isASCII(u) {
			return false
		}
	}
	return true
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// endsInNumber decides whether a host is meant as an IPv4 address.
func endsInNumber(s string) bool {
	s = strings.TrimSuffix(s, ".")
	last := s[strings.LastIndexByte(s, '.')+1:]
	if last == "" {
		return false
	}
	if strings.Trim(last, "0123456789") == "" {
		return true
	}
	_, ok := parseNumber(last)
	return ok
}

// parseNumber reads a part of an IPv4 address: decimal, octal or hexadecimal.
func parseNumber(s string) (uint64, bool) {
	if s == "" {
		return 0, false
	}
	base := 10
	switch {
	case len(s) >= 2 && (strings.HasPrefix(s, "0x") || strings.HasPrefix(s, "0X")):
		s, base = s[2:], 16
	case len(s) >= 2 && s[0] == '0':
		s, base = s[1:], 8
	}
	if s == "" {
		return 0, true
	}
	// A letter behind more digits than fit makes a name, not a number out of range.
	if strings.Trim(strings.ToLower(s), "0123456789abcdef"[:base]) != "" {
		return 0, false
	}
	n, err := strconv.ParseUint(s, base, 64)
	if err != nil {
		if e, ok := err.(*strconv.NumError); ok && e.Err == strconv.ErrRange {
			return math.MaxUint64, true
		}
		return 0, false
	}
	return n, true
}

func parseIPv4(s string) (string, bool) {
	parts := strings.Split(strings.TrimSuffix(s, "."), ".")
	if len(parts) > 4 {
		return "", false
	}
	var address uint64
	for i, part := range parts {
		n, ok := parseNumber(part)
		if !ok {
			return "", false
		}
		if i < len(parts)-1 {
			if n > 255 {
				return "", false
			}
			address |= n << (8 * (3 - i))
			continue
		}
		if n >= 1<<(8*(5-len(parts))) {
			return "", false
		}
		address |= n
	}
	b := make([]byte, 0, 15)
	for shift := 24; shift >= 0; shift -= 8 {
		b = strconv.AppendUint(b, address>>shift&255, 10)
		if shift > 0 {
			b = append(b, '.')
		}
	}
	return string(b), true
}

// parseIPv6 reads an address without its brackets and answers its shortest form.
func parseIPv6(s string) (string, bool) {
	var pieces [8]uint16
	index, compress, at := 0, -1, 0
	if strings.HasPrefix(s, ":") {
		if !strings.HasPrefix(s, "::") {
			return "", false
		}
		at, index, compress = 2, 1, 1
	}
	for at < len(s) {
		if index == 8 {
			return "", false
		}
		if s[at] == ':' {
			if compress >= 0 {
				return "", false
			}
			at++
			index++
			compress = index
			continue
		}
		value, length := 0, 0
		for length < 4 && at < len(s) && unhex(s[at]) < 16 {
			value = value<<4 | int(unhex(s[at]))
			at++
			length++
		}
		if at < len(s) && s[at] == '.' {
			if length == 0 || index > 6 || !embeddedIPv4(s[at-length:], &pieces, index) {
				return "", false
			}
			index += 2
			break
		}
		if at < len(s) && s[at] == ':' {
			at++
			if at == len(s) {
				return "", false
			}
		} else if at < len(s) {
			return "", false
		}
		pieces[index] = uint16(value)
		index++
	}
	if compress >= 0 {
		swaps := index - compress
		for i := 7; i > 0 && swaps > 0; i, swaps = i-1, swaps-1 {
			pieces[i], pieces[compress+swaps-1] = pieces[compress+swaps-1], pieces[i]
		}
	} else if index != 8 {
		return "", false
	}
	return formatIPv6(pieces), true
}

// embeddedIPv4 reads the dotted end of an IPv6 address into two pieces.
func embeddedIPv4(s string, pieces *[8]uint16, index int) bool {
	parts := strings.Split(s, ".")
	if len(parts) != 4 {
		return false
	}
	for i, part := range parts {
		if len(part) == 0 || len(part) > 3 || len(part) > 1 && part[0] == '0' || strings.Trim(part, "0123456789") != "" {
			return false
		}
		n, err := strconv.Atoi(part)
		if err != nil || n > 255 {
			return false
		}
		pieces[index+i/2] = pieces[index+i/2]<<8 | uint16(n)
	}
	return true
}

func formatIPv6(pieces [8]uint16) string {
	start, length := longestZeros(pieces)
	b := make([]byte, 0, 39)
	for i := 0; i < 8; i++ {
		if i == start {
			if i == 0 {
				b = append(b, ':')
			}
			b = append(b, ':')
			i += length - 1
			continue
		}
		b = strconv.AppendUint(b, uint64(pieces[i]), 16)
		if i < 7 {
			b = append(b, ':')
		}
	}
	return string(b)
}

// longestZeros finds the first longest run of at least two zero pieces; start
// is -1 for none.
func longestZeros(pieces [8]uint16) (start, length int) {
	start, length = -1, 1
	for i := 0; i < 8; i++ {
		n := 0
		for i+n < 8 && pieces[i+n] == 0 {
			n++
		}
		if n > length {
			start, length = i, n
		}
		i += max(n-1, 0)
	}
	return start, length
}
