// util.parseArgs: tokens first, then values, as Node does it.
import { check, invalidArgType, invalidArgValue, nodeError } from "signalbox:node/errors";

const usage = (options, name) => {
  const { short, type } = options[name] ?? {};
  return `${short ? `-${short}, ` : ""}--${name}${type === "string" ? " <value>" : ""}`;
};

function checkOptions(options) {
  for (const [name, config] of Object.entries(options)) {
    check.object(config, `options.${name}`);
    if (config.type !== "string" && config.type !== "boolean") throw invalidArgType(`options.${name}.type`, ["('string|boolean')"], config.type);
    if (config.short !== undefined) {
      check.string(config.short, `options.${name}.short`);
      if (config.short.length !== 1) throw invalidArgValue(`options.${name}.short`, config.short, "must be a single character");
    }
    if (config.multiple !== undefined) check.boolean(config.multiple, `options.${name}.multiple`);
  }
}

function tokenize(args, options) {
  const byShort = (letter) => Object.entries(options).find(([, c]) => c.short === letter)?.[0] ?? letter;
  const tokens = [], rest = args.map((text, index) => ({ text, index }));
  while (rest.length > 0) {
    const { text, index } = rest.shift();
    const takesNext = (name) => options[name]?.type === "string" && rest.length > 0;
    const valueAfter = () => rest.shift().text;
    if (text === "--") {
      tokens.push({ kind: "option-terminator", index });
      for (const one of rest.splice(0)) tokens.push({ kind: "positional", index: one.index, value: one.text });
    } else if (/^-[^-]$/.test(text)) {
      const name = byShort(text[1]);
      if (takesNext(name)) tokens.push({ kind: "option", name, rawName: text, index, value: valueAfter(), inlineValue: false });
      else tokens.push({ kind: "option", name, rawName: text, index, value: undefined, inlineValue: undefined });
    } else if (/^-[^-]./.test(text)) {
      const name = byShort(text[1]);
      if (options[name]?.type === "string") tokens.push({ kind: "option", name, rawName: text.slice(0, 2), index, value: text.slice(2), inlineValue: true });
      else {
        const letters = [...text.slice(1)], expanded = [];
        for (let i = 0; i < letters.length; i++) {
          const one = byShort(letters[i]);
          if (options[one]?.type !== "string" || i === letters.length - 1) expanded.push(`-${letters[i]}`);
          else { expanded.push(`-${letters.slice(i).join("")}`); break; }
        }
        rest.unshift(...expanded.map((t) => ({ text: t, index })));
      }
    } else if (/^--[^=]+=/.test(text)) {
      const at = text.indexOf("=");
      tokens.push({ kind: "option", name: text.slice(2, at), rawName: text.slice(0, at), index, value: text.slice(at + 1), inlineValue: true });
    } else if (/^--./.test(text)) {
      const name = text.slice(2);
      if (takesNext(name)) tokens.push({ kind: "option", name, rawName: text, index, value: valueAfter(), inlineValue: false });
      else tokens.push({ kind: "option", name, rawName: text, index, value: undefined, inlineValue: undefined });
    } else tokens.push({ kind: "positional", index, value: text });
  }
  return tokens;
}

function checkToken(token, options, allowNegative, allowPositionals) {
  const known = Object.hasOwn(options, token.name) || (allowNegative && token.name.startsWith("no-") && Object.hasOwn(options, token.name.slice(3)));
  if (!known) {
    const hint = allowPositionals ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- ${JSON.stringify(token.rawName)}` : "";
    throw nodeError(TypeError, "ERR_PARSE_ARGS_UNKNOWN_OPTION", `Unknown option '${token.rawName}'${hint}`);
  }
  const type = options[token.name]?.type;
  if (type === "string" && typeof token.value !== "string") {
    throw nodeError(TypeError, "ERR_PARSE_ARGS_INVALID_OPTION_VALUE", `Option '${usage(options, token.name)}' argument missing`);
  }
  if (type === "boolean" && token.value != null) {
    throw nodeError(TypeError, "ERR_PARSE_ARGS_INVALID_OPTION_VALUE", `Option '${usage(options, token.name)}' does not take an argument`);
  }
  if (type === "string" && token.inlineValue === false && token.value.length > 1 && token.value[0] === "-") {
    const example = token.rawName.startsWith("--") ? `'${token.rawName}=-XYZ'` : `'--${token.name}=-XYZ' or '${token.rawName}-XYZ'`;
    throw nodeError(TypeError, "ERR_PARSE_ARGS_INVALID_OPTION_VALUE", `Option '${token.rawName}' argument is ambiguous.\nDid you forget to specify the option argument for '${token.rawName}'?\nTo specify an option argument starting with a dash use ${example}.`);
  }
}

export function parseArgs(config = {}) {
  const { args = globalThis.process.argv.slice(2), strict = true, allowPositionals = !strict, tokens: wantTokens = false, allowNegative = false, options = {} } = config;
  check.array(args, "args");
  check.object(options, "options");
  checkOptions(options);
  const tokens = tokenize(args, options);
  const result = { values: Object.create(null), positionals: [] };
  if (wantTokens) result.tokens = tokens;
  for (const token of tokens) {
    if (token.kind === "positional") {
      if (!allowPositionals) throw nodeError(TypeError, "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL", `Unexpected argument '${token.value}'. This command does not take positional arguments`);
      result.positionals.push(token.value);
    } else if (token.kind === "option") {
      if (strict) checkToken(token, options, allowNegative, allowPositionals);
      store(token, options, allowNegative, result.values);
    }
  }
  for (const [name, { default: value }] of Object.entries(options)) {
    if (value !== undefined && result.values[name] === undefined) result.values[name] = value;
  }
  return result;
}

function store(token, options, allowNegative, values) {
  let { name, value } = token;
  if (name === "__proto__") return;
  if (allowNegative && value === undefined && name.startsWith("no-") && !Object.hasOwn(options, name) && options[name.slice(3)]?.type === "boolean") {
    name = name.slice(3);
    value = false;
  }
  const kept = value ?? true;
  if (options[name]?.multiple) (values[name] ??= []).push(kept);
  else values[name] = kept;
}
