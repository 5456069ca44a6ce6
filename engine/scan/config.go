package scan

import (
	"signalbox/engine/jslit"
	"signalbox/engine/nextconfig"
)

// staticConfig reads the options that a scan depends on from the text of
// next.config: those that are plain literals in the exported object, whatever
// functions it is passed through.
func staticConfig(name string, m *jslit.Module) *nextconfig.Config {
	c := nextconfig.Default()
	c.File = name
	object, ok := configObject(m)
	if !ok {
		return c
	}
	readOptions(c, &object)
	return c
}

// configObject finds the object literal behind the default export:
// `export default withX(config)` and `module.exports = () => ({…})` included.
func configObject(m *jslit.Module) (jslit.Value, bool) {
	e := m.Export("default")
	if e == nil {
		return jslit.Value{}, false
	}
	v := m.Resolve(m.Value(e.Init))
	if e.Init < 0 && e.Func != nil {
		v, _ = m.Returned(e.Func)
	}
	for range 8 {
		switch v.Kind {
		case jslit.ObjectVal:
			return v, true
		case jslit.FuncVal:
			if len(v.Items) == 0 {
				return v, false
			}
			v = m.Resolve(v.Items[0])
		case jslit.CallVal:
			inner, ok := configArgument(m, v)
			if !ok {
				return v, false
			}
			v = inner
		default:
			return v, false
		}
	}
	return v, false
}

// configArgument picks the argument of a wrapper call that is the config: the
// first that is an object or leads to one.
func configArgument(m *jslit.Module, call jslit.Value) (jslit.Value, bool) {
	for _, arg := range call.Items {
		v := m.Resolve(arg)
		if v.Kind == jslit.ObjectVal || v.Kind == jslit.CallVal || v.Kind == jslit.FuncVal {
			return v, true
		}
	}
	return jslit.Value{}, false
}

func readOptions(c *nextconfig.Config, object *jslit.Value) {
	text := func(to *string, name string) {
		if v, ok := object.Get(name); ok && v.Kind == jslit.StringVal {
			*to = v.Str
		}
	}
	flag := func(to *bool, in *jslit.Value, name string) {
		if v, ok := in.Get(name); ok && v.Kind == jslit.BoolVal {
			*to = v.Bool
		}
	}
	text(&c.BasePath, "basePath")
	text(&c.Output, "output")
	text(&c.DistDir, "distDir")
	flag(&c.TrailingSlash, object, "trailingSlash")
	flag(&c.CacheComponents, object, "cacheComponents")
	if v, ok := object.Get("pageExtensions"); ok {
		if list, ok := stringList(v); ok {
			c.PageExtensions = list
		}
	}
	if v, ok := object.Get("typescript"); ok {
		flag(&c.IgnoreBuildErrors, v, "ignoreBuildErrors")
	}
	if v, ok := object.Get("deprecated"); ok {
		flag(&c.LooseRouteMatching, v, "looseRouteMatching")
	}
	if v, ok := object.Get("experimental"); ok {
		flag(&c.Experimental.GlobalNotFound, v, "globalNotFound")
		flag(&c.Experimental.UseCache, v, "useCache")
		flag(&c.Experimental.AuthInterrupts, v, "authInterrupts")
	}
}

// stringList returns the items of an array of strings.
func stringList(v *jslit.Value) ([]string, bool) {
	var list []string
	for _, item := range v.Items {
		if item.Kind != jslit.StringVal {
			return nil, false
		}
		list = append(list, item.Str)
	}
	return list, v.Kind == jslit.ArrayVal && len(list) > 0
}
