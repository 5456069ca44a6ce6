package ui

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"
	"github.com/spf13/afero"

	"signalbox/engine"
	"signalbox/engine/route"
	"signalbox/ui/layout"
	"signalbox/ui/theme"
	"signalbox/workspace"
)

// bigTable makes a table of n routes.
func bigTable(n int) *route.Table {
	t := &route.Table{Root: "app", Version: "16", Routes: make([]route.Route, n)}
	for i := range t.Routes {
		p := fmt.Sprintf("/section-%d/items/[id]/part-%d", i%97, i)
		t.Routes[i] = route.Route{Path: p, Pattern: route.Parse(p), File: "app" + p + "/route.ts",
			Exports: []route.Export{{Name: "GET"}, {Name: "PATCH"}}, Implicit: []string{"HEAD", "OPTIONS"}}
	}
	return t
}

// bigModel is the program with n routes on a 160 × 45 terminal, in colour.
func bigModel(b *testing.B, n int) *Model {
	b.Helper()
	disk := afero.NewMemMapFs()
	if err := afero.WriteFile(disk, "/p/app/route.ts", []byte("export function GET() {}"), 0o644); err != nil {
		b.Fatal(err)
	}
	p, err := workspace.Open(disk, "/p")
	if err != nil {
		b.Fatal(err)
	}
	clock := engine.NewClock()
	m := New(context.Background(), Options{Project: p, Engine: &fakeEngine{now: clock.Now, table: bigTable(n)}, Clock: clock,
		Theme: theme.Options{Profile: termenv.TrueColor, Dark: true}})
	m.Update(tea.WindowSizeMsg{Width: 160, Height: 45})
	m.Update(projectChangedMsg{revision: 1, table: bigTable(n)})
	return m
}

// BenchmarkKeyToFrame is the figure of DESIGN: a key press and the frame that
// follows it, with 10,000 routes (at most 16 ms).
func BenchmarkKeyToFrame(b *testing.B) {
	for _, bench := range []struct {
		name string
		keys []string
		pane layout.Name
	}{
		{"move", []string{"j", "j", "k", "G", "g"}, layout.Nav},
		{"filter", []string{"/", "1", "2", "backspace", "backspace", "esc"}, layout.Nav},
		{"matrix", []string{"j", "pgdown", "k", "l"}, layout.Matrix},
	} {
		b.Run(bench.name, func(b *testing.B) {
			m := bigModel(b, 10_000)
			m.setFocus(bench.pane)
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				m.Update(key(bench.keys[len(took)%len(bench.keys)]))
				_ = m.View()
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}

// BenchmarkFirstFrame is everything between the table and the first frame that
// shows it.
func BenchmarkFirstFrame(b *testing.B) {
	for _, n := range []int{40, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			t := bigTable(n)
			m := bigModel(b, 1)
			for b.Loop() {
				m.Update(projectChangedMsg{revision: 1, table: t})
				_ = m.View()
			}
		})
	}
}

// BenchmarkTyping is a letter typed into a source of 2,000 lines, with its frame.
func BenchmarkTyping(b *testing.B) {
	m := bigModel(b, 1_000)
	text := ""
	for i := range 2000 {
		text += fmt.Sprintf("  const value%d = await fetch(`https://example.test/${%d}`) // line\n", i, i)
	}
	m.wantFile = "app/route.ts"
	m.source.SetText("app/route.ts", text, false)
	m.setFocus(layout.Source)
	m.Update(key("e"))
	for b.Loop() {
		m.Update(key("x"))
		_ = m.View()
	}
}
