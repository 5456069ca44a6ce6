package web

import (
	"embed"
	"fmt"
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

// part answers a part that loads on demand, as a function expression like a
// prelude. Parts that come from npm are wrapped so that they see a module.
func part(name string) (string, error) {
	switch name {
	case "web-streams-polyfill":
		return commonJS(nodeWords().Replace(asset("third/web-streams-polyfill/ponyfill.js"))), nil
	case "urlpattern-polyfill":
		return commonJS(asset("third/urlpattern-polyfill/urlpattern.cjs")), nil
	}
	data, err := assets.ReadFile("js/" + name + ".js")
	if err != nil {
		return "", fmt.Errorf("web: there is no part %q", name)
	}
	return string(data), nil
}

// nodeWords puts the messages of Node 20 in the place of the polyfill's, where
// handlers meet them.
func nodeWords() *strings.Replacer {
	locked := "Invalid state: ReadableStream is locked"
	return strings.NewReplacer(
		"The stream is not in a state that permits enqueue", "Invalid state: Controller is already closed",
		"The stream is not in a state that permits close", "Invalid state: Controller is already closed",
		"This stream has already been locked for exclusive reading by another reader", locked,
		"Cannot cancel a stream that already has a reader", locked,
		"Cannot tee a stream that already has a reader", locked,
		"The object is not iterable", "The argument must be iterable",
	)
}

func commonJS(code string) string {
	return "(function (host, internal) { const exports = {}, module = { exports };\n" + code + "\nreturn module.exports; })"
}

func asset(name string) string {
	data, err := assets.ReadFile(name)
	if err != nil {
		return ""
	}
	return string(data)
}
