package engine

import (
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"signalbox/engine/trace"
)

// imageWidths are the widths that /_next/image takes: deviceSizes and imageSizes
// of Next's default config.
var imageWidths = [...]int{640, 750, 828, 1080, 1200, 1920, 2048, 3840, 32, 48, 64, 96, 128, 256, 384}

// imageQuality is the one quality that it takes by default.
const imageQuality = 75

// maxImageURL is the longest url parameter, in bytes.
const maxImageURL = 3072

// image is the answer of the image optimizer. It checks the parameters as Next
// does. What passes is a picture of the public folder as it is, because signalbox
// resizes none, and the trace says so.
func (x *run) image() *answer {
	query, err := url.ParseQuery(x.result.Query)
	if err != nil {
		return imageRefused(400, `"url" parameter is required`)
	}
	if fault := imageFault(query); fault != "" {
		return imageRefused(400, fault)
	}
	name, err := url.PathUnescape(strings.TrimPrefix(query.Get("url"), x.tree.cfg.BasePath))
	if err != nil {
		return imageRefused(400, `"url" parameter is invalid`)
	}
	data, err := fs.ReadFile(x.tree.src, path.Join("public", path.Clean("/"+name)))
	if err != nil {
		x.rec.add(trace.Unsupported{What: "/_next/image answers for files of the public folder only, and public" + name + " is not there"})
		return imageRefused(404, `"url" parameter is valid but internal response is invalid`)
	}
	kind := http.DetectContentType(data)
	switch {
	case strings.HasSuffix(strings.ToLower(name), ".svg"):
		return imageRefused(400, `"url" parameter is valid but image type is not allowed`)
	case !strings.HasPrefix(kind, "image/"):
		return imageRefused(400, "The requested resource isn't a valid image.")
	}
	x.rec.add(trace.Unsupported{What: "images are not resized: the file answers as it is, where Next.js sends it in the width and the format that were asked for"})
	a := newAnswer(http.StatusOK)
	a.set("Vary", "Accept")
	a.set("Cache-Control", "public, max-age=14400, must-revalidate")
	a.set("ETag", etag(data))
	a.set("Content-Type", kind)
	a.set("Content-Disposition", `attachment; filename="`+path.Base(name)+`"`)
	a.set("Content-Security-Policy", "script-src 'none'; frame-src 'none'; sandbox;")
	a.set("X-Nextjs-Cache", "MISS")
	a.setWhole(data)
	return a
}

// imageRefused says why no image comes, without a content type.
func imageRefused(status int, text string) *answer {
	a := textAnswer(status, "", text)
	a.chunked = true
	return a
}

// imageFault is what Next says of the parameters of a request for an image, ""
// where they are good.
func imageFault(query url.Values) string {
	if fault := imageSource(query["url"]); fault != "" {
		return fault
	}
	width, fault := imageNumber(query["w"], `"w" parameter (width)`, "an integer greater than 0")
	if fault != "" {
		return fault
	}
	quality, fault := imageNumber(query["q"], `"q" parameter (quality)`, "an integer between 1 and 100")
	switch {
	case fault != "":
		return fault
	case width <= 0:
		return `"w" parameter (width) must be an integer greater than 0`
	case !slices.Contains(imageWidths[:], width):
		return `"w" parameter (width) of ` + strconv.Itoa(width) + " is not allowed"
	case quality < 1 || quality > 100:
		return `"q" parameter (quality) must be an integer between 1 and 100`
	case quality != imageQuality:
		return `"q" parameter (quality) of ` + query.Get("q") + " is not allowed"
	}
	return ""
}

// imageSource says what is wrong with the url parameter, "" for nothing.
func imageSource(values []string) string {
	if len(values) == 0 || values[0] == "" {
		return `"url" parameter is required`
	}
	source := values[0]
	switch {
	case len(values) > 1:
		return `"url" parameter cannot be an array`
	case len(source) > maxImageURL:
		return `"url" parameter is too long`
	case strings.HasPrefix(source, "//"):
		return `"url" parameter cannot be a protocol-relative URL (//)`
	case strings.HasPrefix(source, "/_next/image"):
		return `"url" parameter cannot be recursive`
	case strings.HasPrefix(source, "/"):
		return ""
	case strings.HasPrefix(source, "http://"), strings.HasPrefix(source, "https://"):
		return `"url" parameter is not allowed`
	}
	return `"url" parameter is invalid`
}

// imageNumber reads one number of the query, or says what is wrong with it.
func imageNumber(values []string, name, rule string) (int, string) {
	if len(values) == 0 || values[0] == "" {
		return 0, name + " is required"
	}
	if len(values) > 1 {
		return 0, name + " cannot be an array"
	}
	n, err := strconv.ParseUint(values[0], 10, 31)
	if err != nil {
		return 0, name + " must be " + rule
	}
	return int(n), ""
}
