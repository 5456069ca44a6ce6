//go:build !(386 || arm)

package vm

import (
	"math"
	"unsafe"

	lib "modernc.org/libquickjs"
)

const sizeofValue = unsafe.Sizeof(value{})

func mk(tag int64, payload uint64) value {
	v := value{Ftag: tag}
	*(*uint64)(unsafe.Pointer(&v)) = payload
	return v
}

func payload(v value) uint64    { return *(*uint64)(unsafe.Pointer(&v)) }
func tagOf(v value) int         { return int(int32(v.Ftag)) }
func mkFloat(f float64) value   { return mk(lib.EJS_TAG_FLOAT64, math.Float64bits(f)) }
func floatOf(v value) float64   { return math.Float64frombits(payload(v)) }
func intOf(v value) int32       { return int32(payload(v)) }
func pointerOf(v value) uintptr { return uintptr(payload(v)) }
