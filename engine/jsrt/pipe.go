package jsrt

import (
	"errors"
	"io"
	"sync"
)

// pipe is a streamed response body: the machine puts parts in, the server
// takes them out. It holds what the window of the session lets through.
type pipe struct {
	mu     sync.Mutex
	parts  [][]byte
	err    error // io.EOF at the end
	wake   chan struct{}
	closed bool
	total  int64
	limit  int64

	credit func(n int) // bytes were taken
	cancel func()      // the reader has gone
}

func newPipe(limit int64, credit func(int), cancel func()) *pipe {
	return &pipe{wake: make(chan struct{}, 1), limit: limit, credit: credit, cancel: cancel}
}

// errTooLong ends a body that passes its limit.
var errTooLong = errors.New("the response body is longer than its limit (limit: response)")

// put adds a part. It answers false where the body has become too long.
func (p *pipe) put(part []byte) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err != nil || p.closed {
		return true
	}
	p.total += int64(len(part))
	if p.total > p.limit {
		p.err = errTooLong
		p.signal()
		return false
	}
	p.parts = append(p.parts, part)
	p.signal()
	return true
}

// finish ends the body; nil means in order.
func (p *pipe) finish(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		p.err = err
		if err == nil {
			p.err = io.EOF
		}
	}
	p.signal()
}

func (p *pipe) signal() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// Read waits for the next part.
func (p *pipe) Read(b []byte) (int, error) {
	for {
		p.mu.Lock()
		switch {
		case p.closed:
			p.mu.Unlock()
			return 0, io.ErrClosedPipe
		case len(p.parts) > 0:
			n := copy(b, p.parts[0])
			p.parts[0] = p.parts[0][n:]
			if len(p.parts[0]) == 0 {
				p.parts = p.parts[1:]
			}
			p.mu.Unlock()
			p.credit(n)
			return n, nil
		case p.err != nil:
			err := p.err
			p.mu.Unlock()
			return 0, err
		}
		p.mu.Unlock()
		<-p.wake
	}
}

// Close ends the reading; a body that has not ended is cancelled.
func (p *pipe) Close() error {
	p.mu.Lock()
	open := !p.closed && p.err == nil
	p.closed = true
	p.parts = nil
	p.signal()
	p.mu.Unlock()
	if open {
		p.cancel()
	}
	return nil
}

// whole is a body that is there at once.
type whole struct {
	data []byte
}

// Read copies out what is left.
func (w *whole) Read(b []byte) (int, error) {
	if len(w.data) == 0 {
		return 0, io.EOF
	}
	n := copy(b, w.data)
	w.data = w.data[n:]
	return n, nil
}

// WriteTo writes the rest in one piece.
func (w *whole) WriteTo(dst io.Writer) (int64, error) {
	n, err := dst.Write(w.data)
	w.data = w.data[n:]
	return int64(n), err
}

// Close has nothing to do.
func (w *whole) Close() error { return nil }
