// Package scan turns a project folder into a route table and everything that is
// wrong with it.
//
// A scan has four steps. The walk lists the folders that matter (app, pages,
// public), following links, without looking into any file. Reading parses the
// convention files, in parallel, with jslit: which names they export, through
// however many re-exports, and which segment config they set. Then each page,
// handler and metadata file becomes a row of the table, with the reason why its
// GET is static or dynamic. At last the checks look at the whole and report what
// Next would refuse, at which stage and in which words, and what it would accept
// although nobody can mean it. Next refuses at many places: as it discovers the
// files, as the compiler walks the tree, as it checks types, as it collects the
// segment config and the params of each page, as it renders what is static, and
// as the server starts. What only running the code tells is left to the engine;
// what the text plainly shows (a throw, a missing return, a class for a page) is
// said here.
//
// Nothing stops at the first problem, and no file makes a scan fail: what can't
// be read becomes a diagnostic, and the rest of the tree stays usable.
//
// A Result is immutable. Update makes the next one from the names of the files
// that changed: listings and parsed files that are untouched are taken over, rows
// and checks are made anew. That is sound because a listing depends on its
// folder alone, a parsed file on its text alone, and everything that looks
// across files is computed again; a test holds Update equal to a fresh Scan
// after random edits.
package scan
