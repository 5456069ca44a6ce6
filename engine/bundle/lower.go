package bundle

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

const topLevelAwait = "Top-level await is not available"

// needsSplitLowering tells whether the only hindrance is a top-level await,
// and switches the run to lowering file by file.
func (r *run) needsSplitLowering(errs []api.Message) bool {
	if r.split {
		return false
	}
	for _, e := range errs {
		if strings.HasPrefix(e.Text, topLevelAwait) {
			r.split = true
			return true
		}
	}
	return false
}

// aside stands for a top-level await while a file is lowered: five unary
// operators, as long as the keyword and as strong.
const aside = "~~~~~"

// lower compiles one file without async functions and keeps its top-level
// awaits. The result is JavaScript with its source map inside. Syntax errors
// are left for the build itself, which knows their file.
func lower(file, text string, loader api.Loader, tsconfig string) (string, api.Loader, error) {
	out := lowerOnce(file, text, loader, tsconfig)
	set := false
	for _, e := range out.Errors {
		if strings.HasPrefix(e.Text, topLevelAwait) && e.Location != nil {
			text = putAside(text, e.Location.Line, e.Location.Column)
			set = true
		}
	}
	if set {
		out = lowerOnce(file, text, loader, tsconfig)
	}
	if len(out.Errors) > 0 {
		if set {
			return "", loader, fmt.Errorf("cannot compile the top-level await of this file: %s", out.Errors[0].Text)
		}
		return text, loader, nil
	}
	code := string(out.Code)
	if set {
		code = strings.ReplaceAll(code, aside, "await ")
	}
	return withOwnHelper(code), api.LoaderJS, nil
}

func lowerOnce(file, text string, loader api.Loader, tsconfig string) api.TransformResult {
	return api.Transform(text, api.TransformOptions{
		Loader: loader, Sourcefile: file, Sourcemap: api.SourceMapInline, SourcesContent: api.SourcesContentExclude,
		Target: api.ES2023, Supported: lowered(), JSX: api.JSXAutomatic, TsconfigRaw: tsconfig, LogLevel: api.LogLevelSilent,
	})
}

// asyncHelper is esbuild's helper for lowered async functions.
var asyncHelper = regexp.MustCompile(`(?s)var __async = \(__this, __arguments, generator\) => \{.*?\n\};`)

// withOwnHelper puts the machine's helper in the place of esbuild's: it is
// faster, and carries the request context by itself. Lines stay where they are.
func withOwnHelper(code string) string { return ownHelper(code, asyncHelper, "async") }

// ownHelper puts globalThis[Symbol.for("signalbox.NAME")] in the place of a
// helper of esbuild's.
func ownHelper(code string, helper *regexp.Regexp, name string) string {
	at := helper.FindStringIndex(code)
	if at == nil {
		return code
	}
	lines := strings.Repeat("\n", strings.Count(code[at[0]:at[1]], "\n"))
	return fmt.Sprintf(`%svar __%s = globalThis[Symbol.for("signalbox.%[2]s")];%s%s`, code[:at[0]], name, lines, code[at[1]:])
}

// requireHelper and globHelper are esbuild's helpers for a require() that it
// could not resolve, and for an import whose name is put together. The machine's
// own throw what Node throws, and complete extensions (engine/jsrt/vm/prelude.js).
var (
	requireHelper = regexp.MustCompile(`(?s)var __require = /\* @__PURE__ \*/ \(\(x\) => .*?\n\}\);`)
	globHelper    = regexp.MustCompile(`(?s)var __glob = \(map\) => \(path\d*\) => \{.*?\n\};`)
)

// withOwnRequire exchanges the helpers of require() and of patterns.
func withOwnRequire(code string) string {
	return ownHelper(ownHelper(code, requireHelper, "require"), globHelper, "glob")
}

// emptyAsync is an async function that does nothing, as an expression. Packages
// write it to reach the intrinsics behind it (its prototype, its constructor).
//
// The text of a string that is evaluated (eval("(async function* () {})")) needs
// no help: what the quote before it shows is left alone.
var emptyAsync = regexp.MustCompile(`((?:^|[^"'\x60])[=(,:]\s*(?:/\*[^*]*\*/\s*)?)async function\s*(\*?)\s*\(\s*\)\s*\{\s*\}`)

// emptyFunction is what follows the keywords of such a function.
var emptyFunction = regexp.MustCompile(`^\s*\*?\s*\(\s*\)\s*\{\s*\}`)

