package metadata

import (
	"strings"
	"testing"
)

// The texts are what Next.js 16.4.6 sent for the same values.
func TestSerialise(t *testing.T) {
	cases := []struct{ name, kind, value, want string }{
		{"robots, everything", "robots",
			`{"rules":[{"userAgent":["A","B"],"allow":["/","/x"],"disallow":"/p/","crawlDelay":2,"other":{"Clean-param":["a","b"],"Skip":null,"Num":3}},{"allow":"","disallow":["/q"]}],"host":"https://e.com","sitemap":["s1","s2"]}`,
			"User-Agent: A\nUser-Agent: B\nAllow: /\nAllow: /x\nDisallow: /p/\nCrawl-delay: 2\nClean-param: a\nClean-param: b\nNum: 3\n\n" +
				"User-Agent: *\nDisallow: /q\n\nHost: https://e.com\nSitemap: s1\nSitemap: s2\n"},
		{"robots, one rule", "robots", `{"rules":{"userAgent":"*"}}`, "User-Agent: *\n\n"},
		{"empty sitemap", "sitemap", `[]`, head + ">\n</urlset>\n"},
		{"sitemap, nothing escaped", "sitemap", `[{"url":"https://e.com/?a=1&b=2","priority":0}]`,
			head + ">\n<url>\n<loc>https://e.com/?a=1&b=2</loc>\n<priority>0</priority>\n</url>\n</urlset>\n"},
		{"sitemap, dates", "sitemap", `[{"url":"a","lastModified":{"$date":"2024-01-02T03:04:05.006Z"},"changeFrequency":"daily"},{"url":"b","lastModified":"2024"}]`,
			head + ">\n<url>\n<loc>a</loc>\n<lastmod>2024-01-02T03:04:05.006Z</lastmod>\n<changefreq>daily</changefreq>\n</url>\n" +
				"<url>\n<loc>b</loc>\n<lastmod>2024</lastmod>\n</url>\n</urlset>\n"},
		{"sitemap, alternates in their order", "sitemap", `[{"url":"a","alternates":{"languages":{"es":"x","de":"y"}}}]`,
			head + " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n<url>\n<loc>a</loc>\n<xhtml:link rel=\"alternate\" hreflang=\"es\" href=\"x\" />\n" +
				"<xhtml:link rel=\"alternate\" hreflang=\"de\" href=\"y\" />\n</url>\n</urlset>\n"},
		{"sitemap, images", "sitemap", `[{"url":"a","images":["i"]}]`,
			head + " xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">\n<url>\n<loc>a</loc>\n<image:image>\n<image:loc>i</image:loc>\n</image:image>\n</url>\n</urlset>\n"},
		{"manifest", "manifest", `{"name":"N","x":{"$date":"1970-01-01T00:00:00.000Z"}}`, `{"name":"N","x":"1970-01-01T00:00:00.000Z"}`},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			got, err := Serialise(tc.kind, []byte(tc.value))
			if err != nil || string(got) != tc.want {
				t.Errorf("%v\ngot\n%s\nwant\n%s", err, got, tc.want)
			}
		})
	}
}

const head = `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`

func TestSerialiseVideo(t *testing.T) {
	got, err := Serialise("sitemap", []byte(`[{"url":"a","videos":[{"title":"T","duration":60,"view_count":0,"publication_date":{"$date":"2024-01-02T03:04:05.006Z"},`+
		`"restriction":{"relationship":"allow","content":"DE"},"uploader":{"content":"U"}}]}]`))
	want := "<video:video>\n<video:title>T</video:title>\n<video:thumbnail_loc>undefined</video:thumbnail_loc>\n<video:description>undefined</video:description>\n" +
		"<video:duration>60</video:duration>\n<video:publication_date>Tue Jan 02 2024 03:04:05 GMT+0000 (Coordinated Universal Time)</video:publication_date>\n" +
		"<video:restriction relationship=\"allow\">DE</video:restriction>\n<video:uploaderundefined>U</video:uploader>\n</video:video>\n"
	if err != nil || !strings.Contains(string(got), want) {
		t.Errorf("%v\n%s\nlacks\n%s", err, got, want)
	}
}

func TestSerialiseRefusesWhatNextFailsOn(t *testing.T) {
	for kind, value := range map[string]string{"robots": `{"host":"x"}`, "sitemap": `{}`, "icon": `1`} {
		if got, err := Serialise(kind, []byte(value)); err == nil {
			t.Errorf("%s of %s gives %q", kind, value, got)
		}
	}
}

func FuzzSerialise(f *testing.F) {
	f.Add("robots", `{"rules":[{"other":{"a":[1,null]}}]}`)
	f.Add("sitemap", `[{"url":1,"videos":[{"uploader":true}]}]`)
	f.Fuzz(func(t *testing.T, kind, value string) {
		if got, err := Serialise(kind, []byte(value)); err == nil && kind == "sitemap" && !strings.HasSuffix(string(got), "</urlset>\n") {
			t.Errorf("%s: %q", value, got)
		}
	})
}
