import zlib from "node:zlib";
import { pipeline } from "node:stream/promises";
import { Readable, Writable } from "node:stream";
import { promisify } from "node:util";
const text = "the quick brown fox jumps over the lazy dog. ".repeat(200);
const collect = async (s) => { const parts = []; for await (const c of s) parts.push(c); return Buffer.concat(parts); };
const kinds = [["createGzip", "createGunzip"], ["createDeflate", "createInflate"], ["createDeflateRaw", "createInflateRaw"], ["createBrotliCompress", "createBrotliDecompress"], ["createGzip", "createUnzip"], ["createDeflate", "createUnzip"]];
const fails = async (f) => { try { return (await f()).toString(); } catch (e) { return [e.name, e.code, e.errno, e.message]; } };
const soon = () => new Promise((r) => setImmediate(() => setImmediate(r)));
export default {
  rounds: async () => { const out = []; for (const [a, b] of kinds) out.push((await collect(Readable.from([text.slice(0, 50), text.slice(50)]).pipe(zlib[a]()).pipe(zlib[b]()))).toString() === text); return out; },
  flushed: async () => { const out = []; for (const [a, b] of kinds.slice(0, 4)) { const z = zlib[a](), u = zlib[b](); const seen = []; z.pipe(u); u.on("data", (c) => seen.push(c.toString())); z.write("hello "); await new Promise((r) => z.flush(r)); for (let i = 0; i < 5; i++) await soon(); out.push(seen.join("")); z.write("world"); z.end(); await new Promise((r) => u.on("end", r)); out.push(seen.join("")); } return out; },
  syncFlush: async () => { const z = zlib.createGzip({ flush: zlib.constants.Z_SYNC_FLUSH }), u = zlib.createGunzip(), seen = []; z.pipe(u); u.on("data", (c) => seen.push(c.toString())); z.write("a"); await new Promise((r) => u.once("data", r)); return seen; },
  pieces: async () => { const z = zlib.gzipSync(text), u = zlib.createGunzip(), seen = []; u.on("data", (c) => seen.push(c.length)); for (const b of z) u.write(Buffer.of(b)); u.end(); await new Promise((r) => u.on("end", r)); return [seen.reduce((a, b) => a + b, 0), u.bytesWritten === z.length]; },
  members: async () => { const two = Buffer.concat([zlib.gzipSync("one "), zlib.gzipSync("two")]); return [zlib.gunzipSync(two).toString(), (await collect(Readable.from([two.subarray(0, 15), two.subarray(15)]).pipe(zlib.createGunzip()))).toString()]; },
  trailing: async () => { const junk = Buffer.concat([zlib.gzipSync("one"), Buffer.from("\0\0\0junk and more of it")]); return [await fails(() => zlib.gunzipSync(junk)), await fails(() => collect(Readable.from([junk]).pipe(zlib.createGunzip()))), await fails(() => zlib.inflateSync(Buffer.concat([zlib.deflateSync("x"), Buffer.from("yy")])))]; },
  bad: async () => { const out = []; for (const f of ["gunzipSync", "inflateSync", "inflateRawSync", "unzipSync"]) for (const d of ["not compressed at all", "", "\x1f\x8b"]) out.push(await fails(() => zlib[f](Buffer.from(d, "latin1")))); return out; },
  badStreams: async () => { const out = []; for (const f of ["createGunzip", "createInflate", "createUnzip"]) out.push(await fails(() => collect(Readable.from(["not compressed at all"]).pipe(zlib[f]())))); return out; },
  cut: async () => { const z = zlib.gzipSync(text).subarray(0, 60); return [await fails(() => zlib.gunzipSync(z)), await fails(() => collect(Readable.from([z]).pipe(zlib.createGunzip()))), (await fails(() => zlib.gunzipSync(z, { finishFlush: zlib.constants.Z_SYNC_FLUSH }))).length > 0]; },
  empty: async () => [zlib.gunzipSync(zlib.gzipSync("")).length, (await collect(Readable.from([]).pipe(zlib.createGzip()))).subarray(0, 4).toString("hex"), await fails(() => collect(Readable.from([]).pipe(zlib.createGunzip())))],
  dictionary: () => { const dictionary = Buffer.from("hello world"); const z = zlib.deflateSync("hello world again", { dictionary }); return [zlib.inflateSync(z, { dictionary }).toString(), ["x"].map(() => { try { return zlib.inflateSync(z); } catch (e) { return [e.code, e.message]; } }), ["x"].map(() => { try { return zlib.inflateSync(z, { dictionary: Buffer.from("no") }); } catch (e) { return [e.code, e.message]; } })]; },
  limits: async () => [await fails(() => zlib.gunzipSync(zlib.gzipSync(text), { maxOutputLength: 10 })), await fails(() => zlib.gzipSync("x", { level: 50 })), await fails(() => zlib.createGzip({ chunkSize: 1 })), await fails(() => zlib.gzipSync(5)), await fails(() => zlib.gzipSync("x", { level: "9" })), await fails(() => zlib.createInflate({ windowBits: 99 }))],
  promises: async () => [(await promisify(zlib.gunzip)(await promisify(zlib.gzip)("p"))).toString(), (await promisify(zlib.brotliDecompress)(await promisify(zlib.brotliCompress)("q", { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }))).toString(), await promisify(zlib.inflate)("nope").catch((e) => [e.code, e.message])],
  pipelined: async () => { const parts = []; await pipeline(Readable.from([text]), zlib.createGzip({ level: 1 }), zlib.createGunzip(), new Writable({ write(c, e, d) { parts.push(c); d(); } })); return Buffer.concat(parts).length; },
  web: async () => (await new Response(Readable.toWeb(Readable.from([text]).pipe(zlib.createGzip())).pipeThrough(new DecompressionStream("gzip"))).text()).length,
  reset: async () => { const z = zlib.createDeflateRaw(); z.end("abc"); return (await collect(z)).toString("hex").length > 0; },
  closed: async () => { const z = zlib.createGzip(); const order = []; z.on("close", () => order.push("close")); z.close(() => order.push("callback")); await soon(); await soon(); return [order, z.destroyed]; },
  crc: () => ["", "a", text].map((t) => zlib.crc32 ? zlib.crc32(t) : 0).length, names: () => [zlib.constants.Z_BEST_COMPRESSION, zlib.codes.Z_DATA_ERROR, typeof zlib.Gzip, zlib.createGzip() instanceof zlib.Gzip, zlib.Gzip() instanceof zlib.Gzip],
};
