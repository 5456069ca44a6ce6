// node:util. Text of values comes from signalbox:node/inspect, equality from
// signalbox:node/equal.
import { tick } from "signalbox:node/machine";
import { check, invalidArgType, invalidArgValue, nodeError, outOfRange } from "signalbox:node/errors";
import { format, formatWithOptions } from "signalbox:node/format";
import { colors, inspect, stripAnsi } from "signalbox:node/inspect";
import { isDeepStrictEqual } from "signalbox:node/equal";
import types from "signalbox:node/types";
import { parseArgs } from "signalbox:node/parse_args";
import { MIMEParams, MIMEType } from "signalbox:node/mime";

const customPromisify = Symbol.for("nodejs.util.promisify.custom");
const customPromisifyArgs = Symbol("customPromisifyArgs");

function promisify(original) {
  check.function(original, "original");
  if (original[customPromisify]) {
    const fn = original[customPromisify];
    check.function(fn, "util.promisify.custom");
    return Object.defineProperty(fn, customPromisify, { value: fn, enumerable: false, writable: false, configurable: true });
  }
  const names = original[customPromisifyArgs];
  function fn(...args) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [...args, (err, ...values) => {
        if (err) return reject(err);
        if (names !== undefined && values.length > 1) return resolve(Object.fromEntries(names.map((name, i) => [name, values[i]])));
        return resolve(values[0]);
      }]);
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  Object.defineProperty(fn, customPromisify, { value: fn, enumerable: false, writable: false, configurable: true });
  const own = Object.getOwnPropertyDescriptors(original);
  for (const key of Reflect.ownKeys(own)) {
    try { Object.defineProperty(fn, key, own[key]); } catch { /* a property that cannot move stays behind */ }
  }
  return fn;
}
promisify.custom = customPromisify;

function callbackify(original) {
  check.function(original, "original");
  function callbackified(...args) {
    const done = args.pop();
    check.function(done, "last argument");

    Reflect.apply(original, this, args).then(
      (value) => tick(() => Reflect.apply(done, this, [null, value])),
      (reason) => tick(() => {
        if (!reason) reason = nodeError(Error, "ERR_FALSY_VALUE_REJECTION", "Promise was rejected with falsy value", { reason });
        Reflect.apply(done, this, [reason]);
      }));
  }
  const own = Object.getOwnPropertyDescriptors(original);
  if (typeof own.length?.value === "number") own.length.value++;
  if (typeof own.name?.value === "string") own.name.value += "Callbackified";
  for (const key of Reflect.ownKeys(own)) {
    try { Object.defineProperty(callbackified, key, own[key]); } catch { /* prototype of a class: stays behind */ }
  }
  return callbackified;
}

const warned = new Set();
function deprecate(fn, message, code, { once = true } = {}) {
  check.function(fn, "fn");
  let told = false;
  function deprecated(...args) {
    if (!told) {
      told = true;
      if (code === undefined || !warned.has(code) || !once) {
        if (code !== undefined) warned.add(code);
        globalThis.process?.emitWarning?.(message, "DeprecationWarning", code);
      }
    }
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  }
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  Object.defineProperty(deprecated, "length", { value: fn.length, configurable: true });
  return deprecated;
}

