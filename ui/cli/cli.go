// Package cli is the command line: the same engine as the terminal UI, for
// pipes, scripts and CI.
//
// A command reads its arguments, opens a project, asks the engine one thing and
// writes the answer. Results go to standard output and nothing else does; a
// script can rely on the exit code:
//
//	0  fine
//	1  the answer is no: a tree that Next refuses, no match, a failed request
//	2  wrong usage, or a project that cannot be read
//
// Nothing here styles with a terminal library: a command must be back before a
// person notices that it started, and asking a terminal for its colours takes
// longer than most commands do.
package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"github.com/spf13/afero"
	"github.com/spf13/cobra"

	"signalbox/engine"
	"signalbox/engine/match"
	"signalbox/engine/nextconfig"
	"signalbox/engine/route"
	"signalbox/workspace"
)

// Engine is what the commands ask of the engine.
type Engine interface {
	Open(ctx context.Context, src engine.Source) error
	Table() *route.Table
	Config() *nextconfig.Config
	Match(method, target string) match.Result
	Do(ctx context.Context, r engine.Request) (*engine.Exchange, error)
	Serve(ctx context.Context, l net.Listener) error
	WaitBuild(ctx context.Context) error
	Outline(ctx context.Context, selected func(*route.Route) bool) (*engine.Outline, error)
	Close() error
}

// Env is what a command finds around it.
type Env struct {
	Args   []string // without the program's name
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
	// Terminal says that a person looks at Stdout.
	Terminal bool
	// Color says that Stdout may carry colours.
	Color bool
	Fs    afero.Fs
	Dir   string // the current folder
	// NewEngine makes the engine.
	NewEngine func(engine.Options) Engine
	// UI runs the terminal UI on a project until the person quits. sample names
	// the sample that is open, "" for none.
	UI func(ctx context.Context, p *workspace.Project, sample string, o engine.Options) error
	// Now is the clock for durations; nil is the wall clock.
	Now func() time.Time
}

// exitError is an error with the exit code that it means.
type exitError struct {
	code int
	err  error // nil: everything has been said
}

func (e *exitError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit %d", e.code)
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// answerNo ends a command whose answer, already written, is no.
var answerNo error = &exitError{code: 1}

// Run performs one command and returns its exit code.
func Run(ctx context.Context, env Env) int {
	if env.Now == nil {
		env.Now = time.Now
	}
	out := newAnswer(env.Stdout)
	a := &app{Env: env, out: out}
	root := a.root()
	root.SetArgs(append([]string{}, env.Args...)) // nil would mean those of the process
	root.SetIn(env.Stdin)
	root.SetOut(out)
	root.SetErr(env.Stderr)
	err := root.ExecuteContext(ctx)
	return a.exitCode(outcome(err, out.Flush()))
}

// exitCode says what is left to say and turns an error into the process's
// answer. A reader that went away (a closed pipe, as with `| head`) is no error.
func (a *app) exitCode(err error) int {
	var exit *exitError
	switch {
	case err == nil, readerLeft(err):
		return 0
	case errors.As(err, &exit) && exit.err == nil:
		return exit.code
	case errors.As(err, &exit):
		fmt.Fprintf(a.Stderr, "signalbox: %v\n", err)
		return exit.code
	case errors.Is(err, context.Canceled):
		return 130
	}
	fmt.Fprintf(a.Stderr, "signalbox: %v\n", err)
	return 2
}

// app is one run of the program.
type app struct {
	Env
	out *bufio.Writer

	sample string // --sample
	next   string // --next
}

// root builds the command tree.
func (a *app) root() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "signalbox [DIR]",
		Short: "Explore, explain and run the App Router of a Next.js project",
		Long: `signalbox opens the app folder of a Next.js project, shows its routes and what
conflicts with what, and runs its real route handlers, without Node.js.

DIR is the project folder (the one with app/ or src/app/) or an app folder itself.
Without DIR: the current folder if it holds an app, else the sample "tour".`,
		Example: `  signalbox                                open the current project, or the tour
  signalbox routes --method POST           which routes take a POST
  signalbox match GET /users/42            which file answers, and why
  signalbox request GET /api/hello -i      run the handler`,
		Args:          between(0, 1),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          a.runRoot,
	}
	flags := cmd.PersistentFlags()
	flags.StringVar(&a.sample, "sample", "", "open a `NAME`d sample in place of DIR (see: signalbox samples)")
	flags.StringVar(&a.next, "next", "16", "the `VERSION` of Next.js whose rules hold: 14, 15 or 16")
	cmd.PersistentPreRunE = func(*cobra.Command, []string) error {
		switch a.next {
		case "14", "15", "16":
			return nil
		}
		return fmt.Errorf("--next %s: signalbox knows the rules of 14, 15 and 16", a.next)
	}
	cmd.SetFlagErrorFunc(flagError)
	cmd.SetHelpCommand(helpCommand())
	cmd.AddCommand(a.routesCommand(), a.checkCommand(), a.matchCommand(), a.requestCommand(), a.serveCommand(),
		a.typegenCommand(), a.diffCommand(), a.samplesCommand(), a.versionCommand(), a.completionCommand())
	return cmd
}

// runRoot opens the UI, or prints the route table where nobody could see it.
func (a *app) runRoot(cmd *cobra.Command, args []string) error {
	ctx := cmd.Context()
	if a.sample == "" && len(args) == 0 && !workspace.Holds(a.Fs, a.Dir) {
		a.sample = defaultSample
	}
	if a.Terminal && a.UI != nil {
		p, err := a.project(args, a.drafts()...)
		if err != nil {
			return noCommand(args, err)
		}
		return a.UI(ctx, p, a.sample, a.engineOptions())
	}
	t, err := a.table(ctx, args)
	if err != nil {
		return noCommand(args, err)
	}
	return a.writeTable(t.Routes, t)
}

// noCommand adds to an error about a folder that the word may have been meant
// for a command.
func noCommand(args []string, err error) error {
	if len(args) == 1 && !strings.ContainsAny(args[0], `./\`) {
		return fmt.Errorf("%w; and %s is no command (see: signalbox help)", err, args[0])
	}
	return err
}
