// Command compile writes the bytecode of the machine's libraries, which
// engine/jsrt embeds. Run it through go generate after a change of their
// JavaScript; until then what was changed is compiled when a machine starts.
package main

import (
	"fmt"
	"os"

	"signalbox/engine/jsrt"
)

func main() {
	code, err := jsrt.CompileLibraries()
	if err == nil {
		err = os.WriteFile(os.Args[1], code, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