// hasEmptyAsync answers without running emptyAsync over the whole of a large
// package, which takes longer than parsing it.
func hasEmptyAsync(text string) bool {
	const keywords = "async function"
	for {
		_, rest, found := strings.Cut(text, keywords)
		if !found {
			return false
		}
		if emptyFunction.MatchString(rest) {
			return true
		}
		text = rest
	}
}

// keepEmptyAsync puts the machine's own native functions in the place of empty
// async ones, which lowering would make plain functions of (engine/jsrt/vm/prelude.js).
func keepEmptyAsync(text string) string {
	if !hasEmptyAsync(text) {
		return text
	}
	return emptyAsync.ReplaceAllStringFunc(text, func(m string) string {
		parts := emptyAsync.FindStringSubmatch(m)
		name := "signalbox.emptyAsync"
		if parts[2] != "" {
			name += "Generator"
		}
		return parts[1] + `globalThis[Symbol.for("` + name + `")]` + strings.Repeat("\n", strings.Count(m[len(parts[1]):], "\n"))
	})
}

// edgeExport finds the export by which a route asks for the edge runtime.
var edgeExport = regexp.MustCompile(`(?m)^\s*export\s+const\s+runtime\s*(?::[^=]*)?=\s*["'\x60](?:experimental-)?edge["'\x60]`)

// edgeRuntime inlines the other name of the runtime in a file that runs at the
// edge (NEXT-FACTS J2, J4). Blanks keep the columns where they are.
func edgeRuntime(text string) string {
	if !strings.Contains(text, "process.env.NEXT_RUNTIME") || !edgeExport.MatchString(text) {
		return text
	}
	return strings.ReplaceAll(text, "process.env.NEXT_RUNTIME", `"edge"                  `)
}

// catchClause finds where esbuild prints the head of a catch clause that takes
// the error: by name, or in parts.
var catchClause = regexp.MustCompile(`(?m)\} catch \((?:([A-Za-z_$][\w$]*)|(\{[^{}\n]*\}))\) \{$`)

// withCaught lets the machine reword the engine's own errors before the code
// sees them (engine/jsrt/js/messages.js).
func withCaught(code string) string {
	if !strings.Contains(code, "} catch (") {
		return code
	}
	return catchClause.ReplaceAllStringFunc(code, func(m string) string {
		parts := catchClause.FindStringSubmatch(m)
		if parts[1] != "" {
			return m + ` globalThis[Symbol.for("signalbox.caught")](` + parts[1] + `);`
		}
		return `} catch (__caught) { let ` + parts[2] + ` = globalThis[Symbol.for("signalbox.caught")](__caught);`
	})
}

// putAside replaces the keyword await at a place (line 1-based, column in bytes).
func putAside(text string, line, column int) string {
	start := 0
	for ; line > 1; line-- {
		start += strings.IndexByte(text[start:], '\n') + 1
	}
	at := start + column
	if !strings.HasPrefix(text[at:], "await") {
		return text
	}
	return text[:at] + aside + text[at+len("await"):]
}

// outsideImport is an import of a module of the machine, as esbuild prints it: the
// default name, or names in braces, or both.
var outsideImport = regexp.MustCompile(`(?m)^import (?:([\w$]+)(?:, )?)?(?:\{([^{}]*)\})? from "((?:node:|next/)[^"]+)";$`)

// withLooseImports reads the names that a module of the machine exports from its
// namespace: a name that it lacks is undefined, as with Turbopack, and does not
// keep the file from loading. The modules never change what they export, so that
// reading once is enough.
func withLooseImports(code string) string {
	n := 0
	return outsideImport.ReplaceAllStringFunc(code, func(found string) string {
		parts := outsideImport.FindStringSubmatch(found)
		var read []string
		if parts[1] != "" {
			read = append(read, parts[1]+" = %s.default")
		}
		for name := range strings.SplitSeq(parts[2], ",") {
			outside, local, renamed := strings.Cut(strings.TrimSpace(name), " as ")
			switch {
			case outside == "":
				continue
			case !renamed:
				local = outside
			}
			if strings.HasPrefix(outside, `"`) { // a name that is no identifier
				return found
			}
			read = append(read, local+" = %s."+outside)
		}
		if len(read) == 0 {
			return found
		}
		n++
		ns := fmt.Sprintf("__outside%d", n)
		list := strings.ReplaceAll(strings.Join(read, ", "), "%s", ns)
		return fmt.Sprintf("import * as %s from %q; var %s;", ns, parts[3], list) + strings.Repeat("\n", strings.Count(found, "\n"))
	})
}
