package vm

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/libquickjs"
)

// internalName is the specifier by which library modules get host and
// internal.
const internalName = "signalbox:internal"

// moduleTable knows the modules of the libraries and those given to EvalModule,
// and which modules the engine has loaded. The two functions are kept here
// because the engine holds their addresses.
type moduleTable struct {
	library   map[string]Source
	extra     map[string]string
	names     map[string]bool    // library modules and preludes: who may import internalName
	loaded    map[string]uintptr // the engine's modules by name
	normalize func(tls *libc.TLS, ctx, base, name, opaque uintptr) uintptr
	load      func(tls *libc.TLS, ctx, name, opaque uintptr, attributes value) uintptr
}

// internalModule hands out the two objects once; the global that carries them
// is gone before any other code runs.
const internalModule = `export const host = globalThis.__signalbox.host, internal = globalThis.__signalbox.internal;`

func (m *Machine) installModules(libs []*Library, host value) {
	m.modules = moduleTable{library: map[string]Source{}, extra: map[string]string{}, names: map[string]bool{}, loaded: map[string]uintptr{}}
	for _, l := range libs {
		for name, s := range l.Modules {
			m.modules.library[name] = s
			m.modules.names[name] = true
		}
		for _, s := range l.Prelude {
			m.modules.names[s.Name] = true
		}
	}
	m.modules.normalize = func(_ *libc.TLS, _, base, name, _ uintptr) uintptr { return m.normaliseC(base, name) }
	m.modules.load = func(_ *libc.TLS, _, name, _ uintptr, _ value) uintptr { return m.loadC(name) }
	lib.XJS_SetModuleLoaderFunc2(m.tls, m.rt, funcPtr(m.modules.normalize), funcPtr(m.modules.load), 0, 0)
	m.carryInternal(host)
	m.setProperty(m.internal, "importSync", m.newFunction(opEntry{name: "importSync", raw: m.importSync}))
	m.setProperty(m.internal, "promiseState", m.newFunction(opEntry{name: "promiseState", raw: m.promiseState}))
	m.setProperty(m.internal, "isProxy", m.newFunction(opEntry{name: "isProxy", raw: m.isProxy}))
	m.setProperty(m.internal, "loadPart", m.newFunction(opEntry{name: "loadPart", raw: m.loadPart(libs, host)}))
}

// carryInternal evaluates the module internalName while a global carries the
// two objects, and takes the global away again.
func (m *Machine) carryInternal(host value) {
	pair := lib.XJS_NewObject(m.tls, m.ctx)
	m.setProperty(pair, "host", m.dup(host))
	m.setProperty(pair, "internal", m.dup(m.internal))
	global := lib.XJS_GetGlobalObject(m.tls, m.ctx)
	defer m.free(global)
	m.setProperty(global, "__signalbox", pair)
	m.free(m.eval(internalName, internalModule, lib.MJS_EVAL_TYPE_MODULE))
	m.free(m.eval(internalName, "delete globalThis.__signalbox", lib.MJS_EVAL_TYPE_GLOBAL))
}

// goString copies a text of the engine that ends with a zero byte.
func goString(p uintptr) string {
	if p == 0 {
		return ""
	}
	n := 0
	for *at[byte](p + uintptr(n)) != 0 {
		n++
	}
	return string(unsafe.Slice(at[byte](p), n))
}

func (m *Machine) normaliseC(base, name uintptr) uintptr {
	out, err := m.normalise(goString(base), goString(name))
	if err != nil {
		var said *Error
		if !errors.As(err, &said) {
			said = &Error{Name: "Error", Message: err.Error(), Code: "ERR_MODULE_NOT_FOUND"}
		}
		m.throw(said)
		return 0
	}
	var p uintptr
	m.withBytes(out, func(text uintptr) { p = lib.Xjs_strdup(m.tls, m.ctx, text) })
	return p
}

func (m *Machine) loadC(cname uintptr) uintptr {
	name := goString(cname)
	v := m.moduleOf(name)
	if isException(v) {
		return 0
	}
	def := pointerOf(v)
	m.free(v) // the engine's own list keeps the module
	m.modules.loaded[name] = def
	m.setMeta(def, name)
	return def
}

