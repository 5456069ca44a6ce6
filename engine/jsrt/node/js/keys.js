// KeyObject. An asymmetric key is its DER (PKCS #8 or SPKI), a secret one its
// bytes; everything else is asked of the host when it is needed.
import { host, internal } from "signalbox:internal";
import { Buffer } from "node:buffer";
import { check, invalidArgType, invalidArgValue, nodeError } from "signalbox:node/errors";
import { isAnyArrayBuffer, setKeyObject } from "signalbox:node/types";

const material = new WeakMap();
const secret = Symbol("made here");

export class KeyObject {
  #type;
  constructor(type, bytes, mark) {
    if (!["secret", "public", "private"].includes(type)) throw invalidArgValue("type", type);
    if (mark !== secret) throw invalidArgType("handle", "object", bytes);
    this.#type = type;
    material.set(this, bytes);
  }
  static from(key) {
    if (typeof CryptoKey !== "function" || !(key instanceof CryptoKey)) throw invalidArgType("key", "CryptoKey", key);
    const raw = internal.cryptoKeyState(key).data;
    if (key.type === "secret") return make("secret", raw.slice());
    if (raw[0] !== 0x30) throw nodeError(Error, "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "KeyObject.from() is not available in signalbox for this key: export the key and import its bytes");
    return parsed(host.nodeParseKey(key.type, raw, "der", "", ""));
  }
  get type() { return this.#type; }
  get asymmetricKeyType() { return this.#type === "secret" ? undefined : details(this).type; }
  get asymmetricKeyDetails() {
    if (this.#type === "secret") return undefined;
    const { type, ...rest } = details(this);
    if (rest.publicExponent !== undefined) rest.publicExponent = BigInt(rest.publicExponent);
    return rest;
  }
  get symmetricKeySize() { return this.#type === "secret" ? material.get(this).length : undefined; }
  equals(other) {
    if (!(other instanceof KeyObject)) throw invalidArgType("otherKeyObject", "KeyObject", other);
    return this.#type === other.type && Buffer.compare(material.get(this), material.get(other)) === 0;
  }
  export(options) {
    if (this.#type === "secret") return exportSecret(this, options);
    if (options?.format === "jwk") return Object.fromEntries(host.nodeKeyToJWK(this.#type, material.get(this)));
    return exportKey(this, options);
  }
  toCryptoKey(algorithm, extractable, usages) {
    const format = this.#type === "secret" ? "raw" : this.#type === "public" ? "spki" : "pkcs8";
    return globalThis.crypto.subtle.importKey(format, material.get(this), algorithm, extractable, usages);
  }
  get [Symbol.toStringTag]() { return "KeyObject"; }
}
class SecretKeyObject extends KeyObject {}
class PublicKeyObject extends KeyObject {}
class PrivateKeyObject extends KeyObject {}
const classes = { secret: SecretKeyObject, public: PublicKeyObject, private: PrivateKeyObject };
const make = (type, bytes) => new classes[type](type, Buffer.from(bytes), secret);
const details = (key) => Object.fromEntries(host.nodeKeyDetails(key.type, material.get(key)));
setKeyObject((v) => v instanceof KeyObject);

export const keyBytes = (key) => material.get(key);

function exportSecret(key, options) {
  if (options !== undefined) check.object(options, "options");
  const bytes = material.get(key);
  if (options?.format === "jwk") return { kty: "oct", k: bytes.toString("base64url") };
  if (options?.format !== undefined && options.format !== "buffer") throw invalidArgValue("options.format", options.format, "is invalid");
  return Buffer.from(bytes);
}

function exportKey(key, options) {
  check.object(options, "options");
  const { format, type, cipher, passphrase } = options;
  if (format !== "pem" && format !== "der") throw invalidArgValue("options.format", format);
  const allowed = key.type === "public" ? ["pkcs1", "spki"] : ["pkcs1", "pkcs8", "sec1"];
  if (!allowed.includes(type)) throw invalidArgValue("options.type", type);
  const out = host.nodeExportKey(key.type, material.get(key), type, format, cipher ?? "", passphrase === undefined ? "" : passphrase);
  return typeof out === "string" ? out : Buffer.from(out);
}

// exportPair makes what generateKeyPair answers.
export function exportPair(privateDER, publicDER, options) {
  const publicKey = make("public", publicDER), privateKey = make("private", privateDER);
  return {
    publicKey: options?.publicKeyEncoding ? publicKey.export(options.publicKeyEncoding) : publicKey,
    privateKey: options?.privateKeyEncoding ? privateKey.export(options.privateKeyEncoding) : privateKey,
  };
}

const kinds = ["ArrayBuffer", "Buffer", "TypedArray", "DataView", "string", "KeyObject", "CryptoKey"];
const isBytes = (v) => typeof v === "string" || ArrayBuffer.isView(v) || isAnyArrayBuffer(v);
const raw = (v, encoding) => (typeof v === "string" ? Buffer.from(v, encoding) : ArrayBuffer.isView(v) ? new Uint8Array(v.buffer, v.byteOffset, v.byteLength) : new Uint8Array(v));

// parse reads key material of any form as a key of the wanted kind.
function parse(input, want) {
  if (isBytes(input)) return parsed(host.nodeParseKey(want, raw(input), "pem", "", ""));
  if (input === null || typeof input !== "object") throw invalidArgType("key", [...kinds, "Object"], input);
  const { key, format = "pem", type = "", passphrase = "", encoding } = input;
  if (format === "jwk") {
    check.object(key, "key.key");
    if (key.kty === "oct") throw nodeError(TypeError, "ERR_INVALID_ARG_VALUE", "The property 'key.kty' must be one of: 'RSA', 'EC', 'OKP'. Received 'oct'");
    return parsed(host.nodeKeyFromJWK(Object.fromEntries(Object.entries(key).filter(([, v]) => typeof v === "string")), want === "public"));
  }
  if (key instanceof KeyObject) return key;
  if (!isBytes(key)) throw invalidArgType("key.key", kinds, key);
  if (format !== "pem" && format !== "der") throw invalidArgValue("key.format", format);
  return parsed(host.nodeParseKey(want, raw(key, encoding), format, type, typeof passphrase === "string" ? passphrase : raw(passphrase)));
}
const parsed = ([kind, der]) => make(kind, der);

export function createSecretKey(key, encoding) {
  if (!isBytes(key)) throw invalidArgType("key", ["ArrayBuffer", "Buffer", "TypedArray", "DataView", "string"], key);
  return make("secret", raw(key, encoding));
}

export function createPrivateKey(key) {
  if (key instanceof KeyObject) throw invalidArgType("key", ["string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"], Object.create({ constructor: { public: class PublicKeyObject {}, private: class PrivateKeyObject {}, secret: class SecretKeyObject {} }[key.type] }));
  const made = parse(key, "private");
  if (made.type !== "private") throw wrong(made);
  return made;
}
function wrong(key) { throw nodeError(TypeError, "ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE", `Invalid key object type ${key.type}, expected private.`); }

const half = (key) => make("public", host.nodePublicKey(material.get(key)));
export function createPublicKey(key) {
  const given = key instanceof KeyObject ? key : key?.key instanceof KeyObject ? key.key : undefined;
  if (given) {
    if (given.type !== "private") throw nodeError(TypeError, "ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE", `Invalid key object type ${given.type}, expected private.`);
    return half(given);
  }
  const made = parse(key, "public");
  return made.type === "private" ? half(made) : made;
}

// privateFor and publicFor take whatever sign and verify take as a key.
export function privateFor(key) {
  const given = key instanceof KeyObject ? key : key?.key instanceof KeyObject ? key.key : parse(key, "private");
  if (given.type !== "private") throw nodeError(TypeError, "ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE", `Invalid key object type ${given.type}, expected private.`);
  return given;
}
export function publicFor(key) {
  const given = key instanceof KeyObject ? key : key?.key instanceof KeyObject ? key.key : parse(key, "public");
  if (given.type === "secret") throw nodeError(TypeError, "ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE", "Invalid key object type secret, expected public or private.");
  return given.type === "private" ? half(given) : given;
}
