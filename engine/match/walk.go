package match

import (
	"cmp"
	"strings"

	"signalbox/engine/nextconfig"
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
	if m.bare {
		return m.routeUnruled(req)
	}
	w := &walk{m: m, req: req, hooks: hooks, i18n: m.tree.Config.I18N}
	if w.redirectLocale() || w.start() {
		return w.result
	}
	w.addLocale()
	w.stages()
	w.result.Header = sentHeaders(w.result.Header)
	if at := unsendable(w.result.Header); at >= 0 {
		sent := w.result.Header[:at]
		w.fail("Node refuses the header " + w.result.Header[at].Name)
		w.result.Header = sent
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

// unruled says that nothing of a config stands between a path and its route,
// nor an interception.
func (m *Matcher) unruled() bool {
	r := m.rules
	return m.proxy == nil && m.tree.Config.I18N == nil && len(m.intercepts)+len(r.Headers)+len(r.Redirects)+len(r.Before)+len(r.After)+len(r.Fallback) == 0
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
	i18n             *nextconfig.I18N
	locale           string // the one that the request names, "" for none
}

// stages runs the rules of the config around the lookups.
func (w *walk) stages() {
	r := w.m.rules
	if w.collectHeaders(r.Headers) || w.redirects() {
		return
	}
	if w.runProxy() || w.rewrites(r.Before, false) || w.rewrites(w.m.intercepts, false) {
		return
	}
	if found := w.exact(); found.kind != foundNothing {
		w.finish(found)
		return
	}
	if w.rewrites(r.After, true) {
		return
	}
	if found := w.exactThenDynamic(); found.kind != foundNothing {
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
			w.result.setByConfig(h.Key, h.Value)
		}
		w.applied(rule, "adds response headers")
	}
	return false
}

// redirectSlash answers a path that has a slash at its end and should not, or
// the reverse.
func (w *walk) redirectSlash() bool {
	_, data := headerValue(w.req.Header, "x-nextjs-data")
	location, rule := w.m.tree.Config.SlashRedirect(w.withoutDefaultLocale(), data)
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
		from := w.path
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
		w.tellRouter(from, to)
		w.applied(rule, "rewrites the path to "+to.Path)
		w.path, w.query, w.rewritten = to.Path, to.Query, true
		if !check {
			continue
		}
		if found := w.exactThenDynamic(); found.kind != foundNothing {
			w.finish(found)
			return true
		}
	}
	return false
}

// tellRouter names in headers where a request of the client router was rewritten
// to.
func (w *walk) tellRouter(from string, to nextconfig.Rewritten) {
	if value, _ := headerValue(w.requestHeader(), "rsc"); value != "1" {
		return
	}
	if to.Path != from {
		w.result.assign("x-nextjs-rewritten-path", to.Path)
	}
	search := ""
	if w.target.raw != "" && !w.moved {
		search = "?" + w.target.raw
	}
	if to.Search != search {
		w.result.assign("x-nextjs-rewritten-query", strings.TrimPrefix(to.Search, "?"))
	}
}

func (w *walk) external(url, reason string) {
	w.result.Outcome, w.result.Status = External, 200
	w.result.Location, w.result.Reason = url, reason
}
