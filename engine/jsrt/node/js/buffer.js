// node:buffer. A Buffer is a Uint8Array with Node's methods; conversions between
// bytes and text are host operations, because a loop over characters is slow here.
import { host, internal } from "signalbox:internal";
import { check, invalidArgType, invalidArgValue, nodeError, outOfRange, unknownEncoding } from "signalbox:node/errors";
import { isAnyArrayBuffer } from "signalbox:node/types";
import { installNumbers } from "signalbox:node/buffer_numbers";

const custom = Symbol.for("nodejs.util.inspect.custom");
const kMaxLength = 2 ** 32;
const kStringMaxLength = 536870888;
let inspectMax = 50;

class FastBuffer extends Uint8Array {}

function utf16Encode(text) {
  const out = new FastBuffer(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    out[2 * i] = unit & 0xff;
    out[2 * i + 1] = unit >> 8;
  }
  return out;
}

function utf16Decode(bytes) {
  const parts = [];
  for (let i = 0; i + 1 < bytes.length; i += 8192) {
    const units = [];
    for (let j = i; j + 1 < bytes.length && j < i + 8192; j += 2) units.push(bytes[j] | (bytes[j + 1] << 8));
    parts.push(String.fromCharCode.apply(null, units));
  }
  return parts.join("");
}

