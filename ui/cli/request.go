package cli

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"signalbox/engine"
	"signalbox/engine/jsrt"
	"signalbox/engine/trace"
)

// requestFlags are the flags of the request command.
type requestFlags struct {
	headers  []string
	body     string
	include  bool
	trace    bool
	json     bool
	fail     bool
	repeat   int
	allowNet []string
}

type jsonExchange struct {
	Method     string      `json:"method"`
	URL        string      `json:"url"`
	Status     int         `json:"status"`
	StatusText string      `json:"statusText"`
	Headers    [][2]string `json:"headers"`
	Body       string      `json:"body"`
	Base64     bool        `json:"base64,omitempty"` // Body is binary
	Route      *string     `json:"route"`
	Kind       *string     `json:"kind"`
	File       *string     `json:"file"`
	Millis     float64     `json:"ms"`
	Trace      []jsonEvent `json:"trace"`
}

func (a *app) requestCommand() *cobra.Command {
	var f requestFlags
	cmd := &cobra.Command{
		Use:   "request METHOD URL [DIR]",
		Short: "Send one request to the real handler, in process",
		Long: `Runs the whole pipeline for one request and prints the body of the answer.
Nothing listens on a port, and nothing but the code that the request needs is
loaded. --repeat sends it again to the same engine, which shows what is cached.`,
		Example: `  signalbox request GET /api/hello -i
  signalbox request POST /api/echo -H content-type:application/json -d '{"a":1}'
  signalbox request GET /items --repeat 2 --trace`,
		Args: between(2, 3),
		RunE: func(cmd *cobra.Command, args []string) error { return a.request(cmd.Context(), args, &f) },
	}
	flags := cmd.Flags()
	flags.StringArrayVarP(&f.headers, "header", "H", nil, "send a header, `NAME:VALUE`; may be repeated")
	flags.StringVarP(&f.body, "data", "d", "", "send a `BODY`; @FILE reads a file, - standard input")
	flags.BoolVarP(&f.include, "include", "i", false, "print the status and the headers before the body")
	flags.BoolVar(&f.trace, "trace", false, "print what happened, and why, on standard error")
	flags.BoolVar(&f.json, "json", false, "print one JSON object a request, with the trace")
	flags.BoolVar(&f.fail, "fail", false, "exit with 1 where the status is 500 or more")
	flags.IntVar(&f.repeat, "repeat", 1, "send it `N` times")
	allowNetFlag(cmd, &f.allowNet)
	return cmd
}

// allowNetFlag adds --allow-net, which alone means every host.
func allowNetFlag(cmd *cobra.Command, hosts *[]string) {
	cmd.Flags().StringSliceVar(hosts, "allow-net", nil, "let handlers reach these `HOSTS` (alone: every host)")
	cmd.Flags().Lookup("allow-net").NoOptDefVal = "*"
}

func (a *app) request(ctx context.Context, args []string, f *requestFlags) error {
	method, url := args[0], args[1]
	if !isURL(url) {
		return fmt.Errorf("%q is no URL: it begins with / or http://", url)
	}
	if f.repeat < 1 {
		return fmt.Errorf("--repeat %d: at least once", f.repeat)
	}
	headers, err := parseHeaders(f.headers)
	if err != nil {
		return err
	}
	body, err := a.readInput(f.body)
	if err != nil {
		return err
	}
	o := a.engineOptions()
	o.OneShot, o.AllowNet = true, f.allowNet
	if !f.json && !f.trace {
		o.Console = a.console
	}
	p, err := a.project(args[2:])
	if err != nil {
		return err
	}
	e, err := a.open(ctx, p, o)
	if err != nil {
		return err
	}
	defer e.Close()
	worst := 0
	for range f.repeat {
		r := engine.Request{Method: method, Target: target(url), Host: host(url), Header: headers}
		if len(body) > 0 {
			r.Body = bytes.NewReader(body)
		}
		status, err := a.send(ctx, e, r, url, f)
		if err != nil {
			return err
		}
		worst = max(worst, status)
	}
	if f.fail && worst >= 500 {
		return answerNo
	}
	return nil
}

func parseHeaders(lines []string) ([]jsrt.Header, error) {
	var headers []jsrt.Header
	for _, line := range lines {
		name, value, ok := strings.Cut(line, ":")
		switch name = strings.TrimSpace(name); {
		case !ok || name == "" || strings.ContainsAny(line, "\r\n\x00"):
			return nil, fmt.Errorf("-H %q: a header is NAME:VALUE", line)
		case strings.ContainsFunc(name, func(c rune) bool { return !isToken(c) }):
			return nil, fmt.Errorf("-H %q: the name of a header has letters, digits and hyphens only", line)
		}
		headers = append(headers, jsrt.Header{Name: name, Value: strings.TrimSpace(value)})
	}
	return headers, nil
}

