// Package trace is the closed set of events that one request emits, from the
// first look at its URL to the last byte of its answer.
//
// The trace is the product's explanation: the Why pane draws it, `--trace`
// prints it, `--json` carries it. Events are facts in the past tense, in the
// order in which they happened; each knows the moment (since the request
// began), and where there is one, the line of source it comes from. The set is
// sealed: a switch over Event is exhaustive, and a new kind of event is a new
// type here.
package trace

import (
	"time"

	"signalbox/engine/diag"
)

// Event is one fact about a request. The concrete types are those below.
type Event interface{ event() }

// Entry is an event with its moment.
type Entry struct {
	At    time.Duration // since the request began
	Event Event
}

// Normalised says that the request path was changed before routing, or that a
// built-in redirect (slashes, backslashes) answered it.
type Normalised struct{ From, To, Rule string }

// ConfigRule says that an entry of next.config (or a built-in one) applied.
type ConfigRule struct {
	Stage       string // "headers", "redirects", "beforeFiles", "afterFiles", "fallback"
	Source      string // the source pattern
	Destination string // where it leads, "" for headers
	Effect      string // one sentence
}

// ProxyRan says that proxy.ts (or middleware.ts) ran, or why it did not.
type ProxyRan struct {
	File    string
	Ran     bool
	Outcome string // "next", "rewrite /x", "redirect 307 /x", "response 200", "not matched", …
	Took    time.Duration
}

// Candidate is one route that was tried.
type Candidate struct {
	Path    string // as the manifests name it
	File    string
	Chosen  bool
	Reason  string // why it won or lost
	Witness string
}

// Matched says which file answers, with the params as the code sees them.
type Matched struct {
	Path   string
	File   string
	Kind   string // "handler", "page", "metadata", "public"
	Params []Param
}

// Param is one route parameter. Exactly one of Value and Values is meaningful:
// Values for a catch-all.
type Param struct {
	Name     string
	Raw      string // still percent-encoded
	Value    string
	Values   []string
	CatchAll bool
}

// MethodChosen says how the request method was resolved.
type MethodChosen struct {
	Requested string
	Exported  []string
	Runs      string // the export that runs, "" for none
	Status    int    // the status where none runs: 204, 400, 405, 500
	Reason    string
	Pos       diag.Pos
}

// CacheDecision says whether the response cache answered, and why.
type CacheDecision struct {
	State      string // "HIT", "MISS", "STALE", "BYPASS"
	Key        string
	Age        time.Duration
	Revalidate string // "false", seconds, or ""
	Tags       []string
	Reason     string
	Pos        diag.Pos // the line that decides
}

// DataRead says whether the data cache had the value of a fetch or of a cached
// function, and why.
type DataRead struct {
	Kind   string // "fetch", "unstable_cache", "use-cache"
	Name   string // the URL, or the name of the function
	State  string // "HIT", "MISS", "STALE"
	Tags   []string
	Reason string
}

// ModuleLoaded says that code was bundled or evaluated for this request.
type ModuleLoaded struct {
	File  string
	Fresh bool // evaluated now, not reused
	Took  time.Duration
}

// HandlerRan says that an export ran to its end.
type HandlerRan struct {
	File   string
	Export string
	Took   time.Duration
	Pos    diag.Pos
}

// DynamicRead says that a dynamic API was used, and what follows from it.
type DynamicRead struct {
	API    string // "headers()", "request.url", …
	Effect string
	Pos    diag.Pos
}

// Console is one line that the code printed.
type Console struct {
	Level string // "log", "info", "warn", "error", "debug"
	Text  string
	Pos   diag.Pos
}

// Fetched is one outgoing fetch.
type Fetched struct {
	Method, URL string
	Status      int
	Cache       string // "HIT", "MISS", "STALE", "" where the data cache was not asked
	Err         string
	Took        time.Duration
	Pos         diag.Pos
}

// CookieSet is one cookie that the code set or deleted.
type CookieSet struct {
	Name, Value string
	Deleted     bool
	Dropped     string // why it does not reach the client, ""
	Pos         diag.Pos
}

// TagTouched says that entries were tagged, or revalidated by tag or path.
type TagTouched struct {
	Op   string // "tag", "revalidateTag", "revalidatePath", "updateTag"
	Tag  string
	Hits int // entries that it reached
	Note string
	Pos  diag.Pos
}

// BodyRead says that the request body was consumed.
type BodyRead struct {
	Via string // "json()", "text()", …
	Err string
	Pos diag.Pos
}

// Thrown says that a value was thrown: redirect(), notFound(), or an error.
type Thrown struct {
	What      string // "redirect", "notFound", "forbidden", "unauthorized", "error", "response"
	Message   string
	Stack     string // source-mapped
	Pos       diag.Pos
	Swallowed diag.Pos // the catch that ate it, where it is known
}

// Oddity says that Next.js itself behaves in a surprising way here, and that
// signalbox reproduces it.
type Oddity struct{ Text, Fact string } // Fact: "NEXT-FACTS D3"

// Unsupported says, by name, what signalbox does not do.
type Unsupported struct {
	What string
	Pos  diag.Pos
}

// Limited says that a limit stopped the code.
type Limited struct{ Limit, Text string } // Limit: "time", "memory", "stack", "response", "timers", "console"

// Responded is the last event: the answer.
type Responded struct {
	Status int
	Bytes  int64
	Took   time.Duration
}

func (Normalised) event()    {}
func (ConfigRule) event()    {}
func (ProxyRan) event()      {}
func (Candidate) event()     {}
func (Matched) event()       {}
func (MethodChosen) event()  {}
func (CacheDecision) event() {}
func (DataRead) event()      {}
func (ModuleLoaded) event()  {}
func (HandlerRan) event()    {}
func (DynamicRead) event()   {}
func (Console) event()       {}
func (Fetched) event()       {}
func (CookieSet) event()     {}
func (TagTouched) event()    {}
func (BodyRead) event()      {}
func (Thrown) event()        {}
func (Oddity) event()        {}
func (Unsupported) event()   {}
func (Limited) event()       {}
func (Responded) event()     {}
