//go:build ignore

// Gen writes data/cldr.zip from the JSON packages of the Unicode CLDR:
//
//	npm i cldr-bcp47 cldr-core@48.1.0 cldr-{dates,numbers,units,misc,localenames}-full@48.1.0
//	go run gen.go -cldr node_modules
//
// The archive has one entry for each language and section ("de/date"), with a
// line "LOCALE\tJSON" for each locale of the language: the root of the language
// whole, every other as its difference from its parent (null takes a key out).
// What formatting never reads is left out. "supplemental" and "zones" are one
// JSON text each, "locales" and "parents" lists of lines.
package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
)

var cldr = flag.String("cldr", "node_modules", "the folder of the cldr packages")

const languages = "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my ne nl nn no pa pl pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh zu"

type object = map[string]any

func main() {
	flag.Parse()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	parents := parentLocales()
	var all []string
	for _, language := range strings.Fields(languages) {
		names := localesOf(language)
		all = append(all, names...)
		for _, s := range sections {
			whole := map[string]any{}
			for _, name := range names {
				whole[name] = s.read(name)
			}
			var text strings.Builder
			for _, name := range names {
				value := whole[name]
				if p := parentOf(name, parents, whole); p != "" {
					value = difference(whole[p], value)
				}
				fmt.Fprintf(&text, "%s\t%s\n", name, marshal(value))
			}
			add(z, language+"/"+s.name, text.String())
		}
	}
	add(z, "supplemental", marshal(supplemental()))
	add(z, "zones", marshal(timeZones()))
	var defaults []string
	for _, v := range load("cldr-core", "defaultContent.json")["defaultContent"].([]any) {
		if base, _, _ := strings.Cut(v.(string), "-"); slices.Contains(append(strings.Fields(languages), "nb"), base) {
			defaults = append(defaults, v.(string))
		}
	}
	slices.Sort(defaults)
	add(z, "locales", strings.Join(slices.Concat(all, defaults), "\n"))
	var inherits []string
	for name, parent := range parents {
		inherits = append(inherits, name+" "+parent)
	}
	slices.Sort(inherits)
	add(z, "parents", strings.Join(inherits, "\n"))
	check(z.Close())
	check(os.MkdirAll("data", 0o755))
	check(os.WriteFile("data/cldr.zip", out.Bytes(), 0o644))
	log.Printf("data/cldr.zip: %d KiB", out.Len()>>10)
}

