package jsrt

import _ "embed"

// runtimeSource is the prelude that runs calls.
//
//go:embed js/runtime.js
var runtimeSource string

// messagesSource is the prelude that rewords the engine's errors.
//
//go:embed js/messages.js
var messagesSource string

// prerenderSource is the prelude of static attempts under cacheComponents.
//
//go:embed js/prerender.js
var prerenderSource string