const adopt = (bytes) => new FastBuffer(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const codecs = {
  utf8: { encode: (s) => adopt(host.nodeUTF8Encode(s)), decode: (b) => host.nodeUTF8Decode(b), length: (s) => host.nodeUTF8Length(s) },
  utf16le: { encode: utf16Encode, decode: utf16Decode, length: (s) => s.length * 2 },
  latin1: { encode: (s) => adopt(host.nodeLatin1Encode(s)), decode: (b) => host.nodeLatin1Decode(b), length: (s) => s.length },
  ascii: { encode: (s) => adopt(host.nodeLatin1Encode(s)), decode: (b) => host.nodeASCIIDecode(b), length: (s) => s.length },
  hex: { encode: (s) => adopt(host.nodeHexDecode(s)), decode: (b) => b.toHex(), length: (s) => s.length >>> 1 },
  base64: { encode: (s) => adopt(host.nodeBase64Decode(s)), decode: (b) => b.toBase64(), length: base64Length },
  base64url: { encode: (s) => adopt(host.nodeBase64Decode(s)), decode: (b) => b.toBase64({ alphabet: "base64url", omitPadding: true }), length: base64Length },
};

function base64Length(text) {
  let bytes = text.length;
  if (text.charCodeAt(bytes - 1) === 0x3d) bytes--;
  if (bytes > 1 && text.charCodeAt(bytes - 1) === 0x3d) bytes--;
  return (bytes * 3) >>> 2;
}

const aliases = { "utf-8": "utf8", ucs2: "utf16le", "ucs-2": "utf16le", "utf-16le": "utf16le", binary: "latin1" };

// codecOf answers the codec of an encoding name in any case, or undefined.
function codecOf(encoding) {
  const direct = codecs[encoding];
  if (direct !== undefined && Object.hasOwn(codecs, encoding)) return direct;
  if (encoding === undefined || encoding === null || encoding === "") return codecs.utf8;
  const name = `${encoding}`.toLowerCase();
  const known = aliases[name] ?? name;
  return Object.hasOwn(codecs, known) ? codecs[known] : undefined;
}

function nameOf(encoding) {
  const codec = codecOf(encoding);
  for (const name of Object.keys(codecs)) if (codecs[name] === codec) return name;
  return undefined;
}

function checkSize(size) {
  check.number(size, "size");
  if (!(size >= 0 && size <= kMaxLength)) throw outOfRange("size", `>= 0 && <= ${kMaxLength}`, size);
}

function Buffer(arg, encodingOrOffset, length) {
  if (typeof arg === "number") {
    if (typeof encodingOrOffset === "string") throw invalidArgType("string", "string", arg);
    return Buffer.alloc(arg);
  }
  return Buffer.from(arg, encodingOrOffset, length);
}
Object.defineProperty(Buffer, Symbol.species, { configurable: true, enumerable: false, get: () => FastBuffer });
FastBuffer.prototype.constructor = Buffer;
Buffer.prototype = FastBuffer.prototype;
Object.setPrototypeOf(Buffer, Uint8Array);

const fromSentence = ["string", "Buffer", "ArrayBuffer", "Array", "Array-like Object"];

function fromString(text, encoding) {
  if (typeof encoding !== "string" || encoding.length === 0) {
    if (text.length === 0) return new FastBuffer();
    return codecs.utf8.encode(text);
  }
  const codec = codecOf(encoding);
  if (codec === undefined) throw unknownEncoding(encoding);
  return text.length === 0 ? new FastBuffer() : codec.encode(text);
}

function fromArrayBuffer(buffer, offset, length) {
  offset = offset === undefined ? 0 : +offset || 0;
  const max = buffer.byteLength - offset;
  if (max < 0) throw nodeError(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", '"offset" is outside of buffer bounds');
  if (length === undefined) length = max;
  else {
    length = +length;
    if (length > 0) {
      if (length > max) throw nodeError(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", '"length" is outside of buffer bounds');
    } else length = 0;
  }
  return new FastBuffer(buffer, offset, length);
}

function fromArrayLike(list) {
  if (list.length <= 0) return new FastBuffer();
  const out = new FastBuffer(list.length);
  if (ArrayBuffer.isView(list)) out.set(list);
  else for (let i = 0; i < list.length; i++) out[i] = list[i];
  return out;
}

function fromObject(value) {
  if (value.length !== undefined || isAnyArrayBuffer(value.buffer)) {
    if (typeof value.length !== "number") return new FastBuffer();
    return fromArrayLike(value);
  }
  if (value.type === "Buffer" && Array.isArray(value.data)) return fromArrayLike(value.data);
  return undefined;
}

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === "string") return fromString(value, encodingOrOffset);
  if (typeof value === "object" && value !== null) {
    if (isAnyArrayBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
    const plain = value.valueOf && value.valueOf();
    if (plain != null && plain !== value && (typeof plain === "string" || typeof plain === "object")) return Buffer.from(plain, encodingOrOffset, length);
    const made = fromObject(value);
    if (made) return made;
    if (typeof value[Symbol.toPrimitive] === "function") {
      const primitive = value[Symbol.toPrimitive]("string");
      if (typeof primitive === "string") return fromString(primitive, encodingOrOffset);
    }
  }
  throw invalidArgType("first argument", fromSentence, value);
};

Buffer.copyBytesFrom = function copyBytesFrom(view, offset = 0, length) {
  if (!ArrayBuffer.isView(view)) throw invalidArgType("view", ["TypedArray"], view);
  check.integer(offset, "offset", 0);
  if (offset >= view.length) return new FastBuffer();
  if (length !== undefined) check.integer(length, "length", 0);
  const part = view.slice(offset, length === undefined ? undefined : offset + length);
  return fromArrayLike(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
};

Buffer.of = function of(...items) { return fromArrayLike(items); };
Buffer.alloc = function alloc(size, fill, encoding) {
  checkSize(size);
  const out = new FastBuffer(size);
  return fill !== undefined && fill !== 0 && size > 0 ? fillBuffer(out, fill, 0, size, encoding) : out;
};
Buffer.allocUnsafe = function allocUnsafe(size) { checkSize(size); return new FastBuffer(size); };
Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) { checkSize(size); return new FastBuffer(size); };
Buffer.isBuffer = function isBuffer(b) { return b instanceof Buffer; };
Buffer.isEncoding = function isEncoding(encoding) { return typeof encoding === "string" && encoding.length !== 0 && codecOf(encoding) !== undefined; };

Buffer.concat = function concat(list, length) {
  check.array(list, "list");
  if (list.length === 0) return new FastBuffer();
  list.forEach((one, i) => {
    if (!(one instanceof Uint8Array)) throw invalidArgType(`list[${i}]`, ["Buffer", "Uint8Array"], one);
  });
  if (length === undefined) length = list.reduce((sum, one) => sum + one.length, 0);
  else check.integer(length, "length", 0);
  const out = new FastBuffer(length);
  let at = 0;
  for (const one of list) {
    if (at + one.length > length) { out.set(one.subarray(0, length - at), at); break; }
    out.set(one, at);
    at += one.length;
  }
  return out;
};

Buffer.byteLength = function byteLength(text, encoding) {
  if (typeof text !== "string") {
    if (ArrayBuffer.isView(text) || isAnyArrayBuffer(text)) return text.byteLength;
    throw invalidArgType("string", ["string", "Buffer", "ArrayBuffer"], text);
  }
  return (codecOf(encoding) ?? codecs.utf8).length(text);
};

function compareBytes(a, b) {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return Math.sign(a.length - b.length);
}

Buffer.compare = function compare(a, b) {
  if (!(a instanceof Uint8Array)) throw invalidArgType("buf1", ["Buffer", "Uint8Array"], a);
  if (!(b instanceof Uint8Array)) throw invalidArgType("buf2", ["Buffer", "Uint8Array"], b);
  return compareBytes(a, b);
};
Buffer.poolSize = 8192;

function fillBuffer(buf, value, offset, end, encoding) {
  if (typeof value === "string") {
    if (offset === undefined || typeof offset === "string") { encoding = offset; offset = 0; end = buf.length; }
    else if (typeof end === "string") { encoding = end; end = buf.length; }
    const codec = codecOf(encoding);
    if (codec === undefined) throw unknownEncoding(encoding);
    value = value.length === 0 ? 0 : codec.encode(value);
    if (value.length === 0) throw invalidArgValue("value", arguments[1]);
  } else encoding = undefined;
  if (offset === undefined) { offset = 0; end = buf.length; }
  else {
    check.number(offset, "offset", 0);
    if (end === undefined) end = buf.length;
    else check.number(end, "end", 0, buf.length);
    if (offset >= end) return buf;
  }
  if (value instanceof Uint8Array) {
    if (value.length === 0) throw invalidArgValue("value", value);
    if (value.length === 1) Uint8Array.prototype.fill.call(buf, value[0], offset, end);
    else for (let i = offset, j = 0; i < end; i++, j = j + 1 === value.length ? 0 : j + 1) buf[i] = value[j];
    return buf;
  }
  Uint8Array.prototype.fill.call(buf, typeof value === "boolean" ? +value : value & 255, offset, end);
  return buf;
}

function search(buf, value, from, encoding, forward) {
  if (typeof from === "string") { encoding = from; from = undefined; }
  else if (from > 0x7fffffff) from = 0x7fffffff;
  else if (from < -0x80000000) from = -0x80000000;
  from = +from;
  if (Number.isNaN(from)) from = forward ? 0 : buf.length || 0;
  if (typeof value === "number") {
    value >>>= 0;
    return forward ? Uint8Array.prototype.indexOf.call(buf, value & 255, from) : Uint8Array.prototype.lastIndexOf.call(buf, value & 255, from);
  }
  let step = 1;
  if (typeof value === "string") {
    const codec = codecOf(encoding);
    if (codec === undefined) throw unknownEncoding(encoding);
    if (codec === codecs.utf16le) step = 2;
    value = codec.encode(value);
  } else if (!(value instanceof Uint8Array)) throw invalidArgType("value", ["number", "string", "Buffer", "Uint8Array"], value);
  from = Math.trunc(from);
  if (from < 0) from += buf.length;
  if (forward) return forwardSearch(buf, value, Math.max(from, 0), step);
  return backwardSearch(buf, value, from, step);
}

function forwardSearch(buf, value, from, step) {
  if (value.length === 0) return Math.min(from, buf.length);
  for (let i = from; ; i++) {
    i = Uint8Array.prototype.indexOf.call(buf, value[0], i);
    if (i === -1 || i + value.length > buf.length) return -1;
    if ((i - from) % step === 0 && matchesAt(buf, value, i)) return i;
  }
}

function backwardSearch(buf, value, from, step) {
  if (from < 0) return -1;
  if (value.length === 0) return Math.min(from, buf.length);
  for (let i = Math.min(from, buf.length - value.length); i >= 0; i -= 1) {
    if (i % step === 0 && matchesAt(buf, value, i)) return i;
  }
  return -1;
}

function matchesAt(buf, value, at) {
  for (let j = 0; j < value.length; j++) if (buf[at + j] !== value[j]) return false;
  return true;
}

// fitting is the part of an encoded text that fits without cutting a character.
function fitting(bytes, room, codec) {
  if (bytes.length <= room) return bytes;
  let end = room;
  if (codec === codecs.utf8) while (end > 0 && (bytes[end] & 0xc0) === 0x80) end--;
  else if (codec === codecs.utf16le) end -= end % 2;
  return bytes.subarray(0, end);
}

function writeText(buf, text, offset, room, codec) {
  const bytes = fitting(codec.encode(text), Math.min(room, buf.length - offset), codec);
  buf.set(bytes, offset);
  return bytes.length;
}

function swap(buf, size) {
  if (buf.length % size !== 0) throw nodeError(RangeError, "ERR_INVALID_BUFFER_SIZE", `Buffer size must be a multiple of ${size * 8}-bits`);
  for (let i = 0; i < buf.length; i += size) Uint8Array.prototype.reverse.call(Uint8Array.prototype.subarray.call(buf, i, i + size));
  return buf;
}

function bound(value, fallback, max) {
  value = Math.trunc(+value);
  if (Number.isNaN(value)) return fallback;
  if (value < 0) value += max;
  return Math.min(Math.max(value, 0), max);
}

const ctxInspect = (value, options) => internal.importSync("signalbox:node/inspect").inspect(value, options);

const methods = {
  toString(encoding, start, end) {
    if (arguments.length === 0) return codecs.utf8.decode(this);
    const size = this.length;
    start = start <= 0 ? 0 : start >= size ? size : Math.trunc(start) || 0;
    end = end === undefined || end >= size ? size : Math.trunc(end) || 0;
    const codec = codecOf(encoding);
    if (codec === undefined) throw unknownEncoding(encoding);
    if (end <= start) return "";
    return codec.decode(start === 0 && end === size ? this : this.subarray(start, end));
  },
  toJSON() { return { type: "Buffer", data: Array.from(this) }; },
  equals(other) {
    if (!(other instanceof Uint8Array)) throw invalidArgType("otherBuffer", ["Buffer", "Uint8Array"], other);
    return this === other || (this.length === other.length && compareBytes(this, other) === 0);
  },
  compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
    if (!(target instanceof Uint8Array)) throw invalidArgType("target", ["Buffer", "Uint8Array"], target);
    if (arguments.length === 1) return compareBytes(this, target);
    const range = (value, name, fallback, max) => {
      if (value === undefined) return fallback;
      check.integer(value, name, 0, max);
      return value;
    };
    const ts = range(targetStart, "targetStart", 0), te = range(targetEnd, "targetEnd", target.length, target.length);
    const ss = range(sourceStart, "sourceStart", 0), se = range(sourceEnd, "sourceEnd", this.length, this.length);
    if (ss >= se) return ts >= te ? 0 : -1;
    if (ts >= te) return 1;
    return compareBytes(this.subarray(ss, se), target.subarray(ts, te));
  },
  indexOf(value, from, encoding) { return search(this, value, from, encoding, true); },
  lastIndexOf(value, from, encoding) { return search(this, value, from, encoding, false); },
  includes(value, from, encoding) { return this.indexOf(value, from, encoding) !== -1; },
  fill(value, offset, end, encoding) { return fillBuffer(this, value, offset, end, encoding); },
  write(text, offset, length, encoding) {
    if (typeof offset === "string") { encoding = offset; offset = 0; length = this.length; }
    else if (offset === undefined) { offset = 0; length = this.length; }
    else {
      check.integer(offset, "offset", 0, this.length);
      const rest = this.length - offset;
      if (length === undefined) length = rest;
      else if (typeof length === "string") { encoding = length; length = rest; }
      else { check.integer(length, "length", 0, this.length); if (length > rest) length = rest; }
    }
    if (typeof text !== "string") throw nodeError(TypeError, "ERR_INVALID_ARG_TYPE", "argument must be a string");
    const codec = codecOf(encoding);
    if (codec === undefined) throw unknownEncoding(encoding);
    return writeText(this, text, offset, length, codec);
  },
  copy(target, targetStart, sourceStart, sourceEnd) {
    if (!(target instanceof Uint8Array)) throw invalidArgType("target", ["Buffer", "Uint8Array"], target);
    const at = targetStart === undefined ? 0 : Math.trunc(+targetStart) || 0;
    if (at < 0) throw outOfRange("targetStart", ">= 0", targetStart);
    const from = sourceStart === undefined ? 0 : Math.trunc(+sourceStart) || 0;
    if (from < 0 || from > this.length) throw outOfRange("sourceStart", `>= 0 && <= ${this.length}`, sourceStart);
    let to = sourceEnd === undefined ? this.length : Math.trunc(+sourceEnd) || 0;
    if (to < 0) throw outOfRange("sourceEnd", ">= 0", sourceEnd);
    if (at >= target.length || from >= to) return 0;
    to = Math.min(to, this.length, from + target.length - at);
    target.set(Uint8Array.prototype.subarray.call(this, from, to), at);
    return to - from;
  },
  subarray(start, end) {
    const from = bound(start, 0, this.length);
    const to = end === undefined ? this.length : bound(end, 0, this.length);
    return new FastBuffer(this.buffer, this.byteOffset + from, Math.max(to - from, 0));
  },
  slice(start, end) { return this.subarray(start, end); },
  swap16() { return swap(this, 2); },
  swap32() { return swap(this, 4); },
  swap64() { return swap(this, 8); },
  [custom](depth, ctx) {
    const shown = Math.min(inspectMax, this.length);
    let text = Uint8Array.prototype.subarray.call(this, 0, shown).toHex().replace(/(.{2})(?=.)/g, "$1 ");
    const left = this.length - shown;
    if (left > 0) text += ` ... ${left} more byte${left > 1 ? "s" : ""}`;
    const extras = Object.keys(this).filter((key) => !/^\d+$/.test(key));
    if (ctx && extras.length > 0) {
      const picked = Object.assign(Object.create(null), Object.fromEntries(extras.map((key) => [key, this[key]])));
      text += `${this.length > 0 ? ", " : ""}${ctxInspect(picked, { ...ctx, breakLength: Infinity, compact: true }).replace(/^\[Object: null prototype\] \{ ?/, "").replace(/ ?\}$/, "")}`;
    }
    return `<${this.constructor.name} ${text}>`;
  },
};
for (const key of Reflect.ownKeys(methods)) {
  Object.defineProperty(Buffer.prototype, key, { value: methods[key], writable: true, configurable: true, enumerable: true });
}
Buffer.prototype.toLocaleString = Buffer.prototype.toString;
Buffer.prototype.inspect = Buffer.prototype[custom];
for (const [name, encoding] of [["ascii", "ascii"], ["base64", "base64"], ["base64url", "base64url"], ["latin1", "latin1"], ["hex", "hex"], ["ucs2", "utf16le"], ["utf8", "utf8"]]) {
  Buffer.prototype[`${name}Slice`] = function (start, end) { return this.toString(encoding, start, end); };
  Buffer.prototype[`${name}Write`] = function (text, offset = 0, length = this.length - offset) { return writeText(this, text, offset, length, codecs[encoding]); };
}
Object.defineProperty(Buffer.prototype, "parent", { enumerable: true, get() { return this instanceof Buffer ? this.buffer : undefined; } });
Object.defineProperty(Buffer.prototype, "offset", { enumerable: true, get() { return this instanceof Buffer ? this.byteOffset : undefined; } });
installNumbers(Buffer.prototype);

function transcode(source, from, to) {
  if (!(source instanceof Uint8Array)) throw invalidArgType("source", ["Buffer", "Uint8Array"], source);
  if (source.length === 0) return Buffer.alloc(0);
  const a = nameOf(from), b = nameOf(to);
  const known = ["utf8", "utf16le", "latin1", "ascii"];
  if (!known.includes(a) || !known.includes(b)) throw nodeError(Error, "U_ILLEGAL_ARGUMENT_ERROR", "Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]", { errno: 1 });
  const text = codecs[a].decode(source);
  if (b === "latin1" || b === "ascii") return Buffer.from(text.replace(b === "ascii" ? /[^\x00-\x7f]/gu : /[^\x00-\xff]/gu, "?"), "latin1");
  return Buffer.from(text, b);
}

const asBytes = (input, name) => {
  if (isAnyArrayBuffer(input)) return new Uint8Array(input);
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  throw invalidArgType(name, ["ArrayBuffer", "Buffer", "TypedArray"], input);
};
const isUtf8 = (input) => host.nodeIsUTF8(asBytes(input, "input"));
const isAscii = (input) => asBytes(input, "input").every((b) => b < 128);
const resolveObjectURL = () => undefined;
const constants = { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: kStringMaxLength };
function SlowBuffer(size) { return Buffer.allocUnsafeSlow(size); }
Object.setPrototypeOf(SlowBuffer.prototype, Buffer.prototype);

const { atob, btoa, Blob, File } = globalThis;
const INSPECT_MAX_BYTES = inspectMax;
const buffer = { Buffer, SlowBuffer, transcode, isUtf8, isAscii, kMaxLength, kStringMaxLength, btoa, atob, constants, Blob, resolveObjectURL, File };
Object.defineProperty(buffer, "INSPECT_MAX_BYTES", {
  enumerable: true, configurable: true, get: () => inspectMax, set(v) { check.number(v, "INSPECT_MAX_BYTES", 0); inspectMax = v; },
});

export default buffer;
export { Buffer, SlowBuffer, transcode, isUtf8, isAscii, kMaxLength, kStringMaxLength, btoa, atob, constants, INSPECT_MAX_BYTES, Blob, resolveObjectURL, File };
