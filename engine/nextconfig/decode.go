package nextconfig

import (
	"maps"
	"math"
	"slices"

	"signalbox/engine/diag"
)

// decoder fills a Config from the value of a config file.
type decoder struct {
	config   *Config
	position func(offset int) diag.Pos
	found    []diag.Diagnostic
}

func (d *decoder) decode(o *object) {
	c := d.config
	d.text(o, "basePath", &c.BasePath)
	d.text(o, "assetPrefix", &c.AssetPrefix)
	d.text(o, "output", &c.Output)
	d.text(o, "distDir", &c.DistDir)
	d.text(o, "deploymentId", &c.DeploymentID)
	d.flag(o, "trailingSlash", &c.TrailingSlash)
	d.flag(o, "skipTrailingSlashRedirect", &c.SkipTrailingSlashRedirect)
	d.flag(o, "skipProxyUrlNormalize", &c.SkipProxyURLNormalize)
	d.flag(o, "skipMiddlewareUrlNormalize", &c.SkipProxyURLNormalize)
	d.flag(o, "cacheComponents", &c.CacheComponents)
	d.flag(o, "poweredByHeader", &c.PoweredByHeader)
	d.flag(o, "compress", &c.Compress)
	d.flag(o, "generateEtags", &c.GenerateEtags)
	d.seconds(o, "expireTime", &c.ExpireTime)
	d.seconds(o, "staticPageGenerationTimeout", &c.StaticGeneration)
	if on, ok := o.fields["useFileSystemPublicRoutes"].(bool); ok {
		c.NoFileSystemRoutes = !on
	}
	d.experimental(o)
	d.nested(o)
	d.cacheLife(o)
	d.validate(o)
	d.rules(o)
	d.keep("", o)
}

func (d *decoder) text(o *object, name string, to *string) {
	if s, ok := o.fields[name].(string); ok {
		*to = s
	}
}

// flag reads a switch. Next warns of a value that is no boolean and goes by what
// JavaScript makes of it.
func (d *decoder) flag(o *object, name string, to *bool) {
	if v := o.known(name); v != undefined {
		*to = truthy(v)
	}
}

func (d *decoder) seconds(o *object, name string, to *int) {
	if n, ok := o.fields[name].(float64); ok && n >= 0 {
		*to = int(min(n, math.MaxUint32))
	}
}

// sub returns a field that is an object, or an empty one.
func (o *object) sub(name string) *object {
	if inner, ok := o.fields[name].(*object); ok {
		return inner
	}
	return newObject(-1)
}

func (d *decoder) experimental(o *object) {
	e, to := o.sub("experimental"), &d.config.Experimental
	d.flag(e, "authInterrupts", &to.AuthInterrupts)
	d.flag(e, "caseSensitiveRoutes", &to.CaseSensitiveRoutes)
	d.flag(e, "trustHostHeader", &to.TrustHostHeader)
	d.flag(e, "globalNotFound", &to.GlobalNotFound)
	d.flag(e, "useCache", &to.UseCache)
	d.flag(o, "typedRoutes", &to.TypedRoutes)
	d.flag(e, "cacheComponents", &d.config.CacheComponents)
}

func (d *decoder) nested(o *object) {
	d.flag(o.sub("deprecated"), "looseRouteMatching", &d.config.LooseRouteMatching)
	d.flag(o.sub("typescript"), "ignoreBuildErrors", &d.config.IgnoreBuildErrors)
	env := o.sub("env")
	for _, key := range env.keys {
		if s, ok := env.fields[key].(string); ok {
			d.config.Env[key] = s
		}
	}
	if i, ok := o.fields["i18n"].(*object); ok {
		d.config.I18N = &I18N{Locales: stringsOf(i.fields["locales"])}
		d.text(i, "defaultLocale", &d.config.I18N.DefaultLocale)
		d.config.I18N.NoDetection = i.fields["localeDetection"] == false
		d.config.I18N.Domains = domainsOf(i.fields["domains"])
	}
}

