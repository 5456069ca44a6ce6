package ui

import (
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// fragile panics where it is told to.
type fragile struct{ at string }

func (f fragile) Init() tea.Cmd { return nil }

func (f fragile) Update(tea.Msg) (tea.Model, tea.Cmd) {
	switch f.at {
	case "update":
		panic("broken update")
	case "command":
		return f, func() tea.Msg { panic("broken command") }
	case "batch":
		return f, func() tea.Msg { return tea.BatchMsg{nil, func() tea.Msg { panic("broken batch") }} }
	}
	return f, nil
}

func (f fragile) View() string {
	if f.at == "view" {
		panic("broken view")
	}
	return "whole"
}

// TestPanicEndsTheProgram: wherever it happens, it is kept as an error that
// names this file, and the program is told to quit once.
func TestPanicEndsTheProgram(t *testing.T) {
	for _, at := range []string{"update", "command", "batch", "view"} {
		quits := make(chan bool, 2)
		f := &fault{quit: func() { quits <- true }}
		s := shield{fragile{at}, f}
		for range 2 {
			_, cmd := s.Update(nil)
			s.View()
			if cmd != nil {
				if batch, ok := cmd().(tea.BatchMsg); ok {
					batch[1]()
				}
			}
		}
		<-quits
		var fe *FaultError
		if err := f.take(); !errors.As(err, &fe) || !strings.Contains(err.Error(), "broken "+at) || !strings.Contains(err.Error(), "fault_test.go:") {
			t.Errorf("%s: got %v", at, err)
		}
		select {
		case <-quits:
			t.Errorf("%s: told to quit twice", at)
		default:
		}
	}
}

func TestNoPanicIsNoError(t *testing.T) {
	s := shield{fragile{}, &fault{quit: func() { t.Error("told to quit") }}}
	if _, cmd := s.Update(nil); cmd != nil || s.View() != "whole" || s.fault.take() != nil {
		t.Error("the shield changes what goes through it")
	}
}
