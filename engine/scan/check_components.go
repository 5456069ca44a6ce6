package scan

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
	"signalbox/engine/route"
)

// componentFault is what keeps a default export from being rendered.
type componentFault uint8

const (
	soundComponent componentFault = iota // or one that only running it tells
	noDefault
	noComponent    // a value that React can't render
	classComponent // a class, which only a client component may be
)

// componentOf judges the default export of a file as far as its text shows it.
func (b *builder) componentOf(file string) componentFault {
	f := b.rd.parse(file)
	if f.mod == nil || f.mod.Fault != nil || !isScript(file) {
		return soundComponent
	}
	n := b.exportsOf(file)
	found := n.get("default")
	if found == nil {
		if n.open && len(f.mod.Stars) == 0 {
			return soundComponent
		}
		return noDefault
	}
	there := b.rd.parse(found.file)
	if found.decl == nil || there.mod == nil || f.mod.Has("use client") || there.mod.Has("use client") {
		return soundComponent
	}
	return defaultValue(there.mod, found.decl)
}

// defaultValue judges what an export holds.
func defaultValue(m *jslit.Module, e *jslit.Export) componentFault {
	form, init := e.Form, e.Init
	if d := m.Decl(e.Local); e.Local != "" && d != nil {
		if !d.Const && d.Form == jslit.Variable {
			return soundComponent // it may be set anew
		}
		form, init = d.Form, d.Init
	}
	if form == jslit.Class {
		return classComponent
	}
	if init < 0 {
		return soundComponent
	}
	source := bytes.TrimLeft(m.Source()[init:], " \t\r\n")
	switch v := m.Value(init); v.Kind {
	case jslit.NumberVal, jslit.BoolVal, jslit.NullVal, jslit.ArrayVal, jslit.ObjectVal, jslit.RegexVal:
		return noComponent
	case jslit.Undefined:
		return noDefault
	case jslit.CallVal:
		if v.Str == "Symbol" {
			return noComponent
		}
		return soundComponent
	case jslit.StringVal, jslit.NameVal, jslit.FuncVal:
		return soundComponent
	case jslit.Opaque:
	}
	switch {
	case bytes.HasPrefix(source, []byte("class ")), bytes.HasPrefix(source, []byte("class{")):
		return classComponent
	case bytes.HasPrefix(source, []byte("<")) && !bytes.Contains(source, []byte("=>")):
		return noComponent
	}
	return soundComponent
}

// sentence says in a person's words what a fault is.
func (f componentFault) sentence(file, kind string) string {
	switch f {
	case noDefault:
		return fmt.Sprintf("%s has no default export; Next calls nothing else of a %s", file, kind)
	case noComponent:
		return fmt.Sprintf("the default export of %s is a value that React can't render; it has to be a component", file)
	case classComponent:
		return fmt.Sprintf("the default export of %s is a class, and only client components may be classes", file)
	case soundComponent:
	}
	return ""
}

// inNext is what Next says when it renders a path that the file is part of.
func (f componentFault) inNext(path, convention string) string {
	switch {
	case f == classComponent:
		return "TypeError: Class constructors cannot be invoked without 'new'"
	case convention == "template":
		return "Element type is invalid: expected a string (for built-in components) or a class/function (for composite components) but got:"
	}
	return fmt.Sprintf("The default export is not a React Component in \"%s/%s\"", strings.TrimSuffix(path, "/"), convention)
}

// checkDefault reports a page or a layout whose default export can't be
// rendered.
func (b *builder) checkDefault(file, kind, path string) {
	fault := b.componentOf(file)
	if fault == soundComponent {
		return
	}
	d := diag.Diagnostic{
		Code: MissingDefault, Path: path, Message: fault.sentence(file, kind), Next: fault.inNext(path, kind),
		Spans: []diag.Span{fileSpan(file, "")},
	}
	if fault != noDefault {
		d.Code = NotAComponent
	}
	if b.typeChecked(file) {
		d.Next = fmt.Sprintf("Type 'typeof import(\"%s\")' does not satisfy the constraint", importName(file))
		if !b.rd.parse(file).mod.ESM {
			d.Next = fmt.Sprintf("File './%s' is not a module.", file)
		}
		b.refused(diag.StageBuild, d)
		return
	}
	if b.renderer(file) != nil {
		b.refused(diag.StageBuild, d)
		return
	}
	b.warn(d)
}

// renderer is a page that the build renders with the file, nil for none.
func (b *builder) renderer(file string) *row {
	i := slices.IndexFunc(b.rows, func(r *row) bool {
		return r.Kind == route.Page && r.Render != route.Dynamic &&
			slices.ContainsFunc(r.claimants(), func(e *row) bool {
				return e.File == file || slices.Contains(e.Layouts, file) || slices.Contains(e.Special, file)
			})
	})
	if i < 0 {
		return nil
	}
	return b.rows[i]
}

// surrounding are the files that Next looks at when it renders the pages of a
// folder, besides pages and layouts.
var surrounding = [...]special{templateFile, errorFile, loadingFile, notFoundFile, forbiddenFile, unauthorizedFile, defaultFile}

// checkSurroundings reports loading, error and suchlike files of a folder whose
// default export can't be rendered, where the build renders a page with them.
func (b *builder) checkSurroundings(d *dir) {
	for _, kind := range surrounding {
		file := d.special[kind]
		if file == "" || (kind == forbiddenFile || kind == unauthorizedFile) && !b.config.Experimental.AuthInterrupts {
			continue
		}
		fault := b.componentOf(file)
		if fault == soundComponent || fault == classComponent && kind != templateFile && kind != defaultFile {
			continue
		}
		b.surroundingFault(d, file, specialNames[kind], fault)
	}
}

func (b *builder) surroundingFault(d *dir, file, convention string, fault componentFault) {
	r := b.renderer(file)
	if convention == "default" {
		r = b.rendererBeside(d)
	}
	if r == nil {
		return
	}
	if convention == "default" {
		convention = "page"
	}
	p := diag.Diagnostic{
		Code: NotAComponent, Path: r.Path, Message: fault.sentence(file, specialNames[specialOf(stemOf(file))]),
		Next: fault.inNext(r.Path, convention), Spans: []diag.Span{fileSpan(file, "")},
	}
	if fault == noDefault {
		p.Code = MissingDefault
	}
	b.refused(diag.StageBuild, p)
}

// rendererBeside is a page that is rendered with the default file of a folder:
// one of a slot beside it that has nothing in the folder itself.
func (b *builder) rendererBeside(d *dir) *row {
	layout := d
	for layout != nil && layout.special[layoutFile] == "" {
		layout = layout.parent
	}
	if layout == nil || d.special[pageFile] != "" {
		return nil
	}
	prefix := d.path + "/"
	i := slices.IndexFunc(b.rows, func(r *row) bool {
		return r.Kind == route.Page && r.Render != route.Dynamic && r.Path == route.EntryPath(d.app) &&
			!slices.ContainsFunc(r.claimants(), func(e *row) bool {
				return strings.HasPrefix(e.File, prefix) && !strings.HasPrefix(e.File[len(prefix):], "@")
			})
	})
	if i < 0 {
		return nil
	}
	return b.rows[i]
}
