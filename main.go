// Command signalbox is a terminal explorer and playground for the App Router
// of Next.js: it resolves an app tree into its route table, explains every
// conflict, and runs the real route handlers.
//
// One binary plays two parts. Started by a person it is the command line and
// the terminal UI; started again by itself it is the worker in which the
// handlers run, so that nothing they do can take the rest down.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/mattn/go-isatty"
	"github.com/spf13/afero"

	"signalbox/engine"
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
	os.Exit(run())
}

func run() int {
	dir, err := os.Getwd()
	if err != nil {
		fmt.Fprintf(os.Stderr, "signalbox: the current folder cannot be read: %v\n", err)
		return 2
	}
	terminal := isatty.IsTerminal(os.Stdout.Fd()) || isatty.IsCygwinTerminal(os.Stdout.Fd())
	return cli.Run(context.Background(), cli.Env{
		Args:      os.Args[1:],
		Stdin:     os.Stdin,
		Stdout:    os.Stdout,
		Stderr:    os.Stderr,
		Terminal:  terminal,
		Color:     cli.Color(terminal, os.Getenv),
		Fs:        afero.NewOsFs(),
		Dir:       dir,
		NewEngine: func(o engine.Options) cli.Engine { return engine.New(o) },
		UI:        cli.Launch,
	})
}
