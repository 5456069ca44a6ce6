package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/term"
	"github.com/muesli/termenv"

	"signalbox/ui/terminal"
	"signalbox/ui/theme"
)

// Run shows the program on the terminal until the person leaves it.
func Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if !terminal.Supported || !term.IsTerminal(os.Stdin.Fd()) {
		return runPlain(ctx, o)
	}
	screen, err := terminal.Open(os.Stdin, os.Stdout, !o.NoMouse)
	if err != nil {
		return fmt.Errorf("the terminal can't be taken over: %w", err)
	}
	defer screen.Close()
	if o.Clipboard == nil {
		o.Clipboard = screen.Send
	}
	m := New(ctx, o)
	m.screen = screen
	s := shield{drawn{m, screen}, &fault{}}
	program := tea.NewProgram(s, tea.WithContext(ctx), tea.WithoutRenderer(), tea.WithoutCatchPanics())
	s.fault.quit = program.Quit
	go screen.Resized(ctx, func(w, h int) { program.Send(tea.WindowSizeMsg{Width: w, Height: h}) })
	_, err = program.Run()
	return ended(ctx, s.fault, err)
}

// runPlain leaves the drawing to Bubble Tea.
func runPlain(ctx context.Context, o Options) error {
	if o.Clipboard == nil {
		o.Clipboard = func(s string) error { _, err := io.WriteString(os.Stdout, s); return err }
	}
	settings := []tea.ProgramOption{tea.WithAltScreen(), tea.WithContext(ctx), tea.WithoutCatchPanics()}
	if !o.NoMouse {
		settings = append(settings, tea.WithMouseCellMotion())
	}
	s := shield{New(ctx, o), &fault{}}
	program := tea.NewProgram(s, settings...)
	s.fault.quit = program.Quit
	_, err := program.Run()
	return ended(ctx, s.fault, err)
}

// ended is nil where the person left, or the caller ended ctx; the fault where
// there was one.
func ended(ctx context.Context, f *fault, err error) error {
	if met := f.take(); met != nil {
		return met
	}
	if err == nil || errors.Is(err, tea.ErrInterrupted) || ctx.Err() != nil {
		return nil
	}
	return fmt.Errorf("the terminal UI ended: %w", err)
}

// drawn is a Model whose frames go to a Screen.
type drawn struct {
	*Model
	screen *terminal.Screen
}

// Update keeps the wrapper around the model.
func (d drawn) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := d.Model.Update(msg)
	return d, cmd
}

// View hands the frame to the screen; Bubble Tea has nothing to draw.
func (d drawn) View() string {
	d.screen.Draw(d.Model.View())
	return ""
}

// foreign is a program that gets the terminal for itself, as $EDITOR does.
type foreign struct {
	*exec.Cmd
	screen *terminal.Screen
}

// SetStdin gives the program the terminal's input, whatever Bubble Tea reads.
func (f foreign) SetStdin(io.Reader) { f.Stdin = os.Stdin }

// SetStdout gives it the terminal's output.
func (f foreign) SetStdout(io.Writer) { f.Stdout = os.Stdout }

// SetStderr gives it the terminal for its errors.
func (f foreign) SetStderr(io.Writer) { f.Stderr = os.Stderr }

// Run gives the terminal away, runs the program and takes it back.
func (f foreign) Run() error {
	return errors.Join(f.screen.Suspend(), f.Cmd.Run(), f.screen.Resume())
}

// hand runs a program on the terminal.
func (m *Model) hand(c *exec.Cmd, then tea.ExecCallback) tea.Cmd {
	if m.screen == nil {
		return tea.ExecProcess(c, then)
	}
	return tea.Exec(foreign{c, m.screen}, then)
}

// suspend gives the terminal to the shell that started the program, until it
// says "fg".
func (m *Model) suspend() tea.Cmd {
	if m.screen == nil {
		return tea.Suspend
	}
	return tea.Exec(asleep{m.screen}, func(err error) tea.Msg { return copiedMsg{err: err} })
}

// asleep is the program while the shell has the terminal.
type asleep struct{ screen *terminal.Screen }

// SetStdin changes nothing: who sleeps reads nothing.
func (asleep) SetStdin(io.Reader) {}

// SetStdout changes nothing.
func (asleep) SetStdout(io.Writer) {}

// SetStderr changes nothing.
func (asleep) SetStderr(io.Writer) {}

// Run sleeps.
func (a asleep) Run() error { return a.screen.Sleep() }

// switchMouse turns the terminal's mouse reports on or off.
func (m *Model) switchMouse(on bool) tea.Cmd {
	switch screen := m.screen; {
	case screen != nil:
		return func() tea.Msg { return copiedMsg{err: screen.Mouse(on)} }
	case on:
		return tea.EnableMouseCellMotion
	}
	return tea.DisableMouse
}

// DetectTheme tells what the terminal is like: its colours, whether its
// background is dark, whether it can draw more than ASCII. getenv is os.Getenv.
//
// SIGNALBOX_THEME is "light", "dark" or "none" and wins over what the terminal
// says; NO_COLOR is honoured by the colour profile.
func DetectTheme(getenv func(string) string) theme.Options {
	o := theme.Options{Profile: lipgloss.ColorProfile(), Dark: lipgloss.HasDarkBackground(), ASCII: !unicode(getenv)}
	switch getenv("SIGNALBOX_THEME") {
	case "light":
		o.Dark = false
	case "dark":
		o.Dark = true
	case "none":
		o.Profile = termenv.Ascii
	}
	if getenv("NO_COLOR") != "" {
		o.Profile = termenv.Ascii
	}
	return o
}

// unicode reports whether the locale, where one is named, is a UTF-8 one. With
// none named most terminals of today still draw UTF-8, except the Linux console
// and those that call themselves dumb.
func unicode(getenv func(string) string) bool {
	if t := getenv("TERM"); t == "linux" || t == "dumb" {
		return false
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToUpper(getenv(name)); v != "" {
			return v != "C" && v != "POSIX" && (strings.Contains(v, "UTF-8") || strings.Contains(v, "UTF8"))
		}
	}
	return true
}
