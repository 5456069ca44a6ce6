package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// between accepts at least and at most so many arguments. What is missing or too
// much is named by the words of the command's usage: "match needs a URL".
func between(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		name, words, _ := strings.Cut(cmd.Use, " ")
		usage := cmd.CommandPath() + " " + words
		if !cmd.HasParent() {
			name, usage = cmd.Use, cmd.Use
		}
		switch {
		case len(args) < least:
			return fmt.Errorf("%s needs %s: %s", name, needed(strings.Fields(words)), usage)
		case len(args) > most && most == 0:
			return fmt.Errorf("%q is too much: %s takes no arguments", args[0], cmd.CommandPath())
		case len(args) > most:
			return fmt.Errorf("%q is too much: %s", args[most], usage)
		}
		return nil
	}
}

// needed lists the words of a usage that stand in no brackets: "METHOD and URL".
func needed(words []string) string {
	words = slices.DeleteFunc(words, func(w string) bool { return strings.HasPrefix(w, "[") })
	return strings.Join(words, " and ")
}

// flagError puts what pflag says of a flag into a sentence.
func flagError(cmd *cobra.Command, err error) error {
	var value *pflag.InvalidValueError
	var lacks *pflag.ValueRequiredError
	switch {
	case errors.As(err, &value) && value.GetFlag().Value.Type() == "int":
		err = fmt.Errorf("--%s %s: it takes a whole number", value.GetFlag().Name, value.GetValue())
	case errors.As(err, &value) && value.GetFlag().Value.Type() == "bool":
		err = fmt.Errorf("--%s %s: it stands alone, without a value", value.GetFlag().Name, value.GetValue())
	case errors.As(err, &lacks):
		word, _ := pflag.UnquoteUsage(lacks.GetFlag())
		err = fmt.Errorf("--%s needs a value: --%[1]s %s", lacks.GetFlag().Name, word)
	}
	return fmt.Errorf("%w (see: %s --help)", err, cmd.CommandPath())
}

// helpCommand is cobra's, but for a word that is no command: that is wrong usage.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Say how a command is used",
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return fmt.Errorf("%s is no command (see: signalbox help)", strings.Join(args, " "))
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	}
}

// completionCommand writes a completion script.
func (a *app) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:       "completion SHELL",
		Short:     "Write a completion script for bash, zsh, fish or powershell",
		Example:   "  source <(signalbox completion bash)",
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		Args:      between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			write, ok := map[string]func(io.Writer) error{
				"bash":       func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
				"zsh":        root.GenZshCompletion,
				"fish":       func(w io.Writer) error { return root.GenFishCompletion(w, true) },
				"powershell": root.GenPowerShellCompletionWithDesc,
			}[args[0]]
			if !ok {
				return fmt.Errorf("completion %s: bash, zsh, fish or powershell", args[0])
			}
			return write(a.out)
		},
	}
}
