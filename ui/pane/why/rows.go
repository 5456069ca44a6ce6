package why

import (
	"fmt"
	"strings"
	"time"

	"signalbox/engine/diag"
	"signalbox/engine/trace"
	"signalbox/ui/cell"
	"signalbox/ui/figure"
	"signalbox/ui/theme"
)

// row is one fact, ready to draw.
type row struct {
	stage string
	glyph string // painted
	text  string // painted
	pos   diag.Pos
	path  string // of the route that the row is about, or ""
	won   bool   // that route takes the request
	fold  bool   // it stands for rows that are not shown
}

// describe puts an event into words. The set of events is closed; the switch
// names each.
func (m *Model) describe(e trace.Entry) []row {
	t := m.Theme
	g := t.Glyph
	ok, bad, note := t.OK.Paint(g.OK), t.Error.Paint(g.Bad), t.Dim.Paint(g.None)
	switch ev := e.Event.(type) {
	case trace.Normalised:
		return one("path", t.Info.Paint(g.Then), clean(ev.From)+t.Dim.Paint(" became ")+clean(ev.To)+dim(t, ev.Rule), diag.Pos{})
	case trace.ConfigRule:
		return one("config", t.Info.Paint(g.Then), clean(ev.Stage)+" "+t.Accent.Paint(clean(ev.Source))+arrow(t, ev.Destination)+dim(t, ev.Effect), diag.Pos{})
	case trace.ProxyRan:
		return one("proxy", pick(ev.Ran, ok, note), clean(ev.File)+dim(t, ev.Outcome)+took(t, ev.Took), diag.Pos{File: ev.File})
	case trace.Candidate:
		return candidate(t, ev)
	case trace.Matched:
		return won(about(ev.Path, one("match", ok, strings.TrimRight(t.Strong.Paint(clean(ev.Path))+"  "+params(t, ev.Params), " "), diag.Pos{File: ev.File})))
	case trace.MethodChosen:
		return method(t, ev)
	case trace.CacheDecision:
		return cacheRow(t, ev)
	case trace.DataRead:
		return one("data", note, t.Strong.Paint(clean(ev.State))+" "+clean(ev.Kind)+" "+t.Accent.Paint(clean(ev.Name))+dim(t, ev.Reason), diag.Pos{})
	case trace.ModuleLoaded:
		return one("load", note, clean(ev.File)+dim(t, pick(ev.Fresh, "evaluated now", "already loaded"))+took(t, ev.Took), diag.Pos{})
	case trace.HandlerRan:
		return one("run", ok, t.Method(ev.Export).Paint(clean(ev.Export))+t.Dim.Paint(" ran")+took(t, ev.Took), ev.Pos)
	case trace.DynamicRead:
		return one("run", t.Warn.Paint(g.Dynamic), t.Strong.Paint(clean(ev.API))+dim(t, ev.Effect), ev.Pos)
	case trace.Console:
		return one("log", level(t, ev.Level), clean(firstLine(ev.Text)), ev.Pos)
	case trace.Fetched:
		return fetched(t, ev)
	case trace.CookieSet:
		return cookie(t, ev)
	case trace.TagTouched:
		return tag(t, ev)
	case trace.BodyRead:
		return one("run", pick(ev.Err == "", note, bad), "body read by "+t.Strong.Paint(clean(ev.Via))+dim(t, ev.Err), ev.Pos)
	case trace.Thrown:
		return thrown(t, ev)
	case trace.Oddity:
		return one("note", t.Warn.Paint(g.Warn), clean(ev.Text)+dim(t, ev.Fact), diag.Pos{})
	case trace.Unsupported:
		return one("note", t.Warn.Paint(g.Warn), "signalbox does not do this: "+clean(ev.What), ev.Pos)
	case trace.Limited:
		return one("limit", bad, t.Error.Paint(clean(ev.Limit))+dim(t, ev.Text), diag.Pos{})
	case trace.Responded:
		st := t.Status(ev.Status)
		return one("answer", st.Paint(t.StatusGlyph(ev.Status)), st.Paint(fmt.Sprint(ev.Status))+t.Dim.Paint("  "+figure.Bytes(ev.Bytes))+took(t, ev.Took), diag.Pos{})
	}
	return nil
}

func one(stage, glyph, text string, pos diag.Pos) []row {
	return []row{{stage: stage, glyph: glyph, text: text, pos: pos}}
}

// about says which route rows are about.
func about(path string, rows []row) []row {
	for i := range rows {
		rows[i].path = path
	}
	return rows
}

// won says that the route of the rows takes the request.
func won(rows []row) []row {
	for i := range rows {
		rows[i].won = true
	}
	return rows
}

func candidate(t *theme.Theme, ev trace.Candidate) []row {
	if ev.Chosen {
		return won(about(ev.Path, one("match", t.OK.Paint(t.Glyph.OK), t.Strong.Paint(clean(ev.Path))+dim(t, ev.Reason), diag.Pos{File: ev.File})))
	}
	return about(ev.Path, one("match", t.Error.Paint(t.Glyph.Bad), t.Dim.Paint(clean(ev.Path))+dim(t, ev.Reason), diag.Pos{}))
}

