package cli

import (
	"context"
	"fmt"
	"os"

	"github.com/mattn/go-isatty"
	"github.com/spf13/afero"

	"signalbox/engine"
)

// Main is the program on this machine: its arguments, its streams, its files.
// It returns the exit code.
func Main() int {
	dir, err := os.Getwd()
	if err != nil {
		fmt.Fprintf(os.Stderr, "signalbox: the current folder cannot be read: %v\n", err)
		return 2
	}
	terminal := isatty.IsTerminal(os.Stdout.Fd()) || isatty.IsCygwinTerminal(os.Stdout.Fd())
	return Run(context.Background(), Env{
		Args:      os.Args[1:],
		Stdin:     os.Stdin,
		Stdout:    os.Stdout,
		Stderr:    os.Stderr,
		Terminal:  terminal,
		Color:     Color(terminal, os.Getenv),
		Fs:        afero.NewOsFs(),
		Dir:       dir,
		NewEngine: func(o engine.Options) Engine { return engine.New(o) },
		UI:        Launch,
	})
}
