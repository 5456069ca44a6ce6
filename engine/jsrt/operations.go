package jsrt

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"signalbox/engine/jsrt/vm"
)

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

// begun notes that a response begins; one that is done needs no more of its call.
func (s *session) begun(id uint64, done bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if done {
		delete(s.calls, id)
	} else if c := s.calls[id]; c != nil {
		c.answered = true
	}
}

// respond: id, status, statusText, headers, body, stream, notes, done.
func (s *session) respond(id uint64, a []any) {
	head := respHead{Status: vm.Int(a, 1), StatusText: vm.Str(a, 2), Header: vm.Str(a, 3), Notes: optional(a, 6)}
	done := vm.Bool(a, 7)
	s.begun(id, done)
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

// broken: id, name, message, stack.
func (s *session) broken(id uint64, a []any) {
	s.out.end(id, &wireThrown{Kind: "error", Name: vm.Str(a, 1), Message: vm.Str(a, 2), Stack: vm.Str(a, 3)})
}
