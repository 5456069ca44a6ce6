import crypto from "node:crypto";
import { promisify } from "node:util";

const cases = {};
const big = "x".repeat(1000);
for (const alg of ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha512-256", "sha512-224", "sha3-224", "sha3-256", "sha3-384", "sha3-512", "ripemd160", "blake2b512", "blake2s256", "shake128", "shake256", "RSA-SHA256", "SHA256"]) {
  cases[`hash ${alg}`] = () => ["", "abc", "é", big].map((t) => crypto.createHash(alg).update(t).digest("hex"));
  if (!alg.startsWith("shake")) cases[`hmac ${alg}`] = () => [["", ""], ["key", "data"], ["k".repeat(200), big]].map(([k, d]) => crypto.createHmac(alg, k).update(d).digest("base64"));
}
Object.assign(cases, {
  "hash pieces": () => crypto.createHash("sha256").update("a").update(Buffer.from("b")).update(new Uint8Array([99])).digest("base64url"),
  "hash encodings": () => [crypto.createHash("sha1").update("6162", "hex").digest("latin1"), crypto.createHash("sha1").update("YWI=", "base64").digest().length],
  "hash copy": () => { const h = crypto.createHash("md5").update("a"); const c = h.copy(); return [h.update("b").digest("hex"), c.update("c").digest("hex")]; },
  "hash twice": () => { const h = crypto.createHash("md5"); h.digest(); h.update("x"); }, "hash digest twice": () => { const h = crypto.createHash("md5"); h.digest(); h.digest(); },
  "hash unknown": () => crypto.createHash("nope"), "hash wrong data": () => crypto.createHash("md5").update(5), "hash wrong name": () => crypto.createHash(5),
  "hash length": () => crypto.createHash("shake128", { outputLength: 8 }).update("a").digest("hex"),
  "hmac unknown": () => crypto.createHmac("nope", "k"), "hmac wrong key": () => crypto.createHmac("md5", null), "hmac twice": () => { const h = crypto.createHmac("md5", "k"); h.digest(); return h.digest("hex"); },
  "hash one shot": () => [crypto.hash("sha1", "abc"), crypto.hash("sha1", Buffer.from("abc"), "base64")],
  "hash stream": () => new Promise((resolve) => { const h = crypto.createHash("sha256"); h.on("readable", () => { const d = h.read(); if (d) resolve(d.toString("hex")); }); h.write("a"); h.end("b"); }),
  pbkdf2: async () => [crypto.pbkdf2Sync("p", "s", 10, 20, "sha1").toString("hex"), crypto.pbkdf2Sync(Buffer.from("p"), "s", 1000, 64, "sha512").toString("hex"), (await promisify(crypto.pbkdf2)("p", "s", 10, 20, "sha256")).toString("hex")],
  "pbkdf2 wrong": () => crypto.pbkdf2Sync("p", "s", 0, 20, "sha1"), "pbkdf2 wrong digest": () => crypto.pbkdf2Sync("p", "s", 1, 20, "nope"), "pbkdf2 no digest": () => crypto.pbkdf2Sync("p", "s", 1, 20),
  scrypt: async () => [crypto.scryptSync("p", "s", 32).toString("hex"), crypto.scryptSync("p", "s", 16, { N: 1024, r: 4, p: 2 }).toString("hex"), (await promisify(crypto.scrypt)("p", "s", 8)).toString("hex")],
  "scrypt wrong": () => crypto.scryptSync("p", "s", 8, { N: 3 }),
  hkdf: async () => [Buffer.from(crypto.hkdfSync("sha512", "key", "salt", "info", 64)).toString("hex"), Buffer.from(await promisify(crypto.hkdf)("sha256", "key", "", "", 10)).toString("hex"), crypto.hkdfSync("sha256", "k", "s", "i", 5) instanceof ArrayBuffer],
  timingSafeEqual: () => [crypto.timingSafeEqual(Buffer.from("a"), Buffer.from("a")), crypto.timingSafeEqual(Buffer.from("a"), Buffer.from("b"))], "timingSafeEqual lengths": () => crypto.timingSafeEqual(Buffer.from("a"), Buffer.from("ab")), "timingSafeEqual strings": () => crypto.timingSafeEqual("a", "b"),
  random: async () => [crypto.randomBytes(8).length, (await promisify(crypto.randomBytes)(4)).length, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()), crypto.randomInt(5) < 5, crypto.randomInt(3, 4), crypto.randomFillSync(Buffer.alloc(3)).length, crypto.randomFillSync(new Uint32Array(2)).length],
  "randomBytes wrong": () => crypto.randomBytes(-1), "randomBytes wrong type": () => crypto.randomBytes("5"), "randomInt wrong": () => crypto.randomInt(5, 5), "randomInt wrong type": () => crypto.randomInt("5"),
  getHashes: () => ["sha256", "md5", "RSA-SHA256"].every((h) => crypto.getHashes().includes(h)), cipherInfo: () => ["aes-256-gcm", "aes-128-cbc", "aes-192-ctr", "aes-256-ecb", "nope"].map((c) => crypto.getCipherInfo(c)),
  constants: () => [crypto.constants.RSA_PKCS1_PSS_PADDING, crypto.constants.RSA_PSS_SALTLEN_DIGEST], "class names": () => [crypto.createHash("md5").constructor.name, crypto.createHmac("md5", "k").constructor.name, crypto.createHash("md5") instanceof crypto.Hash],
  webcrypto: async () => [crypto.webcrypto === globalThis.crypto, crypto.subtle === globalThis.crypto.subtle, Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from("a"))).toString("hex")],
});
const key = (n) => Buffer.alloc(n, 7), iv = (n) => Buffer.alloc(n, 9);
for (const [alg, kn, ivn] of [["aes-128-cbc", 16, 16], ["aes-192-cbc", 24, 16], ["aes-256-cbc", 32, 16], ["aes-256-ctr", 32, 16], ["aes-128-ecb", 16, 0], ["aes-256-gcm", 32, 12], ["aes-128-gcm", 16, 16], ["chacha20-poly1305", 32, 12], ["des-ede3-cbc", 24, 8]]) {
  const vec = ivn ? iv(ivn) : null, kk = alg.startsWith("des") ? Buffer.from(Array.from({ length: 24 }, (_, i) => i)) : key(kn), options = alg.startsWith("chacha") ? { authTagLength: 16 } : undefined;
  cases[`cipher ${alg}`] = () => ["", "short", "sixteen bytes ok", big].map((t) => {
    const c = crypto.createCipheriv(alg, kk, vec, options);
    if (/gcm|poly/.test(alg)) c.setAAD(Buffer.from("aad"));
    const out = c.update(t.slice(0, 7), "utf8", "hex") + c.update(t.slice(7), "utf8", "hex") + c.final("hex");
    const d = crypto.createDecipheriv(alg, kk, vec, options);
    let tag;
    if (/gcm|poly/.test(alg)) { tag = c.getAuthTag(); d.setAAD(Buffer.from("aad")); d.setAuthTag(tag); }
    const back = d.update(out.slice(0, 34), "hex", "utf8") + d.update(out.slice(34), "hex", "utf8") + d.final("utf8");
    return [out, tag?.toString("hex"), back === t];
  });
}
const wrong = { "key length": () => crypto.createCipheriv("aes-128-cbc", key(5), iv(16)), "iv length": () => crypto.createCipheriv("aes-128-cbc", key(16), iv(5)), name: () => crypto.createCipheriv("nope", key(16), iv(16)), "no iv": () => crypto.createCipheriv("aes-128-cbc", key(16), null), "bad tag": () => { const d = crypto.createDecipheriv("aes-128-gcm", key(16), iv(12)); d.setAuthTag(Buffer.alloc(16)); d.update("abc"); d.final(); }, "bad padding": () => { const d = crypto.createDecipheriv("aes-128-cbc", key(16), iv(16)); d.update(Buffer.alloc(16, 3)); d.final(); }, "bad length": () => { const d = crypto.createDecipheriv("aes-128-cbc", key(16), iv(16)); d.update(Buffer.alloc(5)); d.final(); }, "tag length": () => crypto.createDecipheriv("aes-128-gcm", key(16), iv(12)).setAuthTag(Buffer.alloc(3)) };
for (const [name, fn] of Object.entries(wrong)) cases[`cipher wrong ${name}`] = fn;
cases["cipher no padding"] = () => { const c = crypto.createCipheriv("aes-128-cbc", key(16), iv(16)).setAutoPadding(false); return c.update(Buffer.alloc(32), null, "hex") + c.final("hex"); };

