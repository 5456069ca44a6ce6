package web

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/rivo/uniseg"
	"golang.org/x/text/collate"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"signalbox/engine/jsrt/vm"
)

// addIntl adds the operations below the parts of Intl that the engine's own
// package lacks (js/intl.js): comparing, plural rules, names, segments.
func addIntl(l *vm.Library) {
	collators := map[string]*collate.Collator{}
	// intlCompare(a, b, locale, sensitivity, numeric) → -1, 0, 1
	l.Ops["intlCompare"] = func(args []any) (any, error) {
		locale, sensitivity, numeric := vm.Str(args, 2), vm.Str(args, 3), vm.Bool(args, 4)
		key := locale + " " + sensitivity + strconv.FormatBool(numeric)
		c, ok := collators[key]
		if !ok {
			c = newCollator(locale, sensitivity, numeric)
			collators[key] = c
		}
		return c.CompareString(vm.Str(args, 0), vm.Str(args, 1)), nil
	}
	l.Ops["intlPlural"] = func(args []any) (any, error) {
		return pluralOf(vm.Str(args, 0), vm.Bool(args, 1), vm.Str(args, 2)), nil
	}
	l.Ops["intlName"] = func(args []any) (any, error) {
		if name := nameOf(vm.Str(args, 0), vm.Str(args, 1), vm.Str(args, 2)); name != "" {
			return name, nil
		}
		return nil, nil
	}
	l.Ops["intlSegments"] = func(args []any) (any, error) {
		return segments(vm.Str(args, 0), vm.Str(args, 1)), nil
	}
	l.Ops["intlTag"] = func(args []any) (any, error) { return parseTag(vm.Str(args, 0)), nil }
}

func newCollator(locale, sensitivity string, numeric bool) *collate.Collator {
	var options []collate.Option
	switch sensitivity {
	case "base":
		options = append(options, collate.Loose)
	case "accent":
		options = append(options, collate.IgnoreCase)
	case "case":
		options = append(options, collate.IgnoreDiacritics)
	}
	if numeric {
		options = append(options, collate.Numeric)
	}
	return collate.New(language.Make(locale), options...)
}

// pluralOf is the CLDR plural category of a decimal number ("1", "1.50").
func pluralOf(locale string, ordinal bool, number string) string {
	rules := plural.Cardinal
	if ordinal {
		rules = plural.Ordinal
	}
	number = strings.TrimPrefix(number, "-")
	whole, fraction, _ := strings.Cut(number, ".")
	trimmed := strings.TrimRight(fraction, "0")
	i, err := strconv.Atoi(whole)
	if err != nil {
		i = 1_000_000 // beyond what any rule looks at
	}
	f, _ := strconv.Atoi(fraction) // "" is 0
	t, _ := strconv.Atoi(trimmed)
	switch rules.MatchPlural(language.Make(locale), i, len(fraction), len(trimmed), f, t) {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	case plural.Other:
	}
	return "other"
}

// nameOf is the name of a region, language or script in a locale's language, ""
// for an unknown one.
func nameOf(locale, kind, code string) string {
	in := language.Make(locale)
	switch kind {
	case "region":
		r, err := language.ParseRegion(code)
		if err != nil {
			return ""
		}
		return display.Regions(in).Name(r)
	case "script":
		s, err := language.ParseScript(code)
		if err != nil {
			return ""
		}
		return display.Scripts(in).Name(s)
	case "language":
		t, err := language.Parse(code)
		if err != nil {
			return ""
		}
		return display.Tags(in).Name(t)
	}
	return ""
}

// segments cuts a text: [segment, index in UTF-16 units, is like a word].
func segments(text, granularity string) []any {
	out := []any{}
	state, at := -1, 0
	for text != "" {
		var part string
		switch granularity {
		case "word":
			part, text, state = uniseg.FirstWordInString(text, state)
		case "sentence":
			part, text, state = uniseg.FirstSentenceInString(text, state)
		default:
			part, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		}
		out = append(out, []any{part, at, isWordLike(part)})
		at += len(utf16.Encode([]rune(part)))
	}
	return out
}

func isWordLike(s string) bool {
	for _, r := range s {
		if r == '_' || r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' || r > 0x7F && strings.ToUpper(string(r)) != strings.ToLower(string(r)) || r >= 0x3040 && r <= 0x9FFF {
			return true
		}
	}
	return false
}

// parseTag takes a locale apart: [canonical, language, script, region], or nil
// for one that is malformed.
func parseTag(s string) any {
	t, err := language.Parse(s)
	if err != nil {
		return nil
	}
	base, script, region := t.Raw()
	name := func(s, unknown string) string {
		if s == unknown {
			return ""
		}
		return s
	}
	return []any{t.String(), base.String(), name(script.String(), "Zzzz"), name(region.String(), "ZZ")}
}
