package vm

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"modernc.org/libc"
	lib "modernc.org/libquickjs"
	"modernc.org/quickjs"
)

//go:embed prelude.js
var prelude string

// Options set a machine up. The zero value is usable.
type Options struct {
	// Memory limits the engine's own allocations, in bytes; 0 is 512 MiB.
	Memory int64
	// Stack limits the depth of calls, in engine slots (about one per call of a
	// JavaScript function); 0 is the engine's default of 5000.
	Stack int
	// Timers limits the open timers; 0 is 10,000.
	Timers int
	// Turn limits one task: JavaScript that runs longer without giving the loop
	// back is interrupted (see Interrupt). 0: no limit.
	Turn time.Duration
	// Load answers the source of a module that no library has, by its
	// normalised name. nil: there is none.
	Load func(name string) (string, error)
	// Resolve turns a specifier that is neither relative nor a library module
	// into a name for Load. nil: the specifier is the name.
	Resolve func(base, specifier string) (string, error)
	// Meta answers import.meta.url for a module name. nil: the name itself.
	Meta func(name string) string
	// Report takes what nobody else does: "uncaught" or "rejection" with a
	// text. nil drops it.
	Report func(kind, text string)
	// Setup runs on the fresh engine before the preludes. The Intl package
	// registers itself here.
	Setup func(*quickjs.VM) error
	// Compiled has the libraries' sources as bytecode; nil: they are compiled.
	Compiled *Compiled
}

// ErrClosed says that the machine was closed, or abandoned because it would
// not stop.
var ErrClosed = errors.New("vm: the machine is closed")

// Machine is one engine with its loop. Its methods are safe for concurrent use
// unless they say otherwise.
type Machine struct {
	opts  Options
	raw   *quickjs.VM
	codec // touched by the loop only

	ops      []opEntry
	trampo   hostFunc // kept reachable: the engine holds its address
	tracker  trackFunc
	watchdog interruptFunc
	modules  moduleTable
	host     value
	internal value
	makeErr  value
	funcs    map[string]value // functions of internal, by name
	closers  []func()         // of the libraries

	loop
	deadline atomic.Int64 // nanoseconds since started after which JavaScript is interrupted; 0: none
	started  time.Time

	life   context.Context // ends with the machine
	cancel context.CancelFunc
	done   chan struct{} // closed when the loop has ended
	ended  chan struct{} // closed when the loop has ended or was abandoned
	end    sync.Once

	settle map[float64]chan settled
	nextID float64
}

type opEntry struct {
	name  string
	sync  Op
	async AsyncOp
	raw   func(argv []value) value // of the machine itself
}

type (
	trackFunc     = func(tls *libc.TLS, ctx uintptr, promise, reason value, handled int32, opaque uintptr)
	interruptFunc = func(tls *libc.TLS, rt, opaque uintptr) int32
)

// New starts a machine: the engine, the libraries' operations, their preludes
// in order. It returns an error where a prelude does not compile or throws.
func New(libs []*Library, o Options) (*Machine, error) {
	raw, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("vm: start the engine: %w", err)
	}
	h, err := handlesOf(raw)
	if err != nil {
		raw.Close()
		return nil, err
	}
	m := &Machine{
		opts: o, raw: raw, codec: newCodec(h), funcs: map[string]value{},
		loop: newLoop(), started: time.Now(), done: make(chan struct{}), ended: make(chan struct{}), settle: map[float64]chan settled{},
	}
	for _, l := range libs {
		if l.Close != nil {
			m.closers = append(m.closers, l.Close)
		}
	}
	m.life, m.cancel = context.WithCancel(context.Background())
	if err := m.setUp(libs); err != nil {
		m.cancel()
		m.destroy()
		close(m.done)
		m.finish()
		return nil, err
	}
	go m.run()
	return m, nil
}

func (m *Machine) setUp(libs []*Library) error {
	memory := m.opts.Memory
	if memory == 0 {
		memory = 512 << 20
	}
	lib.XJS_SetMemoryLimit(m.tls, m.rt, lib.Tsize_t(memory))
	if m.opts.Stack > 0 {
		lib.XJS_SetMaxStackSize(m.tls, m.rt, lib.Tsize_t(m.opts.Stack))
	}
	if m.opts.Setup != nil {
		if err := m.opts.Setup(m.raw); err != nil {
			return fmt.Errorf("vm: set up the engine: %w", err)
		}
	}
	m.installHooks()
	m.internal = lib.XJS_NewObject(m.tls, m.ctx)
	host, err := m.installOps(append([]*Library{m.ownLibrary()}, libs...))
	if err != nil {
		return err
	}
	m.host = host
	m.installModules(libs, host)
	if err := m.startPrelude(Source{"signalbox:vm", prelude}, host); err != nil {
		return err
	}
	m.makeErr = m.property(m.internal, "makeError")
	for _, l := range libs {
		for _, s := range l.Prelude {
			if err := m.startPrelude(s, host); err != nil {
				return fmt.Errorf("vm: prelude %s of library %s: %w", s.Name, l.Name, err)
			}
		}
	}
	return nil
}