function inherits(ctor, parent) {
  if (ctor === undefined || ctor === null) throw invalidArgType("ctor", "Function", ctor);
  if (parent === undefined || parent === null) throw invalidArgType("superCtor", "Function", parent);
  if (parent.prototype === undefined) throw invalidArgType("superCtor.prototype", "Object", parent.prototype);
  Object.defineProperty(ctor, "super_", { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(ctor.prototype, parent.prototype);
}

function _extend(target, source) {
  if (source === null || typeof source !== "object") return target;
  return Object.assign(target, source);
}

function debuglog(set) {
  const name = `${set}`.toUpperCase();
  const wanted = () => (globalThis.process?.env?.NODE_DEBUG ?? "").split(",").some((one) => one.trim().toUpperCase() === name);
  const log = (...args) => { if (wanted()) console.error(`${name} ${globalThis.process.pid}: ${format(...args)}`); };
  Object.defineProperty(log, "enabled", { get: wanted, configurable: true, enumerable: true });
  return log;
}

// styleText colours for a terminal, which there is none: a single style leaves
// the text plain, as in Node 20 without one; a list of styles is always applied.
function styleText(style, text) {
  check.string(text, "text");
  if (typeof style === "string" && colors[style] !== undefined) return text;
  let left = "", right = "";
  for (const one of [].concat(style)) {
    const pair = colors[one];
    if (pair === undefined) throw invalidArgValue("style", style, `must be one of: ${Object.keys(colors).map((k) => `'${k}'`).join(", ")}`);
    left += `\u001b[${pair[0]}m`;
    right = `\u001b[${pair[1]}m${right}`;
  }
  return `${left}${text}${right}`;
}

function parseEnv(content) {
  check.string(content, "content");
  const out = {};
  const line = /^[^\S\n]*(?:export[^\S\n]+)?([^\s=#]+)[^\S\n]*=[^\S\n]*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^#\n]*))?/gm;
  for (const [, name, double, single, back, bare] of content.replaceAll("\r\n", "\n").matchAll(line)) {
    out[name] = double !== undefined ? double.replaceAll("\\n", "\n") : single ?? back ?? (bare ?? "").trim();
  }
  return out;
}

function toUSVString(text) { return `${text}`.toWellFormed(); }
function stripVTControlCharacters(text) { check.string(text, "str"); return stripAnsi(text); }

const systemErrors = [
  [-7, "E2BIG", "argument list too long"], [-13, "EACCES", "permission denied"], [-98, "EADDRINUSE", "address already in use"],
  [-99, "EADDRNOTAVAIL", "address not available"], [-11, "EAGAIN", "resource temporarily unavailable"], [-9, "EBADF", "bad file descriptor"],
  [-16, "EBUSY", "resource busy or locked"], [-125, "ECANCELED", "operation canceled"], [-103, "ECONNABORTED", "software caused connection abort"],
  [-111, "ECONNREFUSED", "connection refused"], [-104, "ECONNRESET", "connection reset by peer"], [-17, "EEXIST", "file already exists"],
  [-113, "EHOSTUNREACH", "host is unreachable"], [-4, "EINTR", "interrupted system call"], [-22, "EINVAL", "invalid argument"],
  [-5, "EIO", "i/o error"], [-21, "EISDIR", "illegal operation on a directory"], [-40, "ELOOP", "too many symbolic links encountered"],
  [-24, "EMFILE", "too many open files"], [-36, "ENAMETOOLONG", "name too long"], [-2, "ENOENT", "no such file or directory"],
  [-12, "ENOMEM", "not enough memory"], [-28, "ENOSPC", "no space left on device"], [-20, "ENOTDIR", "not a directory"],
  [-39, "ENOTEMPTY", "directory not empty"], [-1, "EPERM", "operation not permitted"], [-32, "EPIPE", "broken pipe"],
  [-30, "EROFS", "read-only file system"], [-110, "ETIMEDOUT", "connection timed out"], [-18, "EXDEV", "cross-device link not permitted"],
];
function getSystemErrorName(err) {
  check.number(err, "err");
  if (err >= 0 || !Number.isSafeInteger(err)) throw outOfRange("err", "a negative integer", err);
  return systemErrors.find(([errno]) => errno === err)?.[1] ?? `Unknown system error ${err}`;
}
function getSystemErrorMap() { return new Map(systemErrors.map(([errno, name, text]) => [errno, [name, text]])); }

function aborted(signal, resource) {
  if (signal === undefined) throw invalidArgType("signal", "AbortSignal", signal);
  check.abortSignal(signal, "signal");
  if (resource === null || typeof resource !== "object") throw invalidArgType("resource", "object", resource);
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
const transferableAbortController = () => new AbortController();
const transferableAbortSignal = (signal) => signal;

const isArray = Array.isArray;
const isBoolean = (v) => typeof v === "boolean";
const isBuffer = (v) => v instanceof Uint8Array && typeof v.readUInt8 === "function";
const isNull = (v) => v === null;
const isNullOrUndefined = (v) => v == null;
const isNumber = (v) => typeof v === "number";
const isString = (v) => typeof v === "string";
const isSymbol = (v) => typeof v === "symbol";
const isUndefined = (v) => v === undefined;
const isObject = (v) => v !== null && typeof v === "object";
const isFunction = (v) => typeof v === "function";
const isPrimitive = (v) => v === null || (typeof v !== "object" && typeof v !== "function");
const isError = (v) => types.isNativeError(v) || v instanceof Error;
const { isDate, isRegExp } = types;
const log = (...args) => console.log(format(...args));
const { TextDecoder, TextEncoder } = globalThis;
const debug = debuglog;

const util = {
  _extend, callbackify, debug, debuglog, deprecate, format, styleText, formatWithOptions, getSystemErrorMap, getSystemErrorName,
  inherits, inspect, isArray, isBoolean, isBuffer, isDeepStrictEqual, isNull, isNullOrUndefined, isNumber, isString, isSymbol,
  isUndefined, isRegExp, isObject, isDate, isError, isFunction, isPrimitive, log, promisify, stripVTControlCharacters,
  toUSVString, transferableAbortSignal, transferableAbortController, aborted, types, parseEnv, parseArgs, TextDecoder,
  TextEncoder, MIMEType, MIMEParams,
};
export default util;
export {
  _extend, callbackify, debug, debuglog, deprecate, format, styleText, formatWithOptions, getSystemErrorMap, getSystemErrorName,
  inherits, inspect, isArray, isBoolean, isBuffer, isDeepStrictEqual, isNull, isNullOrUndefined, isNumber, isString, isSymbol,
  isUndefined, isRegExp, isObject, isDate, isError, isFunction, isPrimitive, log, promisify, stripVTControlCharacters,
  toUSVString, transferableAbortSignal, transferableAbortController, aborted, types, parseEnv, parseArgs, TextDecoder,
  TextEncoder, MIMEType, MIMEParams,
};
