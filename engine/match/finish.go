package match

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
)

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
	if w.i18n != nil {
		path, _ = w.i18n.Split(path)
	}
	if w.target.raw == "" {
		return path
	}
	query := nextconfig.ParseQuery(w.target.raw).Encode()
	if query == "" { // "?&&"
		return path
	}
	return path + "?" + query
}

// queryText returns the query as it is now.
func (w *walk) queryText() string {
	if !w.hasQuery || !w.rewritten && !w.moved {
		return w.target.raw
	}
	return w.query.Encode()
}

func (w *walk) finishFile(file string) {
	r := &w.result
	r.Outcome, r.Status = File, 200
	folder, name, _ := strings.Cut(file, "/")
	r.Public, r.Static = name, folder+"/" == staticFolder
	r.Reason = "a file of the " + folder + " folder answers before any route"
	method := w.req.Method
	decoded, wellFormed := route.DecodeComponent(w.path)
	switch {
	case method != "GET" && method != "HEAD":
		r.Status, r.Plain, r.Allow = 500, true, "GET, HEAD"
		r.Reason = "Next answers 500 where a file of the public folder is asked with another method than GET and HEAD (NEXT-FACTS D6)"
	case !wellFormed:
		r.Status, r.Plain = 500, true
		r.Reason = "the file server of Next cannot decode the path"
	case !strings.HasSuffix(trimSlash(decoded), "/"+r.Public):
		r.Status, r.Plain = 500, true
		r.Reason = "the path spells the name of the file, percent signs and all, and the file server of Next looks for the decoded name"
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

// askForHash redirects a request for a page's payload whose query _rsc is not
// the digest of the router's headers, by which Next keeps payloads apart in
// caches (NEXT-FACTS D12b).
func (w *walk) askForHash() bool {
	hashes := payloadHashes(w.routerInput())
	if got, ok := w.parsedQuery().Get("_rsc"); ok && slices.Contains(hashes[:], got[len(got)-1]) {
		return false
	}
	var pairs []string
	for pair := range strings.SplitSeq(w.target.raw, "&") {
		if pair != "" && !strings.HasPrefix(pair, "_rsc=") {
			pairs = append(pairs, pair)
		}
	}
	own := "_rsc"
	if hash := hashes[0]; hash != "" {
		own += "=" + hash
	}
	w.redirect(307, w.target.path+"?"+strings.Join(append(pairs, own), "&"), "a request with the header rsc has to carry the query _rsc")
	return true
}

// routerInput joins the headers of the client router that change a payload, ""
// where there are none.
func (w *walk) routerInput() string {
	values, found := []string{"0", "0", "0", "0"}, false
	for i, name := range [...]string{"next-router-prefetch", "next-router-segment-prefetch", "next-router-state-tree", "next-url"} {
		value, ok := headerValue(w.req.Header, name)
		if i == 0 {
			ok = value == "1" || value == "2" || value == "3"
		}
		if ok {
			values[i], found = value, true
		}
	}
	if !found {
		return ""
	}
	return strings.Join(values, ",")
}

// payloadHashes are the values of _rsc that Next takes for an input: 96 bits of
// its SHA-256, and the short form of clients without a secure context.
func payloadHashes(input string) [2]string {
	if input == "" {
		return [2]string{}
	}
	sum := sha256.Sum256([]byte(input))
	short := uint32(5381)
	for _, c := range utf16.Encode([]rune(input)) {
		short = short*33 + uint32(c)
	}
	legacy := strconv.FormatUint(uint64(short), 36)
	return [2]string{base64.RawURLEncoding.EncodeToString(sum[:12]), legacy[:min(5, len(legacy))]}
}
