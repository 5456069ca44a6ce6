package jslit

// commonJS reads `module.exports = …`, `module.exports.x = …`, `exports.x = …`
// and `Object.defineProperty(exports, 'x', …)`. It returns i where none stands.
func (r *reader) commonJS(i int) int {
	at := i
	switch {
	case r.op(i) == kwModule && r.op(i+1) == '.' && r.text(i+2) == "exports":
		at = i + 3
		if r.op(at) == '=' {
			r.commonJSValue(at + 1)
			return r.expr(at + 1)
		}
	case r.isName(i) && r.text(i) == "exports":
		at = i + 1
	case r.isName(i) && r.text(i) == "Object":
		return r.defineExport(i)
	default:
		return i
	}
	if r.op(at) == '.' && r.isName(at+1) && r.op(at+2) == '=' {
		r.commonJSName(at+1, at+3)
		return r.assignment(at + 3)
	}
	return i
}

// assignment skips the right side of `exports.a = exports.b = 1`, reading the
// inner assignments too.
func (r *reader) assignment(i int) int {
	if next := r.commonJS(i); next > i {
		return next
	}
	return r.expr(i)
}

// defineExport reads `Object.defineProperty(exports, 'x', …)`.
func (r *reader) defineExport(i int) int {
	if r.op(i+1) != '.' || r.text(i+2) != "defineProperty" || r.op(i+3) != '(' || r.text(i+4) != "exports" || !r.isString(i+6) {
		return i
	}
	if r.name(i+6) != "__esModule" {
		r.commonJSName(i+6, -1)
	}
	return r.close(i+3) + 1
}

// commonJSName records the export named by the token at i, with its value at
// the token init.
func (r *reader) commonJSName(i, init int) {
	t := r.tok(i)
	e := Export{Name: r.name(i), Form: CommonJS, Start: int(t.Start), End: int(t.End), Init: -1}
	if init >= 0 {
		e.Init = int(r.tok(init).Start)
		e.Func = r.functionAt(init)
		if r.isName(init) && r.endsExpression(init+1) {
			e.Local = r.name(init)
		}
	}
	r.mod.Exports = append(r.mod.Exports, e)
}

// commonJSValue reads the value of module.exports: the keys of an object, and
// the value itself as the default export.
func (r *reader) commonJSValue(i int) {
	t := r.tok(i)
	def := Export{Name: "default", Form: CommonJS, Start: int(t.Start), End: int(t.End), Init: int(t.Start), Func: r.functionAt(i)}
	if r.isName(i) && r.op(i) == kwNone && r.endsExpression(i+1) {
		def.Local = r.name(i)
	}
	r.mod.Exports = append(r.mod.Exports, def)
	if r.op(i) != '{' {
		return
	}
	end := r.close(i)
	for i++; i < end; {
		i = r.member(i, end)
	}
}

// member reads one member of the object behind module.exports.
func (r *reader) member(i, end int) int {
	if r.op(i) == kwAsync && (r.isName(i+1) || r.op(i+1) == '*') {
		i++
	}
	if r.op(i) == '*' {
		i++
	}
	if r.isName(i) || r.isString(i) {
		switch r.op(i + 1) {
		case ':':
			r.commonJSName(i, i+2)
		case ',', '}':
			r.commonJSName(i, i)
		case '(':
			r.commonJSName(i, -1)
		}
	}
	for i < end && r.op(i) != ',' {
		i = r.step(i)
	}
	return i + 1
}
