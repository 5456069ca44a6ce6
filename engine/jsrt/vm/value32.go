//go:build 386 || arm

package vm

import (
	"math"

	lib "modernc.org/libquickjs"
)

const sizeofValue = 8

// floatAddend is JS_FLOAT64_TAG_ADDEND of quickjs.h: on 32-bit machines a value
// is NaN-boxed, and a float is stored with its tag bits moved.
const floatAddend = uint64(0x7ff80000-lib.EJS_TAG_FIRST+1) << 32

func mk(tag int64, payload uint64) value { return uint64(uint32(tag))<<32 | uint64(uint32(payload)) }

func mkFloat(f float64) value {
	u := math.Float64bits(f)
	if u&0x7fffffffffffffff > 0x7ff0000000000000 {
		u = 0x7ff8000000000000
	}
	return u - floatAddend
}

func tagOf(v value) int {
	tag := int32(v >> 32)
	if uint32(tag-lib.EJS_TAG_FIRST) >= lib.EJS_TAG_FLOAT64-lib.EJS_TAG_FIRST {
		return lib.EJS_TAG_FLOAT64
	}
	return int(tag)
}

func floatOf(v value) float64   { return math.Float64frombits(v + floatAddend) }
func intOf(v value) int32       { return int32(v) }
func pointerOf(v value) uintptr { return uintptr(v) }
