// Cipheriv and Decipheriv. The chaining lives here: the last block of CBC, the
// position in the key stream of CTR and of the AEADs, the plaintext for a tag.
import { host } from "signalbox:internal";
import { Buffer } from "node:buffer";
import { Transform } from "node:stream";
import { check, invalidArgType, nodeError } from "signalbox:node/errors";
import { KeyObject, keyBytes } from "signalbox:node/keys";

const modes = { cbc: 16, ctr: 16, gcm: 12, ecb: 0 };
const known = new Map();
for (const bits of [128, 192, 256]) {
  for (const [mode, iv] of Object.entries(modes)) known.set(`aes-${bits}-${mode}`, { mode, iv, key: bits / 8, block: mode === "cbc" || mode === "ecb" ? 16 : 1 });
  known.set(`aes${bits}`, { mode: "cbc", iv: 16, key: bits / 8, block: 16, name: `aes-${bits}-cbc` });
  known.set(`id-aes${bits}-gcm`, { mode: "gcm", iv: 12, key: bits / 8, block: 1, name: `aes-${bits}-gcm` });
}
known.set("des-ede3-cbc", { mode: "cbc", iv: 8, key: 24, block: 8 });
known.set("chacha20-poly1305", { mode: "stream", iv: 12, key: 32, block: 1, aead: true });

export const cipherNames = [...known.keys()].sort();
const nids = { "aes-128-cbc": 419, "aes-192-cbc": 423, "aes-256-cbc": 427, "aes-128-gcm": 895, "aes-192-gcm": 898, "aes-256-gcm": 901, "aes-128-ctr": 904, "aes-192-ctr": 905, "aes-256-ctr": 906, "aes-128-ecb": 418, "aes-192-ecb": 422, "aes-256-ecb": 426, "chacha20-poly1305": 1018, "des-ede3-cbc": 44 };

export function cipherInfo(name, options) {
  const found = known.get(`${name}`.toLowerCase());
  if (!found || (options?.keyLength !== undefined && options.keyLength !== found.key)) return undefined;
  const full = found.name ?? `${name}`.toLowerCase();
  const out = { mode: found.mode, name: found.mode === "gcm" ? `id-${full.replace("aes-", "aes")}` : full, nid: nids[full] };
  if (!found.aead) out.blockSize = found.block;
  if (found.iv > 0) out.ivLength = options?.ivLength ?? found.iv;
  out.keyLength = found.key;
  return out;
}

const bytes = (data, name, encoding) => {
  if (typeof data === "string") return Buffer.from(data, encoding);
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return Buffer.from(data);
  throw invalidArgType(name, ["string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"], data);
};
const state = (message) => nodeError(Error, "ERR_CRYPTO_INVALID_STATE", message);
const openssl = (code, message, reason, library = "Provider routines") => Object.assign(new Error(message), { library, reason, code });