func method(t *theme.Theme, ev trace.MethodChosen) []row {
	if ev.Runs != "" {
		text := t.Method(ev.Requested).Paint(clean(ev.Requested))
		if ev.Runs != ev.Requested {
			text += arrow(t, ev.Runs)
		}
		return one("method", t.OK.Paint(t.Glyph.OK), text+dim(t, ev.Reason), ev.Pos)
	}
	st := t.Status(ev.Status)
	rows := one("method", st.Paint(t.StatusGlyph(ev.Status)),
		t.Strong.Paint(clean(ev.Requested))+" "+st.Paint(fmt.Sprint(ev.Status))+dim(t, ev.Reason), ev.Pos)
	if ev.Status == 405 && len(ev.Exported) > 0 && !strings.Contains(ev.Reason, "export") {
		rows = append(rows, row{stage: "method", glyph: t.Dim.Paint(t.Glyph.None), text: "the file exports " + strings.Join(ev.Exported, " "), pos: ev.Pos})
	}
	return rows
}

func cacheRow(t *theme.Theme, ev trace.CacheDecision) []row {
	style := t.Info
	switch ev.State {
	case "HIT":
		style = t.OK
	case "STALE":
		style = t.Warn
	case "BYPASS":
		style = t.Dim
	}
	text := style.Paint(clean(ev.State))
	if ev.Age > 0 {
		text += t.Dim.Paint(" age " + figure.Took(ev.Age))
	}
	if ev.Revalidate != "" {
		text += t.Dim.Paint(" revalidate " + clean(ev.Revalidate))
	}
	rows := one("cache", style.Paint(t.Glyph.None), text+dim(t, ev.Reason), ev.Pos)
	if len(ev.Tags) > 0 {
		rows = append(rows, row{stage: "cache", glyph: t.Dim.Paint(t.Glyph.None), text: t.Dim.Paint("tags " + clean(strings.Join(ev.Tags, " ")))})
	}
	return rows
}

func fetched(t *theme.Theme, ev trace.Fetched) []row {
	text := t.Method(ev.Method).Paint(clean(ev.Method)) + " " + clean(ev.URL)
	if ev.Err != "" {
		return one("fetch", t.Error.Paint(t.Glyph.Bad), text+dim(t, ev.Err), ev.Pos)
	}
	text += " " + t.Status(ev.Status).Paint(fmt.Sprint(ev.Status)) + dim(t, ev.Cache)
	return one("fetch", t.OK.Paint(t.Glyph.OK), text+took(t, ev.Took), ev.Pos)
}

func cookie(t *theme.Theme, ev trace.CookieSet) []row {
	verb := "sets "
	if ev.Deleted {
		verb = "deletes "
	}
	glyph := t.OK.Paint(t.Glyph.OK)
	if ev.Dropped != "" {
		glyph = t.Warn.Paint(t.Glyph.Warn)
	}
	return one("cookie", glyph, t.Dim.Paint(verb)+clean(ev.Name)+" = "+clean(ev.Value)+dim(t, ev.Dropped), ev.Pos)
}

func tag(t *theme.Theme, ev trace.TagTouched) []row {
	text := clean(ev.Op) + " " + t.Accent.Paint(clean(ev.Tag))
	glyph := t.OK.Paint(t.Glyph.OK)
	if ev.Op != "tag" {
		text += t.Dim.Paint(fmt.Sprintf("  reached %d", ev.Hits))
		if ev.Hits == 0 {
			glyph = t.Warn.Paint(t.Glyph.Warn)
			text += t.Warn.Paint(" nothing carries it")
		}
	}
	return one("tags", glyph, text+dim(t, ev.Note), ev.Pos)
}

func thrown(t *theme.Theme, ev trace.Thrown) []row {
	glyph, style := t.Info.Paint(t.Glyph.Then), t.Info
	if ev.What == "error" {
		glyph, style = t.Error.Paint(t.Glyph.Bad), t.Error
	}
	rows := one("throw", glyph, style.Paint(clean(ev.What))+" "+clean(firstLine(cell.Once(ev.Message))), ev.Pos)
	if ev.Swallowed.File != "" {
		rows = append(rows, row{stage: "throw", glyph: t.Warn.Paint(t.Glyph.Warn), text: "swallowed by the catch at line " + fmt.Sprint(ev.Swallowed.Line), pos: ev.Swallowed})
	}
	for _, line := range strings.Split(ev.Stack, "\n") {
		if strings.TrimSpace(line) != "" {
			rows = append(rows, row{stage: "throw", glyph: " ", text: t.Dim.Paint(clean(line))})
		}
	}
	return rows
}

func params(t *theme.Theme, list []trace.Param) string {
	var parts []string
	for _, p := range list {
		value := fmt.Sprintf("%q", p.Value)
		if p.CatchAll {
			value = fmt.Sprintf("%q", p.Values)
		}
		text := clean(p.Name) + "=" + t.Syntax.String.Paint(clean(value))
		if !p.CatchAll && p.Raw != "" && p.Raw != p.Value {
			text += t.Dim.Paint(" from " + clean(p.Raw))
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " ")
}

func level(t *theme.Theme, name string) string {
	switch name {
	case "error":
		return t.Error.Paint(t.Glyph.Bad)
	case "warn":
		return t.Warn.Paint(t.Glyph.Warn)
	}
	return t.Dim.Paint(t.Glyph.None)
}

func arrow(t *theme.Theme, to string) string {
	if to == "" {
		return ""
	}
	return t.Dim.Paint(" to ") + clean(to)
}

// dim is a second thought after a text.
func dim(t *theme.Theme, s string) string {
	if s == "" {
		return ""
	}
	return "  " + t.Dim.Paint(clean(s))
}

func took(t *theme.Theme, d time.Duration) string {
	if d <= 0 {
		return ""
	}
	return t.Faint.Paint("  " + figure.Took(d))
}

func pick(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

func firstLine(s string) string {
	line, rest, _ := strings.Cut(s, "\n")
	if rest != "" {
		line += " …"
	}
	return line
}

func clean(s string) string { return cell.Clean(s) }