// startPrelude runs a prelude with the microtasks that follow from it.
func (m *Machine) startPrelude(s Source, host value) error {
	r := m.runPrelude(s, host)
	defer m.free(r)
	if isException(r) {
		return m.takeError()
	}
	return m.drain()
}

// eval compiles and runs a source under its own name. The result is the caller's.
func (m *Machine) eval(name, code string, flags int32) value {
	cname, _ := libc.CString(name)
	defer libc.Xfree(m.tls, cname)
	text, err := libc.CString(code)
	if err != nil {
		return lib.XJS_ThrowOutOfMemory(m.tls, m.ctx)
	}
	defer libc.Xfree(m.tls, text)
	return lib.XJS_Eval(m.tls, m.ctx, text, lib.Tsize_t(len(code)), cname, flags)
}

// call calls a function. The arguments stay the caller's, the result is too.
func (m *Machine) call(fn, this value, args ...value) value {
	n := max(len(args), 1)
	argv := libc.Xmalloc(m.tls, libc.Tsize_t(n)*libc.Tsize_t(sizeofValue))
	defer libc.Xfree(m.tls, argv)
	for i, a := range args {
		*at[value](argv + uintptr(i)*sizeofValue) = a
	}
	return lib.XJS_Call(m.tls, m.ctx, fn, this, int32(len(args)), argv)
}

// Invoke calls the function internal[name] on the loop and returns its result,
// converted. It may be called from inside a task only (Post, Do, an Op's reply).
func (m *Machine) Invoke(name string, args ...any) (any, error) {
	fn, ok := m.funcs[name]
	if !ok {
		fn = m.property(m.internal, name)
		if lib.XJS_IsFunction(m.tls, m.ctx, fn) == 0 {
			m.free(fn)
			m.drop()
			return nil, fmt.Errorf("vm: internal.%s is not a function", name)
		}
		m.funcs[name] = fn
	}
	vals := make([]value, len(args), 16)
	for i, a := range args {
		vals[i] = m.fromGo(a)
	}
	r := m.call(fn, undefined, vals...)
	for _, v := range vals {
		m.free(v)
	}
	if isException(r) {
		return nil, m.takeError()
	}
	defer m.free(r)
	out, ok := m.toGo(r)
	if !ok {
		return nil, m.takeError()
	}
	return out, nil
}

// Call runs internal[name](...args) as a task of its own, microtasks included,
// and returns its result.
func (m *Machine) Call(ctx context.Context, name string, args ...any) (r any, err error) {
	if e := m.Do(ctx, func() { r, err = m.Invoke(name, args...) }); e != nil {
		return nil, e
	}
	return r, err
}

// Close ends the machine and waits for its loop. It is idempotent. Where the
// loop is stuck in the engine, Close gives up after a second and leaves the
// goroutine behind: only a process of its own can be ended for good.
func (m *Machine) Close() error {
	m.cancel()
	m.wakeUp()
	m.deadline.Store(1)
	select {
	case <-m.done:
		return nil
	case <-time.After(time.Second):
		m.finish()
		return errors.New("vm: the machine does not stop; its goroutine is abandoned")
	}
}

// Abandon ends the machine without waiting: it counts as ended at once, and
// its loop stops as soon as the engine lets it.
func (m *Machine) Abandon() {
	m.cancel()
	m.deadline.Store(1)
	m.finish()
	m.wakeUp()
}

// finish makes the machine count as ended.
func (m *Machine) finish() { m.end.Do(func() { close(m.ended) }) }

// destroy frees the engine. The loop has ended.
func (m *Machine) destroy() {
	m.deadline.Store(0)
	for _, fn := range m.funcs {
		m.free(fn)
	}
	m.release()
	m.free(m.makeErr)
	m.free(m.internal)
	m.free(m.host)
	m.codec.close()
	m.raw.Close()
	for _, shut := range m.closers {
		shut()
	}
}

// Memory is what the engine has allocated, in bytes. It belongs on the loop.
func (m *Machine) Memory() int64 {
	return int64(at[lib.TJSRuntime](m.rt).Fmalloc_ctx.Fmalloc_state.Fmalloc_size)
}

// Timers is how many timers and immediates are open. It belongs on the loop.
func (m *Machine) Timers() int { return len(m.byID) }

// Collect frees the cycles that nobody holds any more. It belongs on the loop.
func (m *Machine) Collect() { lib.XJS_RunGC(m.tls, m.rt) }
