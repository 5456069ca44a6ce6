// Package nextconfig is the part of next.config that routing and serving
// depend on: its model, its reading, its checks, and the matching language of
// its rules.
//
// A config comes in two ways. ReadStatic reads the file as text and takes every
// literal it finds, also the arrays that redirects(), rewrites() and headers()
// return; it says what it could not read. FromJSON takes the value that the
// machine got by evaluating the file, which is complete. Both end in the same
// Config, with the same checks that `next build` makes (load-custom-routes).
//
// The matching language is that of path-to-regexp 6, as Next calls it:
//
//	/old/:slug             one segment, named
//	/docs/:path*           any number of segments
//	/post/:id(\d+)         a regular expression of its own
//	/a{/:b}?               an optional group
//
// Compile turns the rules of a Config into Rules, which match a path (without
// regard to case), test the has and missing conditions, and write
// destinations. NEXT-FACTS C5 and C16 to C18 are the measured behaviour.
package nextconfig
