package nextconfig

import (
	"fmt"
	"regexp"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
)

// Codes of the diagnostics of this package.
const (
	CodeUnread  diag.Code = "config-unread"  // an expression that has to be evaluated
	CodeInvalid diag.Code = "config-invalid" // a value that Next refuses
	CodeRule    diag.Code = "config-rule"    // a redirect, rewrite or header that Next refuses
	CodeSyntax  diag.Code = "config-syntax"  // the file cannot be read at all
	CodeThrows  diag.Code = "config-throws"  // the file throws while it is loaded
)

// ReadStatic reads a config file without running it: every literal of the
// exported object, the names and functions that lead to literals, and the
// arrays that redirects(), rewrites() and headers() return. complete is false
// where something that could matter has to be evaluated; a diagnostic names
// each such place. The Config holds what could be read in any case.
func ReadStatic(name string, src []byte) (c *Config, found []diag.Diagnostic, complete bool) {
	m := jslit.Parse(name, src)
	r := reader{name: name, src: src, mod: m, complete: true}
	d := decoder{config: Default(), position: r.position}
	d.config.File = name
	if m.Fault != nil {
		r.note(CodeSyntax, r.position(0), fmt.Sprintf("%s cannot be read: %s", name, m.Fault.Text))
		return d.config, r.found, false
	}
	if e := r.mod.Exports; r.mod.ESM && r.mod.Export("default") == nil && len(e) > 0 && !strings.HasSuffix(name, "ts") {
		d.refuse("default", newObject(e[0].Start), "TypeError: Cannot redefine property: "+e[0].Name)
	}
	root, ok := r.root()
	if ok {
		d.decode(root)
	}
	return d.config, append(r.found, d.found...), r.complete && ok
}

// Evaluated makes a Config of the value that a config file evaluates to, as
// JSON, with redirects, rewrites and headers replaced by what they return.
func Evaluated(name string, text []byte) (*Config, []diag.Diagnostic, error) {
	v, err := parseJSON(text)
	if err != nil {
		return nil, nil, err
	}
	d := decoder{config: Default(), position: func(int) diag.Pos { return diag.Pos{File: name} }}
	d.config.File = name
	root, ok := v.(*object)
	if !ok {
		return nil, nil, fmt.Errorf("the config evaluates to %s, and it has to be an object", typeOf(v))
	}
	d.decode(root)
	return d.config, d.found, nil
}

// runsCode finds what may keep a config file from loading although all its
// values can be read: a throw, an exit, a file that it asks for.
var runsCode = regexp.MustCompile(`\bthrow\b|\bprocess\s*\.\s*exit\b|\brequire\(\s*["']\.|\bfrom\s*["']\.|\bimport\s*["']\.`)

// RunsCode says that only running a config file tells whether it loads.
func RunsCode(src []byte) bool { return runsCode.Match(src) }

// reader turns the text of a config file into values.
type reader struct {
	name     string
	src      []byte
	mod      *jslit.Module
	found    []diag.Diagnostic
	complete bool
	depth    int
	quiet    int // inside of options that do not matter
}

// maxDepth bounds names that lead to each other.
const maxDepth = 64

func (r *reader) position(offset int) diag.Pos {
	if offset < 0 {
		return diag.Pos{File: r.name}
	}
	line, column := jslit.Position(r.src, offset)
	return diag.Pos{File: r.name, Line: line, Column: column}
}

func (r *reader) note(code diag.Code, at diag.Pos, message string) {
	r.found = append(r.found, diag.Diagnostic{
		Code: code, Severity: diag.Warning, Message: message, Spans: []diag.Span{{Pos: at}},
	})
}

// unreadable reports an expression that has to be evaluated.
func (r *reader) unreadable(what string, start int) {
	if r.quiet > 0 {
		return
	}
	r.complete = false
	r.note(CodeUnread, r.position(start), what+" has to be evaluated, so its value is not known from the text alone")
}

// root finds the exported object, through names, casts, functions that return
// it and wrappers that take it.
func (r *reader) root() (*object, bool) {
	e := r.mod.Export("default")
	if e == nil {
		if len(r.mod.Exports) > 0 {
			return r.named(), true
		}
		r.unreadable("the exported config", 0)
		return nil, false
	}
	v, ok := r.exported(e)
	if !ok {
		r.unreadable("the exported config", e.Start)
		return nil, false
	}
	return r.configOf(v)
}

// named makes an object of `exports.basePath = …`, one name at a time.
func (r *reader) named() *object {
	o := newObject(0)
	for i := range r.mod.Exports {
		e := &r.mod.Exports[i]
		if v, ok := r.exported(e); ok {
			r.field(o, e.Name, v)
		}
	}
	return o
}

func (r *reader) exported(e *jslit.Export) (jslit.Value, bool) {
	switch {
	case e.Init >= 0:
		return r.mod.Value(e.Init), true
	case e.Func != nil:
		v, ok := r.mod.Returned(e.Func)
		return jslit.Value{Kind: jslit.FuncVal, Func: e.Func, Items: []jslit.Value{v}, Start: e.Start}, ok
	case e.Local != "":
		return jslit.Value{Kind: jslit.NameVal, Str: e.Local, Start: e.Start}, true
	}
	return jslit.Value{}, false
}

