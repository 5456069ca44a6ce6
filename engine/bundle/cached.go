package bundle

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// directive finds 'use cache' in its forms, as esbuild prints a directive.
var directive = regexp.MustCompile(`"use cache(?:: [\w-]+)?";`)

// markCached makes functions that say 'use cache' go through the machine's
// cache. esbuild first turns the file into plain JavaScript; then
//
//	async function f(a) { "use cache"; BODY }
//
// becomes
//
//	async function f(a) { return globalThis[Symbol.for("signalbox.cached")]("file#1", [...arguments], async () => { BODY }); }
//
// on the same lines, so that the source map still fits; 'use cache: private'
// adds a last argument, true. An arrow function has
// no arguments of its own: there the names of its parameters stand for them.
func markCached(file, text string, loader api.Loader, tsconfig string) (string, api.Loader) {
	if !strings.Contains(text, "use cache") {
		return text, loader
	}
	out := api.Transform(text, api.TransformOptions{
		Loader: loader, Sourcefile: file, Sourcemap: api.SourceMapInline, SourcesContent: api.SourcesContentExclude,
		Target: api.ES2023, JSX: api.JSXAutomatic, TsconfigRaw: tsconfig, LogLevel: api.LogLevelSilent,
	})
	if len(out.Errors) > 0 {
		return text, loader // the build itself says what is wrong
	}
	code := string(out.Code)
	if at := directive.FindStringIndex(code); at != nil && strings.TrimSpace(code[:at[0]]) == "" {
		code = code[:at[0]] + strings.Repeat(" ", at[1]-at[0]) + code[at[1]:]
		code = markExports(code)
	}
	return wrapCached(file, code), api.LoaderJS
}

// exported finds the functions that a file exports, up to their parameters.
var exported = regexp.MustCompile(`(?m)^(?:export )?(?:default )?async function\s*[\w$]*\(|^(?:export )?const [\w$]+ = async (?:function\s*[\w$]*)?\(`)

// markExports puts the directive into each exported function of a file that
// begins with it.
func markExports(code string) string {
	var b strings.Builder
	last := 0
	for _, m := range exported.FindAllStringIndex(code, -1) {
		end := closing(code, m[1]-1)
		if end < 0 {
			continue
		}
		open := strings.IndexByte(code[end:], '{')
		if open < 0 || strings.Trim(code[end+1:end+open], " =>\n") != "" {
			continue
		}
		at := end + open + 1
		b.WriteString(code[last:at] + ` "use cache";`)
		last = at
	}
	return b.String() + code[last:]
}

// wrapCached rewrites each function whose body begins with the directive, the
// innermost last, so that an outer one keeps its inner ones.
func wrapCached(file, code string) string {
	found := directive.FindAllStringIndex(code, -1)
	for n := len(found) - 1; n >= 0; n-- {
		at := found[n]
		head := strings.TrimRight(code[:at[0]], " \t\r\n")
		if !strings.HasSuffix(head, "{") {
			continue
		}
		end := closing(code, len(head)-1)
		if end < 0 {
			continue
		}
		call := fmt.Sprintf(`return globalThis[Symbol.for("signalbox.cached")](%q, %s, async () => {`, fmt.Sprint(file, "#", n+1), arguments(head[:len(head)-1], around(code[:len(head)-1]), code[at[1]:end]))
		closes := "}); }"
		if strings.Contains(code[at[0]:at[1]], ": private") {
			closes = "}, true); }"
		}
		code = code[:at[0]] + call + code[at[1]:end] + closes + code[end+1:]
	}
	return code
}

// declared finds the names that a piece of code declares: by const, let and var,
// with patterns, and as parameters.
var declared = regexp.MustCompile(`\b(?:const|let|var)\s+(\{[^}]*\}|\[[^\]]*\]|[\w$]+)|\(([^()]*)\)\s*(?:=>\s*)?\{|([\w$]+)\s*=>`)

// around is the text of the top-level statement that holds a function, up to
// the function's body. esbuild prints such a statement from the first column.
func around(before string) string {
	for i := len(before) - 1; i > 0; i-- {
		if before[i-1] == '\n' && !strings.ContainsRune(" \t})]\n", rune(before[i])) {
			return before[i:]
		}
	}
	return before
}

// closedOver lists the variables of the functions around that a body uses: they
// are part of what its answer depends on, as its arguments are.
func closedOver(around, body string) []string {
	var names []string
	for _, m := range declared.FindAllStringSubmatch(around, -1) {
		for _, name := range identifier.FindAllString(m[1]+" "+m[2]+" "+m[3], -1) {
			used := regexp.MustCompile(`(?:^|[^\w$.])` + regexp.QuoteMeta(name) + `(?:[^\w$:]|$)`)
			if !slices.Contains(names, name) && used.MatchString(body) {
				names = append(names, name)
			}
		}
	}
	return names
}

