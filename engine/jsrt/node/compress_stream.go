package node

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"

	"signalbox/engine/jsrt/vm"
)

// flusher is a compressor that can give out what it holds back.
type flusher interface {
	io.WriteCloser
	Flush() error
}

// zipper is one stream of zlib: bytes go in in pieces, and what they became
// comes out of each call. A failure answers an array, as decompressOp does.
type zipper interface {
	write(b []byte) any
	flush() any
	end() any
	close()
}

// zipOps are the operations below zlib's stream classes. A stream is known by a
// number from open to end or close.
func zipOps() map[string]vm.Op {
	open, last := map[int]zipper{}, 0
	with := func(use func(zipper, []any) any) vm.Op {
		return func(a []any) (any, error) {
			z, ok := open[vm.Int(a, 0)]
			if !ok {
				return nil, &vm.Error{Name: "Error", Code: "ERR_STREAM_DESTROYED", Message: "zlib binding closed"}
			}
			return use(z, a), nil
		}
	}
	shut := func(id int) {
		if z, ok := open[id]; ok {
			delete(open, id)
			z.close()
		}
	}
	return map[string]vm.Op{
		// nodeZipOpen takes format, whether to compress, level, dictionary and
		// whether a cut-off end is fine.
		"nodeZipOpen": func(a []any) (any, error) {
			z, err := newZipper(vm.Str(a, 0), vm.Bool(a, 1), vm.Int(a, 2), vm.Bytes(a, 3), vm.Bool(a, 4))
			if err != nil {
				return nil, err
			}
			last++
			open[last] = z
			return last, nil
		},
		"nodeZipWrite": with(func(z zipper, a []any) any { return z.write(vm.Bytes(a, 1)) }),
		"nodeZipFlush": with(func(z zipper, _ []any) any { return z.flush() }),
		"nodeZipEnd": func(a []any) (any, error) {
			defer shut(vm.Int(a, 0))
			return with(func(z zipper, _ []any) any { return z.end() })(a)
		},
		"nodeZipClose": func(a []any) (any, error) { shut(vm.Int(a, 0)); return nil, nil },
	}
}

func newZipper(format string, compress bool, level int, dict []byte, partial bool) (zipper, error) {
	if !compress {
		return newInflater(format, dict, partial), nil
	}
	d := &deflater{}
	w, err := compressor(format, &d.out, level, dict)
	if err != nil {
		return nil, err
	}
	f, ok := w.(flusher)
	if !ok {
		return nil, fmt.Errorf("a stream of the format %q cannot be flushed", format)
	}
	d.w = f
	return d, nil
}

// deflater compresses into a buffer that each call empties.
type deflater struct {
	out bytes.Buffer
	w   flusher
}

func (d *deflater) write(b []byte) any { _, err := d.w.Write(b); return d.take(err) }
func (d *deflater) flush() any         { return d.take(d.w.Flush()) }
func (d *deflater) end() any           { return d.take(d.w.Close()) }
func (d *deflater) close()             {}

func (d *deflater) take(err error) any {
	if err != nil {
		return []any{"Z_STREAM_ERROR", -2, err.Error()}
	}
	b := append([]byte{}, d.out.Bytes()...)
	d.out.Reset()
	return b
}

// inflater decompresses what has arrived. Go's readers pull their input, so
// this one runs as a coroutine that stands still where it wants more.
type inflater struct {
	format  string
	head    []byte // the first bytes, by which a failure is named
	in      []byte
	eof     bool
	partial bool
	dict    []byte
	out     []byte
	err     error
	next    func() (struct{}, bool)
	stop    func()
}

func newInflater(format string, dict []byte, partial bool) *inflater {
	z := &inflater{format: format, partial: partial, dict: dict}
	z.next, z.stop = iter.Pull(func(yield func(struct{}) bool) {
		z.err = z.run(&pulled{z, func() bool { return yield(struct{}{}) }})
	})
	return z
}

// run decompresses one stream to its end. What follows is dropped, as zlib does.
func (z *inflater) run(in *pulled) error {
	r, err := decompressorOf(z.format, in, z.dict)
	if err != nil {
		return err
	}
	buf := make([]byte, 32<<10)
	for {
		n, err := r.Read(buf)
		z.out = append(z.out, buf[:n]...)
		switch {
		case err == io.EOF:
			return nil
		case errors.Is(err, io.ErrUnexpectedEOF) && z.partial:
			return nil
		case err != nil:
			return err
		}
	}
}

func (z *inflater) write(b []byte) any {
	if len(z.head) < 2 {
		z.head = append(z.head, b[:min(len(b), 2)]...)
	}
	z.in = b
	z.next()
	z.in = nil
	return z.take()
}

func (z *inflater) flush() any { return z.take() }

func (z *inflater) end() any {
	z.eof = true
	z.next()
	return z.take()
}

func (z *inflater) close() { z.stop() }

func (z *inflater) take() any {
	if z.err != nil {
		return inflateFailure(z.err, z.format, z.head, z.dict)
	}
	b := append([]byte{}, z.out...)
	z.out = z.out[:0]
	return b
}

// pulled is an inflater's input, byte by byte where its reader wants it so.
type pulled struct {
	z    *inflater
	more func() bool
}

func (p *pulled) fill() error {
	for len(p.z.in) == 0 {
		if p.z.eof || !p.more() {
			return io.EOF
		}
	}
	return nil
}

// Read implements io.Reader.
func (p *pulled) Read(b []byte) (int, error) {
	if err := p.fill(); err != nil {
		return 0, err
	}
	n := copy(b, p.z.in)
	p.z.in = p.z.in[n:]
	return n, nil
}

// ReadByte implements io.ByteReader.
func (p *pulled) ReadByte() (byte, error) {
	if err := p.fill(); err != nil {
		return 0, err
	}
	c := p.z.in[0]
	p.z.in = p.z.in[1:]
	return c, nil
}
