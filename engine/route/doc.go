// Package route is the model of the App Router: segments, patterns, the
// relations between patterns, and the table of routes that a tree resolves to.
// It is pure: no files, no requests, no clock.
package route
