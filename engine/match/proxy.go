package match

import (
	"fmt"
	"slices"
	"strings"

	"signalbox/engine/nextconfig"
	"signalbox/engine/trace"
	"signalbox/engine/weburl"
)

// runProxy is stage 3. It reports whether the request is answered.
func (w *walk) runProxy() bool {
	if w.m.proxy == nil {
		return false
	}
	file := w.m.tree.Proxy
	if w.req.Explain {
		w.result.Proxy = w.m.proxy.Check(w.path, w, w.parsedQuery())
	}
	rule, ok := w.m.proxy.Match(w.path, w, w.parsedQuery())
	if !ok {
		w.note(trace.ProxyRan{File: file, Outcome: "not matched"})
		return false
	}
	if w.hooks.Proxy == nil {
		w.note(trace.ProxyRan{File: file, Outcome: "matched, not run"})
		if w.req.Explain {
			w.step(Step{Candidate: file, File: file, Verdict: Applied, Reason: "it sees this request first; routing alone does not run it"})
		}
		return false
	}
	if rule != nil {
		w.note(trace.ConfigRule{Stage: "proxy", Source: rule.Source, Effect: "selects the request for " + file})
	}
	if w.req.Method == "TRACE" {
		w.fail("Node's Request refuses the method TRACE before " + file + " is reached")
		return true
	}
	answer, err := w.hooks.Proxy(ProxyCall{Method: w.req.Method, URL: w.proxyURL(), Header: w.requestHeader()})
	if err != nil {
		w.fail(file + " failed: " + err.Error())
		return true
	}
	return w.obey(answer)
}

// proxyURL is path and query as the proxy sees them: written anew, or as they
// came where the config asks for that.
func (w *walk) proxyURL() string {
	if w.m.tree.Config.SkipProxyURLNormalize {
		path, query, found := strings.Cut(w.req.Target, "?")
		if path = strings.TrimSuffix(path, ".rsc"); found {
			path += "?" + query
		}
		return path
	}
	if query := w.parsedQuery(); len(query) > 0 {
		return w.proxyPath() + "?" + query.Encode()
	}
	return w.proxyPath()
}

// proxyPath is the path as the proxy sees it: that of the page, where a client
// asks for a page's data.
func (w *walk) proxyPath() string {
	path := strings.TrimSuffix(w.path, ".rsc")
	base := w.m.tree.Config.BasePath
	data, ok := strings.CutPrefix(path, base+"/_next/data/")
	if _, page, below := strings.Cut(data, "/"); ok && below {
		if page = strings.TrimSuffix(page, ".json"); page == "index" {
			page = ""
		}
		return base + "/" + page
	}
	return path
}

func (w *walk) requestHeader() []Header {
	if w.header != nil {
		return w.header
	}
	return w.req.Header
}

// obey does what the headers of the proxy's answer say, in the order of Next's
// resolve-routes.
func (w *walk) obey(answer *ProxyResponse) bool {
	if answer == nil {
		return false
	}
	p := proxyAnswer{status: answer.Status, header: slices.Clone(answer.Header)}
	w.header = p.override(w.requestHeader())
	rewrite, rewritten := p.take("x-middleware-rewrite")
	_, next := p.take("x-middleware-next")
	location, located := headerValue(p.header, "location")
	w.addProxyHeaders(p.response())
	if rewritten {
		if w.rewriteByProxy(rewrite) {
			return true
		}
	}
	if located {
		w.locate(p.status, location)
		return true
	}
	if _, refresh := headerValue(p.header, "x-middleware-refresh"); refresh {
		rewritten, next = false, false
	}
	if !rewritten && !next && p.status == 0 {
		w.finish(nothing)
		w.result.Reason = w.m.tree.Proxy + " answers Response.error(), which Next takes for no answer"
		return true
	}
	if !rewritten && !next {
		w.result.Outcome, w.result.Status = ProxyReply, p.status
		w.result.Reason = w.m.tree.Proxy + " answers itself"
		return true
	}
	return false
}

// rewriteByProxy moves the request to another path, or to another origin. It
// reports whether that ends the walk.
func (w *walk) rewriteByProxy(destination string) bool {
	to, err := w.relative(destination)
	if err != nil {
		w.fail(err.Error())
		return true
	}
	w.result.assign("x-middleware-rewrite", to)
	if !strings.HasPrefix(to, "/") {
		w.external(w.asSent(to), w.m.tree.Proxy+" rewrites to another origin")
		return true
	}
	t := splitTarget(to)
	w.moved, w.path = true, t.path
	w.query = nextconfig.ParseQuery(t.raw)
	return false
}

