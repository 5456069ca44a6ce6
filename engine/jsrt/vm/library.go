package vm

import (
	"context"
	"encoding/json"
	"fmt"
)

// Source is one piece of JavaScript with the name that its stack frames carry.
type Source struct{ Name, Code string }

// Op is an operation that answers at once. It runs on the machine's goroutine:
// it must not block, and must not call the machine.
type Op func(args []any) (any, error)

// AsyncOp is an operation that takes its time. It runs on a goroutine of its
// own; JavaScript gets a promise. ctx ends with the machine.
type AsyncOp func(ctx context.Context, args []any) (any, error)

// Library is a set of operations and the JavaScript on top of them. A Library
// belongs to one machine where its operations close over per-machine state,
// else it can serve several.
type Library struct {
	Name string
	// Prelude are classic scripts, each one function expression
	// `(function (host, internal) {...})`, run in order when a machine starts.
	Prelude []Source
	// Parts names further function expressions, which Part answers and
	// internal.loadPart(name) runs at their first use.
	Parts []string
	Part  func(name string) (Source, error)
	// Modules are ES modules by specifier ("node:path", "next/headers",
	// "signalbox:web/streams"), evaluated at their first import.
	Modules map[string]Source
	// Ops and AsyncOps appear as host.NAME. Names must be unique over all
	// libraries of a machine.
	Ops      map[string]Op
	AsyncOps map[string]AsyncOp
	// Close frees what the operations keep for a machine, when it has ended. nil
	// does nothing.
	Close func()
}

// JSON is the JSON text of a value that crosses the border by structure.
type JSON []byte

// MarshalJSON returns the text itself.
func (j JSON) MarshalJSON() ([]byte, error) { return json.RawMessage(j).MarshalJSON() }

// Null is the JavaScript null; a Go nil is undefined.
type Null struct{}

// Error is an exception with its class. As the error of an operation, Name is
// "TypeError", "RangeError", "Error", … or the name of a DOMException, and Code
// becomes the property code where it is not "". As the error of a machine's
// method it is what JavaScript threw.
type Error struct {
	Name    string
	Message string
	Code    string
	Stack   string // frames, one "    at ..." line each; from JavaScript only
}

// Error returns "Name: Message".
func (e *Error) Error() string {
	if e.Name == "" {
		return e.Message
	}
	return e.Name + ": " + e.Message
}

// TypeErrorf makes the error that throws a TypeError.
func TypeErrorf(format string, args ...any) *Error {
	return &Error{Name: "TypeError", Message: fmt.Sprintf(format, args...)}
}

// Str returns argument i as a string, "" where it is missing or something else.
func Str(args []any, i int) string {
	if i < len(args) {
		s, _ := args[i].(string)
		return s
	}
	return ""
}

// Int returns argument i as an int, 0 where it is missing or not a number.
func Int(args []any, i int) int {
	if i < len(args) {
		if f, ok := args[i].(float64); ok {
			return int(f)
		}
	}
	return 0
}

// Float returns argument i as a float64, 0 where it is missing or not a number.
func Float(args []any, i int) float64 {
	if i < len(args) {
		f, _ := args[i].(float64)
		return f
	}
	return 0
}

// Bool returns argument i as a bool, false where it is missing or not one.
func Bool(args []any, i int) bool {
	if i < len(args) {
		b, _ := args[i].(bool)
		return b
	}
	return false
}

// Bytes returns argument i as bytes: those of a buffer, or of a string's UTF-8.
func Bytes(args []any, i int) []byte {
	if i >= len(args) {
		return nil
	}
	switch v := args[i].(type) {
	case []byte:
		return v
	case string:
		return []byte(v)
	}
	return nil
}

// Into decodes argument i, an object that crossed as JSON, into v.
func Into(args []any, i int, v any) error {
	if i < len(args) {
		if j, ok := args[i].(JSON); ok {
			return json.Unmarshal(j, v)
		}
	}
	return TypeErrorf("argument %d is not an object", i)
}
