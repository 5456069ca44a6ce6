package ui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"
)

// Asker carries a question of the engine ("may this code reach that host?") to
// the person and the answer back. Its Ask is made to be engine.Options.AskNet.
type Asker struct{ questions chan question }

type question struct {
	host   string
	answer chan bool
}

// NewAsker returns an Asker that nobody listens to yet: Ask waits for the UI.
func NewAsker() *Asker { return &Asker{questions: make(chan question)} }

// Ask waits for the person's answer, or for ctx to end. It is safe for
// concurrent use; questions are put one after the other.
func (a *Asker) Ask(ctx context.Context, host string) (bool, error) {
	q := question{host, make(chan bool, 1)}
	select {
	case a.questions <- q:
	case <-ctx.Done():
		return false, ctx.Err()
	}
	select {
	case yes := <-q.answer:
		return yes, nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// hostAskedMsg says that code wants to reach a host.
type hostAskedMsg struct{ question question }

// listen waits for the next question, or for the end.
func (a *Asker) listen(ctx context.Context) tea.Cmd {
	if a == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case q := <-a.questions:
			return hostAskedMsg{q}
		case <-ctx.Done():
			return nil
		}
	}
}
