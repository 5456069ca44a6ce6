package scan

import "signalbox/engine/diag"

// The codes of all problems that a scan reports. They are stable: scripts
// filter by them. Each says what Next does.
const (
	// Conflicts between files.

	// PageRouteConflict is a page and a handler at one path; the build refuses it.
	PageRouteConflict diag.Code = "page-route-conflict"
	// DuplicateRoute is one path claimed by two handlers, or by a handler and a
	// metadata file; the build refuses it.
	DuplicateRoute diag.Code = "duplicate-route"
	// DuplicatePage is one path claimed by two pages in groups; the build refuses it.
	DuplicatePage diag.Code = "duplicate-page"
	// DuplicateExtension is one convention in one folder with several extensions;
	// Next takes one of them silently.
	DuplicateExtension diag.Code = "duplicate-extension"
	// DuplicateMetadata is a metadata file of bytes beside a module of the same
	// route; the bytes win silently.
	DuplicateMetadata diag.Code = "duplicate-metadata"
	// PagesAppConflict is one path claimed by app/ and pages/; the build refuses it.
	PagesAppConflict diag.Code = "pages-app-conflict"
	// PagesAppApart is a pages folder that does not lie beside the app folder; the
	// build refuses it.
	PagesAppApart diag.Code = "pages-app-apart"
	// PagesFrameOnly is a pages folder with _app or _document and without a page; the
	// build refuses it.
	PagesFrameOnly diag.Code = "pages-frame-only"
	// DataFunctions is a page of the pages folder whose getStaticProps,
	// getStaticPaths or getServerSideProps don't go together; the build refuses it.
	DataFunctions diag.Code = "data-functions"
	// PublicFileConflict is a file of public/ at the path of a route. The file is
	// served; dev answers 500.
	PublicFileConflict diag.Code = "public-file-conflict"
	// PublicPageConflict is a file of public/ at the path of a route of pages/; the
	// build refuses it.
	PublicPageConflict diag.Code = "public-page-conflict"
	// PublicNextFolder is public/_next; the build refuses it.
	PublicNextFolder diag.Code = "public-next-folder"

	// LinkLoop is a link that leads in a circle; the build refuses it.
	LinkLoop diag.Code = "link-loop"
	// OneFile is two handlers that are one file on the disk; the build refuses them.
	OneFile diag.Code = "one-file"

	// Names of segments.

	// AmbiguousRoutes are paths that differ only in the names of params; the build
	// refuses them.
	AmbiguousRoutes diag.Code = "ambiguous-routes"
	// DifferentSlugNames are two names for the param of one place in the tree. The
	// build passes and `next start` dies.
	DifferentSlugNames diag.Code = "different-slug-names"
	// BothCatchAlls is a required beside an optional catch-all. The build passes and
	// `next start` dies.
	BothCatchAlls diag.Code = "both-catch-alls"
	// OptionalCatchAllConflict is an optional catch-all beside the route of its
	// parent; the build refuses it.
	OptionalCatchAllConflict diag.Code = "optional-catch-all-conflict"
	// RepeatedSlugName is one param name twice in a path; the build refuses it.
	RepeatedSlugName diag.Code = "repeated-slug-name"
	// SimilarSlugNames are param names that differ by punctuation only; the build
	// refuses them.
	SimilarSlugNames diag.Code = "similar-slug-names"
	// CatchAllNotLast is a segment behind a catch-all; the build refuses it.
	CatchAllNotLast diag.Code = "catch-all-not-last"
	// InvalidSegment is a folder name whose brackets make no param; the build
	// refuses it.
	InvalidSegment diag.Code = "invalid-segment"
	// InvalidInterception is an interception marker that leads nowhere; the build
	// refuses it.
	InvalidInterception diag.Code = "invalid-interception"

	// Layouts, slots and interception.

	// MissingRootLayout is a page without any layout above it; the build refuses it.
	MissingRootLayout diag.Code = "missing-root-layout"
	// IncompatibleSlots is a URL that one slot of a layout renders and another does
	// not; the build refuses it.
	IncompatibleSlots diag.Code = "incompatible-slots"
	// UnmatchedPage is a page that no complete route contains; the build refuses it.
	UnmatchedPage diag.Code = "unmatched-page"
	// MissingSlotDefault is a slot without default.js under loose matching; the build
	// refuses it.
	MissingSlotDefault diag.Code = "missing-slot-default"
	// InterceptionWithoutRoute is an interception of a URL that no page serves; the
	// build refuses it.
	InterceptionWithoutRoute diag.Code = "interception-without-route"

	// Exports.

	// ModuleFormat is an ES module in a package of CommonJS files; the build
	// refuses it.
	ModuleFormat diag.Code = "module-format"
	// BrokenTSConfig is a tsconfig.json that is no JSON, or extends nothing; the
	// build refuses it.
	BrokenTSConfig diag.Code = "broken-tsconfig"
	// SyntaxError is a file that does not parse; the build refuses it.
	SyntaxError diag.Code = "syntax-error"
	// UnreadableFile is a file that could not be read here.
	UnreadableFile diag.Code = "unreadable-file"
	// UnreadableFolder is a folder that could not be opened; the build ends there.
	UnreadableFolder diag.Code = "unreadable-folder"
	// MissingExport is a re-export of a name that the other module lacks; the build
	// refuses it.
	MissingExport diag.Code = "missing-export"
	// ModuleNotFound is a re-export from a file that does not exist; the build
	// refuses it.
	ModuleNotFound diag.Code = "module-not-found"
	// NoMethods is a handler file without any method. Type checking refuses it in
	// TypeScript; in JavaScript every request is answered 405.
	NoMethods diag.Code = "no-methods"
	// DefaultExport is a default export in a handler file, which Next never calls.
	DefaultExport diag.Code = "default-export"
	// LowercaseMethod is a method name that is not in capitals, which Next never calls.
	LowercaseMethod diag.Code = "lowercase-method"
	// UnknownMethod is an export such as TRACE that looks like a method and is none.
	UnknownMethod diag.Code = "unknown-method"
	// NotAFunction is a method that is plainly no function: 500 at each request.
	NotAFunction diag.Code = "not-a-function"
	// MissingDefault is a page, layout or metadata module without a default export;
	// the build refuses it.
	MissingDefault diag.Code = "missing-default"
	// NotAComponent is a default export of a page, a layout or a file around them
	// that React can't render; the build refuses it where it renders it.
	NotAComponent diag.Code = "not-a-component"
	// MissingLoader is a page in another language than JavaScript that no loader
	// reads; the build refuses it.
	MissingLoader diag.Code = "missing-loader"
	// ParamsNotPromise is a second parameter whose params are typed as a plain
	// object; type checking refuses it, since params is a promise.
	ParamsNotPromise diag.Code = "params-not-promise"
	// ParamsMismatch is a second parameter whose params don't fit the path; type
	// checking refuses it.
	ParamsMismatch diag.Code = "params-mismatch"
	// NotAResponse is a method that plainly returns something else than a Response:
	// 500 at each request, and refused by type checking.
	NotAResponse diag.Code = "not-a-response"
	// UseClientRoute is 'use client' in a handler file: 500 at each request.
	UseClientRoute diag.Code = "use-client-route"
	// ErrorNotClient is an error file without 'use client'; the build refuses it.
	ErrorNotClient diag.Code = "error-not-client"
	// ClientServerExport is an export that only a server component may have, in a
	// file with 'use client'; the build refuses it.
	ClientServerExport diag.Code = "client-server-export"

	// MetadataTwice is metadata beside generateMetadata; the build refuses it.
	MetadataTwice diag.Code = "metadata-twice"
	// ClientImport is a hook in a server component; the build refuses it.
	ClientImport diag.Code = "client-import"

	// ImageTooBig is a static image for social cards over the limit of its kind;
	// the build refuses it.
	ImageTooBig diag.Code = "image-too-big"
	// ImageUnreadable is a static image whose dimensions Next can't read; the build
	// refuses it where a page shows it.
	ImageUnreadable diag.Code = "image-unreadable"

	// Segment config and caching.

	// ConfigNotStatic is a segment config value that has to be evaluated; the build
	// refuses it.
	ConfigNotStatic diag.Code = "segment-config-not-static"
	// ConfigInvalid is a segment config value that Next does not know; the build
	// refuses it.
	ConfigInvalid diag.Code = "segment-config-invalid"
	// ConfigReexported is segment config in an export list; the build refuses it.
	ConfigReexported diag.Code = "segment-config-reexported"
	// ConfigWithCacheComponents is segment config that cacheComponents replaces; the
	// build refuses it.
	ConfigWithCacheComponents diag.Code = "segment-config-with-cache-components"
	// ConfigNeedsCacheComponents is an export or directive that needs
	// cacheComponents; the build refuses it.
	ConfigNeedsCacheComponents diag.Code = "needs-cache-components"
	// ConfigObject is `export const config`, which the app router ignores.
	ConfigObject diag.Code = "config-object"
	// EdgeStaticParams is generateStaticParams on the edge runtime; the build
	// refuses it.
	EdgeStaticParams diag.Code = "edge-static-params"
	// UncacheableGet is a GET that asks to be cached in a file that exports another
	// method, which keeps it dynamic.
	UncacheableGet diag.Code = "uncacheable-get"
	// CacheNeedsStaticParams is a GET that asks to be cached at a path with params,
	// without generateStaticParams.
	CacheNeedsStaticParams diag.Code = "cache-needs-static-params"
	// StaticReadsRequest is a GET that asks to be cached and reads the request, which
	// keeps it dynamic.
	StaticReadsRequest diag.Code = "static-reads-request"
	// InvalidStaticParams is a generateStaticParams whose result does not fit the
	// path; the build refuses it.
	InvalidStaticParams diag.Code = "invalid-static-params"
	// FailingCode is code that the build runs and that plainly throws; the build
	// refuses it.
	FailingCode diag.Code = "failing-code"
	// ParamMatching is parameter matching that Next does not accept; the build
	// refuses it.
	ParamMatching diag.Code = "param-matching"
	// OutputExport is a route that a static export can't hold; the build refuses it.
	OutputExport diag.Code = "output-export"

	// Proxy.

	// ProxyAndMiddleware is both files at once; the build refuses it.
	ProxyAndMiddleware diag.Code = "proxy-and-middleware"
	// MiddlewareDeprecated is a middleware file, which proxy replaces.
	MiddlewareDeprecated diag.Code = "middleware-deprecated"
	// ProxyWithoutFunction is a proxy file that exports no function; the build
	// refuses it.
	ProxyWithoutFunction diag.Code = "proxy-without-function"
	// ProxyConfig is a proxy config that Next does not accept; the build refuses it.
	ProxyConfig diag.Code = "proxy-config"
	// ProxyMisplaced is a proxy file that does not lie beside the app folder, where
	// it never runs.
	ProxyMisplaced diag.Code = "proxy-misplaced"

	// UnencodableFolder is a folder name with letters beyond Latin-1 on the way of a
	// prerendered page; the build refuses it.
	UnencodableFolder diag.Code = "unencodable-folder"
	// UnreachableRoute is a route that no URL leads to.
	UnreachableRoute diag.Code = "unreachable-route"
)
