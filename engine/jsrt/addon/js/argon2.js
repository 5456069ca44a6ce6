// signalbox:addon/argon2: the text form of Argon2 hashes,
// "$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH".
const base64 = (bytes) => new Uint8Array(bytes).toBase64({ omitPadding: true });

export const names = ["argon2d", "argon2i", "argon2id"];

export const format = (type, { m, t, p }, salt, hash) => `$${names[type]}$v=19$m=${m},t=${t},p=${p}$${base64(salt)}$${base64(hash)}`;

// parse takes a text apart; null where it is none.
export function parse(text) {
  const found = /^\$(argon2(?:d|i|id))\$v=(\d+)\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(text);
  if (!found) return null;
  const [m, t, p] = found.slice(3, 6).map(Number);
  return { type: names.indexOf(found[1]), version: Number(found[2]), m, t, p, salt: Uint8Array.fromBase64(found[6]), hash: Uint8Array.fromBase64(found[7]) };
}
