// util.inspect and util.format: values as text, laid out as Node 20 lays them
// out. console uses it too, so nothing here imports more than it needs.
import { internal } from "signalbox:internal";
import * as types from "signalbox:node/types";
import { invalidArgType } from "signalbox:node/errors";
import { errorBase, functionBase, prefix } from "signalbox:node/inspect_heads";
import { fit, kArray, kArrayExtras, kObject, stripAnsi, textWidth } from "signalbox:node/inspect_layout";

export const custom = Symbol.for("nodejs.util.inspect.custom");

const defaults = {
  showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100,
  maxStringLength: 10000, breakLength: 80, compact: 3, sorted: false, getters: false, numericSeparator: false,
};

export const styles = Object.assign(Object.create(null), {
  special: "cyan", number: "yellow", bigint: "yellow", boolean: "yellow", undefined: "grey", null: "bold",
  string: "green", symbol: "green", date: "magenta", regexp: "red", module: "underline",
});

export const colors = Object.assign(Object.create(null), {
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25], inverse: [7, 27],
  hidden: [8, 28], strikethrough: [9, 29], doubleunderline: [21, 24], black: [30, 39], red: [31, 39], green: [32, 39],
  yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], bgBlack: [40, 49], bgRed: [41, 49],
  bgGreen: [42, 49], bgYellow: [43, 49], bgBlue: [44, 49], bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49],
  framed: [51, 54], overlined: [53, 55], gray: [90, 39], redBright: [91, 39], greenBright: [92, 39], yellowBright: [93, 39],
  blueBright: [94, 39], magentaBright: [95, 39], cyanBright: [96, 39], whiteBright: [97, 39], bgGray: [100, 49],
  bgRedBright: [101, 49], bgGreenBright: [102, 49], bgYellowBright: [103, 49], bgBlueBright: [104, 49],
  bgMagentaBright: [105, 49], bgCyanBright: [106, 49], bgWhiteBright: [107, 49],
});
for (const [alias, of] of [["grey", "gray"], ["blackBright", "gray"], ["crossedout", "strikethrough"], ["strikeThrough", "strikethrough"],
  ["crossedOut", "strikethrough"], ["faint", "dim"], ["conceal", "hidden"], ["swapColors", "inverse"], ["swapcolors", "inverse"],
  ["doubleUnderline", "doubleunderline"], ["bgGrey", "bgGray"], ["bgBlackBright", "bgGray"]]) {
  Object.defineProperty(colors, alias, { get() { return this[of]; }, set(v) { this[of] = v; }, configurable: true, enumerable: false });
}

const escapes = { "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\\": "\\\\" };
const identifier = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
const needsEscape = /[\x00-\x1f\x27\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

// quoted is a string literal with the quote that needs the fewest escapes.
function quoted(text) {
  if (!needsEscape.test(text)) return `'${text}'`;
  let mark = "'";
  if (text.includes("'")) {
    if (!text.includes('"')) mark = '"';
    else if (!text.includes("`") && !text.includes("${")) mark = "`";
  }
  let out = "";
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (char === mark) out += `\\${char}`;
    else if (escapes[char]) out += escapes[char];
    else if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) out += `\\x${code.toString(16).toUpperCase().padStart(2, "0")}`;
    else if (char.length === 1 && code >= 0xd800 && code <= 0xdfff) out += `\\u${code.toString(16)}`;
    else out += char;
  }
  return mark + out + mark;
}

export const plainStyle = (text) => text;
function colorStyle(text, kind) {
  const pair = colors[styles[kind]];
  return pair ? `\u001b[${pair[0]}m${text}\u001b[${pair[1]}m` : text;
}

