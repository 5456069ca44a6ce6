// Package jslit reads JavaScript and TypeScript without running it: which names
// a module exports, where they come from, and which of their values are plain
// literals.
//
// The scanner asks these questions of thousands of files at every start, so the
// package does not build a syntax tree. It works in two steps. A lexer cuts
// the text into tokens; the hard parts of that (a slash is a division or a
// regular expression, a less-than sign is a comparison, a type argument or the
// start of JSX, templates nest) are decided from the token before and the
// brackets around. Parse then walks the tokens that stand outside of all
// brackets, where every export must be, and jumps over bodies from bracket to
// matching bracket.
//
//	export const { GET, POST: create = fallback } = handlers
//
// gives the exports GET and create, both of form Pattern. Values are read on
// demand: Module.Value reads `'force-static' as const` as the string
// "force-static", and anything that would have to be evaluated as Opaque.
//
// What Parse cannot make sense of, it reports as a Fault instead of guessing.
// A text without a Fault may still hold an error that only a full parser sees;
// Suspect says whether asking one is worth the time.
package jslit
