package scan

import (
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"signalbox/engine/jslit"
)

// syntaxFault is a syntax error as esbuild reports it.
type syntaxFault struct {
	text   string
	line   int
	column int
}

// parseSource reads a source file. Where the fast reader gives up or suspects
// an error, esbuild has the last word: it finds the error with its place, or it
// rewrites the file into plain JavaScript that the fast reader takes. Places in
// such a file are those of the rewritten text, which hardly ever happens.
func parseSource(name string, text []byte) (*jslit.Module, *syntaxFault) {
	m := jslit.Parse(name, text)
	if m.Fault == nil && !m.Suspect {
		return m, nil
	}
	result := api.Transform(string(text), api.TransformOptions{
		Loader: loaderOf(name), Sourcefile: name, LogLevel: api.LogLevelSilent,
		Format: api.FormatDefault, JSX: api.JSXAutomatic, TsconfigRaw: "{}",
	})
	switch {
	case len(result.Errors) > 0:
		return m, faultOf(result.Errors[0])
	case m.Fault != nil:
		return jslit.ParseAs(jslit.JavaScript, result.Code), nil
	}
	return m, nil
}

func faultOf(m api.Message) *syntaxFault {
	f := &syntaxFault{text: m.Text, line: 1, column: 1}
	if m.Location != nil {
		f.line, f.column = m.Location.Line, m.Location.Column+1
	}
	return f
}

func loaderOf(name string) api.Loader {
	switch {
	case strings.HasSuffix(name, ".tsx"):
		return api.LoaderTSX
	case jslit.DialectOf(name) == jslit.TypeScript:
		return api.LoaderTS
	}
	return api.LoaderJSX
}