function makeContext(opts) {
  const ctx = { ...defaults, ...inspect.defaultOptions, seen: [], indentation: 0, currentDepth: 0, budget: {}, circular: undefined, stylize: plainStyle, userOptions: opts };
  if (typeof opts === "boolean") ctx.showHidden = opts;
  else if (opts) {
    for (const key of Object.keys(opts)) {
      if (key in defaults || key === "stylize") ctx[key] = opts[key];
      else if (ctx.userOptions === undefined) ctx.userOptions = opts;
    }
  }
  if (ctx.colors && ctx.stylize === plainStyle) ctx.stylize = colorStyle;
  if (ctx.maxArrayLength === null) ctx.maxArrayLength = Infinity;
  if (ctx.maxStringLength === null) ctx.maxStringLength = Infinity;
  return ctx;
}

// inspect is util.inspect(value, options) and the old
// util.inspect(value, showHidden, depth, colors).
export function inspect(value, opts, ...legacy) {
  const ctx = makeContext(opts);
  if (legacy.length > 0) {
    if (legacy[0] !== undefined) ctx.depth = legacy[0];
    if (legacy[1] !== undefined) { ctx.colors = legacy[1]; ctx.stylize = legacy[1] ? colorStyle : plainStyle; }
  }
  return formatValue(ctx, value, 0);
}
inspect.custom = custom;
inspect.styles = styles;
inspect.colors = colors;
const defaultOptions = { ...defaults };
Object.defineProperty(inspect, "defaultOptions", {
  get: () => defaultOptions,
  set(options) {
    if (options === null || typeof options !== "object") throw invalidArgType("options", "Object", options);
    Object.assign(defaultOptions, options);
  },
});

// userContext is the options object a custom inspect function receives.
function userContext(ctx) {
  const out = { ...ctx.userOptions };
  for (const key of Object.keys(defaults)) out[key] = ctx[key];
  out.stylize = (text, flavour) => ctx.stylize(`${text}`, flavour);
  return out;
}

function formatValue(ctx, value, depth, typed) {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return formatPrimitive(ctx, value);
  if (ctx.customInspect) {
    const own = value[custom];
    if (typeof own === "function" && own !== inspect && !(value.constructor && value.constructor.prototype === value)) {
      const left = ctx.depth === null ? null : ctx.depth - depth;
      const made = own.call(value, left, userContext(ctx), inspect);
      if (made !== value) {
        if (typeof made !== "object") return `${made}`;
        return formatValue(ctx, made, depth).replaceAll("\n", `\n${" ".repeat(ctx.indentation)}`);
      }
    }
  }
  if (ctx.seen.includes(value)) {
    ctx.circular ??= new Map();
    if (!ctx.circular.has(value)) ctx.circular.set(value, ctx.circular.size + 1);
    return ctx.stylize(`[Circular *${ctx.circular.get(value)}]`, "special");
  }
  return formatRaw(ctx, value, depth, typed);
}

function separated(digits) {
  return digits.replace(/\B(?=(\d{3})+$)/g, "_");
}

function formatNumber(ctx, value) {
  // With separators Node forgets the sign of zero.
  if (Object.is(value, -0) && !ctx.numericSeparator) return ctx.stylize("-0", "number");
  if (!ctx.numericSeparator) return ctx.stylize(`${value}`, "number");
  const text = `${value}`;
  if (text.includes("e") || !Number.isFinite(value)) return ctx.stylize(text, "number");
  const [, sign, whole, rest] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  return ctx.stylize(sign + separated(whole) + (rest === undefined ? "" : `.${rest.replace(/(\d{3})(?=\d)/g, "$1_")}`), "number");
}

function formatBigInt(ctx, value) {
  const text = `${value}`;
  return ctx.stylize(`${ctx.numericSeparator ? text.replace(/\d+/, separated) : text}n`, "bigint");
}

