package ui

import (
	"fmt"
	"runtime/debug"
	"strings"
	"sync"

	tea "github.com/charmbracelet/bubbletea"
)

// shield stands between Bubble Tea and the program. A panic in Update, View or
// a command ends the program as a quit does: the terminal is given back first,
// and what happened is said on the normal screen. Bubble Tea's own way prints
// the stack while the alternate screen still covers it.
type shield struct {
	inner tea.Model
	fault *fault
}

// fault is the first panic, if there was one.
type fault struct {
	mu  sync.Mutex
	err error
	// quit ends the program from a place that can return no command.
	quit func()
}

// FaultError is a panic of the program itself: what it said and where.
type FaultError struct {
	Value any
	Stack string // the frames of this program, one a line
}

// Error says what happened and what to do about it.
func (e *FaultError) Error() string {
	return fmt.Sprintf("signalbox met a fault of its own and had to stop: %v\n%s\n"+
		"The files on disk are as they were; edits that were not saved are offered at the next start. Please report the lines above.", e.Value, e.Stack)
}

// catch is deferred around everything that may panic.
func (f *fault) catch() {
	v := recover()
	if v == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		f.err = &FaultError{Value: v, Stack: own(string(debug.Stack()))}
		go f.quit() // not from here: the program may be waiting for us
	}
}

// take returns the panic, or nil.
func (f *fault) take() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}

// own keeps of a stack the frames of this module, at most eight of them.
func own(stack string) string {
	var frames []string
	lines := strings.Split(stack, "\n")
	for i := 0; i+1 < len(lines) && len(frames) < 8; i++ {
		if strings.HasPrefix(lines[i], "signalbox/") && !strings.Contains(lines[i], "(*fault).catch") {
			name, _, _ := strings.Cut(lines[i], "(0x")
			place, _, _ := strings.Cut(strings.TrimSpace(lines[i+1]), " +0x")
			frames = append(frames, "  "+name+"  "+place)
		}
	}
	return strings.Join(frames, "\n")
}

// Init guards the first commands.
func (s shield) Init() tea.Cmd { return s.guard(s.inner.Init()) }

// Update guards the program and the command that it returns.
func (s shield) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	defer s.fault.catch()
	_, cmd = s.inner.Update(msg)
	return s, s.guard(cmd)
}

// View guards the drawing.
func (s shield) View() string {
	defer s.fault.catch()
	return s.inner.View()
}

// guard guards a command, and those that a batch brings.
func (s shield) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer s.fault.catch()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = s.guard(batch[i])
			}
		}
		return msg
	}
}
