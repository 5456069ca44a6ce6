package metadata

import (
	"fmt"
	"slices"
	"strings"
)

// sitemap writes a sitemap. Nothing is escaped and nothing indented, as in
// Next.js: an ampersand in a URL stays one.
func sitemap(v value) ([]byte, error) {
	if v.kind != array {
		return nil, fmt.Errorf("sitemap() must return an array, it returned %s", v)
	}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	b.WriteString(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`)
	has := func(key string) bool {
		return slices.ContainsFunc(v.items, func(item value) bool { return len(item.get(key).items) > 0 })
	}
	if has("images") {
		b.WriteString(` xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"`)
	}
	if has("videos") {
		b.WriteString(` xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"`)
	}
	if has("alternates") {
		b.WriteString(` xmlns:xhtml="http://www.w3.org/1999/xhtml"`)
	}
	b.WriteString(">\n")
	for _, item := range v.items {
		writeURL(&b, item)
	}
	b.WriteString("</urlset>\n")
	return []byte(b.String()), nil
}

func writeURL(b *strings.Builder, item value) {
	fmt.Fprintf(b, "<url>\n<loc>%s</loc>\n", item.get("url"))
	languages := item.get("alternates").get("languages")
	for i, language := range languages.keys {
		fmt.Fprintf(b, "<xhtml:link rel=\"alternate\" hreflang=\"%s\" href=\"%s\" />\n", language, languages.items[i])
	}
	for _, image := range item.get("images").items {
		fmt.Fprintf(b, "<image:image>\n<image:loc>%s</image:loc>\n</image:image>\n", image)
	}
	for _, video := range item.get("videos").items {
		writeVideo(b, video)
	}
	if modified := item.get("lastModified"); modified.kind == date {
		fmt.Fprintf(b, "<lastmod>%s</lastmod>\n", modified.items[0])
	} else if modified.truthy() {
		fmt.Fprintf(b, "<lastmod>%s</lastmod>\n", modified)
	}
	if often := item.get("changeFrequency"); often.truthy() {
		fmt.Fprintf(b, "<changefreq>%s</changefreq>\n", often)
	}
	if priority := item.get("priority"); priority.kind == number {
		fmt.Fprintf(b, "<priority>%s</priority>\n", priority)
	}
	b.WriteString("</url>\n")
}

// writeVideo prints the three required fields even where they are missing, as
// "undefined"; the others only where they are truthy.
func writeVideo(b *strings.Builder, video value) {
	b.WriteString("<video:video>\n")
	for _, key := range [...]string{"title", "thumbnail_loc", "description"} {
		fmt.Fprintf(b, "<video:%s>%s</video:%s>\n", key, video.get(key), key)
	}
	for _, key := range [...]string{
		"content_loc", "player_loc", "duration", "view_count", "tag", "rating", "expiration_date",
		"publication_date", "family_friendly", "requires_subscription", "live",
	} {
		if v := video.get(key); v.truthy() {
			fmt.Fprintf(b, "<video:%s>%s</video:%s>\n", key, v, key)
		}
	}
	for _, key := range [...]string{"restriction", "platform"} {
		if v := video.get(key); v.truthy() {
			fmt.Fprintf(b, "<video:%s relationship=\"%s\">%s</video:%s>\n", key, v.get("relationship"), v.get("content"), key)
		}
	}
	if up := video.get("uploader"); up.truthy() {
		// Without an info Next prints the missing value itself: "uploaderundefined".
		info := up.get("info")
		attribute := info.String()
		if info.truthy() {
			attribute = ` info="` + attribute + `"`
		}
		fmt.Fprintf(b, "<video:uploader%s>%s</video:uploader>\n", attribute, up.get("content"))
	}
	b.WriteString("</video:video>\n")
}
