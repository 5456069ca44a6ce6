package web

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"io"
	"iter"

	"github.com/andybalholm/brotli"

	"signalbox/engine/jsrt/vm"
)

// coder is one CompressionStream or DecompressionStream: pieces in, pieces out.
type coder interface {
	write(b []byte) ([]byte, error)
	end() ([]byte, error)
	close()
}

// addCompression adds the operations below the compression streams. A coder is
// known by a number from open to end.
func addCompression(l *vm.Library) {
	coders := map[int]coder{}
	next := 0
	l.Ops["coderOpen"] = func(args []any) (any, error) {
		next++
		if vm.Bool(args, 1) {
			coders[next] = newDecoder(vm.Str(args, 0))
		} else {
			coders[next] = newEncoder(vm.Str(args, 0))
		}
		return next, nil
	}
	l.Ops["coderWrite"] = func(args []any) (any, error) {
		c, ok := coders[vm.Int(args, 0)]
		if !ok {
			return nil, vm.TypeErrorf("the stream is closed")
		}
		return coded(c.write(vm.Bytes(args, 1)))
	}
	l.Ops["coderEnd"] = func(args []any) (any, error) {
		id := vm.Int(args, 0)
		c, ok := coders[id]
		if !ok {
			return coded([]byte{}, nil)
		}
		delete(coders, id)
		defer c.close()
		return coded(c.end())
	}
	l.Ops["coderClose"] = func(args []any) (any, error) {
		if c, ok := coders[vm.Int(args, 0)]; ok {
			delete(coders, vm.Int(args, 0))
			c.close()
		}
		return nil, nil
	}
}

// coded answers [bytes, reason]: what came out before an error still counts.
func coded(b []byte, err error) (any, error) {
	if b == nil {
		b = []byte{}
	}
	if err != nil {
		return []any{b, err.Error()}, nil
	}
	return []any{b}, nil
}

// encoder compresses into a buffer that each call empties.
type encoder struct {
	out bytes.Buffer
	w   io.WriteCloser
}

func newEncoder(format string) *encoder {
	e := &encoder{}
	switch format {
	case "gzip":
		e.w = gzip.NewWriter(&e.out)
	case "deflate":
		e.w = zlib.NewWriter(&e.out)
	case "brotli":
		e.w = brotli.NewWriter(&e.out)
	default:
		w, err := flate.NewWriter(&e.out, flate.DefaultCompression)
		if err != nil {
			panic(err) // only for a level that does not exist
		}
		e.w = w
	}
	return e
}

func (e *encoder) write(b []byte) ([]byte, error) {
	if _, err := e.w.Write(b); err != nil {
		return nil, err
	}
	return e.take(), nil
}

func (e *encoder) end() ([]byte, error) {
	err := e.w.Close()
	return e.take(), err
}

func (e *encoder) close() {}

func (e *encoder) take() []byte {
	b := bytes.Clone(e.out.Bytes())
	e.out.Reset()
	if b == nil {
		b = []byte{}
	}
	return b
}

// decoder decompresses what has arrived so far. Go's inflaters pull their
// input, so the inflater is a coroutine that yields when it wants more.
type decoder struct {
	in   feed
	out  []byte
	err  error
	next func() (struct{}, bool)
	stop func()
}

func newDecoder(format string) *decoder {
	d := &decoder{}
	d.next, d.stop = iter.Pull(func(yield func(struct{}) bool) {
		d.in.more = func() bool { return yield(struct{}{}) }
		d.err = inflate(format, &d.in, func(b []byte) { d.out = append(d.out, b...) })
	})
	return d
}

func (d *decoder) write(b []byte) ([]byte, error) {
	d.in.buf = b
	if _, running := d.next(); !running && d.err == nil {
		d.err = errTrailing
	}
	return d.take(), d.err
}

func (d *decoder) end() ([]byte, error) {
	d.in.eof = true
	d.next()
	return d.take(), d.err
}

func (d *decoder) close() { d.stop() }

func (d *decoder) take() []byte {
	b := d.out
	d.out = nil
	if b == nil {
		b = []byte{}
	}
	return b
}

// The reasons for which a compressed stream is refused.
var (
	errTrailing  = errors.New("Trailing junk found after the end of the compressed stream")
	errTruncated = errors.New("unexpected end of file")
)

// feed is the input as the inflater sees it, byte by byte, so that nothing
// behind the end of the stream is taken. more asks for the next piece and
// answers false where there will be none.
type feed struct {
	buf  []byte
	eof  bool
	more func() bool
}