// isToken reports whether a character may stand in the name of a header (RFC 9110).
func isToken(c rune) bool {
	return c > ' ' && c < 0x7f && !strings.ContainsRune("\"(),/:;<=>?@[\\]{}", c)
}

// send sends a request and writes the answer in the form asked for.
func (a *app) send(ctx context.Context, e Engine, r engine.Request, url string, f *requestFlags) (status int, err error) {
	began := a.Now()
	x, err := e.Do(ctx, r)
	if err != nil {
		return 0, &exitError{1, fmt.Errorf("the request failed: %w", err)}
	}
	defer x.Response.Body.Close()
	if f.json {
		return x.Response.Status, a.writeExchange(x, r.Method, url, began)
	}
	if f.include {
		a.writeHead(x.Response)
	}
	length, err := a.writeBody(x.Response.Body)
	if err != nil {
		return 0, err
	}
	if err := x.Response.Body.Close(); err != nil {
		fmt.Fprintf(a.Stderr, "signalbox: the body ended early: %v\n", err)
	}
	switch {
	case f.trace:
		writeTrace(a.Stderr, x.Trace())
	case x.Response.Status >= 500:
		fmt.Fprintf(a.Stderr, "signalbox: %d%s (--trace tells more)\n", x.Response.Status, failure(x.Trace()))
	case x.Response.Status >= 400 && length == 0:
		fmt.Fprintf(a.Stderr, "signalbox: %d %s, with an empty body%s\n", x.Response.Status, statusText(x.Response), refusal(x.Trace()))
	}
	return x.Response.Status, nil
}

func (a *app) writeHead(r *engine.Response) {
	fmt.Fprintf(a.out, "HTTP/1.1 %d %s\n", r.Status, statusText(r))
	for _, h := range r.Header {
		fmt.Fprintf(a.out, "%s: %s\n", h.Name, h.Value)
	}
	fmt.Fprintln(a.out)
}

func statusText(r *engine.Response) string {
	if r.StatusText == "" {
		return http.StatusText(r.Status)
	}
	return printable(r.StatusText)
}

// writeBody passes a body on as it comes, so that a stream is seen in time. A
// body that breaks off is said; what came of it has been written.
func (a *app) writeBody(body io.Reader) (length int, err error) {
	buf := make([]byte, 32<<10)
	last := byte('\n')
	for {
		n, err := body.Read(buf)
		length += n
		if n > 0 {
			last = buf[n-1]
			if _, err := a.out.Write(buf[:n]); err != nil {
				return length, err
			}
			if err := a.out.Flush(); err != nil {
				return length, err
			}
		}
		if err != nil {
			if a.Terminal && last != '\n' {
				fmt.Fprintln(a.out)
			}
			if !errors.Is(err, io.EOF) {
				fmt.Fprintf(a.Stderr, "signalbox: the body broke off: %v\n", err)
			}
			return length, nil
		}
	}
}

func (a *app) writeExchange(x *engine.Exchange, method, url string, began time.Time) error {
	body, err := io.ReadAll(x.Response.Body)
	if err != nil {
		fmt.Fprintf(a.Stderr, "signalbox: the body broke off: %v\n", err)
	}
	x.Response.Body.Close()
	out := jsonExchange{
		Method: method, URL: url, Status: x.Response.Status, StatusText: x.Response.StatusText, Headers: [][2]string{},
		Body: string(body), Route: optional(x.Route), Kind: optional(x.Kind), File: optional(x.File),
		Millis: float64(a.Now().Sub(began).Microseconds()) / 1000, Trace: traceJSON(x.Trace()),
	}
	if !utf8.Valid(body) {
		out.Body, out.Base64 = base64.StdEncoding.EncodeToString(body), true
	}
	for _, h := range x.Response.Header {
		out.Headers = append(out.Headers, [2]string{h.Name, h.Value})
	}
	return writeJSON(a.out, out, false)
}

// failure is the last thing in a trace that explains a 5xx, as a clause.
func failure(entries []trace.Entry) string {
	for _, e := range slices.Backward(entries) {
		switch e := e.Event.(type) {
		case trace.Limited:
			return ": " + e.Text
		case trace.Thrown:
			return ": " + e.Message + at(e.Pos)
		case trace.Unsupported:
			return ": not supported: " + e.What + at(e.Pos)
		}
	}
	return ""
}

// refusal is why a method was not answered, as a clause.
func refusal(entries []trace.Entry) string {
	for _, e := range entries {
		if m, ok := e.Event.(trace.MethodChosen); ok && m.Runs == "" && m.Reason != "" {
			return ": " + m.Reason
		}
	}
	return ""
}

// writeTrace prints one line for each event.
func writeTrace(w io.Writer, entries []trace.Entry) {
	for _, e := range entries {
		fmt.Fprintf(w, "%9.2f ms  %s\n", float64(e.At.Microseconds())/1000, strings.ReplaceAll(describe(e.Event), "\n", "\n              "))
	}
}
