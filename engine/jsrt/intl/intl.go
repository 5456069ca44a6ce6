// Package intl completes the engine's Intl as a vm.Library.
//
// modernc.org/quickjs/intl brings DateTimeFormat and NumberFormat in the words
// of en-US. Over it this package lays what handlers and packages expect beside:
// Collator (and with it String.prototype.localeCompare), PluralRules, Segmenter,
// DisplayNames, Locale, ListFormat and RelativeTimeFormat. What depends on data
// comes from golang.org/x/text and github.com/rivo/uniseg.
//
// Languages: collation, plurals and display names know every language of
// x/text. Numbers and numeric dates are written as the common locales write
// them (js/intl.js has the table). Words - month names, list connectors,
// "2 days ago" - exist in English only; asking for them in another language
// gives English, and resolvedOptions().locale says so.
package intl

import (
	_ "embed"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/text/collate"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"signalbox/engine/jsrt/vm"
)

var (
	//go:embed js/lazy.js
	prelude string
	//go:embed js/intl.js
	script string
)

// Library makes the library. It must stand behind the engine's own Intl, which
// is registered when the machine is set up.
func Library() *vm.Library {
	collators := map[string]*collate.Collator{}
	return &vm.Library{
		Name:    "intl",
		Prelude: []vm.Source{{Name: "signalbox:intl/lazy", Code: prelude}},
		Parts:   []string{"intl"},
		Part:    func(string) (vm.Source, error) { return vm.Source{Name: "signalbox:intl", Code: script}, nil },
		Ops: map[string]vm.Op{
			"intlCompare": func(a []any) (any, error) { return compare(collators, a), nil },
			"intlPlural":  pluralOp,
			"intlSegment": segmentOp,
			"intlName":    displayName,
			"intlLocale":  localeOp,
		},
	}
}

// compare takes locale, sensitivity, numeric, and the two strings.
func compare(kept map[string]*collate.Collator, a []any) float64 {
	key := vm.Str(a, 0) + "|" + vm.Str(a, 1)
	if vm.Bool(a, 2) {
		key += "|numeric"
	}
	c, ok := kept[key]
	if !ok {
		var options []collate.Option
		switch vm.Str(a, 1) {
		case "base":
			options = append(options, collate.IgnoreCase, collate.IgnoreDiacritics)
		case "accent":
			options = append(options, collate.IgnoreCase)
		case "case":
			options = append(options, collate.IgnoreDiacritics)
		}
		if vm.Bool(a, 2) {
			options = append(options, collate.Numeric)
		}
		c = collate.New(language.Make(vm.Str(a, 0)), options...)
		kept[key] = c
	}
	return float64(c.CompareString(vm.Str(a, 3), vm.Str(a, 4)))
}

// pluralOp takes locale, whether ordinal, and the number's digits as text.
func pluralOp(a []any) (any, error) {
	rules := plural.Cardinal
	if vm.Bool(a, 1) {
		rules = plural.Ordinal
	}
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(vm.Str(a, 2), "-"), ".")
	digits := func(s string) (n int) {
		for _, c := range s {
			if unicode.IsDigit(c) {
				n = (n*10 + int(c-'0')) % 1000000
			}
		}
		return n
	}
	short := strings.TrimRight(fraction, "0")
	form := rules.MatchPlural(language.Make(vm.Str(a, 0)), digits(whole), len(fraction), len(short), digits(fraction), digits(short))
	return map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}[form], nil
}

// segmentOp takes granularity and text and answers the segments; for words each
// is a pair with whether it is like a word.
func segmentOp(a []any) (any, error) {
	text, out, state := vm.Str(a, 1), []any{}, -1
	for text != "" {
		var part string
		switch vm.Str(a, 0) {
		case "word":
			part, text, state = uniseg.FirstWordInString(text, state)
			out = append(out, []any{part, strings.ContainsFunc(part, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })})
			continue
		case "sentence":
			part, text, state = uniseg.FirstSentenceInString(text, state)
		default:
			part, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		}
		out = append(out, []any{part})
	}
	return out, nil
}

// displayName takes locale, type and code; "" is a code without a name.
func displayName(a []any) (any, error) {
	in, code := language.Make(vm.Str(a, 0)), vm.Str(a, 2)
	switch vm.Str(a, 1) {
	case "region":
		if r, err := language.ParseRegion(code); err == nil {
			return name(display.Regions(in), r), nil
		}
	case "language":
		if t, err := language.Parse(code); err == nil {
			return name(display.Tags(in), t), nil
		}
	case "script":
		if s, err := language.ParseScript(code); err == nil {
			return name(display.Scripts(in), s), nil
		}
	}
	return "", nil
}

func name(n display.Namer, of any) string {
	if n == nil {
		return ""
	}
	return n.Name(of)
}

// localeOp takes a tag and answers language, script, region, canonical form,
// and the maximised and minimised ones; nil for what is no tag.
func localeOp(a []any) (any, error) {
	tag, err := language.Parse(vm.Str(a, 0))
	if err != nil {
		return nil, nil
	}
	base, script, region := tag.Raw()
	fullBase, _ := tag.Base()
	fullScript, _ := tag.Script()
	fullRegion, _ := tag.Region()
	full := fullBase.String() + "-" + fullScript.String() + "-" + fullRegion.String()
	return []any{base.String(), raw(script.String(), "Zzzz"), raw(region.String(), "ZZ"), tag.String(), full, minimal(full, fullBase, fullRegion, fullScript)}, nil
}

func raw(s, unknown string) string {
	if s == unknown {
		return ""
	}
	return s
}

// minimal is the shortest tag that means the same as full.
func minimal(full string, b language.Base, r language.Region, s language.Script) string {
	for _, short := range []string{b.String(), b.String() + "-" + r.String(), b.String() + "-" + s.String()} {
		t := language.Make(short)
		tb, _ := t.Base()
		ts, _ := t.Script()
		tr, _ := t.Region()
		if tb.String()+"-"+ts.String()+"-"+tr.String() == full {
			return short
		}
	}
	return full
}
