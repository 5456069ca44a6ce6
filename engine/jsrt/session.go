package jsrt

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"signalbox/engine/jsrt/addon"
	"signalbox/engine/jsrt/intl"
	"signalbox/engine/jsrt/next"
	"signalbox/engine/jsrt/node"
	"signalbox/engine/jsrt/vm"
	"signalbox/engine/jsrt/web"
)

// outlet is where a session sends what comes out of its calls, and whom it
// asks. A front implements it directly, or through a child's pipes. Its methods
// are called on the machine's goroutine, except read and the Host's own.
type outlet interface {
	event(id uint64, e wireEvent)
	// respond sends a response; stream means that parts follow, done that the call
	// has come to its end with it.
	respond(id uint64, head respHead, body []byte, stream, done bool)
	value(id uint64, json []byte, notes []byte)
	thrown(id uint64, t wireThrown)
	chunk(id uint64, data []byte)
	end(id uint64, broken *wireThrown)
	done(id uint64)
	// read answers the next part of a request body, io.EOF at its end.
	read(ctx context.Context, id uint64) ([]byte, error)
	// host answers questions; the call numbers in them are the session's.
	host() Host
}

// respHead is a response without its body.
type respHead struct {
	Status     int
	StatusText string
	Header     string // name, value, name, value, … each on a line of its own
	Notes      []byte
}

// wireEvent is an event whose place is still a stack of the bundled code.
type wireEvent struct {
	Kind   string
	Fields []byte // JSON
	Stack  string
}

// wireThrown is an exception as JavaScript described it.
type wireThrown struct {
	Kind    string
	Status  int
	URL     string
	Name    string
	Message string
	Stack   string
	Code    string
	Cookies string // one a line
	Notes   []byte
	Limit   string
}

// session is one machine with a program in it.
type session struct {
	m       *vm.Machine
	program *Program
	out     outlet
	limits  Limits

	mu    sync.Mutex
	calls map[uint64]*sessionCall

	reason ending // why the machine was given up; no limit: it was not
}

// sessionCall is what the session knows of an open call.
type sessionCall struct {
	outstanding int           // bytes of a streamed body that nobody has taken
	drained     chan struct{} // closed when outstanding falls; nil while nobody waits
	stopped     bool          // the consumer has gone
	begun       bool          // its code has been entered
	timers      int           // how many timers were open then
	taken       bool          // it was reclaimed: it must not begin any more
}

// window is how many bytes of a streamed body may wait for their consumer
// before the code is held back.
const window = 256 << 10

// newSession starts a machine for a program.
func newSession(p *Program, out outlet, limits Limits) (*session, error) {
	s := &session{program: p, out: out, limits: limits, calls: map[uint64]*sessionCall{}}
	var err error
	s.m, err = vm.New(s.libraries(out.host()), vm.Options{
		Compiled: vm.ReadCompiled(compiledLibraries),
		Memory:   limits.Memory, Stack: stackSlots(limits.Stack), Timers: limits.Timers, Turn: limits.CallTime,
		Load: s.load, Resolve: s.resolve,
		Report: func(kind, text string) { s.console(0, "error", text, "") },
	})
	return s, err
}

// stackSlots turns a stack limit in bytes into the engine's measure. A slot is
// about 200 bytes of the stack that a C build would use.
func stackSlots(bytes int64) int {
	if bytes == 0 {
		return 0
	}
	return int(min(max(bytes/200, 200), 20_000))
}

func (s *session) libraries(host Host) []*vm.Library {
	return []*vm.Library{
		web.Library(web.Options{
			AllowFetch: func(ctx context.Context, call uint64, url string) error { return host.AllowFetch(ctx, call, url) },
			Now:        host.Now,
		}),
		node.Library(node.Options{
			Files: hostFiles{host}, Env: s.program.Env, Root: s.program.Root, Now: host.Now,
			Memory: func() int64 { return s.m.Memory() },
		}),
		addon.Library(),
		intl.Library(),
		next.Library(),
		s.library(),
	}
}

