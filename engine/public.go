package engine

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"signalbox/engine/trace"
)

// publicFile serves a file of the public folder as `next start` does, which
// uses the package send: weak ETag, ranges, conditional requests (NEXT-FACTS D6).
func (x *run) publicFile() *answer {
	if x.req.Method != "GET" && x.req.Method != "HEAD" {
		x.rec.add(trace.Oddity{Text: "a method other than GET and HEAD on a public file ends as 500 in Next.js 16", Fact: "NEXT-FACTS D6"})
		a := newAnswer(0)
		a.header = append(a.header, header("Allow", "GET"), header("Allow", "HEAD"), header("Cache-Control", noStore))
		return a.broken()
	}
	name := x.result.File()
	data, err := fs.ReadFile(x.tree.src, name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return notFound(false, false)
		}
		x.rec.add(trace.Thrown{What: "error", Message: err.Error()})
		return routerError()
	}
	return x.sendFile(name, data)
}

// sendFile answers the conditional and range headers of the request. What send
// refuses, Next 16 answers as 500.
func (x *run) sendFile(name string, data []byte) *answer {
	info, err := fs.Stat(x.tree.src, name)
	if err != nil {
		return notFound(false, false)
	}
	d := &delivery{
		size: len(data), header: x.header, modified: info.ModTime().Truncate(time.Second),
		etag: fmt.Sprintf(`W/"%x-%x"`, info.Size(), info.ModTime().UnixMilli()),
	}
	x.configured(d)
	if d.refused() {
		return x.sendFault(d, name)
	}
	a := newAnswer(http.StatusOK)
	a.set("Accept-Ranges", "bytes")
	a.set("Cache-Control", "public, max-age=0")
	a.set("Last-Modified", d.modified.UTC().Format(http.TimeFormat))
	a.set("ETag", d.etag)
	if d.fresh() {
		a.status = http.StatusNotModified
		return a
	}
	a.set("Content-Type", fileType(name))
	part, one, all := d.part()
	switch {
	case one:
		a.status = http.StatusPartialContent
		a.set("Content-Range", d.contentRange(part))
		data = data[part.start : part.end+1]
	case !all:
		a = x.sendFault(d, name)
		a.set("Content-Range", d.unsatisfied())
		return a
	}
	a.setWhole(data)
	return a
}

// configured puts the tag and the date of the config, which stand already when the
// file is looked at, in the place of the file's own.
func (x *run) configured(d *delivery) {
	for _, h := range x.result.Header {
		switch strings.ToLower(h.Name) {
		case "etag":
			d.etag = h.Value
		case "last-modified":
			if at, err := http.ParseTime(h.Value); err == nil {
				d.modified = at
			}
		}
	}
}

// sendFault is how Next answers what send refuses: its 500, under the headers
// that were set already.
func (x *run) sendFault(d *delivery, name string) *answer {
	x.rec.add(trace.Oddity{Text: "a condition or a range that fails on a public file ends as 500 in Next.js 16", Fact: "NEXT-FACTS D6"})
	a := routerError()
	a.set("Accept-Ranges", "bytes")
	a.set("Content-Type", fileType(name))
	a.set("Last-Modified", d.modified.UTC().Format(http.TimeFormat))
	return a
}

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
