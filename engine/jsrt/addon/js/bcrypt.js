// signalbox:addon/bcrypt: what all bcrypt packages share. Texts of hashes are
// "$2b$10$" + 22 characters of salt + 31 of hash, in an alphabet of their own.
import { host } from "signalbox:internal";

const alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export function encode(bytes, length) {
  let out = "";
  for (let i = 0; i < length; i += 3) {
    const [a, b, c] = [bytes[i], bytes[i + 1] ?? 0, bytes[i + 2] ?? 0];
    const four = [a >> 2, (a & 3) << 4 | b >> 4, (b & 15) << 2 | c >> 6, c & 63];
    out += four.slice(0, Math.min(length - i, 3) + 1).map((n) => alphabet[n]).join("");
  }
  return out;
}

// decode stops at the first character that is not of the alphabet.
export function decode(text, length) {
  const bytes = [];
  for (let i = 0; i + 1 < text.length && bytes.length < length; i += 4) {
    const n = [0, 1, 2, 3].map((k) => alphabet.indexOf(text.charAt(i + k) || "?"));
    if (n[0] < 0 || n[1] < 0) break;
    bytes.push((n[0] << 2 | n[1] >> 4) & 255);
    if (n[2] < 0) break;
    bytes.push((n[1] << 4 | n[2] >> 2) & 255);
    if (n[3] < 0) break;
    bytes.push((n[2] << 6 | n[3]) & 255);
  }
  return bytes.slice(0, length);
}

const two = (n) => String(n).padStart(2, "0");
const clamp = (rounds) => Math.min(Math.max(rounds, 4), 31);

export const makeSalt = (minor, rounds, bytes = host.addonSalt()) => `$2${minor}$${two(clamp(rounds))}$${encode(bytes, 16)}`;

// parse takes a salt, or a hash, apart: minor is "" for "$2$", rounds NaN and
// salt short where they are wrong.
export function parse(text) {
  const found = /^\$2([aby]?)\$(\d\d)\$/.exec(text);
  if (!found) return null;
  const salt = decode(text.slice(found[0].length, found[0].length + 22), 16);
  return { minor: found[1], rounds: Number(found[2]), salt, head: found[0] };
}

const utf8 = new TextEncoder();
export const bytesOf = (password) => (typeof password === "string" ? utf8.encode(password) : new Uint8Array(password));

// keyOf ends the password with a zero byte, as every version but the first does.
function keyOf(password, minor) {
  const bytes = bytesOf(password);
  if (minor === "") return bytes.length > 0 ? bytes : new Uint8Array(1);
  const key = new Uint8Array(bytes.length + 1);
  key.set(bytes);
  return key;
}

const text = (p, hash) => p.head + encode(p.salt, 16) + encode(hash, 23);
const args = (p, password) => [keyOf(password, p.minor), new Uint8Array(p.salt), p.rounds];

export const hashSync = (password, p) => text(p, host.addonBcryptSync(...args(p, password)));
export const hash = async (password, p) => text(p, await host.addonBcrypt(...args(p, password)));