var identifier = regexp.MustCompile(`[A-Za-z_$][\w$]*`)

// arguments answers the expression for what a cached function depends on: the
// arguments of the function whose text ends before its body, and what it closes
// over. A name that is not in reach after all counts as undefined.
func arguments(head, around, body string) string {
	own := parameters(head)
	for _, name := range closedOver(around, body) {
		own = strings.TrimSuffix(own, "]") + fmt.Sprintf(`, typeof %[1]s === "undefined" ? void 0 : %[1]s]`, name)
	}
	return strings.Replace(own, "[, ", "[", 1)
}

// parameters answers the expression for the arguments alone.
func parameters(head string) string {
	head = strings.TrimRight(head, " \t\r\n")
	head, arrow := strings.CutSuffix(head, "=>")
	if !arrow {
		return "[...arguments]"
	}
	head = strings.TrimRight(head, " ")
	if !strings.HasSuffix(head, ")") {
		return "[" + trailingName.FindString(head) + "]"
	}
	open := opening(head)
	if open < 0 {
		return "[]"
	}
	var names []string
	for _, m := range bindingName.FindAllStringSubmatch(head[open+1:len(head)-1], -1) {
		if m[2] == "" {
			names = append(names, m[1])
		}
	}
	return "[" + strings.Join(names, ", ") + "]"
}

var (
	trailingName = regexp.MustCompile(`[\w$]+$`)
	bindingName  = regexp.MustCompile(`([A-Za-z_$][\w$]*)\s*(:)?`)
)

// opening finds the bracket that the last byte of the text closes. Parameters
// hold no strings with brackets in practice; a wrong answer only makes a poorer key.
func opening(text string) int {
	depth := 0
	for i := len(text) - 1; i >= 0; i-- {
		switch text[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// closing finds the bracket that closes the one at open, past strings,
// templates, comments and regular expressions; -1 where there is none.
func closing(code string, open int) int {
	depth := 0
	for i := open; i < len(code); {
		next := skipLiteral(code, i)
		if next > i {
			i = next
			continue
		}
		switch code[i] {
		case '{', '(', '[':
			depth++
		case '}', ')', ']':
			if depth--; depth == 0 {
				return i
			}
		}
		i++
	}
	return -1
}

// skipLiteral answers the end of the literal or comment that begins at i, or i.
func skipLiteral(code string, i int) int {
	switch c := code[i]; {
	case c == '"' || c == '\'':
		return skipUntil(code, i+1, c)
	case c == '`':
		return skipTemplate(code, i+1)
	case strings.HasPrefix(code[i:], "//"):
		if n := strings.IndexByte(code[i:], '\n'); n >= 0 {
			return i + n
		}
		return len(code)
	case strings.HasPrefix(code[i:], "/*"):
		if n := strings.Index(code[i+2:], "*/"); n >= 0 {
			return i + n + 4
		}
		return len(code)
	case c == '/' && regexpMayFollow(code[:i]):
		return skipRegexp(code, i+1)
	}
	return i
}

func skipUntil(code string, i int, quote byte) int {
	for ; i < len(code); i++ {
		switch code[i] {
		case '\\':
			i++
		case quote, '\n':
			return i + 1
		}
	}
	return len(code)
}

func skipTemplate(code string, i int) int {
	for ; i < len(code); i++ {
		switch {
		case code[i] == '\\':
			i++
		case code[i] == '`':
			return i + 1
		case strings.HasPrefix(code[i:], "${"):
			end := closing(code, i+1)
			if end < 0 {
				return len(code)
			}
			i = end
		}
	}
	return len(code)
}

func skipRegexp(code string, i int) int {
	class := false
	for ; i < len(code); i++ {
		switch c := code[i]; {
		case c == '\\':
			i++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class, c == '\n':
			return i + 1
		}
	}
	return len(code)
}

var operandEnds = regexp.MustCompile(`[\w$)\]}]$`)
var keywordEnds = regexp.MustCompile(`\b(?:return|typeof|case|in|of|void|delete|throw|new|await|yield)$`)

// regexpMayFollow tells whether a slash after this text begins a regular
// expression: an operand does not stand before it.
func regexpMayFollow(before string) bool {
	before = strings.TrimRight(before[max(0, len(before)-64):], " \t\r\n")
	return !operandEnds.MatchString(before) || keywordEnds.MatchString(before)
}
