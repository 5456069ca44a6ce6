package intl

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// The tables are facts of the Unicode CLDR, version 48, which Node 20 carries
// too; gen.go makes them and says how they lie in the archive.
//
//go:generate go run gen.go -cldr node_modules
//go:embed data/cldr.zip
var archive []byte

// tables reads the archive. One machine owns it; nothing is unpacked before it
// is asked for.
type tables struct {
	entries map[string]*zip.File
	locales map[string]bool
	parents map[string]string
	texts   map[string]map[string]string // by entry, then locale
}

// opened is the archive's directory, which all machines of the process share.
var opened = sync.OnceValues(func() (*tables, error) {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, fmt.Errorf("the tables of Intl: %w", err)
	}
	t := &tables{entries: map[string]*zip.File{}, locales: map[string]bool{}, parents: map[string]string{}}
	for _, f := range r.File {
		t.entries[f.Name] = f
	}
	for name := range strings.SplitSeq(t.entry("locales"), "\n") {
		t.locales[name] = true
	}
	for line := range strings.SplitSeq(t.entry("parents"), "\n") {
		name, parent, _ := strings.Cut(line, " ")
		t.parents[name] = parent
	}
	return t, nil
})

// openTables answers tables for one machine.
func openTables() (*tables, error) {
	shared, err := opened()
	if err != nil {
		return nil, err
	}
	own := *shared
	own.texts = map[string]map[string]string{}
	return &own, nil
}

// entry is the text of an entry, "" where there is none.
func (t *tables) entry(name string) string {
	f, ok := t.entries[name]
	if !ok {
		return ""
	}
	r, err := f.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		return ""
	}
	return string(text)
}

// find looks a tag up: the longest beginning of it that is a locale, as it is
// shown and as the tables name it. "zh-TW" is shown as such and found under
// "zh-Hant".
func (t *tables) find(tag string) (shown, table string, ok bool) {
	for shown = tag; shown != ""; shown = cutLast(shown) {
		table = shown
		if base, _, _ := strings.Cut(shown, "-"); base == "nb" { // CLDR has Bokmål under the name of Norwegian
			table = "no" + strings.TrimPrefix(shown, base)
		}
		if t.locales[shown] || t.locales[table] {
			return shown, t.lined(table), true
		}
		if full := t.withScript(shown); full != "" {
			return shown, t.lined(full), true
		}
	}
	return "", "", false
}

// withScript is a locale of language and region with its likely script, where
// the tables have that one.
func (t *tables) withScript(tag string) string {
	parts := strings.Split(tag, "-")
	if len(parts) != 2 || len(parts[1]) == 4 {
		return ""
	}
	script, _ := language.Make(tag).Script()
	if full := parts[0] + "-" + script.String() + "-" + parts[1]; t.locales[full] {
		return full
	}
	return ""
}

// lined is the locale whose line in the tables stands for another: "de-DE" has
// nothing of its own.
func (t *tables) lined(tag string) string {
	for ; tag != ""; tag = cutLast(tag) {
		base, _, _ := strings.Cut(tag, "-")
		if _, ok := t.lines(base + "/list")[tag]; ok {
			return tag
		}
	}
	return tag
}

func cutLast(tag string) string {
	return tag[:max(strings.LastIndexByte(tag, '-'), 0)]
}

func (t *tables) lines(name string) map[string]string {
	if found, ok := t.texts[name]; ok {
		return found
	}
	found := map[string]string{}
	for line := range strings.SplitSeq(t.entry(name), "\n") {
		if locale, text, ok := strings.Cut(line, "\t"); ok {
			found[locale] = text
		}
	}
	t.texts[name] = found
	return found
}

// section is what a section says of a locale: JSON texts to be merged in order,
// the root of the language first.
func (t *tables) section(locale, section string) []any {
	base, _, _ := strings.Cut(locale, "-")
	lines := t.lines(base + "/" + section)
	var chain []any
	for name := locale; name != ""; name = t.parent(name, lines) {
		if text, ok := lines[name]; ok {
			chain = append(chain, text)
		}
	}
	slices.Reverse(chain)
	return chain
}

// parent is the nearest locale above that has a line, as gen.go took it.
func (t *tables) parent(name string, lines map[string]string) string {
	for name != "" {
		up, ok := t.parents[name]
		if !ok {
			up = cutLast(name)
		}
		if _, ok := lines[up]; ok {
			return up
		}
		name = up
	}
	return ""
}
