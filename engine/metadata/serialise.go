package metadata

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// Serialise turns the value that a robots, sitemap or manifest module returned
// into the text that Next.js sends, byte for byte (NEXT-FACTS G8 to G10). data
// is JSON; a Date is an object {"$date": toISOString()}.
func Serialise(kind string, data []byte) ([]byte, error) {
	v, err := decode(data)
	if err != nil {
		return nil, err
	}
	switch kind {
	case "robots":
		return robots(v)
	case "sitemap":
		return sitemap(v)
	case "manifest":
		return plainDates.ReplaceAll(bytes.TrimSpace(data), []byte("$1")), nil
	}
	return nil, fmt.Errorf("a %s file is not serialised: its Response is sent as it is", kind)
}

// plainDates finds what JSON.stringify itself writes as a string.
var plainDates = regexp.MustCompile(`\{"\$date":("[^"]*"|null)\}`)

// ContentType is the type that Next sends for a metadata file of a type and an
// extension ("" for code); "" where the module's own Response decides (G5).
func ContentType(kind, ext string) string {
	switch kind {
	case "robots":
		return "text/plain"
	case "sitemap":
		return "application/xml"
	case "manifest":
		return "application/manifest+json"
	case "favicon":
		return "image/x-icon"
	}
	switch ext {
	case "ico":
		return "image/x-icon"
	case "png":
		return "image/png"
	case "jpg", "jpeg":
		return "image/jpeg"
	case "svg":
		return "image/svg+xml"
	case "gif":
		return "text/plain" // Next's table of image types has no gif
	}
	return ""
}

// robots writes robots.txt.
func robots(v value) ([]byte, error) {
	if v.kind != object {
		return nil, fmt.Errorf("robots() must return an object, it returned %s", v)
	}
	var b strings.Builder
	for _, rule := range v.get("rules").list() {
		if rule.kind == undefined || rule.kind == null {
			return nil, fmt.Errorf("robots() returned no rules: Next.js reads rules.userAgent and fails")
		}
		writeRule(&b, rule)
	}
	if host := v.get("host"); host.truthy() {
		fmt.Fprintf(&b, "Host: %s\n", host)
	}
	if maps := v.get("sitemap"); maps.truthy() {
		lines(&b, "Sitemap", maps)
	}
	return []byte(b.String()), nil
}

func writeRule(b *strings.Builder, rule value) {
	agents := rule.get("userAgent")
	if !agents.truthy() {
		agents = value{kind: str, text: "*"}
	}
	lines(b, "User-Agent", agents)
	for _, f := range [...]struct{ key, label string }{{"allow", "Allow"}, {"disallow", "Disallow"}} {
		if v := rule.get(f.key); v.truthy() {
			lines(b, f.label, v)
		}
	}
	if delay := rule.get("crawlDelay"); delay.truthy() {
		fmt.Fprintf(b, "Crawl-delay: %s\n", delay)
	}
	if other := rule.get("other"); other.kind == object {
		for i, key := range other.keys {
			if v := other.items[i]; v.kind != null && v.kind != undefined {
				lines(b, key, v)
			}
		}
	}
	b.WriteByte('\n')
}

func lines(b *strings.Builder, label string, v value) {
	for _, item := range v.list() {
		fmt.Fprintf(b, "%s: %s\n", label, item)
	}
}