func add(z *zip.Writer, name, text string) {
	w, err := z.Create(name)
	check(err)
	_, err = io.WriteString(w, text)
	check(err)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func marshal(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	check(e.Encode(v))
	return strings.TrimSpace(b.String())
}

// load reads a file of a package and walks down to a member of it.
func load(pkg, file string, steps ...string) object {
	data, err := os.ReadFile(filepath.Join(*cldr, pkg, file))
	if os.IsNotExist(err) {
		return object{}
	}
	check(err)
	var v object
	check(json.Unmarshal(data, &v))
	return walk(v, steps...)
}

func walk(v object, steps ...string) object {
	for _, s := range steps {
		next, _ := v[s].(object)
		v = next
	}
	return v
}

func localesOf(language string) []string {
	dirs, err := os.ReadDir(filepath.Join(*cldr, "cldr-numbers-full/main"))
	check(err)
	var list []string
	for _, d := range dirs {
		n := d.Name()
		if n == language || strings.HasPrefix(n, language+"-") && !strings.Contains(n, "POSIX") && !strings.Contains(n, "valencia") && !strings.Contains(n, "Dsrt") && !strings.Contains(n, "Shaw") {
			list = append(list, n)
		}
	}
	slices.Sort(list)
	return list
}

func parentLocales() map[string]string {
	m := map[string]string{}
	for k, v := range load("cldr-core", "supplemental/parentLocales.json", "supplemental", "parentLocales", "parentLocale") {
		m[k] = v.(string)
	}
	return m
}

// parentOf is the nearest locale of the same language that name inherits from.
func parentOf(name string, parents map[string]string, have map[string]any) string {
	for name != "" {
		p, ok := parents[name]
		if !ok {
			cut := strings.LastIndex(name, "-")
			if cut < 0 {
				return ""
			}
			p = name[:cut]
		}
		if _, ok := have[p]; ok {
			return p
		}
		name = p
	}
	return ""
}

// difference is what merging puts on base to give v.
func difference(base, v any) any {
	a, ok1 := base.(object)
	b, ok2 := v.(object)
	if !ok1 || !ok2 {
		return v
	}
	out := object{}
	for k, x := range b {
		old, ok := a[k]
		if ok && reflect.DeepEqual(old, x) {
			continue
		}
		out[k] = difference(old, x)
	}
	for k := range a {
		if _, ok := b[k]; !ok {
			out[k] = nil
		}
	}
	return out
}

// keep copies the members that pass.
func keep(v object, pass func(key string) bool) object {
	out := object{}
	for k, x := range v {
		if pass(k) {
			out[k] = x
		}
	}
	return out
}

func only(v object, names string) object {
	return keep(v, func(k string) bool { return slices.Contains(strings.Fields(names), k) })
}

var sections = []struct {
	name string
	read func(locale string) any
}{
	{"num", numbers}, {"cur", currencies}, {"unit", units}, {"date", dates}, {"zone", zones}, {"rel", relative}, {"list", lists}, {"name", names},
}

func numbers(locale string) any {
	n := load("cldr-numbers-full", "main/"+locale+"/numbers.json", "main", locale, "numbers")
	own, _ := n["defaultNumberingSystem"].(string)
	native, _ := walk(n, "otherNumberingSystems")["native"].(string)
	out := object{"nu": own, "native": native, "min": n["minimumGroupingDigits"]}
	for _, nu := range []string{"latn", own, native} {
		cur := keep(walk(n, "currencyFormats-numberSystem-"+nu), func(k string) bool { return !strings.Contains(k, "noCurrency") && k != "accounting-alphaNextToNumber" })
		if cur["standard-alphaNextToNumber"] == cur["standard"] {
			delete(cur, "standard-alphaNextToNumber")
		}
		delete(cur, "currencyPatternAppendISO")
		dec := walk(n, "decimalFormats-numberSystem-"+nu)
		if len(dec) == 0 {
			continue
		}
		out[nu] = object{
			"sym": keep(walk(n, "symbols-numberSystem-"+nu), func(k string) bool { return k != "list" && !strings.Contains(k, "alt") }),
			"dec": dec["standard"], "long": short(walk(dec, "long", "decimalFormat")), "short": short(walk(dec, "short", "decimalFormat")),
			"sci": walk(n, "scientificFormats-numberSystem-"+nu)["standard"], "pct": walk(n, "percentFormats-numberSystem-"+nu)["standard"],
			"cur": cur["standard"], "acc": cur["accounting"], "alpha": cur["standard-alphaNextToNumber"], "curShort": short(walk(cur, "short", "standard")),
			"curAlphaShort": alphaShort(walk(cur, "short", "standard")),
			"curUnit":       keep(cur, func(k string) bool { return strings.HasPrefix(k, "unitPattern") }),
			"range":         walk(n, "miscPatterns-numberSystem-"+nu)["range"], "approx": walk(n, "miscPatterns-numberSystem-"+nu)["approximately"],
			"spacing": object{"before": walk(cur, "currencySpacing", "beforeCurrency")["insertBetween"], "after": walk(cur, "currencySpacing", "afterCurrency")["insertBetween"]},
		}
	}
	symbols := object{}
	for code, v := range load("cldr-numbers-full", "main/"+locale+"/currencies.json", "main", locale, "numbers", "currencies") {
		symbol, narrow := walk(object{"v": v}, "v")["symbol"], walk(object{"v": v}, "v")["symbol-alt-narrow"]
		if symbol == nil {
			symbol = code
		}
		if narrow == nil {
			narrow = symbol
		}
		if symbol != code || narrow != code {
			symbols[code] = []any{symbol, narrow}
		}
	}
	out["symbols"] = symbols
	return out
}

func short(v object) object {
	return keep(v, func(k string) bool { return !strings.Contains(k, "alpha") })
}

// alphaShort are the compact currency patterns beside a letter, where they differ.
func alphaShort(v object) object {
	out := object{}
	for k, x := range v {
		if plain := strings.TrimSuffix(k, "-alt-alphaNextToNumber"); plain != k && v[plain] != x {
			out[plain] = x
		}
	}
	return out
}

func currencies(locale string) any {
	out := object{}
	for code, v := range load("cldr-numbers-full", "main/"+locale+"/currencies.json", "main", locale, "numbers", "currencies") {
		c, _ := v.(object)
		if c["displayName"] == nil || !current()[code] {
			continue
		}
		forms := object{}
		for k, x := range c {
			if form, ok := strings.CutPrefix(k, "displayName-count-"); ok {
				forms[form] = x
			}
		}
		forms[""] = c["displayName"]
		if len(forms) == 2 && forms["other"] == forms[""] {
			delete(forms, "other")
		}
		out[code] = forms
	}
	return out
}

// current holds the currencies that are legal tender somewhere, and ISO's own.
var current = sync.OnceValue(func() map[string]bool {
	in := map[string]bool{"XAF": true, "XOF": true, "XPF": true, "XCD": true, "XAU": true, "XAG": true, "XDR": true, "XXX": true, "DEM": true, "FRF": true, "ITL": true}
	for _, v := range load("cldr-core", "supplemental/currencyData.json", "supplemental", "currencyData", "region") {
		for _, one := range v.([]any) {
			for code, use := range one.(object) {
				if o := use.(object); o["_to"] == nil && o["_tender"] != "false" {
					in[code] = true
				}
			}
		}
	}
	return in
})

const sanctioned = "acre bit byte celsius centimeter day degree fahrenheit fluid-ounce foot gallon gigabit gigabyte gram hectare hour inch kilobit kilobyte kilogram kilometer liter megabit megabyte meter microsecond mile mile-scandinavian milliliter millimeter millisecond minute month nanosecond ounce percent petabyte pound second stone terabit terabyte week yard year"

var unitKind = regexp.MustCompile(`^[a-z0-9]+-`)

func units(locale string) any {
	out := object{}
	for _, width := range []string{"long", "short", "narrow"} {
		w := object{}
		for k, v := range load("cldr-units-full", "main/"+locale+"/units.json", "main", locale, "units", width) {
			u, _ := v.(object)
			name := unitKind.ReplaceAllString(k, "")
			parts := strings.Split(name, "-per-")
			good := len(parts) <= 2
			for _, p := range parts {
				good = good && slices.Contains(strings.Fields(sanctioned), p)
			}
			if k == "per" {
				w["per"] = u["compoundUnitPattern"]
			} else if good {
				forms := object{}
				for key, x := range u {
					if form, ok := strings.CutPrefix(key, "unitPattern-count-"); ok {
						forms[form] = x
					}
				}
				if u["perUnitPattern"] != nil {
					forms["per"] = u["perUnitPattern"]
				}
				w[name] = forms
			}
		}
		out[width] = w
	}
	return out
}

func dates(locale string) any {
	g := load("cldr-dates-full", "main/"+locale+"/ca-gregorian.json", "main", locale, "dates", "calendars", "gregorian")
	f := walk(g, "dateTimeFormats")
	days := func(v object) object {
		out := object{}
		for form, x := range v {
			out[form] = only(x.(object), "abbreviated narrow wide")
		}
		return out
	}
	fields := load("cldr-dates-full", "main/"+locale+"/dateFields.json", "main", locale, "dates", "fields")
	appendNames := object{}
	for k, v := range fields {
		if !strings.Contains(k, "-") {
			appendNames[k] = v.(object)["displayName"]
		}
	}
	if strings.HasPrefix(locale, "zh-Hant") {
		hant(g, f)
	}
	plain := func(v object) object {
		return keep(v, func(k string) bool { return !strings.Contains(k, "-alt-") && !strings.Contains(k, "-count-") })
	}
	return object{
		"months": days(walk(g, "months")), "days": days(walk(g, "days")), "periods": walk(g, "dayPeriods"),
		"eras": object{"wide": only(walk(g, "eras", "eraNames"), "0 1"), "abbreviated": only(walk(g, "eras", "eraAbbr"), "0 1"), "narrow": only(walk(g, "eras", "eraNarrow"), "0 1")},
		"date": plain(walk(g, "dateFormats")), "time": plain(walk(g, "timeFormats")), "glue": only(f, "full long medium short"), "at": walk(g, "dateTimeFormats-atTime", "standard"),
		"available": plain(walk(f, "availableFormats")), "append": walk(f, "appendItems"), "interval": intervals(walk(f, "intervalFormats")), "fields": appendNames,
	}
}

// hant puts back what the JSON of traditional Chinese lacks against the data of
// ICU: the space between date and time.
func hant(g, f object) {
	for _, styles := range []object{f, walk(g, "dateTimeFormats-atTime", "standard")} {
		for _, style := range []string{"full", "long", "medium", "short"} {
			if styles[style] == "{1}{0}" {
				styles[style] = map[bool]string{true: "{1}\u2009{0}", false: "{1} {0}"}[style == "short"]
			}
		}
	}
}

func intervals(v object) object {
	out := object{}
	for k, x := range v {
		if inner, ok := x.(object); ok {
			out[k] = keep(inner, func(k string) bool { return !strings.Contains(k, "-alt-") })
			continue
		}
		out[k] = x
	}
	return out
}

func zones(locale string) any {
	t := load("cldr-dates-full", "main/"+locale+"/timeZoneNames.json", "main", locale, "dates", "timeZoneNames")
	named := object{}
	var collect func(prefix string, v object)
	collect = func(prefix string, v object) {
		for k, x := range v {
			o, ok := x.(object)
			if !ok {
				continue
			}
			if o["_type"] == "zone" || o["exemplarCity"] != nil || o["long"] != nil {
				if names := only(o, "long short"); len(names) > 0 {
					named[prefix+k] = names
				}
				continue
			}
			collect(prefix+k+"/", o)
		}
	}
	collect("", walk(t, "zone"))
	return object{"hour": t["hourFormat"], "gmt": t["gmtFormat"], "zero": t["gmtZeroFormat"], "region": t["regionFormat"], "fallback": t["fallbackFormat"], "meta": walk(t, "metazone"), "zone": named}
}

func relative(locale string) any {
	out := object{}
	for k, v := range load("cldr-dates-full", "main/"+locale+"/dateFields.json", "main", locale, "dates", "fields") {
		if name, _, _ := strings.Cut(k, "-"); slices.Contains(strings.Fields("year quarter month week day hour minute second"), name) {
			out[k] = keep(v.(object), func(k string) bool { return strings.HasPrefix(k, "relative") })
		}
	}
	return out
}

func lists(locale string) any {
	return load("cldr-misc-full", "main/"+locale+"/listPatterns.json", "main", locale, "listPatterns")
}

func names(locale string) any {
	file := func(name, member string) object {
		return keep(load("cldr-localenames-full", "main/"+locale+"/"+name, "main", locale, "localeDisplayNames", member), func(k string) bool {
			return !strings.Contains(k, "-alt-variant") && !strings.Contains(k, "-alt-menu") && !strings.Contains(k, "menu")
		})
	}
	return object{
		"language": keep(file("languages.json", "languages"), func(k string) bool {
			return len(strings.SplitN(k, "-", 2)[0]) == 2 || strings.Contains("fil yue haw chr", k)
		}), "region": file("territories.json", "territories"), "script": file("scripts.json", "scripts"),
		"pattern": load("cldr-localenames-full", "main/"+locale+"/localeDisplayNames.json", "main", locale, "localeDisplayNames", "localeDisplayPattern"),
	}
}

func supplemental() object {
	data := func(file string, steps ...string) object {
		return load("cldr-core", "supplemental/"+file, append([]string{"supplemental"}, steps...)...)
	}
	rules := func(v object) object {
		out := object{}
		for language, x := range v {
			if !slices.Contains(strings.Fields(languages), strings.SplitN(language, "-", 2)[0]) {
				continue
			}
			forms := object{}
			for k, rule := range x.(object) {
				text, _, _ := strings.Cut(rule.(string), "@")
				if form := strings.TrimPrefix(k, "pluralRule-count-"); form != "other" {
					forms[form] = strings.TrimSpace(text)
				}
			}
			out[language] = forms
		}
		return out
	}
	hours := object{}
	for region, v := range data("timeData.json", "timeData") {
		hours[region] = v.(object)["_preferred"]
	}
	digits := object{}
	for k, v := range data("numberingSystems.json", "numberingSystems") {
		if o := v.(object); o["_type"] == "numeric" {
			digits[k] = o["_digits"]
		}
	}
	fractions := object{}
	for code, v := range data("currencyData.json", "currencyData", "fractions") {
		if d := v.(object)["_digits"]; d != "2" {
			fractions[code] = d
		}
	}
	return object{
		"cardinal": rules(data("plurals.json", "plurals-type-cardinal")), "ordinal": rules(data("ordinals.json", "plurals-type-ordinal")),
		"ranges": data("pluralRanges.json", "plurals"), "hours": hours, "periods": data("dayPeriods.json", "dayPeriodRuleSet"), "digits": digits,
		"fractions": fractions, "calendars": data("calendarPreferenceData.json", "calendarPreferenceData"),
	}
}

// timeZones are the canonical names by alias in lower case, and the metazones.
func timeZones() object {
	meta, alias := object{}, object{}
	for _, v := range load("cldr-bcp47", "bcp47/timezone.json", "keyword", "u", "tz") {
		o, _ := v.(object)
		all, _ := o["_alias"].(string)
		if names := strings.Fields(all); o["_deprecated"] == nil {
			for _, name := range names {
				alias[strings.ToLower(name)] = names[0]
			}
		}
	}
	var collect func(prefix string, v object)
	collect = func(prefix string, v object) {
		for k, x := range v {
			if list, ok := x.([]any); ok {
				uses := list[len(list)-1].(object)["usesMetazone"].(object)
				if uses["_to"] == nil {
					meta[prefix+k] = uses["_mzone"]
				}
			} else if o, ok := x.(object); ok {
				collect(prefix+k+"/", o)
			}
		}
	}
	collect("", load("cldr-core", "supplemental/metaZones.json", "supplemental", "metaZones", "metazoneInfo", "timezone"))
	return object{"alias": alias, "meta": meta}
}
