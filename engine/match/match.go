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
	"slices"
	"strings"
	"sync"

	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
)

// Tree is everything that routing depends on besides the request.
type Tree struct {
	Table  *route.Table
	Config *nextconfig.Config // nil: the defaults
	Public []string           // files below public/, "img/logo.png"
	Static []string           // files below static/, which came before public/ and answers below /static
	Pages  []string           // routes of the pages folder: "/about", "/api/x"
	// ServerPages are those of Pages that are rendered for each request: they
	// have getServerSideProps or getInitialProps. The others are prerendered.
	ServerPages []string
	// Proxy is the proxy file ("proxy.ts"), "" for none, and Matchers its
	// config.matcher; nil means every path, an empty list none.
	Proxy    string
	Matchers []nextconfig.Rule
}

// Matcher answers requests for one revision of a tree. It is immutable and safe
// for concurrent use.
type Matcher struct {
	tree  Tree
	rules *nextconfig.Rules
	proxy *nextconfig.ProxyMatcher // nil: no proxy file
	// exact holds what is found by its path alone, and what Next finds first:
	// a public file before an app route before a page.
	exact   map[string]exact
	public  map[string]string // encoded path → file, folder included
	app     map[string]int32  // path → index of Table.Routes
	pages   map[string]bool   // true: rendered for each request
	dynamic *node
	closed  bool // some route takes prepared paths alone
	bare    bool // no rule stands between a path and its route
	// intercepts are the rewrites to interception routes.
	intercepts []*nextconfig.Matcher
	// patterns are what the ids of the trie stand for: the routes of the table
	// first, then dynamic pages.
	patterns []dynamicRoute
	// sorted returns patterns in Next's order, which only explanations need.
	sorted func() []dynamicRoute
	errs   []error
}

// The folders whose files answer as they are.
const (
	publicFolder = "public/"
	staticFolder = "static/"
)

// exact is something with a path of its own; exactly one field is set.
type exact struct {
	file    string // "public/logo.png"
	route   int32  // index of Table.Routes, or none
	page    string // of the pages folder
	builtIn string
}

// dynamicRoute is a route of the trie.
type dynamicRoute struct {
	pattern route.Pattern
	route   int32  // index of Table.Routes, or none
	page    string // of the pages folder
}

// New returns the Matcher of a tree that has neither proxy nor pages folder.
func New(t *route.Table, cfg *nextconfig.Config, public []string) *Matcher {
	return NewTree(Tree{Table: t, Config: cfg, Public: public})
}

// NewTree returns the Matcher of a tree. Rules that cannot be compiled are left
// out; Errors lists them.
func NewTree(t Tree) *Matcher {
	if t.Config == nil {
		t.Config = nextconfig.Default()
	}
	m := &Matcher{tree: t}
	m.rules, m.errs = t.Config.Compile()
	if t.Proxy != "" {
		var errs []error
		m.proxy, errs = t.Config.CompileProxy(t.Matchers)
		m.errs = append(m.errs, errs...)
	}
	m.index()
	return m
}

// Errors returns why rules of the config were left out.
func (m *Matcher) Errors() []error { return m.errs }

// Config returns the config by which the Matcher decides.
func (m *Matcher) Config() *nextconfig.Config { return m.tree.Config }

// Proxied says whether the tree has a proxy file.
func (m *Matcher) Proxied() bool { return m.proxy != nil }

func (m *Matcher) index() {
	m.public = make(map[string]string, len(m.tree.Public))
	for _, file := range m.tree.Public {
		m.public[route.EncodePath("/"+file)] = publicFolder + file
	}
	for _, file := range m.tree.Static {
		m.public[route.EncodePath("/static/"+file)] = staticFolder + file
	}
	m.pages = make(map[string]bool, len(m.tree.Pages))
	for _, page := range m.tree.Pages {
		m.pages[page] = slices.Contains(m.tree.ServerPages, page)
	}
	m.indexRoutes()
}

// indexRoutes builds what depends on the table.
func (m *Matcher) indexRoutes() {
	routes := m.tree.Table.Routes
	m.app = make(map[string]int32, len(routes))
	m.dynamic = newNode()
	m.closed = anyClosed(routes)
	m.intercepts = m.interceptions()
	m.bare = m.unruled()
	m.patterns = nil
	for i := range routes {
		id := int32(i)
		if _, taken := m.app[routes[i].Path]; !taken {
			m.app[routes[i].Path] = id
		}
		m.addDynamic(dynamicRoute{routes[i].Pattern, id, ""}, routes[i].Path)
	}
	for _, page := range m.tree.Pages {
		m.addDynamic(dynamicRoute{route.Parse(page), none, page}, page)
	}
	patterns := m.patterns
	m.sorted = sync.OnceValue(func() []dynamicRoute { return sortDynamic(patterns) })
	m.indexExact()
}

func (m *Matcher) addDynamic(d dynamicRoute, path string) {
	if len(d.pattern.Segments) == 0 && path != "/" {
		d.pattern = route.Parse(path)
	}
	if !d.pattern.Dynamic() {
		return
	}
	m.dynamic.insert(d.pattern, int32(len(m.patterns)))
	m.patterns = append(m.patterns, d)
}

// builtIn lists the pages that every build has, whatever the tree holds.
func (m *Matcher) builtIn() []string {
	always := []string{"/_not-found", "/_global-error", "/_next/image", "/_error", "/404"}
	if len(m.pages) == 0 {
		return append(always, "/500")
	}
	return append(always, "/_app", "/_document")
}

// indexExact merges what has a path of its own, the weakest claim first.
func (m *Matcher) indexExact() {
	m.exact = make(map[string]exact, len(m.pages)+len(m.app)+len(m.public))
	for _, path := range m.builtIn() {
		m.exact[path] = exact{route: none, builtIn: path}
	}
	for page := range m.pages {
		m.exact[page] = exact{route: none, page: page}
	}
	for path, id := range m.app {
		m.exact[path] = exact{route: id}
	}
	for path, file := range m.public {
		m.exact[path] = exact{route: none, file: file}
	}
}

// trimSlash drops one slash at the end of a path that is more than a slash.
func trimSlash(path string) string {
	if len(path) > 1 {
		return strings.TrimSuffix(path, "/")
	}
	return path
}