// load answers a module of the program.
func (s *session) load(name string) (string, error) {
	if m, ok := s.program.Modules[name]; ok {
		return m.Code, nil
	}
	return "", fmt.Errorf("Cannot find module '%s'", strings.TrimPrefix(name, modulePrefix))
}

func (s *session) resolve(_, name string) (string, error) {
	if _, ok := s.program.Modules[name]; ok {
		return name, nil
	}
	return "", &vm.Error{Name: "Error", Message: fmt.Sprintf("Cannot find module '%s'", name), Code: "MODULE_NOT_FOUND"}
}

// library holds the operations of runtime.js.
func (s *session) library() *vm.Library {
	id := func(a []any) uint64 { return uint64(vm.Float(a, 0)) }
	return &vm.Library{
		Name: "runtime",
		Prelude: []vm.Source{
			{Name: "signalbox:callsite", Code: callsiteSource},
			{Name: "signalbox:messages", Code: messagesSource},
			{Name: "signalbox:natives", Code: nativesSource},
			{Name: "signalbox:prerender", Code: prerenderSource},
			{Name: "signalbox:runtime", Code: runtimeSource},
		},
		Ops: map[string]vm.Op{
			"rtEvent": func(a []any) (any, error) { s.event(id(a), a); return nil, nil },
			"rtLimits": func([]any) (any, error) {
				return map[string]any{"console": s.limits.Console, "line": longestLine, "header": s.limits.Header}, nil
			},
			"rtConsole": func(a []any) (any, error) {
				s.console(id(a), vm.Str(a, 1), vm.Str(a, 2), vm.Str(a, 3))
				return nil, nil
			},
			"rtRejection": func(a []any) (any, error) { s.rejection(id(a), a); return nil, nil },
			"rtRespond":   func(a []any) (any, error) { s.respond(id(a), a); return nil, nil },
			"rtValue": func(a []any) (any, error) {
				s.out.value(id(a), optional(a, 1), optional(a, 2))
				return nil, nil
			},
			"rtThrown":    func(a []any) (any, error) { s.failed(id(a), s.thrown(a), vm.Str(a, 10)); return nil, nil },
			"rtChunk":     func(a []any) (any, error) { return s.chunk(id(a), vm.Bytes(a, 1)), nil },
			"rtEnd":       func(a []any) (any, error) { s.out.end(id(a), nil); return nil, nil },
			"rtBroken":    func(a []any) (any, error) { s.broken(id(a), a); return nil, nil },
			"rtDone":      func(a []any) (any, error) { s.forget(id(a)); s.out.done(id(a)); return nil, nil },
			"rtCacheLife": func(a []any) (any, error) { return s.cache(context.Background(), id(a), "cacheLife", vm.Str(a, 1)) },
			"rtAround": func(a []any) (any, error) {
				return sourceAround(s.program.Modules[vm.Str(a, 0)].Code, vm.Int(a, 1), vm.Int(a, 2)), nil
			},
		},
		AsyncOps: map[string]vm.AsyncOp{
			"rtRead":  func(ctx context.Context, a []any) (any, error) { return s.read(ctx, id(a)) },
			"rtDrain": func(ctx context.Context, a []any) (any, error) { return nil, s.drain(ctx, id(a)) },
			"rtCache": func(ctx context.Context, a []any) (any, error) {
				return s.cache(ctx, id(a), vm.Str(a, 1), vm.Str(a, 2))
			},
		},
	}
}

// nearby is how much text around a place is looked at to word a message.
const nearby = 600

// sourceAround is the text before and after a place (line and column from 1).
func sourceAround(code string, line, column int) []any {
	at := 0
	for ; line > 1; line-- {
		at += strings.IndexByte(code[at:], '\n') + 1
	}
	at = max(min(at+column-1, len(code)), 0)
	return []any{code[max(at-nearby, 0):at], code[at:min(at+nearby, len(code))]}
}

