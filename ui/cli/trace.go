package cli

import (
	"fmt"
	"reflect"
	"strings"
	"time"
	"unicode"

	"signalbox/engine/diag"
	"signalbox/engine/trace"
)

// jsonEvent is one event of a trace: its kind, one line for a person, and its
// fields for a program.
type jsonEvent struct {
	At    float64        `json:"ms"` // since the request began
	Event string         `json:"event"`
	Text  string         `json:"text"`
	Data  map[string]any `json:"data"`
}

func traceJSON(entries []trace.Entry) []jsonEvent {
	out := make([]jsonEvent, len(entries))
	for i, e := range entries {
		v := reflect.ValueOf(e.Event)
		out[i] = jsonEvent{
			At: float64(e.At.Microseconds()) / 1000, Event: kebab(v.Type().Name()), Text: describe(e.Event), Data: fields(v),
		}
	}
	return out
}

// fields turns the fields of an event into JSON: names begin in lower case,
// durations are milliseconds.
func fields(v reflect.Value) map[string]any {
	out := make(map[string]any, v.NumField())
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		value := v.Field(i).Interface()
		switch t := value.(type) {
		case time.Duration:
			value = float64(t.Microseconds()) / 1000
		case diag.Pos:
			value = place(t)
		case []trace.Param:
			value = paramsJSON(t)
		}
		out[lowerFirst(name)] = value
	}
	return out
}

// lowerFirst is Name → name, URL → url.
func lowerFirst(name string) string {
	if strings.ToUpper(name) == name {
		return strings.ToLower(name)
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// kebab is CacheDecision → cache-decision.
func kebab(name string) string {
	var b strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// describe is one event in one line.
func describe(event trace.Event) string {
	switch e := event.(type) {
	case trace.Normalised:
		return fmt.Sprintf("normalised  %s → %s (%s)", e.From, e.To, e.Rule)
	case trace.ConfigRule:
		return sentence("config      "+e.Stage+" "+e.Source, arrow(e.Destination), e.Effect)
	case trace.ProxyRan:
		if !e.Ran {
			return sentence("proxy       "+e.File+" did not run", "", e.Outcome)
		}
		return sentence("proxy       "+e.File, took(e.Took), e.Outcome)
	case trace.Candidate:
		return sentence("candidate   "+tick(e.Chosen)+" "+e.Path, paren(e.File), e.Reason)
	case trace.Matched:
		return sentence("matched     "+e.Path, paren(e.File), paramsText(e.Params))
	case trace.MethodChosen:
		return sentence("method      "+e.Requested+" "+methodOutcome(e), at(e.Pos), e.Reason)
	case trace.CacheDecision:
		return sentence("cache       "+e.State, at(e.Pos), cacheText(e))
	case trace.DataRead:
		return sentence("data        "+e.State+" "+e.Kind+" "+e.Name, "", e.Reason)
	case trace.ModuleLoaded:
		return sentence("module      "+e.File, took(e.Took), map[bool]string{true: "evaluated", false: "kept from an earlier request"}[e.Fresh])
	case trace.HandlerRan:
		return sentence("handler     "+e.Export, took(e.Took), place(e.Pos))
	case trace.DynamicRead:
		return sentence("read        "+e.API, at(e.Pos), e.Effect)
	case trace.Console:
		return sentence("console     "+e.Level, at(e.Pos), e.Text)
	case trace.Fetched:
		return sentence("fetch       "+e.Method+" "+e.URL, took(e.Took), fetchText(e))
	case trace.CookieSet:
		return sentence("cookie      "+e.Name+cookieValue(e), at(e.Pos), e.Dropped)
	case trace.TagTouched:
		return sentence("tag         "+e.Op+" "+e.Tag, at(e.Pos), tagText(e))
	case trace.BodyRead:
		return sentence("body        read through "+e.Via, at(e.Pos), e.Err)
	case trace.Thrown:
		return sentence("thrown      "+e.What, at(e.Pos), thrownText(e))
	case trace.Oddity:
		return sentence("next oddity", paren(e.Fact), e.Text)
	case trace.Unsupported:
		return sentence("unsupported "+e.What, at(e.Pos), "")
	case trace.Limited:
		return sentence("limit       "+e.Limit, "", e.Text)
	case trace.Responded:
		return fmt.Sprintf("responded   %d, %s%s", e.Status, plural(int(e.Bytes), "byte"), took(e.Took))
	}
	return fmt.Sprintf("%T", event)
}

// sentence joins what happened, where, and why.
func sentence(what, where, why string) string {
	if why != "" {
		why = ": " + why
	}
	return strings.TrimRight(what+where+why, " ")
}

func at(p diag.Pos) string {
	if p.File == "" {
		return ""
	}
	return " at " + place(p)
}

func paren(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

func arrow(s string) string {
	if s == "" {
		return ""
	}
	return " → " + s
}

func took(d time.Duration) string {
	return fmt.Sprintf(" in %.2f ms", float64(d.Microseconds())/1000)
}

func tick(ok bool) string {
	if ok {
		return "✓"
	}
	return "✗"
}

func paramsText(params []trace.Param) string {
	var parts []string
	for _, p := range params {
		if p.CatchAll {
			parts = append(parts, fmt.Sprintf("%s=%q", p.Name, p.Values))
		} else {
			parts = append(parts, fmt.Sprintf("%s=%q", p.Name, p.Value))
		}
	}
	return strings.Join(parts, " ")
}

func methodOutcome(e trace.MethodChosen) string {
	if e.Runs != "" {
		return "runs " + e.Runs
	}
	return fmt.Sprintf("answers %d", e.Status)
}

func cacheText(e trace.CacheDecision) string {
	parts := []string{e.Reason}
	if e.Age > 0 {
		parts = append(parts, "age "+e.Age.Round(time.Millisecond).String())
	}
	if e.Revalidate != "" {
		parts = append(parts, "revalidate "+e.Revalidate)
	}
	if len(e.Tags) > 0 {
		parts = append(parts, "tags "+strings.Join(e.Tags, " "))
	}
	return strings.Join(parts, ", ")
}

func fetchText(e trace.Fetched) string {
	text := e.Err
	if text == "" {
		text = fmt.Sprint(e.Status)
	}
	if e.Cache != "" {
		text += ", data cache " + e.Cache
	}
	return text
}

func cookieValue(e trace.CookieSet) string {
	if e.Deleted {
		return " deleted"
	}
	return "=" + e.Value
}

func tagText(e trace.TagTouched) string {
	if e.Op == "tag" {
		return e.Note
	}
	return strings.TrimRight(fmt.Sprintf("reached %d entries. %s", e.Hits, e.Note), " ")
}

func thrownText(e trace.Thrown) string {
	text := e.Message
	if e.Swallowed.File != "" {
		text += " (swallowed by the catch at " + place(e.Swallowed) + ")"
	}
	if e.Stack != "" {
		text += "\n" + e.Stack
	}
	return text
}
