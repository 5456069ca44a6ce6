// Package terminal owns the screen while the program runs: raw mode, the
// alternate screen, the mouse, and the frames.
//
// Bubble Tea v1 draws on a clock: sixty times a second its renderer copies and
// compares the last frame, whether or not there is a new one. That is one per
// cent of a processor for nothing, and a key waits for the next tick before its
// frame goes out. A Screen draws when there is a frame and sleeps otherwise.
//
// Frames are whole screens. The painter, one goroutine, takes the newest one
// (frames that a slow terminal would not have shown are skipped), writes the
// lines that differ from what stands there, and wraps them into one synchronized
// update, so that a terminal that knows mode 2026 never shows half a frame.
package terminal

import (
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/term"
)

// The sequences, by their DEC and xterm names.
const (
	altScreen, mainScreen  = "\x1b[?1049h", "\x1b[?1049l"
	hideCursor, showCursor = "\x1b[?25l", "\x1b[?25h"
	noWrap, wrap           = "\x1b[?7l", "\x1b[?7h"
	pasteOn, pasteOff      = "\x1b[?2004h", "\x1b[?2004l"
	mouseOn, mouseOff      = "\x1b[?1002h\x1b[?1006h", "\x1b[?1002l\x1b[?1006l"
	beginSync, endSync     = "\x1b[?2026h", "\x1b[?2026l"
	clear                  = "\x1b[2J"
)

// Screen is a terminal that was taken over. Its methods are safe for concurrent
// use.
type Screen struct {
	in, out term.File
	mouse   bool

	mu    sync.Mutex // guards the fields below and the writing
	raw   *term.State
	shown []string // what stands on the screen, by line

	next    chan string
	done    chan struct{}
	closing sync.Once
}

// Open takes a terminal over. Close gives it back.
func Open(in, out *os.File, mouse bool) (*Screen, error) {
	s := &Screen{in: in, out: out, mouse: mouse, next: make(chan string, 1), done: make(chan struct{})}
	if err := s.Resume(); err != nil {
		return nil, err
	}
	go s.paint()
	return s, nil
}

// Resume takes the terminal over again after Suspend.
func (s *Screen) Resume() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	raw, err := term.MakeRaw(s.in.Fd())
	if err != nil {
		return err
	}
	s.raw, s.shown = raw, nil
	return s.write(altScreen + hideCursor + noWrap + pasteOn + modeOf(s.mouse) + clear)
}

// Suspend gives the terminal back to whoever runs next, until Resume.
func (s *Screen) Suspend() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.raw == nil {
		return nil
	}
	err := s.write(mouseOff + pasteOff + wrap + showCursor + mainScreen)
	if e := term.Restore(s.in.Fd(), s.raw); err == nil {
		err = e
	}
	s.raw = nil
	return err
}

// patience is how long Close waits for a terminal that does not read.
const patience = time.Second

// Close gives the terminal back for good. A terminal that no longer reads holds
// the painter, and its lock, in a write; it does not hold the program.
func (s *Screen) Close() error {
	s.closing.Do(func() { close(s.done) })
	given := make(chan error, 1)
	go func() { given <- s.Suspend() }()
	select {
	case err := <-given:
		return err
	case <-time.After(patience):
		return errors.New("the terminal does not take what is written to it")
	}
}

// Mouse turns the mouse on and off.
func (s *Screen) Mouse(on bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mouse = on
	return s.write(modeOf(on))
}

func modeOf(mouse bool) string {
	if mouse {
		return mouseOn
	}
	return mouseOff
}

// Send writes a sequence that is no part of a frame: to the clipboard.
func (s *Screen) Send(sequence string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.write(sequence)
}

func (s *Screen) write(text string) error {
	_, err := io.WriteString(s.out, text)
	return err
}

// Size returns columns and rows.
func (s *Screen) Size() (w, h int, err error) { return term.GetSize(s.out.Fd()) }

// Forget says that the screen no longer shows what was drawn: after a change of
// its size.
func (s *Screen) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shown = nil
}

// Draw hands over a frame and returns at once. A frame that still waits gives
// way to the newer one.
func (s *Screen) Draw(frame string) {
	for {
		select {
		case s.next <- frame:
			return
		default:
		}
		select {
		case <-s.next:
		default:
		}
	}
}

// paint draws frames until Close.
func (s *Screen) paint() {
	for {
		select {
		case frame := <-s.next:
			s.show(frame)
		case <-s.done:
			return
		}
	}
}

// show writes the lines of a frame that differ from those on the screen.
func (s *Screen) show(frame string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.raw == nil || frame == "" {
		return
	}
	lines := strings.Split(frame, "\n")
	if text := Update(s.shown, lines); text != "" {
		_ = s.write(text) // a terminal that is gone ends the program by its input
	}
	s.shown = lines
}

// Update returns what turns the lines of one frame into those of the next, ""
// where they are the same. Nil old lines clear the screen first.
func Update(old, lines []string) string {
	var b strings.Builder
	if len(old) != len(lines) {
		b.WriteString(clear)
		old = nil
	}
	for i, l := range lines {
		if i < len(old) && old[i] == l {
			continue
		}
		b.WriteString("\x1b[" + strconv.Itoa(i+1) + ";1H" + l)
	}
	if b.Len() == 0 {
		return ""
	}
	return beginSync + b.String() + endSync
}
