// Package cache shows what the caches hold: each entry with its state, its age
// as a bar against the time after which it is stale, its tags and the reason
// for the last decision about it. Beside it stands the clock, which can be
// stopped and moved forward, to step past a window without waiting.
package cache

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"signalbox/engine"
	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/figure"
	"signalbox/ui/pane"
	"signalbox/ui/theme"
)

// ClockStopped says that the clock is to stop, or to run again.
type ClockStopped struct{}

// ClockMoved says that the clock is to go forward.
type ClockMoved struct{ By time.Duration }

// TagsRevalidated says that one of the tags is to be revalidated.
type TagsRevalidated struct{ Tags []string }

// PathRevalidated says that a path is to be revalidated.
type PathRevalidated struct{ Path string }

// Cleared says that the cache is to be emptied.
type Cleared struct{}

// Model is the pane.
type Model struct {
	pane.List
	entries []engine.CacheEntry
	now     time.Time
	stopped bool
	clock   bool // there is a clock to move
}

// New returns an empty pane. clock says that there is a clock to move.
func New(t *theme.Theme, clock bool) *Model { return &Model{List: pane.NewList(t), clock: clock} }

// Set shows the entries as they are at a moment; the cursor stays on its entry.
func (m *Model) Set(entries []engine.CacheEntry, now time.Time, stopped bool) {
	key := ""
	if e := m.current(); e != nil {
		key = e.Store + e.Key
	}
	m.entries, m.now, m.stopped = entries, now, stopped
	slices.SortStableFunc(m.entries, func(a, b engine.CacheEntry) int {
		return strings.Compare(b.Store+a.Key, a.Store+b.Key)
	})
	m.Window.SetLen(len(entries))
	for i := range entries {
		if entries[i].Store+entries[i].Key == key {
			m.Window.To(i)
		}
	}
}

// Moves reports whether an age bar changes with time.
func (m *Model) Moves() bool { return len(m.entries) > 0 && !m.stopped }

func (m *Model) current() *engine.CacheEntry {
	if m.Window.Cursor < len(m.entries) {
		return &m.entries[m.Window.Cursor]
	}
	return nil
}

// SetSize gives the room. The clock takes two lines above, the entry under the
// cursor four below.
func (m *Model) SetSize(w, h int) { m.Resize(w, h, min(7, h-1)) }

// Scope names the pane's own keys.
func (m *Model) Scope() action.Scope { return action.Cache }

// Keys lists what the footer shows.
func (m *Model) Keys() []action.ID {
	return []action.ID{action.RevalidateTag, action.RevalidatePath, action.ClearCache, action.ClockStop, action.ClockSecond, action.ClockMinute}
}

// Off says why an action can't be done.
func (m *Model) Off(a action.ID) string {
	switch a {
	case action.ClockStop, action.ClockSecond, action.ClockMinute, action.ClockHour:
		if !m.clock {
			return "this engine's clock can't be moved"
		}
	case action.RevalidateTag:
		if e := m.current(); e == nil || len(e.Tags) == 0 {
			return "no entry with a tag is selected"
		}
	case action.RevalidatePath, action.ClearCache:
		if m.current() == nil {
			return "the cache is empty"
		}
	}
	return ""
}

// Do performs an action.
func (m *Model) Do(a action.ID) pane.Intent {
	m.Move(a)
	switch a {
	case action.ClockStop:
		return ClockStopped{}
	case action.ClockSecond:
		return ClockMoved{time.Second}
	case action.ClockMinute:
		return ClockMoved{time.Minute}
	case action.ClockHour:
		return ClockMoved{time.Hour}
	case action.RevalidateTag:
		if e := m.current(); e != nil {
			return TagsRevalidated{e.Tags}
		}
	case action.RevalidatePath:
		if e := m.current(); e != nil {
			return PathRevalidated{e.Key}
		}
	case action.ClearCache:
		return Cleared{}
	}
	return nil
}

// Click selects an entry.
func (m *Model) Click(_, y int) pane.Intent {
	m.Pick(y - 2)
	return nil
}

// View draws the clock, the entries and the one under the cursor.
func (m *Model) View() []string {
	t := m.Theme
	lines := []string{m.clockLine(), m.head()}
	if len(m.entries) == 0 {
		return append(lines, cell.Paragraph(t.Dim.Paint, "The cache is empty. A GET with force-static or revalidate fills it; send one.", m.W)...)
	}
	lines = append(lines, m.Draw(func(i int) string { return m.row(&m.entries[i]) })...)
	for len(lines) < m.Window.Height+2 {
		lines = append(lines, "")
	}
	return append(lines, m.detail(m.current())...)
}