function formatString(ctx, value) {
  let tail = "";
  if (value.length > ctx.maxStringLength) {
    const left = value.length - ctx.maxStringLength;
    value = value.slice(0, ctx.maxStringLength);
    tail = `... ${left} more character${left > 1 ? "s" : ""}`;
  }
  if (ctx.compact !== true && value.length > 16 && value.length > ctx.breakLength - ctx.indentation - 4) {
    return value.split(/(?<=\n)/).map((line) => ctx.stylize(quoted(line), "string")).join(` +\n${" ".repeat(ctx.indentation + 2)}`) + tail;
  }
  return ctx.stylize(quoted(value), "string") + tail;
}

function formatSymbol(ctx, value) {
  return ctx.stylize(Symbol.prototype.toString.call(value), "symbol");
}

function formatPrimitive(ctx, value) {
  switch (typeof value) {
    case "string": return formatString(ctx, value);
    case "number": return formatNumber(ctx, value);
    case "bigint": return formatBigInt(ctx, value);
    case "boolean": return ctx.stylize(`${value}`, "boolean");
    case "symbol": return formatSymbol(ctx, value);
    case "undefined": return ctx.stylize("undefined", "undefined");
    default: return ctx.stylize("null", "null");
  }
}

// constructorName walks up to the first prototype that owns a constructor. An
// object without one on its chain is an Object with that chain in brackets.
function constructorName(ctx, obj, depth) {
  const start = obj;
  let first;
  while (obj) {
    const d = Object.getOwnPropertyDescriptor(obj, "constructor");
    if (d !== undefined && typeof d.value === "function" && d.value.name !== "" && isInstance(start, d.value)) return String(d.value.name);
    obj = Object.getPrototypeOf(obj);
    if (first === undefined) first = obj;
  }
  if (first === null) return null;
  if (ctx.depth !== null && depth > ctx.depth) return "Object <Complex prototype>";
  return `Object <${inspect(first, { ...ctx.userOptions, customInspect: false, depth: -1 })}>`;
}
function isInstance(value, ctor) {
  try { return value instanceof ctor; } catch { return false; }
}

function ownKeys(obj, showHidden) {
  if (showHidden) return [...Object.getOwnPropertyNames(obj), ...Object.getOwnPropertySymbols(obj)];
  let keys;
  try { keys = Object.keys(obj); } catch { keys = Object.getOwnPropertyNames(obj); }
  const symbols = Object.getOwnPropertySymbols(obj);
  if (symbols.length > 0) keys.push(...symbols.filter((s) => Object.prototype.propertyIsEnumerable.call(obj, s)));
  return keys;
}

const isIndex = (key) => typeof key === "string" && /^(0|[1-9]\d*)$/.test(key) && Number(key) < 2 ** 32 - 1;
function withoutIndexes(obj, showHidden) {
  return ownKeys(obj, showHidden).filter((key) => !isIndex(key));
}

function formatRaw(ctx, value, depth, typed) {
  const shape = describeShape(ctx, value, depth, typed);
  if (typeof shape === "string") return shape;
  const { keys, braces, entries, base, kind } = shape;
  if (ctx.depth !== null && depth > ctx.depth) {
    const name = prefix(shape.name, shape.tag, Array.isArray(value) ? "Array" : "Object").slice(0, -1);
    return ctx.stylize(`[${shape.name === null ? name : shape.deepName ?? name}]`, "special");
  }
  depth += 1;
  ctx.seen.push(value);
  ctx.currentDepth = depth;
  let output;
  const indentation = ctx.indentation;
  try {
    output = entries(ctx, value, depth);
    for (const key of keys) output.push(formatProperty(ctx, value, depth, key, kind));
  } catch (err) {
    ctx.seen.pop();
    ctx.indentation = indentation;
    if (err && /stack|recursion/i.test(err.message ?? "")) return ctx.stylize(`[${shape.name ?? "Object"}: Inspection interrupted prematurely. Maximum call stack size exceeded.]`, "special");
    throw err;
  }
  let lead = base, open = braces[0];
  if (ctx.circular?.has(value)) {
    const mark = ctx.stylize(`<ref *${ctx.circular.get(value)}>`, "special");
    if (ctx.compact !== true) lead = lead === "" ? mark : `${mark} ${lead}`;
    else open = `${mark} ${open}`;
  }
  ctx.seen.pop();
  if (ctx.sorted) sortOutput(output, ctx.sorted, kind, keys.length);
  return fit(ctx, output, lead, [open, braces[1]], kind, depth, value);
}

