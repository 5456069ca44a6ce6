package match

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Next collects response headers in an object whose keys know upper and lower
// case: the rules of the config write there as they are spelled, the proxy in
// lower case. Only when they are sent, in that order, a name replaces another
// one that differs from it in case alone.

// assign sets a key, in the place where it stood.
func (r *Result) assign(name string, values ...string) {
	lines := make([]Header, len(values))
	for i, value := range values {
		lines[i] = Header{name, value}
	}
	at := slices.IndexFunc(r.Header, func(h Header) bool { return h.Name == name })
	rest := slices.DeleteFunc(slices.Clone(r.Header), func(h Header) bool { return h.Name == name })
	if at < 0 {
		at = len(rest)
	}
	r.Header = slices.Insert(rest, at, lines...)
}

// setByConfig is assign for a rule of the config, whose cookies add up.
func (r *Result) setByConfig(name, value string) {
	values := []string{value}
	if strings.EqualFold(name, "set-cookie") {
		values = nil
		for _, h := range r.Header {
			if h.Name == name {
				values = append(values, h.Value)
			}
		}
		values = append(values, value)
	}
	r.assign(name, values...)
}

// addProxyHeaders adds what the proxy set to the response and, as Next does, to
// the request as well, where the handler sees it. Its cookies take the place of
// those of the config.
func (w *walk) addProxyHeaders(lines []Header) {
	done := map[string]bool{}
	for _, h := range lines {
		name := strings.ToLower(h.Name)
		if done[name] {
			continue
		}
		done[name] = true
		var values []string
		for _, other := range lines {
			if strings.EqualFold(other.Name, name) {
				values = append(values, other.Value)
			}
		}
		w.setRequest(name, values)
		if name == "x-middleware-set-cookie" {
			continue
		}
		w.result.assign(name, values...)
	}
}

// setRequest replaces a header of the request.
func (w *walk) setRequest(name string, values []string) {
	w.header = slices.DeleteFunc(slices.Clone(w.header), func(h Header) bool { return strings.EqualFold(h.Name, name) })
	for _, value := range values {
		w.header = append(w.header, Header{name, value})
	}
}

// sentHeaders are the headers as they are sent: of keys that differ in case
// alone the last one stays, where the first one stood.
func sentHeaders(list []Header) []Header {
	last := make(map[string]string, len(list))
	mixed := false
	for _, h := range list {
		lower := strings.ToLower(h.Name)
		mixed = mixed || last[lower] != "" && last[lower] != h.Name
		last[lower] = h.Name
	}
	if !mixed {
		return list
	}
	var out []Header
	for _, h := range list {
		key, waiting := last[strings.ToLower(h.Name)]
		if !waiting {
			continue
		}
		delete(last, strings.ToLower(h.Name))
		for _, line := range list {
			if line.Name == key {
				out = append(out, line)
			}
		}
	}
	return out
}

// unsendable returns where the first header stands that Node's setHeader throws
// at, or -1: a name that is no token, as one made of a param may be, or a value
// with a control character or one beyond Latin-1. Those before it are sent.
func unsendable(list []Header) int {
	return slices.IndexFunc(list, func(h Header) bool {
		return h.Name == "" || strings.ContainsFunc(h.Name, notToken) || strings.ContainsFunc(h.Value, notValue)
	})
}

func notToken(c rune) bool {
	alphanumeric := '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
	return !alphanumeric && !strings.ContainsRune("^_`|~!#$%&'*+-.", c)
}

// notValue says that a value cannot hold a character. Bytes that are no UTF-8 are
// Latin-1 already.
func notValue(c rune) bool {
	return c < ' ' && c != '\t' || c == 0x7f || c > 0xff && c != utf8.RuneError
}
