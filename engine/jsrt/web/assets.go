package web

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"signalbox/engine/jsrt/vm"
)

//go:embed js/*.js third/*/*.js third/*/*.cjs third/*/LICENSE
var assets embed.FS

// coreFiles are the preludes, in order: each builds on those before it.
func coreFiles() []string {
	return []string{"core", "globals", "headers", "body", "request", "response"}
}

func preludes() []vm.Source {
	var list []vm.Source
	for _, name := range coreFiles() {
		list = append(list, vm.Source{Name: "signalbox:web/" + name, Code: asset("js/" + name + ".js")})
	}
	return list
}

// partNames lists what loads on demand: every file that is no prelude, and what
// comes from npm.
func partNames() []string {
	names := []string{"web-streams-polyfill", "urlpattern-polyfill"}
	files, _ := assets.ReadDir("js")
	for _, f := range files {
		if name := strings.TrimSuffix(f.Name(), ".js"); !slices.Contains(coreFiles(), name) {
			names = append(names, name)
		}
	}
	return names
}

// part answers a part that loads on demand, as a function expression like a
// prelude. Parts that come from npm are wrapped so that they see a module.
func part(name string) (vm.Source, error) {
	s := vm.Source{Name: "signalbox:web/" + name}
	switch name {
	case "web-streams-polyfill":
		s.Code = commonJS(nodeWords().Replace(asset("third/web-streams-polyfill/ponyfill.js")))
	case "urlpattern-polyfill":
		s.Code = commonJS(asset("third/urlpattern-polyfill/urlpattern.cjs"))
	default:
		data, err := assets.ReadFile("js/" + name + ".js")
		if err != nil {
			return s, fmt.Errorf("web: there is no part %q", name)
		}
		s.Code = string(data)
	}
	return s, nil
}

// nodeWords puts the messages of Node 20 in the place of the polyfill's, where
// handlers meet them: an invalid state has a code there too.
func nodeWords() *strings.Replacer {
	locked := "ReadableStream is locked"
	var pairs []string
	for _, w := range [][2]string{
		{"The stream is not in a state that permits enqueue", "Controller is already closed"},
		{"The stream is not in a state that permits close", "Controller is already closed"},
		{"This stream has already been locked for exclusive reading by another reader", locked},
		{"This stream has already been locked for exclusive writing by another writer", "WritableStream is locked"},
		{"Cannot cancel a stream that already has a reader", locked},
		{"Cannot tee a stream that already has a reader", locked},
		{"ReadableStream.prototype.pipeTo cannot be used on a locked ReadableStream", "The ReadableStream is locked"},
		{"ReadableStream.prototype.pipeTo cannot be used on a locked WritableStream", "The WritableStream is locked"},
		{"ReadableStream.prototype.pipeThrough cannot be used on a locked ReadableStream", "The ReadableStream is locked"},
		{"ReadableStream.prototype.pipeThrough cannot be used on a locked WritableStream", "The WritableStream is locked"},
		{"Reader was released", "Releasing reader"},
		{"TransformStream terminated", "TransformStream has been terminated"},
		{"chunk must have non-zero byteLength", "chunk ArrayBuffer is zero-length or detached"},
	} {
		pairs = append(pairs, `new TypeError("`+w[0]+`")`, `invalidState("`+w[1]+`")`)
	}
	return strings.NewReplacer(append(pairs,
		`new TypeError("Cannot "+e+" a stream using a released reader")`, `invalidState("The reader is not attached to a stream")`,
		`new TypeError("Illegal constructor")`, `internal.code(new TypeError("Illegal constructor"), "ERR_ILLEGAL_CONSTRUCTOR")`,
		"The object is not iterable", "The argument must be iterable",
	)...)
}

func commonJS(code string) string {
	return "(function (host, internal) { const exports = {}, module = { exports };\n" +
		"const invalidState = (what) => internal.code(new TypeError(`Invalid state: ${what}`), 'ERR_INVALID_STATE');\n" + code + "\nreturn module.exports; })"
}

func asset(name string) string {
	data, err := assets.ReadFile(name)
	if err != nil {
		return ""
	}
	return string(data)
}
