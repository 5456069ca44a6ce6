package nextconfig

import "strings"

// SlashRedirect returns where a path leads for the slash at its end, and the
// source of the built-in rule, as Next adds them before all redirects
// (NEXT-FACTS C6, C14, C15); "" where it stays. The query is not part of it.
// data says that the request has a header x-nextjs-data.
func (c *Config) SlashRedirect(path string, data bool) (location, rule string) {
	switch {
	case c.SkipTrailingSlashRedirect:
		return "", ""
	case c.TrailingSlash:
		return c.addSlash(path, data)
	case path != "/" && strings.HasSuffix(path, "/"):
		return strings.TrimSuffix(path, "/"), "/:path+/"
	}
	return "", ""
}

// addSlash is the rule under trailingSlash: true. A path whose last part looks
// like a file name has no slash, any other path has one; nothing is done below
// /.well-known.
func (c *Config) addSlash(path string, data bool) (location, rule string) {
	if c.BasePath != "" && strings.EqualFold(path, c.BasePath) {
		return c.BasePath + "/", c.BasePath
	}
	if hasPrefixFold(path, "/.well-known", true) || path == "/" {
		return "", ""
	}
	trimmed, slash := strings.CutSuffix(path, "/")
	last := trimmed[strings.LastIndexByte(trimmed, '/')+1:]
	switch {
	case last == "":
	case slash && fileName(last) && !data:
		return trimmed, "/:file/"
	case !slash && !strings.Contains(last, "."):
		return path + "/", "/:notfile"
	}
	return "", ""
}

// fileName says whether a part ends in a dot and word characters.
func fileName(part string) bool {
	dot := strings.LastIndexByte(part, '.')
	if dot <= 0 || dot == len(part)-1 {
		return false
	}
	for i := dot + 1; i < len(part); i++ {
		if !isWord(part[i]) {
			return false
		}
	}
	return true
}
