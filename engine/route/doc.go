// Package route is the model of the App Router: segments, patterns, the
// relations between patterns, and the table of routes that a tree resolves to.
// It is pure: no files, no requests, no clock.
//
// The story goes from a folder to an answer. ClassifyFolder says what a folder
// name means (group, slot, private, param, interception). NormalizePath drops
// what never shows in a URL, which gives the route path as the manifests of
// `next build` name it. Parse reads that path into a Pattern, and from there
// on nobody looks at brackets again:
//
//   - Check and CheckAll find what `next build` refuses in a path and between
//     paths; Sort finds what the server refuses when it orders them
//   - Compare and Sort give the order in which Next tries dynamic routes
//   - Relate compares two patterns as the sets of URLs they match, and proves
//     its verdict with a URL
//
// The rules are those of NEXT-FACTS sections A, B and C.
package route
