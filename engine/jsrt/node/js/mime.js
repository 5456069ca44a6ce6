// util.MIMEType and util.MIMEParams.
import { nodeError } from "signalbox:node/errors";

const token = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const quotable = /^[\t -~\x80-\xff]*$/;

function invalid(kind, text, at) {
  return nodeError(TypeError, "ERR_INVALID_MIME_SYNTAX", `The MIME syntax for a ${kind} in "${text}" is invalid${at === -1 ? "" : ` at ${at}`}`);
}

export class MIMEParams {
  #map = new Map();
  static from(text) {
    const params = new MIMEParams();
    for (const [, name, quoted, plain] of text.matchAll(/;[\t\n\r ]*([^;=]+)=(?:"((?:[^"\\]|\\.)*)"[^;]*|([^;]*))/g)) {
      const value = quoted === undefined ? plain.trimEnd() : quoted.replace(/\\(.)/g, "$1");
      const key = name.toLowerCase();
      if (token.test(key) && quotable.test(value) && (quoted !== undefined || value !== "") && !params.#map.has(key)) params.#map.set(key, value);
    }
    return params;
  }
  delete(name) { this.#map.delete(name); }
  get(name) { return this.#map.get(name) ?? null; }
  has(name) { return this.#map.has(name); }
  set(name, value) {
    name = `${name}`;
    value = `${value}`;
    if (!token.test(name)) throw invalid("parameter name", name, name.search(/[^!#$%&'*+\-.^_`|~A-Za-z0-9]/));
    if (!quotable.test(value)) throw invalid("parameter value", value, value.search(/[^\t -~\x80-\xff]/));
    this.#map.set(name, value);
  }
  entries() { return this.#map.entries(); }
  keys() { return this.#map.keys(); }
  values() { return this.#map.values(); }
  [Symbol.iterator]() { return this.#map.entries(); }
  toString() {
    return [...this.#map].map(([k, v]) => `${k}=${v !== "" && token.test(v) ? v : `"${v.replace(/["\\]/g, "\\$&")}"`}`).join(";");
  }
  toJSON() { return this.toString(); }
}

export class MIMEType {
  #type; #subtype; #params;
  constructor(text) {
    text = `${text}`;
    const trimmed = text.trim();
    const slash = trimmed.indexOf("/");
    const type = trimmed.slice(0, slash);
    if (slash === -1 || !token.test(type)) throw invalid("type", text, slash === -1 ? -1 : type.search(/[^!#$%&'*+\-.^_`|~A-Za-z0-9]/));
    const semi = trimmed.indexOf(";");
    const subtype = (semi === -1 ? trimmed.slice(slash + 1) : trimmed.slice(slash + 1, semi)).trimEnd();
    if (!token.test(subtype)) throw invalid("subtype", text, -1);
    this.#type = type.toLowerCase();
    this.#subtype = subtype.toLowerCase();
    this.#params = MIMEParams.from(semi === -1 ? "" : trimmed.slice(semi));
  }
  get type() { return this.#type; }
  set type(v) { v = `${v}`; if (!token.test(v)) throw invalid("type", v, -1); this.#type = v.toLowerCase(); }
  get subtype() { return this.#subtype; }
  set subtype(v) { v = `${v}`; if (!token.test(v)) throw invalid("subtype", v, -1); this.#subtype = v.toLowerCase(); }
  get essence() { return `${this.#type}/${this.#subtype}`; }
  get params() { return this.#params; }
  toString() { const p = this.#params.toString(); return p === "" ? this.essence : `${this.essence};${p}`; }
  toJSON() { return this.toString(); }
}
