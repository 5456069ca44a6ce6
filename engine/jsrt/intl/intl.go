// Package intl is the Intl of the machine (ECMA-402) as a vm.Library, and the
// toLocale methods of String, Number, BigInt and Date.
//
// The algorithms are JavaScript (js/*.js), because every one of them answers
// with objects and throws what user code sees; the tables are those of the
// Unicode CLDR (tables.go, gen.go), the same version that Node 20 carries, so
// that a handler's toLocaleDateString("de") is word for word what Node says.
// Collation comes from golang.org/x/text, segmentation from
// github.com/rivo/uniseg, time zones from package time.
//
// Nothing costs before it is used: js/lazy.js defines getters, a part runs when
// its first member is touched, and a table is unpacked by language and section.
//
// What is absent says its own name in a RangeError: the Persian and Islamic
// calendars, the names of calendars, generic zone names that CLDR derives from
// cities.
package intl

import (
	"embed"
	"errors"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"signalbox/engine/jsrt/vm"
)

//go:embed js/lazy.js
var prelude string

//go:embed js/*.js
var scripts embed.FS

// Library makes the library for one machine.
func Library() *vm.Library {
	collators := map[string]*collate.Collator{}
	l := &vm.Library{
		Name:    "intl",
		Prelude: []vm.Source{{Name: "signalbox:intl/lazy", Code: prelude}},
		Parts:   []string{"intl", "intl_numbers", "intl_dates", "intl_patterns", "intl_relative"},
		Part:    part,
		Ops:     zoneOps(),
	}
	l.Ops["intlCompare"] = func(a []any) (any, error) { return compare(collators, a), nil }
	l.Ops["intlSegment"] = segmentOp
	l.Ops["intlLocale"] = localeOp
	addTables(l)
	return l
}

// part answers a lazy part: "intl_dates" is js/dates.js.
func part(name string) (vm.Source, error) {
	file := "js/" + strings.TrimPrefix(name, "intl_") + ".js"
	code, err := scripts.ReadFile(file)
	return vm.Source{Name: "signalbox:" + strings.Replace(name, "_", "/", 1), Code: string(code)}, err
}

// addTables adds the operations that read the tables; they open at first use.
func addTables(l *vm.Library) {
	var opened *tables
	open := func() (*tables, error) {
		if opened != nil {
			return opened, nil
		}
		var err error
		opened, err = openTables()
		return opened, err
	}
	add := func(name string, read func(t *tables, a []any) any) {
		l.Ops[name] = func(a []any) (any, error) {
			t, err := open()
			if err != nil {
				return nil, err
			}
			return read(t, a), nil
		}
	}
	add("intlFind", func(t *tables, a []any) any {
		shown, table, ok := t.find(vm.Str(a, 0))
		if !ok {
			return nil
		}
		return []any{shown, table}
	})
	add("intlData", func(t *tables, a []any) any { return t.section(vm.Str(a, 0), vm.Str(a, 1)) })
	add("intlSupplemental", func(t *tables, _ []any) any { return t.entry("supplemental") })
	add("intlZones", func(t *tables, _ []any) any { return t.entry("zones") })
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
		c = collate.New(language.Make(ordered(vm.Str(a, 0))), options...)
		kept[key] = c
	}
	return float64(c.CompareString(vm.Str(a, 3), vm.Str(a, 4)))
}

// ordered names the language whose order x/text has: Norwegian sorts as Danish
// does.
func ordered(tag string) string {
	if base, _, _ := strings.Cut(tag, "-"); base == "nb" || base == "nn" || base == "no" {
		return "da"
	}
	return tag
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

// localeOp takes a tag and answers language, script, region, canonical form,
// and the maximised and minimised ones; nil for what is no tag.
func localeOp(a []any) (any, error) {
	text := vm.Str(a, 0)
	tag, err := language.Parse(text)
	var unknown language.ValueError
	switch {
	case errors.As(err, &unknown):
		return unknownLocale(text), nil // well formed, but nobody speaks it
	case err != nil:
		return nil, nil
	}
	base, script, region := tag.Raw()
	fullBase, _ := tag.Base()
	fullScript, _ := tag.Script()
	fullRegion, _ := tag.Region()
	full := fullBase.String() + "-" + fullScript.String() + "-" + fullRegion.String()
	return []any{base.String(), raw(script.String(), "Zzzz"), raw(region.String(), "ZZ"), tag.String(), full, minimal(full, fullBase, fullRegion, fullScript)}, nil
}

// unknownLocale writes a tag as the standard writes it, without knowing its
// parts.
func unknownLocale(tag string) any {
	parts := strings.Split(strings.ToLower(tag), "-")
	var script, region string
	for i := 1; i < len(parts) && len(parts[i]) > 1; i++ {
		switch {
		case len(parts[i]) == 4 && script == "" && region == "":
			parts[i] = strings.ToUpper(parts[i][:1]) + parts[i][1:]
			script = parts[i]
		case (len(parts[i]) == 2 || len(parts[i]) == 3 && parts[i][0] <= '9') && region == "":
			parts[i] = strings.ToUpper(parts[i])
			region = parts[i]
		}
	}
	whole := strings.Join(parts, "-")
	return []any{parts[0], script, region, whole, whole + "--", whole}
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
