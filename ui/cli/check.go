package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"signalbox/engine/diag"
	"signalbox/workspace"
)

func (a *app) checkCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Report every problem of the tree",
		Long: `Reports every problem, each with the files, a URL that shows it, what Next.js says
and at which stage it refuses, and how to put it right. Next.js itself stops at
the first. The exit code is 1 if any is an error. Files are named relative to the
project; in the formats github and sarif, relative to the current folder.`,
		Args: between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.check(cmd.Context(), args, format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`FORMAT` of the report: text, json, github or sarif")
	return cmd
}

func (a *app) check(ctx context.Context, dirs []string, format string) error {
	write, ok := map[string]func([]diag.Diagnostic) error{
		"text": a.checkText, "json": a.checkJSON, "github": a.checkGitHub, "sarif": a.checkSARIF,
	}[format]
	if !ok {
		return fmt.Errorf("--format %s: text, json, github or sarif", format)
	}
	p, err := a.project(dirs)
	if err != nil {
		return err
	}
	t, err := a.tableOf(ctx, p)
	if err != nil {
		return err
	}
	problems := t.Problems
	if format == "github" || format == "sarif" { // whose readers start where CI does
		problems = a.fromHere(p, problems)
	}
	if err := write(problems); err != nil {
		return err
	}
	if errs, _ := count(problems); errs > 0 {
		return answerNo
	}
	return nil
}

// fromHere names the files of problems relative to the current folder, where
// they lie below it.
func (a *app) fromHere(p *workspace.Project, problems []diag.Diagnostic) []diag.Diagnostic {
	problems = slices.Clone(problems)
	for i := range problems {
		problems[i].Spans = slices.Clone(problems[i].Spans)
		for j := range problems[i].Spans {
			file := &problems[i].Spans[j].File
			if rel, err := filepath.Rel(a.Dir, p.PathOf(*file)); err == nil && filepath.IsLocal(rel) {
				*file = filepath.ToSlash(rel)
			}
		}
	}
	return problems
}

func (a *app) checkJSON(problems []diag.Diagnostic) error {
	return writeJSON(a.out, map[string]any{"problems": problemsJSON(problems)}, true)
}

// checkText writes a paragraph for each problem.
func (a *app) checkText(problems []diag.Diagnostic) error {
	for i := range problems {
		a.writeProblem(&problems[i])
		fmt.Fprintln(a.out)
	}
	errs, warnings := count(problems)
	fmt.Fprintf(a.Stderr, "%s, %s\n", plural(errs, "error"), plural(warnings, "warning"))
	return nil
}

func (a *app) writeProblem(d *diag.Diagnostic) {
	fmt.Fprintf(a.out, "%s %s: %s\n", a.paint(d.Severity, d.Severity.String()), d.Code, printable(d.Message))
	for _, s := range d.Spans {
		line := "  at " + place(s.Pos)
		if s.Label != "" {
			line += "  " + printable(s.Label)
		}
		fmt.Fprintln(a.out, line)
	}
	if d.Witness != "" {
		fmt.Fprintf(a.out, "  seen at %s\n", printable(d.Witness))
	}
	if d.Next != "" {
		fmt.Fprintf(a.out, "  next %s: %s\n", stageWord(d.Stage), strings.ReplaceAll(strings.TrimSpace(d.Next), "\n", "\n    "))
	}
	for _, n := range d.Notes {
		fmt.Fprintf(a.out, "  note: %s\n", printable(n))
	}
	if d.Fix != nil {
		fmt.Fprintf(a.out, "  fix: %s\n", printable(d.Fix.Title))
	}
}

// stageWord names the command of Next that refuses.
func stageWord(s diag.Stage) string {
	if s == diag.StageNone {
		return "says"
	}
	return string(s)
}

// place is FILE:LINE:COLUMN as far as it is known.
func place(p diag.Pos) string {
	text := printable(p.File)
	if p.Line > 0 {
		text += fmt.Sprintf(":%d", p.Line)
		if p.Column > 0 {
			text += fmt.Sprintf(":%d", p.Column)
		}
	}
	return text
}

// checkGitHub writes the workflow commands that GitHub shows as annotations.
func (a *app) checkGitHub(problems []diag.Diagnostic) error {
	value := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for i := range problems {
		d := &problems[i]
		var where string
		if len(d.Spans) > 0 {
			s := d.Spans[0]
			where = "file=" + property.Replace(s.File) + ","
			if s.Line > 0 {
				where += fmt.Sprintf("line=%d,", s.Line)
			}
			if s.Column > 0 {
				where += fmt.Sprintf("col=%d,", s.Column)
			}
		}
		if _, err := fmt.Fprintf(a.out, "::%s %stitle=%s::%s\n", d.Severity, where, property.Replace(string(d.Code)), value.Replace(d.Message)); err != nil {
			return err
		}
	}
	return nil
}