func optional(a []any, i int) []byte {
	if t := vm.Str(a, i); t != "" {
		return []byte(t)
	}
	return nil
}

// run starts a call. What follows from it comes out of the outlet.
func (s *session) run(id uint64, c *Call, mode []byte) {
	open := &sessionCall{}
	s.mu.Lock()
	s.calls[id] = open
	s.mu.Unlock()
	s.m.PostMicro(func() {
		s.mu.Lock()
		taken := open.taken
		open.begun, open.timers = true, s.m.Timers()
		s.mu.Unlock()
		if taken {
			return
		}
		if c.Time > 0 {
			s.m.Limit(c.Time)
		}
		if err := s.invoke(id, c, mode); err != nil {
			s.stumbled(id, err)
		}
	})
}

// stumbled ends a call that failed before the code of its own was reached: what
// our code stands on has been changed.
func (s *session) stumbled(id uint64, err error) {
	t, changed := s.failure(err), "what our own code stands on"
	if t.Limit != "" {
		changed = ""
	}
	s.failed(id, t, changed)
	s.forget(id)
	s.out.done(id)
}

// reclaim takes back the calls that have not begun.
func (s *session) reclaim() []uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []uint64
	for id, c := range s.calls {
		if !c.begun {
			c.taken = true
			delete(s.calls, id)
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

func (s *session) failure(err error) wireThrown {
	t := wireThrown{Kind: "error", Name: "Error", Message: err.Error()}
	if e, ok := errors.AsType[*vm.Error](err); ok {
		t.Name, t.Message, t.Stack, t.Code = e.Name, e.Message, e.Stack, e.Code
	}
	t.Limit = limitOf(t.Name, t.Message)
	return t
}

func (s *session) invoke(id uint64, c *Call, mode []byte) error {
	spec, ok := s.program.Entries[c.File]
	if !ok {
		return fmt.Errorf("the program has no entry %s", c.File)
	}
	var err error
	switch c.Action {
	case ActHandler:
		r := c.Request
		var params any
		if c.Params != nil {
			params = string(c.Params)
		}
		_, err = s.m.Invoke("runHandler", int64(id), string(mode), c.File, spec, c.Export, r.Method, r.URL, headerText(r.Header), takesBody(r.Method), params)
	case ActProxy:
		r := c.Request
		_, err = s.m.Invoke("runProxy", int64(id), string(mode), c.File, spec, c.Export, r.Method, r.URL, headerText(r.Header), takesBody(r.Method))
	case ActMetadata, ActStaticParams, ActSitemaps, ActImageMetadata, ActConfig, ActExports, ActInstrument, ActRequestError:
		var args any
		if len(c.Args) > 0 {
			args = string(c.Args)
		}
		method, url, headers := "GET", "http://localhost:3000/", ""
		if r := c.Request; r != nil { // a metadata route may ask headers() and cookies()
			method, url, headers = r.Method, r.URL, headerText(r.Header)
		}
		_, err = s.m.Invoke("runExport", int64(id), string(mode), string(c.Action), c.File, spec, c.Export, args, method, url, headers)
	default:
		err = fmt.Errorf("unknown action %q", c.Action)
	}
	return err
}

// takesBody says that a request has a body for the code, if only an empty one:
// that of GET and HEAD is null whatever was sent (NEXT-FACTS D11).
func takesBody(method string) bool { return method != "GET" && method != "HEAD" }

// headerText writes headers as name, value, name, value, … each on a line of its
// own: most handlers never look at them, and one text crosses faster than a list.
// Bytes above 127 become the characters of Latin-1, as HTTP has them.
func headerText(headers []Header) string {
	var b strings.Builder
	for i, h := range headers {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(oneLine(h.Name))
		b.WriteByte('\n')
		b.WriteString(oneLine(fromLatin1(h.Value)))
	}
	return b.String()
}

// oneLine takes line ends out, which no header has that came over HTTP.
func oneLine(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	return strings.ReplaceAll(s, "\n", " ")
}

// forget drops a call.
func (s *session) forget(id uint64) {
	s.mu.Lock()
	delete(s.calls, id)
	s.mu.Unlock()
}

// cancel tells the code that its client has gone.
func (s *session) cancel(id uint64) {
	s.mu.Lock()
	c := s.calls[id]
	if c != nil {
		c.stopped = true
		c.wake()
		delete(s.calls, id)
	}
	s.mu.Unlock()
	if c != nil {
		s.m.Post(func() {
			_, _ = s.m.Invoke("cancelCall", int64(id))
			if what, err := s.m.Invoke("tampered"); err != nil || what != nil { // a call that never answers may have lost what answers
				s.giveUp(limitSpoilt, tamperedText(what))
			}
		})
	}
}

func (c *sessionCall) wake() {
	if c.drained != nil {
		close(c.drained)
		c.drained = nil
	}
}

// credit says that n bytes of a body were taken.
func (s *session) credit(id uint64, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.calls[id]; c != nil {
		c.outstanding -= n
		if c.outstanding <= window/2 {
			c.wake()
		}
	}
}

// chunk passes a part of a body on: 0 go on, 1 wait for room, 2 stop.
func (s *session) chunk(id uint64, data []byte) int {
	s.mu.Lock()
	c := s.calls[id]
	if c == nil || c.stopped {
		s.mu.Unlock()
		return 2
	}
	c.outstanding += len(data)
	full := c.outstanding > window
	s.mu.Unlock()
	s.out.chunk(id, data)
	if full {
		return 1
	}
	return 0
}

// drain waits until there is room again.
func (s *session) drain(ctx context.Context, id uint64) error {
	s.mu.Lock()
	c := s.calls[id]
	if c == nil || c.stopped || c.outstanding <= window {
		s.mu.Unlock()
		return nil
	}
	if c.drained == nil {
		c.drained = make(chan struct{})
	}
	wait := c.drained
	s.mu.Unlock()
	select {
	case <-wait:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *session) read(ctx context.Context, id uint64) (any, error) {
	data, err := s.out.read(ctx, id)
	if errors.Is(err, io.EOF) {
		return vm.Null{}, nil
	}
	if err != nil {
		return nil, vm.TypeErrorf("the request body ended early: %v", err)
	}
	return data, nil
}

func (s *session) cache(ctx context.Context, id uint64, op, in string) (any, error) {
	out, err := s.out.host().Cache(ctx, id, op, []byte(in))
	if err != nil {
		return nil, err
	}
	return string(out), nil
}

func (s *session) event(id uint64, a []any) {
	var kind struct{ Kind string }
	fields := vm.Bytes(a, 1)
	_ = json.Unmarshal(fields, &kind)
	s.out.event(id, wireEvent{Kind: kind.Kind, Fields: fields, Stack: vm.Str(a, 2)})
}

// longestLine is how many characters of a console line are kept.
const longestLine = 10_000

// console passes a line on. A line without a level says that the call has
// printed all that it may.
func (s *session) console(id uint64, level, text, stack string) {
	if level == "" {
		fields, _ := json.Marshal(map[string]string{"limit": "console", "text": fmt.Sprintf("more than %d lines were printed; the rest is dropped (limit: console)", s.limits.Console)})
		s.out.event(id, wireEvent{Kind: "limited", Fields: fields})
		return
	}
	fields, _ := json.Marshal(map[string]string{"level": level, "text": text})
	s.out.event(id, wireEvent{Kind: "console", Fields: fields, Stack: stack})
}

func (s *session) rejection(id uint64, a []any) {
	fields, _ := json.Marshal(map[string]string{"name": vm.Str(a, 1), "message": vm.Str(a, 2)})
	s.out.event(id, wireEvent{Kind: "rejection", Fields: fields, Stack: vm.Str(a, 3)})
}

// respond: id, status, statusText, headers, body, stream, notes, done.
func (s *session) respond(id uint64, a []any) {
	head := respHead{Status: vm.Int(a, 1), StatusText: vm.Str(a, 2), Header: vm.Str(a, 3), Notes: optional(a, 6)}
	done := vm.Bool(a, 7)
	if done {
		s.forget(id)
	}
	s.out.respond(id, head, vm.Bytes(a, 4), vm.Bool(a, 5), done)
}

// thrown: id, kind, status, url, name, message, stack, code, cookies, notes.
func (s *session) thrown(a []any) wireThrown {
	t := wireThrown{
		Kind: vm.Str(a, 1), Status: vm.Int(a, 2), URL: vm.Str(a, 3), Name: vm.Str(a, 4), Message: vm.Str(a, 5),
		Stack: vm.Str(a, 6), Code: vm.Str(a, 7), Cookies: vm.Str(a, 8), Notes: optional(a, 9),
	}
	t.Limit = limitOf(t.Name, t.Message)
	if t.Limit == "" && t.Kind == "error" && s.m.Overran() {
		t.Limit = "time"
	}
	return t
}

// limitCrash is the reason of a process that has ended without a word.
const limitCrash = "crash"

// limitSpoilt marks an exception that may be the fault of an earlier call: of the
// built-in objects that it changed, or of the timers that it left open.
const limitSpoilt = "spoilt"

func tamperedText(what any) string {
	return fmt.Sprintf("the code changed %v, so the machine was replaced", what)
}

// failed reports what a call threw, and looks after the machine: one whose
// memory stays full, or whose built-in objects the code has changed so that our
// own code fails, is given up. Its front starts a fresh one.
func (s *session) failed(id uint64, t wireThrown, changed string) {
	limit := t.Limit
	if changed != "" || limit == "timers" && s.crowded(id) {
		t.Limit = limitSpoilt
	}
	s.out.thrown(id, t)
	switch {
	case t.Kind != "error":
	case changed != "":
		s.m.Post(func() { s.giveUp(limitSpoilt, tamperedText(changed)) })
	case limit == "timers":
		s.m.Post(func() {
			s.giveUp("timers", "the code left its timers open, so the machine was replaced (limit: timers)")
		})
	case limit == "memory":
		s.m.Post(s.relieve)
	}
}

// crowded tells whether timers of other calls were in the way of a call.
func (s *session) crowded(id uint64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.calls[id]
	return c != nil && c.timers > s.limits.Timers/2
}

// relieve gives the machine up where its memory stays full.
func (s *session) relieve() {
	s.m.Collect()
	if s.m.Memory() > s.limits.Memory/2 {
		s.giveUp("memory", "the code left the machine's memory full, so the machine was replaced (limit: memory)")
	}
}

// giveUp ends the machine for a reason. The call that gave it has its answer.
func (s *session) giveUp(limit, text string) { s.end(ending{limit, text, true}) }

// end gives the machine up; the first reason counts.
func (s *session) end(why ending) {
	s.mu.Lock()
	if s.reason.limit == "" {
		s.reason = why
	}
	s.mu.Unlock()
	s.m.Abandon()
}

// why tells why the machine was given up.
func (s *session) why() ending {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.reason.limit != "" {
		return s.reason
	}
	return outOfTime()
}

// broken: id, name, message, stack.
func (s *session) broken(id uint64, a []any) {
	s.out.end(id, &wireThrown{Kind: "error", Name: vm.Str(a, 1), Message: vm.Str(a, 2), Stack: vm.Str(a, 3)})
}

// alive asks the loop for a sign of life and waits for it.
func (s *session) alive(wait time.Duration) bool {
	answer := make(chan struct{})
	s.m.Post(func() { close(answer) })
	select {
	case <-answer:
		return true
	case <-s.m.Done():
		return false
	case <-time.After(wait):
		return false
	}
}
