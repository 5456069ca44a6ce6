package nextconfig

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"
)

// validate makes the checks of Next's loader (server/config) that stop every
// command, in its order. Next stops at the first; here all are told. A value
// that is not known passes.
func (d *decoder) validate(o *object) {
	d.fatal(o)
	if v := o.known("target"); truthy(v) && v != "server" {
		d.refuse("target", o, `The "target" property is no longer supported in `+d.fileName()+".\nSee more info here https://nextjs.org/docs/messages/deprecated-target-config")
	}
	d.distDir(o)
	d.pageExtensions(o)
	d.together(o)
	d.assetPrefix(o)
	d.basePath(o)
	d.i18n(o)
	d.lifetimes(o)
	d.envKeys(o)
}

// known returns the value of an option, undefined where it is not set, null, or
// not known as a whole: Next takes null for not set.
func (o *object) known(name string) any {
	v, ok := o.fields[name]
	if !ok || v == nil || partly(v) {
		return undefined
	}
	return v
}

// truthy is JavaScript's Boolean(v).
func truthy(v any) bool {
	switch v := v.(type) {
	case nil, undefinedValue:
		return false
	case bool:
		return v
	case string:
		return v != ""
	case float64:
		return v != 0
	}
	return true
}

// fileName is how Next's messages call the file.
func (d *decoder) fileName() string { return cmp.Or(path.Base(d.config.File), "next.config.js") }

// fatal are the findings of Next's schema that it does not forgive.
func (d *decoder) fatal(o *object) {
	var lines []string
	images, _ := o.known("images").(*object)
	for _, name := range []string{"domains", "remotePatterns", "localPatterns", "deviceSizes", "imageSizes", "formats", "qualities"} {
		if images == nil {
			break
		}
		if v := images.known(name); v != undefined {
			if _, isList := v.([]any); !isList {
				lines = append(lines, "Expected array, received "+schemaType(v)+` at "images.`+name+`"`)
			}
		}
	}
	if images != nil {
		loaders := []string{"default", "imgix", "cloudinary", "akamai", "custom"}
		if v, ok := images.known("loader").(string); ok && !slices.Contains(loaders, v) {
			lines = append(lines, "Expected 'default' | 'imgix' | 'cloudinary' | 'akamai' | 'custom', received '"+v+`' at "images.loader"`)
		}
	}
	if _, ok := o.sub("experimental").fields["dynamicIO"]; ok {
		lines = append(lines, "Unrecognized key(s) in object: 'dynamicIO' at \"experimental\"\n    `experimental.dynamicIO` has been replaced by `cacheComponents`. Please update your next.config file accordingly.")
	}
	for _, line := range lines {
		d.refuse("images or experimental", o, "Fatal next config errors found in "+d.fileName()+" that must be fixed:\n    "+line)
	}
}

func schemaType(v any) string {
	if v == nil {
		return "null"
	}
	return typeOf(v)
}

func (d *decoder) distDir(o *object) {
	v := o.known("distDir")
	if v == undefined {
		return
	}
	name, isText := v.(string)
	switch {
	case !isText:
		d.refuse("distDir", o, `Specified distDir is not a string, found type "`+typeOf(v)+`"`)
	case strings.TrimSpace(name) == "public":
		d.refuse("distDir", o, "The 'public' directory is reserved in Next.js and can not be set as the 'distDir'. https://nextjs.org/docs/messages/can-not-output-to-public")
	case strings.TrimSpace(name) == "":
		d.refuse("distDir", o, "Invalid distDir provided, distDir can not be an empty string. Please remove this config or set it to undefined")
	}
}

// together refuses options that do not go with others.
func (d *decoder) together(o *object) {
	cached := truthy(o.known("cacheComponents")) || truthy(o.sub("experimental").known("cacheComponents"))
	e := o.sub("experimental")
	needs := func(option string) {
		d.refuse(option, o, "`"+option+"` requires `cacheComponents` to be enabled. Please update your "+d.fileName()+" accordingly.")
	}
	if truthy(e.known("cachedNavigations")) && !cached {
		needs("experimental.cachedNavigations")
	}
	if truthy(o.known("partialPrefetching")) && !cached {
		needs("partialPrefetching")
	}
	if truthy(e.known("ppr")) {
		d.refuse("experimental.ppr", o, "`experimental.ppr` has been merged into `cacheComponents`. The Partial Prerendering feature is still available, but is now enabled via `cacheComponents`. Please update your "+d.fileName()+" accordingly.")
	}
	if e.known("useCache") == false && cached {
		d.refuse("experimental.useCache", o, "`experimental.useCache` cannot be disabled when `cacheComponents` is enabled, because Cache Components relies on the `\"use cache\"` directive. Please remove it from "+d.fileName()+".")
	}
	if o.known("output") == "export" && truthy(o.known("i18n")) {
		d.refuse("i18n", o, `Specified "i18n" cannot be used with "output: export". See more info here: https://nextjs.org/docs/messages/export-no-i18n`)
	}
	if o.known("skipProxyUrlNormalize") != undefined && o.known("skipMiddlewareUrlNormalize") != undefined {
		d.refuse("skipProxyUrlNormalize", o, "Config options `skipProxyUrlNormalize` and `skipMiddlewareUrlNormalize` cannot be set at the same time. Please use `skipProxyUrlNormalize` instead.")
	}
}

func (d *decoder) assetPrefix(o *object) {
	if v := o.known("assetPrefix"); v != undefined && typeOf(v) != "string" {
		d.refuse("assetPrefix", o, `Specified assetPrefix is not a string, found type "`+typeOf(v)+`" https://nextjs.org/docs/messages/invalid-assetprefix`)
	}
}

