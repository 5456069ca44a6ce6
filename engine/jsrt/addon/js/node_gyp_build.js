// node-gyp-build: the compiled part of a package, by the package's folder.
import { host } from "signalbox:internal";
import { Buffer } from "node:buffer";
import * as core from "signalbox:addon/bcrypt";

const invalidSalt = "Invalid salt. Salt must be in the form of: $Vers$log2(NumRounds)$saltvalue";

// saltOf answers the parts of a salt that bcrypt's own check lets through.
function saltOf(text) {
  const p = core.parse(text);
  return p && p.rounds >= 4 && p.rounds <= 31 && p.salt.length === 16 ? p : null;
}

function encryptSync(data, salt) {
  const p = saltOf(salt);
  if (!p) throw new Error(invalidSalt);
  return core.hashSync(data, p);
}

async function encrypt(data, salt) {
  const p = saltOf(salt);
  if (!p) throw new Error(invalidSalt);
  return core.hash(data, p);
}

function compareSync(data, hash) {
  const p = saltOf(hash);
  return p !== null && core.hashSync(data, p) === hash;
}

async function compare(data, hash) {
  const p = saltOf(hash);
  return p !== null && (await core.hash(data, p)) === hash;
}

function roundsOf(hash) {
  const p = core.parse(hash);
  if (!p) throw new Error("invalid hash provided");
  return p.rounds;
}

// later gives an async function the callback that the package passes last.
const later = (fn) => (...args) => {
  const done = args.pop();
  fn(...args).then((value) => done(null, value), (error) => done(error));
};

const bcrypt = {
  gen_salt_sync: core.makeSalt, gen_salt: later(async (minor, rounds, bytes) => core.makeSalt(minor, rounds, bytes)),
  encrypt_sync: encryptSync, encrypt: later(encrypt), compare_sync: compareSync, compare: later(compare),
  get_rounds: roundsOf,
};

const argon2 = {
  async hash({ password, salt, secret, data, hashLength, m, p, t, type, version }) {
    if (secret?.length > 0 || data?.length > 0) throw new Error("signalbox computes argon2 without secret and associatedData");
    if (version !== 0x13) throw new Error("signalbox computes argon2 in version 19 only");
    return Buffer.from(await host.addonArgon2(type, password, salt, t, m, p, hashLength));
  },
};

const known = { bcrypt, argon2 };

export default function load(dir) {
  const name = String(dir).split(/[\\/]/).filter(Boolean).pop();
  if (Object.hasOwn(known, name)) return known[name];
  throw new Error(`signalbox cannot load the native addon of ${name}: it runs JavaScript only, and of compiled packages bcrypt and argon2`);
}
load.path = (dir) => String(dir);
load.parseTags = load.parseTuple = () => null;
