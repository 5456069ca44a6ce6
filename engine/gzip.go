package engine

import (
	"compress/gzip"
	"io"
	"regexp"
	"strings"
	"sync"
)

// compressed are the content types that `next start` compresses: those that the
// package compressible knows (NEXT-FACTS D0).
var compressed = regexp.MustCompile(`(?i)^(text/.*|[^;]*\+(json|text|xml)|application/(json|javascript|ecmascript|x-javascript|xml|wasm|rtf|toml|` +
	`x-www-form-urlencoded|vnd\.ms-fontobject|x-sh|x-tar|dart)|font/(ttf|otf)|image/(bmp|x-icon|svg\+xml))(;|$)`)

// minCompressed is the length below which a body of known length stays as it is.
const minCompressed = 1024

// compressible says that an answer is sent gzipped.
func compressible(req Request, resp *Response) bool {
	if req.Method == "HEAD" || nullBody(resp.Status) || resp.Empty || !accepts(req, "gzip") {
		return false
	}
	contentType, tagged := "", false
	for _, h := range resp.Header {
		switch strings.ToLower(h.Name) {
		case "content-type":
			contentType = h.Value
		case "etag":
			tagged = true
		case "content-encoding":
			return false
		case "cache-control":
			if strings.Contains(h.Value, "no-transform") {
				return false
			}
		}
	}
	// Next's documents are longer than those that stand for them here.
	document := tagged && contentType == htmlType
	if !resp.Chunked && resp.Length < minCompressed && !document {
		return false
	}
	return compressed.MatchString(contentType)
}

// accepts reads Accept-Encoding.
func accepts(req Request, coding string) bool {
	for _, h := range req.Header {
		if !strings.EqualFold(h.Name, "accept-encoding") {
			continue
		}
		for item := range strings.SplitSeq(h.Value, ",") {
			name, params, _ := strings.Cut(strings.TrimSpace(item), ";")
			name = strings.TrimSpace(name)
			if name != coding && name != "*" {
				continue
			}
			q := strings.ReplaceAll(params, " ", "")
			return q != "q=0" && q != "q=0.0"
		}
	}
	return false
}

// sink takes the pieces of a body.
type sink interface {
	io.Writer
	Flush() error
}

// zipSink compresses what it takes.
type zipSink struct {
	*gzip.Writer
	out outlet
}

// Flush lets what was written go, compressed as far as it is.
func (s zipSink) Flush() error {
	if err := s.Writer.Flush(); err != nil {
		return err
	}
	return s.out.Flush()
}

var zippers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// sinkOf is where a body goes, and what ends it.
func sinkOf(out outlet, zip bool) (sink, func() error) {
	if !zip {
		return out, func() error { return nil }
	}
	z := zippers.Get().(*gzip.Writer)
	z.Reset(out)
	return zipSink{z, out}, func() error {
		err := z.Close()
		zippers.Put(z)
		return err
	}
}
