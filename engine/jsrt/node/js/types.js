// Brand checks: what a value is, whatever its prototype claims. Each asks a
// builtin accessor or method that throws on a value of another kind.
import { internal } from "signalbox:internal";

const getter = (proto, key) => Object.getOwnPropertyDescriptor(proto, key).get;
const brand = (fn, ...args) => (value) => {
  if (value === null || typeof value !== "object") return false;
  try { fn.call(value, ...args); return true; } catch { return false; }
};
const typedName = getter(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag);
const typed = (name) => (value) => typedName.call(value) === name;
const tagged = (tag) => (value) => value !== null && typeof value === "object" && Object.prototype.toString.call(value) === `[object ${tag}]`;

const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor;
const GeneratorFunction = Object.getPrototypeOf(function* () {}).constructor;
const AsyncGeneratorFunction = Object.getPrototypeOf(async function* () {}).constructor;
const weak = {};
const own = { isKeyObject: () => false };

export const isDate = brand(Date.prototype.getTime);
export const isRegExp = (v) => v !== RegExp.prototype && brand(getter(RegExp.prototype, "source"))(v);
export const isMap = brand(getter(Map.prototype, "size"));
export const isSet = brand(getter(Set.prototype, "size"));
export const isWeakMap = brand(WeakMap.prototype.has, weak);
export const isWeakSet = brand(WeakSet.prototype.has, weak);
export const isArrayBuffer = brand(getter(ArrayBuffer.prototype, "byteLength"));
export const isSharedArrayBuffer = typeof SharedArrayBuffer === "function" ? brand(getter(SharedArrayBuffer.prototype, "byteLength")) : () => false;
export const isAnyArrayBuffer = (v) => isArrayBuffer(v) || isSharedArrayBuffer(v);
export const isDataView = (v) => ArrayBuffer.isView(v) && typedName.call(v) === undefined;
export const isArrayBufferView = (v) => ArrayBuffer.isView(v);
export const isTypedArray = (v) => typedName.call(v) !== undefined;
export const isUint8Array = typed("Uint8Array");
export const isUint8ClampedArray = typed("Uint8ClampedArray");
export const isUint16Array = typed("Uint16Array");
export const isUint32Array = typed("Uint32Array");
export const isInt8Array = typed("Int8Array");
export const isInt16Array = typed("Int16Array");
export const isInt32Array = typed("Int32Array");
export const isFloat32Array = typed("Float32Array");
export const isFloat64Array = typed("Float64Array");
export const isBigInt64Array = typed("BigInt64Array");
export const isBigUint64Array = typed("BigUint64Array");
export const isNumberObject = brand(Number.prototype.valueOf);
export const isStringObject = brand(String.prototype.valueOf);
export const isBooleanObject = brand(Boolean.prototype.valueOf);
export const isBigIntObject = brand(BigInt.prototype.valueOf);
export const isSymbolObject = brand(Symbol.prototype.valueOf);
export const isBoxedPrimitive = (v) => isNumberObject(v) || isStringObject(v) || isBooleanObject(v) || isBigIntObject(v) || isSymbolObject(v);
export const isNativeError = typeof Error.isError === "function" ? (v) => Error.isError(v) : (v) => v instanceof Error;
export const isPromise = (v) => v instanceof Promise;
// The bundler lowers async functions; what is left of one is its first words.
const lowered = /^(?:[^{]*\{\s*return|[^{]*=>)\s*__async(?:Generator)?\((?:this|null), /;
const sourceOf = Function.prototype.toString;
export const isAsyncFunction = (v) => typeof v === "function" && (v instanceof AsyncFunction || v instanceof AsyncGeneratorFunction || lowered.test(sourceOf.call(v)));
export const isGeneratorFunction = (v) => typeof v === "function" && (v instanceof GeneratorFunction || v instanceof AsyncGeneratorFunction);
export const isGeneratorObject = (v) => tagged("Generator")(v) || tagged("AsyncGenerator")(v);
export const isMapIterator = tagged("Map Iterator");
export const isSetIterator = tagged("Set Iterator");
export const isArgumentsObject = (v) => tagged("Arguments")(v) && !(Symbol.toStringTag in v);
export const isModuleNamespaceObject = (v) => tagged("Module")(v) && Object.getPrototypeOf(v) === null;
export const isProxy = (v) => internal.isProxy(v);
export const isExternal = () => false;
export const isKeyObject = (v) => own.isKeyObject(v);
export const isCryptoKey = (v) => typeof CryptoKey === "function" && v instanceof CryptoKey;

// setKeyObject lets the crypto module say what its keys are.
export function setKeyObject(fn) { own.isKeyObject = fn; }

export default {
  isExternal, isDate, isArgumentsObject, isBigIntObject, isBooleanObject, isNumberObject, isStringObject, isSymbolObject,
  isNativeError, isRegExp, isAsyncFunction, isGeneratorFunction, isGeneratorObject, isPromise, isMap, isSet, isMapIterator,
  isSetIterator, isWeakMap, isWeakSet, isArrayBuffer, isDataView, isSharedArrayBuffer, isProxy, isModuleNamespaceObject,
  isAnyArrayBuffer, isBoxedPrimitive, isArrayBufferView, isTypedArray, isUint8Array, isUint8ClampedArray, isUint16Array,
  isUint32Array, isInt8Array, isInt16Array, isInt32Array, isFloat32Array, isFloat64Array, isBigInt64Array, isBigUint64Array,
  isKeyObject, isCryptoKey,
};
