package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"signalbox/samples"
)

func (a *app) samplesCommand() *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use:   "samples [NAME]",
		Short: "List the samples, or write one out",
		Args:  between(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 && to != "" {
				return fmt.Errorf("--to %s: name the sample to write", to)
			}
			if len(args) == 0 {
				return a.listSamples()
			}
			return a.writeSample(args[0], to)
		},
	}
	cmd.Flags().StringVar(&to, "to", "", "write into this `DIR` (default: a folder of the sample's name)")
	return cmd
}

func (a *app) listSamples() error {
	for _, name := range samples.Names() {
		s, err := samples.Load(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "%-8s %s\n", s.Name, s.About)
	}
	return nil
}

func (a *app) writeSample(name, to string) error {
	s, err := samples.Load(name)
	if err != nil {
		return err
	}
	if to == "" {
		to = name
	}
	dir := a.absolute(to)
	if err := s.WriteTo(a.Fs, dir); err != nil {
		return err
	}
	fmt.Fprintf(a.Stderr, "wrote %s\n", plural(len(s.Files), "file"))
	_, err = fmt.Fprintln(a.out, dir)
	return err
}
