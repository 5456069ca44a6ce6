package node

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/andybalholm/brotli"

	"signalbox/engine/jsrt/vm"
)

// maxInflated bounds what one decompression may produce, where the caller sets
// no limit: a bomb must not take the process with it.
const maxInflated = 512 << 20

// compressOps are the formats of zlib, whole buffers at a time.
func compressOps() map[string]vm.Op {
	return map[string]vm.Op{
		"nodeCompress":   compressOp,
		"nodeDecompress": decompressOp,
		"nodeCRC32": func(a []any) (any, error) {
			return float64(crc32.Update(uint32(vm.Float(a, 1)), crc32.IEEETable, vm.Bytes(a, 0))), nil
		},
	}
}

// compressOp takes format, data, level (-1: default), dictionary.
func compressOp(a []any) (any, error) {
	var out bytes.Buffer
	w, err := compressor(vm.Str(a, 0), &out, vm.Int(a, 2), vm.Bytes(a, 3))
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(vm.Bytes(a, 1)); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func compressor(format string, out io.Writer, level int, dict []byte) (io.WriteCloser, error) {
	switch format {
	case "gzip":
		return gzip.NewWriterLevel(out, level)
	case "deflate":
		return zlib.NewWriterLevelDict(out, level, dict)
	case "raw":
		return flate.NewWriterDict(out, level, dict)
	case "br":
		if level < 0 {
			level = 11
		}
		return brotli.NewWriterLevel(out, level), nil
	}
	return nil, fmt.Errorf("the compression format %q is unknown", format)
}

// decompressOp takes format, data, the most bytes that may come out (0: the
// default), dictionary, and whether a cut-off end is fine. What fails answers
// an array: code, errno, sentence.
func decompressOp(a []any) (any, error) {
	data, limit := vm.Bytes(a, 1), int64(vm.Float(a, 2))
	if limit <= 0 {
		limit = maxInflated
	}
	r, err := decompressor(vm.Str(a, 0), bytes.NewReader(data), vm.Bytes(a, 3))
	if err != nil {
		return inflateFailure(err, vm.Str(a, 0), data, vm.Bytes(a, 3)), nil
	}
	var out bytes.Buffer
	n, err := io.Copy(&out, io.LimitReader(r, limit+1))
	switch {
	case n > limit:
		return []any{"ERR_BUFFER_TOO_LARGE", 0, fmt.Sprintf("Cannot create a Buffer larger than %d bytes", limit)}, nil
	case errors.Is(err, io.ErrUnexpectedEOF) && vm.Bool(a, 4):
	case err != nil:
		return inflateFailure(err, vm.Str(a, 0), data, vm.Bytes(a, 3)), nil
	}
	return append([]byte{}, out.Bytes()...), nil
}

func decompressor(format string, in *bytes.Reader, dict []byte) (io.Reader, error) {
	return decompressorOf(format, in, dict)
}

// byteReader lets a decompressor take no more than the stream is long.
type byteReader interface {
	io.Reader
	io.ByteReader
}

// decompressorOf reads any input. Members of a gzip file that follow each other
// are one stream; what follows and is no member is dropped, as zlib does.
func decompressorOf(format string, in byteReader, dict []byte) (io.Reader, error) {
	switch format {
	case "gzip":
		r, err := gzip.NewReader(in)
		if err != nil {
			return nil, err
		}
		return &members{r: r, in: in}, nil
	case "deflate":
		return zlib.NewReaderDict(in, dict)
	case "raw":
		return flate.NewReaderDict(in, dict), nil
	case "br":
		return brotli.NewReader(in), nil
	}
	return nil, fmt.Errorf("the compression format %q is unknown", format)
}

// inflateFailure names a failure as zlib does.
func inflateFailure(err error, format string, data, dict []byte) []any {
	var corrupt flate.CorruptInputError
	switch {
	case format == "br":
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			return []any{"Z_BUF_ERROR", -5, "unexpected end of file"}
		}
		return []any{"ERR__ERROR_FORMAT_PADDING_1", -2, "Decompression failed"}
	case format == "gzip" && len(data) > 1 && (data[0] != 0x1f || data[1] != 0x8b):
		return []any{"Z_DATA_ERROR", -3, "incorrect header check"} // before it misses the rest
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return []any{"Z_BUF_ERROR", -5, "unexpected end of file"}
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, zlib.ErrHeader):
		return []any{"Z_DATA_ERROR", -3, "incorrect header check"}
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, zlib.ErrChecksum):
		return []any{"Z_DATA_ERROR", -3, "incorrect data check"}
	case errors.Is(err, zlib.ErrDictionary):
		if len(dict) == 0 && len(data) > 1 && data[1]&0x20 != 0 {
			return []any{"Z_NEED_DICT", 2, "Missing dictionary"}
		}
		return []any{"Z_NEED_DICT", 2, "Bad dictionary"}
	case errors.As(err, &corrupt):
		return []any{"Z_DATA_ERROR", -3, "invalid block type"}
	default:
		return []any{"Z_DATA_ERROR", -3, err.Error()}
	}
}

// members reads the members of a gzip file one after another.
type members struct {
	r    *gzip.Reader
	in   byteReader
	some bool
}

// Read implements io.Reader.
func (m *members) Read(p []byte) (int, error) {
	if !m.some {
		m.r.Multistream(false)
		m.some = true
	}
	n, err := m.r.Read(p)
	if err != io.EOF {
		return n, err
	}
	if next := m.r.Reset(m.in); errors.Is(next, gzip.ErrHeader) || next == io.EOF {
		return n, io.EOF
	} else if next != nil {
		return n, next
	}
	m.r.Multistream(false)
	return n, nil
}
