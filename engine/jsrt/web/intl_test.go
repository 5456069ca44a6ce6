package web

import (
	"testing"

	"modernc.org/quickjs"
	"modernc.org/quickjs/intl"

	"signalbox/engine/jsrt/vm"
)

// TestIntl holds what is ours of Intl to what Node 20 answers.
func TestIntl(t *testing.T) {
	m, err := vm.New([]*vm.Library{Library(Options{}), exposeInternal()}, vm.Options{Setup: func(v *quickjs.VM) error { return intl.Register(v) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	runScripts(t, m, []script{
		{"compare", `return ['b', 'a', 'C', 'ä', 'A', 'á'].sort((x, y) => x.localeCompare(y))`, `["a","A","á","ä","b","C"]`},
		{"sensitivity", `return ['a'.localeCompare('A', undefined, {sensitivity: 'base'}), 'a'.localeCompare('á', 'en', {sensitivity: 'base'}), 'a'.localeCompare('b')]`, `[0,0,-1]`},
		{"numeric", `return ['10', '9', '1'].sort(new Intl.Collator('en', {numeric: true}).compare)`, `["1","9","10"]`},
		{"swedish", `return ['z', 'ä'].sort(new Intl.Collator('sv').compare)`, `["z","ä"]`},
		{"plural", `const o = new Intl.PluralRules('en', {type: 'ordinal'}); return [new Intl.PluralRules('en').select(1), new Intl.PluralRules('en').select(1.5), o.select(2), o.select(23), new Intl.PluralRules('ru').select(3), new Intl.PluralRules('ar').select(0)]`, `["one","other","two","few","few","zero"]`},
		{"list", `const f = (o, l) => new Intl.ListFormat('en', o).format(l); return [f({}, ['a', 'b', 'c']), f({type: 'disjunction'}, ['a', 'b']), f({type: 'unit', style: 'narrow'}, ['a', 'b'])]`, `["a, b, and c","a or b","a b"]`},
		{"relative", `const f = new Intl.RelativeTimeFormat('en', {numeric: 'auto'}); return [f.format(-1, 'day'), f.format(2, 'weeks'), new Intl.RelativeTimeFormat('en').format(-1, 'day'), f.format(1, 'month')]`, `["yesterday","in 2 weeks","1 day ago","next month"]`},
		{"segments", `return [[...new Intl.Segmenter('en').segment('a👩‍👩‍👧é')].map((s) => s.segment), [...new Intl.Segmenter('en', {granularity: 'word'}).segment('Hi, you')].filter((s) => s.isWordLike).map((s) => s.segment)]`, `[["a","👩‍👩‍👧","é"],["Hi","you"]]`},
		{"names", `return [new Intl.DisplayNames('en', {type: 'region'}).of('US'), new Intl.DisplayNames('de', {type: 'language'}).of('fr')]`, `["United States","Französisch"]`},
		{"locale", `const l = new Intl.Locale('zh-hans-cn'); return [l.language, l.script, l.region, l.toString()]`, `["zh","Hans","CN","zh-Hans-CN"]`},
		{"absent", `try { Intl.supportedValuesOf('currency') } catch (e) { return e.message }`, `"Intl.supportedValuesOf('currency') is not available here"`},
	})
}

// TestNumbersOfLocales: what Node 20 prints for the same numbers.
func TestNumbersOfLocales(t *testing.T) {
	m, err := vm.New([]*vm.Library{Library(Options{}), exposeInternal()}, vm.Options{Setup: func(v *quickjs.VM) error { return intl.Register(v) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	runScripts(t, m, []script{
		{"plain", `return ['en-US', 'de-DE', 'fr-FR', 'es-ES', 'it', 'pt-BR', 'sv', 'pl'].map((l) => (1234.5).toLocaleString(l))`, `["1,234.5","1.234,5","1\u202f234,5","1234,5","1234,5","1.234,5","1\u00a0234,5","1234,5"]`},
		{"currency", `const f = (l, currency) => new Intl.NumberFormat(l, {style: 'currency', currency}).format(-1234.5); return [f('de-DE', 'EUR'), f('fr', 'EUR'), f('nl', 'EUR'), f('en-US', 'USD')]`, `["-1.234,50\u00a0€","-1\u202f234,50\u00a0€","€\u00a0-1.234,50","-$1,234.50"]`},
		{"percent", `return ['en', 'de', 'it'].map((l) => new Intl.NumberFormat(l, {style: 'percent'}).format(0.25))`, `["25%","25\u00a0%","25%"]`},
		{"options", `const n = new Intl.NumberFormat('de'); return [n.resolvedOptions().locale, n instanceof Intl.NumberFormat, (12345678n).toLocaleString('de')]`, `["de",true,"12.345.678"]`},
	})
}
