package match

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"signalbox/engine/nextconfig"
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
	accepted := w.acceptedLocale()
	if there := w.otherDomain(accepted); there != "" {
		w.redirect(307, there, "another domain of the config serves the locale "+accepted)
		return true
	}
	locale := cmp.Or(w.cookieLocale(), accepted, w.i18n.DefaultLocale)
	if w.domain() != nil {
		locale = w.domain().DefaultLocale
	}
	if strings.EqualFold(locale, w.defaultLocale()) {
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

// domain is that of the config by which the request came, nil for none.
func (w *walk) domain() *nextconfig.Domain {
	if len(w.i18n.Domains) == 0 {
		return nil
	}
	host, _ := w.Get("host")
	return w.i18n.DomainOf(host, "")
}

// defaultLocale is the locale of a path that names none.
func (w *walk) defaultLocale() string {
	if d := w.domain(); d != nil {
		return d.DefaultLocale
	}
	return w.i18n.DefaultLocale
}

// otherDomain is where a request for a domain goes whose languages another
// domain serves, "" for nowhere.
func (w *walk) otherDomain(accepted string) string {
	here := w.domain()
	if here == nil || accepted == "" {
		return ""
	}
	there := w.i18n.DomainOf("", accepted)
	if there == nil || there.Host == here.Host && strings.EqualFold(there.DefaultLocale, accepted) {
		return ""
	}
	scheme, locale := "https://", accepted
	if there.HTTP {
		scheme = "http://"
	}
	if strings.EqualFold(there.DefaultLocale, accepted) {
		locale = ""
	}
	return scheme + there.Host + "/" + locale
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
	slash := w.m.tree.Config.TrailingSlash && strings.HasSuffix(w.path, "/")
	w.path = base + "/" + w.defaultLocale()
	if path != "/" || slash {
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
	if !under || locale != w.defaultLocale() {
		return w.path
	}
	if rest == "/" && base != "" {
		if w.m.tree.Config.TrailingSlash && strings.HasSuffix(w.path, "/") {
			return base + "/"
		}
		return base
	}
	return base + rest
}

// exactLocalized is exact under an i18n config: files of public/ are found below
// the default locales, routes of the app folder below the one of the config,
// pages below all.
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
	switch {
	case locale == "" || locale == w.i18n.DefaultLocale || found.kind == foundPage:
		return found
	case found.kind == foundFile && slices.ContainsFunc(w.i18n.Domains, func(d nextconfig.Domain) bool { return d.DefaultLocale == locale }):
		return found
	}
	return nothing
}
