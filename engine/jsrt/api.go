// Package jsrt runs the JavaScript of an app tree: a virtual machine with its
// event loop, limits and permissions, the Web APIs, the node: and next/*
// modules.
//
// The border is narrow and serialisable on purpose, so that the machine can
// live in this process or in a child process: a Program goes in once, then
// Calls; events, host questions and a response with a streamed body come out.
package jsrt

import (
	"context"
	"io"
	"time"

	"signalbox/engine/diag"
	"signalbox/engine/trace"
)

// Program is what the bundler made of one revision of a tree. It is immutable.
type Program struct {
	ID      string            // equal IDs mean equal code: a machine can be kept
	Modules map[string]Module // by specifier, "/_/chunk-ABC.js"
	Entries map[string]string // project file ("app/api/route.ts") → specifier
	Faults  map[string]Fault  // entries that could not be built, by project file
	Env     map[string]string // process.env: the .env files and what Next sets
	Root    string            // what process.cwd() answers
}

// Module is one ES module of a Program.
type Module struct {
	Code      string
	SourceMap []byte // JSON, may be nil
}

// Fault is why an entry could not be built: a syntax error, an import that
// cannot be resolved.
type Fault struct {
	Diagnostics []diag.Diagnostic
}

// Action is what a Call asks the machine to do.
type Action string

// The actions.
const (
	ActHandler Action = "handler" // run a method export with a Request, answer its Response
	ActProxy   Action = "proxy"   // run the proxy/middleware export
	// ActMetadata runs the default export of a metadata file. Args are its
	// arguments as JSON; {"$promise": x} in them is a promise of x. A Response
	// that it returns is Result.Response; anything else is Result.Value as
	// JSON.stringify writes it, with each Date as {"$date": toISOString()}.
	ActMetadata Action = "metadata"
	// ActStaticParams runs generateStaticParams; Value is its array as JSON.
	ActStaticParams Action = "staticParams"
	// ActSitemaps runs generateSitemaps; Value is a JSON array of its items.
	ActSitemaps Action = "sitemaps"
	// ActImageMetadata runs generateImageMetadata({params}) with Params as a plain
	// object; Value is a JSON array of its items.
	ActImageMetadata Action = "imageMetadata"
	ActConfig        Action = "config"       // evaluate next.config.* to JSON
	ActExports       Action = "exports"      // list the module's exports with their types
	ActInstrument    Action = "instrument"   // run register() of instrumentation.ts
	ActRequestError  Action = "requestError" // run onRequestError
)

// Mode is the static-generation mode in which a handler runs (NEXT-FACTS F1, E17).
type Mode struct {
	Dynamic         string // "auto", "force-dynamic", "force-static", "error"
	Prerender       bool   // a static attempt: a dynamic API ends it
	BuildPhase      bool   // NEXT_PHASE is phase-production-build
	Revalidate      *int   // the file's own value in seconds; nil: not set
	FetchCache      string // the fetchCache export
	EdgeRuntime     bool
	AuthInterrupts  bool // experimental.authInterrupts
	CacheComponents bool
	DraftModeID     string // the value of a valid __prerender_bypass cookie
	Draft           bool   // the request carries it
	Version         string // "14", "15", "16"
	RoutePath       string // "/users/[id]", for messages
	BasePath        string
	TrailingSlash   bool
	I18N            string // the i18n option as JSON, "" for none: what a proxy's nextUrl reads
	// ClockHeld and ClockAhead are where a clock stands that a person stopped or
	// moved, in milliseconds: since 1970, and ahead of the wall clock. Both are 0
	// for the wall clock.
	ClockHeld, ClockAhead int64
}

// Call is one run of an export.
type Call struct {
	ID      uint64
	Action  Action
	File    string // project file of the entry
	Export  string // "GET"; "" lets the action decide
	Request *Request
	// Params is a JSON object with keys in path order, or nil where the route
	// has no dynamic segment (NEXT-FACTS C10).
	Params []byte
	Args   []byte // a JSON array, for the actions without a request
	Mode   Mode
	Time   time.Duration // how long it may take; 0 is Limits.CallTime
}

