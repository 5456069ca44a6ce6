// node:assert. Comparison is signalbox:node/equal's, the sentences and the
// line-by-line difference are Node's.
import { check, invalidArgType, invalidArgValue, invalidReturn, missingArgs, nodeError } from "signalbox:node/errors";
import { inspect } from "signalbox:node/inspect";
import { isDeepEqual, isDeepStrictEqual } from "signalbox:node/equal";
import { AssertionError } from "signalbox:node/assertion_error";
import { isPromise, isRegExp } from "signalbox:node/types";

function fail(details) {
  if (details.message instanceof Error) throw details.message;
  throw new AssertionError(details);
}

function okWith(fn, count, value, message) {
  if (value) return;
  let generated = false;
  if (count === 0) {
    generated = true;
    message = "No value argument passed to `assert.ok()`";
  } else if (message == null) {
    generated = true;
    message = `The expression evaluated to a falsy value:\n\n  ${fn === assert ? "assert" : "assert.ok"}(${inspect(value)})\n`;
  } else if (message instanceof Error) throw message;
  const err = new AssertionError({ actual: value, expected: true, message, operator: "==", stackStartFn: fn });
  err.generatedMessage = generated;
  throw err;
}

function assert(...args) { okWith(assert, args.length, ...args); }
function ok(...args) { okWith(ok, args.length, ...args); }

function failure(message, ...rest) {
  if (message instanceof Error) throw message;
  const [expected, text, operator] = rest;
  const count = rest.length + 1;
  let generated = false, actual;
  if (message == null && count <= 1) { message = "Failed"; generated = true; }
  let details = { message, operator: "fail", stackStartFn: failure };
  if (count >= 2) {
    actual = message;
    details = { actual, expected, operator: count === 2 ? "!=" : operator ?? "fail", stackStartFn: failure };
    if (text !== undefined) { if (text instanceof Error) throw text; details.message = text; }
  }
  const err = new AssertionError(details);
  if (generated) err.generatedMessage = true;
  throw err;
}

const need = (args) => { if (args.length < 2) throw missingArgs("actual", "expected"); };

// comparison makes an assertion of two values from the test that must hold.
function comparison(operator, holds) {
  const fn = function (actual, expected, message) {
    need(arguments);
    if (!holds(actual, expected)) fail({ actual, expected, message, operator, stackStartFn: fn });
  };
  return fn;
}
const looselyEqual = (a, b) => a == b || (Number.isNaN(a) && Number.isNaN(b));
const equal = comparison("==", looselyEqual);
const notEqual = comparison("!=", (a, b) => !looselyEqual(a, b));
const deepEqual = comparison("deepEqual", isDeepEqual);
const notDeepEqual = comparison("notDeepEqual", (a, b) => !isDeepEqual(a, b));
const deepStrictEqual = comparison("deepStrictEqual", isDeepStrictEqual);
const notDeepStrictEqual = comparison("notDeepStrictEqual", (a, b) => !isDeepStrictEqual(a, b));
const strictEqual = comparison("strictEqual", Object.is);
const notStrictEqual = comparison("notStrictEqual", (a, b) => !Object.is(a, b));

class Comparison {
  constructor(source, keys, actual) {
    for (const key of keys) {
      if (!(key in source)) continue;
      if (actual !== undefined && typeof actual[key] === "string" && isRegExp(source[key]) && source[key].exec(actual[key]) !== null) this[key] = actual[key];
      else this[key] = source[key];
    }
  }
}

function compareKey(actual, expected, key, message, keys, fn) {
  if (key in actual && isDeepStrictEqual(actual[key], expected[key])) return;
  if (message) fail({ actual, expected, message, operator: fn.name, stackStartFn: fn });
  const err = new AssertionError({ actual: new Comparison(actual, keys), expected: new Comparison(expected, keys, actual), operator: "deepStrictEqual", stackStartFn: fn });
  Object.assign(err, { actual, expected, operator: fn.name });
  throw err;
}

