// The messages of the engine's own errors, in the words of V8. Code prints and
// compares them, so a handler that answers error.message has to see what it
// sees in Node. An error is reworded when somebody catches it: the bundler calls
// this at the head of each catch clause, then() before a rejection handler.
(function (host, internal) {
  "use strict";
  const engines = new Set([Error, TypeError, RangeError, ReferenceError, SyntaxError, URIError]);
  const exact = {
    __proto__: null,
    "invalid array length": "Invalid array length",
    "invalid array index": "Invalid typed array length",
    "expecting hex digit": "URI malformed",
    "malformed UTF-8": "URI malformed",
    "invalid character": "URI malformed",
    "empty array": "Reduce of empty array with no initial value",
    "cannot convert symbol to string": "Cannot convert a Symbol value to a string",
    "cannot convert symbol to number": "Cannot convert a Symbol value to a number",
    "cannot convert to object": "Cannot convert undefined or null to object",
    "cannot convert bigint to number": "Cannot mix BigInt and other types, use explicit conversions",
    "bigint argument with unary +": "Cannot convert a BigInt value to a number",
    "Date value is NaN": "Invalid time value",
    "stack overflow": "Maximum call stack size exceeded",
    "invalid number of digits": "toFixed() digits argument must be between 0 and 100",
    "bad normalization form": "The normalization form should be one of NFC, NFD, NFKC, NFKD.",
    "invalid repeat count": "Invalid count value: -1",
    "invalid 'instanceof' right operand": "Right-hand side of 'instanceof' is not callable",
    "invalid 'in' operand": "Cannot use 'in' operator to search for a key in a primitive value",
    "object is not extensible": "Cannot add property, object is not extensible",
    "no setter for property": "Cannot set property of #<Object> which has only a getter",
    "parent class must be constructor": "Class extends value is not a constructor or null",
    "circular reference": "Converting circular structure to JSON",
    "prototype chain cycle": "Cyclic __proto__ value",
    "circular prototype chain": "Cyclic __proto__ value",
  };
  const rules = [
    [/^cannot read property '(.*)' of (null|undefined)$/s, (m, key, of) => (key === "Symbol.iterator" ? `${of} is not iterable` : `Cannot read properties of ${of} (reading '${key}')`)],
    [/^cannot read property of (null|undefined)$/, (m, of) => `Cannot read properties of ${of}`],
    [/^cannot set property '(.*)' of (null|undefined)$/s, (m, key, of) => `Cannot set properties of ${of} (setting '${key}')`],
    [/^'(.*)' is not defined$/, (m, name) => `${name} is not defined`],
    [/^(.*) is not initialized$/, (m, name) => `Cannot access '${name}' before initialization`],
    [/^'(.*)' is read-only$/, (m, name) => `Cannot assign to read only property '${name}' of object '#<Object>'`],
    [/^value is not iterable$/, () => "object is not iterable (cannot read property Symbol(Symbol.iterator))"],
    [/^not a (?:function|constructor)$/, (m, error) => called(error, m.slice(6))],
    [/^class constructors must be invoked with 'new'$/, (m, error) => `Class constructor ${frame(error)?.name ?? ""} cannot be invoked without 'new'`],
    [/^invalid bigint literal$/, () => "Cannot convert value to a BigInt"],
    [/^cannot convert to BigInt: not an integer$/, () => "The number cannot be converted to a BigInt because it is not an integer"],
  ];

  const frame = (error) => {
    const m = /^\s*at (?:(.*?) \()?(\/_\/[^\n]*?):(\d+):(\d+)\)?$/m.exec(`${error.stack}`);
    return m ? { name: m[1], module: m[2], line: +m[3], column: +m[4] } : undefined;
  };
  // called names what was called: the text before the bracket in the bundle.
  const called = (error, wanted) => {
    const at = frame(error);
    const before = at && host.rtSource(at.module, at.line, at.column);
    const m = before ? /(new\s+)?([\w$#]+(?:\??\.[\w$#]+)*)$/.exec(before) : null;
    const name = m ? m[2].replace(/^import_[\w$]+\./, "").replaceAll("?.", ".") : "(intermediate value)";
    return `${name} is not a ${m?.[1] ? "constructor" : wanted}`;
  };

  const describe = (error) => {
    if (error === null || typeof error !== "object" || !engines.has(error.constructor)) return;
    const d = Object.getOwnPropertyDescriptor(error, "message");
    if (d === undefined || typeof d.value !== "string" || !d.writable) return;
    const text = d.value;
    const first = text.charCodeAt(0);
    // What V8 says begins with a capital or a name; ours with a small letter or a quote.
    if (!((first >= 97 && first <= 122) || first === 39) && !text.endsWith("is not initialized") && text !== "Date value is NaN") return;
    let said = exact[text];
    if (said === undefined) {
      for (const [pattern, say] of rules) {
        const m = pattern.exec(text);
        if (m === null) continue;
        said = m.length === 1 ? say(text, error) : say(...m);
        break;
      }
    }
    if (said === undefined) return;
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
