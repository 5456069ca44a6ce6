package engine

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"

	"signalbox/engine/cache"
	"signalbox/engine/jsrt"
)

// answer is a response while it is being put together. Its header rules are
// those of Node's ServerResponse as Next uses it: names keep their spelling and
// compare without case.
type answer struct {
	status  int
	text    string // status text, "" for the usual one
	header  []jsrt.Header
	body    io.ReadCloser // nil for none
	chunked bool
	merged  bool
	length  int // of the body where it is known as a whole
}

func newAnswer(status int) *answer { return &answer{status: status} }

// get returns the first value of a header.
func (a *answer) get(name string) (string, bool) {
	for _, h := range a.header {
		if strings.EqualFold(h.Name, name) {
			return h.Value, true
		}
	}
	return "", false
}

// set replaces every line of a header by one, in the place of the first.
func (a *answer) set(name, value string) {
	same := func(h jsrt.Header) bool { return strings.EqualFold(h.Name, name) }
	at := slices.IndexFunc(a.header, same)
	if at < 0 {
		a.header = append(a.header, jsrt.Header{Name: name, Value: value})
		return
	}
	a.header[at] = jsrt.Header{Name: name, Value: value}
	a.header = append(a.header[:at+1], slices.DeleteFunc(a.header[at+1:], same)...)
}

// add appends a line unless the very same one is there. The lines of one header
// stand together where the first stood, all spelled as the last: Node keeps a
// header and its values as one.
func (a *answer) add(name, value string) {
	last := -1
	for i := range a.header {
		if !strings.EqualFold(a.header[i].Name, name) {
			continue
		}
		if a.header[i].Value == value {
			return
		}
		a.header[i].Name, last = name, i
	}
	line := jsrt.Header{Name: name, Value: value}
	if last < 0 {
		a.header = append(a.header, line)
		return
	}
	a.header = slices.Insert(a.header, last+1, line)
}

// lead puts lines before those that are there, but for Vary where it is first,
// and moves later lines of the same header up to them.
func (a *answer) lead(lines ...jsrt.Header) {
	at := 0
	if len(a.header) > 0 && strings.EqualFold(a.header[0].Name, "vary") {
		at = 1
	}
	rest := a.header[at:]
	a.header = append(slices.Clone(a.header[:at]), lines...)
	for _, h := range rest {
		a.add(h.Name, h.Value)
	}
}

// varyByEncoding adds Accept-Encoding to Vary where the content type is one that
// compresses, whether or not this client takes gzip: the package compression
// says so of every answer that it looks at, in one line.
func (a *answer) varyByEncoding() {
	if !transformable(a.header) {
		return
	}
	var all []string
	for _, h := range a.header {
		if strings.EqualFold(h.Name, "vary") {
			all = append(all, h.Value)
		}
	}
	value := strings.Join(all, ", ")
	switch {
	case value == "*" || namesHeader(value, "accept-encoding"):
	case value == "":
		value = "Accept-Encoding"
	default:
		value += ", Accept-Encoding"
	}
	a.set("Vary", value)
}

// namesHeader says that a comma-separated list holds a name, which is given in
// lower case.
func namesHeader(list, name string) bool {
	for item := range strings.SplitSeq(list, ",") {
		if strings.EqualFold(strings.TrimSpace(item), name) {
			return true
		}
	}
	return false
}

// setWhole makes b the body.
func (a *answer) setWhole(b []byte) {
	a.length, a.body = len(b), known{bytes.NewReader(b)}
}

// text answers with a short body of a content type.
func textAnswer(status int, contentType, body string) *answer {
	a := newAnswer(status)
	if contentType != "" {
		a.set("Content-Type", contentType)
	}
	a.setWhole([]byte(body))
	return a
}

// isMultiple says that a handler's header joins those that are set already.
// Every other header of next.config or the proxy beats the handler's own
// (NEXT-FACTS C17).
func isMultiple(name string) bool {
	switch strings.ToLower(name) {
	case "set-cookie", "www-authenticate", "proxy-authenticate", "vary":
		return true
	}
	return false
}

// isForbidden says that Next drops the header from a handler's response.
func isForbidden(name string) bool {
	switch strings.ToLower(name) {
	case "content-length", "content-encoding", "transfer-encoding", "x-middleware-set-cookie":
		return true
	}
	return false
}

// take copies the headers of a handler's response, by name as Headers lists them.
func (a *answer) take(headers []jsrt.Header) {
	byName := func(a, b jsrt.Header) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) }
	if !slices.IsSortedFunc(headers, byName) {
		headers = slices.Clone(headers)
		slices.SortStableFunc(headers, byName)
	}
	present := map[string]bool{}
	for _, h := range a.header {
		present[strings.ToLower(h.Name)] = true
	}
	for _, h := range headers {
		lower := strings.ToLower(h.Name)
		if isForbidden(lower) || present[lower] && !isMultiple(lower) {
			continue
		}
		a.add(h.Name, h.Value)
	}
}

// stored are the headers of a stored answer.
func stored(kept *cache.Answer) []jsrt.Header {
	headers := make([]jsrt.Header, len(kept.Header), len(kept.Header)+1)
	for i, p := range kept.Header {
		headers[i] = jsrt.Header{Name: p[0], Value: p[1]}
	}
	return headers
}

// value returns the value of a header in a list, "" for none.
func value(headers []jsrt.Header, name string) string {
	for _, h := range headers {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}

// keep turns a handler's response, read to its end, into what the cache stores.
func keep(r *jsrt.Response, body []byte) *cache.Answer {
	kept := &cache.Answer{Status: r.Status, StatusText: r.StatusText, Body: body}
	for _, h := range r.Header {
		kept.Header = append(kept.Header, [2]string{h.Name, h.Value})
	}
	return kept
}

// nullBody says that a status takes no body, so that Response refuses one.
func nullBody(status int) bool {
	switch status {
	case http.StatusNoContent, http.StatusResetContent, http.StatusNotModified:
		return true
	}
	return false
}
