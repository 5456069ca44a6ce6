package nextconfig

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"signalbox/engine/route"
)

// Query is a parsed query string: names in the order of a JavaScript object
// (whole numbers first, rising, then the others as they came), each with the
// list of its values.
type Query []QueryValue

// QueryValue is one name of a Query. Values has more than one element where the
// name was repeated.
type QueryValue struct {
	Name   string
	Values []string
}

// ParseQuery reads a query string without its question mark, as
// URLSearchParams does: a plus sign is a space, and bytes that are no UTF-8 turn
// into U+FFFD.
func ParseQuery(search string) Query {
	var q Query
	for pair := range strings.SplitSeq(search, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		q = q.add(decodeForm(name), decodeForm(value))
	}
	return q
}

func decodeForm(s string) string {
	s = strings.ReplaceAll(s, "+", " ")
	if strings.IndexByte(s, '%') < 0 {
		return strings.ToValidUTF8(s, "\uFFFD")
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(v))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return strings.ToValidUTF8(b.String(), "\uFFFD")
}

// add adds a value. The name __proto__ is lost, as in an object of JavaScript.
func (q Query) add(name, value string) Query {
	if name == "__proto__" {
		return q
	}
	for i := range q {
		if q[i].Name == name {
			q[i].Values = append(q[i].Values, value)
			return q
		}
	}
	return append(q, QueryValue{name, []string{value}})
}

// Get returns the values of a name.
func (q Query) Get(name string) ([]string, bool) {
	for _, v := range q {
		if v.Name == name {
			return v.Values, true
		}
	}
	return nil, false
}

// Merge returns q with the names of over added or replaced.
func (q Query) Merge(over Query) Query {
	out := slices.Clone(q)
	for _, v := range over {
		i := slices.IndexFunc(out, func(w QueryValue) bool { return w.Name == v.Name })
		if i < 0 {
			out = append(out, v)
		} else {
			out[i] = v
		}
	}
	return out
}

// ordered returns the names as a JavaScript object enumerates them.
func (q Query) ordered() Query {
	out := slices.Clone(q)
	slices.SortStableFunc(out, func(a, b QueryValue) int {
		x, y := arrayIndex(a.Name), arrayIndex(b.Name)
		switch {
		case x >= 0 && y >= 0:
			return cmp.Compare(x, y)
		case x >= 0:
			return -1
		case y >= 0:
			return 1
		}
		return 0
	})
	return out
}

// arrayIndex returns the number that a property name is, or -1.
func arrayIndex(name string) int64 {
	n, err := strconv.ParseUint(name, 10, 32)
	if err != nil || n == 1<<32-1 || strconv.FormatUint(n, 10) != name {
		return -1
	}
	return int64(n)
}

// Redirected writes the query as Next does behind a redirect: names and values
// that came with the request are encoded, those of the destination stand as
// they were written.
func (q Query) Redirected(request Query) string {
	fromRequest := func(s string) bool {
		for _, v := range request {
			if v.Name == s || slices.Contains(v.Values, s) {
				return true
			}
		}
		return false
	}
	encode := func(s string) string {
		if fromRequest(s) {
			return route.EncodeComponent(s)
		}
		return s
	}
	var b strings.Builder
	for _, v := range q.ordered() {
		for _, value := range v.Values {
			if b.Len() > 0 {
				b.WriteByte('&')
			}
			b.WriteString(encode(v.Name) + "=" + encode(value))
		}
	}
	return b.String()
}

// Encode writes the query as URLSearchParams does, the way in which a handler
// sees it (NEXT-FACTS C12).
func (q Query) Encode() string {
	var b strings.Builder
	for _, v := range q.ordered() {
		for _, value := range v.Values {
			if b.Len() > 0 {
				b.WriteByte('&')
			}
			b.WriteString(encodeForm(v.Name) + "=" + encodeForm(value))
		}
	}
	return b.String()
}

// encodeForm is the application/x-www-form-urlencoded serialiser.
func encodeForm(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case c == ' ':
			b.WriteByte('+')
		case isWord(c) || c == '*' || c == '-' || c == '.':
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}
