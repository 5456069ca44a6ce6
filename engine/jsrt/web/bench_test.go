package web

import (
	"testing"

	"signalbox/engine/jsrt/vm"
)

// BenchmarkStart is a machine with the Web library: the share of a cold start
// that this package costs.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		m, err := vm.New([]*vm.Library{Library(Options{})}, vm.Options{})
		if err != nil {
			b.Fatal(err)
		}
		m.Close()
	}
}

// BenchmarkHandler is what a trivial JSON handler costs here: a request made, a
// response made and taken apart.
func BenchmarkHandler(b *testing.B) {
	m := newMachine(b, Options{})
	_, err := m.EvalModule(b.Context(), "/bench.js", `
		const GET = (request) => Response.json({ ok: true, path: request.url });
		internal.bench = (n) => {
			let size = 0;
			for (let i = 0; i < n; i++) {
				const request = internal.newRequest({ method: 'GET', url: 'http://localhost/api', headers: ['host', 'localhost', 'accept', '*/*'], body: null });
				size += internal.responseParts(GET(request)).body.length;
			}
			return size;
		};
		export default 1`)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := m.Call(b.Context(), "bench", b.N); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkParts is the price of the parts that load on demand.
func BenchmarkParts(b *testing.B) {
	for _, global := range []string{"ReadableStream", "crypto.subtle.digest", "fetch", "structuredClone", "URLPattern", "performance"} {
		b.Run(global, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				m := newMachine(b, Options{})
				b.StartTimer()
				if _, err := m.EvalModule(b.Context(), "/part.js", "export default typeof "+global); err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				m.Close()
				b.StartTimer()
			}
		})
	}
}
