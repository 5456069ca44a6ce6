package jsrt

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

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
	answered    bool          // its response has begun
	begun       bool          // its code has been entered
	timers      int           // how many timers were open then
	taken       bool          // it was reclaimed: it must not begin any more
}

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
