// Making, importing and exporting keys.
(function (host, internal) {
  'use strict';
  const { DOMException, isObject } = internal;
  const newKey = internal.newCryptoKey;
  const stateOf = internal.cryptoKeyState;
  const syntax = (text) => new DOMException(text, 'SyntaxError');
  const dataError = (text = 'Invalid keyData') => new DOMException(text, 'DataError');
  const unsupported = (text) => new DOMException(text, 'NotSupportedError');

  const families = {
    'RSASSA-PKCS1-v1_5': 'RSA', 'RSA-PSS': 'RSA', 'RSA-OAEP': 'RSA', ECDSA: 'EC', ECDH: 'EC',
    Ed25519: 'OKP', Ed448: 'OKP', X25519: 'OKP', X448: 'OKP',
    'AES-CTR': 'AES', 'AES-CBC': 'AES', 'AES-GCM': 'AES', 'AES-KW': 'AES', HMAC: 'HMAC', HKDF: 'KDF', PBKDF2: 'KDF',
  };
  const cipher = ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'];
  // The usages of each algorithm: of a secret key, or of the public and the private one.
  const allowed = {
    'RSASSA-PKCS1-v1_5': { public: ['verify'], private: ['sign'] },
    'RSA-PSS': { public: ['verify'], private: ['sign'] },
    'RSA-OAEP': { public: ['encrypt', 'wrapKey'], private: ['decrypt', 'unwrapKey'] },
    ECDSA: { public: ['verify'], private: ['sign'] },
    ECDH: { public: [], private: ['deriveKey', 'deriveBits'] },
    Ed25519: { public: ['verify'], private: ['sign'] },
    Ed448: { public: ['verify'], private: ['sign'] },
    X25519: { public: [], private: ['deriveKey', 'deriveBits'] },
    X448: { public: [], private: ['deriveKey', 'deriveBits'] },
    'AES-CTR': { secret: cipher }, 'AES-CBC': { secret: cipher }, 'AES-GCM': { secret: cipher },
    'AES-KW': { secret: ['wrapKey', 'unwrapKey'] },
    HMAC: { secret: ['sign', 'verify'] },
    HKDF: { secret: ['deriveKey', 'deriveBits'] }, PBKDF2: { secret: ['deriveKey', 'deriveBits'] },
  };
  const every = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'];
  const usageList = (v) => {
    if (!isObject(v) || typeof v[Symbol.iterator] !== 'function') throw new TypeError('keyUsages can not be converted to sequence');
    return [...v].map((u) => {
      const s = `${u}`;
      if (!every.includes(s)) throw new TypeError(`The provided value '${s}' is not a valid enum value of type KeyUsage.`);
      return s;
    });
  };
  const checkUsages = (usages, list) => {
    if (usages.some((u) => !list.includes(u))) throw syntax('Unsupported key usage for a key of this algorithm');
  };
  const curves = ['P-256', 'P-384', 'P-521'];
  const blockBits = { 'SHA-1': 512, 'SHA-256': 512, 'SHA-384': 1024, 'SHA-512': 1024 };
  const hmacLength = (a) => {
    if (a.length === undefined) return blockBits[a.hash];
    return a.length;
  };

  const generate = async (a, extractable, usages) => {
    const rules = allowed[a.name];
    const mine = rules.secret ?? [...rules.public, ...rules.private];
    checkUsages(usages, mine);
    if (rules.secret) {
      const length = a.name === 'HMAC' ? hmacLength(a) : a.length;
      if (a.name === 'HMAC' ? length === 0 : ![128, 192, 256].includes(length)) throw new DOMException(a.name === 'HMAC' ? 'Zero-length key is not supported' : 'AES key length must be 128, 192, or 256 bits', 'OperationError');
      if (usages.length === 0) throw syntax('Usages cannot be empty when creating a key.');
      const algorithm = a.name === 'HMAC' ? { name: a.name, length, hash: a.hash } : { name: a.name, length };
      return newKey({ type: 'secret', extractable, algorithm, usages, data: trim(host.randomBytes(Math.ceil(length / 8)), length) });
    }
    const privateUsages = usages.filter((u) => rules.private.includes(u));
    const family = families[a.name];
    if (family === 'EC' && !curves.includes(a.namedCurve)) throw unsupported('Unrecognized namedCurve');
    if (family === 'RSA') {
      const e = a.publicExponent.reduce((n, b) => (n * 256 + b) % 2 ** 53, 0);
      if (e !== 3 && e !== 65537) throw new DOMException('The publicExponent must be equivalent to an unsigned 32-bit value', 'OperationError');
      if (a.modulusLength < 256) throw new DOMException('Invalid modulusLength', 'OperationError');
    }
    if (privateUsages.length === 0) throw syntax('Usages cannot be empty when creating a key.');
    const [pub, priv] = await host.cryptoGenerate({ family, name: a.name, curve: a.namedCurve, bits: a.modulusLength });
    const algorithm = family === 'RSA' ? { name: a.name, modulusLength: a.modulusLength, publicExponent: a.publicExponent, hash: a.hash }
      : family === 'EC' ? { name: a.name, namedCurve: a.namedCurve } : { name: a.name };
    return {
      publicKey: newKey({ type: 'public', extractable: true, algorithm, usages: usages.filter((u) => rules.public.includes(u)), data: pub }),
      privateKey: newKey({ type: 'private', extractable, algorithm, usages: privateUsages, data: priv }),
    };
  };

  // trim clears the bits behind a length that is no multiple of eight.
  const trim = (bytes, bits) => {
    if (bits % 8) bytes[bytes.length - 1] &= 0xff << (8 - (bits % 8));
    return bytes;
  };

  // jwkOf reads the members of a JsonWebKey that matter.
  const jwkOf = (v) => {
    if (!isObject(v) || ArrayBuffer.isView(v) || internal.isArrayBuffer(v)) throw new TypeError('Key data must be an object for JWK import');
    const out = {};
    for (const k of ['kty', 'use', 'alg', 'crv', 'x', 'y', 'd', 'n', 'e', 'p', 'q', 'dp', 'dq', 'qi', 'k']) {
      if (v[k] !== undefined) out[k] = `${v[k]}`;
    }
    if (v.ext !== undefined) out.ext = !!v.ext;
    if (v.key_ops !== undefined) out.key_ops = [...v.key_ops].map(String);
    return out;
  };
  const checkJWK = (jwk, kty, use, extractable, usages) => {
    if (jwk.kty !== kty) throw dataError('Invalid JWK "kty" Parameter');
    if (usages.length > 0 && jwk.use !== undefined && jwk.use !== use) throw dataError('Invalid JWK "use" Parameter');
    if (jwk.key_ops !== undefined) {
      if (new Set(jwk.key_ops).size !== jwk.key_ops.length) throw dataError('Duplicate key operation');
      if (usages.some((u) => !jwk.key_ops.includes(u))) throw dataError('Key operations and usage mismatch');
    }
    if (jwk.ext === false && extractable) throw dataError('JWK "ext" Parameter and extractable mismatch');
  };
  const base64url = (s) => {
    if (!/^[A-Za-z0-9_-]*$/.test(s)) throw dataError();
    try {
      return Uint8Array.fromBase64(s, { alphabet: 'base64url' });
    } catch {
      throw dataError();
    }
  };
  const toBase64url = (bytes) => bytes.toBase64({ alphabet: 'base64url', omitPadding: true });

  const importKey = async (format, keyData, a, extractable, usages) => {
    const family = families[a.name];
    const key = await (family === 'AES' || family === 'HMAC' ? importSecret : family === 'KDF' ? importKDF : importPair)(format, keyData, a, extractable, usages, family);
    if ((key.type === 'secret' || key.type === 'private') && key.usages.length === 0) {
      throw syntax(`Usages cannot be empty when importing a ${key.type} key.`);
    }
    return key;
  };

  const importKDF = (format, keyData, a, extractable, usages) => {
    if (format !== 'raw') throw unsupported(`Unable to import ${a.name} key with format ${format}`);
    checkUsages(usages, allowed[a.name].secret);
    if (extractable) throw syntax(`${a.name} keys are not extractable`);
    return newKey({ type: 'secret', extractable: false, algorithm: { name: a.name }, usages, data: keyData });
  };

  const importSecret = (format, keyData, a, extractable, usages, family) => {
    checkUsages(usages, allowed[a.name].secret);
    if (format !== 'raw' && format !== 'jwk') throw unsupported(`Unable to import ${a.name} key with format ${format}`);
    let data = keyData;
    if (format === 'jwk') {
      checkJWK(keyData, 'oct', family === 'HMAC' ? 'sig' : 'enc', extractable, usages);
      if (keyData.k === undefined) throw dataError();
      data = base64url(keyData.k);
    }
    let length = data.length * 8;
    if (family === 'AES') {
      if (![128, 192, 256].includes(length)) throw dataError('Invalid key length');
      if (format === 'jwk' && keyData.alg !== undefined && keyData.alg !== `A${length}${a.name.slice(4)}`) throw dataError('JWK "alg" does not match the requested algorithm');
      return newKey({ type: 'secret', extractable, algorithm: { name: a.name, length }, usages, data });
    }
    if (format === 'jwk' && keyData.alg !== undefined && keyData.alg !== `HS${a.hash === 'SHA-1' ? '1' : a.hash.slice(4)}`) throw dataError('JWK "alg" does not match the requested algorithm');
    if (length === 0) throw dataError('Zero-length key is not supported');
    if (a.length !== undefined) {
      if (a.length > length || a.length <= length - 8) throw dataError('Invalid key length');
      length = a.length;
    }
    return newKey({ type: 'secret', extractable, algorithm: a.hash === undefined ? { name: a.name, length } : { name: a.name, hash: a.hash, length }, usages, data });
  };

  const use = (name) => (/^(ECDH|X)/.test(name) || name === 'RSA-OAEP' ? 'enc' : 'sig');
  const rsaAlg = (name, hash) => {
    const bits = hash === 'SHA-1' ? '1' : hash.slice(4);
    if (name === 'RSA-OAEP') return hash === 'SHA-1' ? 'RSA-OAEP' : `RSA-OAEP-${bits}`;
    return (name === 'RSA-PSS' ? 'PS' : 'RS') + bits;
  };
  const jwkAlg = (a) => (families[a.name] === 'RSA' ? rsaAlg(a.name, a.hash) : undefined);

  const importPair = async (format, keyData, a, extractable, usages, family) => {
    const rules = allowed[a.name];
    if (family === 'EC' && !curves.includes(a.namedCurve)) throw unsupported('Unrecognized namedCurve');
    let kind;
    switch (format) {
      case 'spki': kind = 'public'; break;
      case 'pkcs8': kind = 'private'; break;
      case 'jwk': kind = keyData.d === undefined ? 'public' : 'private'; break;
      default:
        if (family === 'RSA') throw unsupported(`Unable to import ${a.name} key with format ${format}`);
        kind = 'public';
    }
    checkUsages(usages, rules[kind]);
    if (format === 'jwk') {
      checkJWK(keyData, family, use(a.name), extractable, usages);
      const alg = jwkAlg(a);
      if (alg && keyData.alg !== undefined && keyData.alg !== alg) throw dataError('JWK "alg" does not match the requested algorithm');
      const curve = a.namedCurve ?? a.name;
      if (family !== 'RSA' && keyData.crv !== curve) throw dataError('Named curve mismatch');
      if (a.name === 'ECDSA' && keyData.alg !== undefined && keyData.alg !== { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' }[curve]) throw dataError('Named curve mismatch');
      if (/^Ed/.test(a.name) && keyData.alg !== undefined && keyData.alg !== 'EdDSA' && keyData.alg !== a.name) throw dataError('JWK "alg" does not match the requested algorithm');
      for (const k of ['x', 'y', 'd', 'n', 'e', 'p', 'q', 'dp', 'dq', 'qi']) if (keyData[k] !== undefined) base64url(keyData[k]);
    }
    const params = { family, name: a.name, curve: a.namedCurve, format, jwk: format === 'jwk' ? keyData : undefined };
    const [type, data, bits, exponent] = await host.cryptoImport(params, format === 'jwk' ? undefined : keyData);
    const algorithm = family === 'RSA' ? { name: a.name, modulusLength: bits, publicExponent: exponent, hash: a.hash }
      : family === 'EC' ? { name: a.name, namedCurve: a.namedCurve } : { name: a.name };
    return newKey({ type, extractable, algorithm, usages, data });
  };

  const exportKey = async (format, key) => {
    const s = stateOf(key);
    const family = families[s.algorithm.name];
    if (family === 'KDF') throw unsupported(`${s.algorithm.name} keys can not be exported`);
    if (!s.extractable) throw new DOMException('key is not extractable', 'InvalidAccessError');
    if (format === 'jwk') return exportJWK(s, family);
    if (s.type === 'secret') {
      if (format !== 'raw') throw unsupported(`Unable to export ${s.algorithm.name} secret key using ${format} format`);
      return s.data.slice().buffer;
    }
    const want = { spki: 'public', raw: 'public', pkcs8: 'private' }[format];
    if ((family === 'RSA' && format === 'raw') || want === undefined) throw unsupported(`Unable to export ${s.algorithm.name} key using ${format} format`);
    if (want !== s.type) throw new DOMException(`Unable to export a ${s.type} key using ${format} format`, 'InvalidAccessError');
    const bytes = await host.cryptoExport({ family, name: s.algorithm.name, curve: s.algorithm.namedCurve, format, type: s.type }, s.data);
    return bytes.buffer;
  };
  const exportJWK = async (s, family) => {
    const { algorithm: a } = s;
    const tail = { key_ops: [...s.usages], ext: s.extractable };
    if (s.type === 'secret') {
      const alg = family === 'AES' ? `A${a.length}${a.name.slice(4)}` : `HS${a.hash === 'SHA-1' ? '1' : a.hash.slice(4)}`;
      return { ...tail, kty: 'oct', k: toBase64url(s.data), alg };
    }
    const parts = await host.cryptoExport({ family, name: a.name, curve: a.namedCurve, format: 'jwk', type: s.type }, s.data);
    const alg = jwkAlg(a);
    // In the order in which Node writes them.
    const members = Object.fromEntries(({ EC: ['kty', 'x', 'y', 'crv', 'd'], RSA: ['kty', 'n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'] }[parts.kty] ?? ['crv', 'd', 'x', 'kty']).filter((k) => k in parts).map((k) => [k, parts[k]]));
    return { ...tail, ...members, ...(alg ? { alg } : /^Ed/.test(a.name) ? { alg: a.name } : {}) };
  };

  Object.assign(internal, { cryptoKeys: { generate, importKey, exportKey, jwkOf, usageList, hmacLength, families, dataError } });
})
