// Package match answers which route takes a request, with each step that was
// tried and why it was rejected.
//
// One walk serves the command line and the server. Route goes through the
// stages of a request as `next start` does (NEXT-FACTS C1): the raw path is
// normalised, the headers rules of the config are collected, redirects are
// tried, the proxy is called, beforeFiles rewrites apply; then exact files and
// routes, afterFiles rewrites, dynamic routes and fallback rewrites follow,
// until something takes the request. Match is the same walk for a method and a
// target alone, with its explanation.
//
// Next tries dynamic routes one after another in the order of specificity, each
// a regular expression over the whole path. The Matcher keeps them in a trie of
// segments and walks it with backtracking instead: the literal child first,
// then [x], then [...x], then [[...x]]. That is the same order, as a test
// against the plain list holds, and its cost does not grow with the number of
// routes. Static routes are one map.
package match

import (
	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
)

// Tree is everything that routing depends on besides the request.
type Tree struct {
	Table  *route.Table
	Config *nextconfig.Config // nil: the defaults
	Public []string           // files below public/, "img/logo.png"
	Pages  []string           // routes of the pages folder: "/about", "/api/x"
	// Proxy is the proxy file ("proxy.ts"), "" for none, and Matchers its
	// config.matcher; no matcher means every path.
	Proxy    string
	Matchers []nextconfig.Rule
}

// New returns the Matcher of a tree that has neither proxy nor pages folder.
func New(t *route.Table, cfg *nextconfig.Config, public []string) *Matcher {
	return NewTree(Tree{Table: t, Config: cfg, Public: public})
}
