package web

import (
	"embed"
	"fmt"

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
		return commonJS(asset("third/web-streams-polyfill/ponyfill.js")), nil
	case "urlpattern-polyfill":
		return commonJS(asset("third/urlpattern-polyfill/urlpattern.cjs")), nil
	}
	data, err := assets.ReadFile("js/" + name + ".js")
	if err != nil {
		return "", fmt.Errorf("web: there is no part %q", name)
	}
	return string(data), nil
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
