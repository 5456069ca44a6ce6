// Deep equality as assert and util.isDeepStrictEqual define it: strict compares
// prototypes and with Object.is, loose with ==.
import * as types from "signalbox:node/types";

const hasOwn = Object.hasOwn;
const enumerableSymbols = (o) => Object.getOwnPropertySymbols(o).filter((s) => Object.prototype.propertyIsEnumerable.call(o, s));
const bytesOf = (v) => new Uint8Array(v.buffer, v.byteOffset, v.byteLength);
const isIndex = (key) => /^(0|[1-9]\d*)$/.test(key);

export function isDeepEqual(a, b) { return same(a, b, false, undefined); }
export function isDeepStrictEqual(a, b) { return same(a, b, true, undefined); }

function same(a, b, strict, memo) {
  if (a === b) return a !== 0 || !strict || Object.is(a, b);
  if (strict) {
    if (typeof a !== "object") return typeof a === "number" && Number.isNaN(a) && Number.isNaN(b);
    if (typeof b !== "object" || a === null || b === null) return false;
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  } else {
    if (a === null || typeof a !== "object") {
      return (b === null || typeof b !== "object") && (a == b || (Number.isNaN(a) && Number.isNaN(b)));
    }
    if (b === null || typeof b !== "object") return false;
  }
  return sameObjects(a, b, strict, memo);
}

function sameObjects(a, b, strict, memo) {
  if (Object.prototype.toString.call(a) !== Object.prototype.toString.call(b)) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    const only = (o) => Object.keys(o).filter((k) => !isIndex(k));
    const ka = only(a), kb = only(b);
    return ka.length === kb.length && sameKeys(a, b, strict, memo, "array", ka);
  }
  if (types.isDate(a)) {
    if (!types.isDate(b) || !Object.is(Date.prototype.getTime.call(a), Date.prototype.getTime.call(b))) return false;
  } else if (types.isRegExp(a)) {
    if (!types.isRegExp(b) || a.source !== b.source || a.flags !== b.flags || a.lastIndex !== b.lastIndex) return false;
  } else if (types.isNativeError(a) || a instanceof Error) {
    if (!(types.isNativeError(b) || b instanceof Error)) return false;
    for (const key of ["message", "name", "cause", "errors"]) {
      const ha = hasOwn(a, key) && !enumerable(a, key), hb = hasOwn(b, key) && !enumerable(b, key);
      if (key === "message" || key === "name") { if (a[key] !== b[key]) return false; }
      else if (ha !== hb || (ha && !same(a[key], b[key], strict, memo))) return false;
    }
  } else if (ArrayBuffer.isView(a)) {
    if (!ArrayBuffer.isView(b) || !sameViews(a, b, strict)) return false;
    const only = (o) => Object.keys(o).filter((k) => !isIndex(k));
    const ka = only(a), kb = only(b);
    return ka.length === kb.length && sameKeys(a, b, strict, memo, "plain", ka);
  } else if (types.isSet(a)) {
    if (!types.isSet(b) || a.size !== b.size) return false;
    return sameKeys(a, b, strict, memo, "set");
  } else if (types.isMap(a)) {
    if (!types.isMap(b) || a.size !== b.size) return false;
    return sameKeys(a, b, strict, memo, "map");
  } else if (types.isAnyArrayBuffer(a)) {
    if (!types.isAnyArrayBuffer(b) || !sameBytes(new Uint8Array(a), new Uint8Array(b))) return false;
  } else if (types.isBoxedPrimitive(a)) {
    if (!types.isBoxedPrimitive(b) || !Object.is(a.valueOf(), b.valueOf())) return false;
  } else if (Array.isArray(b) || ArrayBuffer.isView(b) || types.isSet(b) || types.isMap(b) || types.isDate(b) || types.isRegExp(b) || types.isAnyArrayBuffer(b) || types.isBoxedPrimitive(b) || types.isNativeError(b)) {
    return false;
  } else if (types.isKeyObject(a) && (!types.isKeyObject(b) || !a.equals(b))) return false;
  return sameKeys(a, b, strict, memo, "plain");
}

const enumerable = (o, key) => Object.prototype.propertyIsEnumerable.call(o, key);

function sameBytes(a, b) {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function sameViews(a, b, strict) {
  if (!strict && (types.isFloat32Array(a) || types.isFloat64Array(a))) {
    return a.byteLength === b.byteLength && a.every((n, i) => n === b[i]);
  }
  return a.byteLength === b.byteLength && sameBytes(bytesOf(a), bytesOf(b));
}

function sameKeys(a, b, strict, memo, kind, keys) {
  if (keys === undefined) {
    keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
  }
  if (!keys.every((key) => hasOwn(b, key))) return false;
  if (strict) {
    const sa = enumerableSymbols(a), sb = enumerableSymbols(b);
    if (sa.length !== sb.length || !sa.every((s) => enumerable(b, s))) return false;
    keys = [...keys, ...sa];
  }
  if (keys.length === 0 && kind === "plain") return true;
  if (memo === undefined) memo = { a: new Map(), b: new Map(), depth: 0 };
  else {
    const seenA = memo.a.get(a);
    if (seenA !== undefined) {
      const seenB = memo.b.get(b);
      if (seenB !== undefined) return seenA === seenB;
    }
  }
  memo.depth++;
  memo.a.set(a, memo.depth);
  memo.b.set(b, memo.depth);
  const equal = sameContents(a, b, strict, memo, kind) && keys.every((key) => same(a[key], b[key], strict, memo));
  memo.a.delete(a);
  memo.b.delete(b);
  return equal;
}

function sameContents(a, b, strict, memo, kind) {
  if (kind === "array") {
    for (let i = 0; i < a.length; i++) {
      if (hasOwn(a, i) !== hasOwn(b, i) || (hasOwn(a, i) && !same(a[i], b[i], strict, memo))) return false;
    }
    return true;
  }
  if (kind === "set") return sameSets(a, b, strict, memo);
  if (kind === "map") return sameMaps(a, b, strict, memo);
  return true;
}

// sameSets pairs what has no identical partner with something deeply equal.
function sameSets(a, b, strict, memo) {
  const left = [...b].filter((item) => !a.has(item));
  for (const item of a) {
    if (b.has(item)) continue;
    if (strict && (typeof item !== "object" || item === null)) return false;
    const at = left.findIndex((other) => same(item, other, strict, memo));
    if (at === -1) return false;
    left.splice(at, 1);
  }
  return true;
}

function sameMaps(a, b, strict, memo) {
  const left = [...b].filter(([key]) => !a.has(key));
  for (const [key, value] of a) {
    if (b.has(key) && same(value, b.get(key), strict, memo)) continue;
    if (strict && (typeof key !== "object" || key === null)) return false;
    const at = left.findIndex(([otherKey, other]) => same(key, otherKey, strict, memo) && same(value, other, strict, memo));
    if (at === -1) return false;
    left.splice(at, 1);
  }
  return true;
}
