package draft

import (
	"fmt"
	"strings"
)

// Stranger is the origin that a preflight comes from.
const Stranger = "https://elsewhere.example"

// Preflight is what a browser sends before it sends d from another origin:
// OPTIONS with the origin, the method and the headers that are to come.
func (d *Draft) Preflight() Draft {
	method := d.Method
	if method == "" || method == "OPTIONS" {
		method = "GET"
	}
	p := Draft{Route: d.Route, Method: "OPTIONS", Target: d.Target}
	p.Headers = "Origin: " + Stranger + "\nAccess-Control-Request-Method: " + method
	if names := d.unsafeHeaders(); len(names) > 0 {
		p.Headers += "\nAccess-Control-Request-Headers: " + strings.Join(names, ", ")
	}
	return p
}

// unsafeHeaders lists the request headers that a browser asks permission for.
func (d *Draft) unsafeHeaders() []string {
	var names []string
	if d.Kind == JSON {
		names = append(names, "content-type")
	}
	for _, p := range d.HeaderPairs() {
		switch name := strings.ToLower(p.Name); name {
		case "accept", "accept-language", "content-language", "origin", "access-control-request-method", "access-control-request-headers":
		case "content-type":
			if d.Kind != JSON && strings.Contains(p.Value, "json") {
				names = append(names, name)
			}
		default:
			names = append(names, name)
		}
	}
	return names
}

// Allows tells what a browser makes of the answer to the preflight p: an empty
// why where the request itself may follow. header returns a response header.
// The rules are those of the Fetch standard, "CORS-preflight fetch".
func (p *Draft) Allows(status int, header func(name string) string) (why string) {
	asked := map[string]string{}
	for _, h := range p.HeaderPairs() {
		asked[strings.ToLower(h.Name)] = h.Value
	}
	method := asked["access-control-request-method"]
	switch origin := header("access-control-allow-origin"); {
	case status < 200 || status > 299:
		return fmt.Sprintf("the preflight was answered with %d, it has to be 2xx", status)
	case origin == "":
		return "no Access-Control-Allow-Origin in the answer (export OPTIONS: the one that Next adds sends none)"
	case origin != "*" && origin != asked["origin"]:
		return "Access-Control-Allow-Origin is " + origin + ", not " + asked["origin"] + " or *"
	case !simple(method) && !lists(header("access-control-allow-methods"), method):
		return "Access-Control-Allow-Methods does not list " + method
	}
	for _, name := range strings.Split(asked["access-control-request-headers"], ",") {
		if name = strings.TrimSpace(name); name != "" && !listsHeader(header("access-control-allow-headers"), name) {
			return "Access-Control-Allow-Headers does not list " + name
		}
	}
	return ""
}

// simple reports whether a method needs no permission of its own.
func simple(method string) bool { return method == "GET" || method == "HEAD" || method == "POST" }

func lists(list, word string) bool {
	for _, w := range strings.Split(list, ",") {
		if w = strings.TrimSpace(w); w == "*" || w == word {
			return true
		}
	}
	return false
}

// listsHeader is lists without regard to case. "*" does not stand for
// Authorization.
func listsHeader(list, name string) bool {
	list, name = strings.ToLower(list), strings.ToLower(name)
	return lists(list, name) && (name != "authorization" || strings.Contains(list, name))
}
