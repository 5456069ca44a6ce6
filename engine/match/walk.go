package match

import (
	"cmp"
	"strings"

	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// Match answers what routing alone decides for a method and a target, a path
// with its query or a whole URL, and explains it. Nobody runs a proxy.
func (m *Matcher) Match(method, target string) Result {
	req := &Request{Method: method, Target: target, Explain: true}
	if scheme, rest, ok := strings.Cut(target, "://"); ok && !strings.ContainsAny(scheme, "/?#") {
		req.Proto = scheme
		end := strings.IndexAny(rest, "/?#")
		if end < 0 {
			end = len(rest)
		}
		req.Host, req.Target = rest[:end], rest[end:]
		if !strings.HasPrefix(req.Target, "/") {
			req.Target = "/" + req.Target
		}
	}
	return m.Route(req, Hooks{})
}

// Route takes a request through the stages of NEXT-FACTS C1.
func (m *Matcher) Route(req *Request, hooks Hooks) Result {
	if m.unruled() {
		return m.routeUnruled(req)
	}
	w := &walk{m: m, req: req, hooks: hooks}
	if !w.start() {
		w.stages()
	}
	return w.result
}

// routeUnruled is Route for a tree without rules. It is a function of its own
// so that the walk stays on the stack.
func (m *Matcher) routeUnruled(req *Request) Result {
	w := walk{m: m, req: req}
	if !w.start() && !w.redirectSlash() {
		w.finish(w.exactThenDynamic())
	}
	return w.result
}

// start takes the target apart. It reports whether that answers the request.
func (w *walk) start() bool {
	w.target = splitTarget(w.req.Target)
	w.path = w.target.path
	switch {
	case w.target.bad || !strings.HasPrefix(w.req.Target, "/"):
		w.oddTarget(w.req.Target)
	case w.target.slashes:
		w.collapseSlashes()
	default:
		return false
	}
	return true
}

// oddTarget answers a target that is no path.
func (w *walk) oddTarget(target string) {
	r := &w.result
	switch {
	case !w.target.bad && strings.Contains(target, "://"):
		w.redirect(308, target, "a whole URL as the target holds two slashes in a row")
	case target == "*":
		r.Outcome, r.Status, r.Plain, r.Reason = ServerError, 500, true, "Next cannot parse the target *"
	default:
		r.Outcome, r.Status, r.Reason = BadRequest, 400, "Node's HTTP parser refuses the request target"
	}
}

// unruled says that nothing of a config stands between a path and its route.
func (m *Matcher) unruled() bool {
	r := m.rules
	return m.proxy == nil && len(r.Headers)+len(r.Redirects)+len(r.Before)+len(r.After)+len(r.Fallback) == 0
}

// walk is one request on its way through the stages.
type walk struct {
	m      *Matcher
	req    *Request
	hooks  Hooks
	target target
	path   string // now, base path included
	result Result

	query    nextconfig.Query // now, parsed on demand
	initial  nextconfig.Query // as the request came with
	hasQuery bool
	// rewritten is set by a rewrite of the config, moved by one of the proxy.
	rewritten, moved bool
	header           []Header // of the request, nil where they are req.Header
}

// stages runs the rules of the config around the lookups.
func (w *walk) stages() {
	r := w.m.rules
	if w.collectHeaders(r.Headers) || w.redirects() {
		return
	}
	if w.runProxy() || w.rewrites(r.Before, false) {
		return
	}
	if found := w.exact(); found != nothing {
		w.finish(found)
		return
	}
	if w.rewrites(r.After, true) {
		return
	}
	if found := w.exactThenDynamic(); found != nothing {
		w.finish(found)
		return
	}
	if w.rewrites(r.Fallback, true) {
		return
	}
	w.finish(nothing)
}

// Get answers conditions; it makes a walk an nextconfig.Asker.
func (w *walk) Get(name string) (string, bool) {
	list := w.req.Header
	if w.header != nil {
		list = w.header
	}
	if value, ok := headerValue(list, name); ok || name != "host" {
		return value, ok
	}
	return cmp.Or(w.req.Host, "localhost:3000"), true
}

// parsedQuery returns the query as it is now.
func (w *walk) parsedQuery() nextconfig.Query {
	if !w.hasQuery {
		w.hasQuery = true
		w.query = nextconfig.ParseQuery(w.target.raw)
		w.initial = w.query
	}
	return w.query
}

// collapseSlashes answers a path with backslashes or repeated slashes.
func (w *walk) collapseSlashes() {
	collapsed := collapse(w.req.Target)
	t := splitTarget(collapsed)
	location := normalPath(t.path)
	if t.raw != "" {
		location += "?" + escapeSearch(t.raw)
	}
	w.redirect(308, location+t.hash, "repeated slashes and backslashes are collapsed before anything else")
	w.note(trace.Normalised{From: w.req.Target, To: location, Rule: "repeated slashes"})
}

func (w *walk) redirect(status int, location, reason string) {
	w.result.Outcome, w.result.Status = Redirected, status
	w.result.Location, w.result.Reason = location, reason
}

// fail ends the walk as an exception in Next's router does: no header that was
// collected so far is sent.
func (w *walk) fail(reason string) {
	w.result.Header = nil
	w.result.Outcome, w.result.Status = ServerError, 500
	w.result.Plain, w.result.Reason = true, reason
}

// collectHeaders notes what the headers rules add. It reports whether a rule
// failed, which ends the request.
func (w *walk) collectHeaders(rules []*nextconfig.Matcher) bool {
	for _, rule := range rules {
		params, ok := rule.Match(w.path, w, w.parsedQuery())
		if !ok {
			continue
		}
		headers, err := rule.Fill(params)
		if err != nil {
			w.fail("headers rule " + rule.Source + ": " + err.Error())
			return true
		}
		for _, h := range headers {
			w.result.setHeader(h.Key, h.Value)
		}
		w.applied(rule, "adds response headers")
	}
	return false
}

// setHeader adds a response header; a name that is there already is replaced,
// except Set-Cookie.
func (r *Result) setHeader(name, value string) {
	if !strings.EqualFold(name, "set-cookie") {
		for i := range r.Header {
			if strings.EqualFold(r.Header[i].Name, name) {
				r.Header[i].Value = value
				return
			}
		}
	}
	r.Header = append(r.Header, Header{name, value})
}

// redirectSlash answers a path that has a slash at its end and should not, or
// the reverse.
func (w *walk) redirectSlash() bool {
	_, data := headerValue(w.req.Header, "x-nextjs-data")
	location, rule := w.m.tree.Config.SlashRedirect(w.path, data)
	if location == "" {
		return false
	}
	if query := w.parsedQuery(); len(query) > 0 {
		location += "?" + query.Redirected(query)
	}
	w.redirect(308, location, "the built-in redirect "+rule+" decides about the slash at the end")
	w.note(trace.Normalised{From: w.path, To: location, Rule: rule})
	return true
}

// redirects answers with the first redirect that applies: those of slashes
// first, then the config's. They carry no config headers (NEXT-FACTS C2).
func (w *walk) redirects() bool {
	if w.redirectSlash() {
		w.result.Header = nil
		return true
	}
	for _, rule := range w.m.rules.Redirects {
		params, ok := rule.Match(w.path, w, w.parsedQuery())
		if !ok {
			continue
		}
		location, err := rule.Redirect(params, w.parsedQuery())
		if err != nil {
			w.fail("redirect " + rule.Source + ": " + err.Error())
			return true
		}
		w.result.Header = nil
		w.redirect(rule.Status(), location, "the redirect "+rule.Source+" of next.config applies")
		w.applied(rule, "redirects to "+location)
		return true
	}
	return false
}

// rewrites applies the rules of one list, each to the path that the one before
// it left. check looks for a file or a route after each, as afterFiles and
// fallback do. It reports whether the request is answered.
func (w *walk) rewrites(rules []*nextconfig.Matcher, check bool) bool {
	for _, rule := range rules {
		params, ok := rule.Match(w.path, w, w.parsedQuery())
		if !ok {
			continue
		}
		to, err := rule.Rewrite(params, w.parsedQuery(), w.initial)
		if err != nil {
			w.fail("rewrite " + rule.Source + ": " + err.Error())
			return true
		}
		if to.External != "" {
			w.applied(rule, "leads to another origin, "+to.External)
			w.external(to.External, "the rewrite "+rule.Source+" leads to another origin")
			w.result.Header = nil
			return true
		}
		w.applied(rule, "rewrites the path to "+to.Path)
		w.path, w.query, w.rewritten = to.Path, to.Query, true
		if !check {
			continue
		}
		if found := w.exactThenDynamic(); found != nothing {
			w.finish(found)
			return true
		}
	}
	return false
}

func (w *walk) external(url, reason string) {
	w.result.Outcome, w.result.Status = External, 200
	w.result.Location, w.result.Reason = url, reason
}

// local returns the path without the base path. ok is false outside of it.
func (w *walk) local() (path string, ok bool) {
	return withoutBase(w.path, w.m.tree.Config.BasePath)
}

func withoutBase(path, base string) (rest string, ok bool) {
	if base == "" {
		return path, true
	}
	rest, ok = strings.CutPrefix(path, base)
	if !ok || rest != "" && rest[0] != '/' {
		return "", false
	}
	return cmp.Or(rest, "/"), true
}

// find is what a lookup came to.
type find struct {
	kind findKind
	id   int32  // foundRoute: index of Table.Routes
	text string // foundFile, foundPage, foundNearMiss
	how  how
}

// how says by what a route was found, which decides how its params are read.
type how uint8

const (
	byPath        how = iota // the path is the route's own, brackets and all
	byPattern                // its pattern matches
	byBarePattern            // its pattern matches, without the text around its params
)

type findKind uint8

const (
	foundNothing findKind = iota
	foundRoute
	foundFile
	foundPage
	foundNearMiss // the decoded path is a route, the raw one is not
	foundBuiltIn  // a page that every build has: /404, /_not-found
)

var nothing = find{}

// exactThenDynamic is Next's checkTrue: a file or a route of that very path,
// else the first dynamic route.
func (w *walk) exactThenDynamic() find {
	if found := w.exact(); found != nothing {
		return found
	}
	path, ok := w.local()
	if !ok {
		return nothing
	}
	return w.dynamicRoute(path)
}

// exact looks for a file or a route of that very path. A path with percent
// signs or other odd characters is tried in three spellings; a route that is
// found by another than the raw one leads nowhere, unless a dynamic route takes
// the raw path after all (NEXT-FACTS A10).
func (w *walk) exact() find {
	path, ok := w.local()
	if !ok {
		return nothing
	}
	path = trimSlash(path)
	if w.target.plain && !w.rewritten && !w.moved {
		hit, ok := w.m.exact[path]
		if !ok {
			return nothing
		}
		return hit.find()
	}
	return w.exactSpelled(path)
}

func (e exact) find() find {
	switch {
	case e.file != "":
		return find{kind: foundFile, text: e.file}
	case e.page != "":
		return find{kind: foundPage, text: e.page}
	case e.builtIn != "":
		return find{kind: foundBuiltIn, text: e.builtIn}
	}
	return find{kind: foundRoute, id: e.route}
}

func (w *walk) exactSpelled(path string) find {
	decoded, encoded := spellings(path)
	for _, spelling := range [...]string{path, decoded, encoded} {
		if file, ok := w.m.public[spelling]; ok {
			return find{kind: foundFile, text: file}
		}
	}
	if id, ok := w.m.app[path]; ok {
		return find{kind: foundRoute, id: id}
	}
	if w.m.hasApp(decoded) || w.m.hasApp(encoded) {
		return w.nearMiss(path, decoded)
	}
	if _, ok := w.m.pages[path]; ok {
		return find{kind: foundPage, text: path}
	}
	if w.m.hasPage(decoded) || w.m.hasPage(encoded) {
		return w.nearMiss(path, decoded)
	}
	return nothing
}

// nearMiss is a path that names a route only when decoded. A dynamic route may
// still take it; here Next looks at params without the text around them.
func (w *walk) nearMiss(path, decoded string) find {
	for _, d := range w.m.sorted() {
		if d.route != none && d.pattern.WithoutAffixes().Matches(path) {
			return find{kind: foundRoute, id: d.route, how: byBarePattern}
		}
	}
	return find{kind: foundNearMiss, text: decoded}
}

func (m *Matcher) hasPage(path string) bool {
	_, ok := m.pages[path]
	return ok
}

func (m *Matcher) hasApp(path string) bool {
	_, ok := m.app[path]
	return ok
}

// dynamicRoute finds the first dynamic route that takes the path.
func (w *walk) dynamicRoute(path string) find {
	if strings.HasPrefix(path, "/_next/data") {
		return nothing // a page's data, which routes of the app folder do not have
	}
	path = trimSlash(path)
	var skip func(int32) bool
	if len(w.req.Skip) > 0 {
		skip = w.skips
	}
	id := w.m.dynamic.find(path[1:], path == "/", skip)
	if id == none {
		return nothing
	}
	d := w.m.patterns[id]
	if d.page != "" {
		return find{kind: foundPage, text: d.page, how: byPattern}
	}
	return find{kind: foundRoute, id: d.route, how: byPattern}
}

// finish fills the result with what was found.
func (w *walk) finish(found find) {
	r := &w.result
	switch found.kind {
	case foundNothing:
		r.Outcome, r.Status, r.Reason = NotFound, 404, "no file and no route matches"
	case foundNearMiss:
		r.Outcome, r.Status, r.NearMiss = NotFound, 404, true
		r.Reason = "the route " + found.text + " matches the decoded path, but Next compares folder names with the path as it was sent"
	case foundFile:
		w.finishFile(found.text)
	case foundPage:
		r.finishPage(found.text, w.path, w.req.Method, w.m.pages[found.text])
	case foundRoute:
		w.finishRoute(&w.m.tree.Table.Routes[found.id], found.how)
	case foundBuiltIn:
		r.builtIn(found.text, len(w.m.pages) == 0)
	}
	if path, ok := w.local(); ok {
		r.Path = path
	}
	r.Query, r.RequestHeader = w.queryText(), w.header
	r.URL = w.shownURL()
	if w.req.Explain {
		w.explain(found)
	}
}

// shownURL is path and query as a handler sees them: the request's own, whatever
// the config or the proxy rewrote, without the base path, the query written anew
// (NEXT-FACTS C12, C14, C18). Only a rewrite to another origin that leads back
// here shows its target, because it is a request of its own.
func (w *walk) shownURL() string {
	path, ok := withoutBase(w.target.path, w.m.tree.Config.BasePath)
	if !ok {
		path = w.target.path
	}
	if w.target.raw == "" {
		return path
	}
	return path + "?" + nextconfig.ParseQuery(w.target.raw).Encode()
}

// queryText returns the query as it is now.
func (w *walk) queryText() string {
	if !w.hasQuery || !w.rewritten && !w.moved {
		return w.target.raw
	}
	return w.query.Encode()
}

func (w *walk) skips(id int32) bool {
	d := w.m.patterns[id]
	for _, path := range w.req.Skip {
		if path == d.pattern.String() {
			return true
		}
	}
	return false
}

func (w *walk) finishFile(file string) {
	r := &w.result
	r.Outcome, r.Status, r.Public = File, 200, file
	r.Reason = "a file of the public folder answers before any route"
	method := w.req.Method
	_, wellFormed := route.DecodeComponent(w.path)
	switch {
	case method != "GET" && method != "HEAD":
		r.Status, r.Plain, r.Allow = 500, true, "GET, HEAD"
		r.Reason = "Next answers 500 where a file of the public folder is asked with another method than GET and HEAD (NEXT-FACTS D6)"
	case !wellFormed:
		r.Status, r.Plain = 500, true
		r.Reason = "the file server of Next cannot decode the path"
	case strings.HasPrefix(file[strings.LastIndexByte(file, '/')+1:], "."):
		r.Status, r.Plain = 500, true
		r.Reason = "the file server of Next refuses a file whose name starts with a dot"
	}
}

// finishPage answers with a file of the pages folder, which signalbox neither
// runs nor renders; server says that it is rendered for each request.
func (r *Result) finishPage(page, path, method string, server bool) {
	r.Outcome, r.Status, r.Page, r.Reason = LegacyPage, 200, page, "a file of the pages folder answers"
	_, wellFormed := route.DecodeComponent(path)
	api := page == "/api" || strings.HasPrefix(page, "/api/")
	switch {
	case route.IsDynamic(page) && !wellFormed:
		r.Outcome, r.Status, r.Reason = BadRequest, 400, "a param of the path cannot be decoded"
	case api:
	case server && method == "OPTIONS":
		r.Status, r.Reason = 400, "a page takes every method but OPTIONS"
	case !server && method != "GET" && method != "HEAD":
		r.Status, r.Plain, r.Allow = 405, true, "GET, HEAD"
		r.Reason = "a page of the pages folder without getServerSideProps is prerendered, and takes GET and HEAD alone"
	}
}

// builtIn answers a page that every build has; alone says that there is no
// pages folder beside the app folder.
func (r *Result) builtIn(path string, alone bool) {
	switch path {
	case "/_next/image":
		r.Outcome, r.Status, r.Plain = Asset, 400, true
		r.Reason = "the image optimizer asks for a url, and signalbox has none"
	case "/_global-error":
		r.Outcome, r.Status, r.Reason = ServerError, 500, "the page /_global-error of every build is the 500 page"
	default:
		r.Outcome, r.Status, r.Reason = NotFound, 404, "the page "+path+" of every build is the 404 page"
		r.NearMiss = path == "/_not-found" || path != "/_error" && alone
	}
}

// finishRoute takes the params out of the path and decides about the method.
func (w *walk) finishRoute(r *route.Route, how how) {
	w.result.Outcome, w.result.Route = Routed, r
	path, _ := w.local()
	params, ok := paramsOf(r, path, how)
	if !ok {
		w.fail("a param of the path cannot be decoded: decodeURIComponent throws")
		return
	}
	w.result.Params = params
	if value, _ := headerValue(w.req.Header, "rsc"); value == "1" && w.askForHash() {
		return
	}
	w.result.chooseMethod(r, w.req)
}

// askForHash redirects a request for a page's payload that lacks the query _rsc,
// by which Next keeps the payload apart in caches (NEXT-FACTS D12b).
func (w *walk) askForHash() bool {
	query := w.parsedQuery()
	if _, ok := query.Get("_rsc"); ok {
		return false
	}
	location := w.target.path + "?"
	if w.target.raw != "" {
		location += w.target.raw + "&"
	}
	w.redirect(307, location+"_rsc", "a request with the header rsc has to carry the query _rsc")
	return true
}
