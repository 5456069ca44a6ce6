// Package match answers which route takes a request, with each step that was
// tried and why it was rejected.
package match
