package ui

import (
	"context"
	"os"
	"path/filepath"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/layout"
	"signalbox/ui/pane"
	"signalbox/ui/theme"
)

func (m *Model) toggleTree() tea.Cmd             { return nil }
func (m *Model) showTree(bool)                   {}
func (m *Model) navTitle() (string, string)      { return "1 Routes", "" }
func (m *Model) setTheme(t *theme.Theme)         { m.theme = t }
func (m *Model) entered(layout.Name) tea.Cmd     { return nil }
func (m *Model) followViews(pane.Intent) tea.Cmd { return nil }
func (m *Model) refreshCache() tea.Cmd           { return nil }
func (m *Model) record(endedMsg)                 {}
func (m *Model) checkGoal() tea.Cmd              { return nil }

// takeDisk replaces the edits of files by what the disk holds.
func takeDisk(files []string) job {
	return func(ctx context.Context, p Project) (string, error) {
		for _, f := range files {
			text, err := os.ReadFile(filepath.Join(p.Dir(), filepath.FromSlash(f)))
			if err != nil {
				return "", err
			}
			if err := p.Write(f, string(text)); err != nil {
				return "", err
			}
		}
		return "took what is on disk", p.Overwrite(ctx, files...)
	}
}