func domainsOf(v any) []Domain {
	list, _ := v.([]any)
	var out []Domain
	for _, item := range list {
		if o, ok := item.(*object); ok {
			host, _ := o.fields["domain"].(string)
			locale, _ := o.fields["defaultLocale"].(string)
			out = append(out, Domain{Host: host, DefaultLocale: locale, Locales: stringsOf(o.fields["locales"]), HTTP: truthy(o.value("http"))})
		}
	}
	return out
}

func stringsOf(v any) []string {
	list, _ := v.([]any)
	var out []string
	for _, item := range list {
		if s, ok := item.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// cacheLife reads the profiles. One that leaves a value out takes it from the
// default profile.
func (d *decoder) cacheLife(o *object) {
	profiles := o.sub("cacheLife")
	if len(profiles.keys) == 0 {
		profiles = o.sub("experimental").sub("cacheLife")
	}
	for _, name := range profiles.keys {
		p, ok := profiles.fields[name].(*object)
		if !ok {
			continue
		}
		life := CacheLife{-1, -1, -1}
		d.seconds(p, "stale", &life.Stale)
		d.seconds(p, "revalidate", &life.Revalidate)
		d.seconds(p, "expire", &life.Expire)
		d.config.CacheLife[name] = life
		d.config.CacheLifeNames = append(d.config.CacheLifeNames, name)
	}
}

func (d *decoder) pageExtensions(o *object) {
	v := o.known("pageExtensions")
	if v == undefined {
		return
	}
	list, isList := v.([]any)
	switch {
	case !isList:
		d.refuse("pageExtensions", o, `Specified pageExtensions is not an array of strings, found "`+show(v)+`". Please update this config or remove it.`)
		return
	case len(list) == 0:
		d.refuse("pageExtensions", o, "Specified pageExtensions is an empty array. Please update it with the relevant extensions or remove it.")
		return
	}
	for _, item := range list {
		if _, ok := item.(string); !ok {
			d.refuse("pageExtensions", o, `Specified pageExtensions is not an array of strings, found "`+show(item)+`" of type "`+typeOf(item)+`". Please update this config or remove it.`)
			return
		}
	}
	d.config.PageExtensions = stringsOf(v)
}

// basePath checks the base path; one that Next refuses is dropped.
func (d *decoder) basePath(o *object) {
	v := o.known("basePath")
	if v == undefined || v == "" {
		return
	}
	path, isText := v.(string)
	var next string
	switch {
	case !isText:
		next = `Specified basePath is not a string, found type "` + typeOf(v) + `"`
	case path == "/":
		next = `Specified basePath /. basePath has to be either an empty string or a path prefix"`
	case path[0] != '/':
		next = `Specified basePath has to start with a /, found "` + path + `"`
	case path[len(path)-1] == '/':
		next = `Specified basePath should not end with /, found "` + path + `"`
	default:
		return
	}
	d.refuse("basePath", o, next)
	d.config.BasePath = ""
}

// refuse reports a value with which no command of Next starts.
func (d *decoder) refuse(option string, o *object, next string) {
	d.found = append(d.found, diag.Diagnostic{
		Code: CodeInvalid, Severity: diag.Error, Stage: diag.StageBuild,
		Message: "the option " + option + " of next.config has a value that Next refuses: " + next,
		Next:    next, Spans: []diag.Span{{Pos: d.position(o.start)}},
	})
}

// keep stores the literals of the file by their dotted names, for show.
func (d *decoder) keep(prefix string, o *object) {
	for _, key := range o.keys {
		switch v := o.fields[key].(type) {
		case string, bool, float64:
			d.config.Values[prefix+key] = v
		case *object:
			if !returnsRules(prefix + key) {
				d.keep(prefix+key+".", v)
			}
		}
	}
}

// Names lists the names of Config.Values in order.
func (c *Config) Names() []string { return slices.Sorted(maps.Keys(c.Values)) }
