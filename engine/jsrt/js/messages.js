// The messages of the engine's own errors, in the words of V8. Code prints and
// compares them, so a handler that answers error.message has to see what it
// sees in Node. An error is reworded when somebody catches it: the bundler calls
// this at the head of each catch clause, then() before a rejection handler.
//
// The engine says less than V8 does. What it leaves out (the name of what was
// called, the key that was read) is taken from the text around the place of the
// failure (callsite.js); a value that only existed at run time stays unknown.
(function (host, internal) {
  "use strict";
  const { somehow, tail, shown, head, literal } = internal.callsite;
  const engines = new Set([Error, TypeError, RangeError, ReferenceError, SyntaxError, URIError]);
  const notIterable = "is not iterable (cannot read property Symbol(Symbol.iterator))";

  // Site is where an error happened: the built-in that refused, if one did, and
  // the text of the code before and after the place in it.
  class Site {
    #around;
    constructor(error) {
      const lines = `${error.stack}`.split("\n");
      const first = lines.findIndex((line) => /^\s*at /.test(line));
      this.native = /^\s*at (.*?) \(native\)$/.exec(lines[first] ?? "")?.[1];
      const m = /^\s*at (?:(.*?) \()?(\/_\/[^\n]*?):(\d+):(\d+)\)?$/m.exec(lines.slice(Math.max(first, 0)).join("\n"));
      this.frame = m ? { name: m[1], module: m[2], line: +m[3], column: +m[4] } : undefined;
    }
    get around() {
      if (this.#around === undefined) {
        const f = this.frame;
        this.#around = f ? host.rtAround(f.module, f.line, f.column) : ["", ""];
      }
      return this.#around;
    }
    get before() { return this.around[0]; }
    get after() { return this.around[1]; }
    // thrown tells an error that the code itself made.
    get thrown() { return this.native === undefined && /[\w$]*Error\s*$/.test(this.before) && /^\s*\(/.test(this.after); }
    // callee is what was called, as V8 prints it; the place is its end.
    get callee() { return shown(tail(this.before)); }
    get isNew() { const text = this.before.trimEnd(); return /\bnew\s+$/.test(text.slice(0, text.length - tail(text).length)); }
    // argument is the first argument of the call, where it is a literal.
    get argument() { return /^\s*\(/.test(this.after) ? literal(head(this.after.replace(/^\s*\(/, ""))) : undefined; }
    // target is what an assignment at the place sets: [object, key].
    get target() {
      const key = /^\s*\??\.([\w$]+)/.exec(this.after)?.[1] ?? /^\s*\[\s*(["'`]?)([\w$-]+)\1\s*\]/.exec(this.after)?.[2];
      if (key !== undefined) return key;
      return /\.([\w$]+)$/.exec(this.before.trimEnd())?.[1] ?? /\[\s*(["'`]?)([\w$-]+)\1\s*\]$/.exec(this.before.trimEnd())?.[2];
    }
    // key is the member that is read at the place, behind its object.
    get key() {
      const m = /^\s*(?:\?\.)?\[\s*(?:(["'`])([^"'`\\]*)\1|(-?\d+)|(Symbol\.\w+))\s*\]/.exec(this.after);
      return m ? m[2] ?? m[3] ?? `Symbol(${m[4]})` : undefined;
    }
  }

  const exact = {
    __proto__: null,
    "invalid array length": "Invalid array length",
    "expecting hex digit": "URI malformed",
    "malformed UTF-8": "URI malformed",
    "invalid character": "URI malformed",
    "expecting surrogate pair": "URI malformed",
    "empty array": "Reduce of empty array with no initial value",
    "cannot convert symbol to string": "Cannot convert a Symbol value to a string",
    "cannot convert symbol to number": "Cannot convert a Symbol value to a number",
    "bigint argument with unary +": "Cannot convert a BigInt value to a number",
    "BigInt division by zero": "Division by zero",
    "BigInt negative exponent": "Exponent must be non-negative",
    "bigint operands are forbidden for >>>": "BigInts have no unsigned right shift, use >> instead",
    "Date value is NaN": "Invalid time value",
    "invalid time value": "Invalid time value",
    "not a Date object": "this is not a Date object.",
    "stack overflow": "Maximum call stack size exceeded",
    "invalid string length": "Invalid string length",
    "bad normalization form": "The normalization form should be one of NFC, NFD, NFKC, NFKD.",
    "circular reference": "Converting circular structure to JSON",
    "prototype chain cycle": "Cyclic __proto__ value",
    "circular prototype chain": "Cyclic __proto__ value",
    "cannot invoke a running generator": "Generator is already running",
    "toPrimitive": "Cannot convert object to primitive value",
    "invalid value used as WeakMap key": "Invalid value used as weak map key",
    "invalid value used as WeakSet key": "Invalid value used in weak set",
    "invalid target": "WeakRef: invalid target",
    "not a TypedArray": "this is not a typed array.",
    "out of bound": "Offset is outside the bounds of the DataView",
    "cannot have setter/getter and value or writable": "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute",
    "must be called with new": "Constructor requires 'new'",
    "unexpected end of string": "Invalid or unexpected token",
    "return not in a function": "Illegal return statement",
    "regexp must have the 'g' flag": "String.prototype.matchAll called with a non-global RegExp argument",
  };

  // by names the built-in that refused: what it says instead.
  const by = {
    __proto__: null,
    "invalid number of digits": {
      toFixed: "toFixed() digits argument must be between 0 and 100", toPrecision: "toPrecision() argument must be between 1 and 100",
      toExponential: "toExponential() argument must be between 0 and 100",
    },
    "radix must be between 2 and 36": { toString: "toString() radix argument must be between 2 and 36" },
    "invalid array index": { ArrayBuffer: "Array buffer allocation failed", asIntN: "Invalid value: not (convertible to) a safe integer", asUintN: "Invalid value: not (convertible to) a safe integer" },
    "not an object": {
      defineProperty: "Object.defineProperty called on non-object", defineProperties: "Object.defineProperties called on non-object",
      Proxy: "Cannot create proxy with a non-object as target or handler", construct: "Reflect.construct called on non-object",
    },
    "not a prototype": { create: "Object prototype may only be an Object or null: undefined" },
    "regexp must have the 'g' flag": { replaceAll: "String.prototype.replaceAll called with a non-global RegExp argument" },
    "regexp not supported": {
      startsWith: "First argument to String.prototype.startsWith must not be a regular expression", endsWith: "First argument to String.prototype.endsWith must not be a regular expression",
      includes: "First argument to String.prototype.includes must not be a regular expression",
    },
    "cannot convert bigint to number": {
      max: "Cannot convert a BigInt value to a number", min: "Cannot convert a BigInt value to a number", round: "Cannot convert a BigInt value to a number", floor: "Cannot convert a BigInt value to a number",
      at: "Cannot convert a BigInt value to a number", isNaN: "Cannot convert a BigInt value to a number", isFinite: "Cannot convert a BigInt value to a number",
    },
  };

  // owners are the prototypes whose methods are called on null in practice.
  const owner = (name) => (name in String.prototype ? "String" : name in Array.prototype ? "Array" : "Object");
  const refused = (name) => {
    if (name === "sort" || name === "toSorted") return "The comparison function must be either a function or undefined";
    return undefined;
  };

  // called words the call of what is no function, by code or by a built-in.
  const called = (site, wanted) => {
    if (site.native === "Promise") return `Promise resolver ${site.argument ?? "undefined"} is not a function`;
    if (site.native !== undefined && site.native !== "call" && site.native !== "apply") return refused(site.native) ?? `${site.argument ?? "undefined"} is not a ${wanted}`;
    return `${site.callee} is not a ${site.isNew ? "constructor" : wanted}`;
  };

  // iterated words the iteration of what cannot be iterated.
  const iterated = (site, nothing) => {
    const unknown = nothing === undefined ? `object ${notIterable}` : `${nothing === "null" ? "object null" : nothing} ${notIterable}`;
    if (site.native !== undefined) return unknown;
    const before = site.before.trimEnd();
    const spread = /^\s*\(([^;]*?)\(\s*\.\.\.|^[\s.\w$]*\(\s*\.\.\./.exec(site.after);
    if (spread && !/\b(?:const|let|var)\b/.test(spread[1] ?? "")) return "Spread syntax requires ...iterable[Symbol.iterator] to be a function";
    const from = /^\s*(?:(?:const |let |var )|\(\) => \{\s*(?:const |let |var ))?\s*\[[^=]*?\]\s*=(?!=)\s*([^]*)$/.exec(site.after) ?? (nearest(site, "[")?.match(/^\[[^=]*?\]\s*=(?!=)\s*([^]*)$/));
    if (from) return /^[\w$]+$/.test(head(from[1])) ? `${head(from[1])} is not iterable` : unknown;
    const last = tail(before);
    if (last === "of" || /(?:^|\s)of$/.test(before)) return known(head(site.after), nothing);
    if (!/(?:\.\.\.|\bof)\s*$/.test(before.slice(0, before.length - last.length))) {
      const pattern = /\b(?:const|let|var)\s+\[[^=]*?\]\s*=(?!=)\s*([^]*)$/.exec(site.after);
      if (pattern) return /^-?[\w$.]+$/.test(head(pattern[1])) && !head(pattern[1]).includes(".") ? `${head(pattern[1])} is not iterable` : unknown;
    }
    const text = last + /^(?:\??\.[\w$]+|\[[^\]]*\])*/.exec(site.after)[0];
    const lead = before.slice(0, before.length - last.length);
    if (/\.\.\.\s*$/.test(lead)) {
      const open = spreadInto(lead);
      return open === "(" ? "Spread syntax requires ...iterable[Symbol.iterator] to be a function" : `${shown(text)} is not iterable`;
    }
    return text === "" ? unknown : `${shown(text)} is not iterable`;
  };
  const known = (text, nothing) => (shown(text) === somehow ? (nothing === undefined ? `object ${notIterable}` : `${nothing} ${notIterable}`) : `${shown(text)} is not iterable`);
  // spreadInto is the bracket in which a spread stands, of a call or an array.
  const spreadInto = (text) => {
    let depth = 0;
    for (let i = text.length - 1; i >= 0; i--) {
      if (/[)\]}]/.test(text[i])) depth++;
      else if (/[([{]/.test(text[i]) && depth-- === 0) return text[i];
    }
    return "";
  };

  // nearest is the text from the first pattern that is taken apart behind a
  // place. The engine keeps no place for taking apart itself: it tells the last
  // one before, at times the beginning of the function.
  const nearest = (site, bracket) => {
    if (!/^\s*(?:const|let|var|\(|function|async|\w+\s*=>)/.test(site.after)) return undefined;
    const m = new RegExp(`\\b(?:const|let|var)\\s+(?=\\${bracket})`).exec(site.after);
    return m ? site.after.slice(m.index + m[0].length) : undefined;
  };

  // destructured words the taking apart of nothing. Whether it was null or
  // undefined the engine does not say; parsed JSON is never undefined.
  const destructured = (site) => {
    const plain = "Cannot convert undefined or null to object";
    if (site.native !== undefined) return site.native in Array.prototype && !(site.native in Object) ? `Array.prototype.${site.native} called on null or undefined` : plain;
    const parameter = /^\s*(?:(?:async\s*)?function\s*\*?\s*[\w$]*\s*)?\((?=\s*\{)/.exec(site.after);
    const text = (parameter ? site.after.slice(parameter[0].length) : /\{\s*$/.test(site.before) && /^[\w$"'[]/.test(site.after) ? `{${site.after}` : nearest(site, "{") ?? site.after).trimStart();
    const m = /^\{\s*(?:(\.\.\.)|(["']?)([\w$-]+)\2)/.exec(text);
    if (!m) return plain;
    const from = parameter ? null : /^\s*=(?![=>])([^]*)$/.exec(text.slice(closing(text) + 1));
    const source = from ? head(from[1]) : "undefined";
    const nothing = /\.json\(\)|JSON\.parse\(/.test(source) ? "null" : "undefined";
    const name = /^\(?\s*(?:yield|await)\b/.test(source) ? somehow : shown(source);
    return m[1] ? `Cannot destructure '${name}' as it is ${nothing}.` : `Cannot destructure property '${m[3]}' of '${name}' as it is ${nothing}.`;
  };
  const closing = (text) => {
    let depth = 0;
    for (let i = 0; i < text.length; i++) {
      if (text[i] === "{") depth++;
      else if (text[i] === "}" && --depth === 0) return i;
    }
    return text.length;
  };

  // rules take the match and the site.
  const rules = [
    [/^cannot read property '(.*)' of (null|undefined)$/s, ([, key, of], site) => (key === "Symbol.iterator" ? iterated(site, of) : `Cannot read properties of ${of} (reading '${key}')`)],
    [/^cannot read property of (null|undefined)$/, ([, of], site) => (site.key === "Symbol(Symbol.iterator)" ? `${of} ${notIterable}` : `Cannot read properties of ${of}${site.key === undefined ? "" : ` (reading '${site.key}')`}`)],
    [/^cannot set property '(.*)' of (null|undefined)$/s, ([, key, of]) => `Cannot set properties of ${of} (setting '${key}')`],
    [/^cannot set property of (null|undefined)$/, ([, of], site) => `Cannot set properties of ${of}${site.target === undefined ? "" : ` (setting '${site.target}')`}`],
    [/^'(.*)' is not defined$/, ([, name]) => `${name} is not defined`],
    [/^this is not initialized$/, () => "Must call super constructor in derived class before accessing 'this' or returning from derived constructor"],
    [/^(.*) is not initialized$/, ([, name]) => `Cannot access '${name}' before initialization`],
    [/^'(.*)' is read-only$/, ([, name], site) => readOnly(name, site)],
    [/^value is not iterable$/, (m, site) => iterated(site)],
    [/^not a (function|constructor)$/, ([, wanted], site) => called(site, wanted)],
    [/^[\w$]+ is not a (constructor)$/, ([, wanted], site) => called(site, wanted)],
    [/^class constructors must be invoked with 'new'$/, (m, site) => `Class constructor ${/[\w$]+$/.exec(site.callee)?.[0] ?? ""} cannot be invoked without 'new'`],
    [/^must be called with new$/, (m, site) => (site.native === "Promise" ? "Promise constructor cannot be invoked without 'new'" : `Constructor ${site.native ?? ""} requires 'new'`)],
    [/^cannot convert to object$/, (m, site) => destructured(site)],
    [/^null or undefined are forbidden$/, (m, site) => `${owner(site.native)}.prototype.${site.native} called on null or undefined`],
    [/^cannot convert bigint to number$/, () => "Cannot mix BigInt and other types, use explicit conversions"],
    [/^invalid 'in' operand$/, (m, site) => inOperand(site)],
    [/^invalid 'instanceof' right operand$/, (m, site) => `Right-hand side of 'instanceof' is not ${/^\s*instanceof\s+(?:\{|\(\{)/.test(site.after) ? "callable" : "an object"}`],
    [/^object is not extensible$/, (m, site) => extended(site)],
    [/^could not delete property$/, (m, site) => (site.native === undefined ? `Cannot delete property '${site.target ?? ""}' of #<Object>` : "Cannot delete property of [object Array]")],
    [/^property is not configurable$/, () => "Cannot redefine property"],
    [/^no setter for property$/, (m, site) => `Cannot set property ${site.target === undefined ? "" : `${site.target} `}of #<Object> which has only a getter`],
    [/^parent class must be constructor$/, (m, site) => `Class extends value ${parent(site)} is not a constructor or null`],
    [/^invalid repeat count$/, (m, site) => `Invalid count value: ${site.argument ?? -1}`],
    [/^invalid code point$/, (m, site) => `Invalid code point ${site.argument ?? -1}`],
    [/^invalid array index$/, (m, site) => `Invalid typed array length: ${site.argument ?? -1}`],
    [/^invalid array index: (.*)$/, ([, at]) => `Invalid index : ${at}`],
    [/^invalid length$/, (m, site) => { const size = globalThis[site.native]?.BYTES_PER_ELEMENT; return size === undefined ? undefined : `byte length of ${site.native} should be a multiple of ${size}`; }],
    [/^invalid time zone specified: (.*)$/s, ([, zone]) => `Invalid time zone specified: ${zone}`],
    [/^currency must be provided when style is 'currency'$/, () => "Currency code is required with currency style."],
    [/^invalid currency code: (.*)$/s, ([, code]) => `Invalid currency code : ${code}`],
    [/^value .* out of range for Intl options property ((?:min|max)imum\w+)$/, ([, name]) => `${name} value is out of range.`],
    [/^not a (number|boolean|symbol|string)$/, ([, kind], site) => { const of = kind[0].toUpperCase() + kind.slice(1); return `${of}.prototype.${site.native} requires that 'this' be a ${of}`; }],
    [/^(Map|Set|WeakMap|WeakSet|Promise|RegExp|Date|ArrayBuffer) object expected$/, ([, of], site) => `Method ${of}.prototype.${site.native} called on incompatible receiver #<Object>`],
    [/^private class field '#(.*)' does not exist$/, ([, name]) => `Cannot read private member #${name} from an object whose class did not declare it`],
    [/^proxy: cannot set property$/, (m, site) => `'set' on proxy: trap returned falsish for property '${site.target ?? ""}'`],
    [/^revoked proxy$/, () => "Cannot perform 'get' on a proxy that has been revoked"],
    [/^unexpected token in expression: ''$/, () => "Unexpected end of input"],
    [/^unexpected token in expression: '(.*)'$/s, ([, token]) => `Unexpected token '${token}'`],
    [/^invalid redefinition of lexical identifier$/, () => "Identifier has already been declared"],
    [/^missing initializer for const variable$/, () => "Missing initializer in const declaration"],
  ];

  const readOnly = (name, site) => {
    if (site.native === undefined && new RegExp(`(?:^|[^.\\w$])${name.replace(/\$/g, "\\$&")}\\s*$`).test(site.before) && !/^\s*[.[]/.test(site.after)) return "Assignment to constant variable.";
    return `Cannot assign to read only property '${name}' of object '${site.native !== undefined || /^\d+$/.test(name) || name === "length" ? "[object Array]" : "#<Object>"}'`;
  };
  const inOperand = (site) => {
    const right = /^\s*in\s+([^]*)$/.exec(site.after);
    const left = literal(tail(site.before)) ?? "a key";
    return `Cannot use 'in' operator to search for '${left}' in ${right ? literal(head(right[1])) ?? "a primitive value" : "a primitive value"}`;
  };
  const extended = (site) => {
    if (site.native === "defineProperty") return "Cannot define property, object is not extensible";
    if (site.native === "setPrototypeOf") return "#<Object> is not extensible";
    return site.target === undefined || site.native !== undefined ? "Cannot add property, object is not extensible" : `Cannot add property ${site.target}, object is not extensible`;
  };
  const parent = (site) => { const m = /\bextends\s+([^{]*)/.exec(site.after); return m ? literal(m[1]) ?? "undefined" : "undefined"; };

  // wordOf answers V8's words for a message of the engine, undefined for any other.
  const wordOf = (error, text) => {
    const site = new Site(error);
    if (site.thrown) return undefined;
    const special = by[text]?.[site.native];
    if (special !== undefined) return special;
    for (const [pattern, say] of rules) {
      const m = pattern.exec(text);
      if (m !== null) return say(m, site);
    }
    return exact[text];
  };
  // theirs tells a message that may be the engine's: V8's begin with a capital
  // or a name, the engine's with a small letter or a quote.
  const theirs = (text) => {
    const first = text.charCodeAt(0);
    return (first >= 97 && first <= 122) || first === 39 || text.endsWith("is not initialized") || text === "Date value is NaN" || /^BigInt (?:division|negative)/.test(text) || / object expected$/.test(text) || / is not a constructor$/.test(text);
  };

  const describe = (error) => {
    if (error === null || typeof error !== "object") return;
    // The engine has a class of its own for a stack that is full; V8 a RangeError.
    if (error.constructor?.name === "InternalError") Object.setPrototypeOf(error, RangeError.prototype);
    if (!engines.has(error.constructor)) return;
    const d = Object.getOwnPropertyDescriptor(error, "message");
    if (d === undefined || typeof d.value !== "string" || !d.writable) return;
    const text = d.value;
    if (!theirs(text)) return;
    const said = wordOf(error, text);
    if (said === undefined || said === text) return;
    error.message = said;
    const stack = error.stack;
    if (typeof stack === "string" && stack.includes(text)) error.stack = stack.replace(text, () => said);
  };
  // V8's stack begins with the name and the message; the engine's has frames only.
  const headed = (error) => {
    if (!(error instanceof Error)) return;
    const d = Object.getOwnPropertyDescriptor(error, "stack");
    if (d === undefined || typeof d.value !== "string" || !d.writable || !/^(?:\s+at |$)/.test(d.value)) return;
    error.stack = `${internal.errorHeader(error)}${d.value === "" ? "" : "\n"}${d.value.trimEnd()}`;
  };
  internal.caught = (error) => {
    try {
      describe(error);
      headed(error);
    } catch {
      // A hostile error keeps its own words.
    }
    return error;
  };
  Object.defineProperty(globalThis, Symbol.for("signalbox.caught"), { value: internal.caught });
})
