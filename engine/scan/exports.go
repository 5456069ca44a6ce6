package scan

import (
	"signalbox/engine/diag"
	"signalbox/engine/jslit"
)

// name is one exported name of a module with the place that declares it, after
// all re-exports.
type name struct {
	export *jslit.Export // as the module itself writes it
	file   string        // the file that declares the value
	decl   *jslit.Export // the export there; nil where it can't be read
	// through says that the name comes through `export * from`.
	through bool
}

// names are the run-time exports of a module.
type names struct {
	list []name
	// open says that an `export *` leads to a module that can't be read, so
	// there may be more names.
	open bool
	// missing are re-exports of names that the other module surely lacks, or
	// of modules that surely don't exist.
	missing []missing
}

// missing is a re-export that leads nowhere.
type missing struct {
	start     int // in the re-exporting module
	name      string
	specifier string
	target    string // the file that lacks the name, "" for no such module
}

// get returns the export of that name.
func (n *names) get(text string) *name {
	for i := range n.list {
		if n.list[i].export.Name == text {
			return &n.list[i]
		}
	}
	return nil
}

// exportsOf follows the exports of a file through its re-exports.
func (b *builder) exportsOf(file string) *names {
	f := b.rd.parse(file)
	if f.mod == nil {
		return &names{open: true}
	}
	if f.plain != nil {
		return f.plain
	}
	if n := b.names[file]; n != nil {
		return n
	}
	n := &names{}
	b.names[file] = n // a cycle sees what is known so far
	for i := range f.mod.Exports {
		e := &f.mod.Exports[i]
		if e.IsType() || n.get(e.Name) != nil {
			continue
		}
		n.add(b, file, f.mod, e)
	}
	for i := range f.mod.Stars {
		n.star(b, file, &f.mod.Stars[i])
	}
	if f.mod.Fault != nil {
		n.open = true
	}
	return n
}

// plainNames returns the exports of a module that takes none from another, nil
// for a module that does.
func plainNames(file string, m *jslit.Module) *names {
	if len(m.Stars) > 0 || m.Fault != nil {
		return nil
	}
	n := &names{}
	for i := range m.Exports {
		e := &m.Exports[i]
		switch {
		case e.Form == jslit.Reexport, e.Local != "" && m.Import(e.Local) != nil:
			return nil
		case !e.IsType() && n.get(e.Name) == nil:
			n.list = append(n.list, name{export: e, file: file, decl: e})
		}
	}
	return n
}

func (n *names) add(b *builder, file string, m *jslit.Module, e *jslit.Export) {
	found := name{export: e, file: file, decl: e}
	from, imported := e.From, e.Imported
	if e.Form == jslit.Specifier || e.Form == jslit.DefaultExpr && e.Local != "" {
		if b := m.Import(e.Local); b != nil {
			from, imported = b.From, b.Imported
		}
	}
	if from != "" && imported != "*" {
		found.file, found.decl = b.follow(n, file, e, from, imported)
	}
	n.list = append(n.list, found)
}

// follow finds where a re-exported name is declared.
func (b *builder) follow(n *names, file string, e *jslit.Export, from, imported string) (string, *jslit.Export) {
	target, known := b.resolver.resolve(file, from)
	if target == "" {
		if known {
			n.missing = append(n.missing, missing{start: e.Start, name: imported, specifier: from})
		}
		return from, nil
	}
	if !isScript(target) {
		return target, nil
	}
	there := b.exportsOf(target)
	if other := there.get(imported); other != nil {
		return other.file, other.decl
	}
	if !there.open && e.Form == jslit.Reexport && !b.commonJS(target) && !b.typeIn(target, imported) {
		n.missing = append(n.missing, missing{start: e.Start, name: imported, specifier: from, target: target})
	}
	return target, nil
}

// typeIn reports whether a module exports the name as a type.
func (b *builder) typeIn(file, text string) bool {
	f := b.rd.parse(file)
	if f.mod == nil {
		return true
	}
	for i := range f.mod.Exports {
		if f.mod.Exports[i].Name == text {
			return true
		}
	}
	return false
}

// commonJS reports whether a module may set its exports at run time.
func (b *builder) commonJS(file string) bool {
	f := b.rd.parse(file)
	return f.mod == nil || !f.mod.ESM
}

// star takes over the names of `export * from`.
func (n *names) star(b *builder, file string, s *jslit.Star) {
	target, known := b.resolver.resolve(file, s.From)
	if target == "" || !isScript(target) {
		if known && target == "" {
			n.missing = append(n.missing, missing{start: s.Start, name: "*", specifier: s.From})
		}
		n.open = n.open || !known || target != ""
		return
	}
	there := b.exportsOf(target)
	n.open = n.open || there.open || b.commonJS(target)
	for _, other := range there.list {
		if other.export.Name != "default" && n.get(other.export.Name) == nil {
			other.through = true
			n.list = append(n.list, other)
		}
	}
}

func isScript(file string) bool {
	for _, ext := range tried[:len(tried)-1] {
		if len(file) > len(ext) && file[len(file)-len(ext):] == ext {
			return true
		}
	}
	return false
}

// span returns the place of a stretch of a file.
func (b *builder) span(file string, start, end int, label string) diag.Span {
	s := diag.Span{Pos: diag.Pos{File: file}, Label: label}
	f := b.rd.parse(file)
	if f.mod == nil {
		return s
	}
	s.Pos = f.facts.position(file, start)
	if end > start {
		s.EndLine, s.EndColumn = s.Line, s.Column+end-start
	}
	return s
}

// spanOf returns the place of an exported name where it is declared.
func (b *builder) spanOf(n *name, label string) diag.Span {
	if n.decl != nil {
		return b.span(n.file, n.decl.Start, n.decl.End, label)
	}
	return diag.Span{Pos: diag.Pos{File: n.file}, Label: label}
}
