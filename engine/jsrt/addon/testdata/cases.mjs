// What the packages answer. Node ran this with the real ones (record.sh); the
// test runs it on the machine with what stands for them.
import bcryptjs, * as js from "bcryptjs";
import * as ts from "bcrypt-ts";
import * as rs from "@node-rs/argon2";
import load from "node-gyp-build";

const folder = (name) => (globalThis.packages ?? "/p/node_modules/") + name;
const bcrypt = load(folder("bcrypt")), argon2 = load(folder("argon2"));
const salt = "$2b$04$abcdefghijklmnopqrstuu", zero = Buffer.alloc(0);

const said = async (f) => { try { return await f(); } catch (e) { return `${e.name}: ${e.message}`; } };
const called = (f) => new Promise((r) => f((e, v) => r(e ? "callback: " + e.message : v)));
const raw = (o) => argon2.hash({ data: zero, secret: zero, password: Buffer.from("pw"), salt: Buffer.from("0123456789abcdef"), hashLength: 16, m: 64, p: 1, t: 2, type: 2, version: 19, ...o }).then((b) => b.toString("hex"));

const cases = {
  "bcryptjs hashes": () => ["pässword", "", "x".repeat(100), "a\0b", "日本語🙂"].map((p) => js.hashSync(p, salt)),
  "bcryptjs versions": () => ["$2a$05$abcdefghijklmnopqrstuu", "$2y$05$......................", "$2$05$abcdefghijklmnopqrstuu"].map((s) => js.hashSync("q", s)),
  "bcryptjs promises": async () => [await js.hash("p", salt), await js.compare("p", js.hashSync("p", salt)), await js.compare("q", js.hashSync("p", salt)), await js.compare("p", "short")],
  "bcryptjs callbacks": async () => [await called((c) => js.hash("p", salt, c)), await called((c) => js.compare("p", "short", c)), await called((c) => js.hash("p", "zz", c)), (await called((c) => js.genSalt(5, c))).slice(0, 7), (await called((c) => js.genSalt(c))).slice(0, 7)],
  "bcryptjs complaints": async () => { const out = []; for (const f of [
    () => js.hashSync("a", "b"), () => js.hashSync(1, "b"), () => js.hashSync("a", "$2c$10$abcdefghijklmnopqrstuu"), () => js.hashSync("a", "$2b$02$abcdefghijklmnopqrstuu"),
    () => js.hashSync("a", "$2b$10$abc"), () => js.hashSync("a", "$2b$1"), () => js.hash(undefined, 10), () => js.compare("a"), () => js.compareSync("a"), () => js.getSalt("x"), () => js.getSalt(1),
    () => js.getRounds(1), () => js.genSaltSync("x"), () => js.genSalt("x"), () => js.truncates(1), () => js.hash("p", salt, 7)]) out.push(await said(f)); return out; },
  "bcryptjs helpers": () => [js.getRounds(salt), js.getSalt(js.hashSync("k", salt)), js.truncates("x".repeat(72)), js.truncates("x".repeat(73)), js.encodeBase64([1, 2, 3, 255, 9], 5), js.decodeBase64("abcdefg", 5), js.decodeBase64("ab=d", 3), js.genSaltSync(2).slice(0, 7), js.genSaltSync(99).slice(0, 7), js.genSaltSync().length],
  "bcryptjs exports": () => [Object.keys(js).sort(), Object.keys(bcryptjs).sort()],
  "bcrypt-ts": async () => [ts.hashSync("pässword", salt), await ts.hash("b", salt), await ts.compare("b", ts.hashSync("b", salt)), ts.compareSync("c", ts.hashSync("b", salt)), ts.getRounds(salt), ts.truncates("a"), (await ts.genSalt(6)).slice(4, 7), Object.keys(ts).sort()],
  "bcrypt hashes": async () => [bcrypt.encrypt_sync("pässword", salt), bcrypt.encrypt_sync(Buffer.from([0, 1, 255]), salt), bcrypt.encrypt_sync("x".repeat(200), salt), bcrypt.encrypt_sync("", "$2a$04$abcdefghijklmnopqrstuu"), await called((c) => bcrypt.encrypt("p", salt, c))],
  "bcrypt compares": async () => [bcrypt.compare_sync("p", bcrypt.encrypt_sync("p", salt)), bcrypt.compare_sync("p", "nohash"), await called((c) => bcrypt.compare("q", bcrypt.encrypt_sync("p", salt), c)), await called((c) => bcrypt.compare("q", "$2b$99$abcdefghijklmnopqrstuu", c))],
  "bcrypt salts": async () => [bcrypt.gen_salt_sync("b", 5, Buffer.from("0123456789abcdef")), bcrypt.gen_salt_sync("a", 2, Buffer.alloc(16)), await called((c) => bcrypt.gen_salt("b", 12, Buffer.alloc(16, 255), c)), bcrypt.get_rounds(salt)],
  "bcrypt complaints": async () => [await said(() => bcrypt.encrypt_sync("a", "b")), await called((c) => bcrypt.encrypt("a", "$2b$99$abcdefghijklmnopqrstuu", c)), await said(() => bcrypt.get_rounds("zz"))],
  argon2: async () => [await raw({}), await raw({ type: 1 }), await raw({ p: 4, m: 128, t: 1, hashLength: 64 })],
  "@node-rs/argon2": async () => { const o = { salt: Buffer.from("0123456789abcdef"), memoryCost: 64 }; return [
    await rs.hash("pw", o), rs.hashSync("é", { ...o, timeCost: 3, parallelism: 2, outputLen: 20, algorithm: 1 }), await rs.verify(await rs.hash("pw", o), "pw"), rs.verifySync(rs.hashSync("pw", o), Buffer.from("no")), (await rs.hashRaw("pw", o)).toString("hex"), await said(() => rs.verify("zz", "pw"))]; },
};

export default async function run() {
  const out = {};
  for (const [name, f] of Object.entries(cases)) out[name] = await said(f);
  return out;
}
