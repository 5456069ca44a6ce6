// Package web is the Web platform of the JavaScript machine: fetch with its
// Request, Response, Headers and FormData, URL, streams, encodings, events and
// aborting, blobs, Web Crypto, compression, structured clone, the console.
//
// The interfaces are JavaScript (js/*.js) over a few narrow operations of the
// host, because only JavaScript can have the brand checks, property attributes
// and promises that the standards ask for; what is slow or delicate in
// JavaScript is Go: URL parsing, character encodings, multipart, cryptography,
// compression, the network.
//
//	lib := web.Library(web.Options{Console: print, AllowFetch: ask})
//	m, err := vm.New([]*vm.Library{lib}, vm.Options{})
//
// A trivial handler must cost microseconds and a cold start milliseconds, so:
// the core (js/core.js to js/response.js) is small and always there; everything
// else is a part that loads when its global is first touched (internal.load);
// and a body stays the string or the bytes it was made of until somebody asks
// for its stream.
//
// # What the runtime uses
//
// The runtime makes requests and takes responses apart through functions on
// `internal`, never through the public interfaces, which user code may patch:
//
//	internal.newRequest({ method, url, headers: [name, value, …], body }) → Request
//	    body: null, a string, bytes, or { read(): Promise<string|bytes|null>, cancel(reason) }
//	internal.abortRequest(request, reason)      the client has gone
//	internal.responseParts(response) → { status, statusText, headers: [name, value, …], body }
//	    body: null, a string, bytes, or { read(): Promise<string|bytes|null>, cancel(reason) }
//	internal.isResponse(value), internal.isRequest(value)
//	internal.newResponse({ status, statusText, headers, body, url, type })
//	internal.inspect(value, options) → string   as node:util's inspect
//	internal.format(...values) → string         as console.log words it
//	internal.onConsole = (level, text) => …      where console lines go (else Options.Console)
//	internal.callID = () => number               the call that fetch is made for
//	internal.reportException = (error) => …      an error in an event listener
//
// # What is absent
//
// EventSource, Worker, navigator, caches and storage do not exist, as in Node 20.
// WebSocket, which next start has, takes a URL and fails to connect, with a line
// on the console that says why.
package web

import (
	"context"
	"io"
	"net/http"
	"time"

	"signalbox/engine/jsrt/vm"
)

// Options are what the Web APIs need of their surroundings. Every field may be
// left out.
type Options struct {
	// Console takes a line that was logged: level is "log", "info", "warn",
	// "error", "debug" or "trace". It runs on the machine's goroutine.
	Console func(level, text string)
	// AllowFetch is asked before each connection, redirects included. call is
	// what internal.callID answered. nil allows nothing.
	AllowFetch func(ctx context.Context, call uint64, url string) error
	// Transport makes the requests; nil is a transport of the library's own.
	Transport http.RoundTripper
	// Random is the source of random bytes; nil is crypto/rand.
	Random io.Reader
	// Now is the clock of Date-independent time stamps; nil is time.Now.
	Now func() time.Time
}

// Library makes the library for one machine. It must not be shared between
// machines: open fetches and streams belong to it.
func Library(o Options) *vm.Library {
	l := &vm.Library{Name: "web", Prelude: preludes(), Parts: partNames(), Part: part, Ops: map[string]vm.Op{}, AsyncOps: map[string]vm.AsyncOp{}}
	l.Ops["consoleLine"] = func(args []any) (any, error) {
		if o.Console != nil {
			o.Console(vm.Str(args, 0), vm.Str(args, 1))
		}
		return nil, nil
	}
	addURL(l)
	addEncoding(l)
	addForms(l)
	addClock(l, o)
	addCompression(l)
	addFetch(l, o)
	addCrypto(l)
	return l
}
