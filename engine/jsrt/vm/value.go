package vm

import (
	"encoding/json"
	"math"
	"math/big"
	"slices"
	"unicode/utf8"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/libquickjs"
)

var (
	undefined = mk(lib.EJS_TAG_UNDEFINED, 0)
	null      = mk(lib.EJS_TAG_NULL, 0)
	exception = mk(lib.EJS_TAG_EXCEPTION, 0)
)

func isException(v value) bool { return tagOf(v) == lib.EJS_TAG_EXCEPTION }

// scratchSize is what one crossing of a string copies into engine memory
// without a fresh allocation.
const scratchSize = 64 << 10

// codec converts values of one engine. It keeps a stretch of engine memory so
// that the usual string or argument list crosses without an allocation.
type codec struct {
	handles
	scratch uintptr // scratchSize bytes for strings
	out     uintptr // 64 bytes for results by pointer
}

func newCodec(h handles) codec {
	return codec{handles: h, scratch: libc.Xmalloc(h.tls, scratchSize), out: libc.Xmalloc(h.tls, 64)}
}

func (c *codec) close() {
	libc.Xfree(c.tls, c.scratch)
	libc.Xfree(c.tls, c.out)
}

func (c *codec) free(v value)      { lib.XFreeValue(c.tls, c.ctx, v) }
func (c *codec) dup(v value) value { return lib.XDupValue(c.tls, c.ctx, v) }

// withBytes runs f on a copy of b in engine memory, with a zero byte behind it.
func (c *codec) withBytes(b string, f func(p uintptr)) {
	p := c.scratch
	if len(b)+1 > scratchSize {
		p = libc.Xmalloc(c.tls, libc.Tsize_t(len(b)+1))
		defer libc.Xfree(c.tls, p)
	}
	mem := unsafe.Slice(at[byte](p), len(b)+1)
	mem[copy(mem, b)] = 0
	f(p)
}

func (c *codec) newString(s string) (v value) {
	if !utf8.ValidString(s) {
		s = wellFormed(s)
	}
	c.withBytes(s, func(p uintptr) { v = lib.XJS_NewStringLen(c.tls, c.ctx, p, lib.Tsize_t(len(s))) })
	return v
}

// wellFormed replaces what is neither UTF-8 nor a lone surrogate in three
// bytes by U+FFFD, byte by byte.
func wellFormed(s string) string {
	out := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			out = append(out, s[i:i+n]...)
		case i+2 < len(s) && s[i] == 0xED && s[i+1] >= 0xA0 && s[i+1] <= 0xBF && s[i+2] >= 0x80 && s[i+2] <= 0xBF:
			n = 3
			out = append(out, s[i:i+3]...)
		default:
			out = append(out, "\uFFFD"...)
		}
		i += n
	}
	return string(out)
}

// stringOf converts like String(v). ok is false where that threw; the
// exception is then pending.
func (c *codec) stringOf(v value) (s string, ok bool) {
	p := lib.XJS_ToCStringLen2(c.tls, c.ctx, c.out, v, 0)
	if p == 0 {
		return "", false
	}
	n := *at[lib.Tsize_t](c.out)
	s = string(unsafe.Slice(at[byte](p), int(n)))
	lib.XJS_FreeCString(c.tls, c.ctx, p)
	return s, true
}

// toGo converts a value as the package comment's table says. ok is false where
// the conversion threw; the exception is then pending. v stays the caller's.
func (c *codec) toGo(v value) (r any, ok bool) {
	switch tagOf(v) {
	case lib.EJS_TAG_STRING, lib.EJS_TAG_STRING_ROPE:
		return c.stringOf(v)
	case lib.EJS_TAG_INT:
		return float64(intOf(v)), true
	case lib.EJS_TAG_FLOAT64:
		return floatOf(v), true
	case lib.EJS_TAG_BOOL:
		return intOf(v) != 0, true
	case lib.EJS_TAG_BIG_INT, lib.EJS_TAG_SHORT_BIG_INT:
		s, ok := c.stringOf(v)
		n, _ := new(big.Int).SetString(s, 10)
		return n, ok
	case lib.EJS_TAG_OBJECT:
		return c.objectToGo(v)
	default:
		return nil, true
	}
}

func (c *codec) objectToGo(v value) (any, bool) {
	class := lib.XJS_GetClassID(c.tls, v)
	switch {
	case class == lib.EJS_CLASS_ARRAY_BUFFER || class == lib.EJS_CLASS_SHARED_ARRAY_BUFFER:
		return c.bufferBytes(v, 0, math.MaxInt)
	case class >= lib.EJS_CLASS_UINT8C_ARRAY && class <= lib.EJS_CLASS_DATAVIEW:
		return c.viewBytes(v)
	case lib.XJS_IsFunction(c.tls, c.ctx, v) != 0:
		return nil, true
	}
	text := lib.XJS_JSONStringify(c.tls, c.ctx, v, undefined, undefined)
	if isException(text) {
		return nil, false
	}
	defer c.free(text)
	if tagOf(text) == lib.EJS_TAG_UNDEFINED {
		return nil, true
	}
	s, ok := c.stringOf(text)
	return JSON(s), ok
}

// viewBytes copies what a typed array or DataView shows.
func (c *codec) viewBytes(v value) (any, bool) {
	buffer := c.property(v, "buffer")
	offset, length := c.property(v, "byteOffset"), c.property(v, "byteLength")
	defer c.free(buffer)
	if isException(buffer) || tagOf(offset) != lib.EJS_TAG_INT || tagOf(length) != lib.EJS_TAG_INT {
		return nil, false
	}
	return c.bufferBytes(buffer, int(intOf(offset)), int(intOf(length)))
}

