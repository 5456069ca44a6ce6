// Errors with Node's names, codes and sentences. Packages branch on err.code,
// and people read err.message, so both follow Node 20.
import { internal } from "signalbox:internal";

// describe says what was received the way Node's sentences do.
export function describe(value) {
  if (value == null) return ` Received ${value}`;
  if (typeof value === "function") return ` Received function ${value.name}`;
  if (typeof value === "object") {
    if (value.constructor?.name) return ` Received an instance of ${value.constructor.name}`;
    return " Received [Object: null prototype] {}";
  }
  let shown = typeof value === "string" ? quote(value) : String(value) + (typeof value === "bigint" ? "n" : "");
  if (typeof value === "string" && value.length > 28) shown = quote(value.slice(0, 25)).slice(0, -1) + "...'";
  else if (shown.length > 28) shown = `${shown.slice(0, 25)}...`;
  return ` Received type ${typeof value} (${shown})`;
}

function quote(text) {
  if (!text.includes("'")) return `'${text}'`;
  if (!text.includes('"')) return `"${text}"`;
  return `'${text.replace(/'/g, "\\'")}'`;
}

// nodeError makes an error whose code is a property and whose printed name
// carries the code in brackets, as in "TypeError [ERR_X]: sentence".
export function nodeError(Base, code, message, fields) {
  const err = new Base(message);
  Object.defineProperty(err, "toString", {
    value() { return `${this.name} [${code}]: ${this.message}`; },
    enumerable: false, writable: true, configurable: true,
  });
  err.code = code;
  if (fields) Object.assign(err, fields);
  if (Error.captureStackTrace) Error.captureStackTrace(err, nodeError);
  if (typeof err.stack === "string" && err.stack.startsWith(`${err.name}: `)) {
    Object.defineProperty(err, "stack", {
      value: `${err.name} [${code}]${err.stack.slice(err.name.length)}`, writable: true, configurable: true, enumerable: false,
    });
  }
  return err;
}

const kinds = new Set(["string", "function", "number", "object", "Function", "Object", "boolean", "bigint", "symbol"]);

function list(words, last) {
  if (words.length === 1) return words[0];
  if (words.length === 2) return `${words[0]} ${last} ${words[1]}`;
  return `${words.slice(0, -1).join(", ")}, ${last} ${words.at(-1)}`;
}

function expectation(expected) {
  const types = [], instances = [], other = [];
  for (const word of [].concat(expected)) {
    if (kinds.has(word)) types.push(word.toLowerCase());
    else if (/^([A-Z][a-z0-9]*)+$/.test(word)) instances.push(word);
    else other.push(word);
  }
  if (instances.length > 0 && types.includes("object")) {
    types.splice(types.indexOf("object"), 1);
    instances.push("Object");
  }
  const parts = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? "one of type" : "of type"} ${list(types, "or")}`);
  if (instances.length > 0) parts.push(`an instance of ${list(instances, "or")}`);
  if (other.length > 1) parts.push(`one of ${list(other, "or")}`);
  else if (other.length === 1) parts.push(other[0].toLowerCase() !== other[0] ? `an ${other[0]}` : other[0]);
  return parts.join(" or ");
}

export function invalidArgType(name, expected, actual) {
  const subject = name.endsWith(" argument") ? name : `"${name}" ${name.includes(".") ? "property" : "argument"}`;
  return nodeError(TypeError, "ERR_INVALID_ARG_TYPE", `The ${subject} must be ${expectation(expected)}.${describe(actual)}`);
}

export function invalidArgValue(name, value, reason = "is invalid", Base = TypeError) {
  let shown = internalInspect(value);
  if (shown.length > 128) shown = `${shown.slice(0, 128)}...`;
  const kind = name.includes(".") ? "property" : "argument";
  return nodeError(Base, "ERR_INVALID_ARG_VALUE", `The ${kind} '${name}' ${reason}. Received ${shown}`);
}

// internalInspect loads inspect when a sentence needs it: it is the largest of
// the modules, and most code never makes such an error.
const internalInspect = (value) => internal.importSync("signalbox:node/inspect").inspect(value);

function grouped(digits) {
  return digits.replace(/\B(?=(\d{3})+$)/g, "_");
}

export function outOfRange(name, range, received, fully) {
  let shown;
  if (Number.isInteger(received) && Math.abs(received) > 2 ** 32) {
    shown = received < 0 ? `-${grouped(String(-received))}` : grouped(String(received));
  } else if (typeof received === "bigint") {
    shown = String(received);
    if (received > 2n ** 32n || received < -(2n ** 32n)) {
      shown = received < 0n ? `-${grouped(shown.slice(1))}` : grouped(shown);
    }
    shown += "n";
  } else shown = internalInspect(received);
  const sentence = fully ? name : `The value of "${name}" is out of range.`;
  return nodeError(RangeError, "ERR_OUT_OF_RANGE", `${sentence} It must be ${range}. Received ${shown}`);
}

export function unknownEncoding(encoding) {
  return nodeError(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${encoding}`);
}

export function missingArgs(...names) {
  const quoted = names.map((n) => (Array.isArray(n) ? n.map((x) => `"${x}"`).join(" or ") : `"${n}"`));
  return nodeError(TypeError, "ERR_MISSING_ARGS", `The ${list(quoted, "and")} argument${names.length > 1 ? "s" : ""} must be specified`);
}

export function invalidReturn(input, name, value) {
  const type = describe(value).replace(/^ Received (an )?/, "");
  return nodeError(TypeError, "ERR_INVALID_RETURN_VALUE", `Expected ${input} to be returned from the "${name}" function but got ${type}.`);
}

export class AbortError extends Error {
  constructor(message = "The operation was aborted", options = undefined) {
    super(message, options);
    this.code = "ABORT_ERR";
    this.name = "AbortError";
  }
}

// refused is thrown by functions whose module has to load, because packages
// import it without using it, but whose work cannot be done here.
export function refused(module, fn, why) {
  return nodeError(Error, "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", `${module}.${fn} is not available in signalbox: ${why}`);
}

export const check = {
  string(value, name) { if (typeof value !== "string") throw invalidArgType(name, "string", value); },
  function(value, name) { if (typeof value !== "function") throw invalidArgType(name, "Function", value); },
  boolean(value, name) { if (typeof value !== "boolean") throw invalidArgType(name, "boolean", value); },
  object(value, name) { if (value === null || typeof value !== "object" || Array.isArray(value)) throw invalidArgType(name, "Object", value); },
  array(value, name) { if (!Array.isArray(value)) throw invalidArgType(name, "Array", value); },
  number(value, name, min, max) {
    if (typeof value !== "number") throw invalidArgType(name, "number", value);
    if ((min != null && value < min) || (max != null && value > max) || ((min != null || max != null) && Number.isNaN(value))) {
      throw outOfRange(name, `${min != null ? `>= ${min}` : ""}${min != null && max != null ? " && " : ""}${max != null ? `<= ${max}` : ""}`, value);
    }
  },
  integer(value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
    if (typeof value !== "number") throw invalidArgType(name, "number", value);
    if (!Number.isInteger(value)) throw outOfRange(name, "an integer", value);
    if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
  },
  abortSignal(value, name) {
    if (value !== undefined && (value === null || typeof value !== "object" || !("aborted" in value))) {
      throw invalidArgType(name, "AbortSignal", value);
    }
  },
};
