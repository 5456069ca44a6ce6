// Normalising an algorithm (https://w3c.github.io/webcrypto/#algorithm-normalization):
// for each operation the algorithms that it has and the parameters they take.
(function (host, internal) {
  'use strict';
  const { isObject, bytesOf, integer, DOMException } = internal;

  const hashes = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];
  const required = true;

  // Converters of members.
  const copyBytes = (v, what) => {
    const bytes = internal.isSharedBuffer(v) ? null : bytesOf(v);
    if (!bytes || internal.isSharedBuffer(bytes.buffer)) throw new TypeError(`${what} is not of type BufferSource.`);
    return bytes.slice();
  };
  const uint = (bits) => (v) => integer(v, bits, { enforceRange: true });
  const text = (v) => `${v}`;
  const hash = (v) => normalize('digest', v).name;
  const bigInteger = (v) => {
    if (!isObject(v) || internal.typedTag.call(v) !== 'Uint8Array') throw new TypeError('publicExponent is not of type Uint8Array.');
    return v.slice();
  };
  const publicKey = (v) => {
    if (!internal.isCryptoKey(v)) throw new TypeError('public is not of type CryptoKey.');
    return v;
  };

  // Shapes: [member, converter, required], in the order in which Web IDL reads them.
  const none = [];
  const rsaGen = [['modulusLength', uint(32), required], ['publicExponent', bigInteger, required], ['hash', hash, required]];
  const rsaImport = [['hash', hash, required]];
  const ec = [['namedCurve', text, required]];
  const aesLength = [['length', uint(16), required]];
  const hmacGen = [['hash', hash, required], ['length', uint(32)]];
  const ctr = [['counter', copyBytes, required], ['length', uint(8), required]];
  const cbc = [['iv', copyBytes, required]];
  const gcm = [['additionalData', copyBytes], ['iv', copyBytes, required], ['tagLength', uint(8)]];
  const oaep = [['label', copyBytes]];
  const pss = [['saltLength', uint(32), required]];
  const ecdsa = [['hash', hash, required]];
  const context = [['context', copyBytes]];
  const ecdh = [['public', publicKey, required]];
  const hkdf = [['hash', hash, required], ['info', copyBytes, required], ['salt', copyBytes, required]];
  const pbkdf2 = [['hash', hash, required], ['iterations', uint(32), required], ['salt', copyBytes, required]];

  const every = (names, shape) => Object.fromEntries(names.map((n) => [n, shape]));
  const RSA = ['RSASSA-PKCS1-v1_5', 'RSA-PSS', 'RSA-OAEP'];
  const EC = ['ECDSA', 'ECDH'];
  const OKP = ['Ed25519', 'Ed448', 'X25519', 'X448'];
  const AES = ['AES-CTR', 'AES-CBC', 'AES-GCM', 'AES-KW'];
  const cipher = { 'RSA-OAEP': oaep, 'AES-CTR': ctr, 'AES-CBC': cbc, 'AES-GCM': gcm };
  const signing = { 'RSASSA-PKCS1-v1_5': none, 'RSA-PSS': pss, ECDSA: ecdsa, Ed25519: none, Ed448: context, HMAC: none };
  const table = {
    digest: every(hashes, none),
    encrypt: cipher,
    decrypt: cipher,
    sign: signing,
    verify: signing,
    generateKey: { ...every(RSA, rsaGen), ...every(EC, ec), ...every(OKP, none), ...every(AES, aesLength), HMAC: hmacGen },
    importKey: { ...every(RSA, rsaImport), ...every(EC, ec), ...every(OKP, none), ...every(AES, none), HMAC: hmacGen, HKDF: none, PBKDF2: none },
    exportKey: every([...RSA, ...EC, ...OKP, ...AES, 'HMAC'], none),
    deriveBits: { ECDH: ecdh, X25519: ecdh, X448: ecdh, HKDF: hkdf, PBKDF2: pbkdf2 },
    length: { ...every(AES, aesLength), HMAC: hmacGen, HKDF: none, PBKDF2: none },
    wrapKey: { 'AES-KW': none },
    unwrapKey: { 'AES-KW': none },
  };
  const find = (op, name) => {
    const upper = name.toUpperCase();
    for (const known of Object.keys(table[op])) if (known.toUpperCase() === upper) return known;
    return null;
  };

  const normalize = (op, algorithm) => {
    const dict = typeof algorithm === 'object' && algorithm !== null ? algorithm : typeof algorithm === 'function' ? algorithm : { name: `${algorithm}` };
    if (dict.name === undefined) throw new TypeError('Algorithm: name: Missing or not a string');
    const name = find(op, `${dict.name}`);
    if (name === null) throw new DOMException('Unrecognized algorithm name', 'NotSupportedError');
    const out = { name };
    for (const [member, convert, must] of table[op][name]) {
      const v = dict[member];
      if (v !== undefined) out[member] = convert(v, member);
      else if (must) throw new TypeError(`Failed to normalize algorithm: '${member}' is required in '${name}' parameters.`);
    }
    return out;
  };

  Object.assign(internal, { normalizeAlgorithm: normalize, supportsAlgorithm: (op, a) => find(op, typeof a === 'string' ? a : `${a?.name}`) !== null, copyBytes });
})
