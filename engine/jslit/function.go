package jslit

// function reads a function from `async` or `function` on. It returns the
// token of its name (-1 for none), and nil for a declaration without a body.
func (r *reader) function(i int) (f *Func, name, next int) {
	f, name = &Func{}, -1
	if r.op(i) == kwAsync {
		f.Async = true
		i++
	}
	i++
	if r.op(i) == '*' {
		f.Generator = true
		i++
	}
	if r.isName(i) {
		f.Name, name = r.name(i), i
		i++
	}
	if next = r.signature(i, f); r.op(next) != '{' {
		return nil, name, max(next, i)
	}
	f.Body = r.inside(next)
	return f, name, r.close(next) + 1
}

// signature reads type parameters, parameters and the return type.
func (r *reader) signature(i int, f *Func) int {
	if r.op(i) == '<' {
		i = r.angles(i)
	}
	if r.op(i) != '(' {
		return i
	}
	end := r.close(i)
	for at := i + 1; at < end; {
		p, next := r.param(at, end)
		f.Params = append(f.Params, p)
		at = next
	}
	i = end + 1
	if r.op(i) == ':' {
		start := i + 1
		i = r.typ(start)
		f.Returns = r.span(start, i)
	}
	return i
}

// param reads one parameter and the comma behind it.
func (r *reader) param(i, end int) (p Param, next int) {
	start := i
	if r.op(i) == opSpread {
		i++
	}
	i = r.step(i)
	p.Binding = r.span(start, i)
	if r.op(i) == '?' {
		i++
	}
	if r.op(i) == ':' {
		t := i + 1
		i = max(r.typ(t), t)
		p.Type = r.span(t, i)
	}
	for i < end && r.op(i) != ',' {
		i = r.step(i)
	}
	return p, i + 1
}

// span returns the text range of the tokens [from, to).
func (r *reader) span(from, to int) Range {
	if to <= from {
		return Range{}
	}
	return Range{int(r.tok(from).Start), int(r.tok(to - 1).End)}
}

// inside returns the text range between a bracket and the one that closes it.
func (r *reader) inside(i int) Range {
	return Range{int(r.tok(i).End), int(r.tok(r.close(i)).Start)}
}

// functionAt reads the function that an expression plainly is: a function
// expression or an arrow function. It returns nil for anything else.
func (r *reader) functionAt(i int) *Func {
	async := 0
	if r.op(i) == kwAsync && !r.tok(i+1).NL {
		async = 1
	}
	at := i + async
	switch {
	case r.op(at) == kwFunction:
		f, _, next := r.function(i)
		if f == nil || !r.endsExpression(next) {
			return nil
		}
		return f
	case r.op(at) == '(' || r.op(at) == '<' && r.mod.dialect != JavaScript:
		f := &Func{Async: async == 1}
		return r.arrow(r.signature(at, f), f)
	case r.isName(at) && r.op(at+1) == opArrow:
		f := &Func{Async: async == 1, Params: []Param{{Binding: r.span(at, at+1)}}}
		return r.arrow(at+1, f)
	}
	return nil
}

// arrow reads `=> body`.
func (r *reader) arrow(i int, f *Func) *Func {
	if r.op(i) != opArrow {
		return nil
	}
	i++
	if r.op(i) == '{' {
		f.Body = r.inside(i)
		return f
	}
	f.Arrow = true
	f.Body = r.span(i, r.expr(i))
	return f
}
