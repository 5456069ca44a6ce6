package vm

import (
	"fmt"
	"path"
	"strings"

	lib "modernc.org/libquickjs"
	"modernc.org/quickjs"
)

// internalName is the specifier by which library modules get host and
// internal, evalName the pseudo module that preludes are importers as.
const internalName = "signalbox:internal"

// moduleTable knows the modules of the libraries and those given to EvalModule.
type moduleTable struct {
	library map[string]Source
	extra   map[string]string
	names   map[string]bool // names of library modules and preludes: who may import internalName
}

// internalModule hands out the two objects once; the global that carries them
// is gone before any other code runs.
const internalModule = `export const host = globalThis.__signalbox.host, internal = globalThis.__signalbox.internal;`

func (m *Machine) installModules(libs []*Library, host value) {
	m.modules = moduleTable{library: map[string]Source{}, extra: map[string]string{}, names: map[string]bool{}}
	for _, l := range libs {
		for name, s := range l.Modules {
			m.modules.library[name] = s
			m.modules.names[name] = true
		}
		for _, s := range l.Prelude {
			m.modules.names[s.Name] = true
		}
	}
	m.raw.SetModuleLoader(
		func(_ *quickjs.VM, name string) (string, error) { return m.loadModule(name) },
		func(_ *quickjs.VM, base, name string) (string, error) { return m.normalise(base, name) },
	)
	m.carryInternal(host)
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
	if s, ok := m.modules.library[name]; ok {
		return s.Code, nil
	}
	if code, ok := m.modules.extra[name]; ok {
		return code, nil
	}
	if m.opts.Load == nil {
		return "", fmt.Errorf("Cannot find module '%s'", name)
	}
	return m.opts.Load(name)
}
