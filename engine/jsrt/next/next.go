// Package next is what a handler imports from next/*: next/server, next/headers,
// next/navigation, next/cache, next/og, and the fetch that Next patches.
//
// The behaviour follows NEXT-FACTS D10, E and F, down to the messages, because
// code compares them. It is JavaScript throughout; what it needs of Go is the
// cache (rtCache, rtCacheLife) and a place for its trace events (rtEvent), which
// the runtime in engine/jsrt provides. The preludes build internal.next; the
// modules only hand its members out:
//
//	state       the running call, dynamic APIs and what they do under each mode
//	cookies     RequestCookies, ResponseCookies, the mutable cookies() of a handler
//	url         NextURL
//	request     NextRequest; the request of a handler, tracked or stripped
//	response    NextResponse
//	headers     headers(), cookies(), draftMode(), connection(), after()
//	navigation  redirect() and its like, as errors with a digest
//	cache       revalidation, unstable_cache, 'use cache'
//	fetch       the patched fetch
//	image       ImageResponse (refused by name) and userAgent
package next

import (
	"embed"

	"signalbox/engine/jsrt/vm"
)

//go:embed js/*.js js/modules/*.js third/ua-parser-js/ua-parser.js third/ua-parser-js/LICENSE
var files embed.FS

// Library makes the library. It has no state of its own; the machine's other
// libraries must bring the Web APIs before it.
func Library() *vm.Library {
	l := &vm.Library{Name: "next", Modules: map[string]vm.Source{}, Ops: map[string]vm.Op{
		"nextUserAgent": func([]any) (any, error) {
			return "(function () { const module = { exports: {} }; const exports = module.exports, __dirname = '';\n" +
				read("third/ua-parser-js/ua-parser.js") + "\nreturn module.exports; })", nil
		},
	}}
	for _, name := range []string{"state", "cookies", "url", "request", "response", "headers", "navigation", "cache", "fetch", "image"} {
		l.Prelude = append(l.Prelude, vm.Source{Name: "signalbox:next/" + name, Code: read("js/" + name + ".js")})
	}
	for _, name := range []string{"server", "headers", "navigation", "cache", "og"} {
		spec := "next/" + name
		l.Modules[spec] = vm.Source{Name: spec, Code: read("js/modules/" + name + ".js")}
	}
	return l
}

// read answers an embedded file. The set of files is fixed at build time, so a
// missing one is a bug that every test shows.
func read(name string) string {
	text, err := files.ReadFile(name)
	if err != nil {
		panic("next: " + err.Error())
	}
	return string(text)
}
