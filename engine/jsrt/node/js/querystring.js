// node:querystring. Its escape differs from encodeURIComponent only in what it
// does with lone surrogates, its unescape in that bad escapes stay.
import { Buffer } from "node:buffer";
import { nodeError } from "signalbox:node/errors";

function escape(value) {
  let text = value;
  if (typeof text !== "string") text = typeof text === "object" ? String(text) : `${text}`;
  try { return encodeURIComponent(text); } catch { throw nodeError(URIError, "ERR_INVALID_URI", "URI malformed"); }
}

function unescapeBuffer(text) {
  const out = [];
  const bytes = Buffer.from(String(text));
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 0x25 && i + 2 < bytes.length) {
      const pair = String.fromCharCode(bytes[i + 1], bytes[i + 2]);
      if (/^[0-9a-fA-F]{2}$/.test(pair)) { out.push(parseInt(pair, 16)); i += 2; continue; }
    }
    out.push(bytes[i]);
  }
  return Buffer.from(out);
}

function unescape(text) {
  try { return decodeURIComponent(text); } catch { return unescapeBuffer(text).toString(); }
}

function primitive(value) {
  switch (typeof value) {
    case "string": return value;
    case "number": return Number.isFinite(value) ? `${value}` : "";
    case "bigint": return `${value}`;
    case "boolean": return value ? "true" : "false";
    default: return "";
  }
}

function stringify(object, sep = "&", eq = "=", options) {
  sep ||= "&";
  eq ||= "=";
  const encode = typeof options?.encodeURIComponent === "function" ? options.encodeURIComponent : querystring.escape;
  if (object === null || typeof object !== "object") return "";
  const pairs = [];
  for (const key of Object.keys(object)) {
    const name = `${encode(primitive(key))}${eq}`;
    const value = object[key];
    for (const one of Array.isArray(value) ? value : [value]) pairs.push(name + encode(primitive(one)));
  }
  return pairs.join(sep);
}

function parse(text, sep, eq, options) {
  const out = Object.create(null);
  if (typeof text !== "string" || text.length === 0) return out;
  const separator = sep ? `${sep}` : "&", equals = eq ? `${eq}` : "=";
  const max = typeof options?.maxKeys === "number" ? options.maxKeys : 1000;
  const decode = typeof options?.decodeURIComponent === "function" ? options.decodeURIComponent : querystring.unescape;
  let pairs = text.split(separator).filter((pair) => pair !== "");
  if (max > 0) pairs = pairs.slice(0, max);
  for (const pair of pairs) {
    const at = pair.indexOf(equals);
    const key = decoded(at === -1 ? pair : pair.slice(0, at), decode);
    const value = at === -1 ? "" : decoded(pair.slice(at + equals.length), decode);
    if (!(key in out)) out[key] = value;
    else if (Array.isArray(out[key])) out[key].push(value);
    else out[key] = [out[key], value];
  }
  return out;
}

function decoded(text, decode) {
  const spaced = text.replaceAll("+", "%20");
  if (!spaced.includes("%") && decode === unescape) return spaced;
  try { return decode(spaced); } catch { return querystring.unescape(spaced); }
}

const querystring = { unescapeBuffer, unescape, escape, stringify, encode: stringify, parse, decode: parse };
export default querystring;
export { unescapeBuffer, unescape, escape, stringify, stringify as encode, parse, parse as decode };
