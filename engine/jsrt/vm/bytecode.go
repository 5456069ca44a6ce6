package vm

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/libquickjs"
)

// Compiled holds sources of libraries as bytecode of the engine, because
// compiling the preludes takes ten times as long as running them. A piece is
// found by the digest of its source, so a source that was changed since simply
// compiles again. Bytecode of another engine counts as none.
//
// Reading bytecode is not safe against somebody who forges it: it must come out
// of this binary, never from a file.
type Compiled struct {
	pieces map[[sha256.Size]byte][]byte
}

// pieceKey names what a piece was compiled from.
func pieceKey(s Source, module bool) (key [sha256.Size]byte) {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%v\x00", s.Name, module)
	h.Write(unsafe.Slice(unsafe.StringData(s.Code), len(s.Code)))
	h.Sum(key[:0])
	return key
}

// engineVersion is the release of the engine in this binary, "" where the
// binary does not say.
func engineVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path == "modernc.org/libquickjs" {
			return m.Version
		}
	}
	return ""
}

// ReadCompiled reads what Compile wrote; the data must not change afterwards.
// nil is fine, and so is data that does not fit: it then holds nothing.
//
// The layout is the length and text of the engine's version, then for each
// piece its key, its length, and its bytes; lengths are varints.
func ReadCompiled(data []byte) *Compiled {
	c := &Compiled{pieces: map[[sha256.Size]byte][]byte{}}
	version, data, ok := cutSized(data)
	if running := engineVersion(); !ok || running != "" && running != string(version) {
		return c
	}
	for len(data) > sha256.Size {
		key := [sha256.Size]byte(data)
		var code []byte
		if code, data, ok = cutSized(data[sha256.Size:]); !ok {
			break
		}
		c.pieces[key] = code
	}
	return c
}

// cutSized takes a length and as many bytes off the front.
func cutSized(data []byte) (part, rest []byte, ok bool) {
	n, size := binary.Uvarint(data)
	if size <= 0 || n > uint64(len(data)-size) {
		return nil, nil, false
	}
	return data[size : size+int(n)], data[size+int(n):], true
}

// Against compares two sets: how many pieces of fresh are missing, because
// their source is newer, and how many are there with other bytes, which means
// that another engine compiled them.
func (c *Compiled) Against(fresh *Compiled) (missing, differing int) {
	for key, code := range fresh.pieces {
		switch old, ok := c.pieces[key]; {
		case !ok:
			missing++
		case !bytes.Equal(old, code):
			differing++
		}
	}
	return missing, differing
}

func (c *Compiled) find(s Source, module bool) []byte {
	if c == nil || len(c.pieces) == 0 {
		return nil
	}
	return c.pieces[pieceKey(s, module)]
}

// Compile makes bytecode of everything that the libraries bring, for
// ReadCompiled. Equal libraries give equal bytes.
func Compile(libs []*Library) ([]byte, error) {
	m, err := New(modulesOnly(libs), Options{}) // compiling a module resolves what it imports
	if err != nil {
		return nil, err
	}
	defer m.Close()
	version := engineVersion()
	out := append(binary.AppendUvarint(nil, uint64(len(version))), version...)
	var failed error
	done := make(chan struct{})
	m.Post(func() {
		defer close(done)
		for _, p := range piecesOf(libs) {
			code, err := m.bytecode(p.Source, p.module)
			if err != nil {
				failed = fmt.Errorf("vm: compile %s: %w", p.Name, err)
				return
			}
			key := pieceKey(p.Source, p.module)
			out = append(out, key[:]...)
			out = append(binary.AppendUvarint(out, uint64(len(code))), code...)
		}
	})
	<-done
	return out, failed
}

// modulesOnly are libraries that run nothing.
func modulesOnly(libs []*Library) []*Library {
	list := make([]*Library, len(libs))
	for i, l := range libs {
		list[i] = &Library{Name: l.Name, Modules: l.Modules}
	}
	return list
}

