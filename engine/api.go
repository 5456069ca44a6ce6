// Package engine is the façade: a snapshot goes in and a route table comes
// out; a request goes in and a response with its trace comes out.
//
// The data flows one way: Source → table → match → run → events. The engine
// knows neither the workspace nor the UI; it sees a tree as an io/fs.FS with a
// revision. Everything that it publishes (tables, exchanges, cache views) is
// immutable or a copy, so that a reader never locks.
//
// A request goes through engine/match first, which runs the proxy at its stage
// (proxy.go) and says what answers. A route then answers in one of three ways,
// which its exports decide before anything runs (plan.go): its code runs for the
// request (pipeline.go), or its answer was made when the revision was opened
// (build.go), or it is made at the first request and kept (cached.go). Public
// files, pages, metadata files and rewrites to other servers have files of their
// own. Do returns the exchange with its trace; Serve and Handler put HTTP around
// the same.
package engine

import (
	"context"
	"io"
	"io/fs"
	"time"

	"signalbox/engine/diag"
	"signalbox/engine/jsrt"
	"signalbox/engine/trace"
)

// Source is one revision of a project folder (the folder that holds app/ or
// src/app/). Implementations are immutable: a change is a new Source.
type Source interface {
	fs.FS
	// Revision numbers the Sources of one project, rising.
	Revision() uint64
	// Changes lists the paths that differ from an earlier revision, folders of
	// created or removed files included. ok is false where that is unknown.
	Changes(since uint64) (paths []string, ok bool)
	// Dir is the absolute folder on disk, or a virtual one ("/tour"): what
	// process.cwd() answers.
	Dir() string
}

// StartTime is what `next start` takes from the end of a build to the first
// request that it answers, on a machine that does nothing else.
const StartTime = 500 * time.Millisecond

// Options configure an Engine. The zero value is the default.
type Options struct {
	Version string // "14", "15", "16" (default)
	Limits  jsrt.Limits
	// AllowNet lists hosts that code may reach; "*" allows all.
	AllowNet []string
	// AskNet is asked for a host that AllowNet does not list; nil refuses.
	AskNet func(ctx context.Context, host string) (bool, error)
	// InProcess keeps the machine in this process instead of a child.
	InProcess bool
	Clock     Clock // nil: the wall clock
	// OneShot is for a process that sends a request and ends (the command
	// `request`): only the code that the request needs is bundled, and nothing
	// is prerendered but the path it asks for.
	OneShot bool
	// BuildAge is how old the build counts as when the project is opened. A server
	// gives StartTime, so that what was prepared is as old as it is in Next.js when
	// the first request comes.
	BuildAge time.Duration
	// Hostname is the name that Serve was asked to listen on, "" for its address.
	// It decides whether a rewrite of the proxy to localhost stays inside
	// (NEXT-FACTS C19).
	Hostname string
	// Console takes each line that code prints, besides the trace; nil drops it.
	Console func(trace.Console)
	// OnBuild hears of the progress of prerendering, on a goroutine of the
	// engine; it must not block.
	OnBuild func(BuildState)
	// OnExchange hears of each request that Handler served, when its answer is
	// out. Only with it do served requests leave a trace.
	OnExchange func(*Exchange)
}

// BuildState tells how far the engine is with what `next build` does: running
// the GET of each static route once.
type BuildState struct {
	Revision    uint64
	Done, Total int
	Route       string // what runs now, "" at the end
	Finished    bool
	Took        time.Duration
	Problems    []diag.Diagnostic // what `next build` would refuse
}

// Clock is where every age and expiry comes from.
type Clock interface{ Now() time.Time }

// Request is one request to the engine.
type Request struct {
	Method string
	Target string // the raw request target: "/api/posts/42?draft=1"
	Host   string // the Host header, default "localhost:3000"
	Proto  string // "http" (default) or "https"
	// Local is the host and port that the server listens on, which request.url
	// shows whatever the Host header says (NEXT-FACTS C13); default Host.
	Local  string
	Remote string // the client's address, default "127.0.0.1"
	Header []jsrt.Header
	Body   io.Reader

	depth int // how often a rewrite brought it back
}

// Response is the answer. Body streams and must be closed.
type Response struct {
	Status     int
	StatusText string
	Header     []jsrt.Header // as sent, in order; repeated names stay apart
	Body       io.ReadCloser
	// Chunked says that Next streams this answer without a Content-Length.
	Chunked bool
	// Length is that of the body where it is known whole, else 0; Empty says
	// that there is no body at all.
	Length int
	Empty  bool
	// Plain says that the config forbids compression.
	Plain bool
}

// Exchange is one request with everything that followed from it.
type Exchange struct {
	ID       uint64
	Revision uint64
	Request  Request
	Response *Response
	// Route, File and Kind name what answered, "" for none.
	Route, File, Kind string
	// Trace returns the events so far; it grows until Response.Body is closed.
	Trace func() []trace.Entry
}

// CacheEntry is one entry of the response cache or the data cache, for show.
type CacheEntry struct {
	Store      string // "response" or "data"
	Key        string
	Route      string
	Status     int
	Bytes      int
	Stored     time.Time
	Revalidate int // seconds, -1 for never
	Expire     int // seconds, -1 for never
	Tags       []string
	State      string // "fresh", "stale", "expired", as of now
	Hits       int
	Why        string // the reason for the last decision on it
}