func (r *reader) configOf(v jslit.Value) (*object, bool) {
	for range maxDepth {
		v = r.mod.Resolve(v)
		switch v.Kind {
		case jslit.ObjectVal:
			o, ok := r.value(v, "the config").(*object)
			if ok {
				r.dropPlain(v, o)
			}
			return o, ok
		case jslit.FuncVal:
			if len(v.Items) == 0 {
				r.unreadable("what the config function returns", v.Start)
				return nil, false
			}
			v = v.Items[0]
		case jslit.CallVal:
			inner, ok := wrapped(r.mod, v)
			r.unreadable("what "+v.Str+"() makes of the config", v.Start)
			if !ok {
				return nil, false
			}
			v = inner
		default:
			r.unreadable("the exported config", v.Start)
			return nil, false
		}
	}
	return nil, false
}

// dropPlain takes out redirects, rewrites and headers that are no functions: Next
// warns of them and goes on without.
func (r *reader) dropPlain(v jslit.Value, o *object) {
	for _, f := range v.Fields {
		switch r.mod.Resolve(f.Value).Kind {
		case jslit.FuncVal, jslit.NameVal, jslit.CallVal, jslit.Opaque:
		default:
			if returnsRules(f.Name) && !f.Computed && !f.Value.Spread {
				o.set(f.Name, undefined)
			}
		}
	}
}

// wrapped picks the argument of a wrapper that is the config: the first that is
// an object or leads to one. withMDX({…})(config) is taken from its last call.
func wrapped(m *jslit.Module, call jslit.Value) (jslit.Value, bool) {
	for _, arg := range call.Items {
		switch v := m.Resolve(arg); v.Kind {
		case jslit.ObjectVal, jslit.CallVal, jslit.FuncVal:
			return v, true
		}
	}
	return jslit.Value{}, false
}

// value reads an expression; what names the place for messages.
func (r *reader) value(v jslit.Value, what string) any {
	r.depth++
	defer func() { r.depth-- }()
	v = r.mod.Resolve(v)
	switch v.Kind {
	case jslit.StringVal:
		return v.Str
	case jslit.NumberVal:
		return v.Num
	case jslit.BoolVal:
		return v.Bool
	case jslit.NullVal:
		return nil
	case jslit.Undefined:
		return undefined
	case jslit.ArrayVal:
		return r.array(v, what)
	case jslit.ObjectVal:
		return r.object(v, what)
	case jslit.FuncVal, jslit.RegexVal, jslit.Opaque, jslit.NameVal, jslit.CallVal:
	}
	return r.unreadValue(v)
}

func (r *reader) unreadValue(v jslit.Value) unread {
	text := ""
	if 0 <= v.Start && v.Start < v.End && v.End <= len(r.src) {
		text = string(r.src[v.Start:v.End])
	}
	return unread{text, v.Start}
}

func (r *reader) array(v jslit.Value, what string) any {
	list := []any{}
	for _, item := range v.Items {
		inner := r.value(item, what)
		more, isList := inner.([]any)
		switch {
		case item.Spread && isList:
			list = append(list, more...)
		case item.Spread:
			r.unreadable("a part of "+what, item.Start)
		default:
			list = append(list, inner)
		}
	}
	return list
}

func (r *reader) object(v jslit.Value, what string) any {
	o := newObject(v.Start)
	if r.depth > maxDepth {
		return unread{start: v.Start}
	}
	for _, f := range v.Fields {
		if f.Value.Spread {
			r.spread(o, f, what)
			continue
		}
		if f.Computed {
			r.unreadable("a field of "+what, f.Start)
			continue
		}
		r.field(o, f.Name, f.Value)
	}
	return o
}

func (r *reader) spread(o *object, f jslit.Field, what string) {
	inner := f.Value
	inner.Spread = false
	from, ok := r.value(inner, what).(*object)
	if !ok {
		r.unreadable("a part of "+what, f.Start)
		return
	}
	for _, key := range from.keys {
		o.set(key, from.fields[key])
	}
}

// field reads one field. Functions that return rules are called on paper;
// others are left alone, because routing does not look at them.
func (r *reader) field(o *object, name string, v jslit.Value) {
	resolved := r.mod.Resolve(v)
	if resolved.Kind == jslit.FuncVal {
		if !returnsRules(name) {
			return
		}
		if len(resolved.Items) == 0 || r.mod.Resolve(resolved.Items[0]).Kind == jslit.Undefined {
			r.unreadable(name+"()", v.Start)
			return
		}
		v = resolved.Items[0]
	}
	if !matters(name) {
		r.quiet++
		defer func() { r.quiet-- }()
	}
	value := r.value(v, name)
	switch v := value.(type) {
	case unread:
		r.unreadable(name, v.start)
	case []any:
		for i, item := range v {
			if u, ok := item.(unread); ok {
				r.unreadable(fmt.Sprintf("entry %d of %s", i+1, name), u.start)
			}
		}
	}
	o.set(name, value)
}

func returnsRules(name string) bool {
	return name == "redirects" || name == "rewrites" || name == "headers"
}

// matters says whether routing or the engine looks at an option; where it does
// not, it is no loss that the option cannot be read.
func matters(name string) bool {
	switch name {
	case "webpack", "turbopack", "images", "compiler", "eslint",
		"transpilePackages", "serverExternalPackages", "generateBuildId", "logging", "sassOptions",
		"allowedDevOrigins", "modularizeImports", "reactStrictMode", "productionBrowserSourceMaps", "outputFileTracingRoot",
		"outputFileTracingIncludes", "outputFileTracingExcludes", "devIndicators", "onDemandEntries", "reactCompiler",
		"crossOrigin", "exportPathMap", "publicRuntimeConfig", "serverRuntimeConfig", "swcMinify",
		"root", "loader", "loaderFile", "sri", "optimizePackageImports":
		return false
	}
	return !strings.HasPrefix(name, "_")
}
