package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/afero"
	"github.com/spf13/cobra"

	"signalbox/engine/typegen"
	"signalbox/workspace"
)

func (a *app) typegenCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "typegen [DIR]",
		Short: "Write the route types, as next typegen does",
		Long: `Writes .next/types/{routes.d.ts,validator.ts,cache-life.d.ts,root-params.d.ts} and
next-env.d.ts: the global types RouteContext, PageProps and LayoutProps for every
route of the project, and the checks of its exports.`,
		Args: between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if a.sample != "" && out == "" {
				return fmt.Errorf("a sample has no folder on disk: name one with --out")
			}
			p, err := a.project(args)
			if err != nil {
				return err
			}
			files, err := a.types(cmd.Context(), p)
			if err != nil {
				return err
			}
			dir := p.Dir()
			if out != "" {
				dir = a.absolute(out)
			}
			return a.writeTypes(dir, files)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "write below this `DIR` instead of the project folder")
	return cmd
}

func (a *app) types(ctx context.Context, p *workspace.Project) ([]typegen.File, error) {
	e, err := a.still(ctx, p)
	if err != nil {
		return nil, err
	}
	defer e.Close()
	return typegen.Generate(typegen.Input{FS: p.Snapshot(), Root: e.Table().Root, Config: e.Config()})
}

// writeTypes writes the files that differ from what is there, and names all. So a
// second run touches nothing, and works in a folder that cannot be written.
func (a *app) writeTypes(dir string, files []typegen.File) error {
	for _, f := range files {
		full := filepath.Join(dir, filepath.FromSlash(f.Name))
		before, err := afero.ReadFile(a.Fs, full)
		if f.Name == "next-env.d.ts" {
			f.Text = withEndings(f.Text, string(before))
		}
		if err != nil || string(before) != f.Text {
			if err := a.writeFile(full, f.Text); err != nil {
				return fmt.Errorf("cannot write the types: %w", err)
			}
		}
		fmt.Fprintln(a.out, full)
	}
	return nil
}

func (a *app) writeFile(full, text string) error {
	if err := a.Fs.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return err
	}
	return afero.WriteFile(a.Fs, full, []byte(text), 0o644)
}

// withEndings gives a text the line ends of the file that it replaces, as Next
// does for the one generated file that people keep in their history.
func withEndings(text, before string) string {
	if i := strings.IndexByte(before, '\n'); i > 0 && before[i-1] == '\r' {
		return strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}