function sortOutput(output, sorted, kind, keyCount) {
  const by = sorted === true ? undefined : sorted;
  if (kind === kObject) output.sort(by);
  else if (keyCount > 1) {
    const tail = output.slice(output.length - keyCount).sort(by);
    output.splice(output.length - keyCount, keyCount, ...tail);
  }
}

const none = () => [];

// describeShape decides which braces, prefix and entries a value has, or
// answers its whole text where nothing is inside.
function describeShape(ctx, value, depth, typed) {
  const name = constructorName(ctx, value, depth);
  let tag = value[Symbol.toStringTag];
  if (typeof tag !== "string" || tag === "" || (ctx.showHidden ? Object.hasOwn(value, Symbol.toStringTag) : Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag))) tag = "";
  const shape = { name, tag, keys: [], braces: ["{", "}"], base: "", entries: none, kind: kObject };
  const isList = Array.isArray(value);
  if (isList) {
    const lead = name !== "Array" || tag !== "" ? prefix(name, tag, "Array", `(${value.length})`) : "";
    shape.keys = withoutIndexes(value, ctx.showHidden);
    shape.braces = [`${lead}[`, "]"];
    if (value.length === 0 && shape.keys.length === 0) return `${shape.braces[0]}]`;
    shape.kind = kArrayExtras;
    shape.entries = formatArray;
    return shape;
  }
  if (types.isSet(value)) {
    const size = Object.getOwnPropertyDescriptor(Set.prototype, "size").get.call(value);
    shape.keys = ownKeys(value, ctx.showHidden);
    const lead = prefix(name, tag, "Set", `(${size})`);
    shape.entries = formatSet;
    if (size === 0 && shape.keys.length === 0) return `${lead}{}`;
    shape.braces = [`${lead}{`, "}"];
    return shape;
  }
  if (types.isMap(value)) {
    const size = Object.getOwnPropertyDescriptor(Map.prototype, "size").get.call(value);
    shape.keys = ownKeys(value, ctx.showHidden);
    const lead = prefix(name, tag, "Map", `(${size})`);
    shape.entries = formatMap;
    if (size === 0 && shape.keys.length === 0) return `${lead}{}`;
    shape.braces = [`${lead}{`, "}"];
    return shape;
  }
  if (types.isTypedArray(value)) {
    shape.keys = withoutIndexes(value, ctx.showHidden);
    const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get.call(value);
    const lead = prefix(name, tag, own, `(${value.length})`);
    shape.braces = [`${lead}[`, "]"];
    if (value.length === 0 && shape.keys.length === 0 && !ctx.showHidden) return `${shape.braces[0]}]`;
    shape.entries = formatTyped;
    shape.kind = kArrayExtras;
    return shape;
  }
  if (types.isMapIterator(value) || types.isSetIterator(value)) {
    shape.keys = ownKeys(value, ctx.showHidden);
    shape.braces = [`[${tag}] {`, "}"];
    return shape;
  }
  return describeOther(ctx, value, shape, depth, typed);
}

