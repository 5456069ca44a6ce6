// Package vm is one JavaScript machine: QuickJS, the loop that drives it, and
// the border over which host operations are called.
//
// A Machine owns one goroutine, its loop, and nothing else ever touches the
// engine. Work reaches the loop as tasks: a call from Go, a timer that is due,
// an asynchronous operation that came back. After every task the loop runs the
// microtasks (process.nextTick before promises, as in Node) and then tells the
// rejections that nobody handled.
//
// What the machine can do beyond the language comes from Libraries: Go
// operations and JavaScript over them. A Library's preludes are function
// expressions `(function (host, internal) {...})`. `host` holds the operations
// of all libraries and never becomes reachable from user code; `internal` is
// one plain object through which preludes and internal modules hand things to
// each other:
//
//	host.sha256(bytes)                       // an Op, answers at once
//	await host.fetchRaw(url)                 // an AsyncOp, answers a promise
//	internal.Headers = class Headers {...}   // from a prelude
//	import { host, internal } from "signalbox:internal"  // in a library module
//
// The machine's own prelude (prelude.js) provides timers, queueMicrotask and
// the asynchronous context:
//
//	internal.context.get() / run(value, fn, ...args) / wrap(fn) / snapshot()
//	internal.nextTick(fn, ...args)
//	internal.onUnhandledRejection = (reason, promise) => {...}
//	internal.onUncaught = (error) => {...}   // thrown in a timer or a tick
//	internal.makeError = (name, message, code) => Error
//	internal.importSync(specifier)      // the namespace of a library module, at once
//	internal.plainThen(promise, f, g)   // then without the context
//	internal.caught = (error) => error  // a library may reword errors before they are handled
//
// # Values
//
// Values cross the border by copy:
//
//	JavaScript                          Go argument of an Op
//	undefined, null, function, symbol   nil
//	boolean, number, string             bool, float64, string
//	BigInt                              *big.Int
//	ArrayBuffer, typed array, DataView  []byte
//	any other object                    JSON (its JSON.stringify text)
//
//	Go result                           JavaScript
//	nil / Null                          undefined / null
//	bool, integers, floats, string      boolean, number, string
//	*big.Int                            BigInt
//	[]byte                              Uint8Array
//	JSON                                the parsed value
//	[]any, map[string]any               array, plain object
//	any other type                      the parsed value of its encoding/json text
//
// A lone surrogate survives as the three bytes of its code point (WTF-8).
//
// An error becomes an exception. A plain error is an Error with its text; an
// *Error chooses the class ("TypeError", or a DOMException name such as
// "AbortError" where a library has set internal.DOMException) and the code.
//
// # Why the engine is reached below its wrapper
//
// modernc.org/quickjs gives the machine's life cycle, and Intl is built on it.
// Three things that a server needs are below it, in modernc.org/libquickjs:
// the tracker for unhandled rejections, binary values without a detour over
// JSON or base64, and an interrupt that is not cleared at each entry. handles.go
// fetches the three pointers this takes from the wrapper, and New fails with a
// clear error if a new release of the wrapper names them differently.
package vm
