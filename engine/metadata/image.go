package metadata

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"regexp"
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
// it builds a page that shows it.
func (n Name) IsImage() bool {
	switch n.Type {
	case "favicon", "icon", "apple-icon", "opengraph-image", "twitter-image":
		return !n.Code
	}
	return false
}

const pngSignature = "\x89PNG\r\n\x1a\n"

// signatures are the first bytes of the image formats that Next decodes,
// whatever the extension says.
var signatures = [...]string{
	pngSignature, "\xff\xd8\xff", "GIF87a", "GIF89a", "RIFF", "BM", "\x00\x00\x01\x00", "\x00\x00\x00", "II*\x00", "MM\x00*",
}

// CheckImage finds what keeps Next from reading the dimensions of an image with
// that extension, whose bytes are data. It returns the literal message of Next.js, "" where
// there is nothing to find.
func CheckImage(ext string, data []byte) string {
	if ext == "svg" {
		if cause := checkSVG(string(data)); cause != "" {
			return "Failed to parse svg source code for image dimensions\n- " + cause
		}
		return ""
	}
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s)) && (s != pngSignature || checkPNG(data)) {
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
// width and height, or no width and a viewBox.
func checkSVG(text string) string {
	root := svgRoot.FindString(text)
	if root == "" {
		return "Source code does not contain a <svg> root element"
	}
	width, height, box := svgWidth.FindStringSubmatch(root), svgHeight.FindStringSubmatch(root), svgViewBox.FindStringSubmatch(root)
	switch {
	case width != nil && height == nil:
		return "SVG source code contains only a width attribute but not height attribute"
	case width != nil:
		return checkLengths(width[1], height[1])
	case box == nil:
		return "SVG source code does not contain width and height or viewBox attribute"
	}
	numbers := svgBox.FindStringSubmatch(box[1])
	if numbers == nil {
		return fmt.Sprintf("Unknown syntax for viewBox (%s)", box[1])
	}
	return checkLengths(numbers[3], numbers[4])
}

// checkLengths finds the first length that Next can't read.
func checkLengths(lengths ...string) string {
	for _, text := range lengths {
		if !svgLength.MatchString(text) {
			return fmt.Sprintf("Unknown syntax for length, expected value with unit (%s)", text)
		}
	}
	return ""
}

// checkPNG reports whether the chunks of a PNG are whole. The sums of chunks that
// a decoder may pass over don't count.
func checkPNG(data []byte) bool {
	pixels := false
	for rest := data[8:]; len(rest) >= 12; {
		size := int(binary.BigEndian.Uint32(rest))
		if size < 0 || size > len(rest)-12 {
			return false
		}
		chunk, sum := rest[4:8+size], binary.BigEndian.Uint32(rest[8+size:])
		critical := chunk[0]&0x20 == 0
		switch name := string(chunk[:4]); {
		case critical && crc32.ChecksumIEEE(chunk) != sum:
			return false
		case name == "IEND":
			return true
		default:
			pixels = pixels || name == "IDAT"
		}
		rest = rest[12+size:]
	}
	return pixels
}
