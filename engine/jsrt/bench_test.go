package jsrt_test

import (
	"context"
	"io"
	"testing"

	"signalbox/engine/jsrt"
)

const trivial = `export async function GET() { return Response.json({ hello: 'world', n: 1 }) }`

// benchRequests runs the trivial handler with overlapping callers.
func benchRequests(b *testing.B, start startFunc, code string) {
	a, file := one(b, start, code)
	header := []jsrt.Header{{Name: "host", Value: "localhost:3000"}, {Name: "user-agent", Value: "bench"}, {Name: "accept", Value: "*/*"}}
	mode := jsrt.Mode{Dynamic: "auto", Version: "16", RoutePath: "/x"}
	b.ReportAllocs()
	b.SetParallelism(16)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			res, err := a.rt.Do(context.Background(), &jsrt.Call{
				ID: 1, Action: jsrt.ActHandler, File: file, Export: "GET", Mode: mode,
				Request: &jsrt.Request{Method: "GET", URL: "http://localhost:3000/x", Header: header},
			})
			if err != nil || res.Response == nil || res.Response.Status != 200 {
				b.Errorf("%+v %v", res, err)
				return
			}
			io.Copy(io.Discard, res.Response.Body)
			res.Response.Body.Close()
		}
	})
}

func BenchmarkTrivialInProcess(b *testing.B) { benchRequests(b, jsrt.Start, trivial) }

func BenchmarkTrivialChild(b *testing.B) { benchRequests(b, jsrt.StartChild, trivial) }

func BenchmarkNextResponseInProcess(b *testing.B) {
	benchRequests(b, jsrt.Start, `import { NextResponse } from 'next/server'; export async function GET(r: any) { return NextResponse.json({ q: r.nextUrl.searchParams.get('q') }) }`)
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		a, _ := one(b, jsrt.Start, trivial)
		a.rt.Close()
	}
}
