package highlight

import (
	"embed"
	"path"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// Chroma's own package of lexers reads some three hundred descriptions while the
// program is initialised, which took longer than all the rest of its start, for
// every command. These are the few that a Next.js project needs, copied from
// Chroma (see lexers/COPYING) and read when the first text of the kind is shown.
//
//go:embed lexers/*.xml
var descriptions embed.FS

// language reads a description once.
func language(name string) func() chroma.Lexer {
	return sync.OnceValue(func() chroma.Lexer {
		lexer, err := chroma.NewXMLLexer(descriptions, "lexers/"+name+".xml")
		if err != nil {
			return nil // the texts stay plain; a test reads every description
		}
		return lexer
	})
}

var (
	typescript = language("typescript") // with JSX, and all of JavaScript
	json       = language("json")
	css        = language("css")
	yaml       = language("yaml")
	ini        = language("ini")
	xml        = language("xml")
)

// lexerOf returns the lexer for a file by its name, nil where its text stays
// plain.
func lexerOf(name string) chroma.Lexer {
	switch path.Ext(name) {
	case ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs":
		return typescript()
	case ".json", ".webmanifest":
		return json()
	case ".css":
		return css()
	case ".yaml", ".yml":
		return yaml()
	case ".svg", ".xml", ".html":
		return xml()
	}
	if matched, err := path.Match(".env*", path.Base(name)); err == nil && matched {
		return ini()
	}
	return nil
}
