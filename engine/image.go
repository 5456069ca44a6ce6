package engine

import (
	"net/url"
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

// imageRefused is the answer of the image optimizer. It checks the parameters as
// Next does; what passes is not found, because signalbox resizes no images.
func (x *run) imageRefused() *answer {
	x.rec.add(trace.Unsupported{What: "images are not resized: every request to /_next/image is refused"})
	query, err := url.ParseQuery(x.result.Query)
	if err != nil {
		return textAnswer(400, "", `"url" parameter is required`)
	}
	if fault := imageFault(query); fault != "" {
		return textAnswer(400, "", fault)
	}
	return textAnswer(404, "", `"url" parameter is valid but internal response is invalid`)
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
