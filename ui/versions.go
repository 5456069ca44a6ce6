package ui

import (
	"context"
	"errors"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine"
	"signalbox/engine/route"
	"signalbox/ui/layout"
	"signalbox/ui/pane/routes"
)

// versions is the comparison of the table under several versions of Next.
type versions struct {
	on     bool
	busy   bool
	cancel context.CancelFunc
	number uint64 // of the comparison that is under way
}

// compared lists the versions that stand side by side, the oldest first.
func compared() [3]string { return [3]string{"14", "15", "16"} }

// comparedMsg brings what the versions of compared make of the routes.
type comparedMsg struct {
	number uint64
	c      *routes.Comparison
	err    error
}

func (c comparedMsg) stale(m *Model) bool { return c.number != m.versions.number }

// toggleVersions shows the comparison, or takes it away.
func (m *Model) toggleVersions() tea.Cmd {
	m.stopVersions()
	if m.versions.on = !m.versions.on; !m.versions.on {
		m.routes.SetVersions(nil)
		return nil
	}
	m.showTree(false)
	m.setFocus(layout.Nav)
	return m.compare()
}

// stopVersions ends a comparison that is under way, and reports whether one was.
func (m *Model) stopVersions() bool {
	was := m.versions.busy
	if m.versions.cancel != nil {
		m.versions.cancel()
	}
	m.versions.number++
	m.versions.busy = false
	return was
}

// compare resolves the project as each version does. That includes running the
// GETs that a build runs, since what they read decides; so it is done for the
// asking only, and beside everything else.
func (m *Model) compare() tea.Cmd {
	m.stopVersions()
	if !m.versions.on || m.table == nil {
		return nil
	}
	ctx, cancel := context.WithCancel(m.ctx)
	m.versions.busy, m.versions.cancel = true, cancel
	number, now, src, resolve := m.versions.number, m.table, m.opt.Project.Snapshot(), m.opt.ResolveAs
	return func() tea.Msg {
		msg, list := comparedMsg{number: number}, []routes.Version{}
		for _, v := range compared() {
			t := now
			if v != now.Version {
				if t, msg.err = resolve(ctx, v, src); msg.err != nil {
					msg.err = fmt.Errorf("the routes as Next %s sees them: %w", v, msg.err)
					return msg
				}
			}
			list = append(list, routes.NewVersion(v, t))
		}
		msg.c = routes.Compare(now, list)
		return msg
	}
}

func (m *Model) compared(msg comparedMsg) {
	m.versions.busy = false
	if msg.err != nil {
		m.versions.on = false
		if !errors.Is(msg.err, context.Canceled) {
			m.say("", msg.err)
		}
		return
	}
	m.routes.SetVersions(msg.c)
	n := msg.c.Differ()
	if n == 0 {
		m.say("every route is computed the same way in 14, 15 and 16", nil)
		return
	}
	m.say(count(n, "route")+" not the same in 14, 15 and 16; / differs lists them, V takes the columns away", nil)
}

// resolveAs resolves a tree with an engine of its own.
func resolveAs(ctx context.Context, version string, src engine.Source) (*route.Table, error) {
	e := engine.New(engine.Options{Version: version})
	defer e.Close()
	if err := e.Open(ctx, src); err != nil {
		return nil, err
	}
	if err := e.WaitBuild(ctx); err != nil {
		return nil, err
	}
	return e.Table(), nil
}
