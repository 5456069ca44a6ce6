package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"signalbox/engine"
	"signalbox/engine/trace"
	"signalbox/workspace"
)

func (a *app) serveCommand() *cobra.Command {
	var addr string
	var watch bool
	var allowNet []string
	cmd := &cobra.Command{
		Use:   "serve [DIR]",
		Short: "Serve the handlers over HTTP",
		Long: `Serves the project as next start would: static routes are prerendered first, in the
background. Pages answer a small page of signalbox's own; React is not rendered.
It listens on this machine only unless --addr names another address.`,
		Args: between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.serve(cmd.Context(), args, addr, watch, allowNet)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&addr, "addr", "127.0.0.1:3000", "listen on `HOST:PORT`; port 0 takes a free one")
	flags.BoolVar(&watch, "watch", false, "follow changes of the files")
	allowNetFlag(cmd, &allowNet)
	return cmd
}

func (a *app) serve(ctx context.Context, dirs []string, addr string, watch bool, allowNet []string) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	p, err := a.project(dirs)
	if err != nil {
		return err
	}
	listener, err := listen(addr)
	if err != nil {
		return err
	}
	o := a.engineOptions()
	if host, _, err := net.SplitHostPort(addr); err == nil && net.ParseIP(host) == nil {
		o.Hostname = host
	}
	o.AllowNet, o.BuildAge = allowNet, engine.StartTime
	o.Console = a.console
	e, err := a.open(ctx, p, o)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer e.Close()
	if watch {
		a.follow(ctx, e, p)
	}
	fmt.Fprintf(a.Stderr, "%s on http://%s (Ctrl+C ends)\n", plural(len(e.Table().Routes), "route"), listener.Addr())
	return e.Serve(ctx, listener)
}

// console passes on what a handler prints.
func (a *app) console(c trace.Console) {
	fmt.Fprintf(a.Stderr, "%s%s: %s\n", c.Level, at(c.Pos), c.Text)
}

// follow opens each new revision of the files.
func (a *app) follow(ctx context.Context, e Engine, p *workspace.Project) {
	changes, cancel := p.Subscribe()
	say := func(err error) { fmt.Fprintf(a.Stderr, "signalbox: %v\n", err) }
	p.Watch(ctx, say)
	go func() {
		defer cancel()
		for {
			select {
			case <-ctx.Done():
				return
			case s := <-changes:
				if err := e.Open(ctx, s); err != nil && ctx.Err() == nil {
					say(fmt.Errorf("%w; what was read before is served on", err))
				}
			}
		}
	}()
}
