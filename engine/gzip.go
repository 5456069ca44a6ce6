package engine

import (
	"compress/gzip"
	"io"
	"regexp"
	"strings"
	"sync"

	"signalbox/engine/jsrt"
)

// compressed are the content types that `next start` compresses: those that the
// package compressible knows (NEXT-FACTS D0).
var compressed = regexp.MustCompile(`(?i)^(text/.*|[^;]*\+(json|text|xml)|application/(json|javascript|ecmascript|x-javascript|xml|wasm|rtf|toml|` +
	`x-www-form-urlencoded|vnd\.ms-fontobject|x-sh|x-tar|dart)|font/(ttf|otf)|image/(bmp|x-icon|svg\+xml))(;|$)`)

// minCompressed is the length below which a body of known length stays as it is.
const minCompressed = 1024

// compressible says that an answer is sent gzipped.
func compressible(req Request, resp *Response) bool {
	if resp.Plain || req.Method == "HEAD" || nullBody(resp.Status) || resp.Empty || !accepts(req, "gzip") {
		return false
	}
	if !transformable(resp.Header) || value(resp.Header, "content-encoding") != "" {
		return false
	}
	// Next's documents are longer than those that stand for them here.
	document := value(resp.Header, "etag") != "" && value(resp.Header, "content-type") == htmlType
	return resp.Chunked || resp.Length >= minCompressed || document
}

// transformable says that compression is for a response to consider: its type
// compresses, and no Cache-Control forbids it.
func transformable(headers []jsrt.Header) bool {
	contentType := value(headers, "content-type")
	if !strings.HasPrefix(contentType, "application/json") && !compressed.MatchString(contentType) {
		return false
	}
	return !strings.Contains(value(headers, "cache-control"), "no-transform")
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

// zippers write at the fastest level: the others clear 640 KiB of tables for each
// answer, which for a small one is a third of the server's work.
var zippers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level exists
	return z
}}

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
