// Package addon is what npm packages do in native code, in Go, as a vm.Library.
//
// Password hashes are made to be slow: bcrypt with its usual ten rounds takes
// the machine's interpreter several seconds, and the packages that Node runs
// natively (.node files) do not load at all. Three ways lead here, and the
// bundler takes them where the project has the package installed:
//
//   - bcrypt and argon2 run unchanged. What they get from node-gyp-build, their
//     compiled part, is here. Asked for another package it refuses by name.
//   - bcryptjs and bcrypt-ts are JavaScript throughout. They are answered by
//     modules with the same functions, whose rounds run in Go.
//   - @node-rs/bcrypt and @node-rs/argon2 are thin shells around a compiled
//     part, and answered whole.
//
// The tests replay what the real packages answered on Node.
package addon

import (
	"context"
	"crypto/rand"
	"embed"

	"signalbox/engine/jsrt/vm"
)

//go:embed js/*.js
var scripts embed.FS

// modules maps what code imports to files in js/.
var modules = map[string]string{
	"node-gyp-build": "node_gyp_build",
	"bcryptjs":       "bcryptjs", "bcrypt-ts": "bcrypt_ts", "bcrypt-ts/node": "bcrypt_ts", "bcrypt-ts/browser": "bcrypt_ts",
	"@node-rs/bcrypt": "node_rs_bcrypt", "@node-rs/argon2": "node_rs_argon2",
}

// Known reports whether an import is answered here once its package is
// installed: "bcryptjs", "@node-rs/argon2".
func Known(spec string) bool {
	_, ok := modules[spec]
	return ok
}

// Library makes the library. It needs node's Buffer beside it.
func Library() *vm.Library {
	lib := &vm.Library{
		Name:    "addon",
		Modules: map[string]vm.Source{},
		Ops: map[string]vm.Op{
			"addonSalt":       func([]any) (any, error) { return salt(), nil },
			"addonBcryptSync": bcryptOp,
			"addonArgon2Sync": argon2Op,
		},
		AsyncOps: map[string]vm.AsyncOp{
			"addonBcrypt": func(_ context.Context, a []any) (any, error) { return bcryptOp(a) },
			"addonArgon2": func(_ context.Context, a []any) (any, error) { return argon2Op(a) },
		},
	}
	for spec, file := range modules {
		lib.Modules[spec] = vm.Source{Name: spec, Code: script(file)}
	}
	for _, file := range []string{"bcrypt", "argon2"} {
		spec := "signalbox:addon/" + file
		lib.Modules[spec] = vm.Source{Name: spec, Code: script(file)}
	}
	return lib
}

// script answers an embedded file. The set of files is fixed at build time, so
// a missing one is a bug that every test shows.
func script(name string) string {
	text, err := scripts.ReadFile("js/" + name + ".js")
	if err != nil {
		panic("addon: " + err.Error())
	}
	return string(text)
}

// salt makes 16 random bytes, the length that every hash here has.
func salt() []byte {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // crypto/rand.Read never fails
	return b
}