func (c *codec) bufferBytes(v value, offset, length int) (any, bool) {
	p := lib.XJS_GetArrayBuffer(c.tls, c.ctx, c.out, v)
	size := int(*at[lib.Tsize_t](c.out))
	if p == 0 {
		// An empty buffer may have no memory; a detached one has thrown.
		return []byte{}, lib.XJS_HasException(c.tls, c.ctx) == 0
	}
	offset = min(offset, size)
	length = min(length, size-offset)
	return slices.Clone(unsafe.Slice(at[byte](p), size)[offset : offset+length]), true
}

func (c *codec) property(v value, name string) (r value) {
	c.withBytes(name, func(p uintptr) { r = lib.XJS_GetPropertyStr(c.tls, c.ctx, v, p) })
	return r
}

// setProperty takes over val.
func (c *codec) setProperty(v value, name string, val value) {
	c.withBytes(name, func(p uintptr) { lib.XJS_SetPropertyStr(c.tls, c.ctx, v, p, val) })
}

func mkBool(b bool) value {
	if b {
		return mk(lib.EJS_TAG_BOOL, 1)
	}
	return mk(lib.EJS_TAG_BOOL, 0)
}

func mkInt(n int64) value {
	if n >= math.MinInt32 && n <= math.MaxInt32 {
		return mk(lib.EJS_TAG_INT, uint64(uint32(int32(n))))
	}
	return mkFloat(float64(n))
}

// fromGo converts a Go value as the package comment's table says. The result
// is the caller's; it is an exception where the engine had no memory.
func (c *codec) fromGo(v any) value {
	switch v := v.(type) {
	case nil:
		return undefined
	case Null:
		return null
	case string:
		return c.newString(v)
	case bool:
		return mkBool(v)
	case int:
		return mkInt(int64(v))
	case int64:
		return mkInt(v)
	case uint64:
		return mkFloat(float64(v))
	case float64:
		return mkFloat(v)
	case []byte:
		return c.newBytes(v)
	case JSON:
		return c.parse(string(v))
	case *big.Int:
		return c.newBigInt(v)
	case []any:
		return c.newArray(v)
	case map[string]any:
		return c.newObject(v)
	}
	text, err := json.Marshal(v)
	if err != nil {
		return c.newString(err.Error())
	}
	return c.parse(string(text))
}

func (c *codec) parse(text string) (v value) {
	*at[byte](c.out) = 0 // an empty file name
	c.withBytes(text, func(p uintptr) {
		v = lib.XJS_ParseJSON(c.tls, c.ctx, p, lib.Tsize_t(len(text)), c.out)
	})
	return v
}

func (c *codec) newBytes(b []byte) value {
	var p uintptr
	if len(b) <= scratchSize {
		p = c.scratch
	} else {
		p = libc.Xmalloc(c.tls, libc.Tsize_t(len(b)))
		defer libc.Xfree(c.tls, p)
	}
	copy(unsafe.Slice(at[byte](p), len(b)), b)
	buffer := lib.XJS_NewArrayBufferCopy(c.tls, c.ctx, p, lib.Tsize_t(len(b)))
	if isException(buffer) {
		return buffer
	}
	defer c.free(buffer)
	args := at[[3]value](c.out)
	args[0], args[1], args[2] = buffer, undefined, undefined
	return lib.XJS_NewTypedArray(c.tls, c.ctx, 3, c.out, lib.EJS_TYPED_ARRAY_UINT8)
}

func (c *codec) newBigInt(n *big.Int) value {
	if n.IsInt64() {
		return lib.XJS_NewBigInt64(c.tls, c.ctx, n.Int64())
	}
	global := lib.XJS_GetGlobalObject(c.tls, c.ctx)
	defer c.free(global)
	ctor, text := c.property(global, "BigInt"), c.newString(n.String())
	defer c.free(ctor)
	defer c.free(text)
	*at[value](c.out) = text
	return lib.XJS_Call(c.tls, c.ctx, ctor, undefined, 1, c.out)
}

func (c *codec) newArray(items []any) value {
	a := lib.XJS_NewArray(c.tls, c.ctx)
	for i, item := range items {
		lib.XJS_SetPropertyUint32(c.tls, c.ctx, a, uint32(i), c.fromGo(item))
	}
	return a
}

func (c *codec) newObject(m map[string]any) value {
	o := lib.XJS_NewObject(c.tls, c.ctx)
	for k, item := range m {
		c.setProperty(o, k, c.fromGo(item))
	}
	return o
}

// takeError clears the pending exception and returns it as an *Error.
func (c *codec) takeError() *Error {
	exc := lib.XJS_GetException(c.tls, c.ctx)
	defer c.free(exc)
	return c.errorOf(exc)
}

// errorOf reads an exception without letting its getters throw.
func (c *codec) errorOf(exc value) *Error {
	e := &Error{}
	if tagOf(exc) == lib.EJS_TAG_OBJECT {
		e.Name, e.Message = c.errorText(exc, "name"), c.errorText(exc, "message")
		e.Stack, e.Code = c.errorText(exc, "stack"), c.errorText(exc, "code")
	}
	if e.Name == "" && e.Message == "" {
		e.Message, _ = c.stringOf(exc)
		c.drop()
	}
	return e
}

func (c *codec) errorText(v value, name string) string {
	p := c.property(v, name)
	defer c.free(p)
	s := ""
	if t := tagOf(p); t == lib.EJS_TAG_STRING || t == lib.EJS_TAG_STRING_ROPE {
		s, _ = c.stringOf(p)
	}
	c.drop()
	return s
}

// drop forgets a pending exception.
func (c *codec) drop() { c.free(lib.XJS_GetException(c.tls, c.ctx)) }
