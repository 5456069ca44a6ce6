// Built-ins whose errors name a value that only they see: the engine's message
// leaves it out, so they are called through functions that know V8's words. What
// the functions answer, and their prototypes, are the engine's own.
(function (host, internal) {
  "use strict";
  const NativeRegExp = RegExp, nativeBigInt = BigInt;
  const { construct, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;

  // replace puts `made` in the place of a global constructor.
  const replace = (name, native, made) => {
    for (const key of ownKeys(native)) if (key !== "prototype" || getOwnPropertyDescriptor(made, key)?.writable) defineProperty(made, key, getOwnPropertyDescriptor(native, key));
    defineProperty(native.prototype, "constructor", { value: made, writable: true, enumerable: false, configurable: true });
    defineProperty(globalThis, name, { value: made, writable: true, enumerable: false, configurable: true });
    internal.looksNative?.(made, name);
  };

  // What the engine says of a pattern, and what V8 says.
  const faults = {
    __proto__: null,
    "nothing to repeat": "Nothing to repeat", "extraneous characters at the end": "Unmatched ')'", "expecting ')'": "Unterminated group",
    "duplicate group name": "Duplicate capture group name", "invalid group name": "Invalid capture group name", "invalid repetition count": "numbers out of order in {} quantifier",
    "invalid class range": "Range out of order in character class", "group name not defined": "Invalid named capture referenced", "unknown unicode property name": "Invalid property name",
    "unknown unicode script": "Invalid property name", "unknown unicode general category": "Invalid property name", "invalid escape sequence in regular expression": "Invalid escape",
    "invalid group": "Invalid group", "syntax error": "Lone quantifier brackets", "unexpected end": "Unterminated character class", "back reference out of range in regular expression": "Invalid escape",
  };
  const flagsOf = (flags) => (flags === undefined ? "" : `${flags}`);
  const fault = (pattern, flags, message) => {
    if (message === "invalid regular expression flags") return `Invalid flags supplied to RegExp constructor '${flags}'`;
    let reason = faults[message];
    if (reason === undefined) return undefined;
    if (message === "unexpected end" && /(?:^|[^\\])(?:\\\\)*\\$/.test(pattern)) reason = "\\ at end of pattern";
    if (message === "unexpected end" && /\(\?<?[=!:]?[^)]*$/.test(pattern) && !/\[[^\]]*$/.test(pattern)) reason = /\(\?<?$/.test(pattern) ? "Invalid group" : "Unterminated group";
    if (reason === "Invalid escape" && /\\u\{/.test(pattern)) reason = "Invalid Unicode escape";
    return `Invalid regular expression: /${pattern}/${flags}: ${reason}`;
  };
  const made = function RegExp(pattern, flags) {
    try {
      return new.target === undefined ? NativeRegExp(pattern, flags) : construct(NativeRegExp, arguments, new.target === made ? made : new.target);
    } catch (error) {
      const said = error instanceof SyntaxError ? fault(pattern instanceof NativeRegExp ? pattern.source : `${pattern}`, flagsOf(flags), error.message) : undefined;
      if (said !== undefined) error.message = said;
      throw error;
    }
  };
  made.prototype = NativeRegExp.prototype;
  replace("RegExp", NativeRegExp, made);

  const big = function BigInt(value) {
    if (new.target !== undefined) throw new TypeError("BigInt is not a constructor");
    try {
      return nativeBigInt(value);
    } catch (error) {
      if (typeof value === "number") error.message = `The number ${value} cannot be converted to a BigInt because it is not an integer`;
      else if (error.message === "invalid bigint literal" || error.message === "cannot convert to BigInt") error.message = `Cannot convert ${typeof value === "symbol" ? "Symbol()" : `${value}`} to a BigInt`;
      throw error;
    }
  };
  big.prototype = nativeBigInt.prototype;
  replace("BigInt", nativeBigInt, big);

  const any = Promise.any;
  defineProperty(Promise, "any", {
    value: { any(values) {
      return any.call(this, values).catch((error) => {
        if (error instanceof AggregateError && error.message === "") defineProperty(error, "message", { value: "All promises were rejected", writable: true, enumerable: false, configurable: true });
        throw error;
      });
    } }.any, writable: true, enumerable: false, configurable: true,
  });
})
