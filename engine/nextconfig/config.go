package nextconfig

import (
	"cmp"
	"slices"
	"strings"

	"signalbox/engine/diag"
)

// Config is what signalbox knows of a next.config file. Fields that the file
// does not set hold Next's defaults.
type Config struct {
	File string // "next.config.mjs", "" where there is none

	BasePath                  string // "" or "/docs"
	AssetPrefix               string
	TrailingSlash             bool
	SkipTrailingSlashRedirect bool
	SkipProxyURLNormalize     bool
	// NoFileSystemRoutes is useFileSystemPublicRoutes: false.
	NoFileSystemRoutes bool
	PageExtensions     []string // default tsx, ts, jsx, js
	DistDir            string   // default ".next"
	Output             string   // "", "standalone" or "export"

	Redirects []Rule
	Rewrites  Rewrites
	Headers   []Rule

	I18N *I18N

	CacheComponents bool
	ExpireTime      int // seconds, default a year
	CacheLife       map[string]CacheLife
	// CacheLifeNames are the profiles that the file itself has, in its order.
	CacheLifeNames     []string
	StaticGeneration   int // staticPageGenerationTimeout in seconds, default 60
	Env                map[string]string
	PoweredByHeader    bool // default true
	Compress           bool // default true
	GenerateEtags      bool // default true
	LooseRouteMatching bool // deprecated.looseRouteMatching
	IgnoreBuildErrors  bool // typescript.ignoreBuildErrors
	Experimental       Experimental
	// DeploymentID is deploymentId.
	DeploymentID string

	// Values holds every other literal of the file by its dotted name, for
	// show: "images.unoptimized".
	Values map[string]any
}

// Experimental is the part of the experimental options that matters here.
type Experimental struct {
	AuthInterrupts      bool
	CaseSensitiveRoutes bool
	TrustHostHeader     bool
	GlobalNotFound      bool
	UseCache            bool
	TypedRoutes         bool
}

// I18N is the i18n option, which concerns the pages folder; app routes are not
// matched by locale (NEXT-FACTS C20).
type I18N struct {
	Locales       []string
	DefaultLocale string
	// NoDetection is localeDetection: false.
	NoDetection bool
	Domains     []Domain
}

// Domain is a host with a default locale of its own.
type Domain struct {
	Host, DefaultLocale string
	Locales             []string
	HTTP                bool // links to it begin with http
}

// DomainOf returns the first domain that has the host or serves the locale, nil
// for none. Either may be "".
func (i *I18N) DomainOf(host, locale string) *Domain {
	host, _, _ = strings.Cut(host, ":")
	serves := func(l string) bool { return locale != "" && strings.EqualFold(l, locale) }
	for n := range i.Domains {
		d := &i.Domains[n]
		if host != "" && strings.EqualFold(d.Host, host) || serves(d.DefaultLocale) || slices.ContainsFunc(d.Locales, serves) {
			return d
		}
	}
	return nil
}

// Split takes the locale off a path: "/de/x" gives "/x" and "de". A path without
// one is returned as it is. The locale comes in the case of Locales.
func (i *I18N) Split(path string) (rest, locale string) {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	for _, l := range i.Locales {
		if first != "" && strings.EqualFold(first, l) {
			return cmp.Or(path[1+len(first):], "/"), l
		}
	}
	return path, ""
}

// localeParam is the param that Next puts before the sources of rules.
const localeParam = "nextInternalLocale"

// pattern matches every locale as the first segment of a source.
func (i *I18N) pattern() string {
	escaped := make([]string, len(i.Locales))
	for n, l := range i.Locales {
		escaped[n] = escapeRegexp(l)
	}
	return "/:" + localeParam + "(" + strings.Join(escaped, "|") + ")"
}

// CacheLife is one profile of the cacheLife option, in seconds; -1 stands for
// a value that the profile does not set.
type CacheLife struct{ Stale, Revalidate, Expire int }

// Rewrites are the three lists of rewrites(). A plain array is After.
type Rewrites struct{ Before, After, Fallback []Rule }

// All returns the rewrites of all three lists in the order in which they apply.
func (r Rewrites) All() []Rule {
	all := make([]Rule, 0, len(r.Before)+len(r.After)+len(r.Fallback))
	all = append(all, r.Before...)
	all = append(all, r.After...)
	return append(all, r.Fallback...)
}

// Rule is one entry of redirects, rewrites or headers, as it was written.
type Rule struct {
	Source      string
	Destination string
	Permanent   *bool
	StatusCode  int // 0: not set
	Headers     []Header
	Has         []Condition
	Missing     []Condition
	// OutsideBasePath is basePath: false.
	OutsideBasePath bool
	LocaleFalse     bool // locale: false
	Pos             diag.Pos
}

// Header is one key and value of a headers rule.
type Header struct{ Key, Value string }

// Condition is one item of has or missing.
type Condition struct {
	Type  string // "header", "cookie", "query" or "host"
	Key   string
	Value string // a regular expression over the whole value; "" asks for presence
}

// yearSeconds is the default expireTime.
const yearSeconds = 31536000

// Default returns the Config of a project without a next.config file.
func Default() *Config {
	return &Config{
		PageExtensions:   []string{"tsx", "ts", "jsx", "js"},
		DistDir:          ".next",
		ExpireTime:       yearSeconds,
		StaticGeneration: 60,
		CacheLife:        defaultCacheLife(),
		Env:              map[string]string{},
		Values:           map[string]any{},
		PoweredByHeader:  true,
		Compress:         true,
		GenerateEtags:    true,
	}
}

// infinite is the expire of profiles that never expire: Next's INFINITE_CACHE.
const infinite = 0xfffffffe

// defaultCacheLife returns the built-in profiles (NEXT-FACTS F14).
func defaultCacheLife() map[string]CacheLife {
	const minute, hour, day, week = 60, 3600, 86400, 604800
	return map[string]CacheLife{
		"default": {300, 900, infinite},
		"seconds": {30, 1, minute},
		"minutes": {300, minute, hour},
		"hours":   {300, hour, day},
		"days":    {300, day, week},
		"weeks":   {300, week, 30 * day},
		"max":     {300, 30 * day, yearSeconds},
	}
}

// JSON writes the option as Next hands it to code, "" for none.
func (i *I18N) JSON() string {
	if i == nil {
		return ""
	}
	o := newObject(-1)
	list := func(texts []string) []any {
		var out []any
		for _, s := range texts {
			out = append(out, s)
		}
		return out
	}
	o.set("locales", list(i.Locales))
	o.set("defaultLocale", i.DefaultLocale)
	var domains []any
	for _, d := range i.Domains {
		one := newObject(-1)
		one.set("domain", d.Host)
		one.set("defaultLocale", d.DefaultLocale)
		if len(d.Locales) > 0 {
			one.set("locales", list(d.Locales))
		}
		if d.HTTP {
			one.set("http", true)
		}
		domains = append(domains, one)
	}
	o.set("domains", domains)
	return stringify(o)
}