// matches says whether what was thrown is what was expected: a pattern, a
// class, an object of properties or a function that judges.
function matches(actual, expected, message, fn) {
  if (typeof expected !== "function") {
    if (isRegExp(expected)) {
      const text = String(actual);
      if (expected.exec(text) !== null) return;
      const err = new AssertionError({
        actual, expected, operator: fn.name, stackStartFn: fn,
        message: message ?? `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`,
      });
      err.generatedMessage = !message;
      throw err;
    }
    if (typeof actual !== "object" || actual === null) {
      const err = new AssertionError({ actual, expected, message, operator: "deepStrictEqual", stackStartFn: fn });
      err.operator = fn.name;
      throw err;
    }
    const keys = Object.keys(expected);
    if (expected instanceof Error) keys.push("name", "message");
    else if (keys.length === 0) throw invalidArgValue("error", expected, "may not be an empty object");
    for (const key of keys) {
      if (typeof actual[key] === "string" && isRegExp(expected[key]) && expected[key].exec(actual[key]) !== null) continue;
      compareKey(actual, expected, key, message, keys, fn);
    }
    return;
  }
  if (expected.prototype !== undefined && actual instanceof expected) return;
  judgeByFunction(actual, expected, message, fn);
}

function judgeByFunction(actual, expected, message, fn) {
  let generated = false, thrown = false;
  if (Object.prototype.isPrototypeOf.call(Error, expected) || expected === Error) {
    if (!message) {
      generated = true;
      message = `The error is expected to be an instance of "${expected.name}". Received `;
      if (actual instanceof Error) message += `"${actual.name}"`;
      else message += `"${inspect(actual, { depth: -1 })}"`;
    }
    thrown = true;
  } else {
    const result = Reflect.apply(expected, {}, [actual]);
    if (result !== true) {
      if (!message) {
        generated = true;
        const name = expected.name ? `"${expected.name}" ` : "";
        message = `The ${name}validation function is expected to return "true". Received ${inspect(result)}`;
        if (actual instanceof Error) message += `\n\nCaught error:\n\n${actual}`;
      }
      thrown = true;
    }
  }
  if (!thrown) return;
  if (generated && actual instanceof Error && !message.includes("Caught error")) message += `\n\nError message:\n\n${actual.message}`;
  const err = new AssertionError({ actual, expected, message, operator: fn.name, stackStartFn: fn });
  err.generatedMessage = generated;
  throw err;
}

const NOTHING = Symbol("nothing thrown");

function caught(fn) {
  check.function(fn, "fn");
  try { fn(); } catch (err) { return err; }
  return NOTHING;
}

const isThenable = (v) => isPromise(v) || (v !== null && typeof v === "object" && typeof v.then === "function" && typeof v.catch === "function");

async function caughtAsync(promiseFn) {
  let promise;
  if (typeof promiseFn === "function") {
    promise = promiseFn();
    if (!isThenable(promise)) throw invalidReturn("instance of Promise", "promiseFn", promise);
  } else if (isThenable(promiseFn)) promise = promiseFn;
  else throw invalidArgType("promiseFn", ["Function", "Promise"], promiseFn);
  try { await promise; } catch (err) { return err; }
  return NOTHING;
}

function expectThrown(fn, actual, error, message) {
  const count = arguments.length;
  if (typeof error === "string") {
    if (count === 4) throw invalidArgType("error", ["Object", "Error", "Function", "RegExp"], error);
    const text = typeof actual === "object" && actual !== null ? actual.message : actual;
    if (text === error) {
      throw nodeError(TypeError, "ERR_AMBIGUOUS_ARGUMENT", `The "error/message" argument is ambiguous. The error ${typeof actual === "object" && actual !== null ? "message" : ""} "${text}" is identical to the message.`.replace("error  ", "error "));
    }
    message = error;
    error = undefined;
  } else if (error != null && typeof error !== "object" && typeof error !== "function") {
    throw invalidArgType("error", ["Object", "Error", "Function", "RegExp"], error);
  }
  if (actual === NOTHING) {
    const named = error?.name ? ` (${error.name})` : "";
    const tail = message ? `: ${message}` : ".";
    const kind = fn === assert.rejects ? "rejection" : "exception";
    fail({ actual: undefined, expected: error, operator: fn.name, message: `Missing expected ${kind}${named}${tail}`, stackStartFn: fn });
  }
  if (error) matches(actual, error, message, fn);
}

