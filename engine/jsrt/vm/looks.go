package vm

import lib "modernc.org/libquickjs"

// The engine's classes of values that JavaScript cannot tell by itself.
const (
	classProxy   = uint32(lib.EJS_CLASS_PROXY)
	classPromise = uint32(lib.EJS_CLASS_PROMISE)
)

func (m *Machine) isOf(argv []value, class uint32) bool {
	return len(argv) > 0 && lib.XJS_GetClassID(m.tls, argv[0]) == class
}

// promiseState answers [0 pending | 1 fulfilled | 2 rejected, result] of a
// promise, for code that prints one, and undefined for anything else.
func (m *Machine) promiseState(argv []value) value {
	if !m.isOf(argv, classPromise) {
		return undefined
	}
	state := lib.XJS_PromiseState(m.tls, m.ctx, argv[0])
	pair := lib.XJS_NewArray(m.tls, m.ctx)
	lib.XJS_SetPropertyUint32(m.tls, m.ctx, pair, 0, mkInt(int64(state)))
	lib.XJS_SetPropertyUint32(m.tls, m.ctx, pair, 1, lib.XJS_PromiseResult(m.tls, m.ctx, argv[0]))
	return pair
}

// isProxy tells a proxy from its target.
func (m *Machine) isProxy(argv []value) value { return mkBool(m.isOf(argv, classProxy)) }
