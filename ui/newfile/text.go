package newfile

import (
	"path"
	"strconv"
	"strings"
	"unicode"

	"signalbox/engine/route"
)

// Text is what a new file begins with: the least that Next.js takes for a file
// of its name, "" for a name without a meaning. The path says more than the
// name: a handler below [id] reads its param, and a layout at the top of the
// app folder root has the document around it.
func Text(file, root string) string {
	stem, ext, _ := strings.Cut(path.Base(file), ".")
	typed := ext == "ts" || ext == "tsx"
	if !typed && ext != "js" && ext != "jsx" && ext != "mjs" {
		return ""
	}
	if stem == "layout" && path.Dir(file) == root {
		stem = "root layout"
	}
	text := texts()[stem]
	switch stem {
	case "route":
		text = handler(route.Parse(route.NormalizePath("/" + path.Dir(strings.TrimPrefix(file, root+"/")))))
	case "middleware":
		text = strings.Replace(texts()["proxy"], "function proxy", "function middleware", 1)
	case "page":
		text = strings.Replace(text, "NAME", title(path.Base(path.Dir(file))), 1)
	}
	return inLanguage(text, typed)
}

// inLanguage takes the parts between « and », which are types, or leaves them
// out. A line of them alone goes as a whole.
func inLanguage(text string, typed bool) string {
	if typed {
		return strings.NewReplacer("«", "", "»", "").Replace(text)
	}
	var b strings.Builder
	for text != "" {
		before, rest, found := strings.Cut(text, "«")
		b.WriteString(before)
		if !found {
			break
		}
		_, text, _ = strings.Cut(rest, "»")
	}
	return b.String()
}

// handler is a GET that answers with the params of its path.
func handler(p route.Pattern) string {
	var types []string
	for _, s := range p.Params() {
		types = append(types, property(s.Text)+paramType(s.Kind))
	}
	if types == nil {
		return "export async function GET() {\n  return Response.json({ ok: true });\n}\n"
	}
	return "export async function GET(request«: Request», { params }«: { params: Promise<{ " + strings.Join(types, "; ") + " }> }») {\n" +
		"  return Response.json(await params);\n}\n"
}

// property is the name of a param as the key of a type.
func property(name string) string {
	for i, r := range name {
		if r != '_' && r != '$' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return strconv.Quote(name)
		}
	}
	return name
}

// paramType is what a param holds.
func paramType(k route.SegmentKind) string {
	switch k {
	case route.CatchAll:
		return ": string[]"
	case route.OptionalCatchAll:
		return "?: string[]"
	case route.Single, route.Literal:
	}
	return ": string"
}

// title is a heading for the page of a folder; where the name of the folder is
// no word, a general one.
func title(folder string) string {
	for _, r := range folder {
		if r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return "Page"
		}
	}
	return folder
}
