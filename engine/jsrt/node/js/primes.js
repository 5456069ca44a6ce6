// Diffie-Hellman over primes, the primes, and ECDH: arithmetic is the host's.
import { host } from "signalbox:internal";
import { tick } from "signalbox:node/machine";
import { Buffer } from "node:buffer";
import { check, invalidArgType, nodeError, outOfRange } from "signalbox:node/errors";
import { isAnyArrayBuffer } from "signalbox:node/types";

const adopt = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const encoded = (bytes, encoding) => (encoding && encoding !== "buffer" ? bytes.toString(encoding) : bytes);
function bytesOf(data, name, encoding) {
  if (typeof data === "string") return Buffer.from(data, encoding === "buffer" ? "utf8" : encoding);
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (isAnyArrayBuffer(data)) return Buffer.from(data);
  throw invalidArgType(name, ["string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"], data);
}
const trimmed = (bytes) => { let i = 0; while (i < bytes.length - 1 && bytes[i] === 0) i++; return bytes.subarray(i); };

class Exchange {
  #prime; #generator; #private; #public;
  constructor(prime, generator) { this.#prime = prime; this.#generator = generator; }
  get verifyError() { return host.nodeIsPrime(this.#prime, 20) ? (this.#generator.length === 1 && [2, 3, 5].includes(this.#generator[0]) ? 0 : 4) : 1; }
  generateKeys(encoding) {
    this.#private ??= adopt(host.nodeRandomTo(this.#prime));
    this.#public = trimmed(adopt(host.nodePower(this.#generator, this.#private, this.#prime)));
    return this.getPublicKey(encoding);
  }
  computeSecret(other, inEncoding, outEncoding) {
    if (this.#private === undefined) throw nodeError(Error, "ERR_CRYPTO_INVALID_STATE", "No private key");
    const peer = bytesOf(other, "otherPublicKey", inEncoding ?? undefined);
    if (peer.length > this.#prime.length) throw nodeError(RangeError, "ERR_CRYPTO_INVALID_KEYLEN", "Supplied key is too large");
    if (trimmed(peer).length === 1 && trimmed(peer)[0] < 2) throw nodeError(RangeError, "ERR_CRYPTO_INVALID_KEYLEN", "Supplied key is too small");
    return encoded(adopt(host.nodePower(peer, this.#private, this.#prime)), outEncoding);
  }
  getPrime(encoding) { return encoded(Buffer.from(this.#prime), encoding); }
  getGenerator(encoding) { return encoded(Buffer.from(this.#generator), encoding); }
  getPublicKey(encoding) {
    if (this.#public === undefined) throw nodeError(Error, "ERR_CRYPTO_INVALID_STATE", "No public key - did you forget to generate one?");
    return encoded(Buffer.from(this.#public), encoding);
  }
  getPrivateKey(encoding) {
    if (this.#private === undefined) throw nodeError(Error, "ERR_CRYPTO_INVALID_STATE", "No private key - did you forget to generate one?");
    return encoded(Buffer.from(this.#private), encoding);
  }
  setPublicKey(key, encoding) { this.#public = bytesOf(key, "key", encoding); return this; }
  setPrivateKey(key, encoding) { this.#private = bytesOf(key, "key", encoding); return this; }
}

// number reads a prime or a generator: bytes, or a number.
const number = (value) => { let hex = value.toString(16); if (hex.length % 2) hex = `0${hex}`; return Buffer.from(hex, "hex"); };

export function DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding) {
  if (!(this instanceof DiffieHellman)) return new DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding);
  if (typeof sizeOrKey !== "number" && typeof sizeOrKey !== "string" && !ArrayBuffer.isView(sizeOrKey) && !isAnyArrayBuffer(sizeOrKey)) {
    throw invalidArgType("sizeOrKey", ["number", "string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"], sizeOrKey);
  }
  if (keyEncoding && !Buffer.isEncoding(keyEncoding) && keyEncoding !== "buffer") { genEncoding = generator; generator = keyEncoding; keyEncoding = undefined; }
  if (typeof sizeOrKey === "number" && sizeOrKey < 512) throw Object.assign(new Error("error:0280007E:Diffie-Hellman routines::modulus too small"), { library: "Diffie-Hellman routines", reason: "modulus too small", code: "ERR_OSSL_DH_MODULUS_TOO_SMALL" });
  const prime = typeof sizeOrKey === "number" ? adopt(host.nodePrime(sizeOrKey, sizeOrKey >= 16)) : bytesOf(sizeOrKey, "sizeOrKey", keyEncoding);
  const base = generator === undefined || generator === null ? Buffer.of(2) : typeof generator === "number" ? number(generator) : bytesOf(generator, "generator", genEncoding);
  return Object.setPrototypeOf(new Exchange(prime, base), new.target?.prototype ?? DiffieHellman.prototype);
}
Object.setPrototypeOf(DiffieHellman.prototype, Exchange.prototype);
export function DiffieHellmanGroup(name) {
  if (!(this instanceof DiffieHellmanGroup)) return new DiffieHellmanGroup(name);
  check.string(name, "name");
  const prime = host.nodeDHGroup(name);
  if (prime === undefined || prime === null) throw nodeError(Error, "ERR_CRYPTO_UNKNOWN_DH_GROUP", "Unknown DH group");
  return Object.setPrototypeOf(new Exchange(adopt(prime), Buffer.of(2)), DiffieHellmanGroup.prototype);
}
Object.setPrototypeOf(DiffieHellmanGroup.prototype, Exchange.prototype);
for (const name of ["setPublicKey", "setPrivateKey"]) Object.defineProperty(DiffieHellmanGroup.prototype, name, { value: undefined, configurable: true, writable: true });
export const createDiffieHellman = (...args) => new DiffieHellman(...args);
export const createDiffieHellmanGroup = (name) => new DiffieHellmanGroup(name);

// Primes.
const asBytes = (value, name) => {
  if (typeof value !== "bigint") return bytesOf(value, name);
  if (value < 0n) throw outOfRange(name, ">= 0", value);
  return number(value);
};
export function checkPrimeSync(candidate, options = {}) {
  if (typeof candidate !== "bigint" && !ArrayBuffer.isView(candidate) && !isAnyArrayBuffer(candidate)) throw invalidArgType("candidate", ["ArrayBuffer", "TypedArray", "Buffer", "DataView", "bigint"], candidate);
  check.object(options, "options");
  return host.nodeIsPrime(asBytes(candidate, "candidate"), options.checks ?? 0);
}
export function generatePrimeSync(size, options = {}) {
  check.integer(size, "size", 1, 2147483647);
  check.object(options, "options");
  const { safe = false, bigint = false, add, rem } = options;
  const out = host.nodePrime(size, safe, add === undefined ? undefined : asBytes(add, "options.add"), add === undefined ? undefined : rem === undefined ? Buffer.of(safe ? 3 : 1) : asBytes(rem, "options.rem"));
  return bigint ? BigInt(`0x${adopt(out).toString("hex")}`) : out.buffer.slice(out.byteOffset, out.byteOffset + out.byteLength);
}
const later = (fn) => function (first, options, done) {
  if (typeof options === "function") { done = options; options = {}; }
  check.function(done, "callback");
  let result, failure;
  try { result = fn(first, options); } catch (err) { failure = err; }
  if (failure?.code?.startsWith?.("ERR_")) throw failure;
  tick(done, failure, result);
};
export const checkPrime = later(checkPrimeSync), generatePrime = later(generatePrimeSync);

// ECDH.
const points = (point, format) => {
  if (format === undefined || format === "uncompressed") return point;
  const size = (point.length - 1) / 2, odd = point.at(-1) & 1;
  if (format === "compressed") return Buffer.concat([Buffer.of(2 + odd), point.subarray(1, 1 + size)]);
  if (format === "hybrid") return Buffer.concat([Buffer.of(6 + odd), point.subarray(1)]);
  throw nodeError(TypeError, "ERR_CRYPTO_ECDH_INVALID_FORMAT", `Invalid ECDH format: ${format}`);
};
export class ECDH {
  #curve; #key;
  constructor(curve) {
    check.string(curve, "curve");
    host.nodeECDH(curve, "check");
    this.#curve = curve;
  }
  static convertKey(key, curve, inEncoding, outEncoding, format) {
    check.string(curve, "curve");
    return encoded(points(adopt(host.nodeECDH(curve, "point", bytesOf(key, "key", inEncoding ?? undefined))), format), outEncoding);
  }
  generateKeys(encoding, format) { this.#key = host.nodeECDH(this.#curve, "generate"); return this.getPublicKey(encoding, format); }
  #need() { if (this.#key === undefined) throw nodeError(Error, "ERR_CRYPTO_ECDH_INVALID_KEY", "Failed to get ECDH private key"); return this.#key; }
  computeSecret(other, inEncoding, outEncoding) {
    if (this.#key === undefined) throw nodeError(RangeError, "ERR_CRYPTO_INVALID_KEYPAIR", "Invalid key pair");
    return encoded(adopt(host.nodeECDH(this.#curve, "secret", this.#key, bytesOf(other, "otherPublicKey", inEncoding ?? undefined))), outEncoding);
  }
  getPrivateKey(encoding) { return encoded(adopt(this.#need()), encoding); }
  getPublicKey(encoding, format) {
    if (this.#key === undefined) throw nodeError(Error, "ERR_CRYPTO_OPERATION_FAILED", "Failed to get ECDH public key");
    return encoded(points(adopt(host.nodeECDH(this.#curve, "public", this.#key)), format), encoding);
  }
  setPrivateKey(key, encoding) {
    const given = bytesOf(key, "key", encoding).slice();
    host.nodeECDH(this.#curve, "public", given);
    this.#key = given;
    return this;
  }
}
export const createECDH = (curve) => new ECDH(curve);
