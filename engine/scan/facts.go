package scan

import (
	"bytes"
	"sort"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
)

// facts is what the rows and the checks ask of a file again and again. They
// depend on its text alone, so they are read once, by the worker that parses it.
type facts struct {
	lines    []int32 // offsets of the line breaks
	config   []setting
	get      *use // what a GET reads of the request, nil for nothing
	page     *use // what the default export reads of it
	slow     *use // what cacheComponents does not wait for
	useCache int  // offset of a 'use cache' directive, -1 for none
}

// setting is one segment config export that the file itself writes as a
// constant.
type setting struct {
	export *jslit.Export
	value  jslit.Value
}

func readFacts(name string, m *jslit.Module) facts {
	f := facts{lines: lineBreaks(m.Source()), useCache: -1}
	if m.Fault != nil {
		return f
	}
	for _, text := range configExports {
		if e := m.Export(text); e != nil {
			f.config = append(f.config, setting{export: e, value: constant(m, e)})
		}
	}
	f.get = f.dynamicUse(name, m, "GET")
	f.page = f.dynamicUse(name, m, "default")
	f.slow = f.slowUse(name, m)
	if bytes.Contains(m.Source(), []byte("use cache")) {
		f.useCache = directiveOffset(m.Source(), "use cache")
	}
	return f
}

// constant reads the value of an exported constant: written in the export, or
// as a variable that an export list names.
func constant(m *jslit.Module, e *jslit.Export) jslit.Value {
	switch {
	case e.Form == jslit.Specifier:
		if d := m.Decl(e.Local); d != nil && d.Init >= 0 {
			return m.Value(d.Init)
		}
	case e.Init >= 0 && e.Form == jslit.Pattern:
		object := m.Value(e.Init)
		if v, ok := object.Get(e.Name); ok {
			return *v
		}
	case e.Init >= 0:
		return m.Value(e.Init)
	}
	return jslit.Value{}
}

func lineBreaks(text []byte) []int32 {
	breaks := make([]int32, 0, bytes.Count(text, []byte{'\n'}))
	for at := 0; ; {
		i := bytes.IndexByte(text[at:], '\n')
		if i < 0 {
			return breaks
		}
		breaks = append(breaks, int32(at+i))
		at += i + 1
	}
}

// position turns a byte offset into a place.
func (f *facts) position(file string, offset int) diag.Pos {
	line := sort.Search(len(f.lines), func(i int) bool { return int(f.lines[i]) >= offset })
	start := 0
	if line > 0 {
		start = int(f.lines[line-1]) + 1
	}
	return diag.Pos{File: file, Line: line + 1, Column: offset - start + 1}
}