// moduleOf compiles a module, or answers the exception why not.
func (m *Machine) moduleOf(name string) value {
	if s, ok := m.modules.library[name]; ok {
		return m.ready(Source{name, s.Code}, true)
	}
	code, err := m.loadModule(name)
	if err != nil {
		return m.throw(&Error{Name: "Error", Message: err.Error(), Code: "ERR_MODULE_NOT_FOUND"})
	}
	return m.eval(name, code, lib.MJS_EVAL_TYPE_MODULE|lib.MJS_EVAL_FLAG_COMPILE_ONLY)
}

// setMeta gives a module its import.meta.url.
func (m *Machine) setMeta(def uintptr, name string) {
	url := name
	if m.opts.Meta != nil {
		url = m.opts.Meta(name)
	}
	meta := lib.XJS_GetImportMeta(m.tls, m.ctx, def)
	if isException(meta) {
		m.drop()
		return
	}
	m.setProperty(meta, "url", m.newString(url))
	m.free(meta)
}

// importSync answers the namespace of a library module, evaluating it first
// where that has not happened. Such a module must not use top-level await.
func (m *Machine) importSync(argv []value) value {
	if len(argv) == 0 {
		return m.throw(TypeErrorf("importSync needs a specifier"))
	}
	name, ok := m.stringOf(argv[0])
	if !ok {
		return exception
	}
	if _, known := m.modules.library[name]; !known {
		return m.throw(&Error{Name: "Error", Message: fmt.Sprintf("Cannot find module '%s'", name), Code: "ERR_MODULE_NOT_FOUND"})
	}
	if err := m.evaluated(name); err != nil {
		return m.throw(err)
	}
	return lib.XJS_GetModuleNamespace(m.tls, m.ctx, m.modules.loaded[name])
}

// evaluated loads and evaluates a module; it does nothing the second time.
func (m *Machine) evaluated(name string) error {
	cname, _ := libc.CString(name)
	defer libc.Xfree(m.tls, cname)
	base, _ := libc.CString("signalbox:vm")
	defer libc.Xfree(m.tls, base)
	promise := lib.XJS_LoadModule(m.tls, m.ctx, base, cname)
	defer m.free(promise)
	if isException(promise) {
		return m.takeError()
	}
	def, ok := m.modules.loaded[name]
	if !ok { // the promise alone knows why, and tells as an unhandled rejection
		return fmt.Errorf("the module %s could not be loaded", name)
	}
	if evaluation := m.moduleFailure(def); evaluation != nil {
		return evaluation
	}
	return nil
}

// moduleFailure is the exception with which a module's evaluation ended, nil
// for none.
func (m *Machine) moduleFailure(def uintptr) error {
	if exc := at[lib.TJSModuleDef](def).Feval_exception; tagOf(exc) != lib.EJS_TAG_UNDEFINED {
		return m.errorOf(exc)
	}
	return nil
}

// normalise resolves a specifier. Relative ones are resolved against the
// importer's name; a library module wins over the program's.
func (m *Machine) normalise(base, name string) (string, error) {
	switch {
	case name == internalName:
		if m.modules.names[base] || strings.HasPrefix(base, "signalbox:") {
			return name, nil
		}
		return "", fmt.Errorf("Cannot find module '%s' imported from %s", name, base)
	case strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../"):
		return relative(base, name), nil
	}
	if _, ok := m.modules.library[name]; ok {
		if strings.HasPrefix(name, "signalbox:") && !m.modules.names[base] && !strings.HasPrefix(base, "signalbox:") {
			return "", fmt.Errorf("Cannot find module '%s' imported from %s", name, base)
		}
		return name, nil
	}
	if _, ok := m.modules.extra[name]; ok || m.opts.Resolve == nil {
		return name, nil
	}
	return m.opts.Resolve(base, name)
}

// relative joins a specifier to its importer. "node:x" and "signalbox:web/x"
// keep their scheme.
func relative(base, name string) string {
	scheme, rest, ok := strings.Cut(base, ":")
	if !ok {
		return path.Join(path.Dir(base), name)
	}
	return scheme + ":" + path.Join(path.Dir(rest), name)
}

func (m *Machine) loadModule(name string) (string, error) {
	if code, ok := m.modules.extra[name]; ok {
		return code, nil
	}
	if m.opts.Load == nil {
		return "", fmt.Errorf("Cannot find module '%s'", name)
	}
	return m.opts.Load(name)
}
