package jsrt

import _ "embed"

// runtimeSource is the prelude that runs calls.
//
//go:embed js/runtime.js
var runtimeSource string
