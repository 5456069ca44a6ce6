import fs from "node:fs";
import fsp, { readFile } from "node:fs/promises";
import zlib from "node:zlib";
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import diagnostics_channel from "node:diagnostics_channel";
import { isMainThread } from "node:worker_threads";
import { isBuiltin, createRequire } from "node:module";
import { promisify } from "node:util";
import { text } from "node:stream/consumers";
import { performance as perf } from "node:perf_hooks";

const cb = (fn, ...a) => new Promise((r) => fn(...a, (err, ...v) => r(err ? [err.code, err.message.replace(/'.*'/, "PATH"), err.syscall, err.errno] : v)));
const cases = {
  readFileSync: () => [fs.readFileSync("a.txt", "utf8"), fs.readFileSync("data.json").toString(), fs.readFileSync("empty", { encoding: "utf8" }), Buffer.isBuffer(fs.readFileSync("a.txt")), fs.readFileSync("a.txt", "hex").slice(0, 8), fs.readFileSync(new URL("file://" + process.cwd() + "/a.txt"), "latin1").length],
  "readFile promise": async () => [await readFile("a.txt", "utf8"), JSON.parse(await fsp.readFile("data.json"))],
  "readFile callback": () => cb(fs.readFile, "a.txt", "utf8"), "readFile missing": () => cb(fs.readFile, "nope.txt"), "readFileSync missing": () => fs.readFileSync("nope/x"), "readFileSync dir": () => fs.readFileSync("sub"), "readFile promise missing": () => fsp.readFile("nope"), "readFile wrong": () => fs.readFileSync({}), "readFile encoding wrong": () => fs.readFileSync("a.txt", "nope"), "readFile no callback": () => fs.readFile("a.txt"), "null bytes": () => fs.readFileSync("a\0b"),
  readdir: async () => [fs.readdirSync(".").sort(), (await fsp.readdir("sub")), fs.readdirSync(".", { withFileTypes: true }).map((d) => [d.name, d.isDirectory(), d.isFile(), d.isSymbolicLink()]).sort(), fs.readdirSync(".", { recursive: true }).sort()], "readdir missing": () => fs.readdirSync("nope"), "readdir file": () => fs.readdirSync("a.txt"),
  stat: async () => { const s = fs.statSync("a.txt"), d = await fsp.stat("sub"); return [s.size, s.isFile(), s.isDirectory(), d.isDirectory(), s.mtime instanceof Date, typeof s.mtimeMs, typeof fs.statSync("a.txt", { bigint: true }).size, fs.statSync("nope", { throwIfNoEntry: false }), Object.keys(s)]; }, "stat missing": () => fs.statSync("nope"), "lstat missing": () => cb(fs.lstat, "nope"),
  exists: () => [fs.existsSync("a.txt"), fs.existsSync("nope"), fs.existsSync(), fs.existsSync("sub")], access: async () => [fs.accessSync("a.txt"), await cb(fs.access, "nope"), await fsp.access("a.txt").then(() => "ok"), await cb(fs.access, "a.txt", fs.constants.R_OK)],
  "open read close": () => { const fd = fs.openSync("a.txt", "r"), b = Buffer.alloc(5); const n = fs.readSync(fd, b, 0, 5, 0), m = fs.readSync(fd, b, 0, 3, null); const t = b.toString(); fs.closeSync(fd); return [typeof fd, n, m, t]; },
  "file handle": async () => { const h = await fsp.open("a.txt"); const r = await h.read(Buffer.alloc(4), 0, 4, 0); const t = await h.readFile("utf8"); const lines = []; await h.close(); for await (const l of (await fsp.open("a.txt")).readLines()) lines.push(l); return [r.bytesRead, r.buffer.toString(), t.length, lines]; },
  "bad fd": () => fs.closeSync(9999),
  createReadStream: async () => [await text(fs.createReadStream("a.txt")), await text(fs.createReadStream("a.txt", { start: 2, end: 5 })), await text(fs.createReadStream("a.txt", { encoding: "hex", highWaterMark: 4 }))], "createReadStream missing": () => new Promise((r) => fs.createReadStream("nope").on("error", (e) => r(e.code))),
  "createReadStream events": () => new Promise((r) => { const l = []; const s = fs.createReadStream("a.txt"); for (const n of ["open", "ready", "data", "end", "close"]) s.on(n, () => l.push(n)); s.on("close", () => setTimeout(() => r([l, s.bytesRead, s.path]))); }),
  "callback order": () => new Promise((r) => { const l = []; fs.readFile("a.txt", () => { l.push("file"); r(l); }); process.nextTick(() => l.push("tick")); Promise.resolve().then(() => l.push("micro")); l.push("sync"); }),
  promisified: async () => (await promisify(fs.readFile)("sub/b.txt", "utf8")) + (await promisify(fs.exists)("a.txt")),
  opendir: async () => { const l = []; for await (const d of await fsp.opendir("sub")) l.push(d.name); return l; },
  zlib: () => ["", "hello hello hello", "é".repeat(1000)].map((t) => [zlib.gunzipSync(zlib.gzipSync(t)).toString() === t, zlib.inflateSync(zlib.deflateSync(t)).toString() === t, zlib.inflateRawSync(zlib.deflateRawSync(t)).toString() === t, zlib.brotliDecompressSync(zlib.brotliCompressSync(t)).toString() === t, zlib.unzipSync(zlib.gzipSync(t)).toString() === t]),
  "zlib known": () => [zlib.gunzipSync(Buffer.from("H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==", "base64")).toString(), zlib.inflateSync(Buffer.from("eJzLSM3JyQcABiwCFQ==", "base64")).toString(), zlib.inflateRawSync(Buffer.from("y0jNyckHAA==", "base64")).toString(), zlib.crc32("hello"), zlib.crc32(Buffer.from("world"), 5)],
  "zlib callback": () => new Promise((r) => zlib.gzip("abc", (e, z) => zlib.gunzip(z, (e2, b) => r([e, e2, b.toString()])))),
  "zlib promise": async () => (await promisify(zlib.inflate)(await promisify(zlib.deflate)("xyz"))).toString(),
  "zlib stream": async () => { const g = zlib.createGzip(); g.end("streamed"); return text(g.pipe(zlib.createGunzip())); },
  "zlib bad header": () => zlib.gunzipSync(Buffer.from("not gzip at all")), "zlib truncated": () => zlib.gunzipSync(zlib.gzipSync("hello world").subarray(0, 15)), "zlib max": () => zlib.gunzipSync(zlib.gzipSync("a".repeat(1000)), { maxOutputLength: 10 }), "zlib wrong": () => zlib.gzipSync(5), "zlib wrong level": () => zlib.gzipSync("a", { level: 99 }), "zlib bad callback": () => zlib.gunzip(Buffer.from("bad"), null),
  "zlib async error": () => new Promise((r) => zlib.inflate(Buffer.from("bad data"), (e) => r([e.code, e.errno, e.message]))),
  als: async () => { const a = new AsyncLocalStorage(); const out = [a.getStore()]; a.run(1, () => { out.push(a.getStore()); a.run(2, () => out.push(a.getStore())); a.exit(() => out.push(a.getStore())); out.push(a.getStore()); }); out.push(a.getStore()); return out; },
  "als timers": () => { const a = new AsyncLocalStorage(); return new Promise((r) => { const l = []; a.run("s", () => { setTimeout(() => { l.push(a.getStore()); r(l); }, 3); setImmediate(() => l.push(a.getStore())); process.nextTick(() => l.push(a.getStore())); Promise.resolve().then(() => l.push(a.getStore())); queueMicrotask(() => l.push(a.getStore())); }); }); },
  "als two": () => { const a = new AsyncLocalStorage(), b = new AsyncLocalStorage(); return a.run(1, () => b.run(2, () => [a.getStore(), b.getStore(), a.run(3, () => [a.getStore(), b.getStore()])])); },
  "als bind": () => { const a = new AsyncLocalStorage(); const f = a.run(7, () => AsyncLocalStorage.bind(() => a.getStore())), s = a.run(8, () => AsyncLocalStorage.snapshot()), r = a.run(9, () => new AsyncResource("T")); return [f(), s(() => a.getStore()), r.runInAsyncScope(() => a.getStore()), a.run(5, (x, y) => [a.getStore(), x, y], 1, 2)]; },
  "als enterWith": () => { const a = new AsyncLocalStorage(); const o = new AsyncLocalStorage(); return o.run(0, () => { a.enterWith("e"); const x = a.getStore(); a.disable(); return [x, a.getStore()]; }); },
  "als throws": () => { const a = new AsyncLocalStorage(); try { a.run(1, () => { throw new Error("in"); }); } catch (e) { return [e.message, a.getStore()]; } },
  "als callback": () => { const a = new AsyncLocalStorage(); return new Promise((r) => a.run("cb", () => fs.readFile("a.txt", () => r(a.getStore())))); },
  process: () => [typeof process.pid, process.platform, typeof process.hrtime.bigint(), process.hrtime().length, process.uptime() > 0, typeof process.memoryUsage().heapUsed, process.argv.length > 0, /^v20\./.test(process.version), process.versions.node.split(".")[0], process.release.name, typeof process.cwd(), process.title, process.exitCode, Object.prototype.toString.call(process), Array.isArray(process.execArgv), typeof process.stdout.write, process.arch.length > 0, typeof process.emitWarning, typeof process.on, process.constructor.name],
  env: () => { process.env.SETX = 5; process.env.U = undefined; process.env.O = { a: 1 }; const out = [process.env.SETX, process.env.U, process.env.O, "SETX" in process.env, process.env.NOPE, delete process.env.SETX, process.env.SETX, Object.keys(process.env).includes("O"), { ...process.env }.O]; delete process.env.O; delete process.env.U; return out; },
  "env symbol": () => { process.env.X = Symbol("x"); },
  "env descriptor": () => [Object.getOwnPropertyDescriptor((process.env.Q = "1", process.env), "Q"), delete process.env.Q],
  "process events": () => { let n = 0; const f = () => n++; process.on("custom", f); process.emit("custom"); process.off("custom", f); process.emit("custom"); return n; },
  emitWarning: () => new Promise((r) => { process.once("warning", (w) => r([w.name, w.message, w.code])); process.emitWarning("careful", "CustomWarning", "W1"); }),
  "hrtime diff": () => { const a = process.hrtime(), b = process.hrtime(a); return [b[0] >= 0, b[1] >= 0]; }, "hrtime wrong": () => process.hrtime(5),
  channel: () => { const c = diagnostics_channel.channel("x"), l = []; const f = (m, n) => l.push([m, n]); c.subscribe(f); c.publish(1); c.unsubscribe(f); c.publish(2); return [l, c.hasSubscribers, diagnostics_channel.channel("x") === c]; },
  module: () => [isBuiltin("fs"), isBuiltin("node:path"), isBuiltin("nope"), createRequire("/x.js")("path").join("a", "b"), isMainThread], perf: () => [typeof perf.now(), perf === globalThis.performance],
};
export default cases;
