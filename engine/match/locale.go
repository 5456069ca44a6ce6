package match

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// The i18n option concerns the pages folder, but it moves every request: a path
// without a locale gets the default one before the rules are tried, and routes
// of the app folder are found below no other (NEXT-FACTS C20).

// redirectLocale sends a request for the root to the locale that its cookie or
// its languages ask for.
func (w *walk) redirectLocale() bool {
	if w.i18n == nil || w.i18n.NoDetection {
		return false
	}
	target := splitTarget(w.req.Target)
	config := w.m.tree.Config
	if path, ok := withoutBase(target.path, config.BasePath); !ok || path != "/" {
		return false
	}
	locale := cmp.Or(w.cookieLocale(), w.acceptedLocale(), w.i18n.DefaultLocale)
	if strings.EqualFold(locale, w.i18n.DefaultLocale) {
		return false
	}
	location := config.BasePath + "/" + locale
	if config.TrailingSlash {
		location += "/"
	}
	if target.raw != "" {
		location += "?" + target.raw
	}
	w.redirect(307, location, "the request prefers the locale "+locale)
	return true
}

// known returns the configured locale that text names.
func (w *walk) known(text string) string {
	for _, l := range w.i18n.Locales {
		if strings.EqualFold(l, text) {
			return l
		}
	}
	return ""
}

func (w *walk) cookieLocale() string {
	header, _ := headerValue(w.req.Header, "cookie")
	for pair := range strings.SplitSeq(header, ";") {
		if value, ok := strings.CutPrefix(strings.TrimSpace(pair), "NEXT_LOCALE="); ok {
			return w.known(value)
		}
	}
	return ""
}

// acceptedLocale returns the locale that Accept-Language likes best: the range
// itself, or its language alone.
func (w *walk) acceptedLocale() string {
	type wish struct {
		text   string
		weight float64
	}
	header, _ := headerValue(w.req.Header, "accept-language")
	var wishes []wish
	for item := range strings.SplitSeq(header, ",") {
		text, params, _ := strings.Cut(item, ";")
		weight := 1.0
		if q, ok := strings.CutPrefix(strings.TrimSpace(params), "q="); ok {
			weight, _ = strconv.ParseFloat(q, 64)
		}
		wishes = append(wishes, wish{strings.TrimSpace(text), weight})
	}
	slices.SortStableFunc(wishes, func(a, b wish) int { return cmp.Compare(b.weight, a.weight) })
	for _, wish := range wishes {
		language, _, _ := strings.Cut(wish.text, "-")
		if locale := cmp.Or(w.known(wish.text), w.known(language)); locale != "" && wish.weight > 0 {
			return locale
		}
	}
	return ""
}

// addLocale notes the locale that the path names, and adds the default one to a
// path that names none.
func (w *walk) addLocale() {
	if w.i18n == nil {
		return
	}
	base := w.m.tree.Config.BasePath
	path, under := withoutBase(w.path, base)
	if !under {
		path, base = w.path, ""
	}
	rest, locale := w.i18n.Split(path)
	w.locale = locale
	if locale != "" || strings.HasPrefix(rest, "/_next/") {
		return
	}
	w.path = base + "/" + w.i18n.DefaultLocale
	if path != "/" {
		w.path += path
	}
}

// withoutDefaultLocale is the path as the built-in redirects see it.
func (w *walk) withoutDefaultLocale() string {
	if w.i18n == nil {
		return w.path
	}
	base := w.m.tree.Config.BasePath
	path, under := withoutBase(w.path, base)
	rest, locale := w.i18n.Split(path)
	if !under || locale != w.i18n.DefaultLocale {
		return w.path
	}
	if rest == "/" && base != "" {
		return base
	}
	return base + rest
}

// exactLocalized is exact under an i18n config: files of public/ and routes of
// the app folder are found below the default locale alone, pages below all.
func (w *walk) exactLocalized(path string) find {
	full, _ := withoutBase(w.path, w.m.tree.Config.BasePath)
	_, locale := w.i18n.Split(full)
	if file, ok := w.m.public[trimSlash(full)]; ok {
		return find{kind: foundFile, text: file}
	}
	if w.locale != "" && (path == "/api" || strings.HasPrefix(path, "/api/")) {
		return nothing
	}
	found := w.exactSpelled(path)
	if locale != "" && locale != w.i18n.DefaultLocale && found.kind != foundPage {
		return nothing
	}
	return found
}