func (f *feed) fill() error {
	for len(f.buf) == 0 {
		if f.eof || !f.more() {
			return io.EOF
		}
	}
	return nil
}

// Read implements io.Reader.
func (f *feed) Read(p []byte) (int, error) {
	if err := f.fill(); err != nil {
		return 0, err
	}
	n := copy(p, f.buf)
	f.buf = f.buf[n:]
	return n, nil
}

// ReadByte implements io.ByteReader.
func (f *feed) ReadByte() (byte, error) {
	if err := f.fill(); err != nil {
		return 0, err
	}
	c := f.buf[0]
	f.buf = f.buf[1:]
	return c, nil
}

// inflate reads one stream of a format to its end and checks that nothing
// follows.
func inflate(format string, in *feed, emit func([]byte)) error {
	sum, err := preamble(format, in)
	if err != nil {
		return err
	}
	size := uint32(0)
	var r io.Reader
	if format == "brotli" {
		r = brotli.NewReader(oneByte{in})
	} else {
		r = flate.NewReader(in)
	}
	buf := make([]byte, 32<<10)
	for {
		n, err := r.Read(buf)
		emit(buf[:n])
		size += uint32(n)
		if sum != nil {
			sum.Write(buf[:n])
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return inflateError(err)
		}
	}
	if err := trailer(format, in, sum, size); err != nil {
		return err
	}
	if _, err := in.ReadByte(); err != io.EOF {
		return errTrailing
	}
	return nil
}

// oneByte gives a reader that buffers on its own no more than it asks for at a
// time, so that what follows the stream is still there to be found.
type oneByte struct{ in *feed }

// Read implements io.Reader.
func (o oneByte) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return o.in.Read(p[:1])
}

// preamble reads the header of a format and answers its checksum, nil for none.
func preamble(format string, in *feed) (hash.Hash, error) {
	switch format {
	case "gzip":
		return crc32.NewIEEE(), gzipHeader(in)
	case "deflate":
		return adler32.New(), zlibHeader(in)
	}
	return nil, nil
}

func inflateError(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errTruncated
	}
	return fmt.Errorf("invalid compressed data: %w", err)
}

func readFull(in *feed, n int) ([]byte, error) {
	b := make([]byte, n)
	for i := range b {
		c, err := in.ReadByte()
		if err != nil {
			return nil, errTruncated
		}
		b[i] = c
	}
	return b, nil
}

func zlibHeader(in *feed) error {
	b, err := readFull(in, 2)
	if err != nil {
		return err
	}
	if b[0]&15 != 8 || b[0]>>4 > 7 || (uint(b[0])<<8|uint(b[1]))%31 != 0 || b[1]&32 != 0 {
		return errors.New("incorrect header check")
	}
	return nil
}

func gzipHeader(in *feed) error {
	b, err := readFull(in, 10)
	if err != nil {
		return err
	}
	if b[0] != 0x1F || b[1] != 0x8B || b[2] != 8 || b[3]&0xE0 != 0 {
		return errors.New("incorrect header check")
	}
	flags := b[3]
	if flags&4 != 0 {
		n, err := readFull(in, 2)
		if err != nil {
			return err
		}
		if _, err := readFull(in, int(n[0])|int(n[1])<<8); err != nil {
			return err
		}
	}
	for _, bit := range []byte{8, 16} {
		if flags&bit == 0 {
			continue
		}
		for c := byte(1); c != 0; {
			if c, err = in.ReadByte(); err != nil {
				return errTruncated
			}
		}
	}
	if flags&2 != 0 {
		_, err = readFull(in, 2)
	}
	return err
}

// trailer checks the checksum, and for gzip the size, behind the data.
func trailer(format string, in *feed, sum hash.Hash, size uint32) error {
	if sum == nil {
		return nil
	}
	b, err := readFull(in, 4)
	if err != nil {
		return err
	}
	want := sum.Sum(nil)
	if format == "gzip" {
		want[0], want[1], want[2], want[3] = want[3], want[2], want[1], want[0]
	}
	if !bytes.Equal(b, want) {
		return errors.New("incorrect data check")
	}
	if format != "gzip" {
		return nil
	}
	if b, err = readFull(in, 4); err != nil {
		return err
	}
	if got := uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24; got != size {
		return errors.New("incorrect length check")
	}
	return nil
}