function describeOther(ctx, value, shape, depth, typed) {
  const { name, tag } = shape;
  shape.keys = ownKeys(value, ctx.showHidden);
  if (types.isArgumentsObject(value)) {
    shape.braces = [`${name === null ? "[Arguments: null prototype]" : "[Arguments]"} {`, "}"];
    if (shape.keys.length === 0) return `${shape.braces[0]}}`;
    return shape;
  }
  if (typeof value === "function") {
    shape.base = functionBase(value, name, tag);
    shape.deepName = shape.base.slice(1, -1);
    if (shape.keys.length === 0) return ctx.stylize(shape.base, "special");
    return shape;
  }
  if (types.isRegExp(value)) {
    const lead = prefix(name, tag, "RegExp");
    shape.base = RegExp.prototype.toString.call(value);
    if (lead !== "RegExp ") shape.base = `${lead}${shape.base}`;
    if (shape.keys.length === 0 || (ctx.depth !== null && depth > ctx.depth)) return ctx.stylize(shape.base, "regexp");
    return shape;
  }
  if (types.isDate(value)) {
    const time = Date.prototype.getTime.call(value);
    shape.base = Number.isNaN(time) ? Date.prototype.toString.call(value) : Date.prototype.toISOString.call(value);
    const lead = prefix(name, tag, "Date");
    if (lead !== "Date ") shape.base = `${lead}${shape.base}`;
    if (shape.keys.length === 0) return ctx.stylize(shape.base, "date");
    return shape;
  }
  if (types.isNativeError(value) || value instanceof Error) {
    shape.base = errorBase(ctx, value, name, tag, shape.keys);
    if (shape.keys.length === 0) return shape.base;
    return shape;
  }
  if (types.isAnyArrayBuffer(value)) {
    const own = types.isArrayBuffer(value) ? "ArrayBuffer" : "SharedArrayBuffer";
    const lead = prefix(name, tag, own);
    if (typed === undefined) shape.entries = formatArrayBuffer;
    else if (shape.keys.length === 0) return `${lead}{ byteLength: ${formatNumber(ctx, value.byteLength)} }`;
    shape.entries = formatArrayBuffer;
    shape.keys.unshift("byteLength");
    shape.braces[0] = `${lead}{`;
    return shape;
  }
  if (types.isDataView(value)) {
    shape.braces[0] = `${prefix(name, tag, "DataView")}{`;
    shape.keys.unshift("byteLength", "byteOffset", "buffer");
    return shape;
  }
  if (types.isPromise(value)) {
    shape.braces[0] = `${prefix(name, tag, "Promise")}{`;
    shape.entries = formatPromise;
    return shape;
  }
  if (types.isWeakSet(value) || types.isWeakMap(value)) {
    shape.braces[0] = `${prefix(name, tag, types.isWeakSet(value) ? "WeakSet" : "WeakMap")}{`;
    shape.entries = (c) => [c.stylize("<items unknown>", "special")];
    return shape;
  }
  if (typeof WeakRef === "function" && value instanceof WeakRef && tag === "WeakRef") {
    shape.braces[0] = `${prefix(name, tag, "WeakRef")}{`;
    shape.entries = (c, v, d) => [formatValue(c, v.deref(), d)];
    return shape;
  }
  if (typeof URL === "function" && value instanceof URL) {
    shape.braces[0] = `${name} {`;
    shape.entries = (c, v, d) => urlParts.map((key) => {
      c.indentation += 2;
      const text = `${key}: ${formatValue(c, v[key], d)}`;
      c.indentation -= 2;
      return text;
    });
    return shape;
  }
  if (typeof URLSearchParams === "function" && value instanceof URLSearchParams) {
    shape.braces[0] = `${name} {`;
    shape.entries = (c, v) => Array.from(v, ([key, item]) => `${formatString(c, key)} => ${formatString(c, item)}`);
    return value.size === 0 && shape.keys.length === 0 ? `${name} {}` : shape;
  }
  if (types.isModuleNamespaceObject(value)) {
    shape.braces[0] = `[Module: null prototype] {`;
    return shape;
  }
  if (types.isBoxedPrimitive(value)) {
    shape.base = boxedBase(ctx, value, shape, name, tag);
    if (shape.keys.length === 0) return shape.base;
    return shape;
  }
  if (name === "Object" && tag === "") {
    if (shape.keys.length === 0) return "{}";
    return shape;
  }
  if (shape.keys.length === 0) return `${prefix(name, tag, "Object")}{}`;
  shape.braces[0] = `${prefix(name, tag, "Object")}{`;
  return shape;
}

