// node:crypto over Go's cryptography. Objects that take data in pieces (Hash,
// Hmac, Sign) collect it and ask the host once, at the end.
import { host } from "signalbox:internal";
import { tick } from "signalbox:node/machine";
import { Buffer } from "node:buffer";
import { Transform, Writable } from "node:stream";
import { check, invalidArgType, invalidArgValue, nodeError, outOfRange, refused } from "signalbox:node/errors";
import { isAnyArrayBuffer } from "signalbox:node/types";
import { Cipheriv, Decipheriv, cipherInfo, cipherNames } from "signalbox:node/cipher";
import {
  KeyObject, createPrivateKey, createPublicKey, createSecretKey, exportPair, keyBytes, privateFor, publicFor,
} from "signalbox:node/keys";
import {
  DiffieHellman, DiffieHellmanGroup, ECDH, checkPrime, checkPrimeSync, createDiffieHellman, createDiffieHellmanGroup, createECDH, generatePrime, generatePrimeSync,
} from "signalbox:node/primes";
import { X509Certificate } from "signalbox:node/certificate";

const adopt = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const wanted = ["string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"];

// bytesOf is what Node calls a BinaryLike.
function bytesOf(data, name = "data", encoding, kinds = ["string", "Buffer", "TypedArray", "DataView"]) {
  if (typeof data === "string") return Buffer.from(data, encoding === "buffer" ? "utf8" : encoding);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (isAnyArrayBuffer(data) && kinds.includes("ArrayBuffer")) return new Uint8Array(data);
  throw invalidArgType(name, kinds, data);
}

const encoded = (bytes, encoding) => (encoding && encoding !== "buffer" ? bytes.toString(encoding) : bytes);

