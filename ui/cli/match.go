package cli

import (
	"bufio"
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"signalbox/engine/match"
)

type jsonMatch struct {
	Method   string     `json:"method"`
	URL      string     `json:"url"`
	Status   int        `json:"status"`
	Route    *string    `json:"route"`
	Kind     *string    `json:"kind"`
	File     *string    `json:"file"`
	Params   paramsJSON `json:"params"`
	Location string     `json:"location,omitempty"`
	Allow    string     `json:"allow,omitempty"`
	Reason   string     `json:"reason,omitempty"`
	Steps    []jsonStep `json:"steps"`
}

type jsonStep struct {
	Candidate string `json:"candidate"`
	Verdict   string `json:"verdict"`
	Reason    string `json:"reason"`
}

func (a *app) matchCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "match [METHOD] URL [DIR]",
		Short: "Say which file answers a URL, and why",
		Long: `Says which file answers, with the params as it sees them, and why every other
candidate lost. No handler runs: the status is what the routing alone decides.
METHOD is GET where it is left out. With - in the place of URL, lines "METHOD URL"
are read from standard input. The exit code is 1 where nothing matches.`,
		Example: `  signalbox match /users/42
  signalbox match POST /api/orders ./web
  cut -d' ' -f1,2 access.log | signalbox match - ./web --json`,
		Args: between(1, 3),
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] == "-" {
				return a.matchLines(cmd, args[1:], asJSON)
			}
			method, target, dirs, err := matchArgs(args)
			if err != nil {
				return err
			}
			e, err := a.stillAt(cmd.Context(), dirs)
			if err != nil {
				return err
			}
			defer e.Close()
			found, err := a.writeMatch(e, method, target, asJSON)
			if err == nil && !found {
				return answerNo
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a line")
	return cmd
}

// matchArgs tells [METHOD] URL [DIR] apart: a URL has a slash or a scheme first,
// a method never.
func matchArgs(args []string) (method, target string, dirs []string, err error) {
	method = "GET"
	if !isURL(args[0]) {
		if len(args) < 2 || !isURL(args[1]) {
			return "", "", nil, fmt.Errorf("%q is no URL: it begins with / or http://", args[min(1, len(args)-1)])
		}
		method, args = args[0], args[1:]
	}
	if len(args) > 2 {
		return "", "", nil, fmt.Errorf("%q is too much: match [METHOD] URL [DIR]", args[2])
	}
	return method, args[0], args[1:], nil
}

func isURL(s string) bool {
	return strings.HasPrefix(s, "/") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// target is the path and query of a URL, as they go into a request line.
func target(text string) string {
	if strings.HasPrefix(text, "/") {
		text, _, _ = strings.Cut(text, "#")
		return text
	}
	_, rest, _ := strings.Cut(text, "://")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest, _, _ = strings.Cut(rest[i:], "#")
		if strings.HasPrefix(rest, "/") {
			return rest
		}
		return "/" + rest
	}
	return "/"
}

// host is the host of an absolute URL, "" for a path.
func host(text string) string {
	if u, err := url.Parse(text); err == nil {
		return u.Host
	}
	return ""
}

// matchLines answers each line of standard input.
func (a *app) matchLines(cmd *cobra.Command, dirs []string, asJSON bool) error {
	if len(dirs) > 1 {
		return fmt.Errorf("%q is too much: match - [DIR]", dirs[1])
	}
	e, err := a.stillAt(cmd.Context(), dirs)
	if err != nil {
		return err
	}
	defer e.Close()
	lines := bufio.NewScanner(a.Stdin)
	lines.Buffer(nil, 1<<20)
	asked, answered := 0, 0
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) == 0 {
			continue
		}
		asked++
		method := "GET"
		if len(fields) > 1 && !isURL(fields[0]) {
			method, fields = fields[0], fields[1:]
		}
		found, err := a.writeMatch(e, method, fields[0], asJSON)
		if err != nil {
			return err
		}
		if found {
			answered++
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("cannot read standard input: %w", err)
	}
	if asked > 0 && answered == 0 {
		return answerNo
	}
	return nil
}

// writeMatch answers one request and says whether anything took it.
func (a *app) writeMatch(e Engine, method, text string, asJSON bool) (found bool, err error) {
	r := e.Match(method, target(text))
	switch r.Outcome {
	case match.NotFound, match.BadRequest, match.ServerError:
	case match.Routed, match.File, match.Asset, match.LegacyPage, match.Redirected, match.External, match.ProxyReply:
		found = true
	}
	if asJSON {
		return found, writeJSON(a.out, matchJSON(method, text, &r), false)
	}
	return found, a.matchText(method, text, &r)
}

func matchJSON(method, text string, r *match.Result) jsonMatch {
	route, kind, file := owner(r)
	out := jsonMatch{
		Method: method, URL: text, Status: r.Status, Route: optional(route), Kind: optional(kind), File: optional(file),
		Params: paramsJSON(r.Params), Location: r.Location, Allow: r.Allow, Reason: r.Reason, Steps: []jsonStep{},
	}
	for _, s := range r.Steps {
		out.Steps = append(out.Steps, jsonStep{s.Candidate, s.Verdict.String(), s.Reason})
	}
	return out
}

// owner names what takes a request.
func owner(r *match.Result) (path, kind, file string) {
	switch {
	case r.Route != nil:
		return r.Route.Path, r.Route.Kind.String(), r.Route.File
	case r.Outcome == match.File:
		return "", "public", r.File()
	case r.Outcome == match.LegacyPage:
		return r.Page, "pages", ""
	}
	return "", "", ""
}

func (a *app) matchText(method, text string, r *match.Result) error {
	path, kind, file := owner(r)
	fmt.Fprintf(a.out, "%d %s %s", r.Status, printable(method), printable(text))
	switch {
	case file != "":
		fmt.Fprintf(a.out, "  →  %s", printable(file))
	case r.Location != "":
		fmt.Fprintf(a.out, "  →  %s", printable(r.Location))
	}
	fmt.Fprintln(a.out)
	if kind != "" {
		fmt.Fprintf(a.out, "  route   %s (%s)\n", printable(path), kind)
	}
	for _, p := range r.Params {
		value := fmt.Sprintf("%q", p.Value)
		if p.CatchAll {
			value = fmt.Sprintf("%q", p.Values)
		}
		fmt.Fprintf(a.out, "  param   %s = %s\n", printable(p.Name), value)
	}
	if r.Reason != "" {
		fmt.Fprintf(a.out, "  reason  %s\n", printable(r.Reason))
	}
	for _, s := range r.Steps {
		fmt.Fprintf(a.out, "  %s %-9s %s: %s\n", verdictMark(s.Verdict), s.Verdict, printable(s.Candidate), printable(s.Reason))
	}
	return nil
}

func verdictMark(v match.Verdict) string {
	switch v {
	case match.Chosen:
		return "✓"
	case match.Applied:
		return "·"
	case match.Rejected, match.Beaten:
	}
	return "✗"
}