const urlParts = ["href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "searchParams", "hash"];

function boxedBase(ctx, value, shape, name, tag) {
  let kind, text;
  if (types.isNumberObject(value)) { kind = "Number"; text = formatNumber({ ...ctx, stylize: plainStyle }, Number.prototype.valueOf.call(value)); }
  else if (types.isStringObject(value)) {
    kind = "String";
    text = formatString({ ...ctx, stylize: plainStyle, breakLength: Infinity }, String.prototype.valueOf.call(value));
    shape.keys = shape.keys.filter((key) => !isIndex(key));
  } else if (types.isBooleanObject(value)) { kind = "Boolean"; text = `${Boolean.prototype.valueOf.call(value)}`; }
  else if (types.isBigIntObject(value)) { kind = "BigInt"; text = `${BigInt.prototype.valueOf.call(value)}n`; }
  else { kind = "Symbol"; text = Symbol.prototype.toString.call(Symbol.prototype.valueOf.call(value)); }
  let base = `[${kind}`;
  if (kind !== name) base += name === null ? " (null prototype)" : ` (${name})`;
  base += `: ${text}]`;
  if (tag !== "" && tag !== name) base += ` [${tag}]`;
  return shape.keys.length !== 0 || ctx.stylize === plainStyle ? base : ctx.stylize(base, kind.toLowerCase());
}

function formatArray(ctx, value, depth) {
  const out = [];
  const length = value.length;
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), length);
  let shown = 0, index = 0;
  for (; index < length && shown < limit; index++) {
    if (Object.hasOwn(value, index)) { out.push(formatProperty(ctx, value, depth, `${index}`, kArray)); shown++; continue; }
    let gap = 1;
    while (index + gap < length && !Object.hasOwn(value, index + gap)) gap++;
    out.push(ctx.stylize(`<${gap} empty item${gap > 1 ? "s" : ""}>`, "undefined"));
    index += gap - 1;
    shown++;
  }
  const left = length - index;
  if (left > 0) out.push(`... ${left} more item${left > 1 ? "s" : ""}`);
  return out;
}

function formatTyped(ctx, value, depth) {
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), value.length);
  const one = typeof value[0] === "bigint" ? formatBigInt : formatNumber;
  const out = [];
  for (let i = 0; i < limit; i++) out.push(one(ctx, value[i]));
  const left = value.length - limit;
  if (left > 0) out.push(`... ${left} more item${left > 1 ? "s" : ""}`);
  if (ctx.showHidden) {
    ctx.indentation += 2;
    for (const key of ["BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"]) out.push(`[${key}]: ${formatValue(ctx, value[key], depth, true)}`);
    ctx.indentation -= 2;
  }
  return out;
}

function formatArrayBuffer(ctx, value) {
  const bytes = new Uint8Array(value);
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), bytes.length);
  let hex = Array.from(bytes.subarray(0, limit), (b) => b.toString(16).padStart(2, "0")).join(" ");
  const left = bytes.length - limit;
  if (left > 0) hex += ` ... ${left} more byte${left > 1 ? "s" : ""}`;
  return [`${ctx.stylize("[Uint8Contents]", "special")}: <${hex}>`];
}

// formatPromise shows the state of a promise where the machine tells it.
function formatPromise(ctx, value, depth) {
  const [state, result] = internal.promiseState?.(value) ?? [0];
  if (state === 0) return [ctx.stylize("<pending>", "special")];
  ctx.indentation += 2;
  const text = formatValue(ctx, result, depth);
  ctx.indentation -= 2;
  return [state === 2 ? `${ctx.stylize("<rejected>", "special")} ${text}` : text];
}

