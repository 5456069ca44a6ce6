// Package worker runs this binary a second time as a child and exchanges frames
// with it over its standard pipes.
//
// Other people's code can do what no interpreter in the same process survives:
// a native call that never returns, an engine that crashes when memory runs
// out. In a child that costs one process, which the parent kills and replaces.
//
// The child is the same executable, so nothing has to be installed or found; it
// knows itself by an environment variable (IsWorker), which main and TestMain
// ask first of all. It gets no other variable of the machine's environment. It
// ends when its standard input ends, so it never outlives its parent, and when
// it holds more memory than it may.
//
// A frame is four bytes of length (little endian, of what follows), one byte of
// kind, and a payload that only the callers understand. Sending never blocks:
// frames are collected and written by a goroutine in as few system calls as
// possible. What bounds the collection is the callers' own flow control.
package worker

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"
)

// marker is the variable by which a child knows that it is one. Its value is
// the limit of its memory in bytes.
const marker = "SIGNALBOX_WORKER_MEMORY"

// ExitMemory is the exit status of a child that held too much memory.
const ExitMemory = 86

// IsWorker tells whether this process was started as a child.
func IsWorker() bool { return os.Getenv(marker) != "" }

// Conn is one end of a pair of pipes. Send may be called from any goroutine,
// Receive from one at a time.
type Conn struct {
	in  *bufio.Reader
	out io.Writer

	mu     sync.Mutex
	buf    []byte
	spare  []byte
	wake   chan struct{}
	closed bool
	err    error
	idle   chan struct{} // closed when the writer has ended
}

// NewConn makes an end that reads frames from in and writes them to out.
func NewConn(in io.Reader, out io.Writer) *Conn {
	c := &Conn{in: bufio.NewReaderSize(in, 256<<10), out: out, wake: make(chan struct{}, 1), idle: make(chan struct{})}
	go c.write()
	return c
}

// maxFrame bounds a frame. No sender makes a longer one, so a longer one means
// that the stream is out of step.
const maxFrame = 1 << 30

// Send queues a frame whose payload is the parts in order. Frames of a closed
// Conn are dropped.
func (c *Conn) Send(kind byte, parts ...[]byte) {
	n := 1
	for _, p := range parts {
		n += len(p)
	}
	c.mu.Lock()
	if c.closed || c.err != nil {
		c.mu.Unlock()
		return
	}
	c.buf = binary.LittleEndian.AppendUint32(c.buf, uint32(n))
	c.buf = append(c.buf, kind)
	for _, p := range parts {
		c.buf = append(c.buf, p...)
	}
	c.mu.Unlock()
	c.signal()
}

func (c *Conn) signal() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// write empties the queue until the Conn is closed.
func (c *Conn) write() {
	defer close(c.idle)
	for range c.wake {
		for {
			c.mu.Lock()
			batch := c.buf
			c.buf, c.spare = c.spare[:0], nil
			done := c.closed
			c.mu.Unlock()
			if len(batch) > 0 {
				if _, err := c.out.Write(batch); err != nil {
					c.fail(err)
					return
				}
			}
			if cap(batch) <= 1<<20 {
				c.spare = batch[:0]
			}
			if len(batch) == 0 {
				if done {
					return
				}
				break
			}
		}
	}
}

func (c *Conn) fail(err error) {
	c.mu.Lock()
	c.err, c.buf = err, nil
	c.mu.Unlock()
}

// Receive answers the next frame. The payload is the caller's. io.EOF is the
// end of the other side.
func (c *Conn) Receive() (kind byte, payload []byte, err error) {
	var head [5]byte
	if _, err := io.ReadFull(c.in, head[:]); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = io.EOF
		}
		return 0, nil, err
	}
	n := binary.LittleEndian.Uint32(head[:4])
	if n < 1 || n > maxFrame {
		return 0, nil, fmt.Errorf("worker: a frame of %d bytes cannot be", n)
	}
	payload = make([]byte, n-1)
	_, err = io.ReadFull(c.in, payload)
	return head[4], payload, err
}

// Close stops sending; what is queued is still written.
func (c *Conn) Close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.signal()
}

// Written is closed when, after Close, everything that was queued is written or
// cannot be any more.
func (c *Conn) Written() <-chan struct{} { return c.idle }

// Process is a child with its Conn.
type Process struct {
	*Conn
	cmd   *exec.Cmd
	stdin io.Closer
	gone  chan struct{}
	noise *tail
	state *os.ProcessState
}

// Spawn starts a child that may hold memory bytes.
func Spawn(memory int64) (*Process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this executable: %w", err)
	}
	cmd := exec.Command(self)
	cmd.Env = environment(memory)
	noise := &tail{}
	cmd.Stderr = noise
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start a child process of %s: %w", self, err)
	}
	p := &Process{Conn: NewConn(out, in), cmd: cmd, stdin: in, gone: make(chan struct{}), noise: noise}
	return p, nil
}

// environment is what a child sees: itself, and on Windows what a process needs
// to start at all.
func environment(memory int64) []string {
	env := []string{marker + "=" + strconv.FormatInt(memory, 10)}
	for _, name := range []string{"SYSTEMROOT", "GOCOVERDIR"} {
		if v, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+v)
		}
	}
	return env
}

// Reap waits for the end of the child. It is called once, when Receive has
// answered an error.
func (p *Process) Reap() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
	p.state = p.cmd.ProcessState
	p.Close()
	close(p.gone)
}

// Kill ends the child at once.
func (p *Process) Kill() { _ = p.cmd.Process.Kill() }

// Gone is closed when the child has ended.
func (p *Process) Gone() <-chan struct{} { return p.gone }

// OutOfMemory tells, of a child that has ended, whether it held too much.
func (p *Process) OutOfMemory() bool { return p.state != nil && p.state.ExitCode() == ExitMemory }

// Noise is the first line of what the child wrote to its standard error: why
// it crashed, if it did.
func (p *Process) Noise() string {
	line, _, _ := strings.Cut(p.noise.String(), "\n")
	return line
}

// tail keeps the beginning of a text.
type tail struct {
	mu  sync.Mutex
	buf []byte
}

// Write keeps the first 4 KiB.
func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.buf = append(t.buf, b[:min(len(b), 4096-len(t.buf))]...)
	return len(b), nil
}

// String answers what was kept.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.buf)
}

// Parent is a child's end of the pipes. It starts watching the child's memory.
func Parent() *Conn {
	limit, _ := strconv.ParseInt(os.Getenv(marker), 10, 64)
	if limit > 0 {
		go watch(limit)
	}
	return NewConn(os.Stdin, os.Stdout)
}

// watch ends this process when it holds more memory than it may. It runs beside
// the machine, so that a native call cannot keep it from looking.
func watch(limit int64) {
	for range time.Tick(50 * time.Millisecond) {
		if resident() > limit {
			os.Exit(ExitMemory)
		}
	}
}
