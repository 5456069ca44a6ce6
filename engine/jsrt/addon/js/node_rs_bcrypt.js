// @node-rs/bcrypt, as its first version has it.
import * as core from "signalbox:addon/bcrypt";

export const DEFAULT_COST = 12;

function partsOf(cost = DEFAULT_COST, salt) {
  if (cost < 4 || cost > 31) throw new Error(`Cost needs to be between 4 and 31, got ${cost}`);
  return core.parse(core.makeSalt("b", cost, salt == null ? undefined : core.bytesOf(salt)));
}

function whole(hash) {
  const p = core.parse(typeof hash === "string" ? hash : new TextDecoder().decode(hash));
  return p && p.rounds >= 4 && p.rounds <= 31 && p.salt.length === 16 ? p : null;
}

export const genSaltSync = (round = 10, version = "2b") => core.makeSalt(version.slice(1), round);
export const genSalt = async (round, version) => genSaltSync(round, version);
export const hashSync = (input, cost, salt) => core.hashSync(input, partsOf(cost ?? undefined, salt));
export const hash = async (input, cost, salt) => core.hash(input, partsOf(cost ?? undefined, salt));

export function verifySync(input, hash) {
  const p = whole(hash);
  return p !== null && core.hashSync(input, p).slice(-31) === String(hash).slice(-31);
}

export async function verify(input, hash) {
  const p = whole(hash);
  return p !== null && (await core.hash(input, p)).slice(-31) === String(hash).slice(-31);
}

export const compareSync = verifySync, compare = verify;

export default { DEFAULT_COST, genSaltSync, genSalt, hashSync, hash, verifySync, verify, compareSync, compare };