const finalized = () => nodeError(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");

class HashBase extends Transform {
  #parts = [];
  #done = false;
  #result;
  constructor(options) { super(options); }
  get _parts() { return this.#parts; }
  update(data, encoding) {
    if (this.#done) throw finalized();
    const bytes = bytesOf(data, "data", encoding);
    this.#parts.push(typeof data === "string" ? bytes : bytes.slice());
    return this;
  }
  _take() { this.#done = true; const all = Buffer.concat(this.#parts); this.#parts = []; return all; }
  get _finished() { return this.#done; }
  get _cached() { return this.#result; }
  set _cached(v) { this.#result = v; }
  _transform(chunk, encoding, done) { this.update(chunk, encoding); done(); }
  _flush(done) { this.push(this.digest()); done(); }
}

class HashClass extends HashBase {
  #name; #size;
  constructor(name, options) {
    super(options);
    check.string(name, "algorithm");
    this.#size = host.nodeHasHash(name);
    if (this.#size === 0) throw new Error("Digest method not supported");
    this.#name = name;
    this.length_ = options?.outputLength;
    if (this.length_ !== undefined) {
      check.integer(this.length_, "options.outputLength", 0, 2 ** 31);
      if (this.#size > 0 && this.length_ !== this.#size) throw Object.assign(new Error("Unsupported state or unable to authenticate"), { code: "ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH" });
    }
    Object.defineProperty(this, "length_", { enumerable: false });
  }
  copy(options) {
    if (this._finished) throw finalized();
    const twin = new Hash(this.#name, options ?? (this.length_ === undefined ? undefined : { outputLength: this.length_ }));
    twin._parts.push(...this._parts);
    return twin;
  }
  digest(encoding) {
    if (this._finished) throw finalized();
    return encoded(adopt(host.nodeHash(this.#name, this._take(), this.length_ ?? -1)), encoding);
  }
}

class HmacClass extends HashBase {
  #name; #key;
  constructor(name, key, options) {
    super(options);
    check.string(name, "hmac");
    this.#key = key instanceof KeyObject ? keyBytes(key) : bytesOf(key, "key", options?.encoding, ["ArrayBuffer", "Buffer", "TypedArray", "DataView", "string", "KeyObject", "CryptoKey"]).slice();
    if (!(host.nodeHasHash(name) > 0)) throw nodeError(TypeError, "ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${name}`);
    this.#name = name;
  }
  digest(encoding) {
    if (this._finished) return encoded(Buffer.alloc(0), encoding);
    return encoded(adopt(host.nodeHmac(this.#name, this.#key, this._take())), encoding);
  }
}

class SignBase extends Writable {
  #parts = [];
  constructor(algorithm, options) {
    super(options);
    check.string(algorithm, "algorithm");
    if (!(host.nodeHasHash(algorithm) > 0)) throw Object.assign(new Error("Invalid digest: " + algorithm), { code: "ERR_CRYPTO_INVALID_DIGEST" });
    this._algorithm = algorithm;
  }
  update(data, encoding) { this.#parts.push(bytesOf(data, "data", encoding).slice()); return this; }
  _write(chunk, encoding, done) { this.update(chunk, encoding); done(); }
  get _data() { return Buffer.concat(this.#parts); }
}

class SignClass extends SignBase {
  sign(key, encoding) {
    if (!key) throw nodeError(Error, "ERR_CRYPTO_SIGN_KEY_REQUIRED", "No key provided to sign");
    return encoded(sign(this._algorithm, this._data, key), encoding);
  }
}
class VerifyClass extends SignBase {
  verify(key, signature, encoding) { return verify(this._algorithm, this._data, key, bytesOf(signature, "signature", encoding)); }
}

// callable makes a class that works without new, as these do in Node.
function callable(Class, name) {
  const fn = { [name]: function (...args) { return Reflect.construct(Class, args, new.target ?? fn); } }[name];
  fn.prototype = Class.prototype;
  Object.defineProperty(fn.prototype, "constructor", { value: fn, writable: true, configurable: true });
  Object.setPrototypeOf(fn, Object.getPrototypeOf(Class));
  return fn;
}
const Hash = callable(HashClass, "Hash"), Hmac = callable(HmacClass, "Hmac"), Sign = callable(SignClass, "Sign"), Verify = callable(VerifyClass, "Verify");

const createHash = (name, options) => new Hash(name, options);
const createHmac = (name, key, options) => new Hmac(name, key, options);
const createSign = (name, options) => new Sign(name, options);
const createVerify = (name, options) => new Verify(name, options);
const createCipheriv = (name, key, iv, options) => new Cipheriv(name, key, iv, options);
const createDecipheriv = (name, key, iv, options) => new Decipheriv(name, key, iv, options);

function hash(algorithm, input, output = "hex") {
  check.string(algorithm, "algorithm");
  if (typeof input !== "string" && !ArrayBuffer.isView(input)) throw invalidArgType("input", ["Buffer", "TypedArray", "DataView", "string"], input);
  return createHash(algorithm).update(input).digest(output);
}

// settle runs fn now or, with a callback, in a later turn.
function settle(done, fn) {
  if (done === undefined) return fn();
  check.function(done, "callback");
  let result, failure;
  try { result = fn(); } catch (err) { failure = err; }
  globalThis.setImmediate(() => (failure ? done(failure) : done(null, result)));
  return undefined;
}

function signOptions(key) {
  const given = key !== null && typeof key === "object" && !(key instanceof KeyObject) && !ArrayBuffer.isView(key) ? key : {};
  if (given.dsaEncoding !== undefined && !["der", "ieee-p1363"].includes(given.dsaEncoding)) throw invalidArgValue("options.dsaEncoding", given.dsaEncoding);
  return [given.padding ?? 0, given.saltLength ?? -2, given.dsaEncoding === "ieee-p1363"];
}

function sign(algorithm, data, key, done) {
  if (algorithm != null) check.string(algorithm, "algorithm");
  const bytes = bytesOf(data, "data", undefined, ["Buffer", "TypedArray", "DataView", "ArrayBuffer"]);
  if (!key) throw nodeError(Error, "ERR_CRYPTO_SIGN_KEY_REQUIRED", "No key provided to sign");
  const options = signOptions(key), object = privateFor(key);
  return settle(done, () => adopt(host.nodeSign(algorithm ?? "", keyBytes(object), bytes, ...options)));
}

function verify(algorithm, data, key, signature, done) {
  if (algorithm != null) check.string(algorithm, "algorithm");
  const bytes = bytesOf(data, "data", undefined, ["Buffer", "TypedArray", "DataView", "ArrayBuffer"]);
  const sig = bytesOf(signature, "signature", undefined, ["Buffer", "TypedArray", "DataView", "ArrayBuffer"]);
  const options = signOptions(key), object = publicFor(key);
  return settle(done, () => host.nodeVerify(algorithm ?? "", keyBytes(object), bytes, sig, ...options));
}

function crypt(what, forKey, key, data) {
  const given = key !== null && typeof key === "object" && !(key instanceof KeyObject) && !ArrayBuffer.isView(key) ? key : {};
  const label = given.oaepLabel === undefined ? new Uint8Array() : bytesOf(given.oaepLabel, "key.oaepLabel");
  return adopt(host.nodeRSACrypt(what, keyBytes(forKey(key)), bytesOf(data, "buffer", given.encoding), given.padding ?? constants.RSA_PKCS1_OAEP_PADDING, given.oaepHash ?? "sha1", label));
}
const publicEncrypt = (key, data) => crypt("encrypt", publicFor, key, data);
const privateDecrypt = (key, data) => crypt("decrypt", privateFor, key, data);
const privateEncrypt = (key, data) => adopt(host.nodeRSAReverse("encrypt", keyBytes(privateFor(key)), bytesOf(data, "buffer", key?.encoding)));
const publicDecrypt = (key, data) => adopt(host.nodeRSAReverse("decrypt", keyBytes(publicFor(key)), bytesOf(data, "buffer", key?.encoding)));

// Randomness.
function randomBytes(size, done) {
  check.number(size, "size", 0, 2147483647);
  if (done !== undefined) check.function(done, "callback");
  return settle(done, () => adopt(host.nodeRandom(size)));
}
function fillRange(buf, offset, size) {
  const view = isAnyArrayBuffer(buf) ? new Uint8Array(buf) : buf;
  if (!ArrayBuffer.isView(view)) throw invalidArgType("buf", ["ArrayBuffer", "ArrayBufferView"], buf);
  const unit = view.BYTES_PER_ELEMENT ?? 1;
  if (offset !== undefined) check.number(offset, "offset", 0, view.byteLength);
  const from = (offset ?? 0) * unit;
  if (size !== undefined) check.number(size, "size", 0, view.byteLength - from);
  const length = size === undefined ? view.byteLength - from : size * unit;
  if (from + length > view.byteLength) throw outOfRange("size + offset", `<= ${view.byteLength}`, from + length);
  return new Uint8Array(view.buffer, view.byteOffset + from, length);
}
function randomFillSync(buf, offset, size) {
  const target = fillRange(buf, offset, size);
  target.set(host.nodeRandom(target.length));
  return buf;
}
function randomFill(buf, ...args) {
  const done = args.pop();
  check.function(done, "callback");
  settle(done, () => randomFillSync(buf, ...args));
}
function randomInt(min, max, done) {
  if (max === undefined || typeof max === "function") { done = max; max = min; min = 0; }
  if (done !== undefined) check.function(done, "callback");
  if (!Number.isSafeInteger(min)) throw invalidArgType("min", "a safe integer", min);
  if (!Number.isSafeInteger(max)) throw invalidArgType("max", "a safe integer", max);
  if (max <= min) throw outOfRange("max", `greater than the value of "min" (${min})`, max);
  const range = max - min;
  if (range > 2 ** 48 - 1) throw outOfRange(done === undefined && min === 0 ? "max" : "max - min", `<= ${2 ** 48 - 1}`, range);
  return settle(done, () => {
    const limit = 2 ** 48 - (2 ** 48 % range);
    for (;;) {
      const n = adopt(host.nodeRandom(6)).readUIntBE(0, 6);
      if (n < limit) return (n % range) + min;
    }
  });
}
function randomUUID(options) {
  if (options !== undefined) check.object(options, "options");
  if (options?.disableEntropyCache !== undefined && typeof options.disableEntropyCache !== "boolean") throw invalidArgType("options.disableEntropyCache", "boolean", options.disableEntropyCache);
  const b = adopt(host.nodeRandom(16));
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  return b.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// Key derivation: each has one list of checked arguments, for the host's
// synchronous and asynchronous operation.
function derive(slow, args, done, wrap = adopt) {
  slow(...args).then((out) => tick(done, null, wrap(out)), (err) => tick(done, err));
}
function pbkdf2Args(password, salt, iterations, keylen, digest) {
  if (digest === undefined || typeof digest !== "string") throw invalidArgType("digest", "string", digest);
  password = bytesOf(password, "password", undefined, wanted);
  salt = bytesOf(salt, "salt", undefined, wanted);
  check.integer(iterations, "iterations", 1, 2147483647);
  check.integer(keylen, "keylen", 0, 2147483647);
  if (!(host.nodeHasHash(digest) > 0)) throw nodeError(TypeError, "ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${digest}`);
  return [digest, password, salt, iterations, keylen];
}
function pbkdf2(password, salt, iterations, keylen, digest, done) {
  if (typeof digest === "function") { done = digest; digest = undefined; }
  const args = pbkdf2Args(password, salt, iterations, keylen, digest);
  check.function(done, "callback");
  derive(host.nodePbkdf2, args, done);
}
const pbkdf2Sync = (...args) => adopt(host.nodePbkdf2Sync(...pbkdf2Args(...args)));

function scryptArgs(password, salt, keylen, options = {}) {
  password = bytesOf(password, "password", undefined, wanted);
  salt = bytesOf(salt, "salt", undefined, wanted);
  check.integer(keylen, "keylen", 0, 2147483647);
  const N = options.N ?? options.cost ?? 16384, r = options.r ?? options.blockSize ?? 8, p = options.p ?? options.parallelization ?? 1;
  const maxmem = options.maxmem ?? 32 * 1024 * 1024;
  if (N <= 1 || (N & (N - 1)) !== 0) throw nodeError(RangeError, "ERR_CRYPTO_INVALID_SCRYPT_PARAMS", "Invalid scrypt params");
  if (128 * N * r > maxmem) throw nodeError(RangeError, "ERR_CRYPTO_INVALID_SCRYPT_PARAMS", "Invalid scrypt params: error:030000AC:digital envelope routines::memory limit exceeded");
  return [password, salt, N, r, p, keylen];
}
function scrypt(password, salt, keylen, options, done) {
  if (typeof options === "function") { done = options; options = {}; }
  const args = scryptArgs(password, salt, keylen, options);
  check.function(done, "callback");
  derive(host.nodeScrypt, args, done);
}
const scryptSync = (password, salt, keylen, options) => adopt(host.nodeScryptSync(...scryptArgs(password, salt, keylen, options)));

function hkdfArgs(digest, key, salt, info, keylen) {
  check.string(digest, "digest");
  const ikm = key instanceof KeyObject ? keyBytes(key) : bytesOf(key, "ikm", undefined, ["string", "SecretKeyObject", "ArrayBuffer", "TypedArray", "DataView", "Buffer"]);
  salt = bytesOf(salt, "salt", undefined, wanted);
  info = bytesOf(info, "info", undefined, wanted);
  check.integer(keylen, "length", 0, 2147483647);
  if (info.byteLength > 1024) throw outOfRange("info", "must not contain more than 1024 bytes", info.byteLength);
  return [digest, ikm, salt, info, keylen];
}
const exact = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
function hkdf(digest, key, salt, info, keylen, done) {
  const args = hkdfArgs(digest, key, salt, info, keylen);
  check.function(done, "callback");
  derive(host.nodeHkdf, args, done, exact);
}
const hkdfSync = (...args) => exact(host.nodeHkdfSync(...hkdfArgs(...args)));

function timingSafeEqual(a, b) {
  for (const [name, value] of [["buf1", a], ["buf2", b]]) {
    if (!ArrayBuffer.isView(value) && !isAnyArrayBuffer(value)) {
      throw nodeError(TypeError, "ERR_INVALID_ARG_TYPE", `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
    }
  }
  const x = bytesOf(a, "buf1", undefined, wanted), y = bytesOf(b, "buf2", undefined, wanted);
  if (x.byteLength !== y.byteLength) throw nodeError(RangeError, "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", "Input buffers must have the same byte length");
  return host.nodeEqual(x, y);
}

// Key generation.
function pairArgs(type, options = {}) {
  check.string(type, "type");
  if (type === "rsa" || type === "rsa-pss") check.integer(options.modulusLength, "options.modulusLength", 512);
  if (type === "ec") check.string(options.namedCurve, "options.namedCurve");
  return [type, options.modulusLength ?? 0, options.publicExponent ?? 65537, options.namedCurve ?? ""];
}
function madePair([privateDER, publicDER], options) {
  return exportPair(privateDER, publicDER, options);
}
function generateKeyPairSync(type, options) { return madePair(host.nodeGenerateKeyPairSync(...pairArgs(type, options)), options); }
function generateKeyPair(type, options, done) {
  if (typeof options === "function") { done = options; options = undefined; }
  const args = pairArgs(type, options);
  check.function(done, "callback");
  host.nodeGenerateKeyPair(...args).then((der) => { const { publicKey, privateKey } = madePair(der, options); tick(done, null, publicKey, privateKey); }, (err) => tick(done, err));
}
Object.defineProperty(generateKeyPair, Symbol.for("nodejs.util.promisify.custom"), {
  value: (type, options) => new Promise((resolve, reject) => generateKeyPair(type, options, (err, publicKey, privateKey) => (err ? reject(err) : resolve({ publicKey, privateKey })))),
});
function generateKeySync(type, { length } = {}) {
  if (type !== "hmac" && type !== "aes") throw invalidArgValue("type", type, "must be a supported key type");
  if (type === "aes" && ![128, 192, 256].includes(length)) throw invalidArgValue("options.length", length, "must be one of: 128, 192, 256");
  check.integer(length, "options.length", 8, 2 ** 31 - 1);
  return createSecretKey(adopt(host.nodeRandom(length >> 3)));
}
const generateKey = (type, options, done) => settle(done, () => generateKeySync(type, options));

function diffieHellman({ privateKey, publicKey }) {
  return adopt(host.nodeDiffieHellman(keyBytes(privateFor(privateKey)), keyBytes(publicFor(publicKey))));
}
const hashNames = "RSA-MD5 RSA-RIPEMD160 RSA-SHA1 RSA-SHA1-2 RSA-SHA224 RSA-SHA256 RSA-SHA3-224 RSA-SHA3-256 RSA-SHA3-384 RSA-SHA3-512 RSA-SHA384 RSA-SHA512 RSA-SHA512/224 RSA-SHA512/256 blake2b512 blake2s256 md5 ripemd ripemd160 rmd160 sha1 sha224 sha256 sha3-224 sha3-256 sha3-384 sha3-512 sha384 sha512 sha512-224 sha512-256 shake128 shake256 ssl3-md5 ssl3-sha1".split(" ");
const getHashes = () => hashNames.slice();
const getCiphers = () => cipherNames.slice();
const getCurves = () => ["prime256v1", "secp224r1", "secp384r1", "secp521r1"];
const getCipherInfo = (name, options) => cipherInfo(name, options);
const getFips = () => 0, setFips = () => {}, setEngine = () => {}, secureHeapUsed = () => ({ total: 0, used: 0, utilization: 0, min: 0 });
const missing = (name, why) => function () { throw refused("crypto", `${name}()`, why); };
const getDiffieHellman = createDiffieHellmanGroup;
const Certificate = missing("Certificate", "SPKAC is not offered");
const Cipher = missing("Cipher", "it was removed from OpenSSL 3; use createCipheriv()"), Decipher = missing("Decipher", "it was removed from OpenSSL 3; use createDecipheriv()");

const constants = Object.freeze({
  __proto__: null, RSA_PKCS1_PADDING: 1, RSA_NO_PADDING: 3, RSA_PKCS1_OAEP_PADDING: 4, RSA_X931_PADDING: 5, RSA_PKCS1_PSS_PADDING: 6,
  RSA_PSS_SALTLEN_DIGEST: -1, RSA_PSS_SALTLEN_MAX_SIGN: -2, RSA_PSS_SALTLEN_AUTO: -2, POINT_CONVERSION_COMPRESSED: 2,
  POINT_CONVERSION_UNCOMPRESSED: 4, POINT_CONVERSION_HYBRID: 6, SSL_OP_ALL: 2147485776, SSL_OP_NO_SSLv2: 0, SSL_OP_NO_SSLv3: 33554432,
  SSL_OP_NO_TLSv1: 67108864, SSL_OP_NO_TLSv1_1: 268435456, SSL_OP_NO_TLSv1_2: 134217728, SSL_OP_NO_TLSv1_3: 536870912,
  SSL_OP_LEGACY_SERVER_CONNECT: 4, SSL_OP_CIPHER_SERVER_PREFERENCE: 4194304, ENGINE_METHOD_ALL: 65535, ENGINE_METHOD_NONE: 0,
  DH_CHECK_P_NOT_SAFE_PRIME: 2, DH_CHECK_P_NOT_PRIME: 1, DH_UNABLE_TO_CHECK_GENERATOR: 4, DH_NOT_SUITABLE_GENERATOR: 8,
  TLS1_VERSION: 769, TLS1_1_VERSION: 770, TLS1_2_VERSION: 771, TLS1_3_VERSION: 772, defaultCipherList: "TLS_AES_256_GCM_SHA384", defaultCoreCipherList: "TLS_AES_256_GCM_SHA384",
});

const webcrypto = globalThis.crypto, subtle = webcrypto?.subtle;
const getRandomValues = (array) => webcrypto.getRandomValues(array);

const crypto = {
  checkPrime, checkPrimeSync, createCipheriv, createDecipheriv, createDiffieHellman, createDiffieHellmanGroup, createECDH, createHash,
  createHmac, createPrivateKey, createPublicKey, createSecretKey, createSign, createVerify, diffieHellman, generatePrime,
  generatePrimeSync, getCiphers, getCipherInfo, getCurves, getDiffieHellman, getHashes, hkdf, hkdfSync, pbkdf2, pbkdf2Sync,
  generateKeyPair, generateKeyPairSync, generateKey, generateKeySync, privateDecrypt, privateEncrypt, publicDecrypt, publicEncrypt,
  randomBytes, randomFill, randomFillSync, randomInt, randomUUID, scrypt, scryptSync, sign, setEngine, timingSafeEqual, getFips,
  setFips, verify, hash, Certificate, Cipher, Cipheriv, Decipher, Decipheriv, DiffieHellman, DiffieHellmanGroup, ECDH, Hash, Hmac,
  KeyObject, Sign, Verify, X509Certificate, secureHeapUsed, constants, webcrypto, subtle, getRandomValues,
  pseudoRandomBytes: randomBytes, rng: randomBytes, prng: randomBytes,
};
export default crypto;
export {
  checkPrime, checkPrimeSync, createCipheriv, createDecipheriv, createDiffieHellman, createDiffieHellmanGroup, createECDH, createHash,
  createHmac, createPrivateKey, createPublicKey, createSecretKey, createSign, createVerify, diffieHellman, generatePrime,
  generatePrimeSync, getCiphers, getCipherInfo, getCurves, getDiffieHellman, getHashes, hkdf, hkdfSync, pbkdf2, pbkdf2Sync,
  generateKeyPair, generateKeyPairSync, generateKey, generateKeySync, privateDecrypt, privateEncrypt, publicDecrypt, publicEncrypt,
  randomBytes, randomFill, randomFillSync, randomInt, randomUUID, scrypt, scryptSync, sign, setEngine, timingSafeEqual, getFips,
  setFips, verify, hash, Certificate, Cipher, Cipheriv, Decipher, Decipheriv, DiffieHellman, DiffieHellmanGroup, ECDH, Hash, Hmac,
  KeyObject, Sign, Verify, X509Certificate, secureHeapUsed, constants, webcrypto, subtle, getRandomValues, randomBytes as pseudoRandomBytes,
};
