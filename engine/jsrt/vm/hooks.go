package vm

import (
	"fmt"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/libquickjs"
)

// installHooks gives the engine the three functions that it calls back. They
// are closures, so no table leads from the engine to its machine; the Machine
// keeps them reachable.
func (m *Machine) installHooks() {
	m.trampo = func(_ *libc.TLS, _ uintptr, _ value, argc int32, argv uintptr, magic int32, _ uintptr) value {
		return m.runOp(&m.ops[magic], unsafe.Slice(at[value](argv), int(argc)))
	}
	m.tracker = func(_ *libc.TLS, _ uintptr, promise, reason value, handled int32, _ uintptr) {
		m.track(promise, reason, handled != 0)
	}
	m.watchdog = func(_ *libc.TLS, _, _ uintptr) int32 {
		if m.overdue() {
			m.interrupted, m.overran = true, true
			return 1
		}
		return 0
	}
	lib.XJS_SetHostPromiseRejectionTracker(m.tls, m.rt, funcPtr(m.tracker), 0)
	lib.XJS_SetInterruptHandler(m.tls, m.rt, funcPtr(m.watchdog), 0)
}

// installOps makes the host object. The result is the caller's.
func (m *Machine) installOps(libs []*Library) (value, error) {
	host := lib.XJS_NewObject(m.tls, m.ctx)
	seen := map[string]string{}
	for _, l := range libs {
		var entries []opEntry
		for name, op := range l.Ops {
			entries = append(entries, opEntry{name: name, sync: op})
		}
		for name, op := range l.AsyncOps {
			entries = append(entries, opEntry{name: name, async: op})
		}
		for _, e := range entries {
			if other, dup := seen[e.name]; dup {
				m.free(host)
				return undefined, fmt.Errorf("vm: the operation %s is in library %s and in library %s", e.name, other, l.Name)
			}
			seen[e.name] = l.Name
			m.setProperty(host, e.name, m.newFunction(e))
		}
	}
	return host, nil
}

func (m *Machine) newFunction(e opEntry) value {
	m.ops = append(m.ops, e)
	return lib.XJS_NewCFunctionData(m.tls, m.ctx, funcPtr(m.trampo), 0, int32(len(m.ops)-1), 0, 0)
}

// runOp is where JavaScript calls Go. A panic of an operation is a bug of ours,
// and must not unwind the engine: it becomes an exception.
func (m *Machine) runOp(e *opEntry, argv []value) (r value) {
	defer func() {
		if p := recover(); p != nil {
			r = m.throw(fmt.Errorf("the operation %s panicked: %v", e.name, p))
		}
	}()
	if e.raw != nil {
		return e.raw(argv)
	}
	args := make([]any, len(argv))
	for i, v := range argv {
		a, ok := m.toGo(v)
		if !ok {
			return exception
		}
		args[i] = a
	}
	if e.async != nil {
		return m.startAsync(e, args)
	}
	out, err := e.sync(args)
	if err != nil {
		return m.throw(err)
	}
	return m.fromGo(out)
}

// throw makes err the pending exception.
func (m *Machine) throw(err error) value {
	exc := m.newError(err)
	if isException(exc) {
		return exc
	}
	return lib.XJS_Throw(m.tls, m.ctx, exc)
}

// newError builds the JavaScript error of a Go error through internal.makeError.
func (m *Machine) newError(err error) value {
	e, ok := err.(*Error)
	if !ok {
		e = &Error{Name: "Error", Message: err.Error()}
	}
	args := [3]value{m.newString(e.Name), m.newString(e.Message), m.newString(e.Code)}
	defer func() {
		for _, a := range args {
			m.free(a)
		}
	}()
	if tagOf(m.makeErr) != lib.EJS_TAG_OBJECT { // the machine's own prelude is still running
		exc := lib.XJS_NewError(m.tls, m.ctx)
		m.setProperty(exc, "message", m.dup(args[1]))
		return exc
	}
	return m.call(m.makeErr, undefined, args[:]...)
}

// startAsync starts an asynchronous operation and answers its promise.
func (m *Machine) startAsync(e *opEntry, args []any) value {
	promise := lib.XJS_NewPromiseCapability(m.tls, m.ctx, m.out)
	if isException(promise) {
		return promise
	}
	fns := *at[[2]value](m.out)
	m.pending[fns] = struct{}{}
	go func() {
		out, err := runAsync(m, e, args)
		m.Post(func() { m.finishAsync(fns, out, err) })
	}()
	return promise
}

func runAsync(m *Machine, e *opEntry, args []any) (out any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the operation %s panicked: %v", e.name, p)
		}
	}()
	return e.async(m.life, args)
}

func (m *Machine) finishAsync(fns [2]value, out any, err error) {
	if _, ok := m.pending[fns]; !ok {
		return
	}
	delete(m.pending, fns)
	fn, arg := fns[0], undefined
	if err == nil {
		arg = m.fromGo(out)
	} else {
		fn, arg = fns[1], m.newError(err)
	}
	if isException(arg) {
		fn, arg = fns[1], lib.XJS_GetException(m.tls, m.ctx)
	}
	m.free(m.call(fn, undefined, arg))
	m.free(arg)
	m.free(fns[0])
	m.free(fns[1])
}

// rejection is a promise that was rejected while nobody listened.
type rejection struct{ promise, reason value }

// track follows the engine's calls: rejected without a handler, or handled
// after all.
func (m *Machine) track(promise, reason value, handled bool) {
	p := pointerOf(promise)
	if !handled {
		m.rejected[p] = rejection{m.dup(promise), m.dup(reason)}
		m.rejectedOrder = append(m.rejectedOrder, p)
		return
	}
	if r, ok := m.rejected[p]; ok {
		delete(m.rejected, p)
		m.free(r.promise)
		m.free(r.reason)
	}
}

// tellRejections calls internal.onUnhandledRejection for what is still
// unhandled when the microtasks have run.
func (m *Machine) tellRejections() {
	order := m.rejectedOrder
	m.rejectedOrder = nil
	for _, p := range order {
		r, ok := m.rejected[p]
		if !ok {
			continue
		}
		delete(m.rejected, p)
		m.tellRejection(r)
		m.free(r.promise)
		m.free(r.reason)
	}
}

func (m *Machine) tellRejection(r rejection) {
	hook := m.property(m.internal, "onUnhandledRejection")
	defer m.free(hook)
	if lib.XJS_IsFunction(m.tls, m.ctx, hook) != 0 {
		out := m.call(hook, undefined, r.reason, r.promise)
		if isException(out) {
			m.report("uncaught", m.takeError().Error())
		}
		m.free(out)
		return
	}
	e := m.errorOf(r.reason)
	m.report("rejection", e.Error()+"\n"+e.Stack)
}

func (m *Machine) report(kind, text string) {
	if m.opts.Report != nil {
		m.opts.Report(kind, text)
	}
}
