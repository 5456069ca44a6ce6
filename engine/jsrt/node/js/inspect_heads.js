// The words in front of the braces: class names, functions, errors.
import * as types from "signalbox:node/types";

export function prefix(name, tag, fallback, size = "") {
  if (name === null) {
    if (tag !== "" && fallback !== tag) return `[${fallback}${size}: null prototype] [${tag}] `;
    return `[${fallback}${size}: null prototype] `;
  }
  if (tag !== "" && name !== tag) return `${name}${size} [${tag}] `;
  return `${name}${size} `;
}

export function functionBase(value, name, tag) {
  const source = Function.prototype.toString.call(value);
  if (source.startsWith("class") && source.endsWith("}")) return classBase(value, name, tag);
  let kind = "Function";
  if (types.isGeneratorFunction(value)) kind = `Generator${kind}`;
  if (types.isAsyncFunction(value)) kind = `Async${kind}`;
  let base = `[${kind}`;
  if (name === null) base += " (null prototype)";
  base += value.name === "" ? " (anonymous)" : `: ${String(value.name)}`;
  base += "]";
  if (name !== kind && name !== null) base += ` ${name}`;
  if (tag !== "" && name !== tag) base += ` [${tag}]`;
  return base;
}

function classBase(value, name, tag) {
  const own = Object.hasOwn(value, "name") && value.name;
  let base = `[class ${own || "(anonymous)"}`;
  if (name !== "Function" && name !== null) base += ` [${name}]`;
  if (tag !== "" && name !== tag) base += ` [${tag}]`;
  const parent = Object.getPrototypeOf(value);
  if (name === null) base += " extends null prototype";
  else if (parent?.name) base += ` extends ${parent.name}`;
  else if (parent === null || Object.getPrototypeOf(value.prototype ?? {}) === null) base += " extends null";
  return `${base}]`;
}

export function errorBase(ctx, err, name, tag, keys) {
  let stack = typeof err.stack === "string" && err.stack !== "" ? err.stack : Error.prototype.toString.call(err);
  if (/^\s+at /.test(stack)) stack = `${Error.prototype.toString.call(err)}\n${stack}`;
  for (const key of ["name", "message", "stack"]) {
    const at = keys.indexOf(key);
    if (at !== -1 && typeof err[key] === "string" && stack.includes(err[key])) keys.splice(at, 1);
  }
  if ("cause" in err && Object.hasOwn(err, "cause") && !keys.includes("cause")) keys.push("cause");
  if (Array.isArray(err.errors) && Object.hasOwn(err, "errors") && !keys.includes("errors")) keys.push("errors");
  stack = improveStack(stack, err, name, tag);
  const body = typeof err.message === "string" && err.message !== "" ? stack.indexOf(err.message) : -1;
  const at = stack.indexOf("\n    at", body > 0 ? body + err.message.length : 0);
  if (at === -1) stack = `[${stack}]`;
  stack = stack.trimEnd();
  if (ctx.indentation !== 0) stack = stack.replaceAll("\n", `\n${" ".repeat(ctx.indentation)}`);
  return stack;
}

// improveStack puts the class of an error in front where its name hides it:
// "MyErr [Error]: text" for a class MyErr that kept the name Error.
function improveStack(stack, err, name, tag) {
  const shown = err.name != null ? String(err.name) : "Error";
  let head = shown.length, fallback = "Error";
  if (name === null) {
    const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) ?? /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    head = start?.[1].length ?? 0;
    fallback = start?.[1] || "Error";
  } else if (!shown.endsWith("Error") || !stack.startsWith(shown) || (stack.length !== head && stack[head] !== ":" && stack[head] !== "\n")) return stack;
  const lead = prefix(name, tag, fallback).slice(0, -1);
  if (shown === lead) return stack;
  if (!lead.includes(shown)) return `${lead} [${shown}]${stack.slice(head)}`;
  return head === 0 ? `${lead}: ${stack}` : `${lead}${stack.slice(head)}`;
}
