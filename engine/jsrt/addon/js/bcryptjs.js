// bcryptjs: its functions and messages, with the rounds in Go.
import * as core from "signalbox:addon/bcrypt";

const illegal = (...values) => new Error("Illegal arguments: " + values.map((v) => typeof v).join(", "));

// saltOf takes a salt apart as bcryptjs does, one complaint at a time.
function saltOf(salt) {
  if (salt[0] !== "$" || salt[1] !== "2") throw new Error("Invalid salt version: " + salt.substring(0, 2));
  const offset = salt[2] === "$" ? 3 : 4;
  const minor = offset === 3 ? "" : salt[2];
  if (offset === 4 && (!["a", "b", "y"].includes(minor) || salt[3] !== "$")) throw new Error("Invalid salt revision: " + salt.substring(2, 4));
  if (salt[offset + 2] > "$") throw new Error("Missing salt rounds");
  const rounds = parseInt(salt.substring(offset, offset + 1), 10) * 10 + parseInt(salt.substring(offset + 1, offset + 2), 10);
  const bytes = core.decode(salt.substring(offset + 3, offset + 25), 16);
  if (rounds < 4 || rounds > 31) throw new Error("Illegal number of rounds (4-31): " + rounds);
  if (bytes.length !== 16) throw new Error("Illegal salt length: " + bytes.length + " != 16");
  return { minor, rounds, salt: bytes, head: salt.substring(0, offset + 3) };
}

// asPromise runs an async function for a callback, or gives its promise out.
function asPromise(fn, callback) {
  const promise = fn();
  if (!callback) return promise;
  if (typeof callback !== "function") throw new Error("Illegal callback: " + typeof callback);
  promise.then((value) => callback(null, value), (error) => callback(error));
}

export function genSaltSync(rounds, seedLength) {
  rounds = rounds || 10;
  if (typeof rounds !== "number") throw illegal(rounds, seedLength);
  return core.makeSalt("b", rounds);
}

export function genSalt(rounds, seedLength, callback) {
  if (typeof seedLength === "function") callback = seedLength;
  if (typeof rounds === "function") [callback, rounds] = [rounds, undefined];
  if (rounds === undefined) rounds = 10;
  if (typeof rounds !== "number") throw new Error("illegal arguments: " + typeof rounds);
  return asPromise(async () => genSaltSync(rounds), callback);
}

export function hashSync(password, salt = 10) {
  if (typeof salt === "number") salt = genSaltSync(salt);
  if (typeof password !== "string" || typeof salt !== "string") throw illegal(password, salt);
  return core.hashSync(password, saltOf(salt));
}

export function hash(password, salt, callback, progress) {
  return asPromise(async () => {
    if (typeof password !== "string" || (typeof salt !== "string" && typeof salt !== "number")) throw illegal(password, salt);
    const text = await core.hash(password, saltOf(typeof salt === "number" ? genSaltSync(salt) : salt));
    progress?.(1);
    return text;
  }, callback);
}

export function compareSync(password, hash) {
  if (typeof password !== "string" || typeof hash !== "string") throw illegal(password, hash);
  return hash.length === 60 && hashSync(password, hash.substring(0, 29)) === hash;
}

export function compare(password, expected, callback, progress) {
  return asPromise(async () => {
    if (typeof password !== "string" || typeof expected !== "string") throw illegal(password, expected);
    return expected.length === 60 && (await hash(password, expected.substring(0, 29), undefined, progress)) === expected;
  }, callback);
}

export function getRounds(hash) {
  if (typeof hash !== "string") throw illegal(hash);
  return parseInt(hash.split("$")[2], 10);
}

export function getSalt(hash) {
  if (typeof hash !== "string") throw illegal(hash);
  if (hash.length !== 60) throw new Error("Illegal hash length: " + hash.length + " != 60");
  return hash.substring(0, 29);
}

export function truncates(password) {
  if (typeof password !== "string") throw illegal(password);
  return core.bytesOf(password).length > 72;
}

export const encodeBase64 = (bytes, length) => core.encode(bytes, length);
export const decodeBase64 = (text, length) => core.decode(text, length);
export function setRandomFallback() {} // there is always a source of random bytes

export default { setRandomFallback, genSaltSync, genSalt, hashSync, hash, compareSync, compare, getRounds, getSalt, truncates, encodeBase64, decodeBase64 };
