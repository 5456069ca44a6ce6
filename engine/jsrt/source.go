package jsrt

import _ "embed"

// runtimeSource is the prelude that runs calls.
//
//go:embed js/runtime.js
var runtimeSource string

// callsiteSource is the prelude that prints expressions as V8's messages do.
//
//go:embed js/callsite.js
var callsiteSource string

// nativesSource is the prelude of built-ins whose errors name their argument.
//
//go:embed js/natives.js
var nativesSource string

// messagesSource is the prelude that rewords the engine's errors.
//
//go:embed js/messages.js
var messagesSource string

// prerenderSource is the prelude of static attempts under cacheComponents.
//
//go:embed js/prerender.js
var prerenderSource string
