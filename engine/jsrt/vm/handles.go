package vm

import (
	"errors"
	"reflect"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/libquickjs"
	"modernc.org/quickjs"
)

// handles are the three pointers by which the engine itself is called. ctx and
// rt point into memory of the engine, which Go's collector neither moves nor
// frees; tls is an ordinary Go pointer.
type handles struct {
	tls *libc.TLS
	rt  uintptr
	ctx uintptr
}

var errHandles = errors.New("vm: this release of modernc.org/quickjs hides its handles differently; vm/handles.go has to follow it")

// handlesOf reads the handles of a wrapper's VM. Reading unexported fields is
// what reflection allows, so no memory layout is assumed, only three names.
func handlesOf(v *quickjs.VM) (h handles, err error) {
	s := reflect.ValueOf(v).Elem()
	ctx, rt := s.FieldByName("cContext"), s.FieldByName("runtime")
	if !ctx.IsValid() || ctx.Kind() != reflect.Uintptr || !rt.IsValid() || rt.Kind() != reflect.Pointer {
		return h, errHandles
	}
	crt, tls := rt.Elem().FieldByName("cRuntime"), rt.Elem().FieldByName("tls")
	if !crt.IsValid() || crt.Kind() != reflect.Uintptr || tls.Type() != reflect.TypeFor[*libc.TLS]() {
		return h, errHandles
	}
	return handles{tls: (*libc.TLS)(tls.UnsafePointer()), rt: uintptr(crt.Uint()), ctx: uintptr(ctx.Uint())}, nil
}

// at turns an address of engine memory into a pointer.
func at[T any](addr uintptr) *T { return (*T)(*(*unsafe.Pointer)(unsafe.Pointer(&addr))) }

// funcPtr is how the engine, translated from C, holds a Go function: the word
// that an interface value points with. The caller keeps f reachable for as
// long as the engine may call it.
func funcPtr(f any) uintptr { return (*[2]uintptr)(unsafe.Pointer(&f))[1] }

type (
	value    = lib.TJSValue
	hostFunc = func(tls *libc.TLS, ctx uintptr, this value, argc int32, argv uintptr, magic int32, data uintptr) value
)