class Base extends Transform {
  #name; #info; #key; #iv; #encrypt; #padding = true; #held = Buffer.alloc(0); #position = 0; #plain = []; #aad = Buffer.alloc(0); #tag; #done = false; #tagLength;
  constructor(name, key, iv, options, encrypt) {
    super(options);
    check.string(name, "cipher");
    const info = known.get(name.toLowerCase());
    key = key instanceof KeyObject ? keyBytes(key) : Buffer.from(bytes(key, "key", options?.encoding));
    if (iv !== null) iv = Buffer.from(bytes(iv, "iv", "utf8"));
    if (!info) throw nodeError(Error, "ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher");
    this.#info = info;
    this.#name = info.name ?? name.toLowerCase();
    this.#encrypt = encrypt;
    if (info.iv > 0 ? iv === null || iv.length === 0 || (!this.#aead && iv.length !== info.iv) || (info.aead && iv.length > 12) : iv !== null && iv.length > 0) {
      throw nodeError(TypeError, "ERR_CRYPTO_INVALID_IV", "Invalid initialization vector");
    }
    if (key.length !== info.key) throw nodeError(RangeError, "ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length");
    this.#key = key;
    this.#iv = iv ?? Buffer.alloc(0);
    if (options?.authTagLength !== undefined) {
      check.integer(options.authTagLength, "options.authTagLength", 0);
      if (this.#aead && ![4, 8, 12, 13, 14, 15, 16].includes(options.authTagLength)) throw nodeError(TypeError, "ERR_CRYPTO_INVALID_AUTH_TAG", `Invalid authentication tag length: ${options.authTagLength}`);
      this.#tagLength = options.authTagLength;
    }
  }
  get #aead() { return this.#info.mode === "gcm" || this.#info.aead; }

  update(data, inputEncoding, outputEncoding) {
    if (typeof data !== "string" && !ArrayBuffer.isView(data)) throw invalidArgType("data", ["string", "Buffer", "TypedArray", "DataView"], data);
    if (this.#done) throw openssl("ERR_CRYPTO_INVALID_STATE", "Trying to add data in unsupported state");
    const out = this.#step(bytes(data, "data", inputEncoding));
    return outputEncoding && outputEncoding !== "buffer" ? this.#text(out, outputEncoding) : out;
  }
  #text(out, encoding) { return out.toString(encoding); }

  #step(input) {
    if (this.#info.block === 1) {
      const out = Buffer.from(host.nodeCipherStream(this.#name, this.#key, this.#iv, this.#position, input));
      this.#position += input.length;
      if (this.#aead) this.#plain.push(this.#encrypt ? Buffer.from(input) : out);
      return out;
    }
    const all = Buffer.concat([this.#held, input]), size = this.#info.block;
    // Decryption keeps a whole last block back: it may be padding.
    let whole = all.length - (all.length % size);
    if (!this.#encrypt && this.#padding && whole > 0 && whole === all.length) whole -= size;
    this.#held = Buffer.from(all.subarray(whole));
    return this.#blocks(all.subarray(0, whole));
  }

  #blocks(data) {
    if (data.length === 0) return Buffer.alloc(0);
    const out = Buffer.from(host.nodeCipherBlocks(this.#name, this.#key, this.#iv, data, this.#encrypt));
    if (this.#info.mode === "cbc") this.#iv = Buffer.from((this.#encrypt ? out : data).subarray(-this.#info.block));
    return out;
  }

  final(encoding) {
    if (this.#done) throw openssl("ERR_CRYPTO_INVALID_STATE", "Unsupported state");
    const out = this.#info.block === 1 ? this.#finishStream() : this.#encrypt ? this.#finishEncrypt() : this.#finishDecrypt();
    this.#done = true;
    return encoding && encoding !== "buffer" ? out.toString(encoding) : out;
  }

  #finishStream() {
    if (!this.#aead) return Buffer.alloc(0);
    const tag = Buffer.from(host.nodeCipherTag(this.#name, this.#key, this.#iv, this.#aad, Buffer.concat(this.#plain)));
    if (this.#encrypt) this.#tag = tag.subarray(0, this.#tagLength ?? 16);
    else if (!this.#tag || !host.nodeEqual(tag.subarray(0, this.#tag.length), this.#tag)) throw new Error("Unsupported state or unable to authenticate data");
    return Buffer.alloc(0);
  }

  #finishEncrypt() {
    const size = this.#info.block;
    if (!this.#padding) {
      if (this.#held.length > 0) throw openssl("ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH", "error:1C80006B:Provider routines::wrong final block length", "wrong final block length");
      return Buffer.alloc(0);
    }
    const pad = size - this.#held.length;
    return this.#blocks(Buffer.concat([this.#held, Buffer.alloc(pad, pad)]));
  }

  #finishDecrypt() {
    const size = this.#info.block;
    if (this.#held.length % size !== 0 || (this.#padding && this.#held.length === 0)) throw openssl("ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH", "error:1C80006B:Provider routines::wrong final block length", "wrong final block length");
    const out = this.#blocks(this.#held);
    if (!this.#padding) return out;
    const pad = out.at(-1);
    if (pad === 0 || pad > size || !out.subarray(-pad).every((b) => b === pad)) throw openssl("ERR_OSSL_BAD_DECRYPT", "error:1C800064:Provider routines::bad decrypt", "bad decrypt");
    return out.subarray(0, -pad);
  }

  setAutoPadding(on = true) { this.#padding = !!on; return this; }
  setAAD(data) {
    if (!this.#aead) throw state("Invalid state for operation setAAD");
    this.#aad = Buffer.concat([this.#aad, bytes(data, "buffer")]);
    return this;
  }
  getAuthTag() {
    if (!this.#encrypt || !this.#done || !this.#tag) throw state("Invalid state for operation getAuthTag");
    return Buffer.from(this.#tag);
  }
  setAuthTag(tag, encoding) {
    tag = Buffer.from(bytes(tag, "buffer", encoding));
    if (this.#encrypt || !this.#aead || this.#done || this.#tag) throw state("Invalid state for operation setAuthTag");
    if (![4, 8, 12, 13, 14, 15, 16].includes(tag.length) || (this.#tagLength !== undefined && this.#tagLength !== tag.length)) throw nodeError(TypeError, "ERR_CRYPTO_INVALID_AUTH_TAG", `Invalid authentication tag length: ${tag.length}`);
    this.#tag = tag;
    return this;
  }
  _transform(chunk, encoding, done) { this.push(this.update(chunk, encoding)); done(); }
  _flush(done) {
    try { this.push(this.final()); } catch (err) { done(err); return; }
    done();
  }
}

function named(name, encrypt) {
  const fn = { [name]: function (cipher, key, iv, options) { return Reflect.construct(Base, [cipher, key, iv, options, encrypt], new.target ?? fn); } }[name];
  fn.prototype = Object.create(Base.prototype, { constructor: { value: fn, writable: true, configurable: true } });
  const hidden = encrypt ? ["setAuthTag"] : ["getAuthTag"];
  for (const key of hidden) Object.defineProperty(fn.prototype, key, { value: undefined, configurable: true, writable: true });
  return fn;
}
export const Cipheriv = named("Cipheriv", true);
export const Decipheriv = named("Decipheriv", false);
