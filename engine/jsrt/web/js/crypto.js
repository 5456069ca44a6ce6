// crypto and CryptoKey (https://w3c.github.io/webcrypto/). A key is its
// material as bytes: the secret itself, SubjectPublicKeyInfo or PKCS #8 for RSA
// and elliptic curves, the raw point or seed for the Edwards curves.
(function (host, internal) {
  'use strict';
  const { idl, expose, code, isObject } = internal;
  const kMake = Symbol('make');
  const illegal = () => code(new TypeError('Illegal constructor'), 'ERR_ILLEGAL_CONSTRUCTOR');
  const thisError = (name) => code(new TypeError(`Value of "this" must be of type ${name}`), 'ERR_INVALID_THIS');

  let keyState;
  let newKey;
  const order = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'];
  class CryptoKey {
    #key;
    constructor(token = undefined) {
      if (token !== kMake) throw illegal();
    }
    static {
      keyState = (k) => {
        if (!isObject(k) || !(#key in k)) throw thisError('CryptoKey');
        return k.#key;
      };
      // newKey: { type, extractable, algorithm, usages, data }
      newKey = (state) => {
        const k = new CryptoKey(kMake);
        k.#key = { ...state, usages: order.filter((u) => state.usages.includes(u)) };
        return k;
      };
      internal.isCryptoKey = (v) => isObject(v) && #key in v;
    }
    get type() { return keyState(this).type; }
    get extractable() { return keyState(this).extractable; }
    get algorithm() { const s = keyState(this); return (s.shownAlgorithm ??= show(s.algorithm)); }
    get usages() { const s = keyState(this); return (s.shownUsages ??= [...s.usages]); }
  }
  const show = (a) => {
    const out = { ...a };
    if (a.hash) out.hash = { name: a.hash };
    if (a.publicExponent) out.publicExponent = a.publicExponent.slice();
    return out;
  };
  idl(CryptoKey);
  internal.inspectable(CryptoKey, (k) => ({ type: k.type, extractable: k.extractable, algorithm: k.algorithm, usages: k.usages }));
  internal.copyKey = (k) => newKey(keyState(k));

  class SubtleCrypto {
    constructor(token = undefined) {
      if (token !== kMake) throw illegal();
    }
    async digest(algorithm, data) { return call(this, 'digest', arguments, 2); }
    async encrypt(algorithm, key, data) { return call(this, 'encrypt', arguments, 3); }
    async decrypt(algorithm, key, data) { return call(this, 'decrypt', arguments, 3); }
    async sign(algorithm, key, data) { return call(this, 'sign', arguments, 3); }
    async verify(algorithm, key, signature, data) { return call(this, 'verify', arguments, 4); }
    async deriveBits(algorithm, baseKey, length = null) { return call(this, 'deriveBits', arguments, 2); }
    async deriveKey(algorithm, baseKey, derivedKeyType, extractable, keyUsages) { return call(this, 'deriveKey', arguments, 5); }
    async exportKey(format, key) { return call(this, 'exportKey', arguments, 2); }
    async generateKey(algorithm, extractable, keyUsages) { return call(this, 'generateKey', arguments, 3); }
    async importKey(format, keyData, algorithm, extractable, keyUsages) { return call(this, 'importKey', arguments, 5); }
    async unwrapKey(format, wrappedKey, unwrappingKey, unwrapAlgorithm, unwrappedKeyAlgorithm, extractable, keyUsages) { return call(this, 'unwrapKey', arguments, 7); }
    async wrapKey(format, key, wrappingKey, wrapAlgorithm) { return call(this, 'wrapKey', arguments, 4); }
  }
  idl(SubtleCrypto);
  const subtle = new SubtleCrypto(kMake);
  const call = (self, method, args, count) => {
    if (self !== subtle) throw thisError('SubtleCrypto');
    if (args.length < count) {
      const found = args.length === 0 ? '0' : `only ${args.length}`;
      throw code(new TypeError(`Failed to execute '${method}' on 'SubtleCrypto': ${count} arguments required, but ${found} present.`), 'ERR_MISSING_ARGS');
    }
    internal.load('crypto_subtle');
    return internal.subtle[method](...args);
  };

  const integers = new Set(['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'BigInt64Array', 'BigUint64Array']);
  class Crypto {
    constructor(token = undefined) {
      if (token !== kMake) throw illegal();
    }
    get subtle() { check(this); return subtle; }
    getRandomValues(array) {
      check(this);
      internal.need(arguments, 1, "Failed to execute 'getRandomValues' on 'Crypto'");
      if (!isObject(array) || !integers.has(internal.typedTag.call(array))) {
        throw new internal.DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
      }
      if (array.byteLength > 65536) throw new internal.DOMException('The requested length exceeds 65,536 bytes', 'QuotaExceededError');
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(host.randomBytes(array.byteLength));
      return array;
    }
    randomUUID() { check(this); return host.randomUUID(); }
  }
  const check = (c) => {
    if (c !== crypto) throw thisError('Crypto');
  };
  idl(Crypto);
  const crypto = new Crypto(kMake);

  expose('CryptoKey', CryptoKey);
  expose('SubtleCrypto', SubtleCrypto);
  expose('Crypto', Crypto);
  // globalThis.crypto is an accessor, as in Node; here a plain value serves.
  expose('crypto', crypto, true);
  Object.assign(internal, { cryptoKeyState: keyState, newCryptoKey: newKey });
})
