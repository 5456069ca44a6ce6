package engine

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"signalbox/engine/jsrt"
	"signalbox/engine/trace"
)

// publicFile serves a file of the public folder as `next start` does, which
// uses the package send: weak ETag, ranges, conditional requests (NEXT-FACTS D6).
func (x *run) publicFile() *answer {
	if x.req.Method != "GET" && x.req.Method != "HEAD" {
		x.rec.add(trace.Oddity{Text: "a method other than GET and HEAD on a public file ends as 500 in Next.js 16", Fact: "NEXT-FACTS D6"})
		a := routerError()
		a.header = append(a.header, header("Allow", "GET"), header("Allow", "HEAD"))
		return a
	}
	name := path.Join("public", x.result.Public)
	data, err := fs.ReadFile(x.tree.src, name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return notFound(false)
		}
		x.rec.add(trace.Thrown{What: "error", Message: err.Error()})
		return routerError()
	}
	return x.sendFile(name, data)
}

// sendFile answers the conditional and range headers of the request.
func (x *run) sendFile(name string, data []byte) *answer {
	info, err := fs.Stat(x.tree.src, name)
	if err != nil {
		return notFound(false)
	}
	req, err := http.NewRequest(x.req.Method, "/", nil)
	if err != nil {
		return serverError()
	}
	for _, h := range x.header {
		req.Header.Set(h.Name, h.Value)
	}
	rec := &memory{header: http.Header{}}
	rec.Header().Set("Accept-Ranges", "bytes")
	rec.Header().Set("Cache-Control", "public, max-age=0")
	rec.Header().Set("ETag", fmt.Sprintf(`W/"%x-%x"`, info.Size(), info.ModTime().UnixMilli()))
	rec.Header().Set("Content-Type", fileType(name))
	http.ServeContent(rec, req, "", info.ModTime(), bytes.NewReader(data))
	if rec.status == http.StatusRequestedRangeNotSatisfiable {
		a := routerError()
		a.set("Accept-Ranges", "bytes")
		a.set("Content-Type", fileType(name))
		a.set("Content-Range", rec.Header().Get("Content-Range"))
		a.set("Last-Modified", info.ModTime().UTC().Format(http.TimeFormat))
		return a
	}
	rec.Header().Set("Last-Modified", info.ModTime().UTC().Format(http.TimeFormat))
	a := newAnswer(rec.status)
	for _, n := range [...]string{"Accept-Ranges", "Cache-Control", "Last-Modified", "ETag", "Content-Type", "Content-Range"} {
		if v := rec.Header().Get(n); v != "" {
			a.header = append(a.header, jsrt.Header{Name: n, Value: v})
		}
	}
	a.setWhole(rec.body.Bytes())
	return a
}

// memory takes what http.ServeContent says.
type memory struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header is the header block.
func (m *memory) Header() http.Header { return m.header }

// WriteHeader notes the status.
func (m *memory) WriteHeader(status int) { m.status = status }

// Write keeps the body.
func (m *memory) Write(p []byte) (int, error) { return m.body.Write(p) }

// fileTypes is the table of the package mime 1.6, which send uses: lines of a
// type and its extensions.
//
//go:embed mime.txt
var fileTypes string

// fileType is the content type of a file name.
func fileType(name string) string {
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	kind := "application/octet-stream"
	for line := range strings.Lines(fileTypes) {
		fields := strings.Fields(line)
		for _, e := range fields[min(1, len(fields)):] {
			if e == ext && ext != "" {
				kind = fields[0]
			}
		}
	}
	if strings.HasPrefix(kind, "text/") || kind == "application/javascript" || kind == "application/json" {
		kind += "; charset=UTF-8"
	}
	return kind
}
