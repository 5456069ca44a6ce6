package match

import (
	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// Outcome says how routing ended.
type Outcome uint8

// The outcomes.
const (
	NotFound    Outcome = iota // nothing matches: the 404 page
	Routed                     // a route takes the request; Status may still be 405, 400, 204 or 500
	File                       // a file of public/ answers
	Asset                      // a path below /_next that the build owns
	LegacyPage                 // a route of the pages folder takes the request
	Redirected                 // a redirect of the config, of slashes or of the proxy
	External                   // a rewrite to another origin: Location is the URL to fetch
	ProxyReply                 // the proxy answered itself: its body is the answer
	BadRequest                 // the target or the method is none that Next takes
	ServerError                // routing itself fails: 500
)

// String returns the outcome in kebab case: "not-found".
func (o Outcome) String() string {
	return [...]string{
		"not-found", "routed", "file", "asset", "legacy-page", "redirected",
		"external", "proxy-reply", "bad-request", "server-error",
	}[o]
}

// Result is the answer of routing to one request. Route and the slices belong
// to the Matcher or to the call; nobody changes them.
type Result struct {
	Outcome Outcome
	// Status is what routing alone decides: 200, 204, 307, 308, 400, 404, 405,
	// 500. A handler that runs decides its own.
	Status int
	Route  *route.Route // the route that takes the request, nil for none
	Public string       // File: the file of the public folder, "logo.png"
	Page   string       // LegacyPage: its path, "/about"
	Params []trace.Param
	// Runs is the export that runs: the method, "GET" for a HEAD without an
	// export of its own, "" where none does.
	Runs string
	// Allow is the Allow header of a 405 or of an implicit OPTIONS, "" for none.
	Allow string
	// Location is the target of a redirect, or the URL of an External rewrite.
	Location string
	// Header holds what the config's headers rules and the proxy add to the
	// response, in order; a name that repeats replaces the earlier one, except
	// Set-Cookie. Redirects of the config carry none (NEXT-FACTS C2).
	Header []Header
	// RequestHeader replaces the request's headers where the proxy changed
	// them; nil where it did not.
	RequestHeader []Header
	// Path and Query are those of the request after all rewrites, basePath
	// removed: what selected the route.
	Path, Query string
	// URL is path and query as request.url shows them in a handler: those of the
	// request, base path removed, whatever rewrites followed (NEXT-FACTS C12,
	// C14, C18).
	URL string
	// NearMiss marks a 404 on a path that fits a route only when decoded; Next
	// sends it with s-maxage=31536000 (NEXT-FACTS A10).
	NearMiss bool
	// Closed is the path of a route that had the request path and left it, because
	// dynamicParams is false and generateStaticParams does not name it; "" for none.
	Closed string
	// Plain marks an error that Next answers as text/plain, not as its page.
	Plain bool
	// Static says that Public is a file of static/, the folder before public/.
	Static bool
	// Reason is one sentence that explains Status.
	Reason string

	// Proxy is, with Request.Explain, each matcher of the proxy; nil where there
	// is no proxy or the request did not get there.
	Proxy  []nextconfig.ProxyCheck
	Steps  []Step        // Request.Explain: each candidate, in the order tried
	Events []trace.Event // Request.Explain: what happened, for the trace
}

// File is the project's file behind Public: "public/logo.png".
func (r *Result) File() string {
	if r.Static {
		return staticFolder + r.Public
	}
	return publicFolder + r.Public
}

// Verdict says what became of a candidate.
type Verdict uint8

// The verdicts.
const (
	Rejected Verdict = iota // it does not match
	Chosen                  // it answers
	Beaten                  // it matches, and a better one answers
	Applied                 // a config rule that took part
)

// String returns "rejected", "chosen", "beaten" or "applied".
func (v Verdict) String() string { return [...]string{"rejected", "chosen", "beaten", "applied"}[v] }

// Step is one candidate that was looked at.
type Step struct {
	Candidate string // a route path, a public file, a rule's source
	File      string // the file behind it, "" for a rule
	Verdict   Verdict
	Reason    string // one sentence
}
