package engine

import (
	"bytes"
	"io"
	"net/http"
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

// set replaces every line of a header.
func (a *answer) set(name, value string) {
	a.del(name)
	a.header = append(a.header, jsrt.Header{Name: name, Value: value})
}

func (a *answer) del(name string) {
	kept := a.header[:0:0]
	for _, h := range a.header {
		if !strings.EqualFold(h.Name, name) {
			kept = append(kept, h)
		}
	}
	a.header = kept
}

// add appends a line unless the very same one is there.
func (a *answer) add(name, value string) {
	for _, h := range a.header {
		if strings.EqualFold(h.Name, name) && h.Value == value {
			return
		}
	}
	a.header = append(a.header, jsrt.Header{Name: name, Value: value})
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

// take copies the headers of a handler's response.
func (a *answer) take(headers []jsrt.Header) {
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

// takePairs is take for a stored answer.
func (a *answer) takePairs(pairs [][2]string) {
	headers := make([]jsrt.Header, len(pairs))
	for i, p := range pairs {
		headers[i] = jsrt.Header{Name: p[0], Value: p[1]}
	}
	a.take(headers)
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
