import buffer, { Buffer, isAscii, isUtf8, transcode } from "node:buffer";

const texts = ["", "a", "hello", "héllo", "日本語", "😀", "a\ud800b", "\u0000x", "ÿ"];
const encodings = ["utf8", "utf-8", "UTF8", "ucs2", "utf16le", "latin1", "binary", "ascii", "hex", "base64", "base64url"];
const hex = (b) => b.toString("hex");
const cases = {};
for (const enc of encodings) {
  cases[`from ${enc}`] = () => texts.map((t) => hex(Buffer.from(t, enc)));
  cases[`toString ${enc}`] = () => [[], [65], [0xe9], [0xc3, 0xa9], [0xff, 0xfe, 0xfd], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xf0, 0x9f, 0x98, 0x80], [0xed, 0xa0, 0x80], [1, 2, 3, 4, 5], [0xc0, 0x80], [0x80], [0xe1, 0x80, 0xe2, 0xf0, 0x91, 0x92, 0xf1, 0xbf, 0x41]].map((b) => Buffer.from(b).toString(enc));
  cases[`byteLength ${enc}`] = () => texts.map((t) => Buffer.byteLength(t, enc));
  cases[`write ${enc}`] = () => texts.map((t) => { const b = Buffer.alloc(5, 0x2e); const n = b.write(t, 1, enc); return [n, hex(b)]; });
  cases[`indexOf ${enc}`] = () => [Buffer.from("abcabc", enc).indexOf("bc", 2, enc), Buffer.from("abcabc").includes("61", 0, enc)];
}
cases["base64 odd"] = () => ["YQ", "YQ=", "YQ==", "YQ===", "Y Q = =", "-_-_", "+/+/", "YWJj!ZGVm", "YWJjZ", "=YWJj", "YW\nJj", "YQ==YQ=="].map((t) => hex(Buffer.from(t, "base64")));
cases["hex odd"] = () => ["abc", "zz", "12zz34", "AB", "1", "0x12"].map((t) => hex(Buffer.from(t, "hex")));
cases["from kinds"] = () => [Buffer.from([1, 256, -1, 1.9, "3", NaN, null]), Buffer.from(new Uint16Array([1, 257])), Buffer.from(new Uint8Array([1, 2, 3]).buffer, 1, 1), Buffer.from({ length: 2, 0: 5 }), Buffer.from({ type: "Buffer", data: [7] }), Buffer.from(Buffer.from("x")), Buffer.from(new String("boxed")), Buffer.from({ [Symbol.toPrimitive]: () => "prim" }), Buffer.of(1, 2)].map(hex);
for (const [i, v] of [5, null, undefined, true, {}, Symbol("x"), () => {}, 10n].entries()) cases[`from wrong ${i}`] = () => Buffer.from(v);
cases["from unknown encoding"] = () => Buffer.from("a", "nope");
cases["from out of bounds"] = () => Buffer.from(new ArrayBuffer(2), 5);
cases["from out of bounds 2"] = () => Buffer.from(new ArrayBuffer(2), 1, 5);
cases["alloc"] = () => [Buffer.alloc(3), Buffer.alloc(3, 1), Buffer.alloc(5, "ab"), Buffer.alloc(4, "YWI=", "base64"), Buffer.alloc(4, Buffer.from([1, 2])), Buffer.alloc(3, 257), Buffer.allocUnsafe(2).length, Buffer.alloc(0, "x")].map((b) => (typeof b === "number" ? b : hex(b)));
for (const [i, v] of [-1, "5", NaN, 2 ** 53, null].entries()) cases[`alloc wrong ${i}`] = () => Buffer.alloc(v);
cases["alloc empty fill"] = () => hex(Buffer.alloc(3, ""));
cases["isBuffer"] = () => [Buffer.isBuffer(Buffer.alloc(1)), Buffer.isBuffer(new Uint8Array(1)), Buffer.isEncoding("UTF-8"), Buffer.isEncoding("nope"), Buffer.isEncoding(""), Buffer.alloc(1) instanceof Uint8Array, Buffer.alloc(1).constructor === Buffer];
cases["concat"] = () => [Buffer.concat([]), Buffer.concat([Buffer.from("a"), new Uint8Array([98])]), Buffer.concat([Buffer.from("abc"), Buffer.from("d")], 2), Buffer.concat([Buffer.from("a")], 3)].map(hex);
cases["concat wrong"] = () => Buffer.concat([Buffer.alloc(1), "x"]);
cases["concat wrong 2"] = () => Buffer.concat("x");
cases["compare"] = () => [["a", "b"], ["b", "a"], ["a", "a"], ["a", "aa"], ["", "a"]].map(([a, b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))).concat(Buffer.from("abcd").compare(Buffer.from("xbcx"), 1, 3, 1, 3), Buffer.from("a").equals(new Uint8Array([97])));
cases["equals wrong"] = () => Buffer.from("a").equals("a");
cases["slice"] = () => { const b = Buffer.from("abcdef"); const s = b.slice(1, 3); s[0] = 0x78; return [b.toString(), s.toString(), b.subarray(-2).toString(), b.slice(4, 2).length, b.slice("2").toString(), b.subarray(1).constructor.name, b.map((x) => x + 1).toString(), b.filter((x) => x > 99).constructor.name]; };
cases["json"] = () => [JSON.stringify(Buffer.from("hi")), Buffer.from(JSON.parse(JSON.stringify(Buffer.from("hi")))).toString()];
cases["search"] = () => { const b = Buffer.from("this is a buffer is"); return [b.indexOf("is"), b.indexOf("is", 4), b.indexOf(Buffer.from("a buffer")), b.indexOf(97), b.indexOf(97 + 256), b.indexOf("zz"), b.lastIndexOf("is"), b.lastIndexOf("is", 10), b.lastIndexOf("is", -5), b.indexOf(""), b.indexOf("", 50), b.indexOf("is", -2), b.includes("buffer"), b.includes("nope"), b.lastIndexOf(115), b.indexOf("is", NaN), b.lastIndexOf("is", null), b.lastIndexOf("is", undefined), b.indexOf(99.99)]; };
cases["search wrong"] = () => Buffer.from("a").indexOf({});
cases["fill"] = () => [Buffer.alloc(4).fill("ab"), Buffer.alloc(4).fill("é"), Buffer.alloc(4).fill(0x101), Buffer.alloc(4).fill("a", 1, 3), Buffer.alloc(4).fill("6162", "hex"), Buffer.alloc(4).fill(Buffer.from("xyz"), 1), Buffer.alloc(2).fill(true)].map(hex);
cases["fill wrong"] = () => Buffer.alloc(4).fill("zz", "hex");
cases["fill range"] = () => Buffer.alloc(4).fill(1, 0, 9);
cases["copy"] = () => { const a = Buffer.from("abcdef"), b = Buffer.alloc(4, 0x2e); return [a.copy(b), b.toString(), a.copy(b, 2, 4), b.toString(), a.copy(b, 9), a.copy(a, 2, 0, 3), a.toString()]; };
cases["copy wrong"] = () => Buffer.from("abc").copy(Buffer.alloc(3), 0, 9);
cases["swap"] = () => [hex(Buffer.from([1, 2, 3, 4]).swap16()), hex(Buffer.from([1, 2, 3, 4]).swap32()), hex(Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]).swap64())];
cases["swap wrong"] = () => Buffer.alloc(3).swap16();
const bytes = Buffer.from([0xff, 0x80, 0x7f, 0x01, 0x00, 0xfe, 0x12, 0x34, 0x56]);
for (const name of Object.keys(Buffer.prototype).filter((n) => /^read/.test(n)).sort()) {
  cases[name] = () => [0, 1].map((o) => { try { return /Int[LB]E$/.test(name) && !/64/.test(name) ? [1, 2, 3, 4, 5, 6].map((s) => bytes[name](o, s)) : bytes[name](o); } catch (e) { return e.message; } });
}
for (const name of Object.keys(Buffer.prototype).filter((n) => /^write./.test(n)).sort()) {
  const big = /64/.test(name);
  cases[name] = () => [1, -1, 127, 255, 65535, 2 ** 31, 1.5, -200].map((v) => { const b = Buffer.alloc(10); try { const r = /Int[LB]E$/.test(name) && !big ? b[name](v, 1, 3) : b[name](big ? BigInt(Math.trunc(v)) : v, 1); return [r, hex(b)]; } catch (e) { return [e.code, e.message]; } });
}
for (const [i, o] of [9, -1, 1.5, "0", NaN, null].entries()) cases[`read offset wrong ${i}`] = () => bytes.readUInt16LE(o);
cases["read too short"] = () => Buffer.alloc(1).readUInt32LE(0);
cases["readUIntBE width"] = () => bytes.readUIntBE(0, 7);
cases["toString wrong"] = () => Buffer.from("a").toString("nope");
cases["toString ranges"] = () => { const b = Buffer.from("abcdef"); return [b.toString("utf8", 1, 3), b.toString("utf8", -2, 3), b.toString("utf8", 4), b.toString("hex", 2, 99), b.toString(undefined, 3, 1), b.toLocaleString()]; };
cases["write forms"] = () => { const b = Buffer.alloc(6, 0x2e); return [b.write("ab"), b.write("cd", 2), b.write("xyz", 4, 1), b.write("é", 5), b.toString("latin1"), b.write("zz", 0, "latin1")]; };
cases["write wrong"] = () => Buffer.alloc(2).write(5);
cases["write offset wrong"] = () => Buffer.alloc(2).write("a", 5);
cases["transcode"] = () => [hex(transcode(Buffer.from("é€"), "utf8", "latin1")), hex(transcode(Buffer.from("é"), "utf8", "ucs2")), hex(transcode(Buffer.from([0xe9]), "latin1", "utf8"))];
cases["is"] = () => [isUtf8(Buffer.from("é")), isUtf8(Buffer.from([0xff])), isAscii(Buffer.from("a")), isAscii(Buffer.from("é"))];
cases["constants"] = () => [buffer.constants, buffer.kMaxLength, buffer.kStringMaxLength, buffer.INSPECT_MAX_BYTES, Buffer.poolSize, Object.keys(buffer).sort()];
cases["iterate"] = () => { const b = Buffer.from("ab"); return [[...b], [...b.entries()], [...b.keys()], Object.keys(b), b.length, b.byteLength]; };
cases["new Buffer"] = () => [new Buffer("ab").toString(), Buffer("61", "hex").toString(), new Buffer(2).length, new Buffer([1]).length];
cases["copyBytesFrom"] = () => [hex(Buffer.copyBytesFrom(new Uint16Array([1, 2, 3]), 1, 1)), Buffer.copyBytesFrom(new Uint8Array(2), 5).length];
cases["latin1 methods"] = () => [Buffer.from("abc").latin1Slice(1), Buffer.from("abc").utf8Slice(0, 2), Buffer.from("abc").hexSlice(), Buffer.alloc(4).utf8Write("é", 1), Buffer.from("abc").base64Slice()];
cases["parent"] = () => [typeof Buffer.alloc(1).parent, typeof Buffer.alloc(1).offset];
cases["blob"] = async () => { const b = new buffer.Blob(["a", Buffer.from("b")], { type: "text/plain" }); return [b.size, b.type, await b.text(), buffer.atob("aGk="), buffer.btoa("hi")]; };
export default cases;