const i18nHelp = "\nSee more info here: https://nextjs.org/docs/messages/invalid-i18n-config"

// i18n checks the option; one that Next refuses is dropped.
func (d *decoder) i18n(o *object) {
	v := o.known("i18n")
	if !truthy(v) {
		return
	}
	if text := i18nFault(v); text != "" {
		d.refuse("i18n", o, text)
		d.config.I18N = nil
	}
}

func i18nFault(v any) string {
	o, isObject := v.(*object)
	if !isObject {
		return "Specified i18n should be an object received " + typeOf(v) + "." + i18nHelp
	}
	locales, isList := o.fields["locales"].([]any)
	if !isList {
		return "Specified i18n.locales should be an Array received " + typeOf(o.value("locales")) + "." + i18nHelp
	}
	fallback, _ := o.fields["defaultLocale"].(string)
	if fallback == "" {
		return "Specified i18n.defaultLocale should be a string." + i18nHelp
	}
	if text := domainFault(o.value("domains")); text != "" {
		return text
	}
	if text := localeFault(locales, fallback); text != "" {
		return text
	}
	if kind := typeOf(o.value("localeDetection")); kind != "boolean" && kind != "undefined" {
		return "Specified i18n.localeDetection should be undefined or a boolean received " + kind + "." + i18nHelp
	}
	return ""
}

// value returns a field, undefined where it is missing.
func (o *object) value(name string) any {
	if v, ok := o.fields[name]; ok {
		return v
	}
	return undefined
}

func domainFault(v any) string {
	if v == undefined {
		return ""
	}
	list, isList := v.([]any)
	if !isList {
		return "Specified i18n.domains must be an array of domain objects e.g. [ { domain: 'example.fr', defaultLocale: 'fr', locales: ['fr'] } ] received " + typeOf(v) + "." + i18nHelp
	}
	var bad []string
	for i, item := range list {
		if !validDomain(list, i) {
			bad = append(bad, stringify(item))
		}
	}
	if len(bad) == 0 {
		return ""
	}
	return "Invalid i18n.domains values:\n" + strings.Join(bad, "\n") + "\n\ndomains value must follow format { domain: 'example.fr', defaultLocale: 'fr', locales: ['fr'] }." + i18nHelp
}

// validDomain says whether an entry is whole, and alone in its default locale
// and in its locales.
func validDomain(list []any, at int) bool {
	o, ok := list[at].(*object)
	if !ok || !truthy(o.value("defaultLocale")) {
		return false
	}
	domain, _ := o.fields["domain"].(string)
	if domain == "" || strings.Contains(domain, ":") {
		return false
	}
	locales, _ := o.fields["locales"].([]any)
	for i, item := range list {
		other, ok := item.(*object)
		if i == at || !ok {
			continue
		}
		if other.value("defaultLocale") == o.value("defaultLocale") && other.value("domain") != o.value("domain") {
			return false
		}
		theirs := stringsOf(other.fields["locales"])
		if slices.ContainsFunc(stringsOf(locales), func(l string) bool { return slices.Contains(theirs, l) }) {
			return false
		}
	}
	return len(stringsOf(locales)) == len(locales)
}

func localeFault(locales []any, fallback string) string {
	texts := stringsOf(locales)
	var bad, twice []string
	seen := map[string]bool{}
	for _, item := range locales {
		locale, isText := item.(string)
		lower := strings.ToLower(locale)
		switch {
		case !isText:
			bad = append(bad, show(item))
		case seen[lower] && !slices.Contains(twice, locale):
			twice = append(twice, locale)
		}
		seen[lower] = true
	}
	switch {
	case len(bad) > 0:
		return "Specified i18n.locales contains invalid values (" + strings.Join(bad, ", ") + "), locales must be valid locale tags provided as strings e.g. \"en-US\".\nSee here for list of valid language sub-tags: http://www.iana.org/assignments/language-subtag-registry/language-subtag-registry"
	case !slices.Contains(texts, fallback):
		return "Specified i18n.defaultLocale should be included in i18n.locales." + i18nHelp
	case len(twice) > 0:
		return "Specified i18n.locales contains the following duplicate locales:\n" + strings.Join(twice, ", ") + "\nEach locale should be listed only once." + i18nHelp
	}
	return ""
}

// lifetimes checks expireTime and the profiles of cacheLife.
func (d *decoder) lifetimes(o *object) {
	if v := o.known("expireTime"); v != undefined && typeOf(v) != "number" {
		d.refuse("expireTime", o, `Invalid "expireTime" provided, expected a finite number of seconds or Infinity, received `+show(v))
	}
	profiles := o.sub("cacheLife")
	for _, name := range profiles.keys {
		p, ok := profiles.fields[name].(*object)
		if !ok {
			continue
		}
		revalidate, one := p.fields["revalidate"].(float64)
		expire, two := p.fields["expire"].(float64)
		if one && two && revalidate > expire {
			d.refuse("cacheLife."+name, o, "If providing both the revalidate and expire options, the expire option must be greater than the revalidate option. The expire option indicates how many seconds from the start until it can no longer be used.")
		}
	}
}

var reservedEnv = regexp.MustCompile(`(?i)^NODE_.+|^__.+$`)

// envKeys refuses names of the env option that Next sets itself.
func (d *decoder) envKeys(o *object) {
	env := o.sub("env")
	for _, key := range env.keys {
		if v := env.value(key); v != nil && v != undefined && (key == "NEXT_RUNTIME" || reservedEnv.MatchString(key)) {
			d.refuse("env", o, `The key "`+key+`" under "env" in `+d.fileName()+" is not allowed. https://nextjs.org/docs/messages/env-key-not-allowed")
		}
	}
}