func (m *Model) clockLine() string {
	t := m.Theme
	if !m.clock {
		return ""
	}
	state := t.OK.Paint(t.Glyph.Run + " running")
	if m.stopped {
		state = t.Warn.Paint(t.Glyph.Pause + " stopped")
	}
	help := t.Key.Paint("space") + t.Dim.Paint(" stop/run  ") + t.Key.Paint("+") + t.Dim.Paint(" 1s  ") + t.Key.Paint(">") + t.Dim.Paint(" 1m  ") + t.Key.Paint(")") + t.Dim.Paint(" 1h")
	return cell.Sides(" clock "+t.Strong.Paint(m.now.Format("15:04:05"))+"  "+state, help+" ", m.W)
}

// The widths of the columns.
const (
	stateWidth = 9
	ageWidth   = 12
	hitsWidth  = 6
)

// barWidth is the room for the age bar.
func (m *Model) barWidth() int { return max(min(m.W/4, 30), 8) }

func (m *Model) head() string {
	right := cell.Fit("age", m.barWidth()+1) + cell.PadLeft("of", ageWidth) + cell.PadLeft("hits", hitsWidth) + " "
	return m.Theme.Dim.Paint(cell.Sides(" "+cell.Fit("state", stateWidth+2)+"entry", right, m.W))
}

func (m *Model) row(e *engine.CacheEntry) string {
	t := m.Theme
	style, glyph := m.state(e)
	left := " " + style.Paint(glyph+" "+cell.Fit(e.State, stateWidth)) + cell.Clean(e.Key)
	if e.Store == "data" {
		left += t.Dim.Paint("  data")
	}
	of := "never"
	if e.Revalidate >= 0 {
		of = figure.Age(m.age(e)) + "/" + figure.Age(time.Duration(e.Revalidate)*time.Second)
	}
	right := m.bar(e) + " " + cell.PadLeft(of, ageWidth) + cell.PadLeft(fmt.Sprintf("%d%s", e.Hits, "×"), hitsWidth) + " "
	return cell.Sides(left, right, m.W)
}

func (m *Model) state(e *engine.CacheEntry) (theme.Style, string) {
	t := m.Theme
	switch e.State {
	case "fresh":
		return t.OK, t.Glyph.OK
	case "stale":
		return t.Warn, t.Glyph.Warn
	}
	return t.Error, t.Glyph.Bad
}

func (m *Model) age(e *engine.CacheEntry) time.Duration { return max(m.now.Sub(e.Stored), 0) }

// bar draws the age against the time after which the entry is stale.
func (m *Model) bar(e *engine.CacheEntry) string {
	t, w := m.Theme, m.barWidth()
	if e.Revalidate < 0 {
		return t.BarRest.Paint(strings.Repeat(t.Glyph.Rest, w))
	}
	done := w
	if window := time.Duration(e.Revalidate) * time.Second; m.age(e) < window {
		done = int(int64(w) * int64(m.age(e)) / int64(window))
	}
	style, _ := m.state(e)
	return style.Paint(strings.Repeat(t.Glyph.Full, done)) + t.BarRest.Paint(strings.Repeat(t.Glyph.Rest, w-done))
}

// detail tells more about the entry under the cursor.
func (m *Model) detail(e *engine.CacheEntry) []string {
	t := m.Theme
	expire := "never expires"
	if e.Expire >= 0 {
		expire = "expires after " + figure.Age(time.Duration(e.Expire)*time.Second)
	}
	tags := t.Dim.Paint("none")
	own, ofPath := Tags(e.Tags)
	if len(own) > 0 {
		tags = t.Accent.Paint(cell.Clean(strings.Join(own, "  ")))
	}
	if len(ofPath) > 0 {
		tags += t.Dim.Paint(fmt.Sprintf("  and %d that Next derives from the path", len(ofPath)))
	}
	lines := []string{t.Faint.Paint(strings.Repeat(t.Glyph.H, max(m.W, 0)))}
	lines = append(lines, fmt.Sprintf(" %s  %d  %s  %s", t.Strong.Paint(cell.Clean(e.Key)), e.Status, figure.Bytes(int64(e.Bytes)), t.Dim.Paint("stored "+e.Stored.Format("15:04:05")+", "+expire)))
	lines = append(lines, t.Dim.Paint(" tags ")+tags)
	if e.Why == "" {
		return lines
	}
	for _, l := range cell.Wrap(cell.Clean(e.Why), max(m.W-6, 8)) {
		lines = append(lines, t.Dim.Paint(" why  ")+l)
	}
	return lines
}

// Tags parts the tags of an entry into those that the code gave it and those
// that Next derives from its path, which begin with "_N_T_".
func Tags(tags []string) (own, ofPath []string) {
	for _, tag := range tags {
		if strings.HasPrefix(tag, "_N_T_") {
			ofPath = append(ofPath, tag)
		} else {
			own = append(own, tag)
		}
	}
	return own, ofPath
}