function expectQuiet(fn, actual, error, message) {
  if (actual === NOTHING) return;
  if (typeof error === "string") { message = error; error = undefined; }
  const wanted = !error || (typeof error === "function" && error.prototype !== undefined && actual instanceof error) || (isRegExp(error) && error.test(String(actual)));
  if (!wanted) throw actual;
  const kind = fn === assert.doesNotReject ? "rejection" : "exception";
  fail({ actual, expected: error, operator: fn.name, message: `Got unwanted ${kind}${message ? `: ${message}` : "."}\nActual message: "${actual?.message}"`, stackStartFn: fn });
}

function throws(fn, ...args) { expectThrown(throws, caught(fn), ...args); }
async function rejects(promiseFn, ...args) { expectThrown(rejects, await caughtAsync(promiseFn), ...args); }
function doesNotThrow(fn, ...args) { expectQuiet(doesNotThrow, caught(fn), ...args); }
async function doesNotReject(fn, ...args) { expectQuiet(doesNotReject, await caughtAsync(fn), ...args); }

function ifError(err) {
  if (err === null || err === undefined) return;
  let message = "ifError got unwanted exception: ";
  if (typeof err === "object" && typeof err.message === "string") message += err.message.length === 0 && err.constructor ? err.constructor.name : err.message;
  else message += inspect(err);
  throw new AssertionError({ actual: err, expected: null, operator: "ifError", message, stackStartFn: ifError });
}

function matching(wanted) {
  const fn = function (string, regexp, message) {
    if (!isRegExp(regexp)) throw invalidArgType("regexp", "RegExp", regexp);
    if (typeof string === "string" && (regexp.exec(string) !== null) === wanted) return;
    if (message instanceof Error) throw message;
    const generated = !message;
    message ||= typeof string !== "string" ? `The "string" argument must be of type string. Received type ${typeof string} (${inspect(string)})`
      : `${wanted ? "The input did not match the regular expression " : "The input was expected to not match the regular expression "}${inspect(regexp)}. Input:\n\n${inspect(string)}\n`;
    const err = new AssertionError({ actual: string, expected: regexp, message, operator: wanted ? "match" : "doesNotMatch", stackStartFn: fn });
    err.generatedMessage = generated;
    throw err;
  };
  return fn;
}
const match = matching(true), doesNotMatch = matching(false);

class CallTracker {
  #calls = [];
  calls(fn, expected = 1) {
    if (typeof fn === "number") [fn, expected] = [() => {}, fn];
    const record = { fn: fn ?? (() => {}), expected, made: 0 };
    this.#calls.push(record);
    return (...args) => { record.made++; return record.fn(...args); };
  }
  report() {
    return this.#calls.filter((c) => c.made !== c.expected).map((c) => ({
      message: `Expected the ${c.fn.name || "calls"} function to be executed ${c.expected} time(s) but was executed ${c.made} time(s).`,
      actual: c.made, expected: c.expected, operator: c.fn.name || "calls",
    }));
  }
  verify() { const [first] = this.report(); if (first) throw new AssertionError({ message: first.message }); }
}

for (const [name, fn] of Object.entries({ equal, notEqual, deepEqual, notDeepEqual, deepStrictEqual, notDeepStrictEqual, strictEqual, notStrictEqual, match, doesNotMatch, fail: failure })) {
  Object.defineProperty(fn, "name", { value: name, configurable: true });
}
const members = {
  fail: failure, AssertionError, ok, equal, notEqual, deepEqual, notDeepEqual, deepStrictEqual, notDeepStrictEqual, strictEqual,
  notStrictEqual, throws, rejects, doesNotThrow, doesNotReject, ifError, match, doesNotMatch, CallTracker,
};
Object.assign(assert, members);
export function strict(...args) { okWith(strict, args.length, ...args); }
Object.assign(strict, members, { equal: strictEqual, deepEqual: deepStrictEqual, notEqual: notStrictEqual, notDeepEqual: notDeepStrictEqual });
assert.strict = strict;
strict.strict = strict;

export default assert;
export {
  failure as fail, AssertionError, ok, equal, notEqual, deepEqual, notDeepEqual, deepStrictEqual, notDeepStrictEqual,
  strictEqual, notStrictEqual, throws, rejects, doesNotThrow, doesNotReject, ifError, match, doesNotMatch, CallTracker,
};
