package cli

import (
	"context"
	"errors"
	"os"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/spf13/afero"

	"signalbox/engine"
	"signalbox/samples"
	"signalbox/ui"
	"signalbox/ui/theme"
	"signalbox/workspace"
)

// Launch runs the terminal UI on a project. It is what Env.UI is outside tests.
func Launch(ctx context.Context, p *workspace.Project, sample string, o engine.Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	clock, asker := engine.NewClock(), ui.NewAsker()
	o.Clock, o.AskNet = clock, asker.Ask
	e := engine.New(o)
	defer e.Close()
	options := ui.Options{
		Name: name(p, sample), Engine: e, Project: p, Clock: clock, Asker: asker,
		Theme: detectTheme(os.Getenv), NoMouse: os.Getenv("SIGNALBOX_MOUSE") == "off",
	}
	if err := stops(&options, sample); err != nil {
		return err
	}
	if file, err := settingsFile(); err == nil {
		options.State = openSettings(afero.NewOsFs(), file)
	}
	if d, err := p.Draft(); err == nil {
		options.Saved = d
	}
	// Beside the UI, because a large tree takes longer to watch than to show.
	go p.Watch(ctx, nil)
	// The draft is written also where the UI ended with a fault.
	return errors.Join(ui.Run(ctx, options), p.Flush())
}

// name is what the header calls the project.
func name(p *workspace.Project, sample string) string {
	if sample != "" {
		return sample
	}
	return p.Name()
}

// stops hands a sample's walk to the UI.
func stops(o *ui.Options, sample string) error {
	if sample == "" {
		return nil
	}
	s, err := samples.Load(sample)
	if err != nil {
		return err
	}
	for _, stop := range s.Stops {
		o.Stops = append(o.Stops, ui.Stop{
			ID: stop.ID, Title: stop.Title, Text: stop.Text, File: stop.File, Fire: ui.Shot(stop.Fire),
			Then: shots(stop.Then), Goal: stop.Goal, Hints: stop.Hints, Checks: shots(stop.Checks),
		})
	}
	return nil
}

func shots(from []samples.Shot) []ui.Shot {
	var to []ui.Shot
	for _, s := range from {
		to = append(to, ui.Shot(s))
	}
	return to
}

// lightBackground reads COLORFGBG, which some terminals set to "text;background"
// in the sixteen colours. The terminal itself is not asked: one that does not
// answer would hold the first frame up, and one that answers late would type.
func lightBackground(getenv func(string) string) bool {
	_, background, ok := strings.Cut(getenv("COLORFGBG"), ";")
	if i := strings.LastIndex(background, ";"); i >= 0 {
		background = background[i+1:]
	}
	return ok && (background == "7" || background == "15")
}

func detectTheme(getenv func(string) string) theme.Options {
	lipgloss.SetHasDarkBackground(!lightBackground(getenv))
	return ui.DetectTheme(getenv)
}
