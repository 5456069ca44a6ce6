package scan

import (
	"bytes"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
)

// use is a place that reads what only a request can tell.
type use struct {
	api string
	pos diag.Pos
}

// dynamicImports are the functions whose call makes a route dynamic, by module.
var dynamicImports = map[string][]string{
	"next/headers": {"cookies", "headers"},
	"next/server":  {"connection"},
	"next/cache":   {"unstable_noStore"},
}

// requestMembers are the members of a request that only a request can tell;
// urlMembers those of its nextUrl (NEXT-FACTS F1). method and nextUrl.pathname
// are free.
var (
	requestMembers = []string{"headers", "cookies", "url", "body", "json", "text", "formData", "arrayBuffer", "blob"}
	urlMembers     = []string{"search", "searchParams", "url", "href", "origin", "toString", "toJSON"}
)

// dynamicUse looks for a dynamic API in the text of a file: a call of one that
// the file imports, or a read of the request in the function that answers. It
// returns nil where it finds none; code in other files shows at the first run.
func (f *facts) dynamicUse(file string, m *jslit.Module, export string) *use {
	if m.Export(export) == nil && len(m.Stars) == 0 {
		return nil
	}
	if u := f.importedUse(file, m); u != nil {
		return u
	}
	fn := exportedFunc(m, export)
	if fn == nil || len(fn.Params) == 0 {
		return nil
	}
	if export == "GET" {
		return f.requestUse(file, m, fn)
	}
	return f.searchParamsUse(file, m, fn)
}

// importedUse finds a call of an imported dynamic function.
func (f *facts) importedUse(file string, m *jslit.Module) *use {
	for i := range m.Imports {
		b := &m.Imports[i]
		for _, api := range dynamicImports[b.From] {
			if b.Imported != api || b.TypeOnly {
				continue
			}
			if at := callOf(m.Source(), b.Local); at >= 0 {
				return f.useAt(file, at, api+"()")
			}
		}
	}
	return nil
}

func (f *facts) useAt(file string, at int, api string) *use {
	return &use{api: api, pos: f.position(file, at)}
}

// exportedFunc returns the function behind an export, where the file plainly
// shows it.
func exportedFunc(m *jslit.Module, export string) *jslit.Func {
	e := m.Export(export)
	if e == nil {
		return nil
	}
	if e.Func != nil || e.Local == "" {
		return e.Func
	}
	if d := m.Decl(e.Local); d != nil {
		return d.Func
	}
	return nil
}

// requestUse finds a read of the request in a handler.
func (f *facts) requestUse(file string, m *jslit.Module, fn *jslit.Func) *use {
	binding := m.Text(fn.Params[0].Binding)
	if strings.HasPrefix(binding, "{") {
		for _, member := range requestMembers {
			if wordIn(binding, member) {
				return f.useAt(file, fn.Params[0].Binding.Start, "request."+member)
			}
		}
		return nil
	}
	body := m.Source()[fn.Body.Start:fn.Body.End]
	if at, member := memberOf(body, binding, requestMembers); at >= 0 {
		return f.useAt(file, fn.Body.Start+at, "request."+member)
	}
	if at, member := memberOf(body, binding+".nextUrl", urlMembers); at >= 0 {
		return f.useAt(file, fn.Body.Start+at, "nextUrl."+member)
	}
	return nil
}

// searchParamsUse finds a read of the searchParams of a page. They are a
// promise: awaiting it or handing it on makes the page dynamic, asking it for a
// member by mistake does not.
func (f *facts) searchParamsUse(file string, m *jslit.Module, fn *jslit.Func) *use {
	binding := m.Text(fn.Params[0].Binding)
	name := "searchParams"
	if m.Has("use client") {
		return nil
	}
	if !strings.HasPrefix(binding, "{") {
		name = binding + ".searchParams"
	} else if !wordIn(binding, name) {
		return nil
	}
	body := m.Source()[fn.Body.Start:fn.Body.End]
	at := find(body, name, func(rest []byte) bool {
		if len(rest) > 0 && isWordByte(rest[0]) {
			return false
		}
		return !bytes.HasPrefix(rest, []byte(".")) || bytes.HasPrefix(rest, []byte(".then"))
	})
	if at < 0 {
		return nil
	}
	return f.useAt(file, fn.Body.Start+at, "searchParams")
}

// slowAPIs are what cacheComponents does not wait for or can't repeat.
var slowAPIs = [...]string{"Date.now", "Math.random", "crypto.randomUUID", "crypto.getRandomValues", "setTimeout", "fetch"}

// slowUse finds a call under cacheComponents that keeps a GET from being ready
// at once. A file with 'use cache' is left to the run.
func (f *facts) slowUse(file string, m *jslit.Module) *use {
	if m.Export("GET") == nil || bytes.Contains(m.Source(), []byte("use cache")) {
		return nil
	}
	for _, api := range slowAPIs {
		if at := callOf(m.Source(), api); at >= 0 {
			return f.useAt(file, at, api+"()")
		}
	}
	if at := callOf(m.Source(), "new Date"); at >= 0 {
		return f.useAt(file, at, "new Date()")
	}
	return nil
}

// callOf returns the offset of the first call of name outside of comments, -1
// for none.
func callOf(text []byte, name string) int {
	return find(text, name, func(rest []byte) bool {
		rest = bytes.TrimLeft(rest, " \t")
		return len(rest) > 0 && rest[0] == '('
	})
}

// memberOf returns the offset of the first read of one of the members of name.
func memberOf(text []byte, name string, members []string) (int, string) {
	found := ""
	at := find(text, name, func(rest []byte) bool {
		rest = bytes.TrimLeft(bytes.TrimLeft(rest, " \t\r\n"), "?!")
		rest, ok := bytes.CutPrefix(rest, []byte("."))
		if !ok {
			return false
		}
		for _, m := range members {
			after, ok := bytes.CutPrefix(rest, []byte(m))
			if ok && (len(after) == 0 || !isWordByte(after[0])) {
				found = m
				return true
			}
		}
		return false
	})
	return at, found
}

// find returns the first place where name stands as a whole word, outside of
// comments, before a rest that fits.
func find(text []byte, name string, fits func(rest []byte) bool) int {
	for at := 0; name != ""; {
		i := bytes.Index(text[at:], []byte(name))
		if i < 0 {
			return -1
		}
		i += at
		at = i + len(name)
		whole := i == 0 || !isWordByte(text[i-1]) && text[i-1] != '.'
		if whole && fits(text[at:]) && !commented(text, i) {
			return i
		}
	}
	return -1
}

// commented reports whether a place lies in a comment, by its line and by the
// last opening of a block comment.
func commented(text []byte, at int) bool {
	line := text[bytes.LastIndexByte(text[:at], '\n')+1 : at]
	if trimmed := bytes.TrimLeft(line, " \t"); bytes.HasPrefix(trimmed, []byte("//")) || bytes.Contains(line, []byte(" // ")) {
		return true
	}
	open := bytes.LastIndex(text[:at], []byte("/*"))
	return open >= 0 && !bytes.Contains(text[open:at], []byte("*/"))
}

func isWordByte(c byte) bool {
	return c == '_' || c == '$' || c >= 128 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// wordIn reports whether word stands in text as a whole.
func wordIn(text, word string) bool {
	return find([]byte(text), word, func(rest []byte) bool { return len(rest) == 0 || !isWordByte(rest[0]) }) >= 0
}
