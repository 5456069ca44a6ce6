// node:string_decoder: bytes in pieces to text, holding back a character that
// is cut by the end of a piece.
import { Buffer } from "node:buffer";
import { invalidArgType, unknownEncoding } from "signalbox:node/errors";

const widths = { utf8: 4, utf16le: 4, base64: 3, base64url: 3 };

function normalize(encoding) {
  const name = `${encoding ?? "utf8"}`.toLowerCase() || "utf8";
  switch (name) {
    case "utf8": case "utf-8": return "utf8";
    case "ucs2": case "ucs-2": case "utf16le": case "utf-16le": return "utf16le";
    case "latin1": case "binary": return "latin1";
    case "base64": case "base64url": case "ascii": case "hex": return name;
    default: throw unknownEncoding(encoding);
  }
}

// utf8Cut is how many bytes at the end begin a character that is not complete.
// Only the form of the bytes counts: whether they make a character shows later.
function utf8Cut(bytes) {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const b = bytes[bytes.length - back];
    if (b < 0x80) return 0;
    if (b < 0xc0) continue;
    const need = b >= 0xf8 ? 0 : b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
    return need > back ? back : 0;
  }
  return 0;
}

function cutOf(encoding, bytes) {
  switch (encoding) {
    case "utf8": return utf8Cut(bytes);
    case "utf16le": {
      const odd = bytes.length % 2;
      const high = bytes[bytes.length - odd - 1];
      return bytes.length - odd >= 2 && high >= 0xd8 && high <= 0xdb ? odd + 2 : odd;
    }
    case "base64": case "base64url": return bytes.length % 3;
    default: return 0;
  }
}

class Decoder {
  constructor(encoding) {
    this.encoding = normalize(encoding);
    Object.defineProperty(this, "held", { value: Buffer.alloc(0), writable: true, enumerable: false });
  }
  get lastNeed() { return this.held.length === 0 ? 0 : (widths[this.encoding] ?? 0) - this.held.length; }
  get lastTotal() { return this.held.length === 0 ? 0 : widths[this.encoding] ?? 0; }
  get lastChar() { return this.held; }
  write(chunk) {
    if (typeof chunk === "string") return chunk;
    if (!ArrayBuffer.isView(chunk)) throw invalidArgType("buf", ["Buffer", "TypedArray", "DataView"], chunk);
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.held.length > 0) bytes = Buffer.concat([this.held, bytes]);
    // Node gives out a high surrogate whose two bytes came apart.
    const apart = this.encoding === "utf16le" && this.held.length === 1 && bytes.length === 2;
    const cut = apart ? 0 : cutOf(this.encoding, bytes);
    this.held = cut === 0 ? Buffer.alloc(0) : Buffer.from(bytes.subarray(bytes.length - cut));
    return bytes.toString(this.encoding, 0, bytes.length - cut);
  }
  end(chunk) {
    const text = chunk === undefined ? "" : this.write(chunk);
    const rest = this.held;
    this.held = Buffer.alloc(0);
    return text + rest.toString(this.encoding, 0, rest.length);
  }
  text(chunk, offset) { return this.write(chunk.subarray(offset)); }
}

// StringDecoder can be called without new, as old packages do.
export function StringDecoder(encoding) {
  return Reflect.construct(Decoder, [encoding], new.target ?? StringDecoder);
}
StringDecoder.prototype = Decoder.prototype;
Object.defineProperty(StringDecoder.prototype, "constructor", { value: StringDecoder, writable: true, configurable: true });

export default { StringDecoder };
