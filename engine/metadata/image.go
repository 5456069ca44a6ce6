package metadata

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// MaxSize returns how many bytes a static image of that name may have, with what
// Next calls it: 8 MB for an opengraph-image, 5 MB for a twitter-image. max is 0
// for files without a limit (NEXT-FACTS B3).
func (n Name) MaxSize() (max int64, title string) {
	switch n.Type {
	case "opengraph-image":
		return 8 << 20, "Open Graph"
	case "twitter-image":
		return 5 << 20, "Twitter"
	}
	return 0, ""
}

// IsImage reports whether the file is a static image whose size Next reads when
// it builds a page that shows it. The favicon is served as it is.
func (n Name) IsImage() bool {
	switch n.Type {
	case "icon", "apple-icon", "opengraph-image", "twitter-image":
		return !n.Code
	}
	return false
}

// signatures are the first bytes of the image formats that Next decodes,
// whatever the extension says.
var signatures = [...]string{
	"\x89PNG\r\n\x1a\n", "\xff\xd8\xff", "GIF87a", "GIF89a", "RIFF", "BM", "\x00\x00\x01\x00", "\x00\x00\x00", "II*\x00", "MM\x00*",
}

// CheckImage finds what keeps Next from reading the dimensions of an image with
// that extension. start is the whole text of an SVG, and the first bytes, 32 or
// more, of any other image. It returns the literal message of Next.js, "" where
// there is nothing to find.
func CheckImage(ext string, start []byte) string {
	if ext == "svg" {
		if cause := checkSVG(string(start)); cause != "" {
			return "Failed to parse svg source code for image dimensions\n- " + cause
		}
		return ""
	}
	for _, s := range signatures {
		if bytes.HasPrefix(start, []byte(s)) && len(start) > len(s) {
			return ""
		}
	}
	return "unable to decode image data"
}

// The expressions with which Next reads the root element of an SVG.
var (
	svgRoot    = regexp.MustCompile(`<svg\s(?:[^>"']|"[^"]*"|'[^']*')*>`)
	svgWidth   = regexp.MustCompile(`\swidth=['"]([^%]+?)['"]`)
	svgHeight  = regexp.MustCompile(`\sheight=['"]([^%]+?)['"]`)
	svgViewBox = regexp.MustCompile(`\sviewBox=['"](.+?)['"]`)
	svgLength  = regexp.MustCompile(`^([0-9.]+(?:e-?\d+)?)((?:in|cm|em|ex|m|mm|pc|pt|px)?)$`)
	svgBox     = regexp.MustCompile(`^\s*((?:\w|\.|-)+)\s+((?:\w|\.|-)+)\s+((?:\w|\.|-)+)\s+((?:\w|\.|-)+)\s*$`)
)

// checkSVG finds what keeps Next from telling the dimensions of an SVG: it wants
// width and height, or a viewBox.
func checkSVG(text string) string {
	root := svgRoot.FindString(text)
	if root == "" {
		return "Source code does not contain a <svg> root element"
	}
	box := svgViewBox.FindStringSubmatch(root)
	if box != nil && !svgBox.MatchString(box[1]) {
		return fmt.Sprintf("Unknown syntax for viewBox (%s)", box[1])
	}
	width, height := svgWidth.FindStringSubmatch(root), svgHeight.FindStringSubmatch(root)
	for _, length := range [][]string{width, height} {
		if length != nil && !svgLength.MatchString(length[1]) {
			return fmt.Sprintf("Unknown syntax for length, expected value with unit (%s)", strings.TrimSpace(length[1]))
		}
	}
	switch {
	case width != nil && height != nil, box != nil:
		return ""
	case width != nil:
		return "SVG source code contains only a width attribute but not height attribute"
	case height != nil:
		return "SVG source code contains only a height attribute but not width attribute"
	}
	return "SVG source code does not contain width and height or viewBox attribute"
}
