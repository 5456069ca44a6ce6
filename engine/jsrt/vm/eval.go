package vm

import (
	"context"
	"encoding/json"
	"fmt"
)

// settled is how a promise that Go waits for came out.
type settled struct {
	json json.RawMessage
	err  error
}

// EvalModule loads code as a module of that name, awaits its default export (a
// function is called first) and answers its JSON; nil for undefined. What the
// module throws comes back as an *Error. It is the way in for tests and for
// one-off modules; the name must not have been used before on this machine.
func (m *Machine) EvalModule(ctx context.Context, name, code string) (json.RawMessage, error) {
	reply := make(chan settled, 1)
	m.Post(func() {
		if _, used := m.modules.extra[name]; used {
			reply <- settled{err: fmt.Errorf("vm: a module named %s was evaluated before", name)}
			return
		}
		m.modules.extra[name] = code
		m.await(reply, "evalModule", name)
	})
	select {
	case s := <-reply:
		return s.json, s.err
	case <-m.ended:
		return nil, ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// await calls internal[name](...args, id), which answers through vmSettle.
func (m *Machine) await(reply chan settled, name string, args ...any) {
	m.nextID++
	id := m.nextID
	m.settle[id] = reply
	if _, err := m.Invoke(name, append(args, id)...); err != nil {
		delete(m.settle, id)
		reply <- settled{err: err}
	}
}

// settled takes the answer: id, ok, then the JSON or the error's parts.
func (m *Machine) settled(args []any) {
	id := Float(args, 0)
	reply := m.settle[id]
	delete(m.settle, id)
	switch {
	case reply == nil:
	case !Bool(args, 1):
		reply <- settled{err: &Error{Name: Str(args, 2), Message: Str(args, 3), Stack: Str(args, 4), Code: Str(args, 5)}}
	default:
		var out json.RawMessage
		if text, ok := args[2].(string); ok {
			out = json.RawMessage(text)
		}
		reply <- settled{json: out}
	}
}
