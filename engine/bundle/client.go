package bundle

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"signalbox/engine/jslit"
)

// clientModule parses a file of the browser's, one with 'use client' in front;
// nil for any other. On the server its exports are references, which can be
// passed on and not called. An entry is never one: that is for a build to refuse.
func (r *run) clientModule(file, text string) *jslit.Module {
	switch loaderOf(file) {
	case api.LoaderJS, api.LoaderJSX, api.LoaderTS, api.LoaderTSX:
	default:
		return nil
	}
	if len(r.b.opts.Only) > 0 || r.entries[file] || !strings.Contains(text[:min(len(text), 4096)], "use client") {
		return nil
	}
	m := jslit.Parse(file, []byte(text))
	if m.Fault != nil || !m.Has("use client") {
		return nil
	}
	return m
}

// reference is the code that makes references of a file, in React's words.
const reference = `const why = "It's not possible to invoke a client function from the server, it can only be rendered as a Component or passed to props of a Client Component.";
const say = (name) => name === "default" ? "Attempted to call the default export of [project]/" + file + " from the server, but it's on the client. " + why
	: "Attempted to call " + name + "() from the server but " + name + " is on the client. " + why;
const known = new Map();
const reference = (name) => {
	if (!known.has(name)) known.set(name, Object.defineProperties(function () { throw new Error(say(name)) }, {
		$$typeof: { value: Symbol.for("react.client.reference") }, $$id: { value: file + "#" + name }, $$async: { value: false } }));
	return known.get(name);
};
`

// loadClient makes the references of a file: its exports by name where it is an
// ES module that lists them, else whatever name is asked for.
func (r *run) loadClient(file string, m *jslit.Module) (api.OnLoadResult, error) {
	code := "const file = " + quote(r.relative(file)) + ";\n" + reference
	if !m.ESM || len(m.Stars) > 0 {
		return contents(code+`const get = (_, name) => name === "__esModule" ? true : typeof name === "symbol" || name === "then" || name === "prototype" ? undefined : reference(name);
const names = new Proxy({}, { get });
module.exports = new Proxy(function () {}, { get, getPrototypeOf: () => names, apply() { throw new Error(say("default")) } });`, filepath.Dir(file))
	}
	for i, e := range m.Exports {
		if !e.IsType() {
			code += fmt.Sprintf("const export%d = reference(%s); export { export%d as %s };\n", i, quote(e.Name), i, quote(e.Name))
		}
	}
	return contents(code, filepath.Dir(file))
}
