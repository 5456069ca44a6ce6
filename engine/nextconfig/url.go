package nextconfig

import (
	"fmt"
	"strings"

	"signalbox/engine/weburl"
)

// parsedURL is a URL taken apart as Next's parseUrl does.
type parsedURL struct {
	protocol string // "https:", "" for a path
	auth     string // "user:password"
	hostname string
	port     string
	path     string
	search   string // with its question mark, or ""
	hash     string // with its number sign, or ""
}

// parseURL parses a destination: an absolute URL, or a path.
func parseURL(text string) (parsedURL, error) {
	if strings.HasPrefix(text, "/") {
		u, err := weburl.Parse("http://n"+text, nil)
		if err != nil {
			return parsedURL{}, fmt.Errorf("destination %q is no URL: %w", text, err)
		}
		return parsedURL{path: u.Pathname(), search: u.Search(), hash: u.Hash()}, nil
	}
	u, err := weburl.Parse(text, nil)
	if err != nil {
		return parsedURL{}, fmt.Errorf("destination %q is no URL: %w", text, err)
	}
	p := parsedURL{protocol: u.Protocol(), hostname: u.Hostname(), port: u.Port(), path: u.Pathname(), search: u.Search(), hash: u.Hash()}
	if p.auth = u.Username(); p.auth != "" && u.Password() != "" {
		p.auth += ":" + u.Password()
	}
	return p, nil
}

// each applies f to every text of the URL.
func (u parsedURL) each(f func(string) string) parsedURL {
	u.hostname, u.path, u.search, u.hash = f(u.hostname), f(u.path), f(u.search), f(u.hash)
	return u
}

// format writes the URL as Node's url.format does, with another query.
func (u parsedURL) format(query string) string {
	var b strings.Builder
	if u.protocol != "" {
		b.WriteString(u.protocol + "//")
		if u.auth != "" {
			b.WriteString(u.auth + "@")
		}
		b.WriteString(u.hostname)
		if u.port != "" {
			b.WriteString(":" + u.port)
		}
	}
	b.WriteString(strings.NewReplacer("#", "%23", "?", "%3F").Replace(u.path))
	if query != "" {
		b.WriteString("?" + strings.ReplaceAll(query, "#", "%23"))
	}
	b.WriteString(u.hash)
	return b.String()
}
