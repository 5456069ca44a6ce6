package ui

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/muesli/termenv"
	"github.com/spf13/afero"
	"golang.org/x/sys/unix"

	"signalbox/engine"
	"signalbox/ui/theme"
	"signalbox/workspace"
)

// child is set in the process that TestRealTerminal starts: this test program
// again, as the program itself.
const child = "SIGNALBOX_UI_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(child) == "" {
		os.Exit(m.Run())
	}
	if err := runChild(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func runChild() error {
	disk := afero.NewMemMapFs()
	for name, text := range sampleTree() {
		if err := afero.WriteFile(disk, "/p/"+name, []byte(text), 0o644); err != nil {
			return err
		}
	}
	p, err := workspace.Open(disk, "/p")
	if err != nil {
		return err
	}
	clock := engine.NewClock()
	var e Engine = &fakeEngine{now: clock.Now}
	if os.Getenv(child) == "broken" {
		e = broken{e}
	}
	return Run(context.Background(), Options{Project: p, Engine: e, Clock: clock, Theme: theme.Options{Profile: termenv.Ascii}})
}

// TestRealTerminal runs the program on a pseudo-terminal: it draws, answers a
// key, follows a change of size, and leaves the terminal as it was.
func TestRealTerminal(t *testing.T) {
	master, slave := openPTY(t)
	size(t, master, 80, 24)
	before := state(t, slave)
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), child+"=1", "CI=1")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &sink{t: t, pty: master}
	s.until("ready")
	s.until("runs DELETE") // the first request is there
	s.write("\r")
	s.until("application/json")
	s.write("\x1b[<0;3;1M\x1b[<0;3;1m") // a click on the header goes to the problems
	s.until("6 Problems")
	s.write("\x1b[200~/users/7\x1b[201~") // a paste goes to the filter
	s.until("/users/7")
	s.write("\r")
	s.until("runs GET")
	size(t, master, 100, 30)
	s.until("\x1b[30;1H") // the footer stands in the last of thirty lines
	s.write("q")
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	s.until("\x1b[?1049l")
	if after := state(t, slave); after != before {
		t.Errorf("the terminal's mode was %+v and is %+v", before, after)
	}
}

// broken is an engine that panics at a request.
type broken struct{ Engine }

func (broken) Do(context.Context, engine.Request) (*engine.Exchange, error) { panic("a broken engine") }

// TestPanicOnTerminal: a panic is told on the normal screen of a terminal that
// is as it was.
func TestPanicOnTerminal(t *testing.T) {
	master, slave := openPTY(t)
	size(t, master, 80, 24)
	before := state(t, slave)
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), child+"=broken", "CI=1")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &sink{t: t, pty: master}
	s.until("runs DELETE")
	s.write("\r")
	s.until("\x1b[?1049l")
	s.until("signalbox met a fault of its own")
	s.until("a broken engine")
	s.until("offered at the next start")
	if err := cmd.Wait(); err == nil {
		t.Error("the program ends as if nothing had happened")
	}
	if after := state(t, slave); after != before {
		t.Errorf("the terminal's mode was %+v and is %+v", before, after)
	}
}

// sink collects what the program writes.
type sink struct {
	t   *testing.T
	pty *os.File
	got []byte
}

// until reads until the output since the last match holds text.
func (s *sink) until(text string) {
	s.t.Helper()
	if err := s.pty.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		s.t.Fatal(err)
	}
	buf := make([]byte, 4096)
	for !bytes.Contains(s.got, []byte(text)) {
		n, err := s.pty.Read(buf)
		if err != nil {
			s.t.Fatalf("%q never came: %v\n%s", text, err, strings.ReplaceAll(string(s.got), "\x1b", "␛"))
		}
		s.got = append(s.got, buf[:n]...)
	}
	s.got = s.got[bytes.Index(s.got, []byte(text))+len(text):]
}

func (s *sink) write(text string) {
	s.t.Helper()
	if _, err := s.pty.WriteString(text); err != nil {
		s.t.Fatal(err)
	}
}

func openPTY(t *testing.T) (master, slave *os.File) {
	t.Helper()
	fd, err := unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC|unix.O_NONBLOCK, 0)
	if err != nil {
		t.Fatalf("this system gives no pseudo-terminal: %v", err)
	}
	master = os.NewFile(uintptr(fd), "ptmx")
	t.Cleanup(func() { master.Close() })
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { slave.Close() })
	return master, slave
}

func size(t *testing.T, f *os.File, w, h uint16) {
	t.Helper()
	raw, err := f.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	err = raw.Control(func(fd uintptr) {
		if err := unix.IoctlSetWinsize(int(fd), unix.TIOCSWINSZ, &unix.Winsize{Col: w, Row: h}); err != nil {
			t.Error(err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

func state(t *testing.T, f *os.File) unix.Termios {
	t.Helper()
	s, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return *s
}
