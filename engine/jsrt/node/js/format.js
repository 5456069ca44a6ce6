// util.format: printf-like, the rest joined by spaces.
import * as types from "signalbox:node/types";
import { invalidArgType } from "signalbox:node/errors";
import { formatNumber, inspect, plainStyle } from "signalbox:node/inspect";

export function format(...args) { return formatArgs({}, args); }
export function formatWithOptions(options, ...args) {
  if (options === null || typeof options !== "object") throw invalidArgType("inspectOptions", "object", options);
  return formatArgs(options, args);
}

function hasOwnToString(value) {
  if (value[Symbol.toPrimitive] !== undefined && typeof value[Symbol.toPrimitive] === "function" && !types.isDate(value)) return true;
  if (typeof value.toString !== "function") return false;
  if (Object.hasOwn(value, "toString")) return true;
  let at = value;
  do { at = Object.getPrototypeOf(at); } while (at && !Object.hasOwn(at, "toString"));
  const d = at && Object.getOwnPropertyDescriptor(at, "constructor");
  return !!d && typeof d.value === "function" && !builtins.has(d.value.name);
}
const builtins = new Set(Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z][a-zA-Z0-9]+$/.test(name)));

function formatDirective(options, directive, arg) {
  switch (directive) {
    case "s":
      if (typeof arg === "number") return formatNumber({ stylize: plainStyle }, arg);
      if (typeof arg === "bigint") return `${arg}n`;
      if (typeof arg !== "object" || arg === null || hasOwnToString(arg)) return String(arg);
      return inspect(arg, { ...options, depth: 0, colors: false, compact: 3 });
    case "j":
      try { return JSON.stringify(arg); } catch (err) {
        if (/circular/i.test(err.message)) return "[Circular]";
        throw err;
      }
    case "d":
      if (typeof arg === "bigint") return `${arg}n`;
      return typeof arg === "symbol" ? "NaN" : formatNumber({ stylize: plainStyle }, Number(arg));
    case "O": return inspect(arg, options);
    case "o": return inspect(arg, { ...options, showHidden: true, showProxy: true, depth: 4 });
    case "i":
      if (typeof arg === "bigint") return `${arg}n`;
      return typeof arg === "symbol" ? "NaN" : formatNumber({ stylize: plainStyle }, parseInt(arg));
    case "f": return typeof arg === "symbol" ? "NaN" : formatNumber({ stylize: plainStyle }, parseFloat(arg));
    default: return "";
  }
}

function formatArgs(options, args) {
  let text = "", next = 0;
  if (typeof args[0] === "string") {
    if (args.length === 1) return args[0];
    next = 1;
    text = args[0].replace(/%([sjdOoifc%])/g, (whole, directive) => {
      if (directive === "%") return "%";
      if (next >= args.length) return whole;
      return formatDirective(options, directive, args[next++]);
    });
    if (next < args.length) text += " ";
  }
  return text + args.slice(next).map((arg) => (typeof arg === "string" ? arg : inspect(arg, { ...options, compact: 3, depth: options.depth ?? 2 }))).join(" ");
}
