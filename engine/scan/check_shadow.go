package scan

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"signalbox/engine/diag"
	"signalbox/engine/route"
)

// checkShadowed warns of handlers that no URL reaches. Next compares a literal
// folder name with the path as it was sent, still encoded, so a name that a URL
// has to encode never matches (NEXT-FACTS A10).
func (b *builder) checkShadowed() {
	for i := range b.rows {
		r := b.rows[i]
		if r.Kind == route.Metadata {
			continue
		}
		for d := r.dir; d != nil && d.parent != nil; d = d.parent {
			if (d.kind == route.PlainFolder) && needsEncoding(d.name) {
				b.unreachable(r, d)
				break
			}
		}
		b.checkBracketPair(r)
	}
}

// needsEncoding reports whether a literal name can't stand in a URL as it is.
func needsEncoding(name string) bool {
	return strings.ContainsFunc(name, func(c rune) bool {
		return c <= ' ' || c > '~' || strings.ContainsRune("\"<>?#\\^`{|}", c)
	})
}

func (b *builder) unreachable(r *row, d *dir) {
	if r.Kind == route.Page {
		return // pages are found by their decoded path
	}
	var fix *diag.Fix
	if plain := plainName(d.name); plain != "" && !d.parent.holds(plain) {
		fix = renameFolder(d, plain)
	}
	b.warn(diag.Diagnostic{
		Code: UnreachableRoute, Path: r.Path, Witness: route.EncodePath(r.Path),
		Message: fmt.Sprintf("%s is never reached: the folder name %q has to be encoded in a URL, and Next compares it with the encoded path", r.File, d.name),
		Spans:   []diag.Span{fileSpan(r.File, "")},
		Fix:     fix,
	})
}

// holds reports whether a folder has one of that name in it.
func (d *dir) holds(name string) bool {
	return slices.ContainsFunc(d.dirs, func(child *dir) bool { return child.name == name })
}

// plainName spells a name with what stands in a URL as it is: letters without
// their accents, and a hyphen for each run of what has no such spelling. It is
// "" where letters would be lost ("日本"): the name is for a person to choose.
func plainName(name string) string {
	var plain strings.Builder
	for _, c := range norm.NFD.String(name) {
		switch {
		case !needsEncoding(string(c)):
			plain.WriteRune(c)
		case unicode.Is(unicode.Mn, c):
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			return ""
		case !strings.HasSuffix(plain.String(), "-"):
			plain.WriteByte('-')
		}
	}
	return strings.Trim(plain.String(), "-")
}

// checkBracketPair warns of a folder such as [a][b], which builds and matches
// its own name only (NEXT-FACTS A8).
func (b *builder) checkBracketPair(r *row) {
	for d := r.dir; d != nil && d.parent != nil; d = d.parent {
		if d.kind != route.ParamFolder || !strings.Contains(strings.Trim(d.name, "[]"), "][") {
			continue
		}
		b.warn(diag.Diagnostic{
			Code: UnreachableRoute, Path: r.Path, Witness: "/" + strings.TrimPrefix(r.Path, "/"),
			Message: fmt.Sprintf("the folder %s is no pair of params: it matches the literal text %s in a URL and nothing else", d.path, d.name),
			Spans:   []diag.Span{fileSpan(r.File, "")},
		})
		return
	}
}
