package route

import "signalbox/engine/diag"

// Kind says what a route is.
type Kind uint8

// The kinds of a route, in the words of the JSON contract.
const (
	Handler  Kind = iota // a route.* file
	Page                 // a page.* file
	Metadata             // robots, sitemap, manifest, icons
)

// String returns "handler", "page" or "metadata".
func (k Kind) String() string { return [...]string{"handler", "page", "metadata"}[k] }

// Render says when a GET of the route is computed.
type Render uint8

// The render modes, as `next build` marks them.
const (
	Dynamic Render = iota // ƒ
	Static                // ○
	SSG                   // ● with generateStaticParams
)

// String returns "dynamic", "static" or "ssg".
func (r Render) String() string { return [...]string{"dynamic", "static", "ssg"}[r] }

// Export is one exported name of a module, read statically.
type Export struct {
	Name string
	Span diag.Span // the name in the file that declares it (after re-exports)
}

// Revalidate is the value of `export const revalidate`.
type Revalidate struct {
	Set     bool // false: the file says nothing
	Never   bool // revalidate = false
	Seconds int
}

// ConfigValue is one segment config export: its literal value and its line.
type ConfigValue struct {
	Name  string // "dynamic", "revalidate", "runtime", …
	Value any    // string, float64, bool, nil, []any
	Span  diag.Span
}

// Route is one row of the table. It is immutable once the table is published.
type Route struct {
	Path    string // as the manifests of `next build` name it
	Kind    Kind
	File    string  // relative to the project folder; the entry Next selects
	Pattern Pattern // Path, parsed
	// Exports lists the methods that the file exports (GET, POST, …) in the
	// order GET HEAD OPTIONS POST PUT DELETE PATCH.
	Exports  []Export
	Implicit []string // methods that Next adds: HEAD, OPTIONS
	// Unparsed says that the file could not be read as code, so that its methods
	// are not known and each request that reaches it is answered 500.
	Unparsed bool
	Render   Render
	// RenderWhy is one sentence with the reason for Render; RenderPos the line
	// that decides.
	RenderWhy  string
	RenderPos  diag.Pos
	Revalidate Revalidate
	// Life is the shortest revalidate of all files that a page is made of: its
	// own, its layouts' and those of the slots beside it.
	Life       Revalidate
	Config     []ConfigValue
	Layouts    []string // from the root down
	Special    []string // loading, error, not-found, template, … that surround a page
	Slots      []string // "@modal" names on the way
	Intercepts string   // the route that it intercepts, or ""
	Problems   []int    // indexes into Table.Problems

	// HasStaticParams says that generateStaticParams is exported: for a page, by
	// it or by a layout, as deep as its last param.
	HasStaticParams bool
	// Prepared lists the paths that generateStaticParams plainly names, decoded, in
	// its order; nil where only running it tells.
	Prepared []string
	// Meta describes a metadata route, nil otherwise.
	Meta *Meta
}

// Meta is what a metadata route adds to a Route.
type Meta struct {
	Type        string // "favicon", "robots", "sitemap", "manifest", "icon", "apple-icon", "opengraph-image", "twitter-image"
	Code        bool   // a module rather than a file of bytes
	ContentType string // "" where the Response decides
	Multi       bool   // generateSitemaps or generateImageMetadata is exported
	AltFile     string // opengraph-image.alt.txt beside it
}

// Methods returns the names of Exports.
func (r *Route) Methods() []string {
	names := make([]string, len(r.Exports))
	for i, e := range r.Exports {
		names[i] = e.Name
	}
	return names
}

// Table is the resolved route table of one revision of a tree. It is immutable.
type Table struct {
	Revision uint64
	Root     string // the app folder, relative to the project: "app" or "src/app"
	Version  string // the major version of Next.js whose rules hold: "16"
	Routes   []Route
	Problems []diag.Diagnostic
	// Proxied says that a proxy.* or middleware.* file runs before the routes.
	Proxied bool
	// NotFound is the page /_not-found, which every build adds to the routes: how
	// it is rendered follows from the root layout and from not-found.*.
	NotFound Route
}
