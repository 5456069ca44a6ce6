package jsrt

import (
	"encoding/json"
	"strings"
	"time"

	"signalbox/engine/diag"
	"signalbox/engine/trace"
)

// eventFields are the fields of all kinds of wire events.
type eventFields struct {
	Level, Text, Limit, What string
	Name, Message, Value     string
	Deleted                  bool
	Method, URL, Cache, Err  string
	Status                   int
	Ms                       float64
	Via                      string
}

// traced turns a wire event into an event of the trace, nil for a kind that is
// none.
func (f *front) traced(e wireEvent) trace.Event {
	var v eventFields
	_ = json.Unmarshal(e.Fields, &v)
	pos := f.maps.place(e.Stack)
	switch e.Kind {
	case "console":
		return trace.Console{Level: v.Level, Text: f.maps.text(v.Text), Pos: pos}
	case "cookie":
		return trace.CookieSet{Name: v.Name, Value: v.Value, Deleted: v.Deleted, Pos: pos}
	case "fetch":
		return trace.Fetched{
			Method: v.Method, URL: v.URL, Status: v.Status, Cache: v.Cache, Err: v.Err,
			Took: time.Duration(v.Ms * float64(time.Millisecond)), Pos: pos,
		}
	case "body":
		return trace.BodyRead{Via: v.Via, Err: v.Err, Pos: pos}
	case "limited":
		return trace.Limited{Limit: v.Limit, Text: v.Text}
	case "unsupported":
		return trace.Unsupported{What: v.What, Pos: pos}
	case "rejection":
		text := v.Message
		if v.Name != "" {
			text = v.Name + ": " + text
		}
		return trace.Thrown{What: "error", Message: "unhandled rejection: " + text, Stack: f.framed(e.Stack, pos), Pos: pos}
	}
	return nil
}

// framed is a mapped stack with the code frame below it.
func (f *front) framed(stack string, pos diag.Pos) string {
	mapped := f.maps.stack(stack)
	if pos.Line == 0 {
		return mapped
	}
	src, err := f.asked.ReadFile(join(f.program.Root, pos.File))
	if err != nil {
		return mapped
	}
	if frame := diag.Frame(pos, src); frame != "" {
		mapped += "\n" + frame
	}
	return mapped
}

func join(root, name string) string {
	if root == "" || root == "/" {
		return "/" + name
	}
	return root + "/" + name
}

// exception maps a thrown value.
func (f *front) exception(t wireThrown) *Thrown {
	pos := f.maps.place(t.Stack)
	out := &Thrown{
		Kind: t.Kind, Status: t.Status, URL: toLatin1(t.URL), Name: t.Name, Message: t.Message,
		Stack: f.framed(t.Stack, pos), Pos: pos, Limit: t.Limit, Cookies: lines(t.Cookies),
	}
	if t.Limit != "" && t.Kind == "error" {
		out.Kind, out.Message = "limit", limitText(t.Limit, t.Message)
	}
	return out
}

// limitOf names the limit behind an exception of the engine, "" for none.
func limitOf(name, message string) string {
	engine := name == "InternalError" || name == "RangeError"
	switch {
	case engine && message == "interrupted":
		return "time"
	case engine && (message == "stack overflow" || message == "Maximum call stack size exceeded"):
		return "stack"
	case engine && message == "out of memory", name == "" && message == "null":
		return "memory"
	case name == "RangeError" && strings.HasSuffix(message, "(limit: timers)"):
		return "timers"
	case name == "RangeError" && strings.HasSuffix(message, "(limit: headers)"):
		return "headers"
	}
	return ""
}

// limitText says in words what an exception of the engine means.
func limitText(limit, message string) string {
	switch limit {
	case "time":
		return "the code ran without a pause for longer than its time (limit: time)"
	case "stack":
		return "the calls are nested too deeply (limit: stack)"
	case "memory":
		return "the code needs more memory than it may have (limit: memory)"
	}
	return message
}

func lines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// noted reads the notes of a call into its result.
func (f *front) noted(id uint64, r *Result, notes []byte) {
	if len(notes) == 0 {
		return
	}
	var n struct {
		Reads              []struct{ API, Effect, Stack string }
		Tags               []string
		Revalidate, Expire *float64
		Cookies            []string
	}
	if json.Unmarshal(notes, &n) != nil {
		return
	}
	for _, read := range n.Reads {
		e := trace.DynamicRead{API: read.API, Effect: read.Effect, Pos: f.maps.place(read.Stack)}
		r.Dynamic = append(r.Dynamic, e)
		f.asked.Emit(f.number(id), e)
	}
	r.Tags, r.Cookies = n.Tags, n.Cookies
	r.Revalidate, r.Expire = whole64(n.Revalidate), whole64(n.Expire)
}

func whole64(f *float64) *int {
	if f == nil {
		return nil
	}
	n := int(*f)
	return &n
}
