// The methods of SubtleCrypto. Arguments are converted and copied before the
// first await, as the standard asks.
(function (host, internal) {
  'use strict';
  internal.load('crypto_params');
  internal.load('crypto_keys');
  const { DOMException, normalizeAlgorithm: normalize, cryptoKeyState: stateOf, copyBytes, cryptoKeys: keys, isObject } = internal;
  const access = (text) => new DOMException(text, 'InvalidAccessError');
  const operation = (text = 'The operation failed for an operation-specific reason') => new DOMException(text, 'OperationError');
  const quota = (text) => new DOMException(text, 'OperationError');

  const keyOf = (v, what = 'key') => {
    if (!internal.isCryptoKey(v)) throw new TypeError(`${what} is not of type CryptoKey.`);
    return stateOf(v);
  };
  const formatOf = (v) => {
    const s = `${v}`;
    if (!['raw', 'spki', 'pkcs8', 'jwk'].includes(s)) throw internal.code(new TypeError(`'${s}' is not a valid enum value of type KeyFormat.`), 'ERR_INVALID_ARG_VALUE');
    return s;
  };
  const may = (s, a, usage) => {
    if (s.algorithm.name !== a.name) throw access('Key algorithm mismatch');
    if (!s.usages.includes(usage)) throw access(`Unable to use this key to ${usage}`);
  };
  const typed = (s, type) => {
    if (s.type !== type) throw access(`Key type must be ${type}`);
  };

  // Ciphers.
  const crypt = async (op, a, s, data) => {
    const encrypting = op === 'encrypt';
    const params = { op, name: a.name, tagLength: 128 };
    switch (a.name) {
      case 'RSA-OAEP':
        typed(s, encrypting ? 'public' : 'private');
        params.hash = s.algorithm.hash;
        return host.cryptoCipher(params, s.data, new Uint8Array(), a.label ?? new Uint8Array(), data);
      case 'AES-CBC':
        if (a.iv.length !== 16) throw operation('algorithm.iv must contain exactly 16 bytes');
        break;
      case 'AES-CTR':
        if (a.counter.length !== 16) throw operation('algorithm.counter must contain exactly 16 bytes');
        if (a.length === 0 || a.length > 128) throw operation('algorithm.length must be in the range 1 to 128');
        params.length = a.length;
        break;
      case 'AES-GCM':
        params.tagLength = a.tagLength ?? 128;
        if (![32, 64, 96, 104, 112, 120, 128].includes(params.tagLength)) throw operation(`${params.tagLength} is not a valid AES-GCM tag length`);
        if (!encrypting && data.length < params.tagLength / 8) throw operation('The provided data is too small.');
        if (a.iv.length === 0) throw operation('algorithm.iv must not be empty');
        break;
    }
    return host.cryptoCipher(params, s.data, a.iv ?? a.counter, a.additionalData ?? new Uint8Array(), data);
  };

  const signParams = (a, s) => ({ name: a.name, hash: a.hash ?? s.algorithm.hash, curve: s.algorithm.namedCurve, saltLength: a.saltLength ?? 0 });
  const signKey = (a, s, type) => {
    if (a.name !== 'HMAC') typed(s, type);
    if (a.context?.length) {
      if (a.context.length > 255) throw operation('context is too long');
    }
  };

  // deriveRaw answers as many bits as asked for; length null is all of an ECDH secret.
  const deriveRaw = async (a, s, length) => {
    switch (a.name) {
      case 'HKDF':
      case 'PBKDF2': {
        if (length === null || length % 8 !== 0) throw operation('length must be a multiple of 8');
        if (a.name === 'PBKDF2' && a.iterations === 0) throw operation('iterations cannot be zero');
        if (length === 0) return new Uint8Array();
        return host.cryptoDerive({ name: a.name, hash: a.hash, iterations: a.iterations ?? 0, bytes: length / 8 }, s.data, a.salt, a.info ?? new Uint8Array());
      }
    }
    const other = stateOf(a.public);
    typed(s, 'private');
    if (other.type !== 'public') throw access('algorithm.public must be a public key');
    if (other.algorithm.name !== a.name) throw access(`algorithm.public must be a ${a.name} key`);
    if (other.algorithm.namedCurve !== s.algorithm.namedCurve) throw access('Named curve mismatch');
    const secret = await host.cryptoDerive({ name: a.name, curve: s.algorithm.namedCurve }, s.data, other.data, new Uint8Array());
    if (length === null) return secret;
    if (length > secret.length * 8) throw operation('derived bit length is too small');
    const out = secret.slice(0, Math.ceil(length / 8));
    if (length % 8) out[out.length - 1] &= 0xff << (8 - (length % 8));
    return out;
  };

  const keyLength = (a) => {
    if (a.name === 'HMAC') {
      const n = keys.hmacLength(a);
      if (n === 0) throw new TypeError('Invalid key length');
      return n;
    }
    if (a.name === 'HKDF' || a.name === 'PBKDF2') return null;
    if (![128, 192, 256].includes(a.length)) throw operation('Invalid key length');
    return a.length;
  };

  const importData = (format, v) => {
    if (format === 'jwk') return keys.jwkOf(v);
    if (isObject(v) && !internal.bytesOf(v)) throw new TypeError('Key data must be a BufferSource for non-JWK formats');
    return copyBytes(v, 'keyData');
  };

  internal.subtle = {
    async digest(algorithm, data) {
      const a = normalize('digest', algorithm);
      return (await host.cryptoDigest(a.name, copyBytes(data, 'data'))).buffer;
    },
    async encrypt(algorithm, key, data) {
      const a = normalize('encrypt', algorithm);
      const s = keyOf(key);
      const bytes = copyBytes(data, 'data');
      may(s, a, 'encrypt');
      return (await crypt('encrypt', a, s, bytes)).buffer;
    },
    async decrypt(algorithm, key, data) {
      const a = normalize('decrypt', algorithm);
      const s = keyOf(key);
      const bytes = copyBytes(data, 'data');
      may(s, a, 'decrypt');
      return (await crypt('decrypt', a, s, bytes)).buffer;
    },
    async sign(algorithm, key, data) {
      const a = normalize('sign', algorithm);
      const s = keyOf(key);
      const bytes = copyBytes(data, 'data');
      may(s, a, 'sign');
      signKey(a, s, 'private');
      return (await host.cryptoSign(signParams(a, s), s.data, bytes, a.context)).buffer;
    },
    async verify(algorithm, key, signature, data) {
      const a = normalize('verify', algorithm);
      const s = keyOf(key);
      const sig = copyBytes(signature, 'signature');
      const bytes = copyBytes(data, 'data');
      may(s, a, 'verify');
      signKey(a, s, 'public');
      return host.cryptoVerify(signParams(a, s), s.data, sig, bytes, a.context);
    },
    async deriveBits(algorithm, baseKey, length = null) {
      const a = normalize('deriveBits', algorithm);
      const s = keyOf(baseKey, 'baseKey');
      if (length !== null && length !== undefined) length = internal.integer(length, 32);
      may(s, a, 'deriveBits');
      return (await deriveRaw(a, s, length ?? null)).slice().buffer;
    },
    async deriveKey(algorithm, baseKey, derivedKeyType, extractable, keyUsages) {
      const a = normalize('deriveBits', algorithm);
      const s = keyOf(baseKey, 'baseKey');
      const imported = normalize('importKey', derivedKeyType);
      const sized = normalize('length', derivedKeyType);
      const usages = keys.usageList(keyUsages);
      may(s, a, 'deriveKey');
      const length = keyLength(sized);
      const bits = await deriveRaw(a, s, length);
      return keys.importKey('raw', bits, imported, !!extractable, usages);
    },
    async generateKey(algorithm, extractable, keyUsages) {
      const a = normalize('generateKey', algorithm);
      return keys.generate(a, !!extractable, keys.usageList(keyUsages));
    },
    async importKey(format, keyData, algorithm, extractable, keyUsages) {
      format = formatOf(format);
      const data = importData(format, keyData);
      const a = normalize('importKey', algorithm);
      return keys.importKey(format, data, a, !!extractable, keys.usageList(keyUsages));
    },
    async exportKey(format, key) {
      format = formatOf(format);
      keyOf(key);
      return keys.exportKey(format, key);
    },
    async wrapKey(format, key, wrappingKey, wrapAlgorithm) {
      format = formatOf(format);
      keyOf(key);
      const w = keyOf(wrappingKey, 'wrappingKey');
      const wrap = internal.supportsAlgorithm('wrapKey', wrapAlgorithm);
      const a = normalize(wrap ? 'wrapKey' : 'encrypt', wrapAlgorithm);
      may(w, a, 'wrapKey');
      const exported = await keys.exportKey(format, key);
      let bytes = format === 'jwk' ? internal.utf8(JSON.stringify(exported)) : new Uint8Array(exported);
      if (!wrap) return (await crypt('encrypt', a, w, bytes)).buffer;
      // A JWK is padded with spaces to what AES-KW can wrap.
      if (format === 'jwk' && bytes.length % 8) bytes = internal.concat([bytes, new Uint8Array(8 - (bytes.length % 8)).fill(32)]);
      return (await host.cryptoCipher({ op: 'wrap', name: a.name }, w.data, new Uint8Array(), new Uint8Array(), bytes)).buffer;
    },
    async unwrapKey(format, wrappedKey, unwrappingKey, unwrapAlgorithm, unwrappedKeyAlgorithm, extractable, keyUsages) {
      format = formatOf(format);
      const wrapped = copyBytes(wrappedKey, 'wrappedKey');
      const w = keyOf(unwrappingKey, 'unwrappingKey');
      const wrap = internal.supportsAlgorithm('unwrapKey', unwrapAlgorithm);
      const a = normalize(wrap ? 'unwrapKey' : 'decrypt', unwrapAlgorithm);
      const imported = normalize('importKey', unwrappedKeyAlgorithm);
      const usages = keys.usageList(keyUsages);
      may(w, a, 'unwrapKey');
      const bytes = wrap
        ? await host.cryptoCipher({ op: 'unwrap', name: a.name }, w.data, new Uint8Array(), new Uint8Array(), wrapped)
        : await crypt('decrypt', a, w, wrapped);
      let data = bytes;
      if (format === 'jwk') {
        let value;
        try {
          value = JSON.parse(internal.text(bytes));
        } catch {
          throw keys.dataError('Invalid wrapped JWK');
        }
        data = keys.jwkOf(value);
      }
      return keys.importKey(format, data, imported, !!extractable, usages);
    },
  };
})
