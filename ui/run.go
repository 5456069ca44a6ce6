package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"signalbox/ui/theme"
)

// Run shows the program on the terminal until the person leaves it.
func Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if o.Clipboard == nil {
		o.Clipboard = func(s string) error { _, err := io.WriteString(os.Stdout, s); return err }
	}
	settings := []tea.ProgramOption{tea.WithAltScreen(), tea.WithContext(ctx)}
	if !o.NoMouse {
		settings = append(settings, tea.WithMouseCellMotion())
	}
	_, err := tea.NewProgram(New(ctx, o), settings...).Run()
	switch {
	case err == nil, errors.Is(err, tea.ErrInterrupted), ctx.Err() != nil:
		return nil
	}
	return fmt.Errorf("the terminal UI ended: %w", err)
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
