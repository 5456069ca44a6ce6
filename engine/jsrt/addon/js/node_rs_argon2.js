// @node-rs/argon2.
import { host } from "signalbox:internal";
import { Buffer } from "node:buffer";
import { format, parse } from "signalbox:addon/argon2";

export const Algorithm = { Argon2d: 0, Argon2i: 1, Argon2id: 2, 0: "Argon2d", 1: "Argon2i", 2: "Argon2id" };
export const Version = { V0x10: 0, V0x13: 1, 0: "V0x10", 1: "V0x13" };

const bytesOf = (v) => (typeof v === "string" ? new TextEncoder().encode(v) : new Uint8Array(v));

function settings(options) {
  const { memoryCost = 19456, timeCost = 2, outputLen = 32, parallelism = 1, algorithm = Algorithm.Argon2id, version = Version.V0x13, secret, salt = host.addonSalt() } = options ?? {};
  if (secret?.length > 0) throw new Error("signalbox computes argon2 without a secret");
  if (version !== Version.V0x13) throw new Error("signalbox computes argon2 in version 19 only");
  return { type: algorithm, m: memoryCost, t: timeCost, p: parallelism, salt, length: outputLen };
}

const args = (o, password) => [o.type, bytesOf(password), o.salt, o.t, o.m, o.p, o.length];

export const hashRawSync = (password, options) => Buffer.from(host.addonArgon2Sync(...args(settings(options), password)));
export const hashRaw = async (password, options) => Buffer.from(await host.addonArgon2(...args(settings(options), password)));

export function hashSync(password, options) {
  const o = settings(options);
  return format(o.type, o, o.salt, host.addonArgon2Sync(...args(o, password)));
}

export async function hash(password, options) {
  const o = settings(options);
  return format(o.type, o, o.salt, await host.addonArgon2(...args(o, password)));
}

// stored takes a hash apart for checking, with what it was made with.
function stored(hashed, options) {
  const found = parse(typeof hashed === "string" ? hashed : new TextDecoder().decode(hashed));
  if (!found) throw new Error("Decoding failed");
  if (found.version !== 19) throw new Error("signalbox computes argon2 in version 19 only");
  return { ...settings({ secret: options?.secret }), ...found, length: found.hash.length };
}

const same = (a, b) => a.length === b.length && a.reduce((d, x, i) => d | x ^ b[i], 0) === 0;

export function verifySync(hashed, password, options) {
  const o = stored(hashed, options);
  return same(host.addonArgon2Sync(...args(o, password)), o.hash);
}

export async function verify(hashed, password, options) {
  const o = stored(hashed, options);
  return same(await host.addonArgon2(...args(o, password)), o.hash);
}

export default { Algorithm, Version, hash, hashSync, hashRaw, hashRawSync, verify, verifySync };
