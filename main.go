// Command signalbox is a terminal explorer and playground for the App Router
// of Next.js: it resolves an app tree into its route table, explains every
// conflict, and runs the real route handlers.
//
// One binary plays two parts. Started by a person it is the command line and
// the terminal UI; started again by itself it is the worker in which the
// handlers run, so that nothing they do can take the rest down.
package main

import (
	"os"

	"signalbox/engine/jsrt"
	"signalbox/ui/cli"
	"signalbox/ui/quiet"
)

func main() {
	quiet.Restore()
	if jsrt.IsWorker() {
		jsrt.ServeWorker()
		return
	}
	os.Exit(cli.Main())
}