// Keys: made once with OpenSSL, so that both sides work on the same.
const ecPrivate = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgevZzL1gdAFr88hb2\nOF/2NxApJCzGCEDdfSp6VQO30hyhRANCAAQRWz+jn65BtOMvdyHKcvjBeBSDZH2r\n1RTwjmYSi9R/zpBnuQ4EiMnCqfMPWiZqB4QdbAd0E7oH50VpuZ1P087G\n-----END PRIVATE KEY-----\n";
const edPrivate = { kty: "OKP", crv: "Ed25519", d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
cases["ec key"] = () => { const k = crypto.createPrivateKey(ecPrivate), p = crypto.createPublicKey(k); return [k.type, k.asymmetricKeyType, k.asymmetricKeyDetails, p.export({ type: "spki", format: "pem" }), k.export({ format: "jwk" }), p.export({ format: "jwk" }), k.export({ type: "sec1", format: "pem" }), k.export({ type: "pkcs8", format: "der" }).toString("hex")]; };
cases["ed key"] = () => { const k = crypto.createPrivateKey({ key: edPrivate, format: "jwk" }); return [crypto.sign(null, Buffer.from("msg"), k).toString("hex"), crypto.createPublicKey(k).export({ type: "spki", format: "pem" }), k.export({ format: "jwk" }), k.asymmetricKeyType]; };
cases["sign verify ec"] = () => { const s = crypto.createSign("SHA256").update("data").sign(ecPrivate); const raw = crypto.sign("sha256", Buffer.from("data"), { key: ecPrivate, dsaEncoding: "ieee-p1363" }); return [crypto.createVerify("SHA256").update("data").verify(ecPrivate, s), crypto.createVerify("SHA256").update("datb").verify(crypto.createPublicKey(ecPrivate), s), raw.length, crypto.verify("sha256", Buffer.from("data"), { key: crypto.createPublicKey(ecPrivate), dsaEncoding: "ieee-p1363" }, raw)]; };
cases["rsa"] = () => { const { publicKey, privateKey } = crypto.generateKeyPairSync("rsa", { modulusLength: 2048, publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } }); const s = crypto.sign("RSA-SHA256", Buffer.from("d"), privateKey); const pss = crypto.sign("sha256", Buffer.from("d"), { key: privateKey, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }); const e = crypto.publicEncrypt(publicKey, Buffer.from("secret")); const e1 = crypto.publicEncrypt({ key: publicKey, padding: 1 }, Buffer.from("s1")); return [publicKey.slice(0, 26), privateKey.slice(0, 27), crypto.verify("sha256", Buffer.from("d"), publicKey, s), crypto.verify("sha256", Buffer.from("d"), { key: publicKey, padding: 6, saltLength: 32 }, pss), crypto.privateDecrypt(privateKey, e).toString(), e1.length, crypto.createPublicKey(publicKey).asymmetricKeyDetails, s.length]; };
cases["generate"] = async () => { const a = await promisify(crypto.generateKeyPair)("ec", { namedCurve: "P-256" }); const b = crypto.generateKeyPairSync("ed25519"); const c = crypto.generateKeyPairSync("x25519"), d = crypto.generateKeyPairSync("x25519"); return [a.publicKey.type, a.privateKey.asymmetricKeyDetails, b.publicKey.asymmetricKeyType, crypto.diffieHellman({ privateKey: c.privateKey, publicKey: d.publicKey }).equals(crypto.diffieHellman({ privateKey: d.privateKey, publicKey: c.publicKey })), crypto.generateKeySync("hmac", { length: 64 }).symmetricKeySize, crypto.generateKeySync("aes", { length: 128 }).type]; };
cases["generate wrong"] = () => crypto.generateKeyPairSync("ec", { namedCurve: "nope" });
cases["encrypted pem"] = () => { const k = crypto.createPrivateKey(ecPrivate); const pem = k.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "pw" }); return [pem.slice(0, 37), crypto.createPrivateKey({ key: pem, passphrase: "pw" }).equals(k)]; };
cases["encrypted without"] = () => { const pem = crypto.createPrivateKey(ecPrivate).export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "pw" }); crypto.createPrivateKey(pem); };
cases["secret key"] = () => { const k = crypto.createSecretKey(Buffer.from("secret")); return [k.type, k.symmetricKeySize, k.export().toString(), k.export({ format: "jwk" }), crypto.createHmac("sha256", k).update("x").digest("hex"), k.equals(crypto.createSecretKey("secret", "utf8")), Object.prototype.toString.call(k), k.constructor.name]; };
cases["bad pem"] = () => crypto.createPrivateKey("not a key");
cases["key wrong type"] = () => crypto.createPublicKey(crypto.createSecretKey(Buffer.alloc(4)));
cases["ecdh"] = () => { const a = crypto.createECDH("prime256v1"), b = crypto.createECDH("prime256v1"); a.generateKeys(); b.generateKeys(); return [a.computeSecret(b.getPublicKey()).equals(b.computeSecret(a.getPublicKey())), a.getPublicKey("hex").length, a.getPublicKey(null, "compressed").length]; };
export default cases;