// Request is the HTTP request as the code sees it.
type Request struct {
	Method string
	URL    string // absolute
	Header []Header
	Body   io.Reader // nil for none
}

// Header is one header line.
type Header struct{ Name, Value string }

// Response is the answer of a handler. Body streams and must be closed; closing
// it early cancels the code.
type Response struct {
	Status     int
	StatusText string
	Header     []Header
	Body       io.ReadCloser
}

// Result is what a Call came to. Response is set for ActHandler, ActProxy and
// metadata exports that return one; Value (JSON) for the others.
type Result struct {
	Response *Response
	Value    []byte
	// Thrown is set where the code threw; the caller turns it into a status.
	Thrown *Thrown
	// Dynamic lists the dynamic APIs that were used, in order.
	Dynamic []trace.DynamicRead
	// Tags and Revalidate are what fetch, unstable_cache and cacheTag added.
	Tags       []string
	Revalidate *int // seconds; nil: nothing narrowed it; -1: dynamic (0)
	Expire     *int // from cacheLife
	// Cookies are Set-Cookie values from cookies(), already merged into Response.
	Cookies []string
	// Proxy is what a proxy run decided, nil otherwise.
	Took time.Duration
}

// Thrown is an exception that left the code, or a limit that ended it.
type Thrown struct {
	Kind    string // "redirect", "notFound", "forbidden", "unauthorized", "dynamic", "error", "limit"
	Status  int    // redirect: 303, 307, 308
	URL     string // redirect
	Name    string // "TypeError"
	Message string
	Stack   string // source-mapped, with a code frame
	Pos     diag.Pos
	Limit   string // "time", "memory", "stack", …
	Cookies []string
}

// Host is what the machine asks of its surroundings during a call. Methods may
// be called from several goroutines and must return promptly or honour ctx.
type Host interface {
	// Emit takes an event of a call.
	Emit(call uint64, e trace.Event)
	// ReadFile, Stat, ReadDir and RealPath see the project only, by absolute
	// virtual path below Program.Root. An error satisfies errors.Is with
	// fs.ErrNotExist or fs.ErrPermission.
	ReadFile(name string) ([]byte, error)
	Stat(name string) (FileInfo, error)
	ReadDir(name string) ([]FileInfo, error)
	RealPath(name string) (string, error)
	// AllowFetch decides whether code may reach the URL's host. A refusal is an
	// error whose text names the flag or the key that allows it.
	AllowFetch(ctx context.Context, call uint64, url string) error
	// Cache answers a data cache operation: op is "get", "set", "revalidateTag",
	// "revalidatePath", "updateTag"; both sides are JSON, documented in engine/cache.
	Cache(ctx context.Context, call uint64, op string, in []byte) ([]byte, error)
	// Now is the engine's clock, which a person can stop and move.
	Now() time.Time
}

// FileInfo is what stat and readdir tell.
type FileInfo struct {
	Name    string
	Size    int64
	Dir     bool
	Symlink bool
	ModTime time.Time
}

// Limits bound what code may use. Zero means the default.
type Limits struct {
	CallTime time.Duration // wall time per call, default 30 s
	Hold     time.Duration // how long code may compute without a pause before others get a fresh machine, default 3 s
	Memory   int64         // bytes of one machine, default 512 MiB
	Stack    int64         // bytes, default 1 MiB
	Response int64         // bytes of one response body, default 64 MiB
	Timers   int           // open timers per machine, default 10,000
	Console  int           // lines per call, default 1,000
	Header   int           // bytes of one response's headers, default 256 KiB
}

// Runtime runs one Program. It is safe for concurrent use: calls overlap at
// their awaits.
type Runtime interface {
	// Do runs a call to the moment its response begins. It returns an error
	// only where the machine itself failed (and has been replaced).
	Do(ctx context.Context, c *Call) (*Result, error)
	// Close ends the machine. Open calls fail.
	Close() error
}