// asSent writes the query of a URL anew, as Next does before it asks another
// server.
func (w *walk) asSent(target string) string {
	before, search, found := strings.Cut(target, "?")
	search, _, _ = strings.Cut(search, "#")
	if !found || search == "" {
		return target
	}
	w.parsedQuery()
	written := before + "?" + nextconfig.ParseQuery(search).Redirected(w.initial)
	if u, err := weburl.Parse(written, nil); err == nil {
		return u.Href()
	}
	return written
}

// locate answers with the Location of the proxy: a redirect under a redirect
// status, else a header like any other. On the server's own origin it becomes a
// path in both cases.
func (w *walk) locate(status int, location string) {
	to, err := w.relative(location)
	if err != nil {
		w.fail(err.Error())
		return
	}
	rest, same := strings.CutPrefix(to, shownOrigin(w.req.origin()))
	if same && strings.HasPrefix(rest, "/") && !w.m.tree.Config.SkipProxyURLNormalize {
		to = rest
	}
	w.result.assign("location", to)
	if slices.Contains([]int{301, 302, 303, 307, 308}, status) {
		w.redirect(status, to, w.m.tree.Proxy+" redirects")
		return
	}
	w.result.Outcome, w.result.Status = ProxyReply, status
	w.result.Reason = w.m.tree.Proxy + " answers itself"
}

// relative reads a URL of the proxy, which has to be absolute. One on the
// server's own origin becomes a path.
func (w *walk) relative(text string) (string, error) {
	to, err := weburl.Parse(text, nil)
	if err != nil {
		return "", fmt.Errorf("%s names the URL %q: Next takes absolute URLs alone: %w", w.m.tree.Proxy, text, err)
	}
	absolute := to.Href()
	if rest, same := strings.CutPrefix(absolute, w.req.origin()); same && strings.HasPrefix(rest, "/") {
		return rest, nil
	}
	return absolute, nil
}

// origin is where the server listens.
func (r *Request) origin() string {
	if r.Origin != "" {
		return r.Origin
	}
	proto, host := r.Proto, r.Host
	if proto == "" {
		proto = "http"
	}
	if host == "" {
		host = "localhost:3000"
	}
	return proto + "://" + host
}

// shownOrigin is the origin of request.url: Next writes a loopback address as
// localhost.
func shownOrigin(origin string) string {
	scheme, host, _ := strings.Cut(origin, "://")
	name, port := host, ""
	if cut := strings.LastIndexByte(host, ':'); cut >= 0 && !strings.HasSuffix(host, "]") {
		name, port = host[:cut], host[cut:]
	}
	if strings.HasPrefix(name, "127.") || name == "[::1]" {
		name = "localhost"
	}
	return scheme + "://" + name + port
}

// proxyAnswer is the proxy's answer while it is read.
type proxyAnswer struct {
	status int
	header []Header
}

// take removes a header and returns its value.
func (p *proxyAnswer) take(name string) (string, bool) {
	value, ok := headerValue(p.header, name)
	if ok {
		p.header = slices.DeleteFunc(p.header, func(h Header) bool { return strings.EqualFold(h.Name, name) })
	}
	return value, ok
}

// override applies x-middleware-override-headers to the request's headers: the
// listed ones get the values that the proxy gave, all others go.
func (p *proxyAnswer) override(request []Header) []Header {
	request = slices.Clone(request)
	list, ok := p.take("x-middleware-override-headers")
	if !ok || list == "" {
		return request
	}
	var kept []string
	for name := range strings.SplitSeq(list, ",") {
		kept = append(kept, strings.ToLower(strings.TrimSpace(name)))
	}
	request = slices.DeleteFunc(request, func(h Header) bool { return !slices.Contains(kept, strings.ToLower(h.Name)) })
	for _, name := range kept {
		value, given := p.take("x-middleware-request-" + name)
		if old, had := headerValue(request, name); had && old == value && given {
			continue
		}
		request = slices.DeleteFunc(request, func(h Header) bool { return strings.EqualFold(h.Name, name) })
		if given {
			request = append(request, Header{name, value})
		}
	}
	return request
}

// hop are headers that never leave the proxy (Next's ipcForbiddenHeaders, and
// what resolve-routes leaves out).
var hop = []string{
	"accept-encoding", "keepalive", "keep-alive", "content-encoding", "transfer-encoding", "connection", "expect",
	"content-length", "x-middleware-redirect", "x-middleware-refresh",
}

// response returns what the proxy adds to the final response.
func (p *proxyAnswer) response() []Header {
	var out []Header
	for _, h := range p.header {
		if h.Value != "" && !slices.Contains(hop, strings.ToLower(h.Name)) {
			out = append(out, h)
		}
	}
	return out
}
