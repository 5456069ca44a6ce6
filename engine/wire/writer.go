package wire

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Writer sends one response: Head once, then Write and Flush.
type Writer struct {
	conn    *conn
	head    bool // of a HEAD request: no body follows
	keep    bool
	begun   bool
	chunked bool
	mute    bool // no body may follow
	broken  bool
	bodied  bool // a piece of the body was written
}

// Head sends the status line and the headers. text "" is the usual one for the
// status. A body goes out in chunks unless a Content-Length is among the headers.
func (w *Writer) Head(status int, text string, headers []Header) {
	b := w.conn.w
	if text == "" {
		text = http.StatusText(status)
	}
	w.begun = true
	_, _ = b.WriteString("HTTP/1.1 ")
	_, _ = b.WriteString(strconv.Itoa(status))
	_ = b.WriteByte(' ')
	_, _ = b.WriteString(clean(text))
	_, _ = b.WriteString("\r\n")
	sized, dated := false, false
	for i := range headers {
		h := &headers[i]
		sized = sized || equalFold(h.Name, "content-length")
		dated = dated || equalFold(h.Name, "date")
		_, _ = b.WriteString(h.Name)
		_, _ = b.WriteString(": ")
		_, _ = b.WriteString(clean(h.Value))
		_, _ = b.WriteString("\r\n")
	}
	if !dated {
		_, _ = b.WriteString("Date: ")
		_, _ = b.Write(time.Now().UTC().AppendFormat(b.AvailableBuffer(), http.TimeFormat))
		_, _ = b.WriteString("\r\n")
	}
	if w.keep {
		_, _ = b.WriteString("Connection: keep-alive\r\nKeep-Alive: timeout=5\r\n")
	} else {
		_, _ = b.WriteString("Connection: close\r\n")
	}
	w.mute = w.head || status == http.StatusNoContent || status == http.StatusNotModified || status < 200
	w.chunked = !sized && status != http.StatusNoContent && status != http.StatusNotModified && status >= 200
	if w.chunked {
		_, _ = b.WriteString("Transfer-Encoding: chunked\r\n")
	}
	_, _ = b.WriteString("\r\n")
}

// clean takes line ends out of a value: a header must not become two.
func clean(s string) string {
	if strings.ContainsAny(s, "\r\n\x00") {
		return strings.NewReplacer("\r", "", "\n", "", "\x00", "").Replace(s)
	}
	return s
}

// Write sends a piece of the body.
func (w *Writer) Write(p []byte) (int, error) {
	if w.mute || len(p) == 0 {
		return len(p), nil
	}
	b := w.conn.w
	w.bodied = true
	if !w.chunked {
		return b.Write(p)
	}
	_, _ = b.Write(strconv.AppendInt(b.AvailableBuffer(), int64(len(p)), 16))
	_, _ = b.WriteString("\r\n")
	if _, err := b.Write(p); err != nil {
		return 0, err
	}
	_, err := b.WriteString("\r\n")
	return len(p), err
}

// Flush sends what was written.
func (w *Writer) Flush() error { return w.conn.w.Flush() }

// Abort cuts the connection, so that the client sees the body end early. Where
// no piece of the body was sent it gets no answer at all, as from Node, which
// holds the head back until the first.
func (w *Writer) Abort() { w.broken = true }

// finish ends the response. It reports whether the connection is in order.
func (w *Writer) finish() bool {
	if !w.begun {
		return false
	}
	if w.broken {
		if w.bodied {
			_ = w.conn.w.Flush()
		}
		return false
	}
	if w.chunked && !w.mute {
		_, _ = w.conn.w.WriteString("0\r\n\r\n")
	}
	return w.conn.w.Flush() == nil
}
