// Package quiet keeps the start of the program from asking the terminal for its
// background colour.
//
// Bubble Tea v1 asks while its package is initialised, before main runs and for
// every command, and waits up to five seconds for an answer that a plain
// terminal, a multiplexer or a pipe's other end never gives. Its library does
// not ask where it believes to run in CI. So this package, which is initialised
// earlier, says that it does; Restore takes that back.
//
// Being earlier is a matter of Go's order: packages are initialised by import
// path among those whose imports are ready. This one imports os alone, and os
// is ready before the package unicode, which everything of Bubble Tea needs and
// which sorts after "signalbox". A test reads the order from the runtime.
package quiet

import "os"

const variable = "CI"

// before is what the variable was.
var before, was = os.LookupEnv(variable)

func init() { _ = os.Setenv(variable, "1") }

// Restore gives the environment back as it was. main calls it first.
func Restore() {
	if was {
		_ = os.Setenv(variable, before)
	} else {
		_ = os.Unsetenv(variable)
	}
}