function formatSet(ctx, value, depth) {
  const out = [];
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), value.size);
  ctx.indentation += 2;
  for (const item of Set.prototype.values.call(value)) {
    if (out.length >= limit) break;
    out.push(formatValue(ctx, item, depth));
  }
  ctx.indentation -= 2;
  const left = value.size - limit;
  if (left > 0) out.push(`... ${left} more item${left > 1 ? "s" : ""}`);
  return out;
}

function formatMap(ctx, value, depth) {
  const out = [];
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), value.size);
  ctx.indentation += 2;
  for (const [key, item] of Map.prototype.entries.call(value)) {
    if (out.length >= limit) break;
    out.push(`${formatValue(ctx, key, depth)} => ${formatValue(ctx, item, depth)}`);
  }
  ctx.indentation -= 2;
  const left = value.size - limit;
  if (left > 0) out.push(`... ${left} more item${left > 1 ? "s" : ""}`);
  return out;
}

function formatProperty(ctx, value, depth, key, kind) {
  const d = Object.getOwnPropertyDescriptor(value, key) ?? { value: value[key], configurable: true, enumerable: true };
  let text, extra = " ";
  if (d.value !== undefined || ("value" in d && !d.get && !d.set)) {
    const step = ctx.compact !== true || kind !== kObject ? 2 : 3;
    ctx.indentation += step;
    text = formatValue(ctx, d.value, depth);
    if (step === 3 && ctx.breakLength < textWidth(text, ctx.colors)) extra = `\n${" ".repeat(ctx.indentation)}`;
    ctx.indentation -= step;
  } else if (d.get !== undefined) text = accessor(ctx, value, d, depth);
  else text = ctx.stylize(d.set !== undefined ? "[Setter]" : "undefined", d.set !== undefined ? "special" : "undefined");
  if (kind === kArray) return text;
  return `${keyName(ctx, key, d)}:${extra}${text}`;
}

function accessor(ctx, value, d, depth) {
  const label = d.set !== undefined ? "Getter/Setter" : "Getter";
  const wanted = ctx.getters && (ctx.getters === true || (ctx.getters === "get" && d.set === undefined) || (ctx.getters === "set" && d.set !== undefined));
  if (!wanted) return ctx.stylize(`[${label}]`, "special");
  try {
    const got = d.get.call(value);
    ctx.indentation += 2;
    const text = got === null ? `[${label}: null]` : typeof got === "object" ? `${ctx.stylize(`[${label}]`, "special")} ${formatValue(ctx, got, depth)}` : `${ctx.stylize(`[${label}:`, "special")} ${formatPrimitiveOrFunction(ctx, got, depth)}${ctx.stylize("]", "special")}`;
    ctx.indentation -= 2;
    return text;
  } catch (err) {
    return ctx.stylize(`[${label}: <Inspection threw (${err.message})>]`, "special");
  }
}

function formatPrimitiveOrFunction(ctx, value, depth) {
  return typeof value === "function" ? formatValue(ctx, value, depth) : formatPrimitive(ctx, value);
}

function keyName(ctx, key, d) {
  if (typeof key === "symbol") {
    const text = Symbol.prototype.toString.call(key).replace(/[\x00-\x1f\x27\x5c\x7f-\x9f]/g, (c) => escapes[c] ?? `\\x${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
    return d.enumerable === false ? `[${ctx.stylize(text, "symbol")}]`.replace(/^\[(.*)\]$/, "[$1]") : `[${ctx.stylize(text, "symbol")}]`;
  }
  if (key === "__proto__") return "['__proto__']";
  if (d.enumerable === false) return `[${key}]`;
  if (identifier.test(key)) return ctx.stylize(key, "name");
  return ctx.stylize(quoted(key), "string");
}

export { format, formatWithOptions } from "signalbox:node/format";
export { formatNumber, stripAnsi };
export default inspect;