// piece is a source and how it is compiled.
type piece struct {
	Source
	module bool
}

// piecesOf lists the sources of libraries in a fixed order.
func piecesOf(libs []*Library) []piece {
	list := []piece{{Source: Source{"signalbox:vm", prelude}}}
	for _, l := range libs {
		for _, s := range l.Prelude {
			list = append(list, piece{Source: s})
		}
		for _, name := range l.Parts {
			if s, err := l.Part(name); err == nil {
				list = append(list, piece{Source: s})
			}
		}
		names := make([]string, 0, len(l.Modules))
		for name := range l.Modules {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			list = append(list, piece{Source{name, l.Modules[name].Code}, true})
		}
	}
	return list
}

// bytecode compiles a source without running it.
func (m *Machine) bytecode(s Source, module bool) ([]byte, error) {
	v := m.compile(s, module)
	if isException(v) {
		return nil, m.takeError()
	}
	defer m.free(v)
	p := lib.XJS_WriteObject(m.tls, m.ctx, m.out, v, lib.MJS_WRITE_OBJ_BYTECODE)
	if p == 0 {
		return nil, m.takeError()
	}
	defer lib.Xjs_free(m.tls, m.ctx, p)
	return slices.Clone(unsafe.Slice(at[byte](p), int(*at[lib.Tsize_t](m.out)))), nil
}

// compile compiles a source of a library without running it. Its functions do
// not keep their text: they print as native code, which is what they stand for.
func (m *Machine) compile(s Source, module bool) value {
	lib.XJS_SetStripInfo(m.tls, m.rt, lib.MJS_STRIP_SOURCE)
	defer lib.XJS_SetStripInfo(m.tls, m.rt, 0)
	flags := int32(lib.MJS_EVAL_TYPE_GLOBAL)
	if module {
		flags = lib.MJS_EVAL_TYPE_MODULE
	}
	return m.eval(s.Name, s.Code, flags|lib.MJS_EVAL_FLAG_COMPILE_ONLY)
}

// ready answers a source of a library ready to run, from bytecode where there
// is some.
func (m *Machine) ready(s Source, module bool) value {
	code := m.opts.Compiled.find(s, module)
	if code == nil {
		return m.compile(s, module)
	}
	p := libc.Xmalloc(m.tls, libc.Tsize_t(len(code)))
	defer libc.Xfree(m.tls, p)
	copy(unsafe.Slice(at[byte](p), len(code)), code)
	return lib.XJS_ReadObject(m.tls, m.ctx, p, lib.Tsize_t(len(code)), lib.MJS_READ_OBJ_BYTECODE)
}

// runPrelude evaluates a function expression and calls it with host and
// internal. The result is the caller's.
func (m *Machine) runPrelude(s Source, host value) value {
	compiled := m.ready(s, false)
	if isException(compiled) {
		return compiled
	}
	fn := lib.XJS_EvalFunction(m.tls, m.ctx, compiled) // takes compiled over
	if isException(fn) {
		return fn
	}
	defer m.free(fn)
	return m.call(fn, undefined, host, m.internal)
}

// loadPart runs a part of a library, by name, and answers what it returns.
func (m *Machine) loadPart(libs []*Library, host value) func(argv []value) value {
	return func(argv []value) value {
		if len(argv) == 0 {
			return m.throw(TypeErrorf("loadPart needs a name"))
		}
		name, ok := m.stringOf(argv[0])
		if !ok {
			return exception
		}
		s, err := partOf(libs, name)
		if err != nil {
			return m.throw(err)
		}
		return m.runPrelude(s, host)
	}
}

func partOf(libs []*Library, name string) (Source, error) {
	for _, l := range libs {
		if slices.Contains(l.Parts, name) {
			return l.Part(name)
		}
	}
	return Source{}, errors.New("vm: no library has a part " + name)
}
