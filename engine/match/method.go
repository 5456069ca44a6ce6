package match

import (
	"slices"
	"strconv"
	"strings"

	"signalbox/engine/route"
)

// handlerMethods are the exports that answer requests.
var handlerMethods = [...]string{"GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"}

// chooseMethod decides what the method of a request meets at a route
// (NEXT-FACTS D1, D2, D4, D5).
func (r *Result) chooseMethod(to *route.Route, req *Request) {
	r.Status = 200
	read := req.Method == "GET" || req.Method == "HEAD"
	static := to.Render == route.Static && !to.Pattern.Dynamic()
	kept := to.Kind == route.Handler && to.Render != route.Dynamic && to.Pattern.Dynamic()
	switch {
	case to.Kind == route.Page && (to.Path == "/404" || to.Path == "/500"):
		r.Status, _ = strconv.Atoi(to.Path[1:])
		r.Reason = "a page of this path is the error page, and answers with its status"
		r.NearMiss = r.Status == 404
	case static && !read && !req.looksLikeAction():
		r.Status, r.Plain, r.Allow = 405, true, "GET, HEAD"
		r.Reason = "the route is prerendered, and a prerendered route takes GET and HEAD alone"
	case to.Kind == route.Page:
		r.choosePage(req)
	case static && !read:
		r.Runs, r.Reason = "GET", "the request looks like a server action, which a prerendered route answers with its GET"
	case kept && req.Method != "TRACE":
		r.Runs, r.Reason = "GET", "each path of the route is kept once its GET ran, and Next answers every method from what it keeps"
	default:
		r.chooseExport(to, req.Method)
	}
}

// choosePage decides about a page, which signalbox does not render. A page takes
// every method but OPTIONS; a server action that it does not have is refused.
func (r *Result) choosePage(req *Request) {
	r.Reason = "a page takes every method but OPTIONS"
	_, named := req.Get("next-action")
	kind, _ := req.Get("content-type")
	switch {
	case req.Method == "OPTIONS":
		r.Status = 400
	case req.Method == "POST" && named:
		r.Status, r.Plain, r.Reason = 400, true, "the request names a server action that does not exist"
	case req.Method == "POST" && strings.HasPrefix(kind, "multipart/form-data"):
		r.Status, r.Plain, r.Reason = 409, true, "the request looks like a server action, and names none"
	}
}

func (r *Result) chooseExport(to *route.Route, method string) {
	exported := func(name string) bool { return exports(to, name) }
	switch {
	case method == "TRACE":
		r.Status, r.Plain, r.Outcome = 500, true, ServerError
		r.Reason = "Node's Request refuses the method TRACE before the handler is reached"
	case !slices.Contains(handlerMethods[:], method):
		r.Status, r.Reason = 400, "a route handler knows GET, HEAD, OPTIONS, POST, PUT, DELETE and PATCH"
	case exported(method):
		r.Runs, r.Reason = method, "the file exports the method"
	case method == "HEAD" && exported("GET"):
		r.Runs, r.Reason = "GET", "GET answers a HEAD, without its body"
	case to.Unparsed:
		r.Runs, r.Status, r.Reason = method, 500, "the file could not be read as code, so its methods are not known"
	case method == "OPTIONS":
		r.Status, r.Allow = 204, allow(to)
		r.Reason = "Next answers OPTIONS itself"
	default:
		r.Status, r.Reason = 405, "the file does not export "+method+exported405(to)
	}
}

// exported405 says what would work instead.
func exported405(to *route.Route) string {
	var names []string
	for _, method := range handlerMethods {
		if exports(to, method) {
			names = append(names, method)
		}
	}
	if len(names) == 0 {
		return ", nor any other method"
	}
	return "; it exports " + strings.Join(names, ", ")
}

// exports says whether a route answers a method by an export of its own. A
// metadata file has a GET.
func exports(to *route.Route, method string) bool {
	if to.Kind == route.Metadata && len(to.Exports) == 0 {
		return method == "GET"
	}
	return slices.ContainsFunc(to.Exports, func(e route.Export) bool { return e.Name == method })
}

// allow lists what OPTIONS answers: the exports, OPTIONS, and HEAD beside GET.
func allow(to *route.Route) string {
	methods := []string{"OPTIONS"}
	for _, method := range handlerMethods {
		implied := method == "HEAD" && exports(to, "GET")
		if method != "OPTIONS" && (implied || exports(to, method)) {
			methods = append(methods, method)
		}
	}
	slices.Sort(methods)
	return strings.Join(methods, ", ")
}

// looksLikeAction says whether Next takes the request for a server action,
// which a prerendered route does not refuse.
func (r *Request) looksLikeAction() bool {
	if r.Method != "POST" {
		return false
	}
	if _, ok := r.Get("next-action"); ok {
		return true
	}
	kind, _ := r.Get("content-type")
	return strings.HasPrefix(kind, "multipart/form-data") || kind == "application/x-www-form-urlencoded"
}
